#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Data packages: what goes in and what never does, from one database to another and back, and what a hostile one meets."""

import csv
import hashlib
import http.client
import io
import json
import os
import re
import subprocess
import tempfile
import zipfile

from dienst import GEDULD_S, WORTEL, Dienst, Overgeslagen, _postgres, draai

ECHT = os.path.join(WORTEL, "..", "shared", "data")
# Real files that are there when the project's own data lies beside it; the demo alone is enough without them.
ECHTE = (("plannen-geo", "plannen/eib.zip", "2020-01-01", "EIB"), ("plancapaciteit", "plannen/plancapaciteit_databewijst.xlsx", "2021-01-01", ""),
         ("grenzen", "gebieden/gemeente_2023.geojson", "2023-01-01", ""), ("planstatus", "plannen/diwi_mapping_planologisch.csv", "2024-01-01", "DIWI"))
KOP = "naam_gemeente;vertrouwelijk;naam;plancode;planologische_status;bruto_aantalwoningen;opleverjaar_2026;opleverjaar_2027;geometrie\r\n"
GEHEIM = ["Heerlen;Ja;Verzonnen GEHEIMNIS een;GEHEIMNIS1;1A;77771;77771;0;POINT(196000 322000)\r\n", "Heerlen;Nee;Verzonnen dekking;H1;1A;12;0;12;\r\n",
          "Heerlen;Nee;Verzonnen open;H2;1A;40;40;0;\r\n", "Venlo;Ja;Verzonnen GEHEIMNIS alleen;GEHEIMNIS2;1A;88883;88883;0;\r\n"]


class Hier:
    """A database of its own beside that of the test, to import into; served when asked."""

    def __init__(self, d, soort):
        self.map = tempfile.TemporaryDirectory(prefix="wz-pakket-")
        pg = os.environ.get("WZ_TEST_PG")
        if soort == "PostgreSQL" and not pg:
            raise Overgeslagen("WZ_TEST_PG is niet gezet")
        self.url, self.weg = _postgres(pg) if soort == "PostgreSQL" else (f"sqlite:{self.map.name}/hier.db", lambda: None)
        self.d = Dienst(d.programma, self.url)

    def __enter__(self):
        return self.d

    def __exit__(self, *_):
        self.d.stop()
        self.weg()
        self.map.cleanup()


def soort_van(d):
    return "SQLite" if d.url.startswith("sqlite:") else "PostgreSQL"


def ander(soort):
    return "PostgreSQL" if soort == "SQLite" and os.environ.get("WZ_TEST_PG") else "SQLite"


def probeer(d, *delen):
    """Exit code and what was said."""
    p = subprocess.run([d.programma, *delen, "--db", d.url], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=GEDULD_S, check=False)
    return p.returncode, p.stdout.decode()


def maak(d, map_, naam, *opties):
    pad = os.path.join(map_, naam)
    d.opdracht("pakket", "maak", "--uit", pad, *opties)
    return pad


def vul(d):
    """The demo, real files, and plans that are secret."""
    zegt = d.opdracht("demo", "--alleen-vullen")
    staan = len(d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"])
    assert f"gevuld met {staan} leveringen" in zegt, (staan, zegt)  # the terminal and the page tell the same
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "verzonnen-geheim.csv")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(KOP + "".join(GEHEIM))
        d.opdracht("cijfer", "importeer", "basisset", pad, "--peildatum", "2025-02-01", "--leveraar", "geheim")
        for versie in (1, 2):  # one that supersedes
            with open(pad, "w", encoding="utf-8") as f:
                f.write(f"gemeente;woningtype;jaar;aantal;bron;status\r\nMaastricht;nultreden;2030;{versie}00;\"Proef, met \"\"tekens\"\"\";concept\r\n")
            d.opdracht("cijfer", "importeer", "opgave", pad, "--peildatum", "2024-12-01", "--leveraar", "proef")
    for soort, pad, peil, leveraar in ECHTE:
        if os.path.exists(os.path.join(ECHT, pad)):
            d.opdracht("cijfer", "importeer", soort, os.path.join(ECHT, pad), "--peildatum", peil, "--leveraar", leveraar)


class Vrager:
    """Many questions over one connection."""

    def __init__(self, d):
        self.c = http.client.HTTPConnection(*d.adres, timeout=GEDULD_S)

    def lees(self, pad):
        self.c.request("GET", pad)
        r = self.c.getresponse()
        tekst = r.read().decode()
        assert r.status in (200, 404), f"{pad}: {r.status} {tekst[:300]}"
        return r.status, tekst


def vragen(d):
    """Addresses of every table by every indeling, the herkomst of what stands in them and of delivered figures, plans and boundaries."""
    v = Vrager(d)
    codes = [o["code"] for o in json.loads(v.lees("/v1/onderwerpen?paginaGrootte=1000")[1])["onderwerpen"]]
    codes += [o["code"] for o in json.loads(v.lees("/v1/indicatoren")[1])["indicatoren"]]
    indelingen = ("gemeente", "vijfdeling", "provincie", "zorgkantoorregio")
    uit = [f"/v1/cijfers?onderwerp={o}&indeling={i}{t}{j}&paginaGrootte=1000" for o in codes for i in indelingen
           for t, j in (("", ""), ("", "&van=2024&tot=2030"), ("&woningtype=nultreden", ""), ("&woningtype=zorggeschikt", "&van=2024&tot=2030"))]
    herkomst = set()
    for pad in uit:
        if "indeling=vijfdeling" in pad or "indeling=provincie" in pad:
            herkomst.update(c["herkomst"] for c in json.loads(v.lees(pad)[1])["cijfers"] if c["herkomst"] and c["waarde"] is not None)
    uit += sorted(herkomst)[::5]
    uit += [f"/v1/cijfers/{n}/herkomst" for n in range(1, 7700, 41)]
    uit += ["/v1/waarnemingen.csv", "/v1/leveringen?soort=opgave", "/v1/leveringen?soort=plannen-geo", "/v1/bronnen?paginaGrootte=1000", "/leveringen.json", "/plannen.csv",
            "/plannen.json?gebied=PV31", "/ogc/collections/plannen/items?f=json&limit=1000", "/ogc/collections/gemeente/items?f=json&limit=50"]
    uit += [f"/plannen/{n}.json" for n in range(1, 400, 13)]
    return uit


def gelijk(een, twee, paden, glad=lambda t: t):
    x, y = Vrager(een), Vrager(twee)
    for pad in paden:
        a, b = x.lees(pad), y.lees(pad)
        if (a[0], glad(a[1])) != (b[0], glad(b[1])):
            verschil = next((p for p in zip(glad(a[1]).splitlines(), glad(b[1]).splitlines()) if p[0] != p[1]), ("", ""))
            plek = next((i for i, (p, q) in enumerate(zip(*verschil)) if p != q), 0)
            raise AssertionError(f"{pad}: {a[0]}/{b[0]}\n{verschil[0][max(plek - 200, 0):plek + 300]}\n{verschil[1][max(plek - 200, 0):plek + 300]}")


def zonder_adres(tekst):
    """The same answer of another place at another time. The lines of a stream stand in the order in which a database came to know its series."""
    tekst = re.sub(r"127\.0\.0\.1:\d+|\"timeStamp\": ?\"[^\"]*\"", "", tekst)
    return "\n".join(sorted(tekst.splitlines())) if tekst.startswith("onderwerp,gebied,") else tekst


def a_full_package_moves_an_installation_to_another_database_and_back(d):
    vul(d)
    with tempfile.TemporaryDirectory() as map_:
        pad = maak(d, map_, "weg.zip", "--volledig")
        assert os.stat(pad).st_mode & 0o077 == 0, "een volledig pakket is alleen voor wie het maakte"
        paden = vragen(d)
        assert len(paden) > 800
        with Hier(d, ander(soort_van(d))) as daar, Hier(d, soort_van(d)) as terug:
            daar.opdracht("pakket", "importeer", pad)
            daar.start()
            gelijk(d, daar, paden, zonder_adres)
            terug.opdracht("pakket", "importeer", maak(daar, map_, "terug.zip", "--volledig"))
            terug.start()
            gelijk(d, terug, paden[::5], zonder_adres)
            with zipfile.ZipFile(pad) as heen, zipfile.ZipFile(os.path.join(map_, "terug.zip")) as weer:
                for naam in heen.namelist():
                    if naam not in ("LEESMIJ.txt", "datapackage.json", "herkomst/leveringen.csv"):  # moments, and by which package it came
                        assert heen.read(naam) == weer.read(naam), naam


def the_description_fits_what_is_in_the_package(d):
    with tempfile.TemporaryDirectory() as map_, zipfile.ZipFile(maak(d, map_, "open.zip")) as z:
        assert z.testzip() is None and z.namelist()[0] == "LEESMIJ.txt"
        b = json.loads(z.read("datapackage.json"))
        assert {r["path"] for r in b["resources"]} | {"datapackage.json"} == set(z.namelist())
        tabellen = {}
        for r in b["resources"]:
            inhoud = z.read(r["path"])
            assert r["bytes"] == len(inhoud) and r["hash"] == "sha256:" + hashlib.sha256(inhoud).hexdigest()
            if "schema" not in r:
                continue
            rijen = list(csv.reader(io.StringIO(inhoud.decode(), newline="")))
            velden = r["schema"]["fields"]
            assert rijen[0] == [v["name"] for v in velden] and len(rijen) == r["rijen"] + 1
            for v, kolom in zip(velden, zip(*rijen[1:])):
                if v["type"] in ("integer", "number"):
                    assert all(not c or re.fullmatch(r"-?\d+(\.\d+)?", c) for c in kolom), (r["path"], v["name"])
                elif v["type"] == "boolean":
                    assert set(kolom) <= {"ja", "nee"}
                elif v["type"] == "date":
                    assert all(not c or re.fullmatch(r"\d{4}-\d\d-\d\d", c) for c in kolom)
            tabellen[r["name"]] = [dict(zip(rijen[0], x)) for x in rijen[1:]]
        for r in b["resources"]:
            for fk in r.get("schema", {}).get("foreignKeys", ()):
                sleutels = {x[fk["reference"]["fields"]] for x in tabellen[fk["reference"]["resource"]]}
                assert {x[fk["fields"]] for x in tabellen[r["name"]]} <= sleutels, (r["name"], fk)
        assert sum(int(c["waarde"]) for c in tabellen["cijfers"] if c["onderwerp"] == "inwoners" and c["gebied"] != "PV31") == 1118302
        een = next(c for c in tabellen["cijfers"] if c["onderwerp"] == "inwoners" and c["gebied"] == "GM0935")
        lev = next(x for x in tabellen["leveringen"] if x["nummer"] == een["levering"])
        h = d.lees(f"/v1/cijfers/{een['nummer']}/herkomst").boom
        assert (lev["bestand"], lev["sha256"]) == (h["levering"]["bestand"], h["levering"]["sha256"])
        assert (int(een["rij"]), een["kolom"]) == (h["plaats"]["rij"], h["plaats"]["kolom"])


def what_is_confidential_never_leaves_in_an_open_package(d):
    with tempfile.TemporaryDirectory() as map_:
        with zipfile.ZipFile(maak(d, map_, "open.zip")) as z:
            for naam in z.namelist():
                tekst = z.read(naam).decode()
                assert "GEHEIMNIS" not in tekst and not re.search(r"\b(77771|88883|77783|77811)\b", tekst), naam
                assert not naam.startswith("bestanden/")
            plannen = list(csv.DictReader(io.StringIO(z.read("gegevens/plannen.csv").decode())))
            getallen = list(csv.DictReader(io.StringIO(z.read("gegevens/plangetallen.csv").decode())))
            leveringen = list(csv.DictReader(io.StringIO(z.read("herkomst/leveringen.csv").decode())))
            cijfers = list(csv.DictReader(io.StringIO(z.read("gegevens/cijfers.csv").decode())))
        assert {p["openbaarheid"] for p in plannen} == {"open"}
        assert {p["nummer"] for p in plannen if p["woningen"] != ""} <= {g["plan"] for g in getallen}
        assert all(x["wie"] == "" and x["status"] == "actief" for x in leveringen)
        assert not any("vertrouwelijk" in c["labels"] for c in cijfers)
        # what stands for confidential rows has no place, and none of it is the number of one plan
        with zipfile.ZipFile(maak(d, map_, "vol.zip", "--volledig")) as z:
            assert any("GEHEIMNIS" in z.read(n).decode("latin-1") for n in z.namelist() if n.startswith("bestanden/"))
            alles = list(csv.DictReader(io.StringIO(z.read("gegevens/cijfers.csv").decode())))
        reeks = ("levering", "onderwerp", "gebied", "periodeVan", "periodeTot", "woningtype", "segment", "kenmerk", "jarenVan", "jarenTot", "bron")
        rijen = {}
        for c in alles:
            if "vertrouwelijk" in c["labels"] and c["waarde"] not in ("", "0"):
                rijen.setdefault(tuple(c[k] for k in reeks), set()).add((c["blad"], c["rij"]))
        for c in cijfers:
            if not c["blad"] and c["waarde"] not in ("", "0"):
                assert len(rijen[tuple(c[k] for k in reeks)]) > 1 and not c["segment"] and not c["kenmerk"], c
        alleen = [k for k, r in rijen.items() if len(r) == 1]
        assert alleen
        gegeven = {tuple(c[k] for k in reeks): c for c in cijfers if not c["blad"]}
        assert all(gegeven[k]["ontbreekt"] == "onderdrukt" and gegeven[k]["waarde"] == "" for k in alleen)


def an_open_package_gives_the_same_figures(d):
    with tempfile.TemporaryDirectory() as map_, Hier(d, ander(soort_van(d))) as daar:
        daar.opdracht("pakket", "importeer", maak(d, map_, "open.zip"), "--wie", "de buren")
        daar.start()
        x, y = Vrager(d), Vrager(daar)
        zelfde = 0
        for pad in vragen(d):
            if not pad.startswith("/v1/cijfers?") or "dekkingsgraad" in pad or "indeling=zorgkantoor" in pad:
                continue
            een, twee = (json.loads(v.lees(pad)[1]) for v in (x, y))
            for a, b in zip([*een["cijfers"], een["totaal"]], [*twee["cijfers"], twee["totaal"]]):
                a, b = ({k: v for k, v in r.items() if k != "herkomst"} for r in (a, b))
                assert a == b, (pad, a, b)  # what it withheld, the pages withhold too
                zelfde += 1
        assert zelfde > 100
        assert "GEHEIMNIS" not in "".join(y.lees(p)[1] for p in ("/plannen.csv", "/leveringen.json", "/plannen.json?gebied=PV31"))
        assert "de buren" in daar.opdracht("levering", "lijst") and "de buren" not in y.lees("/leveringen.json")[1]  # visitors see no names
        code, zei = probeer(daar, "pakket", "importeer", os.path.join(map_, "open.zip"))
        assert code == 1 and "is al geleverd" in zei, zei


def a_selection_holds_what_was_asked(d):
    with tempfile.TemporaryDirectory() as map_:
        pad = maak(d, map_, "keuze.zip", "--onderwerp", "inwoners", "--gebied", "VD03", "--indeling", "vijfdeling")
        with zipfile.ZipFile(pad) as z:
            cijfers = list(csv.DictReader(io.StringIO(z.read("gegevens/cijfers.csv").decode())))
            assert {c["onderwerp"] for c in cijfers} == {"inwoners"} and 2 < len(cijfers) < 10
            leden = {r["gebied"] for r in d.lees("/v1/cijfers?onderwerp=inwoners&gebied=VD03&paginaGrootte=100").boom["cijfers"]}
            assert {c["gebied"] for c in cijfers} <= leden | {"VD03"}
            som = list(csv.DictReader(io.StringIO(z.read("opgeteld/inwoners.csv").decode())))
            assert [int(r["waarde"]) for r in som if r["waarde"]] == [sum(int(c["waarde"]) for c in cijfers)]
            lev = list(csv.DictReader(io.StringIO(z.read("herkomst/leveringen.csv").decode())))
            assert [x["geheel"] for x in lev] == ["nee"]
            gebieden = {g["code"] for g in csv.DictReader(io.StringIO(z.read("codelijsten/gebieden.csv").decode()))}
            assert gebieden == {c["gebied"] for c in cijfers}
        with zipfile.ZipFile(maak(d, map_, "jaar.zip", "--bron", "cbs-voorraad", "--van", "2015-01-01", "--tot", "2015-12-31")) as z:
            cijfers = list(csv.DictReader(io.StringIO(z.read("gegevens/cijfers.csv").decode())))
            assert cijfers and all(c["periodeTot"][:4] == "2015" and c["bron"] == "cbs-voorraad" for c in cijfers)
        for opties, woord in ((("--onderwerp", "bestaat-niet"), "bestaat-niet"), (("--gebied", "XX1"), "XX1"), (("--bron", "x"), "“x”"),
                              (("--indeling", "q"), "“q”"), (("--van", "1850-01-01", "--tot", "1850-12-31"), "niets geleverd")):
            code, zei = probeer(d, "pakket", "maak", "--uit", os.path.join(map_, "x.zip"), *opties)
            assert code != 0 and woord in zei and not os.path.exists(os.path.join(map_, "x.zip")), zei


def a_part_takes_the_place_of_nothing_and_a_rehearsal_changes_nothing(d):
    with tempfile.TemporaryDirectory() as map_, Hier(d, soort_van(d)) as daar:
        deel = maak(d, map_, "deel.zip", "--onderwerp", "inwoners", "--gebied", "VD03")
        vol = maak(d, map_, "vol.zip", "--volledig", "--onderwerp", "inwoners,nieuwbouw")
        zei = daar.opdracht("pakket", "importeer", deel, "--proef")
        assert "er is niets gewijzigd" in zei and "1 leveringen" in zei
        daar.start()
        assert daar.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"] == []
        daar.opdracht("pakket", "importeer", deel)
        assert len(daar.lees("/v1/cijfers?onderwerp=inwoners&gebied=VD03").boom["cijfers"]) > 1
        code, zei = probeer(daar, "pakket", "importeer", vol)  # the same file is there already
        assert code == 1 and "is al geleverd" in zei
        daar.opdracht("levering", "intrekken", str(daar.lees("/v1/leveringen?soort=bevolking").boom["leveringen"][0]["id"]), "--reden", "proef")
        voor = daar.lees("/v1/waarnemingen?paginaGrootte=1").boom["stand"]
        zei = daar.opdracht("pakket", "importeer", vol, "--wie", "verhuizer")
        assert "was leeg" not in zei
        na = daar.lees("/v1/leveringen?status=actief&paginaGrootte=100").boom["leveringen"]
        echt = [x for x in na if not x["soort"].startswith("referentie-")]
        assert echt and all(x["ontvangen"] > voor for x in echt), "in een installatie met leveringen gelden ze vanaf nu"
        assert daar.lees(f"/v1/cijfers?onderwerp=nieuwbouw&gebied=PV31&stand={voor}").boom["totaal"]["waarde"] is None
        assert daar.lees("/v1/cijfers?onderwerp=inwoners&gebied=PV31").boom["totaal"]["waarde"] == 1118302


def herschrijf(pad, naar, delen=None, beschrijf=None, eerlijk=True):
    """A package with other parts; eerlijk: the description is made to fit them, as who means ill would do."""
    with zipfile.ZipFile(pad) as z, zipfile.ZipFile(naar, "w", zipfile.ZIP_DEFLATED) as uit:
        inhoud = {n: z.read(n) for n in z.namelist()}
        for naam, doe in (delen or {}).items():
            nieuw = doe(inhoud.get(naam, b""))
            if nieuw is None:
                inhoud.pop(naam)
            else:
                inhoud[naam] = nieuw
        b = json.loads(inhoud.pop("datapackage.json"))
        if eerlijk:
            b["resources"] = [r for r in b["resources"] if r["path"] in inhoud]
            for naam in inhoud:
                if naam not in {r["path"] for r in b["resources"]}:
                    b["resources"].append({"path": naam})
            for r in b["resources"]:
                r.update(bytes=len(inhoud[r["path"]]), hash="sha256:" + hashlib.sha256(inhoud[r["path"]]).hexdigest())
                r.pop("rijen", None)
        inhoud["datapackage.json"] = json.dumps((beschrijf or (lambda x: x))(b)).encode()
        for naam, bytes_ in inhoud.items():
            uit.writestr(naam, bytes_)
    return naar


def cel(rij, kolom, waarde):
    """Changes a cell of a CSV: row 1 is the first below the header. None: what the first row has."""
    def doe(inhoud):
        rijen = list(csv.reader(io.StringIO(inhoud.decode(), newline="")))
        plek = rijen[0].index(kolom)
        rijen[rij][plek] = waarde if waarde is not None else rijen[1][plek]
        uit = io.StringIO(newline="")
        csv.writer(uit).writerows(rijen)
        return uit.getvalue().encode()
    return doe


def whatever_a_package_holds_it_is_refused_in_words_or_taken_in_whole(d):
    cijfers, lev, plannen, ond = "gegevens/cijfers.csv", "herkomst/leveringen.csv", "gegevens/plannen.csv", "codelijsten/onderwerpen.csv"
    gevallen = [
        ({cijfers: cel(1, "waarde", "12x")}, f"{cijfers}, regel 2, kolom waarde"), ({cijfers: cel(3, "waarde", "1.234567890123")}, "kolom waarde"),
        ({cijfers: cel(1, "waarde", "9" * 18)}, "kolom waarde"), ({cijfers: cel(1, "gebied", "GM9999")}, "kolom gebied"),
        ({cijfers: cel(1, "levering", "999999")}, "kolom levering"), ({cijfers: cel(1, "onderwerp", "x")}, "kolom onderwerp"),
        ({cijfers: cel(1, "periodeTot", "2024-02-30")}, "kolom periodeTot"), ({cijfers: cel(1, "periodeTot", "1900-01-01")}, "kolom periodeTot"),
        ({cijfers: cel(1, "ontbreekt", "onderdrukt")}, "kolom waarde"), ({cijfers: cel(1, "labels", "vertrouwelijk")}, "niets vertrouwelijks"),
        ({cijfers: cel(1, "labels", "mooi")}, "kolom labels"), ({cijfers: cel(1, "kolom", "c1")}, "kolom kolom"),
        ({cijfers: cel(1, "jarenVan", "2030")}, "kolom jarenTot"), ({cijfers: cel(1, "eenheid", "euro")}, "kolom eenheid"),
        ({cijfers: cel(1, "opgeteld", "3")}, "kolom opgeteld"), ({cijfers: lambda b: b + b'"nooit dicht'}, "aanhalingsteken"),
        ({cijfers: lambda b: b + b"1,2,3\r\n"}, "kolommen; verwacht"), ({cijfers: lambda b: b + b"\xff\xfe,"}, "UTF-8"),
        ({cijfers: lambda b: b.replace(b"nummer,levering", b"nummer,leverinG", 1)}, "verwacht “levering”"), ({cijfers: lambda b: b""}, "0 kolommen"),
        ({lev: cel(1, "sha256", "z" * 64)}, "kolom sha256"), ({lev: cel(1, "soort", "referentie-gemeenten")}, "kolom soort"),
        ({lev: cel(1, "status", "vervangen")}, "kolom einde"), ({lev: cel(1, "ontvangen", "2999-01-01T00:00:00.000Z")}, "kolom ontvangen"),
        ({lev: cel(1, "verslag", "{")}, "kolom verslag"), ({lev: cel(1, "verslag", "[1]")}, "kolom verslag"), ({lev: cel(2, "nummer", None)}, "maar één keer"),
        ({lev: lambda b: b.split(b"\r\n")[0] + b"\r\n"}, "herkomst/leveringen.csv"), ({ond: cel(1, "decimalen", "3")}, "decimalen"),
        ({ond: cel(1, "aard", "soms")}, "kolom aard"), ({plannen: cel(1, "openbaarheid", "vertrouwelijk")}, "kolom openbaarheid"),
        ({plannen: cel(1, "status", "9Z")}, "kolom status"), ({plannen: cel(2, "nummer", "1")}, "oplopende volgorde"),
        ({plannen: cel(1, "ligging", "MULTIPOLYGON(((0 0,1 1,1 0,0 0)))")}, "kolom ligging"), ({plannen: cel(1, "ligging", "POINT(1e999 2)")}, "kolom ligging"),
        ({plannen: cel(1, "bevindingen", "c9")}, "kolom bevindingen"), ({"gegevens/plangetallen.csv": cel(1, "plan", "99999999")}, "kolom plan"),
        ({"gegevens/plangetallen.csv": cel(2, "soort", "iets")}, "kolom soort"), ({"gegevens/plangetallen.csv": lambda b: b + b.split(b"\r\n")[1] + b"\r\n"}, "één keer"),
        ({"codelijsten/gebieden.csv": cel(1, "code", "ZZ99")}, "kolom code"), ({"../../etc/kwaad.csv": lambda b: b"x"}, "een naam die niet mag"),
        ({"/kwaad": lambda b: b"x"}, "een naam die niet mag"), ({"kwaad.exe": lambda b: b"x"}, "hoort niet in een datapakket"),
        ({"bestanden/13-x.csv": lambda b: b"x"}, "hoort bij geen levering"), ({"opgeteld/bom": lambda b: b"\0" * (40 << 20)}, "keer zo groot"),
    ]
    beschrijvingen = [(lambda b: [], "niet van een datapakket"), (lambda b: {**b, "woonzorg": {**b["woonzorg"], "versie": 2}}, "versie 2"),
                      (lambda b: {**b, "woonzorg": {**b["woonzorg"], "stand": "morgen"}}, "stand"), (lambda b: {**b, "resources": b["resources"][1:]}, "niet in datapackage.json"),
                      (lambda b: {**b, "resources": [*b["resources"], {"path": "weg.csv"}]}, "weg.csv"), (lambda b: {**b, "resources": [*b["resources"], b["resources"][0]]}, "twee keer")]
    with tempfile.TemporaryDirectory() as map_, Hier(d, soort_van(d)) as daar:
        goed = maak(d, map_, "goed.zip", "--gebied", "GM0917")
        kwaad = os.path.join(map_, "kwaad.zip")

        def weigert(woord):
            code, zei = probeer(daar, "pakket", "importeer", kwaad)
            assert code == 1 and woord in zei and "kwaad.zip" in zei, f"{woord}: {code} {zei[:600]}"

        for delen, woord in gevallen:
            herschrijf(goed, kwaad, delen)
            weigert(woord)
        for beschrijf, woord in beschrijvingen:
            herschrijf(goed, kwaad, beschrijf=beschrijf)
            weigert(woord)
        herschrijf(goed, kwaad, {cijfers: cel(1, "waarde", "1")}, eerlijk=False)
        weigert("veranderd of beschadigd")
        with open(goed, "rb") as f:
            heel = f.read()
        for bytes_ in (b"", b"PK", heel[: len(heel) // 2], b"PK\x05\x06" + bytes(18), heel[:-200] + bytes(200)):
            with open(kwaad, "wb") as f:
                f.write(bytes_)
            code, zei = probeer(daar, "pakket", "importeer", kwaad)
            assert code == 1 and "kwaad.zip" in zei, zei
        bits = bytearray(heel)
        bits[len(bits) // 3] ^= 0x40  # within the compressed figures
        with open(kwaad, "wb") as f:
            f.write(bits)
        code, zei = probeer(daar, "pakket", "importeer", kwaad)
        assert code == 1, zei
        daar.start()
        assert daar.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"] == [], "er bleef iets staan"
        assert "ingevoerd" in daar.opdracht("pakket", "importeer", goed)


draai(a_full_package_moves_an_installation_to_another_database_and_back, the_description_fits_what_is_in_the_package,
      what_is_confidential_never_leaves_in_an_open_package, an_open_package_gives_the_same_figures,
      a_selection_holds_what_was_asked, a_part_takes_the_place_of_nothing_and_a_rehearsal_changes_nothing,
      whatever_a_package_holds_it_is_refused_in_words_or_taken_in_whole)
