# SPDX-License-Identifier: EUPL-1.2
"""A mail server for tests: keeps what it is given, and refuses or hangs when it is told to. TLS from the start, by STARTTLS, or none."""

import base64
import email
import email.policy
import os
import socket
import ssl
import subprocess
import threading


def certificaat(map_, naam, hosts):
    """A self-signed certificate for these addresses: its file, and a file that also holds the key."""
    sleutel, cert = os.path.join(map_, f"{naam}.key"), os.path.join(map_, f"{naam}.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", f"/CN={naam}",
                    "-addext", "subjectAltName=" + ",".join(f"IP:{h}" for h in hosts), "-keyout", sleutel, "-out", cert],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    return cert, sleutel


class Post:
    """Listens on a free port. `weiger` is an answer to give to the next RCPT TO instead of 250, `starttls` and `tls` want a certificate."""

    def __init__(self, adres="127.0.0.1", cert=None, tls=False, aanmelden=None):
        self.brieven, self.weiger, self.aanmelden, self.tls, self.context = [], [], aanmelden, tls, None
        self.in_klare_taal = []  # sign-ins without TLS
        if cert:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(*cert)
        self.oor = socket.create_server((adres, 0))
        self.adres = f"{'smtps' if tls else 'smtp'}://{adres}:{self.oor.getsockname()[1]}"
        threading.Thread(target=self._luister, daemon=True).start()

    def dicht(self):
        self.oor.shutdown(socket.SHUT_RDWR)  # or the thread that listens takes one more
        self.oor.close()

    def _luister(self):
        while True:
            try:
                s, _ = self.oor.accept()
            except OSError:
                return
            threading.Thread(target=self._gesprek, args=(s,), daemon=True).start()

    def _gesprek(self, s):
        try:
            s.settimeout(30)
            if self.tls:
                s = self.context.wrap_socket(s, server_side=True)
            self._praat(s)
        except (OSError, ValueError):
            pass
        finally:
            s.close()

    def _praat(self, s):
        f, versleuteld, binnen, van, aan = s.makefile("rb"), self.tls, False, None, []

        def zeg(regel):
            s.sendall(regel.encode() + b"\r\n")

        zeg("220 proef ESMTP")
        while regel := f.readline():
            woord, rest = regel[:4].upper(), regel.decode().strip()
            if woord == b"EHLO":
                meer = (["STARTTLS"] if self.context and not versleuteld else []) + (["AUTH PLAIN"] if self.aanmelden else [])
                for m in ["proef", *meer][:-1]:
                    zeg(f"250-{m}")
                zeg("250 " + ["proef", *meer][-1])
            elif woord == b"STAR" and self.context and not versleuteld:
                zeg("220 begin")
                s = self.context.wrap_socket(s, server_side=True)
                f, versleuteld = s.makefile("rb"), True
            elif woord == b"AUTH":
                if not versleuteld:
                    self.in_klare_taal.append(rest)
                delen = rest.split()
                if len(delen) < 3:
                    zeg("334 ")
                    delen.append(f.readline().decode().strip())
                binnen = base64.b64decode(delen[2]).decode() == "\0" + "\0".join(self.aanmelden or ("", ""))
                zeg("235 welkom" if binnen else "535 onbekend")
            elif woord == b"MAIL":
                van, aan = rest[10:].split(">")[0].lstrip("<"), []
                zeg("250 ja" if binnen or not self.aanmelden else "530 meld u aan")
            elif woord == b"RCPT":
                antwoord = self.weiger.pop(0) if self.weiger else "250 ja"
                if antwoord.startswith("250"):
                    aan.append(rest[8:].split(">")[0].lstrip("<"))
                zeg(antwoord)
            elif woord == b"DATA":
                zeg("354 toe maar")
                regels = []
                while (r := f.readline()) not in (b".\r\n", b""):
                    regels.append(r[1:] if r.startswith(b".") else r)
                self.brieven.append(Brief(van, list(aan), b"".join(regels)))
                zeg("250 bewaard")
            elif woord == b"QUIT":
                zeg("221 dag")
                return
            else:
                zeg("250 ja" if woord in (b"RSET", b"NOOP") else "502 wat?")


class Brief:
    def __init__(self, van, aan, ruw):
        self.van, self.aan, self.ruw = van, aan, ruw
        self.mail = email.message_from_bytes(ruw, policy=email.policy.SMTP)
        delen = {d.get_content_type(): d.get_content() for d in self.mail.walk() if not d.is_multipart()}
        self.tekst, self.html, self.onderwerp = delen["text/plain"], delen["text/html"], self.mail["Subject"]
