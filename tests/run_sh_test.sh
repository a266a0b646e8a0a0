#!/bin/sh
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT

# sh run_sh_test.sh SOURCE_DIR: whether tools/run.sh does what its help promises. It runs in a copy
# of the checkout, and finds nothing on its path but harmless tools and fakes of those that install
# or build, which write down what they were called with. Prints 'ok', or one sentence about the
# first promise that is broken.
set -eu
if [ $# -ne 1 ]; then
  echo "usage: sh run_sh_test.sh SOURCE_DIR" >&2
  exit 2
fi
source=$(cd "$1" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

root="$scratch/a checkout" bin=$scratch/bin calls=$scratch/calls out=$scratch/out err=$scratch/err
mkdir -p "$root/tools" "$root/include/eigenact" "$bin"
cp -R "$source/tools/run.sh" "$source/tools/run" "$root/tools/"
cp "$source"/tools/*.py "$root/tools/"
for list in elementwise rowwise gated basis; do
  cp "$source/include/eigenact/$list.hpp" "$root/include/eigenact/"
done

fail() {
  echo "$*"
  exit 1
}

for tool in awk basename cat chmod cp cut date dirname env find grep head ls mkdir mktemp mv nproc \
  rm sed sh sort tail tee tr uname uniq wc xargs; do
  ln -s "$(command -v "$tool")" "$bin/$tool"
done

# fake PATH: a program there that writes down its name and arguments, the latter in brackets.
fake() {
  mkdir -p "$(dirname "$1")"
  cat >"$1" <<'TEXT'
#!/bin/sh
{
  printf '%s' "${0##*/}"
  [ $# -eq 0 ] || printf ' [%s]' "$@"
  echo
} >>"$CALLS"
case ${0##*/} in
  apt-get) echo "apt-get was called" >&2 ;;
  cmake) [ "${BROKEN:-}" != cmake ] || { echo "the reason"; exit 1; }; echo "chatter" ;;
  ctest) echo "100% tests passed, 0 tests failed out of 3" ;;
  dpkg) case " ${LACKING:-} " in *" $2 "*) exit 1 ;; esac; echo "Status: install ok installed" ;;
  id) echo "${USER_ID:-0}" ;;
  sudo) exec "$@" ;;
esac
TEXT
  chmod +x "$1"
}
for tool in apt-get c++ clang++ clang-format cmake ctest dpkg git id nm ninja pkg-config python3 \
  sudo valgrind; do
  fake "$bin/$tool"
done
fake "$root/build/demo/examples/train_mlp"
fake "$root/build/accuracy/tests/accuracy/eigenact_accuracy"
fake "$root/build/bench/bench/eigenact_bench"

# run ARGUMENT...: runs tools/run.sh; leaves its exit status in `status`, what it printed in the
# files $out and $err, and what it called in $calls. Variables in `setting` are set for it.
setting=''
run() {
  given="tools/run.sh $*" status=0
  : >"$calls"
  # shellcheck disable=SC2086  # one word per variable
  env -i PATH="$bin" CALLS="$calls" $setting sh "$root/tools/run.sh" "$@" >"$out" 2>"$err" \
    </dev/null || status=$?
}

exits() { [ "$status" -eq "$1" ] || fail "$given exited with $status, not $1: $(cat "$err")"; }
prints() { grep -q -F -e "$2" "$1" || fail "$given did not print '$2' but: $(cat "$1")"; }
calls() { grep -q -F -e "$1" "$calls" || fail "$given did not call '$1' but: $(cat "$calls")"; }
no_call() {
  [ ! -s "$calls" ] || ! grep -q -e "$1" "$calls" ||
    fail "$given called $(grep -e "$1" "$calls" | head -n 1)."
}
one_line() {
  [ "$(wc -l <"$err")" -eq 1 ] || fail "$given did not print one line but: $(cat "$err")"
}

commands=$(cd "$root/tools/run" && printf '%s\n' *.sh | sed '/^common\.sh$/d; s/\.sh$//')

# The overview names every command.
for arguments in '' help -h --help; do
  # shellcheck disable=SC2086  # no argument, or one
  run $arguments
  exits 0
  no_call .
  prints "$out" 'usage: sh tools/run.sh COMMAND'
  for command in $commands; do prints "$out" "  $command "; done
done

# The help of a command says how to call it and what it installs, and does nothing.
for command in $commands; do
  for arguments in "$command -DA=B -h" "help $command"; do
    # shellcheck disable=SC2086  # words of the command line
    run $arguments
    exits 0
    no_call .
    read -r first <"$out"
    [ "${first#"usage: sh tools/run.sh $command"}" != "$first" ] ||
      fail "$given does not begin with 'usage: sh tools/run.sh $command' but: $first"
    prints "$out" package
  done
done
run demo --help
exits 0
no_call .
run demo -- --help
calls 'train_mlp [--epochs] [3] [--activation] [relu,gelu,silu,mish] [--help]'

# Wrong words are answered with one sentence and exit status 2.
for arguments in nonsense 'help nonsense' common 'demo --epochs 1' 'demo gelu' accuracy \
  'accuracy --stride 7' 'format --mend'; do
  # shellcheck disable=SC2086  # words of the command line
  run $arguments
  exits 2
  one_line
  no_call .
done
run nonsense
prints "$err" "there is no command 'nonsense'; the commands are demo,"
run demo --epochs 1
prints "$err" 'sh tools/run.sh demo -- --epochs 1'

# Options before '--' reach CMake, options after it the program, as they were given.
# shellcheck disable=SC2016  # $HOME is to arrive as it is
run demo '-DFLAGS=-O1 -g' -D X=Y -G 'Unix Makefiles' -- --data "it's" '' '$HOME "x"  y' --epochs 1
exits 0
calls '[-DFLAGS=-O1 -g] [-D] [X=Y] [-G] [Unix Makefiles]'
no_call Ninja
# shellcheck disable=SC2016
calls '[--data] [it'\''s] [] [$HOME "x"  y] [--epochs] [1]'
run bench -DX=Y -- '--benchmark_filter=gelu|silu'
calls '[-DX=Y]'
calls '[--benchmark_filter=gelu|silu]'

# demo and accuracy compile only the activations that are asked for.
run demo
calls '[-G] [Ninja]'
calls '[-DEIGENACT_EXAMPLE_ACTIVATIONS=gelu;mish;relu;silu]'
run demo -- --activation tanh,gelu nonsense --activation=elu --epochs 2
calls '[-DEIGENACT_EXAMPLE_ACTIVATIONS=elu;gelu;tanh]'
calls 'train_mlp [--activation] [tanh,gelu] [nonsense] [--activation=elu] [--epochs] [2]'
run accuracy gelu -DX=Y --stride 7
calls '[-DEIGENACT_ACCURACY_ONLY=gelu] [-DX=Y]'
calls 'eigenact_accuracy [gelu] [--stride] [7]'
run accuracy softmax bspline gated swiglu
calls '[-DEIGENACT_ACCURACY_ONLY=softmax;swiglu;bspline]'
calls 'eigenact_accuracy [softmax] [bspline] [gated] [swiglu]'
run accuracy -- --all
calls '[-DEIGENACT_ACCURACY_ONLY=]'
for arguments in 'demo -- --list' 'accuracy --list'; do
  # shellcheck disable=SC2086  # words of the command line
  run $arguments
  exits 0
  no_call .
  prints "$out" leaky_relu
done
for name in log_sum_exp swiglu_oai staf; do prints "$out" "$name"; done

# test --sanitize builds and runs programs of its own, in a folder of its own.
run test --sanitize -DX=Y -- -V
exits 0
calls '/build/sanitize] [-DCMAKE_BUILD_TYPE=Release]'
calls '[-DEIGENACT_SANITIZE=address,undefined]'
calls '[-DX=Y]'
calls '[--target] [sanitized_tests]'
calls '[-L] [^sanitized$]'
run test --sanitize=thread
exits 0
calls '/build/sanitize-thread] [-DCMAKE_BUILD_TYPE=Release]'
calls '[-DEIGENACT_SANITIZE=thread]'
run test --full
exits 0
no_call SANITIZE
calls '[--target] [full_tests]'
for arguments in '--sanitize=memory' '--sanitize --full' '--sanitize gelu'; do
  # shellcheck disable=SC2086  # words of the command line
  run test $arguments
  exits 2
  one_line
  no_call .
done

# Packages: nothing is installed that is there; what lacks is named first, then installed.
run demo
exits 0
no_call apt-get
lacking='libcli11-dev'
setting="LACKING=$lacking"
run demo
exits 0
[ "$(head -n 1 "$err")" = "run.sh: will install the Debian packages $lacking." ] ||
  fail "$given did not first say what it installs: $(cat "$err")"
calls "apt-get [-q] [-y] [install] [--no-install-recommends] [$lacking]"
no_call sudo
setting="LACKING=$lacking USER_ID=1000"
run demo
exits 0
calls 'sudo [env] [DEBIAN_FRONTEND=noninteractive] [apt-get] [-q] [-y] [install]'
rm "$bin/sudo"
run demo
exits 1
one_line
prints "$err" "run 'apt-get install $lacking' as root"
rm "$bin/apt-get" "$bin/ninja"
run demo
exits 1
one_line
prints "$err" "needs the Debian packages ninja-build $lacking, and there is no apt-get here"
fake "$bin/ninja"

# What CMake prints is shown only if it fails; EIGENACT_JOBS is how many compilers run.
setting=EIGENACT_JOBS=3
run demo
exits 0
prints "$err" 'configuring build/demo'
calls '[--parallel] [3]'
setting=EIGENACT_JOBS=0
run demo
exits 2
one_line
setting=BROKEN=cmake
run demo
exits 1
prints "$err" 'the reason'
prints "$err" 'could not configure'
setting=''
run demo
[ "$(grep -c chatter "$err")" -eq 1 ] || fail "$given shows what CMake says while it configures."

echo ok
