#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes a made-up LVBAG 2.0 extract of any size, in the shape in which the Kadaster delivers the country: a zip of zips of XML files of 10,000 voorkomens, with
history (2 voorkomens of a verblijfsobject, 2 of a pand, 1 to 2 of an address). For a country: 10,000,000. To measure the memory of the import with; every value is made up.

    bench/lvbag_land.py WONINGEN FILE.zip
"""

import io
import sys
import zipfile

PER_BESTAND = 10000
DAG = "01012026"
OUD = "<Historie:Voorkomen><Historie:voorkomenidentificatie>1</Historie:voorkomenidentificatie><Historie:beginGeldigheid>2008-05-01</Historie:beginGeldigheid>" \
      "<Historie:eindGeldigheid>2019-03-02</Historie:eindGeldigheid><Historie:tijdstipRegistratie>2009-11-06T12:23:15.000</Historie:tijdstipRegistratie></Historie:Voorkomen>"
NU = "<Historie:Voorkomen><Historie:voorkomenidentificatie>2</Historie:voorkomenidentificatie><Historie:beginGeldigheid>2019-03-02</Historie:beginGeldigheid>" \
     "<Historie:tijdstipRegistratie>2019-03-02T12:23:15.000</Historie:tijdstipRegistratie></Historie:Voorkomen>"


def gemengd(i):
    """Another order than that of the numbers, the same each time: registers are not sorted by what we look up."""
    return i * 7919 % 1000003 * 17 + i % 17


def vbo(i):
    id_ = f"{i % 400 + 1:04}01{i:010}"
    status = "Verblijfsobject ingetrokken" if i % 11 == 0 else "Verblijfsobject in gebruik"
    tekst = f"<sl-bag-extract:bagObject><Objecten:Verblijfsobject><Objecten:heeftAlsHoofdadres><Objecten-ref:NummeraanduidingRef>{i % 400 + 1:04}20{i:010}</Objecten-ref:NummeraanduidingRef>" \
            f"</Objecten:heeftAlsHoofdadres><Objecten:voorkomen>@</Objecten:voorkomen><Objecten:identificatie domein=\"NL.IMBAG.Verblijfsobject\">{id_}</Objecten:identificatie>" \
            f"<Objecten:geometrie><Objecten:punt><gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:pos>{20000 + gemengd(i) % 250000}.{i % 1000:03} {310000 + gemengd(i) // 7 % 300000}.{i % 997:03} 0.0</gml:pos>" \
            f"</gml:Point></Objecten:punt></Objecten:geometrie><Objecten:gebruiksdoel>{'woonfunctie' if i % 9 else 'winkelfunctie'}</Objecten:gebruiksdoel><Objecten:oppervlakte>{30 + i % 170}</Objecten:oppervlakte>" \
            f"<Objecten:status>{status}</Objecten:status><Objecten:maaktDeelUitVan><Objecten-ref:PandRef>{pand(i * 3 // 5)}</Objecten-ref:PandRef>" \
            + (f"<Objecten-ref:PandRef>{pand(i * 3 // 5 + 1)}</Objecten-ref:PandRef>" if i % 50 == 0 else "") + "</Objecten:maaktDeelUitVan></Objecten:Verblijfsobject></sl-bag-extract:bagObject>\n"
    return [tekst.replace("@", OUD), tekst.replace("@", NU)]


def pand(i):
    return f"{i % 400 + 1:04}10{i:010}"


def pnd(i):
    tekst = f"<sl-bag-extract:bagObject><Objecten:Pand><Objecten:identificatie domein=\"NL.IMBAG.Pand\">{pand(i)}</Objecten:identificatie><Objecten:oorspronkelijkBouwjaar>{1900 + i % 125}</Objecten:oorspronkelijkBouwjaar>" \
            "<Objecten:status>Pand in gebruik</Objecten:status><Objecten:voorkomen>@</Objecten:voorkomen></Objecten:Pand></sl-bag-extract:bagObject>\n"
    return [tekst.replace("@", OUD), tekst.replace("@", NU)]


def num(i):
    tekst = f"<sl-bag-extract:bagObject><Objecten:Nummeraanduiding><Objecten:voorkomen>@</Objecten:voorkomen><Objecten:identificatie domein=\"NL.IMBAG.Nummeraanduiding\">{i % 400 + 1:04}20{i:010}</Objecten:identificatie>" \
            f"<Objecten:huisnummer>{i % 300 + 1}</Objecten:huisnummer><Objecten:postcode>{1000 + i % 9000}{'ABCDEFGH'[i % 8]}{'KLMN'[i % 4]}</Objecten:postcode><Objecten:status>Naamgeving uitgegeven</Objecten:status>" \
            f"<Objecten:ligtAan><Objecten-ref:OpenbareRuimteRef>{straat(i // 33)}</Objecten-ref:OpenbareRuimteRef></Objecten:ligtAan></Objecten:Nummeraanduiding></sl-bag-extract:bagObject>\n"
    return ([tekst.replace("@", OUD)] if i % 3 == 0 else []) + [tekst.replace("@", NU)]


def straat(i):
    return f"{i % 400 + 1:04}30{i:010}"


def opr(i):
    return [f"<sl-bag-extract:bagObject><Objecten:OpenbareRuimte><Objecten:identificatie domein=\"NL.IMBAG.Openbareruimte\">{straat(i)}</Objecten:identificatie><Objecten:naam>Verzonnenstraat</Objecten:naam>"
            f"<Objecten:voorkomen>{NU}</Objecten:voorkomen><Objecten:ligtIn><Objecten-ref:WoonplaatsRef>{1000 + i % 400}</Objecten-ref:WoonplaatsRef></Objecten:ligtIn></Objecten:OpenbareRuimte></sl-bag-extract:bagObject>\n"]


KOP = "<?xml version='1.0' encoding='UTF-8'?>\n<sl-bag-extract:bagStand><sl-bag-extract:bagInfo><selecties-extract:Gebied-NLD>true</selecties-extract:Gebied-NLD>" \
      "<selecties-extract:StandTechnischeDatum>2026-01-01</selecties-extract:StandTechnischeDatum></sl-bag-extract:bagInfo><sl:standBestand><sl:dataset>LVBAG</sl:dataset><sl:stand>\n"
VOET = "</sl:stand></sl:standBestand></sl-bag-extract:bagStand>\n"


def bestanden(maak, n):
    """The objects in texts of ten thousand voorkomens."""
    uit = []
    for i in range(n):
        uit += maak(i)
        if len(uit) >= PER_BESTAND:
            yield KOP + "".join(uit) + VOET
            uit = []
    if uit:
        yield KOP + "".join(uit) + VOET


def land(woningen, pad):
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_STORED) as buiten:
        for soort, maak, n in (("VBO", vbo, woningen), ("PND", pnd, woningen * 3 // 5 + 2), ("NUM", num, woningen), ("OPR", opr, woningen // 33 + 1)):
            with buiten.open(f"9999{soort}{DAG}.zip", "w", force_zip64=True) as f, zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as binnen:
                for k, tekst in enumerate(bestanden(maak, n)):
                    binnen.writestr(f"9999{soort}{DAG}-{k + 1:06}.xml", tekst)
        relatie = io.BytesIO()
        with zipfile.ZipFile(relatie, "w", zipfile.ZIP_DEFLATED) as binnen:
            binnen.writestr(f"GEM-WPL-RELATIE-{DAG}.xml", "<a>" + "".join(
                f"<gwr:GemeenteWoonplaatsRelatie><gwr:tijdvakgeldigheid><b:begindatumTijdvakGeldigheid>2008-01-01</b:begindatumTijdvakGeldigheid></gwr:tijdvakgeldigheid><gwr:gerelateerdeWoonplaats><gwr:identificatie>{1000 + w}"
                f"</gwr:identificatie></gwr:gerelateerdeWoonplaats><gwr:gerelateerdeGemeente><gwr:identificatie>{w + 1:04}</gwr:identificatie></gwr:gerelateerdeGemeente><gwr:status>definitief</gwr:status></gwr:GemeenteWoonplaatsRelatie>"
                for w in range(400)) + "</a>")
        buiten.writestr(f"GEM-WPL-RELATIE-{DAG}.zip", relatie.getvalue())


if __name__ == "__main__":
    land(int(sys.argv[1]), sys.argv[2])
