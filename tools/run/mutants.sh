# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='seed faults in a copy of the headers: do the tests find them?'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh mutants [--] [NAME...] [options for tools/mutants.py]

Seeds the faults of tests/mutation/mutants.json one at a time in a copy of the headers, builds the
tests that concern each and tells which of them finds it. Without a NAME it seeds all of them, which
takes half an hour on two cores; a run that was interrupted is continued.

  --list    prints the faults and what became of them
  --table   writes tests/mutation/README.md from the results; seeds nothing
  --again   seeds faults again that are done

  sh tools/run.sh mutants 'gelu_*'

Fails if more than two faults are missed. Needs the packages cmake, g++, ninja-build, libeigen3-dev,
catch2, libmpfr-dev, libgmp-dev, nlohmann-json3-dev, git and python3.
TEXT
}

main() {
  # The build has its options from the program, so what is given is the program's with and without '--'.
  [ "${1:-}" != -- ] || shift
  # shellcheck disable=SC2086  # one word per package
  need $compiler catch2 libmpfr-dev libgmp-dev nlohmann-json3-dev git:git python3:python3
  EIGENACT_JOBS=$jobs python3 "$root/tools/mutants.py" "$@"
}
