/* SPDX-License-Identifier: EUPL-1.2
 * What holds between the rows: every ${name} exists, every expression can be evaluated, parameters are right,
 * and no answer depends on itself. */
#include "vragenlijst/intern.h"

#include <math.h>
#include <string.h>

/* ---- names ---- */

struct plek {
    struct lezing *l;
    int64_t rij;
    enum vl_kolom kolom;
    size_t van;               /* the element, SIZE_MAX for none */
    VEC(struct expr_tak) tak; /* what it needs */
    bool telt;                /* references of this column count for the order */
};

enum { LIJKT_LANG = 60 };

/* How many letters are to be put in, taken out or changed to make x of y: by rows, as Wagner and Fischer
 * (1974). */
static size_t letters_anders(struct str x, struct str y)
{
    size_t rij[LIJKT_LANG + 1];

    for (size_t j = 0; j <= y.n; j++)
        rij[j] = j;
    for (size_t i = 0; i < x.n; i++) {
        size_t schuin = rij[0];

        rij[0] = i + 1;
        for (size_t j = 0; j < y.n; j++) {
            size_t wissel = schuin + (x.p[i] != y.p[j]), weg = rij[j + 1] + 1, bij = rij[j] + 1;

            schuin = rij[j + 1];
            rij[j + 1] = wissel < weg ? (wissel < bij ? wissel : bij) : weg < bij ? weg : bij;
        }
    }
    return rij[y.n];
}

/* The name that was probably meant; empty when none is near. */
static struct str lijkt_op(const struct lezing *l, struct str naam)
{
    size_t best = naam.n > 4 ? 3 : naam.n > 2 ? 2 : 1, n; /* of one or two letters all are near */
    struct str ret = STR("");

    for (size_t i = 0; naam.n <= LIJKT_LANG && i < l->op_naam.n; i++) {
        struct str x = l->op_naam.at[i].key;

        if (x.n > LIJKT_LANG || x.n + best <= naam.n || naam.n + best <= x.n)
            continue;
        n = letters_anders(naam, x);
        if (n < best) {
            best = n;
            ret = x;
        }
    }
    return ret;
}

static void onbekend(const struct plek *p, struct str naam)
{
    struct str x = lijkt_op(p->l, naam);

    if (x.n)
        vl_meld(p->l, 'f', p->rij, p->kolom, "${%.*s}: er is geen vraag met die naam; bedoelt u ${%.*s}?",
                STR_ARG(naam), STR_ARG(x));
    else
        vl_meld(p->l, 'f', p->rij, p->kolom,
                "${%.*s}: er is geen vraag met die naam; gebruik een naam uit de kolom name",
                STR_ARG(utf8_clip(naam, 60)));
}

static int bij_verwijzing(void *wie, struct str naam, struct err *e)
{
    struct plek *p = wie;
    const struct map_entry *m = map_get(&p->l->op_naam, naam);

    (void)e;
    if (!m)
        onbekend(p, naam);
    else if (map_get(&p->l->dubbel, naam))
        vl_meld(p->l, 'f', p->rij, p->kolom,
                "${%.*s}: er zijn meer vragen met die naam; geef ze elk een eigen naam",
                STR_ARG(utf8_clip(naam, 60)));
    else if (m->value.i >= 0 && p->telt && p->van != SIZE_MAX)
        VEC_PUSH(p->l->a, &p->tak, (struct expr_tak){(uint32_t)p->van, (uint32_t)m->value.i});
    return OK;
}

/* ---- expressions ---- */

/* pulldata() and friends look outside the form: left out, by name. */
static bool functie_weg(struct str s, const char **ret)
{
    static const char *const weg[] = {"pulldata(", "search(",     "geofence(",      "digest(",
                                      "uuid(",     "random(",     "base64-decode(", "extract-signed(",
                                      "jr:itext(", "last-saved#", "property("};

    for (size_t i = 0; i < sizeof weg / sizeof *weg; i++)
        if (memmem(s.p, s.n, weg[i], strlen(weg[i]))) {
            *ret = weg[i];
            return true;
        }
    return false;
}

static void expressie(struct plek *p, struct vl_uitdrukking *u)
{
    const char *functie;
    struct err e = {0};
    struct str dag;

    if (!u->bron.n)
        return;
    if (functie_weg(u->bron, &functie)) {
        vl_meld(p->l, 'x', p->rij, p->kolom,
                "%.*s kan hier niet: het kijkt buiten de vragenlijst; haal het weg",
                (int)strcspn(functie, "(#"), functie);
        return;
    }
    if (expr_lees(p->l->a, u->bron, &u->x, &e) || expr_controleer(u->x, &e) ||
        expr_verwijzingen(u->x, bij_verwijzing, p, &e))
        vl_meld(p->l, 'f', p->rij, p->kolom, "%s", e.text);
    else if (expr_dag_als_tekst(u->x, &dag))
        vl_meld(
            p->l, 'w', p->rij, p->kolom,
            "'%.*s' is hier tekst, en daarmee valt niet te rekenen of te vergelijken; schrijf date('%.*s')",
            STR_ARG(utf8_clip(dag, 40)), STR_ARG(utf8_clip(dag, 40)));
}

/* ${name} in a text that people read. */
static void in_tekst(struct plek *p, struct str s)
{
    struct err e = {0};

    while (s.n) {
        const char *op = memmem(s.p, s.n, "${", 2);
        struct str rest, naam;

        if (!op)
            return;
        rest = str_sub(s, (size_t)(op - s.p) + 2, s.n);
        naam = str_trim(str_sub(rest, 0, str_index(rest, '}')));
        if (str_starts(naam, STR("last-saved#")))
            vl_meld(p->l, 'x', p->rij, p->kolom,
                    "last-saved kan hier niet: het kijkt buiten de vragenlijst; haal het weg");
        else if (vl_naam_goed(naam))
            (void)!bij_verwijzing(p, naam, &e);
        s = rest;
    }
}

static void in_talen(struct plek *p, struct vl_tekst t)
{
    for (size_t i = 0; t.in && i < p->l->v->talen.n; i++)
        in_tekst(p, t.in[i]);
}

/* A default is an expression only when it looks like one; else it is the text itself. */
static bool is_expressie(struct str s)
{
    return memmem(s.p ? s.p : "", s.n, "${", 2) || memchr(s.p ? s.p : "", '(', s.n);
}

static void element(struct lezing *l, size_t i, struct plek *p)
{
    struct vl_element *el = &l->v->el.at[i];
    const struct {
        enum vl_kolom kolom;
        struct vl_uitdrukking *u;
        bool telt;
    } alle[] = {
        {K_RELEVANT, &el->relevant, true},           {K_CALCULATION, &el->calculation, true},
        {K_REQUIRED, &el->required, false},          {K_CONSTRAINT, &el->constraint, false},
        {K_REPEAT_COUNT, &el->repeat_count, true},   {K_WZ_BASIS, &el->basis_filter, false},
        {K_CHOICE_FILTER, &el->choice_filter, true},
    };

    p->van = i;
    p->rij = el->rij;
    for (size_t k = 0; k < sizeof alle / sizeof *alle; k++) {
        p->kolom = alle[k].kolom;
        p->telt = alle[k].telt;
        expressie(p, alle[k].u);
    }
    p->telt = false;
    p->kolom = K_DEFAULT;
    if (is_expressie(el->standaard.bron))
        expressie(p, &el->standaard);
    p->kolom = K_LABEL;
    in_talen(p, el->label);
    p->kolom = K_HINT;
    in_talen(p, el->hint);
    p->kolom = K_APPEARANCE;
    if (memmem(el->appearance.p ? el->appearance.p : "", el->appearance.n, "search(", 7))
        vl_meld(l, 'x', el->rij, K_APPEARANCE,
                "search() kan hier niet: het kijkt buiten de vragenlijst; haal het weg");
    if (el->ouder != SIZE_MAX) /* what is in a group is shown when the group is */
        VEC_PUSH(l->a, &p->tak, (struct expr_tak){(uint32_t)i, (uint32_t)el->ouder});
}

static void keuzelabels(struct lezing *l, struct plek *p)
{
    p->van = SIZE_MAX;
    p->kolom = K_LABEL;
    for (size_t i = 0; i < l->v->lijst.n; i++)
        for (size_t j = 0; j < l->v->lijst.at[i]->keuze.n; j++) {
            p->rij = l->v->lijst.at[i]->keuze.at[j].rij;
            in_talen(p, l->v->lijst.at[i]->keuze.at[j].label);
        }
}

static void instelling_naam(struct lezing *l, struct plek *p)
{
    const struct vl_blad *b = l->settings;

    p->kolom = K_GEEN;
    for (size_t i = 0; b && b->rij.n > 1 && i < b->rij.at[0].n && i < b->rij.at[1].n; i++)
        if (str_ieq(b->rij.at[0].cel[i], STR("instance_name"))) {
            p->rij = b->rij.at[1].nummer;
            in_tekst(p, b->rij.at[1].cel[i]);
        }
}

static void zaden(struct lezing *l, struct plek *p)
{
    p->van = SIZE_MAX;
    p->kolom = K_PARAMETERS;
    for (size_t i = 0; i < l->zaad.n; i++) {
        p->rij = l->zaad.at[i].rij;
        in_tekst(p, l->zaad.at[i].tekst);
    }
}

/* Other programs keep the number of rows of a repeat in a question of their own, x_count; who has one already
 * could not use the form there. A count that is one reference needs none. */
static void tellers(struct lezing *l)
{
    for (size_t i = 0; i < l->v->el.n; i++) {
        const struct vl_element *el = &l->v->el.at[i];
        struct str s = str_trim(el->repeat_count.bron);
        struct map_entry *m;

        if (el->soort != VL_REPEAT || !s.n || (str_starts(s, STR("${")) && str_index(s, '}') == s.n - 1))
            continue;
        m = map_get(&l->namen, str_fmt(l->a, "%zu/%.*s_count",
                                       el->ouder == SIZE_MAX ? (size_t)0 : el->ouder + 1, STR_ARG(el->naam)));
        if (m)
            vl_meld(l, 'f', l->v->el.at[m->value.i].rij, K_NAME,
                    "de naam %.*s_count is bezet: XLSForm telt daarmee de rijen van %.*s; kies een andere",
                    STR_ARG(utf8_clip(el->naam, 60)), STR_ARG(utf8_clip(el->naam, 60)));
    }
}

static void kring(struct lezing *l, const struct plek *p)
{
    uint32_t *rond = NULL;
    size_t n = 0;
    struct err e = {0};
    struct buf b;

    l->v->volgorde = ARENA_ARRAY(l->a, uint32_t, l->v->el.n + 1);
    if (!expr_volgorde(l->a, l->v->el.n, p->tak.at, p->tak.n, l->v->volgorde, &rond, &n, &e))
        return;
    buf_init(&b, l->a, 2000);
    for (size_t i = 0; i < n; i++) {
        buf_lit(&b, i ? " → " : "");
        buf_add(&b, utf8_clip(l->v->el.at[rond[i]].naam, 60));
    }
    vl_meld(l, 'f', n ? l->v->el.at[rond[0]].rij : 0, K_GEEN,
            "een kring van vragen die van elkaar afhangen: %.*s", STR_ARG(buf_str(&b)));
}

void vl_controleer(struct lezing *l)
{
    struct plek p = {.l = l};

    for (size_t i = 0; i < l->v->el.n; i++)
        element(l, i, &p);
    zaden(l, &p);
    tellers(l);
    if (!l->v->el.n && !l->v->n_fouten)
        vl_meld(l, 'f', 0, K_GEEN, "er staan geen vragen op het blad; zet er een vraag op elke rij");
    if (l->choices) {
        vl_kop_lees(l, l->choices, true);
        keuzelabels(l, &p);
    }
    if (l->settings) {
        l->blad = l->settings;
        instelling_naam(l, &p);
    }
    l->blad = l->survey;
    kring(l, &p);
}

/* ---- parameters ---- */

static const struct {
    enum vl_soort soort;
    const char *namen; /* parted by | */
} mogen[] = {
    {VL_RANGE, "|start|end|step|tick_interval|placeholder|tick_labelset|"},
    {VL_SELECT_ONE, "|randomize|seed|"},
    {VL_SELECT_MULTIPLE, "|randomize|seed|"},
    {VL_RANK, "|randomize|seed|"},
    {VL_TEXT, "|rows|"},
};

struct parameters {
    struct str naam[20], waarde[20];
    size_t n;
};

static struct str parameter(const struct parameters *p, const char *naam)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_is(p->naam[i], naam))
            return p->waarde[i];
    return (struct str){0};
}

static bool getal(struct lezing *l, const struct vl_element *el, const struct parameters *p, const char *naam,
                  double *ret)
{
    struct str s = parameter(p, naam);
    double d = expr_getal_lees(s);

    if (!s.p)
        return false;
    if (isnan(d)) {
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "%s moet een getal zijn, niet \"%.*s\"", naam,
                STR_ARG(utf8_clip(s, 40)));
        return false;
    }
    *ret = d;
    return true;
}

static bool veelvoud(double d, double stap)
{
    double n = stap ? d / stap : 0;

    return fabs(n - floor(n + 0.5)) < 1e-9;
}

static bool binnen(const struct vl_element *el, double d)
{
    return el->van <= el->tot ? d >= el->van && d <= el->tot : d <= el->van && d >= el->tot;
}

/* Without ticks only the ends have a place for a label. */
static void zonder_streepjes(struct lezing *l, const struct vl_element *el, double d, struct str naam)
{
    if (fabs(d - el->van) > 1e-9 && fabs(d - el->tot) > 1e-9)
        vl_meld(l, 'f', el->rij, K_PARAMETERS,
                "tick_labelset: \"%.*s\" staat niet aan een einde van de schaal; met no-ticks kan alleen "
                "start en end een tekst hebben",
                STR_ARG(utf8_clip(naam, 60)));
}

static void streepjes(struct lezing *l, struct vl_element *el, struct str lijst, bool zonder)
{
    const struct map_entry *m = map_get(&l->lijsten, lijst);

    if (!m) {
        vl_meld(l, 'f', el->rij, K_PARAMETERS,
                "tick_labelset: de lijst \"%.*s\" staat niet op het blad choices",
                STR_ARG(utf8_clip(lijst, 60)));
        return;
    }
    for (size_t i = 0; i < l->v->lijst.at[m->value.i]->keuze.n; i++) {
        struct str naam = l->v->lijst.at[m->value.i]->keuze.at[i].naam;
        double d = expr_getal_lees(naam);

        if (isnan(d) || !binnen(el, d) || !veelvoud(d - el->van, el->stap))
            vl_meld(l, 'f', el->rij, K_PARAMETERS,
                    "tick_labelset: \"%.*s\" is geen stap van de schaal; gebruik getallen van start tot end",
                    STR_ARG(utf8_clip(naam, 60)));
        else if (zonder)
            zonder_streepjes(l, el, d, naam);
    }
}

static void schaal(struct lezing *l, struct vl_element *el, const struct parameters *p)
{
    struct str lijst = parameter(p, "tick_labelset");
    double d;
    bool gewoon = true, zonder = false;
    size_t at = 0;

    el->van = 1; /* as XLSForm: 1 to 10, by 1 */
    (void)getal(l, el, p, "start", &el->van);
    (void)getal(l, el, p, "end", &el->tot);
    (void)getal(l, el, p, "step", &el->stap);
    if (el->stap == 0 || (el->van != el->tot && fabs(el->stap) > fabs(el->tot - el->van)))
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "step past niet tussen start en end");
    if (getal(l, el, p, "tick_interval", &d) &&
        (d == 0 || !veelvoud(d, el->stap) || fabs(d) > fabs(el->tot - el->van)))
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "tick_interval moet een veelvoud van step zijn");
    if (getal(l, el, p, "placeholder", &d) && (!binnen(el, d) || !veelvoud(d - el->van, el->stap)))
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "placeholder moet een stap tussen start en end zijn");
    while (at < el->appearance.n) {
        struct str rest = str_sub(el->appearance, at, el->appearance.n);
        struct str woord = str_sub(rest, 0, str_index(rest, ' '));

        gewoon = gewoon && (!woord.n || str_is(woord, "vertical") || str_is(woord, "no-ticks"));
        zonder = zonder || str_is(woord, "no-ticks");
        at += woord.n + 1;
    }
    if (!gewoon && (lijst.p || parameter(p, "tick_interval").p || parameter(p, "placeholder").p))
        vl_meld(
            l, 'f', el->rij, K_APPEARANCE,
            "streepjes en een beginstand gaan niet samen met deze vorm; gebruik vertical, no-ticks of niets");
    if (lijst.p)
        streepjes(l, el, lijst, zonder);
}

static void keuzevolgorde(struct lezing *l, const struct vl_element *el, const struct parameters *p)
{
    struct str willekeurig = parameter(p, "randomize"), zaad = parameter(p, "seed");

    if (willekeurig.p && !str_ieq(willekeurig, STR("true")) && !str_ieq(willekeurig, STR("false")))
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "randomize is true of false");
    if (!zaad.p)
        return;
    if (!str_ieq(willekeurig, STR("true")))
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "seed hoort bij randomize=true");
    if (isnan(expr_getal_lees(zaad)) && !(str_starts(zaad, STR("${")) && str_ends(zaad, STR("}"))))
        vl_meld(l, 'f', el->rij, K_PARAMETERS, "seed is een getal of een verwijzing als ${naam}");
    VEC_PUSH(l->a, &l->zaad, (struct vl_zaad){el->rij, zaad});
}

/* Without the spaces around "=": "a = 1" is "a=1"; elsewhere any number of them is one. */
static struct str aansluiten(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0, na; i < s.n; i = na) {
        for (na = i; na < s.n && (s.p[na] == ' ' || s.p[na] == '\t'); na++)
            ;
        if (na == i)
            buf_char(&b, s.p[na++]);
        else if (b.n && b.p[b.n - 1] != '=' && na < s.n && s.p[na] != '=')
            buf_char(&b, ' ');
    }
    return buf_str(&b);
}

/* "a=1 b=2", also parted by commas or semicolons. */
static bool lees(struct lezing *l, const struct vl_element *el, struct str s, struct parameters *ret)
{
    *ret = (struct parameters){0};
    s = aansluiten(l->a, s);
    while (s.n) {
        size_t eind = 0, is;
        struct str deel;

        while (eind < s.n && s.p[eind] != ' ' && s.p[eind] != ',' && s.p[eind] != ';' && s.p[eind] != '\t')
            eind++;
        deel = str_sub(s, 0, eind);
        s = str_sub(s, eind + 1, s.n);
        if (!deel.n)
            continue;
        is = str_index(deel, '=');
        if (!is || is == deel.n || ret->n == 20) {
            vl_meld(l, 'f', el->rij, K_PARAMETERS, "\"%.*s\": verwacht naam=waarde, met spaties ertussen",
                    STR_ARG(utf8_clip(deel, 40)));
            return false;
        }
        ret->naam[ret->n] = str_lower(l->a, str_sub(deel, 0, is));
        ret->waarde[ret->n++] = str_sub(deel, is + 1, deel.n);
    }
    return true;
}

void vl_parameters_lees(struct lezing *l, struct vl_element *el, struct str s)
{
    struct parameters p;
    const char *mag = "";

    if (!lees(l, el, s, &p))
        return;
    for (size_t i = 0; i < sizeof mogen / sizeof *mogen; i++)
        if (mogen[i].soort == el->soort)
            mag = mogen[i].namen;
    for (size_t i = 0; *mag && i < p.n; i++) {
        struct str zoek = str_fmt(l->a, "|%.*s|", STR_ARG(p.naam[i]));

        if (!memmem(mag, strlen(mag), zoek.p, zoek.n))
            vl_meld(l, 'f', el->rij, K_PARAMETERS, "\"%.*s\" hoort niet bij %s",
                    STR_ARG(utf8_clip(p.naam[i], 40)), vl_soort_namen[el->soort]);
    }
    if (el->soort == VL_RANGE)
        schaal(l, el, &p);
    else if (el->soort == VL_TEXT && parameter(&p, "rows").p) {
        double rijen = 0;

        if (getal(l, el, &p, "rows", &rijen) && (rijen != floor(rijen) || rijen < 1))
            vl_meld(l, 'f', el->rij, K_PARAMETERS, "rows is een heel getal");
    } else {
        keuzevolgorde(l, el, &p);
    }
}
