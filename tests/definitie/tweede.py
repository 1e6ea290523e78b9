#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Definitions judged a second time, in another way: every pair that the program gives is worked out here from the CSV tables alone.

Own reader of the tables, own choice of values (each bound, half a unit round it, and every word), first rule that fits. What the program calls equal or
convertible must be so for every combination; what it calls not convertible must have one that differs. Prints TAP.
"""

import csv
import io
import itertools
import os
import re
import subprocess
import sys

WORTEL = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REFERENTIE = os.path.join(WORTEL, "referentie")


class Tabel:
    def __init__(self, naam):
        self.param, self.waarden, self.regels, kop, self.anders = {}, {}, [], None, None
        self.bekend = {}  # what came out, by what is asked: most combinations of a pair ask the same
        with open(os.path.join(REFERENTIE, naam), encoding="utf-8") as f:
            for rij in csv.reader(f, delimiter=";"):
                if kop is None and rij[0] == "parameter":
                    self.param[rij[1]] = float(rij[2])
                elif kop is None and rij[0] == "waarden":
                    self.waarden[rij[1]] = rij[2:]
                elif rij[0] == "regel":
                    kop = rij
                    self.in_ = [k[4:] for k in kop if k.startswith("als ")]
                    self.uit = next(i for i, k in enumerate(kop) if k.startswith("dan "))
                elif kop and rij[0] == "anders":
                    self.anders = rij[self.uit]
                elif kop:
                    self.regels.append((dict(zip(self.in_, rij[1:])), rij[self.uit]))

    def past(self, cel, w):
        if cel == "-":
            return True
        for deel in (d.strip() for d in cel.split(",")):
            m = re.match(r"^\[(\S+)\.\.(\S+)\]$", deel)
            n = re.match(r"^(>=|<=|>|<)(.+)$", deel)
            if m and self.getal(m[1]) <= w <= self.getal(m[2]):
                return True
            if n and {">=": w >= self.getal(n[2]), "<=": w <= self.getal(n[2]), ">": w > self.getal(n[2]), "<": w < self.getal(n[2])}[n[1]]:
                return True
            if not m and not n and (deel == w or (not isinstance(w, str) and re.match(r"^-?[\d.]+$", deel) and float(deel) == w)):
                return True
        return False

    def getal(self, s):
        return self.param[s] if s in self.param else float(s)

    def uitkomst(self, woning):
        gevraagd = tuple(woning[k] for k in self.in_)
        if gevraagd not in self.bekend:
            self.bekend[gevraagd] = next((uit for als, uit in self.regels if all(self.past(als[k], woning[k]) for k in self.in_)), self.anders)
        return self.bekend[gevraagd]

    def waarden_van(self, k):
        """Words, or numbers at and round each bound; None: it is not asked."""
        if k not in self.in_:
            return None
        cellen = [als[k] for als, _ in self.regels if als[k] != "-"]
        grenzen = {self.getal(g) for c in cellen for g in re.findall(r"[a-z]\w+|-?\d+(?:\.\d+)?", c) if g in self.param or re.match(r"^-?\d", g)}
        if grenzen:
            return {x for g in grenzen for x in (g - 0.5, g, g + 0.5)}
        woorden = {d.strip() for c in cellen for d in c.split(",")} - {"onbekend"}
        if woorden <= {"ja", "nee"}:
            return {"ja", "nee"}
        return woorden | set(self.waarden.get(k, ())) | (set() if k in self.waarden else {"iets anders"})


def regel_van(tekst):
    return [tuple(x.strip() for x in deel.split(":", 1)) for deel in tekst.split(";") if deel.strip()]


def oordeel(van, klassen_van, naar, klassen_naar, regel):
    namen = sorted(set(van.in_) | set(naar.in_))
    keuzes = []
    for k in namen:
        a, b = van.waarden_van(k) or set(), naar.waarden_van(k) or set()
        if k in van.waarden or k in naar.waarden:
            a, b = a - {"iets anders"}, b - {"iets anders"}
        keuzes.append(sorted(a | b, key=str))
    alleen_van = alleen_naar = beide = 0
    for combinatie in itertools.product(*keuzes):
        w = dict(zip(namen, combinatie))
        a = van.uitkomst(w) in klassen_van and all(van.past(cel, w[k]) for k, cel in regel)
        b = naar.uitkomst(w) in klassen_naar
        beide, alleen_van, alleen_naar = beide + (a and b), alleen_van + (a and not b), alleen_naar + (b and not a)
    return beide, alleen_van, alleen_naar


def main():
    programma = sys.argv[1]
    rijen = list(csv.DictReader(io.StringIO(subprocess.run([programma, "definitie", "lijst"], check=True, stdout=subprocess.PIPE, timeout=120).stdout.decode())))
    with open(os.path.join(REFERENTIE, "definitie-klassen.csv"), encoding="utf-8") as f:
        defs = {(r["definitieset"], r["woningtype"]): (Tabel(r["bestand"]), r["klassen"].split("|")) for r in csv.DictReader(f, delimiter=";")}
    klachten, soorten = [], {}
    for r in rijen:
        van, naar = defs[(r["van"], r["woningtype"])], defs[(r["naar"], r["woningtype"])]
        beide, a, b = oordeel(*van, *naar, regel_van(r["regel"]))
        wie = f"{r['van']} -> {r['naar']}, {r['woningtype']}"
        soorten[r["soort"]] = soorten.get(r["soort"], 0) + 1
        if r["soort"] == "niet" and (not (a or b) or not r["tegenvoorbeeld"]):
            klachten.append(f"{wie}: niet omzetbaar zonder tegenvoorbeeld")
        if r["soort"] != "niet" and (a or b or not beide):
            klachten.append(f"{wie}: {r['soort']}, maar {a} en {b} combinaties verschillen")
        for kolom, n in (("alleenVan", a), ("alleenNaar", b)):
            if (int(r[kolom]) > 0) != (n > 0):
                klachten.append(f"{wie}: {kolom} is {r[kolom]} tegenover {n}")
    paren = sum(1 for x in defs for y in defs if x[0] != y[0] and x[1] == y[1])
    print("1..3")
    print(f"{'not ok' if klachten else 'ok'} 1 - every pair is as a second reading of the tables finds it")
    for k in klachten[:20]:
        print(f"# {k}")
    print(f"{'ok' if len(rijen) == paren else 'not ok'} 2 - every pair of definitions is there\n# {len(rijen)} van {paren}, {soorten}")
    print(f"{'ok' if set(soorten) == {'gelijk', 'omzetbaar', 'niet'} else 'not ok'} 3 - there is one of each kind, so that each was tried")
    return 1 if klachten or len(rijen) != paren or len(soorten) != 3 else 0


if __name__ == "__main__":
    sys.exit(main())
