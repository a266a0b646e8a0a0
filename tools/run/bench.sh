# shellcheck shell=sh disable=SC2034,SC2154  # what run.sh reads and what it sets
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

summary='measure the speed of the best known activations, beside their peers; compare two runs'

help() {
  cat <<'TEXT'
usage: sh tools/run.sh bench [--all] [options for CMake] [-- options for eigenact_bench]
       sh tools/run.sh bench --compare OLD.json NEW.json

Builds eigenact_bench with google-benchmark, measures the activations of bench/subset.txt (float,
Fast and Precise, 65536 elements) and prints a table. That takes about two minutes on two cores.

  --all                      every activation and scalar type, 65536 elements
  --compare OLD NEW          builds nothing; shows which rows moved beyond the noise of the two runs
  -- --benchmark_filter=RE   builds and measures the rows that match, in all sizes
  -- --help                  the names of the rows, and all options

The figures are in build/bench/results.json, those of the run before in results.previous.json.

  sh tools/run.sh bench -- --benchmark_filter=gelu
  sh tools/run.sh bench -- --benchmark_filter=^rowwise/softmax/.*/float/
  sh tools/run.sh bench --compare build/bench/results.previous.json build/bench/results.json

Needs the packages cmake, g++, ninja-build, libeigen3-dev, libbenchmark-dev and python3.
TEXT
}

compare() {
  [ $# -eq 2 ] || misuse "bench --compare takes two files: --compare OLD.json NEW.json."
  need python3:python3
  python3 "$root/tools/bench_compare.py" "$1" "$2"
}

# Sets all, filter and plain (whether the output of eigenact_bench is what was asked for).
program_kind() {
  filter=${BENCHMARK_FILTER:-} plain=no  # Google Benchmark reads that variable, too
  for option; do
    case $option in
      --benchmark_filter=*) filter=${option#*=} ;;
      --all) all=--all ;;
      -h | --help | --benchmark_list_tests* | --benchmark_format=* | --benchmark_out=*) plain=yes ;;
    esac
  done
}

# measure OPTION...: into build/bench/results.json.
measure() {
  json=$root/build/bench/results.json
  say "measuring; its own output goes to build/bench/bench.log"
  "$program" --benchmark_enable_random_interleaving=true --benchmark_min_time=0.01 \
    "--benchmark_repetitions=$repetitions" --benchmark_display_aggregates_only=true \
    ${all:+"$all"} "$@" "--benchmark_out=$json.new" >"$root/build/bench/bench.log" 2>&1 || {
    tail -n 3 "$root/build/bench/bench.log" >&2
    die "eigenact_bench failed, as said above."
  }
  [ ! -f "$json" ] || mv "$json" "$root/build/bench/results.previous.json"
  mv "$json.new" "$json"
}

# What there is beside the figures above.
rest() {
  echo
  [ -n "$filter$all" ] || echo "These are the activations of bench/subset.txt. For the rest:"
  [ -n "$filter$all" ] || cat <<'TEXT'
  sh tools/run.sh bench --all                         every activation and scalar type
  sh tools/run.sh bench -- --benchmark_filter=mish    the rows that match, in all sizes
TEXT
  if [ -f "$root/build/bench/results.previous.json" ]; then
    echo "What moved since the run before:"
    echo "  sh tools/run.sh bench --compare build/bench/results.previous.json build/bench/results.json"
  fi
}

main() {
  all='' repetitions=7
  if [ "${1:-}" = --compare ]; then
    shift
    compare "$@"
    return
  fi
  if [ "${1:-}" = --all ]; then
    all=--all
    shift
  fi
  split "$@"
  eval "set -- $program_options"
  program_kind "$@"
  [ -z "$all$filter" ] || repetitions=5
  # shellcheck disable=SC2086  # one word per package
  need $compiler libbenchmark-dev python3:python3
  units=$root/build/bench/bench/CMakeFiles/eigenact_bench.dir/units
  only=$(python3 "$root/tools/bench_plan.py" "$root" ${all:+"$all"} ${filter:+"--filter=$filter"} \
    --built "$units" --jobs "$jobs")
  eval "set -- $cmake_options"
  target=eigenact_bench
  build bench -DEIGENACT_BUILD_TESTS=OFF -DEIGENACT_BUILD_EXAMPLES=OFF "-DEIGENACT_BENCH_ONLY=$only" \
    "$@"
  program=$build_folder/bench/eigenact_bench
  eval "set -- $program_options"
  if [ "$plain" = yes ]; then
    "$program" "$@"
    return
  fi
  measure "$@"
  if [ -n "$filter" ]; then
    python3 "$root/tools/bench_report.py" rows "$json"
  else
    python3 "$root/tools/bench_report.py" table "$json"
  fi
  rest
}
