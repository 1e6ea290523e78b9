/* SPDX-License-Identifier: EUPL-1.2
 * The page of one opgave: in short, its numbers, what moved, and how it came about. What partijen say of it
 * stands in reactie_http.c, what its reader can do in volgende_http.c and opgave_forms.c. */
#include "opgave/intern.h"

#include "base/num.h"
#include "grafiek/grafiek.h"
#include "kennisname/kennisname.h"
#include "toegang/toegang.h"

static struct str zin(const struct vel *v, const struct opgave_dossier *x)
{
    struct arena *a = v->p.a;
    struct buf b;

    buf_init(&b, a, 2000);
    buf_fmt(&b, "%.*s tot en met %d in %.*s, verdeeld over %zu %s. ", STR_ARG(opgave_per_type(a, x)),
            x->o.jaar, STR_ARG(x->o.gebied->naam), x->n, x->n == 1 ? "gemeente" : "gemeenten");
    if (x->o.staat == OPGAVE_CONSULTATIE)
        buf_fmt(&b, "In consultatie van %.*s tot en met %.*s; ", STR_ARG(date_nl(a, x->o.van)),
                STR_ARG(date_nl(a, x->o.tot)));
    else
        buf_fmt(&b, "De opgave is %s; ", opgave_staten[x->o.staat].naam);
    if (x->n_zienswijze)
        buf_fmt(&b, "%zu %s, waarvan %zu nog te beantwoorden.", x->n_zienswijze,
                x->n_zienswijze == 1 ? "zienswijze" : "zienswijzen", x->n_open);
    else
        buf_lit(&b, "er zijn geen zienswijzen.");
    return buf_str(&b);
}

static void som_blok(struct vel *v, const struct opgave_dossier *x, const struct opgave_kader *l)
{
    static const enum grafiek_tint tinten[] = {TINT_NULTREDEN, TINT_GECLUSTERD, TINT_ZORGGESCHIKT};
    struct pagina *p = &v->p;
    struct grafiek_staaf s[OPGAVE_TYPEN];
    struct doc *t = tabel_maak(p, "som", STR("De som en haar doel"), STR("Woningen.")),
               *blok = blok_bij(v, "som-blok", STR("Klopt de som?"), STR(""));
    static const char *const titels[] = {"Voor de regio is geen doel genoemd",
                                         "De som is gelijk aan het doel van de regio",
                                         "De som is gelijk aan het doel, waar een doel genoemd is",
                                         "De som wijkt af van het doel van de regio"};
    bool bewogen = false;
    size_t n = 0;

    tabel_kolom(p, t, "type", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "concept", STR("Concept"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "nu", STR("Nu"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "doel", STR("Doel"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "verschil", STR("Nu min doel"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron van het doel"), STR(""), KOLOM_TEKST, 0, false);
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        struct doc *rij = tabel_regel(p, t, false);

        bool er = opgave_heeft_type(x, k);

        if (er)
            s[n++] = (struct grafiek_staaf){
                .label = str_from(opgave_typen[k]), .waarde = x->nu[k], .tint = tinten[k]};
        bewogen = bewogen || x->nu[k] != x->concept[k];
        cel_tekst(p, t, rij, str_from(opgave_typen[k]), STR(""), STR(""));
        if (er) {
            cel_getal(p, t, rij, x->concept[k], 0, STR(""));
            cel_getal(p, t, rij, x->nu[k], 0, STR(""));
        } else {
            cel_leeg(p, t, rij, STR("niet in de opgave"));
            cel_leeg(p, t, rij, STR("niet in de opgave"));
        }
        if (x->doel[k].er)
            cel_getal(p, t, rij, x->doel[k].aantal, 0, STR(""));
        else
            cel_leeg(p, t, rij, STR("niet genoemd"));
        if (x->doel[k].er && er)
            cel_getal(p, t, rij, x->nu[k] - x->doel[k].aantal, 0, STR(""));
        else
            cel_leeg(p, t, rij, er ? STR("niet genoemd") : STR("niet in de opgave"));
        cel_tekst(p, t, rij, x->doel[k].er ? x->doel[k].bron : STR("–"), STR(""), STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_figuur(v, blok, "som-figuur", str_from(titels[opgave_bij_doel(x)]),
                grafiek_staven_svg(p->a, &(struct grafiek_staven){.titel = STR("Opgave per woningtype"),
                                                                  .beschrijving = zin(v, x),
                                                                  .staven = s,
                                                                  .breedte = BLOK_FIGUUR_BREEDTE,
                                                                  .n = n}));
    blok_tabel(v, blok, t);
    tabel_noot(p, t,
               bewogen
                   ? STR("De som is veranderd sinds het concept; onder “Wat is er verschoven” staat waarom.")
                   : STR("De som is die van het concept."));
    opgave_kader_feiten(v, blok_feiten(v, blok), l, x);
}

/* What was delivered for the area itself: a figure of another source, which deciding does not change. Then
 * its gemeenten do not add up to it, and by how much is said beforehand and after. */
static int eigen_blok(struct vel *v, const struct opgave_dossier *x, struct err *e)
{
    static const char *const wat[] = {"Nultreden", "Geclusterd", "Zorggeschikt"};
    struct pagina *p = &v->p;
    struct doc *f = NULL;

    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        struct cijfer_vraag q = pagina_vraag(p, "opgave", opgave_typen[k]);
        struct cijfer_uitkomst u = {0};
        int64_t meer;
        int rc;

        q.venster_van = 0;
        q.venster_tot = x->o.jaar;
        rc = opgave_heeft_type(x, k) ? cijfer_gebied_lees(p->c, p->g, p->a, &q, x->o.gebied, &u, e) : OK;
        if (rc)
            return rc;
        if (!u.heeft || !u.rechtstreeks)
            continue;
        if (!f)
            f = blok_feiten(v,
                            blok_bij(v, "eigen-cijfer",
                                     str_fmt(p->a, "Het eigen cijfer van %.*s", STR_ARG(x->o.gebied->naam)),
                                     x->o.staat == OPGAVE_VASTGESTELD
                                         ? STR("Het besluit veranderde dit cijfer niet: de aantallen van "
                                               "de gemeenten tellen er niet toe op.")
                                         : STR("Vaststellen verandert dit cijfer niet: de aantallen van "
                                               "de gemeenten tellen er dan niet toe op.")));
        meer = u.waarde - x->nu[k];
        feit_bij(p->a, f, wat[k], num_nl(p->a, u.waarde, 0), STR(""),
                 str_fmt(p->a, "%.*s%s%.*s",
                         STR_ARG(meer ? str_fmt(p->a, "%.*s %s dan de som van deze opgave",
                                                STR_ARG(num_nl(p->a, meer < 0 ? -meer : meer, 0)),
                                                meer < 0 ? "minder" : "meer")
                                      : STR("gelijk aan de som van deze opgave")),
                         u.bron ? "; " : "", STR_ARG(u.bron ? u.bron->naam : STR(""))),
                 u.vlag & VLAG_VERZONNEN ? STR("verzonnen") : STR(""));
    }
    return OK;
}

static void delen_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "gemeenten", STR("Per gemeente"),
                               STR("Woningen, nu; naast elk aantal het verschil met het concept."));

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        tabel_kolom(p, t, opgave_typen[k], str_from(opgave_typen[k]), STR(""), KOLOM_GETAL, 0, true);
        tabel_kolom(p, t, str_cstr(p->a, str_fmt(p->a, "%s-verschil", opgave_typen[k])), STR("verschil"),
                    STR(""), KOLOM_GETAL, 0, true);
    }
    for (size_t i = 0; i <= x->n; i++) { /* the sum first */
        const struct opgave_deel *d = i ? &x->deel[i - 1] : NULL;
        struct doc *rij = tabel_regel(p, t, !d);

        cel_tekst(p, t, rij, d ? d->gebied->naam : x->o.gebied->naam,
                  d ? str_fmt(p->a, "/gebieden/%.*s", STR_ARG(d->gebied->code)) : STR(""), STR(""));
        for (int k = 0; k < OPGAVE_TYPEN; k++) {
            if (d ? !d->er[k] && !d->nu[k] : !opgave_heeft_type(x, k)) {
                cel_leeg(p, t, rij, STR("niet in de opgave"));
                cel_leeg(p, t, rij, STR("niet in de opgave"));
                continue;
            }
            cel_getal(p, t, rij, d ? d->nu[k] : x->nu[k], 0, STR(""));
            cel_getal(p, t, rij, d ? d->nu[k] - d->concept[k] : x->nu[k] - x->concept[k], 0, STR(""));
        }
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v, blok_bij(v, "delen", STR("De verdeling"), STR("")), t);
}

static void verschuiving_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "verschoven", STR("Verschuivingen"), STR("Oudste bovenaan."));

    if (!x->n_verschuiving)
        return;
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "type", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "van", STR("Van"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "naar", STR("Naar"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "aantal", STR("Woningen"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "reden", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < x->n_verschuiving; i++) {
        const struct opgave_verschuiving *w = &x->verschuiving[i];
        struct doc *rij = tabel_regel(p, t, false);

        cel_datum(p, t, rij, time_date(w->moment));
        cel_tekst(p, t, rij, str_from(opgave_typen[w->type]), STR(""), STR(""));
        cel_tekst(p, t, rij, w->van ? w->van->naam : STR("van buiten de som"), STR(""),
                  w->van ? STR("") : STR("som verandert"));
        cel_tekst(p, t, rij, w->naar ? w->naar->naam : STR("uit de som"), STR(""),
                  w->naar ? STR("") : STR("som verandert"));
        cel_getal(p, t, rij, w->aantal, 0, STR(""));
        cel_tekst(p, t, rij,
                  w->zienswijze ? str_fmt(p->a, "%.*s (zienswijze %zu)", STR_ARG(w->reden),
                                          opgave_zienswijze_nummer(x, w->zienswijze))
                                : w->reden,
                  STR(""), STR(""));
    }
    tabel_klaar(p, t, str_cstr(p->a, opgave_adres(p->a, x->o.id, "")));
    blok_tabel(v, blok_bij(v, "verschoven-blok", STR("Wat is er verschoven"), STR("")), t);
}

static void verloop_blok(struct vel *v, const struct opgave_dossier *x)
{
    struct pagina *p = &v->p;
    struct doc *blok = blok_bij(v, "verloop", STR("Hoe zij tot stand kwam"), STR("")),
               *f = blok_feiten(v, blok);

    blok_klap_in(v, blok, STR("Toon methode, herkomst en stappen"), false);
    feit_bij(p->a, f, "Methode", x->o.methode, STR(""), STR(""), STR(""));
    feit_bij(p->a, f, "Herkomst", x->o.herkomst, STR(""), STR(""),
             x->o.verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(p->a, f, "Definities", x->o.definitieset, STR(""), STR(""), STR(""));
    if (x->o.partij_naam.n)
        feit_bij(p->a, f, "Regie", x->o.partij_naam, STR(""), STR(""), STR(""));
    for (size_t i = 0; i < x->n_stap; i++) {
        const struct opgave_stap *s = &x->stap[i];

        feit_bij(p->a, f, "Stap", str_from(opgave_staten[s->stap].naam),
                 s->levering ? str_fmt(p->a, "/leveringen/%lld", (long long)s->levering) : STR(""),
                 str_fmt(p->a, "%.*s%s%.*s%s%.*s", STR_ARG(date_nl(p->a, s->van)),
                         s->tot != s->van ? " tot en met " : "",
                         STR_ARG(s->tot != s->van ? date_nl(p->a, s->tot) : STR("")),
                         s->toelichting.n ? ": " : "", STR_ARG(s->toelichting)),
                 STR(""));
    }
}

/* Per type, for a home can be of more than one: the sum of the gemeenten beside the goal of the region. */
static void som_feiten(struct pagina *p, struct doc *f, const struct opgave_dossier *x)
{
    static const char *const wat[] = {"Som nultreden", "Som geclusterd", "Som zorggeschikt"};

    for (int k = 0; k < OPGAVE_TYPEN; k++) {
        bool er = opgave_heeft_type(x, k);
        int64_t meer = x->nu[k] - x->doel[k].aantal;

        if (!er && !x->doel[k].er)
            continue;
        feit_bij(p->a, f, wat[k], er ? num_nl(p->a, x->nu[k], 0) : STR("–"), STR(""),
                 !x->doel[k].er ? STR("voor de regio is geen doel genoemd")
                 : !er          ? str_fmt(p->a, "niet in de opgave; het doel van de regio is %.*s",
                                          STR_ARG(num_nl(p->a, x->doel[k].aantal, 0)))
                 : !meer        ? STR("gelijk aan het doel van de regio")
                                : str_fmt(p->a, "%.*s %s dan het doel van de regio",
                                          STR_ARG(num_nl(p->a, meer < 0 ? -meer : meer, 0)),
                                   meer < 0 ? "minder" : "meer"),
                 x->doel[k].er && (!er || meer) ? STR("let op") : STR(""));
    }
}

/* The answer first: where it stands, whether the sum holds, who reacted. */
static int kort_blok(struct vel *v, const struct opgave_dossier *x, const struct opgave_kader *l,
                     const struct opgave_oordeel *o, size_t n, struct doc **ret_feiten, struct err *e)
{
    struct pagina *p = &v->p;
    struct doc *f = *ret_feiten = blok_feiten(v, blok_bij(v, "kort", STR("In het kort"), STR("")));
    struct publicatie k;
    int rc = x->publicatie ? publicatie_lees(p->c, p->g, p->a, x->publicatie, &k, e) : OK;

    if (rc)
        return rc;
    feit_bij(p->a, f, "Stand", str_from(opgave_staten[x->o.staat].naam), STR(""),
             x->o.staat == OPGAVE_CONSULTATIE
                 ? str_fmt(p->a, "van %.*s tot en met %.*s", STR_ARG(date_nl(p->a, x->o.van)),
                           STR_ARG(date_nl(p->a, x->o.tot)))
                 : str_fmt(p->a, "sinds %.*s", STR_ARG(date_nl(p->a, x->o.van))),
             STR(""));
    som_feiten(p, f, x);
    if (l->opgave.heeft && l->opgave.waarde > 0 && opgave_kader_som(x) >= 0)
        feit_bij(
            p->a, f, "Deel van de landelijke opgave",
            str_fmt(p->a, "%.*s%%",
                    STR_ARG(num_nl(
                        p->a, num_div_half_up((__int128)opgave_kader_som(x) * 1000, l->opgave.waarde), 1))),
            STR(""),
            str_fmt(p->a, "van %.*s woningen, over alle typen", STR_ARG(num_nl(p->a, l->opgave.waarde, 0))),
            STR(""));
    feit_bij(p->a, f, "Zienswijzen",
             str_fmt(p->a, "%zu, waarvan %zu nog te beantwoorden", x->n_zienswijze, x->n_open),
             STR("#zienswijzen-blok-kop"), STR(""), x->n_open ? STR("let op") : STR(""));
    if (n)
        feit_bij(p->a, f, "Oordelen", opgave_oordeel_zin(p->a, o, n), STR("#oordelen-blok-kop"), STR(""),
                 STR(""));
    if (x->publicatie)
        feit_bij(p->a, f, "Gezien",
                 str_fmt(p->a, "door %lld van de %lld organisaties", (long long)k.gezien, (long long)k.n),
                 str_fmt(p->a, "/regie/kennisname/%lld", (long long)x->publicatie), STR(""), STR(""));
    feit_bij(p->a, f, "Toetsen", str_fmt(p->a, "%zu", x->n_toets), STR("#toetsen-blok-kop"),
             STR("van zorgkantoor en corporaties"), STR(""));
    return OK;
}

/* In order: in short, what the reader can do now, the numbers, who objects, the forms, who thinks what, how
 * it came about. */
int opgave_toon(struct vel *v, const struct opgave_dossier *x, struct http_resp *r, struct err *e)
{
    struct pagina *p = &v->p;
    const struct opgave_oordeel *o;
    struct opgave_kader l;
    struct doc *kort;
    size_t n = 0;
    int rc = opgave_kader_lees(p, &l, e);

    if (!rc)
        rc = opgave_oordelen_lees(p->c, p->a, x, &o, &n, e);
    if (rc)
        return rc;
    vel_titel(v, x->o.titel, zin(v, x));
    if (x->o.verzonnen)
        label_bij(p->a, DOC_SET(p->a, p->boom, "statussen", doc_list(p->a)), STR("verzonnen"));
    DOC_SET_BOOL(p->a, p->boom, "inhoud", true);
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Opgaven"), STR("/regie/opgaven"));
    pagina_kruimel(p, x->o.titel, STR(""));
    rc = kort_blok(v, x, &l, o, n, &kort, e);
    if (rc)
        return rc;
    rc = opgave_stappen(v, x, o, n, e);
    if (rc)
        return rc;
    som_blok(v, x, &l);
    rc = eigen_blok(v, x, e);
    if (!rc)
        rc = opgave_gevolg_blok(v, x, kort, e);
    if (rc)
        return rc;
    delen_blok(v, x);
    opgave_zienswijzen_blok(v, x);
    rc = opgave_forms(v, x, e);
    if (rc)
        return rc;
    opgave_oordeel_blok(v, x, o, n);
    opgave_toets_blok(v, x);
    verschuiving_blok(v, x);
    verloop_blok(v, x);
    return vel_klaar(v, r, e);
}
