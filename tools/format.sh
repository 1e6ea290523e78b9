#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Lays out the C files as .clang-format says, or with --check says which are not so laid out (exit 1).
set -euo pipefail
cd "$(dirname "$0")/.."

# Version 14 is Debian 12's; another version lays out differently and would undo what colleagues committed.
programma=$(command -v clang-format-14 || command -v clang-format || true)
if [ -z "$programma" ] || ! "$programma" --version | grep -q 'version 14\.'; then
    echo "clang-format 14 ontbreekt; installeer het met tools/installeer.sh test" >&2
    exit 3
fi

case ${1:-} in
--check) keuze=(--dry-run -Werror) ;;
"") keuze=(-i) ;;
*)
    echo "Gebruik: tools/format.sh [--check]" >&2
    exit 2
    ;;
esac

find src tests fuzz bench -type f \( -name '*.c' -o -name '*.h' \) -print0 |
    xargs -0 -r -n 40 -P "$(nproc)" "$programma" --style=file "${keuze[@]}" || {
    echo "Niet alle bestanden zijn opgemaakt; 'make format' doet dat." >&2
    exit 1
}
