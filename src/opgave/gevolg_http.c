/* SPDX-License-Identifier: EUPL-1.2
 * What deciding an opgave does to the totals above it, told before the decision and after: what the gemeenten
 * of the province add up to with it, and how much of the provincial and the national number is decided by
 * then. Docs: docs/methoden/regie.md, Opgaven. */
#include "opgave/intern.h"

#include "base/num.h"

#include <stdlib.h>

/* Of one woningtype. A figure that is not there, is not whole or is of other definitions is not known. */
struct gevolg {
    bool er_provincie, er_regio, er_land;
    int64_t provincie, regio, land; /* as delivered: regio of the same bron as provincie */
    int64_t vast, vast_hier;        /* homes in decided opgaven: in all, and in this province */
    struct str bron;
};

static int cijfer_van(struct vel *v, const struct opgave_dossier *x, int type, const struct gebied *g,
                      struct str bron, int64_t set, struct cijfer_uitkomst *ret, bool *ret_er, struct err *e)
{
    struct cijfer_vraag q = pagina_vraag(&v->p, "opgave", opgave_typen[type]);
    int rc;

    q.venster_van = 0;
    q.venster_tot = x->o.jaar;
    q.peildatum = 0;
    q.bron = bron;
    *ret = (struct cijfer_uitkomst){0};
    rc = g ? cijfer_gebied_lees(v->p.c, v->p.g, v->p.a, &q, g, ret, e) : OK;
    *ret_er = !rc && ret->heeft && ret->aanwezig == ret->verwacht && (!set || ret->definitieset == set);
    return rc;
}

/* What was decided for the same year by the same definitions: of each gemeente the newest. x counts as
 * decided: as the last one while it is not, in its own place when it is. */
static void vast_tel(struct vel *v, const struct opgave_dossier *x, const struct opgave_dossier *alle,
                     size_t n, const struct gebied *provincie, struct gevolg *ret)
{
    struct pagina *p = &v->p;
    bool *al = ARENA_ARRAY(p->a, bool, p->g->n + 1);

    bool eerst = x->o.staat != OPGAVE_VASTGESTELD;

    for (size_t i = eerst ? 0 : 1; i <= n; i++) {
        const struct opgave_dossier *d = i ? &alle[i - 1] : x;

        if (i && (d->o.staat != OPGAVE_VASTGESTELD || (eerst && d->o.id == x->o.id) ||
                  d->o.jaar != x->o.jaar || !str_eq(d->o.definitieset, x->o.definitieset)))
            continue;
        for (size_t k = 0; k < d->n; k++) {
            const struct gebied *g = d->deel[k].gebied;
            bool hier = provincie && gebied_regio(p->g, g, STR("provincie"), date_today()) == provincie;

            if (al[g->index])
                continue;
            al[g->index] = true;
            for (int t = 0; t < OPGAVE_TYPEN; t++) {
                ret[t].vast += d->deel[k].nu[t];
                ret[t].vast_hier += hier ? d->deel[k].nu[t] : 0;
            }
        }
    }
}

static int lees(struct vel *v, const struct opgave_dossier *x, const struct gebied *provincie,
                struct gevolg *ret, struct err *e)
{
    struct pagina *p = &v->p;
    const struct definitieset *set;
    struct opgave_dossier *alle;
    int64_t mijn = -1; /* of no figure */
    size_t n;
    int rc = definitiesets_lees(p->c, p->a, &set, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        mijn = str_eq(set[i].code, x->o.definitieset) ? set[i].id : mijn;
    for (int t = 0; !rc && t < OPGAVE_TYPEN; t++) {
        struct cijfer_uitkomst u;

        if (!opgave_heeft_type(x, t))
            continue;
        rc = cijfer_van(v, x, t, provincie, STR(""), mijn, &u, &ret[t].er_provincie, e);
        ret[t].provincie = u.waarde;
        if (!rc && ret[t].er_provincie && u.bron) {
            ret[t].bron = u.bron->naam;
            rc = cijfer_van(v, x, t, x->o.gebied, u.bron->code, mijn, &u, &ret[t].er_regio, e);
            ret[t].regio = u.waarde;
        }
        if (!rc)
            rc = cijfer_van(v, x, t, gebied_bij_code(p->g, STR("NL01")), STR("programma-wozo"), 0, &u,
                            &ret[t].er_land, e);
        ret[t].land = u.waarde;
    }
    if (!rc)
        rc = opgave_dossiers_lees(p->c, p->g, p->a, &alle, &n, e);
    if (!rc)
        vast_tel(v, x, alle, n, provincie, ret);
    return rc;
}

/* A row: what is known of an area, what its gemeenten come to, and how much of it is decided. */
static void rij(struct pagina *p, struct doc *t, const struct gebied *g, int type, bool er, int64_t was,
                bool er_nu, int64_t nu, int64_t vast)
{
    struct doc *r = tabel_regel(p, t, false);

    cel_tekst(p, t, r, str_fmt(p->a, "%.*s, %s", STR_ARG(g->naam), opgave_typen[type]), STR(""), STR(""));
    if (er)
        cel_getal(p, t, r, was, 0, STR(""));
    else
        cel_leeg(p, t, r, STR("niet bekend volgens deze definities"));
    if (er_nu) {
        cel_getal(p, t, r, nu, 0, STR(""));
        cel_getal(p, t, r, nu - was, 0, STR(""));
    } else {
        cel_leeg(p, t, r, STR("niet te zeggen"));
        cel_leeg(p, t, r, STR("niet te zeggen"));
    }
    cel_getal(p, t, r, vast, 0, STR(""));
    if (er)
        cel_getal(p, t, r, (er_nu ? nu : was) - vast, 0, STR(""));
    else
        cel_leeg(p, t, r, STR("niet te zeggen"));
}

/* "van 3.125 naar 3.325 zorggeschikt"; "" when no type moves. */
static struct str beweegt(struct arena *a, const struct opgave_dossier *x, const struct gevolg *k,
                          bool *ret_er)
{
    struct buf b;

    buf_init(&b, a, 1000);
    *ret_er = false;
    for (int t = 0; t < OPGAVE_TYPEN; t++) {
        if (!k[t].er_regio)
            continue;
        *ret_er = true;
        if (k[t].regio != x->nu[t])
            buf_fmt(&b, "%svan %.*s naar %.*s %s", b.n ? ", " : "", STR_ARG(num_nl(a, k[t].provincie, 0)),
                    STR_ARG(num_nl(a, k[t].provincie - k[t].regio + x->nu[t], 0)), opgave_typen[t]);
    }
    return buf_str(&b);
}

static struct str gevolg_zin(struct arena *a, const struct opgave_dossier *x, const struct gebied *provincie,
                             const struct gevolg *k)
{
    bool gedaan = x->o.staat == OPGAVE_VASTGESTELD, er;
    struct str s = beweegt(a, x, k, &er), naam = provincie->naam;

    if (!er)
        return str_fmt(
            a,
            "Van %.*s is geen cijfer bekend dat volgens dezelfde definities is, met %.*s erin. Wat "
            "het besluit met het totaal doet is dus niet te zeggen.",
            STR_ARG(naam), STR_ARG(x->o.gebied->naam));
    if (!s.n)
        return str_fmt(
            a, "De gemeenten van %.*s %s samen op tot wat al bekend was: het besluit verandert dat niet.",
            STR_ARG(naam), gedaan ? "telden" : "tellen");
    return str_fmt(a,
                   "%s de gemeenten van %.*s samen %.*s. Het cijfer dat van %.*s bekend is %s: dat verandert "
                   "pas met een "
                   "nieuwe levering.",
                   gedaan ? "Dit besluit bracht" : "Vaststellen brengt", STR_ARG(naam), STR_ARG(s),
                   STR_ARG(naam), gedaan ? "veranderde niet" : "blijft staan");
}

int opgave_gevolg_blok(struct vel *v, const struct opgave_dossier *x, struct doc *kort, struct err *e)
{
    struct pagina *p = &v->p;
    const struct gebied *nl = gebied_bij_code(p->g, STR("NL01")), *provincie;
    struct gevolg k[OPGAVE_TYPEN] = {0};
    bool gedaan = x->o.staat == OPGAVE_VASTGESTELD;
    size_t leden = gebied_leden(p->g, p->a, x->o.gebied, date_today()).n;
    struct str tekst, bron = STR("");
    struct doc *t;
    int rc;

    provincie = x->n ? gebied_regio(p->g, x->deel[0].gebied, STR("provincie"), date_today()) : NULL;
    if (x->o.staat == OPGAVE_VERVALLEN || !provincie || provincie == x->o.gebied)
        return OK;
    rc = lees(v, x, provincie, k, e);
    if (rc)
        return rc;
    tekst = gevolg_zin(p->a, x, provincie, k);
    feit_bij(p->a, kort, gedaan ? "Wat het besluit deed" : "Wat vaststellen doet", tekst, STR("#gevolg-kop"),
             STR(""), STR(""));
    t = tabel_maak(p, "gevolg", STR("De totalen erboven"),
                   str_fmt(p->a, "Woningen tot en met %d.", x->o.jaar));
    tabel_kolom(p, t, "wat", STR("Waarvan"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "cijfer", STR("Bekend cijfer"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "besluit", STR("De gemeenten samen"), STR("met dit besluit"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "verschil", STR("Verschil"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "besloten", STR("Vastgesteld"),
                gedaan ? STR("in opgaven") : STR("in opgaven, met deze"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "afstand", STR("Nog vast te stellen"), STR(""), KOLOM_GETAL, 0, false);
    for (int i = 0; i < OPGAVE_TYPEN; i++)
        if (opgave_heeft_type(x, i)) {
            rij(p, t, provincie, i, k[i].er_provincie, k[i].provincie, k[i].er_regio,
                k[i].provincie - k[i].regio + x->nu[i], k[i].vast_hier);
            bron = k[i].bron.n ? k[i].bron : bron;
        }
    for (int i = 0; nl && i < OPGAVE_TYPEN; i++)
        if (opgave_heeft_type(x, i))
            rij(p, t, nl, i, k[i].er_land && x->o.jaar == OPGAVE_KADER_JAAR, k[i].land, false, 0, k[i].vast);
    if (bron.n)
        tabel_noot(p, t,
                   str_fmt(p->a,
                           "Het cijfer van %.*s: %.*s. De gemeenten samen: dat cijfer, met voor %.*s "
                           "wat deze opgave zegt.",
                           STR_ARG(provincie->naam), STR_ARG(bron), STR_ARG(x->o.gebied->naam)));
    if (x->n < leden)
        tabel_noot(
            p, t,
            str_fmt(p->a,
                    "In deze opgave staan %zu van de %zu gemeenten van %.*s; de andere krijgen er niets in.",
                    x->n, leden, STR_ARG(x->o.gebied->naam)));
    tabel_noot(
        p, t,
        STR("Vastgesteld telt alleen wat hier een opgave is, van elke gemeente het laatste besluit. Het "
            "landelijke cijfer is dat van het programma Wonen en zorg voor ouderen; een besluit over een "
            "regio verandert het niet."));
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v,
               blok_bij(v, "gevolg",
                        gedaan ? STR("Wat het besluit met de totalen deed")
                               : STR("Wat vaststellen met de totalen doet"),
                        tekst),
               t);
    return OK;
}
