/* SPDX-License-Identifier: EUPL-1.2
 * A file of afspraken: one line a promise, the afspraak named by its code on each. For the demo, for
 * `woonzorg afspraak importeer`, and for who keeps them in a spreadsheet. */
#include "afspraak/afspraak.h"

#include "base/num.h"
#include "tabel/rijen.h"

static const char sql_er[] = "SELECT COUNT(*) FROM afspraak WHERE code = ?1";

/* As many, in this order, as `kolommen`. */
enum {
    CODE,
    SOORT,
    TITEL,
    GEBIED,
    PARTIJ,
    GESLOTEN,
    BOEK,
    BRON,
    TOELICHTING,
    VERZONNEN,
    TOEZEGGING,
    PARTIJEN,
    DOOR,
    BELOFTE_GEBIED,
    ONDERWERP,
    WONINGTYPE,
    SEGMENT,
    KENMERK,
    CIJFERBRON,
    DEFINITIESET,
    AANTAL,
    VAN,
    TOT,
    JAREN,
    NUL,
    NUL_BRON,
    VENSTER_VAN,
    VENSTER_TOT,
    UITERLIJK,
    GEDAAN_OP,
    BEWIJS,
    KOLOMMEN
};
static const char *const kolommen[] = {
    "*code",     "*soort",      "*titel",    "*gebied",     "partij",     "gesloten",     "boek",
    "*bron",     "toelichting", "verzonnen", "*toezegging", "partijen",   "door",         "belofte_gebied",
    "onderwerp", "woningtype",  "segment",   "kenmerk",     "cijferbron", "definitieset", "aantal",
    "van",       "tot",         "jaren",     "nul",         "nul_bron",   "venster_van",  "venster_tot",
    "uiterlijk", "gedaan_op",   "bewijs",    NULL};
_Static_assert((int)KOLOMMEN <= (int)RIJEN_KOLOMMEN_MAX, "more columns than a table of ours may have");

struct kop {
    struct afspraak x;
    int64_t rij;
    size_t eerste, n; /* promises */
};
struct neem {
    const struct gebieden *g;
    struct arena *a;
    const struct dader *d;
    struct conn *c; /* for looking words up while reading */
    struct afspraak_regels regels;
    VEC(struct kop) kop;
    VEC(struct belofte) belofte;
    struct afspraak_uitslag *uit;
};

static int getal(const struct rijen *r, size_t kolom, int64_t *ret, struct err *e)
{
    struct str s = rijen_tekst(r, kolom);
    struct dec d;

    *ret = 0;
    if (s.n && (!dec_parse(s, ',', &d) || !dec_rescale(d, 0, ret)))
        return rijen_fout(r, kolom, e, "verwacht een heel getal, niet “%.*s”", STR_ARG(utf8_clip(s, 40)));
    return OK;
}

static int gebied(const struct neem *n, const struct rijen *r, size_t kolom, const struct gebied **ret,
                  struct err *e)
{
    *ret = gebied_bij_code(n->g, rijen_tekst(r, kolom));
    if (!*ret)
        return rijen_fout(r, kolom, e, "het gebied “%.*s” is er niet; verwacht een code als GM0935",
                          STR_ARG(utf8_clip(rijen_tekst(r, kolom), 40)));
    return OK;
}

/* Who keeps it: NULL is the installation itself. */
static int partij(struct neem *n, const struct rijen *r, struct partij *ret, struct err *e)
{
    struct str s = rijen_tekst(r, PARTIJ);
    int rc = s.n ? partij_zoek(n->c, n->a, s, ret, e) : OK;

    return rc == ERR_NOT_FOUND || rc == ERR_DATA || rc == ERR_CONFLICT
               ? rijen_fout(r, PARTIJ, e, "de organisatie “%.*s” is er niet, of er zijn er meer",
                            STR_ARG(utf8_clip(s, 60)))
               : rc;
}

static int kop_lees(struct neem *n, const struct rijen *r, struct afspraak *x, struct err *e)
{
    struct partij p = {0};
    struct afspraak_fout f;
    int rc;

    *x = (struct afspraak){.code = rijen_tekst(r, CODE),
                           .soort = rijen_tekst(r, SOORT),
                           .titel = rijen_tekst(r, TITEL),
                           .boek = rijen_tekst(r, BOEK),
                           .bron = rijen_tekst(r, BRON),
                           .toelichting = rijen_tekst(r, TOELICHTING),
                           .reden = STR(""),
                           .wie = STR("bestand")};
    if (!x->code.n || x->code.n > 80)
        return rijen_fout(r, CODE, e, "geef de afspraak een code van hoogstens 80 tekens");
    rc = gebied(n, r, GEBIED, &x->gebied, e);
    if (!rc)
        rc = rijen_datum(r, GESLOTEN, &x->gesloten, e);
    if (!rc)
        rc = rijen_janee(r, VERZONNEN, &x->verzonnen, e);
    if (!rc)
        rc = partij(n, r, &p, e);
    if (rc)
        return rc;
    x->partij = p.id;
    afspraak_keur(&n->regels, x, p.soort.p ? p.soort : STR(""), &f);
    return f.fout.n ? rijen_fout(r, rijen_kolom(r, f.veld, CODE), e, "%.*s", STR_ARG(f.fout)) : OK;
}

static int belofte_getallen(const struct rijen *r, struct belofte *b, struct err *e)
{
    const struct {
        size_t kolom;
        int *jaar;
    } jaren[] = {
        {VAN, &b->van}, {TOT, &b->tot}, {VENSTER_VAN, &b->venster_van}, {VENSTER_TOT, &b->venster_tot}};
    int64_t v;
    int rc = getal(r, AANTAL, &b->aantal, e);

    for (size_t i = 0; !rc && i < 4; i++) {
        rc = getal(r, jaren[i].kolom, &v, e);
        if (!rc && (v < 0 || v > 9999))
            rc = rijen_fout(r, jaren[i].kolom, e, "verwacht een jaar");
        *jaren[i].jaar = rc ? 0 : (int)v;
    }
    b->heeft_nul = rijen_tekst(r, NUL).n > 0;
    if (!rc)
        rc = getal(r, NUL, &b->nul, e);
    if (!rc)
        rc = rijen_datum(r, UITERLIJK, &b->uiterlijk, e);
    if (!rc)
        rc = rijen_datum(r, GEDAAN_OP, &b->gedaan_op, e);
    return rc;
}

static int belofte_lees(struct neem *n, const struct rijen *r, const struct afspraak *x, struct err *e)
{
    struct belofte b = {.toezegging = rijen_tekst(r, TOEZEGGING),
                        .door = rijen_tekst(r, DOOR),
                        .gebied = x->gebied,
                        .onderwerp = rijen_tekst(r, ONDERWERP),
                        .woningtype = rijen_tekst(r, WONINGTYPE),
                        .segment = rijen_tekst(r, SEGMENT),
                        .kenmerk = rijen_tekst(r, KENMERK),
                        .cijferbron = rijen_tekst(r, CIJFERBRON),
                        .definitieset = rijen_tekst(r, DEFINITIESET),
                        .nul_bron = rijen_tekst(r, NUL_BRON),
                        .bewijs = rijen_tekst(r, BEWIJS),
                        .reden = STR(""),
                        .wie = STR("bestand")};
    struct afspraak_fout f = {0};
    int rc = rijen_tekst(r, BELOFTE_GEBIED).n ? gebied(n, r, BELOFTE_GEBIED, &b.gebied, e) : OK;

    b.cijfer = b.onderwerp.n > 0;
    if (!rc)
        rc = belofte_getallen(r, &b, e);
    b.gedaan = b.gedaan_op != 0;
    if (!rc && b.gedaan && (b.cijfer || !b.bewijs.n || b.gedaan_op > date_today()))
        rc = rijen_fout(r, GEDAAN_OP, e, "gedaan is alleen een daad, op een dag die er was, en met bewijs");
    if (!rc)
        rc = belofte_partijen_lees(n->c, n->a, rijen_tekst(r, PARTIJEN), '|', &b, &f, e);
    if (!rc && !f.fout.n && b.cijfer)
        belofte_pad_lees(n->a, rijen_tekst(r, JAREN), &b, &f);
    if (!rc && !f.fout.n)
        rc = belofte_keur(n->c, n->a, &b, &f, e);
    if (!rc && f.fout.n)
        rc = rijen_fout(r, rijen_kolom(r, f.veld, CODE), e, "%.*s", STR_ARG(f.fout));
    if (!rc)
        VEC_PUSH(n->a, &n->belofte, b);
    return rc;
}

static int rij_neem(struct neem *n, const struct rijen *r, struct err *e)
{
    struct afspraak x;
    struct kop *k = n->kop.n ? &n->kop.at[n->kop.n - 1] : NULL;
    int rc = kop_lees(n, r, &x, e);

    if (rc)
        return rc;
    if (!k || !str_eq(k->x.code, x.code)) {
        for (size_t i = 0; i < n->kop.n; i++)
            if (str_eq(n->kop.at[i].x.code, x.code))
                return rijen_fout(r, CODE, e,
                                  "zet de regels van een afspraak bij elkaar; zij begon op rij %lld",
                                  (long long)n->kop.at[i].rij);
        VEC_PUSH(n->a, &n->kop, ((struct kop){x, r->rij.nummer, n->belofte.n, 0}));
        k = &n->kop.at[n->kop.n - 1];
    } else if (!str_eq(k->x.titel, x.titel) || k->x.gebied != x.gebied || !str_eq(k->x.soort, x.soort)) {
        return rijen_fout(r, TITEL, e,
                          "soort, titel of gebied is anders dan op rij %lld van dezelfde afspraak",
                          (long long)k->rij);
    }
    if (k->n++ == AFSPRAAK_BELOFTEN_MAX)
        return rijen_fout(r, CODE, e, "een afspraak heeft hoogstens %d beloften", AFSPRAAK_BELOFTEN_MAX);
    return belofte_lees(n, r, &x, e);
}

static int belofte_doe(struct conn *c, struct neem *n, int64_t afspraak, struct belofte *b, struct err *e)
{
    struct belofte nieuw = *b;
    int rc = belofte_zet(c, n->d, afspraak, b, &nieuw.nummer, e);
    struct afspraak *er;

    n->uit->beloften += !rc;
    if (rc || !b->gedaan)
        return rc;
    rc = afspraak_lees(c, n->g, n->a, 0, afspraak, &er, e);
    return rc ? rc
              : belofte_stand_zet(c, n->d, afspraak, belofte_bij(er, nieuw.nummer), true, b->gedaan_op,
                                  b->bewijs, NULL, 0, b->wie, e);
}

static int neem_doe(struct conn *c, void *ctx, struct err *e)
{
    struct neem *n = ctx;
    int rc = OK;

    *n->uit = (struct afspraak_uitslag){0};
    for (size_t i = 0; !rc && i < n->kop.n; i++) {
        const struct kop *k = &n->kop.at[i];
        int64_t id = 0, er = 0;

        rc = sql_get_int(c, sql_er, &er, e, "s", k->x.code);
        n->uit->er += !rc && er;
        if (rc || er)
            continue;
        rc = afspraak_zet(c, n->d, &k->x, &id, e);
        n->uit->afspraken += !rc;
        for (size_t j = 0; !rc && j < k->n; j++)
            rc = belofte_doe(c, n, id, &n->belofte.at[k->eerste + j], e);
    }
    return rc;
}

int afspraak_bestand_neem(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                          struct str naam, struct str bytes, bool proef, struct afspraak_uitslag *ret,
                          struct err *e)
{
    struct neem n = {.g = g, .a = a, .d = d, .uit = ret};
    struct rijen r = {0};
    int rc = store_read(s, &n.c, e);

    if (rc)
        return rc;
    rc = afspraak_regels_nu(n.c, a, &n.regels, e);
    if (!rc)
        rc = rijen_open(a, naam, bytes, kolommen, &r, e);
    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = rij_neem(&n, &r, e);
    rijen_close(&r);
    store_return(s, n.c);
    if (rc < 0)
        return rc;
    return proef ? store_rehearse(s, neem_doe, &n, e) : store_write(s, neem_doe, &n, e);
}
