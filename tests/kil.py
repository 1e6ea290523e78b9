#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Kills woonzorg with SIGKILL at random moments of imports and withdrawals, and looks at what is left.

    tests/kil.py [--rondes 200] [--programma build/woonzorg] [--zaad N]

It runs on a new SQLite file and, when WZ_TEST_PG is set, in a database of its own on that server. Prints TAP.

What is promised: an import that was acknowledged (the program ended by itself with exit code 0) is whole; any
other left no trace. A process can die between its commit and its acknowledgement, so one that was killed may also be whole,
but never partly there. After each round:

  - a new process lists the leveringen and must find exactly those that should be there;
  - the rows of every table are counted, outside the program: a killed import changed either no count, or every
    count by exactly as much as an import that was left alone;
  - SQLite: PRAGMA integrity_check and foreign_key_check.

At the end the tables that the program prints must be equal to those of a database that was given the surviving imports and
withdrawals in the same order and was never killed.
"""

import argparse
import csv
import hashlib
import io
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

WORTEL = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WONINGTYPEN = ("nultreden", "geclusterd", "zorggeschikt")
JAREN = range(2025, 2031)
GRENS_S = 120  # past this a command hangs, which is a failure of its own


class Mislukt(Exception):
    """A promise that was not kept."""


class Sqlite:
    def __init__(self, map_, naam):
        self.pad = os.path.join(map_, naam + ".db")
        self.url = "sqlite:" + self.pad

    def tellingen(self):
        with sqlite3.connect(self.pad, timeout=30) as c:
            heel = c.execute("PRAGMA integrity_check").fetchall()
            if heel != [("ok",)]:
                raise Mislukt(f"integrity_check: {heel[:3]}")
            wees = c.execute("PRAGMA foreign_key_check").fetchall()
            if wees:
                raise Mislukt(f"foreign_key_check: {wees[:3]}")
            tabellen = [n for (n,) in c.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_index%' ESCAPE '\\' ORDER BY name")]
            uit = {t: c.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in tabellen}
        c.close()
        return uit

    def rust(self):
        pass  # a dead process does nothing any more

    def weg(self):
        pass  # the folder goes as a whole


class Postgres:
    def __init__(self, server, naam):
        delen = re.match(r"^(postgres(?:ql)?://[^/?]*)(?:/[^?]*)?(\?.*)?$", server)
        if not delen:
            raise SystemExit(f"WZ_TEST_PG is geen postgresql-adres: {server}")
        self.server, self.naam = server, f"kil_{os.getpid()}_{naam}"
        self.url = f"{delen.group(1)}/{self.naam}{delen.group(2) or ''}"
        self.psql(server, f"CREATE DATABASE {self.naam}")

    @staticmethod
    def psql(url, sql):
        return subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", sql], check=True,
                              stdout=subprocess.PIPE, text=True, timeout=GRENS_S).stdout.split("\n")[:-1]

    def rust(self):
        """The server notices a dead client only when it next reads from it; until then it may still commit."""
        eind = time.monotonic() + GRENS_S
        while self.psql(self.server, f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{self.naam}'") != ["0"]:
            if time.monotonic() > eind:
                raise Mislukt("de server houdt de verbinding van een afgebroken proces open")
            time.sleep(0.02)

    def tellingen(self):
        tabellen = self.psql(self.url, "SELECT schemaname || '.' || tablename FROM pg_tables "
                                       "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1")
        if not tabellen:
            return {}
        return dict((r.split("|")[0], int(r.split("|")[1])) for r in self.psql(
            self.url, " UNION ALL ".join(f"SELECT '{t}', count(*) FROM {t}" for t in tabellen)))

    def weg(self):
        self.psql(self.server, f"DROP DATABASE IF EXISTS {self.naam} WITH (FORCE)")


def zoek_leveringen(boom):
    """The list of leveringen, wherever the value tree keeps it."""
    if isinstance(boom, list):
        if boom and all(isinstance(x, dict) and "sha256" in x for x in boom):
            return boom
        kinderen = boom
    elif isinstance(boom, dict):
        kinderen = boom.values()
    else:
        return None
    for kind in kinderen:
        gevonden = zoek_leveringen(kind)
        if gevonden is not None:
            return gevonden
    return None


class Proef:
    """One database with the program on it."""

    def __init__(self, programma, base):
        self.programma, self.base = programma, base

    def opdracht(self, *delen):
        return [self.programma, *delen, "--db", self.base.url]

    def loop(self, *delen):
        """Runs a command to its end; it must succeed."""
        p = subprocess.run(self.opdracht(*delen), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                           timeout=GRENS_S, check=False)
        if p.returncode != 0:
            raise Mislukt(f"{' '.join(delen)}: code {p.returncode}: {p.stderr.strip()[-500:]}")
        return p.stdout

    def loop_kort(self, duur, *delen):
        """Runs a command and kills it after `duur` seconds. True when it had ended by itself, with success."""
        p = subprocess.Popen(self.opdracht(*delen), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                             start_new_session=True)
        try:
            uit, fout = p.communicate(timeout=duur)
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            uit, fout = p.communicate()
        if p.returncode == 0:
            if not uit.strip():
                raise Mislukt(f"{' '.join(delen)}: gelukt, maar zonder bevestiging")
            return True
        if p.returncode > 0:
            raise Mislukt(f"{' '.join(delen)}: geweigerd met code {p.returncode}: {fout.strip()[-500:]}")
        return False

    def leveringen(self):
        lijst = zoek_leveringen(json.loads(self.loop("levering", "lijst", "--formaat", "json")))
        return {str(x["sha256"]).lower(): x for x in lijst or []}

    def tabellen(self):
        return [self.loop("cijfer", "tabel", "--onderwerp", "opgave", "--indeling", indeling, "--woningtype", soort,
                          "--formaat", "csv") for indeling in ("gemeente", "provincie", "land") for soort in WONINGTYPEN]


class Levering:
    """An opgave table that no other round delivers."""

    def __init__(self, map_, gebieden, ronde, peildatum):
        self.naam, self.peildatum = f"opgave-{ronde:04d}.csv", peildatum
        self.pad = os.path.join(map_, self.naam)
        uit = io.StringIO()
        w = csv.writer(uit, delimiter=";", lineterminator="\r\n")
        w.writerow(["gebied", "woningtype", "jaar", "aantal", "bron", "status"])
        self.rijen = 0
        for i, gebied in enumerate(gebieden):
            for t, soort in enumerate(WONINGTYPEN):
                for jaar in JAREN:
                    w.writerow([gebied, soort, jaar, (i * 7 + t * 3 + jaar + ronde * 11) % 900, "kilproef", "concept"])
                    self.rijen += 1
        inhoud = uit.getvalue().encode()
        self.sha = hashlib.sha256(inhoud).hexdigest()
        with open(self.pad, "wb") as f:
            f.write(inhoud)

    def opdracht(self):
        return ("cijfer", "importeer", "opgave", self.pad, "--peildatum", self.peildatum)


def verschil(voor, na):
    return {t: na.get(t, 0) - voor.get(t, 0) for t in sorted(set(voor) | set(na)) if na.get(t, 0) != voor.get(t, 0)}


def peildatum(nummer):
    return f"{2024 + nummer // 336:04d}-{1 + nummer // 28 % 12:02d}-{1 + nummer % 28:02d}"


def vul_gebieden(proef):
    """The codes of the gemeenten; fills the reference tables first when migrating did not."""
    vraag = ("gebied", "lijst", "--indeling", "gemeente", "--peildatum", "2025-01-01")
    codes = sorted(set(re.findall(r"\bGM\d{4}\b", proef.loop(*vraag))))
    if not codes:
        proef.loop("demo", "--alleen-vullen")
        codes = sorted(set(re.findall(r"\bGM\d{4}\b", proef.loop(*vraag))))
    if not codes:
        raise Mislukt("er zijn geen gemeenten om cijfers voor te leveren")
    return codes


def meet(proef, *delen):
    """What one command, left alone, takes in seconds and adds to each table."""
    voor, begin = proef.base.tellingen(), time.monotonic()
    proef.loop(*delen)
    duur = time.monotonic() - begin
    return duur, verschil(voor, proef.base.tellingen())


class Rondes:
    """The rounds on one database: import, superseding import or withdrawal, killed and looked at."""

    def __init__(self, proef, map_, gebieden, kans):
        self.proef, self.map, self.gebieden, self.kans = proef, map_, gebieden, kans
        self.nummer = 0
        self.geschiedenis = []  # what survived, in order: ("lever", Levering) or ("trek in", Levering)
        self.geldig = []        # deliveries that may still be superseded or withdrawn
        self.norm = {}          # soort → (seconds, {table: rows})
        self.uitkomst = {"bevestigd": 0, "heel, niet bevestigd": 0, "geen spoor": 0}

    def nieuwe(self, vervangt=None):
        self.nummer += 1
        return Levering(self.map, self.gebieden, self.nummer, vervangt.peildatum if vervangt else peildatum(self.nummer))

    def intrekken(self, lev):
        return ("levering", "intrekken", str(self.proef.leveringen()[lev.sha]["id"]))

    def ijk(self):
        """Each kind of write once undisturbed, after one that fills the tables shared by all deliveries."""
        eerste = self.nieuwe()
        self.proef.loop(*eerste.opdracht())
        self.geschiedenis.append(("lever", eerste))
        tweede, derde = self.nieuwe(), None
        self.norm["lever"] = meet(self.proef, *tweede.opdracht())
        derde = self.nieuwe(vervangt=tweede)
        self.norm["vervang"] = meet(self.proef, *derde.opdracht())
        self.norm["trek in"] = meet(self.proef, *self.intrekken(derde))
        self.geschiedenis += [("lever", tweede), ("lever", derde), ("trek in", derde)]
        self.geldig.append(eerste)
        if not self.norm["lever"][1]:
            raise Mislukt("een import voegt aan geen enkele tabel een rij toe")

    def ronde(self):
        soort = self.kans.choices(["lever", "vervang", "trek in"], [6, 3, 2])[0] if self.geldig else "lever"
        oud = self.kans.choice(self.geldig) if soort != "lever" else None
        lev = oud if soort == "trek in" else self.nieuwe(vervangt=oud)
        opdracht = self.intrekken(lev) if soort == "trek in" else lev.opdracht()
        duur, norm = self.norm[soort]
        # Half of the blows fall anywhere, half in the last third, where the commit is.
        deel = self.kans.random() if self.kans.random() < 0.5 else self.kans.uniform(0.67, 1.15)

        lijst, telling = self.proef.leveringen(), self.proef.base.tellingen()
        bevestigd = self.proef.loop_kort(duur * deel, *opdracht)
        self.proef.base.rust()
        na_lijst = self.proef.leveringen()  # the program first: it is its restart that mends what was torn
        na_telling = self.proef.base.tellingen()

        if verschil(telling, na_telling) == norm and (soort == "trek in" or lev.sha in na_lijst):
            gebeurd = soort != "trek in" or na_lijst != lijst
        elif na_telling == telling:
            gebeurd = False
        else:
            raise Mislukt(f"half werk: rijen erbij {verschil(telling, na_telling)}, een heel werk geeft {norm}")

        if bevestigd and not gebeurd:
            raise Mislukt("bevestigd, maar er is niets van terug te vinden")
        if not gebeurd and na_lijst != lijst:
            raise Mislukt("geen cijfers erbij, maar de lijst van leveringen is veranderd")
        if gebeurd:
            self.bezie(soort, lev, oud, lijst, na_lijst)
            self.geschiedenis.append(("trek in" if soort == "trek in" else "lever", lev))
            if oud:
                self.geldig.remove(oud)
            if soort != "trek in":
                self.geldig.append(lev)
        self.uitkomst["bevestigd" if bevestigd else "heel, niet bevestigd" if gebeurd else "geen spoor"] += 1

    def bezie(self, soort, lev, oud, voor, na):
        """The list after a write that happened: whole, and nothing else touched."""
        nieuw = set(na) - set(voor)
        if nieuw != (set() if soort == "trek in" else {lev.sha}) or set(voor) - set(na):
            raise Mislukt(f"erbij in de lijst: {sorted(nieuw)}, weg: {sorted(set(voor) - set(na))}")
        if int(na[lev.sha]["cijfers"]) != lev.rijen:
            raise Mislukt(f"{lev.naam} heeft {na[lev.sha]['cijfers']} cijfers in plaats van {lev.rijen}")
        anders = {s for s in voor if voor[s] != na[s]}
        # Withdrawing what had superseded another may make that other one hold again; nothing else may change.
        keten = {d.sha for _, d in self.geschiedenis if oud and d.peildatum == oud.peildatum}
        if not anders <= keten or (oud and oud.sha not in anders):
            raise Mislukt(f"veranderd in de lijst: {sorted(anders)}, verwacht: {oud.sha if oud else 'niets'}")

    def vergelijk(self, controle):
        """The tables of a database that was never killed."""
        controle.loop("db", "migreer")
        vul_gebieden(controle)
        for wat, lev in self.geschiedenis:
            if wat == "lever":
                controle.loop(*lev.opdracht())
            else:
                controle.loop("levering", "intrekken", str(controle.leveringen()[lev.sha]["id"]))
        if controle.tabellen() != self.proef.tabellen():
            raise Mislukt("de tabellen zijn anders dan in een database die nooit is afgebroken")


def draai(programma, naam, base, controle, rondes, zaad):
    with tempfile.TemporaryDirectory(prefix="kil-") as map_:
        proef = Proef(programma, base)
        proef.loop("db", "migreer")
        werk = Rondes(proef, map_, vul_gebieden(proef), random.Random(f"{zaad} {naam}"))
        werk.ijk()
        for i in range(rondes):
            try:
                werk.ronde()
            except Mislukt as e:
                raise Mislukt(f"ronde {i + 1} van {rondes}, zaad {zaad}: {e}") from e
        werk.vergelijk(Proef(programma, controle))
    print(f"# {naam}: {rondes} rondes, zaad {zaad}; " + ", ".join(f"{v} {k}" for k, v in werk.uitkomst.items()) +
          "; een import alleen duurde %.0f ms" % (1000 * werk.norm["lever"][0]), flush=True)


def main():
    p = argparse.ArgumentParser(description="Breekt woonzorg af tijdens het schrijven en bekijkt wat er blijft.")
    p.add_argument("--rondes", type=int, default=200)
    p.add_argument("--programma", default=os.path.join(WORTEL, "build", "woonzorg"))
    p.add_argument("--zaad", type=int, default=random.SystemRandom().randrange(10**6))
    keuze = p.parse_args()

    pg = os.environ.get("WZ_TEST_PG")
    soorten = ["SQLite", "PostgreSQL"]
    print(f"1..{len(soorten)}", flush=True)
    fout = 0
    with tempfile.TemporaryDirectory(prefix="kil-db-") as map_:
        for nummer, soort in enumerate(soorten, 1):
            zin = f"what was acknowledged is whole and nothing else left a trace after kill -9 on {soort}"
            if not os.access(keuze.programma, os.X_OK):
                print(f"ok {nummer} - {zin} # SKIP {keuze.programma} is er niet", flush=True)
                continue
            if soort == "PostgreSQL" and not pg:
                print(f"ok {nummer} - {zin} # SKIP WZ_TEST_PG is niet gezet", flush=True)
                continue
            maak = (lambda n: Sqlite(map_, n)) if soort == "SQLite" else (lambda n: Postgres(pg, n))
            bases = []
            try:
                for n in ("proef", "controle"):
                    bases.append(maak(n))
                draai(keuze.programma, soort, *bases, keuze.rondes, keuze.zaad)
                print(f"ok {nummer} - {zin}", flush=True)
            except (Mislukt, subprocess.SubprocessError) as e:
                fout = 1
                print(f"not ok {nummer} - {zin}\n# " + str(e).replace("\n", "\n# "), flush=True)
            finally:
                for base in bases:
                    base.weg()
    return fout


if __name__ == "__main__":
    sys.exit(main())
