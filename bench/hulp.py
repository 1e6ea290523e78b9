# SPDX-License-Identifier: EUPL-1.2
"""What the parts of meet.py share: the table, the databases, processes with their time and memory. No measuring here."""

import os
import shutil
import subprocess
import sys
import time

MINDER_IS_BETER = ("ms", "s", "MB")


class Tabel:
    """Rows of: what, our figure, the peer's, the ratio, the unit, and what the peer is."""

    def __init__(self):
        self.rijen = []
        self.fouten = 0

    def rij(self, wat, wij, maat, eenheid, maatstaf):
        verhouding = "–"
        if maat and wij:
            verhouding = self.getal(maat / wij if eenheid in MINDER_IS_BETER else wij / maat, 2)
        self.rijen.append((wat, self.getal(wij), self.getal(maat) if maat else "–", verhouding, eenheid, maatstaf or ""))

    def overgeslagen(self, wat, waarom):
        self.rijen.append((wat, "–", "–", "–", "", f"overgeslagen: {waarom}"))

    def fout(self, wat, waarom):
        self.fouten += 1
        self.rijen.append((wat, "–", "–", "–", "", f"FOUT: {waarom}"))

    @staticmethod
    def getal(x, decimalen=None):
        """The Dutch way; three figures are enough to compare by."""
        if decimalen is None:
            decimalen = 0 if abs(x) >= 100 else 1 if abs(x) >= 10 else 2
        return f"{x:,.{decimalen}f}".replace(",", " ").replace(".", ",").replace(" ", ".")

    def druk(self):
        kop = ("wat", "wij", "maatstaf", "verhouding", "eenheid", "de maatstaf is")
        breed = [max(len(r[i]) for r in [kop, *self.rijen]) for i in range(len(kop))]
        print()
        for r in [kop, tuple("-" * b for b in breed), *self.rijen]:
            cellen = [r[i].rjust(breed[i]) if i in (1, 2, 3) else r[i].ljust(breed[i]) for i in range(len(kop))]
            print("| " + " | ".join(cellen) + " |")


class Proces:
    """A program that runs beside the measuring, with its output in a file."""

    def __init__(self, args, log):
        self.log = log
        with open(log, "wb") as f:
            self.p = subprocess.Popen(args, stdout=f, stderr=f)

    def piek_mb(self):
        """Largest resident size so far, of it and its children."""
        kb = 0
        for pid in [self.p.pid, *self.kinderen()]:
            try:
                with open(f"/proc/{pid}/status", encoding="utf-8") as f:
                    kb += next((int(r.split()[1]) for r in f if r.startswith("VmHWM")), 0)
            except OSError:
                pass
        return kb / 1024

    def kinderen(self):
        try:
            with open(f"/proc/{self.p.pid}/task/{self.p.pid}/children", encoding="utf-8") as f:
                return [int(x) for x in f.read().split()]
        except OSError:
            return []

    def sluit(self):
        if self.p.poll() is None:
            self.p.terminate()
            try:
                self.p.wait(30)
            except subprocess.TimeoutExpired:
                self.p.kill()
                self.p.wait()


class Bank:
    """The workbench: a folder, the programs, the databases, and what is to be stopped at the end."""

    def __init__(self, programma, map_, tabel, klein):
        self.programma, self.map, self.tabel, self.klein = programma, map_, tabel, klein
        self.wortel = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self.pg = os.environ.get("WZ_TEST_PG", "")
        self.pg_namen, self.processen, self.teller = [], [], 0

    def pad(self, *delen):
        return os.path.join(self.map, *delen)

    def heeft(self, naam):
        return shutil.which(naam, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")

    def uitvoer(self, args, **rest):
        """Runs to the end; a failure ends the measuring, for a figure without its peer says nothing."""
        p = subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **rest)
        if p.returncode:
            sys.exit(f"meet.py: {' '.join(args)[:200]} eindigde met {p.returncode}:\n{p.stdout[-2000:]}{p.stderr[-2000:]}")
        return p.stdout

    def tijd(self, args):
        """Seconds and peak memory in MB of a program from start to end."""
        begin = time.monotonic()
        with open(self.pad("uitvoer.log"), "wb") as f:
            p = subprocess.Popen(args, stdout=f, stderr=f)
        # Not wait4's ru_maxrss: that begins at what this program held when it started the other.
        piek = 0
        while p.poll() is None:
            try:
                with open(f"/proc/{p.pid}/status", encoding="utf-8") as f:
                    piek = max(piek, next((int(r.split()[1]) for r in f if r.startswith("VmHWM")), 0))
            except OSError:
                pass
            time.sleep(0.005)
        if p.returncode:
            with open(self.pad("uitvoer.log"), encoding="utf-8", errors="replace") as f:
                sys.exit(f"meet.py: {' '.join(args)[:200]} eindigde met {p.returncode}:\n{f.read()[-2000:]}")
        return time.monotonic() - begin, piek / 1024

    def start(self, args, log):
        p = Proces(args, self.pad(log))
        self.processen.append(p)
        return p

    def databases(self):
        if self.pg and self.heeft("psql"):
            return ["SQLite", "PostgreSQL"]
        if not any("PostgreSQL" in r[0] for r in self.tabel.rijen):
            self.tabel.overgeslagen("alles op PostgreSQL", "WZ_TEST_PG of psql ontbreekt (tests/met-databases.sh)")
        return ["SQLite"]

    def lege_db(self, soort):
        """The address of a database without anything in it."""
        self.teller += 1
        if soort == "SQLite":
            return "sqlite:" + self.pad(f"db{self.teller}.db")
        naam = f"wz_meet_{os.getpid()}_{self.teller}"
        self.uitvoer(["psql", "-qX", self.pg, "-c", f"CREATE DATABASE {naam} TEMPLATE template0"])
        self.pg_namen.append(naam)
        return self.pg.rsplit("/", 1)[0] + "/" + naam

    def nieuwe_db(self, soort):
        """One with the schema and the reference tables."""
        url = self.lege_db(soort)
        self.uitvoer([self.programma["woonzorg"], "db", "migreer", "--db", url])
        return url

    def sluit(self):
        for p in self.processen:
            p.sluit()
        for naam in self.pg_namen:
            subprocess.run(["psql", "-qX", self.pg, "-c", f"DROP DATABASE {naam} WITH (FORCE)"], check=False)
