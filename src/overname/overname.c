/* SPDX-License-Identifier: EUPL-1.2
 * Reading the mapping, and telling by it what a ronde says of each gemeente. No SQL, no HTTP. */
#include "overname/overname.h"

#include "ronde/respons.h"
#include "tabel/rijen.h"

#include <stdlib.h>
#include <string.h>

enum { LIJST, VRAAG, KEUZE, VELD, WAARDE, ANDERS, DATUM, TOELICHTING };
static const char *const kolommen[] = {"*vragenlijst", "*vraag", "*keuze",      "*veld", "*waarde",
                                       "anders",       "datum",  "toelichting", NULL};

/* ---- the mapping ---- */

static int veld_lees(const struct rijen *r, struct overname_regel *x, struct err *e)
{
    bool staat = str_is(x->veld, "staat"), verwacht = str_is(x->veld, "verwacht");

    x->naar = staat || verwacht ? NULL : visie_vraag_bij(x->veld);
    if (!staat && !verwacht && !x->naar)
        return rijen_fout(r, VELD, e, "verwacht staat, verwacht of een vraag als groep.ouderen, niet “%.*s”",
                          STR_ARG(utf8_clip(x->veld, 60)));
    if (x->naar && !visie_antwoord_mag(x->naar, x->waarde))
        return rijen_fout(r, WAARDE, e, "verwacht een van %s, niet “%.*s”", x->naar->antwoorden,
                          STR_ARG(utf8_clip(x->waarde, 40)));
    if (!x->naar && !visie_staat_lees(x->waarde, &x->staat))
        return rijen_fout(r, WAARDE, e, "“%.*s” is geen stand", STR_ARG(utf8_clip(x->waarde, 40)));
    if (x->anders.n && (!x->naar || !visie_antwoord_mag(x->naar, x->anders)))
        return rijen_fout(r, ANDERS, e, "“%.*s” kan hier niet", STR_ARG(utf8_clip(x->anders, 40)));
    if (verwacht != (x->datum != 0))
        return rijen_fout(r, DATUM, e,
                          verwacht ? "zeg tegen welke dag dit verwacht werd"
                                   : "alleen een verwachting heeft een datum");
    return OK;
}

int overname_regels_lees(struct arena *a, struct str bestand, struct str bytes, struct overname_regels *ret,
                         struct err *e)
{
    VEC(struct overname_regel) v = {0};
    struct rijen r;
    int rc = rijen_open(a, bestand, bytes, kolommen, &r, e);

    while (!rc && (rc = rijen_volgende(&r, e)) > 0) {
        struct overname_regel x = {.lijst = rijen_tekst(&r, LIJST),
                                   .vraag = rijen_tekst(&r, VRAAG),
                                   .keuze = rijen_tekst(&r, KEUZE),
                                   .veld = rijen_tekst(&r, VELD),
                                   .waarde = rijen_tekst(&r, WAARDE),
                                   .anders = rijen_tekst(&r, ANDERS),
                                   .rij = r.rij.nummer};

        rc = rijen_datum(&r, DATUM, &x.datum, e);
        if (!rc && !(x.lijst.n && x.vraag.n && x.keuze.n))
            rc = rijen_fout(&r, x.lijst.n ? x.vraag.n ? KEUZE : VRAAG : LIJST, e,
                            "deze cel mag niet leeg zijn");
        if (!rc)
            rc = veld_lees(&r, &x, e);
        if (!rc)
            VEC_PUSH(a, &v, x);
    }
    rijen_close(&r);
    *ret = (struct overname_regels){v.at, v.n};
    return rc;
}

int overname_regels_nu(struct arena *a, struct overname_regels *ret, struct err *e)
{
    const struct embed_file *f = embed_files;

    while (f->name && strcmp(f->name, "referentie/visie-overname.csv") != 0)
        f++;
    if (!f->name)
        return err_set(e, ERR_ENV, "in dit programma ontbreekt visie-overname.csv");
    return overname_regels_lees(a, STR("visie-overname.csv"), (struct str){(const char *)f->bytes, f->n}, ret,
                                e);
}

bool overname_kan(const struct overname_regels *r, struct str lijst)
{
    for (size_t i = 0; i < r->n; i++)
        if (str_eq(r->at[i].lijst, lijst))
            return true;
    return false;
}

/* ---- what a ronde tells ---- */

struct lees {
    struct arena *a;
    const struct gebieden *g;
    struct conn *c;
    const struct overname_regels *r;
    struct overname *o;
    VEC(struct visie_gezegd) gezegd;
};

static bool gekozen(struct str waarde, struct str keuze)
{
    while (waarde.n)
        if (str_eq(str_cut(waarde, ' ', &waarde), keuze))
            return true;
    return false;
}

/* What a ronde says holds as of its peildatum; what was submitted before that day, as of that day. */
static date_t gezegd_op(const struct ronde *r, int64_t ingediend)
{
    date_t dag = time_date(ingediend);

    return dag && dag < r->peildatum ? dag : r->peildatum;
}

/* Does this line, or an earlier one of the same question and field, begin the field? */
static bool eerste_van(const struct lees *l, size_t i)
{
    const struct overname_regel *x = &l->r->at[i];

    for (size_t k = 0; k < i; k++)
        if (str_eq(l->r->at[k].lijst, x->lijst) && str_eq(l->r->at[k].vraag, x->vraag) &&
            str_eq(l->r->at[k].veld, x->veld))
            return false;
    return true;
}

/* Which line of this question and field holds for an answer; NULL: none. *ret_anders: none was chosen. */
static const struct overname_regel *geldt(const struct lees *l, size_t eerste, struct str waarde,
                                          bool *ret_anders)
{
    const struct overname_regel *x = &l->r->at[eerste];

    *ret_anders = false;
    for (size_t k = eerste; k < l->r->n; k++)
        if (str_eq(l->r->at[k].lijst, x->lijst) && str_eq(l->r->at[k].vraag, x->vraag) &&
            str_eq(l->r->at[k].veld, x->veld) && gekozen(waarde, l->r->at[k].keuze))
            return &l->r->at[k];
    *ret_anders = x->anders.n > 0;
    return *ret_anders ? x : NULL;
}

static void veld_zeg(struct lees *l, size_t eerste, const struct ronde_antwoord *w, const struct gebied *g)
{
    const struct ronde *r = &l->o->ronde;
    date_t op = gezegd_op(r, w->ingediend);
    bool anders;
    const struct overname_regel *x = geldt(l, eerste, w->waarde, &anders);

    if (!x || (x->datum && x->datum <= op)) /* an expectation of a day that had passed says nothing */
        return;
    VEC_PUSH(
        l->a, &l->gezegd,
        ((struct visie_gezegd){
            .gebied = g,
            .vraag = x->naar,
            .staat = x->staat,
            .verwacht = x->datum != 0,
            .verzonnen = r->verzonnen,
            .datum = x->datum,
            .gezegd_op = op,
            .antwoord = anders ? x->anders : x->waarde,
            .partij = w->partij_id,
            .ronde = r->id,
            .respons = w->respons_id,
            .herkomst = str_fmt(l->a, "ronde %.*s, vraag %.*s, respons %lld van %.*s%s%.*s", STR_ARG(r->code),
                                STR_ARG(x->vraag), (long long)w->respons_id, STR_ARG(w->naam),
                                w->ingediend ? ", ingediend op " : "",
                                STR_ARG(w->ingediend ? date_nl(l->a, time_date(w->ingediend)) : STR("")))}));
}

/* May a single answer to it be public, as a woonzorgvisie is? */
static bool mag_openbaar(struct lees *l, const struct vragenlijst *v, struct str vraag)
{
    for (size_t i = 0; i < v->el.n; i++)
        if (str_eq(v->el.at[i].code, vraag)) {
            if (v->el.at[i].openbaarheid == VL_OPENBAAR)
                return true;
            VEC_PUSH(
                l->a, &l->o->weggelaten,
                str_fmt(l->a, "De vraag %.*s: losse antwoorden daarop zijn niet openbaar.", STR_ARG(vraag)));
            return false;
        }
    VEC_PUSH(l->a, &l->o->weggelaten,
             str_fmt(l->a, "De vraag %.*s staat niet in deze versie van de vragenlijst.", STR_ARG(vraag)));
    return false;
}

static int vraag_lees(struct lees *l, size_t eerste, struct err *e)
{
    const struct overname_regel *x = &l->r->at[eerste];
    const struct ronde_antwoord *w;
    size_t n = 0;
    int rc = ronde_antwoorden_lees(l->c, l->a, l->o->ronde.id, x->vraag, &w, &n, e);

    for (size_t k = eerste; !rc && k < l->r->n; k++) {
        if (!str_eq(l->r->at[k].lijst, x->lijst) || !str_eq(l->r->at[k].vraag, x->vraag) || !eerste_van(l, k))
            continue;
        for (size_t i = 0; i < n; i++) {
            const struct gebied *g = gebied_bij_code(l->g, w[i].cbs);

            if (g && gebied_is_gemeente(g))
                veld_zeg(l, k, &w[i], g);
        }
    }
    return rc;
}

static int per_gemeente(const void *a, const void *b)
{
    const struct visie_gezegd *x = a, *y = b;
    int d = str_cmp(x->gebied->naam, y->gebied->naam);

    if (d || x->gebied != y->gebied)
        return d ? d : x->gebied < y->gebied ? -1 : 1;
    if (!x->vraag || !y->vraag)
        return x->vraag ? 1 : y->vraag ? -1 : x->verwacht - y->verwacht;
    return x->vraag < y->vraag ? -1 : x->vraag > y->vraag;
}

static int tel_responsen(struct lees *l, struct err *e)
{
    struct respons_regel *r;
    size_t n = 0;
    int rc = responsen_alle(l->c, l->a, l->o->ronde.id, &r, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        const struct gebied *g = gebied_bij_code(l->g, r[i].cbs);

        if (!g || !gebied_is_gemeente(g))
            continue;
        l->o->responsen++;
        l->o->ingediend += str_is(r[i].respons.stand, "ingediend");
    }
    return rc;
}

int overname_lees(struct conn *c, const struct gebieden *g, struct arena *a, struct str ronde,
                  struct overname *ret, struct err *e)
{
    struct overname_regels r;
    struct lees l = {.a = a, .g = g, .c = c, .r = &r, .o = ret};
    struct vl_werkboek w;
    struct vragenlijst *v = NULL;
    int rc;

    *ret = (struct overname){0};
    rc = overname_regels_nu(a, &r, e);
    if (!rc)
        rc = ronde_bij_code(c, a, ronde, &ret->ronde, e);
    if (!rc && !overname_kan(&r, ret->ronde.lijst_code))
        rc = err_set(e, ERR_NOT_FOUND, "uit de vragenlijst %.*s valt niets over te nemen in woonzorgvisies",
                     STR_ARG(utf8_clip(ret->ronde.lijst_code, 60)));
    if (!rc)
        rc = versie_lees(c, a, ret->ronde.versie_id, &w, &v, e);
    for (size_t i = 0; !rc && i < r.n; i++) {
        bool eerste = str_eq(r.at[i].lijst, ret->ronde.lijst_code);

        for (size_t k = 0; k < i && eerste; k++)
            eerste = !str_eq(r.at[k].lijst, r.at[i].lijst) || !str_eq(r.at[k].vraag, r.at[i].vraag);
        if (eerste && mag_openbaar(&l, v, r.at[i].vraag))
            rc = vraag_lees(&l, i, e);
    }
    if (!rc)
        rc = tel_responsen(&l, e);
    if (!rc)
        rc = visies_lees(c, g, a, DATE_OPEN, &ret->bekend, e);
    if (!rc)
        rc = visie_tegenspraken_lees(c, g, a, NULL, &ret->t, &ret->n_t, e);
    if (rc)
        return rc;
    if (l.gezegd.n)
        qsort(l.gezegd.at, l.gezegd.n, sizeof *l.gezegd.at, per_gemeente);
    ret->gezegd = l.gezegd.at;
    ret->n = l.gezegd.n;
    return OK;
}
