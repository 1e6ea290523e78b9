/* SPDX-License-Identifier: EUPL-1.2
 * A decision table as CSV: some lines of what it is, a line of column names ("als oppervlakte", "dan
 * woningtype"), and a line a rule. docs/methoden/regels.md has the form. */
#include "regels/regels.h"
#include "tabel/tabel.h"

#include <string.h>

enum { KOLOMMEN_MAX = REGEL_KOLOMMEN_MAX * 2 };

enum kolom_soort { KOLOM_LEEG, KOLOM_ALS, KOLOM_DAN, KOLOM_REGEL, KOLOM_TOELICHTING };

struct lezer {
    struct arena *a;
    struct regeltabel *t;
    enum kolom_soort soort[KOLOMMEN_MAX];
    size_t plek[KOLOMMEN_MAX]; /* which input or output */
    size_t n;
    bool kop_gelezen;
    VEC(struct regel_invoer) in;
    VEC(struct regel_uitvoer) uit;
    VEC(struct regel) regel;
    VEC(struct regel_parameter) param;
    VEC(struct waarden {
        struct str kolom;
        VEC(struct str) at;
        int64_t rij;
    })
    waarden;
    struct waarden uitkomsten;
};

static struct str cel(struct lezer *l, const struct tabel_rij *r, size_t k)
{
    return str_dup(l->a, str_trim(tabel_cel(r, k)->tekst));
}

static bool trefwijze_lees(struct regeltabel *t, struct str s)
{
    static const struct {
        const char *naam;
        enum regel_trefwijze t;
        enum regel_optelling o;
    } wijzen[] = {{"U", TREF_UNIEK, 0},
                  {"A", TREF_GELIJK, 0},
                  {"P", TREF_VOORRANG, 0},
                  {"F", TREF_EERSTE, 0},
                  {"C", TREF_VERZAMEL, 0},
                  {"C+", TREF_VERZAMEL, OPTEL_SOM},
                  {"C<", TREF_VERZAMEL, OPTEL_MIN},
                  {"C>", TREF_VERZAMEL, OPTEL_MAX},
                  {"C#", TREF_VERZAMEL, OPTEL_AANTAL},
                  {"O", TREF_UITVOERORDE, 0},
                  {"R", TREF_REGELORDE, 0}};

    for (size_t i = 0; i < sizeof wijzen / sizeof *wijzen; i++)
        if (str_is(s, wijzen[i].naam)) {
            t->trefwijze = wijzen[i].t;
            t->optelling = wijzen[i].o;
            return true;
        }
    return false;
}

static int param_lees(struct lezer *l, const struct tabel_rij *r, struct err *e)
{
    struct str naam = cel(l, r, 1);
    struct regel_waarde w;
    struct regel_parameter *p = NULL;
    int rc = regel_waarde_lees(l->a, cel(l, r, 2), true, &w, e);

    if (!rc && (!naam.n || w.onbekend || w.soort != REGEL_GETAL))
        rc = err_set(e, ERR_DATA,
                     "een parameter is: parameter;naam;getal (en daarachter gebieden waar het anders is)");
    if (rc)
        return rc;
    for (size_t i = 0; i < l->param.n; i++)
        if (str_eq(l->param.at[i].naam, naam))
            p = &l->param.at[i];
    if (!cel(l, r, 3).n) {
        if (p)
            return err_set(e, ERR_DATA, "parameter “%.*s” staat er twee keer", STR_ARG(utf8_clip(naam, 60)));
        if (l->param.n >= REGEL_PARAMETERS_MAX)
            return err_set(e, ERR_LIMIT, "meer dan %d parameters", REGEL_PARAMETERS_MAX);
        VEC_PUSH(l->a, &l->param, (struct regel_parameter){.naam = naam, .waarde = w.getal});
        return OK;
    }
    if (!p)
        return err_set(e, ERR_DATA, "geef “%.*s” eerst een waarde voor alle gebieden",
                       STR_ARG(utf8_clip(naam, 60)));
    for (size_t k = 3; k < r->n; k++) {
        struct str gebied = cel(l, r, k);

        for (size_t i = 0; i < p->afwijking.n; i++)
            if (str_eq(p->afwijking.at[i].gebied, gebied))
                return err_set(e, ERR_DATA, "“%.*s” heeft twee waarden voor %.*s",
                               STR_ARG(utf8_clip(naam, 60)), STR_ARG(utf8_clip(gebied, 20)));
        if (gebied.n)
            VEC_PUSH(l->a, &p->afwijking, (struct regel_afwijking){gebied, w.getal});
    }
    return OK;
}

static int label_lees(struct lezer *l, const struct tabel_rij *r, struct err *e)
{
    struct str naam = cel(l, r, 1), label = cel(l, r, 2), eenheid = cel(l, r, 3);

    if (!naam.n || !label.n)
        return err_set(e, ERR_DATA, "een label is: label;parameter;hoe zij heet;eenheid");
    for (size_t i = 0; i < l->param.n; i++) {
        struct regel_parameter *p = &l->param.at[i];

        if (!str_eq(p->naam, naam))
            continue;
        if (p->label.n)
            return err_set(e, ERR_DATA, "parameter “%.*s” heeft twee labels", STR_ARG(utf8_clip(naam, 60)));
        p->label = label;
        p->eenheid = eenheid;
        return OK;
    }
    return err_set(e, ERR_DATA, "geef “%.*s” eerst een waarde (parameter;%.*s;getal)",
                   STR_ARG(utf8_clip(naam, 60)), STR_ARG(utf8_clip(naam, 60)));
}

static int waarden_lees(struct lezer *l, const struct tabel_rij *r, bool uitkomsten, struct err *e)
{
    struct waarden w = {.kolom = cel(l, r, 1), .rij = r->nummer};

    for (size_t k = uitkomsten ? 1 : 2; k < r->n; k++)
        if (cel(l, r, k).n)
            VEC_PUSH(l->a, &w.at, cel(l, r, k));
    if (uitkomsten)
        l->uitkomsten = w;
    else if (!w.kolom.n || !w.at.n)
        return err_set(e, ERR_DATA, "een lijst van waarden is: waarden;kolom;waarde;waarde;…");
    else
        VEC_PUSH(l->a, &l->waarden, w);
    return OK;
}

static int kop_veld(struct lezer *l, const struct tabel_rij *r, struct err *e)
{
    struct regeltabel *t = l->t;
    const struct {
        const char *naam;
        struct str *waar;
    } velden[] = {{"id", &t->id},
                  {"naam", &t->naam},
                  {"versie", &t->versie},
                  {"bron", &t->bron},
                  {"toelichting", &t->toelichting}};
    struct str naam = cel(l, r, 0), waarde = cel(l, r, 1);

    for (size_t i = 0; i < sizeof velden / sizeof *velden; i++)
        if (str_is(naam, velden[i].naam)) {
            *velden[i].waar = waarde;
            return OK;
        }
    if (str_is(naam, "geldig vanaf"))
        return date_parse(waarde, &t->geldig_vanaf)
                   ? OK
                   : err_set(e, ERR_DATA, "verwacht een datum als 2023-10-01, niet “%.*s”",
                             STR_ARG(utf8_clip(waarde, 40)));
    if (str_is(naam, "trefwijze"))
        return trefwijze_lees(t, waarde)
                   ? OK
                   : err_set(e, ERR_DATA,
                             "de trefwijze is U, A, P, F, O, R, C, C+, C<, C> of C#, niet “%.*s”",
                             STR_ARG(utf8_clip(waarde, 20)));
    if (str_is(naam, "parameter"))
        return param_lees(l, r, e);
    if (str_is(naam, "label"))
        return label_lees(l, r, e);
    if (str_is(naam, "waarden") || str_is(naam, "uitkomsten"))
        return waarden_lees(l, r, str_is(naam, "uitkomsten"), e);
    return err_set(e, ERR_DATA,
                   "“%.*s” is niet bekend; verwacht id, naam, versie, geldig vanaf, bron, toelichting, "
                   "trefwijze, parameter, label, "
                   "waarden, uitkomsten, of de kopregel met “als …” en “dan …”",
                   STR_ARG(utf8_clip(naam, 60)));
}

static bool is_kop(struct lezer *l, const struct tabel_rij *r)
{
    for (size_t k = 0; k < r->n; k++)
        if (str_starts(cel(l, r, k), STR("als ")) || str_starts(cel(l, r, k), STR("dan ")))
            return true;
    return false;
}

static int kop_kolom(struct lezer *l, struct str s, size_t k, struct err *e)
{
    struct str naam = str_trim(str_sub(s, 4, s.n));

    if (str_starts(s, STR("als "))) {
        struct regel_invoer in = {.naam = naam};

        for (size_t i = 0; i < l->in.n; i++)
            if (str_eq(l->in.at[i].naam, naam))
                return err_set(e, ERR_DATA, "kolom “als %.*s” staat er twee keer",
                               STR_ARG(utf8_clip(naam, 60)));
        map_init(&in.woorden, l->a);
        l->soort[k] = KOLOM_ALS;
        l->plek[k] = l->in.n;
        VEC_PUSH(l->a, &l->in, in);
    } else if (str_starts(s, STR("dan "))) {
        l->soort[k] = KOLOM_DAN;
        l->plek[k] = l->uit.n;
        VEC_PUSH(l->a, &l->uit, (struct regel_uitvoer){.naam = naam});
    } else if (str_is(s, "regel")) {
        l->soort[k] = KOLOM_REGEL;
    } else if (str_is(s, "toelichting") || str_is(s, "bron")) {
        l->soort[k] = KOLOM_TOELICHTING;
    } else if (s.n) {
        return err_set(e, ERR_DATA,
                       "kolom “%.*s” begint niet met als of dan, en is niet regel of toelichting",
                       STR_ARG(utf8_clip(s, 60)));
    }
    return OK;
}

/* The words that were given before the columns were known. */
static int waarden_bij(struct lezer *l, struct err *e)
{
    for (size_t i = 0; i < l->waarden.n; i++) {
        struct waarden *w = &l->waarden.at[i];
        struct regel_invoer *in = NULL;

        for (size_t k = 0; k < l->in.n; k++)
            if (str_eq(l->in.at[k].naam, w->kolom))
                in = &l->in.at[k];
        if (!in)
            return err_set(e, ERR_DATA, "regel %lld: er is geen kolom “als %.*s”", (long long)w->rij,
                           STR_ARG(utf8_clip(w->kolom, 60)));
        for (size_t k = 0; k < w->at.n; k++) {
            bool nieuw;
            struct map_entry *m = map_put(&in->woorden, w->at.at[k], &nieuw);

            if (nieuw)
                m->value.i = (int64_t)in->woorden.n - 1;
        }
        in->soort = REGEL_TEKST;
        in->soort_bekend = in->begrensd = true;
    }
    for (size_t k = 0; k < l->uitkomsten.at.n; k++) {
        struct regel_waarde w;
        int rc = regel_waarde_lees(l->a, l->uitkomsten.at.at[k], true, &w, e);

        if (rc)
            return rc;
        VEC_PUSH(l->a, &l->uit.at[0].lijst, w);
    }
    return OK;
}

static int kop_lees(struct lezer *l, const struct tabel_rij *r, struct err *e)
{
    int rc = OK;

    if (r->n > KOLOMMEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d kolommen", KOLOMMEN_MAX);
    l->n = r->n;
    for (size_t k = 0; !rc && k < r->n; k++)
        rc = kop_kolom(l, cel(l, r, k), k, e);
    if (!rc && (!l->in.n || !l->uit.n || l->in.n > REGEL_KOLOMMEN_MAX))
        rc = err_set(e, ERR_DATA,
                     "er is minstens één kolom “als …” en één kolom “dan …” nodig, en hoogstens %d",
                     REGEL_KOLOMMEN_MAX);
    if (!rc)
        rc = waarden_bij(l, e);
    l->t->in = l->in.at;
    l->t->n_in = l->in.n;
    l->t->uit = l->uit.at;
    l->t->n_uit = l->uit.n;
    l->t->param = l->param.at;
    l->t->n_param = l->param.n;
    l->kop_gelezen = true;
    return rc;
}

static int regel_lees(struct lezer *l, const struct tabel_rij *r, struct err *e)
{
    struct regel_cel *als = ARENA_ARRAY(l->a, struct regel_cel, l->in.n);
    struct regel_waarde *dan = ARENA_ARRAY(l->a, struct regel_waarde, l->uit.n);
    struct regel x = {.als = als, .dan = dan, .plaats = r->nummer};
    int rc = OK;

    for (size_t k = 0; !rc && k < l->n; k++) {
        struct str s = cel(l, r, k);

        if (l->soort[k] == KOLOM_ALS)
            rc = regel_cel_lees(l->a, l->t, l->plek[k], s, true, &als[l->plek[k]], e);
        else if (l->soort[k] == KOLOM_DAN)
            rc = regel_waarde_lees(l->a, s, true, &dan[l->plek[k]], e);
        else if (l->soort[k] == KOLOM_REGEL)
            x.naam = s;
        else if (l->soort[k] == KOLOM_TOELICHTING && !x.toelichting.n)
            x.toelichting = s;
        if (rc) {
            struct str letter = tabel_kolom_letter(l->a, k);

            return err_prefix(e, "kolom %.*s: ", STR_ARG(letter));
        }
    }
    if (!rc && str_is(x.naam, "anders")) {
        for (size_t k = 0; k < l->in.n; k++)
            if (!als[k].alles)
                return err_set(e, ERR_DATA, "de regel “anders” heeft geen voorwaarden");
        for (size_t u = 0; u < l->uit.n; u++) {
            l->uit.at[u].heeft_standaard = true;
            l->uit.at[u].standaard = dan[u];
        }
        return OK;
    }
    if (!rc && l->regel.n >= REGELS_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d regels", REGELS_MAX);
    if (!x.naam.n)
        x.naam = str_fmt(l->a, "%zu", l->regel.n + 1);
    for (size_t i = 0; i < l->regel.n; i++)
        if (str_eq(l->regel.at[i].naam, x.naam))
            return err_set(e, ERR_DATA, "er zijn twee regels met de naam “%.*s”",
                           STR_ARG(utf8_clip(x.naam, 40)));
    VEC_PUSH(l->a, &l->regel, x);
    return OK;
}

int regels_csv_lees(struct arena *a, struct str bytes, struct regeltabel **ret, struct err *e)
{
    struct lezer *l = ARENA_NEW(a, struct lezer);
    struct tabel_grens grens = {.bytes = 4 << 20, .rijen = 10000, .kolommen = KOLOMMEN_MAX, .cel = 4096};
    struct tabel_rij r;
    struct tabel *tabel;
    int rc = bytes.n ? tabel_open(a, STR("regels.csv"), bytes, grens, &tabel, e)
                     : err_set(e, ERR_DATA, "er staat niets in");

    if (rc)
        return rc;
    l->a = a;
    l->t = ARENA_NEW(a, struct regeltabel);
    l->t->trefwijze = TREF_EERSTE;
    while (!rc && (rc = tabel_volgende(tabel, &r, e)) == 1) {
        if (l->kop_gelezen)
            rc = regel_lees(l, &r, e);
        else
            rc = is_kop(l, &r) ? kop_lees(l, &r, e) : kop_veld(l, &r, e);
        if (rc)
            err_prefix(e, "regel %lld: ", (long long)r.nummer);
        if (!rc && arena_over(a))
            rc = err_set(e, ERR_LIMIT, "de regels zijn te groot om te lezen");
    }
    tabel_close(tabel);
    if (!rc && !l->kop_gelezen)
        rc = err_set(e, ERR_DATA, "er is geen kopregel met kolommen “als …” en “dan …”");
    if (!rc && !l->regel.n)
        rc = err_set(e, ERR_DATA, "er zijn geen regels");
    if (rc)
        return rc;
    l->t->regel = l->regel.at;
    l->t->n = l->regel.n;
    *ret = l->t;
    return OK;
}
