# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""The JSON of eigenact_bench, read, and the words that its reports share."""
import collections
import json
import statistics

SCALARS = ("float", "double", "half", "bfloat16")
TIERS = ("fast", "precise")

Key = collections.namedtuple("Key", "activation operation scalar variant length")


class Run:
    """Median ns per element of every row of one run."""

    def __init__(self, path):
        try:
            with open(path, encoding="utf-8") as file:
                content = json.load(file)
            self.context, rows = content["context"], content["benchmarks"]
        except OSError as error:
            raise SystemExit(f"cannot read {path}: {error.strerror}")
        except (ValueError, KeyError, TypeError):
            raise SystemExit(f"{path} is not the JSON of eigenact_bench")
        samples = collections.defaultdict(list)
        medians = {}
        for row in rows:
            parts = row.get("run_name", "").split("/")
            if len(parts) != len(Key._fields) or "per_element" not in row:
                continue
            key, time = Key(*parts[:4], int(parts[4])), 1e9 * row["per_element"]
            if row.get("run_type") != "aggregate":
                samples[key].append(time)
            elif row["aggregate_name"] == "median":
                medians[key] = time
        medians.update((key, statistics.median(times)) for key, times in samples.items())
        self.times = medians

    def time(self, activation, operation, scalar, variant, length):
        """None where the run has no such row."""
        return self.times.get(Key(activation, operation, scalar, variant, length))

    def activations(self, scalar, length):
        """Those of the library, sorted: a run that interleaves has no order."""
        return sorted({key.activation for key in self.times
                       if (key.scalar, key.length) == (scalar, length) and key.variant in TIERS})

    def conditions(self):
        names = ("compiler", "flags", "simd", "offset", "num_cpus", "mhz_per_cpu", "date")
        return "; ".join(f"{n} {self.context[n]}" for n in names if n in self.context)


def show_time(time):
    return "-" if time is None else f"{time:.3f}"


def ratio(time, other):
    return None if time is None or not other else time / other


def show_ratio(value):
    return "-" if value is None else f"{value:.2f}"


def aligned(rows):
    """Lines of text: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        yield "  ".join(cells).rstrip()
