#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Runs eigenact_bench for docs/performance.md: one run for every activation and input.

  peers_measure.py build/peers/bench/eigenact_bench FOLDER [--activations silu,gelu] [--quick]

What is compared runs in one process, its repetitions shuffled. Then: peers_report.py FOLDER/*.json
"""
import argparse
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

from peers_data import ACTIVATIONS, FAMILIES, INPUTS, LENGTHS

REPETITIONS, MIN_SECONDS = 9, 0.004
# Double registers in pairs take tens of nanoseconds an element: not in the long arrays.
LONGEST_PRECISE_DOUBLE = 65536


def pattern(activation, inputs):
    """The rows of eigenact_bench to run, as a regular expression."""
    family = FAMILIES.get(activation, "elementwise")

    def rows(operations, scalars, tiers, lengths=LENGTHS, name=f"{family}/{activation}"):
        return "/".join([name, *(f"({'|'.join(map(str, part))})"
                                 for part in (operations, scalars, tiers, lengths))])

    both = {"rowwise": ("forward_colwise", "backward_colwise"), "gated": ("forward",)}.get(
        family, ("forward", "backward"))
    ours = (*both, "backward_from_output")
    peers = ("torch", "onednn", "xnnpack", "eigen_tuned", "fastmath")
    short = [length for length in LENGTHS if length <= LONGEST_PRECISE_DOUBLE]
    chosen = [rows(ours, ("float",), ("fast", "precise", *peers)),
              rows(ours, ("double",), ("fast", *peers)),
              rows(ours, ("double",), ("precise",), short),
              rows(("forward", "backward", "fused"), ("float", "double"), ("eigen",),
                   name="elementwise/copy")]
    if inputs == INPUTS[0] and family == "elementwise":
        chosen += [rows(("derivative", "fused"), ("float",), ("fast", "precise")),
                   rows(both, ("half", "bfloat16"), ("fast",))]
    return f"^({'|'.join(chosen)})$"


def processor():
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*:\s*(.*)$", text, re.MULTILINE)
    return found.group(1).strip() if found else platform.machine()


def arguments_of(bench, folder, activation, inputs, quick):
    """The command that measures one activation."""
    repetitions, seconds = (2, 0.001) if quick else (REPETITIONS, MIN_SECONDS)
    # A comma would begin the next pair.
    context = {"machine": processor(), "system": platform.system(),
               "repetitions": repetitions, "min_time": seconds}
    pairs = ",".join(f"{key}={str(value).replace(',', ' ')}" for key, value in context.items())
    name = f"{inputs.replace(':', '_')}-{activation}.json"
    return [bench, f"--input={inputs}", f"--benchmark_filter={pattern(activation, inputs)}",
            f"--benchmark_out={folder / name}", f"--benchmark_context={pairs}",
            f"--benchmark_min_time={seconds}", f"--benchmark_repetitions={repetitions}",
            "--benchmark_enable_random_interleaving=true"]


def measure(bench, folder, activations, quick):
    """All runs, with a line of progress each."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    runs = [(activation, inputs) for inputs in INPUTS for activation in activations]
    start = time.monotonic()
    for i, (activation, inputs) in enumerate(runs):
        passed = time.monotonic() - start
        left = f", {passed / i * (len(runs) - i):.0f} s to go" if i else ""
        print(f"{i + 1} of {len(runs)}: {activation}, {inputs}{left}", file=sys.stderr, flush=True)
        done = subprocess.run(arguments_of(bench, folder, activation, inputs, quick), check=False,
                              env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            sys.stderr.buffer.write(done.stdout[-2000:])
            raise SystemExit(f"peers_measure: {bench} failed with {activation}, as said above")
    print(f"{time.monotonic() - start:.0f} s in all", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("bench", help="eigenact_bench, built with EIGENACT_BENCH_PEERS")
    parser.add_argument("folder", type=pathlib.Path, help="where the JSON files go")
    parser.add_argument("--activations", default=",".join(ACTIVATIONS))
    parser.add_argument("--quick", action="store_true", help="a rough look")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for old in arguments.folder.glob("*.json"):
        old.unlink()
    measure(arguments.bench, arguments.folder, arguments.activations.split(","), arguments.quick)


if __name__ == "__main__":
    main()
