/* SPDX-License-Identifier: EUPL-1.2
 * Route 5: the Regiomonitor of the zorgkantoren, our own table: one row a zorgkantoorregio, leveringsvorm and
 * year, realised or expected. A figure belongs to its region as a whole and is never divided over gemeenten;
 * a client may combine forms, so the forms are never added to a total of our own. */
#include "route/importeurs.h"

enum { REALISATIE, PROGNOSE };

static const char *const vormen[] = {"verblijf|verblijf in een instelling|zzp", "vpt|volledig pakket thuis",
                                     "mpt|modulair pakket thuis", "pgb|persoonsgebonden budget",
                                     "totaal|alle vormen"};
static const char *const kenmerken[] = {"verblijf", "vpt", "mpt", "pgb", ""};
static const char *const soorten[] = {"realisatie|gerealiseerd", "prognose|verwacht"};
static const char *const eenheden[] = {"clienten|aantal clienten", "plaatsen|plekken"};
static const char *const onderwerpen[2][2] = {{"wlz-clienten", "wlz-plaatsen"},
                                              {"wlz-clienten-prognose", "wlz-plaatsen-prognose"}};

struct regiomonitor {
    int regio, vorm, jaar, soort, eenheid, aantal, status, toelichting;
    struct map gezien;
    int64_t rijen, verzonnen;
};

const struct kolom regiomonitor_kolommen[REGIOMONITOR_KOLOM_N] = {
    {.namen = "zorgkantoorregio|regio|zorgkantoor",
     .ook = "gebied|zk regio",
     .type = KOLOM_IS_GEBIED,
     .gebied = "zorgkantoorregio",
     .plaats = offsetof(struct regiomonitor, regio),
     .verplicht = true,
     .voorbeeld = "Zuid-Limburg",
     .uitleg = "Naam of code van de zorgkantoorregio"},
    {.namen = "leveringsvorm|vorm",
     .ook = "soort zorg|zorgvorm",
     .type = KOLOM_IS_KEUZE,
     .woorden = vormen,
     .n_woorden = sizeof vormen / sizeof *vormen,
     .plaats = offsetof(struct regiomonitor, vorm),
     .verplicht = true,
     .voorbeeld = "vpt",
     .uitleg = "Hoe de zorg geleverd wordt; totaal zoals het zorgkantoor telt"},
    {.namen = "jaar",
     .ook = "periode|peiljaar",
     .type = KOLOM_IS_JAAR,
     .plaats = offsetof(struct regiomonitor, jaar),
     .verplicht = true,
     .voorbeeld = "2024",
     .uitleg = "Het jaar; een realisatie geldt op 31 december"},
    {.namen = "soort|realisatie of prognose",
     .ook = "type cijfer|realisatie/prognose",
     .type = KOLOM_IS_KEUZE,
     .woorden = soorten,
     .n_woorden = sizeof soorten / sizeof *soorten,
     .plaats = offsetof(struct regiomonitor, soort),
     .verplicht = true,
     .voorbeeld = "realisatie",
     .uitleg = "Gerealiseerd of verwacht"},
    {.namen = "eenheid",
     .ook = "telling",
     .type = KOLOM_IS_KEUZE,
     .woorden = eenheden,
     .n_woorden = sizeof eenheden / sizeof *eenheden,
     .plaats = offsetof(struct regiomonitor, eenheid),
     .voorbeeld = "clienten",
     .uitleg = "Wat er geteld wordt; leeg is cliënten"},
    {.namen = "aantal|waarde",
     .ook = "clienten|plaatsen|totaal",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct regiomonitor, aantal),
     .verplicht = true,
     .meet = true,
     .voorbeeld = "2100",
     .uitleg = "Hoeveel, een heel getal"},
    {.namen = "status",
     .type = KOLOM_IS_STATUS,
     .plaats = offsetof(struct regiomonitor, status),
     .voorbeeld = "voorlopig",
     .uitleg = "Hoe zeker het cijfer is; mag leeg zijn"},
    {.namen = "toelichting",
     .ook = "opmerking",
     .plaats = offsetof(struct regiomonitor, toelichting),
     .voorbeeld = "verzonnen",
     .uitleg = "Een opmerking"},
};

/* A realised figure is of the last day of its year; an expected one of the delivery, for the year it speaks
 * of (0–jaar, as an opgave: of several years the furthest within a window is the one that holds). */
static bool jaar_toets(struct import *im, const struct tabel_rij *r, const struct regiomonitor *m, int soort,
                       int jaar)
{
    int nu = im->l->peildatum / 10000;

    if (soort == REALISATIE && jaar > nu) {
        import_meld(im, MELDING_FOUT, r->nummer, m->jaar, import_tekst(r, m->jaar),
                    "een realisatie over een jaar na de peildatum; is dit een prognose?");
        return false;
    }
    if (soort == PROGNOSE && jaar < nu)
        import_meld(im, MELDING_LET_OP, r->nummer, m->jaar, import_tekst(r, m->jaar),
                    "een prognose voor een jaar dat op de peildatum al voorbij was");
    return true;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct regiomonitor *m)
{
    const struct gebied *g = import_gebied(im, r, m->regio, "zorgkantoorregio", im->l->peildatum);
    int vorm =
        import_keuze(im, r, m->vorm, vormen, 5, "een leveringsvorm: verblijf, vpt, mpt, pgb of totaal");
    int soort = import_keuze(im, r, m->soort, soorten, 2, "realisatie of prognose");
    int eenheid = !import_tekst(r, m->eenheid).n
                      ? 0 /* clients, when it is not said */
                      : import_keuze(im, r, m->eenheid, eenheden, 2, "een eenheid: cliënten of plaatsen");
    struct reeks_nieuw x = {.bron = STR("regiomonitor"), .definitieset = STR("regiomonitor")};
    enum cijfer_status status = STATUS_GEEN;
    uint8_t ontbreekt = 0, vlag = 0;
    int64_t waarde = 0;
    date_t d = im->l->peildatum;
    uint32_t reeks;
    int jaar = 0;
    bool nieuw, goed = g && vorm >= 0 && soort >= 0 && eenheid >= 0;

    goed = import_jaar(im, r, m->jaar, &jaar) && goed;
    goed = import_getal(im, r, m->aantal, 0, &waarde, &ontbreekt, &vlag) && goed;
    goed = import_status(im, r, m->status, &status) && goed;
    if (waarde < 0) {
        import_meld(im, MELDING_FOUT, r->nummer, m->aantal, import_tekst(r, m->aantal),
                    "een aantal kan niet onder nul zijn");
        goed = false;
    }
    if (!goed || !jaar_toets(im, r, m, soort, jaar))
        return;
    x.onderwerp = str_from(onderwerpen[soort][eenheid]);
    x.kenmerk = str_from(kenmerken[vorm]);
    x.horizon_tot = soort == PROGNOSE ? jaar : 0;
    reeks = levering_reeks(im->l, &x);
    map_put(&m->gezien, str_fmt(im->a, "%u %lld %d", reeks, (long long)g->id, jaar), &nieuw);
    if (!nieuw) {
        import_meld(im, MELDING_FOUT, r->nummer, m->regio, g->naam,
                    "dit cijfer staat er al: regio, leveringsvorm, jaar en soort zijn gelijk aan die van een "
                    "eerdere rij");
        return;
    }
    m->rijen++;
    m->verzonnen += import_verzonnen(im->a, import_tekst(r, m->toelichting));
    if (soort == REALISATIE)
        d = jaar * 10000 + 1231;
    import_cijfer(im, reeks, g, d, d, waarde, ontbreekt, status, vlag, r->nummer, m->aantal);
}

int regiomonitor_lees(struct import *im, struct err *e)
{
    struct regiomonitor m = {0};
    struct tabel_rij r;
    int rc = import_kolommen(im, regiomonitor_kolommen, REGIOMONITOR_KOLOM_N, &m, &r, e);

    if (rc)
        return rc;
    map_init(&m.gezien, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &m);
    if (!rc)
        import_merk_verzonnen(im, m.rijen && m.verzonnen == m.rijen);
    return rc;
}
