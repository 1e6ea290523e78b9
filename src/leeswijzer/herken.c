/* SPDX-License-Identifier: EUPL-1.2
 * What a table is and what its columns mean: each column of the file against each column of each soort, by
 * name and by content, the best pairs first; then what a header says of the figures under it. See
 * docs/methoden/leeswijzer.md for the weights. */
#include "leeswijzer/herken_intern.h"

#include <stdlib.h>
#include <string.h>

enum {
    DREMPEL = 60,      /* a pair below it is no guess */
    BLADEN_HEEL = 4,   /* of so many sheets each soort is tried */
    ALGEMEEN_AF = 12,  /* the soort that takes any figure gives way to one that fits */
    ONMISBAAR_TOP = 30 /* a soort that lacks what no person can fill in gets no more */
};

struct paar {
    int kolom, doel, punten;
    struct str naam;
    const char *inhoud; /* what the content says, NULL: nothing */
    int raak, van;
};

/* What the content of a column may say of one of this type: how many of its cells are so, and what it adds
 * when they are (plus, of a hundred per cent), or takes off when they are not (min). */
struct weging {
    const char *inhoud;
    size_t raak, van;
    int plus, min;
};

static struct weging gebied_weging(const struct kolom *k, const struct herken_kolom *c, const struct paar *p)
{
    struct weging w = {"een gebied", c->gebied, c->gevuld, 65, -50};

    if (herken_deel(c->getal, c->gevuld) > 50 && p->punten < NAAM_STERK)
        w.plus = 0; /* bare numbers are no names */
    if (!k->gebied)
        return w;
    if (!strcmp(k->gebied, "gemeente")) {
        w.inhoud = "een gemeente";
        w.raak = c->gemeente;
    } else if (!strcmp(k->gebied, "provincie")) {
        w.inhoud = "een provincie";
        w.raak = c->provincie;
    } else {
        w.inhoud = "een zorgkantoorregio";
        w.raak = c->zorgkantoor;
    }
    return w;
}

static struct weging keuze_weging(struct arena *scratch, const struct kolom *k, const struct herken_kolom *c,
                                  bool zacht)
{
    struct weging w = {"een woord van de lijst", 0, c->n_voorbeelden, 40, zacht ? -10 : -60};
    bool precies;

    for (size_t i = 0; i < c->n_voorbeelden; i++)
        w.raak += keuze_in(scratch, k, str_fold(scratch, c->voorbeeld[i]), &precies) >= 0;
    return w;
}

static struct weging weging_van(struct arena *scratch, const struct kolom *k, const struct herken_kolom *c,
                                const struct paar *p)
{
    size_t n = c->gevuld;
    bool zacht = p->punten >= 80;

    switch (k->type) {
    case KOLOM_IS_TEKST: /* see inhoud_punten */
        break;
    case KOLOM_IS_GETAL:
        return (struct weging){"een getal", c->getal, n, 0, -60};
    case KOLOM_IS_JAAR:
        return (struct weging){"een jaar", c->jaar, n, 25, -60};
    case KOLOM_IS_DATUM:
        return (struct weging){"een datum", c->datum, n, 30, -60};
    case KOLOM_IS_GEBIED:
        return gebied_weging(k, c, p);
    case KOLOM_IS_WONINGTYPE:
        return (struct weging){"een woningtype", c->woningtype, n, 65, -60};
    case KOLOM_IS_STATUS:
        return (struct weging){"een status", c->status, n, 30, -40};
    case KOLOM_IS_PLANSTATUS:
        return (struct weging){"een planologische status", c->planstatus, n,
                               herken_deel(c->getal, n) > 80 ? 10 : 75, zacht ? -15 : -60};
    case KOLOM_IS_ONDERWERP:
        return (struct weging){"een onderwerp", c->onderwerp, n, 60, -60};
    case KOLOM_IS_KEUZE:
        return keuze_weging(scratch, k, c, zacht);
    }
    return (struct weging){NULL, 0, n, 0, -60};
}

/* What the content adds to the name (negative: it speaks against it). */
static int inhoud_punten(struct arena *scratch, const struct kolom *k, const struct herken_kolom *c,
                         struct paar *p)
{
    struct weging w;
    int deel;

    if (k->type == KOLOM_IS_TEKST)
        return c->gevuld && herken_deel(c->getal, c->gevuld) > 90 && p->punten < 90 ? -25 : 0;
    w = weging_van(scratch, k, c, p);
    deel = herken_deel(w.raak, w.van);
    p->raak = (int)w.raak;
    p->van = (int)w.van;
    p->inhoud = w.van && deel >= 50 ? w.inhoud : NULL;
    if (!w.van)
        return 0;
    if (deel < 50)
        return w.min;
    return w.plus * deel / 100 - (k->type == KOLOM_IS_GETAL && deel < 80 ? 10 : 0);
}

static int paar_orde(const void *x, const void *y)
{
    const struct paar *a = x, *b = y;

    if (a->punten != b->punten)
        return a->punten > b->punten ? -1 : 1;
    if (a->kolom != b->kolom)
        return a->kolom < b->kolom ? -1 : 1;
    return (a->doel > b->doel) - (a->doel < b->doel);
}

static struct str waarom_tekst(struct arena *a, const struct kolommen *s, const struct paar *p)
{
    struct buf b;
    struct str doel = kolom_kopnaam(a, &s->at[p->doel], 0, 0);

    buf_init(&b, a, 300);
    if (p->naam.n && !str_eq(kop_vouw(a, p->naam), kop_vouw(a, doel)))
        buf_fmt(&b, "de naam lijkt op “%.*s”", STR_ARG(p->naam));
    else if (p->naam.n)
        buf_fmt(&b, "zo heet de kolom %.*s", STR_ARG(doel));
    if (p->inhoud)
        buf_fmt(&b, "%s%d van de %d %s %s", b.n ? "; " : "", p->raak, p->van,
                s->at[p->doel].type == KOLOM_IS_KEUZE ? "voorbeelden zijn" : "gevulde cellen zijn",
                p->inhoud);
    return buf_str(&b);
}

/* ---- one soort ---- */

static void wijs_toe(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                     struct herkenning *h)
{
    VEC(struct paar) paren = {0};
    struct arena scratch;

    arena_init(&scratch, 0);
    for (size_t i = 0; i < h->n; i++) {
        h->kolom[i].doel = -1;
        h->kolom[i].zeker = 0;
        h->kolom[i].waarom = STR("");
        for (int k = 0; k < s->n; k++) {
            struct paar p = {.kolom = (int)i, .doel = k};
            bool naam_jaren = h->kolom[i].van && !s->at[k].jaren && !s->at[k].letterlijk;

            if (s->at[k].jaren || (!h->kolom[i].gevuld && !h->kolom[i].vouw.n))
                continue;
            p.punten =
                naam_gelijk(&scratch, &s->at[k], naam_jaren ? h->kolom[i].kern : h->kolom[i].vouw, &p.naam);
            if (naam_jaren && !s->at[k].meet)
                p.punten -= 20;
            if (p.punten < NAAM_STERK && s->at[k].type <= KOLOM_IS_DATUM && s->at[k].type != KOLOM_IS_JAAR)
                continue; /* a text, number or date says nothing by itself */
            p.punten += inhoud_punten(&scratch, &s->at[k], &h->kolom[i], &p);
            if (p.punten >= DREMPEL)
                VEC_PUSH(a, &paren, p);
        }
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    if (paren.n)
        qsort(paren.at, paren.n, sizeof *paren.at, paar_orde);
    for (size_t i = 0; i < paren.n; i++) {
        const struct paar *p = &paren.at[i];
        struct herken_kolom *c = &h->kolom[p->kolom];

        if (c->doel >= 0 || herken_gebruikt(h, p->doel))
            continue;
        c->doel = p->doel;
        c->zeker = p->punten > 125 ? 100 : p->punten * 8 / 10;
        c->waarom = waarom_tekst(a, s, p);
    }
    jaren_wijs_toe(a, s, h);
    meet_wijs_toe(a, kennis, s, h);
    meet_ruim_op(a, kennis, s, h);
}

static bool is_algemeen(const struct kolommen *s)
{
    return soort_kolom(s, "onderwerp") >= 0;
}

/* How well the soort fits: what it needs is there, how sure that is, and how much of the file it explains. */
static int soort_punten(struct arena *a, const struct herken_kennis *kennis, const struct kolommen *s,
                        const struct herkenning *h)
{
    int nodig = 0, er = 0, zeker = 0, gevonden = 0, gevuld = 0, ret;
    struct leeswijzer_vasten zegt = {0}; /* by the header of a column of figures */
    bool onmisbaar = false;

    for (size_t i = 0; i < h->n && !zegt.n; i++)
        if (h->kolom[i].doel >= 0 && s->at[h->kolom[i].doel].meet)
            herken_kop_zegt(a, kennis, s, h, &h->kolom[i], &zegt);

    for (int k = 0; k < s->n; k++) {
        bool gebruikt = herken_gebruikt(h, k);
        enum kolom_type t = s->at[k].type;

        if (!s->at[k].verplicht)
            continue;
        nodig += 2;
        if (gebruikt || leeswijzer_vast_bij(&zegt, kolom_kopnaam(a, &s->at[k], 0, 0)).p)
            er += 2;
        else if (s->at[k].jaren || (t != KOLOM_IS_GEBIED && t != KOLOM_IS_GETAL && t != KOLOM_IS_PLANSTATUS))
            er += 1; /* may hold for all rows */
        else
            onmisbaar = true;
    }
    for (size_t i = 0; i < h->n; i++) {
        gevuld += h->kolom[i].gevuld > 0;
        if (h->kolom[i].doel < 0)
            continue;
        gevonden++;
        zeker += h->kolom[i].zeker;
    }
    if (!gevonden)
        return 0;
    ret =
        (nodig ? 50 * er / nodig : 25) + 25 * zeker / gevonden / 100 + (gevuld ? 25 * gevonden / gevuld : 0);
    if (is_algemeen(s))
        ret -= ALGEMEEN_AF;
    ret = ret > 100 ? 100 : ret < 0 ? 0 : ret;
    if (herken_in_titel(a, h->titel, str_from(s->soort)))
        ret = ret > 95 ? 100 : ret + 5; /* "opgave-2025.csv" */
    return onmisbaar && ret > ONMISBAAR_TOP ? ONMISBAAR_TOP : ret;
}

/* ---- sheets ---- */

static void titel_neem(struct arena *a, struct herkenning *h, const struct herken_vraag *v)
{
    struct buf b;

    buf_init(&b, a, 600);
    for (size_t i = 0; i < h->kop && i < 10; i++)
        for (size_t k = 0; k < h->rooster->rij[i].n && k < 6; k++)
            if (rooster_cel(h->rooster, i, k)->tekst.n)
                buf_fmt(&b, "%.*s ", STR_ARG(utf8_clip(rooster_cel(h->rooster, i, k)->tekst, 100)));
    buf_fmt(&b, "%.*s %.*s", STR_ARG(utf8_clip(h->blad_naam, 60)), STR_ARG(utf8_clip(v->bestand, 100)));
    h->titel = buf_str(&b);
}

static int blad_neem(struct arena *a, struct tabel *t, const struct herken_kennis *kennis,
                     const struct herken_vraag *v, size_t blad, struct herkenning *h, int *ret_punten,
                     struct err *e)
{
    int rijen = 1, rc = tabel_blad_kies(t, blad, e);

    *h = (struct herkenning){.blad = (int)blad, .blad_naam = utf8_clip(tabel_blad_naam(t, blad), 100)};
    if (!rc)
        rc = rooster_neem(a, t, &h->rooster, e);
    if (rc)
        return rc;
    *ret_punten = kop_zoek_rij(h->rooster, kennis, &h->kop, &rijen);
    h->n_koprijen = (size_t)rijen;
    if (v->koprij) {
        h->kop = rooster_bij_nummer(h->rooster, v->koprij);
        if (h->kop == h->rooster->n)
            return err_set(e, ERR_DATA, "rij %lld is er niet, of niet bij de eerste %d rijen",
                           (long long)v->koprij, ROOSTER_RIJEN);
        h->n_koprijen = 1;
        *ret_punten = 1;
    }
    if (v->koprijen)
        h->n_koprijen = (size_t)v->koprijen;
    return OK;
}

/* The soort that fits best, with its columns given; *ret_zeker how well. */
static void blad_herken(struct arena *a, const struct herken_kennis *kennis, const struct herken_vraag *v,
                        struct herkenning *h, int *ret_zeker)
{
    size_t best = 0;

    titel_neem(a, h, v);
    kolommen_tel(a, kennis, h);
    for (size_t s = 0; s < kennis->n_soorten; s++) {
        wijs_toe(a, kennis, &kennis->soorten[s], h);
        h->zeker[s] = soort_punten(a, kennis, &kennis->soorten[s], h);
        if (h->zeker[s] > h->zeker[best])
            best = s;
    }
    for (size_t s = 0; s < kennis->n_soorten; s++)
        if (v->soort.n && str_is(v->soort, kennis->soorten[s].soort))
            best = s;
    *ret_zeker = h->zeker[best];
    h->soort = &kennis->soorten[best];
    wijs_toe(a, kennis, h->soort, h);
}

int herken(struct arena *a, struct tabel *t, const struct herken_kennis *kennis, const struct herken_vraag *v,
           struct herkenning *ret, struct err *e)
{
    size_t n = tabel_n_bladen(t) < HERKEN_BLADEN_MAX ? tabel_n_bladen(t) : HERKEN_BLADEN_MAX;
    struct {
        struct herkenning h;
        int punten;
    } *blad = (void *)arena_alloc(a, sizeof *blad * (n ? n : 1));
    int hoog = -1, rc = OK;

    if (kennis->n_soorten > HERKEN_SOORTEN_MAX || !kennis->n_soorten)
        return err_set(e, ERR_ENV, "de herkenner kent geen soorten of te veel");
    if (v->blad >= 0 && (size_t)v->blad >= n)
        return err_set(e, ERR_DATA, "blad %d is er niet", v->blad + 1);
    for (size_t i = 0; i < n && !rc; i++)
        if (v->blad < 0 || (size_t)v->blad == i)
            rc = blad_neem(a, t, kennis, v, i, &blad[i].h, &blad[i].punten, e);
    if (rc)
        return rc;
    for (int ronde = 0; ronde < BLADEN_HEEL; ronde++) {
        size_t x = n;
        int zeker;

        for (size_t i = 0; i < n; i++)
            if (blad[i].punten > 0 && blad[i].h.rooster && (x == n || blad[i].punten > blad[x].punten))
                x = i;
        if (x == n)
            break;
        blad[x].punten = 0;
        blad_herken(a, kennis, v, &blad[x].h, &zeker);
        if (zeker > hoog) {
            hoog = zeker;
            *ret = blad[x].h;
        }
        if (arena_over(a))
            return err_set(e, ERR_LIMIT, "de tabel is te groot om te herkennen");
    }
    if (hoog < 0)
        return err_set(e, ERR_DATA,
                       "er is geen tabel met een kop te zien: verwacht een rij met namen van kolommen en "
                       "daaronder de gegevens");
    herken_wijzer(a, kennis, v, ret);
    return herken_woorden(a, t, kennis, ret, &ret->wijzer, e);
}
