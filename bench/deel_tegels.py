# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: vector tiles of 342 made-up boundaries, each tile asked once of a server that has made none yet, and again when it
has; and items of OGC API Features. The peer of a tile is PostGIS (ST_AsMVT of the same areas, already in the plane of the map, with
an index), in one session of psql in the same run. It does not simplify, and answers without HTTP."""

import http.client
import json
import os
import random
import time

from deel_web import serve_start

ZOOMS = (6, 7, 8, 9, 10)
PUNTEN = 400  # of one outline


def codes(bank, url):
    regels = bank.uitvoer([bank.programma["woonzorg"], "gebied", "lijst", "--db", url, "--indeling", "gemeente", "--peildatum", "2023-01-01"]).splitlines()
    return [r.split(",")[0] for r in regels if r.startswith("GM")]


def lijn(van, tot):
    """The frayed line between two corners, the same from both sides of it."""
    if van > tot:
        return lijn(tot, van)[::-1]
    dobbel, uit, n = random.Random(f"{van} {tot}"), [], PUNTEN // 4
    zij = 0.0
    for k in range(n + 1):
        zij = 0 if k in (0, n) else max(-0.02, min(0.02, zij + dobbel.uniform(-0.004, 0.004)))
        x, y = (v + (t - v) * k / n for v, t in zip(van, tot))
        uit.append([round(x + (zij if van[0] == tot[0] else 0), 6), round(y + (zij if van[0] != tot[0] else 0), 6)])
    return uit


def omtrekken(namen):
    """A country of nineteen columns in which neighbours share their frayed lines, as real boundaries do."""
    uit = []
    for i, code in enumerate(namen):
        x, y = round(3.5 + 0.19 * (i % 19), 6), round(50.8 + 0.15 * (i // 19), 6)
        hoek = [(x, y), (round(x + 0.19, 6), y), (round(x + 0.19, 6), round(y + 0.15, 6)), (x, round(y + 0.15, 6))]
        ring = [p for k in range(4) for p in lijn(hoek[k], hoek[(k + 1) % 4])[:-1]]
        uit.append({"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}})
    return uit


def tegels():
    uit = []
    for z in ZOOMS:
        n = 1 << z
        for x in range(int((3.5 / 360 + 0.5) * n), int((7.3 / 360 + 0.5) * n) + 1):
            for y in range(int(0.3225 * n), int(0.3345 * n) + 1):
                uit.append((z, x, y))
    return uit


def vraag(poort, paden):
    """Seconds to ask all in one connection, and the bytes of all answers."""
    c, som, begin = http.client.HTTPConnection("127.0.0.1", poort, timeout=120), 0, time.monotonic()
    for pad in paden:
        c.request("GET", pad)
        r = c.getresponse()
        som += len(r.read())
        if r.status != 200:
            raise SystemExit(f"meet.py: {pad} antwoordde met {r.status}")
    c.close()
    return time.monotonic() - begin, som


def postgis(bank, kenmerken, lijst):
    """Seconds for the same tiles; None when there is no PostGIS."""
    if "PostgreSQL" not in bank.databases():
        return None
    url = bank.lege_db("PostgreSQL")
    try:
        bank.uitvoer(["psql", "-qX", "-v", "ON_ERROR_STOP=1", url, "-c", "CREATE EXTENSION postgis"])
    except SystemExit:
        return None
    sql = bank.pad("postgis.sql")
    with open(sql, "w", encoding="utf-8") as f:
        f.write("CREATE TABLE v (id INT, code TEXT, geom geometry(MultiPolygon, 3857));\n")
        for i, k in enumerate(kenmerken):
            f.write(f"INSERT INTO v VALUES ({i}, '{k['properties']['code']}', ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Transform("
                    f"ST_GeomFromGeoJSON('{json.dumps(k['geometry'])}'), 3857)), 3)));\n")
        f.write("CREATE INDEX ON v USING GIST (geom); ANALYZE v;\n")
    bank.uitvoer(["psql", "-qX", "-v", "ON_ERROR_STOP=1", url, "-f", sql])
    vragen = bank.pad("tegels.sql")
    with open(vragen, "w", encoding="utf-8") as f:
        f.write("PREPARE t(int, int, int) AS SELECT length(ST_AsMVT(q, 'gemeente', 4096, 'g', 'id')) FROM (SELECT id, code, ST_AsMVTGeom(geom, "
                "ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS g FROM v WHERE geom && ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096)) q "
                "WHERE g IS NOT NULL;\n")
        f.writelines(f"EXECUTE t({z}, {x}, {y});\n" for z, x, y in lijst)
    begin = time.monotonic()
    bank.uitvoer(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", url, "-f", vragen])
    return time.monotonic() - begin


def meet_tegels(bank):
    url = bank.nieuwe_db("SQLite")
    kenmerken, lijst = omtrekken(codes(bank, url)), tegels()
    pad = bank.pad("grenzen-verzonnen.geojson")
    with open(pad, "w", encoding="utf-8") as f:
        json.dump({"type": "FeatureCollection", "features": kenmerken}, f)
    bank.uitvoer([bank.programma["woonzorg"], "cijfer", "importeer", "grenzen", pad, "--db", url, "--peildatum", "2023-01-01"])
    serve, poort = serve_start(bank, url)
    paden = [f"/tegels/gemeente/{z}/{x}/{y}.mvt" for z, x, y in lijst]
    laag, _ = vraag(poort, ["/tegels/gemeente"])  # makes the layer: what was done for PostGIS while loading
    koud, bytes_ = vraag(poort, paden)
    warm, _ = vraag(poort, paden)
    zij = postgis(bank, kenmerken, lijst)
    maat = "PostGIS ST_AsMVT, zonder HTTP" if zij else ""
    if not zij:
        bank.tabel.overgeslagen("tegels door PostGIS", "PostgreSQL of PostGIS ontbreekt (make installeer)")
    bank.tabel.rij(f"laag van {len(kenmerken)} gebieden maken", laag, 0, "s", "")
    bank.tabel.rij(f"{len(lijst)} tegels van {len(kenmerken)} gebieden ({bytes_ / 1024:.0f} kB), voor het eerst", len(lijst) / koud,
                   len(lijst) / zij if zij else 0, "per s", maat)
    bank.tabel.rij(f"{len(lijst)} tegels, nog eens", len(lijst) / warm, len(lijst) / zij if zij else 0, "per s", maat)
    adres = "/ogc/v1/collections/gemeente/items?limit=1000"
    vraag(poort, [adres])
    tijd, bytes_ = vraag(poort, [adres] * 10)
    bank.tabel.rij(f"OGC API Features: kenmerken met {PUNTEN} punten ({bytes_ / 1e6 / 10:.1f} MB GeoJSON)", 10 * len(kenmerken) / tijd, 0, "per s", "")
    bank.tabel.rij("serve: geheugen na tegels en kenmerken", serve.piek_mb(), 0, "MB", "")
    serve.sluit()
    os.remove(pad)
