# SPDX-License-Identifier: EUPL-1.2
"""A provider of sign-ins (OpenID Connect) for tests, which does as it should until it is told to cheat: `streek` changes the token before or after it is
signed. Knows nothing of the program but what comes over HTTP."""

import base64
import hashlib
import hmac
import http.server
import json
import secrets
import threading
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils


def b64(b):
    return base64.urlsafe_b64encode(b).rstrip(b"=").decode()


def uit_b64(t):
    return base64.urlsafe_b64decode(t + "=" * (-len(t) % 4))


def getal(n):
    return b64(n.to_bytes((n.bit_length() + 7) // 8, "big"))


class Sleutel:
    """A key pair with its JWKs."""

    def __init__(self, kid, alg="RS256", bits=2048):
        self.kid, self.alg = kid, alg
        self.rsa = not alg.startswith("ES")
        self.geheim = rsa.generate_private_key(65537, bits) if self.rsa else ec.generate_private_key(ec.SECP256R1())
        n = self.geheim.private_numbers()
        if self.rsa:
            p = n.public_numbers
            self.openbaar = {"kty": "RSA", "n": getal(p.n), "e": getal(p.e)}
            self.prive = {**self.openbaar, "d": getal(n.d), "p": getal(n.p), "q": getal(n.q), "dp": getal(n.dmp1), "dq": getal(n.dmq1), "qi": getal(n.iqmp)}
        else:
            p = n.public_numbers
            self.openbaar = {"kty": "EC", "crv": "P-256", "x": b64(p.x.to_bytes(32, "big")), "y": b64(p.y.to_bytes(32, "big"))}
            self.prive = {**self.openbaar, "d": b64(n.private_value.to_bytes(32, "big"))}
        self.jwk = {**self.openbaar, "kid": kid, "use": "sig", "alg": alg}

    def teken(self, kop, claims):
        wat = f"{b64(json.dumps(kop).encode())}.{b64(json.dumps(claims).encode())}".encode()
        if not self.rsa:
            r, s = utils.decode_dss_signature(self.geheim.sign(wat, ec.ECDSA(hashes.SHA256())))
            som = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        elif kop["alg"] == "PS256":
            som = self.geheim.sign(wat, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
        else:
            som = self.geheim.sign(wat, padding.PKCS1v15(), hashes.SHA256())
        return f"{wat.decode()}.{b64(som)}"

    def klopt(self, token):
        """The claims of a token that this key signed; raises when it did not."""
        kop, claims, som = token.split(".")
        wat, publiek = f"{kop}.{claims}".encode(), self.geheim.public_key()
        alg = json.loads(uit_b64(kop))["alg"]
        assert alg == self.alg, alg
        if self.rsa:
            vul = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.AUTO) if alg == "PS256" else padding.PKCS1v15()
            publiek.verify(uit_b64(som), wat, vul, hashes.SHA256())
        else:
            r = uit_b64(som)
            publiek.verify(utils.encode_dss_signature(int.from_bytes(r[:32], "big"), int.from_bytes(r[32:], "big")), wat, ec.ECDSA(hashes.SHA256()))
        return json.loads(uit_b64(claims))


def zonder(kop, claims):
    return f"{b64(json.dumps(kop).encode())}.{b64(json.dumps(claims).encode())}."


def met_hmac(kop, claims, sleutel):
    wat = f"{b64(json.dumps(kop).encode())}.{b64(json.dumps(claims).encode())}"
    return f"{wat}.{b64(hmac.new(sleutel, wat.encode(), hashlib.sha256).digest())}"


class Aanbieder:
    def __init__(self, client, client_sleutel=None, geheim=None):
        self.client, self.client_sleutel, self.geheim = client, client_sleutel, geheim
        self.sleutel = Sleutel("een")
        self.jwks = [self.sleutel.jwk]
        self.codes, self.geteld, self.jti = {}, {}, set()
        self.sub, self.acr = "onderwerp-1", "hoog"
        self.streek = None       # of the token: function(self, kop, claims) → token
        self.antwoord = None     # of an address: {pad: function(handler)} instead of what it should do
        self.meer = {}           # in the description of itself
        buiten = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def stuur(self, wat, status=200):
                b = json.dumps(wat).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(b)))
                self.end_headers()
                self.wfile.write(b)

            def doe(self, velden):
                pad = self.path.split("?")[0]
                buiten.geteld[pad] = buiten.geteld.get(pad, 0) + 1
                if buiten.antwoord and pad in buiten.antwoord:
                    buiten.antwoord[pad](self)
                elif pad == "/.well-known/openid-configuration":
                    self.stuur(buiten.beschrijving())
                elif pad == "/jwks":
                    self.stuur({"keys": buiten.jwks})
                elif pad == "/token":
                    self.stuur(*buiten.token(velden, self.headers))
                else:
                    self.stuur({}, 404)

            def do_GET(self):
                self.doe({})

            def do_POST(self):
                lijf = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.doe(dict(urllib.parse.parse_qsl(lijf, strict_parsing=True)))

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.adres = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def beschrijving(self):
        return {"issuer": self.adres, "authorization_endpoint": self.adres + "/heen", "token_endpoint": self.adres + "/token", "jwks_uri": self.adres + "/jwks", **self.meer}

    def code(self, naar):
        """What a person does there: signs in, and is sent back with a code. naar: the address to which the program sent the browser."""
        v = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(naar).query))
        assert naar.startswith(self.adres + "/heen?") and v["response_type"] == "code" and v["scope"] == "openid" and v["client_id"] == self.client, naar
        assert v["code_challenge_method"] == "S256" and len(v["code_challenge"]) == 43 and len(v["nonce"]) >= 32 and len(v["state"]) >= 32
        code = secrets.token_urlsafe(20)
        self.codes[code] = v
        return code, v

    def token(self, v, koppen):
        if self.client_sleutel:
            claims = self.client_sleutel.klopt(v["client_assertion"])
            nu = time.time()
            goed = (v["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" and claims["iss"] == claims["sub"] == self.client
                    and claims["aud"] == self.adres + "/token" and nu - 5 < claims["exp"] < nu + 300 and claims["jti"] not in self.jti and "Authorization" not in koppen)
            self.jti.add(claims["jti"])
        else:
            wie = base64.b64decode(koppen["Authorization"].split()[1]).decode()
            goed = wie == f"{self.client}:{self.geheim}" and "client_secret" not in v
        heen = self.codes.pop(v["code"], None)
        if not goed or not heen or v["grant_type"] != "authorization_code" or v["redirect_uri"] != heen["redirect_uri"] or \
                b64(hashlib.sha256(v["code_verifier"].encode()).digest()) != heen["code_challenge"]:
            return {"error": "invalid_grant"}, 400
        nu = int(time.time())
        kop = {"alg": self.sleutel.alg, "kid": self.sleutel.kid, "typ": "JWT"}
        claims = {"iss": self.adres, "sub": self.sub, "aud": self.client, "exp": nu + 300, "iat": nu, "nonce": heen["nonce"], "acr": self.acr,
                  "email": "a.devries@proef.example", "email_verified": True}
        token = self.streek(self, kop, claims) if self.streek else self.sleutel.teken(kop, claims)
        return {"access_token": "x", "token_type": "Bearer", "id_token": token}, 200
