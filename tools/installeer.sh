#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Installs what is missing to build, test or measure Woonzorg: the Debian packages of tools/pakketten.txt.
# Called by the Makefile before each of its words, so it does nothing, quickly, where all is there. Never
# removes or upgrades anything, and never uses sudo without asking.
#
#   tools/installeer.sh [bouw] [test] [bench] [deb]      default: bouw
#
# Exit 0: all is there. Exit 3: something is missing that we may not install; it says which command does.
set -euo pipefail
cd "$(dirname "$0")/.."

groepen=("$@")
[ ${#groepen[@]} -gt 0 ] || groepen=(bouw)
for groep in "${groepen[@]}"; do
    case $groep in
    bouw | test | bench | deb) ;;
    *)
        echo "Gebruik: tools/installeer.sh [bouw] [test] [bench] [deb]" >&2
        exit 2
        ;;
    esac
done

# For a machine that is no Debian, or where another installed everything.
[ -z "${WZ_ZONDER_INSTALLATIE:-}" ] || exit 0

# Node from elsewhere is as good as Debian's; installing nodejs over it would do harm.
node_voldoet() {
    local versie
    command -v npm >/dev/null 2>&1 || return 1
    versie=$(node --version 2>/dev/null) || return 1
    versie=${versie#v}
    [ "${versie%%.*}" -ge 18 ] 2>/dev/null
}

nodig=()
node=nee
while read -r groep pakket _; do
    case " ${groepen[*]} " in
    *" $groep "*) ;;
    *) continue ;;
    esac
    case $pakket in
    nodejs | npm)
        if [ "$node" = nee ]; then
            if node_voldoet; then node=ja; else node=ontbreekt; fi
        fi
        [ "$node" = ja ] && continue
        ;;
    esac
    nodig+=("$pakket")
done <tools/pakketten.txt

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
    {
        echo "Dit is geen Debian. Installeer zelf wat overeenkomt met: ${nodig[*]}"
        echo "Zet daarna WZ_ZONDER_INSTALLATIE=1 om deze stap over te slaan."
    } >&2
    exit 3
fi

# One question for all. dpkg-query complains about packages that it has never heard of: those are missing too.
aanwezig=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${nodig[@]}" 2>/dev/null || true)
ontbreekt=()
for pakket in "${nodig[@]}"; do
    case $'\n'$aanwezig$'\n' in
    *$'\n'"installed $pakket"$'\n'*) ;;
    *) ontbreekt+=("$pakket") ;;
    esac
done
[ ${#ontbreekt[@]} -gt 0 ] || exit 0

opdracht="apt-get install --no-install-recommends ${ontbreekt[*]}"
als_beheerder=()
if [ "$(id -u)" -ne 0 ]; then
    if [ ! -t 0 ] || ! command -v sudo >/dev/null 2>&1; then
        {
            echo "Deze pakketten ontbreken: ${ontbreekt[*]}"
            echo "Voer dit uit als beheerder en probeer het dan opnieuw:"
            echo "    $opdracht"
        } >&2
        exit 3
    fi
    echo "Deze pakketten ontbreken: ${ontbreekt[*]}"
    read -r -p "Ze nu installeren met sudo? [j/N] " antwoord || antwoord=
    case $antwoord in
    [jJyY]*) als_beheerder=(sudo) ;;
    *)
        echo "Niets geïnstalleerd. Later zelf doen kan met: sudo $opdracht" >&2
        exit 3
        ;;
    esac
fi

echo "Installeert: ${ontbreekt[*]}"
# The provider of sign-ins is for the suite alone, which starts its own: no configuration, and no service of it beside ours.
case " ${ontbreekt[*]} " in
*" glewlwyd "*)
    echo "glewlwyd glewlwyd/config_type select No configuration" | ${als_beheerder[@]+"${als_beheerder[@]}"} debconf-set-selections || true
    ${als_beheerder[@]+"${als_beheerder[@]}"} ln -sf /dev/null /etc/systemd/system/glewlwyd.service || true
    ;;
esac
# A failing refresh of one foreign source must not stop us: the install itself tells whether we have what we need.
${als_beheerder[@]+"${als_beheerder[@]}"} apt-get -q update ||
    echo "De pakketlijst is niet helemaal vernieuwd; we gaan verder met wat er is." >&2
${als_beheerder[@]+"${als_beheerder[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
    -o DPkg::Lock::Timeout=300 --no-install-recommends "${ontbreekt[@]}" || {
    echo "Het installeren is niet gelukt; hierboven staat waarom. De opdracht was: $opdracht" >&2
    exit 3
}
