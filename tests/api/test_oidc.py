#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Signing in through a provider, with one of our own making that cheats in every way we know: each cheat is refused, nobody is let in by an e-mail
address, and what goes out is bounded. That a real provider works as well is tests/e2e/aanbieder.mjs."""

import json
import re
import subprocess
import time

from aanbieder import Aanbieder, Sleutel, b64, met_hmac, zonder
from dienst import WACHTWOORD, code, draai, sql, wacht

SITE = "https://woonzorg.voorbeeld.example"
EIGEN = "Gemeente Maastricht"


def herstart(d, aanbieder, *meer):
    d.stop()
    d.opties = ("--adres", SITE, "--oidc-uitgever", aanbieder.adres, "--oidc-client", aanbieder.client, "--oidc-naam", "het account van de gemeente", *meer)
    d.start()


def heen(d, b, pad="/aanmelden/organisatie"):
    """Sends the browser to the provider, and signs in there: the address with which it comes back."""
    a = b.vraag("GET", pad)
    assert a.status == 303, (a.status, a.tekst[:800])
    code, v = d.aanbieder.code(a.naar)
    assert v["redirect_uri"] == SITE + "/aanmelden/terug"
    return f"/aanmelden/terug?code={code}&state={v['state']}", v


def rust(d):
    """Forgets the failures that were counted: this test makes more of them than a person may."""
    d.n = getattr(d, "n", 0) + 1
    return {"X-Forwarded-For": f"10.{d.n // 250}.0.{d.n % 250}"}


def meld_aan(d, b):
    terug, _ = heen(d, b)
    return b.vraag("GET", terug, kop=rust(d))


def geweigerd(d, b, pad, woord):
    a = b.vraag("GET", pad, kop=rust(d))
    assert a.status == 403 and woord in a.tekst, (a.status, woord, re.findall(r"Wat er misging[^<]*", a.tekst) or a.tekst[:600])
    assert "woonzorg" not in b.kruimels, "er is een sessie"
    assert b.vraag("GET", "/mijn-account").status == 303


def an_account_is_linked_by_its_owner_and_then_signs_in(d):
    d.maastricht = int(d.opdracht("partij", "maak", EIGEN, "--soort", "gemeente", "--cbs", "GM0935").split()[1])
    d.client_sleutel = Sleutel("ons", "PS256")
    d.aanbieder = Aanbieder("woonzorg-proef", d.client_sleutel)
    d.sleutel_pad = d.bestand("sleutel.jwk", json.dumps({**d.client_sleutel.prive, "kid": "ons", "alg": "PS256"}))
    herstart(d, d.aanbieder, "--oidc-sleutel", d.sleutel_pad)
    v = d.anders()
    a = v.lees("/aanmelden")
    assert "het account van de gemeente" in a.tekst and "/aanmelden/organisatie" in a.tekst
    geweigerd(d, v, heen(d, v)[0], "hoort hier nog bij niemand")  # though the provider says an e-mail address that has an account here
    link = d.opdracht("mens", "maak", "mies@proef.example", "--naam", "Mies", "--partij", EIGEN, "--rol", "invuller").split()[-1]
    mies = d.anders()
    mies.kies_wachtwoord(link)
    mies.meld_aan("mies@proef.example")
    a = mies.post("/mijn-account/koppelen")
    assert a.status == 200, a.tekst[:500]
    naar = re.search(r'href="(http://127[^"]*)"', a.tekst).group(1).replace("&amp;", "&")
    code, v2 = d.aanbieder.code(naar)
    a = mies.vraag("GET", f"/aanmelden/terug?code={code}&state={v2['state']}&iss={d.aanbieder.adres}")
    assert a.status == 303 and a.naar == "/mijn-account?gedaan=gekoppeld", (a.status, a.tekst[:1500])
    assert "gekoppeld aan het account van de gemeente" in mies.lees("/mijn-account").tekst
    b = d.anders()
    terug, _ = heen(d, b, "/aanmelden/organisatie?verder=/leveringen/nieuw")
    a = b.vraag("GET", terug)
    assert a.status == 303 and a.naar == "/leveringen/nieuw", (a.status, a.tekst[:800])
    assert "Mies" in b.lees("/mijn-account").tekst and len(b.kruimels["woonzorg"]) == 64
    # The same answer once more, by the same browser and by another.
    oud = dict(b.kruimels)
    c = d.anders()
    geweigerd(d, c, terug, "niet bij een poging van deze browser")
    assert oud == b.kruimels
    assert d.aanbieder.geteld["/jwks"] == 1, d.aanbieder.geteld


def our_public_key_can_be_fetched_and_the_private_one_cannot(d):
    jwks = json.loads(d.anders().lees("/aanmelden/sleutels").tekst)
    assert jwks["keys"] == [{**d.client_sleutel.openbaar, "kid": "ons", "use": "sig", "alg": "PS256"}], jwks


def every_cheat_of_a_provider_is_refused(d):
    """By what is in the token, and by how it is signed."""
    vals, nu = Sleutel("een"), int(time.time())

    def claim(**meer):
        return lambda s, kop, c: s.sleutel.teken(kop, {k: w for k, w in {**c, **meer}.items() if w is not None})

    def kop_(**meer):
        return lambda s, kop, c: s.sleutel.teken({**kop, **meer}, c)
    pem = b64(b"x").encode()
    streken = [
        ("een andere nonce", claim(nonce="a" * 64), "hoort niet bij deze poging"), ("geen nonce", claim(nonce=None), "hoort niet bij deze poging"),
        ("een andere uitgever", claim(iss="https://elders.example"), "een andere aanmelddienst"), ("de uitgever met een schuine streep", claim(iss=d.aanbieder.adres + "/"), "een andere aanmelddienst"),
        ("voor een ander", claim(aud="een-ander"), "een ander programma"), ("voor niemand", claim(aud=None), "een ander programma"),
        ("voor meer dan ons", claim(aud=["woonzorg-proef", "een-ander"]), "een ander programma"), ("gemaakt voor een ander", claim(azp="een-ander"), "een ander programma"),
        ("verlopen", claim(exp=nu - 3600, iat=nu - 7200), "verlopen"), ("zonder einde", claim(exp=None), "verlopen"), ("einde als tekst", claim(exp="9999999999"), "verlopen"),
        ("van lang geleden", claim(iat=nu - 7200), "niet van nu"), ("uit de toekomst", claim(iat=nu + 7200), "niet van nu"), ("nog niet", claim(nbf=nu + 7200), "geldt nog niet"),
        ("niemand", claim(sub=None), "niet wie u bent"), ("een lege", claim(sub=""), "niet wie u bent"), ("een getal", claim(sub=1), "niet wie u bent"),
        ("opnieuw getekend", lambda s, kop, c: vals.teken(kop, c), "handtekening"),
        ("opnieuw getekend, met de sleutel erbij", lambda s, kop, c: vals.teken({**kop, "jwk": vals.jwk, "jku": s.adres + "/jwks"}, c), "handtekening"),
        ("alg none", lambda s, kop, c: zonder({**kop, "alg": "none"}, c), "geen getekend bewijs"),
        ("alg none met iets erachter", lambda s, kop, c: zonder({**kop, "alg": "none"}, c) + "AAAA", "niet vertrouwen"),
        ("alg NONE", lambda s, kop, c: zonder({**kop, "alg": "NONE"}, c) + "AAAA", "niet vertrouwen"),
        ("HMAC met de openbare sleutel", lambda s, kop, c: met_hmac({**kop, "alg": "HS256"}, c, json.dumps(s.sleutel.jwk).encode()), "niet vertrouwen"),
        ("HMAC met niets", lambda s, kop, c: met_hmac({**kop, "alg": "HS256"}, c, pem), "niet vertrouwen"),
        ("een ander algoritme dan de sleutel heeft", kop_(alg="PS256"), "niet noemt"), ("een EC-algoritme op een RSA-sleutel", kop_(alg="ES256"), "niet noemt"),
        ("een voorwaarde die wij niet kennen", kop_(crit=["exp"]), "niet vertrouwen"), ("geen algoritme", kop_(alg=None), "niet vertrouwen"),
        ("een stuk eraf", lambda s, kop, c: s.sleutel.teken(kop, c)[:-8], "handtekening"),
        ("claims van een ander bewijs", lambda s, kop, c: ".".join([s.sleutel.teken(kop, c).split(".")[0], b64(json.dumps({**c, "sub": "baas"}).encode()),
                                                                    s.sleutel.teken(kop, c).split(".")[2]]), "handtekening"),
        ("vijf delen", lambda s, kop, c: s.sleutel.teken(kop, c) + ".a.b", "geen getekend bewijs"), ("twee delen", lambda s, kop, c: "a.b", "geen getekend bewijs"),
        ("geen tekst", lambda s, kop, c: {"a": 1}, "geen bewijs van wie u bent"), ("te lang", lambda s, kop, c: s.sleutel.teken(kop, {**c, "x": "y" * 20000}), "geen getekend bewijs"),
        ("dubbele sleutel in de kop", lambda s, kop, c: s.sleutel.teken(kop, c).replace(b64(json.dumps(kop).encode()), b64(b'{"alg":"none","alg":"RS256","kid":"een"}')), "niet te lezen"),
    ]
    for naam, streek, woord in streken:
        d.aanbieder.streek = streek
        b = d.anders()
        try:
            geweigerd(d, b, heen(d, b)[0], woord)
        except AssertionError as e:
            raise AssertionError(f"{naam}: {e}") from e
    d.aanbieder.streek = None
    mislukt = wacht("de weigeringen in het spoor", lambda: sql(d, "SELECT 1 FROM spoor WHERE daad = 'aanmelden.mislukt' AND object = 'aanbieder'"))
    assert mislukt
    assert meld_aan(d, d.anders()).status == 303


def an_answer_that_does_not_belong_to_this_browser_is_refused(d):
    b, c = d.anders(), d.anders()
    terug, v = heen(d, b)
    geweigerd(d, c, terug, "van deze browser")  # no cookie at all
    geweigerd(d, b, terug.replace(v["state"], "0" * 64), "van deze browser")
    for fout in ("/aanmelden/terug", "/aanmelden/terug?state=", "/aanmelden/terug?code=x", "/aanmelden/terug?code=x&state=y"):
        geweigerd(d, d.anders(), fout, "van deze browser")
    terug, v = heen(d, c)
    geweigerd(d, c, terug + "&iss=https://elders.example", "een andere aanmelddienst")
    terug, v = heen(d, c)
    geweigerd(d, c, f"/aanmelden/terug?state={v['state']}&error=access_denied&error_description=<script>alert(1)</script>", "brak het aanmelden af")
    # A browser that keeps its cookie and sends the answer again: our own memory refuses it, whatever the provider would do.
    terug, v = heen(d, b)
    koek = dict(b.kruimels)
    assert b.vraag("GET", terug, kop=rust(d)).status == 303
    x = d.anders()
    x.kruimels = koek
    geweigerd(d, x, terug, "al eens gebruikt")
    # A code of another attempt: PKCE does not fit.
    een, ander = d.anders(), d.anders()
    _, v1 = heen(d, een)
    terug2, v2 = heen(d, ander)
    geweigerd(d, een, terug2.replace(v2["state"], v1["state"]), "neemt de code niet aan")
    # Too late.
    terug, v = heen(d, c)
    delen = c.kruimels["woonzorg-aanbieder"].split(".")
    c.kruimels["woonzorg-aanbieder"] = ".".join([delen[0], str(int(delen[1]) - 11 * 60_000), *delen[2:]])
    geweigerd(d, c, terug, "van deze browser")


def where_one_goes_afterwards_is_on_this_site(d):
    for verder in ("https://kwaad.example/", "//kwaad.example", "/\\kwaad.example", "/%0d%0aSet-Cookie:a=b", "javascript:alert(1)"):
        b = d.anders()
        terug, _ = heen(d, b, f"/aanmelden/organisatie?verder={verder}")
        a = b.vraag("GET", terug, kop=rust(d))
        assert a.status == 303 and a.naar == "/mijn-account", (verder, a.naar)


def keys_that_were_changed_are_fetched_once_more(d):
    sql(d, "SELECT 1")
    voor = d.aanbieder.geteld["/jwks"]
    time.sleep(10.1)  # so often may it be asked at most
    d.aanbieder.sleutel = Sleutel("twee", "ES256")
    d.aanbieder.jwks = [d.aanbieder.sleutel.jwk]
    assert meld_aan(d, d.anders()).status == 303
    assert d.aanbieder.geteld["/jwks"] == voor + 1
    assert meld_aan(d, d.anders()).status == 303 and d.aanbieder.geteld["/jwks"] == voor + 1
    # A key that is not there: asked for once, then not again for a while, and refused.
    d.aanbieder.streek = lambda s, kop, c: Sleutel("weg", "ES256").teken({**kop, "kid": "weg"}, c)
    time.sleep(10.1)
    for _ in range(3):
        b = d.anders()
        geweigerd(d, b, heen(d, b)[0], "niet noemt")
    assert d.aanbieder.geteld["/jwks"] == voor + 2, (voor, d.aanbieder.geteld)
    d.aanbieder.streek = None


def a_level_that_is_too_low_is_refused(d):
    herstart(d, d.aanbieder, "--oidc-sleutel", d.sleutel_pad, "--oidc-acr", "hoog http://eidas.europa.eu/LoA/high")
    b = d.anders()
    terug, v = heen(d, b)
    assert v["acr_values"] == "hoog http://eidas.europa.eu/LoA/high" and b.vraag("GET", terug, kop=rust(d)).status == 303
    for acr in ("laag", "hoo", "hoog http://eidas.europa.eu/LoA/high", "", None, 1):
        d.aanbieder.acr = acr
        b = d.anders()
        geweigerd(d, b, heen(d, b)[0], "niveau")
    d.aanbieder.acr = "hoog"


def a_provider_stands_for_the_second_step_only_where_a_level_is_demanded(d):
    mies = d.anders().meld_aan("mies@proef.example")
    geheim = re.search(r'name="geheim" value="([A-Z2-7]{32})"', mies.lees("/mijn-account").tekst).group(1)
    stap = int(time.time()) // 30
    assert mies.post("/mijn-account/tweede-stap", {"geheim": geheim, "code": code(geheim, stap)}).status == 200
    b = d.anders()
    a = meld_aan(d, b)
    assert a.status == 303 and a.naar != "/aanmelden/code" and b.vraag("GET", "/mijn-account").status == 200, a.kop
    herstart(d, d.aanbieder, "--oidc-sleutel", d.sleutel_pad)
    b = d.anders()
    a = meld_aan(d, b)
    assert a.status == 303 and a.naar == "/aanmelden/code" and b.vraag("GET", "/mijn-account").status == 303, a.kop
    b.neem_sleutel("/aanmelden/code")
    assert b.post("/aanmelden/code", {"code": code(geheim, stap + 1)}).status == 303
    b.neem_sleutel("/mijn-account")
    assert b.post("/mijn-account/tweede-stap-uit", {"wachtwoord_uit": WACHTWOORD}).status == 303
    herstart(d, d.aanbieder, "--oidc-sleutel", d.sleutel_pad, "--oidc-acr", "hoog http://eidas.europa.eu/LoA/high")


def what_goes_out_is_bounded(d):
    def om(h):
        h.send_response(302)
        h.send_header("Location", d.aanbieder.adres + "/jwks")
        h.send_header("Content-Length", "0")
        h.end_headers()

    def veel(h):
        h.send_response(200)
        h.end_headers()
        try:
            for _ in range(1000):
                h.wfile.write(b" " * 10000)
        except OSError:
            pass

    def traag(h):
        h.send_response(200)
        h.end_headers()
        try:
            for _ in range(60):
                h.wfile.write(b" ")
                h.wfile.flush()
                time.sleep(0.5)
        except OSError:
            pass

    def gek(h):
        h.stuur("tekst")
    for antwoord, woord in ((om, "302"), (veel, "groter dan"), (traag, "antwoordt niet"), (gek, "geen bewijs")):
        d.aanbieder.antwoord = {"/token": antwoord}
        b, begin = d.anders(), time.monotonic()
        geweigerd(d, b, heen(d, b)[0], woord)
        assert time.monotonic() - begin < 15
    d.aanbieder.antwoord = None
    # What it says about itself is not believed when it cannot be.
    for meer in ({"issuer": "https://elders.example"}, {"token_endpoint": "http://elders.example/token"}, {"jwks_uri": "file:///etc/passwd"},
                 {"authorization_endpoint": "javascript:alert(1)"}, {"token_endpoint": None}, {"jwks_uri": "https://a@b.example/"}):
        d.aanbieder.meer = meer
        herstart(d, d.aanbieder, "--oidc-sleutel", d.sleutel_pad)
        a = d.anders().vraag("GET", "/aanmelden/organisatie")
        assert a.status == 500 and "location" not in a.kop, (meer, a.status)
    d.aanbieder.meer = {}


def an_invitation_is_taken_without_a_password(d):
    geheim = d.bestand("geheim", "heel-geheim\n")
    d.aanbieder = Aanbieder("woonzorg-proef", geheim="heel-geheim")
    herstart(d, d.aanbieder, "--oidc-geheim", geheim)
    link = d.opdracht("mens", "maak", "piet@proef.example", "--naam", "Piet", "--partij", EIGEN, "--rol", "lezer").split()[-1]
    b = d.anders()
    pad = link[link.index("/nieuw-wachtwoord"):]
    b.neem_sleutel(pad)
    assert "het account van de gemeente" in b.lees(pad).tekst
    a = b.post("/nieuw-wachtwoord/organisatie", {"sleutel": pad.split("=")[1]})
    assert a.status == 200, a.tekst[:800]
    code, v = d.aanbieder.code(re.search(r'href="(http://127[^"]*)"', a.tekst).group(1).replace("&amp;", "&"))
    a = b.vraag("GET", f"/aanmelden/terug?code={code}&state={v['state']}")
    assert a.status == 303, a.tekst[:1500]
    b.neem_sleutel("/mijn-account")
    assert "Piet" in b.lees("/mijn-account").tekst and d.anders().vraag("GET", pad).status == 404
    assert b.post("/mijn-account/ontkoppelen").status == 409  # would lock oneself out
    assert meld_aan(d, d.anders()).status == 303
    mies = d.anders().meld_aan("mies@proef.example")
    assert mies.post("/mijn-account/ontkoppelen", {"wachtwoord_los": "dit-is-het-niet-hoor"}).status == 400
    # The subject is Piet's: nobody else links it.
    d.ik.neem_sleutel("/mijn-account")
    a = d.post("/mijn-account/koppelen")
    code, v = d.aanbieder.code(re.search(r'href="(http://127[^"]*)"', a.tekst).group(1).replace("&amp;", "&"))
    assert d.vraag("GET", f"/aanmelden/terug?code={code}&state={v['state']}").status == 403
    # Who is shut out is out, whatever the provider says.
    wie = sql(d, "SELECT id FROM mens WHERE email = 'piet@proef.example'")[0][0]
    assert d.post(f"/mensen/{wie}/actief", {"actief": "nee"}).status == 303
    x = d.anders()
    geweigerd(d, x, heen(d, x)[0], "bij niemand")


def settings_that_cannot_work_are_refused_at_the_start(d):
    geen = d.bestand("geen", "dit is geen sleutel\n")
    for opties, woord in ((("--oidc-uitgever", "https://a.example"), "oidc-client"), (("--oidc-uitgever", "http://a.example", "--oidc-client", "x", "--oidc-geheim", geen, "--adres", SITE), "https"),
                          (("--oidc-uitgever", "https://a.example", "--oidc-client", "x", "--oidc-sleutel", geen, "--adres", SITE), "JWK")):
        r = subprocess.run([d.programma, "serve", "--db", d.url, "--listen", "127.0.0.1:0", *opties], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        assert r.returncode in (2, 3) and woord in r.stderr.decode(), (opties, r.returncode, r.stderr.decode())


draai(
    an_account_is_linked_by_its_owner_and_then_signs_in,
    our_public_key_can_be_fetched_and_the_private_one_cannot,
    every_cheat_of_a_provider_is_refused,
    an_answer_that_does_not_belong_to_this_browser_is_refused,
    where_one_goes_afterwards_is_on_this_site,
    keys_that_were_changed_are_fetched_once_more,
    a_level_that_is_too_low_is_refused,
    a_provider_stands_for_the_second_step_only_where_a_level_is_demanded,
    what_goes_out_is_bounded,
    an_invitation_is_taken_without_a_password,
    settings_that_cannot_work_are_refused_at_the_start,
)
