/* SPDX-License-Identifier: EUPL-1.2
 * Plan capacity per gemeente as provincies collect it: hard (htotaal), zacht (ztotaal), some with phases
 * ("h2025-2029", "z2030+"). Where the phases add up to the total they are stored, each with its years; else
 * the total without years: never both. */
#include "route/importeurs.h"

#include "base/num.h"

enum { HARD, ZACHT, N_SOORTEN, FASEN_MAX = 12 };

static const char *const onderwerpen[N_SOORTEN] = {"plannen-hard", "plannen-zacht"};
static const char *const totaal_namen[N_SOORTEN] = {"htotaal", "ztotaal"};

struct fase {
    int kolom, van, tot;
    uint32_t reeks;
};

struct getal {
    int64_t waarde;
    uint8_t ontbreekt, vlag;
};

struct plancapaciteit {
    int provincie, gemeente, totaal, hz[N_SOORTEN];
    struct fase fase[N_SOORTEN][FASEN_MAX];
    int n_fasen[N_SOORTEN];
    int onbekend[4], n_onbekend; /* columns of homes in no phase; their headers do not say whether these are
                                    hard or zacht */
    uint32_t reeks[N_SOORTEN], reeks_plannen;
    struct map gezien;
};

const struct kolom plancapaciteit_kolommen[PLANCAPACITEIT_KOLOM_N] = {
    {.namen = "provincie|provincies",
     .ook = "provincienaam|prov",
     .type = KOLOM_IS_GEBIED,
     .gebied = "provincie",
     .plaats = offsetof(struct plancapaciteit, provincie),
     .verplicht = true,
     .voorbeeld = "Limburg",
     .uitleg = "Naam van de provincie"},
    {.namen = "gemeente|gemeenten|naam gemeente",
     .ook = "gemeentenaam|gemeentecode|gebied",
     .type = KOLOM_IS_GEBIED,
     .gebied = "gemeente",
     .plaats = offsetof(struct plancapaciteit, gemeente),
     .verplicht = true,
     .voorbeeld = "Vaals",
     .uitleg = "Naam of code"},
    {.namen = "htotaal|hard|hard totaal",
     .ook = "harde plannen|harde plancapaciteit|hard plan|totaal hard",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct plancapaciteit, hz[HARD]),
     .verplicht = true,
     .voorbeeld = "120",
     .uitleg = "Harde plannen"},
    {.namen = "ztotaal|zacht|zacht totaal",
     .ook = "zachte plannen|zachte plancapaciteit|zacht plan|totaal zacht",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct plancapaciteit, hz[ZACHT]),
     .verplicht = true,
     .voorbeeld = "80",
     .uitleg = "Zachte plannen"},
    {.namen = "totaal",
     .ook = "plancapaciteit|totale plancapaciteit|alle plannen|hard en zacht",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct plancapaciteit, totaal),
     .verplicht = true,
     .voorbeeld = "200",
     .uitleg = "Hard en zacht samen"},
    {.namen = "h",
     .ook = "hard",
     .type = KOLOM_IS_GETAL,
     .plaats = KOLOM_GEEN_PLAATS,
     .jaren = JAREN_STREEP,
     .uitleg = "Harde plannen in deze jaren, als h2025-2029 of h2035+"},
    {.namen = "z",
     .ook = "zacht",
     .type = KOLOM_IS_GETAL,
     .plaats = KOLOM_GEEN_PLAATS,
     .jaren = JAREN_STREEP,
     .uitleg = "Zachte plannen in deze jaren, als z2025-2029 of z2035+"},
};

static struct reeks_nieuw reeks_van(const char *onderwerp, int van, int tot)
{
    return (struct reeks_nieuw){.onderwerp = str_from(onderwerp),
                                .bron = STR("plancapaciteit-provincies"),
                                .definitieset = STR("geen"),
                                .horizon_van = van,
                                .horizon_tot = tot};
}

/* "2020-2024", "2030+" */
static bool jaren_lees(struct str s, int *van, int *tot)
{
    int64_t a, b = HORIZON_OPEN;
    struct str rest, eerste = str_cut(s, '-', &rest);

    if (!rest.p && eerste.n == 5 && eerste.p[4] == '+')
        eerste.n--;
    else if (!rest.p || rest.n != 4 || !num_i64(rest, &b))
        return false;
    if (eerste.n != 4 || !num_i64(eerste, &a) || a < 1990 || a > 2100 || b < a)
        return false;
    *van = (int)a;
    *tot = (int)b;
    return true;
}

static void fasen_zoek(struct import *im, const struct tabel_rij *kop, struct plancapaciteit *p)
{
    for (size_t k = 0; k < kop->n; k++) {
        struct str s = import_kop_naam(im->a, kop->cellen[k].tekst);
        int soort = str_starts(s, STR("h")) ? HARD : ZACHT;
        struct fase f = {.kolom = (int)k};

        if (str_starts(s, STR("onbekend")) && p->n_onbekend < 4)
            p->onbekend[p->n_onbekend++] = (int)k;
        if (s.n < 2 || (s.p[0] != 'h' && s.p[0] != 'z') || !jaren_lees(str_sub(s, 1, s.n), &f.van, &f.tot))
            continue;
        if (p->n_fasen[soort] == FASEN_MAX) {
            import_meld(im, MELDING_FOUT, kop->nummer, (int)k, s, "meer dan %d kolommen met fasen",
                        FASEN_MAX);
            return;
        }
        for (int i = 0; i < p->n_fasen[soort]; i++)
            if (f.van <= p->fase[soort][i].tot && f.tot >= p->fase[soort][i].van)
                import_meld(im, MELDING_FOUT, kop->nummer, (int)k, s,
                            "deze fase overlapt met een andere kolom: jaren zouden dubbel tellen");
        p->fase[soort][p->n_fasen[soort]++] = f;
    }
}

static bool getal_lees(struct import *im, const struct tabel_rij *r, int kolom, struct getal *ret)
{
    *ret = (struct getal){0};
    return import_getal(im, r, kolom, 0, &ret->waarde, &ret->ontbreekt, &ret->vlag);
}

static bool onbekend_verklaart(const struct tabel_rij *r, const struct plancapaciteit *p, int64_t verschil)
{
    int64_t v;

    for (int i = 0; i < p->n_onbekend; i++)
        if (num_i64(import_tekst(r, p->onbekend[i]), &v) && v == verschil)
            return true;
    return false;
}

/* Stores the phases when they are what the total is made of, else the total. False: a FOUT was noted. */
static bool soort_maak(struct import *im, const struct tabel_rij *r, struct plancapaciteit *p,
                       const struct gebied *g, int soort, const struct getal *totaal)
{
    struct getal fase[FASEN_MAX];
    int64_t som = 0;
    bool iets = false, goed = true;
    date_t d = im->l->peildatum;

    for (int i = 0; i < p->n_fasen[soort]; i++) {
        goed = getal_lees(im, r, p->fase[soort][i].kolom, &fase[i]) && goed;
        iets = iets || (goed && !fase[i].ontbreekt);
        som += fase[i].waarde;
    }
    if (!goed)
        return false;
    if (iets && !totaal->ontbreekt && som == totaal->waarde) {
        for (int i = 0; i < p->n_fasen[soort]; i++)
            if (!fase[i].ontbreekt)
                import_cijfer(im, p->fase[soort][i].reeks, g, d, d, fase[i].waarde, 0, STATUS_GEEN,
                              fase[i].vlag, r->nummer, p->fase[soort][i].kolom);
        return true;
    }
    if (iets && !totaal->ontbreekt) {
        int64_t verschil = totaal->waarde - som;

        if (onbekend_verklaart(r, p, verschil))
            import_meld(im, MELDING_INFO, r->nummer, p->hz[soort], g->naam,
                        "de fasen tellen met een kolom “onbekend” erbij op tot %s; het totaal is opgenomen, "
                        "zonder jaren",
                        totaal_namen[soort]);
        else if (verschil >= -1 && verschil <= 1 && tabel_cel(r, (size_t)p->hz[soort])->getal.scale)
            import_meld(im, MELDING_INFO, r->nummer, p->hz[soort], g->naam,
                        "de fasen tellen na afronding niet meer precies op tot %s; het totaal is opgenomen, "
                        "zonder jaren",
                        totaal_namen[soort]);
        else
            import_meld(im, MELDING_LET_OP, r->nummer, p->hz[soort], g->naam,
                        "de fasen tellen niet op tot %s; het totaal is opgenomen, zonder jaren",
                        totaal_namen[soort]);
    }
    if (iets && totaal->ontbreekt)
        import_meld(im, MELDING_LET_OP, r->nummer, p->hz[soort], g->naam,
                    "er zijn fasen, maar %s ontbreekt; geteld als niet geleverd", totaal_namen[soort]);
    import_cijfer(im, p->reeks[soort], g, d, d, totaal->waarde, totaal->ontbreekt, STATUS_GEEN, totaal->vlag,
                  r->nummer, p->hz[soort]);
    return true;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct plancapaciteit *p)
{
    const struct gebied *g = import_gemeente(im, r, p->gemeente, p->provincie);
    struct getal hz[N_SOORTEN], totaal;
    date_t d = im->l->peildatum;
    bool nieuw, goed = g != NULL;

    for (int i = 0; i < N_SOORTEN; i++)
        goed = getal_lees(im, r, p->hz[i], &hz[i]) && goed;
    goed = getal_lees(im, r, p->totaal, &totaal) && goed;
    if (!goed)
        return;
    map_put(&p->gezien, g->code, &nieuw);
    if (!nieuw) {
        import_meld(im, MELDING_FOUT, r->nummer, p->gemeente, g->naam,
                    "deze gemeente staat twee keer in het bestand");
        return;
    }
    if (hz[HARD].ontbreekt == ONTBREEKT_NIET_GELEVERD && hz[ZACHT].ontbreekt == ONTBREEKT_NIET_GELEVERD &&
        !totaal.ontbreekt && !hz[HARD].vlag) {
        import_meld(im, MELDING_INFO, r->nummer, p->totaal, g->naam,
                    "alleen een totaal, hard en zacht niet onderscheiden: opgenomen als onderwerp plannen");
        import_cijfer(im, p->reeks_plannen, g, d, d, totaal.waarde, 0, STATUS_GEEN, totaal.vlag, r->nummer,
                      p->totaal);
        return;
    }
    for (int i = 0; i < N_SOORTEN; i++) {
        if (!soort_maak(im, r, p, g, i, &hz[i]))
            return;
        if (!hz[i].ontbreekt && hz[i].waarde < 0)
            import_meld(im, MELDING_LET_OP, r->nummer, p->hz[i], g->naam,
                        "minder dan nul: dat kan, als er meer gesloopt dan gebouwd wordt");
    }
    if (!hz[HARD].ontbreekt && !hz[ZACHT].ontbreekt && !totaal.ontbreekt) {
        int64_t verschil = totaal.waarde - hz[HARD].waarde - hz[ZACHT].waarde;
        bool afgerond =
            tabel_cel(r, (size_t)p->totaal)->getal.scale || tabel_cel(r, (size_t)p->hz[HARD])->getal.scale;

        if (verschil < -1 || verschil > 1 || (verschil && !afgerond))
            import_meld(
                im, MELDING_LET_OP, r->nummer, p->totaal, g->naam,
                "htotaal en ztotaal tellen niet op tot totaal; hard en zacht staan er zoals geleverd");
    }
}

/* How many cells with an error stand on the sheets that were not read: a workbook that computes with them
 * deserves a second look. */
static int andere_bladen_tel(struct import *im, struct err *e)
{
    int gelezen = im->blad, rc = 0;
    size_t n = tabel_is_werkboek(im->t) ? tabel_n_bladen(im->t) : 0;
    struct tabel_rij r;

    for (size_t i = 0; i < n && rc >= 0; i++) {
        if ((int)i == gelezen)
            continue;
        im->blad = (int)i;
        rc = tabel_blad_kies(im->t, i, e);
        while (!rc && (rc = tabel_volgende(im->t, &r, e)) > 0) {
            for (size_t k = 0; k < r.n; k++)
                if (r.cellen[k].soort == CEL_FOUT)
                    import_meld(im, MELDING_INFO, r.nummer, (int)k, r.cellen[k].tekst,
                                "op een blad dat niet gelezen is staan cellen met een fout");
            rc = 0;
        }
    }
    im->blad = gelezen;
    return rc < 0 ? rc : OK;
}

static void reeksen_maak(struct import *im, struct plancapaciteit *p)
{
    struct reeks_nieuw x;

    for (int s = 0; s < N_SOORTEN; s++) {
        x = reeks_van(onderwerpen[s], 0, 0);
        p->reeks[s] = levering_reeks(im->l, &x);
        for (int i = 0; i < p->n_fasen[s]; i++) {
            x = reeks_van(onderwerpen[s], p->fase[s][i].van, p->fase[s][i].tot);
            p->fase[s][i].reeks = levering_reeks(im->l, &x);
        }
    }
    x = reeks_van("plannen", 0, 0);
    p->reeks_plannen = levering_reeks(im->l, &x);
}

int plancapaciteit_lees(struct import *im, struct err *e)
{
    struct plancapaciteit p = {0};
    struct tabel_rij r;
    int rc = import_kolommen(im, plancapaciteit_kolommen, PLANCAPACITEIT_KOLOM_N, &p, &r, e);

    if (rc)
        return rc;
    map_init(&p.gezien, im->a);
    fasen_zoek(im, &r, &p);
    reeksen_maak(im, &p);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &p);
    if (!rc && !im->lezer) /* a person chose the sheet */
        rc = andere_bladen_tel(im, e);
    return rc;
}
