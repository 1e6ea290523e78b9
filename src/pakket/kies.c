/* SPDX-License-Identifier: EUPL-1.2
 * What goes in a package: the leveringen that counted at its moment (of a full one all), of those the blocks
 * that were asked, and the codes that these use. */
#include "pakket/maak.h"

#include <stdlib.h>
#include <string.h>

static bool in_lijst(const struct str *lijst, size_t n, struct str s)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(lijst[i], s))
            return true;
    return false;
}

/* ---- what was asked, is it there? ---- */

static int codes_bekend(const struct pakket_maker *m, struct conn *c, struct err *e)
{
    struct arena a;
    const struct bron *bron;
    struct onderwerp o;
    size_t n = 0;
    int rc = OK;

    arena_init(&a, 0);
    for (size_t i = 0; !rc && i < m->k.n_onderwerpen; i++)
        rc = onderwerp_lees(c, &a, m->k.onderwerp[i], &o, e);
    if (!rc)
        rc = bronnen_lees(c, &a, &bron, &n, e);
    for (size_t i = 0; !rc && i < m->k.n_bronnen; i++) {
        size_t k = 0;

        while (k < n && !str_eq(bron[k].code, m->k.bron[i]))
            k++;
        if (k == n)
            rc = err_set(e, ERR_NOT_FOUND, "de bron “%.*s” is er niet", STR_ARG(utf8_clip(m->k.bron[i], 60)));
    }
    arena_done(&a);
    return rc;
}

/* Areas whose figures belong to the chosen one: itself, and the gemeenten that lie in it, by the division of
 * the moment, also under the names that they had before. */
static int gebied_zet(struct pakket_maker *m, struct err *e)
{
    const struct gebied *in = m->k.gebied.n ? gebied_bij_code(m->g, m->k.gebied) : NULL;
    struct gebied_lijst leden;
    bool *lid, *uit;

    if (m->k.indeling.n && !str_is(m->k.indeling, "gemeente") && !indeling_bij_code(m->g, m->k.indeling))
        return err_set(e, ERR_NOT_FOUND, "de indeling “%.*s” is er niet",
                       STR_ARG(utf8_clip(m->k.indeling, 60)));
    if (!m->k.gebied.n)
        return OK;
    if (!in)
        return err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet", STR_ARG(utf8_clip(m->k.gebied, 60)));
    lid = ARENA_ARRAY(&m->a, bool, m->g->n + 1);
    m->in_gebied = uit = ARENA_ARRAY(&m->a, bool, m->g->n + 1);
    leden = gebied_leden(m->g, &m->a, in, time_date(m->k.stand));
    for (size_t i = 0; i < leden.n; i++)
        lid[leden.at[i]->index] = true;
    lid[in->index] = uit[in->index] = true;
    for (size_t i = 0; i < m->g->n; i++) {
        const struct omzet_deel *deel;
        size_t n = gebied_is_gemeente(&m->g->gebied[i])
                       ? gebied_omzetten(m->g, &m->a, &m->g->gebied[i], time_date(m->k.stand), &deel)
                       : 0;

        uit[i] = uit[i] || (gebied_is_gemeente(&m->g->gebied[i]) && lid[i]);
        for (size_t k = 0; k < n; k++)
            uit[i] = uit[i] || lid[deel[k].gebied->index];
    }
    return OK;
}

/* ---- leveringen and their blocks ---- */

static int blok_orde(const void *x, const void *y)
{
    const struct waarneming_blok *a = x, *b = y;

    if (a->levering != b->levering)
        return a->levering < b->levering ? -1 : 1;
    if (a->reeks->id != b->reeks->id)
        return a->reeks->id < b->reeks->id ? -1 : 1;
    if (a->tot != b->tot)
        return a->tot < b->tot ? -1 : 1;
    return (a->van > b->van) - (a->van < b->van);
}

static bool blok_gekozen(const struct pakket_keuze *k, const struct waarneming_blok *b)
{
    return (!k->n_onderwerpen || in_lijst(k->onderwerp, k->n_onderwerpen, b->reeks->onderwerp)) &&
           (!k->n_bronnen || in_lijst(k->bron, k->n_bronnen, b->reeks->bron)) &&
           (!k->van || b->tot >= k->van) && (!k->tot || b->tot <= k->tot);
}

static bool levering_telt(const struct pakket_keuze *k, const struct levering *l)
{
    return l->ontvangen <= k->stand && (k->volledig || !l->einde || l->einde > k->stand);
}

/* What no longer counts now, but did at the moment of the package, is active in it; what a full package does
 * not have because it came later supersedes nothing in it. */
static void stand_zet(struct pakket_maker *m, struct levering *l)
{
    if (l->einde > m->k.stand) {
        l->einde = l->vervangen_door = 0;
        l->status = STR("actief");
        l->reden = STR("");
    }
}

static int leveringen_kies(struct pakket_maker *m, struct conn *c, struct waarneming_blok *blok,
                           size_t n_blok, struct err *e)
{
    VEC(struct maak_levering) v = {0};
    const struct levering *l;
    size_t n, b = 0;
    int rc = leveringen_lees(c, &m->a, false, &l, &n, e);

    for (size_t i = n; !rc && i > 0; i--) { /* newest first; a package has the oldest first */
        struct maak_levering x = {.l = l[i - 1]};
        size_t eerste, gekozen = 0;

        while (b < n_blok && blok[b].levering < x.l.id)
            b++;
        eerste = b;
        for (; b < n_blok && blok[b].levering == x.l.id; b++)
            if (blok_gekozen(&m->k, &blok[b])) /* the chosen ones in front */
                blok[eerste + gekozen++] = blok[b];
        if (!levering_telt(&m->k, &x.l) || (!gekozen && !m->alles))
            continue;
        stand_zet(m, &x.l);
        x.blok = blok + eerste;
        x.n_blok = gekozen;
        x.geheel = gekozen == b - eerste && !m->in_gebied;
        rc = plannen_over_reeks(c, x.l.id, &x.plan_eerste, &x.plan_laatste, e);
        m->plannen = m->plannen || x.plan_laatste;
        VEC_PUSH(&m->a, &v, x);
    }
    m->levering = v.at;
    m->n_leveringen = v.n;
    return rc;
}

/* ---- the codes that are used ---- */

struct gebruik {
    struct map onderwerp, bron, definitie;
};

static void gebruik_tel(struct pakket_maker *m, struct gebruik *u)
{
    VEC(const struct reeks *) reeks = {0};
    struct map gezien;

    map_init(&gezien, &m->a);
    map_init(&u->onderwerp, &m->a);
    map_init(&u->bron, &m->a);
    map_init(&u->definitie, &m->a);
    for (size_t i = 0; i < m->n_leveringen; i++)
        for (size_t k = 0; k < m->levering[i].n_blok; k++) {
            const struct reeks *r = m->levering[i].blok[k].reeks;
            bool nieuw;

            map_put(&gezien, (struct str){(const char *)&r->id, sizeof r->id}, &nieuw);
            if (!nieuw)
                continue;
            VEC_PUSH(&m->a, &reeks, r);
            map_put(&u->onderwerp, r->onderwerp, NULL);
            map_put(&u->bron, r->bron, NULL);
            map_put(&u->definitie, r->definitieset, NULL);
        }
    m->reeks = reeks.at;
    m->n_reeksen = reeks.n;
}

static int reeks_orde(const void *x, const void *y)
{
    const struct reeks *a = *(const struct reeks *const *)x, *b = *(const struct reeks *const *)y;

    return (a->id > b->id) - (a->id < b->id);
}

static int codes_kies(struct pakket_maker *m, struct conn *c, struct err *e)
{
    struct onderwerp *o = NULL;
    struct bron *b = NULL;
    struct definitieset *d = NULL;
    struct gebruik u;
    size_t n;
    int rc;

    gebruik_tel(m, &u);
    if (m->n_reeksen)
        qsort((void *)(uintptr_t)m->reeks, m->n_reeksen, sizeof *m->reeks, reeks_orde);
    rc = onderwerpen_lees(c, &m->a, (const struct onderwerp **)&o, &n, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (map_get(&u.onderwerp, o[i].code)) {
            map_put(&u.definitie, o[i].definitieset, NULL);
            o[m->n_onderwerpen++] = o[i];
        }
    if (!rc)
        rc = bronnen_lees(c, &m->a, (const struct bron **)&b, &n, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (map_get(&u.bron, b[i].code))
            b[m->n_bronnen++] = b[i];
    if (!rc)
        rc = definitiesets_lees(c, &m->a, (const struct definitieset **)&d, &n, e);
    for (size_t i = 0; !rc && i < n; i++)
        if (map_get(&u.definitie, d[i].code))
            d[m->n_definities++] = d[i];
    m->onderwerp = o;
    m->bron = b;
    m->definitie = d;
    return rc;
}

int maak_kies(struct pakket_maker *m, struct conn *c, struct err *e)
{
    struct waarneming_vraag v = {.stand = m->k.stand, .ook_vervangen = m->k.volledig};
    struct waarneming_blok *blok = NULL;
    size_t n = 0;
    int rc = codes_bekend(m, c, e);

    m->alles = !m->k.n_onderwerpen && !m->k.n_bronnen && !m->k.gebied.n && !m->k.van && !m->k.tot;
    if (!rc)
        rc = gebied_zet(m, e);
    if (!rc)
        rc = waarneming_blokken(c, &m->a, &v, (const struct waarneming_blok **)&blok, &n, e);
    if (!rc && n)
        qsort(blok, n, sizeof *blok, blok_orde);
    if (!rc)
        rc = leveringen_kies(m, c, blok, n, e);
    if (!rc)
        rc = codes_kies(m, c, e);
    if (!rc)
        rc = planstatussen_lees(c, &m->a, &m->statussen, e);
    m->gebruikt = ARENA_ARRAY(&m->a, bool, m->g->n + 1);
    if (!rc && !m->n_leveringen)
        rc = err_set(e, ERR_NOT_FOUND, "van wat u kiest is niets geleverd; kies iets ruimer");
    return rc;
}

struct str maak_bestandsnaam(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 100);
    for (size_t i = 0; i < s.n && b.n < 80; i++) {
        char c = s.p[i];
        bool goed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                    (c == '.' && b.n && b.p[b.n - 1] != '.');

        if (goed)
            buf_char(&b, c);
        else if (b.n && b.p[b.n - 1] != '-')
            buf_char(&b, '-');
    }
    while (b.n && (b.p[b.n - 1] == '-' || b.p[b.n - 1] == '.'))
        b.n--;
    return b.n ? buf_str(&b) : STR("bestand");
}

int pakket_codes(struct arena *a, struct str s, const struct str **ret, size_t *ret_n, struct err *e)
{
    VEC(struct str) v = {0};

    while (s.n) {
        struct str een = str_trim(str_cut(s, ',', &s));

        if (een.n)
            VEC_PUSH(a, &v, een);
    }
    if (v.n > PAKKET_KEUZES_MAX)
        return err_set(e, ERR_LIMIT, "u noemt meer dan %d codes", PAKKET_KEUZES_MAX);
    *ret = v.at;
    *ret_n = v.n;
    return OK;
}

int pakket_tel(struct conn *c, const struct gebieden *g, const struct pakket_keuze *k,
               struct pakket_inhoud *ret, struct err *e)
{
    struct pakket_maker m = {.g = g, .k = *k};
    int rc;

    arena_init(&m.a, 0);
    if (!m.k.stand)
        m.k.stand = time_ms();
    rc = maak_kies(&m, c, e);
    *ret = (struct pakket_inhoud){
        .leveringen = (int64_t)m.n_leveringen, .onderwerpen = (int64_t)m.n_onderwerpen, .plannen = m.plannen};
    for (size_t i = 0; i < m.n_leveringen; i++)
        for (size_t b = 0; b < m.levering[i].n_blok; b++)
            ret->cijfers += m.levering[i].blok[b].cijfers;
    arena_done(&m.a);
    return rc;
}

struct str pakket_naam(struct arena *a, const struct pakket_keuze *k)
{
    struct str dag = date_iso(a, k->stand ? time_date(k->stand) : date_today());
    struct str wat = k->n_onderwerpen == 1 ? maak_bestandsnaam(a, k->onderwerp[0]) : STR("");

    return str_fmt(a, "woonzorg%s%.*s%s%.*s-%.*s%s.zip", k->gebied.n ? "-" : "",
                   STR_ARG(k->gebied.n ? maak_bestandsnaam(a, k->gebied) : STR("")), wat.n ? "-" : "",
                   STR_ARG(wat), STR_ARG(dag), k->volledig ? "-volledig" : "");
}
