/* SPDX-License-Identifier: EUPL-1.2
 * Making something known: the form, reading it, and keeping it; and the boxes of kinds of organisations,
 * which an opgave asks for as well. */
#include "kennisname/intern.h"

#include "base/num.h"
#include "stuk/stuk.h"
#include "toegang/toegang.h"

#include <string.h>

struct werk {
    struct http_req *q;
    struct publicatie p;
    const struct partij *partijen;
    size_t n;
    int64_t nieuw;
    const struct http_upload *document;
};

/* ---- for which kinds of organisations ---- */

/* Those that a form asks for unless its sender says otherwise. */
static bool gewoonlijk(const char *soort)
{
    return !strcmp(soort, "gemeente") || !strcmp(soort, "corporatie") || !strcmp(soort, "zorgaanbieder") ||
           !strcmp(soort, "zorgkantoor");
}

static const char *soort_veld(struct vel *v, const struct partij_soort *s)
{
    return str_cstr(v->p.a, str_fmt(v->p.a, "soort.%s", s->code));
}

void form_soorten(struct vel *v, struct doc *f)
{
    bool gestuurd = doc_get(v->p.q->form, STR("soorten_gevraagd")) != NULL; /* no box sent is an answer too */
    struct doc *l = form_veld(v, f, "soorten", "Voor welke organisaties?",
                              "Van elke soort die u aankruist: alle die in het "
                              "gebied werken.",
                              "is_vinkjes", STR(""));

    form_verborgen(v, f, "soorten_gevraagd", STR("ja"));
    for (const struct partij_soort *s = partij_soorten; s->code; s++)
        vinkje_bij(v->p.a, l, str_from(soort_veld(v, s)), str_from(s->meervoud),
                   gestuurd ? form_tekst(v->p.q, soort_veld(v, s)).n > 0 : gewoonlijk(s->code));
}

size_t form_soorten_lees(struct vel *v, struct str *ret)
{
    struct str lijst = form_tekst(v->p.q, "soorten");
    size_t n = 0;

    for (const struct partij_soort *s = partij_soorten; s->code && n < PARTIJ_SOORTEN_MAX; s++)
        if (form_tekst(v->p.q, soort_veld(v, s)).n)
            ret[n++] = str_from(s->code);
    while (lijst.n && n < PARTIJ_SOORTEN_MAX) {
        struct str een = str_trim(str_cut(lijst, ',', &lijst));

        if (een.n && !partij_soort_bij(een))
            vel_fout(v, "soorten",
                     str_fmt(v->p.a, "“%.*s” is geen soort organisatie die wij kennen.",
                             STR_ARG(utf8_clip(een, 40))));
        else if (een.n)
            ret[n++] = een;
    }
    if (!n)
        vel_fout(v, "soorten", STR("Kies minstens één soort organisatie."));
    return n;
}

/* ---- the form ---- */

static int nieuw_boom(struct vel *v, struct err *e)
{
    struct pagina *p = &v->p;
    struct doc *f, *k;
    struct str soort = form_tekst(p->q, "soort");
    int64_t laatste;
    int rc = publicatie_laatste(p->c, &laatste, e);

    if (rc)
        return rc;
    vel_titel(v, STR("Maak een stuk bekend"),
              STR("Iedere organisatie die u kiest ziet het, en kan bevestigen dat zij het gezien heeft."));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Kennisname"), STR("/regie/kennisname"));
    pagina_kruimel(p, STR("Bekendmaken"), STR(""));
    f = form_bij(v,
                 blok_bij(v, "stuk", STR("Het stuk"), STR("Een opgave maakt u bekend op haar eigen pagina.")),
                 STR("/regie/kennisname/nieuw"), "Maak bekend");
    form_verborgen(v, f, "na", str_fmt(p->a, "%lld", (long long)laatste));
    DOC_SET_BOOL(p->a, f, "is_upload", true);
    k = form_veld(v, f, "soort", "Wat is het?", NULL, "is_keuze", STR(""));
    for (const struct publicatie_soort *s = publicatie_soorten; s->code; s++)
        if (strcmp(s->code, "opgave") != 0 && strcmp(s->code, "besluit") != 0)
            optie_bij(p->a, k, str_from(s->code), str_from(s->naam), soort);
    form_veld(v, f, "titel", "Hoe heet het?", NULL, "is_tekst", STR(""));
    form_veld(v, f, "tekst", "Waar gaat het over?", NULL, "is_lang", STR(""));
    form_veld(v, f, "adres", "Adres op deze website",
              "De pagina die het toont, als /cijfers/inwoners. Leeg als u een document meelevert.",
              "is_tekst", STR(""));
    form_vrij(v, f);
    DOC_SET_STR(p->a, form_veld(v, f, "document", "Document", "Hoogstens 20 MB.", "is_bestand", STR("")),
                "soorten", STR(STUK_SOORTEN));
    form_vrij(v, f);
    form_gebied(v, f, "gebied", "Voor welk gebied?", NULL, p->gebied, NULL);
    form_soorten(v, f);
    form_veld(v, f, "reactie_voor", "Reactie voor", "Leeg: er is geen reactie nodig.", "is_datum", STR(""));
    form_vrij(v, f);
    return OK;
}

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return vel_toon(q, nieuw_boom, r, e);
}

static int nieuw_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, w->p.partij);
    int64_t na;
    int rc = OK;

    w->p.stuk = w->nieuw = 0;
    if (num_i64(form_tekst(w->q, "na"), &na) && na >= 0)
        rc =
            publicatie_al_gemaakt(c, &w->p, w->document ? &w->document->bytes : NULL, w->n, na, &w->nieuw, e);
    if (rc || w->nieuw)
        return rc;
    if (w->document)
        rc = stuk_bewaar(c, w->document, w->p.partij, w->p.wie, &w->p.stuk, e);
    return rc ? rc : publicatie_maak(c, &d, &w->p, w->partijen, w->n, &w->nieuw, e);
}

static int nieuw_lees(struct vel *v, struct werk *w, struct err *e)
{
    struct pagina *p = &v->p;
    struct http_req *q = p->q;
    struct str soort[PARTIJ_SOORTEN_MAX], fout;
    struct gebied_vondst g = gebied_zoek(p->g, p->a, form_tekst(q, "gebied"), STR(""), date_today());
    size_t n;
    int rc;

    w->p = (struct publicatie){.soort = form_tekst(q, "soort"),
                               .titel = form_tekst(q, "titel"),
                               .tekst = form_tekst(q, "tekst"),
                               .adres = form_tekst(q, "adres"),
                               .gebied = g.gebied,
                               .wie = wie_van(q)->naam};
    w->document = stuk_veld(q, "document");
    if (!str_is(w->p.soort, "cijfers") && !str_is(w->p.soort, "definitie") && !str_is(w->p.soort, "document"))
        vel_fout(v, "soort", STR("Kies wat het is."));
    if (!w->p.titel.n || w->p.titel.n > PUBLICATIE_TITEL_MAX)
        vel_fout(v, "titel", STR("Geef het een naam van hoogstens 200 tekens."));
    if (!w->p.tekst.n || w->p.tekst.n > PUBLICATIE_TEKST_MAX)
        vel_fout(v, "tekst", STR("Zeg waar het over gaat, in hoogstens 5.000 tekens."));
    if (w->p.adres.n && !str_eq(toegang_verder(p->a, w->p.adres), w->p.adres))
        vel_fout(v, "adres", STR("Noem een adres op deze website, dat begint met /."));
    if (!w->p.adres.n && !w->document)
        vel_fout(v, "adres", STR("Noem een adres, of lever een document mee."));
    fout = w->document ? stuk_keur(w->document) : STR("");
    if (fout.n)
        vel_fout(v, "document", fout);
    if (!g.gebied)
        vel_fout(v, "gebied", STR("Kies een gebied uit de lijst."));
    n = form_soorten_lees(v, soort);
    if (!date_parse(form_tekst(q, "reactie_voor"), &w->p.reactie_voor) && form_tekst(q, "reactie_voor").n)
        vel_fout(v, "reactie_voor", STR("Vul een datum in, bijvoorbeeld 1-6-2026."));
    if (v->fout.n)
        return OK;
    rc = toegang_gebied(q, p->c, p->g, RECHT_REDACTIE, g.gebied, &w->p.partij, e);
    return rc ? rc : partijen_in(p->c, p->g, p->a, g.gebied, soort, n, &w->partijen, &w->n, e);
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = nieuw_lees(&v, &w, e);
    if (!rc && !v.fout.n && !w.n)
        vel_fout(&v, "soorten", STR("In dit gebied werkt geen organisatie van deze soorten."));
    if (!rc && !v.fout.n)
        rc = vel_schrijf(&v, q, nieuw_doe, &w, e);
    if (!rc && v.fout.n) {
        rc = nieuw_boom(&v, e);
        if (!rc)
            rc = vel_klaar(&v, r, e);
    } else if (!rc) {
        r->location = str_cat(q->a, publicatie_adres(q->a, w.nieuw), STR("?gedaan=gemaakt"));
    }
    vel_sluit(&v);
    return rc;
}

static const struct http_param vorm_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param nieuw_params[] = {
    {"soort", "cijfers, definitie of document", PARAM_FORM, false, false},
    {"titel", "hoe het heet", PARAM_FORM, false, false},
    {"tekst", "waar het over gaat", PARAM_FORM, false, false},
    {"adres", "de pagina die het toont", PARAM_FORM, false, false},
    {"document", "een document", PARAM_FILE, false, false},
    {"gebied", "voor welk gebied", PARAM_FORM, false, false},
    {"soorten", "voor welke soorten organisaties, met komma's; of soort.gemeente=ja voor elk", PARAM_FORM,
     false, false},
    {"reactie_voor", "tot wanneer reageren kan", PARAM_FORM, false, false},
    {"na", "het laatste stuk dat er was", PARAM_FORM, false, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route kennisname_nieuw_routes[] = {
    {"GET", "/regie/kennisname/nieuw", nieuw_get, "regie", "Maak een stuk bekend", LEEST, vorm_params,
     .recht = RECHT_REDACTIE},
    {"POST", "/regie/kennisname/nieuw", nieuw_post, "regie", "Maak een stuk bekend", SCHRIJFT, nieuw_params,
     .recht = RECHT_REDACTIE},
    {0},
};
