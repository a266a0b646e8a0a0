#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""What eigenact_bench has to be built with: prints the value of EIGENACT_BENCH_ONLY.

  bench_plan.py ROOT                     the subset of bench/subset.txt
  bench_plan.py ROOT --all               everything (an empty value)
  bench_plan.py ROOT --filter REGEX      the activations that the rows belong to which match
  bench_plan.py ROOT ... --built FOLDER  the folder of the object files that are there already

Says on standard error what that is and about how long it takes to compile.
"""
import argparse
import collections
import pathlib
import re
import sys

from bench_data import FAMILIES, SCALARS, SIZES, TIERS

# What rows may be called; tests/structure/performance/bench_test.py compares it with bench/.
OPERATIONS = {
    "elementwise": ("forward", "derivative", "backward", "fused", "backward_from_output"),
    "channelwise": ("forward", "derivative", "backward", "all_gradients"),
    "basis": ("forward", "all_gradients"),
    "gated": ("forward", "backward", "forward_halves", "backward_halves"),
    "rowwise": ("forward_colwise", "backward_colwise", "forward_rowwise", "backward_rowwise"),
    "stochastic": ("sample", "forward", "backward")}
SCALARS_OF = {"elementwise": SCALARS, "channelwise": ("float",), "basis": ("float", "double"),
              "gated": SCALARS, "rowwise": SCALARS, "stochastic": ("float", "double")}
PEERS = ("eigen", "eigen_stable", "std", "arithmetic", "eigen_tuned", "fastmath", "torch", "onednn",
         "xnnpack")
ARGUMENTS = ("", "(1.5)", "(25)", "(8,3)")
# Rows that every program has.
LIMITS = (("elementwise", "copy"), ("rowwise", "read"))

# CPU seconds of g++ 12 at -O3 on one core of an AMD EPYC: of a unit, and of what all builds share.
SECONDS = {"elementwise": 3, "channelwise": 4, "basis": 7, "gated": 6, "rowwise": 9,
           "stochastic": 3}
SHARED_SECONDS = 35

Unit = collections.namedtuple("Unit", "family name scalar")


def listed(root, family):
    """The headers of a family, as its list names them, that define an activation."""
    folder = "elementwise" if family == "channelwise" else family
    include = root / "include" / "eigenact"
    text = (include / f"{folder}.hpp").read_text(encoding="utf-8")
    for name in re.findall(rf"^#include <eigenact/{folder}/(\w+)\.hpp>", text, re.MULTILINE):
        header = (include / folder / f"{name}.hpp").read_text(encoding="utf-8")
        if family == "channelwise" and ".parameter(" not in header:
            continue
        if re.search(r"^EIGENACT_[A-Z_]+\(([a-z_]+, formula::)?\w+\)", header, re.MULTILINE):
            yield name


def all_units(root):
    return [Unit(family, name, scalar) for family in FAMILIES for name in listed(root, family)
            for scalar in SCALARS_OF[family]]


def subset(root):
    lines = (root / "bench" / "subset.txt").read_text(encoding="utf-8").splitlines()
    return [Unit(*line.partition("(")[0].split("/"), "float")
            for line in lines if line and not line.startswith("#")]


def possible_rows(family, name, scalar):
    """The names that rows of a unit and of its peers may have."""
    for arguments in ARGUMENTS if family in ("basis", "gated", "rowwise") else ("",):
        for operation in OPERATIONS[family]:
            for tier in (*TIERS, *PEERS):
                for size in SIZES:
                    yield f"{family}/{name}{arguments}/{operation}/{scalar}/{tier}/{size}"


def matching(units, text):
    """Those with a row that the filter takes; None where the filter cannot be read here."""
    negative = text.startswith("-")
    pattern = text[1:] if negative else text
    if "[[:" in pattern or "[[." in pattern or "[[=" in pattern:
        return None  # POSIX; Python reads it as something else
    try:
        expression = re.compile("." if pattern == "all" else pattern)
    except re.error:
        return None
    return [unit for unit in units
            if any(bool(expression.search(row)) != negative for row in possible_rows(*unit))]


def choose(root, everything, text):
    """(the units, in words)."""
    units = all_units(root)
    if everything:
        return units, "every activation"
    if not text:
        return subset(root), "the activations of bench/subset.txt in float"
    found = matching(units, text)
    if found is None:
        return units, f"every activation, since '{text}' cannot be read beforehand"
    if not found and matching([(*limit, scalar) for limit in LIMITS for scalar in SCALARS], text):
        return subset(root), "the activations of bench/subset.txt in float"
    if not found:
        raise SystemExit(f"bench: no row can match --benchmark_filter={text}; rows are named like "
                         "elementwise/mish/forward/float/fast/65536")
    return found, f"what --benchmark_filter={text} can match"


def only(root, units):
    """The value of EIGENACT_BENCH_ONLY: empty for all."""
    every = all_units(root)
    if set(units) == set(every):
        return ""
    scalars = collections.defaultdict(list)
    for unit in units:
        scalars[unit.family, unit.name].append(unit.scalar)
    return ";".join(f"{family}/{name}" if len(found) == len(SCALARS_OF[family])
                    else ";".join(f"{family}/{name}/{scalar}" for scalar in found)
                    for (family, name), found in scalars.items())


def show_seconds(seconds):
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} minutes"


def describe(units, words, folder, jobs):
    """One sentence."""
    names = list(dict.fromkeys(unit.name for unit in units))
    few = f" ({', '.join(names)})" if len(names) <= 5 else ""
    new = [unit for unit in units
           if not folder or not (folder / f"{'_'.join(unit)}.cpp.o").exists()]
    if not new:
        return f"{words}{few}: {len(units)} units, all compiled before."
    seconds = sum(SECONDS[unit.family] for unit in new)
    if len(new) == len(units):
        seconds += SHARED_SECONDS
    before = "" if len(new) == len(units) else f", {len(units) - len(new)} of them compiled before"
    return (f"{words}{few}: {len(units)} units{before}. Compiling takes about "
            f"{show_seconds(seconds / jobs)} on {jobs} cores.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("root", type=pathlib.Path, help="the folder of the checkout")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--filter", default="", help="as --benchmark_filter")
    parser.add_argument("--built", type=pathlib.Path, help="where object files of units may be")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    units, words = choose(arguments.root, arguments.all, arguments.filter)
    print("bench: building " + describe(units, words, arguments.built, arguments.jobs),
          file=sys.stderr)
    print(only(arguments.root, units))


if __name__ == "__main__":
    main()
