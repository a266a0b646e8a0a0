# shellcheck shell=sh disable=SC2034,SC2154  # what the commands read and what run.sh sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# What the commands of tools/run.sh share. Read by run.sh, which sets `root`, the folder of the
# checkout, and `what`, the name of the command.

say() { printf '%s\n' "run.sh: $*" >&2; }
die() { say "$*"; exit 1; }

# misuse SENTENCE: for wrong arguments, which exit with 2 as other programs do.
misuse() { say "$*"; exit 2; }

jobs=${EIGENACT_JOBS:-$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)}
case $jobs in
  *[!0-9]* | 0*) misuse "EIGENACT_JOBS must be a whole number from 1, not '$jobs'." ;;
esac

# The packages of every build.
compiler='cmake:cmake c++:g++ ninja:ninja-build libeigen3-dev'

has() { command -v "$1" >/dev/null 2>&1; }

installed() { dpkg -s "$1" 2>/dev/null | grep -q '^Status: .* installed$'; }

# lacking PACKAGE|COMMAND:PACKAGE...: the packages that are not there. A command may come from
# elsewhere than its package; where there is no dpkg, libraries are left to CMake to look for.
lacking() {
  for item; do
    package=${item#*:}
    case $item in
      *:*) has "${item%%:*}" || echo "$package" ;;
      *) ! has dpkg || installed "$package" || echo "$package" ;;
    esac
  done
}

# consent: asks whoever sits at the terminal; without one, running the command is consent enough.
consent() {
  [ -t 0 ] && [ -t 2 ] || return 0
  printf '%s' 'Install them? [Y/n] ' >&2
  answer=''
  read -r answer || return 1
  case $answer in
    '' | [Yy] | [Yy][Ee][Ss]) ;;
    *) return 1 ;;
  esac
}

# need PACKAGE|COMMAND:PACKAGE...: installs what is lacking.
need() {
  missing=$(lacking "$@" | tr '\n' ' ')
  missing=${missing% }
  [ -n "$missing" ] || return 0
  has apt-get || die "needs the Debian packages $missing, and there is no apt-get here: install" \
    "their equivalents and run this again."
  sudo=
  if [ "$(id -u)" -ne 0 ]; then
    has sudo || die "needs $missing: run 'apt-get install $missing' as root, then this again."
    sudo=sudo
  fi
  say "will install the Debian packages $missing."
  consent || die "nothing was installed; install $missing yourself and run this again."
  apt="$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
  # shellcheck disable=SC2086  # one word per package
  { $apt update && $apt install --no-install-recommends $missing; } >&2 ||
    die "apt-get could not install $missing; its message is above."
}

# quoted ARGUMENT...: the arguments as text that `eval "set -- $text"` turns into the same ones.
quoted() {
  for argument; do
    case $argument in
      *\'*) printf " %s" "$(printf '%s\n' "$argument" | sed "s/'/'\\\\''/g; 1s/^/'/; \$s/\$/'/")" ;;
      *) printf " '%s'" "$argument" ;;
    esac
  done
}

# The names of the elementwise activations, one a line, in the order of the library's list.
activations() {
  sed -n 's|^#include <eigenact/elementwise/\(.*\)\.hpp>.*|\1|p' \
    "$root/include/eigenact/elementwise.hpp"
}

# split ARGUMENT...: sets cmake_options (what stands before '--') and program_options (what follows
# it), both quoted: `eval "set -- $program_options"`. Refuses what CMake would not understand,
# because it is most likely meant for the program.
split() {
  cmake_options='' value_follows=no
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $value_follows$1 in
      no-[DUGTAC]) value_follows=yes ;;
      yes* | no-[DUGTACW]* | no--toolchain=* | no--log-level=*) value_follows=no ;;
      *)
        misuse "'$1' is no option of CMake; write what is meant for the program after '--':" \
          "sh tools/run.sh $what -- $*"
        ;;
    esac
    cmake_options="$cmake_options$(quoted "$1")"
    shift
  done
  [ $# -eq 0 ] || shift
  program_options=$(quoted "$@")
}

# build NAME OPTION...: configures and builds build/NAME, and sets build_folder to its path. $target
# names what is built (words with blanks between them; everything if it is not set).
build() {
  build_folder=$root/build/$1
  say "configuring build/$1"
  shift
  if [ ! -f "$build_folder/CMakeCache.txt" ]; then
    case " $*" in
      *" -G"*) ;;
      *) ! has ninja || set -- -G Ninja "$@" ;;
    esac
    ! has ccache || set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"
  fi
  # Without these ccache keeps nothing that uses a precompiled header.
  export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS:-pch_defines,time_macros}"
  export NINJA_STATUS="${NINJA_STATUS:-[%f/%t, %e s] }"
  mkdir -p "$build_folder"
  cmake -S "$root" -B "$build_folder" -DCMAKE_BUILD_TYPE=Release -DEIGENACT_BUILD_DOCS=OFF "$@" \
    >"$build_folder/configure.log" 2>&1 || {
    cat "$build_folder/configure.log" >&2
    die "CMake could not configure the build; its message above says what is missing."
  }
  # shellcheck disable=SC2086  # one word per target
  cmake --build "$build_folder" --parallel "$jobs" ${target:+--target $target} >&2 ||
    die "the build failed; the first error is above."
}
