# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='build and run the short tier of the tests, or all with --full, or those of one activation'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh test [NAME...] [--full] [--sanitize[=KIND]] [--arch ARCH] [--jobs N]
                            [options for CMake] [-- options for ctest]

Without a NAME, the short tier: every activation against its formula in 200 bits, and every law of
the library on a part of the scalar types, accuracies and layouts. Takes five to seven minutes on two
cores the first time, nearly all of it to compile, and half a minute when nothing has changed.

  NAME         only what concerns it, in under a minute: an activation (gelu, swiglu, softmax), a
               family (elementwise, basis, gated, rowwise, stochastic, combinators) or a test
               program (parallel, registry)
  --full       the full tier: every scalar type, accuracy and layout, more points, other compilers
               and instruction sets, headers alone, instruction counts, projects that use the
               library. Takes fifteen to twenty minutes.
  --sanitize   every member of every family in every layout, shared memory, pointers and what the
               fuzzers found, under the sanitizers for addresses and undefined behaviour, in a
               build of their own
  --sanitize=thread
               the calls that use a pool of threads, under the sanitizer for threads
  --arch ARCH  compiles the tests with -march=ARCH (x86-64, x86-64-v3, x86-64-v4; native)
  --jobs N     compiles and runs so many at a time (all cores)

  sh tools/run.sh test gelu
  sh tools/run.sh test --full -DCMAKE_CXX_COMPILER=clang++
  sh tools/run.sh test -- -R basis
  sh tools/run.sh test --sanitize -DCMAKE_CXX_COMPILER=clang++

Needs the packages cmake, g++, ninja-build, libeigen3-dev, catch2, libmpfr-dev, libgmp-dev and
nlohmann-json3-dev; --sanitize also zlib1g-dev; --full also libcli11-dev, zlib1g-dev, pkg-config,
valgrind and python3.
TEXT
}

# CPU seconds of building and running a tier on an AMD EPYC (Zen 5): two measured, the third a guess.
short_cost=640 full_cost=2080 sanitized_cost=600

# options ARGUMENT...: sets names, full, sanitizers, arch, jobs and `rest`, the other arguments, quoted.
options() {
  names='' full=no sanitizers='' arch=native rest=''
  while [ $# -gt 0 ] && [ "$1" != -- ]; do
    case $1 in
      --full) full=yes ;;
      --sanitize) sanitizers=address,undefined ;;
      --sanitize=*) sanitizers=${1#*=} ;;
      --arch | --jobs) [ $# -ge 2 ] || misuse "test $1 needs a value." ;;
      --arch=*) arch=${1#*=} ;;
      --jobs=*) jobs=${1#*=} ;;
      -[DUGTAC]) rest="$rest$(quoted "$1" "${2:-}")" && shift ;;
      -*) rest="$rest$(quoted "$1")" ;;
      *) names="$names $1" ;;
    esac
    case $1 in
      --arch) arch=$2 && shift ;;
      --jobs) jobs=$2 && shift ;;
    esac
    shift
  done
  case $jobs in
    *[!0-9]* | 0* | '') misuse "test --jobs takes a whole number from 1, not '$jobs'." ;;
  esac
  case $sanitizers in
    '' | address | undefined | address,undefined | thread) ;;
    *) misuse "test --sanitize takes address, undefined or thread, not '$sanitizers'." ;;
  esac
  if [ -n "$sanitizers" ] && { [ -n "$names" ] || [ $full = yes ]; }; then
    misuse "test --sanitize has programs of its own, and takes neither --full nor a NAME."
  fi
  rest="$rest$(quoted "$@")"
}

# has_instructions ARCH: whether this processor can run it.
has_instructions() {
  case $1 in
    x86-64-v3) grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo ;;
    x86-64-v4) grep -qw avx512bw /proc/cpuinfo && grep -qw avx512vl /proc/cpuinfo ;;
  esac
}

# programs_of NAME: the test programs that concern it, one a line.
programs_of() {
  if activations | grep -Fqx -e "$1"; then
    echo "test_$1"
  elif [ "$1" = elementwise ]; then
    echo test_elementwise
  elif [ -f "$root/include/eigenact/basis/$1.hpp" ]; then
    echo test_basis
  else
    for family in gated rowwise stochastic combinators; do
      [ ! -f "$root/include/eigenact/$family/$1.hpp" ] || family_programs $family
    done
    family_programs "$1"
  fi
}

# family_programs NAME: those whose source is NAME_test.cpp or NAME_..._test.cpp.
family_programs() {
  for source in "$root/tests/$1"_test.cpp "$root/tests/$1"_*_test.cpp "$root/tests/registry/$1"_test.cpp; do
    [ ! -f "$source" ] || echo "test_$(basename "$source" _test.cpp)"
  done
}

# Builds and runs what concerns the names.
test_names() {
  target=''
  for name in $names; do
    programs=$(programs_of "$name" | sort -u | tr '\n' ' ')
    [ -n "$programs" ] || misuse "there are no tests of '$name': it is neither an activation, nor a" \
      "family (elementwise, basis, gated, rowwise, stochastic, combinators), nor a program of tests/."
    target="$target$programs"
  done
  say "tests of$names: building $target"
  build_tests "$@"
  failed=0 passed=0
  for program in $target; do
    printf '%s: ' "$program"
    if "$build_folder/tests/$program" ${full_option:-}; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  done
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

build_tests() {
  case $sanitizers in
    '') name=test ;;
    thread) name=sanitize-thread ;;
    *) name=sanitize ;;
  esac
  [ -z "$sanitizers" ] || set -- "-DEIGENACT_SANITIZE=$sanitizers" "$@"
  if [ "$arch" = native ]; then
    set -- -U EIGENACT_TEST_FLAGS "$@"
  else
    name=$name-$arch
    set -- "-DEIGENACT_TEST_FLAGS=-O2;-march=$arch;-UNDEBUG" "$@"
  fi
  examples=OFF
  [ $full = no ] || examples=ON
  build "$name" -DEIGENACT_BUILD_BENCH=OFF -DEIGENACT_BUILD_EXAMPLES=$examples "$@"
}

main() {
  options "$@"
  eval "set -- $rest"
  split "$@"
  [ "$arch" = native ] || has_instructions "$arch" ||
    misuse "this processor has not all the instructions of $arch; 'test' without --arch tests what it has."
  # shellcheck disable=SC2086  # one word per package
  need $compiler catch2 libmpfr-dev libgmp-dev nlohmann-json3-dev
  tier=short cost=$short_cost full_option='' programs='the short tier'
  if [ $full = yes ]; then
    need libcli11-dev zlib1g-dev pkg-config:pkg-config valgrind:valgrind python3:python3
    tier=full cost=$full_cost full_option=--full programs='the full tier'
  fi
  target=${tier}_tests
  if [ -n "$sanitizers" ]; then
    need zlib1g-dev
    tier=sanitized cost=$sanitized_cost target=sanitized_tests programs="what runs with -fsanitize=$sanitizers"
    export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
  fi
  start=$(date +%s)
  if [ -n "$names" ]; then
    eval "set -- $cmake_options"
    test_names "$@"
    return
  fi
  say "$programs takes about $(((cost / jobs + 59) / 60)) minutes on $jobs cores, less what is built already."
  eval "set -- $cmake_options"
  build_tests "$@"
  say "built in $(($(date +%s) - start)) s; running the tests"
  log=$build_folder/ctest.log
  eval "set -- $program_options"
  ctest --test-dir "$build_folder" -L "^$tier\$" -j "$jobs" --output-on-failure --no-tests=error "$@" 2>&1 | tee "$log"
  # "97% tests passed, 1 tests failed out of 38"
  counts=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\1 \2/p' "$log")
  [ -n "$counts" ] || die "ctest ran no tests."
  failed=${counts% *}
  seconds=$(($(date +%s) - start))
  printf '%d passed, %d failed, in %d:%02d minutes\n' $((${counts#* } - failed)) "$failed" \
    $((seconds / 60)) $((seconds % 60))
  [ "$failed" -eq 0 ]
}
