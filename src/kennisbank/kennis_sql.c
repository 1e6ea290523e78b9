/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of the kennisbank: reading items, and adding versions of them. */
#include "kennisbank/intern.h"

#include <stdlib.h>

#define KOLOMMEN(tekst)                                                                                      \
    "SELECT v.id, v.kennis_id, v.nummer, v.staat, v.soort, v.titel, v.samenvatting, " tekst                  \
    ", v.gebied_id, v.plek, v.lengte, v.breedte, v.bron, v.bron_adres, v.bron_datum, v.peildatum, "          \
    "v.stuk_id, v.verzonnen, v.reden, v.wie, v.moment, k.code, k.partij_id, k.nieuwste_id, k.publiek_id"     \
    " FROM kennis k JOIN kennis_versie v ON "

static const char sql_woorden[] = "SELECT lijst, code, naam FROM kennis_woord ORDER BY lijst, volgorde, code";
static const char sql_publiek[] = KOLOMMEN("''") "v.id = k.publiek_id ORDER BY v.kennis_id";
static const char sql_publiek_tekst[] = KOLOMMEN("v.tekst") "v.id = k.publiek_id ORDER BY v.kennis_id";
static const char sql_zichtbaar[] =
    KOLOMMEN("''") "v.kennis_id = k.id AND (v.id = k.publiek_id OR v.id = k.nieuwste_id) ORDER BY "
                   "v.kennis_id, v.nummer DESC";
static const char sql_een_publiek[] = KOLOMMEN("v.tekst") "v.id = k.publiek_id WHERE k.id = ?1";
static const char sql_een_nieuwste[] = KOLOMMEN("v.tekst") "v.id = k.nieuwste_id WHERE k.id = ?1";
static const char sql_een[] = KOLOMMEN("v.tekst") "v.kennis_id = k.id WHERE k.id = ?1 AND v.nummer = ?2";
static const char sql_versies[] = KOLOMMEN("''") "v.kennis_id = k.id WHERE k.id = ?1 ORDER BY v.nummer DESC";
static const char sql_labels_lijst[] =
    "SELECT l.versie_id, l.lijst, l.code FROM kennis k JOIN kennis_versie v ON v.kennis_id = k.id AND (v.id "
    "= k.publiek_id OR v.id = k.nieuwste_id) JOIN kennis_label l ON l.versie_id = v.id ORDER BY l.versie_id, "
    "l.lijst, l.code";
static const char sql_labels_een[] =
    "SELECT l.versie_id, l.lijst, l.code FROM kennis_versie v JOIN kennis_label l ON l.versie_id = v.id "
    "WHERE v.kennis_id = ?1 ORDER BY l.versie_id, l.lijst, l.code";
static const char sql_treffers[] = "SELECT rowid FROM kennis_zoek_index(?1) ORDER BY rowid";
static const char sql_documenten[] =
    "SELECT v.id, s.tekst FROM kennis_versie v JOIN stuk_tekst s ON s.stuk_id = v.stuk_id WHERE v.id IN (?1, "
    "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
static const char sql_teksten[] =
    "SELECT id, tekst FROM kennis_versie WHERE id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
    "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";

const struct ft_index kennis_index = {
    STR_INIT("kennis_zoek"),
    STR_INIT("versie_id"),
    {STR_INIT("titel"), STR_INIT("samenvatting"), STR_INIT("trefwoorden"), STR_INIT("tekst")},
    4};
enum { LEAD_TITEL = 1, LEAD_TREFWOORDEN = 3 };

static bool woord_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct kennis_woord *w = rij;
    struct str lijst = sql_str(st, 0);

    (void)ctx;
    for (int l = 0; l < LIJSTEN; l++)
        if (str_is(lijst, kennis_lijsten[l].code))
            w->lijst = (enum kennis_lijst)l;
    w->code = sql_str_dup(st, 1, a);
    w->naam = sql_str_dup(st, 2, a);
    return true;
}

int kennis_woorden_lees(struct conn *c, struct arena *a, struct kennis_woorden *ret, struct err *e)
{
    struct kennis_woord *w;
    size_t n;
    int rc = SQL_LIST(c, a, sql_woorden, woord_rij, NULL, &w, &n, e, "");

    if (!rc)
        *ret = (struct kennis_woorden){w, n};
    return rc;
}

static bool kennis_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    const struct gebieden *g = ctx;
    struct kennis *k = rij;

    *k = (struct kennis){.versie = sql_int(st, 0),
                         .id = sql_int(st, 1),
                         .nummer = sql_int(st, 2),
                         .soort = sql_str_dup(st, 4, a),
                         .titel = sql_str_dup(st, 5, a),
                         .samenvatting = sql_str_dup(st, 6, a),
                         .tekst = sql_str_dup(st, 7, a),
                         .gebied = sql_is_null(st, 8) ? NULL : gebied_bij_id(g, sql_int(st, 8)),
                         .plek = sql_str_dup(st, 9, a),
                         .heeft_punt = !sql_is_null(st, 10),
                         .lengte = sql_int(st, 10),
                         .breedte = sql_int(st, 11),
                         .bron = sql_str_dup(st, 12, a),
                         .bron_adres = sql_str_dup(st, 13, a),
                         .bron_datum = (date_t)sql_int(st, 14),
                         .peildatum = (date_t)sql_int(st, 15),
                         .stuk = sql_int(st, 16),
                         .verzonnen = sql_int(st, 17) != 0,
                         .reden = sql_str_dup(st, 18, a),
                         .wie = sql_str_dup(st, 19, a),
                         .moment = sql_int(st, 20),
                         .code = sql_str_dup(st, 21, a),
                         .partij = sql_int(st, 22),
                         .nieuwste = sql_int(st, 23),
                         .publiek = sql_int(st, 24)};
    return kennis_staat_lees(sql_str(st, 3), &k->staat);
}

struct label {
    int64_t versie;
    enum kennis_lijst lijst;
    struct str code;
};

static bool label_rij(struct stmt *st, struct arena *a, void *rij, void *ctx)
{
    struct label *l = rij;

    (void)ctx;
    l->versie = sql_int(st, 0);
    l->lijst = str_is(sql_str(st, 1), "thema") ? LIJST_THEMA : LIJST_WONINGTYPE;
    l->code = sql_str_dup(st, 2, a);
    return true;
}

static int label_cmp(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = ((const struct label *)y)->versie;

    return a < b ? -1 : a > b;
}

/* labels are by versie. */
static void labels_zet(struct kennis *k, size_t n, const struct label *labels, size_t n_labels)
{
    for (size_t i = 0; i < n; i++) {
        const struct label *l =
            n_labels ? bsearch(&k[i].versie, labels, n_labels, sizeof *labels, label_cmp) : NULL;

        while (l && l > labels && l[-1].versie == k[i].versie)
            l--;
        for (; l && l < labels + n_labels && l->versie == k[i].versie; l++)
            if (k[i].n_label[l->lijst] < KENNIS_LABELS_MAX)
                k[i].label[l->lijst][k[i].n_label[l->lijst]++] = l->code;
    }
}

int kennis_alle_lees(struct conn *c, const struct gebieden *g, struct arena *a, enum kennis_welke welke,
                     struct kennis **ret, size_t *ret_n, struct err *e)
{
    const char *sql = welke == WELKE_ZICHTBAAR       ? sql_zichtbaar
                      : welke == WELKE_PUBLIEK_TEKST ? sql_publiek_tekst
                                                     : sql_publiek;
    struct label *l;
    size_t n_l;
    int rc = SQL_LIST(c, a, sql, kennis_rij, (void *)g, ret, ret_n, e, "");

    if (!rc)
        rc = SQL_LIST(c, a, sql_labels_lijst, label_rij, NULL, &l, &n_l, e, "");
    if (!rc)
        labels_zet(*ret, *ret_n, l, n_l);
    return rc;
}

int kennis_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id, int64_t nummer,
                struct kennis *ret, struct err *e)
{
    const char *sql = nummer > 0 ? sql_een : nummer < 0 ? sql_een_nieuwste : sql_een_publiek;
    struct kennis *k;
    struct label *l;
    size_t n, n_l;
    int rc;

    if (nummer > 0)
        rc = SQL_LIST(c, a, sql, kennis_rij, (void *)g, &k, &n, e, "ii", id, nummer);
    else
        rc = SQL_LIST(c, a, sql, kennis_rij, (void *)g, &k, &n, e, "i", id);
    if (!rc && !n)
        rc = err_set(e, ERR_NOT_FOUND, "dit stuk is er niet in de kennisbank");
    if (!rc)
        rc = SQL_LIST(c, a, sql_labels_een, label_rij, NULL, &l, &n_l, e, "i", id);
    if (rc)
        return rc;
    labels_zet(k, 1, l, n_l);
    *ret = *k;
    return OK;
}

int kennis_versies_lees(struct conn *c, const struct gebieden *g, struct arena *a, int64_t id,
                        const struct kennis **ret, size_t *ret_n, struct err *e)
{
    struct kennis *k;
    int rc = SQL_LIST(c, a, sql_versies, kennis_rij, (void *)g, &k, ret_n, e, "i", id);

    if (!rc)
        *ret = k;
    return rc;
}

int kennis_treffers_lees(struct conn *c, struct arena *a, const struct ft_query *q,
                         struct kennis_treffers *ret, struct err *e)
{
    static const int lead[] = {0, LEAD_TREFWOORDEN, LEAD_TITEL};
    int rc = OK;

    for (int i = 0; !rc && i < 3; i++)
        rc = SQL_LIST(c, a, sql_treffers, sql_row_int, NULL, &ret->id[i], &ret->n[i], e, "s",
                      ft_query_match(a, conn_kind(c), q, &kennis_index, lead[i]));
    return rc;
}

static int teksten_lees(struct conn *c, struct arena *a, const char *sql, const struct kennis *const *k,
                        size_t n, struct str *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < KENNIS_BLAD; i++)
        sql_bind_int(st, (int)i + 1, i < n ? k[i]->versie : 0);
    while ((rc = sql_step(st, e)) > 0)
        for (size_t i = 0; i < n; i++)
            if (k[i]->versie == sql_int(st, 0))
                ret[i] = sql_str_dup(st, 1, a);
    sql_close(st);
    return rc;
}

int kennis_teksten_lees(struct conn *c, struct arena *a, const struct kennis *const *k, size_t n,
                        struct str *ret, struct err *e)
{
    return teksten_lees(c, a, sql_teksten, k, n, ret, e);
}

int kennis_documenten_lees(struct conn *c, struct arena *a, const struct kennis *const *k, size_t n,
                           struct str *ret, struct err *e)
{
    return teksten_lees(c, a, sql_documenten, k, n, ret, e);
}
