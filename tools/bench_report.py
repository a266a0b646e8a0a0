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
import sys

from bench_chart import Panel, Series, chart
from bench_data import SCALARS, TIERS, Run, aligned, ratio, show_ratio, show_time

# The operations of eigenact_bench and their headings.
OPERATIONS = {"forward": "f", "derivative": "f'", "backward": "g f'", "fused": "f,f'"}


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


SERIES = {"fast": Series("eigenact Fast", "#1f77b4"),
          "precise": Series("eigenact Precise", "#9ecae1"),
          "eigen": Series("plain Eigen expression", "#f28e2b")}


def svg(run, scalar, length):
    groups = [(name, {v: run.time(name, "forward", scalar, v, length) for v in SERIES})
              for name in run.activations(scalar, length)]
    groups = [(name, times) for name, times in groups if times["fast"]]
    if not groups:
        raise SystemExit(f"bench_report: no forward rows of {length} {scalar} in this run")
    groups.sort(key=lambda group: group[1]["fast"])
    return chart([(f"ns per element, {length} x {scalar}, forward", Panel(SERIES, groups))])


COMMANDS = {"table": "ns per element and ratios to the peers",
            "floors": "check the promised speeds at 65536 floats; exit 1 if one fails",
            "svg": "bar chart of Fast, Precise and plain Eigen"}


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
