#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Quality over HTTP: the work list, one finding and its answers, the four dimensions of a levering, and the mark on a figure wherever it is shown."""

import csv
import io
import re

from dienst import draai, wacht

KOP = ("RegioS;Perioden;BeginstandVoorraad_1;Nieuwbouw_2;OverigeToevoeging_3;Sloop_4;OverigeOnttrekking_5;Correctie_6;SaldoVoorraad_7;"
       "EindstandVoorraad_8\r\n")
# In 2020 Heerlen has 95 homes more at the end than its begin and changes give.
RIJEN = "".join(f"{g};{j}JJ00;{b};10;0;4;0;0;6;{e}\r\n" for g, j, b, e in
                (("GM0917", 2019, 40000, 40006), ("GM0917", 2020, 40006, 40107), ("GM0935", 2020, 60000, 60006)))
PLANNEN = ("naam_gemeente;vertrouwelijk;naam;planologische_status;bruto_aantalwoningen;opleverjaar_2026;nultredenwoning\r\n"
           "Venlo;Ja;GEHEIMNIS;1A;555;544;777\r\nVenlo;Nee;Open;1A;20;19;20\r\n")


def lever(d, soort, naam, inhoud, leveraar=""):
    """Uploads, waits, confirms; the number of the levering."""
    a = d.post("/leveringen/nieuw", {"soort": soort, "peildatum": "2020-12-31", "leveraar": leveraar},
               ("bestand", naam, inhoud.encode()))
    assert a.status == 303, f"{a.status} {a.tekst[:800]}"

    def einde(adres):
        return wacht(adres, lambda: (t := d.lees(adres + ".json").boom["taak"])["status"] not in ("wacht", "bezig") and t)

    assert einde(a.naar)["status"] == "klaar", d.lees(a.naar).tekst[:2000]
    b = d.post(a.naar + "/invoeren")
    assert einde(b.naar)["status"] == "klaar"
    return max(x["id"] for x in d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"])


def lijst(d, partij, toon=""):
    return d.lees(f"/kwaliteit/{partij}.json?toon={toon}").boom["tabellen"]["bevindingen"]["rijen"]


def balans(d):
    return [r for r in lijst(d, "cbs-limburg", "alles") if r["regel"] == "balans-voorraad"]


def without_deliveries_nobody_has_anything_to_look_at(d):
    a = d.lees("/kwaliteit")
    assert "Er staan geen bevindingen open" in a.tekst and "}}" not in a.tekst
    assert d.vraag("GET", "/kwaliteit/niemand").status == 404
    assert d.vraag("GET", "/kwaliteit/bevindingen/1").status == 404
    assert d.vraag("GET", "/kwaliteit/bevindingen/x").status == 404
    assert len(d.lees("/kwaliteit.json").boom["tabellen"]["regels"]["rijen"]) > 20


def a_finding_is_on_the_work_list_of_who_delivered(d):
    lever(d, "woningvoorraad", "voorraad.csv", KOP + RIJEN, "CBS Limburg")
    rij, = balans(d)
    assert (rij["gevonden"], rij["verwacht"], rij["code"], rij["ernst"], rij["antwoord"]) == (40012, 40107, "GM0917", "let op", "nog niet")
    pagina = d.lees("/kwaliteit/cbs-limburg").tekst
    assert "40.012 tegenover 40.107, een verschil van 95 (2 mag)" in pagina and f"/kwaliteit/bevindingen/{rij['nummer']}" in pagina
    assert "}}" not in pagina
    assert "/kwaliteit/cbs-limburg" in d.lees("/kwaliteit").tekst
    assert d.vraag("GET", "/kwaliteit/cbs-limburg?toon=x").status == 400
    regels = list(csv.DictReader(io.StringIO(d.lees("/kwaliteit/cbs-limburg.csv").tekst)))
    assert [r["gevonden"] for r in regels if r["regel"] == "balans-voorraad"] == ["40012"]
    assert d.lees("/kwaliteit/cbs-limburg.xlsx").bytes[:2] == b"PK" and d.lees("/kwaliteit.xlsx").bytes[:2] == b"PK"


def the_mark_is_wherever_the_figure_is(d):
    vraag = "peildatum=2020-12-31"
    rijen = {r["gebied"]: r for r in d.lees(f"/v1/cijfers?onderwerp=voorraad-eind&gebied=PV31&{vraag}").boom["cijfers"]}
    assert rijen["GM0917"]["opmerking"] == "na te kijken" and rijen["GM0935"]["opmerking"] is None
    som = d.lees(f"/v1/cijfers?onderwerp=voorraad-eind&indeling=provincie&gebied=PV31&{vraag}").boom["totaal"]
    assert "over 1 van de cijfers hieronder" in som["opmerking"], som
    waarnemingen = d.lees("/v1/waarnemingen?onderwerp=voorraad-eind").boom["waarnemingen"]
    assert [w["periodeTot"] for w in waarnemingen if w["naTeKijken"]] == ["2020-12-31"]
    assert "na te kijken" in d.lees("/v1/waarnemingen.sdmx?onderwerp=voorraad-eind").tekst
    pagina = d.lees(f"/cijfers/voorraad-eind?gebied=PV31&{vraag}").tekst
    assert pagina.count('aria-hidden="true">†<') == 2 and "† na te kijken" in pagina and "deels na te kijken" in pagina
    assert "na te kijken" in d.lees(f"/cijfers/voorraad-eind.csv?gebied=PV31&{vraag}").tekst
    assert "na te kijken" in d.lees(f"/gebieden/GM0917?{vraag}").tekst
    adres = re.search(r"/herkomst/\d+", d.lees(f"/cijfers/voorraad-eind?gebied=GM0917&{vraag}").tekst).group()
    herkomst = d.lees(adres).tekst
    assert "Wat er over dit cijfer bekend is" in herkomst and "een verschil van 95" in herkomst
    boom = d.lees(adres + ".json").boom
    assert boom["problemen"][0]["twijfel"] and "na te kijken" in boom["vlaggen"]
    berekend = d.lees("/herkomst/voorraad-eind:PV31:2020-12-31").tekst
    assert "Heerlen: Beginstand en saldo" in berekend


def an_answer_is_kept_and_takes_the_mark_away(d):
    nummer = balans(d)[0]["nummer"]
    adres = f"/kwaliteit/bevindingen/{nummer}"
    fout = d.post(adres + "/antwoord", {"antwoord": "verklaard", "reden": ""}, kop={"Accept": "text/html"})
    assert fout.status == 400 and "schrijf op wat de verklaring" in fout.tekst
    assert d.post(adres + "/antwoord", {"antwoord": "onzin", "reden": "x"}).status == 400
    assert d.post("/kwaliteit/bevindingen/99999/antwoord", {"antwoord": "verklaard", "reden": "x"}).status == 404
    # Whatever name is typed: the account answers.
    a = d.post(adres + "/antwoord", {"antwoord": "verklaard", "reden": "Grenswijziging <i>", "wie": "Iemand Anders"})
    assert a.status == 303 and a.naar == adres
    pagina = d.lees(adres).tekst
    assert "Grenswijziging &lt;i&gt;" in pagina and "A. de Vries" in pagina and "<i>" not in pagina and "Iemand Anders" not in pagina
    bezoeker = d.anders()
    for pad in (adres, adres + ".json", adres + ".csv?tabel=antwoorden"):
        tekst = bezoeker.lees(pad).tekst
        assert "A. de Vries" not in tekst and "een medewerker" in tekst and 'id="beantwoord"' not in tekst, pad
    assert "Antwoorden kan wie voor CBS Limburg aanlevert, en zich heeft aangemeld" in bezoeker.lees(adres).tekst
    assert d.post(adres + "/antwoord", {"antwoord": "verklaard", "reden": "x"}).status == 409
    assert not [r for r in lijst(d, "cbs-limburg") if r["nummer"] == nummer]
    rijen = {r["gebied"]: r for r in d.lees("/v1/cijfers?onderwerp=voorraad-eind&gebied=PV31&peildatum=2020-12-31").boom["cijfers"]}
    assert rijen["GM0917"]["opmerking"] is None
    ext = re.search(r"/herkomst/\d+", d.lees("/cijfers/voorraad-eind?gebied=GM0917&peildatum=2020-12-31").tekst).group()
    assert "Verklaard: Grenswijziging" in d.lees(ext).tekst
    assert d.post(adres + "/antwoord", {"antwoord": "heropend", "reden": "Toch niet"}).status == 303
    assert [r["antwoord"] for r in d.lees(adres + ".json").boom["tabellen"]["antwoorden"]["rijen"]] == ["verklaard", "heropend"]
    spoor = [r for r in csv.DictReader(io.StringIO(d.opdracht("spoor", "lijst", "--object", "bevinding"))) if r["daad"] == "bevinding.beantwoord"]
    assert len(spoor) == 2 and all(r["wie"] == "mens" and r["object_id"] == str(nummer) for r in spoor), spoor


def only_who_delivers_for_that_organisation_may_answer(d):
    """The levering is of the installation itself, then one of Maastricht: an invuller of Vaals may answer neither, one of Maastricht the second."""
    mensen = {}
    for naam, cbs in (("Gemeente Maastricht", "GM0935"), ("Gemeente Vaals", "GM0981")):
        d.opdracht("partij", "maak", naam, "--soort", "gemeente", "--cbs", cbs)
        link = d.opdracht("mens", "maak", f"{cbs}@proef.example", "--naam", f"Invuller {cbs}", "--partij", naam, "--rol", "invuller").split()[-1]
        mensen[cbs] = d.anders()
        mensen[cbs].kies_wachtwoord(link)
        mensen[cbs].meld_aan(f"{cbs}@proef.example")
    nummer = balans(d)[0]["nummer"]
    adres = f"/kwaliteit/bevindingen/{nummer}"
    antwoord = {"antwoord": "geaccepteerd", "reden": "zo is het"}
    for wie in mensen.values():
        assert wie.post(adres + "/antwoord", antwoord).status == 403
        assert 'id="beantwoord"' not in wie.lees(adres).tekst and "Antwoorden kan wie voor CBS Limburg aanlevert." in wie.lees(adres).tekst
    assert d.anders().post(adres + "/antwoord", antwoord).status in (401, 403)
    fout = KOP + "GM0935;2019JJ00;60000;10;0;4;0;0;6;60500\r\n"
    velden = {"soort": "woningvoorraad", "peildatum": "2019-12-31", "leveraar": "Maastricht zelf"}
    a = mensen["GM0935"].post("/leveringen/nieuw", velden, ("bestand", "eigen.csv", fout.encode()))
    assert a.status == 303, a.tekst[:500]
    wacht("het lezen", lambda: mensen["GM0935"].lees(a.naar + ".json").boom["taak"]["status"] == "klaar")
    b = mensen["GM0935"].post(a.naar + "/invoeren")
    wacht("het invoeren", lambda: mensen["GM0935"].lees(b.naar + ".json").boom["taak"]["status"] == "klaar")
    rij, = [r for r in lijst(d, "maastricht-zelf") if r["regel"] == "balans-voorraad"]
    adres = f"/kwaliteit/bevindingen/{rij['nummer']}"
    assert mensen["GM0981"].post(adres + "/antwoord", antwoord).status == 403
    assert 'id="beantwoord"' in mensen["GM0935"].lees(adres).tekst
    assert mensen["GM0935"].post(adres + "/antwoord", antwoord).status == 303
    assert "Invuller GM0935" in mensen["GM0981"].lees(adres).tekst


def a_levering_shows_its_four_dimensions(d):
    nummer = [r for r in d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"] if r["bestand"] == "voorraad.csv"][0]["id"]
    pagina = d.lees(f"/leveringen/{nummer}/kwaliteit").tekst
    assert "<svg" in pagina and "}}" not in pagina and "In samenhang" in pagina
    assert f"/leveringen/{nummer}/kwaliteit" in d.lees(f"/leveringen/{nummer}").tekst
    delen = {r["dimensie"]: r for r in d.lees(f"/leveringen/{nummer}/kwaliteit.json").boom["tabellen"]["dimensies"]["rijen"]}
    assert delen["In samenhang"]["deel"] < 100 and delen["Volledig"]["deel"] < 100 and delen["Aannemelijk"]["deel"] is None
    assert d.lees(f"/leveringen/{nummer}/kwaliteit.csv?tabel=regels").tekst.startswith("regel,")
    assert d.vraag("GET", "/leveringen/1/kwaliteit").status == 404  # a reference table
    assert d.vraag("GET", "/leveringen/99999/kwaliteit").status == 404


def a_better_levering_mends_it(d):
    nummer = balans(d)[0]["nummer"]
    lever(d, "woningvoorraad", "beter.csv", KOP + RIJEN.replace("40107", "40012"), "CBS Limburg")
    rij, = balans(d)
    assert (rij["nummer"], rij["antwoord"]) == (nummer, "hersteld")
    assert "hersteld" in d.lees(f"/kwaliteit/bevindingen/{nummer}").tekst
    assert d.post(f"/kwaliteit/bevindingen/{nummer}/antwoord", {"antwoord": "verklaard", "reden": "x"}).status == 409


def a_confidential_plan_is_in_no_finding(d):
    nummer = lever(d, "basisset", "plannen.csv", PLANNEN)
    regels = lijst(d, "basisset", "alles")
    assert [r["regel"] for r in regels if r["regel"].startswith("plan-")] == ["plan-jaren"] or not [r for r in regels if r["regel"].startswith("plan-")]
    for pad in ("/kwaliteit", "/kwaliteit/basisset", "/kwaliteit/basisset.csv?toon=alles", "/kwaliteit/basisset.json?toon=alles", f"/leveringen/{nummer}/kwaliteit",
                *(f"/kwaliteit/bevindingen/{r['nummer']}" for r in regels), "/v1/waarnemingen?bron=basisset"):
        tekst = d.lees(pad).tekst
        assert "GEHEIMNIS" not in tekst, pad
        if "kwaliteit" in pad:
            assert not re.search(r"\b(555|777|575|797|544|563)\b", tekst), pad


draai(without_deliveries_nobody_has_anything_to_look_at, a_finding_is_on_the_work_list_of_who_delivered, the_mark_is_wherever_the_figure_is,
      an_answer_is_kept_and_takes_the_mark_away, only_who_delivers_for_that_organisation_may_answer, a_levering_shows_its_four_dimensions, a_better_levering_mends_it, a_confidential_plan_is_in_no_finding)
