/* SPDX-License-Identifier: EUPL-1.2
 * The pages of leveringen: the list, one with its report, and withdrawing. */
#include "cijfer/cijfer_http.h"

#include "base/num.h"
#include "cijfer/levering.h"
#include "doc/json.h"
#include "toegang/toegang.h"

static struct str status_woord(const struct levering *l)
{
    return str_is(l->status, "actief") ? STR("") : l->status;
}

/* *ret_actief: how many of them count now. */
static struct doc *leveringen_tabel(struct pagina *p, const struct levering *l, size_t n, bool alles,
                                    size_t *ret_actief)
{
    struct arena *a = p->a;
    struct doc *t =
        tabel_maak(p, "leveringen",
                   alles ? STR("Alle leveringen, ook de referentietabellen") : STR("Wat er geleverd is"),
                   STR("Nieuwste eerst."));

    tabel_kolom(p, t, "bestand", STR("Bestand"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "id", STR("Nummer"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "soort", STR("Soort"), STR(""), KOLOM_TEKST, 0, true);
    tabel_kolom(p, t, "peildatum", STR("Peildatum"), STR(""), KOLOM_DATUM, 0, true);
    tabel_kolom(p, t, "cijfers", STR("Cijfers"), STR(""), KOLOM_GETAL, 0, true);
    tabel_kolom(p, t, "ontvangen", STR("Ontvangen"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, true);
    *ret_actief = 0;
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);
        struct str soort = p->q->format == HTTP_HTML ? levering_soort_naam(l[i].soort) : l[i].soort;

        *ret_actief += str_is(l[i].status, "actief");
        cel_tekst(p, t, rij, l[i].bestand, str_fmt(a, "/leveringen/%lld", (long long)l[i].id),
                  status_woord(&l[i]));
        cel_getal(p, t, rij, l[i].id, 0, STR(""));
        cel_tekst(p, t, rij,
                  l[i].leveraar.n ? str_fmt(a, "%.*s (%.*s)", STR_ARG(soort), STR_ARG(l[i].leveraar)) : soort,
                  STR(""), STR(""));
        cel_datum(p, t, rij, l[i].peildatum);
        cel_getal(p, t, rij, l[i].cijfers, 0, STR(""));
        cel_tekst(p, t, rij, time_nl(a, l[i].ontvangen), STR(""), STR(""));
        cel_tekst(p, t, rij, toegang_naam(p->q, l[i].wie), STR(""), STR(""));
    }
    if (!n)
        DOC_SET(a, t, "leeg",
                leeg_maak(a, "Nog niets geleverd", STR("Zodra er een bestand is ingevoerd, staat het hier."),
                          "Lever cijfers aan", pagina_leveren(p)));
    tabel_klaar(p, t, "/leveringen");
    return t;
}

static int leveringen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct doc *t, *doe;
    const struct levering *l;
    size_t n, actief;
    bool alles = str_is(doc_get_str(q->query, STR("alles")), "ja");
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = leveringen_lees(p.c, a, alles, &l, &n, e);
    if (!rc) {
        t = leveringen_tabel(&p, l, n, alles, &actief);
        DOC_SET_STR(a, p.boom, "titel", STR("Leveringen"));
        DOC_SET_STR(
            a, p.boom, "antwoord",
            str_fmt(
                a,
                "Er %s %zu %s geleverd, waarvan %zu nu %s. Wat vervangen of ingetrokken is, blijft leesbaar.",
                n == 1 ? "is" : "zijn", n, n == 1 ? "bestand" : "bestanden", actief,
                actief == 1 ? "telt" : "tellen"));
        pagina_kruimel(&p, STR("Leveringen"), STR(""));
        if (pagina_leveren(&p).n) {
            doe = DOC_SET(a, p.boom, "doe", doc_map(a));
            DOC_SET_STR(a, doe, "woord", STR("Lever cijfers aan"));
            DOC_SET_STR(a, doe, "adres", pagina_leveren(&p));
        }
        DOC_SET_STR(a, p.boom, "plannen_adres", pagina_adres(&p, STR("/plannen"), NULL, STR("")));
        DOC_SET(a, p.boom, "tabel", t);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

struct doc *bevindingen_doc(struct arena *a, const struct doc *verslag)
{
    const struct doc *meldingen = doc_get(verslag, STR("meldingen"));
    struct doc *d = doc_map(a), *regels;

    if (!meldingen || !meldingen->list.n)
        return NULL;
    DOC_SET_STR(a, d, "titel", STR("Verslag van het lezen"));
    regels = DOC_SET(a, d, "regels", doc_list(a));
    for (size_t i = 0; i < meldingen->list.n; i++) {
        const struct doc *m = meldingen->list.at[i], *plaatsen = doc_get(m, STR("plaatsen")),
                         *aantal = doc_get(m, STR("aantal"));
        struct str niveau = doc_get_str(m, STR("niveau")), voorbeeld = doc_get_str(m, STR("voorbeeld"));
        struct doc *x = doc_add(a, regels, doc_map(a));
        struct buf b, t;

        buf_init(&b, a, 2000);
        buf_init(&t, a, 2000);
        doc_set(a, x,
                str_is(niveau, "fout")     ? STR("is_fout")
                : str_is(niveau, "let op") ? STR("is_letop")
                                           : STR("is_info"),
                doc_bool(a, true));
        for (size_t k = 0; plaatsen && k < plaatsen->list.n; k++)
            buf_fmt(&b, "%s%.*s", k ? "; " : "", STR_ARG(plaatsen->list.at[k]->s));
        if (aantal && plaatsen && aantal->i > (int64_t)plaatsen->list.n && plaatsen->list.n)
            buf_fmt(&b, "; en nog %lld", (long long)(aantal->i - (int64_t)plaatsen->list.n));
        buf_add(&t, doc_get_str(m, STR("tekst")));
        if (voorbeeld.n)
            buf_fmt(&t, " (“%.*s”)", STR_ARG(voorbeeld));
        if (aantal && aantal->i > 1)
            buf_fmt(&t, ", %lld keer", (long long)aantal->i);
        DOC_SET_STR(a, x, "plaats", b.n ? buf_str(&b) : STR("het bestand als geheel"));
        DOC_SET_STR(a, x, "tekst", buf_str(&t));
    }
    return d;
}

static const char sql_levering_onderwerpen[] =
    "SELECT o.naam, o.code, b.naam, r.woningtype, MIN(i.periode_van), MAX(i.periode_tot), SUM(i.cijfers) "
    "FROM levering_inhoud i"
    " JOIN reeks r ON r.id = i.reeks_id JOIN onderwerp o ON o.id = r.onderwerp_id JOIN bron b ON b.id = "
    "r.bron_id"
    " WHERE i.levering_id = ?1 GROUP BY o.naam, o.code, b.naam, r.woningtype ORDER BY o.naam, r.woningtype";

static int inhoud_tabel(struct pagina *p, int64_t id, struct doc **ret, struct err *e)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "erin", STR("Wat erin staat"), STR(""));
    struct stmt *st;
    int rc = sql_open(p->c, sql_levering_onderwerpen, &st, e);

    if (rc)
        return rc;
    tabel_kolom(p, t, "onderwerp", STR("Onderwerp"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "woningtype", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bron", STR("Bron"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "periode", STR("Periode"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "cijfers", STR("Cijfers"), STR(""), KOLOM_GETAL, 0, false);
    sql_bind_int(st, 1, id);
    while ((rc = sql_step(st, e)) > 0) {
        struct doc *rij = tabel_regel(p, t, false);
        date_t van = (date_t)sql_int(st, 4), tot = (date_t)sql_int(st, 5);

        cel_tekst(p, t, rij, sql_str_dup(st, 0, a),
                  str_fmt(a, "/cijfers/%.*s", STR_ARG(sql_str_dup(st, 1, a))), STR(""));
        cel_tekst(p, t, rij, sql_str(st, 3).n ? sql_str_dup(st, 3, a) : STR("alle"), STR(""), STR(""));
        cel_tekst(p, t, rij, sql_str_dup(st, 2, a), STR(""), STR(""));
        cel_tekst(p, t, rij,
                  van == tot ? date_nl(a, tot)
                             : str_fmt(a, "%.*s – %.*s", STR_ARG(date_nl(a, van)), STR_ARG(date_nl(a, tot))),
                  STR(""), STR(""));
        cel_getal(p, t, rij, sql_int(st, 6), 0, STR(""));
    }
    sql_close(st);
    p->sorteer = STR("");
    tabel_klaar(p, t, str_fmt(a, "/leveringen/%lld", (long long)id).p);
    *ret = t;
    return rc;
}

static void levering_feiten(struct pagina *p, const struct levering *l, const struct doc *verslag,
                            struct doc *feiten)
{
    const struct doc *plannen = doc_get(verslag, STR("plannen"));
    struct arena *a = p->a;

    feit_bij(a, feiten, "Bestand", l->bestand, STR(""),
             str_fmt(a, "%.*s bytes", STR_ARG(num_nl(a, l->bytes, 0))), STR(""));
    feit_bij(a, feiten, "Soort", levering_soort_naam(l->soort), STR(""), STR(""), STR(""));
    if (l->leveraar.n)
        feit_bij(a, feiten, "Leveraar", l->leveraar, STR(""), STR(""), STR(""));
    feit_bij(a, feiten, "Peildatum", date_nl(a, l->peildatum), STR(""), STR(""), STR(""));
    feit_bij(a, feiten, "Ontvangen", time_nl(a, l->ontvangen), STR(""),
             str_fmt(a, "door %.*s", STR_ARG(toegang_naam(p->q, l->wie))), STR(""));
    feit_bij(a, feiten, "Status", l->status,
             l->vervangen_door ? str_fmt(a, "/leveringen/%lld", (long long)l->vervangen_door) : STR(""),
             l->einde ? str_fmt(a, "sinds %.*s%s%.*s", STR_ARG(time_nl(a, l->einde)), l->reden.n ? ": " : "",
                                STR_ARG(l->reden))
                      : STR(""),
             STR(""));
    feit_bij(a, feiten, "Cijfers", num_nl(a, l->cijfers, 0), STR(""), STR(""), STR(""));
    if (plannen && plannen->type == DOC_INT)
        feit_bij(a, feiten, "Plannen", num_nl(a, plannen->i, 0),
                 str_fmt(a, "/plannen?levering=%lld", (long long)l->id),
                 STR("vertrouwelijke plannen meegeteld; die staan niet in de lijst"), STR(""));
    feit_bij(a, feiten, "SHA-256", l->sha256, STR(""), STR("Vingerafdruk van het bestand."), STR(""));
}

static int levering_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct levering l;
    struct str verslag;
    struct doc *v = NULL, *t = NULL, *x;
    bool mag;
    int64_t id;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = pagina_nummer(q, "een levering", &id, e);
    if (!rc)
        rc = levering_lees(p.c, a, id, &l, &verslag, e);
    if (!rc)
        rc = inhoud_tabel(&p, id, &t, e);
    if (!rc)
        rc = json_read(a, verslag, (struct json_limits){0}, &v, e);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Levering %lld: %.*s", (long long)id, STR_ARG(l.bestand)));
        DOC_SET_STR(a, p.boom, "antwoord",
                    str_fmt(a, "%.*s %s, peildatum %.*s. %s", STR_ARG(num_nl(a, l.cijfers, 0)),
                            l.cijfers == 1 ? "cijfer" : "cijfers", STR_ARG(date_nl(a, l.peildatum)),
                            str_is(l.status, "actief")
                                ? "Deze levering telt mee."
                                : "Deze levering telt niet meer mee, maar blijft leesbaar."));
        pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
        pagina_kruimel(&p, str_fmt(a, "Levering %lld", (long long)id), STR(""));
        DOC_SET_BOOL(a, p.boom, "heeft_feiten", true);
        levering_feiten(&p, &l, v, DOC_SET(a, p.boom, "feiten", doc_list(a)));
        if (!str_starts(l.soort, STR("referentie-")))
            DOC_SET_STR(a, p.boom, "kwaliteit_adres",
                        str_fmt(a, "/leveringen/%lld/kwaliteit", (long long)id));
        x = bevindingen_doc(a, v);
        if (x)
            DOC_SET(a, p.boom, "bevindingen", x);
        DOC_SET(a, p.boom, "verslag", v);
        x = DOC_SET(a, p.boom, "levering", levering_doc(a, &l));
        x = DOC_SET(a, p.boom, "secties", doc_list(a));
        if (doc_get(t, STR("heeft_rijen")))
            doc_add(a, x, t);
        DOC_SET_STR(a, doc_get(p.boom, STR("levering")), "wie", toegang_naam(q, l.wie));
        DOC_SET(a, doc_get(p.boom, STR("levering")), "partij", l.partij ? doc_int(a, l.partij) : doc_null(a));
        rc = toegang_mag(p.c, wie_van(q), RECHT_INTREKKEN, l.partij, &mag, e);
        if (mag && str_is(l.status, "actief") && !str_starts(l.soort, STR("referentie-")))
            DOC_SET_STR(a, DOC_SET(a, p.boom, "trek_in", doc_map(a)), "adres",
                        str_fmt(a, "/leveringen/%lld/intrekken", (long long)id));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* The totals as they are and as they would be. While something long is being stored the rehearsal cannot be
 * done: the page says so and serves without. */
static void gevolg_cel(struct pagina *p, struct doc *t, struct doc *rij, const struct cijfer_uitkomst *u,
                       int schaal, const char *zonder)
{
    if (u->heeft)
        cel_cijfer(p, t, rij, u, schaal, false, STR(""));
    else
        cel_leeg(p, t, rij, u->ontbreekt == ONTBREEKT_ONDERDRUKT ? STR("niet openbaar") : str_from(zonder));
}

static void gevolgen_tabel(struct pagina *p, int64_t id)
{
    struct arena *a = p->a;
    const struct levering_gevolg *v;
    struct err geen;
    struct doc *t;
    size_t n;

    if (levering_gevolgen(p->o->store, p->g, a, id, &v, &n, &geen)) {
        doc_add(
            a, doc_get(p->boom, STR("gevolgen")),
            doc_str(
                a,
                STR("De nieuwe cijfers zijn nu niet te berekenen; er wordt op dit moment iets ingevoerd.")));
        return;
    }
    if (!n)
        return;
    t = tabel_maak(
        p, "gevolgen", STR("De cijfers nu en straks"),
        STR("Per onderwerp waarover deze levering cijfers heeft. Straks telt wat er dan nog is: een oudere "
            "peildatum of een andere bron."));
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "onderwerp", STR("Onderwerp"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "woningtype", STR("Woningtype"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "nu", STR("Nu"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "straks", STR("Straks"), STR(""), KOLOM_GETAL, 0, false);
    tabel_kolom(p, t, "waaruit", STR("Straks uit"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, v[i].gebied->naam, STR(""), STR(""));
        cel_tekst(p, t, rij, str_fmt(a, "%.*s (%.*s)", STR_ARG(v[i].naam), STR_ARG(v[i].eenheid)), STR(""),
                  STR(""));
        cel_tekst(p, t, rij, v[i].woningtype.n ? v[i].woningtype : STR("alle"), STR(""), STR(""));
        gevolg_cel(p, t, rij, &v[i].nu, v[i].schaal, "geen cijfer");
        gevolg_cel(p, t, rij, &v[i].straks, v[i].schaal, "geen cijfer meer");
        cel_tekst(p, t, rij,
                  v[i].straks.heeft && v[i].straks.bron
                      ? str_fmt(a, "%.*s, %.*s", STR_ARG(v[i].straks.bron->naam),
                                STR_ARG(date_nl(a, v[i].straks.periode_tot)))
                      : STR(""),
                  STR(""), STR(""));
    }
    p->sorteer = STR("");
    tabel_klaar(p, t, str_fmt(a, "/leveringen/%lld/intrekken", (long long)id).p);
    DOC_SET(a, p->boom, "tabel", t);
}

static void gevolgen_lijst(struct pagina *p, const struct levering *l)
{
    struct arena *a = p->a;
    struct doc *gevolgen = DOC_SET(a, p->boom, "gevolgen", doc_list(a));

    doc_add(a, gevolgen,
            doc_str(a, str_fmt(a, "%.*s %s vanaf nu niet meer mee.", STR_ARG(num_nl(a, l->cijfers, 0)),
                               l->cijfers == 1 ? "cijfer telt" : "cijfers tellen")));
    doc_add(a, gevolgen,
            doc_str(a, STR("Een eerdere levering die door deze was vervangen, komt niet vanzelf terug; "
                           "die kunt u opnieuw aanleveren.")));
    doc_add(a, gevolgen,
            doc_str(a, STR("Wie kijkt naar de stand van een eerder moment, ziet de cijfers nog.")));
}

/* Asks why; adres: of the levering. */
static void intrekken_form(struct pagina *p, struct str adres, struct str fout)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "formulier", doc_map(a)), *veld, *terug;

    DOC_SET_STR(a, f, "actie", str_cat(a, adres, STR("/intrekken")));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    DOC_SET_STR(a, f, "knop", STR("Trek in"));
    DOC_SET(a, f, "verborgen", doc_list(a));
    veld = doc_add(a, DOC_SET(a, f, "velden", doc_list(a)), doc_map(a));
    DOC_SET_STR(a, veld, "id", STR("reden"));
    DOC_SET_STR(a, veld, "naam", STR("reden"));
    DOC_SET_STR(a, veld, "label", STR("Waarom trekt u deze levering in?"));
    DOC_SET_STR(a, veld, "uitleg", STR("Dit blijft bij de levering staan."));
    DOC_SET_BOOL(a, veld, "is_tekst", true);
    if (fout.n) {
        DOC_SET_STR(a, veld, "fout", fout);
        DOC_SET_BOOL(a, p->boom, "heeft_fouten", true);
        veld = doc_add(a, DOC_SET(a, p->boom, "fouten", doc_list(a)), doc_map(a));
        DOC_SET_STR(a, veld, "veld", STR("reden"));
        DOC_SET_STR(a, veld, "wat", fout);
    }
    terug = DOC_SET(a, f, "terug", doc_map(a));
    DOC_SET_STR(a, terug, "woord", STR("Toch niet"));
    DOC_SET_STR(a, terug, "adres", adres);
}

/* fout: what is wrong with what was filled in; empty: nothing, or it is asked for the first time. */
static int intrekken_pagina(struct http_req *q, struct http_resp *r, struct str fout, struct err *e)
{
    struct arena *a = q->a;
    struct pagina p;
    struct levering l;
    struct str adres;
    int64_t id;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = pagina_nummer(q, "een levering", &id, e);
    if (!rc)
        rc = levering_lees(p.c, a, id, &l, NULL, e);
    if (!rc)
        rc = toegang_object(q, p.c, RECHT_INTREKKEN, l.partij, e);
    if (!rc && !str_is(l.status, "actief"))
        rc = err_set(e, ERR_CONFLICT, "levering %lld is al %.*s", (long long)id, STR_ARG(l.status));
    if (!rc) {
        adres = str_fmt(a, "/leveringen/%lld", (long long)id);
        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Levering %lld intrekken", (long long)id));
        DOC_SET_STR(a, p.boom, "antwoord",
                    str_fmt(a, "U staat op het punt %.*s in te trekken.", STR_ARG(l.bestand)));
        pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
        pagina_kruimel(&p, str_fmt(a, "Levering %lld", (long long)id), adres);
        pagina_kruimel(&p, STR("Intrekken"), STR(""));
        gevolgen_lijst(&p, &l);
        intrekken_form(&p, adres, fout);
        gevolgen_tabel(&p, id);
        if (fout.n)
            r->status = 400;
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static int intrekken_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return intrekken_pagina(q, r, STR(""), e);
}

static int intrekken_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct str reden = utf8_clip(str_trim(doc_get_str(q->form, STR("reden"))), 500),
               geen = STR("Vul in waarom u deze levering intrekt.");
    struct levering l;
    struct dader door;
    struct conn *c;
    int64_t id;
    int rc = pagina_nummer(q, "een levering", &id, e);

    if (!rc)
        rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = levering_lees(c, q->a, id, &l, NULL, e);
    if (!rc)
        rc = toegang_object(q, c, RECHT_INTREKKEN, l.partij, e);
    store_return(o->store, c); /* what follows lends its own */
    if (!rc && !reden.n && str_is(l.status, "actief"))
        return q->format == HTTP_HTML ? intrekken_pagina(q, r, geen, e)
                                      : err_set(e, ERR_DATA, "%.*s", STR_ARG(geen));
    if (!rc) {
        door = wie_dader(q, RECHT_INTREKKEN, l.partij);
        rc = levering_intrekken(o->store, &door, id, reden, e);
    }
    if (!rc)
        r->location = str_fmt(q->a, "/leveringen/%lld", (long long)id);
    return rc;
}

static const struct http_param lijst_params[] = {
    {"alles", "ja: ook de referentietabellen", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param levering_params[] = {
    {"id", "nummer van de levering", PARAM_PATH, true, false}, CONTEXT_PARAMS, {0}};
static const struct http_param intrekken_params[] = {
    {"id", "nummer van de levering", PARAM_PATH, true, false},
    {"reden", "waarom", PARAM_FORM, false, false},
    {0}};

const struct http_route levering_routes[] = {
    {"GET", "/leveringen", leveringen_get, "leveringen", "Wat er geleverd is", ROUTE_STORE, lijst_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/leveringen/{id}", levering_get, "levering", "Eén levering met het verslag", ROUTE_STORE,
     levering_params, .recht = RECHT_PUBLIEK},
    {"GET", "/leveringen/{id}/intrekken", intrekken_get, "levering-intrekken",
     "Bevestig dat een levering wordt ingetrokken", ROUTE_STORE, levering_params, .recht = RECHT_INTREKKEN},
    {"POST", "/leveringen/{id}/intrekken", intrekken_post, "levering-intrekken", "Trek een levering in",
     ROUTE_STORE, intrekken_params, .recht = RECHT_INTREKKEN},
    {0},
};
