# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

"""A copy of the checkout, its build by CMake and Ninja, and its tests."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess

from faults import Problem, digest

SECONDS = 600  # after which a program counts as one that does not end; ctest has limits of its own


def sync(source, tree):
    """Makes the tree a copy of the files that git has or would add. What has the same content keeps
    its time, so that nothing is compiled for it."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=source, stdout=subprocess.PIPE, check=True).stdout
    names = {name for name in os.fsdecode(listed).split("\0") if name and (source / name).is_file()}
    for name in names:
        data, copy = (source / name).read_bytes(), tree / name
        if not copy.is_file() or copy.read_bytes() != data:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
        shutil.copymode(source / name, copy)
    for path in list(tree.rglob("*")):
        if path.is_file() and path.relative_to(tree).as_posix() not in names:
            path.unlink()


class Build:
    """The build of a tree in a folder."""

    def __init__(self, tree, folder, jobs):
        self.tree, self.folder, self.jobs = tree, folder, jobs
        self.targets, self.programs, self.commands = set(), {}, {}

    def _read(self, *command):
        return subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, check=True,
                              encoding="utf-8", errors="replace").stdout

    def configure(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["cmake", "-S", self.tree, "-B", self.folder, "-G", "Ninja", "-DEIGENACT_BUILD_BENCH=OFF",
             "-DEIGENACT_BUILD_DOCS=OFF", "-DEIGENACT_BUILD_EXAMPLES=OFF"], check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        if done.returncode != 0:
            raise Problem(f"CMake could not configure the copy in {self.tree}:\n{done.stdout}")
        targets = re.findall(r"^(\S+): (\w+)", self._read("ninja", "-t", "targets", "all"), re.M)
        self.targets = {name for name, _ in targets}
        self.programs = {name.split("/")[-1]: name for name, rule in targets if "EXECUTABLE" in rule}
        shown = json.loads(self._read("ctest", "--show-only=json-v1"))
        self.commands = {test["name"]: test.get("command", []) for test in shown["tests"]}

    def has(self, test):
        return test in self.targets or test in self.commands

    def name_of(self, test):
        """What ctest calls it: only_gelu is elementwise_gelu with that activation alone."""
        other = re.sub("^only_", "elementwise_", test)
        return other if other in self.commands else test

    def build(self, tests, show=False):
        """What the compiler said, None if all is well."""
        targets = [test for test in tests if test in self.targets]
        if not targets:
            return None
        done = subprocess.run(["ninja", f"-j{self.jobs}", *targets], cwd=self.folder, check=False,
                              stdout=None if show else subprocess.PIPE, encoding="utf-8", errors="replace")
        return None if done.returncode == 0 else done.stdout or "its errors are above"

    def run(self, test):
        """Whether it passes, and what it says; a program stops at its first failure. What is no program
        has passed when it is built."""
        if test in self.programs:
            command, seconds = [self.folder / self.programs[test], "--abort"], SECONDS
        elif test in self.commands:
            command = ["ctest", "-R", f"^{re.escape(test)}$", "--output-on-failure", "--no-tests=error"]
            seconds = None
        else:
            return True, ""
        try:
            done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, check=False,
                                  stderr=subprocess.STDOUT, timeout=seconds, encoding="utf-8",
                                  errors="replace")
        except subprocess.TimeoutExpired:
            return False, f"It did not end in {SECONDS} seconds."
        return done.returncode == 0, done.stdout

    def _headers_of(self):
        """{object: the files it was compiled from, beside its source}."""
        headers, current = {}, None
        for line in self._read("ninja", "-t", "deps").splitlines():
            if line.startswith(" "):
                headers[current].append(line.strip())
            elif ": #deps" in line:
                current = line.split(":")[0]
                headers[current] = []
        return headers

    def digests(self, tests):
        """{test: (digest of the sources of the test, digest of these and of the headers)}. What was never
        compiled has no headers yet: its digests are others than those of what was."""
        headers, known = self._headers_of(), {}

        def content(path):
            if path not in known:
                known[path] = hashlib.sha256(path.read_bytes()).hexdigest()
            return path.as_posix(), known[path]

        own = self.tree / "tests"
        every = [path for path in own.rglob("*") if own / "mutation" not in path.parents]
        data = [path for path in every if path.suffix == ".txt" and path.name != "CMakeLists.txt"]
        every += (self.tree / "include").rglob("*")
        result = {}
        for test in tests:
            paths, command = every, self.commands.get(test)
            if test in self.targets:
                inputs = self._read("ninja", "-t", "inputs", test).splitlines()
                names = set(inputs).union(*(headers.get(name, ()) for name in inputs))
                paths = [pathlib.Path(os.path.normpath(self.folder / name)) for name in names] + data
                command = self._read("ninja", "-t", "commands", test)
            paths = sorted({path for path in paths if self.tree in path.parents and path.is_file()})
            contents = [content(path) for path in paths]
            sources = [pair for pair in contents if pair[0].startswith(own.as_posix() + "/")]
            result[test] = digest(sources, command), digest(contents, command)
        return result
