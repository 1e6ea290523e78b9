# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: the import of the BAG beside GDAL's drivers, on the same files in the same run, in processor time on one core. The peer only reads
every feature, and once more it writes them to another file; we also join, sort and write the stock. LVBAG: the real extract of Weesp, eight times with other ids (WZ_BENCH_BAG names the zip;
default beside the project). bag-light: a made-up country in the layout of PDOK's GeoPackage."""

import csv
import io
import os
import re
import resource
import sqlite3
import struct
import subprocess
import zipfile

from lvbag_land import land

KOPIEEN = 8
SOORTEN = ("VBO", "PND", "NUM", "OPR")


def cpu(args):
    """Processor seconds of a program, and what it printed."""
    voor = resource.getrusage(resource.RUSAGE_CHILDREN)
    r = subprocess.run(args, capture_output=True, text=True, check=True)
    na = resource.getrusage(resource.RUSAGE_CHILDREN)
    return na.ru_utime + na.ru_stime - voor.ru_utime - voor.ru_stime, r.stdout


def lvbag_maak(bank, extract):
    """The XML of an extract in a folder a kind, each copy with ids of its own. Returns the folders and the loose files."""
    mappen, los = {}, []
    buiten = zipfile.ZipFile(extract)
    dag = re.search(r"(\d{8})\.zip$", extract)[1]
    code = re.search(r"BAGGEM(\d{4})", extract)[1]
    gemeente = zipfile.ZipFile(io.BytesIO(buiten.read(f"{code}GEM{dag}.zip")))
    for soort in SOORTEN:
        mappen[soort] = bank.pad(f"lvbag-{soort}")
        os.makedirs(mappen[soort])
        binnen = zipfile.ZipFile(io.BytesIO(gemeente.read(f"{code}{soort}{dag}.zip")))
        for i, naam in enumerate(sorted(binnen.namelist())):
            tekst = binnen.read(naam).decode()
            for k in range(KOPIEEN):
                pad = f"{mappen[soort]}/{code}{soort}{dag}-{i * KOPIEEN + k + 1:06}.xml"
                with open(pad, "w", encoding="utf-8") as f:
                    f.write(re.sub(r">\d(\d{15})<", rf">{k}\g<1><", tekst))
                los.append(pad)
    relatie = zipfile.ZipFile(io.BytesIO(buiten.read(f"GEM-WPL-RELATIE-{dag}.zip")))
    for naam in relatie.namelist():
        relatie.extract(naam, bank.map)
        los.append(bank.pad(naam))
    return mappen, los


def meet_lvbag(bank):
    wat = "bag: LVBAG inlezen, objecten per processorseconde"
    extract = os.environ.get("WZ_BENCH_BAG", f"{bank.wortel}/../shared/data/bag/BAGGEM0457L-15102021.zip")
    if not os.path.exists(extract):
        bank.tabel.overgeslagen(wat, "WZ_BENCH_BAG noemt geen extract van het Kadaster")
        return
    mappen, los = lvbag_maak(bank, extract)
    ogr_n, ogr_s = 0, 0.0
    for soort in SOORTEN:
        n, s = bank.uitvoer([bank.programma["bench_ogr"], mappen[soort]]).split()
        ogr_n, ogr_s = ogr_n + int(n), ogr_s + float(s)
    wij_s, tekst = min(cpu([bank.programma["woonzorg"], "voorraad", "importeer", *los, "--draden", "1", "--uit", bank.pad("lvbag.wzv")]) for _ in range(3))
    m = re.search(r"voorkomens: (\d+) verblijfsobjecten, (\d+) panden, (\d+) adressen, (\d+) openbare", tekst)
    wij_n = sum(map(int, m.groups()))
    if wij_n != ogr_n:
        bank.tabel.fout(wat, f"GDAL leest {ogr_n} objecten en wij {wij_n}")
        return
    bank.tabel.rij(f"{wat} ({wij_n})", wij_n / wij_s, ogr_n / ogr_s, "/s", "GDAL, LVBAG-stuurprogramma, alleen lezen; wij met samenvoegen, sorteren en schrijven")


def baglicht_maak(bank, n):
    """PDOK's bag-light.gpkg, of a made-up country."""
    wzv, ruw, pad = bank.pad("licht.wzv"), bank.pad("licht.csv"), bank.pad("bag-light.gpkg")
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "maak", "--woningen", str(n), "--uit", wzv])
    bank.uitvoer([bank.programma["woonzorg"], "voorraad", "export", wzv, "--uit", ruw])
    lang = {"in gebruik": "Verblijfsobject in gebruik", "in gebruik (niet ingemeten)": "Verblijfsobject in gebruik (niet ingemeten)", "buiten gebruik": "Verblijfsobject buiten gebruik",
            "verbouwing": "Verbouwing verblijfsobject", "gevormd": "Verblijfsobject gevormd"}
    db = sqlite3.connect(pad)
    db.executescript(f"""
        PRAGMA application_id = 1196444487; PRAGMA user_version = 10300; PRAGMA journal_mode = off; PRAGMA synchronous = off;
        CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        INSERT INTO gpkg_spatial_ref_sys VALUES ('Amersfoort / RD New', 28992, 'EPSG', 28992, 'undefined', NULL);
        CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2026-01-01T00:00:00.000Z',
            min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
        INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id) VALUES ('verblijfsobject', 'features', 'verblijfsobject', 0, 300000, 300000, 650000, 28992);
        CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
        INSERT INTO gpkg_geometry_columns VALUES ('verblijfsobject', 'geom', 'POINT', 28992, 0, 0);
        CREATE TABLE verblijfsobject (feature_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, rdf_seealso TEXT, identificatie TEXT, oppervlakte INTEGER, status TEXT, gebruiksdoel TEXT, openbare_ruimte_naam TEXT,
            openbare_ruimte_naam_kort TEXT, huisnummer INTEGER, huisletter TEXT, toevoeging TEXT, postcode TEXT, woonplaats_naam TEXT, bouwjaar INTEGER, pand_identificatie TEXT, pandstatus TEXT,
            bronhouder_identificatie TEXT);
    """)

    # In the order of their identificatie, not in that of our file, in which they would lie sorted already.
    db.execute("CREATE TEMP TABLE los AS SELECT * FROM verblijfsobject")

    def rijen():
        with open(ruw, encoding="utf-8-sig", newline="") as f:
            for r in csv.DictReader(f):
                geom = b"GP\0\1" + struct.pack("<iBIdd", 28992, 1, 1, float(r["x"]), float(r["y"])) if r["x"] else None
                id_ = r["id"].zfill(16)
                doel = ",".join((["woonfunctie"] if r["woning"] == "ja" else []) + (["winkelfunctie"] if r["andere functie"] == "ja" else []))
                yield (geom, f"http://bag.basisregistraties.overheid.nl/bag/id/verblijfsobject/{id_}", id_, r["oppervlakte"] or None, lang[r["status"]], doel, "Verzonnenstraat", "Verzonnenstr", r["huisnummer"] or 1,
                       None, None, r["postcode"] or "1000AA", r["gemeente"], r["bouwjaar"] or None, r["pand"].zfill(16) if r["pand"] else None, "Pand in gebruik", r["gemeente"][2:])

    db.executemany(f"INSERT INTO los VALUES (NULL, {','.join('?' * 17)})", rijen())
    db.execute("INSERT INTO verblijfsobject SELECT * FROM los ORDER BY identificatie")
    db.commit()
    db.close()
    os.remove(ruw)
    return pad


def meet_baglicht(bank):
    wat = "bag: bag-light.gpkg inlezen, objecten per processorseconde"
    n = 200000 if bank.klein else 1000000
    pad = baglicht_maak(bank, n)
    ogr_n, ogr_s = min((bank.uitvoer([bank.programma["bench_ogr"], pad, "verblijfsobject"]).split() for _ in range(3)), key=lambda x: float(x[1]))
    opdracht = [bank.programma["woonzorg"], "voorraad", "importeer", pad, "--peildatum", "2026-01-01", "--draden", "1", "--uit", bank.pad("licht2.wzv")]
    wij_s, tekst = min(cpu(opdracht) for _ in range(3))
    lees_s = min(float(bank.uitvoer([bank.programma["bench_baglicht"], pad]).split()[1]) for _ in range(3))
    if int(ogr_n) != n or f"{n} verblijfsobjecten gelezen" not in tekst:
        bank.tabel.fout(wat, f"GDAL leest {ogr_n} objecten; wij: {tekst[:200]}")
        return
    bank.tabel.rij(f"{wat} ({n}), alleen lezen", n / lees_s, n / float(ogr_s), "/s", "GDAL, GPKG-stuurprogramma, alle velden en het punt; wij de velden die wij gebruiken, met gemeente en panden geteld")
    bank.tabel.rij(f"{wat} ({n}), de hele opdracht", n / wij_s, n / float(ogr_s), "/s", "GDAL, alleen lezen; wij met starten, samenvoegen, sorteren en schrijven")
    meet_ogr2ogr(bank, wat, n, pad, opdracht, wij_s)
    _, piek = bank.tijd(opdracht)
    bank.tabel.rij("bag: geheugen daarbij", piek, 0, "MB", "")


def meet_ogr2ogr(bank, wat, n, pad, opdracht, wij_s):
    """Beside a whole program that reads the same file and writes another: FlatGeobuf without an index is what GDAL writes quickest."""
    if not bank.heeft("ogr2ogr"):
        bank.tabel.overgeslagen(f"{wat}, naast ogr2ogr", "ogr2ogr is er niet")
        return
    ogr2ogr = ["ogr2ogr", "-f", "FlatGeobuf", "-lco", "SPATIAL_INDEX=NO"]
    ogr_s = min(cpu([*ogr2ogr, bank.pad(f"licht{k}.fgb"), pad, "verblijfsobject"])[0] for k in range(2))
    ogr_klok = min(bank.tijd([*ogr2ogr, bank.pad(f"licht{k}.fgb"), pad, "verblijfsobject"])[0] for k in range(2, 4))
    bank.tabel.rij(f"{wat} ({n}), de hele opdracht", n / wij_s, n / ogr_s, "/s", "ogr2ogr naar FlatGeobuf zonder index, de hele opdracht")
    twee = [*opdracht[:opdracht.index("--draden") + 1], "2", *opdracht[opdracht.index("--draden") + 2:]]
    wij_klok = min(bank.tijd(twee)[0] for _ in range(3))
    bank.tabel.rij("bag: bag-light.gpkg inlezen, op de klok, twee kernen", wij_klok * 1000, ogr_klok * 1000, "ms", "dezelfde ogr2ogr, die er één gebruikt")


def meet_land(bank):
    """The memory that an extract of the country takes: what it takes per object is what it grows by."""
    n = 50000 if bank.klein else 500000
    pad = bank.pad("land.zip")
    land(n, pad)
    _, piek = bank.tijd([bank.programma["woonzorg"], "voorraad", "importeer", pad, "--uit", bank.pad("land.wzv")])
    bank.tabel.rij(f"bag: geheugen bij een verzonnen LVBAG-extract met historie van {n} verblijfsobjecten", piek, 0, "MB", "")


def meet_bag(bank):
    meet_lvbag(bank)
    meet_baglicht(bank)
    meet_land(bank)
