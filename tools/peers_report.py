#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Reads the JSON of an eigenact_bench with EIGENACT_BENCH_PEERS: ours beside the other libraries.

  peers_report.py bench.json [--scalar double] [--length 4096]

Times are ns per element of CPU time, the median of the repetitions.
"""
import argparse

from bench_report import SCALARS, TIERS, Run, aligned, ratio, show_ratio, show_time

# Backward from the saved output, as most peers do it where they can. Then those of bench/peers.
FROM_OUTPUT = ("fast_from_output", "precise_from_output")
PEERS = ("torch", "onednn", "xnnpack", "eigen_tuned", "fastmath")


def table(run, operation, scalar, length):
    """Per activation that a library of bench/peers has: ns of ours and of theirs, the ratios."""
    def time(name, variant):
        return run.time(name, operation, scalar, variant, length)

    found = {key.variant for key in run.times
             if (key.operation, key.scalar, key.length) == (operation, scalar, length)}
    mine = [variant for variant in (*TIERS, *FROM_OUTPUT) if variant in found]
    others = [variant for variant in PEERS if variant in found]
    short = [variant.replace("from_output", "y") for variant in mine]
    rows = [[operation, *short, *others, "fastest", *(f"{variant}/" for variant in short)]]
    for name in run.activations(scalar, length):
        times = {variant: time(name, variant) for variant in others}
        measured = {variant: t for variant, t in times.items() if t is not None}
        if not measured:
            continue
        fastest = min(measured, key=measured.get)
        ours = [time(name, variant) for variant in mine]
        rows.append([name, *map(show_time, [*ours, *times.values()]), fastest,
                     *(show_ratio(ratio(t, measured[fastest])) for t in ours)])
    limit = run.time("copy", operation, scalar, "eigen", length)
    rows.append(["copy", show_time(limit)] + [""] * (len(rows[0]) - 2))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("json", help="written by eigenact_bench --benchmark_out=FILE")
    parser.add_argument("--scalar", default="float", choices=SCALARS)
    parser.add_argument("--length", default=65536, type=int)
    arguments = parser.parse_args()
    run = Run(arguments.json)
    print(f"ns per element, {arguments.length} x {arguments.scalar}, one thread; copy is the "
          "memory's limit;")
    print("fast_y, precise_y: from the saved output; fast/ and the like: over the fastest peer")
    print(run.conditions())
    for operation in ("forward", "backward"):
        print()
        print("\n".join(aligned(table(run, operation, arguments.scalar, arguments.length))))


if __name__ == "__main__":
    main()
