/* SPDX-License-Identifier: EUPL-1.2
 * See regelingen.h. */
#include "overzicht/regelingen.h"

#include "base/num.h"

const struct regeling regelingen[N_REGELINGEN] = {
    {"SOO", "Stimuleringsregeling Ontmoetingsruimten in Ouderenhuisvesting", "aanvragen-soo", "regeling-soo",
     "geclusterd", TINT_GECLUSTERD, false},
    {"SZGW", "Stimuleringsregeling Zorggeschikte Woningen", "aanvragen-szgw", "regeling-szgw", "zorggeschikt",
     TINT_ZORGGESCHIKT, true},
};

static const struct {
    const char *naam, *onderwerp, *kenmerk;
    bool woningtype;
} maten[N_MATEN] = {
    [MAAT_AANVRAGEN] = {"aanvragen", "subsidie-aanvragen", "", false},
    [MAAT_WONINGEN] = {"woningen", "subsidie-woningen", "", true},
    [MAAT_WLZ] = {"woningen voor Wlz-cliënten", "subsidie-wlz", "", true},
    [MAAT_GEVRAAGD] = {"euro gevraagd", "subsidie-gevraagd", "", false},
    [MAAT_TOEGEKEND] = {"euro toegekend", "subsidie-toegekend", "", false},
    [MAAT_WONINGEN_TOEGEKEND] = {"woningen met toegekende subsidie", "subsidie-woningen", "toegekend", true},
};

const char *maat_naam(enum regeling_maat m)
{
    return maten[m].naam;
}

struct cijfer_vraag maat_vraag(const struct pagina *p, const struct tranche *t, enum regeling_maat m,
                               bool uit_document)
{
    struct cijfer_vraag v =
        pagina_vraag(p, maten[m].onderwerp, maten[m].woningtype ? t->regeling->woningtype : "");

    v.venster_van = v.venster_tot = 0; /* a tranche is what it is, whatever the window */
    v.segment = t->code;
    v.kenmerk = str_from(maten[m].kenmerk);
    v.bron = str_from(uit_document ? t->regeling->totalen : t->regeling->aanvragen);
    return v;
}

/* "ronde-1" → "SZGW, ronde 1"; "tranche-1-2" → "SOO, tranche 1 en 2". */
static struct str tranche_naam(struct arena *a, const struct regeling *r, struct str code)
{
    struct str rest = code, deel = str_cut(rest, '-', &rest);
    struct buf b;

    if (!code.n)
        return str_fmt(a, "%s, alle tranches samen", r->naam);
    buf_init(&b, a, 200);
    buf_fmt(&b, "%s, %.*s", r->naam, STR_ARG(deel));
    for (int i = 0; rest.p; i++) {
        deel = str_cut(rest, '-', &rest);
        buf_fmt(&b, "%s%.*s", i ? " en " : " ", STR_ARG(deel));
    }
    return buf_str(&b);
}

static void tranche_bij(struct tranches *t, struct arena *a, const struct regeling *r, struct str code)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].regeling == r && str_eq(t->at[i].code, code))
            return;
    if (t->n < TRANCHES_MAX)
        t->at[t->n++] = (struct tranche){.regeling = r, .code = code, .naam = tranche_naam(a, r, code)};
}

static int codes_lees(struct pagina *p, const char *onderwerp, const struct regeling *r, struct tranches *t,
                      struct err *e)
{
    const struct cijfer_splitsing *s;
    size_t n;
    int rc = cijfer_splitsingen_lees(p->c, p->a, str_from(onderwerp), p->stand, &s, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        if (str_is(s[i].bron, r->aanvragen) || str_is(s[i].bron, r->totalen))
            tranche_bij(t, p->a, r, s[i].segment);
    return rc;
}

static int tranche_lees(struct pagina *p, const struct gebied *land, struct tranche *t, struct err *e)
{
    struct cijfer_vraag v = maat_vraag(p, t, MAAT_AANVRAGEN, true);
    int rc = OK;

    for (int m = 0; !rc && m < N_MATEN; m++) {
        struct cijfer_vraag w = maat_vraag(p, t, (enum regeling_maat)m, false);
        const struct gebied *const waar[] = {p->gebied, land};
        struct cijfer_uitkomst u[2] = {0};

        rc = cijfer_gebieden_lees(p->c, p->g, p->a, &w, waar, 2, u, e);
        t->hier[m] = u[0];
        t->land[m] = u[1];
    }
    v.onderwerp = STR("subsidie-beschikbaar");
    return rc ? rc : cijfer_gebied_lees(p->c, p->g, p->a, &v, land, &t->budget, e);
}

int tranches_lees(struct pagina *p, const struct gebied *land, struct tranches *ret, struct err *e)
{
    int rc = OK;

    ret->n = 0;
    for (int i = 0; !rc && i < N_REGELINGEN; i++) {
        rc = codes_lees(p, "subsidie-aanvragen", &regelingen[i], ret, e);
        if (!rc)
            rc = codes_lees(p, "subsidie-beschikbaar", &regelingen[i], ret, e);
        if (!rc)
            rc = codes_lees(p, "subsidie-woningen", &regelingen[i], ret, e);
    }
    for (size_t i = 0; !rc && i < ret->n; i++)
        rc = tranche_lees(p, land, &ret->at[i], e);
    return rc;
}

bool tranches_som(const struct tranches *t, const struct regeling *r, struct str code, enum regeling_maat m,
                  int64_t *ret)
{
    struct str rest = {0}, laatste, woord = str_cut(code, '-', &rest), eerste;
    int64_t van = 0, tot = 0;
    bool reeks, iets = false;

    eerste = str_cut(rest, '-', &laatste);
    reeks = laatste.p && num_i64(eerste, &van) && num_i64(laatste, &tot);
    *ret = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct tranche *x = &t->at[i];
        struct str nummer, w = str_cut(x->code, '-', &nummer);
        int64_t v;

        if (x->regeling != r || !x->land[m].heeft)
            continue;
        if (!str_eq(x->code, code) &&
            !(reeks && str_eq(w, woord) && num_i64(nummer, &v) && v >= van && v <= tot))
            continue;
        *ret += x->land[m].waarde;
        iets = true;
    }
    return iets;
}
