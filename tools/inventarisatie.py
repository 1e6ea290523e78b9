#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes up the responses of the demo's inventory: voorbeelden/demo/inventarisatie-*-verzonnen.csv.

Which gemeente, corporatie or zorgaanbieder answers what is made up, by a fixed seed. How many answer what is not: for every
figure that chapters 4, 5 and 6 of the Inventarisatie woonzorgvisies Limburg (provincie Limburg, 2023) print, the number below is
that figure; behind it stands the section. Where the report gives words ("ruim een derde", "meer dan driekwart") a number that
fits them is taken, and where it gives nothing the number is made up; both are marked with ~.

    python3 tools/inventarisatie.py [FOLDER]      default: voorbeelden/demo
"""

import csv
import random
import sys

GEMEENTEN = {  # the vijfdeling, as of 2023
    "noord": ["GM0889", "GM0893", "GM0907", "GM0944", "GM0983", "GM0984", "GM1507", "GM1894"],
    "midden": ["GM0946", "GM0957", "GM0988", "GM1640", "GM1641", "GM1669", "GM1711"],
    "mijnstreek": ["GM0888", "GM0971", "GM1883"],
    "parkstad": ["GM0882", "GM0899", "GM0917", "GM0928", "GM0965", "GM0986", "GM1954"],
    "heuvelland": ["GM0935", "GM0938", "GM0981", "GM0994", "GM1729", "GM1903"],
}
CORPORATIES = ["Wonen Maasheuvel (verzonnen)", "Parkstad Thuis (verzonnen)", "Woonstichting De Peelrand (verzonnen)",
               "Heuvelland Wonen (verzonnen)"]
ZORG = ["Zorggroep Maasdal (verzonnen)", "Stichting Thuis in Parkstad (verzonnen)", "Het Noorderhuis (verzonnen)"]
NIEUW = {  # name: where it works; made up
    "corporatie": [("Woongroep Roerdal (verzonnen)", "GM0957, GM1669"), ("De Weerter Woonstichting (verzonnen)", "GM0988, GM0946"),
                   ("Thuis in Leudal (verzonnen)", "GM1640"), ("Wonen aan de Maasplas (verzonnen)", "GM1641, GM1711"),
                   ("Stichting De Geleenbeek (verzonnen)", "GM1883, GM0888"), ("Steinse Huizen (verzonnen)", "GM0971"),
                   ("Wonen Oostmijn (verzonnen)", "GM0928, GM0882"), ("De Brunssumse Haard (verzonnen)", "GM0899"),
                   ("Voerendaal en Simpelveld Wonen (verzonnen)", "GM0986, GM0965"), ("Beekdal Wonen (verzonnen)", "GM1954"),
                   ("De Jekerpoort (verzonnen)", "GM0935"), ("Wonen Gulpdal (verzonnen)", "GM1729, GM1903"),
                   ("Geulzicht (verzonnen)", "GM0994"), ("Wonen Horsterland (verzonnen)", "GM1507"),
                   ("De Venrayse Huisvesting (verzonnen)", "GM0984"), ("Maasduinen Wonen (verzonnen)", "GM0893, GM0907"),
                   ("Mookse Woonstichting (verzonnen)", "GM0944"), ("Beeselse Woonzorg (verzonnen)", "GM0889, GM0983")],
    "zorgaanbieder": [("Zorg aan de Roer (verzonnen)", "GM0957, GM1669, GM1641"), ("De Mijnlamp (verzonnen)", "GM0928, GM0882"),
                      ("Ouderenzorg Westelijk Limburg (verzonnen)", "GM1883, GM0971, GM0888"),
                      ("Het Geulhof (verzonnen)", "GM0994, GM1729, GM0981"), ("Peelzorg (verzonnen)", "GM1894, GM1507, GM0984"),
                      ("Zorgkring Weerterland (verzonnen)", "GM0988, GM0946, GM1640")],
}


def verdeel(r, wie, aantallen, uit, vraag):
    """One choice each: as many of `wie` as the numbers say."""
    wie = list(wie)
    r.shuffle(wie)
    for keuze, n in aantallen.items():
        for p in wie[:n]:
            uit[p][vraag] = keuze
        wie = wie[n:]


def kies(r, wie, n_basis, aantallen, uit, vraag):
    """More choices: n_basis of `wie` answer, each choice by so many of them, and everyone of them chooses something."""
    wie = sorted(wie)
    while True:
        groep = r.sample(wie, n_basis)
        keus = {p: [] for p in groep}
        for keuze, n in aantallen.items():
            for p in r.sample(groep, n):
                keus[p].append(keuze)
        if all(keus.values()):
            break
    for p in groep:
        uit[p][vraag] = " ".join(keus[p])


def gemeenten(r):
    alle = [g for x in GEMEENTEN.values() for g in x]
    uit = {g: {} for g in alle}
    # 4.1. Weert has a vision that was laid down in 2023 (4.6).
    stand = {"te_starten": 5, "bezig": 16, "gerealiseerd": 4, "vastgesteld": 6}
    while True:
        verdeel(r, alle, stand, uit, "stand_woonzorgvisie")
        if uit["GM0988"]["stand_woonzorgvisie"] == "vastgesteld":
            break
    klaar = [g for g in alle if uit[g]["stand_woonzorgvisie"] in ("gerealiseerd", "vastgesteld")]
    rest = [g for g in alle if g not in klaar]
    for g in klaar:
        uit[g]["verwachting_2024"] = "gerealiseerd"
    verdeel(r, rest, {"gerealiseerd": 16, "bezig": 5}, uit, "verwachting_2024")
    bezig = [g for g in alle if uit[g]["stand_woonzorgvisie"] != "te_starten"]
    kies(r, bezig, 26, {"ouderen": 26, "beschermd_wonen": 26, "beperking": 26, "epa": 25, "opvang": 24, "uitstroom": 23,  # 4.2 ~
                        "jeugdzorg": 22, "mantelzorg": 22, "statushouders": 11, "woonwagen": 9, "arbeidsmigranten": 8,
                        "exgedetineerden": 5, "kenniswerkers": 3, "sekswerkers": 2}, uit, "aandachtsgroepen")
    kies(r, bezig, 25, {"analyse_visie": 25, "opgave": 19, "uitvoering": 18, "instrumenten": 14, "kansen": 12,  # 4.3
                        "monitoring": 9, "fair_share": 6}, uit, "inhoud")
    verdeel(r, r.sample(alle, 28), {"duaal": 12, "sociaal": 10, "wonen": 6}, uit, "projectleiderschap")  # 4.4; sociaal ~
    kies(r, alle, 25, {"wonen": 24, "sociaal": 24, "ruimte": 14, "juridisch": 4, "overige": 4}, uit, "interne_betrokkenheid")
    kies(r, alle, 24, {"ouderenzorg": 24, "corporaties": 24, "gehandicaptenzorg": 19, "opvang": 20, "beschermd_wonen": 20,  # 4.5 ~
                       "welzijn": 19, "zorgkantoor": 16, "jeugdzorg": 12, "adviesraden": 11, "huurders": 8,
                       "zorgverzekeraars": 8, "eerstelijn": 8, "dorpsraden": 4, "overige": 3}, uit, "partners_verkennend")
    kies(r, alle, 24, {"ouderenzorg": 23, "corporaties": 24, "gehandicaptenzorg": 19, "opvang": 19, "beschermd_wonen": 20,
                       "welzijn": 20, "zorgkantoor": 15, "jeugdzorg": 12, "adviesraden": 14, "huurders": 9,
                       "zorgverzekeraars": 7, "eerstelijn": 9, "dorpsraden": 11, "overige": 3}, uit, "partners_visievorming")
    kies(r, alle, 21, {"ouderenzorg": 18, "corporaties": 19, "gehandicaptenzorg": 13, "opvang": 12, "beschermd_wonen": 13,
                       "welzijn": 15, "zorgkantoor": 10, "jeugdzorg": 7, "adviesraden": 7, "huurders": 6,
                       "zorgverzekeraars": 4, "eerstelijn": 6, "dorpsraden": 6, "overige": 2}, uit, "partners_uitvoering")
    for regio, leden in GEMEENTEN.items():  # 4.6
        for g in leden:
            uit[g]["aanpak_regio"] = {"midden": "regionaal", "parkstad": "regionaal", "mijnstreek": "afgestemd"}.get(regio, "zelf")
    verdeel(r, alle, {"vijfdeling": 18, "corop": 5, "zorgkantoor": 3, "anders": 5}, uit, "regio_voorkeur")
    verdeel(r, alle, {"gelijk": 11, "omzetbaar": 5, "niet_omzetbaar": 5}, uit, "definities")  # 4.8
    verdeel(r, alle, {"overeen": 7, "niet_overeen": 5, "geen_kennis": 7}, uit, "opgave")
    kies(r, alle, 26, {"definities": 14, "doelgroepen": 9, "data": 15, "alleen_ouderen": 6, "analyse": 11,  # 4.7 ~
                       "zorg_meten": 10, "verschil_regio": 8, "capaciteit": 17, "domeinen": 12}, uit, "knelpunten")
    kies(r, alle, 27, {"proces": 21, "informatie": 23, "subsidie": 18}, uit, "rol_provincie")  # ~
    for g in r.sample(alle, 19):  # ~
        n = r.randint(60, 900)
        uit[g]["eigen_nultreden"], uit[g]["eigen_geclusterd"], uit[g]["eigen_zorg"] = n, n * 2 // 5, r.choice([0, n // 6, n // 5])
    for g, t in zip(r.sample(alle, 12), TEKSTEN * 2):  # ~
        uit[g]["ervaring_aandacht"] = t
    return uit


TEKSTEN = ["Er is te weinig capaciteit om dit goed te doen (verzonnen).", "Goede gegevens over zorgvragen vinden wij niet (verzonnen).",
           "Sociaal domein en wonen spreken een andere taal (verzonnen).", "De definities veranderen te vaak (verzonnen).",
           "Wij hangen af van een bureau, en gegevens ontbreken (verzonnen).", "Samenwerken in de regio kost tijd (verzonnen)."]


def gemeenten_2024(r, toen):
    """A next ronde, wholly made up: for comparing rondes. Two gemeenten do not take part."""
    uit = {}
    volgend = {"te_starten": ["te_starten", "bezig", "bezig"], "bezig": ["bezig", "gerealiseerd", "vastgesteld", "vastgesteld"],
               "gerealiseerd": ["gerealiseerd", "vastgesteld"], "vastgesteld": ["vastgesteld"]}
    for g in sorted(toen):
        if g in ("GM0944", "GM0981"):
            continue
        x = {"stand_woonzorgvisie": r.choice(volgend[toen[g]["stand_woonzorgvisie"]])}
        x["verwachting_2024"] = "gerealiseerd" if x["stand_woonzorgvisie"] in ("gerealiseerd", "vastgesteld") else "bezig"
        for v in ("projectleiderschap", "regio_voorkeur", "aanpak_regio", "definities", "opgave"):
            if v in toen[g] and r.random() < .9:
                x[v] = toen[g][v]
        if r.random() < .6:
            x["opgave"] = r.choice(["overeen", "overeen", "niet_overeen"])
        uit[g] = x
    kies(r, uit, 27, {"analyse_visie": 27, "opgave": 24, "uitvoering": 22, "instrumenten": 17, "kansen": 13, "monitoring": 15,
                      "fair_share": 12}, uit, "inhoud")
    return uit


def corporaties(r):
    alle = CORPORATIES + [n for n, _ in NIEUW["corporatie"]]
    uit = {c: {} for c in alle}
    deel = sorted(r.sample(alle, 21))  # 5.1: 21 took part, and of 22 three did not answer the question of 5.3
    verdeel(r, deel, {"ja": 10, "nee": 11}, uit, "eigen_visie")
    eigen = [c for c in deel if uit[c]["eigen_visie"] == "ja"]
    kies(r, eigen, 8, {"zorgaanbieders": 7, "gemeenten": 6, "collega": 5, "zorgkantoor": 3, "welzijn": 3, "huurders": 4,  # 5.1
                       "overige": 1, "geen": 0}, uit, "eigen_partners")
    kies(r, eigen, 8, {"ouderen": 8, "beperking": 6, "opvang": 5, "beschermd_wonen": 5, "epa": 3, "uitstroom": 4, "jeugdzorg": 2,
                       "statushouders": 3, "woonwagen": 1, "exgedetineerden": 1}, uit, "aandachtsgroepen")
    kies(r, eigen, 8, {"bat": 5, "doorstroming": 5, "afspraken_zorg": 4, "toewijzing": 4, "aanpassing": 4, "specifiek": 4,  # ~
                       "overig": 1}, uit, "inzicht")
    kies(r, deel, 17, {"visievorming": 15, "informatie": 7, "prestatieafspraken": 11, "uitvoering": 6}, uit, "betrokkenheid")  # 5.2
    kies(r, deel, 14, {"intensiever": 9, "sneller": 6, "inhoud": 7, "communicatie": 6, "volwaardig": 5}, uit, "punten")  # ~
    verdeel(r, r.sample(deel, 19), {"vijfdeling": 10, "corop": 9}, uit, "regio_voorkeur")  # 5.3
    verdeel(r, r.sample(deel, 12), {"gelijk": 6, "omzetbaar": 4, "niet_omzetbaar": 2}, uit, "definities")  # 5.4
    verdeel(r, r.sample(deel, 16), {"geen_kennis": 11, "overeen": 2, "niet_overeen": 3}, uit, "opgave")
    kies(r, deel, 15, {"proces": 11, "informatie": 9, "subsidie": 4}, uit, "rol_provincie")  # ~
    verdeel(r, r.sample(deel, 13), {"ja": 8, "nee": 5}, uit, "bat")  # ~
    return {c: x for c, x in uit.items() if c in deel}


def zorgaanbieders(r):
    alle = ZORG + [n for n, _ in NIEUW["zorgaanbieder"]]
    uit = {z: {} for z in alle}
    verdeel(r, alle, {"strategie": 5, "vastgoed": 2, "beide": 1, "apart": 1}, uit, "vorm")  # 6.1
    kies(r, alle, 8, {"clientenraad": 8, "zorgkantoor": 8, "corporaties": 6, "gemeenten": 4, "welzijn": 3, "zorgverzekeraars": 2,
                      "collega": 3, "overige": 1}, uit, "eigen_partners")
    kies(r, alle, 9, {"leveringsvormen": 9, "intramuraal": 9, "extramuraal": 8, "samenwerking": 7, "business_case": 4,
                      "wachtlijst": 3, "omslagpunt": 3, "opname": 2, "overig": 1}, uit, "inzicht")
    kies(r, alle, 9, {"regiomonitor": 8, "wozo": 7, "wonen_zorg": 7, "nza": 6, "opgave_bzk": 1, "overig": 2}, uit, "bronnen")
    kies(r, alle, 9, {"visievorming": 9, "informatie": 5, "prestatieafspraken": 2}, uit, "betrokkenheid")  # 6.2
    kies(r, alle, 8, {"verschillen": 5, "tijd": 2, "nieuw_beleid": 3, "definities": 2, "rollen": 2, "iedereen_anders": 3}, uit, "punten")
    verdeel(r, r.sample(alle, 6), {"vijfdeling": 4, "corop": 1, "zorgkantoor": 1}, uit, "regio_voorkeur")  # 6.3
    verdeel(r, r.sample(alle, 6), {"gelijk": 3, "niet_omzetbaar": 2, "omzetbaar": 1}, uit, "definities")  # 6.4
    verdeel(r, alle, {"geen_kennis": 5, "overeen": 2, "niet_overeen": 1}, uit, "opgave")  # geen_kennis ~
    kies(r, alle, 7, {"proces": 6, "informatie": 5}, uit, "rol_provincie")  # ~
    return uit


def schrijf(pad, uit):
    kolommen = ["partij"] + sorted({k for x in uit.values() for k in x})
    with open(pad, "w", newline="") as f:
        w = csv.writer(f, delimiter=";", lineterminator="\n")
        w.writerow(kolommen)
        for p in sorted(uit):
            w.writerow([p] + [uit[p].get(k, "") for k in kolommen[1:]])


def main():
    map_ = sys.argv[1] if len(sys.argv) > 1 else "voorbeelden/demo"
    r = random.Random(20231101)
    toen = gemeenten(r)
    schrijf(f"{map_}/inventarisatie-gemeenten-verzonnen.csv", toen)
    schrijf(f"{map_}/inventarisatie-corporaties-verzonnen.csv", corporaties(r))
    schrijf(f"{map_}/inventarisatie-zorgaanbieders-verzonnen.csv", zorgaanbieders(r))
    schrijf(f"{map_}/inventarisatie-gemeenten-2024-verzonnen.csv", gemeenten_2024(r, toen))
    with open(f"{map_}/partijen-inventarisatie-verzonnen.csv", "w", newline="") as f:
        f.write("soort;naam;werkgebied;bron\n")
        for soort, lijst in NIEUW.items():
            for naam, gebied in lijst:
                f.write(f"{soort};{naam};{gebied};verzonnen voor de demo\n")


main()
