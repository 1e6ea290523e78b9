#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Sets up (once) and builds one of the configurations in which Woonzorg is built and tested:
#
#   gcc         build/             what users run; with names behind it only those targets ("gcc woonzorg")
#   clang       build-clang/       the second compiler, for its warnings
#   sanitizers  build-sanitizers/  clang with ASan and UBSan; any finding ends the program
#   bench       build-bench/       gcc at full optimisation
#   fuzz        build-fuzz/        clang with libFuzzer; only the targets of fuzz/
set -euo pipefail
cd "$(dirname "$0")/.."

stel_in() { # folder, compiler, options…
    local map=$1 compiler=$2
    shift 2
    if [ ! -f "$map/build.ninja" ]; then
        # A hundred programs are linked, in a fifth of the time by another linker than the usual one.
        local linker=gold
        [ "$compiler" = gcc ] || linker=lld
        if ! command -v "ld.$linker" >/dev/null 2>&1; then linker=bfd; fi
        # CFLAGS and friends from the surroundings would make two machines build different things.
        env -u CFLAGS -u CPPFLAGS -u LDFLAGS CC="$compiler" CC_LD=$linker meson setup "$map" "$@"
    fi
}

gevoelig=("-Db_sanitize=address,undefined" -Db_lundef=false)
doelen=()
case ${1:-} in
gcc) map=build && stel_in $map gcc && doelen=("${@:2}") ;;
clang) map=build-clang && stel_in $map clang ;;
sanitizers)
    map=build-sanitizers
    # -g1 knows the lines that a finding names, and not the variables.
    stel_in $map clang "${gevoelig[@]}" "-Dc_args=['-fno-sanitize-recover=undefined', '-g1']"
    ;;
bench)
    map=build-bench
    stel_in $map gcc --buildtype=release
    doelen=(meson-benchmark-prereq) # not the tests: those are for the other builds
    ;;
fuzz)
    map=build-fuzz
    stel_in $map clang -Db_lundef=false -Dfuzz=true -Doptimization=2
    while read -r doel; do
        doelen+=("$doel")
    done < <(ninja -C $map -t targets all | sed -n 's/^\(fuzz\/fuzz_[a-z0-9_]*\): .*LINKER.*/\1/p')
    if [ ${#doelen[@]} -eq 0 ]; then
        echo "Er zijn geen fuzzdoelen in fuzz/." >&2
        exit 1
    fi
    ;;
*)
    echo "Gebruik: tools/bouw.sh gcc|clang|sanitizers|bench|fuzz" >&2
    exit 2
    ;;
esac

ninja -C $map ${doelen[@]+"${doelen[@]}"}
