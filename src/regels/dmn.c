/* SPDX-License-Identifier: EUPL-1.2
 * Decision tables in DMN 1.1 to 1.5 XML, in and out. Only decision tables over plain inputs: an input
 * expression must be one name. What a model has beside them (drawings, knowledge models) is left alone. */
#include "regels/regels.h"
#include "tabel/boom.h"

#include <string.h>

static int fout(const struct boom *b, struct err *e, const char *wat, struct str waarde)
{
    return err_set(e, ERR_DATA, "regel %lld: %s “%.*s”", (long long)b->regel, wat,
                   STR_ARG(utf8_clip(waarde, 80)));
}

static struct str tekst_van(const struct boom *b)
{
    const struct boom *t = boom_kind(b, "text");

    return t ? t->tekst : (struct str){0};
}

static void soort_van(struct str type, struct regel_invoer *in)
{
    static const struct {
        const char *naam;
        enum regel_soort soort;
    } soorten[] = {{"number", REGEL_GETAL}, {"string", REGEL_TEKST}, {"boolean", REGEL_WAAR}};
    struct str rest, eerste = str_cut(type, ':', &rest);

    if (rest.p) /* "feel:number" */
        eerste = rest;
    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++)
        if (str_is(eerste, soorten[i].naam)) {
            in->soort = soorten[i].soort;
            in->soort_bekend = true;
        }
}

/* Texts, numbers or bounds parted by commas, each handed over as one. */
static int lijst_lees(struct arena *a, struct str s, struct regel_uitvoer *uit, struct err *e)
{
    size_t van = 0;
    bool in_tekst = false;
    int rc = OK;

    for (size_t i = 0; !rc && i <= s.n; i++) {
        if (i < s.n && s.p[i] == '"' && (!i || s.p[i - 1] != '\\'))
            in_tekst = !in_tekst;
        if (i < s.n && (in_tekst || s.p[i] != ','))
            continue;
        if (str_trim(str_sub(s, van, i)).n) {
            struct regel_waarde w;

            rc = regel_waarde_lees(a, str_sub(s, van, i), false, &w, e);
            if (!rc)
                VEC_PUSH(a, &uit->lijst, w);
        }
        van = i + 1;
    }
    return rc;
}

/* The values an input may have: words, or one range of numbers. */
static int grens_lees(struct arena *a, struct regeltabel *t, size_t k, struct str s, struct err *e)
{
    struct regel_invoer *in = &t->in[k];
    struct regel_cel c;
    struct regel_set set;
    int rc = regel_cel_lees(a, t, k, s, false, &c, e);

    if (rc || c.alles)
        return rc;
    set = regel_cel_set(a, t, k, &c, NULL);
    if (in->soort == REGEL_TEKST) {
        in->begrensd = !c.niet;
    } else if (in->soort == REGEL_GETAL && set.n == 1) {
        in->grens = set.at[0];
        in->begrensd = true;
    }
    return OK;
}

/* The child of the model of that kind and name; NULL for none. */
static const struct boom *genoemd(const struct boom *model, const char *soort, struct str naam)
{
    for (const struct boom *b = boom_kind(model, soort); b; b = boom_volgende(b, soort))
        if (str_eq(boom_attr(b, "name"), naam))
            return b;
    return NULL;
}

/* The kind of a column and the values that it may have, as the model's own types say. */
static const struct boom *type_lees(const struct boom *model, const struct boom *x, struct regel_invoer *in)
{
    const struct boom *gegeven = genoemd(model, "inputData", in->naam), *soort, *basis;
    struct str type = x ? boom_attr(x, "typeRef") : (struct str){0}, rest;

    if (!type.n && gegeven && boom_kind(gegeven, "variable"))
        type = boom_attr(boom_kind(gegeven, "variable"), "typeRef");
    soort_van(type, in);
    soort = in->soort_bekend ? NULL : genoemd(model, "itemDefinition", type);
    if (!soort && !in->soort_bekend) { /* "tns:tRisk" */
        (void)str_cut(type, ':', &rest);
        soort = rest.p ? genoemd(model, "itemDefinition", rest) : NULL;
    }
    basis = soort && !str_is(boom_attr(soort, "isCollection"), "true") ? boom_kind(soort, "typeRef") : NULL;
    if (!basis)
        return NULL;
    soort_van(basis->tekst, in);
    return boom_kind(soort, "allowedValues");
}

static int invoer_lees(struct arena *a, const struct boom *model, struct regeltabel *t, size_t k,
                       const struct boom *b, struct err *e)
{
    const struct boom *x = boom_kind(b, "inputExpression"), *w = boom_kind(b, "inputValues"), *mag;
    struct str rest, kop;
    struct regel_invoer *in = &t->in[k];
    int rc = OK;

    map_init(&in->woorden, a);
    in->naam = str_dup(a, tekst_van(x));
    if (!in->naam.n)
        in->naam = str_dup(a, boom_attr(b, "label"));
    if (!in->naam.n || strpbrk(str_cstr(a, in->naam), "()+*/=<>\""))
        return fout(b, e, "een kolom moet één gegeven noemen, en niet", in->naam);
    for (size_t i = 0; i < k; i++)
        if (str_eq(t->in[i].naam, in->naam))
            return fout(b, e, "twee kolommen over hetzelfde gegeven:", in->naam);
    kop = str_cut(in->naam, '.', &rest);
    if (rest.p && !genoemd(model, "inputData", in->naam) &&
        (genoemd(model, "inputData", kop) || genoemd(model, "decision", kop)))
        return fout(b, e, "een deel van een samengesteld gegeven kan geen kolom zijn:", in->naam);
    mag = type_lees(model, x, in);
    if (!w)
        w = mag;
    if (w)
        rc = grens_lees(a, t, k, tekst_van(w), e);
    return rc ? err_prefix(e, "regel %lld: ", (long long)b->regel) : OK;
}

static int uitvoer_lees(struct arena *a, struct regel_uitvoer *u, const struct boom *b, struct err *e)
{
    const struct boom *w = boom_kind(b, "outputValues"), *std = boom_kind(b, "defaultOutputEntry");
    int rc = OK;

    u->naam = str_dup(a, boom_attr(b, "name"));
    if (w)
        rc = lijst_lees(a, tekst_van(w), u, e);
    if (!rc && std) {
        rc = regel_waarde_lees(a, tekst_van(std), false, &u->standaard, e);
        u->heeft_standaard = true;
    }
    return rc ? err_prefix(e, "regel %lld: ", (long long)b->regel) : OK;
}

static int regel_lees(struct arena *a, struct regeltabel *t, struct regel *r, const struct boom *b,
                      struct err *e)
{
    struct regel_cel *als = ARENA_ARRAY(a, struct regel_cel, t->n_in + 1);
    struct regel_waarde *dan = ARENA_ARRAY(a, struct regel_waarde, t->n_uit + 1);
    const struct boom *d = boom_kind(b, "description");
    size_t n = 0;
    int rc = OK;

    for (const struct boom *x = boom_kind(b, "inputEntry"); !rc && x; x = boom_volgende(x, "inputEntry")) {
        if (n == t->n_in)
            return fout(x, e, "meer voorwaarden dan kolommen:", tekst_van(x));
        rc = regel_cel_lees(a, t, n, tekst_van(x), false, &als[n], e);
        n++;
        if (rc)
            return err_prefix(e, "regel %lld: ", (long long)x->regel);
    }
    if (n != t->n_in)
        return fout(b, e, "minder voorwaarden dan kolommen:", boom_attr(b, "id"));
    n = 0;
    for (const struct boom *x = boom_kind(b, "outputEntry"); !rc && x; x = boom_volgende(x, "outputEntry")) {
        if (n == t->n_uit)
            return fout(x, e, "meer uitkomsten dan kolommen:", tekst_van(x));
        rc = regel_waarde_lees(a, tekst_van(x), false, &dan[n++], e);
        if (rc)
            return err_prefix(e, "regel %lld: ", (long long)x->regel);
    }
    if (n != t->n_uit)
        return fout(b, e, "minder uitkomsten dan kolommen:", boom_attr(b, "id"));
    *r = (struct regel){.als = als,
                        .dan = dan,
                        .plaats = b->regel,
                        .toelichting = d ? str_dup(a, d->tekst) : (struct str){0}};
    return OK;
}

static size_t tel(const struct boom *b, const char *naam)
{
    size_t n = 0;

    for (const struct boom *k = b->kind; k; k = k->broer)
        n += str_is(k->naam, naam);
    return n;
}

static int wijze_lees(struct regeltabel *t, const struct boom *b, struct err *e)
{
    static const char *const wijzen[] = {"UNIQUE",  "ANY",          "PRIORITY",  "FIRST",
                                         "COLLECT", "OUTPUT ORDER", "RULE ORDER"};
    static const char *const op[] = {"", "SUM", "MIN", "MAX", "COUNT"};
    struct str s = boom_attr(b, "hitPolicy"), o = boom_attr(b, "aggregation");
    size_t i = 0;

    while (s.p && i < 7 && !str_is(s, wijzen[i]))
        i++;
    if (i == 7)
        return fout(b, e, "onbekende trefwijze (hitPolicy)", s);
    t->trefwijze = s.p ? (enum regel_trefwijze)i : TREF_UNIEK;
    for (i = 0; o.p && i < 5 && !str_is(o, op[i]);)
        i++;
    if (i == 5)
        return fout(b, e, "onbekende optelling (aggregation)", o);
    if (o.p && i && t->trefwijze != TREF_VERZAMEL)
        return fout(b, e, "optellen kan alleen bij COLLECT, niet bij", s);
    t->optelling = o.p ? (enum regel_optelling)i : OPTEL_GEEN;
    return OK;
}

static int tabel_lees(struct arena *a, const struct boom *model, const struct boom *b, struct regeltabel *t,
                      struct err *e)
{
    size_t i = 0, u = 0, r = 0;
    int rc = wijze_lees(t, b, e);

    t->n_in = tel(b, "input");
    t->n_uit = tel(b, "output");
    t->n = tel(b, "rule");
    if (!rc && (!t->n_in || !t->n_uit || t->n_in > REGEL_KOLOMMEN_MAX || t->n_uit > REGEL_KOLOMMEN_MAX ||
                t->n > REGELS_MAX))
        rc =
            err_set(e, ERR_DATA, "regel %lld: een beslistabel heeft 1 tot %d kolommen en hoogstens %d regels",
                    (long long)b->regel, REGEL_KOLOMMEN_MAX, REGELS_MAX);
    if (rc)
        return rc;
    if (t->optelling && t->n_uit > 1)
        return fout(b, e, "optellen kan alleen met één uitkomst, tabel", boom_attr(b, "id"));
    t->in = ARENA_ARRAY(a, struct regel_invoer, t->n_in);
    t->uit = ARENA_ARRAY(a, struct regel_uitvoer, t->n_uit);
    t->regel = ARENA_ARRAY(a, struct regel, t->n + 1);
    for (const struct boom *k = b->kind; !rc && k; k = k->broer) {
        if (str_is(k->naam, "input"))
            rc = invoer_lees(a, model, t, i++, k, e);
        else if (str_is(k->naam, "output"))
            rc = uitvoer_lees(a, &t->uit[u++], k, e);
    }
    for (const struct boom *k = b->kind; !rc && k; k = k->broer)
        if (str_is(k->naam, "rule")) {
            rc = regel_lees(a, t, &t->regel[r], k, e);
            t->regel[r].naam = str_fmt(a, "%zu", r + 1);
            r++;
        }
    return rc;
}

int dmn_lees(struct arena *a, struct str bytes, struct dmn_besluit **ret, size_t *ret_n, struct err *e)
{
    VEC(struct dmn_besluit) v = {0};
    const struct boom *w;
    int rc = boom_lees(a, bytes, "DMN-model", &w, e);

    if (rc)
        return rc;
    if (!str_is(w->naam, "definitions") || !strstr(str_cstr(a, w->ruimte), "DMN"))
        return err_set(
            e, ERR_DATA,
            "dit is XML, maar geen DMN-model: verwacht definitions als buitenste element, niet “%.*s”",
            STR_ARG(utf8_clip(w->naam, 60)));
    for (const struct boom *b = w->kind; b && !rc; b = b->broer) {
        const struct boom *t = str_is(b->naam, "decision") ? boom_kind(b, "decisionTable") : NULL;
        struct dmn_besluit d = {.naam = str_dup(a, boom_attr(b, "name")),
                                .id = str_dup(a, boom_attr(b, "id"))};

        if (!t)
            continue;
        d.tabel = ARENA_NEW(a, struct regeltabel);
        d.tabel->id = d.id;
        d.tabel->naam = d.naam;
        rc = tabel_lees(a, w, t, d.tabel, e);
        VEC_PUSH(a, &v, d);
        if (!rc && arena_over(a))
            rc = err_set(e, ERR_LIMIT, "het model is te groot om te lezen");
    }
    if (!rc && !v.n)
        rc = err_set(e, ERR_DATA, "het model heeft geen beslistabel (decisionTable)");
    if (rc)
        return rc;
    *ret = v.at;
    *ret_n = v.n;
    return OK;
}

int regeltabel_lees(struct arena *a, struct str bytes, struct regeltabel **ret, struct err *e)
{
    struct str kop = str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_sub(bytes, 3, bytes.n) : bytes;
    struct dmn_besluit *d;
    size_t n;
    int rc;

    kop = str_trim(str_sub(kop, 0, 200));
    if (!kop.n || kop.p[0] != '<')
        return regels_csv_lees(a, bytes, ret, e);
    rc = dmn_lees(a, bytes, &d, &n, e);
    if (!rc && n != 1)
        rc = err_set(e, ERR_DATA, "het model heeft %zu beslistabellen; hier is er één nodig", n);
    if (!rc && !d[0].tabel->n)
        rc = err_set(e, ERR_DATA, "er zijn geen regels");
    if (!rc)
        *ret = d[0].tabel;
    return rc;
}
