# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='train a small network with ReLU, GELU, SiLU and Mish, and compare them'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh demo [options for CMake] [-- options for train_mlp]

Builds examples/train_mlp.cpp for this machine, with the activations that are asked for, trains a
network of 784-128-128-10 neurons on handwriting-like digits, which the program draws, and prints
the test accuracy of each activation.

  --activation NAME,NAME   what to compare (relu,gelu,silu,mish); any name of the list
  --list                   prints the names of all activations; builds nothing
  --epochs N               passes over the training images (3)
  --data FOLDER            MNIST-format files, raw or .gz, instead of drawn digits
  --train-parameters       trains the parameters of the activations, too
  --help                   the other options

  sh tools/run.sh demo -- --activation gelu,tanh --epochs 10

Needs the packages cmake, g++, ninja-build, libeigen3-dev, libcli11-dev and zlib1g-dev. Takes half a
minute at most, on two cores; other activations a few seconds more.
TEXT
}

# asked_for OPTION...: the names that --activation is followed by, one a line.
asked_for() {
  follows=no
  for option; do
    case $option in
      --activation) follows=yes ;;
      --activation=*) follows=yes && echo "${option#*=}" ;;
      -*) follows=no ;;
      *) [ $follows = no ] || echo "$option" ;;
    esac
  done | tr ',' '\n'
}

main() {
  split "$@"
  eval "set -- $program_options"
  case " $* " in
    *' --list '*) activations; return 0 ;;
    *' --activation'*) ;;
    *) set -- --activation relu,gelu,silu,mish "$@" ;;
  esac
  case " $*" in
    *' --epochs'*) ;;
    *) set -- --epochs 3 "$@" ;;
  esac
  program_options=$(quoted "$@")
  # Only the known names are for CMake; the program answers the others with the nearest names.
  names=$(activations | grep -Fx -e "$(asked_for "$@")" | tr '\n' ';')
  names=${names%;}
  # shellcheck disable=SC2086  # one word per package
  need $compiler libcli11-dev zlib1g-dev
  eval "set -- $cmake_options"
  # -O2, because the network trains no faster with -O3 and takes longer to compile.
  build demo -DEIGENACT_BUILD_TESTS=OFF -DEIGENACT_BUILD_BENCH=OFF \
    "-DEIGENACT_EXAMPLE_ACTIVATIONS=${names:-relu}" -DCMAKE_CXX_FLAGS=-march=native \
    '-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG' "$@"
  eval "set -- $program_options"
  "$root/build/demo/examples/train_mlp" "$@"
}
