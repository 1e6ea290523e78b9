/* SPDX-License-Identifier: EUPL-1.2
 * The weekly mail: who is told what. All SQL of it. */
#include "regie/weekbericht.h"

#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "signaal/signaal_pagina.h"
#include "toegang/mens.h"

enum { ZEVEN_UUR_MS = 7 * 3600 * 1000 };

static const char sql_verteld[] = "SELECT mens_id, soort, object_id FROM weekbericht";
static const char sql_uit[] = "SELECT mens_id FROM weekbericht_uit";
static const char sql_uit_een[] = "SELECT COUNT(*) FROM weekbericht_uit WHERE mens_id = ?1";
static const char sql_uit_zet[] =
    "INSERT INTO weekbericht_uit (mens_id, moment) VALUES (?1, ?2) ON CONFLICT (mens_id) DO NOTHING";
static const char sql_uit_weg[] = "DELETE FROM weekbericht_uit WHERE mens_id = ?1";
static const char sql_vertel[] =
    "INSERT INTO weekbericht (mens_id, soort, object_id, week, moment) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_ronde[] =
    "INSERT INTO weekbericht_ronde (week, moment, brieven, herinneringen) VALUES (?1, ?2, ?3, ?4)"
    " ON CONFLICT (week) DO UPDATE SET brieven = weekbericht_ronde.brieven + excluded.brieven,"
    " herinneringen = weekbericht_ronde.herinneringen + excluded.herinneringen";
static const char sql_laatste[] = "SELECT COALESCE(MAX(week), 0) FROM weekbericht_ronde";

struct maak {
    struct conn *c;
    const struct gebieden *g;
    struct arena *a;
    const struct dader *d;
    bool proef;
    date_t week;
    struct map verteld, uit; /* "mens soort object", "mens" */
    const struct mens_rol *rol;
    const struct signaal *signaal;
    const struct publicatie *publicatie;
    struct publicatie_lijst *lijst; /* of each publication */
    const struct opgave *opgave;
    size_t n_rol, n_signaal, n_publicatie, n_opgave;
    VEC(struct weekbericht) bericht;
    struct weekbericht_uitslag *uit_slag;
};

/* ---- what is there ---- */

static struct str sleutel(struct arena *a, int64_t mens, const char *soort, int64_t object)
{
    return str_fmt(a, "%lld %s %lld", (long long)mens, soort, (long long)object);
}

static int verteld_lees(struct maak *m, struct err *e)
{
    struct stmt *st;
    bool nieuw;
    int rc = sql_open(m->c, sql_verteld, &st, e);

    map_init(&m->verteld, m->a);
    map_init(&m->uit, m->a);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        map_put(&m->verteld, sleutel(m->a, sql_int(st, 0), str_cstr(m->a, sql_str(st, 1)), sql_int(st, 2)),
                &nieuw);
    sql_close(st);
    if (!rc)
        rc = sql_open(m->c, sql_uit, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0)
        map_put(&m->uit, sleutel(m->a, sql_int(st, 0), "", 0), &nieuw);
    sql_close(st);
    return rc;
}

/* ---- reminders by the rule ---- */

static bool herinneren(const struct publicatie *p, date_t vandaag)
{
    int64_t oud = date_days(vandaag) - date_days(time_date(p->moment));

    return !p->voorbij && p->gezien < p->n && oud >= HERINNER_NA_DAGEN &&
           (p->reactie_voor ? vandaag <= p->reactie_voor : oud <= HERINNER_TOT_DAGEN);
}

static int herinneringen(struct maak *m, struct err *e)
{
    struct kennisname_gemaild uit = {0};
    date_t vandaag = date_today();
    int rc = OK;

    for (size_t i = 0; !rc && i < m->n_publicatie; i++)
        if (herinneren(&m->publicatie[i], vandaag))
            rc =
                kennisname_mail(m->c, m->a, m->d, &m->publicatie[i], HERINNER_KEER, STR("woonzorg"), &uit, e);
    m->uit_slag->herinneringen = uit.brieven;
    return rc;
}

static int lees(struct maak *m, struct err *e)
{
    int rc = verteld_lees(m, e);

    if (!rc)
        rc = rollen_lees(m->c, m->a, 0, 0, &m->rol, &m->n_rol, e);
    if (!rc)
        rc = signalen_lees(m->c, m->g, m->a, false, &m->signaal, &m->n_signaal, e);
    if (!rc)
        rc = opgaven_lees(m->c, m->g, m->a, &m->opgave, &m->n_opgave, e);
    if (!rc)
        rc = publicaties_lees(m->c, m->g, m->a, 0, &m->publicatie, &m->n_publicatie, e);
    if (!rc && !m->proef) /* before the lists are read: who is reminded of one thing is not told of it too */
        rc = herinneringen(m, e);
    return rc ? rc : publicaties_lijsten_lees(m->c, m->a, m->publicatie, m->n_publicatie, &m->lijst, e);
}

/* ---- one mens ---- */

static bool rol_bij_partij(const struct maak *m, int64_t mens, int64_t partij)
{
    for (size_t i = 0; partij && i < m->n_rol; i++)
        if (m->rol[i].mens == mens && m->rol[i].partij == partij)
            return true;
    return false;
}

/* Did nobody of an own partij, to which it was published, say to have seen it? */
static bool wacht_op(const struct maak *m, int64_t mens, size_t publicatie)
{
    for (size_t k = 0; !m->publicatie[publicatie].voorbij && k < m->lijst[publicatie].n; k++) {
        const struct publicatie_partij *p = &m->lijst[publicatie].partij[k];

        if (publicatie_vraagt(&m->publicatie[publicatie], p) &&
            !(p->herinnerd && time_date(p->herinnerd) >= m->week) && rol_bij_partij(m, mens, p->partij))
            return true;
    }
    return false;
}

static int vertel(struct maak *m, int64_t mens, const char *soort, int64_t object, struct err *e)
{
    return m->proef ? OK
                    : sql_run(m->c, sql_vertel, NULL, e, "isiii", mens, str_from(soort), object,
                              (int64_t)m->week, time_ms());
}

/* What the pages would show this mens, who is not here: what they hide, the mail hides. */
static int zicht_van(struct maak *m, int64_t mens, struct signaal_zicht *ret, struct err *e)
{
    struct wie *w = ARENA_NEW(m->a, struct wie);
    struct wie_rol *rol = ARENA_ARRAY(m->a, struct wie_rol, m->n_rol + 1);

    *w = (struct wie){.soort = WIE_MENS, .id = mens, .rol = rol};
    for (size_t i = 0; i < m->n_rol; i++)
        if (m->rol[i].mens == mens)
            rol[w->n_rol++] = (struct wie_rol){m->rol[i].rol, m->rol[i].partij, m->rol[i].partij_naam};
    return signaal_zicht_van(m->c, m->a, w, m->opgave, m->n_opgave, ret, e);
}

static int signalen_bij(struct maak *m, struct weekbericht *b, struct doc *lijst, struct err *e)
{
    struct signaal_zicht zicht;
    bool gelezen = false;
    int rc = OK;

    for (size_t i = 0; !rc && i < m->n_signaal; i++) {
        const struct signaal *s = &m->signaal[i];
        struct doc *x;

        if (!signaal_vraagt(s) || !rol_bij_partij(m, b->mens, s->partij))
            continue;
        if (!gelezen)
            rc = zicht_van(m, b->mens, &zicht, e);
        if (rc)
            break;
        gelezen = true;
        if (!signaal_zichtbaar(&zicht, s))
            continue;
        if (map_get(&m->verteld, sleutel(m->a, b->mens, "signaal", s->id))) {
            b->eerder++;
            continue;
        }
        rc = vertel(m, b->mens, "signaal", s->id, e);
        if (b->signalen++ >= WEEKBERICHT_MEEST)
            continue;
        x = doc_add(m->a, lijst, doc_map(m->a));
        DOC_SET_STR(m->a, x, "titel", post_regel(m->a, s->titel));
        DOC_SET_STR(m->a, x, "tekst", post_regel(m->a, utf8_clip(s->tekst, 1000)));
        DOC_SET_STR(m->a, x, "doen", post_regel(m->a, utf8_clip(s->doen, 500)));
        DOC_SET_STR(m->a, x, "pad", str_fmt(m->a, "/regie/signalen/%lld", (long long)s->id));
    }
    return rc;
}

static int stukken_bij(struct maak *m, struct weekbericht *b, struct doc *lijst, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; !rc && i < m->n_publicatie; i++) {
        const struct publicatie *p = &m->publicatie[i];
        struct doc *x;

        if (!wacht_op(m, b->mens, i))
            continue;
        if (map_get(&m->verteld, sleutel(m->a, b->mens, "publicatie", p->id))) {
            b->eerder++;
            continue;
        }
        rc = vertel(m, b->mens, "publicatie", p->id, e);
        if (b->stukken++ >= WEEKBERICHT_MEEST)
            continue;
        x = doc_add(m->a, lijst, doc_map(m->a));
        DOC_SET_STR(m->a, x, "titel", post_regel(m->a, p->titel));
        DOC_SET_STR(m->a, x, "wat",
                    p->reactie_voor
                        ? str_fmt(m->a, " (reactie tot en met %.*s)", STR_ARG(date_nl(m->a, p->reactie_voor)))
                        : STR(""));
        DOC_SET_STR(m->a, x, "pad", str_fmt(m->a, "/regie/kennisname/%lld", (long long)p->id));
    }
    return rc;
}

static struct str kop(struct arena *a, const struct weekbericht *b)
{
    struct str s = str_fmt(a, "%lld %s", (long long)b->signalen, b->signalen == 1 ? "signaal" : "signalen"),
               t = str_fmt(a, "%lld %s om te bevestigen", (long long)b->stukken,
                           b->stukken == 1 ? "stuk" : "stukken");

    return str_fmt(a, "Wat vraagt nu aandacht: %.*s%s%.*s", STR_ARG(b->signalen ? s : STR("")),
                   b->signalen && b->stukken ? ", " : "", STR_ARG(b->stukken ? t : STR("")));
}

static struct str rest(struct arena *a, const struct weekbericht *b)
{
    int64_t meer = (b->signalen > WEEKBERICHT_MEEST ? b->signalen - WEEKBERICHT_MEEST : 0) +
                   (b->stukken > WEEKBERICHT_MEEST ? b->stukken - WEEKBERICHT_MEEST : 0);

    if (meer && b->eerder)
        return str_fmt(a,
                       "Nieuw zijn er nog %lld meer, en van eerder staan er nog %lld open. Bekijk ze alle:",
                       (long long)meer, (long long)b->eerder);
    if (meer)
        return str_fmt(a, "Nieuw zijn er nog %lld meer. Bekijk ze alle:", (long long)meer);
    return b->eerder ? str_fmt(a, "Van eerder %s er nog %lld open. Bekijk ze alle:",
                               b->eerder == 1 ? "staat" : "staan", (long long)b->eerder)
                     : STR("");
}

/* May this mens act for some partij, or only read along? */
static bool leest_mee(const struct maak *m, int64_t mens)
{
    for (size_t i = 0; i < m->n_rol; i++)
        if (m->rol[i].mens == mens && matrix_bereik(RECHT_LEVEREN, m->rol[i].rol) != BEREIK_GEEN)
            return false;
    return true;
}

static int mens_bericht(struct maak *m, const struct mens_rol *wie, struct err *e)
{
    struct weekbericht b = {.mens = wie->mens, .naam = wie->mens_naam, .email = wie->mens_email};
    struct doc *d = doc_map(m->a), *s = doc_list(m->a), *p = doc_list(m->a);
    struct str meer;
    int rc = signalen_bij(m, &b, s, e);

    if (!rc)
        rc = stukken_bij(m, &b, p, e);
    if (rc || (!b.signalen && !b.stukken))
        return rc;
    DOC_SET_STR(m->a, d, "naam", post_regel(m->a, b.naam));
    DOC_SET_STR(m->a, d, "kop", kop(m->a, &b));
    DOC_SET(m->a, d, "signalen", s);
    DOC_SET(m->a, d, "stukken", p);
    DOC_SET_BOOL(m->a, d, "heeft_signalen", b.signalen > 0);
    DOC_SET_BOOL(m->a, d, "heeft_stukken", b.stukken > 0);
    DOC_SET_BOOL(m->a, d, "leest_mee", leest_mee(m, b.mens));
    meer = rest(m->a, &b);
    if (meer.n)
        DOC_SET_STR(m->a, d, "rest", meer);
    VEC_PUSH(m->a, &m->bericht, b);
    m->uit_slag->brieven++;
    return m->proef ? OK
                    : post_zet(m->c,
                               &(struct post_brief){.aan = b.email,
                                                    .sjabloon = "weekbericht",
                                                    .waarden = d,
                                                    .object = "mens",
                                                    .object_id = b.mens},
                               NULL, e);
}

/* ---- all ---- */

static int afronden(struct maak *m, struct err *e)
{
    struct doc *na = doc_map(m->a);
    int rc = sql_run(m->c, sql_ronde, NULL, e, "iiii", (int64_t)m->week, time_ms(), m->uit_slag->brieven,
                     m->uit_slag->herinneringen);

    if (rc || (!m->uit_slag->brieven && !m->uit_slag->herinneringen))
        return rc;
    DOC_SET_STR(m->a, na, "week", date_iso(m->a, m->week));
    DOC_SET_INT(m->a, na, "berichten", m->uit_slag->brieven);
    DOC_SET_INT(m->a, na, "herinneringen", m->uit_slag->herinneringen);
    return spoor_schrijf(m->c, m->d, &(struct daad){"weekbericht.gemaakt", "weekbericht", m->week, NULL, na},
                         e);
}

int weekbericht_maak(struct conn *c, const struct gebieden *g, struct arena *a, const struct dader *d,
                     bool proef, struct weekbericht_uitslag *ret, struct err *e)
{
    struct maak m = {
        .c = c, .g = g, .a = a, .d = d, .proef = proef, .week = week_van(date_today()), .uit_slag = ret};
    struct map gehad;
    bool nieuw;
    int rc;

    *ret = (struct weekbericht_uitslag){0};
    map_init(&gehad, a);
    rc = lees(&m, e);
    for (size_t i = 0; !rc && i < m.n_rol; i++) {
        struct str wie = sleutel(a, m.rol[i].mens, "", 0);

        map_put(&gehad, wie, &nieuw); /* once, however many roles */
        if (!nieuw || !mens_krijgt_post(&m.rol[i]))
            continue;
        if (map_get(&m.uit, wie))
            ret->uit++;
        else
            rc = mens_bericht(&m, &m.rol[i], e);
    }
    if (!rc && !proef)
        rc = afronden(&m, e);
    ret->at = m.bericht.at;
    ret->n = m.bericht.n;
    return rc;
}

/* ---- who wants it ---- */

int weekbericht_wil(struct conn *c, int64_t mens, bool *ret, struct err *e)
{
    int64_t uit = 0;
    int rc = sql_get_int(c, sql_uit_een, &uit, e, "i", mens);

    *ret = !uit;
    return rc;
}

int weekbericht_wil_zet(struct conn *c, const struct dader *d, int64_t mens, bool wil, struct err *e)
{
    int64_t anders = 0;
    struct arena a;
    struct doc *na;
    int rc = wil ? sql_run(c, sql_uit_weg, &anders, e, "i", mens)
                 : sql_run(c, sql_uit_zet, &anders, e, "ii", mens, time_ms());

    if (rc || !anders)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_BOOL(&a, na, "weekbericht", wil);
    rc = spoor_schrijf(c, d, &(struct daad){"mens.weekbericht", "mens", mens, NULL, na}, e);
    arena_done(&a);
    return rc;
}

/* ---- by the clock ---- */

struct werk {
    struct taak_werk *w;
    const struct gebieden *g;
    struct weekbericht_uitslag uit;
};

static int taak_schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct werk *x = ctx;
    struct dader d = {0};
    struct doc *r = doc_map(x->w->a);
    int64_t laatste;
    int rc = sql_get_int(c, sql_laatste, &laatste, e, "");

    if (rc)
        return rc;
    x->uit = (struct weekbericht_uitslag){0};
    /* An installation that just begins, or just got this, mails from the next week on. */
    rc = laatste ? weekbericht_maak(c, x->g, x->w->a, &d, false, &x->uit, e)
                 : sql_run(c, sql_ronde, NULL, e, "iiii", (int64_t)week_van(date_today()), time_ms(),
                           (int64_t)0, (int64_t)0);
    if (rc)
        return rc;
    DOC_SET_INT(x->w->a, r, "berichten", x->uit.brieven);
    DOC_SET_INT(x->w->a, r, "herinneringen", x->uit.herinneringen);
    return taak_vastleggen(x->w, c, r, e);
}

static int taak_doe(struct taak_werk *w, struct err *e)
{
    struct omgeving *o = w->ctx;
    struct werk x = {.w = w};
    struct blik b;
    int rc = blik_open(o, &b, e);

    if (!rc) {
        x.g = b.g;
        conn_snapshot_end(b.c);
        rc = store_write(o->store, taak_schrijf, &x, e);
    }
    blik_sluit(&b);
    return rc;
}

static int taak_nodig(struct conn *c, void *ctx, bool *ret, struct err *e)
{
    date_t week = week_van(date_today());
    int64_t laatste = 0;
    int rc = OK;

    *ret = false;
    if (post_stand(ctx) == POST_UIT || time_date(time_ms() - ZEVEN_UUR_MS) < week)
        return OK;
    rc = sql_get_int(c, sql_laatste, &laatste, e, "");
    *ret = !rc && laatste < week;
    return rc;
}

const struct taak_soort weekbericht_taken[] = {{"weekbericht", taak_doe, taak_nodig, 0}, {0}};
