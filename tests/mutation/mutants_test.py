# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

"""python3 mutants_test.py: the runner of the seeded faults, with a build that is none, and the list of
the faults against the headers as they are."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import mutants as program  # noqa: E402  # after the path to it
from cmake_build import sync  # noqa: E402
from faults import FAMILIES, Problem, failed_case, load, mutated  # noqa: E402
from page import page  # noqa: E402

HEADERS = {"eigenact/math/one.hpp": "one = 1;\nsmall = 1;\n", "eigenact/core/two.hpp": "two = 2;\n"}

REPORT = """\
Randomness seeded to: 7

~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
test_x is a Catch v2.13.10 host application.
Run with -? for options

-------------------------------------------------------------------------------
{header}
-------------------------------------------------------------------------------
/tests/laws/accuracy.cpp:119
...............................................................................

/tests/laws/accuracy.cpp:107: FAILED:
  CHECK( worst.error <= worst.limit )
with expansion:
  5.1 <= 4.0

-------------------------------------------------------------------------------
another one
-------------------------------------------------------------------------------
/tests/laws/accuracy.cpp:130
...............................................................................

/tests/laws/accuracy.cpp:130: FAILED:
"""


def fault(name, header, old, new, tests=("test_value",), **more):
    return {"name": name, "kind": "coefficient", "family": "math", "header": header, "from": old, "to": new,
            "says": f"What {name} | breaks.", "tests": list(tests), **more}


class FakeBuild:
    """Instead of a compiler: a header with `syntax error` does not compile; test_value passes while one
    is 1, test_other while two is 2."""

    def __init__(self, tree):
        self.tree, self.seeded, self.interrupt_at, self.sources = tree, [], None, "sources"

    def text(self):
        return "".join((self.tree / "include" / name).read_text() for name in HEADERS)

    def configure(self):
        pass

    def has(self, test):
        return test in ("test_value", "test_other")

    def name_of(self, test):
        return test

    def build(self, tests, show=False):
        return "error: expected ;" if "syntax error" in self.text() else None

    def run(self, test):
        text = self.text()
        if text != "".join(HEADERS.values()):
            self.seeded.append(text)
            if len(self.seeded) == self.interrupt_at:
                raise KeyboardInterrupt
        passes = ("one = 1;" in text) if test == "test_value" else ("two = 2;" in text)
        return passes, "" if passes else REPORT.format(header="the law")

    def digests(self, tests):
        return {test: (self.sources, self.sources + self.text()) for test in tests}


class Running(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.source = pathlib.Path(self.scratch.name) / "source"
        self.work = pathlib.Path(self.scratch.name) / "work"
        for name, text in HEADERS.items():
            path = self.source / "include" / name
            path.parent.mkdir(parents=True)
            path.write_text(text)
        subprocess.run(["git", "init", "-q"], cwd=self.source, check=True)
        self.build = FakeBuild(self.work / "tree")
        self.faults = [fault("caught", "eigenact/math/one.hpp", "one = 1", "one = 3"),
                       fault("missed", "eigenact/math/one.hpp", "small = 1", "small = 2"),
                       fault("second_test", "eigenact/core/two.hpp", "two = 2", "two = 3",
                             ("test_value", "test_other"))]

    def run_all(self, faults=None, again=False):
        """A run of a process of its own: its results come from the file."""
        self.lines, self.build.seeded = [], []
        runner = program.Runner(self.source, self.work, self.build, self.lines.append)
        runner.run(self.faults if faults is None else faults, again)
        return runner

    def verdicts(self, runner):
        return {name: result["verdict"] for name, result in runner.results.items()}

    def test_verdicts(self):
        runner = self.run_all()
        self.assertEqual(self.verdicts(runner),
                         {"caught": "caught", "missed": "missed", "second_test": "caught"})
        result = runner.results["second_test"]
        self.assertEqual((result["test"], result["case"]), ("test_other", "the law"))
        self.assertEqual(len(self.build.seeded), 4)  # the first test missed the last fault
        self.assertIn("[3/3] second_test: caught by test_other (the law)", self.lines[-1])
        self.assertIn("0 minutes left", self.lines[-1])

    def test_the_header_is_restored_at_a_new_time(self):
        copy = self.work / "tree/include/eigenact/math/one.hpp"
        sync(self.source, self.work / "tree")
        os.utime(copy, (1, 1))
        self.run_all(self.faults[:1])
        self.assertEqual(copy.read_text(), HEADERS["eigenact/math/one.hpp"])
        self.assertGreater(copy.stat().st_mtime, 1)

    def test_an_interrupted_run_goes_on(self):
        self.build.interrupt_at = 2
        with self.assertRaises(KeyboardInterrupt):
            self.run_all()
        self.assertEqual(self.build.text(), "".join(HEADERS.values()))
        self.build.interrupt_at = None
        runner = self.run_all()
        self.assertEqual(len(self.build.seeded), 3)
        self.assertEqual(len(runner.results), 3)
        self.assertIn("3 faults, 1 of them seeded before", self.lines)

    def test_what_a_killed_run_left_is_mended(self):
        self.run_all()
        (self.work / "tree/include/eigenact/math/one.hpp").write_text("one = 3;")
        self.run_all()
        self.assertEqual(self.build.text(), "".join(HEADERS.values()))

    def test_only_what_changed_is_seeded_again(self):
        self.run_all()
        self.run_all()
        self.assertEqual(self.build.seeded, [])
        self.faults[1]["says"] = "Another sentence."
        self.run_all()
        self.assertEqual(self.build.seeded, [])
        self.faults[1]["to"] = "small = 3"
        self.run_all()
        self.assertEqual(len(self.build.seeded), 1)
        self.build.sources = "changed"
        self.run_all()
        self.assertEqual(len(self.build.seeded), 4)
        self.run_all(again=True)
        self.assertEqual(len(self.build.seeded), 4)

    def test_a_changed_header_is_seeded_again(self):
        self.run_all()
        (self.source / "include/eigenact/core/two.hpp").write_text("two = 2;\n// more\n")
        runner = program.Runner(self.source, self.work, self.build)
        self.assertIsNone(runner.result(self.faults[2]))
        self.assertIsNotNone(runner.result(self.faults[0]))

    def test_a_fault_that_does_not_compile_is_not_found(self):
        broken = fault("broken", "eigenact/core/two.hpp", "two = 2", "syntax error")
        self.assertEqual(self.verdicts(self.run_all([broken])), {"broken": "does not compile"})
        broken["kind"] = "header"
        self.assertEqual(self.verdicts(self.run_all([broken])), {"broken": "caught"})

    def test_a_red_test_finds_nothing(self):
        (self.source / "include/eigenact/math/one.hpp").write_text("one = 7;\nsmall = 1;\n")
        self.faults[0]["from"] = "one = 7"
        with self.assertRaisesRegex(Problem, "test_value fails on the unchanged headers"):
            self.run_all(self.faults[:1])
        self.assertFalse((self.work / "results.json").exists())

    def test_mistakes_in_the_list(self):
        for changes, message in (({"from": "three"}, "has 0 times"), ({"from": "="}, "has 2 times"),
                                 ({"from": "=", "occurrence": 3}, "has 2 times"),
                                 ({"tests": ["test_none"]}, "the test test_none")):
            with self.subTest(message), self.assertRaisesRegex(Problem, message):
                self.run_all([{**self.faults[0], **changes}])

    def test_the_page(self):
        self.faults[1]["name"] = "caught_later"
        runner = self.run_all(self.faults)
        self.faults.append(fault("new", "eigenact/core/two.hpp", "two", "three"))
        text = page(self.faults, runner)
        self.assertIn("**4 faults: 2 found, 1 missed, 1 not seeded yet.**", text)
        self.assertIn("| `caught` (coefficient) | What caught \\| breaks. | `math/one.hpp` | `test_value`: the law |",
                      text)
        self.assertLess(text.index("caught_later"), text.index("`caught`"))
        self.assertLess(text.index("## Not found"), text.index("## Kernels"))


class Copying(unittest.TestCase):
    def test_only_what_differs_is_written(self):
        with tempfile.TemporaryDirectory() as scratch:
            source, tree = pathlib.Path(scratch) / "source", pathlib.Path(scratch) / "tree"
            source.mkdir()
            subprocess.run(["git", "init", "-q"], cwd=source, check=True)
            (source / ".gitignore").write_text("ignored\n")
            for name in ("same", "other", "gone", "ignored"):
                (source / name).write_text(name)
            sync(source, tree)
            self.assertFalse((tree / "ignored").exists())
            for name in ("same", "other"):
                os.utime(tree / name, (1, 1))
            (source / "gone").unlink()
            (source / "other").write_text("changed")
            sync(source, tree)
            self.assertEqual((tree / "same").stat().st_mtime, 1)
            self.assertEqual((tree / "other").read_text(), "changed")
            self.assertGreater((tree / "other").stat().st_mtime, 1)
            self.assertFalse((tree / "gone").exists())


class Reports(unittest.TestCase):
    def check(self, header, case):
        self.assertEqual(failed_case(REPORT.format(header=header)), case)

    def test_the_first_failed_case(self):
        self.check("the law", "the law")
        self.check("the law\n  float\n  at the end", "the law")  # sections
        self.check("the second derivative holds its error bound against the formula text in\nMPFR",
                   "the second derivative holds its error bound against the formula text in MPFR")
        self.check("RReLU: slopes and the range that they are drawn from, and the mean of\n       PyTorch\n  s",
                   "RReLU: slopes and the range that they are drawn from, and the mean of PyTorch")
        self.assertEqual(failed_case("CMake Error at floors.cmake:70: the floors do not hold"), "")
        self.assertEqual(failed_case("All tests passed (3 assertions in 1 test case)"), "")


class List(unittest.TestCase):
    """mutants.json itself: every fault fits its header as it is."""

    def setUp(self):
        self.faults = load(FOLDER / "mutants.json")

    def test_entries(self):
        for entry in self.faults:
            with self.subTest(entry["name"]):
                self.assertRegex(entry["name"], r"^[a-z0-9_]+$")
                self.assertRegex(entry["kind"], r"^[a-z_]+$")
                self.assertIn(entry["family"], FAMILIES)
                self.assertRegex(entry["says"], r"\.$")
                self.assertTrue(entry["tests"])
                self.assertNotEqual(entry["from"], entry["to"])
                header = ROOT / "include" / entry["header"]
                self.assertNotEqual(mutated(header.read_text(encoding="utf-8"), entry),
                                    header.read_text(encoding="utf-8"))

    def test_they_are_spread(self):
        self.assertGreaterEqual(len(self.faults), 80)
        self.assertEqual({entry["family"] for entry in self.faults}, set(FAMILIES))
        places = {(entry["header"], entry["from"], entry.get("occurrence")) for entry in self.faults}
        self.assertEqual(len(places), len(self.faults))

    def test_tests_of_activations_exist(self):
        text = (ROOT / "include/eigenact/elementwise.hpp").read_text(encoding="utf-8")
        for entry in self.faults:
            for test in entry["tests"]:
                if test.startswith("only_"):
                    self.assertTrue(re.search(rf"elementwise/{test[5:]}\.hpp", text), test)


if __name__ == "__main__":
    unittest.main()
