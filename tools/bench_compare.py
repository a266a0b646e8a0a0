#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""What became faster or slower between two runs of eigenact_bench.

  bench_compare.py old.json new.json [--noise 0.05]

A row has moved if the ratio of its medians differs from 1 by more than its noise. That is the
largest of: 5 %, because two runs of one program differ by as much; three standard deviations of the
ratio, as the repetitions in both files tell it; three standard deviations of the ratios of the
peers, whose code no change of the library touches. Where all peers became slower or faster together
the machine did it, and ratios are relative to theirs.

A file without repetitions tells nothing of its noise. Then that of a row is three standard
deviations of the ratios of all rows.
"""
import argparse
import math
import statistics

from bench_data import TIERS, Run, aligned, name_of, show_ratio, show_time

LEAST_NOISE = 0.05
SIGMAS = 3
# Standard deviations in a median absolute deviation of normal numbers.
SIGMA_OF_MAD = 1.4826
# With fewer repetitions their spread means little, with fewer rows that of their ratios.
FEWEST_SAMPLES, FEWEST_ROWS, NOISE_OF_FEW_ROWS = 3, 8, 0.2
# What must be equal for two runs to be of the same kind.
CONDITIONS = ("compiler", "flags", "simd", "input", "offset")


def deviation(numbers):
    """The standard deviation, not minding a few outliers."""
    median = statistics.median(numbers)
    return SIGMA_OF_MAD * statistics.median(abs(number - median) for number in numbers)


def spread(run, key):
    """The relative standard deviation of the repetitions; None where there are too few."""
    samples = run.samples.get(key, ())
    if len(samples) < FEWEST_SAMPLES or not run.times[key]:
        return None
    return deviation(samples) / run.times[key]


def noise_of(ratios):
    """How far from their middle a ratio of these may be by chance."""
    return math.expm1(SIGMAS * deviation([math.log(ratio) for ratio in ratios]))


class Comparison:
    """{key: ratio} and {key: noise} of the rows that both runs have, and what to say of them."""

    def __init__(self, old, new, least):
        self.old, self.new = old, new
        self.ratios = {key: new.times[key] / old.times[key] for key in old.times
                       if key in new.times and old.times[key] and new.times[key]}
        self.remarks = list(self.differences())
        least = max(least, self.take_out_machine(alike=not self.remarks))
        self.noise = {}
        usual, unknown = self.usual_noise(least), 0
        for key in self.ratios:
            before, after = spread(old, key), spread(new, key)
            if before is None or after is None:
                self.noise[key] = usual
                unknown += 1
            else:
                self.noise[key] = max(least, SIGMAS * math.hypot(before, after))
        if unknown:
            self.remarks.append(self.remark_on_single(unknown, usual))

    def differences(self):
        """Sentences: in which conditions the runs are not alike."""
        for name in CONDITIONS:
            before, after = (str(run.context.get(name, "?")) for run in (self.old, self.new))
            if before != after:
                yield f"The runs differ in {name}: {before}; {after}."

    def take_out_machine(self, alike):
        """Makes the ratios relative to those of the peers; the noise that the peers show."""
        peers = [ratio for key, ratio in self.ratios.items() if key.tier not in TIERS]
        if not alike or len(peers) < FEWEST_ROWS:
            return 0
        machine = statistics.median(peers)
        if abs(machine - 1) > LEAST_NOISE:
            self.ratios = {key: ratio / machine for key, ratio in self.ratios.items()}
            self.remarks.append(
                f"The {len(peers)} rows of peers took {show_ratio(machine)} of their former times: "
                "the machine or its load differs. Ratios are relative to theirs.")
        noise = noise_of(peers)
        if noise > LEAST_NOISE:
            self.remarks.append(f"Noise is {noise:.0%} or more: so far scatter the ratios of the "
                                f"{len(peers)} rows of peers.")
        return noise

    def usual_noise(self, least):
        """Of rows whose repetitions are too few."""
        if len(self.ratios) < FEWEST_ROWS:
            return max(least, NOISE_OF_FEW_ROWS)
        return max(least, noise_of(self.ratios.values()))

    def remark_on_single(self, count, usual):
        """Why the noise of `count` rows is `usual`."""
        origin = ("the spread over all rows" if len(self.ratios) >= FEWEST_ROWS
                  else "assumed, with so few rows")
        return (f"{count} rows have fewer than {FEWEST_SAMPLES} repetitions in one of the files: "
                f"their noise is taken as {usual:.0%}, {origin}.")

    def moved(self):
        """The rows beyond noise, the one that became slowest first."""
        def has_moved(key):
            ratio = self.ratios[key]
            return max(ratio, 1 / ratio) - 1 > self.noise[key]

        return sorted(filter(has_moved, self.ratios), key=lambda key: (-self.ratios[key], key))

    def summary(self, moved):
        slower = sum(self.ratios[key] > 1 for key in moved)
        only = [len(run.times.keys() - other.times.keys())
                for run, other in ((self.old, self.new), (self.new, self.old))]
        return (f"Rows: {len(moved) - slower} faster, {slower} slower, "
                f"{len(self.ratios) - len(moved)} within noise; "
                f"{only[0]} only in {self.old.path}, {only[1]} only in {self.new.path}.")


def report(comparison):
    """The lines to print."""
    moved = comparison.moved()
    lines = list(comparison.remarks)
    if moved:
        rows = [["ns per element", "old", "new", "new/old", "noise"]]
        rows += [[name_of(key), show_time(comparison.old.times[key]),
                  show_time(comparison.new.times[key]), show_ratio(comparison.ratios[key]),
                  f"{comparison.noise[key]:.0%}"] for key in moved]
        lines += aligned(rows)
    return [*lines, comparison.summary(moved)]


def read(path):
    run = Run(path)
    if not run.times:
        raise SystemExit(f"{path} holds no row of eigenact_bench")
    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("old", help="written by eigenact_bench --benchmark_out=FILE")
    parser.add_argument("new")
    parser.add_argument("--noise", type=float, default=LEAST_NOISE,
                        help="the least that counts as a move (default %(default)s)")
    arguments = parser.parse_args()
    print("\n".join(report(Comparison(read(arguments.old), read(arguments.new),
                                      arguments.noise))))


if __name__ == "__main__":
    main()
