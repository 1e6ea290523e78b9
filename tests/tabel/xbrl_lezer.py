#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Reads an XBRL instance another way than the program does: the whole tree with Python's ElementTree. One line a fact:
concept|entity|from|to|axis=member,…|measure|nil|text."""

import sys
import xml.etree.ElementTree as ET

I, D, X = "{http://www.xbrl.org/2003/instance}", "{http://xbrl.org/2006/xbrldi}", "{http://www.w3.org/2001/XMLSchema-instance}"


def lokaal(s):
    return s.strip().rsplit("}", 1)[-1].rsplit(":", 1)[-1]


wortel = ET.parse(sys.argv[1]).getroot()
contexten, eenheden = {}, {}
for k in wortel.iter(I + "context"):
    moment = k.findtext(f".//{I}instant")
    van, tot = (moment, moment) if moment else (k.findtext(f".//{I}startDate"), k.findtext(f".//{I}endDate"))
    dims = [f"{lokaal(m.get('dimension'))}={lokaal(m.text)}" for m in k.iter(D + "explicitMember")]
    contexten[k.get("id")] = (k.findtext(f".//{I}identifier").strip(), van.strip(), tot.strip(), ",".join(dims))
for u in wortel.iter(I + "unit"):
    eenheden[u.get("id")] = lokaal(u.findtext(f".//{I}measure"))
for f in wortel:
    if f.get("contextRef"):
        print("|".join([lokaal(f.tag), *contexten[f.get("contextRef")], eenheden.get(f.get("unitRef"), ""),
                        "nil" if f.get(X + "nil") == "true" else "", (f.text or "").strip()]))
