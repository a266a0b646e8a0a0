#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

"""What the library costs a compiler: seconds, memory and bytes of code, in docs/compile.{json,md}.

    compile_report.py [--repetitions N] [--eigen FOLDER] [--docs FOLDER]

Files are compiled in turn, N times each; the least CPU time of each counts. The page shows the
change against the figures that git has.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMPILERS = ["g++", "clang++"]
OPTIONS = ["-std=c++17", "-O2", "-mavx2", "-mfma"]
TEN = "gelu silu relu tanh sigmoid elu mish softplus leaky_relu hardswish".split()
CORE = "#include <Eigen/Core>\n"
RUN = "void {name}(const Eigen::ArrayXXf& x, Eigen::ArrayXXf& y) {{ y = {expression}; }}\n"


def activations():
    """Header and type of every activation."""
    text = (ROOT / "include/eigenact/elementwise.hpp").read_text()
    headers = re.findall(r"^#include <eigenact/elementwise/(\w+)\.hpp>", text, re.M)
    folder = ROOT / "include/eigenact/elementwise"
    entry = re.compile(r"^EIGENACT_ELEMENTWISE\((\w+)\);", re.M)
    return {name: entry.search((folder / f"{name}.hpp").read_text())[1] for name in headers}


def include(names):
    return "".join(f"#include <eigenact/elementwise/{name}.hpp>\n" for name in names)


def use(types, names, call="eigenact::{}<float>()(x)"):
    calls = (RUN.format(name=f"run_{name}", expression=call.format(types[name])) for name in names)
    return include(names) + "".join(calls)


def programs(types):
    """The files that are compiled, by what the page calls them."""
    return {
        "Eigen/Core": CORE,
        "`y = x`": CORE + RUN.format(name="run", expression="x"),
        "`y = x.tanh()`": CORE + RUN.format(name="run", expression="x.tanh()"),
        "gelu.hpp, unused": include(["gelu"]),
        "`y = relu(x)`": use(types, ["relu"]),
        "`y = silu(x)`": use(types, ["silu"]),
        "`y = gelu(x)`": use(types, ["gelu"]),
        "ten activations": use(types, TEN),
        f"all {len(types)} activations": use(types, types),
    }


def compile_file(compiler, eigen, source, target):
    """CPU seconds and peak megabytes of one compilation."""
    includes = [f"-I{ROOT / 'include'}", "-isystem", eigen]
    command = [compiler, *OPTIONS, *includes, "-c", source, "-o", target]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"compile_report.py: {' '.join(map(str, command))} failed; its message is above.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure_time(compiler, eigen, folder, repetitions, types):
    sources = {}
    for i, (name, text) in enumerate(programs(types).items()):
        sources[name] = folder / f"{i}.cpp"
        sources[name].write_text(text)
    best = {}
    for repetition in range(repetitions):
        for name, source in sources.items():
            if repetition > 2 and name.startswith("all"):
                continue  # it takes as long as the others together
            seconds, megabytes = compile_file(compiler, eigen, source, folder / "time.o")
            before = best.get(name, (seconds, megabytes))
            best[name] = (min(seconds, before[0]), min(megabytes, before[1]))
    return {name: {"seconds": round(s, 3), "megabytes": round(m)} for name, (s, m) in best.items()}


def measure_code(compiler, eigen, folder, types):
    """Bytes of code that name an activation's formula, by activation: forward and derivative."""
    source, target = folder / "code.cpp", folder / "code.o"
    derivatives = "".join(
        RUN.format(name=f"slope_{name}", expression=f"eigenact::{kind}<float>().derivative(x)")
        for name, kind in types.items())
    source.write_text(use(types, types) + derivatives)
    compile_file(compiler, eigen, source, target)
    listing = subprocess.run(["nm", "-CS", target], capture_output=True, text=True, check=True)
    names = {kind: name for name, kind in types.items()}
    code = {name: {"forward": 0, "derivative": 0} for name in types}
    for line in listing.stdout.splitlines():
        match = re.match(r"[0-9a-f]+ ([0-9a-f]+) [tTwW] (.*)", line)
        if not match:
            continue
        own = re.match(r"(run|slope)_(\w+)\(", match[2])
        formula = re.search(r"eigenact::formula::(\w+)", match[2])
        if own:
            code[own[2]]["forward" if own[1] == "run" else "derivative"] += int(match[1], 16)
        elif formula:
            slope = re.search(r"core::Derivative|::derivative<", match[2])
            kind = "derivative" if slope else "forward"
            code[names[formula[1]]][kind] += int(match[1], 16)
    return code


def measure(compiler, options, types):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        version = subprocess.run([compiler, "--version"], capture_output=True, text=True).stdout
        return {
            "version": version.splitlines()[0],
            "files": measure_time(compiler, options.eigen, folder, options.repetitions, types),
            "code": measure_code(compiler, options.eigen, folder, types),
        }


def committed(path):
    """The figures that git has, {} if none."""
    name = path.resolve().relative_to(ROOT) if path.resolve().is_relative_to(ROOT) else path
    shown = subprocess.run(["git", "-C", ROOT, "show", f"HEAD:{name}"], capture_output=True, text=True)
    return json.loads(shown.stdout) if shown.returncode == 0 else {}


def change(new, old):
    return "" if not old else f"{new / old - 1:+.1%}"


def ratio(files, name):
    """Seconds against the file that only includes Eigen/Core; 0 if there is none."""
    return files[name]["seconds"] / files["Eigen/Core"]["seconds"] if name in files else 0


def time_table(figures, old):
    yield "| | seconds | against Eigen/Core | change | MB |"
    yield "|---|---:|---:|---:|---:|"
    for name, row in figures["files"].items():
        now, before = ratio(figures["files"], name), ratio(old.get("files", {}), name)
        yield (f"| {name} | {row['seconds']:.2f} | {now:.2f} | {change(now, before)} | "
               f"{row['megabytes']} |")


def code_table(results, old):
    compilers = list(results)
    heads = [f"{c}, {kind}" for c in compilers for kind in ("forward", "derivative")]
    yield "| | " + " | ".join(f"{head} | change" for head in heads) + " |"
    yield "|---|" + "---:|---:|" * len(heads)
    for name in results[compilers[0]]["code"]:
        cells = []
        for compiler in compilers:
            before = old.get(compiler, {}).get("code", {}).get(name, {})
            for kind, size in results[compiler]["code"][name].items():
                cells += [str(size), change(size, before.get(kind))]
        yield f"| {name} | " + " | ".join(cells) + " |"


def page(results, old):
    lines = [
        "# Compile time and code size", "",
        "Generated by `sh tools/run.sh compile`. CPU seconds (the least of several turns) and peak "
        f"memory to compile one file with `{' '.join(OPTIONS[1:])}` on {platform.machine()}; "
        "\"change\" is against the figures of the last commit, of the ratio for seconds."]
    for compiler, figures in results.items():
        lines += ["", f"## {compiler}", "", figures["version"] + ".", ""]
        lines += time_table(figures, old.get(compiler, {}))
    lines += ["", "## Code", "", "Bytes of machine code of `y = f(x)` and `y = f.derivative(x)` for "
              "`ArrayXXf`, `Fast`: of every function that names the activation.", ""]
    lines += code_table(results, old)
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--eigen", default="/usr/include/eigen3", help="Eigen's include folder")
    parser.add_argument("--docs", type=pathlib.Path, default=ROOT / "docs")
    options = parser.parse_args()
    present = [compiler for compiler in COMPILERS if shutil.which(compiler)]
    if not present:
        sys.exit("compile_report.py: neither g++ nor clang++ is installed: install one.")
    types = activations()
    old = committed(options.docs / "compile.json")
    results = {compiler: measure(compiler, options, types) for compiler in present}
    (options.docs / "compile.json").write_text(json.dumps(results, indent=1) + "\n")
    (options.docs / "compile.md").write_text(page(results, old))
    print(page(results, old), end="")


if __name__ == "__main__":
    main()
