#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The kennisbank: what is found, the same on both databases; who may do what; hostile texts in every field; and gemeenten that are alike, against brute force.

Made-up organisations and texts, and the demo's own file.
"""

import csv
import html.parser
import io
import os
import re
import subprocess
import tempfile
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from urllib.parse import quote, urlencode

from dienst import WORTEL, draai

DEMO = os.path.join(WORTEL, "voorbeelden", "demo")
KOP = "code;soort;titel;samenvatting;tekst;thema;woningtype;gebied;plek;lengte;breedte;bron;bron_adres;bron_datum;peildatum;organisatie;staat;verzonnen\n"
MERK = "wzk9"
XSS = f'<script>{MERK}()</script>"\'><img src=x onerror={MERK}()>{{{{7*7}}}}</title></textarea><svg/onload={MERK}()>'
GOED = {"soort": "voorbeeld", "titel": "Hofje in Maastricht", "samenvatting": "Twintig woningen rond een tuin.", "tekst": "## Hoe\n\nMet *elkaar*.",
        "thema.ontmoeten": "ja", "woningtype.geclusterd": "ja", "gebied": "Maastricht", "plek": "Wyck", "lengte": "5,7", "breedte": "50,85",
        "bron": "Gemeente Maastricht", "bron_adres": "https://voorbeeld.example/hofje", "bron_datum": "2025-05-01", "peildatum": "2025-05-01"}
WONING = {"a-titel", "b-samen", "c-tekst", "d-samengesteld"}
# Words, and the codes that they must find; the same list holds on both databases.
VRAGEN = {
    "woning": WONING,  # singular
    "woningen": WONING,  # plural
    "WONING": WONING,
    "verhuizen": {"e-verhuizing"}, "verhuist": {"b-samen"}, "ontmoet": {"a-titel", "b-samen"},  # forms of a verb, as far as Snowball knows them
    "verhuizing": {"e-verhuizing"},
    "ouderenhuisvesting": {"d-samengesteld"},  # a compound is a word of its own
    "ouderen*": {"d-samengesteld", "c-tekst"},  # but its beginning finds it
    "woon-zorgcomplex": {"d-samengesteld"},
    "zorgcomplex": {"d-samengesteld"},
    "cooperatie": {"f-accent"}, "coöperatie": {"f-accent"}, "financiële": {"f-accent"}, "financiele": {"f-accent"},
    '"zorg aan huis"': {"c-tekst"}, '"huis aan zorg"': set(), "„zorg aan huis”": {"c-tekst"},
    "zorg -huis": {"f-accent"}, "-huis": set(), "tuin OF dementie": {"b-samen", "f-accent"}, "tuin of dementie": set(),
    "75": {"f-accent"}, "75-plussers": {"f-accent"}, "75plussers": {"f-accent"}, "foto": {"e-verhuizing"}, "foto's": {"e-verhuizing"},
    "Heerlen": {"a-titel"}, "Goed voorbeeld dementie": {"f-accent"},  # place, kind and theme are found too
    "de het een": set(), "": {"a-titel", "b-samen", "c-tekst", "d-samengesteld", "e-verhuizing", "f-accent"},
    # What could be the language of a database is words, or nothing.
    "titel:woning": set(), "NEAR(woning zorg)": set(), "woning AND": set(), "woning & | !": WONING,
    "'; DROP TABLE kennis; --": set(), '"': None, '""': None, '"woning': WONING, "*": None, "woning*": WONING,
    "(woning": WONING, "woning:*": WONING, "{titel} : x": set(), "^woning": WONING,
    "\\": None, "%": None, "<script>": set(), "α": set(), "𝕏": None, "é" * 300: set(), "woning " * 80: WONING, "- - -": None, "OF": None, "OF woning OF": WONING,
}
STUKKEN = [
    ("a-titel", "voorbeeld", "Woningen in Heerlen", "Kort.", "", "ontmoeten", "geclusterd", "GM0917", "2023-01-01"),
    ("b-samen", "factsheet", "Een tuin", "Hoe woningen rond een tuin liggen. Wie verhuist, blijft.", "", "ontmoeten", "", "", "2025-01-01"),
    ("c-tekst", "factsheet", "Een hofje", "Kort.", "Een **woning** met zorg aan huis, voor de oudere.", "wonen-zorg", "nultreden", "PV31", "2025-06-01"),
    ("d-samengesteld", "document", "Ouderenhuisvesting", "Het woon-zorgcomplex en zijn woning.", "", "huisvesting-ouderen", "", "GM0983", "2024-01-01"),
    ("e-verhuizing", "onderzoek", "Verhuizingen", "Met foto's.", "", "doorstroming", "", "GM0363", ""),
    ("f-accent", "voorbeeld", "Coöperatie", "Financiële zorg van 75-plussers.", "", "dementie", "", "VD04", "2022-01-01"),
]
GEZIEN = {}  # what the first database found, for the second


def maak(d):
    d.partij, d.mens = {}, {"bezoeker": d.anders()}
    for naam, cbs in (("Gemeente Maastricht", "GM0935"), ("Gemeente Vaals", "GM0981"), ("Provincie Limburg", "PV31")):
        soort = "provincie" if cbs == "PV31" else "gemeente"
        d.partij[cbs] = int(d.opdracht("partij", "maak", naam, "--soort", soort, "--cbs", cbs, "--van", "2024-01-01").split()[1])
    for wie, partij, rol in (("redacteur", "Provincie Limburg", "redacteur"), ("coordinator", "Gemeente Maastricht", "coordinator"), ("invuller", "Gemeente Maastricht", "invuller"),
                             ("vaals", "Gemeente Vaals", "coordinator"), ("lezer", "Gemeente Maastricht", "lezer"), ("toezicht", "Provincie Limburg", "toezichthouder")):
        link = d.opdracht("mens", "maak", f"{wie}@proef.example", "--naam", f"Mens {wie}", "--partij", partij, "--rol", rol).split()[-1]
        d.mens[wie] = d.anders()
        d.mens[wie].kies_wachtwoord(link)
        d.mens[wie].meld_aan(f"{wie}@proef.example")


def importeer(d, tekst, *meer):
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "stukken.csv")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(tekst)
        return subprocess.run([d.programma, "kennisbank", "importeer", pad, *meer, "--db", d.url], capture_output=True, text=True, timeout=60)


def regel(*stuk, **meer):
    code, soort, titel, samen, tekst, thema, type_, gebied, datum = stuk
    k = dict(zip(KOP.strip().split(";"), [""] * 18)) | {"code": code, "soort": soort, "titel": titel, "samenvatting": samen, "tekst": tekst, "thema": thema, "woningtype": type_,
                                                        "gebied": gebied, "bron": "Proefbron", "bron_datum": datum, "staat": "gepubliceerd"} | meer
    b = io.StringIO()
    csv.writer(b, delimiter=";", lineterminator="\n").writerow(k.values())
    return b.getvalue()


def stukken(d, wie="bezoeker", **vraag):
    """The rows of the table that was found, all pages."""
    a = d.mens[wie].lees("/kennisbank.csv?" + urlencode({"gebied": "NL01", "tabel": "stukken", **vraag}))
    return list(csv.DictReader(io.StringIO(a.tekst.lstrip("\ufeff"))))


def titels(d, wie="bezoeker", **vraag):
    return [r["titel"] for r in stukken(d, wie, **vraag)]


def an_empty_kennisbank_says_so(d):
    maak(d)
    a = d.mens["bezoeker"].lees("/kennisbank")
    assert "nog leeg" in a.tekst and "}}" not in a.tekst
    assert d.mens["bezoeker"].lees("/kennisbank?zoek=woning").tekst.count("Nog geen stukken") == 1
    assert "Kies uw gemeente" in d.mens["bezoeker"].lees("/kennisbank/zoals?gebied=PV31").tekst
    assert "niet bekend hoeveel inwoners" in d.mens["bezoeker"].lees("/kennisbank/zoals?gebied=GM0888").tekst
    assert d.lees("/v1/kennisbank").boom["aantal"] == 0
    assert d.verzoek("GET", "/kennisbank/1").status == 404


def a_file_with_a_mistake_is_refused_with_its_place_and_nothing_is_kept(d):
    goed = regel(*STUKKEN[0])
    for mis, plaats in ((dict(soort="boek"), "rij 3, kolom soort"), (dict(thema="onzin"), "rij 3, kolom thema"), (dict(gebied="GM9999"), "rij 3, kolom gebied"), (dict(titel=""), "rij 3, kolom titel"),
                        (dict(bron_adres="javascript:x"), "rij 3, kolom bron_adres"), (dict(lengte="5.9"), "rij 3, kolom breedte"), (dict(lengte="5.9", breedte="12"), "rij 3, kolom lengte"),
                        (dict(bron_datum="31-31-2025"), "rij 3, kolom bron_datum"), (dict(staat="klaar"), "rij 3, kolom staat"), (dict(code="Hoofd Letter"), "rij 3, kolom code"),
                        (dict(code="hand-3"), "rij 3, kolom code"), (dict(verzonnen="misschien"), "rij 3, kolom verzonnen"), (dict(organisatie="Niemand"), "de organisatie “Niemand” is er niet"),
                        (dict(samenvatting="x" * 900), "rij 3, kolom samenvatting"), (dict(tekst="x" * 20100), "rij 3, kolom tekst")):
        uit = importeer(d, KOP + goed + regel(*STUKKEN[1], **mis))
        assert uit.returncode == 1 and plaats in uit.stderr, (mis, uit.stderr)
    assert importeer(d, "code;soort\nx;y\n").returncode == 1
    assert stukken(d) == []


def a_file_brings_what_is_not_there_yet(d):
    tekst = KOP + "".join(regel(*s) for s in STUKKEN)
    assert importeer(d, tekst, "--proef").stdout == "6 stukken zouden erbij komen, 0 stonden er al\n"
    assert stukken(d) == []
    assert importeer(d, tekst).stdout == "6 stukken zijn erbij gekomen, 0 stonden er al\n"
    assert importeer(d, tekst.replace("Kort.", "Anders.")).stdout == "0 stukken zijn erbij gekomen, 6 stonden er al\n"
    assert len(stukken(d)) == 6 and not any("Anders" in r["samenvatting"] for r in stukken(d))


def the_same_is_found_on_both_databases(d):
    titel = {s[2]: s[0] for s in STUKKEN}
    uit = {}
    for vraag, verwacht in VRAGEN.items():
        a = d.verzoek("GET", "/kennisbank.csv?" + urlencode({"gebied": "NL01", "zoek": vraag, "tabel": "stukken"}))
        assert a.status == 200, f"{vraag!r}: {a.status} {a.tekst[:300]}"
        uit[vraag] = [titel[r["titel"]] for r in csv.DictReader(io.StringIO(a.tekst.lstrip("\ufeff")))]
        if verwacht is not None:
            assert set(uit[vraag]) == verwacht, f"{vraag!r}: {uit[vraag]}, niet {sorted(verwacht)}"
        else:
            assert uit[vraag] == [] or set(uit[vraag]) == set(titel.values()), f"{vraag!r}: {uit[vraag]}"
        if vraag in ("woning", '"zorg aan huis"', "tuin OF dementie"):
            rijen = csv.DictReader(io.StringIO(d.opdracht("kennisbank", "zoek", vraag)))
            assert [titel[r["titel"]] for r in rijen] == uit[vraag], vraag
    assert len(uit) > 50
    if GEZIEN:
        assert uit == GEZIEN, {k: (v, GEZIEN[k]) for k, v in uit.items() if v != GEZIEN[k]}  # also in the same order
    GEZIEN.update(uit)


def words_in_the_title_go_before_the_summary_and_that_before_the_text(d):
    assert titels(d, zoek="woning") == ["Woningen in Heerlen", "Een tuin", "Ouderenhuisvesting", "Een hofje"]  # of one rank the newest first
    b = d.lees("/kennisbank.json?gebied=NL01&zoek=woning").boom
    assert [x["rang"] for x in b["dingen"]] == [1, 2, 2, 3]
    assert b["dingen"][0]["titel"][0] == {"tekst": "Woningen", "raak": True}
    assert {"tekst": "woning", "raak": True} in b["dingen"][3]["fragment"]
    t = d.lees("/kennisbank?gebied=NL01&zoek=woning").tekst
    assert "<mark>Woningen</mark> in Heerlen" in t and "In de tekst: Een <mark>woning</mark> met zorg" in t
    assert titels(d, zoek="woning", orde="datum") == ["Een hofje", "Een tuin", "Ouderenhuisvesting", "Woningen in Heerlen"]
    assert titels(d, orde="titel")[0] == "Coöperatie" and titels(d)[-1] == "Verhuizingen"  # without a date: last


def filters_count_what_there_would_be(d):
    assert titels(d, soort="factsheet") == ["Een hofje", "Een tuin"] and titels(d, thema="dementie") == ["Coöperatie"]
    assert titels(d, woningtype="geclusterd") == ["Woningen in Heerlen"] and titels(d, soort="factsheet", thema="dementie") == []
    assert titels(d, bronvan="2024") == ["Een hofje", "Een tuin", "Ouderenhuisvesting"] and titels(d, bronvan="2024", brontot="2024") == ["Ouderenhuisvesting"]
    # What is of a larger area, or of none, holds for a gemeente too.
    assert set(titels(d, gebied="GM0917")) == {"Woningen in Heerlen", "Een hofje", "Een tuin", "Coöperatie"}
    assert set(titels(d, gebied="VD04")) == {"Woningen in Heerlen", "Een hofje", "Een tuin", "Coöperatie"}
    assert set(titels(d, gebied="GM0363")) == {"Verhuizingen", "Een tuin"}
    t = d.lees("/kennisbank?gebied=NL01&soort=factsheet").tekst
    assert ">Factsheet (2)<" in t and ">Goed voorbeeld (2)<" in t and ">Wonen en zorg (1)<" in t and "Dementie (" not in t
    for mis in ("soort=boek", "thema=x", "bronvan=vroeger", "brontot=-1"):
        assert d.verzoek("GET", "/kennisbank?" + mis).status == 400, mis
    t = d.lees("/kennisbank?gebied=PV31&soort=voorbeeld").tekst
    assert "Per gemeente" in t and re.search(r'href="/kennisbank\?[^"]*gebied=GM0917', t) and "Over 1 van de 31 gemeenten" in t


def pages_follow_each_other(d):
    veel = KOP + "".join(regel(f"veel-{i:03}", "document", f"Blad {i:03}", "Veelvoud.", "", "ruimte", "", "", "2020-01-01") for i in range(45))
    assert importeer(d, veel).stdout.startswith("45 ")
    gezien = []
    for blad in (1, 2, 3, 99, 0, "x"):
        b = d.lees(f"/kennisbank.json?gebied=NL01&zoek=veelvoud&blad={blad}").boom
        gezien.append([x["id"] for x in b["dingen"]])
    assert [len(x) for x in gezien] == [20, 20, 5, 5, 20, 20] and len(set(sum(gezien[:3], []))) == 45
    assert len(stukken(d, zoek="veelvoud")) == 45  # a file holds all
    t = d.lees("/kennisbank?gebied=NL01&zoek=veelvoud&blad=2").tekst
    assert "Bladzijde 2 van 3" in t and "zoek=veelvoud" in re.search(r'href="([^"]*)" rel="next"', t).group(1)


def the_search_of_every_page_finds_what_is_published(d):
    groepen = {g["naam"]: g["treffers"] for g in d.anders().lees("/zoek.json?q=veelvoud").boom["groepen"]}
    assert [t["naam"] for t in groepen["Kennisbank"]][-1] == "Alle 45 stukken in de kennisbank" and len(groepen["Kennisbank"]) == 6, groepen
    a = d.anders().lees(groepen["Kennisbank"][-1]["adres"]).tekst
    assert "45 van de" in a and 'value="veelvoud"' in a
    assert d.anders().lees("/zoek?q=de+het").status == 200  # words that say nothing


def the_form_asks_themes_as_one_question(d):
    t = d.mens["invuller"].lees("/kennisbank/nieuw").tekst
    assert t.count("<fieldset") == 2 and "Waar gaat het over?" in re.search(r"<legend[^>]*>([^<]*)", t).group(1)
    assert "Thema: " not in t and 'name="thema.ontmoeten" value="ja"' in t


def a_concept_is_seen_by_its_own_until_an_editor_publishes_it(d):
    for wie, status in (("bezoeker", 401), ("lezer", 403), ("toezicht", 403)):
        assert d.mens[wie].vraag("GET", "/kennisbank/nieuw", kop={"Accept": "application/json"}).status == status, wie
    for veld, waarde in (("titel", ""), ("samenvatting", ""), ("soort", "x"), ("bron", ""), ("gebied", "Nergenshuizen"), ("lengte", "x"), ("bron_datum", "gisteren"), ("bron_adres", "javascript:1"), ("thema.ontmoeten", "")):
        a = d.mens["invuller"].post("/kennisbank/nieuw", {**GOED, veld: waarde})
        assert a.status == 400 and "Fout:" in a.tekst, (veld, a.status)
        assert "Twintig woningen" in a.tekst or veld == "samenvatting"  # an answer is not lost
    a = d.mens["invuller"].post("/kennisbank/nieuw", {"titel": "", "soort": "", "samenvatting": "Blijft staan", "gebied": "Nergens", "bron_datum": "gisteren"}, ("document", "x.exe", b"MZ"))
    fouten = re.findall(r'href="#([\w.]+)"', re.search(r'id="fouten".*?</ul>', a.tekst, re.S).group(0))  # all at once, in the order of the page
    assert a.status == 400 and fouten == ["soort", "titel", "thema", "gebied", "bron", "bron_datum", "document"] and "Blijft staan</textarea>" in a.tekst, fouten
    assert d.mens["invuller"].post("/kennisbank/nieuw", GOED, ("document", "x.exe", b"MZ")).status == 400
    a = d.mens["invuller"].post("/kennisbank/nieuw", GOED, ("document", "hofje.pdf", b"%PDF-1.7 een"))
    assert a.status == 303, a.tekst[:1500]
    d.pad = a.naar.split("?")[0]
    t = d.mens["invuller"].lees(a.naar).tekst
    assert "Een redacteur kan het publiceren" in t and "concept" in t and "<em>elkaar</em>" in t and "Trek in" not in t
    for wie, status in (("bezoeker", 404), ("lezer", 404), ("vaals", 404), ("toezicht", 404), ("coordinator", 200), ("redacteur", 200)):
        assert d.mens[wie].vraag("GET", d.pad).status == status, wie
        assert d.mens[wie].vraag("GET", d.pad + "/document/1").status == status, wie
        assert ("Hofje in Maastricht" in titels(d, wie, zoek="hofje")) == (status == 200), wie
    assert d.lees("/v1/kennisbank?zoek=wyck").boom["aantal"] == 0  # also for the beheerder: open data is what is published
    op = re.search(r'name="op" value="(\d+)"', d.mens["redacteur"].lees(d.pad).tekst).group(1)
    for wie, status in (("bezoeker", 401), ("vaals", 403), ("invuller", 403), ("coordinator", 403), ("toezicht", 403)):
        assert d.mens[wie].post(d.pad + "/stand.json", {"staat": "gepubliceerd", "op": op}).status == status, wie
    assert d.mens["redacteur"].post(d.pad + "/stand", {"staat": "concept", "op": op}).status == 400
    assert d.mens["redacteur"].post(d.pad + "/stand", {"staat": "gepubliceerd", "op": str(int(op) + 9)}).status == 409
    a = d.mens["redacteur"].post(d.pad + "/stand", {"staat": "gepubliceerd", "op": op})
    assert a.status == 303, a.tekst[:800]
    t = d.mens["bezoeker"].lees(d.pad).tekst
    assert "Twintig woningen" in t and "Mens invuller" not in t and "Wat er veranderde" not in t and 'href="https://voorbeeld.example/hofje"' in t
    assert d.mens["bezoeker"].lees(d.pad + "/document/2").bytes == b"%PDF-1.7 een"
    assert d.mens["bezoeker"].vraag("GET", d.pad + "/document/1").status == 404  # of the concept
    assert d.lees("/v1/kennisbank?zoek=wyck").boom["kennisbank"][0]["document"] == d.pad + "/document/2"


PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
       b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
       b"4 0 obj<</Length 58>>stream\nBT /F1 12 Tf 20 200 Td (Hooibergen en mantelzorgers) Tj ET\nendstream endobj\n"
       b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n")


def kantoorbestand(naam, xml):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("mimetype", "x")
        z.writestr(naam, xml)
    return b.getvalue()


def the_words_of_a_document_are_found_and_of_a_broken_one_are_none(d):
    docx = kantoorbestand("word/document.xml", "<w:p><w:r><w:t>Appel</w:t></w:r><w:r><w:t>taart &amp; vla</w:t></w:r></w:p><w:p>kersen</w:p>")
    odt = kantoorbestand("content.xml", "<text:p>Tuin<text:span>hek</text:span></text:p><text:p>poort</text:p>")
    pdf = ("hooiberg", "Hooibergen") if os.access("/usr/bin/pdftotext", os.X_OK) else None  # without poppler a PDF has no words
    for naam, bytes_, gezocht in (("a.pdf", PDF, pdf), ("b.docx", docx, ("appeltaart", "Appeltaart")), ("c.odt", odt, ("tuinhek", "Tuinhek")),
                                  ("e.csv", "naam;één\r\nkapschuur;2\r\n".encode("cp1252"), ("kapschuur", "kapschuur")), ("f.txt", "Één stolp".encode("utf-16"), ("stolp", "stolp")),
                                  ("d.txt", "Één rozenstruik".encode(), ("rozenstruiken", "rozenstruik"))):
        a = d.mens["invuller"].post("/kennisbank/nieuw", {**GOED, "titel": f"Stuk {naam}"}, ("document", naam, bytes_))
        assert a.status == 303, a.tekst[:1500]
        d.pad_doc = a.naar.split("?")[0]
        if not gezocht:
            continue
        assert titels(d, "invuller", zoek=gezocht[0]) == [f"Stuk {naam}"], naam
        t = d.mens["invuller"].lees(f"/kennisbank?zoek={gezocht[0]}").tekst
        assert f"In het document: " in t and f"<mark>{gezocht[1]}</mark>" in t, re.sub(r"<[^>]*>", " ", t)[-1500:]
        assert titels(d, "vaals", zoek=gezocht[0]) == []  # a concept is still seen by its own alone
    # The next version keeps the document, and its words.
    op = re.search(r'name="op" value="(\d+)"', d.mens["invuller"].lees(d.pad_doc + "/wijzigen").tekst).group(1)
    assert d.mens["invuller"].post(d.pad_doc + "/wijzigen", {**GOED, "titel": "Stuk d.txt", "op": op}).status == 303
    assert titels(d, "invuller", zoek="rozenstruik") == ["Stuk d.txt"]
    # What cannot be read is kept without words; a bomb or a program that never ends does not stop anyone.
    bom = kantoorbestand("word/document.xml", "<w:p>" + "a" * 70_000_000)
    for naam, bytes_ in (("stuk.pdf", b"%PDF-1.7 " + bytes(range(256)) * 40), ("bom.docx", bom), ("geen.docx", b"PK\x03\x04 niets"), ("leeg.txt", b"\xff\xfe\x00")):
        a = d.mens["invuller"].post("/kennisbank/nieuw", {**GOED, "titel": f"Stuk {naam}"}, ("document", naam, bytes_))
        assert a.status == 303, (naam, a.tekst[:1500])


def zware_pdf():
    """A few thousand bytes that take its reader more than a second."""
    inhoud = zlib.compress(b"BT /F1 9 Tf 20 200 Td " + b"(een) Tj 1 0 Td " * 100000 + b"ET", 9)
    kop = PDF[:PDF.index(b"2 0 obj")] + b"2 0 obj<</Type/Pages/Kids[" + b"3 0 R " * 12 + b"]/Count 12>>endobj\n"
    return kop + PDF[PDF.index(b"3 0 obj"):PDF.index(b"4 0 obj")] + b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(inhoud) + inhoud + b"\nendstream endobj\n" + PDF[PDF.index(b"5 0 obj"):]


def who_comes_third_with_a_slow_pdf_is_told_and_the_others_need_not_wait(d):
    """Each holds a thread and a connection to the database while it waits."""
    if not os.access("/usr/bin/pdftotext", os.X_OK):
        return
    bezig = zware_pdf()

    def stuur(i):
        a = d.mens["invuller"].post("/kennisbank/nieuw", {**GOED, "titel": f"Zwaar {i}"}, ("document", "zwaar.pdf", bezig))
        assert a.status == 303 or (a.status == 400 and "andere documenten gelezen" in a.tekst and f'value="Zwaar {i}"' in a.tekst), (a.status, a.tekst[:1500])
        return a.status

    with ThreadPoolExecutor(6) as tegelijk:
        staten = sorted(tegelijk.map(stuur, range(6)))
    assert staten[0] == 303 and staten[-1] == 400, staten


def a_change_is_a_version_and_visitors_see_the_published_one(d):
    t = d.mens["coordinator"].lees(d.pad + "/wijzigen").tekst
    op = re.search(r'name="op" value="(\d+)"', t).group(1)
    assert 'value="5.700000"' in t and 'id="thema.ontmoeten" name="thema.ontmoeten" value="ja" checked' in t
    nieuw = {**GOED, "titel": "Hofje met dertig woningen", "plek": "", "lengte": "", "breedte": "", "reden": "uitgebreid", "op": op}
    for wie, status in (("bezoeker", 401), ("vaals", 403), ("lezer", 403)):
        assert d.mens[wie].post(d.pad + "/wijzigen.json", nieuw).status == status, wie
    a = d.mens["coordinator"].post(d.pad + "/wijzigen", nieuw)
    assert a.status == 303, a.tekst[:1500]
    a = d.mens["coordinator"].post(d.pad + "/wijzigen", nieuw)  # on the version that it was
    assert a.status == 400 and "iemand anders" in a.tekst, a.status
    assert "Hofje in Maastricht" in d.mens["bezoeker"].lees(d.pad).tekst and "dertig" not in d.mens["bezoeker"].lees(d.pad).tekst
    assert titels(d, zoek="dertig") == [] and titels(d, "coordinator", zoek="dertig") == ["Hofje met dertig woningen"]
    assert "Hofje in Maastricht" in titels(d, zoek="hofje") and "Hofje in Maastricht" not in titels(d, "coordinator", zoek="hofje")
    assert d.mens["bezoeker"].vraag("GET", d.pad + "?versie=3").status == 404
    b = d.mens["coordinator"].lees(d.pad + ".json").boom
    assert [(r["nummer"], r["staat"], r["reden"]) for r in b["tabellen"]["versies"]["rijen"]][0] == ("3", "concept", "uitgebreid"), b["tabellen"]["versies"]["rijen"]
    assert d.mens["coordinator"].lees(d.pad + "/document/3").bytes == b"%PDF-1.7 een"  # the document went along
    op = re.search(r'name="op" value="(\d+)"', d.mens["redacteur"].lees(d.pad).tekst).group(1)
    assert d.mens["redacteur"].post(d.pad + "/stand", {"staat": "gepubliceerd", "op": op}).status == 303
    assert titels(d, zoek="dertig") == ["Hofje met dertig woningen"] and titels(d, zoek="wyck") == []
    assert d.mens["bezoeker"].vraag("GET", d.pad + "/document/2").status == 404  # of a version that is not public any more


def what_is_withdrawn_is_kept_and_not_seen(d):
    op = re.search(r'name="op" value="(\d+)"', d.mens["coordinator"].lees(d.pad).tekst).group(1)
    assert d.mens["invuller"].post(d.pad + "/stand", {"staat": "ingetrokken", "op": op, "reden": "x"}).status == 403
    assert d.mens["coordinator"].post(d.pad + "/stand", {"staat": "ingetrokken", "op": op}).status == 400
    assert d.mens["coordinator"].post(d.pad + "/stand", {"staat": "ingetrokken", "op": op, "reden": "gesloopt"}).status == 303
    assert d.mens["bezoeker"].vraag("GET", d.pad).status == 404 and titels(d, zoek="dertig") == []
    assert titels(d, "coordinator", staat="ingetrokken") == ["Hofje met dertig woningen"]
    uit = d.opdracht("spoor", "lijst", "--object", "kennis")
    assert all(w in uit for w in ("kennis.gemaakt", "kennis.gewijzigd", "kennis.gepubliceerd", "kennis.ingetrokken")), uit
    assert "het spoor is heel" in d.opdracht("spoor", "controleer")


class Ongeschonden(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag != "script" or dict(attrs).get("src", "").startswith("/static/"), attrs
        assert MERK not in tag and tag not in ("img",), tag
        for naam, waarde in attrs:
            assert not naam.startswith("on") and MERK not in naam, (tag, naam)
            assert naam not in ("href", "src", "action") or not re.match(r"\s*(javascript|data):", waarde or "", re.I), (tag, waarde)


def hostile_texts_are_texts_everywhere(d):
    velden = {**GOED, "titel": XSS, "samenvatting": XSS + "\n" + XSS, "plek": XSS, "bron": XSS,
              "tekst": f"# {XSS}\n\n{XSS}\n\n[x](javascript:{MERK}) [y](data:text/html,x) <iframe src=x>\n\n| a | b |\n|---|---|\n| {XSS.replace('|', '')} | c |\n\n```\n{XSS}\n```\n"}
    a = d.post("/kennisbank/nieuw", velden, ("document", "x%22%3E<img src=x onerror=1>.pdf", b"%PDF-1.4"))
    assert a.status == 303, a.tekst[:3000]
    pad = a.naar.split("?")[0]
    op = re.search(r'name="op" value="(\d+)"', d.lees(pad).tekst).group(1)
    assert d.post(pad + "/stand", {"staat": "gepubliceerd", "op": op}).status == 303
    for wie in (d.ik, d.mens["bezoeker"]):
        for adres in (pad, "/kennisbank?gebied=NL01", "/kennisbank?gebied=NL01&zoek=" + quote("script img onerror"), "/kennisbank?zoek=" + quote(XSS), "/kennisbank/zoals?gebied=GM0935", *([pad + "/wijzigen"] if wie is d.ik else [])):
            t = wie.lees(adres).tekst
            Ongeschonden().feed(t)
            assert "49" not in re.findall(r"onerror=\w+\(\)&gt;(\d+)", t), adres
    b = d.mens["bezoeker"].lees(pad + ".json").boom
    assert b["titel"] == XSS and b["tabellen"]["stuk"]["rijen"][0]["plek"] == XSS
    for rij in csv.reader(io.StringIO(d.mens["bezoeker"].lees("/kennisbank.csv?gebied=NL01&vorm=excel").tekst)):
        assert not any(c.startswith(("=", "@")) for c in rij), rij
    assert d.lees("/kennisbank.xlsx?gebied=NL01").bytes[:2] == b"PK"


def the_open_data_gives_what_is_published(d):
    a = d.verzoek("GET", "/v1/kennisbank?zoek=woning&soort=factsheet")
    assert a.status == 200 and [k["titel"] for k in a.boom["kennisbank"]] == ["Een tuin", "Een hofje"], a.tekst[:500]
    k = a.boom["kennisbank"][1]
    assert k["tekst"].startswith("Een **woning**") and k["themas"] == ["wonen-zorg"] and k["woningtypen"] == ["nultreden"] and k["gebied"] == "PV31" and k["lengte"] is None and k["verzonnen"] is False
    assert d.verzoek("GET", f"/v1/kennisbank/{k['id']}").boom == k
    assert d.verzoek("GET", f"/v1/kennisbank/{d.pad.split('/')[-1]}").status == 404
    assert d.verzoek("GET", "/v1/kennisbank?gebied=XX99").status == 400 and d.verzoek("GET", "/v1/kennisbank?onbekend=1").status == 400
    assert d.verzoek("GET", "/v1/kennisbank?thema=ruimte&paginaGrootte=3").boom["aantal"] == 45
    assert "wie" not in k and "/v1/kennisbank" not in d.verzoek("GET", "/v1/openapi.json").boom["paths"] and "/kennisbank" in d.verzoek("GET", "/v1/openapi.json").boom["paths"]
    assert d.verzoek("GET", "/v1/kennisbank.csv?zoek=woning").tekst.count("\n") >= 4


def waarden(d, onderwerp):
    rijen = d.lees(f"/v1/cijfers?onderwerp={onderwerp}&indeling=gemeente&gebied=NL01&paginaGrootte=1000").boom["cijfers"]
    return {r["gebied"]: r["waarde"] for r in rijen if r.get("waarde") is not None}


def half_op(x):
    return int((x + Fraction(1, 2)) // 1)


def gemeenten_that_are_alike_are_those_of_brute_force(d):
    d.opdracht("cijfer", "importeer", "bevolking", os.path.join(DEMO, "inwoners-limburg-2022.csv"), "--peildatum", "2022-01-01")
    assert importeer(d, open(os.path.join(DEMO, "kennisbank.csv"), encoding="utf-8").read()).stdout.startswith("36 stukken")
    inw, oud, won = waarden(d, "inwoners"), waarden(d, "inwoners-65plus"), waarden(d, "woningen")
    assert len(inw) >= 31 and len(oud) >= 31 and len(won) >= 31
    for mij in ("GM0888", "GM0935", "GM0981"):
        goed = []
        for ander in inw:
            delen = [half_op(Fraction(1000 * abs(inw[ander] - inw[mij]), min(inw[ander], inw[mij])))]
            if ander in oud and mij in oud:
                delen.append(half_op(Fraction(1000 * abs(oud[ander] - oud[mij]), 5)))
            if ander in won and mij in won:
                per = [half_op(Fraction(100 * won[g], inw[g])) for g in (ander, mij)]
                delen.append(half_op(Fraction(1000 * abs(per[0] - per[1]), 5)))
            if ander != mij:
                goed.append((half_op(Fraction(sum(delen), len(delen))), -len(delen), -inw[ander], ander, len(delen)))
        goed.sort()
        b = d.lees(f"/kennisbank/zoals.json?gebied={mij}").boom
        rijen = b["tabellen"]["gemeenten"]["rijen"][1:]
        naam = {r["code"]: r["naam"] for r in d.lees("/v1/gebieden?soort=gemeente&paginaGrootte=1000").boom["gebieden"]}
        assert [r["gemeente"] for r in rijen] == [naam[g[3]] for g in goed[:10]], (mij, rijen)
        assert [r["n"] for r in rijen] == [g[4] for g in goed[:10]] and [r["inwoners"] for r in rijen] == [inw[g[3]] for g in goed[:10]]
        assert [r["verschil"] for r in rijen] == [half_op(Fraction(g[0], 10)) for g in goed[:10]], (rijen, goed[:10])
    t = d.mens["bezoeker"].lees("/kennisbank/zoals?gebied=GM0888").tekst
    assert "Uit Beek zelf" in t and re.search(r"Stein lijkt op Beek: [\d.]+ inwoners, \d+% is 65 jaar of ouder, \d+ woningen per 100 inwoners", t)
    assert t.index("Hofje met ontmoetingsruimte") < t.index("Wooncoach aan de keukentafel") < t.index("Van galerijflat")
    assert "verzonnen" in t and "Inwoners:" in t


if __name__ == "__main__":
    draai(
        an_empty_kennisbank_says_so, a_file_with_a_mistake_is_refused_with_its_place_and_nothing_is_kept, a_file_brings_what_is_not_there_yet, the_same_is_found_on_both_databases,
        words_in_the_title_go_before_the_summary_and_that_before_the_text, filters_count_what_there_would_be, pages_follow_each_other,
        the_search_of_every_page_finds_what_is_published, the_form_asks_themes_as_one_question,
        a_concept_is_seen_by_its_own_until_an_editor_publishes_it, the_words_of_a_document_are_found_and_of_a_broken_one_are_none,
        who_comes_third_with_a_slow_pdf_is_told_and_the_others_need_not_wait, a_change_is_a_version_and_visitors_see_the_published_one, what_is_withdrawn_is_kept_and_not_seen,
        hostile_texts_are_texts_everywhere, the_open_data_gives_what_is_published, gemeenten_that_are_alike_are_those_of_brute_force,
    )
