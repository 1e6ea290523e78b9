/* SPDX-License-Identifier: EUPL-1.2
 * Storing a levering: reserve ids, make reeksen, supersede, bulk load, compare with what it replaces. */
#include "cijfer/levering.h"
#include "base/som.h"
#include "cijfer/levering_intern.h"
#include "partij/partij.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* What tells one reeks from another as bytes, each text with its length before it; in kort when that is large
 * enough. Asked for every row of a file, so without formatting. */
static struct str reeks_sleutel(struct arena *a, const struct reeks_nieuw *r, char *kort, size_t ruimte)
{
    const struct str delen[] = {r->onderwerp,  r->bron,    r->definitieset,
                                r->woningtype, r->segment, r->kenmerk};
    const int horizon[] = {r->horizon_van, r->horizon_tot};
    size_t nodig = sizeof horizon, n = sizeof horizon;
    char *p = kort;

    for (size_t i = 0; i < sizeof delen / sizeof *delen; i++)
        nodig += sizeof delen[i].n + delen[i].n;
    if (nodig > ruimte)
        p = arena_alloc(a, nodig);
    memcpy(p, horizon, sizeof horizon);
    for (size_t i = 0; i < sizeof delen / sizeof *delen; i++) {
        memcpy(p + n, &delen[i].n, sizeof delen[i].n);
        n += sizeof delen[i].n;
        if (delen[i].n)
            memcpy(p + n, delen[i].p, delen[i].n);
        n += delen[i].n;
    }
    return (struct str){p, n};
}

uint32_t levering_reeks(struct levering_nieuw *l, const struct reeks_nieuw *r)
{
    char kort[200];
    struct str sleutel = reeks_sleutel(l->a, r, kort, sizeof kort);
    struct map_entry *m;

    if (!l->reeks_index.a)
        map_init(&l->reeks_index, l->a);
    m = map_get(&l->reeks_index, sleutel);
    if (!m) {
        m = map_put(&l->reeks_index, sleutel.p == kort ? str_dup(l->a, sleutel) : sleutel, NULL);
        m->value.i = (int64_t)l->reeks.n;
        VEC_PUSH(l->a, &l->reeks, *r);
    }
    return (uint32_t)m->value.i;
}

enum {
    INPAKKEN = 4
}; /* zlib's level: little more than half the time of the usual 6, for a tenth more bytes */

/* One line of the comparison: all figures of one reeks, gebied and period together. */
struct stand {
    int64_t reeks, gebied, waarde;
    date_t van, tot;
    int32_t gevuld, leeg;
};

struct standen {
    struct stand *at;
    size_t n;
};

static int stand_orde(const void *x, const void *y)
{
    const struct stand *a = x, *b = y;

    if (a->reeks != b->reeks)
        return a->reeks < b->reeks ? -1 : 1;
    if (a->gebied != b->gebied)
        return a->gebied < b->gebied ? -1 : 1;
    if (a->tot != b->tot)
        return a->tot < b->tot ? -1 : 1;
    return (a->van > b->van) - (a->van < b->van);
}

/* Sorts and joins lines that speak of the same figure. */
static void standen_bundel(struct standen *s)
{
    size_t n = 0;

    if (s->n)
        qsort(s->at, s->n, sizeof *s->at, stand_orde);
    for (size_t i = 0; i < s->n; i++) {
        if (n && !stand_orde(&s->at[n - 1], &s->at[i])) {
            s->at[n - 1].waarde += s->at[i].waarde;
            s->at[n - 1].gevuld += s->at[i].gevuld;
            s->at[n - 1].leeg += s->at[i].leeg;
        } else {
            s->at[n++] = s->at[i];
        }
    }
    s->n = n;
}

static bool stand_gelijk(const struct stand *x, const struct stand *y)
{
    return x->waarde == y->waarde && !x->gevuld == !y->gevuld && !x->leeg == !y->leeg;
}

struct vergelijking {
    struct arena *a;
    const struct gebieden *g;
    const struct reeks_naam *reeks; /* of the old and the new levering */
    size_t n_reeks;
    struct levering_uitslag *uit;
};

static struct doc *stand_doc(struct arena *a, const struct stand *s)
{
    return s && s->gevuld ? doc_int(a, s->waarde) : doc_null(a);
}

static void voorbeeld_bij(struct vergelijking *v, const struct stand *was, const struct stand *wordt)
{
    const struct stand *een = wordt ? wordt : was;
    const struct gebied *g = gebied_bij_id(v->g, een->gebied);
    struct doc *d;

    if (v->uit->voorbeelden->list.n >= 20)
        return;
    d = doc_add(v->a, v->uit->voorbeelden, doc_map(v->a));
    for (size_t i = 0; i < v->n_reeks; i++)
        if (v->reeks[i].id == een->reeks) {
            DOC_SET_STR(v->a, d, "onderwerp", v->reeks[i].onderwerp);
            DOC_SET_STR(v->a, d, "woningtype", v->reeks[i].woningtype);
            break;
        }
    DOC_SET_STR(v->a, d, "gebied", g ? g->naam : STR(""));
    DOC_SET_STR(v->a, d, "periode", date_iso(v->a, een->tot));
    DOC_SET(v->a, d, "was", stand_doc(v->a, was));
    DOC_SET(v->a, d, "wordt", stand_doc(v->a, wordt));
}

static void vergelijk(struct vergelijking *v, const struct standen *oud, const struct standen *nieuw)
{
    size_t i = 0, k = 0;

    while (i < oud->n || k < nieuw->n) {
        int c = i == oud->n ? 1 : k == nieuw->n ? -1 : stand_orde(&oud->at[i], &nieuw->at[k]);

        if (c < 0) {
            v->uit->verdwenen++;
            voorbeeld_bij(v, &oud->at[i++], NULL);
        } else if (c > 0) {
            v->uit->nieuw++;
            k++;
        } else {
            if (stand_gelijk(&oud->at[i], &nieuw->at[k])) {
                v->uit->gelijk++;
            } else {
                v->uit->gewijzigd++;
                voorbeeld_bij(v, &oud->at[i], &nieuw->at[k]);
            }
            i++;
            k++;
        }
    }
}

/* All that one try of the transaction needs; nothing here is changed by a try, so that it can be repeated. */
struct opslag {
    const struct gebieden *g;
    struct levering_nieuw *l;
    struct str sha256, ingepakt;
    const uint32_t *volgorde; /* in which the cijfers are written */
    bool proef;
    struct levering_uitslag *uit;
};

static void standen_nieuw(struct arena *a, const struct levering_nieuw *l, const int64_t *reeks_id,
                          struct standen *ret)
{
    ret->at = ARENA_ARRAY(a, struct stand, l->cijfer.n);
    ret->n = l->cijfer.n;
    for (size_t i = 0; i < l->cijfer.n; i++) {
        const struct cijfer_nieuw *c = &l->cijfer.at[i];

        ret->at[i] =
            (struct stand){reeks_id[c->reeks], c->gebied->id,    c->ontbreekt ? 0 : c->waarde, c->van, c->tot,
                           !c->ontbreekt,      c->ontbreekt != 0};
    }
    standen_bundel(ret);
}

static int standen_oud(struct conn *c, struct arena *a, const struct levering *oud, struct standen *ret,
                       struct err *e)
{
    VEC(struct stand) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_levering_standen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, oud->eerste_cijfer);
    sql_bind_int(st, 2, oud->eerste_cijfer + oud->cijfers - 1);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &v,
                 ((struct stand){sql_int(st, 0), sql_int(st, 1), sql_int(st, 3), (date_t)sql_int(st, 5),
                                 (date_t)sql_int(st, 2), sql_int(st, 4) == 0, sql_int(st, 4) != 0}));
    sql_close(st);
    *ret = (struct standen){v.at, v.n};
    standen_bundel(ret);
    return rc;
}

/* The lines of the catalogue: how many figures per reeks and period. */
static int inhoud_schrijf(struct conn *c, struct arena *a, const struct levering_nieuw *l, int64_t id,
                          const int64_t *reeks_id, struct err *e)
{
    struct map telling;
    int rc = OK;

    map_init(&telling, a);
    for (size_t i = 0; i < l->cijfer.n; i++) {
        struct {
            uint32_t reeks;
            date_t van, tot;
        } k = {l->cijfer.at[i].reeks, l->cijfer.at[i].van, l->cijfer.at[i].tot};
        struct str sleutel = {(const char *)&k, sizeof k};
        struct map_entry *m = map_get(&telling, sleutel);

        if (!m)
            m = map_put(&telling, str_dup(a, sleutel), NULL);
        m->value.i++;
    }
    for (size_t i = 0; !rc && i < telling.n; i++) {
        uint32_t reeks;
        date_t van, tot;

        __builtin_memcpy(&reeks, telling.at[i].key.p, sizeof reeks);
        __builtin_memcpy(&van, telling.at[i].key.p + 4, sizeof van);
        __builtin_memcpy(&tot, telling.at[i].key.p + 8, sizeof tot);
        rc = sql_run(c, sql_inhoud_nieuw, NULL, e, "iiiii", id, reeks_id[reeks], (int64_t)van, (int64_t)tot,
                     telling.at[i].value.i);
    }
    return rc;
}

/* Reeks by reeks, within one as in the file: a question asks for one reeks, and finds its cijfers together on
 * a few pages of the database instead of one on each. */
static const uint32_t *volgorde_maak(const struct levering_nieuw *l)
{
    uint32_t *plek = ARENA_ARRAY(l->a, uint32_t, l->reeks.n + 1),
             *volgorde = ARENA_ARRAY(l->a, uint32_t, l->cijfer.n + 1);

    for (size_t i = 0; i < l->cijfer.n; i++)
        plek[l->cijfer.at[i].reeks + 1]++;
    for (size_t r = 0; r < l->reeks.n; r++)
        plek[r + 1] += plek[r];
    for (size_t i = 0; i < l->cijfer.n; i++)
        volgorde[plek[l->cijfer.at[i].reeks]++] = (uint32_t)i;
    return volgorde;
}

static int cijfers_schrijf(struct conn *c, const struct opslag *o, int64_t id, int64_t eerste,
                           const int64_t *reeks_id, struct err *e)
{
    const struct levering_nieuw *l = o->l;
    struct bulk *b;
    int rc;

    if (!l->cijfer.n)
        return OK;
    rc = bulk_open(c, "cijfer", CIJFER_KOLOMMEN, &b, e);
    if (rc)
        return rc;
    for (size_t i = 0; i < l->cijfer.n; i++) {
        const struct cijfer_nieuw *x = &l->cijfer.at[o->volgorde[i]];
        const int64_t voor[] = {eerste + (int64_t)i, id, reeks_id[x->reeks], x->gebied->id, x->van, x->tot};
        const int64_t na[] = {x->ontbreekt, x->status, x->vlag, x->blad, x->rij, x->kolom};

        for (size_t k = 0; k < 6; k++)
            bulk_int(b, voor[k]);
        if (x->ontbreekt)
            bulk_null(b);
        else
            bulk_int(b, x->waarde);
        for (size_t k = 0; k < 6; k++)
            bulk_int(b, na[k]);
        rc = bulk_row(b, e);
        if (!rc && i % 8192 == 0 && l->stop && l->stop(l->stop_ctx, (int64_t)i, (int64_t)l->cijfer.n))
            rc = err_set(e, ERR_CANCELLED, "gestopt op verzoek; er is niets gewijzigd");
        if (rc) {
            bulk_abort(b);
            return rc;
        }
    }
    return bulk_close(b, e);
}

static int reeksen_maak(struct conn *c, const struct levering_nieuw *l, int64_t *reeks_id, struct err *e)
{
    int rc = levering_stamgegevens(c, l, e);

    for (size_t i = 0; !rc && i < l->reeks.n; i++)
        rc = reeks_id_maak(c, &l->reeks.at[i], &reeks_id[i], e);
    return rc;
}

struct doc *levering_spoor_doc(struct arena *a, const struct levering *l)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "soort", l->soort);
    DOC_SET_STR(a, d, "leveraar", l->leveraar);
    DOC_SET_STR(a, d, "peildatum", date_iso(a, l->peildatum));
    DOC_SET_STR(a, d, "bestand", l->bestand);
    DOC_SET_STR(a, d, "sha256", l->sha256);
    DOC_SET_INT(a, d, "cijfers", l->cijfers);
    DOC_SET_INT(a, d, "partij", l->partij);
    DOC_SET_STR(a, d, "status", l->status);
    return d;
}

/* Nobody supersedes the levering of another partij by using its name. */
static int vervangen_mag(struct conn *c, const struct levering_nieuw *l, const struct levering *oud,
                         struct err *e)
{
    int64_t van = 0, voor = 0;
    int rc = OK;

    if (!oud->id || l->ook_van_anderen)
        return OK;
    if (oud->partij)
        rc = partij_nu(c, oud->partij, &van, e);
    if (!rc && l->partij)
        rc = partij_nu(c, l->partij, &voor, e);
    if (!rc && van != voor)
        rc = err_set(e, ERR_DENIED,
                     "deze cijfers zouden levering %lld vervangen, en die is van een andere organisatie; vul "
                     "een andere "
                     "naam in bij de organisatie van wie de cijfers zijn",
                     (long long)oud->id);
    return rc;
}

static int opslag_spoor(struct conn *c, struct arena *a, const struct opslag *o, const struct levering *oud,
                        int64_t id, struct err *e)
{
    const struct levering_nieuw *l = o->l;
    struct levering na = *oud, nieuw = {.soort = l->soort,
                                        .leveraar = l->leveraar,
                                        .peildatum = l->peildatum,
                                        .bestand = l->bestand,
                                        .sha256 = o->sha256,
                                        .cijfers = (int64_t)l->cijfer.n,
                                        .partij = l->partij,
                                        .status = STR("actief")};
    int rc = OK;

    na.status = STR("vervangen");
    if (oud->id)
        rc = spoor_schrijf(c, &l->door,
                           &(struct daad){"levering.vervangen", "levering", oud->id,
                                          levering_spoor_doc(a, oud), levering_spoor_doc(a, &na)},
                           e);
    return rc ? rc
              : spoor_schrijf(
                    c, &l->door,
                    &(struct daad){"levering.ingevoerd", "levering", id, NULL, levering_spoor_doc(a, &nieuw)},
                    e);
}

static int opslag_probeer(struct conn *c, void *ctx, struct err *e)
{
    struct opslag *o = ctx;
    struct levering_nieuw *l = o->l;
    struct arena a;
    struct levering oud = {0};
    struct levering_uitslag uit = {0};
    struct standen was = {0}, wordt;
    const struct reeks_naam *reeks;
    size_t n_reeks;
    int64_t *reeks_id, eerste = 0, nu = time_ms();
    int rc;

    arena_init(&a, 0);
    reeks_id = ARENA_ARRAY(&a, int64_t, l->reeks.n + 1);
    rc = levering_dubbel(c, l->soort, o->sha256, e);
    if (!rc)
        rc = levering_actieve(c, &a, l, &oud, &nu, e);
    if (!rc)
        rc = vervangen_mag(c, l, &oud, e);
    if (!rc)
        rc = reeksen_maak(c, l, reeks_id, e);
    if (!rc)
        rc = sql_get_int(c, sql_teller_op, &eerste, e, "i", (int64_t)l->cijfer.n);
    eerste -= (int64_t)l->cijfer.n - 1;
    if (!rc)
        rc = levering_rij_maak(c, l, o->sha256, eerste, nu, &uit.id, e);
    if (!rc && oud.id) {
        uit.vervangt = oud.id;
        rc = sql_run(c, sql_levering_vervang, NULL, e, "iii", oud.id, nu, uit.id);
    }
    if (!rc)
        rc = cijfers_schrijf(c, o, uit.id, eerste, reeks_id, e);
    if (!rc)
        rc = inhoud_schrijf(c, &a, l, uit.id, reeks_id, e);
    if (!rc && l->schrijf)
        rc = l->schrijf(c, uit.id, l->schrijf_ctx, e);
    if (!rc && !o->proef)
        rc = levering_bestand_maak(c, uit.id, o->ingepakt, e);
    if (!rc && oud.id)
        rc = standen_oud(c, &a, &oud, &was, e);
    if (!rc)
        rc = levering_reeksen(c, l->a, oud.id, uit.id, &reeks, &n_reeks, e);
    if (!rc && !o->proef)
        rc = opslag_spoor(c, &a, o, &oud, uit.id, e);
    if (!rc) {
        uit.voorbeelden = doc_list(l->a);
        standen_nieuw(&a, l, reeks_id, &wordt);
        vergelijk(&(struct vergelijking){l->a, o->g, reeks, n_reeks, &uit}, &was, &wordt);
        *o->uit = uit;
    }
    arena_done(&a);
    return rc;
}

int levering_bij_inhoud(struct conn *c, struct str soort, struct str inhoud, int64_t *ret, struct err *e)
{
    struct arena a;
    int rc;

    arena_init(&a, 0);
    rc = sql_get_int(c, sql_levering_dubbel, ret, e, "ss", sha256_tekst(&a, inhoud), soort);
    arena_done(&a);
    return rc;
}

int levering_inpak(struct arena *a, struct str inhoud, struct str *ret, struct err *e)
{
    uLongf n = compressBound(inhoud.n);
    unsigned char *z = arena_alloc(a, n);

    if (compress2(z, &n, (const unsigned char *)inhoud.p, inhoud.n, INPAKKEN) != Z_OK)
        return err_set(e, ERR_ENV, "het bestand kon niet worden ingepakt");
    *ret = (struct str){(const char *)z, n};
    return OK;
}

int levering_opslaan(struct store *s, const struct gebieden *g, struct levering_nieuw *l, bool proef,
                     struct levering_uitslag *ret, struct err *e)
{
    struct opslag o = {.g = g, .l = l, .proef = proef, .uit = ret};
    int rc;

    if (l->cijfer.n > LEVERING_CIJFERS_MAX)
        return err_set(e, ERR_LIMIT,
                       "dit bestand geeft %zu cijfers; een levering mag er %d hebben: splits het bestand",
                       l->cijfer.n, LEVERING_CIJFERS_MAX);
    for (size_t i = 0; i < l->cijfer.n; i++)
        if (l->cijfer.at[i].waarde > LEVERING_WAARDE_MAX || l->cijfer.at[i].waarde < -LEVERING_WAARDE_MAX)
            return err_set(e, ERR_DATA, "rij %d: dit getal is te groot om mee te rekenen",
                           l->cijfer.at[i].rij);
    o.sha256 = sha256_tekst(l->a, l->inhoud);
    o.volgorde = volgorde_maak(l);
    rc = proef ? OK : levering_inpak(l->a, l->inhoud, &o.ingepakt, e);
    if (rc)
        return rc;
    rc = proef ? store_rehearse(s, opslag_probeer, &o, e) : store_write(s, opslag_probeer, &o, e);
    if (!rc && proef)
        ret->id = 0;
    return rc;
}

struct doc *levering_doc(struct arena *a, const struct levering *l)
{
    struct doc *d = doc_map(a);

    DOC_SET_INT(a, d, "id", l->id);
    DOC_SET_STR(a, d, "soort", l->soort);
    DOC_SET_STR(a, d, "leveraar", l->leveraar);
    DOC_SET_STR(a, d, "bestand", l->bestand);
    DOC_SET_STR(a, d, "sha256", l->sha256);
    DOC_SET_INT(a, d, "bytes", l->bytes);
    DOC_SET_STR(a, d, "peildatum", date_iso(a, l->peildatum));
    DOC_SET_STR(a, d, "wie", l->wie);
    DOC_SET_STR(a, d, "ontvangen", time_iso(a, l->ontvangen));
    DOC_SET_STR(a, d, "status", l->status);
    DOC_SET(a, d, "einde", l->einde ? doc_str(a, time_iso(a, l->einde)) : doc_null(a));
    DOC_SET(a, d, "vervangenDoor", l->vervangen_door ? doc_int(a, l->vervangen_door) : doc_null(a));
    DOC_SET_STR(a, d, "reden", l->reden);
    DOC_SET_INT(a, d, "cijfers", l->cijfers);
    return d;
}
