#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Writes the page and the chart of our times beside those of other libraries.

  peers_report.py FOLDER/*.json --accuracy docs/accuracy.json docs/accuracy_peers.json \\
      --page docs/performance.md --readme README.md --command 'sh tools/run.sh peers'

The files come from peers_measure.py. The chart stands beside the page, its name ending in .svg.
"""
import argparse
import pathlib

import peers_page
import peers_readme
from bench_chart import Panel, Series, chart
from bench_data import aligned
from peers_data import PEERS, Bench, Errors, Place
from peers_targets import HEADLINE

SERIES = {"fast": Series("eigenact Fast", "#1f77b4"),
          "precise": Series("eigenact Precise", "#9ecae1"),
          "torch": Series(PEERS["torch"], "#e15759"),
          "onednn": Series(PEERS["onednn"], "#f28e2b"),
          "xnnpack": Series(PEERS["xnnpack"], "#59a14f"),
          "eigen_tuned": Series("Eigen expression", "#b07aa1"),
          "fastmath": Series("-ffast-math loop", "#9c755f")}


def times(bench, place, activation):
    """Of every tier and peer drawn."""
    ours = {tier: bench.ours(place, activation, tier) for tier in ("fast", "precise")}
    mine = {tier: found.time for tier, found in ours.items() if found}
    return {**mine, **bench.peers(place, activation)}


def panels(bench, inputs):
    left = 0
    for operation in ("forward", "backward"):
        place = Place(inputs, operation, "float", HEADLINE)
        groups = [(name, times(bench, place, name)) for name in bench.activations()]
        groups = [(name, found) for name, found in groups if "fast" in found]
        if not groups:
            continue
        drawn = {v for _, found in groups for v in found}
        series = {v: look for v, look in SERIES.items() if v in drawn}
        panel = Panel(series, groups, bench.median_copy(place), left, 350, 7)
        yield f"{operation}, ns per element, {HEADLINE} x float", panel
        left += panel.outer_width


def write(path, text):
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SystemExit(f"peers_report: cannot write {path}: {error.strerror}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("json", nargs="+", help="written by peers_measure.py")
    parser.add_argument("--accuracy", nargs="*", default=[], help="of eigenact_accuracy")
    parser.add_argument("--page", type=pathlib.Path, help="the file to write (ends in .md)")
    parser.add_argument("--readme", type=pathlib.Path, help="a file whose marked part is renewed")
    parser.add_argument("--command", default="", help="what made these files")
    arguments = parser.parse_args()
    bench, errors = Bench(arguments.json), Errors(arguments.accuracy)
    if arguments.page:
        drawn = list(panels(bench, bench.inputs()[0]))
        image = arguments.page.with_suffix(".svg") if drawn else None
        if image:
            write(image, chart(drawn, "copying the arrays"))
        page = peers_page.page(bench, errors, arguments.command, image and image.name)
        write(arguments.page, page)
    if arguments.readme:
        text = arguments.readme.read_text(encoding="utf-8")
        write(arguments.readme, peers_readme.filled(text, bench, errors))
    rows = [[cell.replace("`", "").replace("**", "") for cell in row]
            for row in peers_page.summary(bench)]
    print("\n".join(aligned(rows)))


if __name__ == "__main__":
    main()
