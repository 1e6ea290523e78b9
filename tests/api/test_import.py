#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Delivering files over the web: form, preview, confirmation, refusal, superseding, withdrawing, stop, and a kill half-way."""

import csv
import io
import signal
import zipfile

from dienst import draai, wacht

KOP = "gemeente;woningtype;jaar;aantal;bron;status\r\n"
OPGAVE = KOP + "Heerlen;nultreden;2030;120;Eigen telling;vastgesteld\r\nMaastricht;nultreden;2030;200;Eigen telling;vastgesteld\r\n"


def velden(**anders):
    return {"soort": "opgave", "peildatum": "2025-01-01", "leveraar": "Provincie Limburg", **anders}


def lever(d, inhoud, naam="opgave.csv", **anders):
    """Uploads, and gives the address of the taak that reads it."""
    a = d.post("/leveringen/nieuw", velden(**anders), ("bestand", naam, inhoud if isinstance(inhoud, bytes) else inhoud.encode()))
    assert a.status == 303, f"{a.status} {a.tekst[:800]}"
    return a.naar


def taak(d, adres):
    return d.lees(adres + ".json").boom["taak"]


def einde(d, adres):
    """The taak once it has ended."""
    return wacht(f"het einde van {adres}", lambda: (t := taak(d, adres))["status"] not in ("wacht", "bezig") and t)


def leveringen(d):
    """What is there, newest first, without the reference tables."""
    return [x for x in d.lees("/leveringen.json").boom["tabellen"]["leveringen"]["rijen"]]


def voer_in(d, adres):
    a = d.post(adres + "/invoeren")
    assert a.status == 303, f"{a.status} {a.tekst[:800]}"
    return a.naar


def groot(d, keer):
    """A good file of keer × some hundred rows."""
    codes = [r["gebied"] for r in csv.DictReader(io.StringIO(d.opdracht("gebied", "lijst", "--indeling", "gemeente", "--peildatum", "2025-01-01")))]
    assert len(codes) > 300
    regels = [f"{c};{t};{j};{(i * 7 + j) % 900};Bron {b};concept\r\n" for b in range(keer) for i, c in enumerate(codes)
              for t in ("nultreden", "geclusterd", "zorggeschikt") for j in range(2026, 2032)]
    return (KOP + "".join(regels)).encode()


def the_form_names_every_kind_and_keeps_what_was_filled_in(d):
    pagina = d.lees("/leveringen/nieuw").tekst
    for soort in ("opgave", "bevolking", "woningvoorraad", "plancapaciteit", "basisset", "cbs-odata"):
        assert f'value="{soort}"' in pagina, soort
    assert "referentie" not in pagina
    a = d.post("/leveringen/nieuw", {"soort": "opgave", "peildatum": "31-2-2025", "leveraar": 'Firma "X" <b>'})
    assert a.status == 400
    for woorden in ("Kies een bestand.", "Dit is geen datum", 'href="#peildatum"', "Fout: Lever cijfers aan"):
        assert woorden in a.tekst, woorden
    assert 'value="opgave" selected' in a.tekst
    assert "Firma &quot;X&quot; &lt;b&gt;" in a.tekst and "<b>" not in a.tekst.split("<main")[1].split("Firma")[1][:40]


def a_program_is_refused_with_a_problem_that_names_the_fields(d):
    a = d.post("/leveringen/nieuw.json", {"soort": "referentie-gebieden", "peildatum": "2025-01-01"})
    assert a.status == 400 and a.kop["content-type"] == "application/problem+json", a.kop
    for veld in ("soort:", "bestand:"):
        assert veld in a.boom["detail"], a.boom
    assert "peildatum:" not in a.boom["detail"]


def an_empty_file_of_a_kind_can_be_had(d):
    a = d.lees("/leveringen/sjabloon/opgave.csv")
    assert a.bytes.decode("utf-8-sig").startswith("gemeente;woningtype;jaar;aantal;bron;status")
    assert "opgave.csv" in a.kop["content-disposition"]
    assert d.vraag("GET", "/leveringen/sjabloon/woningvoorraad.csv").status == 404
    t = einde(d, lever(d, a.bytes))
    assert t["status"] == "mislukt" and "geen enkel cijfer" in t["bericht"], t


def a_file_is_shown_first_and_stored_when_confirmed(d):
    adres = lever(d, OPGAVE)
    t = einde(d, adres)
    assert t["status"] == "klaar" and t["resultaat"]["nieuw"] == 2 and t["resultaat"]["vervangt"] is None, t
    assert leveringen(d) == []
    pagina = d.lees(adres).tekst
    assert "er komen 2 cijfers bij" in pagina and f'action="{adres}/invoeren"' in pagina
    verder = voer_in(d, adres)
    t = einde(d, verder)
    assert t["status"] == "klaar", t
    assert f"/leveringen/{t['resultaat']['levering']}" in d.lees(verder).tekst
    er, = leveringen(d)
    assert (er["id"], er["bestand"], er["cijfers"], er["wie"]) == (t["resultaat"]["levering"], "opgave.csv", 2, "A. de Vries")
    assert voer_in(d, adres) == verder  # pressed twice
    assert len(leveringen(d)) == 1
    assert "is al ingevoerd" in d.lees(adres).tekst and "/invoeren" not in d.lees(adres).tekst


def the_same_file_again_is_refused_with_the_levering_that_it_is(d):
    adres = lever(d, OPGAVE, "zelfde-onder-andere-naam.csv")
    t = einde(d, adres)
    assert t["status"] == "mislukt" and "al geleverd" in t["bericht"] and "A. de Vries" in t["bericht"], t
    pagina = d.lees(adres).tekst
    assert "al geleverd" in pagina and "/invoeren" not in pagina
    assert f'href="/leveringen/{leveringen(d)[0]["id"]}"' in pagina
    assert d.post(adres + "/invoeren").status == 409
    assert len(leveringen(d)) == 1


def a_changed_file_shows_old_beside_new_and_supersedes(d):
    oud, = leveringen(d)
    adres = lever(d, OPGAVE.replace(";120;", ";130;"), "opgave-2.csv")
    t = einde(d, adres)
    r = t["resultaat"]
    assert (r["vervangt"], r["nieuw"], r["gewijzigd"], r["gelijk"], r["verdwenen"]) == (oud["id"], 0, 1, 1, 0), r
    tabel = list(csv.DictReader(io.StringIO(d.lees(adres + ".csv?tabel=veranderingen").tekst)))
    assert [(x["gebied"], x["was"], x["wordt"]) for x in tabel] == [("Heerlen", "120", "130")], tabel
    pagina = d.lees(adres).tekst
    assert "1 cijfer verandert" in pagina and f'href="/leveringen/{oud["id"]}"' in pagina
    t = einde(d, voer_in(d, adres))
    assert t["status"] == "klaar" and t["resultaat"]["vervangt"] == oud["id"], t
    assert d.lees(f"/leveringen/{oud['id']}.json").boom["levering"]["status"] == "vervangen"


def a_bad_file_names_row_and_column_and_stores_nothing(d):
    eerst = leveringen(d)
    adres = lever(d, KOP + "Heerlen;nultreden;2030;veel;x;concept\r\nNergenshuizen;nultreden;2030;1;x;concept\r\n", "fout.csv")
    t = einde(d, adres)
    assert t["status"] == "mislukt" and t["resultaat"]["fouten"] == 2, t
    pagina = d.lees(adres).tekst
    for woorden in ("rij 2, kolom D (aantal)", "verwacht een getal", "“veel”", "rij 3, kolom A", "Nergenshuizen", "Lever het verbeterde bestand aan"):
        assert woorden in pagina, woorden
    regels = list(csv.DictReader(io.StringIO(d.lees(adres + ".csv?tabel=bevindingen").tekst)))
    assert ("fout", "rij 2, kolom D (aantal)") in [(x["niveau"], x["plaats"]) for x in regels], regels
    assert d.post(adres + "/invoeren").status == 409
    assert leveringen(d) == eerst


def what_is_no_table_is_refused_in_words(d):
    for inhoud, naam in ((b"%PDF-1.7\n\xff\xfe\x00binair", "plan.pdf"), (b"PK\x03\x04kapot", "plan.xlsx"), ("a;b\r\n1;2\r\n".encode(), "x.csv")):
        t = einde(d, lever(d, inhoud, naam))
        assert t["status"] == "mislukt" and naam in t["bericht"] and "bij ons iets mis" not in t["bericht"], t


def a_zip_of_cbs_is_opened(d):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w") as z:
        z.writestr("tabel/Observations.csv", "Id;Measure\r\n")
    t = einde(d, lever(d, b.getvalue(), "tabel.zip", soort="cbs-odata"))
    assert t["status"] == "mislukt" and ".csv" in t["bericht"] and "bij ons iets mis" not in t["bericht"], t


def a_levering_is_withdrawn_and_its_file_may_come_again(d):
    nieuwste = leveringen(d)[0]["id"]
    tabel = d.lees(f"/leveringen/{nieuwste}/intrekken.json").boom["tabellen"]["gevolgen"]["rijen"]
    assert {r["woningtype"] for r in tabel} == {"nultreden"}
    zien = {r["gebied"]: (r["nu"], r["straks"]) for r in tabel}
    assert zien == {"Nederland": (330, None), "Limburg": (330, None), "Heerlen": (130, None), "Maastricht": (200, None)}, zien
    assert leveringen(d)[0]["id"] == nieuwste and d.lees(f"/leveringen/{nieuwste}.json").boom["levering"]["status"] == "actief"
    for geen in ({}, {"reden": " "}):
        a = d.post(f"/leveringen/{nieuwste}/intrekken", geen)
        assert a.status == 400 and "Vul in waarom u deze levering intrekt." in a.tekst and "Trek in" in a.tekst, a.status
        assert d.post(f"/leveringen/{nieuwste}/intrekken.json", geen).status == 400
    assert d.lees(f"/leveringen/{nieuwste}.json").boom["levering"]["status"] == "actief"
    a = d.post(f"/leveringen/{nieuwste}/intrekken", {"reden": "verkeerd jaar"})
    assert a.status == 303, a.tekst[:500]
    er = d.lees(f"/leveringen/{nieuwste}.json").boom["levering"]
    assert (er["status"], er["reden"]) == ("ingetrokken", "verkeerd jaar"), er
    assert ": verkeerd jaar" in d.lees(f"/leveringen/{nieuwste}").tekst
    assert einde(d, lever(d, OPGAVE.replace(";120;", ";130;"), "opgave-2.csv"))["status"] == "klaar"


def another_leveraar_of_the_same_is_told_with_whose_figure_counts(d):
    t = einde(d, voer_in(d, lever(d, KOP + "Vaals;nultreden;2030;7;Twee keer;concept\r\n", "een.csv", leveraar="Een")))
    assert t["status"] == "klaar", t
    for peildatum, telt in (("2025-01-01", "worden deze cijfers"), ("2024-01-01", "blijven daar de cijfers van die andere leveraar")):
        t = einde(d, lever(d, KOP + "Vaals;nultreden;2030;9;Twee keer;concept\r\n", "twee.csv", leveraar="Twee", peildatum=peildatum))
        m, = [m for m in t["resultaat"]["verslag"]["meldingen"] if "over dezelfde gebieden" in m["tekst"]]
        assert m["niveau"] == "let op" and "ook Een leverde" in m["tekst"] and telt in m["tekst"] and m["voorbeeld"] == "Vaals", m
    t = einde(d, lever(d, KOP + "Vaals;nultreden;2030;9;Een andere bron;concept\r\n", "drie.csv", leveraar="Twee"))
    m, = [m for m in t["resultaat"]["verslag"]["meldingen"] if "andere bron: Twee keer" in m["tekst"]]
    assert m["niveau"] == "let op" and "woningtype nultreden" in m["tekst"] and "blijft die andere" in m["tekst"] and m["voorbeeld"] == "Vaals", m
    t = einde(d, lever(d, KOP + "Vaals;nultreden;2030;9;Een andere bron;concept\r\n", "drie.csv", leveraar="Twee", peildatum="2026-01-01"))
    assert [m for m in t["resultaat"]["verslag"]["meldingen"] if "wordt die van dit bestand" in m["tekst"]], t
    t = einde(d, lever(d, KOP + "Vaals;geclusterd;2030;9;Een andere bron;concept\r\n", "vier.csv", leveraar="Twee"))
    assert not [m for m in t["resultaat"]["verslag"]["meldingen"] if "dezelfde gebieden" in m["tekst"]]
    nieuw = einde(d, voer_in(d, lever(d, KOP + "Vaals;nultreden;2030;9;Twee keer;concept\r\n", "twee.csv", leveraar="Twee")))
    assert nieuw["status"] == "klaar"
    for x in leveringen(d)[:2]:
        assert d.post(f"/leveringen/{x['id']}/intrekken", {"reden": "proef"}).status == 303


def what_is_withdrawn_gives_way_to_an_older_day_or_another_bron(d):
    """The page of withdrawing shows what pages will show: of the land, the provincie and the gemeente."""
    for i, (peildatum, bron, aantal) in enumerate((("2020-01-01", "Oud", 40), ("2020-06-01", "Oud", 50), ("2021-01-01", "Heel anders", 60))):
        t = einde(d, voer_in(d, lever(d, KOP + f"Venlo;geclusterd;2030;{aantal};{bron};concept\r\n", f"w{i}.csv", leveraar=f"W{i}", peildatum=peildatum)))
        assert t["status"] == "klaar", t
    for nu, straks, uit in ((60, 50, "Oud, 1 juni 2020"), (50, 40, "Oud, 1 januari 2020"), (40, None, "")):
        nieuwste = leveringen(d)[0]["id"] if nu == 60 else [x["id"] for x in leveringen(d) if x["bestand"] == f"w{(nu - 40) // 10}.csv"][0]
        rijen = d.lees(f"/leveringen/{nieuwste}/intrekken.json").boom["tabellen"]["gevolgen"]["rijen"]
        assert [(r["gebied"], r["nu"], r["straks"], r["waaruit"]) for r in rijen if r["gebied"] in ("Limburg", "Venlo")] == [("Limburg", nu, straks, uit), ("Venlo", nu, straks, uit)], rijen
        assert rijen[0]["gebied"] == "Nederland"
        pagina = d.lees(f"/leveringen/{nieuwste}/intrekken").tekst
        assert ("geen cijfer meer" in pagina) == (straks is None)
        assert d.post(f"/leveringen/{nieuwste}/intrekken", {"reden": "proef"}).status == 303


def a_near_name_and_a_negative_opgave_are_told_kindly(d):
    t = einde(d, lever(d, KOP + "Beekdalen;nultreden;2030;7;x;concept\r\nVaals;nultreden;2030;-3;x;concept\r\n", "bijna.csv"))
    assert t["status"] == "mislukt", t
    teksten = [m["tekst"] for m in t["resultaat"]["verslag"]["meldingen"] if m["niveau"] == "fout"]
    assert any("Bedoelt u Beekdaelen?" in x for x in teksten) and any("kan niet onder nul" in x for x in teksten), teksten


def json_goes_the_same_way(d):
    a = d.post("/leveringen/nieuw", velden(peildatum="2024-01-01"), ("bestand", "json.csv", OPGAVE.replace("2030", "2031").encode()),
               {"Accept": "application/json"})
    assert a.status == 303 and a.naar.endswith(".json"), (a.status, a.kop)
    adres = a.naar[:-len(".json")]
    assert einde(d, adres)["status"] == "klaar"
    boom = d.lees(a.naar).boom
    assert boom["bevestig"]["actie"] == adres + "/invoeren"
    a = d.post(boom["bevestig"]["actie"], kop={"Accept": "application/json"})
    assert a.status == 303 and a.naar.endswith(".json")
    assert einde(d, a.naar[:-len(".json")])["resultaat"]["levering"] == leveringen(d)[0]["id"]


def work_that_has_ended_cannot_be_stopped_and_a_taak_must_exist(d):
    adres = lever(d, "niets", "leeg.csv")
    einde(d, adres)
    a = d.post(adres + "/stop", kop={"Accept": "application/json"})
    assert a.status == 409 and a.kop["content-type"] == "application/problem+json", a.kop
    assert d.post(adres + "/stop").naar == adres  # a person sees how it ended
    for pad in ("/taken/" + "0" * 32, "/taken/x", "/taken/%27%20OR%201=1"):
        assert d.vraag("GET", pad).status == 404, pad
        assert d.post(pad + "/stop").status == 404, pad
        assert d.post(pad + "/invoeren").status == 404, pad


def a_file_past_the_limit_is_refused_in_words(d):
    a = d.post("/leveringen/nieuw", velden(), ("bestand", "groot.csv", b"x" * (65 << 20)))
    assert a.status == 413 and "te groot" in a.tekst, (a.status, a.tekst[:300])


def one_that_runs_shows_progress_and_stops(d):
    eerst, keer = leveringen(d), 30
    while True:  # on a fast machine a larger file, until one is still running when it is asked to stop
        adres = lever(d, groot(d, keer), "groot.csv", peildatum="2023-01-01")
        pagina = d.lees(adres).tekst
        if "Bezig met" in pagina:
            stil = d.lees(adres + "?ververs=nee").tekst
            a = d.post(adres + "/stop")
            if einde(d, adres)["status"] == "gestopt":
                break
        keer *= 2
        assert keer < 250, "het werk was steeds al klaar"
    assert 'http-equiv="refresh"' in pagina and f'action="{adres}/stop"' in pagina
    assert 'http-equiv="refresh"' not in stil
    assert a.status == 303 and a.naar == adres
    assert "Er is niets gewijzigd" in d.lees(adres).tekst
    assert d.post(adres + "/invoeren").status == 409
    assert leveringen(d) == eerst


def an_import_goes_on_after_a_kill_and_happens_once(d):
    keer = 15
    while True:  # as above
        eerst = leveringen(d)
        adres = lever(d, groot(d, keer), "groot.csv", peildatum="2023-01-01")
        assert einde(d, adres)["status"] == "klaar"
        verder = voer_in(d, adres)
        if taak(d, verder)["status"] == "bezig":
            break
        keer *= 2
        assert keer < 250, "het werk was steeds al klaar"
    d.stop(signal.SIGKILL)
    d.start()
    t = einde(d, verder)
    assert t["status"] == "klaar" and t["pogingen"] in (1, 2), t
    nu = leveringen(d)
    assert len(nu) == len(eerst) + 1 and nu[0]["id"] == t["resultaat"]["levering"], nu[:2]
    assert nu[0]["cijfers"] == taak(d, adres)["resultaat"]["cijfers"]
    assert voer_in(d, adres) == verder


if __name__ == "__main__":
    draai(
        the_form_names_every_kind_and_keeps_what_was_filled_in,
        a_program_is_refused_with_a_problem_that_names_the_fields,
        an_empty_file_of_a_kind_can_be_had,
        a_file_is_shown_first_and_stored_when_confirmed,
        the_same_file_again_is_refused_with_the_levering_that_it_is,
        a_changed_file_shows_old_beside_new_and_supersedes,
        a_bad_file_names_row_and_column_and_stores_nothing,
        what_is_no_table_is_refused_in_words,
        a_zip_of_cbs_is_opened,
        a_levering_is_withdrawn_and_its_file_may_come_again,
        another_leveraar_of_the_same_is_told_with_whose_figure_counts, what_is_withdrawn_gives_way_to_an_older_day_or_another_bron,
        a_near_name_and_a_negative_opgave_are_told_kindly,
        json_goes_the_same_way,
        work_that_has_ended_cannot_be_stopped_and_a_taak_must_exist,
        a_file_past_the_limit_is_refused_in_words,
        one_that_runs_shows_progress_and_stops,
        an_import_goes_on_after_a_kill_and_happens_once,
    )
