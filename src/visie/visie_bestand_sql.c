/* SPDX-License-Identifier: EUPL-1.2
 * A file of states, answers and printed totals: one line each. For the demo, for an inventory on paper, and
 * for who keeps them in a spreadsheet. */
#include "visie/visie.h"

#include "base/num.h"
#include "partij/partij.h"
#include "tabel/rijen.h"

enum { WAT, GEBIED, STAAT, DATUM, GEZEGD, VRAAG, ANTWOORD, AANTAL, HERKOMST, VERZONNEN, TOELICHTING };
static const char *const kolommen[] = {"*wat",       "*gebied",   "staat",       "datum",
                                       "*gezegd_op", "vraag",     "antwoord",    "aantal",
                                       "*herkomst",  "verzonnen", "toelichting", NULL};

static const char sql_er[] =
    "SELECT COUNT(*) FROM visie v JOIN visie_stand s ON s.visie_id = v.id WHERE v.gebied_id = ?1 AND"
    " s.verwacht = ?2 AND s.staat = ?3 AND s.datum = ?4 AND s.gezegd_op = ?5 AND s.herkomst = ?6";
static const char sql_telling[] =
    "INSERT INTO visie_telling (gebied_id, verwacht, staat, datum, gezegd_op, aantal, bron) VALUES"
    " (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (gebied_id, verwacht, staat, datum, gezegd_op) DO NOTHING";

struct telling {
    const struct gebied *gebied;
    struct visie_telling t;
};

struct neem {
    const struct gebieden *g;
    struct arena *a;
    const struct dader *d;
    VEC(struct visie_stand) stand;
    VEC(struct visie_antwoord) antwoord;
    VEC(struct telling) telling;
    struct visie_uitslag *uit;
};

static int antwoord_lees(struct neem *n, const struct rijen *r, const struct visie_stand *s, struct err *e)
{
    struct str code = rijen_tekst(r, VRAAG);
    const struct visie_vraag *v = visie_vraag_bij(code);
    struct visie_antwoord x = {.gebied = s->gebied,
                               .vraag = v,
                               .antwoord = rijen_tekst(r, ANTWOORD),
                               .route = s->route,
                               .herkomst = s->herkomst,
                               .wie = s->wie,
                               .gezegd_op = s->gezegd_op,
                               .verzonnen = s->verzonnen};

    if (!v)
        return rijen_fout(r, VRAAG, e, "“%.*s” is geen vraag als bouwsteen.1a of groep.ouderen",
                          STR_ARG(utf8_clip(code, 60)));
    if (!visie_antwoord_mag(v, x.antwoord))
        return rijen_fout(r, ANTWOORD, e, "verwacht een van %s, niet “%.*s”", v->antwoorden,
                          STR_ARG(utf8_clip(x.antwoord, 40)));
    VEC_PUSH(n->a, &n->antwoord, x);
    return OK;
}

static int rij_neem(struct neem *n, const struct rijen *r, struct err *e)
{
    struct str wat = rijen_tekst(r, WAT), gebied = rijen_tekst(r, GEBIED), staat = rijen_tekst(r, STAAT);
    struct visie_stand s = {.route = STR("bestand"),
                            .wie = STR("bestand"),
                            .herkomst = rijen_tekst(r, HERKOMST),
                            .toelichting = rijen_tekst(r, TOELICHTING)};
    bool telling = str_starts(wat, STR("telling"));
    int rc;

    s.verwacht = str_is(wat, "verwacht") || str_is(wat, "telling-verwacht");
    if (!s.verwacht && !telling && !str_is(wat, "feit") && !str_is(wat, "antwoord"))
        return rijen_fout(r, WAT, e,
                          "verwacht feit, verwacht, antwoord, telling of telling-verwacht, niet “%.*s”",
                          STR_ARG(utf8_clip(wat, 40)));
    s.gebied = gebied_bij_code(n->g, gebied);
    if (!s.gebied)
        return rijen_fout(r, GEBIED, e, "het gebied “%.*s” is er niet; verwacht een code als GM0935",
                          STR_ARG(utf8_clip(gebied, 40)));
    if (!s.herkomst.n)
        return rijen_fout(r, HERKOMST, e, "zeg waar dit staat of vandaan komt");
    rc = rijen_datum(r, GEZEGD, &s.gezegd_op, e);
    if (!rc && !s.gezegd_op)
        rc = rijen_fout(r, GEZEGD, e, "zeg op welke dag dit gezegd is");
    if (!rc)
        rc = rijen_datum(r, DATUM, &s.datum, e);
    if (!rc)
        rc = rijen_janee(r, VERZONNEN, &s.verzonnen, e);
    if (rc)
        return rc;
    if (str_is(wat, "antwoord"))
        return antwoord_lees(n, r, &s, e);
    if (!visie_staat_lees(staat, &s.staat))
        return rijen_fout(r, STAAT, e, "verwacht te_starten, bezig, gerealiseerd of vastgesteld, niet “%.*s”",
                          STR_ARG(utf8_clip(staat, 40)));
    if (telling) {
        struct telling t = {s.gebied, {0, s.staat, s.verwacht, s.datum, s.gezegd_op, s.herkomst}};

        if (!num_i64(rijen_tekst(r, AANTAL), &t.t.aantal) || t.t.aantal < 0)
            return rijen_fout(r, AANTAL, e, "verwacht een heel getal");
        VEC_PUSH(n->a, &n->telling, t);
        return OK;
    }
    VEC_PUSH(n->a, &n->stand, s);
    return OK;
}

static int neem_doe(struct conn *c, void *ctx, struct err *e)
{
    struct neem *n = ctx;
    int64_t er, bij;
    size_t anders;
    int rc = OK;

    *n->uit = (struct visie_uitslag){0};
    for (size_t i = 0; !rc && i < n->stand.n; i++) {
        struct visie_stand *s = &n->stand.at[i];

        rc = sql_get_int(c, sql_er, &er, e, "iisiis", s->gebied->id, (int64_t)s->verwacht,
                         str_from(visie_staten[s->staat].code), (int64_t)s->datum, (int64_t)s->gezegd_op,
                         s->herkomst);
        if (rc || er)
            continue;
        if (!s->partij)
            rc = visie_partij(c, n->g, n->a, s->gebied, &s->partij, e);
        if (!rc)
            rc = visie_stand_zet(c, n->d, s, NULL, e);
        n->uit->standen += !rc;
    }
    for (size_t i = 0, tot; !rc && i < n->antwoord.n; i = tot) {
        for (tot = i; tot < n->antwoord.n && n->antwoord.at[tot].gebied == n->antwoord.at[i].gebied;)
            tot++;
        rc = visie_antwoorden_zet(c, n->d, &n->antwoord.at[i], tot - i, &anders, e);
        n->uit->antwoorden += rc ? 0 : (int64_t)anders;
    }
    for (size_t i = 0; !rc && i < n->telling.n; i++) {
        const struct telling *t = &n->telling.at[i];

        rc = sql_run(c, sql_telling, &bij, e, "iisiiis", t->gebied->id, (int64_t)t->t.verwacht,
                     str_from(visie_staten[t->t.staat].code), (int64_t)t->t.datum, (int64_t)t->t.gezegd_op,
                     t->t.aantal, t->t.bron);
        n->uit->tellingen += rc ? 0 : bij;
    }
    return rc;
}

int visie_bestand_neem(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                       struct str naam, struct str bytes, struct visie_uitslag *ret, struct err *e)
{
    struct neem n = {.g = g, .a = a, .d = d, .uit = ret};
    struct rijen r;
    int rc = rijen_open(a, naam, bytes, kolommen, &r, e);

    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = rij_neem(&n, &r, e);
    rijen_close(&r);
    return rc < 0 ? rc : store_write(s, neem_doe, &n, e);
}
