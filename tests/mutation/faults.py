# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

"""The seeded faults of mutants.json, and what a test says about one."""

import hashlib
import json
import re

FAMILIES = {
    "elementwise": "Elementwise activations", "basis": "Basis expansions", "gated": "Gated units",
    "rowwise": "Activations of vectors", "stochastic": "Stochastic activations",
    "combinators": "Combinators", "channelwise": "Parameters per channel",
    "registry": "Activations by name", "ext": "Threads and other libraries",
    "core": "Loops, parameters and arrays", "math": "Kernels", "simd": "Registers and arithmetic"}

# The folders of the headers from those that few files include to those that all do.
FOLDERS = ["elementwise", "gated", "stochastic", "combinators", "basis", "rowwise", "registry", "ext",
           "core", "math", "simd"]


class Problem(Exception):
    """What a user is told in one sentence."""


def digest(*things):
    """A short text that differs where the things differ."""
    return hashlib.sha256(json.dumps(things, sort_keys=True).encode()).hexdigest()[:16]


def load(path):
    """The faults by header, so that files are compiled again for few of them."""
    mutants = json.loads(path.read_text(encoding="utf-8"))["mutants"]
    names = [mutant["name"] for mutant in mutants]
    for name in names:
        if names.count(name) > 1:
            raise Problem(f"{path.name} has two faults named {name}: give one of them another name.")

    def place(mutant):
        folder = mutant["header"].split("/")[1]
        return FOLDERS.index(folder) if folder in FOLDERS else len(FOLDERS), mutant["header"]
    return sorted(mutants, key=place)


def mutated(text, mutant):
    """The text of the header with the fault."""
    parts = text.split(mutant["from"])
    found, wanted = len(parts) - 1, mutant.get("occurrence", 1)
    if found < wanted or (found > 1 and "occurrence" not in mutant):
        raise Problem(f"{mutant['header']} has {found} times what the fault {mutant['name']} replaces: let "
                      "its \"from\" name the text as it is now, once, or give the \"occurrence\".")
    return mutant["from"].join(parts[:wanted]) + mutant["to"] + mutant["from"].join(parts[wanted:])


def case_of(header):
    """The name of a TEST_CASE from the lines that Catch2 heads a report with. A long name goes on in
    lines that are indented as what follows its first colon; those of sections are indented by two."""
    indents = (0, header[0].find(": ") + 2) if ": " in header[0] else (0,)
    rest = (line for line in header[1:] if len(line) - len(line.lstrip()) in indents)
    return " ".join(line.strip() for line in (header[0], *rest))


def failed_case(output):
    """The TEST_CASE that Catch2 reports as the first that failed, "" where it reports none."""
    header, case = None, ""
    for line in output.splitlines():
        if re.fullmatch("-{60,}", line):
            if header:
                case, header = case_of(header), None
            else:
                header = []
        elif re.search(r"(^|: )FAILED:?$", line):
            return case
        elif header is not None:
            header.append(line)
    return ""
