#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs every fuzz target of a build folder over its kept corpus (fuzz/corpus/<name>/) and from there on, as many targets at
# once as there are cores, and prints a table. Exit 1 when any target found something.
#
#   tools/fuzz.sh [FOLDER]        default: build-fuzz
#   WZ_FUZZ_RUNS   runs a target; default ten million; 0 replays the kept corpus only
#   WZ_FUZZ_DOELEN the targets, by name ("json http"); default all
#   WZ_FUZZ_BEWAAR 1: afterwards adds to the kept corpus what reached new code, in its smallest form
#
# New inputs grow in FOLDER/corpus/<name>/; findings stand in FOLDER/vondsten/<name>/ and are replayed by
#   FOLDER/fuzz/fuzz_<name> FILE
set -euo pipefail
cd "$(dirname "$0")/.."

map=${1:-build-fuzz}
runs=${WZ_FUZZ_RUNS:-10000000}

# One target, in the background: its outcome goes to FOLDER/uitslag/<name>.
draai() {
    local naam=$1 eigen=$map/corpus/$1 bewaard=fuzz/corpus/$1 vondsten=$map/vondsten/$1 verslag=$map/verslag-$1.txt
    local begin=$SECONDS code=0 gedaan aantal
    local opties=(-runs="$runs" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$vondsten/")
    rm -rf "$vondsten"
    mkdir -p "$eigen" "$vondsten"
    [ ! -f "fuzz/$naam.dict" ] || opties+=(-dict="fuzz/$naam.dict")
    local mappen=("$eigen")
    # A replay looks only at what is kept, so that it does the same on every machine.
    [ "$runs" != 0 ] || mappen=()
    [ ! -d "$bewaard" ] || mappen+=("$bewaard")
    "$map/fuzz/fuzz_$naam" "${opties[@]}" ${mappen[@]+"${mappen[@]}"} >"$verslag" 2>&1 </dev/null &
    local proces=$!
    trap 'kill "$proces" 2>/dev/null' TERM
    wait "$proces" || code=$?
    gedaan=$(sed -n 's/^stat::number_of_executed_units: *//p' "$verslag")
    aantal=$(find "$vondsten" -type f | wc -l)
    if [ "$code" -ne 0 ] && [ "$aantal" -eq 0 ]; then aantal=1; fi
    printf '%s %s %s %s\n' "$naam" "${gedaan:-0}" "$((SECONDS - begin))" "$aantal" >"$map/uitslag/$naam"
    if [ "$code" -ne 0 ]; then
        printf -- '--- %s (het hele verslag: %s)\n' "$naam" "$verslag"
        grep -E -m1 -A12 'ERROR:|runtime error:|ALARM' "$verslag" || tail -n 20 "$verslag"
    fi
}

doelen=()
for doel in "$map"/fuzz/fuzz_*; do
    if [ ! -f "$doel" ] || [ ! -x "$doel" ]; then continue; fi
    naam=${doel##*/fuzz_}
    case " ${WZ_FUZZ_DOELEN:-$naam} " in *" $naam "*) doelen+=("$naam") ;; esac
done
if [ ${#doelen[@]} -eq 0 ]; then
    echo "Geen fuzzdoelen in $map/fuzz; bouw ze met: tools/bouw.sh fuzz" >&2
    exit 1
fi

rm -rf "$map/uitslag"
mkdir -p "$map/uitslag"
trap 'kill $(jobs -p) 2>/dev/null || true; exit 130' INT TERM
kernen=$(nproc)
for naam in "${doelen[@]}"; do
    while [ "$(jobs -rp | wc -l)" -ge "$kernen" ]; do wait -n || true; done
    draai "$naam" &
done
wait

printf '\n%-12s %14s %8s %10s %9s\n' doel runs seconden runs/s vondsten
cat "$map"/uitslag/* | while read -r naam gedaan tijd aantal; do
    printf '%-12s %14d %8d %10d %9d\n' "$naam" "$gedaan" "$tijd" "$((gedaan / (tijd > 0 ? tijd : 1)))" "$aantal"
done

if [ "${WZ_FUZZ_BEWAAR:-}" = 1 ]; then
    for naam in "${doelen[@]}"; do
        mkdir -p "fuzz/corpus/$naam"
        "$map/fuzz/fuzz_$naam" -merge=1 "fuzz/corpus/$naam" "$map/corpus/$naam" >/dev/null 2>&1 </dev/null
    done
fi

[ "$(cat "$map"/uitslag/* | wc -l)" -eq ${#doelen[@]} ] || {
    echo "Niet elk doel heeft een uitslag gegeven." >&2
    exit 1
}
awk '$4 > 0 { fout = 1 } END { exit fout }' "$map"/uitslag/*
