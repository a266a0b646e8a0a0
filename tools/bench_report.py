#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Reads the JSON of eigenact_bench: tables, the speed floors, a chart.

  bench_report.py table  bench.json [--scalar double] [--size 4096]
  bench_report.py rows   bench.json
  bench_report.py floors bench.json
  bench_report.py svg    bench.json [--output speed.svg]

Times are ns per element of CPU time, the median of the repetitions.
"""
import argparse
import collections
import sys

from bench_chart import Panel, Series, chart
from bench_data import (FAMILIES, SCALARS, TIERS, Run, aligned, name_of, ratio, show_ratio,
                        show_time)

# Of the elementwise activations, with their headings.
OPERATIONS = {"forward": "f", "derivative": "f'", "backward": "g f'", "fused": "f,f'"}


def table(run, scalar, size):
    """Per elementwise activation: ns per element of every operation and tier, of its peers, and the
    ratios. None where the run has none."""
    peers = ("eigen", "eigen_stable", "std")
    symbols = OPERATIONS.values()
    heads = ["elementwise"] + [f"{symbol} {tier}" for symbol in symbols for tier in TIERS]
    heads += [*peers, *(f"/{peer}" for peer in peers), *(f"{symbol} /copy" for symbol in symbols)]
    rows = [heads]
    copies = copy_times(run, scalar, size)
    for name in run.names("elementwise", scalar, size):
        def time(operation, tier):
            return run.time("elementwise", name, operation, scalar, tier, size)

        row = [name] + [show_time(time(o, t)) for o in OPERATIONS for t in TIERS]
        row += [show_time(time("forward", peer)) for peer in peers]
        fast = time("forward", "fast")
        row += [show_ratio(ratio(fast, time("forward", peer))) for peer in peers]
        row += [show_ratio(ratio(time(o, "fast"), copies[o])) for o in OPERATIONS]
        rows.append(row)
    limit = ["copy"]
    for copy_time in copies.values():
        limit += [show_time(copy_time), ""]
    rows.append(limit + [""] * (len(heads) - len(limit)))
    return rows if len(rows) > 2 else None


def copy_times(run, scalar, size):
    """The limits that memory sets: as many arrays moved, next to nothing computed."""
    moved = {o: "forward" if o == "derivative" else o for o in OPERATIONS}
    return {o: run.time("elementwise", "copy", m, scalar, "eigen", size)
            for o, m in moved.items()}


def family_table(run, family, scalar, size):
    """A line for every activation and operation of another family, a column for every tier and
    peer. None where the run has none."""
    here = [key for key in run.times
            if (key.family, key.scalar, key.size) == (family, scalar, size)]
    if not here:
        return None
    tiers = [*TIERS, *sorted({key.tier for key in here} - set(TIERS))]
    tiers = [tier for tier in tiers if any(key.tier == tier for key in here)]
    rows = [[family, *tiers]]
    for name, operation in sorted({(key.name, key.operation) for key in here}):
        times = [run.time(family, name, operation, scalar, tier, size) for tier in tiers]
        rows.append([f"{name} {operation}", *map(show_time, times)])
    return rows


def all_rows(run):
    """Every row, whatever its family, scalar and size, in the order of the names."""
    rows = [["row", "ns per element", "least", "most"]]
    for key, time in sorted(run.times.items()):
        samples = run.samples.get(key, [time])
        rows.append([name_of(key), *map(show_time, (time, min(samples), max(samples)))])
    return rows


# What the library promises at 65536 floats: forward of (activation, tier) takes at most `factor`
# times the time of `against`, an (activation, tier) of the same run.
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
    def time(name, tier):
        return run.time("elementwise", name, "forward", "float", tier, 65536)

    ours, theirs = time(floor.activation, floor.tier), time(*floor.against)
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


SERIES = {"fast": Series("eigenact Fast", "#1f77b4"),
          "precise": Series("eigenact Precise", "#9ecae1"),
          "eigen": Series("plain Eigen expression", "#f28e2b")}


def svg(run, scalar, size):
    groups = [(name, {tier: run.time("elementwise", name, "forward", scalar, tier, size)
                      for tier in SERIES})
              for name in run.names("elementwise", scalar, size)]
    groups = [(name, times) for name, times in groups if times["fast"]]
    if not groups:
        raise SystemExit(f"bench_report: no forward rows of {size} {scalar} in this run")
    groups.sort(key=lambda group: group[1]["fast"])
    return chart([(f"ns per element, {size} x {scalar}, forward", Panel(SERIES, groups))])


COMMANDS = {"table": "ns per element and ratios to the peers",
            "rows": "ns per element of every row, and the least and the most of its repetitions",
            "floors": "check the promised speeds at 65536 floats; exit 1 if one fails",
            "svg": "bar chart of Fast, Precise and plain Eigen"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        command.add_argument("json", help="written by eigenact_bench --benchmark_out=FILE")
        if name in ("table", "svg"):
            command.add_argument("--scalar", default="float", choices=SCALARS)
            command.add_argument("--size", default=65536, type=int)
        if name == "svg":
            command.add_argument("--output", help="file to write (default: standard output)")
    return parser.parse_args()


def print_table(run, arguments):
    scalar, size = arguments.scalar, arguments.size
    tables = [table(run, scalar, size)]
    tables += [family_table(run, family, scalar, size) for family in FAMILIES[1:]]
    tables = [rows for rows in tables if rows]
    if not tables:
        raise SystemExit(f"bench_report: no rows of {size} {scalar} in this run")
    print(f"ns per element, {size} x {scalar}: f forward, f' derivative, g f' backward, "
          "f,f' value_and_derivative;")
    print("/eigen, /eigen_stable, /std, /copy: the Fast time over theirs")
    print(run.conditions())
    for rows in tables:
        print("\n" + "\n".join(aligned(rows)))


def print_rows(run, _):
    print(run.conditions())
    print("\n".join(aligned(all_rows(run))))


def print_floors(run):
    """The exit status: 1 if a floor does not hold."""
    rows, failures = floors(run)
    print(run.conditions())
    print("\n".join(aligned(rows)))
    print(f"{len(FLOORS) - failures} of {len(FLOORS)} floors hold.")
    return 1 if failures else 0


def write_svg(run, arguments):
    image = svg(run, arguments.scalar, arguments.size)
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
    write = {"table": print_table, "rows": print_rows, "svg": write_svg}[arguments.command]
    write(run, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
