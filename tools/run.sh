#!/bin/sh
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# From a fresh clone to a result in one command: sh tools/run.sh help
#
# Each command is a file tools/run/NAME.sh that sets `summary` (one line for the overview) and
# defines help() (prints its usage) and main() (runs it). A file added there is a new command. The
# functions that the commands share are in tools/run/common.sh.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=tools/run/common.sh
. "$root/tools/run/common.sh"

# The order in which a newcomer meets them; commands that are not named here follow.
order='demo test bench accuracy peers compile mutants format'

# The names of all commands, one a line.
commands() {
  for name in $order; do
    [ ! -f "$root/tools/run/$name.sh" ] || echo "$name"
  done
  for file in "$root"/tools/run/*.sh; do
    name=${file##*/} name=${name%.sh}
    case " $order common " in
      *" $name "*) ;;
      *) echo "$name" ;;
    esac
  done
}

overview() {
  cat <<'TEXT'
usage: sh tools/run.sh COMMAND [options for CMake] [-- options for the program]

TEXT
  for name in $(commands); do
    # A subshell, because every command file defines the same names.
    (
      summary=''
      # shellcheck source=/dev/null
      . "$root/tools/run/$name.sh"
      printf '  %-9s %s\n' "$name" "$summary"
    )
  done
  cat <<'TEXT'
  help      this text; 'help COMMAND' and 'COMMAND --help' describe one command

Options such as -DCMAKE_CXX_COMPILER=clang++ go to CMake. What follows '--' goes to the program
that the command builds and runs:

  sh tools/run.sh demo -- --activation gelu,tanh --epochs 1

A command says which Debian packages it lacks and installs them with apt-get (with sudo unless you
are root), after asking if it runs in a terminal. It builds in build/COMMAND, on all cores or on as
many as the environment variable EIGENACT_JOBS says.
TEXT
}

# load NAME: reads a command's file, or says which commands there are.
load() {
  case $1 in
    common | *[!a-z_]*) ;;
    *)
      if [ -f "$root/tools/run/$1.sh" ]; then
        # shellcheck source=/dev/null
        . "$root/tools/run/$1.sh"
        return 0
      fi
      ;;
  esac
  names=$(commands | tr '\n' ' ' | sed 's/ /, /g; s/, $//')
  misuse "there is no command '$1'; the commands are $names and help."
}

# asks_for_help ARGUMENT...: whether -h or --help stands before '--'.
asks_for_help() {
  for argument; do
    case $argument in
      --) return 1 ;;
      -h | --help) return 0 ;;
    esac
  done
  return 1
}

what=${1:-help}
[ $# -eq 0 ] || shift
case $what in
  help | -h | --help)
    [ $# -gt 0 ] || { overview; exit 0; }
    load "$1"
    help
    ;;
  *)
    load "$what"
    if asks_for_help "$@"; then help; else main "$@"; fi
    ;;
esac
