# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='measure 21 activations beside libtorch, oneDNN and XNNPACK'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh peers [--isa avx2|native] [--compiler NAME] [--quick] [--page FILE.md]
                             [options for CMake]

Writes docs/performance.md, its chart and the table of the README.

  --isa avx2|native   the instructions that all may use (avx2 by default on x86-64)
  --compiler clang++  another compiler than c++
  --quick             a rough look
  --page FILE.md      where to write (build/peers-.../performance.md with any of the former)

Needs the packages cmake, g++, ninja-build, libeigen3-dev, libbenchmark-dev, nlohmann-json3-dev and
python3, and compares with those of libtorch-dev, libdnnl-dev and libxnnpack-dev that can be
installed. Takes 12 minutes.
TEXT
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

main() {
  command="sh tools/run.sh peers${*:+ $*}"
  peers_options "$@"
  shift $(($# - rest))
  case $isa in
    avx2) flags='-O3;-mavx2;-mfma;-mf16c' ;;
    native) flags='-O3;-march=native' ;;
    *) die "peers --isa takes avx2 or native, not '$isa'." ;;
  esac
  # shellcheck disable=SC2086  # one word per package
  need $compiler libbenchmark-dev nlohmann-json3-dev python3:python3
  need_peers
  name=peers-$isa${cxx:+-$(basename "$cxx")}
  names=$(python3 -c "import sys; sys.path.insert(0, '$root/tools'); import peers_data as p
print(';'.join(p.FAMILIES.get(name, 'elementwise') + '/' + name for name in p.ACTIVATIONS))")
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
