#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""An import that is stopped or killed half way goes on where it was, and gives the same stock; what was of another source, another choice, or
not written to its end counts for nothing. On made-up LVBAG files. Usage: hervat.py PROGRAM. Prints TAP."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

from tap import klaar, ok

PROGRAMMA = os.path.abspath(sys.argv[1])
FILES, OBJECTEN = 24, 4000


def deel(soort, i):
    """One file of a kind, with objects of its own."""
    uit = ["<a><s:StandTechnischeDatum>2021-10-15</s:StandTechnischeDatum>"]
    for k in range(OBJECTEN):
        n = i * OBJECTEN + k
        vk = "<o:voorkomenidentificatie>1</o:voorkomenidentificatie><o:beginGeldigheid>2010-01-01</o:beginGeldigheid>"
        if soort == "VBO":
            uit.append(f"<o:Verblijfsobject><o:NummeraanduidingRef>{n}</o:NummeraanduidingRef><o:identificatie>{n}</o:identificatie><g:pos>{100000 + n % 300}.5 {400000 + n // 300}.25 0</g:pos>"
                       f"<o:gebruiksdoel>woonfunctie</o:gebruiksdoel><o:oppervlakte>{20 + n % 150}</o:oppervlakte><o:status>Verblijfsobject in gebruik</o:status>"
                       f"<o:PandRef>{n // 3}</o:PandRef>{vk}</o:Verblijfsobject>")
        elif soort == "PND":
            uit.append(f"<o:Pand><o:identificatie>{n}</o:identificatie><o:oorspronkelijkBouwjaar>{1900 + n % 120}</o:oorspronkelijkBouwjaar><o:status>Pand in gebruik</o:status>{vk}</o:Pand>")
        else:
            uit.append(f"<o:Nummeraanduiding><o:identificatie>{n}</o:identificatie><o:huisnummer>{n % 200 + 1}</o:huisnummer><o:postcode>1234AB</o:postcode>{vk}</o:Nummeraanduiding>")
    return "".join(uit) + "</a>"


def maak(pad, eerste=0):
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as z:
        for soort in ("VBO", "PND", "NUM"):
            for i in range(eerste, FILES // 3 + eerste):
                z.writestr(f"0457{soort}15102021-{i + 1:06}.xml", deel(soort, i))


def opdracht(map_, *rest):
    return [PROGRAMMA, "voorraad", "importeer", "extract.zip", "--draden", "1", "--uit", os.path.join(map_, "uit.wzv"), *rest]


def lees(pad):
    with open(pad, "rb") as f:
        return f.read()


def half_af(bron, map_, sein):
    """Starts an import and ends it when a third of what it reads is kept. False when it was too quick."""
    half = os.path.join(map_, "uit.wzv.half")
    with open(os.path.join(map_, "zei"), "w", encoding="utf-8") as f:
        p = subprocess.Popen(opdracht(map_), cwd=bron, stdout=f, stderr=f)
    while p.poll() is None and (not os.path.exists(half) or os.path.getsize(half) < 1000000):
        time.sleep(0.001)
    if p.poll() is None:
        p.send_signal(sein)
    p.wait()
    with open(os.path.join(map_, "zei"), encoding="utf-8") as f:
        return p.returncode, f.read(), os.path.exists(half) and not os.path.exists(os.path.join(map_, "uit.wzv"))


def verder(bron, map_, *rest):
    p = subprocess.run(opdracht(map_, *rest), cwd=bron, capture_output=True, text=True, check=False)
    m = re.search(r"(\d+) van de (\d+) bestanden waren al gelezen", p.stderr)
    return p, int(m[1]) if m else 0


def toets(tijdelijk):
    bron = os.path.join(tijdelijk, "bron")
    heel = os.path.join(tijdelijk, "heel")
    os.mkdir(bron)
    os.mkdir(heel)
    maak(os.path.join(bron, "extract.zip"))
    p, al = verder(bron, heel)
    goed = lees(os.path.join(heel, "uit.wzv"))
    ok(p.returncode == 0 and al == 0 and os.listdir(heel) == ["uit.wzv"] and f"{FILES // 3 * OBJECTEN} verblijfsobjecten\n" in p.stdout, "een ongestoorde import laat alleen de voorraad achter", p.stderr + p.stdout)
    for wat, sein in (("kill -9", signal.SIGKILL), ("ctrl-C", signal.SIGINT)):
        map_ = tempfile.mkdtemp(dir=tijdelijk)
        code, zei, over = half_af(bron, map_, sein)
        ok(over and (sein == signal.SIGKILL or (code == 1 and "gaat daar verder" in zei and "uit.wzv.half" in zei)), f"{wat} halverwege: geen halve voorraad, wel wat gelezen was", f"{code} {zei}")
        p, al = verder(bron, map_)
        ok(p.returncode == 0 and 0 < al < FILES and lees(os.path.join(map_, "uit.wzv")) == goed and not os.path.exists(os.path.join(map_, "uit.wzv.half")), f"na {wat} gaat dezelfde opdracht verder ({al} van {FILES}), met gelijke uitkomst", p.stderr)
    for wat, rest, ander in (("een andere peildatum", ["--peildatum", "2020-01-01"], False), ("een ander extract", [], True)):
        map_ = tempfile.mkdtemp(dir=tijdelijk)
        half_af(bron, map_, signal.SIGKILL)
        bron2 = bron
        if ander:
            bron2 = tempfile.mkdtemp(dir=tijdelijk)
            maak(os.path.join(bron2, "extract.zip"), 1)
        p, al = verder(bron2, map_, *rest)
        ok(p.returncode == 0 and al == 0, f"{wat}: wat er lag telt niet", p.stderr)
    map_ = tempfile.mkdtemp(dir=tijdelijk)
    with open(os.path.join(map_, "buurten"), "w", encoding="utf-8") as f:
        f.write("geen kaart")
    p, al = verder(bron, map_, "--buurten", os.path.join(map_, "buurten"))
    slecht = p.returncode
    p, al = verder(bron, map_)
    ok(slecht == 1 and p.returncode == 0 and al == FILES and lees(os.path.join(map_, "uit.wzv")) == goed, "een buurtenkaart die niet deugt kost niet wat er gelezen was", f"{slecht} {al} {p.stderr}")
    map_ = tempfile.mkdtemp(dir=tijdelijk)
    half_af(bron, map_, signal.SIGKILL)
    half = os.path.join(map_, "uit.wzv.half")
    n = os.path.getsize(half)
    with open(half, "r+b") as f:
        f.seek(n * 2 // 3)
        f.write(b"\xff" * 40)
    p, al = verder(bron, map_)
    ok(p.returncode == 0 and 0 < al < FILES and lees(os.path.join(map_, "uit.wzv")) == goed, "een bedorven deel wordt opnieuw gelezen, met alles erna", p.stderr)


with tempfile.TemporaryDirectory() as tijdelijk_:
    toets(tijdelijk_)
sys.exit(klaar())
