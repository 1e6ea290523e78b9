/* SPDX-License-Identifier: EUPL-1.2
 * Opening a package and checking all of it: what is in the zip, whether that is what its description says,
 * and every row. Nothing of it is written to disk, and nothing to the database before all has been seen. */
#include "pakket/neem.h"

#include "base/num.h"
#include "doc/json.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { BESCHRIJVING_MAX = 16 << 20 };

int neem_zip_open(struct neem *n, struct arena *a, struct err *e)
{
    return zip_in_open(a, n->x->bytes, NEEM_UITGEPAKT_MAX, &n->zip, e);
}

int neem_geheel(struct neem *n, struct arena *a, size_t i, size_t most, struct str *ret, struct err *e)
{
    struct zip_in_deel *d = NULL;
    char *p = NULL;
    size_t len = 0, ruimte = 0;
    int64_t meer = zip_in_deel_open(n->zip, i, &d, e);

    if (meer)
        return (int)meer;
    do { /* beside the arena first: the size that the zip states may be a lie */
        if (len == ruimte) {
            char *wijder = realloc(p, ruimte = ruimte ? ruimte * 2 : 65536);

            if (!wijder) {
                meer = err_set(e, ERR_ENV, "het geheugen is op");
                break;
            }
            p = wijder;
        }
        meer = zip_in_deel_lees(d, p + len, ruimte - len, e);
        len += meer > 0 ? (size_t)meer : 0;
        if (len > most)
            meer = err_set(e, ERR_LIMIT, "%.*s is groter dan %zu MB", STR_ARG(zip_in_naam(n->zip, i)),
                           most >> 20);
    } while (meer > 0);
    zip_in_deel_close(d);
    if (!meer)
        *ret = str_dup(a, (struct str){p, len});
    free(p);
    return (int)meer;
}

struct neem_levering *neem_levering_bij(struct neem *n, int64_t nummer)
{
    struct map_entry *m = map_get(&n->levering_index, (struct str){(const char *)&nummer, sizeof nummer});

    return m ? &n->levering.at[m->value.i - 1] : NULL;
}

int64_t neem_plan_plek(const struct neem *n, int64_t nummer)
{
    const int64_t *p = n->plan.n ? bsearch(&nummer, n->plan.at, n->plan.n, sizeof nummer, num_order) : NULL;

    return p ? p - n->plan.at : -1;
}

/* ---- reading a part, with its hash ---- */

struct gelezen {
    struct zip_in_deel *d;
    crypto_hash_sha256_state som;
    int64_t bytes;
};

static int64_t deel_lees(void *ctx, void *to, size_t n, struct err *e)
{
    struct gelezen *g = ctx;
    int64_t got = zip_in_deel_lees(g->d, to, n, e);

    if (got > 0) {
        crypto_hash_sha256_update(&g->som, to, (size_t)got);
        g->bytes += got;
    }
    return got;
}

static int gelezen_open(struct neem *n, size_t i, struct gelezen *g, struct err *e)
{
    *g = (struct gelezen){0};
    crypto_hash_sha256_init(&g->som);
    return zip_in_deel_open(n->zip, i, &g->d, e);
}

static int gelezen_keur(struct gelezen *g, const struct doc *res, struct err *e)
{
    unsigned char som[crypto_hash_sha256_BYTES];
    char hex[7 + 2 * sizeof som + 1] = "sha256:";
    const struct doc *bytes = doc_get(res, STR("bytes"));
    struct str pad = doc_get_str(res, STR("path"));

    crypto_hash_sha256_final(&g->som, som);
    sodium_bin2hex(hex + 7, sizeof hex - 7, som, sizeof som);
    if (!str_is(doc_get_str(res, STR("hash")), hex) || !bytes || bytes->type != DOC_INT ||
        bytes->i != g->bytes)
        return err_set(
            e, ERR_DATA,
            "%.*s is niet wat datapackage.json zegt: de vingerafdruk (SHA-256) of de grootte klopt niet. "
            "Het pakket is veranderd of beschadigd",
            STR_ARG(pad));
    return OK;
}

/* ---- tables ---- */

static int kop_keur(struct neem *n, const struct deel_soort *s, struct err *e)
{
    size_t velden = deel_n_velden(s);
    int rc = csv_in_rij(&n->csv, e);

    if (rc < 0)
        return rc;
    if (!rc || n->csv.n_cel != velden)
        return err_set(e, ERR_DATA, "de eerste regel heeft %zu kolommen; verwacht %zu", rc ? n->csv.n_cel : 0,
                       velden);
    for (size_t i = 0; i < velden; i++)
        if (!str_is(n->csv.cel[i], s->velden[i].naam))
            return err_set(e, ERR_DATA, "kolom %zu heet “%.*s”; verwacht “%s”", i + 1,
                           STR_ARG(utf8_clip(n->csv.cel[i], 60)), s->velden[i].naam);
    return OK;
}

static int rijen_lees(struct neem *n, const struct deel_soort *s, const struct doc *keur, struct err *e)
{
    const struct doc *verwacht = doc_get(keur, STR("rijen"));
    size_t velden = deel_n_velden(s);
    int64_t rijen = 0;
    int rc = kop_keur(n, s, e);

    while (!rc && (rc = csv_in_rij(&n->csv, e)) > 0) {
        arena_reset(&n->rij);
        rijen++;
        rc = n->csv.n_cel == velden ? neem_rijen[n->deel](n, e)
                                    : err_set(e, ERR_DATA, "regel %lld heeft %zu kolommen; verwacht %zu",
                                              (long long)n->csv.regel, n->csv.n_cel, velden);
    }
    if (!rc && verwacht && (verwacht->type != DOC_INT || verwacht->i != rijen))
        rc = err_set(e, ERR_DATA, "er zijn %lld rijen, en datapackage.json zegt een ander aantal",
                     (long long)rijen);
    return rc;
}

int neem_deel(struct neem *n, enum deel_id id, const struct doc *keur, struct err *e)
{
    const struct deel_soort *s = &deel_soorten[id];
    struct gelezen g;
    size_t i;
    int rc;

    if (!zip_in_vind(n->zip, str_from(s->pad), &i))
        return OK;
    rc = gelezen_open(n, i, &g, e);
    if (rc)
        return rc;
    n->deel = id;
    csv_in_init(&n->csv, deel_lees, &g);
    rc = rijen_lees(n, s, keur, e);
    if (rc == ERR_DATA || rc == ERR_LIMIT)
        err_prefix(e, "%s, ", s->pad);
    if (!rc && keur)
        rc = gelezen_keur(&g, keur, e);
    csv_in_done(&n->csv);
    zip_in_deel_close(g.d);
    return rc;
}

/* A part that is no table of ours: only its hash. */
static int los_keur(struct neem *n, size_t i, const struct doc *res, struct err *e)
{
    char weg[16384];
    struct gelezen g;
    int64_t got = gelezen_open(n, i, &g, e);

    if (got)
        return (int)got;
    do
        got = deel_lees(&g, weg, sizeof weg, e);
    while (got > 0);
    zip_in_deel_close(g.d);
    return got ? (int)got : gelezen_keur(&g, res, e);
}

/* ---- the description ---- */

static int beschrijving_lees(struct neem *n, struct doc **ret, struct err *e)
{
    const struct doc *w, *versie;
    struct str tekst;
    size_t i;
    int rc;

    if (!zip_in_vind(n->zip, STR("datapackage.json"), &i))
        return err_set(e, ERR_DATA, "dit is geen datapakket van Woonzorg: datapackage.json ontbreekt");
    rc = neem_geheel(n, &n->a, i, BESCHRIJVING_MAX, &tekst, e);
    if (!rc)
        rc = json_read(&n->a, tekst, (struct json_limits){.depth = 32}, ret, e);
    if (rc)
        return rc == ERR_DATA ? err_prefix(e, "datapackage.json: ") : rc;
    w = doc_get(*ret, STR("woonzorg"));
    versie = doc_get(w, STR("versie"));
    if (!versie || versie->type != DOC_INT)
        return err_set(e, ERR_DATA, "datapackage.json is niet van een datapakket van Woonzorg");
    if (versie->i != PAKKET_VERSIE)
        return err_set(e, ERR_DATA,
                       "het pakket heeft versie %lld; dit programma leest versie %d. Werk het programma bij",
                       (long long)versie->i, PAKKET_VERSIE);
    n->volledig = str_is(doc_get_str(w, STR("soort")), "volledig");
    if (!time_parse(doc_get_str(w, STR("stand")), &n->stand) || n->stand > time_ms())
        return err_set(e, ERR_DATA, "datapackage.json: woonzorg.stand is geen moment dat voorbij is");
    return OK;
}

/* The description of each part, by index; every part must have one, and every one a part. */
static int delen_koppel(struct neem *n, const struct doc *besch, const struct doc **res, struct err *e)
{
    const struct doc *lijst = doc_get(besch, STR("resources"));

    for (size_t i = 0; lijst && lijst->type == DOC_LIST && i < lijst->list.n; i++) {
        struct str pad = doc_get_str(lijst->list.at[i], STR("path"));
        size_t k;

        if (!zip_in_vind(n->zip, pad, &k))
            return err_set(e, ERR_DATA, "datapackage.json noemt %.*s, dat niet in het pakket zit",
                           STR_ARG(utf8_clip(pad, 100)));
        if (res[k])
            return err_set(e, ERR_DATA, "datapackage.json noemt %.*s twee keer",
                           STR_ARG(utf8_clip(pad, 100)));
        res[k] = lijst->list.at[i];
    }
    for (size_t k = 0; k < zip_in_n(n->zip); k++)
        if (!res[k] && !str_is(zip_in_naam(n->zip, k), "datapackage.json"))
            return err_set(e, ERR_DATA, "in het pakket zit %.*s, dat niet in datapackage.json staat",
                           STR_ARG(zip_in_naam(n->zip, k)));
    return OK;
}

static bool is_tabel(struct str pad)
{
    for (size_t i = 0; i < DEEL_AANTAL; i++)
        if (str_is(pad, deel_soorten[i].pad))
            return true;
    return false;
}

/* "bestanden/12-naam.csv" belongs to levering 12 of a full package, and must be the very bytes. */
static int bestand_keur(struct neem *n, size_t i, const struct doc *res, struct err *e)
{
    struct str rest, pad = zip_in_naam(n->zip, i), naam = str_sub(pad, sizeof "bestanden/" - 1, pad.n);
    struct str nummer = str_cut(naam, '-', &rest), hash = doc_get_str(res, STR("hash"));
    struct neem_levering *l;
    int64_t v = 0;

    l = num_i64(nummer, &v) ? neem_levering_bij(n, v) : NULL;
    if (!n->volledig || !l || !rest.n || l->bestand)
        return err_set(e, ERR_DATA, "%.*s hoort bij geen levering van dit pakket", STR_ARG(pad));
    if (!str_eq(str_sub(hash, 7, hash.n), l->l.sha256) || doc_get(res, STR("bytes"))->i != l->l.bytes)
        return err_set(e, ERR_DATA, "%.*s is niet het bestand dat bij levering %lld geleverd is",
                       STR_ARG(pad), (long long)v);
    if (l->l.bytes > NEEM_BESTAND_MAX)
        return err_set(e, ERR_LIMIT, "%.*s is groter dan %d MB", STR_ARG(pad), NEEM_BESTAND_MAX >> 20);
    l->bestand = i + 1;
    return OK;
}

static int delen_keur(struct neem *n, const struct doc **res, struct err *e)
{
    int rc = OK;
    size_t i;

    for (size_t d = 0; !rc && d < DEEL_AANTAL; d++) /* in the order in which they refer to each other */
        if (zip_in_vind(n->zip, str_from(deel_soorten[d].pad), &i))
            rc = neem_deel(n, (enum deel_id)d, res[i], e);
    for (i = 0; !rc && i < zip_in_n(n->zip); i++) {
        struct str pad = zip_in_naam(n->zip, i);

        if (!res[i] || is_tabel(pad))
            continue;
        rc = los_keur(n, i, res[i], e);
        if (!rc && str_starts(pad, STR("bestanden/")))
            rc = bestand_keur(n, i, res[i], e);
        else if (!rc && !str_is(pad, "LEESMIJ.txt") && !str_starts(pad, STR("opgeteld/")))
            rc = err_set(e, ERR_DATA, "%.*s hoort niet in een datapakket", STR_ARG(pad));
    }
    return rc;
}

/* What only shows when all has been read. */
static int geheel_keur(struct neem *n, struct err *e)
{
    if (!n->levering.n)
        return err_set(e, ERR_DATA, "in het pakket zit geen levering");
    for (size_t i = 0; i < n->levering.n; i++) {
        const struct neem_levering *l = &n->levering.at[i];

        if (n->volledig && l->geheel && l->cijfers != l->l.cijfers)
            return err_set(e, ERR_DATA,
                           "van levering %lld (%.*s) zitten %lld van de %lld cijfers in het pakket, terwijl "
                           "er staat dat "
                           "zij geheel is",
                           (long long)l->l.id, STR_ARG(l->l.bestand), (long long)l->cijfers,
                           (long long)l->l.cijfers);
    }
    return OK;
}

static int keur_alles(struct neem *n, struct err *e)
{
    const struct doc **res;
    struct doc *besch;
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = neem_zip_open(n, &a, e);
    if (!rc) {
        res = ARENA_ARRAY(&n->a, const struct doc *, zip_in_n(n->zip) + 1);
        rc = beschrijving_lees(n, &besch, e);
        if (!rc)
            rc = delen_koppel(n, besch, res, e);
        if (!rc)
            rc = delen_keur(n, res, e);
        if (!rc)
            rc = geheel_keur(n, e);
        zip_in_close(n->zip);
    }
    arena_done(&a);
    return rc;
}

static int stam_neem(struct neem *n, struct err *e)
{
    struct conn *c;
    int rc = store_read(n->o->store, &c, e);

    if (rc)
        return rc;
    rc = gebied_cache_neem(n->o->gebieden, c, &n->g, e);
    if (!rc)
        rc = planstatussen_lees(c, &n->a, &n->statussen, e);
    store_return(n->o->store, c);
    return rc;
}

static void neem_begin(struct neem *n)
{
    struct map *const kaarten[] = {&n->levering_index, &n->actief,      &n->onderwerp_index,
                                   &n->bron_index,     &n->definities,  &n->woorden,
                                   &n->grenzen_gezien, &n->reeks_index, &n->inhoud};

    arena_init(&n->a, 0);
    arena_init(&n->rij, 0);
    arena_init(&n->getal_a, 0);
    for (size_t i = 0; i < sizeof kaarten / sizeof *kaarten; i++)
        map_init(kaarten[i], &n->a);
}

static void uitslag_zet(const struct neem *n, struct pakket_uitslag *ret)
{
    ret->volledig = n->volledig;
    ret->stand = n->stand;
    ret->verhuizing = n->verhuizing;
    ret->grenzen = n->grenzen;
    ret->vervangen = n->vervangen;
    for (size_t i = 0; i < n->levering.n; i++) {
        if (!n->levering.at[i].nieuw)
            continue;
        ret->leveringen++;
        ret->cijfers += n->levering.at[i].cijfers;
        ret->plannen += n->levering.at[i].plannen;
    }
}

int pakket_importeer(struct omgeving *o, const struct pakket_opdracht *x, struct pakket_uitslag *ret,
                     struct err *e)
{
    struct neem n = {.o = o, .x = x};
    int rc;

    *ret = (struct pakket_uitslag){0};
    neem_begin(&n);
    rc = stam_neem(&n, e);
    if (!rc)
        rc = keur_alles(&n, e);
    if (!rc)
        rc = x->proef ? store_rehearse(o->store, neem_schrijf, &n, e)
                      : store_write(o->store, neem_schrijf, &n, e);
    if (!rc)
        uitslag_zet(&n, ret);
    else if (rc == ERR_DATA || rc == ERR_LIMIT)
        err_prefix(e, "%.*s: ", STR_ARG(utf8_clip(x->naam, 120)));
    gebied_cache_geef(o->gebieden, n.g);
    arena_done(&n.getal_a);
    arena_done(&n.rij);
    arena_done(&n.a);
    return rc;
}
