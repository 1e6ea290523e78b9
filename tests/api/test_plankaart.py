#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Public plans as a collection of the OGC API and as tiles of the real program: each plan once, in every system of coordinates,
by every filter; of a confidential plan nothing; and GDAL, which others wrote, counts the same (skips where ogrinfo is absent)."""

import json
import os
import re
import shutil
import subprocess
import tempfile

from dienst import draai

CRS = "http://www.opengis.net/def/crs/"
PLANNEN = "/ogc/v1/collections/plannen"
ITEMS = f"{PLANNEN}/items"
KOP = "naam_gemeente;vertrouwelijk;naam;plancode;planologische_status;bruto_aantalwoningen;opleverjaar_2026;nultredenwoning;geometrie\r\n"
VLAK = "POLYGON((176000 318000, 177000 318000, 177000 319000, 176000 319000, 176000 318000))"
RIJEN = ["Maastricht;Nee;Verzonnen vlak;M1;1A;40;40;10;" + VLAK + "\r\n",
         "Maastricht;Nee;Verzonnen zonder ligging;M2;3;15;15;0;\r\n",
         *(f"Venlo;Nee;Verzonnen punt {i};V{i};{'2A' if i % 2 else '4B'};{i};{i};;POINT({208000 + 300 * i} 376000)\r\n" for i in range(1, 12)),
         "Heerlen;Ja;Verzonnen GEHEIMNIS een;GEHEIMNIS1;1A;77;77;7;POINT(196000 322000)\r\n",
         "Heerlen;Nee;Verzonnen dekking;H1;1A;12;12;3;POINT(197000 322000)\r\n",
         "Heerlen;Nee;Verzonnen open;H2;1A;40;40;;POINT(198000 322000)\r\n"]
OPEN = len(RIJEN) - 1


def boom(d, pad):
    a = d.vraag("GET", pad)
    assert a.status == 200, f"GET {pad}: {a.status} {a.tekst[:300]}"
    return a.boom


def namen(d, vraag):
    return {f["properties"]["naam"].removeprefix("Verzonnen ") for f in boom(d, f"{ITEMS}?limit=100&{vraag}")["features"]}


def _varint(b, i):
    v = plaats = 0
    while True:
        v |= (b[i] & 0x7F) << plaats
        plaats, i = plaats + 7, i + 1
        if not b[i - 1] & 0x80:
            return v, i


def _velden(b):
    """The fields of a message of protocol buffers: (number, number or bytes)."""
    i = 0
    while i < len(b):
        kop, i = _varint(b, i)
        v, i = _varint(b, i)
        if kop & 7 == 2:
            v, i = b[i:i + v], i + v
        yield kop >> 3, v


def tegel(b):
    """{layer: [(id, kind of geometry, {key: value})]} by the specification of vector tiles."""
    uit = {}
    for nummer, laag in _velden(b):
        assert nummer == 3
        velden = list(_velden(laag))
        sleutels = [v.decode() for n, v in velden if n == 3]
        waarden = [next(t for k, t in _velden(v) if k == 1).decode() for n, v in velden if n == 4]
        lijst = uit.setdefault(next(v for n, v in velden if n == 1).decode(), [])
        for k in (dict(_velden(v)) for n, v in velden if n == 2):
            tags, i = [], 0
            while i < len(k[2]):
                t, i = _varint(k[2], i)
                tags.append(t)
            lijst.append((k[1], k[3], {sleutels[a]: waarden[b] for a, b in zip(tags[::2], tags[1::2])}))
    return uit


def tegels(d, z):
    """All tiles of a zoom over the Netherlands, as tegel() reads them."""
    n = 1 << z
    for x in range(int((3 / 360 + 0.5) * n), int((7.5 / 360 + 0.5) * n) + 1):
        for y in range(int(0.32 * n), int(0.34 * n) + 1):
            yield tegel(d.lees(f"/tegels/plannen/{z}/{x}/{y}.mvt").bytes)


def zonder_plannen_is_de_verzameling_leeg(d):
    assert boom(d, ITEMS)["numberMatched"] == 0 and "extent" not in boom(d, PLANNEN)
    assert d.vraag("GET", "/tegels/plannen/5/16/10.mvt").bytes == b""
    assert "bounds" not in boom(d, "/tegels/plannen")


def bladeren_geeft_elk_openbaar_plan_een_keer_met_het_nummer_van_zijn_pagina(d):
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "verzonnen.csv")
        with open(pad, "w", encoding="utf-8", newline="") as f:
            f.write(KOP + "".join(RIJEN))
        d.opdracht("cijfer", "importeer", "basisset", pad, "--peildatum", "2025-01-01")
    pad, gezien = f"{ITEMS}?limit=4", []
    while pad:
        t = boom(d, pad)
        gezien += t["features"]
        assert t["numberMatched"] == OPEN
        pad = next((re.sub(r"^http://[^/]+", "", s["href"]) for s in t["links"] if s["rel"] == "next"), None)
    ids = [f["id"] for f in gezien]
    assert len(ids) == OPEN and ids == sorted(set(ids))
    assert len(boom(d, "/plannen.json?gebied=PV31")["tabel"]["rijen"]) == OPEN
    for f in gezien[:3]:
        assert d.lees(f"/plannen/{f['id']}.json").boom["titel"] == f["properties"]["naam"]
        assert f["properties"]["pagina"].endswith(f"/plannen/{f['id']}")
        een = boom(d, f"{ITEMS}/{f['id']}")
        assert (een["id"], een["properties"], een["geometry"]) == (f["id"], f["properties"], f["geometry"])


def de_eigenschappen_zijn_die_van_het_plan_en_ontbreken_is_geen_nul(d):
    vlak, zonder = (next(f for f in boom(d, f"{ITEMS}?plancode={c}")["features"]) for c in ("M1", "M2"))
    e = vlak["properties"]
    assert (e["gemeente"], e["provincie"], e["status"], e["hardheid"], e["woningen"], e["nultreden"]) == ("GM0935", "PV31", "1A", "hard", 40, 10), e
    assert e["zorggeschikt"] is None and e["verzonnen"] is True and e["bron"] == "basisset" and e["peildatum"] == "2025-01-01"
    assert vlak["geometry"]["type"] == "Polygon" and len(vlak["geometry"]["coordinates"][0]) == 5
    assert zonder["geometry"] is None and zonder["properties"]["nultreden"] == 0 and zonder["properties"]["ligging"] == "geen"
    punt = boom(d, f"{ITEMS}?plancode=V1&crs={CRS}EPSG/0/28992")["features"][0]["geometry"]
    assert punt == {"type": "Point", "coordinates": [208300, 376000]}
    assert boom(d, f"{ITEMS}?plancode=M1&skipGeometry=true")["features"][0]["geometry"] is None


def elke_eigenschap_kiest_en_een_vak_in_elk_stelsel(d):
    assert namen(d, "hardheid=hard&gemeente=GM0935") == {"vlak"}
    assert namen(d, "status=4B") == {f"punt {i}" for i in range(2, 12, 2)}
    assert namen(d, "corop=CR39&status=1A") == {"vlak", "dekking", "open"}
    assert namen(d, "woningtype=nultreden") == {"vlak", "dekking"}
    assert namen(d, "naam=Verzonnen+open") == {"open"}
    assert namen(d, "bron=planmonitor") == set()
    assert namen(d, f"bbox=176900,318900,177100,319100&bbox-crs={CRS}EPSG/0/28992") == {"vlak"}
    assert namen(d, f"bbox=208200,375900,208700,376100&bbox-crs={CRS}EPSG/0/28992") == {"punt 1", "punt 2"}
    for stelsel in ("OGC/1.3/CRS84", "EPSG/0/4326", "EPSG/0/3857"):
        x, y = boom(d, f"{ITEMS}?plancode=V5&crs={CRS}{stelsel}")["features"][0]["geometry"]["coordinates"]
        h = 1e-6 if abs(x) < 180 else 0.1
        assert namen(d, f"bbox={x - h:.7f},{y - h:.7f},{x + h:.7f},{y + h:.7f}&bbox-crs={CRS}{stelsel}") == {"punt 5"}
    assert namen(d, "datetime=2024-12-31") == set() and len(namen(d, "datetime=2025-01-01")) == OPEN
    for vraag in ("hardheid=week", "woningtype=paleis", "code=GM0935", "skipGeometry=ja", "bestaatniet=1"):
        assert d.vraag("GET", f"{ITEMS}?{vraag}").status == 400, vraag


def elke_tegel_geeft_elk_plan_met_een_plaats_een_keer_en_vlakken_van_dichtbij(d):
    for z, vlakken in ((6, 0), (9, 0), (10, 1)):
        punten, n_vlak = [], set()
        for t in tegels(d, z):
            assert set(t) <= {"plannen", "plannen-vlak"}
            punten += [f for f in t.get("plannen", [])]
            n_vlak |= {f[0] for f in t.get("plannen-vlak", [])}
            assert all(f[1] == 3 for f in t.get("plannen-vlak", []))
        assert len(punten) == OPEN - 1 and len({f[0] for f in punten}) == OPEN - 1, z
        assert len(n_vlak) == vlakken
        assert {f[2]["hardheid"] for f in punten} == {"hard", "zacht"} and all(f[1] == 1 and f[2]["bron"] == "basisset" for f in punten)


def zonder_grenzen_zegt_de_kaart_waarom_er_geen_plannen_op_staan(d):
    assert "Plannen staan alleen op de kaart als" in d.lees("/kaart?plannen=alle&gebied=PV31").tekst
    vlak = boom(d, f"{ITEMS}?plancode=M1")["features"][0]["id"]
    pagina = d.lees(f"/plannen/{vlak}").tekst
    assert "Waar het ligt: Maastricht" in pagina and "Bekijk dit plan op de kaart" not in pagina  # its own outline
    punt = boom(d, f"{ITEMS}?plancode=V1")["features"][0]["id"]
    assert "Waar het ligt" not in d.lees(f"/plannen/{punt}").tekst
    assert d.vraag("GET", "/kaart?plannen=paars").status == 400 and d.vraag("GET", "/kaart?planbron=x").status == 400


def met_grenzen_staan_plannen_op_de_kaart_en_een_plan_op_zijn_kaartje(d):
    vakken = {"GM0935": (5.6, 50.8), "GM0917": (5.9, 50.8), "GM0983": (6.0, 51.3)}
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "verzonnen.geojson")
        with open(pad, "w", encoding="utf-8") as f:
            json.dump({"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"code": c}, "geometry": {"type": "Polygon", "coordinates": [
                    [[x, y], [x + 0.3, y], [x + 0.3, y + 0.2], [x, y + 0.2], [x, y]]]}} for c, (x, y) in vakken.items()]}, f)
        d.opdracht("cijfer", "importeer", "grenzen", pad, "--peildatum", "2023-01-01")
    t = d.lees("/kaart.json?plannen=alle&gebied=PV31").boom
    assert t["plannen"]["tekst"].startswith(f"Op de kaart: {OPEN - 1} openbare plannen (Basisset 2.0): 9 hard, 5 zacht. Van 1 plan is"), t["plannen"]
    p = t["eiland"]["plannen"]
    assert {x["hardheid"]: x["aantal"] for x in p["tekens"]} == {"hard": 9, "zacht": 5}
    assert boom(d, p["items"])["numberMatched"] == OPEN
    assert len(boom(d, p["items"] + "&limit=3&sortby=-woningen")["features"]) == 3
    assert [f["properties"]["woningen"] for f in boom(d, p["items"] + "&limit=3&sortby=-woningen")["features"]] == [40, 40, 15]
    alle = [f["properties"]["woningen"] for f in boom(d, p["items"] + "&limit=100&sortby=-woningen")["features"]]
    assert alle == sorted(alle, reverse=True) and len(alle) == OPEN
    assert d.lees("/kaart.json?plannen=zacht&gebied=PV31").boom["plannen"]["tekst"].startswith("Op de kaart: 5 openbare plannen")
    svg = d.lees("/kaart.svg?plannen=alle&gebied=PV31").tekst
    assert "hard plan (9)" in svg and "GEHEIMNIS" not in svg and "<use " in svg
    assert "eiland" in t and "plannen" not in d.lees("/kaart.json?gebied=PV31").boom["eiland"]
    punt = boom(d, f"{ITEMS}?plancode=V1")["features"][0]["id"]
    pagina = d.lees(f"/plannen/{punt}").tekst
    m = re.search(r'href="(/kaart\?[^"]*plannen=alle[^"]*#kaart=13\.00/([\d.]+)/([\d.]+)/plan-(\d+))"', pagina)
    assert m and int(m[4]) == punt and "Waar het ligt: Venlo" in pagina, pagina[:3000]
    x, y = boom(d, f"{ITEMS}/{punt}")["geometry"]["coordinates"]
    assert abs(float(m[2]) - y) < 1e-4 and abs(float(m[3]) - x) < 1e-4
    koppen = re.findall(r"<h2[^>]*>(.*?)</h2>", d.lees(f"/plannen/{boom(d, f'{ITEMS}?plancode=M1')['features'][0]['id']}").tekst)
    assert len(koppen) == len(set(koppen)), koppen
    assert '/plannen"' in d.lees("/leveringen").tekst and "/plannen" in d.lees("/?gebied=PV31").tekst


def van_een_vertrouwelijk_plan_staat_nergens_iets(d):
    paden = [f"{ITEMS}?limit=100", f"{ITEMS}.html?limit=100", f"{ITEMS}?plancode=GEHEIMNIS1", "/tegels/plannen", f"{ITEMS}?gemeente=GM0917",
             f"{ITEMS}?bbox=195900,321900,196100,322100&bbox-crs={CRS}EPSG/0/28992", "/kaart.json?plannen=alle", "/kaart?plannen=alle&gebied=GM0917"]
    for pad in paden:
        assert "GEHEIMNIS" not in d.lees(pad).tekst.replace("plancode=GEHEIMNIS1", ""), pad
    assert boom(d, paden[2])["numberMatched"] == 0 and boom(d, paden[5])["numberMatched"] == 0
    ids = {f["id"] for f in boom(d, f"{ITEMS}?limit=100")["features"]}
    geheim = set(range(min(ids), max(ids) + 1)) - ids
    assert len(geheim) == 1
    for pad in (f"{ITEMS}/{min(geheim)}", f"{ITEMS}/{min(geheim)}.html", f"{ITEMS}/0", f"{ITEMS}/x"):
        assert d.vraag("GET", pad).status == 404, pad
    assert min(geheim) not in {f[0] for t in tegels(d, 8) for f in t.get("plannen", [])}
    open_ = boom(d, f"{ITEMS}?plancode=H1")["features"][0]["properties"]
    assert (open_["woningen"], open_["nultreden"], open_["woningenOpmerking"]) == (12, 3, None)  # an open plan covers nothing


def gdal_telt_en_omkadert_als_de_database(d):
    if not shutil.which("ogrinfo"):
        print("# overgeslagen: ogrinfo ontbreekt (gdal-bin)")
        return
    bron = f"OAPIF:http://{d.adres[0]}:{d.adres[1]}/ogc/v1"
    uit = subprocess.run(["ogrinfo", "-ro", "-so", bron, "plannen", "-oo", "PAGE_SIZE=3"], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                         timeout=120).stdout.decode()
    assert f"Feature Count: {OPEN}" in uit, uit
    alles = subprocess.run(["ogrinfo", "-ro", "-al", "-q", bron, "plannen", "-oo", "PAGE_SIZE=3"], check=True, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, timeout=120).stdout.decode()
    assert len(re.findall(r"^OGRFeature\(plannen\):\d+", alles, re.M)) == OPEN
    xy = [c for f in boom(d, f"{ITEMS}?limit=100&crs={CRS}EPSG/0/28992")["features"] if f["geometry"]
          for c in ([f["geometry"]["coordinates"]] if f["geometry"]["type"] == "Point" else f["geometry"]["coordinates"][0])]
    leg = [d.lees(f"/plannen/{f['id']}.json").boom["ligging"] for f in boom(d, f"{ITEMS}?limit=100")["features"]]
    leg = [k for k in leg if k["vorm"] != "geen"]
    assert (min(x for x, _ in xy), max(y for _, y in xy)) == (min(k["xMin"] for k in leg), max(k["yMax"] for k in leg))
    kader = [float(x) for x in re.search(r"Extent: \((.*?), (.*?)\) - \((.*?), (.*?)\)", uit).groups()]
    assert all(abs(v - w) < 2e-6 for v, w in zip(kader, boom(d, PLANNEN)["extent"]["spatial"]["bbox"][0]))


def een_ingetrokken_levering_verdwijnt_uit_verzameling_en_tegels(d):
    nummer = boom(d, ITEMS)["features"][0]["properties"]["levering"]
    d.post(f"/leveringen/{nummer}/intrekken", {"reden": "proef"})
    assert boom(d, ITEMS)["numberMatched"] == 0
    assert all(not t for t in tegels(d, 6))


if __name__ == "__main__":
    draai(zonder_plannen_is_de_verzameling_leeg, bladeren_geeft_elk_openbaar_plan_een_keer_met_het_nummer_van_zijn_pagina,
          de_eigenschappen_zijn_die_van_het_plan_en_ontbreken_is_geen_nul, elke_eigenschap_kiest_en_een_vak_in_elk_stelsel,
          elke_tegel_geeft_elk_plan_met_een_plaats_een_keer_en_vlakken_van_dichtbij,
          zonder_grenzen_zegt_de_kaart_waarom_er_geen_plannen_op_staan, met_grenzen_staan_plannen_op_de_kaart_en_een_plan_op_zijn_kaartje, van_een_vertrouwelijk_plan_staat_nergens_iets,
          gdal_telt_en_omkadert_als_de_database, een_ingetrokken_levering_verdwijnt_uit_verzameling_en_tegels)
