/* SPDX-License-Identifier: EUPL-1.2
 * The columns of Basisset 2.0: what they are called, also by others, and where they are in a file. */
#include "route/basisset.h"

#include "base/num.h"

const char *const basisset_typen[N_TYPEN] = {"nultreden", "geclusterd", "zorggeschikt", "overig-geschikt"};

const struct basisset_segment basisset_segmenten[N_SEGMENTEN] = {
    {"huur-sociaal", 0, 4},    {"huur-middelduur", 4, 4}, {"huur-duur", 8, 1},
    {"koop-betaalbaar", 9, 1}, {"koop-duur", 10, 1},      {"onbekend", 11, 3},
};

static const char *const ja_nee[] = {"Nee|n|0|false|onwaar|openbaar", "Ja|j|1|true|waar|vertrouwelijk"};

const struct kolom basisset_kolommen[BASISSET_KOLOM_N] = {
    {.namen = "naam gemeente|gemeente|gemeentecode|gemeentenaam",
     .ook = "plaats|gem|gebied|regio",
     .type = KOLOM_IS_GEBIED,
     .gebied = "gemeente",
     .plaats = offsetof(struct basisset, gemeente),
     .verplicht = true,
     .voorbeeld = "Vaals",
     .uitleg = "De gemeente: naam of code"},
    {.namen = "vertrouwelijk",
     .ook = "vertrouwelijkheid|openbaarheid|openbaar of vertrouwelijk",
     .type = KOLOM_IS_KEUZE,
     .woorden = ja_nee,
     .n_woorden = sizeof ja_nee / sizeof *ja_nee,
     .plaats = offsetof(struct basisset, vertrouwelijk),
     .voorbeeld = "Nee",
     .uitleg = "Ja: alleen te zien in een som. Leeg is nee"},
    {.namen = "naam|naam plan|plannaam",
     .ook = "projectnaam|project|planomschrijving|omschrijving|locatie|naam project",
     .plaats = offsetof(struct basisset, naam),
     .voorbeeld = "Verzonnen plan",
     .uitleg = "Hoe het plan heet"},
    {.namen = "plancode|code plan|planid",
     .ook = "id|plan id|code|plannummer|projectnummer|projectcode|nummer|projectnr|plannr|nr",
     .plaats = offsetof(struct basisset, plancode),
     .voorbeeld = "V-001",
     .uitleg = "Uw eigen code van het plan"},
    {.namen = "planstatus",
     .ook = "projectstatus|status project|fase|projectfase",
     .plaats = offsetof(struct basisset, fase),
     .uitleg = "Hoe ver het bouwen is"},
    {.namen = "geometrie aanwezig",
     .type = KOLOM_IS_KEUZE,
     .woorden = ja_nee,
     .n_woorden = sizeof ja_nee / sizeof *ja_nee,
     .plaats = offsetof(struct basisset, aanwezig),
     .uitleg = "Ja als de ligging is meegeleverd"},
    {.namen = "sloop aantalwoningen|sloop aantal woningen",
     .ook = "sloop|te slopen|gesloopt|onttrekking|aantal sloop",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, sloop),
     .voorbeeld = "0",
     .uitleg = "Te slopen woningen"},
    {.namen = "bruto aantalwoningen|bruto aantal woningen",
     .ook = "bruto|bruto plancapaciteit|aantal woningen|woningen|aantal|totaal|totaal "
            "woningen|plancapaciteit|capaciteit|nieuwbouw",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, bruto),
     .verplicht = true,
     .voorbeeld = "40",
     .uitleg = "Alle woningen in het plan"},
    {.namen = "netto aantalwoningen|netto aantal woningen",
     .ook = "netto|netto plancapaciteit|saldo",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, netto),
     .voorbeeld = "40",
     .uitleg = "Bruto min sloop"},
    {.namen = "opleverjaar",
     .ook = "oplevering|jaar|gereed|planning|realisatie|bouwjaar",
     .type = KOLOM_IS_GETAL,
     .plaats = KOLOM_GEEN_PLAATS,
     .verplicht = true,
     .jaren = JAREN_ONDER,
     .voorbeeld = "40",
     .uitleg = "Hoeveel woningen in dit jaar of deze jaren klaar zijn"},
    {.namen = "c1",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, controle[0]),
     .uitleg = "Bruto min de opleverjaren: moet 0 zijn"},
    {.namen = "plantype",
     .ook = "type plan|soort plan|type locatie",
     .plaats = offsetof(struct basisset, plantype),
     .uitleg = "Uitleg, verdichting, transformatie"},
    {.namen = "planologische status",
     .ook = "status|status planologisch|hardheid|hard/zacht|juridische status|procedure|planfase|status plan",
     .type = KOLOM_IS_PLANSTATUS,
     .plaats = offsetof(struct basisset, status),
     .verplicht = true,
     .voorbeeld = "1A",
     .uitleg = "1A tot en met 2C is hard, 3 tot en met 5B is zacht"},
    {.namen = "tijdelijke woningen",
     .ook = "tijdelijk|flexwoningen|flex",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, tijdelijk),
     .uitleg = "Hoeveel daarvan tijdelijk zijn"},
    {.namen = "woningtype eengezins",
     .ook = "eengezins|eengezinswoningen|grondgebonden|egw",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, woningtype[0]),
     .voorbeeld = "10",
     .uitleg = "Eengezinswoningen"},
    {.namen = "woningtype meergezins",
     .ook = "meergezins|meergezinswoningen|appartementen|gestapeld|mgw",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, woningtype[1]),
     .voorbeeld = "30",
     .uitleg = "Meergezinswoningen"},
    {.namen = "woningtype onbekend",
     .ook = "type onbekend",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, woningtype[2]),
     .voorbeeld = "0",
     .uitleg = "Woningen waarvan dat niet bekend is"},
    {.namen = "c2",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, controle[1]),
     .uitleg = "Bruto min eengezins, meergezins en onbekend: moet 0 zijn"},
    {.namen = "nultredenwoning|nultredenwoningen",
     .ook = "nultreden|nul-treden|gelijkvloers|levensloopbestendig",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, type[0]),
     .voorbeeld = "20",
     .uitleg = "Nultredenwoningen"},
    {.namen = "geclusterde woonvorm|geclusterde woonvormen",
     .ook = "geclusterd|geclusterde woningen|geclusterd wonen",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, type[1]),
     .voorbeeld = "12",
     .uitleg = "Woningen in een geclusterde woonvorm"},
    {.namen = "zorggeschikte woning|zorggeschikte woningen",
     .ook = "zorggeschikt|zorgwoningen|zorgwoning",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, type[2]),
     .voorbeeld = "12",
     .uitleg = "Zorggeschikte woningen"},
    {.namen = "overig geschikt voor ouderen",
     .ook = "overig geschikt|ouderenwoningen|seniorenwoningen",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, type[3]),
     .voorbeeld = "0",
     .uitleg = "Overige woningen voor ouderen"},
    {.namen = "c3",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, controle[2]),
     .uitleg = "De som van de typen voor ouderen"},
    {.namen = "huur sociaal eigendom corporatie",
     .ook = "sociale huur|soc huur|sociaal|huur sociaal|sociale huurwoningen",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[0][0]),
     .voorbeeld = "40",
     .uitleg = "Sociale huur: corporatie"},
    {.namen = "huur sociaal eigendom markt",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[0][1]),
     .uitleg = "Sociale huur: markt"},
    {.namen = "huur sociaal eigendom markt inst",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[0][2]),
     .uitleg = "Sociale huur: markt institutioneel"},
    {.namen = "huur sociaal eigendom onbekend",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[0][3]),
     .uitleg = "Sociale huur: onbekend"},
    {.namen = "huur middelduur eigendom corporatie",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[1][0]),
     .uitleg = "Middeldure huur: corporatie"},
    {.namen = "huur middelduur eigendom markt",
     .ook = "middenhuur|middeldure huur|midden huur|huur middelduur",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[1][1]),
     .uitleg = "Middeldure huur: markt"},
    {.namen = "huur middelduur eigendom markt inst",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[1][2]),
     .uitleg = "Middeldure huur: markt institutioneel"},
    {.namen = "huur middelduur eigendom onbekend",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[1][3]),
     .uitleg = "Middeldure huur: onbekend"},
    {.namen = "huur duur",
     .ook = "dure huur|vrije sector huur",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[2][0]),
     .uitleg = "Dure huur"},
    {.namen = "koop betaalbaar",
     .ook = "betaalbare koop|goedkope koop|koop goedkoop",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[3][0]),
     .uitleg = "Betaalbare koop"},
    {.namen = "koop duur",
     .ook = "dure koop",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[4][0]),
     .uitleg = "Dure koop"},
    {.namen = "prijsklasse onbekend",
     .ook = "prijs onbekend",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[5][0]),
     .uitleg = "Prijsklasse niet bekend"},
    {.namen = "huur onbekend",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[5][1]),
     .uitleg = "Prijsklasse niet bekend (huur)"},
    {.namen = "koop onbekend",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, prijs[5][2]),
     .uitleg = "Prijsklasse niet bekend (koop)"},
    {.namen = "c4",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, controle[3]),
     .uitleg = "Bruto min de prijsklassen: moet 0 zijn"},
    {.namen = "geometrie|geometry|geom|wkt|wkt geom",
     .plaats = offsetof(struct basisset, ligging.wkt),
     .uitleg = "De ligging, als POINT(195000 320000)"},
    {.namen = "x|x coordinaat|x rd|rd x",
     .ook = "xcoord|x coord|lengtegraad",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, ligging.x),
     .voorbeeld = "195000",
     .uitleg = "In meters van het Rijksdriehoeksstelsel"},
    {.namen = "y|y coordinaat|y rd|rd y",
     .ook = "ycoord|y coord|breedtegraad",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct basisset, ligging.y),
     .voorbeeld = "307000",
     .uitleg = "In meters van het Rijksdriehoeksstelsel"},
};

/* "opleverjaar 2027", "opleverjaar 2035 2039" */
static int jaren_zoek(struct import *im, const struct tabel_rij *kop, struct basisset *b, struct err *e)
{
    for (size_t k = 0; k < kop->n; k++) {
        struct str rest, s = import_kop_naam(im->a, kop->cellen[k].tekst), van;
        int64_t eerste, laatste;

        if (!str_starts(s, STR("opleverjaar ")))
            continue;
        van = str_cut(str_sub(s, 12, s.n), ' ', &rest);
        if (van.n != 4 || !num_i64(van, &eerste) || (rest.p && (rest.n != 4 || !num_i64(rest, &laatste))))
            return err_set(
                e, ERR_DATA,
                "kolom %.*s: verwacht een naam als opleverjaar_2027 of opleverjaar_2035_2039, niet “%.*s”",
                STR_ARG(tabel_kolom_letter(im->a, k)), STR_ARG(str_sub(s, 0, 60)));
        if (!rest.p)
            laatste = eerste;
        if (eerste < 1990 || laatste > 2100 || laatste < eerste || b->n_jaren == JAREN_MAX)
            return err_set(e, ERR_DATA, "kolom %.*s: %s", STR_ARG(tabel_kolom_letter(im->a, k)),
                           b->n_jaren == JAREN_MAX ? "te veel kolommen met een opleverjaar"
                                                   : "dit zijn geen jaren waarin gebouwd wordt");
        for (int i = 0; i < b->n_jaren; i++)
            if (eerste <= b->jaar[i].tot && laatste >= b->jaar[i].van)
                return err_set(e, ERR_DATA,
                               "kolom %.*s: dit opleverjaar overlapt met een andere kolom; woningen zouden "
                               "dubbel tellen",
                               STR_ARG(tabel_kolom_letter(im->a, k)));
        b->jaar[b->n_jaren++] = (struct jaar){(int)k, (int)eerste, (int)laatste};
    }
    if (!b->n_jaren && !im->lezer) /* a person said that the list has none */
        return err_set(e, ERR_DATA,
                       "er is geen enkele kolom met een opleverjaar (opleverjaar_2027 en verder)");
    return OK;
}

int basisset_prijs_kolom(const struct basisset *b, int segment)
{
    for (int k = 0; k < PRIJS_DELEN; k++)
        if (b->prijs[segment][k] >= 0)
            return b->prijs[segment][k];
    return -1;
}

static void kolommen_meld(struct import *im, const struct basisset *b)
{
    for (int i = 0; i < N_TYPEN; i++)
        if (b->type[i] < 0)
            import_meld(im, MELDING_LET_OP, 0, -1, STR(""),
                        "de kolom voor %s ontbreekt: dat type is niet geleverd", basisset_typen[i]);
    for (int i = 0; i < N_SEGMENTEN; i++)
        if (basisset_prijs_kolom(b, i) < 0)
            import_meld(im, MELDING_INFO, 0, -1, STR(""),
                        "de kolom voor prijsklasse %s ontbreekt: die is niet geleverd",
                        basisset_segmenten[i].segment);
}

int basisset_kop_lees(struct import *im, struct basisset *b, struct err *e)
{
    struct tabel_rij kop;
    int rc;

    for (int i = 0; i < N_SEGMENTEN; i++)
        for (int k = 0; k < PRIJS_DELEN; k++)
            b->prijs[i][k] = -1;
    rc = import_kolommen(im, basisset_kolommen, BASISSET_KOLOM_N, b, &kop, e);
    if (!rc)
        rc = jaren_zoek(im, &kop, b, e);
    if (!rc)
        kolommen_meld(im, b);
    return rc;
}
