/* SPDX-License-Identifier: EUPL-1.2
 * The forms of an afspraak and of a promise: each a page of its own, which comes back with what was typed
 * when something was wrong. What they do is in doe_http.c. */
#include "afspraak/intern.h"

#include "kennisname/kennisname.h"
#include "toegang/toegang.h"

#include <string.h>

/* What a choice shows: what was sent, else what it is. */
static struct str nu_van(const struct akte *b, const char *veld, struct str nu)
{
    return b->v.p.q->form && doc_get(b->v.p.q->form, str_from(veld)) ? form_tekst(b->v.p.q, veld) : nu;
}

static struct str getal_tekst(struct akte *b, bool er, int64_t v)
{
    return er ? str_fmt(b->v.p.a, "%lld", (long long)v) : STR("");
}

static void kop(struct akte *b, struct str titel, const char *zin)
{
    struct pagina *p = &b->v.p;

    vel_titel(&b->v, titel, str_from(zin));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Afspraken"), STR("/regie/afspraken"));
    if (b->x)
        pagina_kruimel(p, b->x->titel, afspraak_adres(p->a, b->x->id, ""));
    if (b->b)
        pagina_kruimel(p, str_fmt(p->a, "Belofte %lld", (long long)b->b->nummer),
                       belofte_adres(p->a, b->x->id, b->b->nummer, ""));
    pagina_kruimel(p, b->x ? STR("Formulier") : STR("Nieuw"), STR(""));
}

/* ---- an afspraak ---- */

static int partij_veld(struct akte *b, struct doc *f, struct err *e)
{
    struct arena *a = b->v.p.a;
    const struct partij *p;
    size_t n;
    bool alles;
    struct doc *k;
    int64_t eigen = 0;
    int rc = toegang_partijen(b->v.p.c, a, wie_van(b->v.p.q), RECHT_LEVEREN, &p, &n, &alles, e);
    struct str nu;

    if (rc)
        return rc;
    wie_bereik(wie_van(b->v.p.q), RECHT_LEVEREN, &eigen);
    nu = nu_van(b, "partij", getal_tekst(b, eigen != 0, eigen));
    k = form_veld(&b->v, f, "partij", "Wie houdt de afspraak bij?",
                  "Alleen deze organisatie, en wie namens haar levert, kan haar later wijzigen of intrekken.",
                  "is_keuze", STR(""));
    for (size_t i = 0; i < n; i++)
        optie_bij(a, k, str_fmt(a, "%lld", (long long)p[i].id), p[i].naam, nu);
    return OK;
}

int afspraak_vorm(struct akte *b, struct http_resp *r, struct err *e)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    const struct afspraak *x = b->x;
    struct doc *f, *k;
    struct str nu;
    int rc = OK;

    kop(b, x ? STR("Wijzig de afspraak") : STR("Leg een afspraak vast"),
        x ? "Wat er stond, blijft te lezen als eerdere versie."
          : "Eerst de afspraak zelf; daarna voegt u toe wie wat belooft. Iedereen kan haar lezen.");
    f = form_bij(v, blok_bij(v, "vorm", STR("De afspraak"), STR("")),
                 x ? afspraak_adres(a, x->id, "/wijzig") : STR("/regie/afspraken/nieuw"), "Bewaar");
    if (x)
        form_verborgen(v, f, "versie", str_fmt(a, "%lld", (long long)x->versie));
    else
        rc = partij_veld(b, f, e);
    if (rc)
        return rc;
    nu = nu_van(b, "soort", x ? x->soort : STR(""));
    k = form_veld(v, f, "soort", "Wat voor afspraak?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < b->regels.n_soort; i++)
        optie_bij(a, k, b->regels.soort[i].code, b->regels.soort[i].naam, nu);
    form_veld(v, f, "titel", "Hoe heet zij?", NULL, "is_tekst", x ? x->titel : STR(""));
    form_gebied(v, f, "gebied", "Voor welk gebied?", NULL, x ? x->gebied : v->p.gebied, NULL);
    form_veld(v, f, "gesloten", "Wanneer is zij gesloten?", NULL, "is_datum",
              x && x->gesloten ? date_iso(a, x->gesloten) : STR(""));
    form_vrij(v, f);
    form_veld(
        v, f, "bron", "Waar staat zij?",
        "Het document met de bladzijde. Begint dit met “verzonnen”, dan staat dat overal bij de afspraak.",
        "is_tekst", x ? x->bron : STR(""));
    nu = nu_van(b, "boek", x ? x->boek : STR(""));
    k = form_veld(v, f, "boek", "Met welk regelboek wordt zij beoordeeld?", NULL, "is_keuze", STR(""));
    for (size_t i = 0; i < b->regels.n_boek; i++)
        optie_bij(a, k, b->regels.boek[i].code, b->regels.boek[i].naam, nu);
    form_veld(v, f, "toelichting", "Toelichting", NULL, "is_lang", x ? x->toelichting : STR(""));
    form_vrij(v, f);
    if (x)
        form_veld(v, f, "reden", "Waarom verandert zij?", NULL, "is_tekst", STR(""));
    return vel_klaar(v, r, e);
}

/* ---- a promise ---- */

static bool belooft(const struct akte *b, int64_t partij)
{
    for (size_t i = 0; b->b && i < b->b->n_partij; i++)
        if (b->b->partij[i].partij == partij)
            return true;
    return false;
}

/* Those that promise now and have no box: they do not work where it holds. */
static struct str anderen_tekst(struct akte *b, const struct partij *p, size_t n)
{
    struct buf s;

    buf_init(&s, b->v.p.a, 20000);
    for (size_t i = 0; b->b && i < b->b->n_partij; i++) {
        bool vak = false;

        for (size_t k = 0; k < n && !vak; k++)
            vak = p[k].id == b->b->partij[i].partij;
        if (!vak)
            buf_fmt(&s, "%.*s\n", STR_ARG(b->b->partij[i].naam));
    }
    return str_trim(buf_str(&s));
}

/* Who promises: a box for each organisation that works where the afspraak holds, by kind; the others by
 * name. */
static int partijen_velden(struct akte *b, struct doc *f, struct err *e)
{
    struct pagina *p = &b->v.p;
    bool gestuurd = str_is(p->q->method, "POST");
    struct werkgebieden w;
    const struct partij *in;
    size_t n;
    int rc = werkgebieden_lees(p->c, p->g, p->a, &w, e);

    if (rc)
        return rc;
    partijen_hier(&w, p->g, p->a, b->x->gebied, NULL, 0, &in, &n);
    for (const struct partij_soort *s = partij_soorten; s->code; s++) {
        struct doc *l = NULL;

        for (size_t i = 0; i < n; i++) {
            struct str veld = str_fmt(p->a, "partij.%lld", (long long)in[i].id);

            if (!str_is(in[i].soort, s->code))
                continue;
            if (!l) {
                l = form_veld(&b->v, f, str_cstr(p->a, str_fmt(p->a, "partijen-%s", s->code)),
                              str_cstr(p->a, str_fmt(p->a, "Wie belooft dit? %s", s->meervoud)), NULL,
                              "is_vinkjes", STR(""));
                form_vrij(&b->v, f);
            }
            vinkje_bij(p->a, l, veld, in[i].naam,
                       gestuurd ? form_tekst(p->q, str_cstr(p->a, veld)).n > 0 : belooft(b, in[i].id));
        }
    }
    form_veld(&b->v, f, "partijen", "Een organisatie die er niet bij staat",
              "Een per regel: de naam, het nummer, of een code als GM0935.", "is_lang",
              gestuurd ? STR("") : anderen_tekst(b, in, n));
    form_vrij(&b->v, f);
    return OK;
}

static void woningtype_opties(struct akte *b, struct doc *k, struct str nu)
{
    static const char *const typen[] = {"nultreden", "geclusterd", "zorggeschikt", "geclusterd-zorggeschikt"};
    struct arena *a = b->v.p.a;
    bool er = !nu.n;

    optie_bij(a, k, STR(""), STR("alle samen, niet gesplitst"), nu);
    for (size_t i = 0; i < sizeof typen / sizeof *typen; i++) {
        er = er || str_is(nu, typen[i]);
        optie_bij(a, k, str_from(typen[i]), str_from(typen[i]), nu);
    }
    if (!er)
        optie_bij(a, k, nu, nu, nu);
}

static int meet_velden(struct akte *b, struct doc *f, struct err *e)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    const struct belofte *y = b->b;
    const struct onderwerp *o;
    const struct bron *bron;
    const struct definitieset *set;
    size_t n, n_bron, n_set;
    struct str nu;
    struct doc *k;
    int rc = onderwerpen_lees(v->p.c, a, &o, &n, e);

    if (!rc)
        rc = bronnen_lees(v->p.c, a, &bron, &n_bron, e);
    if (!rc)
        rc = definitiesets_lees(v->p.c, a, &set, &n_set, e);
    if (rc)
        return rc;
    nu = nu_van(b, "onderwerp", y ? y->onderwerp : STR("realisatie"));
    k = form_veld(
        v, f, "onderwerp", "Met welk cijfer wordt dit gemeten?",
        "Van een cijfer dat per jaar telt wat erbij komt, worden de jaren opgeteld. Van een stand of een "
        "verhouding telt wat er sinds het begin bij gekomen is: van 40% naar 60% is 20 procentpunten.",
        "is_keuze", STR(""));
    for (size_t i = 0; i < n; i++)
        if (o[i].aard != AARD_VERHOUDING && !o[i].schaal)
            optie_bij(
                a, k, o[i].code,
                str_fmt(a, "%.*s (%s)", STR_ARG(o[i].naam), o[i].aard == AARD_STROOM ? "per jaar" : "stand"),
                nu);
    for (const struct indicator *in = indicatoren; in->code; in++)
        optie_bij(a, k, str_from(in->code),
                  str_fmt(a, "%s (verhouding: %s)", in->naam,
                          !strcmp(in->eenheid, "%") ? "in procentpunten erbij" : in->eenheid),
                  nu);
    woningtype_opties(b, form_veld(v, f, "woningtype", "Van welk woningtype?", NULL, "is_keuze", STR("")),
                      nu_van(b, "woningtype", y ? y->woningtype : STR("")));
    nu = nu_van(b, "cijferbron", y ? y->cijferbron : STR(""));
    k = form_veld(v, f, "cijferbron", "Uit welke bron?", "Bronnen worden nooit bij elkaar opgeteld.",
                  "is_keuze", STR(""));
    optie_bij(a, k, STR(""), STR("die het meest zegt"), nu);
    for (size_t i = 0; i < n_bron; i++)
        optie_bij(a, k, bron[i].code, bron[i].naam, nu);
    nu = nu_van(b, "definitieset", y ? y->definitieset : STR(""));
    k = form_veld(v, f, "definitieset", "Volgens welke definities?",
                  "Een cijfer volgens andere definities telt dan niet mee.", "is_keuze", STR(""));
    optie_bij(a, k, STR(""), STR("die van het eerste cijfer"), nu);
    for (size_t i = 0; i < n_set; i++)
        optie_bij(a, k, set[i].code, set[i].naam, nu);
    return OK;
}

static int cijfer_velden(struct akte *b, struct doc *f, struct err *e)
{
    struct vel *v = &b->v;
    const struct belofte *y = b->b;
    int rc;

    form_veld(v, f, "aantal", "Hoeveel in totaal?", "Een heel getal, over alle jaren samen.", "is_tekst",
              getal_tekst(b, y != NULL, y ? y->aantal : 0));
    form_veld(v, f, "van", "Van welk jaar af?", NULL, "is_tekst", getal_tekst(b, y != NULL, y ? y->van : 0));
    form_veld(v, f, "tot", "Tot en met welk jaar?", NULL, "is_tekst",
              getal_tekst(b, y != NULL, y ? y->tot : 0));
    form_veld(
        v, f, "jaren", "Hoeveel in elk jaar?",
        "Als 2026=100 2027=150, met een spatie of een regel ertussen. Leeg: gelijk verdeeld over de jaren.",
        "is_lang", y ? belofte_pad_tekst(v->p.a, y) : STR(""));
    form_vrij(v, f);
    rc = meet_velden(b, f, e);
    if (rc)
        return rc;
    form_veld(
        v, f, "nul", "Beginstand",
        "Alleen bij een stand: hoeveel er was voor het eerste jaar. Leeg: het cijfer van het jaar ervoor.",
        "is_tekst", getal_tekst(b, y && y->heeft_nul, y ? y->nul : 0));
    form_vrij(v, f);
    form_veld(v, f, "nul_bron", "Waar staat die beginstand?", NULL, "is_tekst", y ? y->nul_bron : STR(""));
    form_vrij(v, f);
    form_veld(v, f, "venster_van", "Alleen woningen van jaar",
              "Alleen bij een stand die over komende jaren gaat, zoals plannen.", "is_tekst",
              getal_tekst(b, y && y->venster_van, y ? y->venster_van : 0));
    form_vrij(v, f);
    form_veld(v, f, "venster_tot", "tot en met jaar", NULL, "is_tekst",
              getal_tekst(b, y && y->venster_tot, y ? y->venster_tot : 0));
    form_vrij(v, f);
    form_veld(v, f, "segment", "Segment", "Alleen als het cijfer zo gesplitst is, zoals sociaal.", "is_tekst",
              y ? y->segment : STR(""));
    form_vrij(v, f);
    form_veld(v, f, "kenmerk", "Ander kenmerk", NULL, "is_tekst", y ? y->kenmerk : STR(""));
    form_vrij(v, f);
    return OK;
}

int belofte_vorm(struct akte *b, bool cijfer, struct http_resp *r, struct err *e)
{
    struct vel *v = &b->v;
    struct arena *a = v->p.a;
    const struct belofte *y = b->b;
    struct doc *f;
    int rc = OK;

    kop(b,
        y        ? STR("Wijzig de belofte")
        : cijfer ? STR("Voeg een belofte van een aantal toe")
                 : STR("Voeg een belofte van een daad toe"),
        y ? "Wie haar doet, bevestigt daarna opnieuw. Wat er stond, blijft te lezen."
          : "Wie haar doet, bevestigt zelf dat het klopt. Tot dan staat erbij dat dat nog niet is gebeurd.");
    f = form_bij(v, blok_bij(v, "vorm", STR("De belofte"), STR("")),
                 y ? belofte_adres(a, b->x->id, y->nummer, "/wijzig")
                   : afspraak_adres(a, b->x->id, "/beloften/nieuw"),
                 "Bewaar");
    form_verborgen(v, f, "wat", cijfer ? STR("cijfer") : STR("daad"));
    if (y)
        form_verborgen(v, f, "versie", str_fmt(a, "%lld", (long long)y->versie));
    form_veld(v, f, "toezegging", "Wat wordt beloofd?", "In een zin, zoals het in de afspraak staat.",
              "is_lang", y ? y->toezegging : STR(""));
    rc = partijen_velden(b, f, e);
    if (rc)
        return rc;
    form_veld(v, f, "door", "Wie nog meer, in woorden?",
              "Voor wie hier geen organisatie is. Die kan niet bevestigen.", "is_tekst",
              y ? y->door : STR(""));
    form_vrij(v, f);
    form_gebied(v, f, "belofte_gebied", "Waar?", NULL, y ? y->gebied : b->x->gebied, NULL);
    if (cijfer)
        rc = cijfer_velden(b, f, e);
    else
        form_veld(v, f, "uiterlijk", "Op welke dag moet het gedaan zijn?", NULL, "is_datum",
                  y ? date_iso(a, y->uiterlijk) : STR(""));
    if (rc)
        return rc;
    if (y)
        form_veld(v, f, "reden", "Waarom verandert zij?", NULL, "is_tekst", STR(""));
    return vel_klaar(v, r, e);
}
