# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

"""The table of the seeded faults, README.md of this folder."""

import collections

from faults import FAMILIES

TEXT = """\
# Seeded faults

Written by `sh tools/run.sh mutants --table`; do not edit.

A test suite is as good as the mistakes it finds. [`mutants.json`](mutants.json) lists mistakes that a
change of the library could make: a coefficient that is off by one unit, a wrong sign of zero, a lost
NaN, the last element of an array left out. Each is seeded by itself in a copy of the headers, and the
tests that concern it run as the short tier runs them. A fault that none of them finds shows a gap in
the tests.

**{summary}**

## How to read the tables

A row is one fault: its name and kind, what is wrong for a user, the header below
`include/eigenact/` that has it, and the test that found it, by the name that `ctest -R` takes, with
the test case that failed first. The other tests of the library were not asked.

## How to make them again

```sh
sh tools/run.sh mutants                  # all faults; continues where it was interrupted
sh tools/run.sh mutants 'gelu_*'         # those of these names
sh tools/run.sh mutants --table          # writes this page
```

The results here are of {date}: {machine}; {compiler}. A fault is seeded again when its entry, its
header or its tests changed. To add one, write an entry in `mutants.json`: `from` must stand in the
header once, `to` must compile, `says` is one sentence for a user, and `tests` are the targets or ctest
names that could find it.

{sections}
"""


def counted(mutants, runner):
    """How many faults have which verdict."""
    return collections.Counter((runner.result(mutant) or {"verdict": "not seeded"})["verdict"]
                               for mutant in mutants)


def summary_of(mutants, runner):
    counts = counted(mutants, runner)
    parts = [f"{counts['caught']} found", f"{counts['missed']} missed"]
    parts += [f"{counts[verdict]} {words}" for verdict, words in
              (("does not compile", "that do not compile"), ("not seeded", "not seeded yet"))
              if counts[verdict]]
    return f"{len(mutants)} faults: {', '.join(parts)}."


def row_of(mutant, result):
    if not result or result["verdict"] != "caught":
        finder = f"**{result['verdict'] if result else 'not seeded yet'}**"
    else:
        finder = f"`{result['test']}`" + (f": {result['case']}" if result["case"] else "")
    cells = [f"`{mutant['name']}` ({mutant['kind'].replace('_', ' ')})", mutant["says"],
             f"`{mutant['header'].split('/', 1)[1]}`", finder]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def page(mutants, runner):
    """The text of README.md: what was not found first, then the families."""
    def table(some):
        rows = [row_of(mutant, runner.result(mutant)) for mutant in some]
        return "\n".join(["| fault | what is wrong | header | found by |", "|---|---|---|---|", *rows])

    def is_caught(mutant):
        return (runner.result(mutant) or {}).get("verdict") == "caught"
    rest = [mutant for mutant in mutants if not is_caught(mutant)]
    sections = ["## Not found\n\n" + (table(rest) if rest else "Every fault was found.")]
    for family, title in FAMILIES.items():
        caught = [mutant for mutant in mutants if mutant["family"] == family and is_caught(mutant)]
        if caught:
            sections.append(f"## {title}\n\n{table(caught)}")
    made = dict.fromkeys(("date", "machine", "compiler"), "unknown")
    made.update(runner.data["made"])
    return TEXT.format(summary=summary_of(mutants, runner), sections="\n\n".join(sections), **made)
