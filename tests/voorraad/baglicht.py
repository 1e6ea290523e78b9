#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""bag-light.gpkg, read by its pages and read by SQLite: the same table behind a view is not plain, and goes the second way. Rows of every odd
kind must give the same file; damaged files a refusal in words. Usage: baglicht.py PROGRAM. Prints TAP."""

import os
import random
import sqlite3
import struct
import subprocess
import sys
import tempfile

from tap import klaar, ok

PROGRAMMA = os.path.abspath(sys.argv[1])
KOLOMMEN = """feature_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, rdf_seealso TEXT, identificatie TEXT, oppervlakte INTEGER, status TEXT, gebruiksdoel TEXT,
    openbare_ruimte_naam TEXT, huisnummer INTEGER, postcode TEXT, woonplaats_naam TEXT, bouwjaar INTEGER, pand_identificatie TEXT, pandstatus TEXT, bronhouder_identificatie TEXT"""
STATUSSEN = ["Verblijfsobject in gebruik", "Verblijfsobject in gebruik (niet ingemeten)", "Verblijfsobject buiten gebruik", "Verbouwing verblijfsobject", "Verblijfsobject gevormd",
             "Verblijfsobject ingetrokken", "Niet gerealiseerd verblijfsobject", "iets vreemds", "", None]


def punt(r, x, y):
    """In either byte order, with and without an envelope, or no point at all."""
    soort = r.randrange(12)
    if soort == 0:
        return None
    if soort == 1:
        return b"GP\0\1onzin"
    rand = struct.pack("<4d", x, x, y, y) if soort == 2 else b""
    kop = b"GP\0" + bytes([3 if soort == 2 else 1]) + struct.pack("<i", 28992) + rand
    return kop + (struct.pack(">BIdd", 0, 1, x, y) if soort == 3 else struct.pack("<BIdd", 1, 1, x, y))


def rij(r, i, vreemd):
    """A row; the strange ones have other types, long texts, numbers with decimals."""
    panden = f"{1000000000000000 + r.randrange(900):016}"
    v = [punt(r, 80000 + r.randrange(100000), 350000 + r.randrange(200000)), "http://voorbeeld/" + "x" * r.randrange(90), f"{i:016}", r.randrange(1, 200), r.choice(STATUSSEN),
         r.choice(["woonfunctie", "winkelfunctie", "woonfunctie,kantoorfunctie", " woonfunctie , ", "", None]), "Verzonnenstraat", r.randrange(1, 400), "1234AB", "Weesp", 1900 + r.randrange(130),
         panden + (",0001" if r.randrange(9) == 0 else ""), r.choice(["Pand in gebruik", "Verbouwing pand", None]), r.choice(["0363", "0457", "1680"])]
    if vreemd and r.randrange(4) == 0:
        k = r.randrange(len(v))
        v[k] = r.choice([None, "", "12", "twaalf", 1.5, -3, 2 ** 40, 10 ** 16, b"\0\xff", "é" * 5, "z" * 9000, 0, 1, "0" * 16, b""])
    return v


def maak(pad, rijen, blad=4096, daarna="", kolommen=KOLOMMEN):
    db = sqlite3.connect(pad)
    db.executescript(f"PRAGMA page_size = {blad}; CREATE TABLE verblijfsobject ({kolommen});")
    db.executemany(f"INSERT INTO verblijfsobject VALUES ({'NULL, ' if 'feature_id' in kolommen else ''}{', '.join('?' * 14)})", rijen)
    db.commit()
    db.executescript(daarna)
    db.close()


def lees(map_, draden=2):
    """What the program says of bag.gpkg in a folder, and the stock that it made."""
    uit = os.path.join(map_, "uit.wzv")
    if os.path.exists(uit):
        os.remove(uit)
    p = subprocess.run([PROGRAMMA, "voorraad", "importeer", "bag.gpkg", "--peildatum", "2026-01-01", "--draden", str(draden), "--uit", "uit.wzv"], cwd=map_, capture_output=True, text=True, check=False)
    inhoud = None
    if os.path.exists(uit):
        with open(uit, "rb") as f:
            inhoud = f.read()
    return p, inhoud


VIEW = "ALTER TABLE verblijfsobject RENAME TO andere; CREATE VIEW verblijfsobject AS SELECT * FROM andere;"
ERBIJ = "ALTER TABLE verblijfsobject ADD COLUMN later TEXT DEFAULT 'x'; DELETE FROM verblijfsobject WHERE feature_id % 17 = 3;"
GATEN = "DELETE FROM verblijfsobject WHERE feature_id % 4; VACUUM;"
VER = "UPDATE verblijfsobject SET feature_id = feature_id * -37; VACUUM;"
LATER = "ALTER TABLE verblijfsobject DROP COLUMN bouwjaar; ALTER TABLE verblijfsobject ADD COLUMN bouwjaar INTEGER DEFAULT 1999; UPDATE verblijfsobject SET bouwjaar = 2001 WHERE feature_id % 3 = 0;"


def vergelijk(tijdelijk):
    gevallen = [("gewone rijen", 5000, 4096, "", False), ("rijen van elke vreemde soort", 6000, 4096, "", True), ("kleine bladzijden", 3000, 512, "", True), ("grote bladzijden", 9000, 65536, "", True),
                ("rijen weg en een kolom erbij", 4000, 4096, ERBIJ, True), ("gaten in de nummers van de rijen", 9000, 1024, GATEN, True), ("nummers ver uit elkaar en onder nul", 9000, 1024, VER, False), ("een kolom die wij lezen kwam er later bij", 4000, 4096, LATER, False), ("één bladzijde", 3, 4096, "", False),
                ("opgeslagen met een logboek ernaast (WAL)", 800, 4096, "PRAGMA journal_mode = wal;", False), ("een getal in de vorm van de sleutel", 500, 4096, "", False)]
    for wat, n, blad, daarna, vreemd in gevallen:
        uit = []
        for hoe in ("", VIEW):
            r = random.Random(n)
            map_ = tempfile.mkdtemp(dir=tijdelijk)
            kolommen = KOLOMMEN.replace("feature_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ", "").replace("huisnummer INTEGER", "huisnummer INTEGER PRIMARY KEY") if "sleutel" in wat else KOLOMMEN
            rijen = [rij(r, i, vreemd) for i in range(n)]
            if "sleutel" in wat:
                for i, x in enumerate(rijen):
                    x[7] = i + 5
            maak(os.path.join(map_, "bag.gpkg"), rijen, blad, daarna + hoe, kolommen)
            uit.append(lees(map_, 1 if hoe else 2))
        (p, a), (q, b) = uit
        ok(a is not None and a == b and p.stdout == q.stdout, f"{wat}: de bladzijden en SQLite geven hetzelfde", p.stderr + q.stderr + p.stdout + q.stdout)


def beschadig(tijdelijk, rondes):
    """Bytes changed, parts repeated and cut off: a stock or words, never anything else."""
    r = random.Random(7)
    map_ = tempfile.mkdtemp(dir=tijdelijk)
    pad = os.path.join(map_, "bag.gpkg")
    maak(pad, [rij(r, i, i % 50 == 0) for i in range(1200)], 1024)
    with open(pad, "rb") as f:
        heel = f.read()
    fout = ""
    for ronde in range(rondes):
        b = bytearray(heel)
        for _ in range(r.choice([1, 1, 3, 30])):
            at = r.randrange(len(b)) if r.randrange(3) else r.randrange(len(b) // 1024) * 1024 + r.randrange(16)
            b[at] = r.choice([0, 1, 5, 13, 127, 128, 255, r.randrange(256)])
        if r.randrange(6) == 0:
            del b[r.randrange(len(b)):]
        if r.randrange(6) == 0:
            van, naar = r.randrange(len(heel) // 1024), r.randrange(len(heel) // 1024)
            b[naar * 1024:naar * 1024 + 1024] = heel[van * 1024:van * 1024 + 1024]
        with open(pad, "wb") as f:
            f.write(b)
        p, inhoud = lees(map_)
        if p.returncode not in (0, 1, 2, 3) or (p.returncode and not p.stderr.strip()) or (p.returncode == 0) != (inhoud is not None):
            fout = f"ronde {ronde}: {p.returncode} {p.stderr[-1500:]}"
            break
    ok(not fout, f"{rondes} beschadigde bestanden geven een voorraad of een weigering in woorden", fout)


def woorden(tijdelijk):
    for wat, sql, hoort in [("geen tabel", "CREATE TABLE x (y)", "verblijfsobject"), ("een kolom te weinig", "CREATE TABLE verblijfsobject (identificatie TEXT, geom BLOB)", "no such column"),
                            ("een lege tabel", f"CREATE TABLE verblijfsobject ({KOLOMMEN})", "geen verblijfsobjecten"), ("geen UTF-8", f"PRAGMA encoding = 'UTF-16'; CREATE TABLE verblijfsobject ({KOLOMMEN})", "UTF-8")]:
        map_ = tempfile.mkdtemp(dir=tijdelijk)
        db = sqlite3.connect(os.path.join(map_, "bag.gpkg"))
        db.executescript(sql)
        db.close()
        p, inhoud = lees(map_)
        ok(p.returncode == 1 and hoort in p.stderr and inhoud is None, f"{wat}: geweigerd in woorden", p.stderr)


with tempfile.TemporaryDirectory() as tijdelijk_:
    vergelijk(tijdelijk_)
    woorden(tijdelijk_)
    beschadig(tijdelijk_, int(os.environ.get("WZ_BESCHADIGD", "60")))
sys.exit(klaar())
