#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""OGC API Features and vector tiles of the real program: paging that holds, filters, systems of coordinates, and GDAL as a client
that others wrote (skips where ogrinfo is absent)."""

import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile

from dienst import draai

CRS = "http://www.opengis.net/def/crs/"
GEMEENTEN = {"GM0935": (5.60, 50.80), "GM0917": (5.70, 50.80), "GM0363": (4.80, 52.30), "GM0599": (4.40, 51.90), "GM0518": (4.20, 52.00)}
ITEMS = "/ogc/v1/collections/gemeente/items"


def vierkant(x, y):
    return [[[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]]


def boom(d, pad, **kop):
    a = d.vraag("GET", pad, kop=kop)
    assert a.status == 200, f"GET {pad}: {a.status} {a.tekst[:300]}"
    return a.boom


def items(d, vraag=""):
    return boom(d, f"{ITEMS}?{vraag}")


def codes(d, vraag):
    return [f["id"] for f in items(d, vraag)["features"]]


def zonder_grenzen_zijn_de_verzamelingen_leeg(d):
    assert items(d)["numberMatched"] == 0
    for c in boom(d, "/ogc/v1/collections")["collections"]:
        assert "extent" not in c, c
    assert d.vraag("GET", "/tegels/gemeente/5/16/10.mvt").bytes == b""
    assert len(d.vraag("GET", "/tegels/vakken/5/16/10.mvt").bytes) > 1000


def na_invoer_staan_er_vijf_gemeenten(d):
    kenmerken = [{"type": "Feature", "properties": {"code": c}, "geometry": {"type": "Polygon", "coordinates": vierkant(*p)}}
                 for c, p in GEMEENTEN.items()]
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "grenzen.geojson")
        with open(pad, "w", encoding="utf-8") as f:
            json.dump({"type": "FeatureCollection", "features": kenmerken}, f)
        d.opdracht("cijfer", "importeer", "grenzen", pad, "--peildatum", "2023-01-01")
    t = items(d)
    assert t["numberMatched"] == t["numberReturned"] == 5
    assert [f["id"] for f in t["features"]] == sorted(GEMEENTEN)
    for f in t["features"]:
        x, y = GEMEENTEN[f["id"]]
        ring = f["geometry"]["coordinates"][0]
        assert {tuple(p) for p in ring} == {tuple(round(v, 7) for v in p) for p in vierkant(x, y)[0]}, ring
        som = sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(ring, ring[1:]))
        assert som > 0, "een buitenring draait tegen de klok in (RFC 7946)"


def het_begin_wijst_naar_alles_wat_er_is_en_elke_schakel_klopt(d):
    links = {s["rel"]: s for s in boom(d, "/ogc/v1")["links"]}
    assert {"self", "alternate", "service-desc", "conformance", "data"} <= set(links)
    for rel, s in links.items():
        a = d.vraag("GET", re.sub(r"^http://[^/]+", "", s["href"]))
        assert a.status == 200 and a.kop["content-type"].startswith(s["type"].split(";")[0]), (rel, a.kop)
        assert a.kop["access-control-allow-origin"] == "*"
    klassen = boom(d, "/ogc/v1/conformance")["conformsTo"]
    assert any(k.endswith("features-1/1.0/conf/geojson") for k in klassen) and any(k.endswith("features-2/1.0/conf/crs") for k in klassen)
    for c in boom(d, "/ogc/v1/collections")["collections"]:
        for s in c["links"]:
            assert d.vraag("GET", re.sub(r"^http://[^/]+", "", s["href"])).status == 200, s
        assert c["storageCrs"] in c["crs"] and c["storageCrs"].endswith("28992")


def de_beschrijving_noemt_elk_adres_dat_er_is(d):
    api = boom(d, "/ogc/v1/api")
    assert api["openapi"].startswith("3.0")
    assert set(api["paths"]) == {"/", "/conformance", "/api", "/collections", "/collections/{verzameling}",
                                 "/collections/{verzameling}/items", "/collections/{verzameling}/items/{kenmerk}"}
    vragen = {p["name"] for p in api["paths"]["/collections/{verzameling}/items"]["get"]["parameters"]}
    assert {"bbox", "bbox-crs", "crs", "datetime", "limit", "offset"} <= vragen
    ids = [p["get"]["operationId"] for p in api["paths"].values()]
    assert len(set(ids)) == len(ids)


def bladeren_geeft_alles_een_keer_en_houdt_de_vraag(d):
    pad, gezien, stappen = f"{ITEMS}?limit=2&provincie=PV31&crs={CRS}EPSG/0/28992", [], 0
    gezien = [f["id"] for f in boom(d, pad)["features"]]
    assert gezien == ["GM0917", "GM0935"]
    pad, gezien = f"{ITEMS}?limit=2&bbox=3,50,8,54", []
    while pad:
        t = boom(d, pad)
        gezien += [f["id"] for f in t["features"]]
        assert t["numberMatched"] == 5
        links = {s["rel"]: re.sub(r"^http://[^/]+", "", s["href"]) for s in t["links"]}
        assert ("prev" in links) == (stappen > 0)
        assert stappen == 0 or boom(d, links["prev"])["features"][0]["id"] == gezien[2 * stappen - 2]
        pad, stappen = links.get("next"), stappen + 1
        assert not pad or "bbox=3,50,8,54" in pad
    assert stappen == 3 and gezien == sorted(GEMEENTEN)
    assert items(d, "offset=99")["features"] == []


def een_vak_kiest_wat_het_raakt_in_elk_stelsel(d):
    assert codes(d, "bbox=5.65,50.82,5.66,50.83") == ["GM0935"]
    assert codes(d, "bbox=5.65,50.82,5.75,50.83") == ["GM0917", "GM0935"]
    assert codes(d, "bbox=6.5,53,7,53.5") == []
    assert codes(d, f"bbox=50.82,5.65,50.83,5.66&bbox-crs={CRS}EPSG/0/4326") == ["GM0935"]
    rd = items(d, f"code=GM0935&crs={CRS}EPSG/0/28992")["features"][0]["geometry"]["coordinates"][0]
    wm = items(d, f"code=GM0935&crs={CRS}EPSG/0/3857")["features"][0]["geometry"]["coordinates"][0]
    for ring, stelsel in ((rd, "28992"), (wm, "3857")):
        x, y = sum(p[0] for p in ring[:4]) / 4, sum(p[1] for p in ring[:4]) / 4
        assert codes(d, f"bbox={x:.3f},{y:.3f},{x + 1:.3f},{y + 1:.3f}&bbox-crs={CRS}EPSG/0/{stelsel}") == ["GM0935"]


def coordinaten_komen_in_het_gevraagde_stelsel_en_de_kop_zegt_welk(d):
    for stelsel, punt, marge in (("OGC/1.3/CRS84", (5.6, 50.8), 1e-6), ("EPSG/0/4326", (50.8, 5.6), 1e-6),
                                 # the formula of EPSG method 1024: x = a·λ, y = a·ln tan(π/4 + φ/2)
                                 ("EPSG/0/3857", (623389.148, 6585991.998), 0.01)):
        a = d.lees(f"{ITEMS}?code=GM0935&crs={CRS}{stelsel}")
        assert a.kop["content-crs"] == f"<{CRS}{stelsel}>"
        assert a.kop["content-type"] == "application/geo+json"
        ring = a.boom["features"][0]["geometry"]["coordinates"][0]
        dichtst = min(ring, key=lambda p: abs(p[0] - punt[0]) + abs(p[1] - punt[1]))
        assert all(abs(v - w) < marge for v, w in zip(dichtst, punt)), (stelsel, dichtst)
    rd = d.lees(f"{ITEMS}/GM0363?crs={CRS}EPSG/0/28992").boom["geometry"]["coordinates"][0]
    assert all(110000 < x < 126000 and 478000 < y < 492000 for x, y in rd), rd


def een_dag_en_een_periode_kiezen_de_indeling(d):
    assert items(d, "datetime=2023-06-01")["numberMatched"] == 5
    assert items(d, "datetime=2020-01-01/2023-06-01")["numberMatched"] == 5
    assert items(d, "datetime=2020-01-01T00:00:00Z/..")["numberMatched"] == 5
    assert codes(d, "naam=Heerlen") == ["GM0917"]


def cijfers_gaan_mee_als_eigenschap_en_ontbreken_is_geen_nul(d):
    e = items(d, "cijfers=inwoners&code=GM0935")["features"][0]["properties"]
    assert e["inwoners"] is None and e["provincie"] == "PV31" and e["naam"] == "Maastricht"


def wat_niet_kan_wordt_met_woorden_geweigerd(d):
    for vraag in ("bbox=1,2,3", "bbox=a,b,c,d", "bbox=6,50,5,51", "limit=0", "limit=veel", "offset=-1", "crs=EPSG:9999",
                  "datetime=ooit", "datetime=2023-01-01/2020-01-01", "bestaatniet=1", "cijfers=a,b,c,d,e,f", "bbox=1e400,1,2,3"):
        a = d.vraag("GET", f"{ITEMS}?{vraag}")
        assert a.status == 400 and a.kop["content-type"] == "application/problem+json", (vraag, a.status)
    assert d.vraag("GET", f"{ITEMS}?limit=100000").status == 200
    for pad in (f"{ITEMS}/GM9999", "/ogc/v1/collections/vakken", "/ogc/v1/collections/x/items", "/tegels/x/1/1/1.mvt", "/tegels/gemeente/13/0/0.mvt",
                "/tegels/gemeente/3/8/0.mvt", "/tegels/gemeente/a/0/0.mvt", "/tegels/gemeente/1/0/0.png"):
        assert d.vraag("GET", pad).status == 404, pad


def voor_mensen_zijn_er_dezelfde_paginas(d):
    for pad in ("/ogc/v1", "/ogc/v1/conformance", "/ogc/v1/collections", "/ogc/v1/collections/gemeente", ITEMS, f"{ITEMS}/GM0935"):
        tekst = d.lees(f"{pad}.html").tekst
        assert "<h1" in tekst and d.vraag("GET", pad, kop={"Accept": "text/html"}).tekst.startswith("<!doctype html>")
    assert "Maastricht" in d.lees(f"{ITEMS}.html").tekst


def een_tegel_is_ingepakt_heeft_een_merk_en_verandert_niet(d):
    pad = "/tegels/gemeente/8/131/85.mvt"
    a = d.lees(pad)
    assert a.kop["content-type"] == "application/vnd.mapbox-vector-tile" and a.bytes
    b = d.vraag("GET", "/tegels/vakken/6/32/20.mvt", kop={"Accept-Encoding": "gzip"})
    assert b.kop["content-encoding"] == "gzip" and gzip.decompress(b.bytes) == d.lees("/tegels/vakken/6/32/20.mvt").bytes
    assert d.vraag("GET", pad, kop={"If-None-Match": a.kop["etag"]}).status == 304
    t = d.lees("/tegels/gemeente").boom
    assert t["tilejson"] == "3.0.0" and t["maxzoom"] == 12 and abs(t["bounds"][0] - 4.2) < 1e-7


def _ogrinfo(*args):
    return subprocess.run(["ogrinfo", "-ro", *args], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120).stdout.decode()


def gdal_leest_alle_verzamelingen_met_dezelfde_aantallen_en_kaders(d):
    if not shutil.which("ogrinfo"):
        print("# overgeslagen: ogrinfo ontbreekt (gdal-bin)")
        return
    url = f"http://{d.adres[0]}:{d.adres[1]}"
    for c in boom(d, "/ogc/v1/collections")["collections"]:
        uit = _ogrinfo("-so", f"OAPIF:{url}/ogc/v1", c["id"], "-oo", "PAGE_SIZE=2")
        n = int(re.search(r"Feature Count: (\d+)", uit)[1])
        assert n == boom(d, f"/ogc/v1/collections/{c['id']}/items")["numberMatched"], (c["id"], uit)
        if "extent" in c:
            kader = [float(x) for x in re.search(r"Extent: \((.*?), (.*?)\) - \((.*?), (.*?)\)", uit).groups()]
            assert all(abs(v - w) < 2e-6 for v, w in zip(kader, c["extent"]["spatial"]["bbox"][0])), (kader, c["extent"])
    assert "GM0363" in _ogrinfo(f"OAPIF:{url}/ogc/v1", "gemeente", "-where", "naam = 'Amsterdam'")
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "85.mvt")
        with open(pad, "wb") as f:
            f.write(d.lees("/tegels/gemeente/8/131/85.mvt").bytes)
        uit = _ogrinfo("-al", pad)
        assert "Layer name: gemeente" in uit and "code (String) = GM0935" in uit


if __name__ == "__main__":
    draai(zonder_grenzen_zijn_de_verzamelingen_leeg, na_invoer_staan_er_vijf_gemeenten, het_begin_wijst_naar_alles_wat_er_is_en_elke_schakel_klopt,
          de_beschrijving_noemt_elk_adres_dat_er_is, bladeren_geeft_alles_een_keer_en_houdt_de_vraag, een_vak_kiest_wat_het_raakt_in_elk_stelsel,
          coordinaten_komen_in_het_gevraagde_stelsel_en_de_kop_zegt_welk, een_dag_en_een_periode_kiezen_de_indeling,
          cijfers_gaan_mee_als_eigenschap_en_ontbreken_is_geen_nul, wat_niet_kan_wordt_met_woorden_geweigerd,
          voor_mensen_zijn_er_dezelfde_paginas, een_tegel_is_ingepakt_heeft_een_merk_en_verandert_niet,
          gdal_leest_alle_verzamelingen_met_dezelfde_aantallen_en_kaders)
