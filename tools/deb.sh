#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Builds the Debian package in build-deb/ and says where it lies. What is committed or changed in the work tree goes in,
# with web/dist as tools/web.sh made it; nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

map=build-deb/woonzorg
rm -rf build-deb
mkdir -p "$map"
{
    git ls-files --cached --others --exclude-standard
    find web/dist -type f
} | tar -cf - -T - | tar -xf - -C "$map"
env -u CFLAGS -u CPPFLAGS -u LDFLAGS DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS:-nocheck}" \
    sh -c "cd $map && dpkg-buildpackage --no-sign --build=binary" >build-deb/verslag.txt 2>&1 || {
    tail -n 30 build-deb/verslag.txt >&2
    exit 1
}
echo "$(pwd)/$(ls build-deb/woonzorg_*.deb)"
