# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='measure the errors of activations, of elementwise ones at all 2^32 floats'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh accuracy [options for CMake] [--] NAME... [options for eigenact_accuracy]

Measures the error of elementwise activations in every scalar type, for float at all 2^32 numbers, and
of row-wise ones, gated units and basis expansions in float and double at samples. Prints the worst
errors and enters them in docs/accuracy.json and docs/accuracy.md.

  --all         every activation; continues where an earlier run was interrupted
  --stride N    every Nth float only; writes no file
  --no-sweep    all but the float values and derivatives, whose rows stay as they are
  --samples N   points for what is not measured at all floats, such as double
  --threads N   threads (one per core)
  --json FILE   the file that gets the results, and the page FILE.md beside it
  --list        prints the names of all activations

  sh tools/run.sh accuracy gelu silu
  sh tools/run.sh accuracy --stride 1009 gelu
  sh tools/run.sh accuracy softmax swiglu bspline

Needs the packages cmake, g++, ninja-build, libeigen3-dev, catch2, libmpfr-dev, libgmp-dev,
libcli11-dev and nlohmann-json3-dev. One elementwise activation takes a minute or a few on many cores,
one of the others seconds; --all compiles and measures for hours.
TEXT
}

# The names of the activations that can be measured, one a line. gated/gated.hpp is no activation.
measured() {
  activations
  for family in rowwise gated basis; do
    sed -n "s|^#include <eigenact/$family/\(.*\)\.hpp>.*|\1|p" "$root/include/eigenact/$family.hpp"
  done | grep -Fxv gated
}

# built_with WORD...: the activations that the program is built with: those among the words; none,
# which stands for all of them, if a word is --all.
built_with() {
  case " $* " in
    *' --all '*) ;;
    *' --markdown-only '*) echo relu ;;
    *) measured | grep -Fx -e "$(printf '%s\n' "$@")" ;;
  esac
}

main() {
  # Names are given so often that they need no '--' before them.
  for_cmake='' for_program=''
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $1 in
      -[DG]?*) for_cmake="$for_cmake$(quoted "$1")" ;;
      *) for_program="$for_program$(quoted "$1")" ;;
    esac
    shift
  done
  [ $# -eq 0 ] || shift
  for_program="$for_program$(quoted "$@")"
  eval "set -- $for_program"
  case " $* " in
    *' --list '*) measured; return 0 ;;
  esac
  only=$(built_with "$@" | tr '\n' ';')
  case "$only $* " in
    *' --all '* | ?*';'*) ;;
    *)
      misuse "name an activation, as in 'sh tools/run.sh accuracy gelu', or give --all; --list" \
        "prints the names."
      ;;
  esac
  # shellcheck disable=SC2086  # one word per package
  need $compiler catch2 libmpfr-dev libgmp-dev libcli11-dev nlohmann-json3-dev
  eval "set -- $for_cmake"
  target=eigenact_accuracy
  build accuracy -DEIGENACT_BUILD_BENCH=OFF -DEIGENACT_BUILD_EXAMPLES=OFF \
    "-DEIGENACT_ACCURACY_ONLY=${only%;}" "$@"
  eval "set -- $for_program"
  "$root/build/accuracy/tests/accuracy/eigenact_accuracy" "$@"
}
