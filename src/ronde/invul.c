/* SPDX-License-Identifier: EUPL-1.2
 * Working out a questionnaire with answers: the tree that expressions look at, what is shown, computed,
 * required, and what is not right. In the order of vragenlijst.volgorde, so that all that an expression needs
 * is known before it is asked. */
#include "ronde/invul.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { RONDEN_MAX = 6, VELDEN_MAX = 20000 }; /* repeats whose number of rows hangs on other repeats */

const struct vl_element *veld_el(const struct invul *in, const struct invul_veld *x)
{
    return &in->v->el.at[x->el];
}

struct str veld_adres(struct arena *a, const struct vragenlijst *v, const struct invul_veld *x)
{
    struct str naam = v->el.at[x->el].naam;

    return x->rij.n ? str_fmt(a, "%.*s@%.*s", STR_ARG(naam), STR_ARG(x->rij)) : naam;
}

struct invul_veld *invul_vind(const struct invul *in, struct str adres)
{
    const struct map_entry *m = map_get(&in->op_adres, adres);

    return m ? &in->veld.at[m->value.i] : NULL;
}

bool veld_is_vraag(const struct invul *in, const struct invul_veld *x)
{
    const struct vl_element *el = veld_el(in, x);

    return el->nummer && !x->vast;
}

bool veld_beantwoord(const struct invul *in, const struct invul_veld *x)
{
    (void)in;
    return x->getoond && (x->waarde.n || (x->antwoord.revisie && (x->antwoord.toestand == T_WEET_NIET ||
                                                                  x->antwoord.toestand == T_NVT)));
}

bool invul_telt(const struct invul *in, const struct invul_veld *x)
{
    const struct vl_element *el = veld_el(in, x);

    return el->soort != VL_GROUP && el->soort != VL_REPEAT && el->soort != VL_NOTE &&
           (!vl_is_vraag(el->soort) || el->nummer);
}

struct antwoord invul_eind(const struct invul_veld *x)
{
    struct antwoord y = x->antwoord;
    bool zonder = y.revisie && (y.toestand == T_WEET_NIET || y.toestand == T_NVT);

    if (!x->getoond)
        y.toestand = T_NIET_GETOOND;
    else if (x->waarde.n)
        y.toestand = T_BEANTWOORD;
    else if (!zonder || x->vast)
        y.toestand = T_LEEG;
    y.waarde = y.toestand == T_BEANTWOORD ? x->waarde : STR("");
    return y;
}

/* ---- expressions ---- */

static const struct expr_knoop *instantie(void *wie, struct str id)
{
    const struct invul *in = wie;

    for (size_t i = 0; i < in->v->lijst.n; i++)
        if (str_eq(in->v->lijst.at[i]->naam, id))
            return in->v->lijst.at[i]->instantie;
    return NULL;
}

/* The question is named as ${naam} or as a path that ends in it. */
static struct str keuze_naam(void *wie, struct str waarde, struct str vraag)
{
    const struct invul *in = wie;
    size_t i;

    if (str_starts(vraag, STR("${")) && str_ends(vraag, STR("}")))
        vraag = str_trim(str_sub(vraag, 2, vraag.n - 1));
    for (size_t k = vraag.n; k > 0; k--)
        if (vraag.p[k - 1] == '/') {
            vraag = str_trim(str_sub(vraag, k, vraag.n));
            break;
        }
    i = vl_vind(in->v, vraag);
    return i == SIZE_MAX ? waarde : waarde_leesbaar(in->a, in->v, &in->v->el.at[i], waarde);
}

static struct expr_omgeving omgeving(const struct invul *in, const struct expr_knoop *knoop)
{
    return (struct expr_omgeving){.a = in->a,
                                  .knoop = knoop,
                                  .nu = in->nu,
                                  .keuze_naam = keuze_naam,
                                  .instantie = instantie,
                                  .wie = (void *)(uintptr_t)in,
                                  .nederlands = true};
}

/* What hinders an expression here (a date that is none, a sum of text) is no reason to stop the form: then
 * `anders` holds. Only past the bound on the work it fails. */
static int waar_is(const struct invul *in, const struct expr *x, const struct expr_knoop *knoop, bool anders,
                   bool *ret, struct err *e)
{
    struct expr_omgeving o = omgeving(in, knoop);
    struct expr_waarde w;
    int rc = expr_reken(x, &o, &w, e);

    *ret = rc ? anders : expr_als_waar(&o, w);
    return rc == ERR_LIMIT ? rc : OK;
}

/* ---- building ---- */

static void knoop_zet(const struct invul *in, struct invul_veld *x)
{
    const struct vl_element *el = veld_el(in, x);
    struct expr_waarde w = {.soort = EXPR_TEKST, .tekst = x->waarde};
    struct expr_omgeving o = omgeving(in, x->knoop);

    x->knoop->tekst = x->waarde;
    x->knoop->waarde = NULL;
    if (!x->waarde.n)
        return;
    switch (el->soort) {
    case VL_INTEGER:
    case VL_DECIMAL:
    case VL_RANGE:
        w = (struct expr_waarde){.soort = EXPR_GETAL, .getal = expr_getal_lees(x->waarde)};
        break;
    case VL_DATE:
    case VL_TODAY:
    case VL_DATETIME:
    case VL_START:
    case VL_END:
    case VL_CALCULATE: /* a day that was computed stays a day; all else is text, and a number beside a number
                        */
        if (!expr_datum_lees(&o, x->waarde, &w.datum))
            return;
        w.soort = EXPR_DATUM;
        break;
    default:
        return;
    }
    x->knoop->waarde = ARENA_NEW(in->a, struct expr_waarde);
    *(struct expr_waarde *)(uintptr_t)x->knoop->waarde = w;
}

struct bouw {
    struct invul *in;
    struct map antwoorden; /* "code@rij" → antwoord */
    struct map rijen;      /* "herhaling@in" → VEC of numbers */
    struct map aantal;     /* "herhaling@in" → rows that repeat_count asked, of the round before */
};
typedef VEC(struct str) namen;

static struct str adres_van(struct arena *a, struct str naam, struct str rij)
{
    return str_fmt(a, "%.*s@%.*s", STR_ARG(naam), STR_ARG(rij));
}

static struct antwoord antwoord_van(const struct bouw *b, struct str code, struct str rij)
{
    const struct map_entry *m = map_get(&b->antwoorden, adres_van(b->in->a, code, rij));

    return m ? *(const struct antwoord *)m->value.p
             : (struct antwoord){.vraag = code, .rij = rij, .waarde = STR(""), .toestand = T_LEEG};
}

static size_t veld_bij(struct bouw *b, size_t el, struct str rij, size_t ouder, struct expr_knoop *knoop)
{
    struct invul *in = b->in;
    const struct vl_element *x = &in->v->el.at[el];
    struct invul_veld v = {
        .el = el, .rij = rij, .ouder = ouder, .knoop = knoop, .waarde = STR(""), .fout = STR("")};
    size_t i = in->veld.n;
    bool nieuw;
    struct map_entry *m;

    v.antwoord = antwoord_van(b, x->code, rij);
    if (x->of_anders)
        v.anders = antwoord_van(b, str_cat(in->a, x->code, STR("_other")), rij);
    VEC_PUSH(in->a, &in->veld, v);
    m = map_put(&in->op_adres, veld_adres(in->a, in->v, &v), &nieuw);
    if (nieuw)
        m->value.i = (int64_t)i;
    return i;
}

static int vul(struct bouw *b, size_t van, size_t tot, size_t ouder, struct expr_knoop *knoop, struct str rij,
               struct err *e);

/* Rows of a repeat in this row of its surroundings: asked by repeat_count, or made by people. */
static int herhaling_vul(struct bouw *b, size_t el, size_t ouder, struct expr_knoop *knoop, struct str rij,
                         struct err *e)
{
    struct invul *in = b->in;
    const struct vl_element *x = &in->v->el.at[el];
    struct str plek = adres_van(in->a, x->naam, rij);
    const struct map_entry *m = map_get(x->repeat_count.x ? &b->aantal : &b->rijen, plek);
    namen rijen = {0};
    size_t hoofd = veld_bij(b, el, rij, ouder, NULL);
    int rc = OK;

    if (x->repeat_count.x)
        for (int64_t i = 1; m && i <= m->value.i; i++)
            VEC_PUSH(in->a, &rijen,
                     rij.n ? str_fmt(in->a, "%.*s.%lld", STR_ARG(rij), (long long)i)
                           : str_fmt(in->a, "%lld", (long long)i));
    else if (m)
        rijen = *(namen *)m->value.p;
    for (size_t i = 0; !rc && i < rijen.n; i++) {
        struct expr_knoop *k = expr_knoop_nieuw(in->a, knoop, KNOOP_ELEMENT, x->naam, STR(""));
        size_t zelf = veld_bij(b, el, rijen.at[i], hoofd, k);

        rc = vul(b, el + 1, x->eind, zelf, k, rijen.at[i], e);
    }
    return rc;
}

static int vul(struct bouw *b, size_t van, size_t tot, size_t ouder, struct expr_knoop *knoop, struct str rij,
               struct err *e)
{
    struct invul *in = b->in;
    int rc = OK;

    for (size_t i = van; !rc && i < tot;) {
        const struct vl_element *el = &in->v->el.at[i];

        if (in->veld.n > VELDEN_MAX || arena_over(in->a))
            return err_set(e, ERR_LIMIT, "deze vragenlijst heeft zo te veel rijen");
        if (el->soort == VL_REPEAT) {
            rc = herhaling_vul(b, i, ouder, knoop, rij, e);
            i = el->eind;
        } else {
            struct expr_knoop *k = expr_knoop_nieuw(in->a, knoop, KNOOP_ELEMENT, el->naam, STR(""));
            size_t zelf = veld_bij(b, i, rij, ouder, k);

            if (el->soort == VL_GROUP)
                rc = vul(b, i + 1, el->eind, zelf, k, rij, e);
            i = el->soort == VL_GROUP ? el->eind : i + 1;
        }
    }
    return rc;
}

/* ---- working out ---- */

static struct str moment_plaatselijk(struct arena *a, int64_t ms)
{
    date_t d = time_date(ms);
    int64_t in = (ms - dag_begin(d)) / 1000;

    return str_fmt(a, "%.*sT%02d:%02d:%02d", STR_ARG(date_iso(a, d)), (int)(in / 3600), (int)(in / 60 % 60),
                   (int)(in % 60));
}

/* The outcome of a calculation or a default as an answer of this type; empty when it is none. */
static int reken_waarde(struct invul *in, struct invul_veld *x, const struct expr *uitdrukking,
                        struct str *ret, struct err *e)
{
    struct expr_omgeving o = omgeving(in, x->knoop);
    struct expr_waarde w;
    struct str tekst;
    int rc = expr_reken(uitdrukking, &o, &w, e);

    *ret = STR("");
    if (rc)
        return rc == ERR_LIMIT ? rc : OK;
    tekst = expr_als_tekst(&o, w);
    if (!str_is(tekst, "NaN") && !waarde_weer(in, x, tekst, ret))
        *ret = STR("");
    return OK;
}

static int blad_waarde(struct invul *in, struct invul_veld *x, int64_t begonnen, struct err *e)
{
    const struct vl_element *el = veld_el(in, x);
    date_t dag = vl_vul_dag(el, in->peildatum);

    if (dag) {
        x->waarde = date_iso(in->a, dag);
        return OK;
    }
    switch (el->soort) {
    case VL_TODAY:
        x->waarde = date_iso(in->a, time_date(in->nu));
        return OK;
    case VL_START:
        x->waarde = moment_plaatselijk(in->a, begonnen ? begonnen : in->nu);
        return OK;
    case VL_END:
        x->waarde = moment_plaatselijk(in->a, in->nu);
        return OK;
    default:
        break;
    }
    if (el->calculation.x)
        return reken_waarde(in, x, el->calculation.x, &x->waarde, e);
    if (x->antwoord.revisie) {
        if (x->antwoord.toestand == T_BEANTWOORD)
            x->waarde = x->antwoord.waarde;
        return OK;
    }
    if (el->standaard.x) {
        int rc = reken_waarde(in, x, el->standaard.x, &x->waarde, e);

        x->voorgesteld = x->waarde.n > 0;
        return rc;
    }
    if (el->standaard.bron.n && waarde_weer(in, x, el->standaard.bron, &x->waarde))
        x->voorgesteld = x->waarde.n > 0;
    return OK;
}

/* How many rows repeat_count asks for. */
static int aantal_gevraagd(struct invul *in, const struct invul_veld *hoofd, int64_t *ret, struct err *e)
{
    const struct vl_element *el = veld_el(in, hoofd);
    const struct expr_knoop *in_knoop = hoofd->ouder == SIZE_MAX ? in->data : in->veld.at[hoofd->ouder].knoop;
    struct expr_omgeving o = omgeving(in, in_knoop);
    struct expr_waarde w;
    int rc = expr_reken(el->repeat_count.x, &o, &w, e);
    double d = rc ? 0 : expr_als_getal(&o, w);

    *ret = d >= 1 ? (int64_t)(d > RIJEN_MAX ? RIJEN_MAX : d) : 0;
    return rc == ERR_LIMIT ? rc : OK;
}

static int veld_reken(struct bouw *b, struct invul_veld *x, int64_t begonnen, bool *anders, struct err *e)
{
    struct invul *in = b->in;
    const struct vl_element *el = veld_el(in, x);
    const struct invul_veld *ouder = x->ouder == SIZE_MAX ? NULL : &in->veld.at[x->ouder];
    const struct expr_knoop *knoop = x->knoop ? x->knoop : ouder ? ouder->knoop : in->data;
    bool rij = el->soort == VL_REPEAT && x->knoop;
    int rc = OK;

    x->getoond = !ouder || ouder->getoond;
    if (x->getoond && !rij && el->relevant.x)
        rc = waar_is(in, el->relevant.x, knoop, true, &x->getoond, e);
    if (x->knoop)
        x->knoop->weg = !x->getoond;
    if (rc || el->soort == VL_GROUP || rij)
        return rc;
    if (el->soort == VL_REPEAT) {
        struct map_entry *m;
        int64_t n = 0;

        if (!el->repeat_count.x)
            return OK;
        m = map_put(&b->aantal, adres_van(in->a, el->naam, x->rij), NULL);
        if (x->getoond)
            rc = aantal_gevraagd(in, x, &n, e);
        *anders = *anders || m->value.i != n;
        m->value.i = n;
        return rc;
    }
    if (x->getoond)
        rc = blad_waarde(in, x, begonnen, e);
    knoop_zet(in, x);
    return rc;
}

static int alles_reken(struct bouw *b, int64_t begonnen, bool *anders, struct err *e)
{
    struct invul *in = b->in;
    size_t n = in->v->el.n;
    uint32_t *eerste = ARENA_ARRAY(in->a, uint32_t, n + 1),
             *volgend = ARENA_ARRAY(in->a, uint32_t, in->veld.n + 1); /* + 1: 0 is none */
    int rc = OK;

    for (size_t i = in->veld.n; i > 0; i--) {
        volgend[i - 1] = eerste[in->veld.at[i - 1].el];
        eerste[in->veld.at[i - 1].el] = (uint32_t)i;
    }
    for (size_t k = 0; !rc && k < n; k++)
        for (uint32_t i = eerste[in->v->volgorde[k]]; !rc && i; i = volgend[i - 1])
            rc = veld_reken(b, &in->veld.at[i - 1], begonnen, anders, e);
    return rc;
}

/* ---- what is not right ---- */

static struct str melding_of(const struct invul *in, const struct invul_veld *x, struct vl_tekst t,
                             struct str anders)
{
    struct str s = vl_tekst_nl(in->v, t);

    return s.n ? tekst_gevuld(in, x, s) : anders;
}

static int keuze_bestaat(const struct invul *in, const struct invul_veld *x, bool *ret, struct err *e)
{
    struct keuze_lijst k;
    struct str rest = x->waarde;
    int rc = veld_keuzes(in, x, &k, e);

    *ret = true;
    while (!rc && rest.n && *ret) {
        struct str woord = str_cut(rest, ' ', &rest);
        bool er = false;

        for (size_t i = 0; i < k.n; i++)
            er = er || str_eq(k.at[i]->naam, woord);
        *ret = er;
    }
    return rc;
}

static int veld_keur(struct invul *in, struct invul_veld *x, struct err *e)
{
    const struct vl_element *el = veld_el(in, x);
    bool goed = true;
    int rc = OK;

    if (!x->getoond || !x->knoop || el->soort == VL_GROUP || el->soort == VL_REPEAT)
        return OK;
    x->vast = el->calculation.x != NULL;
    if (el->readonly.bron.n && !x->vast) /* read where it is used: a workbook rarely has it */
        x->vast = str_ieq(el->readonly.bron, STR("yes")) || str_ieq(el->readonly.bron, STR("true")) ||
                  str_is(el->readonly.bron, "true()");
    x->verplicht = el->altijd_verplicht;
    if (!x->verplicht && el->required.x)
        rc = waar_is(in, el->required.x, x->knoop, false, &x->verplicht, e);
    if (!rc && x->waarde.n && el->lijst && el->choice_filter.x) {
        rc = keuze_bestaat(in, x, &goed, e);
        if (!goed)
            x->fout = STR("Deze keuze past niet meer bij uw andere antwoorden. Kies opnieuw.");
    }
    if (!rc && goed && x->waarde.n && el->constraint.x) {
        rc = waar_is(in, el->constraint.x, x->knoop, true, &goed, e);
        if (!goed)
            x->fout = melding_of(in, x, el->constraint_message,
                                 STR("Dit antwoord kan hier niet. Kijk het na en verbeter het."));
    }
    return rc;
}

/* ---- sections ---- */

static void deel_tel(struct invul *in, struct invul_deel *d)
{
    for (size_t i = 0; i < in->veld.n; i++) {
        const struct invul_veld *x = &in->veld.at[i];

        if (x->el < d->van || x->el >= d->tot || !x->getoond || !veld_is_vraag(in, x))
            continue;
        d->vragen++;
        d->klaar += veld_beantwoord(in, x);
        d->fouten += x->fout.n > 0;
    }
    if (d->el == SIZE_MAX)
        d->getoond = true;
    for (size_t i = 0; d->el != SIZE_MAX && i < in->veld.n; i++)
        if (in->veld.at[i].el == d->el)
            d->getoond = d->getoond || in->veld.at[i].getoond;
}

static bool is_groep(const struct vl_element *el)
{
    return el->soort == VL_GROUP || el->soort == VL_REPEAT;
}

/* Something to fill in or to read: a page of calculations alone is none. */
static bool heeft_inhoud(const struct vragenlijst *v, size_t van, size_t tot)
{
    for (size_t i = van; i < tot; i++)
        if (v->el.at[i].nummer || v->el.at[i].soort == VL_NOTE)
            return true;
    return false;
}

static void delen_maak(struct invul *in)
{
    const struct vragenlijst *v = in->v;

    for (size_t i = 0; i < v->el.n;) {
        const struct vl_element *el = &v->el.at[i];
        struct invul_deel d = {.el = SIZE_MAX, .van = i, .tot = i + 1, .naam = STR(""), .label = STR("")};

        if (is_groep(el)) {
            d.el = i;
            d.tot = el->eind > i ? el->eind : i + 1;
            d.naam = el->naam;
            d.label = vl_tekst_nl(v, el->label);
            if (el->soort == VL_GROUP)
                d.van = i + 1;
        } else {
            while (d.tot < v->el.n && !is_groep(&v->el.at[d.tot]))
                d.tot++;
        }
        i = d.tot;
        if (!heeft_inhoud(v, d.van, d.tot))
            continue;
        if (!d.label.n)
            d.label = in->deel.n ? STR("Overige vragen") : STR("Algemeen");
        else if (d.el != SIZE_MAX && in->veld.n)
            for (size_t k = 0; k < in->veld.n; k++)
                if (in->veld.at[k].el == d.el) {
                    d.label = tekst_gevuld(in, &in->veld.at[k], d.label);
                    break;
                }
        deel_tel(in, &d);
        VEC_PUSH(in->a, &in->deel, d);
    }
}

/* ---- the whole ---- */

static int rij_cmp(const void *x, const void *y)
{
    struct str p = *(const struct str *)x, q = *(const struct str *)y;

    while (p.n && q.n) {
        int64_t m = 0, n = 0;

        (void)!num_i64(str_cut(p, '.', &p), &m);
        (void)!num_i64(str_cut(q, '.', &q), &n);
        if (m != n)
            return m < n ? -1 : 1;
    }
    return p.n ? 1 : q.n ? -1 : 0;
}

static void rijen_bij(struct bouw *b, const struct antwoord *rij, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str in = STR("");
        struct map_entry *m;
        bool nieuw;

        for (size_t k = rij[i].rij.n; k > 0; k--)
            if (rij[i].rij.p[k - 1] == '.') {
                in = str_sub(rij[i].rij, 0, k - 1);
                break;
            }
        m = map_put(&b->rijen, adres_van(b->in->a, rij[i].vraag, in), &nieuw);
        if (nieuw)
            m->value.p = ARENA_NEW(b->in->a, namen);
        VEC_PUSH(b->in->a, (namen *)m->value.p, rij[i].rij);
    }
    for (size_t i = 0; i < b->rijen.n; i++) {
        namen *x = b->rijen.at[i].value.p;

        qsort(x->at, x->n, sizeof *x->at, rij_cmp);
    }
}

int invul_maak(struct arena *a, const struct vragenlijst *v, const struct invul_gegeven *g,
               struct invul **ret, struct err *e)
{
    struct invul *in = ARENA_NEW(a, struct invul);
    struct bouw b = {.in = in};
    bool anders = true;
    int rc = OK;

    in->a = a;
    in->v = v;
    in->nu = time_ms();
    in->peildatum = g->peildatum;
    map_init(&b.antwoorden, a);
    map_init(&b.rijen, a);
    map_init(&b.aantal, a);
    for (size_t i = 0; i < g->n; i++)
        map_put(&b.antwoorden, adres_van(a, g->antwoord[i].vraag, g->antwoord[i].rij), NULL)->value.p =
            (void *)(uintptr_t)&g->antwoord[i];
    rijen_bij(&b, g->rij, g->n_rij);
    for (int i = 0; !rc && anders && i < RONDEN_MAX; i++) {
        in->veld.n = 0;
        map_init(&in->op_adres, a);
        in->wortel = expr_knoop_nieuw(a, NULL, KNOOP_WORTEL, STR(""), STR(""));
        in->data = expr_knoop_nieuw(a, in->wortel, KNOOP_ELEMENT, STR("data"), STR(""));
        anders = false;
        rc = vul(&b, 0, v->el.n, SIZE_MAX, in->data, STR(""), e);
        if (!rc)
            rc = alles_reken(&b, g->begonnen, &anders, e);
    }
    for (size_t i = 0; !rc && i < in->veld.n; i++)
        rc = veld_keur(in, &in->veld.at[i], e);
    if (!rc)
        delen_maak(in);
    *ret = in;
    return rc;
}
