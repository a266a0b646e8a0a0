# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""performance_test.py TOOLS: the page of times, made from a real run that was cut down.

times.json and errors.json hold relu and elu in float, 65536 elements, without XNNPACK.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
from xml.etree import ElementTree

HERE = pathlib.Path(__file__).parent
TOOLS = pathlib.Path(sys.argv.pop(1))


def report(times, folder, *options):
    """The page, the chart and what is printed."""
    file, page = folder / "times.json", folder / "page.md"
    file.write_text(json.dumps(times), encoding="utf-8")
    printed = subprocess.run(
        [sys.executable, str(TOOLS / "peers_report.py"), str(file), "--page", str(page),
         "--accuracy", str(HERE / "errors.json"), "--command", "a command", *options],
        check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    return (page.read_text(encoding="utf-8"),
            page.with_suffix(".svg").read_text(encoding="utf-8"), printed)


def summary(page):
    """{(target, over the rows): (at most, measured, worst row, verdict)}."""
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return {(cells[0], cells[1]): tuple(cell.strip() for cell in cells[2:6])
            for cells in lines if len(cells) >= 6 and cells[1] in ("geometric mean", "worst")}


class Performance(unittest.TestCase):
    def setUp(self):
        self.times = json.loads((HERE / "times.json").read_text(encoding="utf-8"))
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def scale(self, factor, *parts):
        """Makes the rows slower whose names hold all the parts."""
        for row in self.times["benchmarks"]:
            if all(f"/{part}/" in f"/{row['run_name']}/" for part in parts):
                row["per_element"] *= factor

    def test_verdicts(self):
        found = summary(report(self.times, self.folder)[0])
        forward, torch = "`Fast` forward / fastest peer", "`Fast` forward / libtorch"
        # By hand from times.json: relu 71.49 / 71.47 (Eigen), elu 321.9 / 398.9 (oneDNN).
        self.assertEqual(found[forward, "geometric mean"], ("0.85", "**0.90**", "", "**missed**"))
        self.assertEqual(found[forward, "worst"], ("1.3", "1.00", "relu", "met"))
        # relu 71.49 / 76.68, elu 321.9 / 849.4.
        self.assertEqual(found[torch, "geometric mean"], ("0.45", "**0.59**", "", "**missed**"))
        self.assertEqual(found[torch, "worst"], ("below 1", "0.93", "relu", "met"))
        # From the saved output: relu 125.5 / 113.7 (-ffast-math).
        self.assertEqual(found["`Fast` backward / fastest peer", "worst"],
                         ("1.3", "1.10", "relu", "met"))
        # elu 1091 / (321.9 + 764.5).
        self.assertEqual(found["`Fast` value_and_derivative / two passes", "worst"],
                         ("0.65", "**1.00**", "elu", "**missed**"))
        self.assertEqual(found["half / float", "worst"][3], "not measured")

    def test_worse_times_miss(self):
        self.scale(2, "relu", "forward", "fast")
        found = summary(report(self.times, self.folder)[0])
        self.assertEqual(found["`Fast` forward / libtorch", "worst"],
                         ("below 1", "**1.86**", "relu", "**missed**"))

    def test_missing_peer(self):
        page, image, _ = report(self.times, self.folder)
        self.assertIn("not found here: XNNPACK.", page)
        self.assertNotIn("| XNNPACK |", page)
        self.assertNotIn("XNNPACK", image)
        self.times["benchmarks"] = [row for row in self.times["benchmarks"]
                                    if "/torch/" not in row["run_name"]]
        page = report(self.times, self.folder)[0]
        self.assertEqual(summary(page)["`Precise` forward / libtorch", "worst"][3], "not measured")
        self.assertNotIn("Fast / libtorch |", page)

    def test_tables(self):
        page, _, printed = report(self.times, self.folder)
        self.assertIn("| elu | 0.322 (1.4) | 0.894 (0.5) | 0.849 (2e7) |", page)
        self.assertIn("| elu | 0.116 y | 0.116 y | 0.935 (1.0 NaN) |", page)
        for text in ("a command", "GNU 12.2.0", "-mavx2", "libtorch 1.13.0", "AMD EPYC",
                     "-O2 -march=native"):
            self.assertIn(text, page)
        self.assertIn("missed", printed)

    def test_peers_that_are_right(self):
        page = report(self.times, self.folder)[0]
        # elu forward: Eigen has 2.4 ULP, the faster ones 2e7 or NaN: 321.9 / 2252. Its derivative
        # is nobody's.
        self.assertRegex(page, r"\| elu \| 0.322 .* \| 0.14 \(Eigen\) \|\n")
        self.assertRegex(page, r"\| elu \| 0.116 y .* \| no such peer \|\n")

    def test_readme(self):
        readme = self.folder / "README.md"
        readme.write_text("Before\n<!-- times: sh tools/run.sh peers -->\nold\n"
                          "<!-- end of times -->\nAfter\n", encoding="utf-8")
        report(self.times, self.folder, "--readme", str(readme))
        text = readme.read_text(encoding="utf-8")
        self.assertRegex(text, r"^Before\n<!-- times")
        self.assertRegex(text, r"end of times -->\nAfter\n$")
        self.assertNotIn("old", text)
        self.assertIn("| Eigen | 2.252 |\n", text)
        # The square root of 71.49 / 71.47 * 321.9 / 2252.
        self.assertIn("and 0.38 of that of the fastest one", text)
        self.assertIn("(2 of\n2 rows)", text)

    def test_chart(self):
        root = ElementTree.fromstring(report(self.times, self.folder)[1])
        space = "{http://www.w3.org/2000/svg}"
        # Two tiers and four peers, relu and elu, forward and backward; their legend; the page.
        self.assertEqual(len(root.findall(f"{space}rect")), 2 * 2 * 6 + 6 + 1)

    def test_errors_are_sentences(self):
        command = [sys.executable, str(TOOLS / "peers_report.py"), str(self.folder / "no")]
        run = subprocess.run(command, check=False, stderr=subprocess.PIPE, encoding="utf-8")
        self.assertNotEqual(run.returncode, 0)
        self.assertRegex(run.stderr, r"^cannot read .*: No such file or directory\n$")


if __name__ == "__main__":
    unittest.main()
