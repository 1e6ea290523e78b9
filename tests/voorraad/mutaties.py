#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Days of mutations on top of an extract. The mutations are made up (random, with a seed), in the form that the Kadaster gives them; an independent
program, this one, applies the same and says which row every verblijfsobject should have. On a made-up extract, and on the real one of Weesp where
that is there. Then what does not follow on the extract: a day that lacks, a day that is in it, a file given twice, a change of what is not there.

    mutaties.py PROGRAMMA WEESP.zip      prints TAP
"""

import csv
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile

from bagzelf import WEG, actueel, een, rij_zelf
from tap import klaar, ok

PROGRAMMA, WEESP = sys.argv[1:3]
SOORTEN = {"VBO": "Verblijfsobject", "PND": "Pand", "NUM": "Nummeraanduiding", "OPR": "OpenbareRuimte"}
STAND = "2021-10-15"
VREEMD = 3594  # Amsterdam
NS = " ".join(f'xmlns:{k}="{v}"' for k, v in {
    "xsi": "http://www.w3.org/2001/XMLSchema-instance", "ml": "http://www.kadaster.nl/schemas/mutatielevering-generiek/1.0",
    "gml": "http://www.opengis.net/gml/3.2", "selecties-extract": "http://www.kadaster.nl/schemas/lvbag/extract-selecties/v20200601",
    "mlm": "http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-mutaties-lvc/v20200601",
    "Historie": "www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601", "Objecten": "www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601",
    "Objecten-ref": "www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601",
    "sl": "http://www.kadaster.nl/schemas/standlevering-generiek/1.0",
    "sl-bag-extract": "http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601"}.items())


def woonzorg(*woorden):
    r = subprocess.run([PROGRAMMA, *woorden], capture_output=True, text=True, timeout=180)
    return r.returncode, r.stdout, r.stderr


# ---- objects as the Kadaster writes them ----

def voorkomen(vk, begin):
    return (f"<Objecten:voorkomen><Historie:Voorkomen><Historie:voorkomenidentificatie>{vk}</Historie:voorkomenidentificatie>"
            f"<Historie:beginGeldigheid>{begin}</Historie:beginGeldigheid><Historie:tijdstipRegistratie>{begin}T12:00:00.000</Historie:tijdstipRegistratie>"
            "</Historie:Voorkomen></Objecten:voorkomen>")


def ident(soort, id_):
    return f'<Objecten:identificatie domein="NL.IMBAG.{SOORTEN[soort]}">{id_}</Objecten:identificatie>'


def vbo(id_, num, panden, begin, m2, x, y, status="Verblijfsobject in gebruik", doelen=("woonfunctie",), vk=1):
    return (f'<Objecten:heeftAlsHoofdadres><Objecten-ref:NummeraanduidingRef domein="NL.IMBAG.Nummeraanduiding">{num}</Objecten-ref:NummeraanduidingRef></Objecten:heeftAlsHoofdadres>'
            f'{voorkomen(vk, begin)}{ident("VBO", id_)}<Objecten:geometrie><Objecten:punt><gml:Point srsName="urn:ogc:def:crs:EPSG::28992" srsDimension="3">\n  <gml:pos>{x} {y} 0.0</gml:pos>\n'
            f'</gml:Point></Objecten:punt></Objecten:geometrie>{"".join(f"<Objecten:gebruiksdoel>{d}</Objecten:gebruiksdoel>" for d in doelen)}<Objecten:oppervlakte>{m2}</Objecten:oppervlakte>'
            f'<Objecten:status>{status}</Objecten:status><Objecten:maaktDeelUitVan>{"".join(f"<Objecten-ref:PandRef domein=#NL.IMBAG.Pand#>{p}</Objecten-ref:PandRef>".replace("#", chr(34)) for p in panden)}</Objecten:maaktDeelUitVan>')


def pand(id_, jaar, begin, status="Pand in gebruik", vk=1):
    return (f'{ident("PND", id_)}<Objecten:oorspronkelijkBouwjaar>{jaar}</Objecten:oorspronkelijkBouwjaar><Objecten:status>{status}</Objecten:status>{voorkomen(vk, begin)}')


def num(id_, huisnummer, postcode, opr, begin, woonplaats=None, vk=1):
    return (f'{ident("NUM", id_)}<Objecten:huisnummer>{huisnummer}</Objecten:huisnummer><Objecten:postcode>{postcode}</Objecten:postcode>{voorkomen(vk, begin)}'
            f'<Objecten:ligtAan><Objecten-ref:OpenbareRuimteRef domein="NL.IMBAG.Openbareruimte">{opr}</Objecten-ref:OpenbareRuimteRef></Objecten:ligtAan>'
            + (f'<Objecten:ligtIn><Objecten-ref:WoonplaatsRef domein="NL.IMBAG.Woonplaats">{woonplaats}</Objecten-ref:WoonplaatsRef></Objecten:ligtIn>' if woonplaats else ""))


def opr(id_, woonplaats, begin):
    return (f'{ident("OPR", id_)}{voorkomen(1, begin)}<Objecten:ligtIn><Objecten-ref:WoonplaatsRef domein="NL.IMBAG.Woonplaats">{woonplaats}</Objecten-ref:WoonplaatsRef></Objecten:ligtIn>')


def sluit_af(stuk, dag):
    return stuk.replace("</Historie:beginGeldigheid>", f"</Historie:beginGeldigheid><Historie:eindGeldigheid>{dag}</Historie:eindGeldigheid>", 1)


def opvolger(stuk, dag):
    vk = int(een(stuk, "voorkomenidentificatie")) + 1
    stuk = re.sub(r"<Historie:eindGeldigheid>[^<]*</Historie:eindGeldigheid>", "", stuk)
    stuk = re.sub(r"voorkomenidentificatie>\d+<", f"voorkomenidentificatie>{vk}<", stuk)
    return re.sub(r"beginGeldigheid>[^<]*<", f"beginGeldigheid>{dag}<", stuk)


def met(stuk, veld, waarde):
    return re.sub(rf"(<Objecten:{veld}>)[^<]*<", rf"\g<1>{waarde}<", stuk, count=1)


# ---- files ----

def zip_van(leden):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        for naam, inhoud in leden.items():
            z.writestr(naam, inhoud)
    return b.getvalue()


def extract_maak(stand):
    """A made-up extract of Weesp, of voorkomens (soort, id, vk) → text."""
    dag = "".join(reversed(STAND.split("-")))
    info = (f"<selecties-extract:LVC-Extract><selecties-extract:StandTechnischeDatum>{STAND}</selecties-extract:StandTechnischeDatum></selecties-extract:LVC-Extract>"
            "<selecties-extract:Gebied-Registratief><selecties-extract:Gebied-GEM><selecties-extract:GemeenteCollectie><selecties-extract:Gemeente>"
            "<selecties-extract:GemeenteIdentificatie>0457</selecties-extract:GemeenteIdentificatie></selecties-extract:Gemeente></selecties-extract:GemeenteCollectie>"
            "</selecties-extract:Gebied-GEM></selecties-extract:Gebied-Registratief>")
    delen = {}
    for soort, element in SOORTEN.items():
        lijst = "".join(f"<sl:stand><sl-bag-extract:bagObject><Objecten:{element}>{x}</Objecten:{element}></sl-bag-extract:bagObject></sl:stand>" for (s, _, _), x in stand.items() if s == soort)
        xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<sl-bag-extract:bagStand {NS}><sl-bag-extract:bagInfo>{info}</sl-bag-extract:bagInfo><sl:standBestand><sl:dataset>LVBAG</sl:dataset>{lijst}</sl:standBestand></sl-bag-extract:bagStand>'
        delen[f"0457{soort}{dag}.zip"] = zip_van({f"0457{soort}{dag}-000001.xml": xml})
    relatie = "".join(f"<p:GemeenteWoonplaatsRelatie><p:tijdvakgeldigheid><b:begindatumTijdvakGeldigheid>2010-01-01</b:begindatumTijdvakGeldigheid></p:tijdvakgeldigheid>"
                      f"<p:gerelateerdeWoonplaats><p:identificatie>{w}</p:identificatie></p:gerelateerdeWoonplaats><p:gerelateerdeGemeente><p:identificatie>{g}</p:identificatie></p:gerelateerdeGemeente>"
                      "<p:status>definitief</p:status></p:GemeenteWoonplaatsRelatie>" for w, g in ((1012, "0457"), (VREEMD, "0363")))
    return zip_van({"Leveringsdocument-BAG-Extract.xml": f'<x:BAG-Extract-Levering xmlns:x="x" {NS}>{info}</x:BAG-Extract-Levering>', f"0457GEM{dag}.zip": zip_van(delen),
                    f"GEM-WPL-RELATIE-{dag}.zip": zip_van({f"GEM-WPL-RELATIE-{dag}-000001.xml": f'<r xmlns:p="p" xmlns:b="b">{relatie}</r>'})})


def mutaties_maak(van, tot, groepen, per_bestand=40):
    """BAGNLDM-…: groups of (soort, was or None, wordt), over several files."""
    naam = "-".join("".join(reversed(d.split("-"))) for d in (van, tot))
    kop = (f'<?xml version="1.0" encoding="UTF-8"?>\n<mlm:bagMutaties {NS}><mlm:bagInfo><selecties-extract:Gebied-Registratief><selecties-extract:Gebied-NLD/></selecties-extract:Gebied-Registratief>'
           f"<selecties-extract:MUT-Extract><selecties-extract:StandTechnischeDatum>{tot}</selecties-extract:StandTechnischeDatum><selecties-extract:Mutatieperiode>"
           f"<selecties-extract:MutatiedatumVanaf>{van}</selecties-extract:MutatiedatumVanaf><selecties-extract:MutatiedatumTot>{tot}</selecties-extract:MutatiedatumTot>"
           "</selecties-extract:Mutatieperiode></selecties-extract:MUT-Extract></mlm:bagInfo><ml:mutatieBericht><ml:dataset>LVBAG</ml:dataset><ml:inhoud><ml:gebied>NEDERLAND</ml:gebied>"
           "<ml:leveringsId>0000000001</ml:leveringsId><ml:objectTypen/></ml:inhoud>")
    leden = {}
    for i in range(0, max(1, len(groepen)), per_bestand):
        tekst = kop
        for groep in groepen[i:i + per_bestand]:
            tekst += "<ml:mutatieGroep>"
            for soort, was, wordt in groep:
                e = SOORTEN[soort]
                bag = lambda x, e=e: f"<mlm:bagObject><Objecten:{e}>{x}</Objecten:{e}></mlm:bagObject>"
                tekst += f"<ml:wijziging><ml:was>{bag(was)}</ml:was><ml:wordt>{bag(wordt)}</ml:wordt></ml:wijziging>" if was else f"<ml:toevoeging><ml:wordt>{bag(wordt)}</ml:wordt></ml:toevoeging>"
            tekst += "</ml:mutatieGroep>"
        leden[f"9999MUT{naam}-{i // per_bestand + 1:06}.xml"] = tekst + "</ml:mutatieBericht></mlm:bagMutaties>"
    return zip_van({"Leveringsdocument-BAG-Mutaties.xml": f'<x:BAG-Extract-Levering xmlns:x="x" {NS}><selecties-extract:StandTechnischeDatum>{tot}</selecties-extract:StandTechnischeDatum></x:BAG-Extract-Levering>',
                    f"9999MUT{naam}.zip": zip_van(leden)})


# ---- a made-up country, and days in it ----

def sleutel(soort, stuk):
    return soort, een(stuk, "identificatie"), int(een(stuk, "voorkomenidentificatie"))


def stand_verzin(r):
    stand = {}
    bij = lambda soort, x: stand.__setitem__(sleutel(soort, x), x)
    bij("OPR", opr("0457300000000001", 1012, "2010-01-01"))
    for p in range(60):
        bij("PND", pand(f"04571000000{p:05}", r.choice([1005, 1890, 1965, 1999]), "2010-01-01"))
        for k in range(r.choice([1, 1, 2, 5])):
            n = p * 10 + k
            bij("NUM", num(f"04572000000{n:05}", n + 1, "1382AB", "0457300000000001", "2010-01-01"))
            x = vbo(f"04570100000{n:05}", f"04572000000{n:05}", [f"04571000000{p:05}"], "2010-01-01", r.choice([1, 45, 80, 120, 151]), 132000 + n, 480000 + n)
            if r.random() < 0.3:
                bij("VBO", sluit_af(x, "2018-05-05"))
                x = met(opvolger(x, "2018-05-05"), "oppervlakte", 99)
            bij("VBO", x)
    return stand


def dag_verzin(r, stand, dag, nu, n):
    """Groups of mutations of a day; `nu` is applied to as an independent program would, one after another."""
    groepen = []
    laatste = {}
    for s, i, vk in nu:
        if actueel(nu[s, i, vk], dag):
            laatste[s, i] = max(vk, laatste.get((s, i), 0))

    def wijzig(soort, id_, verander):
        sl = (soort, id_, laatste[soort, id_])
        was, af = nu[sl], sluit_af(nu[sl], dag)
        nieuw = verander(opvolger(was, dag))
        groepen.append([(soort, was, af), (soort, None, nieuw)])
        nu[sl], nu[sleutel(soort, nieuw)] = af, nieuw
        laatste[soort, id_] += 1

    def voeg(*stukken):
        groepen.append([(soort, None, x) for soort, x in stukken])
        for soort, x in stukken:
            nu[sleutel(soort, x)] = x
            laatste[sleutel(soort, x)[:2]] = 1

    def kies(soort):
        return r.choice(sorted(i for s, i in laatste if s == soort and een(nu[s, i, laatste[s, i]], "eindGeldigheid") is None))

    straat = een(next(x for (s, _, _), x in stand.items() if s == "NUM" and actueel(x, STAND) and "OpenbareRuimteRef" in x), "OpenbareRuimteRef")
    for k in range(n):
        uniek = f"{dag[8:]}{k:05}"
        soort = r.randrange(9)
        if soort == 0:
            wijzig("VBO", kies("VBO"), lambda x: met(x, "oppervlakte", r.choice([1, 49, 50, 150, 151])))
        elif soort == 1:
            wijzig("VBO", kies("VBO"), lambda x: met(x, "status", r.choice(["Verblijfsobject ingetrokken", "Verbouwing verblijfsobject", "Verblijfsobject buiten gebruik"])))
        elif soort == 2:
            wijzig("PND", kies("PND"), lambda x: met(met(x, "status", "Sloopvergunning verleend"), "oorspronkelijkBouwjaar", r.choice([1931, 2021])))
        elif soort == 3:
            wijzig("NUM", kies("NUM"), lambda x: met(x, "postcode", r.choice(["1381ZZ", "1383AA"])))
        elif soort == 4:  # a new dwelling in a pand that is there
            a, b = f"045720{uniek:0>10}", f"045701{uniek:0>10}"
            voeg(("NUM", num(a, k + 1, "1384BB", straat, dag)), ("VBO", vbo(b, a, [kies("PND")], dag, 60 + k, 133000 + k, 481000)))
        elif soort == 5:  # a new pand with two
            p = f"045710{uniek:0>10}"
            stukken = [("PND", pand(p, 2021, dag))]
            for j in (1, 2):
                a, b = f"04572{j}{uniek:0>10}", f"04570{j + 1}{uniek:0>10}"
                stukken += [("NUM", num(a, k * 2 + j, "1384CC", straat, dag)), ("VBO", vbo(b, a, [p], dag, 70, 133500 + k, 481500 + j, doelen=("woonfunctie", "winkelfunctie")[:j]))]
            voeg(*stukken)
        elif soort == 6:  # a correction: what was, never was; the voorkomen before it lives on
            i = kies("VBO")
            sl = ("VBO", i, laatste["VBO", i])
            weg = nu[sl].replace("</Historie:Voorkomen>", f"<Historie:BeschikbaarLV><Historie:tijdstipNietBagLV>{dag}T10:00:00.000</Historie:tijdstipNietBagLV></Historie:BeschikbaarLV></Historie:Voorkomen>")
            groepen.append([("VBO", nu[sl], weg)])
            nu[sl] = weg
            del laatste["VBO", i]
        elif soort == 7:  # elsewhere in the country: new, with its own address
            a, b = f"036320{uniek:0>10}", f"036301{uniek:0>10}"
            voeg(("NUM", num(a, 1, "1011AA", f"036330{uniek:0>10}", dag, VREEMD)), ("VBO", vbo(b, a, [f"036310{uniek:0>10}"], dag, 70, 121000, 487000)))
            del laatste["VBO", b], laatste["NUM", a]
        else:  # elsewhere: of what the extract never had
            x = vbo(f"036301{k:010}", f"036320{k:010}", [f"036310{k:010}"], "2015-01-01", 70, 121000, 487000)
            groepen.append([("VBO", x, met(x, "oppervlakte", 75))])
    return groepen


def rijen_zelf(stand, nu, peildatum, herkend):
    """What the stock should hold."""
    best = {"VBO": {}, "PND": {}, "NUM": {}, "OPR": {}}
    for (soort, id_, vk), x in nu.items():
        if actueel(x, peildatum) and vk >= best[soort].get(id_, (0,))[0]:
            best[soort][id_] = (vk, x)
    panden = {i: (een(x, "oorspronkelijkBouwjaar"), een(x, "status")) for i, (_, x) in best["PND"].items()}
    adressen = {i: (een(x, "postcode"), een(x, "huisnummer")) for i, (_, x) in best["NUM"].items()}
    vbos, per_pand = {}, {}
    for i, (_, x) in best["VBO"].items():
        adres = re.search(r"heeftAlsHoofdadres>\s*<Objecten-ref:NummeraanduidingRef[^>]*>(\d+)<", x).group(1)
        if i not in herkend and een(best["NUM"][adres][1], "WoonplaatsRef") == str(VREEMD):
            continue
        v = {"status": een(x, "status"), "doel": set(re.findall(r"<Objecten:gebruiksdoel>([^<]*)<", x)), "m2": een(x, "oppervlakte"),
             "pand": re.findall(r"<Objecten-ref:PandRef[^>]*>(\d+)<", x), "num": adres, "pos": een(x, "pos")}
        vbos[i] = v
        if v["status"] in ("Verblijfsobject in gebruik", "Verblijfsobject in gebruik (niet ingemeten)", "Verblijfsobject buiten gebruik", "Verbouwing verblijfsobject"):
            for p in v["pand"]:
                per_pand[p] = per_pand.get(p, 0) + 1
    return {i: rij_zelf(i, v, panden, adressen, per_pand) for i, v in vbos.items() if v["status"] not in WEG}


def rijen_programma(map_, *woorden):
    for naam in ("m.wzv", "m.csv"):
        if os.path.exists(f"{map_}/{naam}"):
            os.remove(f"{map_}/{naam}")
    code, tekst, klacht = woonzorg("voorraad", "importeer", *woorden, "--uit", f"{map_}/m.wzv")
    if code:
        return None, klacht
    woonzorg("voorraad", "export", f"{map_}/m.wzv", "--uit", f"{map_}/m.csv")
    with open(f"{map_}/m.csv", encoding="utf-8", newline="") as f:
        return {r["id"]: r for r in csv.DictReader(f)}, tekst


def verschil(ons, zelf):
    if ons is None:
        return "niet ingelezen"
    if ons.keys() != zelf.keys():
        return f"andere objecten: {sorted(ons.keys() ^ zelf.keys())[:10]}"
    return "\n".join(str((i, k, ons[i].get(k), w)) for i, r in zelf.items() for k, w in r.items() if ons[i].get(k) != w)


DAGEN = ["2021-10-15", "2021-10-16", "2021-10-17", "2021-10-20"]  # the last file holds a weekend


def houd_eraan(map_, extract, stand, wat, zaad, n):
    r = random.Random(zaad)
    herkend = {i for s, i, _ in stand if s == "VBO"}
    nu, paden, op_dag = dict(stand), [], {}
    for van, tot in zip(DAGEN, DAGEN[1:]):
        pad = f"{map_}/BAGNLDM-{van}-{tot}.zip"
        with open(pad, "wb") as f:
            f.write(mutaties_maak(van, tot, dag_verzin(r, stand, van, nu, n)))
        paden.append(pad)
        op_dag[tot] = dict(nu)
    ons, tekst = rijen_programma(map_, extract, *paden)
    zelf = rijen_zelf(stand, nu, DAGEN[-1], herkend)
    afwijking = verschil(ons, zelf)
    ok(not afwijking, f"{wat}: drie bestanden met mutaties geven elk object met elke waarde van het andere programma", f"{afwijking}\n{tekst}")
    ok("mutaties tot 2021-10-20:" in tekst and tekst.count("BAG-mutaties BAGNLDM-") == 3, f"{wat}: de herkomst noemt de bestanden en de dag", tekst)
    ok(verschil(ons, rijen_zelf(stand, stand, STAND, herkend)) != "", f"{wat}: er is iets veranderd")
    omgekeerd, _ = rijen_programma(map_, *reversed(paden), extract, "--draden", "1")
    ok(omgekeerd == ons, f"{wat}: in een andere volgorde gegeven wordt het hetzelfde")
    half, tekst = rijen_programma(map_, extract, *paden[:2])
    afwijking = verschil(half, rijen_zelf(stand, op_dag["2021-10-17"], "2021-10-17", herkend))
    ok(not afwijking, f"{wat}: en na twee dagen is het de stand van die dag", f"{afwijking}\n{tekst}")
    return paden


def wat_niet_volgt(map_, extract, stand, paden):
    def bestand(van, tot, groepen):
        pad = tempfile.mktemp(".zip", dir=map_)
        with open(pad, "wb") as f:
            f.write(mutaties_maak(van, tot, groepen))
        return pad

    (_, id_, vk), x = next((s, x) for s, x in stand.items() if s[0] == "VBO" and actueel(x, STAND))
    later = re.sub(r"voorkomenidentificatie>\d+<", f"voorkomenidentificatie>{vk + 5}<", x)
    gevallen = [
        ("een dag ertussenuit", [extract, paden[0], paden[2]], "er ontbreken mutaties: de stand is die van 16 oktober 2021"),
        ("de eerste dag niet", [extract, paden[1]], "er ontbreken mutaties: de stand is die van 15 oktober 2021"),
        ("een dag die al in het extract zit", [extract, bestand("2021-10-14", "2021-10-15", [])], "zitten al in de stand van 15 oktober 2021; laat ze weg"),
        ("een periode over de stand heen", [extract, bestand("2021-10-10", "2021-10-20", [])], "beginnen vóór de stand van 15 oktober 2021"),
        ("twee keer hetzelfde", [extract, paden[0], paden[0]], "is twee keer gegeven"),
        ("alleen mutaties", [paden[0]], "geef ook het extract"),
        ("een wijziging van wat er niet is", [extract, bestand("2021-10-15", "2021-10-16", [[("VBO", later, later)]])], f"voorkomen {vk + 5} van verblijfsobject {id_} gewijzigd"),
        ("een periode die achteruit gaat", [extract, bestand("2021-10-15", "2021-10-14", [])], "de periode van de mutaties staat er niet (goed) in"),
    ]
    stuk = mutaties_maak("2021-10-15", "2021-10-16", [[("VBO", None, x)]])
    with open(f"{map_}/stuk.zip", "wb") as f:
        f.write(stuk[:len(stuk) // 2])
    gevallen.append(("afgebroken", [extract, f"{map_}/stuk.zip"], "afgebroken of beschadigd"))
    with open(f"{map_}/9999MUT15102021-16102021-000001.xml", "w", encoding="utf-8") as f:
        f.write("<a><selecties:MutatiedatumVanaf>2021-10-15</selecties:MutatiedatumVanaf><b><MutatiedatumTot>2021-10-16</MutatiedatumTot></b><ml:mutatieBericht><ml:mutatieGroep>"
                f"<ml:verwijdering><ml:was/></ml:verwijdering></ml:mutatieGroep></ml:mutatieBericht></a>")
    gevallen.append(("een verwijdering", [extract, f"{map_}/9999MUT15102021-16102021-000001.xml"], "komt in mutaties van de BAG niet voor"))
    for wat, woorden, verwacht in gevallen:
        ons, klacht = rijen_programma(map_, *woorden)
        ok(ons is None and verwacht in klacht and not os.path.exists(f"{map_}/m.wzv"), f"{wat} wordt in woorden geweigerd", klacht)
    dubbel, tekst = rijen_programma(map_, extract, bestand("2021-10-15", "2021-10-16", [[("VBO", None, x)]]))
    ok(dubbel is not None and "1 voorkomens toegevoegd (waarvan 1 al in het extract)" in tekst, "wat er al was, wordt geteld", tekst)


def stand_lees(pad):
    """All voorkomens of a real extract of one gemeente."""
    stand = {}
    buiten = zipfile.ZipFile(pad)
    gemeente = zipfile.ZipFile(io.BytesIO(buiten.read("0457GEM15102021.zip")))
    for soort, element in SOORTEN.items():
        binnen = zipfile.ZipFile(io.BytesIO(gemeente.read(f"0457{soort}15102021.zip")))
        for naam in sorted(binnen.namelist()):
            for stuk in binnen.read(naam).decode().split(f"<Objecten:{element}>")[1:]:
                x = stuk.split(f"</Objecten:{element}>")[0]
                stand[sleutel(soort, x)] = x
    return stand


def main():
    with tempfile.TemporaryDirectory() as map_:
        for zaad in (1, 2):
            stand = stand_verzin(random.Random(zaad))
            extract = f"{map_}/BAGGEM0457L-15102021.zip"
            with open(extract, "wb") as f:
                f.write(extract_maak(stand))
            paden = houd_eraan(map_, extract, stand, f"verzonnen extract {zaad}", zaad, 90)
        wat_niet_volgt(map_, extract, stand, paden)
        if os.path.exists(WEESP):
            houd_eraan(map_, WEESP, stand_lees(WEESP), "Weesp", 3, 300)
        else:
            ok(True, "het extract van Weesp # SKIP is er niet")
    return klaar()


if __name__ == "__main__":
    sys.exit(main())
