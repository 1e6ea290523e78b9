#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""OData as the packages that read StatLine of CBS ask for it: the same requests in the same order, as their published sources show
(R: cbsodata4, cbs4_get_metadata, cbs4_get_observations and get_query; Python: cbsodatav4, fullDataset)."""

import json
from urllib.parse import quote
from xml.etree import ElementTree

from dienst import draai

BASIS = "/odata/v4"


def gevuld(d):
    if not hasattr(d, "vol"):
        d.opdracht("demo", "--alleen-vullen")
        d.stop()
        d.start()
        d.vol = True


def waarden(d, pad, **vraag):
    gevuld(d)
    achter = "?" + "&".join(f"${k}={quote(str(v), safe='')}" for k, v in vraag.items()) if vraag else ""
    return d.lees(f"{BASIS}{pad}{achter}").boom


def the_r_package_gets_its_datasets_metadata_and_observations(d):
    sets = waarden(d, "/Datasets")["value"]
    assert {"Identifier", "Title", "Catalog", "Modified", "ObservationsModified"} <= set(sets[0])
    catalogus = waarden(d, "/Catalogs")["value"][0]["Identifier"]
    assert all(s["Catalog"] == catalogus for s in sets) and "inwoners" in [s["Identifier"] for s in sets]
    namen = [x["name"] for x in waarden(d, f"/{catalogus}/plannen-hard")["value"]]
    codes = {n: waarden(d, f"/{catalogus}/plannen-hard/{n}")["value"] for n in namen if n.endswith(("Codes", "Groups"))}
    dimensies = waarden(d, f"/{catalogus}/plannen-hard/Dimensions")["value"]
    eigen = waarden(d, f"/{catalogus}/plannen-hard/Properties")
    assert {x["Identifier"] + "Codes" for x in dimensies} == set(codes) - {"MeasureCodes"}
    assert [x["Identifier"] for x in dimensies if x["Kind"] == "TimeDimension"] == ["Perioden"]
    assert [x["Identifier"] for x in dimensies if x["Kind"] == "GeoDimension"] == ["RegioS"]
    antwoord = waarden(d, f"/{catalogus}/plannen-hard/Observations")
    rijen = antwoord["value"]
    assert antwoord["@odata.context"].startswith(f"http://{d.adres[0]}:{d.adres[1]}{BASIS}/") and "@odata.nextLink" not in antwoord
    assert len(rijen) == eigen["ObservationCount"] > 100
    kolommen = [x["Identifier"] for x in dimensies]
    bekend = {k: {c["Identifier"] for c in codes[k + "Codes"]} for k in kolommen}
    maten = {c["Identifier"] for c in codes["MeasureCodes"]}
    assert sum(r["Value"] for r in waarden(d, f"/{catalogus}/inwoners/Observations")["value"]) == 1118302
    for r in rijen:  # every code is in its list, and measure with dimensions names a row: the package makes columns of them
        assert r["Measure"] in maten and all(r[k] in bekend[k] for k in kolommen), r
        assert (r["Value"] is None) == (r["ValueAttribute"] != "None"), r
    assert len({(r["Measure"], *(r[k] for k in kolommen)) for r in rijen}) == len(rijen) == len({r["Id"] for r in rijen})


def the_filters_that_the_r_package_makes_choose_what_they_say(d):
    alles = waarden(d, "/Woonzorg/plannen-hard/Observations")["value"]

    def zelfde(filter_, past):
        a = waarden(d, "/Woonzorg/plannen-hard/Observations", filter=filter_, count="true")
        verwacht = [r for r in alles if past(r)]
        assert a["value"] == verwacht and a["@odata.count"] == len(verwacht), filter_
        telling = d.lees(f"{BASIS}/Woonzorg/plannen-hard/Observations/$count?$filter={quote(filter_)}").tekst
        assert int(telling) == len(verwacht), filter_
        return len(verwacht)

    assert zelfde("(RegioS eq 'GM0935' or RegioS eq 'GM0917')", lambda r: r["RegioS"] in ("GM0935", "GM0917"))
    assert zelfde("(Perioden eq '20210101') and (contains(RegioS,'GM09'))", lambda r: r["Perioden"] == "20210101" and "GM09" in r["RegioS"])
    assert zelfde("(startswith(Woningtypen,'geclus'))", lambda r: r["Woningtypen"].startswith("geclus"))
    assert zelfde("Value gt 100 and not (Woningtypen eq 'totaal')", lambda r: r["Value"] is not None and r["Value"] > 100 and r["Woningtypen"] != "totaal")
    assert zelfde("Value eq null", lambda r: r["Value"] is None)
    assert zelfde("RegioS in ('GM0935','GM0917') and Value ne null", lambda r: r["RegioS"] in ("GM0935", "GM0917") and r["Value"] is not None)
    assert zelfde("endswith(RegioS,'5') or Id lt 0", lambda r: r["RegioS"].endswith("5"))
    assert not zelfde("RegioS eq 'GM''0935'", lambda r: False)
    for mis in ("RegioS", "RegioS eq", "RegioS eq GM0935", "Onbekend eq 'x'", "(RegioS eq 'a'", "RegioS eq 'a' en", "contains(Value,'1')", "(" * 200):
        a = d.vraag("GET", f"{BASIS}/Woonzorg/plannen-hard/Observations?$filter={quote(mis)}")
        assert a.status == 400 and a.boom["errors"][0]["location"] == "$filter", (mis, a.tekst)


def pages_follow_each_other_by_skip_and_top(d):
    alles = waarden(d, "/Woonzorg/opgave/Observations")["value"]
    delen = []
    for skip in range(0, len(alles) + 40, 40):
        delen += waarden(d, "/Woonzorg/opgave/Observations", skip=skip, top=40)["value"]
    assert delen == alles
    keuze = waarden(d, "/Woonzorg/opgave/Observations", select="Id,Value", top=3)["value"]
    assert [list(r) for r in keuze] == [["Id", "Value"]] * 3
    assert len(waarden(d, "/Woonzorg/inwoners/RegioSCodes", top=7)["value"]) == 7


def the_description_of_a_table_is_well_formed_and_names_every_column(d):
    gevuld(d)
    boom = ElementTree.fromstring(d.lees(f"{BASIS}/Woonzorg/inwoners/$metadata").bytes)
    edm = "{http://docs.oasis-open.org/odata/ns/edm}"
    soorten = {t.get("Name"): {p.get("Name") for p in t.findall(edm + "Property")} for t in boom.iter(edm + "EntityType")}
    for pad, soort in (("Observations", "Observation"), ("Dimensions", "Dimension"), ("MeasureCodes", "MeasureCode"), ("RegioSCodes", "Code")):
        assert set(waarden(d, f"/Woonzorg/inwoners/{pad}")["value"][0]) == soorten[soort], pad
    eigen = waarden(d, "/Woonzorg/inwoners/Properties")
    assert set(eigen) - {"@odata.context"} == soorten["Properties"]
    sets = {s.get("Name") for s in boom.iter(edm + "EntitySet")} | {s.get("Name") for s in boom.iter(edm + "Singleton")}
    assert sets == {x["name"] for x in waarden(d, "/Woonzorg/inwoners")["value"]}


def what_is_not_there_is_told(d):
    gevuld(d)
    for pad in ("/CBS/inwoners", "/Woonzorg/geen", "/Woonzorg/inwoners/GeenCodes", "/Woonzorg/inwoners/Observations/geen"):
        a = d.vraag("GET", BASIS + pad)
        assert a.status == 404 and a.kop["content-type"] == "application/problem+json", (pad, a.status)
    a = d.vraag("GET", f"{BASIS}/Woonzorg/inwoners/Observations?$orderby=Id")
    assert a.status == 400 and json.loads(a.bytes)["errors"][0]["location"] == "$orderby"


draai(the_r_package_gets_its_datasets_metadata_and_observations, the_filters_that_the_r_package_makes_choose_what_they_say,
      pages_follow_each_other_by_skip_and_top, the_description_of_a_table_is_well_formed_and_names_every_column, what_is_not_there_is_told)
