#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A levering of an organisation tells only of gebieden in its werkgebied: whatever kind of file it is, whoever delivers it, and however the table is laid out."""

import json

from dienst import draai, wacht

KOP = "gemeente;woningtype;jaar;aantal;bron;status\r\n"
PLANNEN = "naam_gemeente;vertrouwelijk;naam;planologische_status;bruto_aantalwoningen;opleverjaar_2026;nultredenwoning\r\n"
MAASTRICHT, LIMBURG, CORPORATIE, LEEG, RIJK = "Gemeente Maastricht", "Provincie Limburg", "Wonen Proef", "Zonder Werkgebied", "Het Rijk"
BUITEN = "werkgebied van"


def mens(d, naam, partij, rol):
    link = d.opdracht("mens", "maak", f"{naam}@proef.example", "--naam", naam, "--partij", partij, "--rol", rol).split()[-1]
    b = d.anders()
    b.kies_wachtwoord(link)
    b.meld_aan(f"{naam}@proef.example")
    return b


def proef(wie, soort, bestand, inhoud, **meer):
    """Uploads and waits; the taak, with the address of its page."""
    velden = {"soort": soort, "peildatum": "2025-01-01", "leveraar": "", **meer}
    a = wie.post("/leveringen/nieuw", velden, ("bestand", bestand, inhoud.encode()))
    assert a.status == 303, f"{a.status} {a.tekst[:800]}"
    wacht(bestand, lambda: (x := wie.lees(a.naar + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and x)
    return {**wie.lees(a.naar + ".json").boom["taak"], "adres": a.naar}


def fouten(t):
    return [m for m in t["resultaat"]["verslag"]["meldingen"] if m["niveau"] == "fout"]


def opgave(*rijen):
    return KOP + "".join(f"{g};nultreden;2030;{100 + i};Proef (verzonnen);concept\r\n" for i, g in enumerate(rijen))


def geweigerd(t, *gebieden, van=MAASTRICHT):
    assert t["status"] == "mislukt", t
    teksten = [m["tekst"] for m in fouten(t)]
    assert van in t["bericht"] and BUITEN in t["bericht"], t["bericht"]
    for g in gebieden:
        assert any(g in x and van in x for x in teksten), (g, teksten)


def a_row_of_another_gemeente_refuses_the_file_in_words(d):
    d.opdracht("partij", "maak", MAASTRICHT, "--soort", "gemeente", "--cbs", "GM0935", "--van", "2024-01-01")
    d.opdracht("partij", "maak", "Gemeente Vaals", "--soort", "gemeente", "--cbs", "GM0981", "--van", "2024-01-01")
    d.opdracht("partij", "maak", LIMBURG, "--soort", "provincie", "--cbs", "PV31", "--van", "2024-01-01")
    d.opdracht("partij", "maak", CORPORATIE, "--soort", "corporatie", "--werkgebied", "GM0935,GM0981", "--van", "2020-01-01")
    d.opdracht("partij", "maak", LEEG, "--soort", "zorgaanbieder")
    d.opdracht("partij", "maak", RIJK, "--soort", "rijk")
    d.ine = mens(d, "ine", MAASTRICHT, "invuller")
    t = proef(d.ine, "opgave", "opgave.csv", opgave("Maastricht", "Vaals", "Heerlen"))
    geweigerd(t, "Vaals (GM0981)", "Heerlen (GM0917)")
    vaals, = [m for m in fouten(t) if "Vaals" in m["tekst"]]
    assert vaals["plaatsen"] == ["rij 3"] and "Haal deze rij weg" in vaals["tekst"] and "beheerder" in vaals["tekst"], vaals
    pagina = d.ine.lees(t["adres"]).tekst
    assert "ligt niet in het werkgebied van Gemeente Maastricht" in pagina and "rij 3" in pagina
    assert d.ine.post(t["adres"] + "/invoeren.json").status == 409
    assert proef(d.ine, "opgave", "eigen.csv", opgave("Maastricht"))["status"] == "klaar"


def plans_tables_of_nobodys_layout_and_files_of_the_whole_country_likewise(d):
    t = proef(d.ine, "basisset", "plannen.csv", PLANNEN + "Vaals;Ja;GEHEIMNIS;1A;24;24;24\r\nVaals;Nee;Open;1A;20;20;20\r\n")
    geweigerd(t, "Vaals")
    assert "GEHEIMNIS" not in json.dumps(t, ensure_ascii=False)
    t = proef(d.ine, "tabel", "tabel.csv", "Gem.code;Nul-treden;Zorgwoningen\r\n0981;4.321;12\r\n")
    if t["resultaat"].get("kolommen"):
        pad = t["adres"] + "/kolommen"
        boom = d.ine.lees(pad + ".json?soort=opgave").boom
        vast = {v["naam"]: v.get("inhoud") or ("2030" if v["label"] == "jaar" else "") for v in boom["vast"]}
        a = d.ine.post(pad, {"soort": "opgave", "k0": "gemeente", "k1": "aantal", "k1v1": "nultreden", "k2": "", **vast})
        if a.status == 303:
            t = wacht("de proef", lambda: (x := d.ine.lees(a.naar + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and x)
            geweigerd(t, "Vaals")
    cbs = "code,population\r\n" + "".join(f"{g},{1000 + i}\r\n" for i, g in enumerate(gemeenten(d)))
    t = proef(d.ine, "bevolking", "heel-nederland.csv", cbs)
    geweigerd(t)
    assert len([m for m in fouten(t) if "Haal deze rij weg" in m["tekst"]]) == 10
    rest, = [m for m in fouten(t) if m["tekst"].startswith("ook dit gebied")]
    assert rest["aantal"] > 300, rest
    assert any("voert de beheerder het in" in m["tekst"] for m in t["resultaat"]["verslag"]["meldingen"])
    assert proef(d.ik, "bevolking", "heel-nederland.csv", cbs)["status"] == "klaar"  # of the installation itself


def gemeenten(d):
    rijen = d.opdracht("gebied", "lijst", "--indeling", "gemeente", "--peildatum", "2025-01-01").splitlines()
    return [r.split(",")[0] for r in rijen if r.startswith("GM")]


def nobody_widens_it_by_delivering_on_behalf_of_another(d):
    """The levering would be of Maastricht, so its bounds hold for a beheerder and for the province too."""
    nummer = {r.split(",")[2]: r.split(",")[0] for r in d.opdracht("partij", "lijst").splitlines()[1:]}
    d.rein = mens(d, "rein", LIMBURG, "redacteur")
    for wie in (d.ik, d.rein):
        geweigerd(proef(wie, "opgave", "namens.csv", opgave("Vaals"), namens=nummer[MAASTRICHT]), "Vaals")
        assert proef(wie, "opgave", "namens.csv", opgave("Maastricht"), namens=nummer[MAASTRICHT])["status"] == "klaar"
    assert proef(d.rein, "opgave", "limburg.csv", opgave("Vaals", "VD04", "PV31"), namens=nummer[LIMBURG])["status"] == "klaar"
    geweigerd(proef(d.rein, "opgave", "utrecht.csv", opgave("Vaals", "Utrecht"), namens=nummer[LIMBURG]), "Utrecht (GM0344)", van=LIMBURG)
    geweigerd(proef(d.rein, "opgave", "land.csv", opgave("NL01"), namens=nummer[LIMBURG]), "NL01", van=LIMBURG)
    assert proef(d.ik, "opgave", "rijk.csv", opgave("NL01", "Utrecht"), namens=nummer[RIJK])["status"] == "klaar"


def a_region_counts_when_all_of_it_is_within(d):
    geweigerd(proef(d.ine, "opgave", "regio.csv", opgave("Maastricht", "VD05")), "VD05")
    co = mens(d, "corp", CORPORATIE, "coordinator")
    assert proef(co, "opgave", "twee.csv", opgave("Maastricht", "Vaals"))["status"] == "klaar"
    geweigerd(proef(co, "opgave", "drie.csv", opgave("Maastricht", "Heerlen")), "Heerlen", van=CORPORATIE)


def a_werkgebied_has_days_and_follows_mergers(d):
    """It left Vaals in 2025: of before that it may still tell."""
    d.opdracht("partij", "werkgebied", CORPORATIE, "GM0935,GM1954", "--van", "2025-01-01")
    co = d.anders().meld_aan("corp@proef.example")
    assert proef(co, "opgave", "vroeger.csv", opgave("Vaals"), peildatum="2024-06-01")["status"] == "klaar"
    geweigerd(proef(co, "opgave", "later.csv", opgave("Vaals")), "Vaals", van=CORPORATIE)
    assert proef(co, "bevolking", "nuth.csv", "code,population\r\nGM0951,15000\r\n", peildatum="2018-01-01")["status"] == "klaar"  # now Beekdaelen


def who_has_no_werkgebied_yet_is_told_whom_to_ask(d):
    zo = mens(d, "zora", LEEG, "invuller")
    t = proef(zo, "opgave", "leeg.csv", opgave("Vaals"))
    assert t["status"] == "mislukt" and LEEG in t["bericht"], t
    assert "niet bekend in welke gemeenten" in fouten(t)[0]["tekst"] and "beheerder" in fouten(t)[0]["tekst"]


def boundaries_and_keys_of_programs_are_held_to_it_too(d):
    nummer = {r.split(",")[2]: r.split(",")[0] for r in d.opdracht("partij", "lijst").splitlines()[1:]}

    def kaart(*codes):
        vormen = [{"type": "Feature", "properties": {"code": c}, "geometry": {"type": "Polygon", "coordinates": [[[x, 50.8], [x + .1, 50.8], [x + .1, 50.9], [x, 50.9], [x, 50.8]]]}}
                  for c, x in zip(codes, (5.6, 5.9))]
        return json.dumps({"type": "FeatureCollection", "features": vormen})
    t = proef(d.rein, "grenzen", "grenzen.geojson", kaart("GM0935", "GM0344"), namens=nummer[LIMBURG])
    geweigerd(t, "Utrecht (GM0344)", van=LIMBURG)
    assert fouten(t)[0]["plaatsen"] == ["vorm 2"], fouten(t)
    assert proef(d.rein, "grenzen", "grenzen.geojson", kaart("GM0935", "GM0981"), namens=nummer[LIMBURG])["status"] == "klaar"
    s = d.opdracht("sleutel", "maak", MAASTRICHT, "--naam", "Koppeling", "--rol", "invuller").split()[-1]
    kop = {"Authorization": f"Bearer {s}", "Accept": "application/json"}
    v = d.anders()
    a = v.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": ""}, ("bestand", "s.csv", opgave("Vaals").encode()), kop)
    assert a.status == 303, a.tekst
    t = wacht("het lezen", lambda: (x := v.vraag("GET", a.naar, kop=kop).boom["taak"])["status"] not in ("wacht", "bezig") and x)
    geweigerd(t, "Vaals")


draai(a_row_of_another_gemeente_refuses_the_file_in_words, plans_tables_of_nobodys_layout_and_files_of_the_whole_country_likewise,
      nobody_widens_it_by_delivering_on_behalf_of_another, a_region_counts_when_all_of_it_is_within, a_werkgebied_has_days_and_follows_mergers,
      who_has_no_werkgebied_yet_is_told_whom_to_ask, boundaries_and_keys_of_programs_are_held_to_it_too)
