# SPDX-License-Identifier: EUPL-1.2
"""Part of meet.py: what it costs to be signed in (the same page for a visitor is the measure), and how many people can sign in a second
at the cost of argon2id that we chose (libsodium's check alone, on as many threads, is the measure)."""

import ctypes
import ctypes.util
import http.client
import re
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

from deel_web import nodig, vrije_poort, wacht_op

WACHTWOORD = "proef-vlier-emmer-42"  # of the demo
ROLLEN = ("lezer", "invuller", "coordinator", "toezichthouder", "redacteur", "beheerder")
PADEN = ("/", "/gebieden/GM0935", "/overzicht.json")


def demo_start(bank, db):
    poort = vrije_poort()
    p = bank.start([bank.programma["woonzorg"], "demo", "--db", bank.lege_db(db), "--listen", f"127.0.0.1:{poort}"], f"demo-{poort}.log")
    wacht_op(poort, p)
    return p, poort


class Browser:
    def __init__(self, poort):
        self.c = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
        self.c.request("GET", "/aanmelden")
        r = self.c.getresponse()
        pagina = r.read().decode()
        self.kruimel = r.getheader("Set-Cookie").split(";")[0]
        self.sleutel = re.search(r'name="formulier_sleutel" value="([^"]+)"', pagina)[1]

    def meld_aan(self, rol, adres):
        """The cookie of a new session."""
        lijf = urllib.parse.urlencode({"email": f"{rol}@demo.example", "wachtwoord": WACHTWOORD, "formulier_sleutel": self.sleutel})
        self.c.request("POST", "/aanmelden", lijf, {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.kruimel, "X-Forwarded-For": adres})
        r = self.c.getresponse()
        r.read()
        if r.status != 303:
            raise SystemExit(f"meet.py: aanmelden gaf {r.status}")
        return next(v.split(";")[0] for k, v in r.getheaders() if k.lower() == "set-cookie" and v.startswith("woonzorg="))


def wrk(bank, poort, pad, seconden, koek=None):
    """Requests a second, p50 and p99 in ms."""
    args = ["wrk", "-t", "1", "-c", "2", "-d", f"{seconden}s", "--latency"] + (["-H", f"Cookie: {koek}"] if koek else [])
    uit = bank.uitvoer([*args, f"http://127.0.0.1:{poort}{pad}"])
    if "Non-2xx" in uit:
        raise SystemExit(f"meet.py: wrk op {pad}:\n{uit}")
    eenheid = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    p = {m[1]: float(m[2]) * eenheid[m[3]] for m in re.finditer(r"^\s+(50|99)%\s+([0-9.]+)(us|ms|s)\s*$", uit, re.M)}
    return float(re.search(r"Requests/sec:\s+([0-9.]+)", uit)[1]), p["50"], p["99"]


def per_seconde(doe, draden, seconden):
    """How often doe(draad) is done in a second, on so many threads."""
    eind = time.monotonic() + seconden

    def werk(i):
        n = 0
        while time.monotonic() < eind:
            doe(i)
            n += 1
        return n
    begin = time.monotonic()
    with ThreadPoolExecutor(draden) as tegelijk:
        n = sum(tegelijk.map(werk, range(draden)))
    return n / (time.monotonic() - begin)


def sodium_controle():
    """libsodium's check of a password, as the program does it."""
    naam = ctypes.util.find_library("sodium")
    if not naam:
        return None
    s = ctypes.CDLL(naam)
    s.sodium_init()
    s.crypto_pwhash_memlimit_interactive.restype = s.crypto_pwhash_strbytes.restype = ctypes.c_size_t
    som, woord = ctypes.create_string_buffer(s.crypto_pwhash_strbytes()), WACHTWOORD.encode()
    s.crypto_pwhash_str(som, woord, ctypes.c_ulonglong(len(woord)), ctypes.c_ulonglong(s.crypto_pwhash_opslimit_interactive()),
                        ctypes.c_size_t(s.crypto_pwhash_memlimit_interactive()))
    return lambda _: s.crypto_pwhash_str_verify(som, woord, ctypes.c_ulonglong(len(woord)))


def meet_toegang(bank):
    if not nodig(bank, "aangemeld en niet aangemeld"):
        return
    seconden = 1 if bank.klein else 5
    controle = sodium_controle()
    for db in bank.databases():
        p, poort = demo_start(bank, db)
        koek = Browser(poort).meld_aan("coordinator", "192.0.2.1")
        for pad in PADEN:
            uit, binnen = wrk(bank, poort, pad, seconden), wrk(bank, poort, pad, seconden, koek)
            bank.tabel.rij(f"GET {pad}, aangemeld, 2 verb.: p50, {db}", binnen[1], uit[1], "ms", "dezelfde pagina voor een bezoeker")
            bank.tabel.rij(f"GET {pad}, aangemeld, 2 verb.: p99, {db}", binnen[2], uit[2], "ms", "dezelfde pagina voor een bezoeker")
        for draden in (1, 2, 8):
            browsers = [Browser(poort) for _ in range(draden)]
            wij = per_seconde(lambda i, b=browsers: b[i].meld_aan(ROLLEN[i % len(ROLLEN)], f"10.0.0.{i + 1}"), draden, seconden)
            zij = per_seconde(controle, draden, seconden) if controle else 0
            bank.tabel.rij(f"aanmelden, {draden} tegelijk, {db}", wij, zij, "per s", "alleen de controle van argon2id (libsodium)")
        bank.tabel.rij(f"serve na het aanmelden: geheugen, {db}", p.piek_mb(), 0, "MB", "")
        p.sluit()
