#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Plans over HTTP: the list with its filters and pages, one plan, files of the whole list, and that confidential plans stay out of all."""

import io
import json
import os
import shutil
import sqlite3
import struct
import subprocess
import tempfile
import zipfile

from dienst import draai, wacht

KOP = "naam_gemeente;vertrouwelijk;naam;plancode;planologische_status;bruto_aantalwoningen;opleverjaar_2026;opleverjaar_2027;nultredenwoning;geometrie\r\n"
RIJEN = [f"Venlo;Nee;Verzonnen plan {i:03};V{i};{'1A' if i % 2 else '3'};{i};{i};0;{1 if i <= 10 else 0};\r\n" for i in range(1, 151)]
GEHEIM = ["Heerlen;Ja;Verzonnen GEHEIMNIS een;GEHEIMNIS1;1A;77;77;0;7;POINT(196000 322000)\r\n",
          "Heerlen;Nee;Verzonnen dekking;H1;1A;12;12;0;3;\r\n", "Heerlen;Nee;Verzonnen open;H2;1A;40;39;0;;\r\n"]


def lever(d, soort, naam, inhoud, **anders):
    """Uploads, waits, confirms; the number of the levering."""
    a = d.post("/leveringen/nieuw", {"soort": soort, "peildatum": "2025-01-01", "leveraar": "", **anders},
               ("bestand", naam, inhoud if isinstance(inhoud, bytes) else inhoud.encode()))
    assert a.status == 303, f"{a.status} {a.tekst[:800]}"

    def einde(adres):
        return wacht(adres, lambda: (t := d.lees(adres + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and t)

    assert einde(a.naar)["status"] == "klaar", d.lees(a.naar).tekst[:2000]
    b = d.post(a.naar + "/invoeren")
    assert b.status == 303, b.tekst[:800]
    assert einde(b.naar)["status"] == "klaar"
    return max(x["id"] for x in d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"])


def lijst(d, vraag=""):
    return d.lees(f"/plannen.json?{vraag}").boom


def without_plans_the_list_says_so(d):
    a = d.lees("/plannen?gebied=PV31")
    assert "Er zijn geen plannen geleverd" in a.tekst and "Lever plannen aan" in a.tekst
    assert "}}" not in a.tekst


def a_list_is_paged_sorted_and_filtered(d):
    lever(d, "basisset", "verzonnen.csv", KOP + "".join(RIJEN + GEHEIM))
    b = lijst(d, "gebied=GM0983")
    assert (b["aantal"], b["bladen"], len(b["tabel"]["rijen"])) == (150, 3, 50), b["antwoord"]
    tweede = lijst(d, "gebied=GM0983&blad=2")["tabel"]["rijen"]
    assert len(tweede) == 50 and not {r["plan"] for r in tweede} & {r["plan"] for r in b["tabel"]["rijen"]}
    af = lijst(d, "gebied=GM0983&sorteer=-woningen")["tabel"]["rijen"]
    assert [r["woningen"] for r in af] == list(range(150, 100, -1))
    assert lijst(d, "gebied=GM0983&status=hard")["aantal"] == 75
    assert lijst(d, "gebied=GM0983&status=3")["aantal"] == 75
    types = lijst(d, "gebied=GM0983&woningtype=nultreden")
    assert types["aantal"] == 10 and all(r["type"] == 1 for r in types["tabel"]["rijen"])
    csv = d.lees("/plannen.csv?gebied=GM0983&blad=2").tekst
    assert len(csv.splitlines()) == 151  # a file is whole
    assert d.lees("/plannen.xlsx?gebied=GM0983").bytes[:2] == b"PK"
    pagina = d.lees("/plannen?gebied=GM0983&sorteer=-woningen").tekst
    assert "Volgende bladzijde" in pagina and "sorteer=-woningen&amp;blad=2" in pagina


def one_plan_shows_what_was_delivered(d):
    rij = lijst(d, "gebied=GM0983")["tabel"]["rijen"][0]
    b = d.lees(f"/plannen/{rij['plan']}.json").boom
    assert b["titel"] == "Verzonnen plan 001" and b["planologischeStatus"] == "1A"
    jaren = {r["wat"]: r["woningen"] for r in b["tabellen"]["jaar"]["rijen"]}
    assert jaren == {"2026": 1, "2027": 0}
    pagina = d.lees(f"/plannen/{rij['plan']}").tekst
    assert "Status zoals geleverd" in pagina and "/leveringen/" in pagina and "verzonnen" in pagina
    open_ = [r for r in lijst(d, "gebied=GM0917")["tabel"]["rijen"] if r["naam"] == "Verzonnen open"][0]
    assert "(c1)" in d.lees(f"/plannen/{open_['plan']}").tekst
    assert lijst(d, "gebied=GM0917&bevinding=c1")["aantal"] == 1


def a_confidential_plan_is_nowhere(d):
    nummers = [r["plan"] for r in lijst(d, "gebied=GM0917")["tabel"]["rijen"]]
    assert len(nummers) == 2
    for pad in ("/plannen?gebied=GM0917", "/plannen.csv?gebied=GM0917", "/plannen.json?gebied=PV31", "/plannen?gebied=PV31&blad=2", "/gebieden/GM0917",
                "/leveringen", "/plannen?gebied=GM0917&woningtype=nultreden", *(f"/plannen/{n}" for n in nummers)):
        assert "GEHEIMNIS" not in d.lees(pad).tekst, pad
    for n in range(min(nummers) - 1, max(nummers) + 1):
        a = d.vraag("GET", f"/plannen/{n}.json")
        assert "GEHEIMNIS" not in a.tekst
        if n not in nummers and a.status == 200:
            assert a.boom["titel"].startswith("Verzonnen plan")
    open_ = {r["naam"]: r for r in lijst(d, "gebied=GM0917")["tabel"]["rijen"]}
    assert open_["Verzonnen dekking"]["woningen"] == 12 and d.lees(f"/plannen/{open_['Verzonnen dekking']['plan']}.json").boom["secties"]
    antwoord = lijst(d, "gebied=GM0917")["antwoord"]
    assert "52 woningen" in antwoord and "Er zijn ook vertrouwelijke plannen; die staan hier niet" in antwoord, antwoord
    # 52 open homes can be seen plan by plan: the sum is these and no more, and says that it is the least.
    tabel = d.lees("/v1/cijfers?onderwerp=plannen-hard&gebied=PV31&van=2024&tot=2030").boom
    rij, = [r for r in tabel["cijfers"] if r["gebied"] == "GM0917"]
    assert rij["waarde"] == 51 and "niet openbaar" in rij["opmerking"], rij  # by their years
    waarden = [w["waarde"] for w in d.lees("/v1/waarnemingen?bron=basisset&paginaGrootte=1000").boom["waarnemingen"] if w["gebied"] == "GM0917"]
    assert None in waarden and not {77, 89, 117, 128, 129, 7, 10} & set(waarden), waarden  # the cell of 2026 is withheld as a whole
    delen = d.lees("/herkomst/plannen-hard:GM0917:2025-01-01.json").boom["onderdelen"]
    assert sum(o["waarde"] for o in delen) == 51 and all(o["id"] for o in delen), delen
    levering = d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"][0]["id"]
    assert "GEHEIMNIS" not in d.lees(f"/leveringen/{levering}").tekst
    assert f"/plannen?levering={levering}" in d.lees(f"/leveringen/{levering}").tekst
    assert lijst(d, f"levering={levering}")["aantal"] == 152


def a_map_file_is_taken_in_over_the_web(d):
    vlak = {"type": "Polygon", "coordinates": [[[195000, 320000], [195100, 320000], [195100, 320100], [195000, 320000]]]}
    tekst = json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": vlak, "properties": {"gemeente": "Heerlen", "plannaam": "Verzonnen vlak", "status": "4A Visie", "aantal_woningen": 25}}]})
    levering = lever(d, "plannen-geo", "verzonnen.geojson", tekst)
    b = lijst(d, f"levering={levering}")
    assert b["aantal"] == 1 and b["tabel"]["rijen"][0]["vorm"] == "vlak"
    plan = d.lees(f"/plannen/{b['tabel']['rijen'][0]['plan']}.json").boom
    assert (plan["ligging"]["xMin"], plan["ligging"]["yMax"]) == (195000, 320100)
    assert "worden niet opgeteld" in lijst(d, "gebied=GM0917")["antwoord"]
    assert lijst(d, "gebied=GM0917&bron=plannen-geo")["aantal"] == 1


def geopackage(rijen, extra=()):
    """A GeoPackage 1.3 as other programs write it: rows of x, y, gemeente, name, status, homes."""
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "plannen.gpkg")
        c = sqlite3.connect(pad)
        c.executescript("""PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10300;
            CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
              organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
            INSERT INTO gpkg_spatial_ref_sys VALUES ('Amersfoort / RD New', 28992, 'EPSG', 28992, 'PROJCS["Amersfoort / RD New",GEOGCS["Amersfoort",DATUM["Amersfoort",SPHEROID["Bessel 1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Oblique_Stereographic"],PARAMETER["latitude_of_origin",52.1561605555556],PARAMETER["central_meridian",5.38763888888889],PARAMETER["scale_factor",0.9999079],PARAMETER["false_easting",155000],PARAMETER["false_northing",463000],UNIT["metre",1],AUTHORITY["EPSG","28992"]]', '');
            CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
              last_change DATETIME NOT NULL DEFAULT '2025-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
            CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
              z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
            CREATE TABLE plannen (fid INTEGER PRIMARY KEY, geom BLOB, gemeente TEXT, plannaam TEXT, status TEXT, aantal_woningen INTEGER);
            INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('plannen', 'features', 'plannen', 28992);
            INSERT INTO gpkg_geometry_columns VALUES ('plannen', 'geom', 'POINT', 28992, 0, 0);""")
        for x, y, *rest in rijen:
            vorm = b"GP\x00\x01" + struct.pack("<i", 28992) + b"\x01" + struct.pack("<Idd", 1, x, y)
            c.execute("INSERT INTO plannen (geom, gemeente, plannaam, status, aantal_woningen) VALUES (?, ?, ?, ?, ?)", (vorm, *rest))
        for sql in extra:
            c.execute(sql)
        c.commit()
        c.close()
        with open(pad, "rb") as f:
            return f.read()


def a_geopackage_is_read_and_what_it_would_compute_is_not(d):
    rijen = [(195000, 320000, "Heerlen", "Verzonnen punt", "4A Visie", 25), (196000, 321000, "Heerlen", "Verzonnen tweede", "1A Onherroepelijk", 7)]
    levering = lever(d, "plannen-geo", "verzonnen.gpkg", geopackage(rijen), leveraar="geopackage")
    b = lijst(d, f"levering={levering}")
    assert b["aantal"] == 2 and {(r["naam"], r["vorm"], r["woningen"]) for r in b["tabel"]["rijen"]} == {("Verzonnen punt", "punt", 25), ("Verzonnen tweede", "punt", 7)}
    plan = d.lees(f"/plannen/{b['tabel']['rijen'][0]['plan']}.json").boom
    assert (plan["ligging"]["xMin"], plan["ligging"]["yMin"]) == (195000, 320000)
    zonder_eind = ("CREATE VIEW v AS WITH RECURSIVE t(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 FROM t) SELECT fid, NULL AS geom FROM t",
                   "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('V', 'features', 'v', 28992)",
                   "INSERT INTO gpkg_geometry_columns VALUES ('V', 'geom', 'POINT', 28992, 0, 0)")
    heel = geopackage(rijen)
    for bytes_, woord in ((geopackage(rijen, zonder_eind), "berekend worden"), (heel[:5000], "beschadigd"), (heel[:100] + bytes(len(heel) - 100), "beschadigd")):
        a = d.post("/leveringen/nieuw", {"soort": "plannen-geo", "peildatum": "2025-01-01", "leveraar": "kwaad", "wie": "A. de Vries"}, ("bestand", "kwaad.gpkg", bytes_))
        assert a.status == 303, a.tekst[:500]
        t = wacht(a.naar, lambda: (t := d.lees(a.naar + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and t)  # pylint: disable=W0640
        assert t["status"] == "mislukt" and woord in d.lees(a.naar).tekst, (woord, t, d.lees(a.naar).tekst[:3000])


def geodatabase(plannen, jaren):
    """A file geodatabase as a province's plan monitor: plans with a shape, and a table of homes a year; made by GDAL's own program. None where that is absent."""
    if not shutil.which("ogr2ogr"):
        return None
    with tempfile.TemporaryDirectory() as map_:
        vorm = {"type": "Polygon", "coordinates": [[[195000, 320000], [195100, 320000], [195100, 320100], [195000, 320100], [195000, 320000]]]}
        with open(f"{map_}/plannen.geojson", "w", encoding="utf-8") as f:
            json.dump({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}},
                       "features": [{"type": "Feature", "geometry": vorm, "properties": p} for p in plannen]}, f)
        with open(f"{map_}/jaren.csv", "w", encoding="utf-8") as f:
            f.write("parent_globalid,gemeente,jaartal,meergezins_koop1,eengezins_huur_onb,onbekend_onbekend,bouw_gerealiseerd,sloop_meergezins_koop1\n")
            f.writelines(",".join(str(v) for v in r) + "\n" for r in jaren)
        for extra in (["-nln", "Planregistratie", "plannen.geojson"], ["-update", "-nln", "DetailPlanning", "-oo", "AUTODETECT_TYPE=YES", "jaren.csv"]):
            subprocess.run(["ogr2ogr", "-f", "OpenFileGDB", *extra[:-1], f"{map_}/monitor.gdb", f"{map_}/{extra[-1]}"], check=True, capture_output=True, timeout=60)
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as z:
            for naam in sorted(os.listdir(f"{map_}/monitor.gdb")):
                z.write(f"{map_}/monitor.gdb/{naam}", f"monitor.gdb/{naam}")
        return uit.getvalue()


def the_years_of_a_plan_monitor_stand_in_a_table_beside_its_plans(d):
    def plan(id_, naam, totaal, over):
        return {"GlobalID": id_, "plannaam": naam, "gemeente": "Roermond", "status_planologisch": "1A Onherroepelijk", "vertrouwelijkheid": "Openbaar",
                "totaal_bouw": totaal, "totaal_resterend": over}
    zip_ = geodatabase([plan("{A-1}", "Verzonnen een", 30, 25), plan("{B-2}", "Verzonnen twee", 8, 8), plan("{C-3}", "Verzonnen zonder jaren", 4, 4)],
                       [("{a-1}", "Roermond", 2025, 5, 0, 0, "Ja", 0), ("{a-1}", "Roermond", 2027, 10, 5, 0, "Nee", 3), ("{a-1}", "Roermond", 2028, 0, 0, 10, "Nee", 0),
                        ("{b-2}", "Roermond", 2028, 3, 4, 0, "Nee", 0)])
    if zip_ is None:
        print("# overgeslagen: ogr2ogr ontbreekt (gdal-bin)")
        return
    levering = lever(d, "plannen-geo", "monitor.gdb.zip", zip_, leveraar="monitor")
    een, twee, geen = sorted(lijst(d, f"levering={levering}")["tabel"]["rijen"], key=lambda r: r["naam"])
    assert (een["woningen"], twee["woningen"], geen["woningen"]) == (25, 8, 4), (een, twee, geen)
    niet_gelijk = "De opleverjaren zijn samen niet gelijk aan het totaal"
    b = d.lees(f"/plannen/{een['plan']}").tekst
    assert "rij 2 van de laag met jaren" in b and niet_gelijk not in b, b[:4000]
    assert niet_gelijk in d.lees(f"/plannen/{twee['plan']}").tekst  # 7 of the 8 have a year
    t = d.lees("/cijfers/plannen-hard.json?gebied=GM0957&van=2027&tot=2028&bron=plannen-geo").boom["tabel"]["rijen"][0]
    assert t["waarde"] == 32 and "4 meer als alles met jaren deels buiten het venster meetelt" in t["opmerking"], t
    herkomst = d.lees(t["cellen"][1]["adres"] + ".json").boom
    assert len(herkomst["problemen"]) == 1, herkomst["problemen"]  # one finding about several figures is told once
    een_jaar = d.lees(f"/herkomst/{herkomst['onderdelen'][0]['id']}").tekst
    assert "Blad DetailPlanning" in een_jaar, een_jaar


def what_is_asked_wrongly_is_refused_in_words(d):
    for vraag, status in (("blad=x", 400), ("blad=0", 400), ("status=9Z", 400), ("bevinding=x", 400), ("woningtype=x", 400), ("levering=-1", 400),
                          ("gebied=XX", 404)):
        assert d.vraag("GET", f"/plannen?{vraag}").status == status, vraag
    assert d.vraag("GET", "/plannen/0").status == 404
    assert d.vraag("GET", "/plannen/99999999").status == 404


def a_withdrawn_levering_takes_its_plans_along(d):
    plan = lijst(d, "gebied=GM0983")["tabel"]["rijen"][0]["plan"]
    for rij in d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"]:
        d.post(f"/leveringen/{rij['id']}/intrekken", {"reden": "proef", "wie": "proef"})
    assert lijst(d, "gebied=GM0983")["aantal"] == 0
    assert "telt niet meer mee" in d.lees(f"/plannen/{plan}").tekst
    assert "Er zijn geen plannen" in d.lees("/plannen?gebied=PV31").tekst


draai(without_plans_the_list_says_so, a_list_is_paged_sorted_and_filtered, one_plan_shows_what_was_delivered, a_confidential_plan_is_nowhere,
      a_map_file_is_taken_in_over_the_web, the_years_of_a_plan_monitor_stand_in_a_table_beside_its_plans, a_geopackage_is_read_and_what_it_would_compute_is_not, what_is_asked_wrongly_is_refused_in_words, a_withdrawn_levering_takes_its_plans_along)
