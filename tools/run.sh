#!/bin/sh
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# From a fresh clone to a result in one command. See usage() below.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

usage() {
  cat <<'TEXT'
usage: sh tools/run.sh <what> [options for CMake]

  demo      train a small network with ReLU, GELU, SiLU and Mish, and compare them
  test      build and run all tests
  bench     measure the speed of every activation, beside its peers
  peers     measure 21 of them beside libtorch, oneDNN and XNNPACK (12 minutes)
  compile   what the library costs a compiler: seconds, memory, bytes of code (docs/compile.md)
  accuracy  the errors of activations at all 2^32 floats: 'accuracy gelu silu' or --all
  format    check the formatting of the C++ files; 'format --fix' mends it
  help      this text

peers writes docs/performance.md, its chart and the table of the README. It takes, before options for CMake: --isa avx2 or
--isa native, the instructions that all may use (avx2 by default on x86-64); --compiler clang++;
--quick, a rough look; --page FILE.md, where to write (build/peers-.../performance.md with any of
the former).

Each installs the Debian packages that it lacks (apt-get, with sudo unless root), builds in
build/<what> and shows its result. Options such as -DCMAKE_CXX_COMPILER=clang++ go to CMake, but
those of accuracy and compile to their programs.
TEXT
}

say() { printf '%s\n' "run.sh: $*" >&2; }
die() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

installed() { dpkg -s "$1" 2>/dev/null | grep -q '^Status: .* installed$'; }

# lacking <package or command:package>...: the packages that are not there. A command may come from
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

# need <package or command:package>...: installs what is lacking.
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
  say "installing $missing"
  apt="$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
  # shellcheck disable=SC2086  # one word per package
  { $apt update && $apt install --no-install-recommends $missing; } >&2 ||
    die "apt-get could not install $missing; its message is above."
}

# build <what> <option>...: configures and builds build/<what>.
build() {
  folder=$root/build/$1
  shift
  if [ ! -f "$folder/CMakeCache.txt" ]; then
    ! has ninja || set -- -G Ninja "$@"
    ! has ccache || set -- -DCMAKE_CXX_COMPILER_LAUNCHER=ccache "$@"
  fi
  # Without these ccache keeps nothing that uses a precompiled header.
  export CCACHE_SLOPPINESS="${CCACHE_SLOPPINESS:-pch_defines,time_macros}"
  cmake -S "$root" -B "$folder" -DCMAKE_BUILD_TYPE=Release -DEIGENACT_BUILD_DOCS=OFF "$@" >&2 ||
    die "CMake could not configure the build; its message above says what is missing."
  cmake --build "$folder" --parallel "$jobs" ${target:+--target "$target"} >&2 || die "the build failed; the first error is above."
}

compiler="cmake:cmake c++:g++ make:make libeigen3-dev"

demo() {
  # shellcheck disable=SC2086
  need $compiler libcli11-dev zlib1g-dev
  build demo -DEIGENACT_BUILD_TESTS=OFF -DEIGENACT_BUILD_BENCH=OFF \
    "-DCMAKE_CXX_FLAGS=-O3 -march=native" "$@"
  "$root/build/demo/examples/train_mlp" --activation relu,gelu,silu,mish --epochs 3
}

tests() {
  # shellcheck disable=SC2086
  need $compiler catch2 libmpfr-dev libgmp-dev libcli11-dev zlib1g-dev nlohmann-json3-dev \
    pkg-config:pkg-config valgrind:valgrind python3:python3
  build test -DEIGENACT_BUILD_BENCH=OFF "$@"
  log=$root/build/test/ctest.log
  ctest --test-dir "$root/build/test" -j "$jobs" --output-on-failure --no-tests=error 2>&1 | tee "$log"
  # "97% tests passed, 1 tests failed out of 38"
  counts=$(sed -n 's/.*tests passed, \([0-9]*\) tests failed out of \([0-9]*\).*/\1 \2/p' "$log")
  [ -n "$counts" ] || die "ctest ran no tests."
  failed=${counts% *}
  echo "$((${counts#* } - failed)) passed, $failed failed"
  [ "$failed" -eq 0 ]
}

bench() {
  # shellcheck disable=SC2086
  need $compiler libbenchmark-dev python3:python3
  build bench -DEIGENACT_BUILD_TESTS=OFF -DEIGENACT_BUILD_EXAMPLES=OFF "$@"
  json=$root/build/bench/results.json
  "$root/build/bench/bench/eigenact_bench" --benchmark_out="$json" >&2
  python3 "$root/tools/bench_report.py" table "$json"
}

# What cannot be installed is left out of the page.
need_peers() {
  for packages in libtorch-dev libdnnl-dev "libxnnpack-dev libpthreadpool-dev libcpuinfo-dev"; do
    # shellcheck disable=SC2086  # one word per package
    (need $packages) || say "going on without $packages."
  done
}

# Sets isa, cxx, page, quick and rest, the number of arguments that follow those of peers.
peers_options() {
  isa=avx2 cxx='' page='' quick='' readme=''
  [ "$(uname -m)" = x86_64 ] || isa=native
  while :; do
    case ${1:-} in
      --isa | --compiler | --page) [ $# -ge 2 ] || die "peers $1 needs a value." ;;
    esac
    case ${1:-} in
      --isa) isa=$2 ;;
      --compiler) cxx=$2 ;;
      --page) page=$2 ;;
      --quick) quick=--quick ;;
      *) break ;;
    esac
    [ "$1" = --quick ] || shift
    shift
  done
  rest=$#
}

peers() {
  command="sh tools/run.sh peers${*:+ $*}"
  peers_options "$@"
  shift $(($# - rest))
  case $isa in
    avx2) flags='-O3;-mavx2;-mfma;-mf16c' ;;
    native) flags='-O3;-march=native' ;;
    *) die "peers --isa takes avx2 or native, not '$isa'." ;;
  esac
  # shellcheck disable=SC2086
  need $compiler libbenchmark-dev nlohmann-json3-dev python3:python3
  need_peers
  name=peers-$isa${cxx:+-$(basename "$cxx")}
  names=$(python3 -c "import sys; sys.path.insert(0, '$root/tools'); import peers_data
print(';'.join(peers_data.ACTIVATIONS))")
  build "$name" -DEIGENACT_BUILD_TESTS=OFF -DEIGENACT_BUILD_EXAMPLES=OFF -DEIGENACT_BENCH_PEERS=ON \
    "-DEIGENACT_BENCH_FLAGS=$flags" "-DEIGENACT_BENCH_ONLY=$names" \
    ${cxx:+"-DCMAKE_CXX_COMPILER=$cxx"} "$@"
  folder=$root/build/$name
  "$folder/bench/peers/eigenact_peers_show" >"$folder/peers.txt" ||
    die "a peer computes something else, see the lines with ! in build/$name/peers.txt."
  "$folder/bench/peers/eigenact_peers_vectors" "$folder/vectors.json" >"$folder/vectors.txt" ||
    die "a peer computes something else, see the lines with ! in build/$name/vectors.txt."
  python3 "$root/tools/peers_measure.py" "$folder/bench/eigenact_bench" "$folder/times" $quick
  [ -n "$page" ] || case $name$quick in
    peers-avx2) page=$root/docs/performance.md readme=$root/README.md ;;
    *) page=$folder/performance.md ;;
  esac
  python3 "$root/tools/peers_report.py" "$folder"/times/*.json --command "$command" --page "$page" \
    ${readme:+--readme "$readme"} \
    --accuracy "$root/docs/accuracy.json" "$root/docs/accuracy_peers.json" "$folder/vectors.json"
  say "wrote $page"
}

# Its arguments go to the program, not to CMake.
accuracy() {
  # shellcheck disable=SC2086
  need $compiler catch2 libmpfr-dev libgmp-dev libcli11-dev nlohmann-json3-dev
  target=eigenact_accuracy
  build accuracy -DEIGENACT_BUILD_BENCH=OFF -DEIGENACT_BUILD_EXAMPLES=OFF
  "$root/build/accuracy/tests/accuracy/eigenact_accuracy" "$@"
}

# Its arguments go to the script.
compile() {
  need c++:g++ clang++:clang libeigen3-dev nm:binutils python3:python3
  python3 "$root/tools/compile_report.py" "$@"
}

# The C++ files that git knows or would add.
format() {
  need clang-format:clang-format
  case ${1:-} in
    '') set -- --dry-run --Werror ;;
    --fix) set -- -i ;;
    *) die "format takes only --fix, not '$1'." ;;
  esac
  cd "$root"
  git ls-files -z --cached --others --exclude-standard '*.hpp' '*.cpp' |
    xargs -0 clang-format --style=file "$@" || die "run 'sh tools/run.sh format --fix'."
}

what=${1:-help}
[ $# -eq 0 ] || shift
case $what in
  demo) demo "$@" ;;
  test) tests "$@" ;;
  bench) bench "$@" ;;
  peers) peers "$@" ;;
  accuracy) accuracy "$@" ;;
  compile) compile "$@" ;;
  format) format "$@" ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    die "there is no '$what'."
    ;;
esac
