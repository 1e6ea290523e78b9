/* SPDX-License-Identifier: EUPL-1.2
 * /regie/woonzorgvisies: all gemeenten of an area, their regions, what they cover, and what was expected
 * beside what happened. */
#include "visie/visie_pagina.h"

#include "base/num.h"
#include "grafiek/grafiek.h"

#include <stdlib.h>

struct rij {
    const struct gebied *gebied;
    const struct visie_stand *stand;
    size_t n;
    struct visie_beeld beeld;
};

struct overzicht {
    struct vel v;
    struct visies alle;
    struct rij *rij;
    size_t n;
    size_t tel[VISIE_STATEN]; /* each gemeente once */
    date_t dag, bekend;
};

date_t visie_dag(const struct pagina *p)
{
    return p->gebiedsdatum;
}

date_t visie_bekend(const struct pagina *p)
{
    return p->stand ? pagina_standdag(p) : DATE_OPEN;
}

struct str visie_indeling(const struct pagina *p)
{
    static const char *const voorkeur[] = {"vijfdeling", "woondealregio", "provincie"};
    struct gebied_lijst l = gebied_leden(p->g, p->a, p->gebied, p->gebiedsdatum);

    if (!str_is(p->indeling, "gemeente"))
        return p->indeling;
    for (size_t k = 0; l.n && k < sizeof voorkeur / sizeof *voorkeur; k++)
        if (indeling_bij_code(p->g, str_from(voorkeur[k])) &&
            gebied_regio(p->g, l.at[0], str_from(voorkeur[k]), p->gebiedsdatum))
            return str_from(voorkeur[k]);
    return STR("provincie");
}

struct str visie_adres(const struct pagina *p, const struct gebied *g)
{
    return pagina_adres(p, str_fmt(p->a, "/regie/woonzorgvisies/%.*s", STR_ARG(g->code)), NULL, STR(""));
}

int visie_bouwstenen(const struct visies *v, const struct gebied *g, int *ret_bekend)
{
    int n = 0;

    *ret_bekend = 0;
    for (const struct visie_vraag *q = visie_vragen; q->code; q++) {
        const struct visie_antwoord *a =
            str_is(str_from(q->deel), "bouwstenen") ? visie_antwoord_van(v, g, q) : NULL;

        *ret_bekend += a != NULL;
        n += a && !str_is(a->antwoord, "nee");
    }
    return n;
}

static size_t klaar(const struct overzicht *o)
{
    return o->tel[VISIE_GEREALISEERD] + o->tel[VISIE_VASTGESTELD];
}

static int lees(struct overzicht *o, struct err *e)
{
    struct pagina *p = &o->v.p;
    struct gebied_lijst l;
    int rc;

    o->dag = visie_dag(p);
    o->bekend = visie_bekend(p);
    rc = visies_lees(p->c, p->g, p->a, o->bekend, &o->alle, e);
    if (rc)
        return rc;
    l = gebied_leden(p->g, p->a, p->gebied, o->dag);
    o->rij = ARENA_ARRAY(p->a, struct rij, l.n + 1);
    o->n = l.n;
    for (size_t i = 0; i < l.n; i++) {
        struct rij *r = &o->rij[i];

        r->gebied = l.at[i];
        visie_standen_van(&o->alle, r->gebied, &r->stand, &r->n);
        visie_op(r->stand, r->n, o->dag, o->bekend, &r->beeld);
        o->tel[r->beeld.staat]++;
    }
    return OK;
}

static struct str zin(const struct overzicht *o)
{
    const struct pagina *p = &o->v.p;
    bool nu = o->dag == date_today();
    struct buf b;

    buf_init(&b, p->a, 1000);
    if (o->tel[VISIE_ONBEKEND] == o->n)
        return str_fmt(p->a, "Van geen enkele gemeente in %.*s is bekend hoe ver de woonzorgvisie is.",
                       STR_ARG(p->gebied->naam));
    if (nu)
        buf_fmt(&b, "In %.*s hebben %zu", STR_ARG(p->gebied->naam), klaar(o));
    else
        buf_fmt(&b, "In %.*s hadden op %.*s %zu", STR_ARG(p->gebied->naam), STR_ARG(date_nl(p->a, o->dag)),
                klaar(o));
    buf_fmt(
        &b,
        " van de %zu gemeenten een woonzorgvisie, waarvan %zu vastgesteld door de raad; %zu %s bezig en %zu "
        "%s nog starten.",
        o->n, o->tel[VISIE_VASTGESTELD], o->tel[VISIE_BEZIG], nu ? "zijn" : "waren", o->tel[VISIE_TE_STARTEN],
        nu ? "moeten" : "moesten");
    if (o->tel[VISIE_ONBEKEND])
        buf_fmt(&b, " Van %zu is niets bekend.", o->tel[VISIE_ONBEKEND]);
    return buf_str(&b);
}

static void beeld_blok(struct overzicht *o)
{
    struct vel *v = &o->v;
    struct arena *a = v->p.a;
    struct grafiek_staaf s[VISIE_STATEN];
    struct doc *blok;
    size_t n = 0;

    for (int k = VISIE_TE_STARTEN; k < VISIE_STATEN; k++)
        s[n++] = (struct grafiek_staaf){.label = k == VISIE_GEREALISEERD
                                                     ? STR("gerealiseerd, nog niet vastgesteld")
                                                     : str_from(visie_staten[k].naam),
                                        .waarde = (int64_t)o->tel[k],
                                        .tint = TINT_NEUTRAAL,
                                        .vulling = k == VISIE_BEZIG ? VULLING_STREEP : VULLING_VOL};
    if (o->tel[VISIE_ONBEKEND])
        s[n++] = (struct grafiek_staaf){.label = STR("niet bekend"),
                                        .waarde = (int64_t)o->tel[VISIE_ONBEKEND],
                                        .vulling = VULLING_ONTBREEKT};
    if (!o->n)
        return;
    blok = blok_bij(v, "staat", STR("Hoe ver zijn de gemeenten?"), STR(""));
    blok_figuur(v, blok, "staat-figuur",
                str_fmt(a, "%zu van de %zu gemeenten hebben een woonzorgvisie", klaar(o), o->n),
                grafiek_staven_svg(
                    a, &(struct grafiek_staven){.titel = STR("Gemeenten naar stand van hun woonzorgvisie"),
                                                .beschrijving = zin(o),
                                                .staven = s,
                                                .breedte = BLOK_FIGUUR_BREEDTE,
                                                .n = n}));
}

/* ---- per region ---- */

static void regio_rij(struct overzicht *o, struct doc *t, const struct gebied *regio, struct str indeling)
{
    struct pagina *p = &o->v.p;
    const struct visie_antwoord *aanpak = visie_antwoord_van(&o->alle, regio, visie_vraag_bij(STR("aanpak")));
    struct doc *rij = tabel_regel(p, t, false);
    size_t tel[VISIE_STATEN] = {0}, n = 0;

    for (size_t i = 0; i < o->n; i++)
        if (gebied_regio(p->g, o->rij[i].gebied, indeling, o->dag) == regio) {
            tel[o->rij[i].beeld.staat]++;
            n++;
        }
    cel_tekst(p, t, rij, regio->naam, visie_adres(p, regio), STR(""));
    cel_getal(p, t, rij, (int64_t)n, 0, STR(""));
    for (int k = VISIE_TE_STARTEN; k < VISIE_STATEN; k++)
        cel_getal(p, t, rij, (int64_t)tel[k], 0, STR(""));
    cel_getal(p, t, rij, (int64_t)tel[VISIE_ONBEKEND], 0, STR(""));
    if (aanpak)
        cel_tekst(p, t, rij, visie_antwoord_naam(aanpak->antwoord), STR(""),
                  aanpak->verzonnen ? STR("verzonnen") : STR(""));
    else
        cel_leeg(p, t, rij, STR("niet bekend"));
}

static void regio_blok(struct overzicht *o)
{
    static const char *const kop[] = {"Te starten", "Bezig", "Gerealiseerd", "Vastgesteld", "Niet bekend"};
    struct vel *v = &o->v;
    struct pagina *p = &v->p;
    struct str indeling = visie_indeling(p);
    struct gebied_lijst l = indeling_regios(p->g, p->a, indeling, o->dag);
    struct doc *t = tabel_maak(p, "regios", STR("Per regio"),
                               STR("Gemeenten naar stand. De aanpak is die van de regio als geheel."));

    tabel_kolom(p, t, "regio", STR("Regio"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gemeenten", STR("Gemeenten"), STR(""), KOLOM_GETAL, 0, true);
    for (size_t k = 0; k < 5; k++)
        tabel_kolom(p, t, str_cstr(p->a, str_fmt(p->a, "staat%zu", k + 1)), str_from(kop[k]), STR(""),
                    KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "aanpak", STR("Regionale aanpak"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < l.n; i++)
        for (size_t k = 0; k < o->n; k++)
            if (gebied_regio(p->g, o->rij[k].gebied, indeling, o->dag) == l.at[i]) {
                regio_rij(o, t, l.at[i], indeling);
                break;
            }
    tabel_noot(p, t, STR("Gerealiseerd is hier: klaar, en nog niet vastgesteld."));
    tabel_klaar(p, t, "/regie/woonzorgvisies");
    if (o->n > 1)
        blok_tabel(v, blok_bij(v, "per-regio", STR("De regio's"), STR("")), t);
}

/* ---- per gemeente ---- */

static void cel_dag_of_leeg(struct pagina *p, struct doc *t, struct doc *rij, date_t d, const char *waarom)
{
    if (d)
        cel_datum(p, t, rij, d);
    else
        cel_leeg(p, t, rij, str_from(waarom));
}

static void gemeente_rij(struct overzicht *o, struct doc *t, const struct rij *r)
{
    struct pagina *p = &o->v.p;
    const struct visie_beeld *b = &r->beeld;
    const struct gebied *regio = gebied_regio(p->g, r->gebied, visie_indeling(p), o->dag);
    const struct visie_stand *later =
        b->verwacht[VISIE_VASTGESTELD] ? b->verwacht[VISIE_VASTGESTELD] : b->verwacht[VISIE_GEREALISEERD];
    struct doc *rij = tabel_regel(p, t, false);
    int bekend, dekt = visie_bouwstenen(&o->alle, r->gebied, &bekend);

    cel_tekst(p, t, rij, r->gebied->naam, visie_adres(p, r->gebied), STR(""));
    cel_tekst(p, t, rij, regio ? regio->naam : STR("–"), STR(""), STR(""));
    cel_tekst(p, t, rij, str_from(visie_staten[b->staat].naam), STR(""),
              b->nu && b->nu->verzonnen ? STR("verzonnen") : STR(""));
    cel_dag_of_leeg(p, t, rij, b->nu ? b->nu->datum : 0, "niet bekend");
    cel_dag_of_leeg(p, t, rij, later && later->staat > b->staat ? later->datum : 0, "geen verwachting");
    if (bekend)
        cel_tekst(p, t, rij, str_fmt(p->a, "%d van 9", dekt), STR(""), STR(""));
    else
        cel_leeg(p, t, rij, STR("niet bekend"));
    cel_tekst(p, t, rij, b->nu ? b->nu->herkomst : STR("–"), STR(""), STR(""));
}

static void gemeente_blok(struct overzicht *o)
{
    struct vel *v = &o->v;
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "gemeenten", STR("Per gemeente"), STR(""));

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "regio", STR("Regio"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "staat", STR("Stand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "sinds", STR("Sinds"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "verwacht", STR("Verwacht klaar"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "bouwstenen", STR("Bouwstenen"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "herkomst", STR("Waar dat staat"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < o->n; i++)
        gemeente_rij(o, t, &o->rij[i]);
    if (!o->n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Geen gemeenten", STR("Kies een gebied waarin gemeenten liggen."),
                          "Kies een gebied", STR("/kies")));
    tabel_klaar(p, t, "/regie/woonzorgvisies");
    blok_tabel(
        v,
        blok_bij(v, "alle", STR("Alle gemeenten"),
                 STR("Een stand is wat erover gezegd is, met de dag en de bron. Wat later gezegd wordt komt "
                     "erbij; er wordt niets overschreven.")),
        t);
}

/* ---- what they cover ---- */

static void dekking_blok(struct overzicht *o)
{
    struct vel *v = &o->v;
    struct pagina *p = &v->p;
    struct doc *t =
        tabel_maak(p, "onderdelen", STR("Wat staat erin?"),
                   STR("Gemeenten naar antwoord, over bouwstenen (paragraaf 7.2) en aandachtsgroepen "
                       "(bijlage 1) van de inventarisatie van 2023."));
    size_t met = 0;

    tabel_kolom(p, t, "wat", STR("Onderdeel"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "klasse", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "ja", STR("Ja of deels"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "elders", STR("Bewust elders"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "nee", STR("Nee"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "n", STR("N"), STR(""), KOLOM_GETAL, 0, false);
    for (const struct visie_vraag *q = visie_vragen; q->code; q++) {
        size_t ja = 0, nee = 0, elders = 0;
        struct doc *rij;

        if (!str_is(str_from(q->deel), "bouwstenen") && !str_is(str_from(q->deel), "groepen"))
            continue;
        for (size_t i = 0; i < o->n; i++) {
            const struct visie_antwoord *a = visie_antwoord_van(&o->alle, o->rij[i].gebied, q);

            nee += a && str_is(a->antwoord, "nee");
            elders += a && str_is(a->antwoord, "elders");
            ja += a && !str_is(a->antwoord, "nee") && !str_is(a->antwoord, "elders");
        }
        met += ja + nee + elders > 0;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, str_from(q->naam), STR(""), STR(""));
        cel_tekst(p, t, rij, str_from(q->groep ? q->groep : "Bouwsteen"), STR(""), STR(""));
        cel_getal(p, t, rij, (int64_t)ja, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)elders, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)nee, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)(ja + nee + elders), 0, STR(""));
    }
    tabel_noot(p, t,
               STR("N is het aantal gemeenten dat iets zei. Bewust elders belegd is een antwoord: er is al "
                   "beleid, en het staat dus niet in de woonzorgvisie."));
    tabel_klaar(p, t, "/regie/woonzorgvisies");
    if (met)
        blok_tabel(v, blok_bij(v, "inhoud-blok", STR("Inhoud"), STR("")), t);
}

/* ---- what was expected, and what happened ---- */

static int64_t maanden(date_t van, date_t tot)
{
    return (int64_t)(tot / 10000 - van / 10000) * 12 + (tot / 100 % 100 - van / 100 % 100);
}

/* The first word about when it would be ready. */
static const struct visie_stand *eerste_verwachting(const struct rij *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->stand[i].verwacht && r->stand[i].staat >= VISIE_GEREALISEERD)
            return &r->stand[i];
    return NULL;
}

static void verwachting_rij(struct overzicht *o, struct doc *t, const struct rij *r,
                            const struct visie_stand *s, date_t echt)
{
    struct pagina *p = &o->v.p;
    struct doc *rij = tabel_regel(p, t, false);

    cel_tekst(p, t, rij, r->gebied->naam, visie_adres(p, r->gebied),
              s->verzonnen ? STR("verzonnen") : STR(""));
    cel_datum(p, t, rij, s->gezegd_op);
    cel_datum(p, t, rij, s->datum);
    if (echt && echt <= o->dag) {
        cel_datum(p, t, rij, echt);
        cel_getal(p, t, rij, maanden(s->datum, echt), 0, STR(""));
    } else {
        cel_leeg(p, t, rij, STR("nog niet"));
        if (s->datum < o->dag)
            cel_tekst(p, t, rij, str_fmt(p->a, "al %lld", (long long)maanden(s->datum, o->dag)), STR(""),
                      STR("te laat"));
        else
            cel_leeg(p, t, rij, STR("moet nog blijken"));
    }
}

static void verwachting_blok(struct overzicht *o)
{
    struct vel *v = &o->v;
    struct pagina *p = &v->p;
    struct doc *t =
        tabel_maak(p, "verwachting", STR("Per gemeente: verwacht en gebeurd"),
                   STR("De eerste verwachting van elke gemeente, en wanneer de woonzorgvisie er was. Een "
                       "verschil van 3 is drie maanden later dan verwacht."));
    size_t n = 0, gehaald = 0, laat = 0;

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "gezegd", STR("Gezegd op"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "verwacht", STR("Klaar verwacht"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "echt", STR("Klaar"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "verschil", STR("Verschil"), STR("maanden"), KOLOM_GETAL, 0, true);
    for (size_t i = 0; i < o->n; i++) {
        const struct visie_stand *s = eerste_verwachting(&o->rij[i]);
        date_t echt = visie_bereikt(o->rij[i].stand, o->rij[i].n, VISIE_GEREALISEERD, o->bekend);

        if (!s)
            continue;
        n++;
        gehaald += echt && echt <= s->datum;
        laat += echt ? echt > s->datum && echt <= o->dag : s->datum < o->dag;
        verwachting_rij(o, t, &o->rij[i], s, echt);
    }
    if (!n)
        return;
    tabel_klaar(p, t, "/regie/woonzorgvisies");
    blok_tabel(
        v,
        blok_bij(
            v, "verwachting-blok", STR("Verwacht en gebeurd"),
            str_fmt(p->a,
                    "Van de %zu gemeenten die zeiden wanneer hun woonzorgvisie klaar zou zijn, haalden %zu "
                    "dat. %zu waren of zijn later.",
                    n, gehaald, laat)),
        t);
}

/* ---- what a source prints ---- */

static size_t eigen_telling(const struct overzicht *o, const struct visie_telling *t)
{
    size_t n = 0;

    for (size_t i = 0; i < o->n; i++) {
        const struct rij *r = &o->rij[i];
        struct visie_beeld b;
        bool tot;

        visie_op(r->stand, r->n, t->verwacht ? t->gezegd_op : t->datum, t->gezegd_op, &b);
        if (!t->verwacht) {
            n += t->staat == VISIE_GEREALISEERD ? b.staat >= VISIE_GEREALISEERD : b.staat == t->staat;
            continue;
        }
        tot = b.staat >= VISIE_GEREALISEERD ||
              (b.verwacht[VISIE_GEREALISEERD] && b.verwacht[VISIE_GEREALISEERD]->datum <= t->datum) ||
              (b.verwacht[VISIE_VASTGESTELD] && b.verwacht[VISIE_VASTGESTELD]->datum <= t->datum);
        n += t->staat >= VISIE_GEREALISEERD ? tot : !tot && b.verwacht[t->staat] != NULL;
    }
    return n;
}

static int telling_blok(struct overzicht *o, struct err *e)
{
    struct vel *v = &o->v;
    struct pagina *p = &v->p;
    const struct visie_telling *x;
    struct doc *t;
    size_t n;
    int rc = visie_tellingen_lees(p->c, p->a, p->gebied, &x, &n, e);

    if (rc || !n)
        return rc;
    t = tabel_maak(p, "tellingen", STR("Wat een bron telt"),
                   STR("Gerealiseerd telt ook wat al is vastgesteld, zoals de bron doet."));
    tabel_kolom(p, t, "wat", STR("Stand"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "op", STR("Op"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "bron", STR("Volgens de bron"), STR("gemeenten"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "hier", STR("Hier geteld"), STR("gemeenten"), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "waar", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);
        size_t hier = eigen_telling(o, &x[i]);

        cel_tekst(p, t, rij,
                  str_fmt(p->a, "%s%s", visie_staten[x[i].staat].naam, x[i].verwacht ? " (verwacht)" : ""),
                  STR(""), STR(""));
        cel_datum(p, t, rij, x[i].datum);
        cel_getal(p, t, rij, x[i].aantal, 0, STR(""));
        cel_getal(p, t, rij, (int64_t)hier, 0, STR(""));
        cel_tekst(p, t, rij, x[i].bron, STR(""), (int64_t)hier == x[i].aantal ? STR("") : STR("verschilt"));
    }
    tabel_klaar(p, t, "/regie/woonzorgvisies");
    blok_tabel(
        v,
        blok_bij(v, "bron-blok", STR("Naast de bron"),
                 STR("Een bron drukt vaak alleen totalen af. Welke gemeente in welke stand is, is dan niet "
                     "bekend: wat wij toewezen heet verzonnen, en alleen het totaal is van de bron.")),
        t);
    return OK;
}

static int visies_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct overzicht o = {0};
    int rc = vel_open(q, &o.v, e);

    if (!rc)
        rc = lees(&o, e);
    if (!rc) {
        vel_titel(&o.v, STR("Woonzorgvisies"), zin(&o));
        if (visies_verzonnen(&o.alle))
            label_bij(q->a, DOC_SET(q->a, o.v.p.boom, "statussen", doc_list(q->a)), STR("deels verzonnen"));
        pagina_kruimel(&o.v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&o.v.p, STR("Woonzorgvisies"), STR(""));
        beeld_blok(&o);
        regio_blok(&o);
        gemeente_blok(&o);
        verwachting_blok(&o);
        dekking_blok(&o);
        rc = telling_blok(&o, e);
    }
    if (!rc) {
        pagina_klaar(&o.v.p, r);
        rc = vel_klaar(&o.v, r, e);
    }
    vel_sluit(&o.v);
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};

const struct http_route visie_routes[] = {
    {"GET", "/regie/woonzorgvisies", visies_get, "regie", "Hoe ver de woonzorgvisies zijn", ROUTE_STORE,
     lijst_params, .recht = RECHT_PUBLIEK},
    {0},
};
