# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""bench_test.py TOOLS: the names of benchmark rows, what is built for a filter, and comparisons.

Nothing is compiled or measured: rows are made up here, and read from times.json.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
TOOLS = pathlib.Path(sys.argv.pop(1)).resolve()
ROOT = TOOLS.parent
sys.path.insert(0, str(TOOLS))

import bench_data  # noqa: E402  # from TOOLS
import bench_plan  # noqa: E402

PEER = "elementwise/peer{}/forward/float/eigen/65536"
MISH = "elementwise/mish/forward/float/fast/65536"


def run_of(times, context=()):
    """The JSON of a run: {row: nanoseconds of the repetitions}."""
    rows = [{"name": name, "run_name": name, "run_type": "iteration", "per_element": ns * 1e-9}
            for name, samples in times.items() for ns in samples]
    return {"context": {"compiler": "GNU 12.2.0", **dict(context)}, "benchmarks": rows}


class Names(unittest.TestCase):
    def test_new_names(self):
        key = bench_data.key_of("basis/staf(25)/all_gradients/double/precise/4096")
        self.assertEqual(key, ("basis", "staf(25)", "all_gradients", "double", "precise", 4096))
        self.assertEqual(bench_data.name_of(key),
                         "basis/staf(25)/all_gradients/double/precise/4096")

    def test_old_names(self):
        for old, new in {
                "mish/fused/half/fast/4096": "elementwise/mish/fused/half/fast/4096",
                "copy/forward/float/eigen/65536": "elementwise/copy/forward/float/eigen/65536",
                "elu/backward/float/fast_from_output/65536":
                    "elementwise/elu/backward_from_output/float/fast/65536",
                "elu/forward/float/eigen_stable/65536":
                    "elementwise/elu/forward/float/eigen_stable/65536",
                "channelwise_prelu/all_gradients/float/fast/65536":
                    "channelwise/prelu/all_gradients/float/fast/65536",
                "softmax/forward/float/torch/65536":
                    "rowwise/softmax/forward_colwise/float/torch/65536",
                "softmax/backward/float/precise_from_output/65536":
                    "rowwise/softmax/backward_colwise/float/precise/65536",
                "swiglu/forward/double/fast/65536":
                    "gated/swiglu/forward/double/fast/65536"}.items():
            self.assertEqual(bench_data.name_of(bench_data.key_of(old)), new)

    def test_names_of_other_programs(self):
        for name in ("BM_copy", "BM_copy/4096", "a/b/c/d/e", "a/b/c/d/e/f/1"):
            self.assertIsNone(bench_data.key_of(name))

    def test_operations_are_those_of_the_sources(self):
        runner = (ROOT / "bench" / "runner.hpp").read_text(encoding="utf-8")
        definition = r'\b(\w+)\{"(\w+)", \d\}'  # constant{"operation", arrays moved}
        shared = dict(re.findall(definition, runner))
        for family, operations in bench_plan.OPERATIONS.items():
            text = (ROOT / "bench" / "rows" / f"{family}.hpp").read_text(encoding="utf-8")
            own = re.findall(definition, text)
            # What is not its own is one of runner.hpp: add(backward, ... or , backward, scalar_type
            used = re.findall(r"\badd\((\w+),|, (\w+), scalar_type", text)
            names = {first or second for first, second in used} - {name for name, _ in own}
            found = {operation for _, operation in own}
            found |= {shared[name] for name in names if name in shared}
            self.assertEqual(found, set(operations), family)


class Plan(unittest.TestCase):
    def plan(self, *options):
        done = subprocess.run(
            [sys.executable, str(TOOLS / "bench_plan.py"), str(ROOT), *options], check=False,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        return done.returncode, done.stdout.strip().split(";"), done.stderr

    def test_subset_names_activations(self):
        known = set(bench_plan.all_units(ROOT))
        self.assertLessEqual(set(bench_plan.subset(ROOT)), known)
        self.assertEqual(len(self.plan()[1]), len(bench_plan.subset(ROOT)))

    def test_every_family_is_listed(self):
        families = {unit.family for unit in bench_plan.all_units(ROOT)}
        self.assertEqual(families, set(bench_data.FAMILIES))

    def test_filters(self):
        for text, expected in {
                "elementwise/mish/": ["elementwise/mish"],
                "^elementwise/mish/forward/float/fast/65536$": ["elementwise/mish/float"],
                "hard_mish.*(half|double)": ["elementwise/hard_mish/double",
                                             "elementwise/hard_mish/half"],
                r"staf\(25\)/.*/float": ["basis/staf/float"],
                ".": [""]}.items():
            status, found, _ = self.plan(f"--filter={text}")
            self.assertEqual((status, found), (0, expected), text)

    def test_negative_filter(self):
        found = self.plan("--filter=-elementwise|channelwise|rowwise|gated|basis")[1]
        self.assertTrue(found and all(unit.startswith("stochastic/") for unit in found), found)

    def test_what_python_cannot_read_builds_everything(self):
        for text in ("[[:alpha:]]", "a("):
            status, found, said = self.plan(f"--filter={text}")
            self.assertEqual((status, found), (0, [""]))
            self.assertIn("cannot be read", said)

    def test_no_match_is_a_sentence(self):
        status, _, said = self.plan("--filter=nosuch")
        self.assertEqual(status, 1)
        self.assertRegex(said, r"^bench: no row can match --benchmark_filter=nosuch; .*\n$")


class Compare(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def compare(self, old, new):
        """(status, what is printed, what is said on standard error)."""
        paths = []
        for name, content in (("old", old), ("new", new)):
            paths.append(self.folder / f"{name}.json")
            text = content if isinstance(content, str) else json.dumps(content)
            paths[-1].write_text(text, encoding="utf-8")
        return self.compare_files(*paths)

    def compare_files(self, *paths):
        done = subprocess.run([sys.executable, str(TOOLS / "bench_compare.py"), *map(str, paths)],
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              encoding="utf-8")
        return done.returncode, done.stdout, done.stderr

    def test_moves_and_noise(self):
        rows = {name: f"elementwise/{name}/forward/float/fast/65536" for name in "abcde"}
        old = {rows["a"]: [1, 1.01, 0.99], rows["b"]: [1, 1.01, 0.99], rows["c"]: [1, 1.3, 0.7],
               rows["d"]: [1, 1, 1]}
        new = {rows["a"]: [2, 2.02, 1.98], rows["b"]: [0.8, 0.8, 0.81], rows["c"]: [1.2, 1.5, 0.9],
               rows["e"]: [1, 1, 1]}
        status, text, _ = self.compare(run_of(old), run_of(new))
        self.assertEqual(status, 0)
        moved = re.findall(r"^elementwise/(\w).* (\d\.\d\d) +\d+%$", text, re.MULTILINE)
        self.assertEqual(moved, [("a", "2.00"), ("b", "0.80")])
        self.assertIn("Rows: 1 faster, 1 slower, 1 within noise; 1 only in", text)
        self.assertTrue(text.endswith("1 only in " + str(self.folder / "new.json") + ".\n"), text)

    def test_a_slower_machine_moves_no_row(self):
        old = {PEER.format(i): [1, 1, 1] for i in range(9)}
        new = {name: [1.5, 1.5, 1.5] for name in old}
        old[MISH], new[MISH] = [2, 2, 2], [3, 3, 3]
        text = self.compare(run_of(old), run_of(new))[1]
        self.assertIn("rows of peers took 1.50 of their former times", text)
        self.assertIn("Rows: 0 faster, 0 slower, 10 within noise", text)
        new[MISH] = [6, 6, 6]
        self.assertRegex(self.compare(run_of(old), run_of(new))[1], r"fast/65536 .* 2\.00 +5%\n")

    def test_peers_that_scatter_raise_the_noise(self):
        old = {PEER.format(i): [1, 1, 1] for i in range(9)}
        new = {name: [1 + 0.1 * (i - 4)] * 3 for i, name in enumerate(old)}
        old[MISH], new[MISH] = [1, 1, 1], [1.4, 1.4, 1.4]
        text = self.compare(run_of(old), run_of(new))[1]
        self.assertRegex(text, r"Noise is \d+% or more")
        self.assertIn("Rows: 0 faster, 0 slower", text)

    def test_single_repetitions(self):
        old = {f"elementwise/f{i}/forward/float/fast/65536": [1] for i in range(20)}
        new = {name: [1 + 0.02 * (i % 2)] for i, name in enumerate(old)}
        new["elementwise/f7/forward/float/fast/65536"] = [2]
        text = self.compare(run_of(old), run_of(new))[1]
        self.assertIn("20 rows have fewer than 3 repetitions in one of the files", text)
        self.assertIn("the spread over all rows", text)
        self.assertIn("Rows: 0 faster, 1 slower, 19 within noise", text)

    def test_old_names_compare_with_new_ones(self):
        text = self.compare(run_of({"mish/forward/float/fast/65536": [1, 1, 1]}),
                            run_of({MISH: [2, 2, 2]}))[1]
        self.assertIn("Rows: 0 faster, 1 slower", text)
        self.assertIn(MISH, text)

    def test_other_flags_are_said(self):
        run = {MISH: [1, 1, 1]}
        text = self.compare(run_of(run, {"flags": "-O2"}), run_of(run, {"flags": "-O3"}))[1]
        self.assertIn("The runs differ in flags: -O2; -O3.", text)

    def test_with_itself(self):
        times = HERE / "times.json"
        status, text, _ = self.compare_files(times, times)
        self.assertEqual(status, 0)
        self.assertIn("Rows: 0 faster, 0 slower,", text)

    def test_errors_are_sentences(self):
        good = run_of({MISH: [1]})
        for bad in ("", "{}", "[]", "[1]", '{"context": 1, "benchmarks": [1]}',
                    '{"context": {}, "benchmarks": 5}'):
            status, text, said = self.compare(bad, good)
            self.assertEqual((status, text), (1, ""), bad)
            self.assertRegex(said, r"^\S+old.json is not the JSON of eigenact_bench\n$", bad)
        status, _, said = self.compare(good, run_of({"BM_other": [1]}))
        self.assertEqual(status, 1)
        self.assertRegex(said, r"new.json holds no row of eigenact_bench\n$")
        status, _, said = self.compare_files(self.folder / "none.json", self.folder / "old.json")
        self.assertEqual(status, 1)
        self.assertRegex(said, r"^cannot read .*none.json: No such file or directory\n$")


if __name__ == "__main__":
    unittest.main()
