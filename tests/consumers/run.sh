#!/bin/sh
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# sh run.sh <source dir> <scratch dir>: installs the library below the scratch folder, then builds
# and runs a program that uses it in each of the ways that the README promises.
# CMAKE, CXX and Eigen3_DIR may name other programs, or another Eigen, than the usual ones.
set -eu

if [ $# -ne 2 ]; then
  echo "usage: sh run.sh <source dir> <scratch dir>" >&2
  exit 2
fi
source=$(cd "$1" && pwd)
rm -rf "$2"
mkdir -p "$2"
scratch=$(cd "$2" && pwd)
cmake=${CMAKE:-cmake}
export CXX="${CXX:-c++}"
export HOME="$scratch/home"  # a package registry would be written there
unset CXXFLAGS CMAKE_BUILD_TYPE
mkdir "$HOME"

# quietly <command>: shows the output only if the command fails.
quietly() {
  if ! "$@" >"$scratch/log" 2>&1; then
    cat "$scratch/log"
    echo "failed: $*" >&2
    exit 1
  fi
}

expect_ok() {
  answer=$("$2") || answer="exit status $?"
  if [ "$answer" != ok ]; then
    echo "$1: the program printed '$answer', not 'ok'" >&2
    exit 1
  fi
  echo "$1: ok"
}

# consumer <name> <cmake options>: configures, builds and runs the project of that name.
consumer() {
  name=$1
  shift
  quietly "$cmake" -S "$source/tests/consumers/$name" -B "$scratch/$name" \
    ${Eigen3_DIR:+"-DEigen3_DIR=$Eigen3_DIR"} "$@"
  quietly "$cmake" --build "$scratch/$name"
  expect_ok "$name" "$scratch/$name/consumer"
}

quietly "$cmake" -S "$source" -B "$scratch/library" ${Eigen3_DIR:+"-DEigen3_DIR=$Eigen3_DIR"} \
  -DEIGENACT_BUILD_TESTS=OFF -DEIGENACT_BUILD_BENCH=OFF -DEIGENACT_BUILD_EXAMPLES=OFF \
  -DEIGENACT_BUILD_DOCS=OFF -DCMAKE_INSTALL_PREFIX="$scratch/first"
quietly "$cmake" --build "$scratch/library"
quietly "$cmake" --install "$scratch/library"
mv "$scratch/first" "$scratch/prefix"  # the installed tree may be moved

consumer find_package "-DCMAKE_PREFIX_PATH=$scratch/prefix"
consumer add_subdirectory "-DEIGENACT_SOURCE_DIR=$source"
consumer fetch_content "-DFETCHCONTENT_SOURCE_DIR_EIGENACT=$source"

if command -v pkg-config >/dev/null && pkg-config --exists eigen3; then
  mkdir "$scratch/pkg_config"
  export PKG_CONFIG_PATH="$scratch/prefix/share/pkgconfig"
  quietly make -C "$source/tests/consumers/pkg_config" BUILD="$scratch/pkg_config"
  expect_ok pkg_config "$scratch/pkg_config/consumer"
else
  echo "pkg_config: not tried, there is no pkg-config or it does not know eigen3"
fi

if [ -e "$HOME/.cmake" ]; then
  echo "configuring wrote to the user's package registry, $HOME/.cmake" >&2
  exit 1
fi
