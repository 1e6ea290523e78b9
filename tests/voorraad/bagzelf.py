# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the BAG share: reading an object of an LVBAG file as text, and the row that the stock should have of it. Written apart from
the program, which reads the same files in another way."""

import re


def een(stuk, naam):
    m = re.search(rf"<\w[\w-]*:{naam}(?: [^>]*)?>([^<]*)<", stuk)
    return m.group(1).strip() if m else None


def actueel(stuk, peildatum):
    eind = een(stuk, "eindGeldigheid")
    return (een(stuk, "beginGeldigheid") <= peildatum and (eind is None or eind > peildatum) and "eindRegistratie>" not in stuk.replace("tijdstipEindRegistratie", "")
            and "tijdstipInactief" not in stuk and "tijdstipNietBag" not in stuk)


WONING = {"Verblijfsobject in gebruik", "Verblijfsobject in gebruik (niet ingemeten)", "Verblijfsobject buiten gebruik"}
BESTAAT = WONING | {"Verbouwing verblijfsobject"}
WEG = {"Verblijfsobject ingetrokken", "Niet gerealiseerd verblijfsobject", "Verblijfsobject ten onrechte opgevoerd"}
KORT = {"Verblijfsobject in gebruik": "in gebruik", "Verblijfsobject in gebruik (niet ingemeten)": "in gebruik (niet ingemeten)",
        "Verblijfsobject buiten gebruik": "buiten gebruik", "Verbouwing verblijfsobject": "verbouwing", "Verblijfsobject gevormd": "gevormd"}


def rij_zelf(id_, v, panden, adressen, per_pand):
    """The row as the export should give it."""
    bekend = [p for p in v["pand"] if p in panden]
    postcode, huisnummer = adressen.get(v["num"], (None, None))
    in_pand = max((per_pand.get(p, 0) for p in bekend), default=0)
    x, y = (v["pos"] or " ").split(" ")[:2]
    return {"id": id_, "pand": bekend[0] if bekend else "", "oppervlakte": v["m2"], "bouwjaar": panden[bekend[0]][0] if bekend else "",
            "objecten in pand": str(in_pand) if bekend else "", "meergezins": ("ja" if in_pand >= 2 else "nee") if bekend else "",
            "woning": "ja" if "woonfunctie" in v["doel"] and v["status"] in WONING else "nee", "status": KORT[v["status"]],
            "andere functie": "ja" if v["doel"] - {"woonfunctie"} else "nee", "postcode": postcode or "", "huisnummer": huisnummer or "",
            "gemeente": "GM0457", **({"x": f"{float(x):.3f}", "y": f"{float(y):.3f}"} if v["pos"] else {})}
