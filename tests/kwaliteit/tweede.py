#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The rules of quality computed a second time, in another language and another way, from what `waarneming export` gives of the real files
beside the project; the findings must be the very same. Prints TAP."""

import argparse
import csv
import io
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from statistics import median

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.path.join(WORTEL, "..", "shared", "data")
BESTANDEN = [("woningvoorraad", "woningen/cbs_woningvoorraad_gemeenten_2012-2020.csv", "2020-12-31"),
             ("bevolking", "bevolking/NLD_muni.csv", "2022-01-01"),
             ("plancapaciteit", "plannen/plancapaciteit_databewijst.xlsx", "2021-01-01")]
OMVANG = [10000, 20000, 50000, 100000]


def half_op(teller, noemer):
    """The nearest whole number, a half upwards, as num_div_half_up."""
    return (2 * teller + noemer) // (2 * noemer)


def referentie(naam):
    with open(os.path.join(WORTEL, "referentie", naam), encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter=";"))


def jaren(horizon):
    """As the export writes the years of a reeks."""
    van, tot = horizon.split("-")
    if (van, tot) == ("0", "0"):
        return ""
    return f"tot en met {tot}" if van == "0" else f"{van} en later" if tot in ("9999", "0") else van if van == tot else f"{van}-{tot}"


class Waarnemingen:
    """By onderwerp: (levering, gebied, van, tot, woningtype, rest) → value."""

    def __init__(self, tekst):
        self.rij = defaultdict(dict)
        for r in csv.DictReader(io.StringIO(tekst)):
            rest = (r["bron"], r["segment"], r["kenmerk"], r["jaren"])
            sleutel = (r["levering"], r["gebied"], r["periodeVan"], r["periodeTot"], r["woningtype"], rest)
            self.rij[r["onderwerp"]][sleutel] = (int(r["waarde"]) if r["waarde"] else None, r["ontbreekt"])


def termen(tekst):
    """[(factor, onderwerp or None, number, woningtype or None, day before)]"""
    uit, factor = [], 1
    for woord in tekst.split():
        if woord in "+-":
            factor = 1 if woord == "+" else -1
            continue
        ervoor, kaal = woord.endswith("~"), woord.rstrip("~")
        code, apenstaart, type_ = kaal.partition("@")
        getal = int(kaal) if kaal.isdigit() else None
        uit.append((factor, None if getal is not None else code, getal, type_ if apenstaart else None, ervoor))
    return uit


def dag_ervoor(iso):
    from datetime import date, timedelta
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def verband(regel, w, aard):
    """{(gebied, periodeTot): (links, rechts)} where the rule does not hold, for rules within one levering."""
    links, rechts = termen(regel["links"]), termen(regel["rechts"])
    alle = links + rechts
    echt = [t for t in alle if t[1] and not t[4]]
    anker = next((t for t in echt if t[3] == "*"), None) or next((t for t in echt if aard.get(t[1]) == "stroom"), None) or echt[0]
    gesplitst = any(t[3] is not None for t in alle)
    uit = {}
    for (lev, gebied, van, tot, type_, rest), (waarde, ontbreekt) in w.rij[anker[1]].items():
        if gesplitst and not (type_ if anker[3] == "*" else type_ == (anker[3] or "")):
            continue
        if ontbreekt == "niet van toepassing":
            continue
        som, heel = [0, 0], True
        for k, t in enumerate(alle):
            kant = 0 if k < len(links) else 1
            if t[1] is None:
                som[kant] += t[0] * t[2]
                continue
            wil = type_ if not gesplitst or t[3] == "*" else (t[3] or "")
            if t is anker:
                gevonden = waarde
            else:
                v, e = (dag_ervoor(van),) * 2 if t[4] else (van, tot)
                bron = w.rij[t[1]]
                paar = next((bron[s] for s in ((lev, gebied, v, e, wil, rest), (lev, gebied, e, e, wil, rest), (lev, gebied, v, v, wil, rest))
                             if s in bron), (None, ""))
                gevonden = paar[0]
            if gevonden is None:
                heel = False
            else:
                som[kant] += t[0] * gevonden
        if not heel:
            continue
        marge = int(regel["marge"])  # those within one levering have no percentage
        d = som[0] - som[1]
        if (d > marge and regel["teken"] != ">=") or (d < -marge and regel["teken"] != "<="):
            uit[gebied, tot, type_, rest] = (som[0], som[1])
    return uit


def ver(x, bij, drempel):
    """The modified z-score of Iglewicz and Hoaglin; without spread the mean deviation stands in for the MAD. Halves and quarters of whole
    numbers below 2^50, so floating point is exact; drempel is in tenths."""
    med = median(bij)
    afwijkingen = [abs(b - med) for b in bij]
    mad, som = median(afwijkingen), sum(afwijkingen)
    if mad:
        return 6745 * abs(x - med) > drempel * 1000 * mad, med
    return (abs(x - med) * len(bij) * 10**7 > drempel * 1253314 * som if som else x != med), med


def uitschieter(regel, w, provincie):
    """{(gebied, periodeTot, rest): (value, against its past, against its peers)}"""
    drempel, marge = round(float(regel["drempel"].replace(",", ".")) * 10), int(regel["marge"])
    min_verleden, min_gelijken = map(int, regel["minimum"].split("/"))
    noemers = w.rij[regel["rechts"]]
    nieuwste = {}
    for (_, gebied, _, tot, type_, rest), (waarde, _) in noemers.items():
        if waarde is not None and not type_ and not any(rest[1:]) and (gebied not in nieuwste or tot > nieuwste[gebied][0]):
            nieuwste[gebied] = (tot, waarde)
    maten = {}
    for (lev, gebied, van, tot, type_, rest), (waarde, _) in w.rij[regel["links"]].items():
        noemer = next((noemers[s][0] for s in ((lev, gebied, van, tot, type_, rest), (lev, gebied, tot, tot, type_, rest), (lev, gebied, van, van, type_, rest))
                       if s in noemers), "geen")
        if noemer == "geen":
            noemer = nieuwste.get(gebied, (None, None))[1]
        if waarde is None or noemer is None or noemer <= 0:
            continue
        maten[type_, rest, gebied, tot] = (waarde, noemer, half_op(waarde * 10**6, noemer))
    groepen, reeksen, uit = defaultdict(list), defaultdict(list), {}
    for (type_, rest, gebied, tot), (waarde, noemer, _) in maten.items():
        reeksen[type_, rest, gebied].append(tot)
        if gebied.startswith("GM"):
            groep = sum(noemer >= g for g in OMVANG) if regel["gelijken"] == "omvang" else provincie(gebied, tot)
            groepen[type_, rest, tot, groep].append(gebied)
    verleden, gelijken = set(), set()

    def oordeel(sleutel, bij, uit_):
        waarde, noemer, maat = maten[sleutel]
        wijkt, med = ver(maat, bij, drempel)
        if wijkt and abs(maat - med) * noemer >= marge * 10**6:
            uit_.add(sleutel)

    for (type_, rest, gebied), tijden in reeksen.items():
        tijden.sort()
        for i, tot in enumerate(tijden):
            if i >= min_verleden:
                oordeel((type_, rest, gebied, tot), [maten[type_, rest, gebied, t][2] for t in tijden[:i]], verleden)
    for (type_, rest, tot, _), leden in groepen.items():
        if len(leden) - 1 >= min_gelijken:
            for gebied in leden:
                oordeel((type_, rest, gebied, tot), [maten[type_, rest, g, tot][2] for g in leden if g != gebied], gelijken)
    for s in verleden | gelijken:
        uit[s[2], s[3], s[0], s[1]] = (maten[s][0], s in verleden, s in gelijken)
    return uit


def provincie_van():
    """The provincie of a gemeente on a day, as gebied_regio; before it was there that of its first day."""
    leden = defaultdict(list)
    for r in referentie("leden.csv"):
        if r["indeling"] == "provincie":
            leden[r["gemeente"]].append((r["van"] or "0000", r["tot"] or "9999", r["regio"]))
    begin = {r["code"]: r["van"] or "1800-01-01" for r in referentie("gemeenten.csv")}

    def zoek(gebied, dag):
        for d in (dag, begin[gebied]):
            for van, tot, regio in leden[gebied]:
                if van <= d < tot:
                    return regio
        return None

    return zoek


def bereken(export):
    """What each rule within one levering finds: [(rule, {key: numbers})]."""
    w, uit, provincie = Waarnemingen(export), [], provincie_van()
    aard = {r["code"]: r["aard"] for r in referentie("onderwerpen.csv")}
    for regel in referentie("kwaliteit-regels.csv"):
        if regel["soort"] in ("verband", "uitschieter") and regel["binnen"] == "levering":
            uit.append((regel, verband(regel, w, aard) if regel["soort"] == "verband" else uitschieter(regel, w, provincie)))
    return uit


BEREKEND = {}  # by export: both databases give the same, and then it is computed once


def vergelijk(programma, url):
    def loop(*delen):
        return subprocess.run([programma, *delen, "--db", url], check=True, stdout=subprocess.PIPE, timeout=120).stdout.decode()

    loop("db", "migreer")
    for soort, pad, peildatum in BESTANDEN:
        loop("cijfer", "importeer", soort, os.path.join(DATA, pad), "--peildatum", peildatum)
    loop("kwaliteit", "controleer")
    export = loop("waarneming", "export")
    if export not in BEREKEND:
        BEREKEND[export] = bereken(export)
    gevonden = defaultdict(dict)
    for r in csv.DictReader(io.StringIO(loop("kwaliteit", "lijst", "--formaat", "csv"))):
        deel = r["sleutel"].split("|")  # regel|onderwerp|bron|woningtype|segment|kenmerk|jaren|gebied|periode
        if len(deel) < 9:
            continue
        gevonden[r["regel"]][r["gebied"], r["periodeTot"], deel[3], (deel[2], deel[4], deel[5], jaren(deel[6]))] = r
    tellingen, mis = [], []
    for regel, hier in BEREKEND[export]:
        daar = gevonden[regel["code"]]
        if set(hier) != set(daar):
            mis.append(f"{regel['code']}: alleen hier {sorted(set(hier) - set(daar))[:5]}, alleen daar {sorted(set(daar) - set(hier))[:5]}")
            continue
        for s, x in hier.items():
            r = daar[s]
            if regel["soort"] == "verband" and (int(r["links"]), int(r["rechts"])) != x:
                mis.append(f"{regel['code']} {s}: {r['links']}, {r['rechts']} en niet {x}")
            if regel["soort"] == "uitschieter":
                if int(r["links"]) != x[0] or (r["ernst"] == "let op") != (x[1] and x[2]):
                    mis.append(f"{regel['code']} {s}: {r['links']} {r['ernst']} en niet {x}")
        if hier:
            tellingen.append(f"{regel['code']} {len(hier)}")
    return tellingen, mis


def databases(map_):
    yield "SQLite", f"sqlite:{map_}/proef.db", None
    pg = os.environ.get("WZ_TEST_PG")
    if pg:
        naam = f"kwaliteit_{os.getpid()}"
        subprocess.run(["psql", "-X", "-q", "-d", pg, "-c", f"CREATE DATABASE {naam}"], check=True)
        yield "PostgreSQL", pg.rsplit("/", 1)[0] + "/" + naam, lambda: subprocess.run(
            ["psql", "-X", "-q", "-d", pg, "-c", f"DROP DATABASE {naam} WITH (FORCE)"], check=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--programma", default=os.path.join(WORTEL, "build", "woonzorg"))
    programma, fout, nummer = p.parse_args().programma, 0, 0
    er = all(os.path.exists(os.path.join(DATA, b[1])) for b in BESTANDEN)
    with tempfile.TemporaryDirectory(prefix="wz-kwaliteit-") as map_:
        for naam, url, weg in databases(map_):
            nummer += 1
            zin = f"the findings in the real files are those of a second way of computing ({naam})"
            if not er:
                print(f"ok {nummer} - {zin} # SKIP de bestanden zijn er niet")
                continue
            try:
                tellingen, mis = vergelijk(programma, url)
            finally:
                if weg:
                    weg()
            # that it can fail: the stock of CBS does not close in 14 rows by more than 2
            if "balans-voorraad 14" not in tellingen:
                mis.append(f"balans-voorraad is niet 14: {tellingen}")
            fout = fout or bool(mis)
            print(f"{'not ok' if mis else 'ok'} {nummer} - {zin}")
            for regel in mis[:20] + tellingen:
                print("# " + regel)
    print(f"1..{nummer}")
    return 1 if fout else 0


if __name__ == "__main__":
    sys.exit(main())
