/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of themes, and their columns in a set. */
#include "uitkomst/thema.h"

#include <string.h>

static const char sql_themas[] =
    "SELECT id, code, label FROM thema WHERE ronde_id = ?1 AND vraag = ?2 ORDER BY volgorde, code";
static const char sql_vragen[] = "SELECT DISTINCT vraag FROM thema WHERE ronde_id = ?1 ORDER BY vraag";
static const char sql_aantal[] = "SELECT COUNT(*) FROM thema WHERE ronde_id = ?1 AND vraag = ?2";
static const char sql_nieuw[] =
    "INSERT INTO thema (ronde_id, vraag, code, label, volgorde) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (ronde_id, vraag, code) DO UPDATE SET label = excluded.label RETURNING id";
static const char sql_open_antwoorden[] =
    "SELECT n.respons_id, n.rij, n.revisie, n.waarde, d.naam, g.revisie FROM antwoord_nu n JOIN respons r ON "
    "r.id = "
    "n.respons_id JOIN ronde_doel d ON d.ronde_id = r.ronde_id AND d.partij_id = r.partij_id LEFT JOIN "
    "antwoord_gelezen g ON g.ronde_id = n.ronde_id AND g.vraag = n.vraag AND g.respons_id = n.respons_id AND "
    "g.rij = "
    "n.rij WHERE n.ronde_id = ?1 AND n.vraag = ?2 AND n.toestand = 'beantwoord' AND r.stand = 'ingediend' "
    "ORDER BY "
    "d.naam, n.respons_id, n.rij";
static const char sql_bij[] =
    "SELECT respons_id, rij, thema_id FROM antwoord_thema WHERE ronde_id = ?1 AND vraag = ?2 "
    "ORDER BY respons_id, rij, thema_id";
static const char sql_revisie[] =
    "SELECT revisie FROM antwoord_nu WHERE ronde_id = ?1 AND vraag = ?2 AND respons_id = "
    "?3 AND rij = ?4 AND toestand = 'beantwoord'";
static const char sql_gelezen[] = "INSERT INTO antwoord_gelezen (ronde_id, vraag, respons_id, rij, revisie, "
                                  "moment, wie) VALUES (?1, ?2, ?3, ?4, ?5, "
                                  "?6, ?7) ON CONFLICT (ronde_id, vraag, respons_id, rij) DO UPDATE SET "
                                  "revisie = excluded.revisie, moment = "
                                  "excluded.moment, wie = excluded.wie";
static const char sql_weg[] =
    "DELETE FROM antwoord_thema WHERE ronde_id = ?1 AND vraag = ?2 AND respons_id = ?3 AND rij = ?4";
static const char sql_zet[] =
    "INSERT INTO antwoord_thema (ronde_id, vraag, respons_id, rij, thema_id) VALUES (?1, ?2, ?3, ?4, ?5)";

int themas_lees(struct conn *c, struct arena *a, int64_t ronde, struct str vraag, struct thema **ret,
                size_t *ret_n, struct err *e)
{
    VEC(struct thema) lijst = {0};
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_themas, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    sql_bind_str(st, 2, vraag);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &lijst, (struct thema){sql_int(st, 0), sql_str_dup(st, 1, a), sql_str_dup(st, 2, a)});
    sql_close(st);
    *ret = lijst.at;
    *ret_n = lijst.n;
    return rc;
}

int open_antwoorden(struct conn *c, struct arena *a, int64_t ronde, struct str vraag,
                    struct open_antwoord **ret, size_t *ret_n, struct err *e)
{
    VEC(struct open_antwoord) lijst = {0};
    struct stmt *st = NULL;
    struct map bij;
    int rc = sql_open(c, sql_open_antwoorden, &st, e);

    if (rc)
        return rc;
    map_init(&bij, a);
    sql_bind_int(st, 1, ronde);
    sql_bind_str(st, 2, vraag);
    while ((rc = sql_step(st, e)) > 0) {
        struct open_antwoord x = {.respons_id = sql_int(st, 0),
                                  .rij = sql_str_dup(st, 1, a),
                                  .revisie = sql_int(st, 2),
                                  .tekst = sql_str_dup(st, 3, a),
                                  .partij = sql_str_dup(st, 4, a),
                                  .gelezen = !sql_is_null(st, 5) && sql_int(st, 5) == sql_int(st, 2)};

        map_put(&bij, str_fmt(a, "%lld/%.*s", (long long)x.respons_id, STR_ARG(x.rij)), NULL)->value.i =
            (int64_t)lijst.n;
        VEC_PUSH(a, &lijst, x);
    }
    sql_close(st);
    if (!rc)
        rc = sql_open(c, sql_bij, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, ronde);
    sql_bind_str(st, 2, vraag);
    while ((rc = sql_step(st, e)) > 0) {
        struct map_entry *m =
            map_get(&bij, str_fmt(a, "%lld/%.*s", (long long)sql_int(st, 0), STR_ARG(sql_str(st, 1))));

        if (m && lijst.at[m->value.i].gelezen)
            VEC_PUSH(a, &lijst.at[m->value.i].thema, sql_int(st, 2));
    }
    sql_close(st);
    *ret = lijst.at;
    *ret_n = lijst.n;
    return rc;
}

/* A code of the words of a label: lower case, letters and digits, parted by "_". */
static struct str code_van(struct arena *a, struct str label)
{
    struct str s = str_fold(a, label);
    struct buf b;

    buf_init(&b, a, 60);
    for (size_t i = 0; i < s.n && b.n < 50; i++)
        if ((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9'))
            buf_char(&b, s.p[i]);
        else if (b.n && b.p[b.n - 1] != '_')
            buf_char(&b, '_');
    while (b.n && b.p[b.n - 1] == '_')
        b.n--;
    return buf_str(&b);
}

int thema_bij(struct conn *c, const struct dader *d, int64_t ronde, struct str vraag, struct str label,
              struct arena *a, struct err *e)
{
    struct str code = code_van(a, label);
    int64_t n, id;
    int rc = sql_get_int(c, sql_aantal, &n, e, "is", ronde, vraag);

    if (!rc && (!code.n || label.n > THEMA_TEKST_MAX))
        rc = err_set(e, ERR_DATA, "een thema heeft een naam van letters, ten hoogste %d tekens",
                     THEMA_TEKST_MAX);
    if (!rc && n >= THEMA_MAX)
        rc = err_set(e, ERR_LIMIT, "een vraag heeft ten hoogste %d thema’s", THEMA_MAX);
    if (!rc)
        rc = sql_get_int(c, sql_nieuw, &id, e, "isssi", ronde, vraag, code, label, n + 1);
    if (!rc) {
        struct doc *na = doc_map(a);

        DOC_SET_STR(a, na, "vraag", vraag);
        DOC_SET_STR(a, na, "thema", label);
        rc = spoor_schrijf(c, d, &(struct daad){"ronde.thema", "ronde", ronde, NULL, na}, e);
    }
    return rc;
}

int antwoord_codeer(struct conn *c, const struct dader *d, int64_t ronde, struct str vraag, int64_t respons,
                    struct str rij, int64_t revisie, const int64_t *thema, size_t n, struct str wie,
                    struct arena *a, struct err *e)
{
    struct doc *na = doc_map(a), *lijst;
    int64_t nu = 0;
    int rc = sql_get_int(c, sql_revisie, &nu, e, "isis", ronde, vraag, respons, rij);

    if (rc == ERR_NOT_FOUND || (!rc && nu != revisie))
        return err_set(e, ERR_CONFLICT, "dit antwoord is intussen gewijzigd: lees het opnieuw");
    if (!rc)
        rc = sql_run(c, sql_weg, NULL, e, "isis", ronde, vraag, respons, rij);
    if (!rc)
        rc = sql_run(c, sql_gelezen, NULL, e, "isisiis", ronde, vraag, respons, rij, revisie, time_ms(), wie);
    for (size_t i = 0; !rc && i < n; i++)
        rc = sql_run(c, sql_zet, NULL, e, "isisi", ronde, vraag, respons, rij, thema[i]);
    if (rc)
        return rc;
    DOC_SET_STR(a, na, "vraag", vraag);
    DOC_SET_STR(a, na, "rij", rij);
    lijst = DOC_SET(a, na, "themas", doc_list(a));
    for (size_t i = 0; i < n; i++)
        doc_add(a, lijst, doc_int(a, thema[i]));
    return spoor_schrijf(c, d, &(struct daad){"antwoord.gelezen", "respons", respons, NULL, na}, e);
}

/* ---- in a set ---- */

static int themas_kolom(struct lading *l, struct str vraag, struct err *e)
{
    const struct ui_vraag *bron = ui_vraag_vind(l->s, vraag);
    struct thema *t = NULL;
    struct open_antwoord *o = NULL;
    struct ui_optie *optie;
    struct ui_vraag *v;
    struct map rij;
    size_t n = 0, n_o = 0;
    int rc;

    if (!bron || bron->soort != UI_TEKST || bron->laag)
        return OK; /* not read, or in a repeat: those are read one by one */
    rc = themas_lees(l->c, l->a, l->ronde.id, vraag, &t, &n, e);
    if (!rc)
        rc = open_antwoorden(l->c, l->a, l->ronde.id, vraag, &o, &n_o, e);
    if (rc)
        return rc;
    map_init(&rij, l->a);
    optie = ARENA_ARRAY(l->a, struct ui_optie, n + 1);
    for (size_t i = 0; i < n; i++) {
        optie[i] = (struct ui_optie){t[i].code, t[i].label};
        map_put(&rij, str_fmt(l->a, "%lld", (long long)t[i].id), NULL)->value.i = (int64_t)i;
    }
    v = ui_vraag_nieuw(l->s, l->a, UI_MEER, str_cat(l->a, vraag, STR(THEMA_ACHTER)),
                       str_fmt(l->a, "%.*s Thema’s in de antwoorden", STR_ARG(bron->label)), optie, n, 0);
    v->is_thema = true;
    v->nummer = bron->nummer;
    v->groep = bron->groep;
    v->groep_label = bron->groep_label;
    /* Counts are not the answers themselves: of a question that only the beheerder reads they are protected.
     */
    v->openbaarheid = bron->openbaarheid == VL_OPENBAAR ? VL_OPENBAAR : VL_GEAGGREGEERD;
    memcpy(v->toestand, bron->toestand, l->s->n);
    for (size_t i = 0; i < n_o; i++) {
        const struct map_entry *m =
            map_get(&l->bij_respons, str_fmt(l->a, "%lld", (long long)o[i].respons_id));

        if (!m)
            continue;
        v->ongelezen += !o[i].gelezen;
        v->toestand[m->value.i] = o[i].gelezen ? UI_BEANTWOORD : UI_LEEG;
        for (size_t k = 0; k < o[i].thema.n; k++) {
            const struct map_entry *x = map_get(&rij, str_fmt(l->a, "%lld", (long long)o[i].thema.at[k]));

            if (x)
                ui_zet(v, (size_t)m->value.i, (size_t)x->value.i);
        }
    }
    return OK;
}

int themas_bij(struct lading *l, struct err *e)
{
    VEC(struct str) vragen = {0};
    struct stmt *st = NULL;
    int rc = sql_open(l->c, sql_vragen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, l->ronde.id);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(l->a, &vragen, sql_str_dup(st, 0, l->a));
    sql_close(st);
    for (size_t i = 0; !rc && i < vragen.n; i++)
        rc = themas_kolom(l, vragen.at[i], e);
    return rc;
}
