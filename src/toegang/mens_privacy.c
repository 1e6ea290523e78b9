/* SPDX-License-Identifier: EUPL-1.2
 * What is kept of a person, as one tree to take along; and forgetting a person, after which the trail says a
 * number and a pseudonym where a name was. */
#include "toegang/mens.h"

#include "base/date.h"
#include "toegang/oidc.h"

enum { SPOOR_BLAD = 1000, SPOOR_MAX = 20000 };

static const char sql_wis[] =
    "UPDATE mens SET email = ?2, naam = ?3, wachtwoord = '', geheim = '', stap = 0, actief "
    "= 0, verwijderd = ?4 WHERE id = ?1";
static const char sql_rollen_weg[] = "DELETE FROM mens_rol WHERE mens_id = ?1";
static const char sql_codes_weg[] = "DELETE FROM mens_herstelcode WHERE mens_id = ?1";
static const char sql_links_weg[] = "DELETE FROM eenmalig WHERE mens_id = ?1";
static const char sql_beheerders[] =
    "SELECT COUNT(DISTINCT m.id) FROM mens_rol r JOIN mens m ON m.id = r.mens_id "
    "WHERE r.rol = 'beheerder' AND m.actief = 1 AND m.id <> ?1";
static const char sql_is_beheerder[] =
    "SELECT COUNT(*) FROM mens_rol WHERE mens_id = ?1 AND rol = 'beheerder'";
static const char sql_naamgenoten[] = "SELECT COUNT(*) FROM mens WHERE naam = ?1";
static const char sql_sessies_oud[] = "DELETE FROM sessie WHERE einde < ?1 OR gezien < ?2";
static const char sql_links_oud[] = "DELETE FROM eenmalig WHERE vervalt < ?1";

/* ---- taking along ---- */

static struct doc *moment(struct arena *a, int64_t ms)
{
    return ms ? doc_str(a, time_iso(a, ms)) : doc_null(a);
}

static int rollen_doc(struct conn *c, struct arena *a, int64_t id, struct doc *uit, struct err *e)
{
    struct doc *l = DOC_SET(a, uit, "rollen", doc_list(a)), *x;
    const struct mens_rol *r;
    size_t n;
    int rc = rollen_lees(c, a, id, 0, &r, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "organisatie", r[i].partij_naam);
        DOC_SET_STR(a, x, "rol", str_from(rollen[r[i].rol].code));
    }
    return rc;
}

static int sessies_doc(struct conn *c, struct arena *a, int64_t id, struct doc *uit, struct err *e)
{
    struct doc *l = DOC_SET(a, uit, "sessies", doc_list(a)), *x;
    const struct sessie *s;
    size_t n;
    int rc = sessies_lees(c, a, id, &s, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        x = doc_add(a, l, doc_map(a));
        DOC_SET(a, x, "begin", moment(a, s[i].begin));
        DOC_SET(a, x, "gezien", moment(a, s[i].gezien));
        DOC_SET_STR(a, x, "adres", s[i].adres);
        DOC_SET_STR(a, x, "programma", s[i].programma);
    }
    return rc;
}

static int koppelingen_doc(struct conn *c, struct arena *a, int64_t id, struct doc *uit, struct err *e)
{
    struct doc *l = DOC_SET(a, uit, "organisatieaccounts", doc_list(a)), *x;
    const struct koppeling *k;
    size_t n;
    int rc = koppelingen_lees(c, a, id, &k, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "uitgever", k[i].uitgever);
        DOC_SET_STR(a, x, "onderwerp", k[i].onderwerp);
        DOC_SET(a, x, "gekoppeld", moment(a, k[i].gemaakt));
        DOC_SET(a, x, "gebruikt", moment(a, k[i].gebruikt));
    }
    return rc;
}

/* What it did, and what was done about it; the newest SPOOR_MAX of each. */
static int spoor_doc(struct conn *c, struct arena *a, const char *naam, struct spoor_vraag v, struct doc *uit,
                     struct err *e)
{
    struct doc *l = doc_set(a, uit, str_from(naam), doc_list(a)), *x;
    const struct spoor_rij *r;
    size_t n = 1, samen = 0;
    int rc = OK;

    v.most = SPOOR_BLAD;
    while (!rc && n && samen < SPOOR_MAX) {
        rc = spoor_lees(c, a, &v, &r, &n, e);
        for (size_t i = 0; !rc && i < n; i++) {
            x = doc_add(a, l, doc_map(a));
            DOC_SET(a, x, "moment", moment(a, r[i].moment));
            DOC_SET_STR(a, x, "daad", r[i].daad);
            DOC_SET_STR(a, x, "object", r[i].object);
            DOC_SET_INT(a, x, "nummer", r[i].object_id);
            DOC_SET_STR(a, x, "vanwaar", r[i].waar);
            v.voor = r[i].id;
        }
        samen += n;
    }
    return rc;
}

static int post_doc(struct conn *c, struct arena *a, struct str email, struct doc *uit, struct err *e)
{
    struct doc *l = DOC_SET(a, uit, "mail", doc_list(a)), *x;
    const struct post_bericht *b;
    size_t n;
    int rc = post_aan(c, a, email, &b, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "onderwerp", b[i].onderwerp);
        DOC_SET(a, x, "gemaakt", moment(a, b[i].gemaakt));
        DOC_SET(a, x, "verstuurd", moment(a, b[i].verstuurd));
    }
    return rc;
}

int mens_gegevens(struct conn *c, struct arena *a, int64_t id, struct doc **ret, struct err *e)
{
    struct doc *uit = doc_map(a);
    struct mens m;
    int rc = mens_lees(c, a, id, &m, e);

    if (rc)
        return rc;
    DOC_SET_INT(a, uit, "nummer", m.id);
    DOC_SET_STR(a, uit, "naam", m.naam);
    DOC_SET_STR(a, uit, "email", m.email);
    DOC_SET(a, uit, "gemaakt", moment(a, m.gemaakt));
    DOC_SET_BOOL(a, uit, "toegelaten", m.actief);
    DOC_SET_BOOL(a, uit, "wachtwoordGekozen", m.wachtwoord.n > 0);
    DOC_SET_BOOL(a, uit, "tweedeStap", m.geheim.n > 0);
    rc = rollen_doc(c, a, id, uit, e);
    if (!rc)
        rc = sessies_doc(c, a, id, uit, e);
    if (!rc)
        rc = koppelingen_doc(c, a, id, uit, e);
    if (!rc)
        rc = post_doc(c, a, m.email, uit, e);
    if (!rc)
        rc = spoor_doc(c, a, "gedaan", (struct spoor_vraag){.mens = id}, uit, e);
    if (!rc)
        rc = spoor_doc(c, a, "over", (struct spoor_vraag){.object = STR("mens"), .object_id = id}, uit, e);
    *ret = uit;
    return rc;
}

/* ---- forgetting ---- */

static int beheerder_over(struct conn *c, int64_t id, struct err *e)
{
    int64_t is = 0, anderen = 0;
    int rc = sql_get_int(c, sql_is_beheerder, &is, e, "i", id);

    if (!rc && is)
        rc = sql_get_int(c, sql_beheerders, &anderen, e, "i", id);
    if (!rc && is && !anderen)
        rc = err_set(e, ERR_CONFLICT, "Dit is de laatste beheerder. Maak eerst iemand anders beheerder.");
    return rc;
}

int mens_verwijder(struct conn *c, const struct dader *d, int64_t id, struct mens_weg *ret, struct err *e)
{
    struct arena a;
    struct mens m;
    int64_t genoten = 0, gewist;
    int rc;

    arena_init(&a, 0);
    rc = mens_lees(c, &a, id, &m, e);
    if (!rc && str_ends(m.email, STR(MENS_VERWIJDERD_DOMEIN)))
        rc = err_set(e, ERR_CONFLICT, "Deze gebruiker is al verwijderd.");
    if (!rc)
        rc = beheerder_over(c, id, e);
    if (!rc)
        rc = sql_get_int(c, sql_naamgenoten, &genoten, e, "s", m.naam);
    if (!rc)
        rc = sessie_weg(c, id, 0, 0, e);
    if (!rc)
        rc = koppeling_weg(c, d, id, e);
    for (const char *const *s = (const char *const[]){sql_rollen_weg, sql_codes_weg, sql_links_weg, NULL};
         !rc && *s; s++)
        rc = sql_run(c, *s, NULL, e, "i", id);
    if (!rc)
        rc = post_vergeet_adres(c, m.email, e);
    ret->naam = str_fmt(&a, "Verwijderde gebruiker %lld", (long long)id);
    if (!rc)
        rc = sql_run(c, sql_wis, NULL, e, "issi", id,
                     str_fmt(&a, "%lld%s", (long long)id, MENS_VERWIJDERD_DOMEIN), ret->naam, time_ms());
    if (!rc)
        rc = spoor_wis(c, d, id, &gewist, e);
    if (!rc)
        rc = spoor_schrijf(c, d, &(struct daad){"mens.verwijderd", "mens", id, NULL, NULL}, e);
    if (!rc) {
        ret->was = str_dup(ret->a, m.naam);
        ret->email = str_dup(ret->a, m.email);
        ret->naam = str_dup(ret->a, ret->naam);
        ret->alleen = genoten == 1;
    }
    arena_done(&a);
    return rc;
}

int mens_bewaartermijn(struct conn *c, int64_t nu, struct err *e)
{
    int64_t n;
    int rc = sql_run(c, sql_sessies_oud, NULL, e, "ii", nu, nu - SESSIE_STIL);

    if (!rc)
        rc = sql_run(c, sql_links_oud, NULL, e, "i", nu);
    if (!rc)
        rc = post_vergeet(c, nu - (int64_t)POST_BEWAAR_DAGEN * 24 * 3600 * 1000, e);
    if (!rc)
        rc = spoor_bewaar(c, NULL, nu - SPOOR_ADRES_DUUR, &n, e);
    return rc;
}
