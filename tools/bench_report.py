#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Reads the JSON of eigenact_bench: a table, the speed floors, a chart.

  bench_report.py table  bench.json [--scalar double] [--length 4096]
  bench_report.py floors bench.json
  bench_report.py svg    bench.json [--output speed.svg]

Times are ns per element of CPU time, the median of the repetitions.
"""
import argparse
import collections
import json
import statistics
import sys
from xml.sax.saxutils import escape

# The operations of eigenact_bench and their headings.
OPERATIONS = {"forward": "f", "derivative": "f'", "backward": "g f'", "fused": "f,f'"}
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
            raise SystemExit(f"bench_report: cannot read {path}: {error.strerror}")
        except (ValueError, KeyError, TypeError):
            raise SystemExit(f"bench_report: {path} is not the JSON of eigenact_bench")
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


def table(run, scalar, length):
    """Per activation: ns per element of every operation and tier, of its peers, and the ratios."""
    peers = ("eigen", "eigen_stable", "std")
    symbols = OPERATIONS.values()
    heads = ["activation"] + [f"{symbol} {tier}" for symbol in symbols for tier in TIERS]
    heads += [*peers, *(f"/{peer}" for peer in peers), *(f"{symbol} /copy" for symbol in symbols)]
    rows = [heads]
    for name in run.activations(scalar, length):
        def time(operation, variant):
            return run.time(name, operation, scalar, variant, length)

        row = [name] + [show_time(time(o, t)) for o in OPERATIONS for t in TIERS]
        row += [show_time(time("forward", peer)) for peer in peers]
        fast, copies = time("forward", "fast"), copy_times(run, scalar, length)
        row += [show_ratio(ratio(fast, time("forward", peer))) for peer in peers]
        row += [show_ratio(ratio(time(o, "fast"), copies[o])) for o in OPERATIONS]
        rows.append(row)
    limit = ["copy"]
    for copy_time in copy_times(run, scalar, length).values():
        limit += [show_time(copy_time), ""]
    rows.append(limit + [""] * (len(heads) - len(limit)))
    return rows


def copy_times(run, scalar, length):
    """The limits that memory sets: as many arrays moved, next to nothing computed."""
    moved = {o: "forward" if o == "derivative" else o for o in OPERATIONS}
    return {o: run.time("copy", m, scalar, "eigen", length) for o, m in moved.items()}


# What the library promises at 65536 floats: forward of (activation, tier) takes at most `factor`
# times the time of `against`, an (activation, variant) of the same run.
Floor = collections.namedtuple("Floor", "activation tier factor against")

MEMORY_BOUND = ("identity", "relu", "leaky_relu", "prelu", "relu6", "hardtanh", "hardsigmoid",
                "hardswish", "threshold", "softshrink", "hardshrink", "squared_relu")
FLOORS = (
    [Floor("sigmoid", "fast", 1.3, ("sigmoid", "eigen")),
     Floor("tanh", "fast", 1.3, ("tanh", "eigen")),
     Floor("silu", "fast", 1.3, ("sigmoid", "eigen")),
     Floor("elu", "fast", 1.3, ("exp", "eigen")),
     Floor("exp", "fast", 1.3, ("exp", "eigen"))]
    + [Floor(name, "fast", 1 / 3, (name, "eigen")) for name in ("mish", "softplus", "log_sigmoid")]
    + [Floor(name, "fast", 1.1, ("copy", "eigen")) for name in MEMORY_BOUND]
    + [Floor(name, "precise", 3, (name, "fast")) for name in ("sigmoid", "silu")])
# Shown beside the floors, not checked.
REMARKS = [Floor("silu", "fast", None, ("silu", "eigen")),
           Floor("gelu", "fast", None, ("gelu", "eigen")),
           Floor("softplus", "fast", None, ("softplus", "eigen_stable")),
           Floor("log_sigmoid", "fast", None, ("log_sigmoid", "eigen_stable"))]


def check(run, floor):
    """The verdict, and the row of the report. A floor that was not measured has failed."""
    ours = run.time(floor.activation, "forward", "float", floor.tier, 65536)
    theirs = run.time(floor.against[0], "forward", "float", floor.against[1], 65536)
    measured = ratio(ours, theirs)
    if floor.factor is None:
        verdict = "-"
    elif measured is None:
        verdict = "FAIL (not in this run)"
    elif measured <= floor.factor:
        verdict = "pass"
    else:
        verdict = f"FAIL by {100 * (measured / floor.factor - 1):.0f} %"
    limit = "-" if floor.factor is None else f"{floor.factor:.2f}"
    return verdict, [f"{floor.activation} {floor.tier}", show_time(ours), " ".join(floor.against),
                     show_time(theirs), show_ratio(measured), limit, verdict]


def floors(run):
    """The rows of the report and the number of failures."""
    results = [check(run, floor) for floor in FLOORS + REMARKS]
    heads = ["forward, 65536 floats", "ns", "against", "ns", "ratio", "at most", "verdict"]
    failures = sum(verdict.startswith("FAIL") for verdict, _ in results)
    return [heads] + [row for _, row in results], failures


COLOURS = {"fast": "#1f77b4", "precise": "#9ecae1", "eigen": "#f28e2b"}
LEGEND = {"fast": "eigenact Fast", "precise": "eigenact Precise", "eigen": "plain Eigen expression"}


class Chart:
    """Horizontal bars, three for each activation. A bar that leaves the axis ends in an arrow."""

    bar, gap, left, width, head, right = 9, 9, 130, 560, 58, 60

    def __init__(self, groups):
        self.groups = groups
        ours = sorted(t for _, times in groups for v, t in times.items() if v in TIERS and t)
        self.limit = 1.05 * ours[int(0.9 * (len(ours) - 1))]  # the slowest would hide the others
        steps = (m * 10**e for e in range(-3, 6) for m in (1, 2, 5))
        self.step = next(step for step in steps if self.limit / step <= 10)
        self.parts = []

    def x(self, time):
        return self.left + self.width * min(time, self.limit) / self.limit

    def text(self, x, y, text, **attributes):
        named = {name.replace("_", "-"): value for name, value in attributes.items()}
        extra = "".join(f' {name}="{value}"' for name, value in named.items())
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{escape(text)}</text>')

    def rectangle(self, x, y, width, height, colour):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" '
                          f'fill="{colour}"/>')

    def axis(self, bottom):
        for i in range(int(self.limit / self.step) + 1):
            x = self.x(i * self.step)
            self.parts.append(f'<line x1="{x:.1f}" y1="{self.head - 4}" x2="{x:.1f}" y2="{bottom}" '
                              'stroke="#ddd"/>')
            self.text(x, self.head - 8, f"{i * self.step:g}", text_anchor="middle", fill="#666")

    def legend(self):
        x = self.left
        for variant, label in LEGEND.items():
            self.rectangle(x, 26, 10, 10, COLOURS[variant])
            self.text(x + 15, 35, label)
            x += 30 + 6.5 * len(label)

    def group(self, top, name, times):
        self.text(self.left - 8, top + 1.5 * self.bar + 4, name, text_anchor="end")
        for i, variant in enumerate(v for v in COLOURS if times.get(v)):
            y, end = top + i * self.bar, self.x(times[variant])
            self.rectangle(self.left, y, end - self.left, self.bar - 1, COLOURS[variant])
            label = f"{times[variant]:.2f}" + (" \u2192" if times[variant] > self.limit else "")
            self.text(end + 4, y + self.bar - 1.5, label, font_size=9, fill="#444")

    def svg(self, title):
        height = self.head + len(self.groups) * (3 * self.bar + self.gap) + 4
        total = self.left + self.width + self.right
        self.text(self.left, 16, title, font_size=13, font_weight="bold")
        self.legend()
        self.axis(height)
        for i, (name, times) in enumerate(self.groups):
            self.group(self.head + i * (3 * self.bar + self.gap), name, times)
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{height}" '
                f'viewBox="0 0 {total} {height}" font-family="sans-serif" font-size="11">')
        page = '<rect width="100%" height="100%" fill="white"/>'
        return "\n".join([head, page, *self.parts, "</svg>", ""])


def svg(run, scalar, length):
    groups = [(name, {v: run.time(name, "forward", scalar, v, length) for v in COLOURS})
              for name in run.activations(scalar, length)]
    groups = [(name, times) for name, times in groups if times["fast"]]
    if not groups:
        raise SystemExit(f"bench_report: no forward rows of {length} {scalar} in this run")
    groups.sort(key=lambda group: group[1]["fast"])
    return Chart(groups).svg(f"ns per element, {length} x {scalar}, forward")


COMMANDS = {"table": "ns per element and ratios to the peers",
            "floors": "check the promised speeds at 65536 floats; exit 1 if one fails",
            "svg": "bar chart of Fast, Precise and plain Eigen"}
SCALARS = ("float", "double", "half", "bfloat16")


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("json", help="written by eigenact_bench --benchmark_out=FILE")
        if name != "floors":
            command.add_argument("--scalar", default="float", choices=SCALARS)
            command.add_argument("--length", default=65536, type=int)
        if name == "svg":
            command.add_argument("--output", help="file to write (default: standard output)")
    return parser.parse_args()


def print_table(run, arguments):
    print(f"ns per element, {arguments.length} x {arguments.scalar}: f forward, f' derivative, "
          "g f' backward, f,f' value_and_derivative;")
    print("/eigen, /eigen_stable, /std, /copy: the Fast time over theirs")
    print(run.conditions())
    print("\n".join(aligned(table(run, arguments.scalar, arguments.length))))


def print_floors(run):
    """The exit status: 1 if a floor does not hold."""
    rows, failures = floors(run)
    print(run.conditions())
    print("\n".join(aligned(rows)))
    print(f"{len(FLOORS) - failures} of {len(FLOORS)} floors hold.")
    return 1 if failures else 0


def write_svg(run, arguments):
    image = svg(run, arguments.scalar, arguments.length)
    if not arguments.output:
        sys.stdout.write(image)
        return
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(image)


def main():
    arguments = parse_arguments()
    run = Run(arguments.json)
    if arguments.command == "floors":
        return print_floors(run)
    write = print_table if arguments.command == "table" else write_svg
    write(run, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
