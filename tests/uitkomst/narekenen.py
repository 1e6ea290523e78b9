#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tabulates again, in another language and in the plainest way: random questionnaires with random answers. Every table must
agree: basis, own N, more answers, matrix, region, cross, repeat, ronde, transition. And whoever adds and subtracts all that is
shown of a protected question must not find a cell that is not shown.

    narekenen.py PROGRAMMA [--aantal 1000] [--zaad 1]
"""

import argparse
import json
import random
import subprocess
import sys

DREMPEL = 3
BEANTWOORD, LEEG, WEET_NIET, NVT, NIET_GETOOND, NIET_MEE = range(6)
P = (1 << 61) - 1


# ---- making ----

def maak_vraag(r, code, laag, rijen, deel, beschermd_kans):
    soort = r.choice(["een", "een", "een", "meer", "meer", "getal"])
    q = {"code": code, "soort": soort, "laag": laag, "opties": r.randint(2, 5) if soort != "getal" else 0,
         "openbaar": 1 if r.random() < beschermd_kans else r.choice([0] * 9 + [2]), "groep": "", "lijst": ""}
    q["schaal"] = r.choice([0, 0, 2]) if soort == "getal" else 0
    gewicht = [r.random() ** 2 + 0.02 for _ in range(q["opties"])]
    q["toestand"], q["waarde"] = [], []
    kans = r.choice([0.5, 0.8, 0.95, 1.0])
    for p in rijen:
        t = NIET_MEE if not deel[p] else BEANTWOORD if r.random() < kans else r.choice([LEEG, WEET_NIET, NVT, NIET_GETOOND])
        w = 0
        if t == BEANTWOORD:
            if soort == "een":
                w = r.choices(range(q["opties"]), gewicht)[0]
            elif soort == "meer":
                w = [o for o in range(q["opties"]) if r.random() < gewicht[o]] or [r.randrange(q["opties"])]
            else:
                w = r.choice([0, r.randint(-50, 400), r.randint(0, 20000)])
        q["toestand"].append(t)
        q["waarde"].append(w)
    if r.random() < 0.15:
        q["filter"] = [1 if deel[p] and r.random() < 0.7 else 0 for p in rijen]
    return q


def maak_set(r, code, n, beschermd_kans, ids):
    deel = [1 if r.random() < r.choice([0.7, 0.95]) else 0 for _ in range(n)]
    s = {"code": code, "deelnemend": deel, "id": ids, "lagen": [], "indelingen": [], "vragen": []}
    for i in range(r.randint(1, 3)):
        k = r.randint(1, 6)
        dubbel = r.random() < 0.3
        leden = []
        for p in range(n):
            x = {r.randrange(k)}
            if dubbel and r.random() < 0.3:
                x.add(r.randrange(k))
            if r.random() < 0.05:
                x = set()
            leden.append(sorted(x))
        s["indelingen"].append({"code": f"ind{i}", "regios": [f"r{j}" for j in range(k)], "leden": leden})
    s["indelingen"].append({"code": "gemeente", "regios": [f"g{p}" for p in range(n)], "leden": [[p] for p in range(n)]})
    if r.random() < 0.4:
        s["lagen"].append({"partij": sorted(r.randrange(n) for _ in range(r.randint(1, 3 * n))) if n else []})
        s["lagen"][0]["partij"] = [p for p in s["lagen"][0]["partij"] if deel[p]]
    for i in range(r.randint(2, 5)):
        laag = 1 if s["lagen"] and r.random() < 0.3 else 0
        rijen = s["lagen"][0]["partij"] if laag else list(range(n))
        s["vragen"].append(maak_vraag(r, f"q{i}", laag, rijen, deel, beschermd_kans))
    if r.random() < 0.4:  # a matrix: questions of one group with one list
        k, soort = r.randint(2, 4), r.choice(["een", "meer"])
        for i in range(r.randint(2, 3)):
            while True:
                q = maak_vraag(r, f"m{i}", 0, list(range(n)), deel, beschermd_kans)
                if q["soort"] == soort and q["opties"] == k and "filter" not in q and q["openbaar"] != 2:
                    break
            q["groep"], q["lijst"] = "matrix", "lijst"
            s["vragen"].append(q)
    return s


# ---- counting ----

def rijen_van(s, q):
    return s["lagen"][0]["partij"] if q["laag"] else list(range(len(s["deelnemend"])))


def heeft(q, r, o):
    w = q["waarde"][r]
    return w == o if q["soort"] == "een" else o in w


def telt(s, q, basis, r):
    p = rijen_van(s, q)[r]
    if basis == "uitgenodigd":
        return True
    if basis == "deelnemend":
        return bool(s["deelnemend"][p])
    if basis == "filter":
        return q["toestand"][r] == BEANTWOORD and bool(q["filter"][r])
    return q["toestand"][r] == BEANTWOORD


def wie_telt(s, q, basis):
    """Of each row whether it counts. Every table asks it again: the answer is kept with the question."""
    bekend = q.setdefault("telt", {})
    if basis not in bekend:
        bekend[basis] = [telt(s, q, basis, r) for r in range(len(q["toestand"]))]
    return bekend[basis]


def wie_antwoordt(s, q, basis):
    return wie_telt(s, q, "filter" if basis == "filter" else "beantwoord")


def half_op(teller, noemer):
    return (2 * teller + noemer) // (2 * noemer)


def groepen(s, q, per):
    """Lists of rows of q, one a column behind the total."""
    rijen = rijen_van(s, q)
    ind = next((x for x in s["indelingen"] if x["code"] == per), None)
    if ind:
        uit = [[r for r, p in enumerate(rijen) if j in ind["leden"][p]] for j in range(len(ind["regios"]))]
        rest = [r for r, p in enumerate(rijen) if not ind["leden"][p]]
        return uit + ([rest] if rest else [])
    x = next(v for v in s["vragen"] if v["code"] == per)
    plek = (lambda r: r) if x["laag"] == q["laag"] else (lambda r: rijen[r])
    uit = [[r for r in range(len(rijen)) if x["toestand"][plek(r)] == BEANTWOORD and heeft(x, plek(r), o)]
           for o in range(x["opties"])]
    return uit + [[r for r in range(len(rijen)) if x["toestand"][plek(r)] != BEANTWOORD]]


def kolom(s, q, basis, rijen, opties):
    mee, antwoordt = wie_telt(s, q, basis), wie_antwoordt(s, q, basis)
    doen = [q["waarde"][r] for r in rijen if antwoordt[r]] if opties else []
    n = [sum(1 for w in doen if (w == o if q["soort"] == "een" else o in w)) for o in range(opties)]
    N = sum(1 for r in rijen if mee[r])
    if basis in ("uitgenodigd", "deelnemend"):
        n.append(N - sum(1 for r in rijen if q["toestand"][r] == BEANTWOORD))
    return N, n


def getallen(s, q, basis, rijen):
    antwoordt = wie_antwoordt(s, q, basis)
    w = sorted(q["waarde"][r] for r in rijen if antwoordt[r])
    if not w:
        return [0, 0, 0, 0]
    m = len(w) // 2
    return [len(w), sum(w), half_op(10 * sum(w), len(w)), half_op(10 * w[m], 1) if len(w) % 2 else half_op(10 * (w[m - 1] + w[m]), 2)]


# ---- comparing ----

class Fout(Exception):
    pass


def vergelijk(wat, truth, kol, cellen, procenten, mask):
    """truth: list of (N, counts); mask: cells may be None."""
    if len(kol) != len(truth):
        raise Fout(f"{wat}: {len(kol)} kolommen, verwacht {len(truth)}")
    for i, (N, n) in enumerate(truth):
        if kol[i]["N"] != N and not (mask and kol[i]["N"] is None):
            raise Fout(f"{wat} kolom {i}: N = {kol[i]['N']}, verwacht {N}")
        if len(cellen[i]) != len(n):
            raise Fout(f"{wat} kolom {i}: {len(cellen[i])} regels, verwacht {len(n)}")
        for j, x in enumerate(n):
            if cellen[i][j] is None:
                if not mask or procenten[i][j] != "–":
                    raise Fout(f"{wat} cel {i},{j}: verborgen of met een percentage")
                continue
            if cellen[i][j] != x:
                raise Fout(f"{wat} cel {i},{j}: {cellen[i][j]}, verwacht {x}")
            p = "–" if not N or kol[i]["N"] is None else f"{half_op(100 * x, N)}%"
            if procenten[i][j] != p:
                raise Fout(f"{wat} cel {i},{j}: {procenten[i][j]}, verwacht {p}")


# ---- the attacker ----

class Ruimte:
    """The span of what is known, modulo a large prime. No row holds the column that another row stands for, so that one pass takes
    out of a vector all that is known of it."""

    def __init__(self):
        self.rij = {}  # by the column that a row stands for, with a one there that is left out
        self.waar = {}  # by another column: the rows that hold it

    def rest(self, v):
        uit = dict(v)
        for k, f in v.items():
            if k in self.rij:
                del uit[k]
                for c, x in self.rij[k].items():
                    y = (uit.get(c, 0) - f * x) % P
                    if y:
                        uit[c] = y
                    else:
                        del uit[c]
        return uit

    def bij(self, v):
        v = self.rest(v)
        if not v:
            return
        k = max(v)
        inv = pow(v.pop(k), P - 2, P)
        nieuw = {c: x * inv % P for c, x in v.items()}
        for p in self.waar.pop(k, ()):
            rij = self.rij[p]
            f = rij.pop(k)
            for c, x in nieuw.items():
                y = (rij.get(c, 0) - f * x) % P
                if y:
                    rij[c] = y
                    self.waar.setdefault(c, set()).add(p)
                else:
                    del rij[c]
                    self.waar[c].discard(p)
        self.rij[k] = nieuw
        for c in nieuw:
            self.waar.setdefault(c, set()).add(k)

    def kent(self, v):
        return not self.rest(v)


def aanval(s, q, tabellen):
    """tabellen: list of (naam, groups of rows, cells[group][option], judge). Nothing hidden may be in the span; where judge is
    False the other question of a cross is protected too, so that who is in a group is not known: see aanval_samen."""
    een, k = q["soort"] == "een", q["opties"] if q["soort"] != "getal" else 1
    ruimte, dicht = Ruimte(), []
    filt = "filter" if "filter" in q else "beantwoord"
    doen = [r for r, mee in enumerate(wie_telt(s, q, filt)) if mee]
    index = {r: i for i, r in enumerate(doen)}

    def vec(rijen, o):
        return {index[r] * k + o: 1 for r in rijen if r in index}
    if een:
        for r in doen:
            ruimte.bij({index[r] * k + o: 1 for o in range(k)})
    for naam, groep, cellen, oordeel in tabellen:
        for g, rijen in enumerate(groep):
            for o in range(k):
                v = vec(rijen, o)
                if cellen[g][o] is None:
                    if v and oordeel:
                        dicht.append((naam, g, o, v))
                else:
                    n = sum(1 for r in rijen if r in index and (q["soort"] == "getal" or heeft(q, r, o)))
                    wie = {rijen_van(s, q)[r] for r in rijen if r in index and (q["soort"] == "getal" or heeft(q, r, o))}
                    if n < DREMPEL or len(wie) < DREMPEL:
                        raise Fout(f"{q['code']} {naam}: cel {g},{o} met {n} antwoorden van {len(wie)} partijen staat er")
                    ruimte.bij(v)
    for naam, g, o, v in dicht:
        if ruimte.kent(v):
            raise Fout(f"{q['code']} {naam}: de verborgen cel {g},{o} is te berekenen")
    for r in doen:  # nor what a single row answered
        for o in range(k):
            if ruimte.kent({index[r] * k + o: 1}):
                raise Fout(f"{q['code']}: het antwoord {o} van rij {r} is te berekenen")
    # And of a whole, less all that is shown, at least three must be left: else what is hidden is nothing, or one or two.
    totaal = tabellen[0][2][0]
    for naam, groep, cellen, oordeel in tabellen:
        if not oordeel:
            continue
        if een and k > 1:
            for g, rijen in enumerate(groep):
                weg = [o for o in range(k) if cellen[g][o] is None]
                rest = sum(1 for r in rijen if r in index and q["waarde"][r] in weg)
                if weg and len(weg) < k and rest < DREMPEL:
                    raise Fout(f"{q['code']} {naam}: groep {g} laat {rest} over voor wat verborgen is")
        if naam and sum(len(x) for x in groep) == len(q["toestand"]) and len({r for x in groep for r in x}) == len(q["toestand"]):
            for o in range(k):
                weg = [g for g in range(len(groep)) if cellen[g][o] is None and any(r in index for r in groep[g])]
                rest = sum(1 for g in weg for r in groep[g] if r in index and (q["soort"] == "getal" or heeft(q, r, o)))
                if totaal[o] is not None and weg and len(weg) < len(groep) and rest < DREMPEL:
                    raise Fout(f"{q['code']} {naam}: optie {o} laat {rest} over voor wat verborgen is")


def aanval_samen(s, q, x, tq, tx, kruis):
    """Two protected questions of one choice: unknown is what each row answered to both."""
    kq, kx = q["opties"], x["opties"]
    ruimte, dicht = Ruimte(), []
    fq, fx = ("filter" if "filter" in y else "beantwoord" for y in (q, x))
    n = len(q["toestand"])
    dq, dx = ([r for r in range(n) if wie_telt(s, y, f)[r]] for y, f in ((q, fq), (x, fx)))
    sq, sx = set(dq), set(dx)

    def u(r, i):
        return (0, r, i)

    def w(r, j):
        return (1, r, j)

    def z(r, i, j):
        return (2, r, i, j)
    for r in range(n):
        if r in sq:
            ruimte.bij({u(r, i): 1 for i in range(kq)})
        if r in sx:
            ruimte.bij({w(r, j): 1 for j in range(kx)})
        if r in sq and r in sx:
            for i in range(kq):
                ruimte.bij({**{z(r, i, j): 1 for j in range(kx)}, u(r, i): P - 1})
            for j in range(kx):
                ruimte.bij({**{z(r, i, j): 1 for i in range(kq)}, w(r, j): P - 1})
    for tabellen, mee, var, k in ((tq, sq, u, kq), (tx, sx, w, kx)):
        for naam, groep, cellen, oordeel in tabellen:
            if not oordeel:
                continue
            for g, rijen in enumerate(groep):
                for o in range(k):
                    v = {var(r, o): 1 for r in rijen if r in mee}
                    if cellen[g][o] is None:
                        dicht.append((f"{naam} {g},{o}", v))
                    else:
                        ruimte.bij(v)
    for i in range(kq):
        for j in range(kx):
            v = {z(r, i, j): 1 for r in sq & sx}
            if kruis[i][j] is None:
                dicht.append((f"kruis {i},{j}", v))
            elif v:
                ruimte.bij(v)
    for naam, v in dicht:
        if v and ruimte.kent(v):
            raise Fout(f"{q['code']} en {x['code']}: de verborgen cel {naam} is te berekenen")


# ---- one questionnaire ----

def vragen_om(s, heeft_vorige):
    om = []
    for q in s["vragen"]:
        for basis in ("", "uitgenodigd", "deelnemend", "beantwoord"):
            pers = [""] + [x["code"] for x in s["indelingen"]]
            pers += [x["code"] for x in s["vragen"] if x["code"] != q["code"]]
            for per in pers:
                for beheer in (0, 1):
                    om.append({"vraag": q["code"], "per": per, "basis": basis, "beheer": beheer})
        if heeft_vorige:
            for per in ("ronde", "overgang"):
                for beheer in (0, 1):
                    om.append({"vraag": q["code"], "per": per, "basis": "", "beheer": beheer})
    for basis in ("", "uitgenodigd", "beantwoord"):
        for beheer in (0, 1):
            om.append({"vraag": "matrix", "per": "", "basis": basis, "beheer": beheer})
    return om


def zelfde(s, ander):
    """Rows of s of partijen that take part in both, and their row there."""
    daar = {i: p for p, i in enumerate(ander["id"])}
    return [(p, daar[i]) for p, i in enumerate(s["id"])
            if i in daar and s["deelnemend"][p] and ander["deelnemend"][daar[i]]]


def keur_rondes(s, vorige, q, om, uit, bekend):
    oud = next((x for x in vorige["vragen"] if x["code"] == q["code"]), None)
    if "fout" in uit:
        goed = not oud or oud["soort"] != q["soort"] or q["soort"] == "getal" or 2 in (q["openbaar"], oud["openbaar"]) \
            or (om["per"] == "overgang" and (q["soort"] != "een" or q["laag"] or oud["laag"])) or "filter" in q or "filter" in oud
        if not goed:
            raise Fout(f"{q['code']} per {om['per']}: {uit['tekst']}")
        return
    beide = zelfde(s, vorige)
    mask = not om["beheer"] and (q["openbaar"] == 1 or oud["openbaar"] == 1)
    opties = uit["regels"]

    def tel(s_, q_, rijen, basis):
        N, n = kolom(s_, q_, basis, rijen, q_["opties"])
        uit_ = [n[int(o[1:])] if o.startswith("o") and int(o[1:]) < q_["opties"] else 0 for o in opties if o != "geen_antwoord"]
        return N, uit_ + ([N - sum(1 for r in rijen if wie_antwoordt(s_, q_, basis)[r])] if "geen_antwoord" in opties else [])
    if om["per"] == "ronde":
        basis = "filter" if "filter" in q else "beantwoord"
        if ("filter" in q) != ("filter" in oud):
            return
        truth = [tel(vorige, oud, range(len(oud["toestand"])), basis), tel(s, q, range(len(q["toestand"])), basis)]
        if len(uit["kolommen"]) == 4:
            truth += [tel(vorige, oud, [d for _, d in beide], basis), tel(s, q, [p for p, _ in beide], basis)]
        vergelijk(f"{q['code']} per ronde", truth, uit["kolommen"], uit["cellen"], uit["procenten"], mask)
        return
    groep = [[p for p, d in beide if oud["toestand"][d] == BEANTWOORD and oud["waarde"][d] == o] for o in range(oud["opties"])]
    groep.append([p for p, d in beide if oud["toestand"][d] != BEANTWOORD])
    truth = [kolom(s, q, "deelnemend", g, q["opties"]) for g in groep]
    vergelijk(f"{q['code']} overgang", truth, uit["kolommen"], uit["cellen"], uit["procenten"], mask)
    if q["openbaar"] == 1 and not om["beheer"]:
        bekend.append(("overgang", groep, [c[:q["opties"]] for c in uit["cellen"]], oud["openbaar"] == 0))


def keur(geval, uit):
    s, vorige = geval, geval.get("vorige")
    bekend = {q["code"]: [] for q in s["vragen"]}
    rond = {q["code"]: [] for q in s["vragen"]}
    kruis = {}
    n = 0
    for om, u in zip(geval["vraag_om"], uit):
        wat = f"{om['vraag']} per {om['per'] or '-'} basis {om['basis'] or '-'}{' beheer' if om['beheer'] else ''}"
        if om["vraag"] == "matrix":
            keur_matrix(s, om, u, wat)
            n += 1
            continue
        q = next(x for x in s["vragen"] if x["code"] == om["vraag"])
        if om["per"] in ("ronde", "overgang"):
            keur_rondes(s, vorige, q, om, u, rond[q["code"]])
            n += 1
            continue
        x = next((v for v in s["vragen"] if v["code"] == om["per"]), None)
        basis = om["basis"] or ("filter" if "filter" in q else "beantwoord")
        if "fout" in u:
            mag_niet = not om["beheer"] and (q["openbaar"] == 2 or (x and x["openbaar"] == 2))
            kan_niet = x and ((x["laag"] and x["laag"] != q["laag"]) or (x["soort"] == "getal" and
                                                                         (x["openbaar"] == 1 or BEANTWOORD not in x["toestand"])))
            enkel = not om["beheer"] and q["openbaar"] == 1 and "filter" in q and basis != "filter"
            if not (mag_niet or kan_niet or enkel):
                raise Fout(f"{wat}: {u['tekst']}")
            continue
        if not om["beheer"] and (q["openbaar"] == 2 or (x and x["openbaar"] == 2)):
            raise Fout(f"{wat}: alleen voor de beheerder, en toch gegeven")
        if x and x["soort"] == "getal":
            continue  # classes are made, not given
        mask = not om["beheer"] and (q["openbaar"] == 1 or bool(x and x["openbaar"] == 1))
        alles = list(range(len(q["toestand"])))
        groep = [alles] + (groepen(s, q, om["per"]) if om["per"] else [])
        n += 1
        if q["soort"] == "getal":
            for i, g in enumerate(groep):
                k = u["kolommen"][i]
                if k["getal"] is None:
                    if not mask:
                        raise Fout(f"{wat}: kolom {i} zonder getallen")
                elif k["getal"] != getallen(s, q, basis, g):
                    raise Fout(f"{wat}: kolom {i}: {k['getal']}, verwacht {getallen(s, q, basis, g)}")
                som = [c for o, c in zip(u["regels"], u["cellen"][i]) if o != "geen_antwoord"]
                if u["regels"] and None not in som and sum(som) != getallen(s, q, basis, g)[0]:
                    raise Fout(f"{wat}: de klassen van kolom {i} tellen niet op")
            if mask and q["openbaar"] == 1:
                # A class is made of answers: one of which nothing is shown would say that there is such an answer.
                for r, o in enumerate(u["regels"]):
                    if o not in ("geen_antwoord", "niet_getoond") and all(c[r] is None for c in u["cellen"]):
                        raise Fout(f"{wat}: de klasse {o} staat er zonder dat er iets van getoond wordt")
                cel = [[None if k["getal"] is None else 1] for k in u["kolommen"]]
                tafel = (om["per"], groep[1:] if om["per"] else groep, cel[1:] if om["per"] else cel, not x or x["openbaar"] == 0)
                bekend[q["code"]].insert(len(bekend[q["code"]]) if om["per"] else 0, tafel)
            continue
        truth = [kolom(s, q, basis, g, q["opties"]) for g in groep]
        vergelijk(wat, truth, u["kolommen"], u["cellen"], u["procenten"], mask)
        if mask and q["openbaar"] == 1:
            cel = [c[:q["opties"]] for c in u["cellen"]]
            if om["per"]:
                bekend[q["code"]].append((om["per"], groep[1:], cel[1:], not x or x["openbaar"] == 0))
            else:
                bekend[q["code"]].insert(0, ("", groep, cel, True))
        if mask and x and x["openbaar"] == 1 and x["laag"] == q["laag"] and q["soort"] == "een":
            # The same cells are answers to the question of the columns.
            for o in range(q["opties"]):
                rijen = [r for r in alles if q["toestand"][r] == BEANTWOORD and heeft(q, r, o) and wie_antwoordt(s, q, basis)[r]]
                bekend[x["code"]].append((f"door {q['code']}", [rijen], [[u["cellen"][1 + j][o] for j in range(x["opties"])]],
                                           q["openbaar"] == 0))
        if mask and x and x["openbaar"] == 1 and q["openbaar"] == 1 and x["laag"] == q["laag"] and q["soort"] == x["soort"] == "een":
            k = kruis.setdefault((min(q["code"], x["code"]), max(q["code"], x["code"])),
                                 [[None] * max(q["opties"], x["opties"]) for _ in range(max(q["opties"], x["opties"]))])
            for i in range(q["opties"]):
                for j in range(x["opties"]):
                    c = u["cellen"][1 + j][i]
                    if c is not None:
                        k[i if q["code"] < x["code"] else j][j if q["code"] < x["code"] else i] = c
    aanvallen = 0
    for q in s["vragen"]:
        if q["openbaar"] == 1 and bekend[q["code"]] and bekend[q["code"]][0][0] == "":
            tafels = bekend[q["code"]] + [t for t in rond[q["code"]] if t[0] == "overgang"]
            aanval(s, q, tafels)
            aanvallen += 1
    for (een, ander), k in kruis.items():
        q, x = (next(v for v in s["vragen"] if v["code"] == c) for c in (een, ander))
        aanval_samen(s, q, x, bekend[een], bekend[ander], k)
        aanvallen += 1
    return n, aanvallen


def keur_matrix(s, om, u, wat):
    rij = [q for q in s["vragen"] if q["groep"] == "matrix"]
    if "fout" in u:
        if rij:
            raise Fout(f"{wat}: {u['tekst']}")
        return
    basis = om["basis"] or "beantwoord"
    truth = [kolom(s, q, basis, range(len(q["toestand"])), q["opties"]) for q in rij]
    vergelijk(wat, truth, u["kolommen"], u["cellen"], u["procenten"], not om["beheer"] and any(q["openbaar"] == 1 for q in rij))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("programma")
    p.add_argument("--aantal", type=int, default=1000)
    p.add_argument("--zaad", type=int, default=1)
    a = p.parse_args()
    print("TAP version 13\n1..1")
    gevallen = []
    for i in range(a.aantal):
        r = random.Random(a.zaad * 1000003 + i)
        n = r.choice([0, 3, 9, 14, 22, 31, 31])
        g = maak_set(r, "nu", n, r.choice([0, 0.4, 0.8]), list(range(n)))
        if r.random() < 0.3 and n:
            ids = [j if r.random() < 0.9 else 1000 + j for j in range(n)]
            g["vorige"] = maak_set(r, "toen", n, 0.4, ids)
        g["vraag_om"] = vragen_om(g, "vorige" in g)
        gevallen.append(g)
    uit = subprocess.run([a.programma], input="\n".join(json.dumps(g) for g in gevallen) + "\n", text=True,
                         stdout=subprocess.PIPE, check=True).stdout.splitlines()
    tabellen = aanvallen = 0
    for i, (g, regel) in enumerate(zip(gevallen, uit)):
        try:
            t, x = keur(g, json.loads(regel))
        except Fout as f:
            print(f"not ok 1 - zaad {a.zaad}, vragenlijst {i}: {f}")
            return 1
        tabellen += t
        aanvallen += x
    print(f"# {len(uit)} vragenlijsten, {tabellen} tabellen, {aanvallen} aanvallen")
    print("ok 1 - a second tabulation agrees with every table, and an attacker finds no hidden cell"
          if len(uit) == a.aantal and aanvallen else "not ok 1 - niet alles is gedaan")
    return 0


if __name__ == "__main__":
    sys.exit(main())
