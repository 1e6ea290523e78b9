#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The stock on the pages: counted as the command line counts it, changed in the workshop, saved, put among the cijfers, drawn in tiles; and what is shown to whom."""

import csv
import html
import io
import json
import os
import re
import shutil
import struct
import subprocess
import tempfile

from dienst import WORTEL, draai

MAP = tempfile.TemporaryDirectory()
REGELS = os.path.join(WORTEL, "referentie", "regels")
WONINGEN = 20000


def los(d, *delen):
    return subprocess.run([d.programma, *delen], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120).stdout.decode()


def tel(d, regels, per="gemeente", *meer):
    """What the command line counts: {code: row}."""
    uit = los(d, "voorraad", "tel", d.wzv, "--regels", regels, "--per", per, *meer)
    return {r["gebied"]: {k: int(v) for k, v in r.items() if k not in ("gebied", "naam")} for r in csv.DictReader(io.StringIO(uit))}


def klassen(tabel):
    """code of a column → name of its class"""
    return {k["code"]: k["titel"] for k in tabel["kolommen"] if k["code"].startswith("klasse-")}


def without_a_stock_the_page_says_what_to_do(d):
    a = d.lees("/voorraad")
    assert "Nog geen voorraad" in a.tekst and "voorraad registreer" in a.tekst and "}}" not in a.tekst
    assert d.vraag("GET", "/voorraad/werkplaats").status == 200
    assert d.vraag("GET", "/voorraad/woningen/3.json").status == 404


def a_registered_stock_is_shown_with_the_counts_of_the_command_line(d):
    d.wzv = os.path.join(MAP.name, f"{os.path.basename(d.url)}.wzv")
    los(d, "voorraad", "maak", "--woningen", str(WONINGEN), "--provincie", "PV31", "--uit", d.wzv)
    d.opdracht("voorraad", "registreer", d.wzv, "--naam", "Proef")
    d.opdracht("voorraad", "registreer", d.wzv, "--naam", "Proef")  # the same again is the same one
    rijen = list(csv.DictReader(io.StringIO(d.opdracht("voorraad", "lijst"))))
    assert len(rijen) == 1 and rijen[0]["naam"] == "Proef" and rijen[0]["verzonnen"] == "ja", rijen
    for set_ in ("bzk-vws-2023", "cbs-indicatie", "geschikt-te-maken", "sbr-wonen-2.9", "bat-vera"):
        echt = tel(d, os.path.join(REGELS, set_ + ".csv"))
        b = d.lees(f"/voorraad.json?gebied=PV31&regels={set_}").boom["tabellen"]["gebieden"]
        naam = klassen(b)
        assert b["rijen"][0]["woningen"] == sum(r["woningen"] for r in echt.values())
        assert len(b["rijen"]) == 1 + len(echt), set_
        namen = {r["naam"]: r for r in csv.DictReader(io.StringIO(los(d, "voorraad", "tel", d.wzv, "--regels", os.path.join(REGELS, set_ + ".csv"))))}
        for r in b["rijen"][1:]:
            for code, klasse in naam.items():
                assert r[code] == int(namen[r["gebied"]][klasse]), (set_, r["gebied"], klasse)
            assert sum(r[c] for c in naam) == r["woningen"]


def the_counts_per_rule_and_the_cross_tables_add_up(d):
    b = d.lees("/voorraad.json?gebied=PV31").boom["tabellen"]
    alles = b["gebieden"]["rijen"][0]["woningen"]
    assert sum(r["woningen"] for r in b["per-regel"]["rijen"]) == alles
    per_regel = los(d, "voorraad", "tel", d.wzv, "--regels", os.path.join(REGELS, "bzk-vws-2023.csv"), "--per", "land", "--per-regel")
    echt = list(csv.reader(io.StringIO(per_regel)))[1][3:]
    assert [r["woningen"] for r in b["per-regel"]["rijen"]] == [int(x) for x in echt]
    for soort in ("eigenaar", "bouwjaar", "oppervlakte"):
        for code in klassen(b["gebieden"]):
            assert sum(r[code] for r in b[soort]["rijen"]) == b["gebieden"]["rijen"][0][code], (soort, code)
    w = d.lees("/voorraad.json?gebied=GM0935&per=buurt").boom["tabellen"]["gebieden"]["rijen"]
    assert sum(r["woningen"] for r in w[1:]) == w[0]["woningen"] > 0
    r = d.lees("/voorraad.json?gebied=PV31&indeling=vijfdeling").boom["tabellen"]["gebieden"]["rijen"]
    assert len(r) == 6 and sum(x["woningen"] for x in r[1:]) == alles
    for vorm in (".csv?tabel=per-regel&gebied=PV31", ".xlsx?gebied=PV31", ".svg?gebied=PV31"):
        assert d.vraag("GET", "/voorraad" + vorm).status == 200, vorm


def what_is_asked_wrongly_is_refused_in_words(d):
    for pad, status, woord in (("/voorraad?regels=bestaatniet", 404, "regelset"), ("/voorraad?voorraad=99", 404, "voorraad 99"),
                               ("/voorraad?voorraad=x", 400, "nummer"), ("/voorraad/woningen/9999999", 404, "geen woning"),
                               ("/voorraad/woningen?deel=BU99999999", 404, "wijk of buurt"), ("/voorraad/woningen?gebied=GM0935&blad=0", 400, "blad")):
        a = d.vraag("GET", pad.replace("?", ".json?") if "?" in pad else pad + ".json")
        assert a.status == status and woord in a.tekst, f"{pad}: {a.status} {a.tekst[:300]}"


def a_changed_rule_counts_as_the_changed_table_does(d):
    with open(os.path.join(REGELS, "bzk-vws-2023.csv"), encoding="utf-8") as f:
        tekst = f.read()
    anders = tekst.replace("parameter;clusterminimum;12", "parameter;clusterminimum;7").replace("4;onbekend, ja;onbekend, ja;NUL, ROA, ROL, RUI", "4;onbekend, ja;onbekend, ja;ROA")
    assert anders.count("\n") == tekst.count("\n") and anders != tekst
    pad = os.path.join(MAP.name, "anders.csv")
    with open(pad, "w", encoding="utf-8") as f:
        f.write(anders)
    echt, was = tel(d, pad), tel(d, os.path.join(REGELS, "bzk-vws-2023.csv"))
    for klasse in ("nultreden", "geclusterd", "zorggeschikt", "onbekend"):
        b = d.lees(f"/voorraad/werkplaats/telling.json?gebied=PV31&klasse={klasse}&p-0=7&c-3-2=ROA").boom
        assert not b["fouten"]
        for code, nu, straks, alles in b["gebieden"][1:]:
            assert (nu, straks, alles) == (was[code][klasse], echt[code][klasse], was[code]["woningen"]), (klasse, code)
        assert {c: s for c, _, s, _ in b["kaart"]} == {c: r[klasse] for c, r in echt.items()}
    t = d.lees("/voorraad/werkplaats.json?gebied=PV31&p-0=7&c-3-2=ROA").boom["tabellen"]["stroom-tabel"]
    naam = [k["titel"] for k in t["kolommen"][1:]]
    for r in t["rijen"]:
        assert sum(v for k, v in r.items() if k.startswith("naar-")) == sum(x[r["van"]] for x in was.values())
    for i, klasse in enumerate(naam):
        assert sum(r[f"naar-{i}"] for r in t["rijen"]) == sum(x[klasse] for x in echt.values())


def the_live_map_has_the_classes_and_counts_of_the_page(d):
    for p0 in ("12", "7", "40"):
        vraag = f"?gebied=PV31&klasse=geclusterd&p-0={p0}"
        b = d.lees("/voorraad/werkplaats/telling.json" + vraag).boom
        tekst = d.lees("/voorraad/werkplaats" + vraag).tekst
        legenda = [re.findall(r"<text[^>]*>([^<]*)</text>", g) for g in re.findall(r'<g class="g-legenda-klasse">(.*?)</g>', tekst, re.S)]
        assert {(html.unescape(naam), int(n)) for n, naam in legenda if naam != "geen cijfer"} == {(naam, n) for naam, _, n in b["klassen"]}, (legenda, b["klassen"])
        assert len(b["grenzen"]) == len(b["klassen"]) - 1 and sum(n for _, _, n in b["klassen"]) == len(b["kaart"])


def nothing_changed_and_overlapping_rules_are_said_once(d):
    b = d.lees("/voorraad/werkplaats/telling.json?gebied=PV31&klasse=nultreden&met=bzk-vws-2023").boom
    assert b["antwoord"].endswith("evenveel als nu: aan dit aantal verandert niets.") and ": 0." not in b["antwoord"], b["antwoord"]
    for regels, rc, wel, niet in (("r;>=50;a\ns;>=80;b\n", 1, "overlap", "Let op"), ("r;>=50;a\n", 0, "staat onder onbeslist", "overlap")):
        pad = os.path.join(MAP.name, "los.csv")
        with open(pad, "w", encoding="utf-8") as f:
            f.write("id;los\ntrefwijze;U\nregel;als oppervlakte;dan klasse\n" + regels)
        uit = subprocess.run([d.programma, "voorraad", "tel", d.wzv, "--regels", pad], capture_output=True, text=True, timeout=60)
        assert (uit.returncode == 0) == (rc == 0) and wel in uit.stderr and niet not in uit.stderr, (regels, uit.returncode, uit.stderr)


def a_cell_that_cannot_be_read_is_said_and_changes_nothing(d):
    a = d.lees("/voorraad/werkplaats?gebied=PV31&c-0-4=veel&p-1=60")
    assert 'href="#c-0-4"' in a.tekst and "Zet terug" in a.tekst and 'value="veel"' in a.tekst
    b = d.lees("/voorraad/werkplaats/telling.json?gebied=PV31&c-0-4=veel").boom
    assert b["fouten"][0]["veld"] == "c-0-4" and all(nu == straks for _, nu, straks, _ in b["gebieden"])
    assert d.lees("/voorraad/werkplaats/telling.json?gebied=PV31&c-999-1=3&p-99=1&c-x=1").boom["fouten"] == []


def two_sets_stand_beside_each_other(d):
    b = d.lees("/voorraad/werkplaats.json?gebied=PV31&regels=cbs-indicatie&met=bzk-vws-2023").boom["tabellen"]["stroom-tabel"]
    assert "zorggeschikt" in [k["titel"] for k in b["kolommen"]] and "nultreden (indicatie)" in [r["van"] for r in b["rijen"]]


def a_class_that_the_other_set_does_not_have_is_not_nought(d):
    vraag = "?gebied=PV31&regels=bzk-vws-2023&met=cbs-indicatie&klasse=nultreden"
    b = d.lees("/voorraad/werkplaats.json" + vraag).boom
    assert "heeft geen klasse “nultreden”, wel" in b["antwoord"] and "“nultreden (indicatie)”" in b["antwoord"] and "0%" not in b["antwoord"], b["antwoord"]
    r = b["tabellen"]["gebieden"]["rijen"][0]
    assert r["nu"] > 0 and r["straks"] is None and r["verschil"] is None and r["straks-deel"] is None, r
    assert all(x[2] is None for x in d.lees("/voorraad/werkplaats/telling.json" + vraag).boom["gebieden"])
    p = d.lees("/voorraad/werkplaats" + vraag).tekst
    assert "Deel “nultreden” per gemeente" in p and "de andere regels hebben deze klasse niet" in p


def an_own_set_is_saved_with_name_and_reason_and_stands_in_the_trail(d):
    d.link2 = d.opdracht("mens", "maak", "invuller@proef.example", "--naam", "Inge Vuller", "--partij", gemeente(d), "--rol", "invuller").split()[-1]
    d.inge = d.anders()
    d.inge.kies_wachtwoord(d.link2)
    d.inge.meld_aan("invuller@proef.example")
    velden = {"regels": "bzk-vws-2023", "gebied": "PV31", "p-0": "8", "naam": "Kleine kernen", "reden": ""}
    a = d.inge.post("/voorraad/regels", velden)
    assert a.status == 400 and "waarom deze regels anders zijn" in a.tekst and 'value="Kleine kernen"' in a.tekst, a.tekst[:800]
    assert d.inge.post("/voorraad/regels", {**velden, "p-0": "12", "reden": "x"}).status == 400  # nothing changed
    for veld in ("naam", "reden"):  # its file is opened in a spreadsheet
        a = d.inge.post("/voorraad/regels", {**velden, "reden": "acht", veld: '=HYPERLINK("https://kwaad.example")'})
        assert a.status == 400 and "niet met een teken" in a.tekst, (veld, a.status)
    a = d.inge.post("/voorraad/regels", {**velden, "reden": "In kernen onder 5.000 inwoners volstaat acht"})
    assert a.status == 303 and a.naar == "/voorraad/regels/kleine-kernen", a.tekst[:500]
    p = d.lees(a.naar)
    assert "In kernen onder 5.000 inwoners volstaat acht" in p.tekst and "Inge Vuller" in p.tekst
    assert "Bewaard op" in p.tekst and "Geldig vanaf" not in p.tekst  # the day of the set that it was made from is not its own
    assert "geldig vanaf" not in d.vraag("GET", a.naar + "/bestand").tekst
    assert "Inge Vuller" not in d.anders().lees(a.naar).tekst
    a = d.inge.post("/voorraad/regels", {**velden, "reden": "In kernen onder 5.000 inwoners volstaat acht"})
    assert a.status == 400 and "is al precies zo" in a.tekst, a.status
    a = d.inge.post("/voorraad/regels", {**velden, "p-0": "6", "reden": "Zes volstaat ook"})
    assert a.status == 303, a.tekst[:500]
    v = d.lees("/voorraad/regels/kleine-kernen.json").boom["tabellen"]["versies"]["rijen"]
    assert [r["versie"] for r in v] == ["2", "1"], v
    a = d.post("/voorraad/regels", {**velden, "p-0": "5", "reden": "van een ander"})
    assert a.status in (400, 409) and "andere organisatie" in a.tekst, a.status
    los_ = [r for r in csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst", "--object", "regelset")))]
    assert [r["daad"] for r in los_] == ["regelset.bewaard"] * 2 and all("Kleine kernen" in r["na"] for r in los_)
    b = d.lees("/voorraad/werkplaats.json?gebied=PV31&regels=bzk-vws-2023&met=kleine-kernen").boom["tabellen"]["gebieden"]["rijen"][0]
    c = d.lees("/voorraad/werkplaats/telling.json?gebied=PV31&p-0=6").boom["gebieden"][0]
    assert (b["nu"], b["straks"]) == (c[1], c[2])
    bestand = d.vraag("GET", "/voorraad/regels/kleine-kernen/bestand")
    assert "parameter;clusterminimum;6" in bestand.tekst and "decisionTable" in d.vraag("GET", "/voorraad/regels/kleine-kernen/bestand?vorm=dmn").tekst
    with open(os.path.join(MAP.name, "eigen.csv"), "wb") as f:
        f.write(bestand.bytes)
    los(d, "regels", "controleer", f.name)


def gemeente(d):
    if not hasattr(d, "maastricht"):
        d.maastricht = "Gemeente Maastricht"
        d.opdracht("partij", "maak", d.maastricht, "--soort", "gemeente", "--cbs", "GM0935", "--van", "2024-01-01")
    return d.maastricht


def a_version_is_withdrawn_by_its_own_organisation_alone(d):
    nummer = max(int(r["object_id"]) for r in csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst", "--object", "regelset"))))
    d.opdracht("partij", "maak", "Gemeente Venlo", "--soort", "gemeente", "--cbs", "GM0983", "--van", "2024-01-01")
    link = d.opdracht("mens", "maak", "venlo@proef.example", "--naam", "V. Enlo", "--partij", "Gemeente Venlo", "--rol", "invuller").split()[-1]
    ander = d.anders()
    ander.kies_wachtwoord(link)
    ander.meld_aan("venlo@proef.example")
    assert ander.post(f"/voorraad/regels/{nummer}/intrekken").status == 403
    assert d.anders().post(f"/voorraad/regels/{nummer}/intrekken").status in (401, 403)
    assert d.inge.post("/voorraad/regels/99999/intrekken").status == 404
    sha = d.lees("/voorraad/regels/kleine-kernen.json").boom["feiten"]
    assert d.inge.post(f"/voorraad/regels/{nummer}/intrekken").status == 303
    p = d.lees("/voorraad/regels/kleine-kernen.json").boom
    assert [r["versie"] for r in p["tabellen"]["versies"]["rijen"]] == ["2", "1"] and p["feiten"][0]["tekst"] == "1"
    hex_ = next(f["tekst"] for f in sha if f["wat"] == "SHA-256")
    assert d.vraag("GET", f"/voorraad/regels/{hex_[:16]}.json").status == 200  # a count by it can still be made again


def an_address_is_for_who_works_there(d):
    plekken = {}
    for code in ("GM0935", "GM0983"):
        r = d.lees(f"/voorraad/woningen.json?gebied={code}").boom["tabellen"]["woningen"]["rijen"]
        plekken[code] = r[0]["woning"].split()[1]
        assert len(r[0]["bag-id"]) == 16 and r[0]["adres-woning"][:4].isdigit(), r[0]  # the beheerder sees all
    for wie, mag in ((d.anders(), ()), (d.inge, ("GM0935",)), (d.ik, ("GM0935", "GM0983"))):
        for code, rij in plekken.items():
            lijst, een = wie.lees(f"/voorraad/woningen.json?gebied={code}"), wie.lees(f"/voorraad/woningen/{rij}.json")
            for a in (lijst, een):
                ziet = "BAG-identificatie" in a.tekst
                assert ziet == (code in mag), (code, mag, a.tekst[:300])
    a = d.anders().lees(f"/voorraad/woningen/{plekken['GM0935']}")
    assert "waarom deze klasse" in a.tekst and "Wat er anders zou moeten zijn" in a.tekst and "niet te zien" in a.tekst
    id_ = d.lees(f"/voorraad/woningen/{plekken['GM0935']}.json").boom["feiten"][1]["tekst"]
    uitleg = json.loads(los(d, "voorraad", "uitleg", d.wzv, "--regels", os.path.join(REGELS, "bzk-vws-2023.csv"), "--id", str(int(id_)), "--formaat", "json"))
    assert f"“{uitleg['klasse']}”" in d.lees(f"/voorraad/woningen/{plekken['GM0935']}.json").boom["antwoord"]


def counts_enter_the_cijfers_and_lead_back_to_file_and_rules(d):
    v = d.lees("/voorraad.json?gebied=PV31").boom
    echt = tel(d, os.path.join(REGELS, "bzk-vws-2023.csv"))
    assert d.inge.post("/voorraad/telling", {"regels": "bzk-vws-2023", "voorraad": "1"}).status == 403
    a = d.post("/voorraad/telling", {"regels": "bzk-vws-2023", "voorraad": "1"})
    assert a.status == 303 and a.naar.startswith("/leveringen/"), a.tekst[:500]
    assert d.post("/voorraad/telling", {"regels": "bzk-vws-2023", "voorraad": "1"}).status == 409
    uit = d.opdracht("voorraad", "telling", "--regels", "cbs-indicatie")
    assert uit.startswith("levering "), uit
    b = d.lees("/cijfers/voorraad-telling.json?woningtype=nultreden&gebied=PV31").boom
    per = {r["naam"]: r["waarde"] for r in next(iter(b["tabellen"].values()))["rijen"] if not r.get("totaal")}
    namen = {r["naam"]: r for r in csv.DictReader(io.StringIO(los(d, "voorraad", "tel", d.wzv, "--regels", os.path.join(REGELS, "bzk-vws-2023.csv"))))}
    assert per == {n: int(r["nultreden"]) for n, r in namen.items()}, per
    routes = d.lees("/gebieden/GM0935.json").boom["tabellen"]["vijf-routes"]["rijen"]
    rij = next(r for r in routes if r["wat"] == "Voorraad geteld volgens BZK/VWS 2023, nultreden")
    assert rij["waarde"] == echt["GM0935"]["nultreden"] and "BZK/VWS 2023" in rij["definitie"] and "verzonnen" in rij["zekerheid"], rij
    assert any(r["wat"].startswith("Voorraad geteld volgens de indicatie van CBS") and r["waarde"] for r in routes)
    adres = next(c["adres"] for c in next(r for r in routes if r is rij)["cellen"] if c.get("adres"))
    h = d.lees(adres + ".json").boom
    rij = {c["kop"]: c["waarde"] for c in h["rijZoalsGeleverd"]}
    assert rij["peildatum"] == "2026-01-01" and rij["regels"].endswith("BZK/VWS 2023") and rij["nultreden"] == str(h["waarde"]), rij
    lijst = next(csv.DictReader(io.StringIO(d.opdracht("voorraad", "lijst"))))
    assert rij["sha256 van de voorraad"] == lijst["sha256"] and rij["sha256 van de regels"] in h["definitieset"]["bron"], rij
    assert lijst["sha256"].startswith(next(f["tekst"] for f in v["verantwoording"]["feiten"] if f["wat"] == "Vingerafdruk van het bestand"))


def a_withdrawn_count_is_not_replaced_by_that_of_another_definition(d):
    """An own set has the class "geclusterd" too, but of smaller clusters."""
    a = d.post("/voorraad/regels", {"regels": "bzk-vws-2023", "gebied": "PV31", "p-0": "3", "naam": "Proef definitie", "reden": "een andere definitie"})
    assert a.status == 303, a.tekst[:500]
    d.opdracht("voorraad", "telling", "--regels", "proef-definitie")

    def waarden(extra=""):
        t = next(iter(d.lees(f"/cijfers/voorraad-telling.json?woningtype=geclusterd&gebied=PV31{extra}").boom["tabellen"].values()))
        return {r["naam"]: r["waarde"] for r in t["rijen"] if not r.get("totaal")}
    bzk, ander = waarden(), waarden("&bron=voorraad-proef-definitie")
    assert sum(bzk.values()) == sum(r["geclusterd"] for r in tel(d, os.path.join(REGELS, "bzk-vws-2023.csv")).values()) and ander and ander != bzk, (bzk, ander)
    rijen = csv.DictReader(io.StringIO(d.opdracht("levering", "lijst")))
    id_ = next(r["id"] for r in rijen if r["leveraar"] == "bzk-vws-2023" and r["status"] == "actief")
    assert d.post(f"/leveringen/{id_}/intrekken", {"reden": "proef"}).status == 303
    assert all(w is None for w in waarden().values()), waarden()
    assert waarden("&bron=voorraad-proef-definitie") == ander
    assert d.post("/voorraad/telling", {"regels": "bzk-vws-2023", "voorraad": "1"}).status == 303
    assert waarden() == bzk


def tegel(bytes_):
    """The points of a tile: (klasse, n), read by another program than the one that wrote it."""
    def velden(b):
        i = 0
        while i < len(b):
            def var():
                nonlocal i
                v, s = 0, 0
                while True:
                    c = b[i]
                    i += 1
                    v |= (c & 127) << s
                    s += 7
                    if c < 128:
                        return v
            k = var()
            if k & 7 == 0:
                yield k >> 3, var()
            else:
                n = var()
                yield k >> 3, b[i:i + n]
                i += n

    def getallen(b):
        v = s = 0
        for c in b:
            v |= (c & 127) << s
            s += 7
            if c < 128:
                yield v
                v = s = 0
    uit = []
    for nummer, laag in velden(bytes_):
        assert nummer == 3
        delen = list(velden(laag))
        waarden = [next(v for _, v in velden(x)) for n, x in delen if n == 4]
        sleutels = [x.decode() for n, x in delen if n == 3]
        for n, x in delen:
            if n != 2:
                continue
            f = dict(velden(x))
            tags = list(getallen(f[2]))
            w = {sleutels[tags[k]]: waarden[tags[k + 1]] for k in range(0, len(tags), 2)}
            g = list(getallen(f[4]))
            assert g[0] == 9 and all(v // 2 < 4096 and v % 2 == 0 for v in g[1:])
            uit.append((w["klasse"], w.get("n", 1), f.get(1, 0)))
    return uit


def every_dwelling_lies_in_exactly_one_tile_of_each_zoom(d):
    import math
    b = d.lees("/voorraad/werkplaats/telling.json?gebied=PV31").boom
    k = d.lees("/voorraad.json?gebied=PV31").boom["tabellen"]["gebieden"]
    echt = [k["rijen"][0][c] for c in klassen(k)]
    for z in (13, 15):
        som, n = [0] * len(echt), 2 ** z
        def plek(lng, lat):
            return int((lng + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)
        # The squares of the tile map reach outside the province: all of the country's south-east.
        x0, y1 = plek(4.3, 50.2)
        x1, y0 = plek(7.6, 53.2)
        if z == 15:  # the tiles under one of z 13
            x0, y0, x1, y1 = d.druk[0] * 4, d.druk[1] * 4, d.druk[0] * 4 + 3, d.druk[1] * 4 + 3
        ids = set()
        for x in range(x0, x1 + 1):
            for y in range(y0, y1 + 1):
                a = d.vraag("GET", f"/tegels/{b['tegels']}/{z}/{x}/{y}.mvt")
                assert a.status == 200 and "immutable" in a.kop["cache-control"], a.status
                punten = tegel(a.bytes)
                for klasse, aantal, id_ in punten:
                    som[klasse] += aantal
                    assert id_ not in ids
                    ids.add(id_)
                if z == 13 and (not hasattr(d, "druk") or sum(p[1] for p in punten) > d.druk[2]):
                    d.druk = (x, y, sum(p[1] for p in punten))
        assert (som == echt) if z == 13 else (sum(som) == d.druk[2]), (z, som, echt, d.druk)
    del d.druk


def the_map_has_one_array_of_counts_and_the_address_of_its_tiles(d):
    echt = tel(d, os.path.join(REGELS, "bzk-vws-2023.csv"))
    e = d.lees("/voorraad/kaart.json?gebied=PV31").boom["eiland"]
    naam = [k["naam"] for k in e["klassen"]]
    assert {g["code"]: dict(zip(naam, g["n"])) for g in e["gebieden"]} == {c: {k: r[k] for k in naam} for c, r in echt.items()}
    f = d.lees("/voorraad/kaart.json?gebied=PV31&p-0=7").boom["eiland"]
    assert f["tegels"] == e["tegels"] and f["woningen"]["tegels"] != e["woningen"]["tegels"]
    pagina = d.lees("/voorraad/kaart?gebied=PV31&p-0=7").tekst
    assert "met de veranderde regels" in pagina and "kaart.json?p-0=7" in pagina.replace("&amp;", "&") or "p-0=7" in pagina


def a_tile_that_is_not_there_is_refused(d):
    b = d.lees("/voorraad/werkplaats/telling.json?gebied=PV31").boom["tegels"]
    for pad in (f"/tegels/{b}/12/1/1.mvt", f"/tegels/{b}/19/1/1.mvt", f"/tegels/{b}/13/99999/1.mvt", f"/tegels/{b}/13/-1/1.mvt", f"/tegels/{b}/13/1/1",
                f"/tegels/{b[:12]}-0000000000000000/13/1/1.mvt", f"/tegels/000000000000{b[12:]}/13/1/1.mvt", f"/tegels/{b}x/13/1/1.mvt"):
        assert d.vraag("GET", pad).status == 404, pad
    assert d.vraag("GET", f"/tegels/{b}/13/0/0.mvt").status == 200  # empty: the ocean


def where_each_dwelling_lies_is_for_who_may_see_addresses(d):
    bezoek = d.anders()
    b = bezoek.lees("/voorraad/kaart.json?gebied=GM0935").boom["eiland"]
    x, y = b["gebieden"][0]["dichtbij"]
    import math
    def pad(z):
        n = 2 ** z
        return b["woningen"]["tegels"].format(z=z, x=int((x + 180) / 360 * n), y=int((1 - math.asinh(math.tan(math.radians(y))) / math.pi) / 2 * n))
    assert b["woningen"]["totZoom"] == 15 and not b["woningen"]["precies"]
    assert "24 meter" in bezoek.lees("/voorraad/kaart?gebied=GM0935").tekst
    assert bezoek.vraag("GET", pad(15)).status == 200
    for z in (16, 17, 18):
        a = bezoek.vraag("GET", pad(z))
        assert a.status == 401 and b"adressen" in a.bytes, (z, a.status)
    mag = d.inge.lees("/voorraad/kaart.json?gebied=GM0935").boom["eiland"]["woningen"]
    assert mag["totZoom"] == 16 and mag["precies"]
    for z in (16, 18):
        a = d.inge.vraag("GET", pad(z))
        assert a.status == 200 and "private" in a.kop["cache-control"], (z, a.status, a.kop)
    assert "public" in d.inge.vraag("GET", pad(15)).kop["cache-control"]


def a_set_reads_without_its_remarks_in_the_way_and_the_bars_stand_beside_the_map(d):
    t = d.lees("/voorraad/regels/bzk-vws-2023.json").boom["tabellen"]
    assert "toelichting" not in t["tabel"]["rijen"][0] and len(t["toelichtingen"]["rijen"]) == len(t["tabel"]["rijen"])
    p = d.lees("/voorraad?gebied=PV31").tekst
    beeld = p[p.index('id="verdeling"'):p.index('id="gebieden"')]
    assert 'class="g-zorggeschikt"' in beeld and "g-ontbreekt" in beeld and 'href="#gebieden"' in beeld
    assert beeld.count("N = ") == len(d.lees("/voorraad.json?gebied=PV31").boom["tabellen"]["gebieden"]["rijen"]) - 1


def what_is_needed_names_the_value_of_a_parameter(d):
    with open(os.path.join(MAP.name, "grens.csv"), "w", encoding="utf-8") as f:
        f.write("id;g\nnaam;Grens\ntrefwijze;F\nparameter;ruimte;9000\nparameter;ruim;1\nregel;als oppervlakte;dan maat\n1;>=ruimte;groot\nanders;-;klein\n")
    pad = os.path.join(MAP.name, f"alle-{os.path.basename(d.wzv)}-{id(d)}.csv")
    los(d, "voorraad", "export", d.wzv, "--uit", pad)
    with open(pad, encoding="utf-8") as f:
        id_ = next(csv.DictReader(f))["id"]
    zegt = los(d, "voorraad", "uitleg", d.wzv, "--regels", os.path.join(MAP.name, "grens.csv"), "--id", id_)
    assert "nodig: >=ruimte (ruimte is 9000))" in zegt, zegt


def two_days_are_held_beside_each_other_dwelling_by_dwelling(d):
    """An export of both, held together by another program, says the same."""
    p = d.lees("/voorraad/verschil")
    assert "Er is maar één voorraad" in p.tekst
    later = os.path.join(MAP.name, f"later-{os.path.basename(d.url)}.wzv")
    los(d, "voorraad", "maak", "--woningen", "21000", "--provincie", "PV31", "--peildatum", "2027-01-01", "--uit", later)
    gezegd = d.opdracht("voorraad", "registreer", later, "--naam", "Later")
    assert "tonen nu deze eerst, in plaats van Proef" in gezegd and "uit-gebruik" in gezegd, gezegd
    regels = os.path.join(REGELS, "geschikt-te-maken.csv")
    stand = {}
    for naam, pad in (("toen", d.wzv), ("nu", later)):
        uit = os.path.join(MAP.name, f"{naam}-{os.path.basename(d.url)}.csv")
        los(d, "voorraad", "export", pad, "--regels", regels, "--uit", uit)
        with open(uit, encoding="utf-8-sig") as f:
            stand[naam] = {r["id"]: (r["gemeente"], r["klasse"]) for r in csv.DictReader(f) if r["woning"] == "ja"}
    for zo, code in ((("--uit", uit), 1), (("--uit", os.path.join(MAP.name, "x.shp")), 2)):  # never over a file, nor of a kind unknown
        r = subprocess.run([d.programma, "voorraad", "export", d.wzv, *zo], capture_output=True, text=True, timeout=60)
        assert r.returncode == code and ("bestaat al" in r.stderr or ".csv of .gpkg" in r.stderr), r
    r = subprocess.run([d.programma, "voorraad", "uitleg", d.wzv, "--regels", regels, "--id", "1", "--formaat", "csv"],
                       capture_output=True, text=True, timeout=60)
    assert r.returncode == 2 and "tekst of json" in r.stderr, r
    toen, nu = stand["toen"], stand["nu"]
    b = d.lees("/voorraad/verschil.json?gebied=PV31&regels=geschikt-te-maken").boom
    r = b["tabellen"]["verschil"]["rijen"][0]
    beide = toen.keys() & nu.keys()
    assert beide and r["nieuw"] == len(nu.keys() - toen.keys()) and r["weg"] == len(toen.keys() - nu.keys()), r
    assert r["andere-klasse"] == sum(toen[i][1] != nu[i][1] for i in beide) > 0 and r["nu"] == len(nu)
    t = b["tabellen"]["stroom-tabel"]
    for x in t["rijen"]:
        for i, k in enumerate(t["kolommen"][1:]):
            assert x[f"naar-{i}"] == sum(toen[y][1] == x["van"] and nu[y][1] == k["titel"] for y in beide), (x["van"], k["titel"])
    assert "kwamen er sinds 1 januari 2026" in d.lees("/voorraad/verschil?gebied=PV31").tekst
    assert d.vraag("GET", "/voorraad/verschil.json?sinds=99").status == 404
    nummer = next(r["voorraad"] for r in csv.DictReader(io.StringIO(d.opdracht("voorraad", "lijst"))) if r["naam"] == "Later")
    d.opdracht("voorraad", "uit-gebruik", nummer)


def a_damaged_file_is_refused_in_words_and_the_rest_goes_on(d):
    kapot = os.path.join(MAP.name, f"kapot-{os.path.basename(d.url)}.wzv")
    los(d, "voorraad", "maak", "--woningen", "3000", "--provincie", "PV31", "--zaad", "7", "--peildatum", "2027-01-01", "--uit", kapot)
    d.opdracht("voorraad", "registreer", kapot, "--naam", "Later")
    assert "Later" in d.lees("/voorraad").tekst  # seen without a restart
    with open(kapot, "r+b") as f:
        f.truncate(5000)
    d.stop()
    d.start()
    assert "voorraad geweigerd" in d.log() and "afgebroken" in d.log()
    a = d.lees("/voorraad?gebied=PV31")
    assert "Deel “nultreden” per gemeente" in a.tekst  # of the older one, which can be opened
    nummer = next(r["voorraad"] for r in csv.DictReader(io.StringIO(d.opdracht("voorraad", "lijst"))) if r["naam"] == "Later")
    a = d.lees(f"/voorraad?voorraad={nummer}")
    assert "kan niet worden getoond" in a.tekst and "afgebroken" in a.tekst
    shutil.copy(d.wzv, kapot)
    d.stop()
    d.start()
    assert "niet meer het bestand" in d.lees(f"/voorraad?voorraad={nummer}").tekst
    d.opdracht("voorraad", "uit-gebruik", nummer)
    assert d.vraag("GET", f"/voorraad.json?voorraad={nummer}").status == 404
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


draai(
    without_a_stock_the_page_says_what_to_do,
    a_registered_stock_is_shown_with_the_counts_of_the_command_line,
    the_counts_per_rule_and_the_cross_tables_add_up,
    what_is_asked_wrongly_is_refused_in_words,
    a_changed_rule_counts_as_the_changed_table_does,
    the_live_map_has_the_classes_and_counts_of_the_page,
    nothing_changed_and_overlapping_rules_are_said_once,
    a_cell_that_cannot_be_read_is_said_and_changes_nothing,
    two_sets_stand_beside_each_other,
    a_class_that_the_other_set_does_not_have_is_not_nought,
    an_own_set_is_saved_with_name_and_reason_and_stands_in_the_trail,
    a_version_is_withdrawn_by_its_own_organisation_alone,
    an_address_is_for_who_works_there,
    counts_enter_the_cijfers_and_lead_back_to_file_and_rules,
    a_withdrawn_count_is_not_replaced_by_that_of_another_definition,
    every_dwelling_lies_in_exactly_one_tile_of_each_zoom,
    the_map_has_one_array_of_counts_and_the_address_of_its_tiles,
    a_tile_that_is_not_there_is_refused,
    where_each_dwelling_lies_is_for_who_may_see_addresses,
    a_set_reads_without_its_remarks_in_the_way_and_the_bars_stand_beside_the_map,
    what_is_needed_names_the_value_of_a_parameter,
    two_days_are_held_beside_each_other_dwelling_by_dwelling,
    a_damaged_file_is_refused_in_words_and_the_rest_goes_on,
)
