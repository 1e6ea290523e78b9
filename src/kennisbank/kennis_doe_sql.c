/* SPDX-License-Identifier: EUPL-1.2
 * Adding a version of an item: its row, labels and words, which version is shown, and the trail. */
#include "kennisbank/intern.h"

#include "stuk/stuk.h"

static const char sql_nieuw[] = "INSERT INTO kennis (code, partij_id) VALUES (?1, ?2) RETURNING id";
static const char sql_code[] = "UPDATE kennis SET code = ?2 WHERE id = ?1";
static const char sql_stand[] =
    "SELECT k.nieuwste_id, COALESCE(k.publiek_id, 0), COALESCE(v.nummer, 0) FROM kennis k LEFT JOIN "
    "kennis_versie v ON v.id = k.nieuwste_id WHERE k.id = ?1";
static const char sql_versie[] = "INSERT INTO kennis_versie (kennis_id, nummer, staat, soort, titel, "
                                 "samenvatting, tekst, gebied_id, plek, "
                                 "lengte, breedte, bron, bron_adres, bron_datum, peildatum, stuk_id, "
                                 "verzonnen, reden, wie, moment) VALUES "
                                 "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
                                 "?17, ?18, ?19, ?20) RETURNING id";
static const char sql_label[] = "INSERT INTO kennis_label (versie_id, lijst, code) VALUES (?1, ?2, ?3) ON "
                                "CONFLICT (versie_id, lijst, code) DO NOTHING";
static const char sql_wijs[] = "UPDATE kennis SET nieuwste_id = ?2, publiek_id = ?3 WHERE id = ?1";
static const char sql_wijs_geen[] = "UPDATE kennis SET nieuwste_id = ?2, publiek_id = NULL WHERE id = ?1";
static const char sql_woorden_weg[] =
    "DELETE FROM kennis_zoek WHERE versie_id IN (SELECT v.id FROM kennis_versie v JOIN kennis k ON k.id = "
    "v.kennis_id WHERE k.id = ?1 AND v.id <> k.nieuwste_id AND (k.publiek_id IS NULL OR v.id <> "
    "k.publiek_id))";
static const char sql_woorden_bij[] = "INSERT INTO kennis_zoek (versie_id, titel, samenvatting, trefwoorden, "
                                      "tekst) VALUES (?1, ?2, ?3, ?4, ?5)";

struct stand {
    int64_t nieuwste, publiek, nummer;
};

static int stand_lees(struct conn *c, int64_t id, struct stand *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_stand, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0)
        *ret = (struct stand){sql_int(st, 0), sql_int(st, 1), sql_int(st, 2)};
    sql_close(st);
    if (!rc)
        return err_set(e, ERR_NOT_FOUND, "dit stuk is er niet in de kennisbank");
    return rc < 0 ? rc : OK;
}

static void bind_of_niets(struct stmt *st, int at, int64_t v)
{
    if (v)
        sql_bind_int(st, at, v);
    else
        sql_bind_null(st, at);
}

static int versie_schrijf(struct conn *c, const struct kennis *k, int64_t *ret, struct err *e)
{
    struct stmt *st;
    int rc = sql_open(c, sql_versie, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, k->id);
    sql_bind_int(st, 2, k->nummer);
    sql_bind_str(st, 3, str_from(kennis_staten[k->staat]));
    sql_bind_str(st, 4, k->soort);
    sql_bind_str(st, 5, k->titel);
    sql_bind_str(st, 6, k->samenvatting);
    sql_bind_str(st, 7, k->tekst.p ? k->tekst : STR(""));
    bind_of_niets(st, 8, k->gebied ? k->gebied->id : 0);
    sql_bind_str(st, 9, k->plek.p ? k->plek : STR(""));
    if (k->heeft_punt) {
        sql_bind_int(st, 10, k->lengte);
        sql_bind_int(st, 11, k->breedte);
    }
    sql_bind_str(st, 12, k->bron);
    sql_bind_str(st, 13, k->bron_adres.p ? k->bron_adres : STR(""));
    sql_bind_int(st, 14, k->bron_datum);
    sql_bind_int(st, 15, k->peildatum);
    bind_of_niets(st, 16, k->stuk);
    sql_bind_int(st, 17, k->verzonnen);
    sql_bind_str(st, 18, k->reden.p ? k->reden : STR(""));
    sql_bind_str(st, 19, k->wie);
    sql_bind_int(st, 20, time_ms());
    rc = sql_step(st, e);
    if (rc > 0)
        *ret = sql_int(st, 0);
    sql_close(st);
    return rc < 0 ? rc : OK;
}

static int labels_schrijf(struct conn *c, const struct kennis *k, int64_t versie, struct err *e)
{
    int rc = OK;

    for (int l = LIJST_THEMA; l < LIJSTEN; l++)
        for (size_t i = 0; !rc && i < k->n_label[l]; i++)
            rc = sql_run(c, sql_label, NULL, e, "iss", versie, str_from(kennis_lijsten[l].code),
                         k->label[l][i]);
    return rc;
}

/* Everything that may be looked for beside its texts. */
static struct str trefwoorden(struct arena *a, const struct kennis_woorden *w, const struct kennis *k)
{
    struct buf b;

    buf_init(&b, a, 16 << 10);
    buf_fmt(&b, "%.*s. ", STR_ARG(kennis_woord_naam(w, LIJST_SOORT, k->soort)));
    for (int l = LIJST_THEMA; l < LIJSTEN; l++)
        for (size_t i = 0; i < k->n_label[l]; i++)
            buf_fmt(&b, "%.*s. ", STR_ARG(kennis_woord_naam(w, (enum kennis_lijst)l, k->label[l][i])));
    if (k->gebied)
        buf_fmt(&b, "%.*s. ", STR_ARG(k->gebied->naam));
    buf_fmt(&b, "%.*s. %.*s", STR_ARG(k->plek), STR_ARG(k->bron));
    return ft_plain(a, buf_str(&b));
}

/* was: the versions that were looked in before. */
static int woorden_schrijf(struct conn *c, struct arena *a, const struct kennis_woorden *w,
                           const struct kennis *k, int64_t versie, const struct stand *was, struct err *e)
{
    struct str document = STR("");
    int rc = sql_run(c, sql_woorden_weg, NULL, e, "i", k->id);

    if (!rc && k->stuk)
        rc = stuk_tekst_lees(c, a, k->stuk, &document, e);
    if (!rc)
        rc = sql_run(
            c, sql_woorden_bij, NULL, e, "issss", versie, ft_plain(a, k->titel), ft_plain(a, k->samenvatting),
            trefwoorden(a, w, k),
            ft_plain(a, str_fmt(a, "%.*s %.*s", STR_ARG(kennis_kaal(a, k->tekst)), STR_ARG(document))));
    if (!rc)
        rc = ft_refresh(c, &kennis_index, versie, e);
    if (!rc && was->nieuwste)
        rc = ft_refresh(c, &kennis_index, was->nieuwste, e);
    if (!rc && was->publiek && was->publiek != was->nieuwste)
        rc = ft_refresh(c, &kennis_index, was->publiek, e);
    return rc;
}

static int spoor(struct conn *c, struct arena *a, const struct dader *d, const struct kennis *k, bool nieuw,
                 struct err *e)
{
    static const char *const daden[KENNIS_STATEN] = {"kennis.gewijzigd", "kennis.gepubliceerd",
                                                     "kennis.ingetrokken"};
    struct doc *na = doc_map(a);

    DOC_SET_STR(a, na, "titel", k->titel);
    DOC_SET_INT(a, na, "versie", k->nummer);
    DOC_SET_STR(a, na, "staat", str_from(kennis_staten[k->staat]));
    DOC_SET_STR(a, na, "bron", k->bron);
    if (k->reden.n)
        DOC_SET_STR(a, na, "reden", k->reden);
    return spoor_schrijf(
        c, d,
        &(struct daad){nieuw && k->staat == KENNIS_CONCEPT ? "kennis.gemaakt" : daden[k->staat], "kennis",
                       k->id, NULL, na},
        e);
}

int kennis_bewaar(struct conn *c, struct arena *a, const struct dader *d, const struct kennis_woorden *w,
                  const struct kennis *wat, const struct http_upload *u, int64_t op, int64_t *ret_id,
                  struct err *e)
{
    struct kennis k = *wat;
    struct stand s = {0};
    int64_t versie = 0;
    bool nieuw = !k.id, met_code = k.code.n > 0;
    int rc = OK;

    if (nieuw && k.partij)
        rc = sql_get_int(c, sql_nieuw, &k.id, e, "si",
                         met_code ? k.code : str_fmt(a, "nieuw-%lld", (long long)time_ms()), k.partij);
    else if (nieuw)
        rc = sql_get_int(c, sql_nieuw, &k.id, e, "sn",
                         met_code ? k.code : str_fmt(a, "nieuw-%lld", (long long)time_ms()));
    if (!rc && nieuw && !met_code)
        rc = sql_run(c, sql_code, NULL, e, "is", k.id, str_fmt(a, "hand-%lld", (long long)k.id));
    if (!rc && !nieuw)
        rc = stand_lees(c, k.id, &s, e);
    if (!rc && op && op != s.nieuwste)
        rc = err_set(e, ERR_CONFLICT,
                     "Intussen heeft iemand anders dit veranderd. Lees eerst wat er nu staat.");
    k.nummer = s.nummer + 1;
    if (!rc && u)
        rc = stuk_bewaar(c, u, k.partij, k.wie, &k.stuk, e);
    if (!rc && u)
        rc = stuk_tekst_zet(c, k.stuk, k.document, e);
    if (!rc)
        rc = versie_schrijf(c, &k, &versie, e);
    if (!rc)
        rc = labels_schrijf(c, &k, versie, e);
    if (!rc && k.staat != KENNIS_INGETROKKEN && (k.staat == KENNIS_GEPUBLICEERD || s.publiek))
        rc = sql_run(c, sql_wijs, NULL, e, "iii", k.id, versie,
                     k.staat == KENNIS_GEPUBLICEERD ? versie : s.publiek);
    else if (!rc)
        rc = sql_run(c, sql_wijs_geen, NULL, e, "ii", k.id, versie);
    if (!rc)
        rc = woorden_schrijf(c, a, w, &k, versie, &s, e);
    if (!rc)
        rc = spoor(c, a, d, &k, nieuw, e);
    if (!rc && ret_id)
        *ret_id = k.id;
    return rc;
}
