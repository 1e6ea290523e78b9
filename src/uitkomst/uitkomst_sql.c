/* SPDX-License-Identifier: EUPL-1.2
 * From the database to a set: which partijen, where they work, and of each question a column. Answers of who
 * did not submit are not read. The tables are those of src/ronde; how to read them in bulk stands at the head
 * of sql/0014-ronde.sql. */
#include "uitkomst/kolom.h"
#include "uitkomst/thema.h"

#include "base/map.h"
#include "base/num.h"

#include <stdio.h>
#include <string.h>

static const char sql_partijen[] =
    "SELECT d.partij_id, d.naam, d.cbs, r.id, r.stand FROM ronde_doel d JOIN respons r ON r.ronde_id = "
    "d.ronde_id "
    "AND r.partij_id = d.partij_id WHERE d.ronde_id = ?1 ORDER BY d.naam, d.partij_id";
static const char sql_liggingen[] = "SELECT indeling, gebied, naam, partij_id FROM ronde_doel_gebied "
                                    "WHERE ronde_id = ?1 ORDER BY indeling, gebied, partij_id";
static const char sql_antwoorden[] = "SELECT respons_id, rij, toestand, waarde FROM antwoord_nu "
                                     "WHERE ronde_id = ?1 AND vraag = ?2 ORDER BY respons_id, rij";
static const char sql_volgende[] = "SELECT id FROM ronde WHERE vorige_id = ?1 ORDER BY id LIMIT 1";

static int doel_lees(struct lading *l, struct err *e)
{
    VEC(struct ui_partij) p = {0};
    VEC(int64_t) respons = {0};
    struct stmt *st = NULL;
    int rc = sql_open(l->c, sql_partijen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, l->ronde.id);
    while ((rc = sql_step(st, e)) > 0) {
        struct str cbs = sql_str_dup(st, 2, l->a);

        VEC_PUSH(l->a, &p,
                 (struct ui_partij){.id = sql_int(st, 0),
                                    .naam = sql_str_dup(st, 1, l->a),
                                    .code = cbs.n ? cbs : str_fmt(l->a, "P%lld", (long long)sql_int(st, 0)),
                                    .deelnemend = str_is(sql_str(st, 4), "ingediend")});
        VEC_PUSH(l->a, &respons, sql_int(st, 3));
    }
    sql_close(st);
    if (rc)
        return rc;
    ui_set_init(l->s, l->a, p.n);
    if (p.n)
        memcpy(l->s->partij, p.at, p.n * sizeof *p.at);
    map_init(&l->bij_respons, l->a);
    for (size_t i = 0; i < p.n; i++)
        if (p.at[i].deelnemend)
            map_put(&l->bij_respons, str_fmt(l->a, "%lld", (long long)respons.at[i]), NULL)->value.i =
                (int64_t)i;
    return OK;
}

struct ligging {
    struct str indeling, gebied, naam;
    int64_t partij;
};

static struct str indeling_naam(const struct lading *l, struct str code)
{
    const struct indeling *x = l->g ? indeling_bij_code(l->g, code) : NULL;

    if (x)
        return str_dup(l->a, x->naam);
    return str_is(code, "gemeente") ? STR("Gemeente") : code;
}

/* One division: lig[0 … n) are its rows, by region. */
static void indeling_bij(struct lading *l, const struct ligging *lig, size_t n, const struct map *rij)
{
    struct ui_indeling x = {.code = lig[0].indeling, .naam = indeling_naam(l, lig[0].indeling)};
    uint32_t *regio = ARENA_ARRAY(l->a, uint32_t, n);

    x.regio = ARENA_ARRAY(l->a, struct ui_optie, n);
    x.van = ARENA_ARRAY(l->a, uint32_t, l->s->n + 1);
    x.in = ARENA_ARRAY(l->a, uint32_t, n);
    for (size_t i = 0; i < n; i++) {
        const struct map_entry *m = map_get(rij, str_fmt(l->a, "%lld", (long long)lig[i].partij));

        if (!i || !str_eq(lig[i].gebied, lig[i - 1].gebied))
            x.regio[x.n_regio++] = (struct ui_optie){lig[i].gebied, lig[i].naam};
        regio[i] = (uint32_t)x.n_regio - 1;
        if (m)
            x.van[m->value.i + 1]++;
    }
    for (size_t p = 0; p < l->s->n; p++)
        x.van[p + 1] += x.van[p];
    for (size_t i = 0; i < n; i++) {
        const struct map_entry *m = map_get(rij, str_fmt(l->a, "%lld", (long long)lig[i].partij));

        if (m)
            x.in[x.van[m->value.i]++] = regio[i];
    }
    for (size_t p = l->s->n; p > 0; p--)
        x.van[p] = x.van[p - 1];
    x.van[0] = 0;
    VEC_PUSH(l->a, &l->s->indeling, x);
}

static int indelingen_lees(struct lading *l, struct err *e)
{
    VEC(struct ligging) lig = {0};
    struct stmt *st = NULL;
    struct map rij;
    int rc = sql_open(l->c, sql_liggingen, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, l->ronde.id);
    while ((rc = sql_step(st, e)) > 0)
        VEC_PUSH(l->a, &lig,
                 (struct ligging){sql_str_dup(st, 0, l->a), sql_str_dup(st, 1, l->a),
                                  sql_str_dup(st, 2, l->a), sql_int(st, 3)});
    sql_close(st);
    map_init(&rij, l->a);
    for (size_t i = 0; i < l->s->n; i++)
        map_put(&rij, str_fmt(l->a, "%lld", (long long)l->s->partij[i].id), NULL)->value.i = (int64_t)i;
    for (size_t i = 0, eind; !rc && i < lig.n; i = eind) {
        for (eind = i + 1; eind < lig.n && str_eq(lig.at[eind].indeling, lig.at[i].indeling);)
            eind++;
        indeling_bij(l, &lig.at[i], eind - i, &rij);
    }
    return rc;
}

int antwoorden_kolom(struct lading *l, struct str code, antwoord_fn *doe, void *ctx, struct err *e)
{
    struct stmt *st = NULL;
    int64_t vorig = 0;
    size_t partij = SIZE_MAX;
    int rc = sql_open(l->c, sql_antwoorden, &st, e);

    if (rc)
        return rc;
    sql_bind_int(st, 1, l->ronde.id);
    sql_bind_str(st, 2, code);
    while ((rc = sql_step(st, e)) > 0) {
        int64_t respons = sql_int(st, 0);
        struct antwoord_rij x = {.rij = sql_str(st, 1), .waarde = sql_str(st, 3)};

        if (respons != vorig) {
            char naam[24];
            int n = snprintf(naam, sizeof naam, "%lld", (long long)respons);
            const struct map_entry *m = map_get(&l->bij_respons, (struct str){naam, (size_t)n});

            partij = m ? (size_t)m->value.i : SIZE_MAX;
            vorig = respons;
        }
        if (partij == SIZE_MAX)
            continue;
        x.partij = partij;
        x.toestand = UI_LEEG;
        for (int t = 0; t < UI_NIET_DEELGENOMEN; t++)
            if (str_is(sql_str(st, 2), ui_toestand_namen[t]))
                x.toestand = (enum ui_toestand)t;
        doe(ctx, &x);
    }
    sql_close(st);
    return rc;
}

int uitkomst_vragenlijst(struct conn *c, struct arena *a, const struct ronde *r, struct vragenlijst **ret,
                         struct err *e)
{
    struct vl_werkboek w;

    return versie_lees(c, a, r->versie_id, &w, ret, e);
}

static int een_laad(struct conn *c, struct arena *a, const struct gebieden *g, const struct ronde *r,
                    const struct laad_wens *w, struct ui_set **ret, struct err *e)
{
    struct lading l = {.c = c, .a = a, .g = g, .ronde = *r, .wens = w, .s = ARENA_NEW(a, struct ui_set)};
    int rc = uitkomst_vragenlijst(c, a, r, &l.v, e);

    if (!rc)
        rc = doel_lees(&l, e);
    if (!rc)
        rc = indelingen_lees(&l, e);
    if (rc)
        return rc;
    l.s->code = r->code;
    l.s->titel = r->titel;
    l.s->lijst = r->lijst_code;
    l.s->lijst_titel = r->lijst_titel;
    l.s->versie = r->versie_nummer;
    l.s->peildatum = r->peildatum;
    l.s->verzonnen = r->verzonnen;
    l.s->gesloten = ronde_nu(r, time_ms()) == RONDE_GESLOTEN;
    rc = kolommen_lees(&l, e);
    if (!rc)
        rc = themas_bij(&l, e);
    *ret = l.s;
    return rc;
}

int uitkomst_laad(struct conn *c, struct arena *a, const struct gebieden *g, struct str code,
                  const struct laad_wens *w, struct ui_set **ret, struct err *e)
{
    struct ronde r, buur;
    int64_t volgende;
    int rc = ronde_bij_code(c, a, code, &r, e);

    if (!rc)
        rc = een_laad(c, a, g, &r, w, ret, e);
    /* What may be shown of a protected question depends on the rondes beside it, of the one before also on
     * the one before that. */
    for (struct ui_set *s = *ret; !rc && r.vorige_id && s; s = s->vorige) {
        rc = ronde_bij_id(c, a, r.vorige_id, &buur, e);
        if (!rc)
            rc = een_laad(c, a, g, &buur, w, &s->vorige, e);
        if (!rc) {
            s->vorige->volgende = s;
            r = buur;
        }
        if (s != *ret)
            break;
    }
    if (rc)
        return rc;
    rc = ronde_bij_code(c, a, code, &r, e);
    if (!rc)
        rc = sql_get_int(c, sql_volgende, &volgende, e, "i", r.id);
    if (rc == ERR_NOT_FOUND)
        return OK;
    if (!rc)
        rc = ronde_bij_id(c, a, volgende, &buur, e);
    if (!rc)
        rc = een_laad(c, a, g, &buur, w, &(*ret)->volgende, e);
    return rc;
}

int uitkomst_naast(struct conn *c, struct arena *a, const struct gebieden *g, struct ui_set *s,
                   struct str ronde, const struct laad_wens *w, struct err *e)
{
    struct ronde r;
    int rc;

    if (str_eq(ronde, s->code))
        return err_set(e, ERR_DATA, "kies een andere ronde om mee te vergelijken dan “%.*s” zelf",
                       STR_ARG(s->code));
    if (s->vorige && str_eq(ronde, s->vorige->code)) /* that is what happens without a choice */
        return OK;
    rc = ronde_bij_code(c, a, ronde, &r, e);
    return rc ? rc : een_laad(c, a, g, &r, w, &s->naast, e);
}
