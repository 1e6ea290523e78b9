/* SPDX-License-Identifier: EUPL-1.2
 * /regie/overname: from which rondes woonzorgvisies can be filled, and of one what would change, per
 * gemeente, before it does. */
#include "overname/overname.h"

#include "cijfer/vel.h"
#include "toegang/toegang.h"

static int open_vel(struct http_req *q, struct vel *v, struct err *e)
{
    int rc = vel_open(q, v, e);

    return rc ? rc : toegang_object(q, q->conn, RECHT_RONDE, 0, e);
}

/* ---- the list ---- */

static int lijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct overname_regels regels;
    struct ronde *x;
    struct doc *t;
    struct vel v;
    size_t n = 0, over = 0;
    int rc = open_vel(q, &v, e);

    if (!rc)
        rc = overname_regels_nu(q->a, &regels, e);
    if (!rc)
        rc = rondes_lees(q->conn, q->a, &x, &n, e);
    if (!rc) {
        t = tabel_maak(&v.p, "rondes", STR("Rondes"), STR("Nieuwste bovenaan."));
        tabel_kolom(&v.p, t, "ronde", STR("Ronde"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&v.p, t, "lijst", STR("Vragenlijst"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&v.p, t, "peildatum", STR("Peildatum"), STR(""), KOLOM_DATUM, 0, false);
        for (size_t i = 0; i < n; i++) {
            struct doc *rij;

            if (!overname_kan(&regels, x[i].lijst_code))
                continue;
            over++;
            rij = tabel_regel(&v.p, t, false);
            cel_tekst(&v.p, t, rij, x[i].titel, str_fmt(q->a, "/regie/overname/%.*s", STR_ARG(x[i].code)),
                      x[i].verzonnen ? STR("verzonnen") : STR(""));
            cel_tekst(&v.p, t, rij, x[i].lijst_titel, STR(""), STR(""));
            cel_datum(&v.p, t, rij, x[i].peildatum);
        }
        if (!over)
            DOC_SET(q->a, t, "leeg",
                    leeg_maak(q->a, "Nog geen ronde",
                              STR("Er is nog geen ronde van een vragenlijst waarvan bekend is welke vraag "
                                  "over welk deel van de woonzorgvisie gaat."),
                              "Naar de rondes", STR("/rondes")));
        tabel_klaar(&v.p, t, "/regie/overname");
        vel_titel(
            &v, STR("Overnemen uit een vragenlijst"),
            STR("Wat gemeenten in een ronde antwoordden, kan in hun woonzorgvisie staan. Kies een ronde "
                "en zie eerst wat er zou veranderen."));
        pagina_kruimel(&v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&v.p, STR("Woonzorgvisies"), STR("/regie/woonzorgvisies"));
        pagina_kruimel(&v.p, STR("Overnemen"), STR(""));
        blok_tabel(&v, blok_bij(&v, "kies", STR("Kies een ronde"), STR("")), t);
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

/* ---- one ---- */

static struct str veld_naam(const struct visie_gezegd *x)
{
    return x->vraag ? str_from(x->vraag->naam) : x->verwacht ? STR("verwachting") : STR("stand");
}

static struct str deel_naam(const struct visie_gezegd *x)
{
    for (const struct visie_woord *d = visie_delen; x->vraag && d->code; d++)
        if (str_is(str_from(x->vraag->deel), d->code))
            return str_from(d->naam);
    return STR("Hoe ver");
}

static struct str zegt(struct arena *a, const struct visie_gezegd *x)
{
    if (x->vraag)
        return visie_antwoord_naam(x->antwoord);
    return x->verwacht ? str_fmt(a, "%s op %.*s", visie_staten[x->staat].naam, STR_ARG(date_nl(a, x->datum)))
                       : str_from(visie_staten[x->staat].naam);
}

static struct str bekend(struct arena *a, const struct visie_vergeleken *r)
{
    if (r->antwoord)
        return visie_antwoord_naam(r->antwoord->antwoord);
    if (!r->stand)
        return STR("");
    return r->stand->verwacht ? str_fmt(a, "%s op %.*s", visie_staten[r->stand->staat].naam,
                                        STR_ARG(date_nl(a, r->stand->datum)))
                              : str_from(visie_staten[r->stand->staat].naam);
}

/* Who said what is known, and when. */
static struct str bekend_wie(const struct http_req *q, const struct visie_vergeleken *r)
{
    struct str wie = r->antwoord ? r->antwoord->wie
                     : r->stand  ? r->stand->wie
                                 : STR(""),
               waar = r->antwoord ? r->antwoord->herkomst
                      : r->stand  ? r->stand->herkomst
                                  : STR("");
    date_t op = r->antwoord ? r->antwoord->gezegd_op : r->stand ? r->stand->gezegd_op : 0;

    return op ? str_fmt(q->a, "%.*s, %.*s: %.*s", STR_ARG(date_nl(q->a, op)), STR_ARG(toegang_naam(q, wie)),
                        STR_ARG(waar))
              : STR("");
}

static void tel_alles(const struct overname *o, size_t tel[OVERNAME_N])
{
    for (size_t i = 0; i < o->n; i++) {
        struct visie_vergeleken r;

        visie_vergelijk(&o->bekend, o->t, o->n_t, &o->gezegd[i], &r);
        tel[r.wat]++;
    }
}

static void gemeenten_blok(struct vel *v, const struct overname *o)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, "gemeenten", STR("Per gemeente"), STR("Antwoorden."));

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    for (int k = 0; k < OVERNAME_N; k++)
        tabel_kolom(p, t, str_cstr(p->a, str_fmt(p->a, "wat%d", k)), str_from(visie_overname_woorden[k]),
                    STR(""), KOLOM_GETAL, 0, true);
    for (size_t i = 0, tot; i < o->n; i = tot) {
        size_t tel[OVERNAME_N] = {0};
        const struct gebied *g = o->gezegd[i].gebied;
        struct doc *rij = tabel_regel(p, t, false);

        for (tot = i; tot < o->n && o->gezegd[tot].gebied == g; tot++) {
            struct visie_vergeleken r;

            visie_vergelijk(&o->bekend, o->t, o->n_t, &o->gezegd[tot], &r);
            tel[r.wat]++;
        }
        cel_tekst(p, t, rij, g->naam,
                  str_fmt(p->a, "/regie/woonzorgvisies/%.*s%s", STR_ARG(g->code),
                          tel[OVERNAME_WACHT] || tel[OVERNAME_BESLIST] ? "/tegenspraak" : ""),
                  STR(""));
        for (int k = 0; k < OVERNAME_N; k++)
            cel_getal(p, t, rij, (int64_t)tel[k], 0, STR(""));
    }
    if (!o->n)
        DOC_SET(p->a, t, "leeg",
                leeg_maak(p->a, "Nog niets", STR("Geen gemeente heeft deze vragenlijst al ingediend."), NULL,
                          STR("")));
    tabel_klaar(p, t, str_cstr(p->a, str_fmt(p->a, "/regie/overname/%.*s", STR_ARG(o->ronde.code))));
    blok_tabel(v, blok_bij(v, "gemeenten-blok", STR("Wat er per gemeente verandert"), STR("")), t);
}

enum { VEEL = 40 }; /* rows; of more the page opens with their number */

/* What would change, or what asks for a choice; the same and the settled are left out. */
static void velden_blok(struct vel *v, const struct overname *o, const char *id, const char *titel,
                        struct str kop, struct str alinea, enum visie_overname een, enum visie_overname twee)
{
    struct pagina *p = &v->p;
    struct doc *t = tabel_maak(p, id, str_from(titel), STR("")), *blok;
    size_t n = 0;

    tabel_kolom(p, t, "gemeente", STR("Gemeente"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "deel", STR("Deel"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "wat", STR("Onderdeel"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "bekend", STR("Bekend is"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bekend-wie", STR("Wie dat zei, en wanneer"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ronde", STR("De ronde zegt"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "antwoord", STR("Welk antwoord"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < o->n; i++) {
        const struct visie_gezegd *x = &o->gezegd[i];
        struct visie_vergeleken r;
        struct doc *rij;

        visie_vergelijk(&o->bekend, o->t, o->n_t, x, &r);
        if (r.wat != een && r.wat != twee)
            continue;
        n++;
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, x->gebied->naam,
                  str_fmt(p->a, "/regie/woonzorgvisies/%.*s", STR_ARG(x->gebied->code)), STR(""));
        cel_tekst(p, t, rij, deel_naam(x), STR(""), STR(""));
        cel_tekst(p, t, rij, veld_naam(x), STR(""), STR(""));
        if (r.stand || r.antwoord)
            cel_tekst(p, t, rij, bekend(p->a, &r), STR(""), STR(""));
        else
            cel_leeg(p, t, rij, STR("nog niets"));
        cel_tekst(p, t, rij, bekend_wie(p->q, &r), STR(""), STR(""));
        cel_tekst(p, t, rij, zegt(p->a, x), STR(""), x->verzonnen ? STR("verzonnen") : STR(""));
        cel_tekst(p, t, rij, x->herkomst, STR(""), STR(""));
    }
    if (!n)
        return;
    tabel_klaar(p, t, str_cstr(p->a, str_fmt(p->a, "/regie/overname/%.*s", STR_ARG(o->ronde.code))));
    blok = blok_bij(v, str_cstr(p->a, str_fmt(p->a, "%s-blok", id)), kop, alinea);
    if (n > VEEL)
        blok_klap_in(v, blok, str_fmt(p->a, "Toon alle %zu antwoorden", n), false);
    blok_tabel(v, blok, t);
}

static struct str zin(const struct vel *v, const struct overname *o, const size_t tel[OVERNAME_N])
{
    struct arena *a = v->p.a;
    size_t bij = tel[OVERNAME_NIEUW], strijd = tel[OVERNAME_STRIJDT];

    if (!o->ingediend)
        return STR("Nog geen gemeente heeft deze vragenlijst ingediend. Er is niets over te nemen.");
    return str_fmt(
        a,
        "%zu van de %zu gemeenten dienden in. Overnemen voegt %zu %s toe; %zu %s hetzelfde als wat "
        "bekend is, en over %zu moet iemand kiezen.",
        o->ingediend, o->responsen, bij, bij == 1 ? "antwoord" : "antwoorden", tel[OVERNAME_GELIJK],
        tel[OVERNAME_GELIJK] == 1 ? "zegt" : "zeggen", strijd + tel[OVERNAME_WACHT]);
}

static void doe_blok(struct vel *v, const struct overname *o, const size_t tel[OVERNAME_N])
{
    struct doc *blok;

    if (!tel[OVERNAME_NIEUW] && !tel[OVERNAME_STRIJDT])
        return;
    blok = blok_bij(
        v, "doe", STR("Neem over"),
        STR("Er wordt niets overschreven. Wat nieuw is komt erbij, met de ronde, de vraag en de respons "
            "als herkomst. Wat iets anders zegt dan bekend is, blijft ernaast staan tot de gemeente of de "
            "provincie kiest, met een reden."));
    form_bij(v, blok, str_fmt(v->p.a, "/regie/overname/%.*s", STR_ARG(o->ronde.code)), "Neem over");
}

static int een_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct overname o = {0};
    size_t tel[OVERNAME_N] = {0};
    struct vel v;
    int rc = open_vel(q, &v, e);

    if (!rc)
        rc = overname_lees(q->conn, v.p.g, q->a, doc_get_str(q->params, STR("ronde")), &o, e);
    if (!rc) {
        tel_alles(&o, tel);
        vel_titel(&v, str_fmt(q->a, "Overnemen: %.*s", STR_ARG(o.ronde.titel)), zin(&v, &o, tel));
        if (o.ronde.verzonnen)
            label_bij(q->a, DOC_SET(q->a, v.p.boom, "statussen", doc_list(q->a)), STR("verzonnen"));
        if (str_is(doc_get_str(q->query, STR("gedaan")), "overgenomen"))
            vel_gelukt(
                &v, STR("de ronde is overgenomen"),
                STR("Wat nieuw was staat in de woonzorgvisies. Wat nog te kiezen is staat hieronder."));
        pagina_kruimel(&v.p, STR("Regie"), STR("/regie"));
        pagina_kruimel(&v.p, STR("Woonzorgvisies"), STR("/regie/woonzorgvisies"));
        pagina_kruimel(&v.p, STR("Overnemen"), STR("/regie/overname"));
        pagina_kruimel(&v.p, o.ronde.titel, STR(""));
        doe_blok(&v, &o, tel);
        gemeenten_blok(&v, &o);
        velden_blok(&v, &o, "strijdt", "Antwoorden die iets anders zeggen",
                    STR("Spreekt tegen wat bekend is"),
                    STR("Hier zegt de ronde iets anders. Daarover kiest een mens."), OVERNAME_STRIJDT,
                    OVERNAME_WACHT);
        velden_blok(&v, &o, "nieuw", "Antwoorden die nieuw zijn", STR("Komt erbij"), STR(""), OVERNAME_NIEUW,
                    OVERNAME_NIEUW);
        if (o.weggelaten.n) {
            struct doc *blok = blok_bij(&v, "weg", STR("Wat niet wordt overgenomen"), STR(""));

            for (size_t i = 0; i < o.weggelaten.n; i++)
                blok_punt(&v, blok, o.weggelaten.at[i]);
        }
        rc = vel_klaar(&v, r, e);
    }
    vel_sluit(&v);
    return rc;
}

struct werk {
    struct http_req *q;
    const struct gebieden *g;
    struct str ronde;
    struct visie_overgenomen uit;
};

/* Reads the ronde within the transaction: what is submitted meanwhile comes along. */
static int over_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_RONDE, 0);
    struct overname o;
    int rc = overname_lees(c, w->g, w->q->a, w->ronde, &o, e);

    return rc ? rc : visie_overneem(c, w->g, &d, o.gezegd, o.n, wie_van(w->q)->naam, &w->uit, e);
}

static int een_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q, .ronde = doc_get_str(q->params, STR("ronde"))};
    struct vel v;
    int rc = open_vel(q, &v, e);

    w.g = v.p.g;
    if (!rc)
        rc = vel_schrijf(&v, q, over_doe, &w, e);
    if (!rc)
        r->location = str_fmt(q->a, "/regie/overname/%.*s?gedaan=overgenomen", STR_ARG(w.ronde));
    vel_sluit(&v);
    return rc;
}

#define RONDE_PARAM                                                                                          \
    {                                                                                                        \
        "ronde", "de code van de ronde", PARAM_PATH, true, false, NULL, "gemeenten-2023"                     \
    }
static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {
    RONDE_PARAM, {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param post_params[] = {RONDE_PARAM, {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE };

const struct http_route overname_routes[] = {
    {"GET", "/regie/overname", lijst_get, "regie", "Uit welke rondes woonzorgvisies gevuld kunnen worden",
     LEEST, lijst_params, .recht = RECHT_RONDE},
    {"GET", "/regie/overname/{ronde}", een_get, "regie", "Wat een ronde aan woonzorgvisies zou veranderen",
     LEEST | ROUTE_GEZIEN, een_params, .recht = RECHT_RONDE},
    {"POST", "/regie/overname/{ronde}", een_post, "regie", "Neem een ronde over in woonzorgvisies",
     LEEST | ROUTE_SLOW, post_params, .recht = RECHT_RONDE},
    {0},
};
