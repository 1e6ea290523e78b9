/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of reports, and the comparison of two. */
#include "rapport/bewaar.h"

#include "base/map.h"
#include "doc/json.h"

#include <string.h>

static const char sql_laatste[] =
    "SELECT nummer, sjabloon_som, gegevens_som FROM rapport WHERE ronde_id = ?1 "
    "ORDER BY nummer DESC LIMIT 1";
static const char sql_nieuw[] = "INSERT INTO rapport (ronde_id, nummer, titel, sjabloon, sjabloon_som, "
                                "gegevens_som, cijfers, html, gemaakt, wie) "
                                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, '') RETURNING id";
/* A statement has nine parameters. */
static const char sql_wie[] = "UPDATE rapport SET wie = ?2 WHERE id = ?1";
static const char sql_lijst[] =
    "SELECT id, nummer, gemaakt, titel, sjabloon_som, gegevens_som, wie FROM rapport WHERE "
    "ronde_id = ?1 ORDER BY nummer DESC";
static const char sql_een[] =
    "SELECT id, nummer, gemaakt, titel, sjabloon_som, gegevens_som, wie, sjabloon, cijfers, html "
    "FROM rapport WHERE ronde_id = ?1 AND nummer = ?2";

/* Each reference with what it became, and each table and picture cell by cell. */
static struct str cijfers_json(struct arena *a, const struct rapport *r)
{
    struct doc *l = doc_list(a), *d;
    struct buf b;

    for (size_t i = 0; i < r->cijfer.n; i++) {
        d = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, d, "wat", r->cijfer.at[i].verwijzing);
        DOC_SET_STR(a, d, "waarde", r->cijfer.at[i].waarde);
    }
    for (size_t i = 0; i < r->stuk.n; i++) {
        const struct ui_tabel *t = &r->stuk.at[i].tabel;

        for (size_t k = 0; k < t->n_kolom; k++)
            for (size_t x = 0; x < t->n_regel; x++) {
                const struct ui_cel *c = ui_cel(t, x, k);

                d = doc_add(a, l, doc_map(a));
                DOC_SET_STR(a, d, "wat",
                            str_fmt(a, "%.*s, %.*s: %.*s", STR_ARG(r->stuk.at[i].titel),
                                    STR_ARG(t->kolom[k].naam), STR_ARG(t->regel[x].label)));
                DOC_SET_STR(a, d, "waarde",
                            c->weg ? STR("\xE2\x80\x93")
                                   : str_fmt(a, "%lld (%.*s van %lld)", (long long)c->n,
                                             STR_ARG(ui_procent(a, t, x, k)), (long long)t->kolom[k].N));
            }
    }
    buf_init(&b, a, (size_t)64 << 20);
    json_write(&b, l, 0);
    return buf_str(&b);
}

static int laatste(struct conn *c, struct arena *a, int64_t ronde, struct rapport_bewaard *ret, struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_laatste, &st, e);

    *ret = (struct rapport_bewaard){0};
    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    rc = sql_step(st, e);
    if (rc > 0) {
        ret->nummer = sql_int(st, 0);
        ret->sjabloon_som = sql_str_dup(st, 1, a);
        ret->gegevens_som = sql_str_dup(st, 2, a);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

int rapport_bewaar(struct conn *c, const struct dader *d, struct arena *a, int64_t ronde,
                   const struct rapport *r, struct str sjabloon, struct str html, struct str wie,
                   int64_t *ret_nummer, struct err *e)
{
    struct rapport_bewaard oud;
    struct doc *na = doc_map(a);
    int64_t id;
    int rc = laatste(c, a, ronde, &oud, e);

    if (!rc && oud.nummer && str_eq(oud.sjabloon_som, r->sjabloon_som) &&
        str_eq(oud.gegevens_som, r->gegevens_som))
        rc = err_set(e, ERR_CONFLICT, "rapport %lld is al van dit sjabloon en deze antwoorden",
                     (long long)oud.nummer);
    if (rc)
        return rc;
    *ret_nummer = oud.nummer + 1;
    rc = sql_get_int(c, sql_nieuw, &id, e, "iissssssi", ronde, *ret_nummer, r->titel, sjabloon,
                     r->sjabloon_som, r->gegevens_som, cijfers_json(a, r), html, time_ms());
    if (!rc)
        rc = sql_run(c, sql_wie, NULL, e, "is", id, wie);
    if (rc)
        return rc;
    DOC_SET_INT(a, na, "nummer", *ret_nummer);
    DOC_SET_STR(a, na, "gegevens", r->gegevens_som);
    DOC_SET_STR(a, na, "sjabloon", r->sjabloon_som);
    return spoor_schrijf(c, d, &(struct daad){"rapport.gemaakt", "rapport", id, NULL, na}, e);
}

static struct rapport_bewaard rij(struct stmt *st, struct arena *a)
{
    return (struct rapport_bewaard){.id = sql_int(st, 0),
                                    .nummer = sql_int(st, 1),
                                    .gemaakt = sql_int(st, 2),
                                    .titel = sql_str_dup(st, 3, a),
                                    .sjabloon_som = sql_str_dup(st, 4, a),
                                    .gegevens_som = sql_str_dup(st, 5, a),
                                    .wie = sql_str_dup(st, 6, a)};
}

int rapporten_lees(struct conn *c, struct arena *a, int64_t ronde, struct rapport_bewaard **ret,
                   size_t *ret_n, struct err *e)
{
    VEC(struct rapport_bewaard) lijst = {0};
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_lijst, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &lijst, rij(st, a));
    sql_close(st);
    *ret = lijst.at;
    *ret_n = lijst.n;
    return rc;
}

int rapport_lees(struct conn *c, struct arena *a, int64_t ronde, int64_t nummer, struct rapport_bewaard *ret,
                 struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_een, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    sql_bind_int(st, 2, nummer);
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret = rij(st, a);
        ret->sjabloon = sql_str_dup(st, 7, a);
        ret->cijfers = sql_str_dup(st, 8, a);
        ret->html = sql_str_dup(st, 9, a);
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "deze ronde heeft geen rapport %lld", (long long)nummer);
    }
    sql_close(st);
    return rc;
}

/* ---- two versions ---- */

struct vergelijking {
    struct arena *a;
    VEC(struct rapport_verschil) uit;
};

static void bij(struct vergelijking *v, struct str wat, struct str oud, struct str nieuw)
{
    if (!str_eq(oud, nieuw))
        VEC_PUSH(v->a, &v->uit, (struct rapport_verschil){wat, oud, nieuw});
}

/* The n-th of the same reference is known by its number: one that stands twice is two. */
static struct str sleutel(struct arena *a, struct map *gezien, struct str wat)
{
    struct map_entry *m = map_put(gezien, wat, NULL);

    m->value.i++;
    return m->value.i == 1 ? wat : str_fmt(a, "%.*s (%lld)", STR_ARG(wat), (long long)m->value.i);
}

static int cijfers_naast(struct vergelijking *v, struct str oud, struct str nieuw, struct err *e)
{
    struct doc *x[2] = {NULL, NULL};
    struct map waarden, gezien[2];
    int rc = json_read(v->a, oud, (struct json_limits){0}, &x[0], e);

    if (!rc)
        rc = json_read(v->a, nieuw, (struct json_limits){0}, &x[1], e);
    if (rc)
        return rc;
    map_init(&waarden, v->a);
    for (int i = 0; i < 2; i++)
        map_init(&gezien[i], v->a);
    for (size_t i = 0; i < x[0]->list.n; i++)
        map_put(&waarden, sleutel(v->a, &gezien[0], doc_get_str(x[0]->list.at[i], STR("wat"))), NULL)
            ->value.p = x[0]->list.at[i];
    for (size_t i = 0; i < x[1]->list.n; i++) {
        struct str s = sleutel(v->a, &gezien[1], doc_get_str(x[1]->list.at[i], STR("wat")));
        struct map_entry *m = map_get(&waarden, s);

        bij(v, s, m ? doc_get_str(m->value.p, STR("waarde")) : STR(""),
            doc_get_str(x[1]->list.at[i], STR("waarde")));
        if (m)
            m->value.p = NULL;
    }
    for (size_t i = 0; i < waarden.n; i++)
        if (waarden.at[i].value.p)
            bij(v, waarden.at[i].key, doc_get_str(waarden.at[i].value.p, STR("waarde")), STR(""));
    return OK;
}

/* Lines of the template that the other does not have. */
static void regels_naast(struct vergelijking *v, struct str oud, struct str nieuw)
{
    struct map m;
    struct str rest = oud, r;

    map_init(&m, v->a);
    while (rest.n) {
        r = str_trim(str_cut(rest, '\n', &rest));
        if (r.n)
            map_put(&m, r, NULL)->value.i++;
    }
    for (rest = nieuw; rest.n;) {
        struct map_entry *x;

        r = str_trim(str_cut(rest, '\n', &rest));
        x = map_get(&m, r);
        if (x && x->value.i)
            x->value.i--;
        else if (r.n)
            bij(v, STR(""), STR(""), r);
    }
    for (size_t i = 0; i < m.n; i++)
        if (m.at[i].value.i)
            bij(v, STR(""), m.at[i].key, STR(""));
}

int rapport_vergelijk(struct arena *a, const struct rapport_bewaard *oud, const struct rapport_bewaard *nieuw,
                      struct rapport_verschil **ret, size_t *ret_n, struct err *e)
{
    struct vergelijking v = {.a = a};
    int rc = cijfers_naast(&v, oud->cijfers, nieuw->cijfers, e);

    if (!rc)
        regels_naast(&v, oud->sjabloon, nieuw->sjabloon);
    *ret = v.uit.at;
    *ret_n = v.uit.n;
    return rc;
}
