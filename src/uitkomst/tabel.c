/* SPDX-License-Identifier: EUPL-1.2
 * Counting: a question by the groups of a division, an other question or none, on a basis. Every column has
 * its own N. What a protected question may not show is marked here, after counting; no caller sees a table
 * that was not passed through it. */
#include "uitkomst/tel.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

/* ---- counting ---- */

static void rij_tel(struct telling *t, size_t r, size_t kolom, bool deelnemend)
{
    const struct ui_vraag *v = t->v;
    struct ui_kolom *k = &t->kolom[kolom];
    uint8_t toestand = v->toestand[r];
    int64_t *n = &t->n[kolom * (v->n_optie + 1)];

    k->uitgenodigd++;
    k->deelnemend += deelnemend;
    k->toestand[toestand]++;
    if (toestand != UI_BEANTWOORD || (t->basis == UI_FILTER && v->in_filter && !v->in_filter[r]))
        return;
    k->beantwoord++;
    if (v->soort == UI_EEN) {
        n[v->keus[r]]++;
        return;
    }
    for (size_t w = 0; v->soort == UI_MEER && w < v->n_woord; w++)
        for (uint64_t b = v->keuzes[r * v->n_woord + w]; b; b &= b - 1)
            n[w * 64 + (size_t)__builtin_ctzll(b)]++;
}

void telling_doe(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, enum ui_basis basis,
                 const struct ui_groepen *g, struct telling *ret)
{
    const struct ui_laag *l = &s->laag.at[v->laag];

    *ret = (struct telling){.v = v, .basis = basis};
    ret->kolom = ARENA_ARRAY(a, struct ui_kolom, g->n);
    ret->n = ARENA_ARRAY(a, int64_t, g->n * (v->n_optie + 1));
    for (size_t i = 0; i < g->n; i++) {
        ret->kolom[i].code = g->groep[i].code;
        ret->kolom[i].naam = g->groep[i].label;
    }
    for (size_t r = 0; r < l->n; r++) {
        bool d = s->partij[ui_partij_van(l, r)].deelnemend;

        for (size_t i = g->van[r]; i < g->van[r + 1]; i++)
            rij_tel(ret, r, g->in[i], d);
    }
    for (size_t i = 0; i < g->n; i++) {
        struct ui_kolom *k = &ret->kolom[i];

        k->N = basis == UI_UITGENODIGD  ? k->uitgenodigd
               : basis == UI_DEELNEMEND ? k->deelnemend
                                        : k->beantwoord;
    }
}

static int oplopend(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

    return a < b ? -1 : a > b;
}

static void getallen_uit(int64_t *w, size_t n, struct ui_getallen *ret)
{
    __int128 som = 0;

    *ret = (struct ui_getallen){.n = (int64_t)n};
    if (!n)
        return;
    qsort(w, n, sizeof *w, oplopend);
    for (size_t i = 0; i < n; i++)
        som += w[i];
    ret->laagste = w[0];
    ret->hoogste = w[n - 1];
    ret->som = som > INT64_MAX ? INT64_MAX : som < INT64_MIN ? INT64_MIN : (int64_t)som;
    ret->gemiddelde = num_div_half_up(som * 10, (int64_t)n);
    ret->mediaan = n % 2 ? num_div_half_up((__int128)w[n / 2] * 10, 1)
                         : num_div_half_up(((__int128)w[n / 2 - 1] + w[n / 2]) * 5, 1);
}

void getallen_tel(struct arena *a, const struct ui_set *s, const struct ui_vraag *v, enum ui_basis basis,
                  const struct ui_groepen *g, struct ui_kolom *kolom)
{
    enum ui_basis b = basis == UI_FILTER ? UI_FILTER : UI_OP_BEANTWOORD;
    size_t rijen = ui_rijen(s, v), *van = ARENA_ARRAY(a, size_t, g->n + 1);
    int64_t *w;

    for (size_t r = 0; r < rijen; r++)
        for (size_t i = g->van[r]; ui_telt(s, v, b, r) && i < g->van[r + 1]; i++)
            van[g->in[i] + 1]++;
    for (size_t i = 0; i < g->n; i++)
        van[i + 1] += van[i];
    w = ARENA_ARRAY(a, int64_t, van[g->n] ? van[g->n] : 1);
    for (size_t r = 0; r < rijen; r++)
        for (size_t i = g->van[r]; ui_telt(s, v, b, r) && i < g->van[r + 1]; i++)
            w[van[g->in[i]]++] = v->getal[r];
    for (size_t i = 0; i < g->n; i++) {
        size_t begin = i ? van[i - 1] : 0;

        getallen_uit(w + begin, van[i] - begin, &kolom[i].getal);
    }
}

/* ---- a table of counts ---- */

static size_t teller_van(const struct ui_vraag *v, size_t o)
{
    return v->is_afgeleid ? o + 1 : o; /* as ui_scherm_mag numbers the classes of a number */
}

void tabel_regels(struct arena *a, struct ui_tabel *t)
{
    const struct ui_vraag *v = t->vraag;
    bool geen = t->basis == UI_UITGENODIGD || t->basis == UI_DEELNEMEND;

    t->regel = ARENA_ARRAY(a, struct ui_regel, v->n_optie + 1);
    for (size_t o = 0; o < v->n_optie; o++)
        t->regel[t->n_regel++] = (struct ui_regel){.code = v->optie[o].code, .label = v->optie[o].label};
    if (geen)
        t->regel[t->n_regel++] = (struct ui_regel){
            .code = STR("geen_antwoord"), .label = STR("Geen antwoord"), .geen_antwoord = true};
    t->cel = ARENA_ARRAY(a, struct ui_cel, t->n_regel * t->n_kolom + 1);
}

void tabel_kolom_vul(struct ui_tabel *t, size_t kolom, const struct telling *x, size_t van)
{
    const struct ui_vraag *v = t->vraag;

    t->kolom[kolom] = x->kolom[van];
    for (size_t r = 0; r < t->n_regel; r++)
        t->cel[r * t->n_kolom + kolom].n = t->regel[r].geen_antwoord
                                               ? x->kolom[van].N - x->kolom[van].beantwoord
                                               : x->n[van * (v->n_optie + 1) + r];
}

void tabel_verberg(struct ui_tabel *t, size_t regel, size_t kolom)
{
    struct ui_cel *c = &t->cel[regel * t->n_kolom + kolom];

    t->n_weg += !c->weg;
    *c = (struct ui_cel){.weg = true};
}

void kolom_verberg(struct ui_tabel *t, size_t kolom)
{
    for (size_t r = 0; r < t->n_regel; r++)
        tabel_verberg(t, r, kolom);
    n_verberg(t, kolom);
}

void n_verberg(struct ui_tabel *t, size_t kolom)
{
    struct ui_kolom *k = &t->kolom[kolom];

    *k = (struct ui_kolom){.code = k->code, .naam = k->naam, .is_totaal = k->is_totaal, .weg = true};
    k->getal.weg = true;
}

/* What the question itself may show of group g, in this column of the table. */
void kolom_scherm(struct ui_tabel *t, const struct ui_scherm *x, struct str sleutel, size_t g, size_t kolom)
{
    for (size_t r = 0; r < t->n_regel; r++)
        if (!t->regel[r].geen_antwoord && !ui_scherm_mag(x, sleutel, g, teller_van(t->vraag, r)))
            tabel_verberg(t, r, kolom);
    if (t->vraag->getal && !ui_scherm_mag(x, sleutel, g, 0))
        t->kolom[kolom].getal = (struct ui_getallen){.weg = true};
}

/* What the question of the columns may show. */
static void scherm_per(struct arena *a, struct ui_set *s, struct ui_tabel *t, const struct ui_vraag *per,
                       size_t eerste)
{
    const struct ui_scherm *x = ui_scherm(s, a, per);
    struct str sleutel = str_cat(a, t->basis == UI_FILTER ? STR("filter:") : STR("vraag:"), t->vraag->code);

    for (size_t j = 0; x && j < per->n_optie; j++) {
        bool open = t->basis == UI_OP_BEANTWOORD || t->basis == UI_FILTER
                        ? ui_scherm_mag(x, sleutel, t->vraag->n_optie + 1, j)
                        : ui_scherm_mag(x, STR(""), 0, j);

        if (!open)
            n_verberg(t, eerste + j);
        /* By a number its classes would be needed; its crosses are not watched. */
        if (t->vraag->is_afgeleid || t->vraag->soort == UI_GETAL) {
            kolom_verberg(t, eerste + j);
            continue;
        }
        for (size_t r = 0; r < t->n_regel; r++)
            if (!ui_scherm_mag(x, sleutel, r, j)) /* the row "geen antwoord" is the group after the options */
                tabel_verberg(t, r, eerste + j);
    }
    t->beschermd = t->beschermd || x;
}

struct per {
    struct ui_groepen g;
    const struct ui_vraag *vraag; /* when the columns are answers */
    bool is;
};

static void tabel_tel(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w, struct per *p,
                      struct ui_tabel *t)
{
    const struct ui_vraag *bron = t->vraag, *klassen = NULL;
    const struct ui_scherm *x = w->kijker == UI_PUBLIEK ? ui_scherm(s, a, bron) : NULL;
    struct ui_groepen alles;
    struct telling tot, per;

    if (bron->soort == UI_GETAL && (klassen = ui_klassen(a, s, bron)))
        t->vraag = klassen;
    ui_groepen_alles(a, s, bron->laag, &alles);
    telling_doe(a, s, t->vraag, t->basis, &alles, &tot);
    if (p->is)
        telling_doe(a, s, t->vraag, t->basis, &p->g, &per);
    if (bron->soort == UI_GETAL) {
        getallen_tel(a, s, bron, t->basis, &alles, tot.kolom);
        if (p->is)
            getallen_tel(a, s, bron, t->basis, &p->g, per.kolom);
    }
    t->n_kolom = 1 + (p->is ? p->g.n : 0);
    t->kolom = ARENA_ARRAY(a, struct ui_kolom, t->n_kolom);
    tabel_regels(a, t);
    tabel_kolom_vul(t, 0, &tot, 0);
    t->kolom[0].is_totaal = true;
    for (size_t i = 0; p->is && i < p->g.n; i++)
        tabel_kolom_vul(t, 1 + i, &per, i);
    t->beschermd = x != NULL;
    if (x) {
        kolom_scherm(t, x, STR(""), 0, 0);
        for (size_t i = 0; p->is && i < p->g.n; i++)
            kolom_scherm(t, x, p->g.sleutel, i, 1 + i);
    }
    if (p->vraag && w->kijker == UI_PUBLIEK)
        scherm_per(a, s, t, p->vraag, 1);
}

/* ---- what was asked ---- */

static int mag_zien(const struct ui_vraag *v, const struct ui_vraagstelling *w, struct err *e)
{
    if (v->openbaarheid == VL_BEHEERDER && w->kijker == UI_PUBLIEK)
        return err_set(e, ERR_DENIED, "de antwoorden op de vraag %.*s zijn alleen voor de beheerder",
                       STR_ARG(utf8_clip(v->code, 60)));
    return OK;
}

int tabel_begin(const struct ui_set *s, const struct ui_vraag *v, const struct ui_vraagstelling *w,
                struct ui_tabel *ret, struct err *e)
{
    int rc = mag_zien(v, w, e);

    if (rc)
        return rc;
    *ret = (struct ui_tabel){
        .set = s, .vraag = v, .basis = w->heeft_basis ? w->basis : v->basis, .titel = v->label};
    if (ret->basis == UI_FILTER && !v->in_filter)
        ret->basis = UI_OP_BEANTWOORD;
    if (ret->basis != v->basis && v->basis == UI_FILTER && v->openbaarheid == VL_GEAGGREGEERD &&
        w->kijker == UI_PUBLIEK)
        return err_set(e, ERR_DATA,
                       "van de vraag %.*s wordt alleen een tabel gemaakt over wie voldoet aan: %.*s",
                       STR_ARG(utf8_clip(v->code, 60)), STR_ARG(utf8_clip(v->filter, 200)));
    return OK;
}

bool ui_opties_verraden(const struct ui_vraag *v, enum ui_kijker kijker)
{
    return v->uit_antwoorden && v->openbaarheid != VL_OPENBAAR && kijker == UI_PUBLIEK;
}

static int per_kies(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w,
                    const struct ui_vraag *v, struct per *ret, struct err *e)
{
    const struct ui_indeling *x = ui_indeling_vind(s, w->per);
    const struct ui_vraag *q;
    int rc;

    *ret = (struct per){0};
    if (!w->per.n)
        return OK;
    ret->is = true;
    if (x) {
        ui_groepen_indeling(a, s, x, v->laag, &ret->g);
        return OK;
    }
    q = ui_vraag_vind(s, w->per);
    if (!q)
        return err_set(
            e, ERR_NOT_FOUND,
            "per: “%.*s” is geen indeling en geen vraag van deze ronde; voorbeelden zijn een vraagcode, "
            "gemeente, corop of ronde",
            STR_ARG(utf8_clip(w->per, 60)));
    rc = mag_zien(q, w, e);
    if (rc)
        return rc;
    if (str_eq(q->code, v->code))
        return err_set(e, ERR_DATA, "een vraag kan niet met zichzelf gekruist worden");
    if (q->laag && q->laag != v->laag)
        return err_set(
            e, ERR_DATA,
            "de vraag %.*s staat in een herhaling waarin de vraag %.*s niet staat: die kunnen niet "
            "gekruist worden",
            STR_ARG(utf8_clip(q->code, 60)), STR_ARG(utf8_clip(v->code, 60)));
    if (q->soort == UI_GETAL && (q->openbaarheid == VL_OPENBAAR || w->kijker == UI_BEHEER))
        q = ui_klassen(a, s, q);
    if (q && ui_opties_verraden(q, w->kijker))
        q = NULL;
    if (!q || (q->soort != UI_EEN && q->soort != UI_MEER))
        return err_set(e, ERR_DATA, "met de vraag %.*s kan niet gekruist worden: zij heeft geen keuzes",
                       STR_ARG(utf8_clip(w->per, 60)));
    ui_groepen_vraag(a, s, q, v->laag, false, &ret->g);
    ret->vraag = q;
    return OK;
}

/* The questions of one group of the questionnaire that share their list of choices. */
static int matrix_maak(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w,
                       struct ui_tabel *ret, struct err *e)
{
    VEC(const struct ui_vraag *) rij = {0};
    int rc = OK;

    for (size_t i = 0; rij.n < 2 && i < s->vraag.n; i++) {
        rij.n = 0; /* the first list that two of its questions share */
        for (size_t k = i; k < s->vraag.n; k++) {
            const struct ui_vraag *v = s->vraag.at[k];

            if (str_eq(v->groep, w->vraag) && v->lijst.n && (v->soort == UI_EEN || v->soort == UI_MEER) &&
                !mag_zien(v, w, NULL) &&
                (!rij.n || (str_eq(v->lijst, rij.at[0]->lijst) && v->laag == rij.at[0]->laag)))
                VEC_PUSH(a, &rij, v);
        }
    }
    if (rij.n < 2)
        return err_set(e, ERR_NOT_FOUND, "de ronde %.*s heeft geen vraag of matrix “%.*s”", STR_ARG(s->code),
                       STR_ARG(utf8_clip(w->vraag, 60)));
    if (w->per.n)
        return err_set(e, ERR_DATA, "een matrix kan niet verder uitgesplitst worden; kies een van de vragen");
    rc = tabel_begin(s, rij.at[0], w, ret, e);
    ret->is_matrix = true;
    ret->titel = rij.at[0]->groep_label;
    ret->per_code = w->vraag;
    ret->per_naam = rij.at[0]->groep_label;
    ret->n_kolom = ret->optel = rij.n;
    ret->kolom = ARENA_ARRAY(a, struct ui_kolom, rij.n);
    if (!rc)
        tabel_regels(a, ret);
    for (size_t i = 0; !rc && i < rij.n; i++) {
        const struct ui_scherm *x = w->kijker == UI_PUBLIEK ? ui_scherm(s, a, rij.at[i]) : NULL;
        struct ui_groepen alles;
        struct telling t;

        ui_groepen_alles(a, s, rij.at[i]->laag, &alles);
        telling_doe(a, s, rij.at[i], ret->basis, &alles, &t);
        tabel_kolom_vul(ret, i, &t, 0);
        ret->kolom[i].code = rij.at[i]->code;
        ret->kolom[i].naam = rij.at[i]->label;
        if (x)
            kolom_scherm(ret, x, STR(""), 0, i);
        ret->beschermd = ret->beschermd || x;
    }
    return rc;
}

/* Beside an other ronde. What is hidden of a protected question is judged with the ronde before and after it
 * alone, so beside any other only open questions may be laid. */
static int naast_maak(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w, bool overgang,
                      struct ui_tabel *ret, struct err *e)
{
    struct ui_set *ander = s->naast ? s->naast : s->vorige, *oud = ander, *nieuw = s;
    const struct ui_vraag *v = ui_vraag_vind(s, w->vraag), *x = ander ? ui_vraag_vind(ander, w->vraag) : NULL;

    if (!ander)
        return err_set(e, ERR_DATA,
                       "de ronde %.*s heeft geen vorige ronde om mee te vergelijken; kies een andere ronde",
                       STR_ARG(s->code));
    if (w->kijker == UI_PUBLIEK && !ander->gesloten)
        return err_set(e, ERR_DENIED,
                       "de ronde “%.*s” is open; haar uitkomsten zijn te zien zodra zij gesloten is",
                       STR_ARG(ander->titel));
    if (s->naast && w->kijker == UI_PUBLIEK &&
        (v->openbaarheid != VL_OPENBAAR || (x && x->openbaarheid != VL_OPENBAAR)))
        return err_set(e, ERR_DENIED,
                       "de vraag %.*s is alleen geaggregeerd openbaar en wordt daarom alleen naast de vorige "
                       "ronde getoond",
                       STR_ARG(utf8_clip(w->vraag, 60)));
    if (ander->peildatum > s->peildatum) {
        oud = s;
        nieuw = ander;
    }
    return overgang ? ui_overgang_tabel(a, oud, nieuw, w, ret, e) : ui_rondes_tabel(a, oud, nieuw, w, ret, e);
}

static int heel_maak(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w,
                     struct ui_tabel *ret, struct err *e)
{
    const struct ui_vraag *v = ui_vraag_vind(s, w->vraag);
    bool ronde = str_is(w->per, "ronde"), overgang = str_is(w->per, "overgang");
    struct per p;
    int rc;

    *ret = (struct ui_tabel){0};
    if (!v)
        return matrix_maak(a, s, w, ret, e);
    if (ronde || overgang)
        return naast_maak(a, s, w, overgang, ret, e);
    rc = tabel_begin(s, v, w, ret, e);
    if (!rc)
        rc = per_kies(a, s, w, v, &p, e);
    if (rc)
        return rc;
    ret->per_code = p.g.code;
    ret->per_naam = p.g.naam;
    tabel_tel(a, s, w, &p, ret);
    return OK;
}

/* Options that were made of answers tell by being there: a class or a year of which nothing is shown says
 * that somebody gave such an answer. Of a protected question those are one row, without their limits. */
static void gezien_samen(struct arena *a, struct ui_tabel *t)
{
    const struct ui_vraag *v = t->vraag;
    size_t n = 0, k = t->n_kolom, weg = 0;
    struct ui_regel *regel = ARENA_ARRAY(a, struct ui_regel, t->n_regel + 1);
    struct ui_cel *cel = ARENA_ARRAY(a, struct ui_cel, (t->n_regel + 1) * k + 1);

    if (!v->uit_antwoorden || v->openbaarheid == VL_OPENBAAR || !t->beschermd)
        return;
    for (size_t r = 0; r < t->n_regel; r++) {
        bool toont = t->regel[r].geen_antwoord;

        for (size_t i = 0; i < k && !toont; i++)
            toont = !ui_cel(t, r, i)->weg && ui_cel(t, r, i)->n; /* beside a ronde where it was open: 0 */
        weg += !toont;
        if (!toont)
            continue;
        regel[n] = t->regel[r];
        memcpy(&cel[n++ * k], &t->cel[r * k], k * sizeof *cel);
    }
    if (!weg)
        return;
    if (n && regel[n - 1].geen_antwoord) { /* that stays last */
        n--;
        regel[n + 1] = regel[n];
        memcpy(&cel[(n + 1) * k], &cel[n * k], k * sizeof *cel);
    }
    regel[n] =
        (struct ui_regel){.code = STR("niet_getoond"), .label = STR("Andere antwoorden (niet getoond)")};
    for (size_t i = 0; i < k; i++)
        cel[n * k + i] = (struct ui_cel){.weg = true};
    t->regel = regel;
    t->cel = cel;
    t->n_regel = t->n_regel - weg + 1;
    t->n_weg -= (weg - 1) * k;
}

int ui_tabel_maak(struct arena *a, struct ui_set *s, const struct ui_vraagstelling *w, struct ui_tabel *ret,
                  struct err *e)
{
    int rc = heel_maak(a, s, w, ret, e);

    if (!rc && w->kijker == UI_PUBLIEK && !ret->is_matrix)
        gezien_samen(a, ret);
    return rc;
}

bool ui_procent_getal(const struct ui_tabel *t, size_t regel, size_t kolom, int64_t *ret)
{
    const struct ui_cel *c = ui_cel(t, regel, kolom);

    return !c->weg && !t->kolom[kolom].weg && num_percent(c->n, t->kolom[kolom].N, ret);
}

struct str ui_procent(struct arena *a, const struct ui_tabel *t, size_t regel, size_t kolom)
{
    int64_t p;

    return ui_procent_getal(t, regel, kolom, &p) ? str_fmt(a, "%lld%%", (long long)p) : STR("\xE2\x80\x93");
}
