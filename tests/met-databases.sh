#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Runs a command with a PostgreSQL of its own, so that the tests run on both databases:
#
#     tests/met-databases.sh COMMAND [ARGUMENT …]
#
# A private cluster in a temporary folder, on a free port of 127.0.0.1 and a socket in that folder; it sorts as Dutch
# does, so that a query that leans on the server's order shows. WZ_TEST_PG holds its address. It is stopped and removed
# whatever happens, and the command's exit code is passed on. PostgreSQL refuses root, so for root it runs as the user
# postgres, or nobody. It keeps fsync on as a real one does, for measurements; with WZ_PG_FSYNC=off it does not wait for
# the disk, which only somebody who pulls the plug would notice: what was committed outlives every kill -9 of ours.
set -u

if [ $# -eq 0 ]; then
    echo "gebruik: tests/met-databases.sh OPDRACHT [ARGUMENT …]" >&2
    exit 2
fi

bin=
for map in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v initdb || echo /)")"; do
    if [ -x "$map/initdb" ] && [ -x "$map/postgres" ]; then
        bin=$map
        break
    fi
done
if [ -z "$bin" ]; then
    echo "met-databases: PostgreSQL is niet gevonden; installeer het pakket postgresql" >&2
    exit 3
fi

als=()
if [ "$(id -u)" -eq 0 ]; then
    gebruiker=nobody
    id postgres >/dev/null 2>&1 && gebruiker=postgres
    als=(setpriv "--reuid=$gebruiker" "--regid=$(id -g "$gebruiker")" --clear-groups --reset-env)
fi

map=$(mktemp -d "${TMPDIR:-/tmp}/woonzorg-pg.XXXXXX") || exit 3
opdracht=
ruim_op() {
    trap '' EXIT INT TERM HUP
    if [ -f "$map/data/postmaster.pid" ]; then
        "${als[@]}" "$bin/pg_ctl" -D "$map/data" -m immediate -w -t 30 stop >/dev/null 2>&1 ||
            kill -KILL "$(head -n 1 "$map/data/postmaster.pid")" 2>/dev/null
    fi
    rm -rf "$map"
}
# The command hears the signal; this script waits for it, so that the cluster goes last.
geef_door() {
    [ -n "$opdracht" ] && kill -s "$1" "$opdracht" 2>/dev/null
}
trap ruim_op EXIT
trap 'geef_door INT; [ -n "$opdracht" ] || exit 130' INT
trap 'geef_door TERM; [ -n "$opdracht" ] || exit 143' TERM
trap 'geef_door HUP; [ -n "$opdracht" ] || exit 129' HUP

chmod 755 "$map"
mkdir "$map/data" "$map/socket"
if [ "${#als[@]}" -gt 0 ]; then
    chown "$gebruiker" "$map/data" "$map/socket" || exit 3
fi
cd "$map" || exit 3 # the other user may not read the folder we came from
if ! "${als[@]}" "$bin/initdb" -D "$map/data" --no-sync -A trust -U woonzorg --encoding=UTF8 --locale=C.UTF-8 \
    --locale-provider=icu --icu-locale=nl >"$map/initdb.log" 2>&1; then
    cat "$map/initdb.log" >&2
    exit 3
fi

gestart=
for _ in 1 2 3 4 5 6 7 8 9 10; do
    poort=$((20000 + (RANDOM * 32768 + RANDOM) % 12000)) # below the ports that the system hands out itself
    if "${als[@]}" "$bin/pg_ctl" -D "$map/data" -w -t 60 -l "$map/data/server.log" -o "-p $poort -k $map/socket \
        -c fsync=${WZ_PG_FSYNC:-on} -c full_page_writes=${WZ_PG_FSYNC:-on} \
        -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=64MB -c max_wal_size=2GB" \
        start >/dev/null 2>&1; then
        gestart=1
        break
    fi
    grep -q 'Address already in use' "$map/data/server.log" || break
done
if [ -z "$gestart" ]; then
    cat "$map/data/server.log" >&2
    exit 3
fi
cd "$OLDPWD" || exit 3

export WZ_TEST_PG="postgresql://woonzorg@127.0.0.1:$poort/postgres"
# In the background, since bash hears a signal only between commands; with our input and an INT that still stops it.
(
    trap - INT TERM HUP EXIT
    exec "$@"
) <&0 &
opdracht=$!
while :; do
    wait "$opdracht"
    code=$?
    kill -0 "$opdracht" 2>/dev/null || break # a signal only interrupts the waiting
done
exit "$code"
