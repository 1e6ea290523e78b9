#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the rules of the house that a compiler does not hold. Prints TAP; run by meson as the test 'huisregels'.

The order of the rooms is read from src/meson.build, so that it stands in one place.
"""

import os
import re
import subprocess
import sys

WORTEL = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TECHNIEK = ["base", "net", "doc", "store", "tabel", "regels", "expressie", "http", "grafiek", "taak"]  # these know nothing of housing

# A library stays behind the room that wraps it.
ACHTER = {
    "microhttpd.h": "http",
    "sqlite3.h": "store",
    "libpq-fe.h": "store",
    "libstemmer.h": "store",
    "zip.h": "tabel",
    "libxml/": "tabel",
    "proj.h": "tabel",
    "geos_c.h": "kaart",
    "gdal.h": "tabel",
    "ogr_api.h": "tabel",
    "cpl_conv.h": "tabel",
    "xlsxwriter.h": "doc",
    "nettle/": ("base", "toegang"),
    "md4c.h": "doc",
    "curl/": "net",
    "jose/": "toegang",
    "jansson.h": "toegang",
    "qrencode.h": "beheer",
    "zxcvbn.h": "toegang",
    "cmocka.h": None,
}

# Words that belong to a machine or a helper, not to the project. Joined here, so that this file passes itself.
MACHINEPAD = re.compile(r"(?<![\w.:*~/)-])/(?:" + "|".join(["wo" + "rk", "ho" + "me", "ro" + "ot"]) + r")/")
HELPER = re.compile(r"\b(?:" + "|".join(["anth" + "ropic", "clau" + "de", "chat" + "gpt", "cop" + "ilot",
                                          "co-authored" + "-by"]) + r")\b", re.IGNORECASE)

BRON = (".c", ".h", ".py", ".sh", ".ts", ".js", ".mjs", ".css", ".sql", ".mustache")
GEGEVENS = ("voorbeelden/", "fuzz/corpus/", "LICENSE", "web/package-lock.json")


def bestanden():
    """What git tracks; outside a repository all that is not built."""
    try:
        uit = subprocess.run(["git", "ls-files", "-z", "--cached"], cwd=WORTEL,
                             check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        namen = uit.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        namen = []
        for map_, mappen, hier in os.walk(WORTEL):
            mappen[:] = [m for m in mappen if m not in (".git", "node_modules", "dist") and not m.startswith("build")]
            namen += [os.path.relpath(os.path.join(map_, n), WORTEL) for n in hier]
    return sorted(n for n in namen if n and os.path.isfile(os.path.join(WORTEL, n)))


def lees(naam):
    """The text of a file; None when it is not text."""
    with open(os.path.join(WORTEL, naam), "rb") as f:
        inhoud = f.read()
    if b"\0" in inhoud:
        return None
    return inhoud.decode("utf-8", "replace")


def kamers():
    tekst = lees("src/meson.build")
    lijst = re.search(r"foreach\s+\w+\s*:\s*\[(.*?)\]", tekst, re.S)
    return re.findall(r"'(\w+)'", lijst.group(1))


def includes(tekst):
    for nummer, regel in enumerate(tekst.splitlines(), 1):
        m = re.match(r'\s*#\s*include\s+["<]([^">]+)[">]', regel)
        if m:
            yield nummer, m.group(1)


def bronnen(alle):
    return [n for n in alle if n.startswith("src/") and n.endswith((".c", ".h"))]


def regel_volgorde(alle):
    """no room includes a room that comes after it"""
    orde = kamers()
    for naam in bronnen(alle):
        kamer = naam.split("/")[1]
        if kamer not in orde:
            yield f"{naam}: de kamer {kamer} staat niet in src/meson.build"
            continue
        for nummer, doel in includes(lees(naam)):
            ander = doel.split("/")[0]
            if "/" in doel and ander in orde and orde.index(ander) > orde.index(kamer):
                yield f"{naam}:{nummer}: {kamer} gebruikt {ander}, dat erna komt"
            elif "/" not in doel and os.path.exists(os.path.join(WORTEL, os.path.dirname(naam), doel)):
                yield f"{naam}:{nummer}: schrijf de kamer erbij: \"{kamer}/{doel}\""


def regel_domeinen(alle):
    """a domain room uses only the domain rooms that its README.md names"""
    orde = kamers()
    domeinen = [k for k in orde if k not in TECHNIEK and k != "app"]
    for kamer in domeinen:
        eigen = [n for n in bronnen(alle) if n.split("/")[1] == kamer]
        if not eigen:
            continue
        readme = f"src/{kamer}/README.md"
        if readme not in alle:
            yield f"src/{kamer}: README.md ontbreekt (wat de kamer bezit, waar te beginnen, wat zij gebruikt)"
            continue
        genoemd = set(re.findall(r"`(?:src/)?(\w+)(?:/[^`]*)?`", lees(readme)))
        for naam in eigen:
            for nummer, doel in includes(lees(naam)):
                ander = doel.split("/")[0]
                if "/" in doel and ander in domeinen and ander not in (kamer, *genoemd):
                    yield f"{naam}:{nummer}: {readme} noemt `{ander}` niet"


def regel_bibliotheken(alle):
    """a library is included only by the room that wraps it"""
    for naam in bronnen(alle):
        kamer = naam.split("/")[1]
        for nummer, doel in includes(lees(naam)):
            for kop, eigenaar in ACHTER.items():
                wie = eigenaar if isinstance(eigenaar, tuple) else (eigenaar,)
                if doel.startswith(kop) and kamer not in wie:
                    yield f"{naam}:{nummer}: {doel} hoort achter {' of '.join('src/' + w for w in wie) if eigenaar else 'tests'}"


def regel_spdx(alle):
    """every source file names its licence"""
    for naam in alle:
        if naam.startswith(GEGEVENS):
            continue
        if naam.endswith(BRON) or naam in ("Makefile", ".ci/run", "meson.build"):
            kop = "\n".join(lees(naam).splitlines()[:5])
            if "SPDX-License-Identifier: EUPL-1.2" not in kop:
                yield f"{naam}: de eerste regels noemen geen SPDX-License-Identifier: EUPL-1.2"


def regel_lengte(alle):
    """no source file is longer than a thousand lines"""
    for naam in alle:
        if naam.startswith(("src/", "tests/", "fuzz/", "bench/", "tools/", "web/")) and naam.endswith(BRON):
            regels = lees(naam).count("\n")
            if regels > 1000:
                yield f"{naam}: {regels} regels; splits het bestand"


def regel_functies(alle):
    """no function of the program is longer than eighty lines"""
    for naam in bronnen(alle):
        begin = 0
        regels = lees(naam).splitlines()
        for nummer, regel in enumerate(regels, 1):
            if regel == "{":
                begin = nummer
            elif regel == "}" and begin:
                if nummer - begin > 80:
                    yield f"{naam}:{begin}: {nummer - begin} regels; splits de functie (een scherm is er ongeveer zestig)"
                begin = 0


def regel_eigen_naam(alle):
    """a function that others may call is defined once: of two in libraries the linker silently takes one"""
    waar = {}
    for naam in bronnen(alle):
        if naam.endswith(".c"):
            for m in re.finditer(r"^(?!static\b|typedef\b|extern\b|else\b|return\b)[a-z_][\w \*]*?\b(\w+)\([^;{}]*\)\n\{", lees(naam), re.M):
                waar.setdefault(m.group(1), set()).add(naam)  # twice in one file is a choice of the compiler's
    if len(waar) < 500:
        yield f"maar {len(waar)} functies gevonden: deze regel keek nergens naar"
    for functie, namen in waar.items():
        if len(namen) > 1 and functie != "main":
            yield f"{functie}() staat in {' en in '.join(sorted(namen))}"


def regel_kaart(alle):
    """the map in docs/architectuur.md names every room, in their order"""
    genoemd = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", lees("docs/architectuur.md"), re.M)
    orde = kamers()
    if genoemd != orde:
        anders = next((i for i, (x, y) in enumerate(zip(orde, genoemd)) if x != y), min(len(orde), len(genoemd)))
        yield f"docs/architectuur.md: de kamers staan er niet zoals in src/meson.build, vanaf {(orde + ['het einde'])[anders]}"


def regel_machine(alle):
    """no file names a machine's folders or a helper"""
    for naam in alle:
        if naam.startswith(GEGEVENS):
            continue
        tekst = lees(naam)
        if tekst is None:
            continue
        for nummer, regel in enumerate(tekst.splitlines(), 1):
            m = MACHINEPAD.search(regel) or HELPER.search(regel)
            if m:
                yield f"{naam}:{nummer}: {m.group(0)}"


def regel_instellingen(alle):
    """every option of the service is explained in the package's settings and the manual, and the package has the program's version"""
    tabel = re.search(r"serve_opties\[\] = \{(.*?)\n\};", lees("src/app/db_cmd.c"), re.S)
    uitleg = lees("debian/woonzorg.conf")
    opties = re.findall(r'^    \{"([\w-]+)"', tabel.group(1), re.M) + ["db"]
    if len(opties) < 3:
        yield "src/app/db_cmd.c: de opties van serve zijn niet gevonden"
    for optie in opties:
        if not re.search(rf"^(# )?{optie} = ", uitleg, re.M):
            yield f"debian/woonzorg.conf: de optie {optie} staat er niet"
        if not re.search(rf"^\| `{optie}` \|", lees("docs/beheer.md"), re.M):
            yield f"docs/beheer.md: de optie {optie} staat niet in de tabel"
    versie = re.search(r"version: '([\d.]+)'", lees("meson.build")).group(1)
    if f"({versie})" not in lees("debian/changelog").split("\n", 1)[0]:
        yield f"debian/changelog: de bovenste versie is niet {versie}"


def regel_namen(alle):
    """whoever forgets a person knows every column in which a name is written as text"""
    vergeet = lees("src/beheer/privacy.c")
    gezien = 0
    for naam in alle:
        if not naam.startswith("sql/"):
            continue
        tekst = lees(naam)
        kolommen = [(t, k) for t, inhoud in re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", tekst, re.S)
                    for k in re.findall(r"^\s+((?:\w+_)?wie) TEXT", inhoud, re.M)]
        kolommen += re.findall(r"ALTER TABLE (\w+) ADD COLUMN ((?:\w+_)?wie) TEXT", tekst)
        for tabel, kolom in kolommen:
            if tabel == "spoor":  # a kind, not a name
                continue
            gezien += 1
            if f"UPDATE {tabel} SET {kolom} = ?2 WHERE {kolom} = ?1" not in vergeet:
                yield f"{naam}: {tabel}.{kolom} staat niet in src/beheer/privacy.c"
    if not gezien:
        yield "geen kolom met een naam gevonden: deze regel keek nergens naar"


def regel_opdrachten(alle):
    """every command says in a sentence what it does: a capital first, no full stop behind it"""
    gezien = 0
    for naam in bronnen(alle):
        for tabel in re.findall(r"struct command \w+\[\] = \{(.*?)\n\s*\{0\}\};|struct command \w+\[\] = \{(.*?)\n\};", lees(naam), re.S):
            for onderwerp, opdracht, zin in re.findall(r'\{"([a-z-]+)",\s*(?:"([a-z-]+)"|NULL),\s*"((?:[^"\\]|\\.|"\s*")*)"', "".join(tabel)):
                gezien += 1
                if not zin[0].isupper() or zin.endswith("."):
                    yield f"{naam}: {onderwerp} {opdracht}: {zin}"
    if gezien < 60:
        yield f"{gezien} opdrachten gevonden: deze regel keek niet naar alle"


def main():
    alle = bestanden()
    regels = [regel_volgorde, regel_domeinen, regel_bibliotheken, regel_spdx, regel_lengte, regel_functies, regel_eigen_naam, regel_kaart, regel_machine, regel_instellingen, regel_namen, regel_opdrachten]
    print(f"1..{len(regels)}")
    fout = 0
    for nummer, regel in enumerate(regels, 1):
        klachten = list(regel(alle))
        if len(bronnen(alle)) == 0:
            klachten.append("geen bronbestanden gevonden: deze test keek nergens naar")
        fout += bool(klachten)
        print(f"{'not ok' if klachten else 'ok'} {nummer} - {regel.__doc__}")
        for klacht in klachten:
            print(f"# {klacht}")
    return 1 if fout else 0


if __name__ == "__main__":
    sys.exit(main())
