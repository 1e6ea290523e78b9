/* SPDX-License-Identifier: EUPL-1.2
 * Population per gemeente, from CBS's kerncijfers as one row a gemeente (code, name, population, pop_65plus,
 * dwelling_total …). Counts hold on the peildatum of the levering; the share of 65 and over is a ratio and is
 * never added up. */
#include "route/importeurs.h"

struct bevolking {
    int code, naam, inwoners, woningen, ouder;
    uint32_t reeks_inwoners, reeks_woningen, reeks_ouder;
    struct map gezien;
};

const struct kolom bevolking_kolommen[BEVOLKING_KOLOM_N] = {
    {.namen = "code|gemeentecode|regios|codering",
     .ook = "gebied|gebiedscode|regio|gm code|gem code|cbs code",
     .type = KOLOM_IS_GEBIED,
     .plaats = offsetof(struct bevolking, code),
     .verplicht = true,
     .voorbeeld = "GM0981",
     .uitleg = "Code van de gemeente, als GM0981"},
    {.namen = "name|naam|gemeente|gemeentenaam",
     .ook = "gebiedsnaam|regionaam",
     .type = KOLOM_IS_GEBIED,
     .plaats = offsetof(struct bevolking, naam),
     .voorbeeld = "Vaals",
     .uitleg = "Naam van de gemeente; moet bij de code horen"},
    {.namen = "population|inwoners|aantal inwoners",
     .ook = "bevolking|bevolkingsomvang|totale bevolking|inwonertal|inwoneraantal",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct bevolking, inwoners),
     .verplicht = true,
     .voorbeeld = "10100",
     .uitleg = "Hoeveel inwoners"},
    {.namen = "dwelling total|woningen|aantal woningen",
     .ook = "woningvoorraad|voorraad",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct bevolking, woningen),
     .voorbeeld = "5200",
     .uitleg = "Hoeveel woningen"},
    {.namen = "pop 65plus",
     .ook = "65+|65 plus|65 jaar en ouder|aandeel 65+|aandeel 65 plus|percentage 65+|65 jaar of ouder",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct bevolking, ouder),
     .voorbeeld = "28",
     .uitleg = "Aandeel inwoners van 65 jaar en ouder, in hele procenten"},
};

/* A code and a name that speak of two gemeenten: one of the columns has slipped. */
static bool naam_klopt(struct import *im, const struct tabel_rij *r, const struct bevolking *b,
                       const struct gebied *g)
{
    struct str naam = import_tekst(r, b->naam);
    struct gebied_vondst v;
    struct arena scratch;

    if (!naam.n)
        return true;
    arena_init(&scratch, 0);
    v = gebied_zoek(im->g, &scratch, naam, g->soort, im->l->peildatum);
    arena_done(&scratch);
    if (!v.gebied || v.gebied == g)
        return true;
    import_meld(im, MELDING_FOUT, r->nummer, b->naam, naam,
                "de code en de naam horen bij twee verschillende gebieden");
    return false;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct bevolking *b)
{
    const struct gebied *g = import_gebied(im, r, b->code, "", im->l->peildatum);
    int64_t inwoners, woningen, ouder;
    uint8_t geen_inwoners, geen_woningen, geen_ouder, vlag_inwoners = 0, vlag_woningen = 0, vlag_ouder = 0;
    date_t d = im->l->peildatum;
    bool nieuw, goed = g && naam_klopt(im, r, b, g);

    goed = import_getal(im, r, b->inwoners, 0, &inwoners, &geen_inwoners, &vlag_inwoners) && goed;
    goed = import_getal(im, r, b->woningen, 0, &woningen, &geen_woningen, &vlag_woningen) && goed;
    goed = import_getal(im, r, b->ouder, 0, &ouder, &geen_ouder, &vlag_ouder) && goed;
    if (!goed)
        return;
    map_put(&b->gezien, g->code, &nieuw);
    if (!nieuw) {
        import_meld(im, MELDING_FOUT, r->nummer, b->code, g->naam,
                    "dit gebied staat twee keer in het bestand");
        return;
    }
    if (inwoners < 0 || woningen < 0) {
        import_meld(im, MELDING_FOUT, r->nummer, inwoners < 0 ? b->inwoners : b->woningen, g->naam,
                    "een aantal onder nul kan hier niet");
        return;
    }
    if (ouder < 0 || ouder > 100) {
        import_meld(im, MELDING_FOUT, r->nummer, b->ouder, import_tekst(r, b->ouder),
                    "verwacht een percentage van 0 tot en met 100");
        return;
    }
    if (!geen_inwoners && !geen_woningen && woningen > inwoners)
        import_meld(im, MELDING_LET_OP, r->nummer, b->woningen, g->naam,
                    "meer woningen dan inwoners; staan de kolommen goed?");
    import_cijfer(im, b->reeks_inwoners, g, d, d, inwoners, geen_inwoners, STATUS_GEEN, vlag_inwoners,
                  r->nummer, b->inwoners);
    if (b->woningen >= 0)
        import_cijfer(im, b->reeks_woningen, g, d, d, woningen, geen_woningen, STATUS_GEEN, vlag_woningen,
                      r->nummer, b->woningen);
    if (b->ouder >= 0)
        import_cijfer(im, b->reeks_ouder, g, d, d, ouder, geen_ouder, STATUS_GEEN, vlag_ouder, r->nummer,
                      b->ouder);
}

static uint32_t reeks(struct import *im, struct str onderwerp)
{
    return levering_reeks(im->l, &(struct reeks_nieuw){.onderwerp = onderwerp,
                                                       .bron = STR("cbs-bevolking"),
                                                       .definitieset = STR("cbs")});
}

int bevolking_lees(struct import *im, struct err *e)
{
    struct bevolking b = {0};
    struct tabel_rij r;
    int rc = import_kolommen(im, bevolking_kolommen, BEVOLKING_KOLOM_N, &b, &r, e);

    if (rc)
        return rc;
    map_init(&b.gezien, im->a);
    b.reeks_inwoners = reeks(im, STR("inwoners"));
    if (b.woningen >= 0)
        b.reeks_woningen = reeks(im, STR("woningen"));
    if (b.ouder >= 0)
        b.reeks_ouder = reeks(im, STR("inwoners-65plus"));
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &b);
    return rc;
}
