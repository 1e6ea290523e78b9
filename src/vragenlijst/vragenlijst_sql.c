/* SPDX-License-Identifier: EUPL-1.2
 * All SQL of questionnaires. */
#include "base/map.h"
#include "doc/json.h"
#include "vragenlijst/bewaar.h"

static const char sql_vind[] = "SELECT id FROM vragenlijst WHERE code = ?1";
static const char sql_nieuw[] = "INSERT INTO vragenlijst (code, titel) VALUES (?1, ?2) "
                                "ON CONFLICT (code) DO UPDATE SET titel = excluded.titel RETURNING id";
static const char sql_laatste[] =
    "SELECT id, nummer, werkboek FROM vragenlijst_versie WHERE vragenlijst_id = ?1 "
    "ORDER BY nummer DESC LIMIT 1";
static const char sql_versie_nieuw[] =
    "INSERT INTO vragenlijst_versie (vragenlijst_id, nummer, naam, titel, ontvangen, vragen, werkboek) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
static const char sql_vraag_nieuw[] =
    "INSERT INTO vragenlijst_vraag (versie_id, code, volgorde, soort, label) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char sql_vragen[] = "SELECT code, soort, label FROM vragenlijst_vraag WHERE versie_id = ?1 "
                                 "ORDER BY volgorde";
#define VERSIE_KOLOMMEN "v.id, v.nummer, v.ontvangen, v.vragen, l.code, v.titel, v.naam"
static const char sql_lijst[] =
    "SELECT " VERSIE_KOLOMMEN " FROM vragenlijst l JOIN vragenlijst_versie v ON v.vragenlijst_id = l.id "
    "WHERE v.nummer = (SELECT MAX(x.nummer) FROM vragenlijst_versie x WHERE "
    "x.vragenlijst_id = l.id) ORDER BY v.titel, l.code";
static const char sql_versies[] =
    "SELECT " VERSIE_KOLOMMEN " FROM vragenlijst l JOIN vragenlijst_versie v ON v.vragenlijst_id = l.id "
    "WHERE l.code = ?1 ORDER BY v.nummer DESC";
static const char sql_werkboek[] = "SELECT v.werkboek, l.code FROM vragenlijst_versie v "
                                   "JOIN vragenlijst l ON l.id = v.vragenlijst_id WHERE v.id = ?1";

struct schrijf {
    struct arena *a;
    const struct dader *d;
    const struct vragenlijst *v;
    struct str json;
    struct vl_bewaard *uit;
};

static int codes_enkel(struct arena *a, const struct vragenlijst *v, struct err *e)
{
    struct map gezien;

    map_init(&gezien, a);
    for (size_t i = 0; i < v->el.n; i++) {
        const struct vl_element *el = &v->el.at[i];
        bool nieuw;
        struct map_entry *m;

        if (!el->nummer)
            continue;
        m = map_put(&gezien, el->code, &nieuw);
        if (!nieuw)
            return err_set(
                e, ERR_DATA,
                "blad survey, rij %lld: de vraagcode \"%.*s\" staat ook op rij %lld; geef ze elk een eigen "
                "wz::code",
                (long long)el->rij, STR_ARG(utf8_clip(el->code, 60)), (long long)m->value.i);
        m->value.i = el->rij;
    }
    return OK;
}

static const struct vl_element *bij_code(const struct vragenlijst *v, struct str code)
{
    for (size_t i = 0; i < v->el.n; i++)
        if (v->el.at[i].nummer && str_eq(v->el.at[i].code, code))
            return &v->el.at[i];
    return NULL;
}

/* What became of the questions of the version before; refuses a code that now is another kind of question. */
static int vergelijk(struct conn *c, struct schrijf *s, int64_t vorige, struct err *e)
{
    struct stmt *st = NULL;
    struct map oud;
    int rc;

    map_init(&oud, s->a);
    rc = sql_open(c, sql_vragen, &st, e);
    if (rc)
        return rc;
    sql_bind_int(st, 1, vorige);
    while ((rc = sql_step(st, e)) > 0) {
        struct str code = sql_str_dup(st, 0, s->a);
        const struct vl_element *el = bij_code(s->v, code);
        struct vl_verschil x = {code, LOT_VERVALLEN};

        map_put(&oud, code, NULL);
        if (el && !str_is(sql_str(st, 1), vl_soort_namen[el->soort])) {
            rc = err_set(
                e, ERR_DATA,
                "blad survey, rij %lld: vraag %.*s was %.*s en is nu %s; geef de vraag een nieuwe wz::code",
                (long long)el->rij, STR_ARG(utf8_clip(code, 60)), STR_ARG(sql_str(st, 1)),
                vl_soort_namen[el->soort]);
            break;
        }
        if (el)
            x.lot = str_eq(sql_str(st, 2), vl_tekst_nl(s->v, el->label)) ? LOT_GELIJK : LOT_ANDERE_TEKST;
        VEC_PUSH(s->a, &s->uit->verschil, x);
    }
    sql_close(st);
    for (size_t i = 0; !rc && i < s->v->el.n; i++)
        if (s->v->el.at[i].nummer && !map_get(&oud, s->v->el.at[i].code))
            VEC_PUSH(s->a, &s->uit->verschil, (struct vl_verschil){s->v->el.at[i].code, LOT_NIEUW});
    return rc;
}

static int laatste(struct conn *c, struct schrijf *s, int64_t lijst, int64_t *ret_id, bool *ret_zelfde,
                   struct err *e)
{
    struct stmt *st = NULL;
    int rc = sql_open(c, sql_laatste, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, lijst);
    rc = sql_step(st, e);
    if (rc > 0) {
        *ret_id = sql_int(st, 0);
        s->uit->nummer = sql_int(st, 1);
        *ret_zelfde = str_eq(sql_str(st, 2), s->json);
        rc = OK;
    }
    sql_close(st);
    return rc;
}

static int spoor_bij(struct conn *c, const struct schrijf *s, int64_t versie, struct err *e)
{
    struct doc *na = doc_map(s->a);

    DOC_SET_STR(s->a, na, "code", s->v->code);
    DOC_SET_INT(s->a, na, "versie", s->uit->nummer);
    DOC_SET_INT(s->a, na, "vragen", (int64_t)s->v->n_vragen);
    return spoor_schrijf(c, s->d,
                         &(struct daad){"vragenlijst.ingelezen", "vragenlijst_versie", versie, NULL, na}, e);
}

static int schrijf(struct conn *c, void *ctx, struct err *e)
{
    struct schrijf *s = ctx;
    int64_t lijst, versie, vorige = 0;
    bool zelfde = false;
    int rc = sql_get_int(c, sql_vind, &lijst, e, "s", s->v->code);

    *s->uit = (struct vl_bewaard){0};
    if (!rc)
        rc = laatste(c, s, lijst, &vorige, &zelfde, e);
    else if (rc == ERR_NOT_FOUND)
        rc = OK;
    if (rc || zelfde)
        return rc;
    if (vorige)
        rc = vergelijk(c, s, vorige, e);
    if (!rc)
        rc = sql_get_int(c, sql_nieuw, &lijst, e, "ss", s->v->code, s->v->titel);
    s->uit->nieuw = true;
    s->uit->nummer++;
    if (!rc)
        rc = sql_get_int(c, sql_versie_nieuw, &versie, e, "iissiis", lijst, s->uit->nummer, s->v->versie,
                         s->v->titel, time_ms(), (int64_t)s->v->n_vragen, s->json);
    for (size_t i = 0; !rc && i < s->v->el.n; i++) {
        const struct vl_element *el = &s->v->el.at[i];

        if (el->nummer)
            rc = sql_run(c, sql_vraag_nieuw, NULL, e, "isiss", versie, el->code, (int64_t)el->nummer,
                         str_from(vl_soort_namen[el->soort]), vl_tekst_nl(s->v, el->label));
    }
    return rc ? rc : spoor_bij(c, s, versie, e);
}

int vragenlijst_bewaar(struct store *st, struct arena *a, const struct vragenlijst *v,
                       const struct vl_werkboek *w, struct vl_bewaard *ret, struct err *e)
{
    return vragenlijst_bewaar_als(st, a, NULL, v, w, ret, e);
}

int vragenlijst_bewaar_als(struct store *st, struct arena *a, const struct dader *d,
                           const struct vragenlijst *v, const struct vl_werkboek *w, struct vl_bewaard *ret,
                           struct err *e)
{
    struct schrijf s = {.a = a, .d = d, .v = v, .uit = ret};
    struct buf b;
    int rc = codes_enkel(a, v, e);

    if (rc)
        return rc;
    buf_init(&b, a, (size_t)64 << 20);
    json_write(&b, werkboek_doc(a, w), 0);
    s.json = buf_str(&b);
    return store_write(st, schrijf, &s, e);
}

static int versies(struct conn *c, struct arena *a, const char *sql, struct str code, struct vl_versie **ret,
                   size_t *ret_n, struct err *e)
{
    VEC(struct vl_versie) lijst = {0};
    struct stmt *st = NULL;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    if (code.p)
        sql_bind_str(st, 1, code);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(a, &lijst,
                 (struct vl_versie){.id = sql_int(st, 0),
                                    .nummer = sql_int(st, 1),
                                    .ontvangen = sql_int(st, 2),
                                    .vragen = sql_int(st, 3),
                                    .code = sql_str_dup(st, 4, a),
                                    .titel = sql_str_dup(st, 5, a),
                                    .naam = sql_str_dup(st, 6, a)});
    sql_close(st);
    *ret = lijst.at;
    *ret_n = lijst.n;
    return rc;
}

int vragenlijsten_lees(struct conn *c, struct arena *a, struct vl_versie **ret, size_t *ret_n, struct err *e)
{
    return versies(c, a, sql_lijst, (struct str){0}, ret, ret_n, e);
}

int versies_lees(struct conn *c, struct arena *a, struct str code, struct vl_versie **ret, size_t *ret_n,
                 struct err *e)
{
    int rc = versies(c, a, sql_versies, code, ret, ret_n, e);

    if (!rc && !*ret_n)
        rc = err_set(e, ERR_NOT_FOUND, "er is geen vragenlijst met de code “%.*s”",
                     STR_ARG(utf8_clip(code, 60)));
    return rc;
}

int versie_lees(struct conn *c, struct arena *a, int64_t id, struct vl_werkboek *ret_w,
                struct vragenlijst **ret, struct err *e)
{
    struct stmt *st = NULL;
    struct str json = {0}, code = {0};
    struct doc *d = NULL;
    int rc = sql_open(c, sql_werkboek, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, id);
    rc = sql_step(st, e);
    if (rc > 0) {
        json = sql_str_dup(st, 0, a);
        code = sql_str_dup(st, 1, a);
        rc = OK;
    } else if (!rc) {
        rc = err_set(e, ERR_NOT_FOUND, "deze versie is er niet");
    }
    sql_close(st);
    if (!rc)
        rc = json_read(a, json, (struct json_limits){0}, &d, e);
    if (!rc)
        rc = werkboek_van_doc(a, d, ret_w, e);
    return rc ? rc : vragenlijst_lees(a, ret_w, code, ret, e);
}
