#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Builds web/dist (styles and scripts) from web/, which the build then puts into the binary. Fetches the locked npm
# packages only when package-lock.json changed, and builds only when a source is newer than the last build.
set -euo pipefail
cd "$(dirname "$0")/../web"

# The lock decides. `npm ci` installs exactly that and runs no scripts of packages.
lock=$(sha256sum package-lock.json)
if [ "$(cat node_modules/.woonzorg-lock 2>/dev/null)" != "$lock" ]; then
    echo "Haalt de onderdelen van web/ op (npm ci)"
    npm ci --include=dev --ignore-scripts --no-audit --no-fund --loglevel=error
    printf '%s\n' "$lock" >node_modules/.woonzorg-lock
fi

# The mark is laid before the build, so that a source saved meanwhile is seen next time.
merk=node_modules/.woonzorg-gebouwd
if [ ! -d dist ] || [ ! -f $merk ] ||
    [ -n "$(find . \( -path ./node_modules -o -path ./dist \) -prune -o -type f -newer $merk -print -quit)" ] ||
    [ node_modules/.woonzorg-lock -nt $merk ]; then
    touch $merk.nieuw
    npm run --silent build
    mv $merk.nieuw $merk
fi
