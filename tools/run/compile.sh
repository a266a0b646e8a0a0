# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='measure what the library costs a compiler: seconds, memory, bytes of code'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh compile [-- options for tools/compile_report.py]

Compiles small programs with g++ and clang++, in turn and several times each, and writes the least
CPU time, the peak memory and the size of the code to docs/compile.json and docs/compile.md. The
page also shows the change against the figures that git has.

  --repetitions N   how often each file is compiled (7)
  --eigen FOLDER    the include folder of Eigen (/usr/include/eigen3)
  --docs FOLDER     where the two files are written (docs)

  sh tools/run.sh compile -- --repetitions 3 --docs /tmp

Needs the packages g++, clang, libeigen3-dev, binutils and python3. Use an idle machine: compilers
that run beside it change the figures.
TEXT
}

main() {
  # There is no build, so options are the program's with and without '--'.
  [ "${1:-}" != -- ] || shift
  need c++:g++ clang++:clang libeigen3-dev nm:binutils python3:python3
  python3 "$root/tools/compile_report.py" "$@"
}
