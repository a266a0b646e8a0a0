#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

"""Seeds the faults of tests/mutation/mutants.json in a copy of the headers, one at a time, and tells
which test finds each.

    mutants.py [NAME...] [--list] [--table] [--again]

The copy, its build and the results are in build/mutants. A run that was interrupted is continued; a
fault is seeded again only if it, its header or its tests changed.
"""

import argparse
import fnmatch
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests/mutation"
sys.path.insert(0, str(FOLDER))

from cmake_build import Build, sync  # noqa: E402  # after the path to them
from faults import Problem, digest, failed_case, load, mutated  # noqa: E402
from page import counted, page, summary_of  # noqa: E402

MOST_MISSED = 2


def tests_of(mutants):
    """The tests that concern the faults, each once."""
    return list(dict.fromkeys(test for mutant in mutants for test in mutant["tests"]))


class Runner:
    """Seeds the faults and keeps the results in a file, from which any run goes on."""

    def __init__(self, source, work, build, say=print):
        self.source, self.tree, self.build, self.say = source, work / "tree", build, say
        self.file = work / "results.json"
        self.data = {"made": {}, "unchanged": {}, "results": {}}
        if self.file.is_file():
            self.data.update(json.loads(self.file.read_text(encoding="utf-8")))
        self.results, self.digests = self.data["results"], {}

    def save(self):
        self.file.parent.mkdir(parents=True, exist_ok=True)
        other = self.file.with_suffix(".new")
        other.write_text(json.dumps(self.data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        other.replace(self.file)  # never half a file

    def key(self, mutant):
        header = (self.source / "include" / mutant["header"]).read_text(encoding="utf-8")
        parts = ("kind", "header", "from", "to", "occurrence", "tests")
        return digest([mutant.get(part) for part in parts], header)

    def result(self, mutant):
        """The result of the fault as it is now, None where there is none."""
        result = self.results.get(mutant["name"])
        return result if result and result["key"] == self.key(mutant) else None

    def copy(self, mutants):
        """Makes the copy, and returns the faults that are to be seeded."""
        for mutant in mutants:
            mutated((self.source / "include" / mutant["header"]).read_text(encoding="utf-8"), mutant)
        sync(self.source, self.tree)
        self.build.configure()
        tests = tests_of(mutants)
        for test in tests:
            if not self.build.has(test):
                raise Problem(f"mutants.json names the test {test}, which is neither a target nor a test of "
                              "this build.")
        self.digests = self.build.digests(tests)
        return [mutant for mutant in mutants if not self.is_done(mutant)]

    def try_unchanged(self, tests):
        """Builds and runs tests on the headers as they are: one that fails there finds nothing."""
        self.say(f"building {len(tests)} tests of the unchanged headers")
        if self.build.build(tests, show=True) is not None:
            raise Problem("the unchanged headers do not compile: see the first error above.")
        self.digests.update(self.build.digests(tests))
        for number, test in enumerate(tests, 1):
            if self.data["unchanged"].get(test) == self.digests[test][1]:
                continue
            passed, output = self.build.run(test)
            if not passed:
                raise Problem(f"{test} fails on the unchanged headers, so that it would find any fault; mend "
                              f"it first. It says:\n{output}")
            self.data["unchanged"][test] = self.digests[test][1]
            self.save()
            self.say(f"[{number}/{len(tests)}] {test} passes on the unchanged headers")

    def verdict_on(self, mutant):
        """Verdict, test and test case of a fault that stands in the tree."""
        for test in mutant["tests"]:
            if self.build.build([test]) is not None:
                if mutant["kind"] == "header":
                    return "caught", self.build.name_of(test), "it does not compile"
                return "does not compile", "", ""
            passed, output = self.build.run(test)
            if not passed:
                return "caught", self.build.name_of(test), failed_case(output)
        return "missed", "", ""

    def seed(self, mutant):
        """The result of one fault; the header is as it was again afterwards."""
        header, start = self.tree / "include" / mutant["header"], time.monotonic()
        text = header.read_text(encoding="utf-8")
        try:
            header.write_text(mutated(text, mutant), encoding="utf-8")
            verdict, test, case = self.verdict_on(mutant)
        finally:
            # Not with its old time: what was compiled with the fault must be older than it.
            header.write_text(text, encoding="utf-8")
        return {"verdict": verdict, "test": test, "case": case,
                "seconds": round(time.monotonic() - start, 1)}

    def sources_of(self, mutant):
        return digest([self.digests[test][0] for test in mutant["tests"]])

    def is_done(self, mutant):
        result = self.result(mutant)
        return result is not None and result["tests"] == self.sources_of(mutant)

    def run(self, mutants, again=False):
        left = self.copy(mutants)
        left = mutants if again else left
        self.say(f"{len(mutants)} faults, {len(mutants) - len(left)} of them seeded before")
        if left:
            self.try_unchanged(tests_of(left))
        took = 0
        for number, mutant in enumerate(left, 1):
            result = self.seed(mutant)
            result.update(key=self.key(mutant), tests=self.sources_of(mutant))
            self.results[mutant["name"]] = result
            self.save()
            took += result["seconds"]
            minutes = took / number * (len(left) - number) / 60
            words = " ".join(part for part in (
                f"[{number}/{len(left)}] {mutant['name']}: {result['verdict']}",
                result["test"] and f"by {result['test']}", result["case"] and f"({result['case']})") if part)
            self.say(f"{words}, {result['seconds']:.0f} s; {minutes:.0f} minutes left")


def made_by(folder):
    """The day, the machine and the compiler that results are from."""
    cache = (folder / "CMakeCache.txt").read_text(encoding="utf-8")
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.M)[1]
    version = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, encoding="utf-8",
                             check=True).stdout.splitlines()[0]
    file = pathlib.Path("/proc/cpuinfo")
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    model = re.search(r"^model name\s*: (.*)$", text, re.M)
    registers = [name for name in ("avx512f", "avx2") if f" {name} " in text]
    machine = [model[1] if model else platform.machine(), f"{os.cpu_count()} cores", *registers[:1]]
    return {"date": time.strftime("%Y-%m-%d"), "machine": ", ".join(machine), "compiler": version}


def print_list(mutants, runner):
    for mutant in mutants:
        result = runner.result(mutant)
        print(f"{result['verdict'] if result else 'not seeded':16} {mutant['family']:12} {mutant['name']}")


def selected(every, patterns):
    """The faults whose names fit one of the patterns, all of them without any."""
    for pattern in patterns:
        if not any(fnmatch.fnmatchcase(mutant["name"], pattern) for mutant in every):
            raise Problem(f"there is no fault {pattern}; --list prints their names.")
    return [mutant for mutant in every if not patterns or
            any(fnmatch.fnmatchcase(mutant["name"], pattern) for pattern in patterns)]


def main(arguments):
    parser = argparse.ArgumentParser(prog="mutants", description="Seeds faults in a copy of the headers.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a fault, or a pattern such as 'gelu_*'")
    parser.add_argument("--list", action="store_true", help="prints the faults and what became of them")
    parser.add_argument("--table", action="store_true", help="writes tests/mutation/README.md; seeds nothing")
    parser.add_argument("--again", action="store_true", help="seeds faults again that are done")
    options = parser.parse_args(arguments)
    every, work = load(FOLDER / "mutants.json"), ROOT / "build/mutants"
    jobs = os.environ.get("EIGENACT_JOBS") or str(os.cpu_count() or 2)
    runner = Runner(ROOT, work, Build(work / "tree", work / "build", jobs),
                    lambda text: print(text, flush=True))
    mutants = selected(every, options.names)
    if options.list:
        print_list(mutants, runner)
        return 0
    if options.table:
        (FOLDER / "README.md").write_text(page(every, runner), encoding="utf-8")
        return 0
    try:
        runner.run(mutants, options.again)
    finally:
        if runner.results:  # also of a run that is interrupted
            runner.data["made"] = made_by(work / "build")
            runner.save()
    for mutant in mutants:
        verdict = runner.result(mutant)["verdict"]
        if verdict != "caught":
            print(f"{verdict}: {mutant['name']} ({mutant['header']}). {mutant['says']}")
    print(summary_of(mutants, runner))
    counts = counted(mutants, runner)
    return 1 if counts["missed"] > MOST_MISSED or counts["does not compile"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(f"mutants: {problem}")
    except KeyboardInterrupt:
        sys.exit("mutants: interrupted; the next run goes on from here.")
