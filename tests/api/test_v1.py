#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The open API under /v1: every address against its own description, and what the rules for Dutch government APIs ask.

WZ_VRAGEN=10000 asks that many random requests instead of the few that the suite has time for.
"""

import csv
import io
import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import zipfile
from urllib.parse import quote, urlencode

from dienst import WORTEL, Overgeslagen, draai
from schema import keur

VRAGEN = int(os.environ.get("WZ_VRAGEN", "300"))
LINTER = os.path.join(WORTEL, "..", "shared", "cases", "adr", "linter.yaml")
MODULES = os.path.join(WORTEL, "web", "node_modules")
VORMEN = {"application/json": "", "text/csv": ".csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
          "application/vnd.jsonstat+json": ".jsonstat", "application/vnd.sdmx.data+csv": ".sdmx", "application/ld+json": ".jsonld",
          "text/turtle": ".ttl", "application/zip": ".zip", "text/html": ""}


def document(d):
    if not hasattr(d, "openapi"):
        d.opdracht("demo", "--alleen-vullen")
        d.stop()
        d.start()
        d.openapi = d.lees("/v1/openapi.json").boom
    return d.openapi


def adres(pad, verzoek, waarden=None):
    """The address of a path of the document, with the examples of what it needs, or other values."""
    waarden = dict(waarden or {})
    vraag = {}
    for p in verzoek.get("parameters", []):
        waarde = waarden.get(p["name"], p.get("example") if p["required"] else None)
        if p["in"] == "path":
            pad = pad.replace("{" + p["name"] + "}", quote(str(waarde), safe=":"))
        elif waarde is not None:
            vraag[p["name"]] = waarde
    return "/v1" + ("" if pad == "/" else pad) + ("?" + urlencode(vraag) if vraag else "")


def met_achter(url, achter):
    pad, _, vraag = url.partition("?")
    return pad + achter + ("?" + vraag if vraag else "")


def every_address_answers_as_its_description_says(d):
    doc = document(d)
    for pad, methoden in doc["paths"].items():
        verzoek = methoden["get"]
        url = adres(pad, verzoek)
        for soort, inhoud in verzoek["responses"]["200"]["content"].items():
            a = d.vraag("GET", met_achter(url, VORMEN[soort]), kop={"Accept": soort})
            assert a.status == 200, f"{url} als {soort}: {a.status} {a.tekst[:300]}"
            assert a.kop["content-type"].split(";")[0] == soort, f"{url}: {a.kop['content-type']}, niet {soort}"
            assert a.kop["api-version"] == doc["info"]["version"] and a.kop["access-control-allow-origin"] == "*", url
            if soort.endswith("json"):
                keur(doc, inhoud["schema"], a.boom, url)


def an_answer_has_every_field_of_its_schema_unless_fields_are_chosen(d):
    doc = document(d)
    for pad, methoden in doc["paths"].items():
        schema = methoden["get"]["responses"]["200"]["content"].get("application/json", {}).get("schema", {})
        naam = schema.get("$ref", "").rsplit("/", 1)[-1]
        if not naam.endswith("Lijst"):
            continue
        lijst = pad.rsplit("/", 1)[-1]
        velden = list(doc["components"]["schemas"][naam.removesuffix("Lijst")]["properties"])
        a = d.lees(adres(pad, methoden["get"]) + "?paginaGrootte=3").boom
        # the demo has no opgave that was decided: test_regie decides one
        assert (a[lijst] or pad == "/opgaven") and all(list(x) == velden for x in a[lijst]), f"{pad}: {a[lijst][:1]} tegenover {velden}"
        b = d.lees(adres(pad, methoden["get"]) + f"?velden={velden[1]},{velden[0]}&paginaGrootte=3").boom
        assert [list(x) for x in b[lijst]] == [velden[:2]] * len(a[lijst]), f"{pad}: {b[lijst]}"


def what_is_not_open_asks_a_key_and_shows_no_more_than_its_pages(d):
    doc = document(d)
    besloten = {p for p, m in doc["paths"].items() if "security" in m["get"]}
    assert besloten == {"/signalen", "/signalen/{id}", "/publicaties", "/publicaties/{id}"}
    for pad in besloten:
        url = adres(pad, doc["paths"][pad]["get"])
        a = d.verzoek("GET", url)
        assert a.status == 401 and a.kop["content-type"] == "application/problem+json" and str(a.status) in doc["paths"][pad]["get"]["responses"], (url, a.status)
        assert d.verzoek("GET", url, kop={"Authorization": "Bearer " + "0" * 64}).status == 401
        assert "no-store" in d.lees(url).kop["cache-control"], url
    # Nor does the page that explains it show what they gave, to anybody.
    assert "Bekendgemaakte stukken" not in d.verzoek("GET", "/v1.html").tekst and '&quot;waaromVoorbij&quot;' not in d.verzoek("GET", "/v1.html").tekst
    # Each mens of the demo gets what the page of signals shows that mens: of a concept nothing, unless one may change it.
    for i, (partij, rol) in enumerate((("Gemeente Maastricht", "lezer"), ("Gemeente Heerlen", "invuller"), ("Provincie Limburg", "toezichthouder"), ("Provincie Limburg", "redacteur"))):
        m, email = d.anders(), f"mens{i}@proef.example"
        m.kies_wachtwoord(d.opdracht("mens", "maak", email, "--naam", f"Mens {i}", "--partij", partij, "--rol", rol).split()[-1])
        m.meld_aan(email)
        pagina = m.lees("/regie/signalen.json?wie=alle").boom["tabellen"]
        hier = m.lees("/v1/signalen?paginaGrootte=1000").boom["signalen"]
        assert sorted(s["tekst"] for s in hier if s["stand"] != "voorbij") == sorted(r["signaal"] for r in pagina["signalen"]["rijen"]), email
        assert {s["id"] for s in hier} >= {s["id"] for s in m.lees("/v1/signalen?ernst=dringend").boom["signalen"]}
    p = d.lees("/v1/publicaties").boom["publicaties"][0]
    assert p["organisaties"] == len(p["partijen"]) and p["gezien"] == sum(x["gezienOp"] is not None for x in p["partijen"]) and "wie" not in json.dumps(p)
    assert p["titel"] in [r["titel"] for r in d.lees("/regie/kennisname.json").boom["tabellen"]["alle"]["rijen"]]


def definitions_and_the_planning_say_what_their_pages_say(d):
    document(d)
    alle = d.lees("/v1/omzettingen?paginaGrootte=1000").boom["omzettingen"]
    pagina = d.lees("/regie/definities.json").boom["tabellen"]
    assert len(alle) == len(pagina["omzettingen"]["rijen"]) and {o["uitkomst"] for o in alle} == {"gelijk", "omzetbaar", "niet omzetbaar"}
    for o in alle:
        assert (o["regel"] is not None) == (o["uitkomst"] == "omzetbaar"), o
        assert (o["voorbeeldAlleenVan"] or o["voorbeeldAlleenNaar"]) if o["uitkomst"] == "niet omzetbaar" else not (o["alleenVan"] or o["alleenNaar"]), o
    assert d.lees("/v1/definities").boom["aantal"] == len(pagina["definities"]["rijen"])
    m = d.lees("/v1/mijlpalen?paginaGrootte=1000").boom["mijlpalen"]
    rijen = d.lees("/regie/planning.json").boom["tabellen"]["mijlpalen"]["rijen"]
    assert [(x["titel"], x["staat"], x["houdtOp"]) for x in m] == [(r["titel"], r["staat"], r["houdtop"]) for r in rijen]
    for lijst in ("mijlpalen", "kennisbank", "definities"):  # a filter that is yes or no divides all there is
        ja, nee, al = (d.lees(f"/v1/{lijst}?{v}paginaGrootte=1").boom["aantal"] for v in ("verzonnen=true&", "verzonnen=false&", ""))
        assert ja + nee == al and nee, (lijst, ja, nee, al)
    codes = {x["code"] for x in m}
    assert any(x["wachtOp"] for x in m) and all(set(x["wachtOp"]) <= codes for x in m)
    assert all(x["tot"] < "2027-06-01" for x in d.lees("/v1/mijlpalen?datum=2027-06-01&teLaat=true&paginaGrootte=1000").boom["mijlpalen"])


def examples_in_the_description_fit_their_schemas(d):
    doc = document(d)
    gezien = 0
    for pad, methoden in doc["paths"].items():
        for soort, inhoud in methoden["get"]["responses"]["200"]["content"].items():
            if "example" in inhoud:
                keur(doc, inhoud["schema"], inhoud["example"], f"{pad} {soort}")
                gezien += 1
        for p in methoden["get"].get("parameters", []):
            if "example" in p:
                keur(doc, p["schema"], p["example"], f"{pad} {p['name']}")
                gezien += 1
    assert gezien > 60, gezien


def the_linter_of_the_api_design_rules_finds_nothing(d):
    doc = document(d)
    spectral = os.path.join(MODULES, ".bin", "spectral")
    if not os.path.exists(LINTER):
        raise Overgeslagen("de regels van de linter staan niet naast het project")
    if not shutil.which("node") or not os.path.exists(spectral):
        raise Overgeslagen("spectral is niet geïnstalleerd (npm ci in web/)")
    with tempfile.TemporaryDirectory(prefix="wz-adr-") as map_:
        naam = os.path.join(map_, "openapi.json")
        with open(naam, "w", encoding="utf-8") as f:
            json.dump(doc, f)
        r = subprocess.run(["node", spectral, "lint", "--fail-severity", "hint", "-r", LINTER, naam], check=False,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    assert r.returncode == 0, r.stdout.decode()[:3000]


def pages_of_a_list_lead_to_each_other_and_hold_everything_once(d):
    document(d)
    alles = d.lees("/v1/gebieden?paginaGrootte=1000").boom
    assert alles["aantal"] == len(alles["gebieden"]) > 400 and alles["links"]["next"] is None and alles["links"]["prev"] is None
    codes, url = [], "/v1/gebieden?paginaGrootte=97&sorteer=code"
    while url:
        a = d.lees(url).boom
        assert a["links"]["self"] == url
        codes += [g["code"] for g in a["gebieden"]]
        url = a["links"]["next"]
    assert codes == sorted(g["code"] for g in alles["gebieden"])
    assert d.lees(a["links"]["first"]).boom["gebieden"][0]["code"] == codes[0]
    af = d.lees("/v1/gebieden?paginaGrootte=1000&sorteer=-code").boom
    assert [g["code"] for g in af["gebieden"]] == codes[::-1]
    assert {g["soort"] for g in d.lees("/v1/gebieden?soort=provincie").boom["gebieden"]} == {"provincie"}
    assert sum(g["soort"] == "gemeente" for g in d.lees("/v1/gebieden?datum=2023-06-01&paginaGrootte=1000").boom["gebieden"]) == 342


def figures_roll_up_and_say_what_is_missing(d):
    document(d)
    a = d.lees("/v1/cijfers?onderwerp=inwoners&indeling=vijfdeling&gebied=PV31").boom
    assert a["totaal"]["waarde"] == 1118302 == sum(c["waarde"] for c in a["cijfers"]) and len(a["cijfers"]) == 5
    assert a["totaal"]["aanwezig"] == a["totaal"]["verwacht"] == 31
    nl = d.lees("/v1/cijfers?onderwerp=inwoners&indeling=provincie").boom["cijfers"]
    leeg = [c for c in nl if c["gebied"] == "PV30"][0]
    assert leeg["waarde"] is None and leeg["ontbreekt"] == "niet geleverd" and leeg["aanwezig"] == 0 and leeg["verwacht"] > 0, leeg
    for c in a["cijfers"]:
        h = d.lees(c["herkomst"]).boom
        assert h["waarde"] == c["waarde"] and sum(o["waarde"] for o in h["onderdelen"]) == c["waarde"], c
        assert "wie" not in json.dumps(h)
    g = d.lees("/v1/cijfers?onderwerp=inwoners&gebied=VD04").boom["cijfers"][0]
    assert re.fullmatch(r"/v1/cijfers/\d+/herkomst", g["herkomst"]) and d.lees(g["herkomst"]).boom["waarde"] == g["waarde"]
    assert sum(c["waarde"] for c in d.lees("/v1/cijfers?onderwerp=plannen-hard&gebied=PV31&bron=plancapaciteit-provincies").boom["cijfers"]) == 7507
    w = d.lees("/v1/cijfers?onderwerp=dekkingsgraad&woningtype=nultreden&gebied=PV31&indeling=provincie&van=2024&tot=2030").boom
    assert w["venster"] == "2024-2030" and w["onderwerp"]["eenheid"] == "%", w
    # A window of years says nothing of what is counted on a day: it is not nought because of it, here nor on the page.
    for onderwerp in ("inwoners", "woningen", "woningbezetting"):
        zonder = d.lees(f"/v1/cijfers?onderwerp={onderwerp}&gebied=PV31").boom
        met = d.lees(f"/v1/cijfers?onderwerp={onderwerp}&gebied=PV31&van=2024&tot=2030&gebiedsdatum={zonder['gebiedsdatum']}").boom
        assert met["totaal"]["waarde"] == zonder["totaal"]["waarde"] > 0 and met["totaal"]["hoogstens"] is None and met["venster"] is None, met["totaal"]
        rijen = d.lees(f"/cijfers/{onderwerp}.json?gebied=PV31&tot=2034").boom["tabellen"]["cijfers"]["rijen"]
        assert {r["naam"]: r["waarde"] for r in rijen if not r.get("totaal")} == {c["naam"]: c["waarde"] for c in zonder["cijfers"]}


def every_form_of_a_selection_tells_the_same(d):
    document(d)
    vraag = "?onderwerp=plannen-hard&woningtype=nultreden&gebied=PV31&bron=basisset"
    j = d.lees("/v1/cijfers" + vraag).boom["cijfers"]
    verwacht = [(c["gebied"], c["waarde"]) for c in j]
    assert any(v is None for _, v in verwacht) or len(verwacht) == 31
    rijen = list(csv.DictReader(io.StringIO(d.lees("/v1/cijfers.csv" + vraag).tekst)))
    assert [(r["gebied"], int(r["waarde"]) if r["waarde"] else None) for r in rijen] == verwacht
    s = d.lees("/v1/cijfers.jsonstat" + vraag).boom
    assert s["version"] == "2.0" and s["class"] == "dataset" and len(s["id"]) == len(s["size"])
    n = 1
    for naam, size in zip(s["id"], s["size"]):
        index = s["dimension"][naam]["category"]["index"]
        assert len(index) == size and set(index) == set(s["dimension"][naam]["category"]["label"])
        n *= size
    assert n == len(s["value"]) and list(zip(s["dimension"]["gebied"]["category"]["index"], s["value"])) == verwacht
    x = list(csv.DictReader(io.StringIO(d.lees("/v1/cijfers.sdmx" + vraag).tekst)))
    assert [(r["REF_AREA"], int(r["OBS_VALUE"]) if r["OBS_VALUE"] else None) for r in x] == verwacht
    assert all(r["STRUCTURE"] == "dataflow" and r["ACTION"] == "I" and r["OBS_STATUS"] in "ALMPQ" for r in x)
    assert all((r["OBS_STATUS"] in "LMQ") == (r["OBS_VALUE"] == "") for r in x)


def what_was_delivered_comes_whole_as_a_stream_and_hides_what_is_confidential(d):
    document(d)
    tekst = d.lees("/v1/waarnemingen.csv").tekst
    stand = "2199-01-01"
    assert d.opdracht("waarneming", "export", "--stand", stand) == tekst
    rijen = list(csv.DictReader(io.StringIO(tekst)))
    assert len(rijen) > 2000
    assert sum(int(r["waarde"]) for r in rijen if r["onderwerp"] == "inwoners") == 1118302
    sleutel = ("onderwerp", "gebied", "periodeVan", "periodeTot", "woningtype", "segment", "kenmerk", "jaren", "bron", "definitieset", "levering")
    assert len({tuple(r[k] for k in sleutel) for r in rijen}) == len(rijen)
    geheim = [r for r in rijen if r["ontbreekt"] == "onderdrukt"]
    assert geheim and all(r["waarde"] == "" and r["herkomst"] == "" for r in geheim)
    assert all((r["waarde"] == "") == (r["ontbreekt"] != "") for r in rijen)
    sdmx = list(csv.DictReader(io.StringIO(d.opdracht("waarneming", "export", "--formaat", "sdmx"))))
    assert [(r["REF_AREA"], r["OBS_VALUE"]) for r in sdmx] == [(r["gebied"], r["waarde"]) for r in rijen]
    boek = zipfile.ZipFile(io.BytesIO(d.lees("/v1/waarnemingen.xlsx").bytes))
    assert boek.testzip() is None
    blad = boek.read("xl/worksheets/sheet1.xml").decode()
    in_boek = [re.findall(r'<c r="([A-Z]+)\d+"[^>]*>(?:<v>|<is><t[^>]*>)([^<]*)', r) for r in blad.split("<row ")[2:]]
    assert [dict(r).get("B") for r in in_boek] == [r["gebied"] for r in rijen]
    assert [float(dict(r).get("J", "nan")) for r in in_boek if "J" in dict(r)] == [float(r["waarde"]) for r in rijen if r["waarde"]]
    bladen, url = [], "/v1/waarnemingen?onderwerp=opgave&paginaGrootte=50"
    while url:
        a = d.lees(url).boom
        bladen += a["waarnemingen"]
        url = a["links"]["next"]
    assert len(bladen) == sum(r["onderwerp"] == "opgave" for r in rijen)
    h = d.lees([b for b in bladen if b["herkomst"]][0]["herkomst"]).boom
    assert h["soort"] == "geleverd"


def a_withdrawn_delivery_stays_readable_at_an_earlier_moment(d):
    document(d)
    w = d.lees("/v1/waarnemingen?onderwerp=inwoners&paginaGrootte=1").boom
    voor, levering = w["stand"], w["waarnemingen"][0]["levering"]
    d.opdracht("levering", "intrekken", str(levering), "--reden", "proef")
    assert d.lees("/v1/waarnemingen?onderwerp=inwoners").boom["waarnemingen"] == []
    oud = d.lees(f"/v1/waarnemingen?onderwerp=inwoners&paginaGrootte=100&stand={voor}").boom["waarnemingen"]
    assert len(oud) == 31 and sum(x["waarde"] for x in oud) == 1118302
    assert d.lees(f"/v1/leveringen/{levering}").boom["status"] == "ingetrokken"
    assert d.lees(f"/v1/cijfers?onderwerp=inwoners&gebied=PV31&stand={voor}").boom["totaal"]["waarde"] == 1118302


def whatever_goes_wrong_is_told_as_a_problem(d):
    doc = document(d)
    schema = doc["components"]["schemas"]["Probleem"]

    def fout(status, methode, pad, body=None, kop=None):
        a = d.vraag(methode, pad, body, kop)
        assert a.status == status, f"{methode} {pad}: {a.status} {a.tekst[:300]}"
        assert a.kop["content-type"] == "application/problem+json", f"{methode} {pad}: {a.kop}"
        if pad.startswith("/v1") and a.status != 413:
            assert a.kop["access-control-allow-origin"] == "*" and a.kop["api-version"], a.kop
        keur(doc, schema, a.boom, pad)
        return a.boom

    html = {"Accept": "text/html,*/*;q=0.5"}  # as a browser
    fout(404, "GET", "/v1/bestaat-niet", kop=html)
    fout(404, "GET", "/v1/gebieden/GM9999")
    fout(404, "GET", "/v1/indelingen/geen/regios")
    fout(404, "GET", "/v1/cijfers/99999999/herkomst", kop=html)
    fout(405, "POST", "/v1/gebieden", b"{}", {"Content-Type": "application/json"})
    fout(405, "DELETE", "/v1/cijfers")
    fout(406, "GET", "/v1/gebieden", kop={"Accept": "image/png"})
    fout(406, "GET", "/v1/gebieden/GM0935.csv")
    fout(413, "POST", "/leveringen/nieuw", b"", {"Content-Length": str(10**12), "Accept": "application/json"})
    fout(415, "POST", "/leveringen/nieuw", b"{}", {"Content-Type": "application/json", "Accept": "application/json"})
    e = fout(400, "GET", "/v1/cijfers?onderwerp=inwoners&peildatum=gisteren&tot=30&onzin=1")["errors"]
    assert {(x["in"], x["location"], x["code"]) for x in e} == {("query", "peildatum", "waarde"), ("query", "tot", "waarde"), ("query", "onzin", "onbekend")}
    assert fout(400, "GET", "/v1/cijfers")["errors"][0]["location"] == "onderwerp"
    assert fout(400, "GET", "/v1/cijfers?onderwerp=geen")["errors"][0]["code"] == "onbekend"
    for adres, veld in (("/v1/cijfers?onderwerp=inwoners&bron=nep", "bron"), ("/v1/cijfers?onderwerp=dekkingsgraad&woningtype=nultreeden", "woningtype"),
                        ("/v1/waarnemingen?bron=nep", "bron"), ("/v1/waarnemingen?woningtype=nultreeden", "woningtype"), ("/v1/waarnemingen.csv?bron=nep", "bron")):
        e = fout(400, "GET", adres)["errors"][0]  # a slip of the pen is not the same as "nothing was delivered"
        assert (e["location"], e["code"]) == (veld, "onbekend") and "wel zijn er" in e["detail"], (adres, e)
    assert fout(400, "GET", "/v1/gebieden?velden=code,geen")["errors"][0]["location"] == "velden"
    assert fout(400, "GET", "/v1/gebieden?sorteer=geen")["errors"][0]["location"] == "sorteer"
    assert fout(400, "GET", "/v1/leveringen/een")["errors"][0]["in"] == "path"
    fout(400, "GET", "/v1/gebieden?datum=2022-01-01&datum=2023-01-01")


def a_command_refuses_a_word_that_nothing_knows(d):
    vraag = ("cijfer", "tabel", "--onderwerp", "inwoners", "--indeling", "provincie")
    assert "PV31" in d.opdracht(*vraag, "--bron", "cbs-bevolking", "--woningtype", "totaal") and "PV31" in d.opdracht(*vraag, "--woningtype", "nultreden")
    for optie, woord in (("--bron", "cbs-nep"), ("--woningtype", "nultreeden"), ("--segment", "huur-sociaaal"), ("--kenmerk", "nep")):
        r = subprocess.run([d.programma, *vraag, optie, woord, "--db", d.url], check=False, capture_output=True, timeout=60)
        assert r.returncode == 1 and not r.stdout and f"“{woord}”" in r.stderr.decode(), (optie, r)


def scripts_of_other_sites_may_read_and_nothing_else(d):
    document(d)
    a = d.vraag("OPTIONS", "/v1/cijfers", kop={"Origin": "https://elders.example", "Access-Control-Request-Method": "GET"})
    assert a.status == 204 and a.kop["access-control-allow-origin"] == "*" and "POST" not in a.kop["access-control-allow-methods"], a.kop
    assert "access-control-allow-origin" not in d.lees("/cijfers.json").kop
    vol = d.lees("/v1/bronnen")
    kop = d.vraag("HEAD", "/v1/bronnen")
    assert kop.status == 200 and kop.bytes == b"" and int(kop.kop["content-length"]) == len(vol.bytes)
    assert d.vraag("GET", "/v1/bronnen", kop={"If-None-Match": vol.kop["etag"]}).status == 304
    assert d.vraag("HEAD", "/v1/waarnemingen.csv").bytes == b""


def the_catalogue_reads_alike_as_turtle_and_as_json_ld(d):
    document(d)
    rapper = shutil.which("rapper")
    if not rapper or not os.path.isdir(os.path.join(MODULES, "jsonld")):
        raise Overgeslagen("rapper (raptor2-utils) of het npm-pakket jsonld ontbreekt")
    ttl, ld = d.lees("/v1/catalogus.ttl"), d.lees("/v1/catalogus.jsonld")
    r = subprocess.run([rapper, "-q", "-i", "turtle", "-o", "ntriples", "-", "http://basis.example/"], input=ttl.bytes, check=True,
                       stdout=subprocess.PIPE, timeout=60)
    script = ("const jsonld = require('jsonld'); let s = ''; process.stdin.on('data', (x) => { s += x; }).on('end', async () => {"
              " process.stdout.write(await jsonld.toRDF(JSON.parse(s), { format: 'application/n-quads' })); });")
    q = subprocess.run(["node", "-e", script], input=ld.bytes, check=True, stdout=subprocess.PIPE, cwd=os.path.join(WORTEL, "web"), timeout=60)
    los = re.compile(r"\\u([0-9A-Fa-f]{4})")
    een, twee = ({los.sub(lambda m: chr(int(m.group(1), 16)), regel) for regel in u.stdout.decode().splitlines() if regel} for u in (r, q))
    assert een == twee, f"alleen in Turtle: {sorted(een - twee)[:3]}; alleen in JSON-LD: {sorted(twee - een)[:3]}"
    dcat, dct = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
    sets = {s.split(" ", 1)[0] for s in een if s.endswith(f"<{dcat}Dataset> .")}
    assert len(sets) >= 8
    for s in sets:  # what DCAT-AP-NL asks of each dataset
        for eigenschap in (dct + "title", dct + "description", dct + "identifier", dct + "publisher", dcat + "contactPoint", dcat + "theme",
                           dct + "accessRights", dct + "license", dcat + "distribution"):
            assert any(regel.startswith(f"{s} <{eigenschap}> ") for regel in een), f"{s} zonder {eigenschap}"
    for adres_ in [m for regel in een for m in re.findall(rf"<{dcat}downloadURL> <http://[^/]*([^>]*)> \.$", regel)][:8]:
        assert d.vraag("GET", adres_).status == 200, adres_


def random_requests_from_the_description_give_only_what_it_names(d):
    doc = document(d)
    rng = random.Random(VRAGEN)
    raar = ["", "0", "1", "-1", "x", "é" * 40, "2022-01-01", "2022-02-30", "9999-12-31", "GM0935", "PV31", "NL01", "inwoners", "opgave", "dekkingsgraad",
            "vijfdeling", "totaal", "99999999999999999999", "%", "'", "a,b", "code", "-naam", "null", "true", "🏠", "1e9", "2030", "1000"]
    paden = [(p, m["get"]) for p, m in doc["paths"].items()]
    for i in range(VRAGEN):
        pad, verzoek = rng.choice(paden)
        waarden = {}
        for p in verzoek.get("parameters", []):
            if p["required"] or rng.random() < 0.3:
                keuzes = [p.get("example", "x")] * 4 + p["schema"].get("enum", []) + [rng.choice(raar)]
                waarden[p["name"]] = rng.choice(keuzes)
                if p["in"] == "path" and str(waarden[p["name"]]) in ("",):
                    waarden[p["name"]] = "x"
        soort = rng.choice(list(verzoek["responses"]["200"]["content"]) + ["image/png"] * (i % 20 == 0))
        url = adres(pad, verzoek, waarden)
        a = d.vraag("GET", url, kop={"Accept": soort})
        assert str(a.status) in verzoek["responses"] and a.status < 500, f"{url} als {soort}: {a.status} {a.tekst[:300]}"
        if a.status == 200 and soort == "application/json":
            keur(doc, verzoek["responses"]["200"]["content"][soort]["schema"], a.boom, url)
        elif a.status >= 400:
            keur(doc, doc["components"]["schemas"]["Probleem"], a.boom, url)


def the_page_for_people_shows_real_answers(d):
    document(d)
    a = d.vraag("GET", "/v1", kop={"Accept": "text/html"})
    assert a.status == 200 and a.kop["content-type"].startswith("text/html")
    assert "1118302" not in a.tekst or "cijfers?onderwerp=inwoners" in a.tekst
    for pad in document(d)["paths"]:
        assert f"GET /v1{'' if pad == '/' else pad}</code>" in a.tekst, pad
    assert "geeft hier geen antwoord" not in a.tekst, re.findall(r"geeft hier geen antwoord[^<]*", a.tekst)
    assert d.lees("/v1/wijzigingen").boom["wijzigingen"][0]["versie"] == document(d)["info"]["version"]


draai(every_address_answers_as_its_description_says, an_answer_has_every_field_of_its_schema_unless_fields_are_chosen,
      what_is_not_open_asks_a_key_and_shows_no_more_than_its_pages, definitions_and_the_planning_say_what_their_pages_say,
      examples_in_the_description_fit_their_schemas, the_linter_of_the_api_design_rules_finds_nothing,
      pages_of_a_list_lead_to_each_other_and_hold_everything_once, figures_roll_up_and_say_what_is_missing, every_form_of_a_selection_tells_the_same,
      what_was_delivered_comes_whole_as_a_stream_and_hides_what_is_confidential, whatever_goes_wrong_is_told_as_a_problem,
      a_command_refuses_a_word_that_nothing_knows, scripts_of_other_sites_may_read_and_nothing_else, the_catalogue_reads_alike_as_turtle_and_as_json_ld, the_page_for_people_shows_real_answers,
      random_requests_from_the_description_give_only_what_it_names, a_withdrawn_delivery_stays_readable_at_an_earlier_moment)
