# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary="check the formatting of the C++ files; 'format --fix' mends it"

help() {
  cat <<'TEXT'
usage: sh tools/run.sh format [--fix]

Compares the C++ files that git knows, or would add, with the style of .clang-format, and exits
with 1 if one differs.

  --fix   formats the files instead

Needs the package clang-format. Takes some seconds.
TEXT
}

main() {
  case $*:$# in
    :0) set -- --dry-run --Werror ;;
    --fix:1) set -- -i ;;
    *) misuse "format takes only --fix, not '$*'." ;;
  esac
  need clang-format:clang-format
  cd "$root" || exit
  git ls-files -z --cached --others --exclude-standard '*.hpp' '*.cpp' |
    xargs -0 clang-format --style=file "$@" || die "run 'sh tools/run.sh format --fix'."
}
