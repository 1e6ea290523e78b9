#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Is any part known to be vulnerable? Of Debian's: is there a newer version from its archive that is not installed here. Of npm's: what its
# registry knows of the versions that web/package-lock.json pins. Asks the network; says what is old and ends with 1.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1

mis=0
if command -v apt-get >/dev/null 2>&1; then
    mapfile -t pakketten < <(awk '$1 == "bouw" { print $2 }' tools/pakketten.txt | xargs dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | awk '$1 == "installed" { print $2 }')
    oud=$(apt-get -s install --only-upgrade "${pakketten[@]}" 2>/dev/null | awk '/^Inst / { print $2, $3, $4 }')
    if [ -n "$oud" ]; then
        echo "Van Debian is er een nieuwere versie (apt-get upgrade):"
        echo "$oud"
        mis=1
    fi
fi
(cd web && npm audit --audit-level=moderate --no-fund) || mis=1
exit $mis
