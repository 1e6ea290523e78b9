#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries of wijken (made up here) from GeoJSON and from a shapefile: their collection, tiles and place on the map; which levering
of a gemeente counts, and what is refused. The shapefile is written by GDAL's ogr2ogr (that part skips where it is absent)."""

import json
import os
import shutil
import subprocess
import tempfile
import zipfile

from dienst import draai

ITEMS = "/ogc/v1/collections/wijk/items"
# Two gemeenten of 0.2 degree, each cut in two; names are made up.
WIJKEN = {"WK093500": ("Verzonnen Noord", 5.60, 50.9), "WK093501": ("Verzonnen Zuid", 5.60, 50.8), "WK091700": ("Verzonnen Oost", 5.90, 50.8)}


def vlak(x, y, b=0.2, h=0.1):
    return {"type": "Polygon", "coordinates": [[[x, y], [x + b, y], [x + b, y + h], [x, y + h], [x, y]]]}


def kenmerken(wijken, **anders):
    return [{"type": "Feature", "properties": {"wijkcode": c, "wijknaam": n, **anders}, "geometry": vlak(x, y)} for c, (n, x, y) in wijken.items()]


def voer_in(d, soort, lijst, peildatum="2023-01-01"):
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "verzonnen.geojson")
        with open(pad, "w", encoding="utf-8") as f:
            json.dump({"type": "FeatureCollection", "features": lijst}, f)
        return d.opdracht("cijfer", "importeer", soort, pad, "--peildatum", peildatum)


def boom(d, pad):
    return d.lees(pad).boom


def codes(d, vraag=""):
    return [f["id"] for f in boom(d, f"{ITEMS}?limit=100&{vraag}")["features"]]


def zonder_wijken_is_de_verzameling_leeg(d):
    assert codes(d) == [] and "extent" not in boom(d, "/ogc/v1/collections/wijk")
    assert d.vraag("GET", "/tegels/wijk/9/263/171.mvt").bytes == b""


def wijken_uit_geojson_komen_in_de_verzameling_met_hun_gemeente(d):
    water = {"type": "Feature", "properties": {"wijkcode": "WK093599", "wijknaam": "Verzonnen plas", "water": "JA"}, "geometry": vlak(5.0, 50.0)}
    verslag = voer_in(d, "wijken", kenmerken(WIJKEN, water="NEE") + [water])
    assert "3 wijken, in 2 van de 342 gemeenten" in verslag and "water en buitenland overgeslagen" in verslag, verslag
    assert codes(d) == sorted(WIJKEN)
    e = boom(d, f"{ITEMS}/WK093501")["properties"]
    assert (e["naam"], e["gemeente"], e["gemeenteNaam"], e["provincie"], e["peildatumGrens"]) == ("Verzonnen Zuid", "GM0935", "Maastricht", "PV31", "2023-01-01"), e
    assert codes(d, "gemeente=GM0917") == ["WK091700"] and codes(d, "corop=CR39&naam=verzonnen+oost") == ["WK091700"]
    assert codes(d, "bbox=5.65,50.85,5.66,50.86") == ["WK093501"] and codes(d, "code=WK093500") == ["WK093500"]
    ring = boom(d, f"{ITEMS}/WK093500")["geometry"]["coordinates"][0]
    assert {tuple(p) for p in ring} == {(5.6, 50.9), (5.8, 50.9), (5.8, 51.0), (5.6, 51.0)}, ring
    assert d.vraag("GET", f"{ITEMS}?cijfers=inwoners").status == 400 and d.vraag("GET", f"{ITEMS}/WK000000").status == 404
    assert "Verzonnen Noord" in d.lees(f"{ITEMS}.html").tekst and "wijk" in d.lees("/tegels/wijk").boom["vector_layers"][0]["id"]
    assert b"WK093500" in d.vraag("GET", "/tegels/wijk/9/263/171.mvt").bytes


def de_kaart_noemt_ze_als_er_grenzen_van_gemeenten_zijn(d):
    voer_in(d, "grenzen", [{"type": "Feature", "properties": {"code": "GM0935"}, "geometry": vlak(5.6, 50.8, 0.2, 0.2)}])
    w = boom(d, "/kaart.json?gebied=PV31")["eiland"]["wijken"]
    assert w["tegels"].startswith("/tegels/wijk/{z}/{x}/{y}.mvt") and 7 <= w["vanafZoom"] <= 12
    assert "wijken" not in boom(d, "/kaart.json?gebied=PV31&weergave=tegels")["eiland"]


def van_elke_gemeente_telt_de_laatste_indeling_op_of_voor_de_dag(d):
    voer_in(d, "wijken", kenmerken({"WK093507": ("Verzonnen Heel", 5.6, 50.8)}), "2024-01-01")
    assert codes(d) == ["WK091700", "WK093507"]
    assert codes(d, "datetime=2023-06-01") == sorted(WIJKEN)
    assert codes(d, "datetime=2020-06-01") == sorted(WIJKEN)  # the first one there is
    nummer = d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"][0]["id"]
    d.post(f"/leveringen/{nummer}/intrekken", {"reden": "proef"})
    assert codes(d) == sorted(WIJKEN)


def een_shapefile_in_een_zip_wordt_gelezen(d):
    if not shutil.which("ogr2ogr"):
        print("# overgeslagen: ogr2ogr ontbreekt (gdal-bin)")
        return
    with tempfile.TemporaryDirectory() as map_:
        with open(f"{map_}/w.geojson", "w", encoding="utf-8") as f:
            json.dump({"type": "FeatureCollection", "features": kenmerken({"WK036300": ("Verzonnen Centrum", 4.8, 52.3)})}, f)
        subprocess.run(["ogr2ogr", f"{map_}/wijken.shp", f"{map_}/w.geojson"], check=True, stderr=subprocess.PIPE)
        with zipfile.ZipFile(f"{map_}/verzonnen.zip", "w") as z:
            for eind in ("shp", "shx", "dbf", "prj"):
                z.write(f"{map_}/wijken.{eind}", f"wijken.{eind}")
        d.opdracht("cijfer", "importeer", "wijken", f"{map_}/verzonnen.zip", "--peildatum", "2022-01-01")
    assert "WK036300" in codes(d) and boom(d, f"{ITEMS}/WK036300")["properties"]["naam"] == "Verzonnen Centrum"


def wat_geen_wijk_is_wordt_met_woorden_geweigerd(d):
    for lijst, woorden in ((kenmerken({"BU09350001": ("x", 5.6, 50.8)}), "geen code van een wijk"),
                           (kenmerken({"WK999900": ("x", 5.6, 50.8)}), "geen enkele vorm is een wijk"),
                           ([{"type": "Feature", "properties": {"iets": 1}, "geometry": vlak(5, 52)}], "wijkcode")):
        try:
            voer_in(d, "wijken", lijst)
            raise AssertionError(f"aangenomen: {lijst}")
        except subprocess.CalledProcessError as fout:
            uit = (fout.stdout + fout.stderr).decode()
            assert woorden in uit, uit


if __name__ == "__main__":
    draai(zonder_wijken_is_de_verzameling_leeg, wijken_uit_geojson_komen_in_de_verzameling_met_hun_gemeente,
          de_kaart_noemt_ze_als_er_grenzen_van_gemeenten_zijn, van_elke_gemeente_telt_de_laatste_indeling_op_of_voor_de_dag,
          een_shapefile_in_een_zip_wordt_gelezen, wat_geen_wijk_is_wordt_met_woorden_geweigerd)
