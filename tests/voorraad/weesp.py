#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Counts the dwellings of a real LVBAG extract (Weesp, 15 October 2021) a second time, straight from the XML and by other means than the program
does, and holds the program to it: every verblijfsobject with every value. Then what is not right: truncated, nested wrong, another kind of file.

    weesp.py PROGRAMMA EXTRACT.zip      prints TAP; skips when the extract is not there
"""

import csv
import io
import os
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import zipfile

from bagzelf import BESTAAT, KORT, WEG, actueel, een, rij_zelf
from tap import klaar, ok

PROGRAMMA, EXTRACT = sys.argv[1:3]
PEILDATUM = "2021-10-15"


def woonzorg(*woorden):
    r = subprocess.run([PROGRAMMA, *woorden], capture_output=True, text=True, timeout=120)
    return r.returncode, r.stdout, r.stderr


# ---- the other way ----

def objecten(gemeente, soort, element):
    """The text between begin and end tag of each object of a kind."""
    with gemeente.open(f"0457{soort}15102021.zip") as f:
        binnen = zipfile.ZipFile(io.BytesIO(f.read()))
    for naam in sorted(binnen.namelist()):
        tekst = binnen.read(naam).decode()
        for stuk in tekst.split(f"<Objecten:{element}>")[1:]:
            yield stuk.split(f"</Objecten:{element}>")[0]


def tel_zelf():
    buiten = zipfile.ZipFile(EXTRACT)
    gemeente = zipfile.ZipFile(io.BytesIO(buiten.read("0457GEM15102021.zip")))
    panden, adressen, vbos, status = {}, {}, {}, {}
    n = {"VBO": 0, "PND": 0, "NUM": 0}
    for stuk in objecten(gemeente, "PND", "Pand"):
        n["PND"] += 1
        if actueel(stuk, PEILDATUM):
            panden[een(stuk, "identificatie")] = (een(stuk, "oorspronkelijkBouwjaar"), een(stuk, "status"))
    for stuk in objecten(gemeente, "NUM", "Nummeraanduiding"):
        n["NUM"] += 1
        if actueel(stuk, PEILDATUM):
            adressen[een(stuk, "identificatie")] = (een(stuk, "postcode"), een(stuk, "huisnummer"))
    for stuk in objecten(gemeente, "VBO", "Verblijfsobject"):
        n["VBO"] += 1
        if actueel(stuk, PEILDATUM):
            id_ = een(stuk, "identificatie")
            assert id_ not in vbos, id_
            vbos[id_] = {"status": een(stuk, "status"), "doel": set(re.findall(r"<Objecten:gebruiksdoel>([^<]*)<", stuk)),
                         "m2": een(stuk, "oppervlakte"), "pand": re.findall(r"<Objecten-ref:PandRef[^>]*>(\d+)<", stuk),
                         "num": re.search(r"heeftAlsHoofdadres><Objecten-ref:NummeraanduidingRef[^>]*>(\d+)<", stuk).group(1),
                         "pos": een(stuk, "pos")}
            status[een(stuk, "status")] = status.get(een(stuk, "status"), 0) + 1
    per_pand = {}
    for v in vbos.values():
        if v["status"] in BESTAAT:
            for p in v["pand"]:
                per_pand[p] = per_pand.get(p, 0) + 1
    return n, panden, adressen, vbos, status, per_pand


# ---- holding the program to it ----

REGELS = "als meergezins;als oppervlakte;dan k\nja;[50..150];nultreden (indicatie)\n-;-;overig\n"


def vergelijk(map_):
    n, panden, adressen, vbos, status, per_pand = tel_zelf()
    wzv, uit = f"{map_}/weesp.wzv", f"{map_}/weesp.csv"
    code, tekst, klacht = woonzorg("voorraad", "importeer", EXTRACT, "--uit", wzv)
    ok(code == 0, "het extract van Weesp wordt ingelezen", klacht)
    ok(n == {"VBO": 26085, "PND": 23091, "NUM": 16113} and f"{n['VBO']} verblijfsobjecten, {n['PND']} panden, {n['NUM']} adressen" in tekst,
       "evenveel voorkomens als het andere programma telt, en als bekend is", tekst)
    bekend = {"Verblijfsobject in gebruik": 10906, "Verblijfsobject in gebruik (niet ingemeten)": 68, "Verblijfsobject buiten gebruik": 3,
              "Verbouwing verblijfsobject": 69, "Verblijfsobject gevormd": 812, "Verblijfsobject ingetrokken": 503,
              "Niet gerealiseerd verblijfsobject": 145, "Verblijfsobject ten onrechte opgevoerd": 3}
    ok(status == bekend, "het andere programma telt de bekende aantallen per status", status)
    ok(woonzorg("voorraad", "export", wzv, "--uit", uit)[0] == 0, "de voorraad wordt uitgeschreven")
    with open(uit, encoding="utf-8", newline="") as f:
        rijen = {r["id"]: r for r in csv.DictReader(f)}
    zelf = {i: rij_zelf(i, v, panden, adressen, per_pand) for i, v in vbos.items() if v["status"] not in WEG}
    ok(rijen.keys() == zelf.keys(), "dezelfde verblijfsobjecten", sorted(rijen.keys() ^ zelf.keys())[:10])
    anders = [(i, k, rijen[i].get(k), w) for i, r in zelf.items() if i in rijen for k, w in r.items() if rijen[i].get(k) != w]
    ok(not anders, "van elk verblijfsobject elke waarde", "\n".join(map(str, anders)))
    woningen = [r for r in zelf.values() if r["woning"] == "ja"]
    meer = [r for r in woningen if r["meergezins"] == "ja"]
    indicatie = [r for r in meer if 50 <= int(r["oppervlakte"]) <= 150]
    with open(f"{map_}/regels.csv", "w", encoding="utf-8") as f:
        f.write(REGELS)
    _, tekst, _ = woonzorg("voorraad", "tel", wzv, "--regels", f"{map_}/regels.csv", "--per", "gemeente")
    telling = list(csv.DictReader(io.StringIO(tekst.lstrip("\ufeff"))))
    ok(telling == [{"gebied": "GM0457", "naam": "Weesp", "woningen": str(len(woningen)), "nultreden (indicatie)": str(len(indicatie)),
                    "overig": str(len(woningen) - len(indicatie)), "onbeslist": "0"}], "de telling per gemeente is die van het andere programma", telling)
    ok(9300 < len(woningen) < 9700, "ongeveer het aantal woningen dat CBS eind 2020 telt (9.386)", len(woningen))
    print(f"# Weesp: {len(woningen)} woningen, {len(meer)} meergezins, {len(indicatie)} daarvan 50 tot en met 150 m2")
    return wzv, zelf


def verrijk(map_, zelf):
    ids = sorted(zelf)[:300]
    with open(f"{map_}/lift.csv", "w", encoding="utf-8") as f:
        f.write("Bag-verblijfsobject-id;Lift;Eigenaar;BAT-score;Kleur\n")
        for i, id_ in enumerate(ids):
            f.write(f"{id_};{'Ja' if i % 2 else 'Nee'};corporatie;{'BAT3' if i % 3 else ''};rood\n")
        f.write("0457010000000000;Ja;corporatie;;\n;Ja;corporatie;;\n" + f"{ids[0]};misschien;corporatie;9;\n")
    code, tekst, klacht = woonzorg("voorraad", "importeer", EXTRACT, "--uit", f"{map_}/rijk.wzv", "--verrijk", f"{map_}/lift.csv")
    ok(code == 0 and "303 rijen, 301 verblijfsobjecten, 1 ids niet in deze voorraad, 1 rijen zonder id, 2 cellen niet begrepen" in tekst,
       "wat anderen weten komt erbij, en wat niet begrepen wordt is geteld", tekst + klacht)
    woonzorg("voorraad", "export", f"{map_}/rijk.wzv", "--uit", f"{map_}/rijk.csv")
    with open(f"{map_}/rijk.csv", encoding="utf-8", newline="") as f:
        rijen = {r["id"]: r for r in csv.DictReader(f)}
    goed = all(rijen[id_]["lift"] == ("ja" if i % 2 else "nee") and rijen[id_]["bat"] == ("3" if i % 3 else "") for i, id_ in enumerate(ids))
    ok(goed and sum(r["lift"] != "" for r in rijen.values()) == 300, "de rest blijft onbekend")
    with open(f"{map_}/regels-lift.csv", "w", encoding="utf-8") as f:
        f.write("regel;als lift;dan k;toelichting\n1;ja;met lift;\n2;nee;zonder lift;\nonbekend;onbekend;onbekend;geen bron\n")
    _, tekst, _ = woonzorg("voorraad", "uitleg", f"{map_}/rijk.wzv", "--regels", f"{map_}/regels-lift.csv", "--id", ids[1])
    ok(tekst.startswith("met lift, door regel 1\n") and "lift: ja (nodig: nee)" in tekst, "de uitleg noemt regel, waarde en wat anders moet", tekst)


def woz_bezit(map_, zelf):
    """The columns of the WOZ-bezitstabel as the dVi manual names them; a unit sold in the year is not the corporatie's any more."""
    ids = sorted(zelf)[:3]
    with open(f"{map_}/woz.csv", "w", encoding="utf-8") as f:
        f.write("Onderdeel;Eenheidscode;Bag-verblijfsobject-id;Aantal ultimo verslagjaar;Is de woonruimte zelfstandig?;Lift aanwezig?\n")
        f.write(f"2.1A;1;{ids[0].lstrip('0')}|{ids[1]};1;Ja;Nee\n2.1A;2;{ids[2]};0;Ja;Ja\n")
    code, _, klacht = woonzorg("voorraad", "importeer", EXTRACT, "--uit", f"{map_}/woz.wzv", "--verrijk", f"{map_}/woz.csv")
    woonzorg("voorraad", "export", f"{map_}/woz.wzv", "--uit", f"{map_}/uit-woz.csv")
    with open(f"{map_}/uit-woz.csv", encoding="utf-8", newline="") as f:
        uit = {r["id"]: (r["eigenaar"], r["zelfstandig"], r["lift"]) for r in csv.DictReader(f)}
    ok([uit.get(i) for i in ids] == [("corporatie", "ja", "nee")] * 2 + [("", "", "")], "de WOZ-bezitstabel geeft eigenaar, zelfstandig en lift",
       klacht + str([uit.get(i) for i in ids]))


def bag_light(map_, zelf):
    """The same objects in the shape of PDOK's GeoPackage give the same stock."""
    pad = f"{map_}/bag-light.gpkg"
    lang = {v: k for k, v in KORT.items()}
    db = sqlite3.connect(pad)
    db.execute("CREATE TABLE verblijfsobject (fid INTEGER PRIMARY KEY, geom BLOB, identificatie TEXT, oppervlakte INTEGER, status TEXT, gebruiksdoel TEXT, "
               "huisnummer INTEGER, postcode TEXT, bouwjaar INTEGER, pand_identificatie TEXT, pandstatus TEXT, bronhouder_identificatie TEXT)")
    for i, r in enumerate(zelf.values()):
        geom = None
        if "x" in r:
            orde = "<" if i % 2 else ">"
            geom = b"GP\0\1" + struct.pack("<i", 28992) + (b"\1" if i % 2 else b"\0") + struct.pack(orde + "Idd", 1, float(r["x"]), float(r["y"]))
        doel = ",".join((["woonfunctie"] if r["woning"] == "ja" else []) + (["winkelfunctie"] if r["andere functie"] == "ja" else []))
        db.execute("INSERT INTO verblijfsobject VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'Pand in gebruik', '0457')",
                   (geom, r["id"], r["oppervlakte"], lang[r["status"]], doel, r["huisnummer"] or None, r["postcode"] or None, r["bouwjaar"] or None, r["pand"] or None))
    db.commit()
    db.close()
    code, _, klacht = woonzorg("voorraad", "importeer", pad, "--uit", f"{map_}/licht.wzv", "--peildatum", PEILDATUM)
    ok(code == 0, "bag-light wordt ingelezen", klacht)
    woonzorg("voorraad", "export", f"{map_}/licht.wzv", "--uit", f"{map_}/licht.csv")
    with open(f"{map_}/licht.csv", encoding="utf-8", newline="") as f:
        rijen = {r["id"]: r for r in csv.DictReader(f)}
    velden = ["oppervlakte", "bouwjaar", "woning", "status", "postcode", "huisnummer", "gemeente", "x", "y", "pand", "andere functie"]
    anders = [(i, k, rijen[i].get(k), r.get(k)) for i, r in zelf.items() for k in velden if k in r and rijen.get(i, {}).get(k) != r[k]]
    ok(len(rijen) == len(zelf) and not anders, "met dezelfde waarden", "\n".join(map(str, anders[:8])))
    uit = f"{map_}/weesp.gpkg"
    ok(woonzorg("voorraad", "export", f"{map_}/licht.wzv", "--uit", uit, "--regels", f"{map_}/regels.csv")[0] == 0, "en weer als GeoPackage uitgeschreven")
    db = sqlite3.connect(uit)
    ok(db.execute("SELECT count(*), count(geom), sum(klasse = 'nultreden (indicatie)') > 0 FROM verblijfsobject").fetchone() ==
       (len(zelf), sum("x" in r for r in zelf.values()), 1), "met punt en klasse")
    db.close()


def opdracht_deugt_niet(map_, wzv):
    """Good files, and a command that cannot be: said before anything is read, with the way out."""
    with open(f"{map_}/leeg.zip", "wb"):
        pass
    with open(f"{map_}/stuk-van-binnen.zip", "wb") as f:
        heel = bytearray(open(EXTRACT, "rb").read())
        heel[800000:800040] = bytes(40)
        f.write(heel)
    niet = f"{map_}/niet.wzv"
    gevallen = [("een dag na die van het extract", [EXTRACT, "--uit", niet, "--peildatum", "2030-01-01"], 1, ["15 oktober 2021", "1 januari 2030"]), ("een map die er niet is", [EXTRACT, "--uit", f"{map_}/nergens/a.wzv"], 3, ["de map is er niet"]),
                ("een map als doel", [EXTRACT, "--uit", map_], 3, ["is een map", "nederland.wzv"]), ("een leeg bestand", [f"{map_}/leeg.zip", "--uit", niet], 3, ["leeg.zip is leeg"]),
                ("een bestand dat er niet is", [f"{map_}/er-niet.zip", "--uit", niet], 3, ["er-niet.zip is niet te lezen: het bestaat niet"]), ("schade van binnen", [f"{map_}/stuk-van-binnen.zip", "--uit", niet], 1, ["0457VBO15102021.zip: ", "beschadigd"]),
                ("bag-light met een ander bestand", [EXTRACT, f"{map_}/bag-light.gpkg", "--uit", niet], 2, ["bag-light.gpkg is een GeoPackage", "alleen"]), ("bag-light zonder peildatum", [f"{map_}/bag-light.gpkg", "--uit", niet], 2, ["--peildatum"])]
    for wat, woorden, hoort, zegt in gevallen:
        code, _, klacht = woonzorg("voorraad", "importeer", *woorden)
        ok(code == hoort and all(z in klacht for z in zegt) and not os.path.exists(niet) and not os.path.exists(niet + ".half"), f"{wat}: gezegd wat er mis is", f"{code} {klacht}")
    for regels, tekst, hoort, zegt in (("dak.csv", "regel;als dak;dan k\n1;>=50;a\n2;-;b\n", 1, "geen gegeven “dak” waarop regels kunnen letten; wel oppervlakte, "), ("gat.csv", "regel;als oppervlakte;dan k\n1;>=50;a\n", 0, "de regels sluiten niet (gaten 2, ")):
        with open(f"{map_}/{regels}", "w", encoding="utf-8") as f:
            f.write(tekst)
        code, _, klacht = woonzorg("voorraad", "tel", wzv, "--regels", f"{map_}/{regels}")
        ok(code == hoort and zegt in klacht, f"{regels}: gezegd wat er mis is met de regels", f"{code} {klacht}")


def wat_niet_deugt(map_, wzv):
    heel = open(EXTRACT, "rb").read()
    gevallen = [("afgebroken.zip", heel[:len(heel) // 2], "afgebroken of beschadigd")]
    stuk = bytearray(heel)
    stuk[len(stuk) // 2] ^= 0xFF
    gevallen.append(("beschadigd.zip", bytes(stuk), "beschadigd"))
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        z.writestr("0457VBO15102021.zip", b"PK\3\4 geen zip")
    gevallen.append(("verkeerd-genest.zip", b.getvalue(), "0457VBO15102021.zip"))
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        z.writestr("lees-mij.txt", "hallo")
    gevallen.append(("anders.zip", b.getvalue(), "geen LVBAG 2.0-extract"))
    for diep, hoe in ((heel, "in-een-zip.zip"), (b"", "tweemaal.zip")):  # what the Kadaster delivers, packed once and twice more
        b = io.BytesIO()
        with zipfile.ZipFile(b, "w") as z:
            z.writestr("BAGGEM0457L-15102021.zip", diep or gevallen[-1][1])
        gevallen.append((hoe, b.getvalue(), "zit te diep in andere zip-bestanden"))
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        z.writestr("Leveringsdocument-BAG-Extract.xml", "<a><StandTechnischeDatum>2021-10-15</StandTechnischeDatum></a>")
        z.writestr("0457VBO15102021-000001.xml", "<a><b><c></b></a>")
    gevallen.append(("xml.zip", b.getvalue(), "niet gesloten"))
    for naam, inhoud, woorden in gevallen:
        with open(f"{map_}/{naam}", "wb") as f:
            f.write(inhoud)
        code, _, klacht = woonzorg("voorraad", "importeer", f"{map_}/{naam}", "--uit", f"{map_}/niet.wzv")
        ok(code == 1 and woorden in klacht and not os.path.exists(f"{map_}/niet.wzv"), f"{naam} wordt in woorden geweigerd", f"{code} {klacht}")
    opdracht_deugt_niet(map_, wzv)
    code, _, klacht = woonzorg("voorraad", "uitleg", wzv, "--regels", f"{map_}/regels.csv", "--id", "1234567890123456")
    ok(code != 0 and "niet in deze voorraad" in klacht, "een onbekend id wordt gezegd", klacht)


def main():
    if not os.path.exists(EXTRACT):
        print("1..0 # SKIP het extract van Weesp is er niet")
        return 0
    with tempfile.TemporaryDirectory() as map_:
        wzv, zelf = vergelijk(map_)
        verrijk(map_, zelf)
        woz_bezit(map_, zelf)
        bag_light(map_, zelf)
        wat_niet_deugt(map_, wzv)
    return klaar()


if __name__ == "__main__":
    sys.exit(main())
