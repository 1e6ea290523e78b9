#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The bill of materials of a build, on standard output, as CycloneDX 1.5: the libraries that the program is linked with, in the versions of this machine, and
what of npm went into web/dist. Reads tools/pakketten.txt, dpkg's own list and web/package-lock.json; fetches nothing."""

import json
import os
import re
import subprocess

WORTEL = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def lees(*pad):
    with open(os.path.join(WORTEL, *pad), encoding="utf-8") as f:
        return f.read()


def debian():
    """What is linked with: each -dev package of the group bouw that is installed, under the name of its source package."""
    namen = re.findall(r"^bouw\s+(\S+-dev)\s", lees("tools", "pakketten.txt"), re.M)
    r = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}\t${source:Package}\t${Version}\t${Package}\n", *namen], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for regel in sorted(r.stdout.decode().splitlines()):
        staat, bron, versie, pakket = regel.split("\t")
        if staat == "installed" and pakket not in ("libc6-dev", "libcmocka-dev"):
            yield {"type": "library", "name": bron, "version": versie, "purl": f"pkg:deb/debian/{bron}@{versie.replace('+', '%2B').replace(':', '%3A')}"}


def npm():
    for pad, p in sorted(json.loads(lees("web", "package-lock.json"))["packages"].items()):
        if not pad:
            continue
        naam = p.get("name") or pad.rsplit("node_modules/", 1)[-1]
        c = {"type": "library", "name": naam, "version": p["version"], "purl": f"pkg:npm/{naam.replace('@', '%40')}@{p['version']}",
             "scope": "excluded" if p.get("dev") else "required"}
        if p.get("license"):
            c["licenses"] = [{"expression": p["license"]} if re.search(r" (OR|AND|WITH) ", p["license"]) else {"license": {"name": p["license"]}}]
        yield c


def main():
    versie = re.search(r"version: '([\d.]+)'", lees("meson.build")).group(1)
    print(json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "woonzorg", "version": versie, "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
        "components": [*debian(), *npm()]}, ensure_ascii=False, indent=1))


main()
