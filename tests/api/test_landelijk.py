#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The national page of the demo: every total that was publicly stated stands on it, in order, and each leads to the row that it came from."""

import os
import tempfile

from dienst import draai

# Programma Wonen en zorg voor ouderen and the letter on its progress; CBS; the plan capacity of the provinces.
TOTALEN = {
    "opgave": [170000, 80000, 40000, 290000, 288000],
    "route-1": [30000, 30000, 7966331],
    "route-2": [164000, 11000, 10500, 186000],
    "route-3": [21000, 19500, 60000],
    "route-4-soo": [19000, 23000000, 99, 14000000],
    "route-4-szgw": [312000000, 75000000, 96700000, 127, 6482, 5089],
    "limburg": [7507, 7473, -47, 1118302, 540435],
}
NOTEN = ("De drie typen samen: 290.000", "De drie typen samen: 185.500; de bron noemt 186.000", "19.500 van 60.000 is 32,5%",
         "5.089 van 6.482 woningen is 79% voor Wlz-cliënten", "Hard en zacht samen: 14.980")


def an_empty_installation_has_no_section_of_another_province(d):
    b = d.lees("/landelijk.json").boom
    assert "limburg" not in b["tabellen"] and all(r["waarde"] is None for t in b["tabellen"].values() for r in t["rijen"]), b["tabellen"].keys()


def every_stated_total_stands_there_with_its_herkomst(d):
    d.opdracht("demo", "--alleen-vullen")
    b = d.lees("/landelijk.json").boom
    assert {k: [r["waarde"] for r in t["rijen"]] for k, t in b["tabellen"].items()} == TOTALEN
    for tabel in b["tabellen"].values():
        for rij in tabel["rijen"]:
            adres = rij["cellen"][1]["adres"]
            bron = d.lees(adres + ".json").boom
            delen = bron["onderdelen"] if "onderdelen" in bron else [bron]
            assert delen and all(x.get("rij") or x["plaats"]["rij"] for x in delen), (rij, bron)
    pagina = d.lees("/landelijk").tekst
    for noot in NOTEN:
        assert noot in pagina, noot


def a_made_up_total_says_so_whatever_else_is_said_of_it(d):
    tekst = ("onderwerp;gebied;woningtype;segment;periode_van;periode_tot;horizon_van;horizon_tot;waarde;eenheid;bron;vindplaats;definitieset;status;toelichting\n"
             "plannen;NL01;nultreden;;2025-06-30;2025-06-30;2024;2034;7;woningen;plancapaciteit-landelijk;x;basisset-2.0;voorlopig;verzonnen\n")
    with tempfile.TemporaryDirectory() as map_:
        pad = os.path.join(map_, "verzonnen.csv")
        with open(pad, "w", encoding="utf-8") as f:
            f.write(tekst)
        d.opdracht("cijfer", "importeer", "kerncijfers", pad, "--peildatum", "2025-06-30", "--leveraar", "proef")
    rij = d.lees("/landelijk.json").boom["tabellen"]["route-2"]["rijen"][0]
    assert rij["waarde"] == 7 and rij["cellen"][0]["status"] == "verzonnen, voorlopig", rij


def a_stand_asked_as_a_day_stays_a_day(d):
    t = d.lees("/?gebied=PV31&stand=2099-07-31").tekst
    assert "stand=2099-07-31" in t and "stand=2099-07-31T" not in t and 'value="2099-07-31"' in t and "op 31 juli 2099" in t
    assert "op 1 augustus 2099" in d.lees("/?gebied=PV31&stand=2099-07-31T23:30:00Z").tekst  # which it is here by then


def what_was_built_in_a_year_is_set_against_the_stock_with_which_it_began(d):
    for dag, jaar in (("2020-06-30", "2019"), ("2020-12-31", "2020")):
        c = d.lees(f"/v1/cijfers?onderwerp=nieuwbouw-per-1000&gebied=PV31&peildatum={dag}&van=2015&tot=2020").boom["totaal"]
        h = d.lees(c["herkomst"]).boom
        teller, noemer = h["tellers"][0], h["noemers"][0]
        assert (teller["periodeVan"], teller["periodeTot"], noemer["periodeTot"]) == (f"{jaar}-01-01", f"{jaar}-12-31", f"{jaar}-01-01"), h
        assert (2000 * teller["waarde"] + noemer["waarde"]) // (2 * noemer["waarde"]) == c["waarde"] == h["waarde"], (c, h)


def the_page_of_one_gemeente_does_not_count_itself(d):
    deels = 0
    for gebied in (c["gebied"] for c in d.lees("/v1/cijfers?onderwerp=inwoners&gebied=PV31").boom["cijfers"]):
        kaarten = d.lees(f"/gebieden/{gebied}.json").boom.get("kaarten", [])
        assert not any("van de 1 gemeenten" in k["bijzin"] for k in kaarten), (gebied, [k["bijzin"] for k in kaarten])
        deels += sum("gepland, een deel is niet openbaar" in k["bijzin"] for k in kaarten)
    assert deels > 0  # the demo has them
    assert "van 1 gebieden" not in d.lees("/gebieden/GM0935").tekst
    h = d.lees("/herkomst/plannen-hard:GM0935:2025-01-01:nultreden:::basisset:2024-2030").tekst
    assert "Dit cijfer is berekend: som van 6 cijfers." in h, h[h.index("Dit cijfer"):][:100]


def who_may_not_deliver_sees_no_button_for_it(d):
    for rol, ziet in (("lezer", False), ("invuller", True)):
        link = d.opdracht("mens", "maak", f"{rol}@proef.example", "--naam", f"Mens {rol}", "--partij", "Proefbeheer", "--rol", rol).split()[-1]
        b = d.anders()
        b.kies_wachtwoord(link)
        b.meld_aan(f"{rol}@proef.example")
        for pad in ("/leveringen", "/?gebied=PV31"):
            assert ("/leveringen/nieuw" in b.lees(pad).tekst) == ziet, (rol, pad)
    assert "/leveringen/nieuw" in d.anders().lees("/leveringen").tekst  # who has yet to sign in


draai(an_empty_installation_has_no_section_of_another_province, every_stated_total_stands_there_with_its_herkomst,
      a_stand_asked_as_a_day_stays_a_day,
      what_was_built_in_a_year_is_set_against_the_stock_with_which_it_began,
      the_page_of_one_gemeente_does_not_count_itself, who_may_not_deliver_sees_no_button_for_it,
      a_made_up_total_says_so_whatever_else_is_said_of_it)
