#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The template workbook of every soort that takes a table: as it comes it holds no figures, and filled in it is read without a remark."""

import io
import os
import re
import tempfile
import zipfile

from dienst import draai, wacht

SOORTEN = ("opgave", "bevolking", "woningvoorraad", "plancapaciteit", "basisset", "planmonitor", "planstatus", "kerncijfers", "dpi", "woz-bezit",
           "subsidie", "regiomonitor", "partijen")
ZONDER = ("plannen-geo", "cbs-odata", "grenzen", "wijken")
# What an import says of itself, in so many words: counts, no remarks.
TELLEND = re.compile(r"eenheden gelezen|marktwaarde|woorden overgenomen|noemt zich verzonnen|telt hier onder meer dan|plannen gelezen|bij elkaar opgeteld|ligging geleverd|organisaties gelezen")


def vervang(werkboek, deel, oud, nieuw):
    """The workbook with a text in one of its parts replaced, as a spreadsheet would save it."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(werkboek)) as van, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as naar:
        for naam in van.namelist():
            inhoud = van.read(naam)
            if naam == deel:
                assert oud.encode() in inhoud, (naam, oud)
                inhoud = inhoud.replace(oud.encode(), nieuw.encode())
            naar.writestr(naam, inhoud)
    return uit.getvalue()


def lever(d, soort, inhoud, naam):
    a = d.post("/leveringen/nieuw", {"soort": soort, "peildatum": "2025-06-01", "leveraar": "Sjabloon"}, ("bestand", naam, inhoud))
    assert a.status == 303, a.tekst[:500]
    return wacht(a.naar, lambda: (t := d.lees(a.naar + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and t)


def sjabloon(d, soort):
    a = d.lees(f"/leveringen/sjabloon/{soort}.xlsx")
    assert f"sjabloon-{soort}.xlsx" in a.kop["content-disposition"] and "spreadsheetml" in a.kop["content-type"], a.kop
    return a.bytes


def every_soort_with_a_table_has_one_and_the_others_say_why_not(d):
    pagina = d.lees("/leveringen/nieuw").tekst
    for soort in SOORTEN:
        sjabloon(d, soort)
        assert f'href="/leveringen/sjabloon/{soort}.xlsx"' in pagina, soort
    for soort in ZONDER:
        assert d.vraag("GET", f"/leveringen/sjabloon/{soort}.xlsx").status == 404, soort
    namen = set(re.findall(r'<option value="([a-z-]+)"', pagina)) - {"tabel"}
    assert namen == set(SOORTEN) | set(ZONDER), namen  # a new soort must choose


def as_it_comes_its_example_is_not_read(d):
    for soort in SOORTEN:
        t = lever(d, soort, sjabloon(d, soort), "leeg.xlsx")
        assert t["status"] == "mislukt" and t["resultaat"]["fouten"] == 0, (soort, t["bericht"], t["resultaat"]["verslag"])
        if soort != "planmonitor":
            assert t["resultaat"]["verslag"]["voorbeeldrijen"] == 1, soort


def filled_in_it_is_read_without_a_remark(d):
    for soort in SOORTEN:
        vol = sjabloon(d, soort)
        if soort == "planmonitor":
            vol = vervang(vol, "xl/workbook.xml", 'name="VOORBEELD van een plan"', 'name="Plan 2"')
        else:
            vol = vervang(vol, "xl/sharedStrings.xml", "VOORBEELD: ", "")
        t = lever(d, soort, vol, "ingevuld.xlsx")
        assert t["status"] == "klaar", (soort, t["bericht"], t["resultaat"]["verslag"]["meldingen"])
        opmerkingen = [m for m in t["resultaat"]["verslag"]["meldingen"] if m["niveau"] != "info" or not TELLEND.search(m["tekst"])]
        if soort == "planmonitor":  # its first sheet was left empty
            opmerkingen = [m for m in opmerkingen if "niet ingevuld" not in m["tekst"]]
        assert opmerkingen == [], (soort, opmerkingen)
        assert t["resultaat"]["cijfers"] > 0 or soort in ("planstatus", "partijen"), (soort, t["resultaat"])


def its_cells_have_lists_and_checks(d):
    with zipfile.ZipFile(io.BytesIO(sjabloon(d, "opgave"))) as z:
        blad, boek, teksten = (z.read(n).decode() for n in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"))
    assert 'type="list"' in blad and 'type="whole"' in blad and "Codelijsten van het sjabloon" in blad, blad[-2000:]
    assert re.findall(r'<sheet name="([^"]*)"', boek) == ["Invullen", "Toelichting van het sjabloon", "Codelijsten van het sjabloon"]
    for woord in ("VOORBEELD: Vaals", "geclusterd-zorggeschikt", "vastgesteld", "woningtype", "verplicht"):
        assert f">{woord}<" in teksten, woord
    with zipfile.ZipFile(io.BytesIO(sjabloon(d, "kerncijfers"))) as z:
        assert ">plannen-hard<" in z.read("xl/sharedStrings.xml").decode()  # the onderwerpen of this installation


def the_codes_of_a_planologische_status_are_those_of_the_reference_table(d):
    with zipfile.ZipFile(io.BytesIO(sjabloon(d, "basisset"))) as z:
        teksten = re.findall(r"<t[^>]*>([^<]*)</t>", z.read("xl/sharedStrings.xml").decode())
    with open(os.path.join(os.path.dirname(__file__), "../../referentie/planstatussen.csv"), encoding="utf-8-sig") as f:
        codes = [r.split(";")[0].split(",")[0].strip('"') for r in f.read().splitlines()[1:]]
    codes = [c for c in codes if re.fullmatch(r"\d[A-C]?", c)]
    assert len(codes) == 11 and set(codes) <= set(teksten), (codes, teksten[:50])


def the_command_line_makes_the_same_one(d):
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "o.xlsx")
        d.opdracht("cijfer", "sjabloon", "opgave", "--uit", pad)
        with zipfile.ZipFile(pad) as z, zipfile.ZipFile(io.BytesIO(sjabloon(d, "opgave"))) as y:
            assert z.read("xl/worksheets/sheet1.xml") == y.read("xl/worksheets/sheet1.xml")


if __name__ == "__main__":
    draai(
        every_soort_with_a_table_has_one_and_the_others_say_why_not,
        as_it_comes_its_example_is_not_read,
        filled_in_it_is_read_without_a_remark,
        its_cells_have_lists_and_checks,
        the_codes_of_a_planologische_status_are_those_of_the_reference_table,
        the_command_line_makes_the_same_one,
    )
