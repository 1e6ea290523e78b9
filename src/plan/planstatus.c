/* SPDX-License-Identifier: EUPL-1.2
 * See planstatus.h. Words are compared folded, with underscores as spaces, as the headers of columns are. */
#include "plan/planstatus.h"

static const char sql_statussen[] = "SELECT code, naam, hardheid FROM planstatus ORDER BY volgorde, code";
/* Own mappings come last, so that they go before the built-in ones. */
static const char sql_woorden[] =
    "SELECT w.woord, w.status, w.lijst, w.versie FROM planstatus_woord w JOIN levering l ON l.id = "
    "w.levering_id"
    " WHERE l.status = 'actief' ORDER BY CASE WHEN l.soort = 'planstatus' THEN 1 ELSE 0 END, l.id, w.woord";

struct planstatus_woord {
    const struct planstatus *status;
    struct str lijst, versie;
};

static const char *const hardheden[PLAN_HARDHEDEN] = {"hard", "zacht", "onbekend"};

struct str plan_hardheid_naam(enum plan_hardheid h)
{
    return str_from(hardheden[h]);
}

static struct str woord_vouw(struct arena *a, struct str s)
{
    struct str vouw = str_fold(a, s);
    char *p = (char *)vouw.p;

    for (size_t i = 0; i < vouw.n; i++)
        if (p[i] == '_')
            p[i] = ' ';
    return vouw;
}

static int statussen_lees(struct conn *c, struct arena *a, struct planstatussen *ret, struct err *e)
{
    VEC(struct planstatus) v = {0};
    struct stmt *st;
    int rc = sql_open(c, sql_statussen, &st, e);

    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct planstatus s = {sql_str_dup(st, 0, a), sql_str_dup(st, 1, a), PLAN_STATUS_ONBEKEND};

        for (int h = 0; h < PLAN_HARDHEDEN; h++)
            if (str_is(sql_str(st, 2), hardheden[h]))
                s.hardheid = (enum plan_hardheid)h;
        VEC_PUSH(a, &v, s);
    }
    sql_close(st);
    ret->at = v.at;
    ret->n = v.n;
    return rc;
}

int planstatussen_lees(struct conn *c, struct arena *a, struct planstatussen *ret, struct err *e)
{
    struct stmt *st;
    int rc;

    *ret = (struct planstatussen){0};
    map_init(&ret->woord, a);
    rc = statussen_lees(c, a, ret, e);
    if (!rc)
        rc = sql_open(c, sql_woorden, &st, e);
    if (rc)
        return rc;
    while ((rc = sql_step(st, e)) > 0) {
        struct planstatus_woord *w = ARENA_NEW(a, struct planstatus_woord);

        *w = (struct planstatus_woord){planstatus_bij_code(ret, sql_str(st, 1)), sql_str_dup(st, 2, a),
                                       sql_str_dup(st, 3, a)};
        if (w->status)
            map_put(&ret->woord, woord_vouw(a, sql_str(st, 0)), NULL)->value.p = w;
    }
    sql_close(st);
    return rc;
}

const struct planstatus *planstatus_bij_code(const struct planstatussen *s, struct str code)
{
    for (size_t i = 0; i < s->n; i++)
        if (str_ieq(s->at[i].code, code))
            return &s->at[i];
    return NULL;
}

const struct planstatus *planstatus_code_van(const struct planstatussen *s, struct str tekst)
{
    const struct planstatus *st;
    size_t n = 0;

    tekst = str_trim(tekst);
    while (n < tekst.n &&
           ((tekst.p[n] >= '0' && tekst.p[n] <= '9') || (tekst.p[n] >= 'A' && tekst.p[n] <= 'Z') ||
            (tekst.p[n] >= 'a' && tekst.p[n] <= 'z')))
        n++;
    st = planstatus_bij_code(s, str_sub(tekst, 0, n));
    return st && st->hardheid != PLAN_STATUS_ONBEKEND ? st : NULL;
}

struct planstatus_vondst planstatus_zoek(const struct planstatussen *s, struct arena *scratch,
                                         struct str tekst)
{
    const struct map_entry *m = map_get(&s->woord, woord_vouw(scratch, tekst));
    const struct planstatus *code = planstatus_code_van(s, tekst);
    struct planstatus_vondst v = {code};

    if (m) {
        const struct planstatus_woord *w = m->value.p;

        v = (struct planstatus_vondst){w->status, w->lijst, w->versie, code && code != w->status};
    }
    return v;
}
