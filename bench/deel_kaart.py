# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: the map and its open data. Vector tiles of 342 made-up boundaries and of made-up plans, each tile asked once of a
server that has made none yet, and again when it has; and items of OGC API Features, all pages of a collection. The peer is PostGIS
with the same features (ST_AsMVT in the plane of the map, ST_AsGeoJSON in degrees, with an index), in one session of psql in the
same run: it does not simplify, and answers without HTTP. GDAL reads both, as a client that others wrote."""

import http.client
import json
import os
import random
import time

from deel_web import serve_start

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


def tegels(zooms):
    uit = []
    for z in zooms:
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


def kenmerken_van(poort, verzameling):
    """All features of a collection, page by page, as a client gets them."""
    c, uit, pad = http.client.HTTPConnection("127.0.0.1", poort, timeout=120), [], f"/ogc/v1/collections/{verzameling}/items?limit=1000"
    while pad:
        c.request("GET", pad)
        t = json.loads(c.getresponse().read())
        uit += t["features"]
        pad = next((s["href"].split(str(poort), 1)[1] for s in t["links"] if s["rel"] == "next"), None)
    c.close()
    return uit


class PostGIS:
    """The same features in a database of its own."""

    def __init__(self, bank, naam, kenmerken, eigen):
        """eigen: the properties that a tile carries too."""
        self.bank, self.eigen = bank, eigen
        self.url = bank.lege_db("PostgreSQL")
        self.sql("CREATE EXTENSION postgis")
        pad = bank.pad(f"{naam}.sql")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(f"CREATE TABLE v (id BIGINT, {', '.join(f'{e} TEXT' for e in eigen)}, alles JSONB, graden geometry(Geometry, 4326), geom geometry(Geometry, 3857));\n"
                    "BEGIN;\n")
            for i, k in enumerate(kenmerken):
                waarden = ", ".join("'" + str(k["properties"].get(e) or "").replace("'", "''") + "'" for e in eigen)
                alles = json.dumps(k["properties"]).replace("'", "''")
                f.write(f"INSERT INTO v SELECT {i}, {waarden}, '{alles}', g, ST_Transform(g, 3857) FROM (SELECT ST_MakeValid(ST_GeomFromGeoJSON("
                        f"'{json.dumps(k['geometry'])}')) AS g) q;\n")
            f.write("COMMIT; CREATE INDEX ON v USING GIST (geom); ANALYZE v;\n")
        bank.uitvoer(["psql", "-qX", "-v", "ON_ERROR_STOP=1", self.url, "-f", pad])

    def sql(self, *zinnen):
        delen = [d for zin in zinnen for d in ("-c", zin)]
        return self.bank.uitvoer(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", self.url, *delen])

    def tegels(self, lijst):
        """Seconds for all tiles in one session."""
        pad = self.bank.pad("tegels.sql")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(f"PREPARE t(int, int, int) AS SELECT length(ST_AsMVT(q, 'laag', 4096, 'g', 'id')) FROM (SELECT id, {', '.join(self.eigen)}, "
                    "ST_AsMVTGeom(geom, ST_TileEnvelope($1, $2, $3), 4096, 64, true) AS g FROM v WHERE geom && ST_TileEnvelope($1, $2, $3, margin => "
                    "64.0 / 4096)) q WHERE g IS NOT NULL;\n")
            f.writelines(f"EXECUTE t({z}, {x}, {y});\n" for z, x, y in lijst)
        begin = time.monotonic()
        self.bank.uitvoer(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", self.url, "-f", pad])
        return time.monotonic() - begin

    def geojson(self, bladen):
        """Seconds for all features as GeoJSON, in pages of a thousand, and how many that were."""
        n = int(self.sql("SELECT count(*) FROM v"))
        zin = ("SELECT json_build_object('type', 'FeatureCollection', 'features', json_agg(json_build_object('type', 'Feature', 'id', id, 'geometry', "
               "ST_AsGeoJSON(graden, 7)::json, 'properties', alles))) FROM (SELECT * FROM v ORDER BY id LIMIT 1000 OFFSET {}) q")
        uit = self.bank.pad("items.json")
        begin = time.monotonic()
        self.bank.uitvoer(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-o", uit, self.url,
                           *[d for _ in range(bladen) for van in range(0, n, 1000) for d in ("-c", zin.format(van))]])
        return time.monotonic() - begin, n * bladen

    def bron(self):
        """As ogr2ogr wants it."""
        return "PG:" + self.url


def postgis(bank, naam, kenmerken, eigen):
    """None when there is no PostGIS."""
    if "PostgreSQL" not in bank.databases():
        return None
    try:
        bank.uitvoer(["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", bank.lege_db("PostgreSQL"), "-c", "CREATE EXTENSION postgis"])
    except SystemExit:
        return None
    return PostGIS(bank, naam, kenmerken, eigen)


def meet_laag(bank, poort, verzameling, zooms, wat, eigen):
    """Tiles, items and a client, of one layer."""
    lijst = tegels(zooms)
    paden = [f"/tegels/{verzameling}/{z}/{x}/{y}.mvt" for z, x, y in lijst]
    laag, _ = vraag(poort, [f"/tegels/{verzameling}"])  # makes the layer: what was done for PostGIS while loading
    koud, bytes_ = vraag(poort, paden)
    warm, _ = vraag(poort, paden)
    kenmerken = kenmerken_van(poort, verzameling)
    zij = postgis(bank, verzameling, kenmerken, eigen)
    if not zij:
        bank.tabel.overgeslagen(f"{wat} door PostGIS", "PostgreSQL of PostGIS ontbreekt (make installeer)")
    n = len(kenmerken)
    tijd_zij = zij.tegels(lijst) if zij else 0
    mvt = "PostGIS ST_AsMVT, zonder HTTP" if zij else ""
    bank.tabel.rij(f"laag van {n} {wat} maken", laag, 0, "s", "")
    bank.tabel.rij(f"{len(lijst)} tegels van {n} {wat} ({bytes_ / 1024:.0f} kB), voor het eerst", len(lijst) / koud, len(lijst) / tijd_zij if zij else 0, "per s", mvt)
    bank.tabel.rij(f"{len(lijst)} tegels van {n} {wat}, nog eens", len(lijst) / warm, len(lijst) / tijd_zij if zij else 0, "per s", mvt)
    bladen = 3
    adressen = [f"/ogc/v1/collections/{verzameling}/items?limit=1000&offset={van}" for van in range(0, n, 1000)] * bladen
    vraag(poort, adressen[:1])
    tijd, bytes_ = vraag(poort, adressen)
    zij_tijd, zij_n = zij.geojson(bladen) if zij else (0, 0)
    bank.tabel.rij(f"OGC API Features: {wat} ({bytes_ / 1e6 / bladen:.1f} MB GeoJSON)", n * bladen / tijd, zij_n / zij_tijd if zij else 0, "per s",
                   "PostGIS ST_AsGeoJSON, zonder HTTP" if zij else "")
    if bank.heeft("ogr2ogr"):
        uit = bank.pad(f"{verzameling}.gpkg")
        bron = zij.bron() if zij else ""
        via, _ = bank.tijd(["ogr2ogr", "-q", uit, f"OAPIF:http://127.0.0.1:{poort}/ogc/v1", verzameling, "-oo", "PAGE_SIZE=1000"])
        recht, _ = bank.tijd(["ogr2ogr", "-q", bank.pad(f"{verzameling}2.gpkg"), bron, "-sql", "SELECT id, alles, graden FROM v"]) if zij else (0, 0)
        bank.tabel.rij(f"ogr2ogr leest {n} {wat} uit de OGC API", n / via, n / recht if zij else 0, "per s", "ogr2ogr uit PostGIS" if zij else "")
    else:
        bank.tabel.overgeslagen(f"ogr2ogr leest {wat}", "ogr2ogr ontbreekt (gdal-bin)")


def plannen_csv(pad, n):
    """Made-up plans, half of them points and half areas of five corners, all over the south-east."""
    dobbel = random.Random(7)
    with open(pad, "w", encoding="utf-8", newline="") as f:
        f.write("naam_gemeente;vertrouwelijk;naam;plancode;planologische_status;bruto_aantalwoningen;opleverjaar_2027;nultredenwoning;geometrie\r\n")
        for i in range(n):
            x, y = dobbel.randint(180000, 210000), dobbel.randint(310000, 410000)
            r = dobbel.randint(20, 300)
            hoek = ", ".join(f"{x + a * r} {y + b * r}" for a, b in ((0, 0), (2, 0), (2, 1), (1, 2), (0, 1), (0, 0)))
            vorm = f"POINT({x} {y})" if i % 2 else f"POLYGON(({hoek}))"
            f.write(f"Maastricht;Nee;Verzonnen plan {i};V{i};{('1A', '2B', '3', '4A', '5B')[i % 5]};{i % 400};{i % 400};{i % 40};{vorm}\r\n")


def meet_kaart(bank):
    url = bank.nieuwe_db("SQLite")
    pad = bank.pad("grenzen-verzonnen.geojson")
    with open(pad, "w", encoding="utf-8") as f:
        json.dump({"type": "FeatureCollection", "features": omtrekken(codes(bank, url))}, f)
    bank.uitvoer([bank.programma["woonzorg"], "cijfer", "importeer", "grenzen", pad, "--db", url, "--peildatum", "2023-01-01"])
    plannen = bank.pad("plannen-verzonnen.csv")
    plannen_csv(plannen, 1000 if bank.klein else 5000)
    bank.uitvoer([bank.programma["woonzorg"], "cijfer", "importeer", "basisset", plannen, "--db", url, "--peildatum", "2025-01-01"])
    serve, poort = serve_start(bank, url)
    meet_laag(bank, poort, "gemeente", (6, 7, 8, 9, 10), f"gebieden met {PUNTEN} punten", ("code", "naam"))
    meet_laag(bank, poort, "plannen", (6, 7, 8, 9, 10), "plannen", ("status", "hardheid", "bron", "gemeente"))
    bank.tabel.rij("serve: geheugen na tegels en kenmerken", serve.piek_mb(), 0, "MB", "")
    serve.sluit()
    os.remove(pad)
