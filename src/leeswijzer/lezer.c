/* SPDX-License-Identifier: EUPL-1.2
 * See lezer.h. */
#include "leeswijzer/lezer.h"
#include "leeswijzer/rooster.h"

#include "base/map.h"

enum { BLADEN_MAX = 50 };
enum { ZICHTBAAR_MAX = LEESWIJZER_KOLOMMEN_MAX + LEESWIJZER_VAST_MAX };

/* A column as the importer sees it. */
struct zichtbaar {
    const struct kolom *k;
    struct str doel, naam, vast; /* vast: for all rows, where there is no cell */
    int van, tot;
    int eigen; /* index of the leeswijzer's column that fills it; -1: none */
    bool meet, met_woorden;
    struct str vorige; /* of a column whose empty cells mean: as above */
};

struct lezer {
    struct arena *a;
    const struct leeswijzer *w;
    const struct kolommen *k;
    struct zichtbaar *kol;
    size_t n;
    int *bron;                           /* per column of the leeswijzer: the delivered column; -1: none */
    const int *meet;                     /* columns of the leeswijzer that hold the figure; n_meet of them */
    size_t n_meet, bezig;                /* bezig: the next of them to give, of the row that is held */
    struct leeswijzer_vasten *meet_vast; /* per figure, with the years of this file */
    struct map woorden;                  /* doel and folded word → struct leeswijzer_woord */
    struct tabel_rij rij;                /* the delivered row that is held */
    struct cel *cel;
    struct arena rij_arena; /* what one row needs; its owner is the lezer's arena */
    struct str *koppen;
    size_t n_koppen;
    int64_t overgeslagen, kop_rij;
};

static const struct kolom *doel_zoek(const struct kolommen *k, struct str doel, struct arena *a)
{
    for (int i = 0; i < k->n; i++)
        if (str_eq(kolom_kopnaam(a, &k->at[i], 0, 0), doel))
            return &k->at[i];
    return NULL;
}

static int doel_weiger(const struct lezer *l, struct str doel, struct err *e)
{
    return err_set(e, ERR_DATA, "leeswijzer: %s kent geen kolom “%.*s”", l->k->naam,
                   STR_ARG(utf8_clip(doel, 60)));
}

static struct zichtbaar *zichtbaar_bij(struct lezer *l, struct str doel, int van, int tot)
{
    struct zichtbaar *z;

    for (size_t i = 0; i < l->n; i++)
        if (l->kol[i].van == van && l->kol[i].tot == tot && str_eq(l->kol[i].doel, doel))
            return &l->kol[i];
    if (l->n == ZICHTBAAR_MAX)
        return NULL;
    z = &l->kol[l->n];
    *z = (struct zichtbaar){
        .k = doel_zoek(l->k, doel, l->a), .doel = doel, .van = van, .tot = tot, .eigen = -1};
    if (!z->k)
        return NULL;
    l->n++;
    return z;
}

/* The columns that hold the figure: each gives a row when there are several, or when its header says what
 * holds for it. */
static int meet_zoek(struct lezer *l, struct err *e)
{
    int *meet = ARENA_ARRAY(l->a, int, l->w->kolom.n);

    for (size_t i = 0; i < l->w->kolom.n; i++) {
        const struct leeswijzer_kolom *x = &l->w->kolom.at[i];
        const struct kolom *k = x->doel.n ? doel_zoek(l->k, x->doel, l->a) : NULL;

        if (x->doel.n && !k)
            return doel_weiger(l, x->doel, e);
        if (k && k->meet)
            meet[l->n_meet++] = (int)i;
        else if (x->vast.n)
            return err_set(e, ERR_DATA, "leeswijzer: bij kolom “%.*s” hoort niets vast: het is geen getal",
                           STR_ARG(utf8_clip(x->naam, 60)));
    }
    l->meet = meet;
    l->meet_vast = ARENA_ARRAY(l->a, struct leeswijzer_vasten, l->n_meet ? l->n_meet : 1);
    return OK;
}

static int kolommen_zet(struct lezer *l, struct err *e)
{
    for (size_t i = 0; i < l->w->kolom.n; i++) {
        const struct leeswijzer_kolom *x = &l->w->kolom.at[i];
        const struct kolom *k = x->doel.n ? doel_zoek(l->k, x->doel, l->a) : NULL;
        struct zichtbaar *z;

        if (!k)
            continue;
        if (k->jaren && !x->van)
            return err_set(e, ERR_DATA, "leeswijzer: van kolom “%.*s” is niet gezegd over welk jaar zij gaat",
                           STR_ARG(utf8_clip(x->naam, 60)));
        z = zichtbaar_bij(l, x->doel, k->jaren ? x->van : 0, k->jaren ? x->tot : 0);
        if (!z || (z->eigen >= 0 && !k->meet))
            return err_set(e, ERR_DATA, "leeswijzer: twee kolommen zijn “%.*s”; kies er één",
                           STR_ARG(utf8_clip(x->doel, 60)));
        z->meet = k->meet;
        if (z->eigen < 0)
            z->eigen = (int)i;
        for (size_t v = 0; v < x->vast.n; v++)
            if (!doel_zoek(l->k, x->vast.at[v].doel, l->a) || !zichtbaar_bij(l, x->vast.at[v].doel, 0, 0))
                return doel_weiger(l, x->vast.at[v].doel, e);
    }
    for (size_t v = 0; v < l->w->vast.n; v++) {
        struct zichtbaar *z = zichtbaar_bij(l, l->w->vast.at[v].doel, 0, 0);

        if (!z || z->k->jaren)
            return doel_weiger(l, l->w->vast.at[v].doel, e);
        if (z->eigen >= 0)
            return err_set(e, ERR_DATA, "leeswijzer: “%.*s” staat in een kolom, en ook vast voor alle rijen",
                           STR_ARG(utf8_clip(l->w->vast.at[v].doel, 60)));
        z->vast = l->w->vast.at[v].tekst;
    }
    return OK;
}

static int verplicht_toets(const struct lezer *l, struct err *e)
{
    struct buf b;

    buf_init(&b, l->a, 400);
    for (int i = 0; i < l->k->n; i++) {
        const struct kolom *k = &l->k->at[i];
        bool er = !k->verplicht || k->jaren;

        for (size_t x = 0; x < l->n && !er; x++)
            er = l->kol[x].k == k;
        if (!er)
            buf_fmt(&b, "%s%.*s", b.n ? ", " : "", STR_ARG(kolom_kopnaam(l->a, k, 0, 0)));
    }
    return b.n ? err_set(e, ERR_DATA, "leeswijzer: er is nog niet gezegd waar dit staat: %.*s",
                         STR_ARG(buf_str(&b)))
               : OK;
}

int lezer_maak(struct arena *a, const struct leeswijzer *w, const struct kolommen *k, struct lezer **ret,
               struct err *e)
{
    struct lezer *l = ARENA_NEW(a, struct lezer);
    int rc;

    *l = (struct lezer){.a = a, .w = w, .k = k};
    l->kol = ARENA_ARRAY(a, struct zichtbaar, ZICHTBAAR_MAX);
    l->bron = ARENA_ARRAY(a, int, w->kolom.n ? w->kolom.n : 1);
    rc = meet_zoek(l, e);
    if (!rc)
        rc = kolommen_zet(l, e);
    if (!rc)
        rc = verplicht_toets(l, e);
    if (rc)
        return rc;
    l->cel = ARENA_ARRAY(a, struct cel, l->n ? l->n : 1);
    map_init(&l->woorden, a);
    for (size_t i = 0; i < w->woord.n; i++) {
        struct leeswijzer_woord *x = &w->woord.at[i];

        map_put(&l->woorden, str_fmt(a, "%.*s\n%.*s", STR_ARG(x->doel), STR_ARG(kop_vouw(a, x->van))), NULL)
            ->value.p = x;
        for (size_t z = 0; z < l->n; z++)
            l->kol[z].met_woorden = l->kol[z].met_woorden || str_eq(l->kol[z].doel, x->doel);
    }
    arena_init(&l->rij_arena, 0);
    *ret = l;
    return OK;
}

/* ---- finding the header ---- */

/* Where each column of the leeswijzer stands under these headers; how many of those that are read lack. */
static size_t koppen_bind(struct lezer *l, const struct str *koppen, size_t n, struct str *ret_mist)
{
    size_t mist = 0;

    for (size_t i = 0; i < l->w->kolom.n; i++) {
        const struct leeswijzer_kolom *x = &l->w->kolom.at[i];
        struct str naam = kop_vouw(l->a, x->naam), kaal = kop_zonder_jaren(l->a, naam);
        size_t plaats = (size_t)x->plaats;
        int bron = -1;

        if (x->plaats >= 0 && plaats < n &&
            (!x->naam.n || str_eq(kop_zonder_jaren(l->a, kop_vouw(l->a, koppen[plaats])), kaal)))
            bron = x->plaats;
        for (size_t k = 0; k < n && bron < 0 && naam.n; k++)
            if (str_eq(kop_vouw(l->a, koppen[k]), naam))
                bron = (int)k;
        l->bron[i] = bron;
        if (x->doel.n && bron < 0) {
            if (!mist++)
                *ret_mist = x->naam.n ? x->naam : tabel_kolom_letter(l->a, plaats);
        }
    }
    return mist;
}

/* A file of a later year has other years above the same columns: those of the file hold. */
static void jaren_schuif(struct lezer *l)
{
    for (size_t m = 0; m < l->n_meet; m++) {
        const struct leeswijzer_kolom *x = &l->w->kolom.at[l->meet[m]];
        int oud_van = 0, oud_tot = 0, van = 0, tot = 0;
        int bron = l->bron[l->meet[m]];
        bool schuif = bron >= 0 && kop_jaren(kop_vouw(l->a, x->naam), &oud_van, &oud_tot) &&
                      kop_jaren(kop_vouw(l->a, l->koppen[bron]), &van, &tot);

        l->meet_vast[m] = (struct leeswijzer_vasten){0};
        for (size_t i = 0; i < x->vast.n; i++) {
            struct leeswijzer_vast v = x->vast.at[i];

            if (schuif && str_eq(v.tekst, str_fmt(l->a, "%d", oud_tot)))
                v.tekst = str_fmt(l->a, "%d", tot);
            else if (schuif && str_eq(v.tekst, str_fmt(l->a, "%d", oud_van)))
                v.tekst = str_fmt(l->a, "%d", van);
            VEC_PUSH(l->a, &l->meet_vast[m], v);
        }
    }
    for (size_t i = 0; i < l->n; i++) {
        struct zichtbaar *z = &l->kol[i];
        int oud_van, oud_tot, van, tot, bron = z->eigen >= 0 ? l->bron[z->eigen] : -1;

        z->naam = kolom_kopnaam(l->a, z->k, z->van, z->tot);
        if (!z->k->jaren || bron < 0)
            continue;
        if (kop_jaren(kop_vouw(l->a, l->w->kolom.at[z->eigen].naam), &oud_van, &oud_tot) &&
            oud_van == z->van && kop_jaren(kop_vouw(l->a, l->koppen[bron]), &van, &tot))
            z->naam = kolom_kopnaam(l->a, z->k, van, tot);
    }
}

/* 1: found, the sheet stands after its header; 0: not on this sheet. */
static int blad_zoek(struct lezer *l, struct tabel *t, size_t blad, struct str *mist, size_t *minst,
                     struct err *e)
{
    struct rooster *r;
    struct tabel_rij rij;
    size_t begin;
    int rc = tabel_blad_kies(t, blad, e);

    if (!rc)
        rc = rooster_neem(l->a, t, &r, e);
    if (rc)
        return rc;
    begin = l->w->koprij ? rooster_bij_nummer(r, l->w->koprij) : r->n;
    for (size_t poging = 0; poging <= r->n && poging <= 60; poging++) {
        size_t van = !poging ? begin : poging - 1, n;
        struct str eerste = {0};

        if (van >= r->n)
            continue;
        l->koppen = rooster_koppen(l->a, r, van, l->w->koprijen);
        l->n_koppen = r->kolommen;
        n = koppen_bind(l, l->koppen, l->n_koppen, &eerste);
        if (n) {
            if (n < *minst) {
                *minst = n;
                *mist = eerste;
            }
            continue;
        }
        rc = tabel_blad_kies(t, blad, e);
        l->kop_rij =
            van + (size_t)l->w->koprijen <= r->n ? r->rij[van + (size_t)l->w->koprijen - 1].nummer : 0;
        for (size_t i = 0; !rc && i < van + (size_t)l->w->koprijen; i++)
            if ((rc = tabel_volgende(t, &rij, e)) >= 0)
                rc = OK;
        return rc ? rc : 1;
    }
    return 0;
}

int lezer_begin(struct lezer *l, struct tabel *t, struct tabel_rij *ret, int *ret_blad, struct err *e)
{
    size_t n = tabel_n_bladen(t) < BLADEN_MAX ? tabel_n_bladen(t) : BLADEN_MAX, minst = SIZE_MAX;
    struct str mist = {0};
    int rc = 0;

    /* the sheet of that name first, then any other that has the columns */
    for (size_t ronde = 0; ronde < 2 && !rc; ronde++)
        for (size_t i = 0; i < n && !rc; i++) {
            bool zelfde = str_eq(kop_vouw(l->a, tabel_blad_naam(t, i)), kop_vouw(l->a, l->w->blad));

            if (zelfde != (ronde == 0))
                continue;
            *ret_blad = (int)i;
            rc = blad_zoek(l, t, i, &mist, &minst, e);
        }
    if (rc < 0)
        return rc;
    if (!rc)
        return err_set(
            e, ERR_DATA,
            "deze leeswijzer past niet op dit bestand: de kolom “%.*s” is er niet. Laat de kolommen "
            "opnieuw herkennen",
            STR_ARG(utf8_clip(mist, 60)));
    jaren_schuif(l);
    for (size_t i = 0; i < l->n; i++) {
        l->kol[i].vorige = STR("");
        l->cel[i] = (struct cel){.soort = CEL_TEKST, .tekst = l->kol[i].naam};
    }
    l->bezig = l->n_meet;
    l->overgeslagen = 0;
    *ret = (struct tabel_rij){.nummer = l->kop_rij, .n = l->n, .cellen = l->cel};
    return OK;
}

/* ---- rows ---- */

static struct cel tekst_cel(struct str s)
{
    return (struct cel){.soort = s.n ? CEL_TEKST : CEL_LEEG, .tekst = s};
}

/* A year as people write it where a year is wanted: "2019JJ00", "t/m 2030", a date in it. */
static struct cel jaar_cel(struct lezer *l, const struct cel *c)
{
    struct str s = str_trim(c->tekst), vouw;
    int van, tot;

    if (s.n <= 4 || s.n > 40)
        return *c;
    vouw = kop_vouw(&l->rij_arena, s);
    for (size_t i = 0; i + 2 <= vouw.n; i++)
        if (str_starts(str_sub(vouw, i, vouw.n), STR("kw")) ||
            str_starts(str_sub(vouw, i, vouw.n), STR("mm")))
            return *c; /* a quarter or month of CBS is no year */
    if (s.n == 8 && str_is(str_sub(vouw, 4, 8), "jj00"))
        return tekst_cel(str_sub(s, 0, 4));
    if (c->soort == CEL_DATUM || (c->soort == CEL_TEKST && kop_jaren(vouw, &van, &tot) && van == tot))
        return tekst_cel(c->soort == CEL_DATUM ? str_sub(s, 0, 4) : str_fmt(&l->rij_arena, "%d", van));
    return *c;
}

/* Fills one column of the row; false when a word in it says to pass the row over. */
static bool cel_vul(struct lezer *l, size_t i)
{
    struct zichtbaar *z = &l->kol[i];
    const struct leeswijzer_woord *w;
    struct map_entry *m;
    int eigen = z->meet && l->n_meet ? l->meet[l->bezig] : z->eigen;
    struct cel c = tekst_cel(z->vast);

    if (!z->meet && l->n_meet) {
        struct str vast = leeswijzer_vast_bij(&l->meet_vast[l->bezig], z->doel);

        if (vast.p) {
            l->cel[i] = tekst_cel(vast);
            return true;
        }
    }
    if (eigen >= 0) {
        c = *tabel_cel(&l->rij, (size_t)l->bron[eigen]);
        if (l->w->kolom.at[eigen].doorvullen) {
            if (c.soort == CEL_LEEG)
                c = tekst_cel(z->vorige);
            else if (!str_eq(c.tekst, z->vorige))
                z->vorige = str_dup(l->a, utf8_clip(str_trim(c.tekst), LEESWIJZER_TEKST_MAX));
        }
    }
    if (z->met_woorden && c.tekst.n <= ROOSTER_CEL) {
        m = map_get(&l->woorden, str_fmt(&l->rij_arena, "%.*s\n%.*s", STR_ARG(z->doel),
                                         STR_ARG(kop_vouw(&l->rij_arena, c.tekst))));
        w = m ? m->value.p : NULL;
        if (w && w->overslaan)
            return false;
        if (w)
            c = tekst_cel(w->naar);
    }
    if (z->k->type == KOLOM_IS_JAAR)
        c = jaar_cel(l, &c);
    l->cel[i] = c;
    return true;
}

/* Does the row hold anything in a column that is read? */
static bool rij_gevuld(const struct lezer *l)
{
    for (size_t i = 0; i < l->w->kolom.n; i++)
        if (l->w->kolom.at[i].doel.n && l->bron[i] >= 0 &&
            tabel_cel(&l->rij, (size_t)l->bron[i])->soort != CEL_LEEG)
            return true;
    return false;
}

int lezer_volgende(struct lezer *l, struct tabel *t, struct tabel_rij *ret, bool *ret_nieuw, struct err *e)
{
    for (;;) {
        bool goed = true;

        *ret_nieuw = l->bezig >= l->n_meet;
        if (*ret_nieuw) {
            int rc;

            while ((rc = tabel_volgende(t, &l->rij, e)) > 0 && !rij_gevuld(l))
                ;
            if (rc <= 0)
                return rc;
            l->bezig = 0;
        }
        arena_reset(&l->rij_arena);
        for (size_t i = 0; i < l->n && goed; i++)
            goed = cel_vul(l, i);
        if (l->bezig < l->n_meet)
            l->bezig++;
        if (!goed) {
            l->overgeslagen += *ret_nieuw;
            l->bezig = l->n_meet;
            continue;
        }
        *ret = (struct tabel_rij){.nummer = l->rij.nummer, .n = l->n, .cellen = l->cel};
        return 1;
    }
}

int lezer_bron(const struct lezer *l, int kolom)
{
    const struct zichtbaar *z;

    if (kolom < 0 || (size_t)kolom >= l->n)
        return -1;
    z = &l->kol[kolom];
    if (z->meet && l->n_meet && l->bezig)
        return l->bron[l->meet[l->bezig - 1]];
    return z->eigen >= 0 ? l->bron[z->eigen] : -1;
}

struct str lezer_kop(const struct lezer *l, int bron)
{
    return bron >= 0 && (size_t)bron < l->n_koppen ? l->koppen[bron] : STR("");
}

const struct str *lezer_koppen(const struct lezer *l, size_t *ret_n)
{
    *ret_n = l->n_koppen;
    return l->koppen;
}

void lezer_done(struct lezer *l)
{
    if (l)
        arena_done(&l->rij_arena);
}

int64_t lezer_overgeslagen(const struct lezer *l)
{
    return l->overgeslagen;
}
