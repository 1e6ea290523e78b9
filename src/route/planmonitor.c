/* SPDX-License-Identifier: EUPL-1.2
 * The workbook of Planmonitor Wonen: one plan a sheet. Above what the plan is, a label and a value a row;
 * below that a table of categories, each with its total, what of it was built, and the homes still to come
 * per year. What is still to come is what counts. */
#include "route/importeurs.h"
#include "route/planlijst.h"
#include "route/sjabloon.h"

#include "base/num.h"
#include "doc/xlsx_form.h"

#include <string.h>

enum { JAREN_MAX = 60, N_CATEGORIEEN = 22 };

/* A row of the table. The parts of a group must add up to the total (c2, c3 in this form, c4). */
static const struct categorie {
    const char *groep, *label, *soort, *code;
    const char *woningtype, *segment; /* of its cijfers; both NULL: it gives none */
} categorieen[N_CATEGORIEEN] = {
    {"nieuwbouw", "nieuwbouw", "totaal", "bruto", "", ""},
    {"woningtype", "eengezins", "woningtype", "eengezins", NULL, NULL},
    {"woningtype", "meergezins", "woningtype", "meergezins", NULL, NULL},
    {"woningtype", "onbekend", "woningtype", "onbekend", NULL, NULL},
    {"wonen en zorg", "nultreden", "ouderen", "nultreden", "nultreden", ""},
    {"wonen en zorg", "geclusterd", "ouderen", "geclusterd", "geclusterd", ""},
    {"wonen en zorg", "zorggeschikt", "ouderen", "zorggeschikt", "zorggeschikt", ""},
    {"wonen en zorg", "onbekend", "ouderen", "onbekend", NULL, NULL},
    {"wonen en zorg", "regulier", "ouderen", "regulier", NULL, NULL},
    {"flexwoningen", "flexwoningen", "flexwoningen", "flexwoningen", NULL, NULL},
    {"flexwoningen", "regulier permanent", "flexwoningen", "regulier permanent", NULL, NULL},
    {"betaalbaarheid", "sociale huur", "prijs", "sociale huur", "", "huur-sociaal"},
    {"betaalbaarheid", "huur middenhuur", "prijs", "middenhuur", "", "huur-middelduur"},
    {"betaalbaarheid", "huur dure huur", "prijs", "dure huur", "", "huur-duur"},
    {"betaalbaarheid", "huur onbekend", "prijs", "huur onbekend", NULL, NULL},
    {"betaalbaarheid", "koop betaalbare koop", "prijs", "betaalbare koop", "", "koop-betaalbaar"},
    {"betaalbaarheid", "koop dure koop", "prijs", "dure koop", "", "koop-duur"},
    {"betaalbaarheid", "koop onbekend", "prijs", "koop onbekend", NULL, NULL},
    {"betaalbaarheid", "onbekend koop of huur", "prijs", "koop of huur onbekend", NULL, NULL},
    {"sloop", "sloop", "totaal", "sloop", NULL, NULL},
    {"wonen en zorg", "overig geschikt", "ouderen", "overig-geschikt", "overig-geschikt", ""},
    {"betaalbaarheid", "huur sociale huur", "prijs", "sociale huur", "", "huur-sociaal"},
};

struct getal {
    int64_t waarde;
    uint8_t ontbreekt, vlag;
};

struct regel { /* a category as it stands on the sheet */
    bool er;
    int64_t rij;
    struct getal totaal, gerealiseerd, jaar[JAREN_MAX];
};

struct blad {
    int totaal, gerealiseerd, jaar_kolom[JAREN_MAX], jaar[JAREN_MAX], n_jaren;
    struct regel regel[N_CATEGORIEEN];
    struct plan_nieuw plan;
    bool goed, met_status, gevuld;
    int64_t status_rij;
};

struct monitor {
    struct planlijst *lijst;
    struct map leveraars;
    bool geleverd[N_CATEGORIEEN]; /* on some sheet */
    int64_t leeg;
};

/* ---- what the plan is ---- */

static void label_lees(struct monitor *m, struct import *im, const struct tabel_rij *r, struct str label,
                       struct blad *b)
{
    struct plan_nieuw *p = &b->plan;
    struct str waarde = import_tekst(r, 1);

    if (str_is(label, "plannaam")) {
        p->naam = str_dup(im->a, waarde);
        p->verzonnen = import_verzonnen(im->a, waarde);
        b->gevuld = b->gevuld || waarde.n;
    } else if (str_is(label, "id") || str_is(label, "plancode")) {
        p->plancode = str_dup(im->a, waarde);
    } else if (str_is(label, "gemeente")) {
        b->gevuld = b->gevuld || waarde.n;
        if (b->gevuld)
            b->goed = (p->gebied = import_gebied(im, r, 1, "gemeente", im->l->peildatum)) != NULL && b->goed;
    } else if (str_is(label, "plantype")) {
        p->plantype = str_dup(im->a, waarde);
    } else if (str_is(label, "vertrouwelijkheid")) {
        b->goed = planlijst_vertrouwelijk(im, r, 1, &p->vertrouwelijk) && b->goed;
        im->geheim = p->vertrouwelijk;
    } else if (str_is(label, "status project")) {
        p->fase = str_dup(im->a, waarde);
    } else if (str_is(label, "status planologisch") && b->gevuld) {
        b->met_status = true;
        b->goed = planlijst_status(m->lijst, r, 1, true, p) && b->goed;
    }
}

/* ---- its homes ---- */

static bool tabel_kop(struct import *im, const struct tabel_rij *r, struct blad *b)
{
    for (size_t k = 2; k < r->n; k++) {
        struct str s = import_kop_naam(im->a, r->cellen[k].tekst);
        int64_t jaar;

        if (str_is(s, "totalen") || str_is(s, "totaal"))
            b->totaal = (int)k;
        else if (str_is(s, "gerealiseerd"))
            b->gerealiseerd = (int)k;
        else if (s.n == 4 && num_i64(s, &jaar) && jaar >= 1990 && jaar <= 2100 && b->n_jaren < JAREN_MAX) {
            for (int i = 0; i < b->n_jaren; i++)
                if (b->jaar[i] == jaar) {
                    import_meld(im, MELDING_FOUT, r->nummer, (int)k, s, "dit jaar staat twee keer in de kop");
                    return false;
                }
            b->jaar_kolom[b->n_jaren] = (int)k;
            b->jaar[b->n_jaren++] = (int)jaar;
        }
    }
    if (b->totaal < 0)
        import_meld(im, MELDING_FOUT, r->nummer, -1, STR(""),
                    "verwacht een kolom Totalen boven de aantallen");
    return b->totaal >= 0;
}

static int categorie_zoek(struct str groep, struct str label)
{
    for (int i = 0; i < N_CATEGORIEEN; i++)
        if (str_is(groep, categorieen[i].groep) && str_is(label, categorieen[i].label))
            return i;
    return -1;
}

static bool cel_getal_lees(struct import *im, const struct tabel_rij *r, int kolom, struct getal *ret)
{
    *ret = (struct getal){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
    return kolom < 0 || import_getal(im, r, kolom, 0, &ret->waarde, &ret->ontbreekt, &ret->vlag);
}

static void regel_lees(struct monitor *m, struct import *im, const struct tabel_rij *r, struct str groep,
                       struct str label, struct blad *b)
{
    int c = categorie_zoek(groep, label);
    const struct categorie *cat = &categorieen[c < 0 ? 0 : c];
    bool dubbel = false;
    struct regel *x;

    if (c < 0) {
        import_meld(im, MELDING_INFO, r->nummer, 0, label,
                    "deze categorie kennen wij niet; zij is overgeslagen");
        return;
    }
    x = &b->regel[c];
    for (int i = 0; i < N_CATEGORIEEN; i++) /* also under its other name */
        dubbel = dubbel || (b->regel[i].er && str_is(str_from(cat->soort), categorieen[i].soort) &&
                            str_is(str_from(cat->code), categorieen[i].code));
    if (dubbel) {
        import_meld(im, MELDING_FOUT, r->nummer, 0, label, "deze categorie staat er twee keer");
        b->goed = false;
        return;
    }
    x->er = true;
    x->rij = r->nummer;
    b->goed = cel_getal_lees(im, r, b->totaal, &x->totaal) && b->goed;
    b->goed = cel_getal_lees(im, r, b->gerealiseerd, &x->gerealiseerd) && b->goed;
    m->lijst->rij = r->nummer;
    planlijst_getal(m->lijst, cat->soort, str_from(cat->code), 0, 0, x->totaal.waarde, x->totaal.ontbreekt,
                    b->totaal);
    if (b->gerealiseerd >= 0)
        planlijst_getal(m->lijst, "gerealiseerd",
                        str_from(c ? str_fmt(im->a, "%s: %s", cat->groep, cat->code).p : "bruto"), 0, 0,
                        x->gerealiseerd.waarde, x->gerealiseerd.ontbreekt, b->gerealiseerd);
    if (x->totaal.waarde < 0 || x->gerealiseerd.waarde < 0)
        b->plan.bevinding |= BEVINDING_NEGATIEF;
    for (int i = 0; i < b->n_jaren; i++) {
        b->goed = cel_getal_lees(im, r, b->jaar_kolom[i], &x->jaar[i]) && b->goed;
        planlijst_getal(m->lijst, c ? cat->soort : "jaar", c ? str_from(cat->code) : STR(""), b->jaar[i],
                        b->jaar[i], x->jaar[i].waarde, x->jaar[i].ontbreekt, b->jaar_kolom[i]);
        if (x->jaar[i].waarde < 0)
            b->plan.bevinding |= BEVINDING_NEGATIEF;
    }
    m->lijst->rij = 0;
}

/* ---- a sheet ---- */

static int blad_lees(struct monitor *m, struct import *im, struct blad *b, struct err *e)
{
    struct str groep = STR("");
    bool tabel = false;
    struct tabel_rij r;
    int rc;

    *b = (struct blad){.totaal = -1, .gerealiseerd = -1, .goed = true};
    m->lijst->getal.n = 0;
    while ((rc = import_rij(im, &r, e)) > 0) {
        struct str label = import_kop_naam(im->a, import_tekst(&r, 0)),
                   bij = import_kop_naam(im->a, import_tekst(&r, 1));

        if (!tabel && str_is(bij, "groepnaam")) {
            tabel = true;
            b->goed = tabel_kop(im, &r, b) && b->goed;
        } else if (!tabel) {
            label_lees(m, im, &r, label, b);
        } else if (label.n && b->totaal >= 0) {
            groep = bij.n ? bij : groep; /* the cells of a group are one */
            regel_lees(m, im, &r, groep, label, b);
        }
    }
    if (!rc && b->gevuld && !tabel) {
        import_meld(im, MELDING_FOUT, 0, -1, STR(""),
                    "verwacht onder de kenmerken een tabel met Groepnaam en Totalen");
        b->goed = false;
    }
    return rc;
}

static struct getal rest_van(const struct regel *x)
{
    struct getal g = x->totaal;

    if (!x->er)
        return (struct getal){.ontbreekt = ONTBREEKT_NIET_GELEVERD};
    if (!g.ontbreekt && !x->gerealiseerd.ontbreekt)
        g.waarde -= x->gerealiseerd.waarde;
    return g;
}

static void groep_keur(struct import *im, struct blad *b, const char *groep, unsigned bit, const char *wat)
{
    int64_t som = 0;
    bool er = false;

    for (int i = 0; i < N_CATEGORIEEN; i++)
        if (str_is(str_from(groep), categorieen[i].groep) && b->regel[i].er &&
            !b->regel[i].totaal.ontbreekt) {
            som += b->regel[i].totaal.waarde;
            er = true;
        }
    if (!er || b->regel[0].totaal.ontbreekt || som == b->regel[0].totaal.waarde)
        return;
    b->plan.bevinding |= bit;
    import_meld(im, MELDING_LET_OP, b->regel[0].rij, b->totaal, b->plan.naam,
                "Nieuwbouw is niet gelijk aan de som van %s; de aantallen staan er zoals geleverd", wat);
}

static void keur(struct import *im, struct blad *b)
{
    struct getal rest = rest_van(&b->regel[0]);
    int64_t som = 0;
    bool er = false;

    for (int i = 0; i < b->n_jaren; i++) {
        som += b->regel[0].jaar[i].waarde;
        er = er || !b->regel[0].jaar[i].ontbreekt;
    }
    if (er && !rest.ontbreekt && som != rest.waarde) {
        b->plan.bevinding |= BEVINDING_C1;
        import_meld(im, MELDING_LET_OP, b->regel[0].rij, -1, b->plan.naam,
                    "de restcapaciteit is niet gelijk aan de som van de jaren (c1); de aantallen staan er "
                    "zoals geleverd");
    }
    groep_keur(im, b, "woningtype", BEVINDING_C2, "eengezins, meergezins en onbekend (c2)");
    groep_keur(im, b, "betaalbaarheid", BEVINDING_C4, "de betaalbaarheid (c4)");
    groep_keur(im, b, "wonen en zorg", BEVINDING_OUDEREN, "wonen en zorg");
}

static void cijfers_maak(struct import *im, const struct blad *b)
{
    static const char *const onderwerpen[PLAN_HARDHEDEN] = {"plannen-hard", "plannen-zacht",
                                                            "plannen-onbekend"};
    unsigned vlag =
        (b->plan.vertrouwelijk ? VLAG_VERTROUWELIJK : 0) | (b->plan.verzonnen ? VLAG_VERZONNEN : 0);
    date_t d = im->l->peildatum;

    for (int c = 0; c < N_CATEGORIEEN; c++) {
        const struct regel *x = &b->regel[c];
        struct reeks_nieuw reeks = {.onderwerp = str_from(onderwerpen[b->plan.status->hardheid]),
                                    .bron = STR("planmonitor"),
                                    .definitieset = STR("geen"),
                                    .woningtype = str_from(categorieen[c].woningtype),
                                    .segment = str_from(categorieen[c].segment)};
        struct getal rest = rest_van(x);
        bool jaren = false;

        if (!x->er || !categorieen[c].woningtype)
            continue;
        for (int i = 0; i < b->n_jaren; i++)
            jaren = jaren || !x->jaar[i].ontbreekt;
        for (int i = 0; jaren && i < b->n_jaren; i++) {
            reeks.horizon_van = reeks.horizon_tot = b->jaar[i];
            import_cijfer(im, levering_reeks(im->l, &reeks), b->plan.gebied, d, d, x->jaar[i].waarde,
                          x->jaar[i].ontbreekt, STATUS_GEEN, vlag | x->jaar[i].vlag, x->rij,
                          b->jaar_kolom[i]);
        }
        if (!jaren)
            import_cijfer(im, levering_reeks(im->l, &reeks), b->plan.gebied, d, d, rest.waarde,
                          rest.ontbreekt, STATUS_GEEN, vlag | rest.vlag, x->rij, b->totaal);
    }
}

static void plan_maak(struct monitor *m, struct import *im, struct blad *b)
{
    struct tabel_rij eerste = {.nummer = 1};
    struct getal rest = rest_van(&b->regel[0]);

    if (!b->met_status)
        b->goed = planlijst_status(m->lijst, &eerste, -1, true, &b->plan) && b->goed;
    if (!b->plan.gebied && b->goed) {
        import_meld(im, MELDING_FOUT, 0, -1, STR(""), "hier hoort een gemeente te staan");
        b->goed = false;
    }
    if (!b->goed)
        return;
    b->plan.rest = true;
    b->plan.woningen = rest.waarde;
    b->plan.ontbreekt = rest.ontbreekt;
    keur(im, b);
    cijfers_maak(im, b);
    planlijst_bij(m->lijst, &eerste, -1, -1, &b->plan);
    for (int c = 0; c < N_CATEGORIEEN; c++)
        m->geleverd[c] = m->geleverd[c] || b->regel[c].er;
    map_put(&m->leveraars, b->plan.gebied->code, NULL)->value.p = (void *)b->plan.gebied;
}

/* A gemeente that delivered and has no plans of a kind has nought of it. */
static void nullen_maak(struct import *im, const struct monitor *m)
{
    static const char *const onderwerpen[] = {"plannen-hard", "plannen-zacht"};

    for (int k = 0; k < 2 * N_CATEGORIEEN; k++) {
        const struct categorie *cat = &categorieen[k / 2];
        struct reeks_nieuw reeks = {.onderwerp = str_from(onderwerpen[k % 2]),
                                    .bron = STR("planmonitor"),
                                    .definitieset = STR("geen")};
        uint32_t nummer;

        if (!cat->woningtype || !m->geleverd[k / 2])
            continue;
        reeks.woningtype = str_from(cat->woningtype);
        reeks.segment = str_from(cat->segment);
        nummer = levering_reeks(im->l, &reeks);
        for (size_t i = 0; i < m->leveraars.n; i++)
            import_cijfer(im, nummer, m->leveraars.at[i].value.p, im->l->peildatum, im->l->peildatum, 0, 0,
                          STATUS_GEEN, VLAG_AFGELEID_NUL, 0, -1);
    }
}

int planmonitor_lees(struct import *im, struct err *e)
{
    struct monitor m = {.lijst = planlijst_maak(im)};
    struct blad *b = ARENA_NEW(im->a, struct blad);
    int rc = OK;

    if (!tabel_is_werkboek(im->t))
        return err_set(e, ERR_DATA, "verwacht het werkboek van Planmonitor Wonen (.xlsx)");
    map_init(&m.leveraars, im->a);
    for (size_t i = 0; !rc && i < tabel_n_bladen(im->t); i++) {
        im->blad = (int)i;
        if (import_sjabloon_blad(tabel_blad_naam(im->t, i)))
            continue;
        rc = tabel_blad_kies(im->t, i, e);
        if (!rc)
            rc = blad_lees(&m, im, b, e);
        if (!rc && b->gevuld)
            plan_maak(&m, im, b);
        m.leeg += !rc && !b->gevuld;
        im->geheim = false;
    }
    if (rc)
        return rc;
    if (m.leeg && (im->plannen || im->fouten))
        import_meld(im, MELDING_INFO, 0, -1, STR(""), "%lld bladen zijn niet ingevuld en overgeslagen",
                    (long long)m.leeg);
    if (!im->plannen && !im->fouten)
        return err_set(e, ERR_DATA,
                       "geen enkel blad is ingevuld: verwacht op een blad een Plannaam en een Gemeente. Dit "
                       "is een leeg sjabloon van Planmonitor Wonen");
    nullen_maak(im, &m);
    if (im->plannen)
        planlijst_klaar(m.lijst);
    return OK;
}

/* ---- its template ---- */

/* The labels of a sheet as label_lees knows them, with what an example says. */
static const struct {
    const char *label, *voorbeeld;
    int lijst; /* -1: any text */
} labels[] = {{"Plannaam", "Verzonnen plan", -1},
              {"Id", "V-001", -1},
              {"Gemeente", "Vaals", -1},
              {"Plantype", "Transformatie", -1},
              {"Vertrouwelijkheid", "Openbaar", 0},
              {"Status Project", "In voorbereiding", -1},
              {"Status Planologisch", "1A", 1}};

/* Of which categories the example has homes: such that every check holds. */
static const char *const in_voorbeeld[] = {"bruto", "meergezins", "zorggeschikt", "sociale huur"};

static bool voorbeeld_heeft(const struct categorie *c)
{
    for (size_t i = 0; i < sizeof in_voorbeeld / sizeof *in_voorbeeld; i++)
        if (str_is(str_from(c->code), in_voorbeeld[i]) && strcmp(c->label, "huur sociale huur") != 0)
            return true;
    return false;
}

static struct str hoofd(struct arena *a, const char *tekst)
{
    struct str s = str_dup(a, str_from(tekst));

    if (s.n && s.p[0] >= 'a' && s.p[0] <= 'z')
        ((char *)s.p)[0] = (char)(s.p[0] - 32);
    return s;
}

static void blad_vul(struct arena *a, int jaar, bool voorbeeld, struct xlsx_form_sheet *ret)
{
    enum { JAREN = 15 };
    const size_t n_labels = sizeof labels / sizeof *labels;
    uint32_t rij = (uint32_t)n_labels + 1;
    VEC(struct xlsx_form_cell) v = {0};

    for (size_t i = 0; i < n_labels; i++) {
        VEC_PUSH(a, &v, ((struct xlsx_form_cell){(uint32_t)i, 0, str_from(labels[i].label), true, -1}));
        VEC_PUSH(a, &v,
                 ((struct xlsx_form_cell){(uint32_t)i, 1, str_from(voorbeeld ? labels[i].voorbeeld : ""),
                                          false, labels[i].lijst}));
    }
    for (int k = 0; k < 3 + JAREN; k++)
        VEC_PUSH(a, &v,
                 ((struct xlsx_form_cell){rij, (uint16_t)(k + 1),
                                          !k       ? STR("Groepnaam")
                                          : k == 1 ? STR("Totalen")
                                          : k == 2 ? STR("Gerealiseerd")
                                                   : str_fmt(a, "%d", jaar + k - 3),
                                          true, -1}));
    for (int c = 0; c < N_CATEGORIEEN; c++) {
        if (categorieen[c].segment && c && strcmp(categorieen[c].label, "huur sociale huur") == 0)
            continue; /* another name for one that is there */
        rij++;
        VEC_PUSH(a, &v, ((struct xlsx_form_cell){rij, 0, hoofd(a, categorieen[c].label), false, -1}));
        VEC_PUSH(a, &v, ((struct xlsx_form_cell){rij, 1, hoofd(a, categorieen[c].groep), false, -1}));
        if (!voorbeeld || !voorbeeld_heeft(&categorieen[c]))
            continue;
        VEC_PUSH(a, &v, ((struct xlsx_form_cell){rij, 2, STR("24"), false, -1}));
        VEC_PUSH(a, &v, ((struct xlsx_form_cell){rij, 3, STR("0"), false, -1}));
        VEC_PUSH(a, &v, ((struct xlsx_form_cell){rij, 5, STR("24"), false, -1}));
    }
    ret->cell = v.at;
    ret->n = v.n;
}

size_t planmonitor_bladen(struct arena *a, int jaar, struct xlsx_form_list *lijst, size_t n_max,
                          struct xlsx_form_sheet *blad)
{
    static const struct str openbaar[] = {STR_INIT("Openbaar"), STR_INIT("Gemeente"), STR_INIT("Regio"),
                                          STR_INIT("Provincie")};
    struct str *codes = ARENA_ARRAY(a, struct str, PLANSTATUS_CODES);

    for (int i = 0; i < PLANSTATUS_CODES; i++)
        codes[i] = str_from(planstatus_codes[i]);
    if (n_max < 2)
        return 0;
    lijst[0] = (struct xlsx_form_list){STR("Vertrouwelijkheid"), openbaar, 4};
    lijst[1] = (struct xlsx_form_list){STR("Status Planologisch"), codes, PLANSTATUS_CODES};
    blad_vul(a, jaar, false, &blad[0]);
    blad_vul(a, jaar, true, &blad[1]);
    return 2;
}
