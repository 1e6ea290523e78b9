/* SPDX-License-Identifier: EUPL-1.2
 * The facts of an instance: their context and unit found, their number read with what is said of its
 * precision, and duplicates told. Two facts are of the same thing when concept, entity, period, dimensions
 * and unit are equal in content (XBRL 2.1, 4.10), whatever the ids. */
#include "tabel/xbrl_intern.h"

#include "base/map.h"

#include <stdio.h>
#include <stdlib.h>

enum { SLEUTEL_MAX = 8192 };

static int fout(const struct ruw_feit *f, struct err *e, const char *wat, struct str waarde)
{
    return err_set(e, ERR_DATA, "regel %lld: %.*s: %s “%.*s”", (long long)f->regel,
                   STR_ARG(utf8_clip(f->naam.naam, 100)), wat, STR_ARG(utf8_clip(waarde, 80)));
}

/* ---- numbers ---- */

/* An XML Schema decimal or double; what people write with commas is none. */
static bool getal_lees(struct str s, struct dec *ret)
{
    size_t teken = s.n && (s.p[0] == '-' || s.p[0] == '+');

    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '.' || s.p[i] == '+' || s.p[i] == '-' ||
              s.p[i] == 'e' || s.p[i] == 'E'))
            return false;
    if (str_index(s, '.') == teken && s.n > teken + 1) { /* ".5", "-.5" */
        char voor[40];
        int n = snprintf(voor, sizeof voor, "%.*s0%.*s", (int)teken, s.p, STR_ARG(str_sub(s, teken, s.n)));

        return n > 0 && (size_t)n < sizeof voor && dec_parse((struct str){voor, (size_t)n}, '.', ret);
    }
    return dec_parse(s, '.', ret);
}

static bool teken_getal(struct str s, int64_t max, int64_t *ret)
{
    return num_i64(s, ret) && *ret >= -max && *ret <= max;
}

/* Digits before the decimal sign of |d|; 0 for less than one. */
static int64_t orde_van(struct dec d)
{
    int64_t n = 0;
    uint64_t v = d.v < 0 ? 0 - (uint64_t)d.v : (uint64_t)d.v;

    for (int i = 0; i < d.scale; i++)
        v /= 10;
    for (; v; v /= 10)
        n++;
    return n;
}

/* decimals as given; precision counts digits in all, so it depends on the value (4.6.6). */
static int nauwkeurig(const struct ruw_feit *r, struct xbrl_feit *f, struct err *e)
{
    int64_t v;

    if (r->decimals.n && r->precision.n)
        return fout(r, e, "decimals en precision mogen niet allebei:", r->precision);
    if (!r->decimals.n && !r->precision.n)
        return fout(r, e, "een getal zonder decimals of precision:", r->tekst);
    f->decimalen = XBRL_EXACT;
    if (str_is(r->decimals, "INF") || str_is(r->precision, "INF"))
        return OK;
    if (!teken_getal(r->decimals.n ? r->decimals : r->precision, 100, &v) || (r->precision.n && v < 0))
        return fout(r, e, "verwacht een heel getal of INF, niet", r->decimals.n ? r->decimals : r->precision);
    f->onbekend = r->precision.n && !v;
    f->decimalen = (int)(r->decimals.n ? v : v - orde_van(f->getal));
    return OK;
}

static int getal_neem(const struct ruw_feit *r, struct xbrl_feit *f, struct err *e)
{
    if (r->nil) {
        if (r->decimals.n || r->precision.n)
            return fout(r, e, "een leeg feit (nil) met decimals of precision:", r->decimals);
        return OK;
    }
    if (!getal_lees(r->tekst, &f->getal))
        return fout(r, e, "verwacht een getal als 1234.5, niet", r->tekst);
    return nauwkeurig(r, f, e);
}

/* ---- what makes two facts the same ---- */

static void naam_bij(struct buf *b, const struct xbrl_naam *n)
{
    buf_fmt(b, "{%.*s}%.*s", STR_ARG(n->ruimte), STR_ARG(n->naam));
}

static int op_tekst(const void *x, const void *y)
{
    return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* Pieces in order of their text, so that the order in which they stand does not matter. */
static void stukken_bij(struct buf *b, struct str *stuk, size_t n)
{
    if (n)
        qsort(stuk, n, sizeof *stuk, op_tekst);
    for (size_t i = 0; i < n; i++) {
        buf_char(b, '\n');
        buf_add(b, stuk[i]);
    }
}

static struct str context_sleutel(struct arena *a, const struct xbrl_context *c)
{
    struct str *stuk = ARENA_ARRAY(a, struct str, c->n_dim + 1);
    struct buf b;

    for (size_t i = 0; i < c->n_dim; i++) {
        buf_init(&b, a, SLEUTEL_MAX);
        buf_char(&b, c->dim[i].scenario ? 's' : 'e');
        naam_bij(&b, &c->dim[i].as);
        buf_char(&b, '=');
        naam_bij(&b, &c->dim[i].lid);
        buf_add(&b, c->dim[i].tekst);
        stuk[i] = buf_str(&b);
    }
    buf_init(&b, a, (size_t)SLEUTEL_MAX * 8);
    buf_fmt(&b, "%.*s\n%.*s\n%d-%d-%d", STR_ARG(c->schema), STR_ARG(c->entiteit), c->van, c->tot, c->moment);
    if (c->anders) /* what we do not read may differ: the context is like itself alone */
        buf_fmt(&b, "\n%.*s", STR_ARG(c->id));
    stukken_bij(&b, stuk, c->n_dim);
    return buf_str(&b);
}

static struct str eenheid_sleutel(struct arena *a, const struct xbrl_eenheid *u)
{
    struct str *stuk = ARENA_ARRAY(a, struct str, u->n_teller + u->n_noemer + 1);
    struct buf b;

    for (size_t i = 0; i < u->n_teller + u->n_noemer; i++) {
        buf_init(&b, a, SLEUTEL_MAX);
        buf_char(&b, i < u->n_teller ? '*' : '/');
        naam_bij(&b, i < u->n_teller ? &u->teller[i] : &u->noemer[i - u->n_teller]);
        stuk[i] = buf_str(&b);
    }
    buf_init(&b, a, (size_t)SLEUTEL_MAX * 4);
    stukken_bij(&b, stuk, u->n_teller + u->n_noemer);
    return buf_str(&b);
}

/* Things with an id: found by it, and numbered so that things alike in content have one number. */
struct vindbaar {
    struct map op_id;  /* id → 1 + index */
    struct map inhoud; /* key of content → its number */
    uint32_t *nummer;  /* by index */
};

static int register_bij(struct vindbaar *r, struct str id, struct str sleutel, size_t i, int64_t regel,
                        struct err *e)
{
    bool nieuw, nieuwe_inhoud;
    struct map_entry *m = map_put(&r->op_id, id, &nieuw);

    if (!nieuw)
        return err_set(e, ERR_DATA, "regel %lld: het id “%.*s” staat er twee keer", (long long)regel,
                       STR_ARG(utf8_clip(id, 80)));
    m->value.i = (int64_t)i + 1;
    m = map_put(&r->inhoud, sleutel, &nieuwe_inhoud);
    if (nieuwe_inhoud)
        m->value.i = (int64_t)r->inhoud.n;
    r->nummer[i] = (uint32_t)m->value.i;
    return OK;
}

static void register_maak(struct vindbaar *r, struct arena *a, size_t n)
{
    map_init(&r->op_id, a);
    map_init(&r->inhoud, a);
    r->nummer = ARENA_ARRAY(a, uint32_t, n + 1);
}

static int feit_maak(const struct ruw_feit *r, const struct vindbaar *c, const struct vindbaar *u,
                     const struct xbrl *x, struct xbrl_feit *f, struct err *e)
{
    struct map_entry *m = map_get(&c->op_id, r->context);

    *f = (struct xbrl_feit){
        .naam = r->naam, .nil = r->nil, .tekst = r->tekst, .regel = r->regel, .tuple = r->tuple};
    if (!m)
        return fout(r, e, "deze context staat nergens in het bestand:", r->context);
    f->context = &x->context[m->value.i - 1];
    if (!r->heeft_eenheid)
        return OK;
    m = map_get(&u->op_id, r->eenheid);
    if (!m)
        return fout(r, e, "deze eenheid (unit) staat nergens in het bestand:", r->eenheid);
    f->eenheid = &x->eenheid[m->value.i - 1];
    return getal_neem(r, f, e);
}

int xbrl_feiten(struct arena *a, const struct ruw_feit *ruw, size_t n, struct xbrl *x, struct err *e)
{
    struct xbrl_feit *feit = ARENA_ARRAY(a, struct xbrl_feit, n + 1);
    struct vindbaar c, u;
    struct map gezien;
    int rc = OK;

    register_maak(&c, a, x->n_contexten);
    register_maak(&u, a, x->n_eenheden);
    map_init(&gezien, a);
    for (size_t i = 0; !rc && i < x->n_contexten; i++)
        rc =
            register_bij(&c, x->context[i].id, context_sleutel(a, &x->context[i]), i, x->context[i].regel, e);
    for (size_t i = 0; !rc && i < x->n_eenheden; i++)
        rc =
            register_bij(&u, x->eenheid[i].id, eenheid_sleutel(a, &x->eenheid[i]), i, x->eenheid[i].regel, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct map_entry *m;
        bool nieuw;

        rc = feit_maak(&ruw[i], &c, &u, x, &feit[i], e);
        if (rc)
            break;
        if (arena_over(a))
            return err_set(e, ERR_LIMIT, "het bestand is te groot om te lezen");
        m = map_put(&gezien,
                    str_fmt(a, "%u %u %u %.*s %.*s", c.nummer[feit[i].context - x->context],
                            feit[i].eenheid ? u.nummer[feit[i].eenheid - x->eenheid] : 0, feit[i].tuple,
                            STR_ARG(feit[i].naam.ruimte), STR_ARG(feit[i].naam.naam)),
                    &nieuw);
        if (nieuw)
            m->value.p = &feit[i];
        else
            feit[i].zelfde = m->value.p;
    }
    x->feit = feit;
    x->n_feiten = n;
    return rc;
}
