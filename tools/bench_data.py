# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""The JSON of eigenact_bench, read, and the words that its reports share."""
import collections
import json
import statistics

SCALARS = ("float", "double", "half", "bfloat16")
TIERS = ("fast", "precise")
SIZES = (4096, 65536, 16777216)
FAMILIES = ("elementwise", "channelwise", "basis", "gated", "rowwise", "stochastic")
# Those that are not elementwise, of the runs whose names had no family.
FAMILY_OF_OLD = {"softmax": "rowwise", "log_softmax": "rowwise", "swiglu": "gated"}

# family/name/operation/scalar/tier/size. The tier is a peer's name in the peers' rows.
Key = collections.namedtuple("Key", "family name operation scalar tier size")


def key_of(name):
    """Of a row's name; None if it is not one of eigenact_bench.

    Rows used to be named name/operation/scalar/tier/size, with the output form in the tier.
    """
    parts = name.split("/")
    if len(parts) not in (5, 6) or not parts[-1].isdigit():
        return None
    if len(parts) == 6:
        return Key(*parts[:5], int(parts[5]))
    activation, operation, scalar, tier, size = parts
    family, activation = (("channelwise", activation[len("channelwise_"):])
                          if activation.startswith("channelwise_")
                          else (FAMILY_OF_OLD.get(activation, "elementwise"), activation))
    tier, _, output = tier.partition("_from_output")
    if family == "rowwise":
        operation += "_colwise"  # its backward function takes the output anyway
    elif tier + "_from_output" == parts[3]:
        operation += "_from_output"
    return Key(family, activation, operation, scalar, tier + output, int(size))


def name_of(key):
    return "/".join(map(str, key))


class Run:
    """ns per element of every row of one run: all repetitions, and their median."""

    def __init__(self, path):
        self.path = path
        try:
            with open(path, encoding="utf-8") as file:
                content = json.load(file)
            self.context, rows = dict(content["context"]), content["benchmarks"]
            rows = [(key_of(row["run_name"]), row) for row in rows if "per_element" in row]
        except OSError as error:
            raise SystemExit(f"cannot read {path}: {error.strerror}")
        except (ValueError, KeyError, TypeError):
            raise SystemExit(f"{path} is not the JSON of eigenact_bench")
        self.samples = collections.defaultdict(list)
        self.times = {}
        for key, row in rows:
            time = 1e9 * row["per_element"]
            if key and row.get("run_type") != "aggregate":
                self.samples[key].append(time)
            elif key and row["aggregate_name"] == "median":
                self.times[key] = time
        self.times.update((key, statistics.median(s)) for key, s in self.samples.items())

    def time(self, *parts):
        """Of Key(*parts); None where the run has no such row."""
        return self.times.get(Key(*parts))

    def names(self, family, scalar, size):
        """The activations of the library, sorted: a run that interleaves has no order."""
        return sorted({key.name for key in self.times
                       if (key.family, key.scalar, key.size) == (family, scalar, size)
                       and key.tier in TIERS})

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
