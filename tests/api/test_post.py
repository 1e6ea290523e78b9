#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Mail, with a mail server of our own: who gets what and when, what is tried again and what is not, and what somebody who fills in a form could try to
make of it. No secret lies in the queue."""

import os
import re
import subprocess
import tempfile
import threading
import time

from dienst import WACHTWOORD, draai, sql, wacht
from smtpd import Post, certificaat

SITE = "https://woonzorg.voorbeeld.example"
EIGEN = "Gemeente Maastricht"


def herstart(d, *opties):
    """The program anew with these options; the beheerder stays signed in."""
    d.stop()
    d.opties = opties
    d.start()


def met_post(d, post, *meer):
    herstart(d, "--post", post if isinstance(post, str) else post.adres, "--post-van", "Woonzorg Limburg · proef <woonzorg@voorbeeld.example>", "--adres", SITE, *meer)


def brief(post, n):
    """The n-th mail that came in."""
    return wacht(f"mail {n}", lambda: len(post.brieven) > n and post.brieven[n])


def link_uit(tekst):
    m = re.search(re.escape(SITE) + r"(/nieuw-wachtwoord\?sleutel=[0-9a-f]{64})", tekst)
    assert m, tekst
    return m.group(1)


def an_invitation_goes_by_mail_and_its_link_works_once(d):
    d.maastricht = int(d.opdracht("partij", "maak", EIGEN, "--soort", "gemeente", "--cbs", "GM0935").split()[1])
    d.smtp = Post()
    met_post(d, d.smtp)
    a = d.post(f"/organisaties/{d.maastricht}/uitnodigen", {"email": "Mies@Proef.example", "naam_mens": "Mies Ánders", "rol_nieuw": "coordinator"})
    assert a.status == 303 and a.naar.endswith("gedaan=uitgenodigd"), a.tekst[:1500]
    b = brief(d.smtp, 0)
    assert b.aan == ["mies@proef.example"] and b.van == "woonzorg@voorbeeld.example" and b"\r\nTo: <mies@proef.example>\r\n" in b.ruw
    assert b.onderwerp == "Uitnodiging om mee te werken in Woonzorg" and b.mail["Auto-Submitted"] == "auto-generated"
    assert "Woonzorg Limburg · proef" in b.mail["From"] and "<woonzorg@voorbeeld.example>" in b.mail["From"], b.mail["From"]
    assert b.mail["Message-ID"].endswith("@voorbeeld.example>") and b.mail["Date"], b.mail.items()
    for deel in (b.tekst, b.html):
        assert "A. de Vries nodigt u uit" in deel and "Mies Ánders" in deel and EIGEN in deel and "Coördinator" in deel
    assert all(len(r) <= 998 for r in b.ruw.split(b"\r\n")) and all(len(r) < 79 for r in b.ruw.split(b"\r\n\r\n", 1)[1].split(b"\r\n"))
    link = link_uit(b.tekst)
    assert link in b.html
    mies = d.anders()
    mies.kies_wachtwoord(link)
    assert d.anders().vraag("GET", link).status == 404
    mies.meld_aan("mies@proef.example")
    assert "Er is een wachtwoord gekozen met een link" in brief(d.smtp, 1).tekst
    # Who has an account gets no link, but is told.
    ander = int(d.opdracht("partij", "maak", "Gemeente Meerssen", "--soort", "gemeente", "--cbs", "GM0938").split()[1])
    assert d.post(f"/organisaties/{ander}/uitnodigen", {"email": "mies@proef.example", "naam_mens": "M", "rol_nieuw": "lezer"}).status == 303
    b = brief(d.smtp, 2)
    assert "Gemeente Meerssen" in b.tekst and "sleutel" not in b.tekst and "Lezer" in b.tekst


def a_forgotten_password_is_mended_by_a_link_for_half_an_hour(d):
    v, n = d.anders(), len(d.smtp.brieven)
    v.neem_sleutel("/wachtwoord-vergeten")
    goed = v.post("/wachtwoord-vergeten", {"email": " MIES@proef.example "})
    weg = v.post("/wachtwoord-vergeten", {"email": "niemand@proef.example"})
    assert (goed.status, goed.naar) == (weg.status, weg.naar) == (303, "/wachtwoord-vergeten?gedaan=gevraagd")
    assert v.lees(goed.naar).status == 200
    b = brief(d.smtp, n)
    link = link_uit(b.tekst)
    assert b.aan == ["mies@proef.example"]
    rest = int(sql(d, "SELECT MAX(vervalt) FROM eenmalig")[0][0]) - time.time() * 1000
    assert 28 * 60_000 < rest <= 30 * 60_000, rest
    # A newer one ends it, and one that is too old does not work.
    assert v.post("/wachtwoord-vergeten", {"email": "mies@proef.example"}).status == 303
    nieuw = link_uit(brief(d.smtp, n + 1).tekst)
    assert nieuw != link and v.vraag("GET", link).status == 404
    sql(d, "UPDATE eenmalig SET vervalt = vervalt - 1800001")
    assert v.vraag("GET", nieuw).status == 404
    assert v.post("/wachtwoord-vergeten", {"email": "mies@proef.example"}).status == 303
    mies = d.anders()
    mies.kies_wachtwoord(link_uit(brief(d.smtp, n + 2).tekst), "gloed-nieuwe-emmer-17")
    assert "niet, vraag dan meteen" in brief(d.smtp, n + 3).tekst
    mies.meld_aan("mies@proef.example", "gloed-nieuwe-emmer-17")
    assert v.post("/wachtwoord-vergeten", {"email": "geen adres"}).status == 400
    for _ in range(8):  # nobody's mailbox is filled
        a = v.post("/wachtwoord-vergeten", {"email": "mies@proef.example"})
    assert a.status == 429, a.status
    a = mies.post("/mijn-account/wachtwoord", {"huidig": "gloed-nieuwe-emmer-17", "nieuw": WACHTWOORD, "herhaal": WACHTWOORD})
    assert a.status == 303, a.tekst[:500]
    wacht("het bericht", lambda: any("Uw wachtwoord is veranderd" in b.tekst for b in d.smtp.brieven))
    assert not any("niemand@" in x for b in d.smtp.brieven for x in b.aan)


def what_the_server_cannot_take_now_is_tried_again_and_what_it_refuses_is_not(d):
    time.sleep(5)  # what was asked for before is on its way
    wacht("een lege rij", lambda: not sql(d, "SELECT 1 FROM bericht WHERE status = 'wacht'"))
    d.smtp.weiger = ["451 later", "550 geen postbus"]
    n = len(d.smtp.brieven)
    for wie in ("later", "nooit"):
        assert d.post(f"/organisaties/{d.maastricht}/uitnodigen", {"email": f"{wie}@proef.example", "naam_mens": wie, "rol_nieuw": "lezer"}).status == 303
        wacht("de poging", lambda wie=wie: sql(d, f"SELECT fout FROM bericht WHERE aan = '{wie}@proef.example' AND pogingen = 1 AND fout <> ''"))
    stand = {r[0]: r[1:] for r in sql(d, "SELECT aan, status, volgende, fout FROM bericht WHERE object = 'mens'")}
    assert stand["later@proef.example"][0] == "wacht" and stand["nooit@proef.example"][0] == "mislukt", stand
    over = int(stand["later@proef.example"][1]) - time.time() * 1000
    assert 60_000 < over < 130_000, over
    assert "geen postbus" not in d.lees("/post").tekst and "550" in stand["nooit@proef.example"][2]
    sql(d, "UPDATE bericht SET volgende = 0 WHERE aan = 'later@proef.example'")
    assert brief(d.smtp, n).aan == ["later@proef.example"]
    nummer = sql(d, "SELECT id FROM bericht WHERE aan = 'nooit@proef.example'")[0][0]
    pagina = d.lees(f"/post/{nummer}").tekst
    assert "mislukt" in pagina and "weigert het bericht (550)" in pagina
    assert d.post(f"/post/{nummer}/opnieuw").status == 303
    assert brief(d.smtp, n + 1).aan == ["nooit@proef.example"]
    assert d.post(f"/post/{nummer}/opnieuw").status == 409
    # A server that is away: nothing is lost.
    d.smtp.dicht()
    assert d.post(f"/organisaties/{d.maastricht}/uitnodigen", {"email": "weg@proef.example", "naam_mens": "Weg", "rol_nieuw": "lezer"}).status == 303
    wacht("de poging", lambda: sql(d, "SELECT 1 FROM bericht WHERE aan = 'weg@proef.example' AND status = 'wacht' AND fout <> ''"))
    d.smtp = Post()
    met_post(d, d.smtp)
    sql(d, "UPDATE bericht SET volgende = 0 WHERE status = 'wacht'")
    assert brief(d.smtp, 0).aan == ["weg@proef.example"]
    sql(d, "UPDATE bericht SET status = 'wacht', pogingen = 7, volgende = 0 WHERE aan = 'nooit@proef.example'")
    d.smtp.weiger = ["451 nog steeds niet"]
    wacht("het einde na acht pogingen", lambda: sql(d, "SELECT 1 FROM bericht WHERE aan = 'nooit@proef.example' AND status = 'mislukt' AND pogingen = 8"))


def no_value_of_a_form_becomes_a_header_or_a_receiver(d):
    n = len(d.smtp.brieven)
    uit = f"/organisaties/{d.maastricht}/uitnodigen"
    for slecht in ("a@b.example\r\nBcc: x@y.example", "a@b.example,x@y.example", "a@b.example x@y.example", "<a@b.example>", "a@b.example>\r\nRCPT TO:<x@y.example",
                   "\"a b\"@c.example", "-oX@c.example", "a@b", "a@.example", "à@b.example"):
        a = d.post(uit, {"email": slecht, "naam_mens": "X", "rol_nieuw": "lezer"})
        assert a.status == 400, (slecht, a.status)
    naam = "Piet\r\nBcc: x@y.example\r\n\r\n<script>alert(1)</script>"
    a = d.post(uit, {"email": "piet@proef.example", "naam_mens": naam, "rol_nieuw": "lezer"})
    assert a.status == 303, a.tekst[:500]
    b = brief(d.smtp, n)
    assert b.aan == ["piet@proef.example"] and b.mail["Bcc"] is None and set(b.mail.keys()) == {
        "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted", "Content-Type"}, b.mail.keys()
    assert "<script>" not in b.html and "&lt;script&gt;" in b.html
    assert "\r\nBcc" not in b.ruw.decode()
    vuil = int(d.opdracht("partij", "maak", "Stichting", "--soort", "zorgaanbieder").split()[1])
    sql(d, f"UPDATE partij SET naam = 'Stichting\nBcc: z@y.example' WHERE id = {vuil}")
    d.post(f"/organisaties/{vuil}/uitnodigen", {"email": "kees@proef.example", "naam_mens": ". punt\n.\nMAIL FROM", "rol_nieuw": "lezer"})
    b = brief(d.smtp, n + 1)
    assert b.aan == ["kees@proef.example"] and b.mail["Bcc"] is None and len(d.smtp.brieven) == n + 2


def the_queue_holds_no_secret(d):
    wacht("een lege rij", lambda: not sql(d, "SELECT 1 FROM bericht WHERE status = 'wacht'"))
    if d.url.startswith("sqlite:"):
        sql(d, "PRAGMA wal_checkpoint(TRUNCATE)")
        with open(d.url[len("sqlite:"):], "rb") as f:
            alles = f.read()
    else:
        tabellen = [r[0] for r in sql(d, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        alles = "\n".join(str(sql(d, f"SELECT t::text FROM {t} t")) for t in tabellen).encode()
    log = d.log().encode()
    for b in d.smtp.brieven:
        for sleutel in re.findall(r"sleutel=([0-9a-f]{64})", b.tekst):
            assert sleutel.encode() not in alles and sleutel.encode() not in log
    assert {r[0] for r in sql(d, "SELECT waarden FROM bericht WHERE status = 'verstuurd'")} == {"{}"}
    assert all(not r[0] for r in sql(d, "SELECT tekst FROM bericht WHERE status = 'verstuurd' AND tekst <> ''"))


def mail_goes_over_tls_and_the_password_comes_from_a_file(d):
    with tempfile.TemporaryDirectory() as map_:
        cert, ander = certificaat(map_, "mail", ["127.0.0.1", "127.0.0.2"]), certificaat(map_, "ander", ["127.0.0.1", "127.0.0.2"])
        geheim = os.path.join(map_, "wachtwoord")
        with open(geheim, "w", encoding="utf-8") as f:
            f.write("emmer vol geheim\n")
        wie = ("--post-gebruiker", "woonzorg", "--post-wachtwoord", geheim)

        def nodig_uit(naam):
            assert d.post(f"/organisaties/{d.maastricht}/uitnodigen", {"email": f"{naam}@proef.example", "naam_mens": naam, "rol_nieuw": "lezer"}).status == 303

        def fout(naam):
            return wacht("de fout", lambda: [r[0] for r in sql(d, f"SELECT fout FROM bericht WHERE aan = '{naam}@proef.example' AND fout <> '' AND status = 'wacht'")])[0]

        for i, opzet in enumerate((dict(tls=True, cert=cert), dict(adres="127.0.0.2", cert=cert))):  # from the start; by STARTTLS
            post = Post(aanmelden=("woonzorg", "emmer vol geheim"), **opzet)
            met_post(d, post, "--post-ca", cert[0], *wie)
            nodig_uit(f"tls{i}")
            assert brief(post, 0).aan == [f"tls{i}@proef.example"] and not post.in_klare_taal
            herstart_log = d.log()
            met_post(d, post, "--post-ca", ander[0], *wie)
            nodig_uit(f"vals{i}")
            assert "neemt het bericht niet aan" in fout(f"vals{i}") and len(post.brieven) == 1
            assert "emmer vol" not in herstart_log + d.log()
            post.dicht()
            sql(d, "DELETE FROM bericht WHERE status = 'wacht'")
        kaal = Post(adres="127.0.0.2", aanmelden=("woonzorg", "emmer vol geheim"))  # another machine, without TLS: nothing is said there
        met_post(d, kaal, *wie)
        nodig_uit("kaal")
        assert fout("kaal") and not kaal.brieven and not kaal.in_klare_taal
        sql(d, "DELETE FROM bericht WHERE status = 'wacht'")
        weiger = Post(cert=cert, tls=True, aanmelden=("woonzorg", "heel anders"))
        met_post(d, weiger, "--post-ca", cert[0], *wie)
        nodig_uit("dicht")
        assert fout("dicht") and not weiger.brieven  # our own mistake: tried again, once it is mended
        sql(d, "DELETE FROM bericht WHERE status = 'wacht'")


def settings_that_cannot_work_are_refused_at_the_start(d):
    def start(*opties):
        return subprocess.run([d.programma, "serve", "--db", d.url, "--listen", "127.0.0.1:0", *opties], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    for opties, woord in ((("--post", "smtp://m.example"), "--adres"), (("--post", "http://m.example", "--adres", SITE), "mailserver"),
                          (("--post", "smtp://u:w@m.example", "--adres", SITE, "--post-van", "a@b.example"), "niet in zijn adres"),
                          (("--post", "smtp://m.example", "--adres", SITE, "--post-van", "Woonzorg"), "post-van"),
                          (("--post", "smtp://m.example", "--adres", SITE, "--post-van", "a@b.example", "--post-gebruiker", "x"), "post-wachtwoord"),
                          (("--post", "smtp://m.example", "--adres", SITE, "--post-van", "a@b.example", "--post-wachtwoord", "/bestaat/niet"), "niet te lezen"),
                          (("--adres", "ftp://m.example"), "https")):
        r = start(*opties)
        assert r.returncode in (2, 3) and woord in r.stderr.decode(), (opties, r.returncode, r.stderr.decode())


OMGEVING = threading.Lock()  # both databases are tried in one process, which has one environment


def a_secret_may_be_a_credential_of_the_service(d):
    with tempfile.TemporaryDirectory() as map_:
        with open(os.path.join(map_, "post-geheim"), "w", encoding="utf-8") as f:
            f.write("uit de credentials\n")
        post = Post(aanmelden=("woonzorg", "uit de credentials"))
        with OMGEVING:
            os.environ["CREDENTIALS_DIRECTORY"] = map_
            try:
                met_post(d, post, "--post-gebruiker", "woonzorg", "--post-wachtwoord", "post-geheim")
            finally:
                del os.environ["CREDENTIALS_DIRECTORY"]
        assert d.post(f"/organisaties/{d.maastricht}/uitnodigen", {"email": "cred@proef.example", "naam_mens": "Cred", "rol_nieuw": "lezer"}).status == 303
        assert brief(post, 0).aan == ["cred@proef.example"]


def a_demo_shows_instead_of_sends(d):
    herstart(d, "--post", "toon", "--adres", SITE)
    assert d.post(f"/organisaties/{d.maastricht}/uitnodigen", {"email": "toon@proef.example", "naam_mens": "Toon", "rol_nieuw": "lezer"}).status == 303
    nummer = wacht("het bericht", lambda: sql(d, "SELECT id FROM bericht WHERE aan = 'toon@proef.example' AND status = 'getoond'"))[0][0]
    lijst = d.lees("/post").tekst
    assert "toon@proef.example" in lijst and "verstuurt geen mail" in lijst
    pagina = d.lees(f"/post/{nummer}").tekst
    d.anders().kies_wachtwoord(link_uit(pagina))
    assert d.lees("/post.csv").bytes and d.anders().vraag("GET", "/post").status == 303


draai(
    an_invitation_goes_by_mail_and_its_link_works_once,
    a_forgotten_password_is_mended_by_a_link_for_half_an_hour,
    what_the_server_cannot_take_now_is_tried_again_and_what_it_refuses_is_not,
    no_value_of_a_form_becomes_a_header_or_a_receiver,
    the_queue_holds_no_secret,
    mail_goes_over_tls_and_the_password_comes_from_a_file,
    settings_that_cannot_work_are_refused_at_the_start,
    a_secret_may_be_a_credential_of_the_service,
    a_demo_shows_instead_of_sends,
)
