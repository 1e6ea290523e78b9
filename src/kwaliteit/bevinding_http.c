/* SPDX-License-Identifier: EUPL-1.2
 * One finding: what it says, the figures that it speaks of, what was answered, and a form to answer it. */
#include "kwaliteit/intern.h"

#include "base/num.h"
#include "cijfer/pagina.h"
#include "toegang/toegang.h"

static int een_lees(struct pagina *p, int64_t id, struct bevinding *ret, struct err *e)
{
    struct bevinding *v;
    size_t n;
    int rc = bevindingen_lees(p->c, p->g, p->a, &(struct bevinding_keuze){.id = id}, &v, &n, e);

    if (!rc && !n)
        rc = err_set(e, ERR_NOT_FOUND, "bevinding %lld is er niet", (long long)id);
    if (!rc)
        *ret = v[0];
    return rc;
}

static void feiten_bij(struct pagina *p, const struct bevinding *b, const struct regel *r, struct doc *feiten)
{
    struct arena *a = p->a;
    struct str partij = leveraar_naam(b->soort, b->leveraar);

    feit_bij(a, feiten, "Ernst", ernst_naam((enum ernst)b->ernst), STR(""),
             b->ernst >= ERNST_LET_OP
                 ? STR("De cijfers hebben overal het merk “na te kijken”, tot het verklaard of hersteld is.")
                 : STR("Het staat bij de herkomst van het cijfer; het cijfer krijgt geen merk."),
             STR(""));
    feit_bij(a, feiten, "Stand", b->status, STR(""),
             b->einde ? str_fmt(a, "sinds %.*s", STR_ARG(time_nl(a, b->einde)))
                      : str_fmt(a, "gevonden op %.*s", STR_ARG(time_nl(a, b->gemaakt))),
             STR(""));
    feit_bij(a, feiten, "Gebied",
             str_fmt(a, "%.*s (%.*s)", STR_ARG(b->gebied->naam), STR_ARG(b->gebied->code)),
             gebied_is_gemeente(b->gebied) ? str_fmt(a, "/gebieden/%.*s", STR_ARG(b->gebied->code)) : STR(""),
             STR(""), STR(""));
    if (b->onderwerp.n)
        feit_bij(a, feiten, "Onderwerp", b->onderwerp_naam,
                 str_fmt(a, "/cijfers/%.*s", STR_ARG(b->onderwerp)), STR(""), STR(""));
    if (b->geheim) {
        feit_bij(a, feiten, "Getallen", STR("niet openbaar"), STR(""),
                 STR("Er zijn vertrouwelijke plannen bij."), STR(""));
    } else {
        feit_bij(a, feiten, "Gevonden", num_nl(a, b->links, b->schaal), STR(""), b->eenheid, STR(""));
        feit_bij(a, feiten, "Verwacht", num_nl(a, b->rechts, b->schaal), STR(""), b->eenheid, STR(""));
    }
    feit_bij(a, feiten, "Levering", b->bestand,
             str_fmt(a, "/leveringen/%lld/kwaliteit", (long long)b->levering), STR(""),
             b->telt ? STR("") : STR("telt niet meer"));
    feit_bij(a, feiten, "Wie kijkt het na", levering_soort_naam(partij),
             str_fmt(a, "/kwaliteit/%.*s", STR_ARG(leveraar_code(a, partij))), STR(""), STR(""));
    if (r)
        feit_bij(a, feiten, "Regel",
                 str_fmt(a, "%.*s %.*s %.*s", STR_ARG(r->links), STR_ARG(r->teken), STR_ARG(r->rechts)),
                 STR(""), str_fmt(a, "%.*s. Bron: %.*s", STR_ARG(r->waarom), STR_ARG(r->bron)), STR(""));
}

static const char sql_reeks[] = "SELECT o.naam, r.woningtype, r.segment, r.kenmerk, r.horizon_van, "
                                "r.horizon_tot FROM reeks r JOIN onderwerp o ON "
                                "o.id = r.onderwerp_id WHERE r.id = ?1";

static int reeks_tekst(struct conn *c, struct arena *a, int64_t reeks, struct str *ret, struct err *e)
{
    struct stmt *st;
    struct buf b;
    int rc = sql_open(c, sql_reeks, &st, e);

    *ret = STR("");
    if (rc)
        return rc;
    sql_bind_int(st, 1, reeks);
    rc = sql_step(st, e);
    if (rc > 0) {
        buf_init(&b, a, 500);
        buf_add(&b, sql_str(st, 0));
        for (int k = 1; k <= 3; k++)
            if (sql_str(st, k).n)
                buf_fmt(&b, ", %.*s", STR_ARG(sql_str(st, k)));
        if (sql_int(st, 5))
            buf_fmt(&b, ", %s%lld", sql_int(st, 4) == sql_int(st, 5) ? "" : "t/m ",
                    (long long)sql_int(st, 5));
        *ret = buf_str(&b);
    }
    sql_close(st);
    return rc < 0 ? rc : OK;
}

/* The figures that it speaks of, each with the way to its herkomst. */
static int cijfers_tabel(struct pagina *p, int64_t id, struct doc **ret, struct err *e)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "cijfers", STR("De cijfers waar het om gaat"), STR(""));
    const struct cijfer_merk *m;
    size_t n;
    int rc = cijfer_merken_van_groep(p->c, p->g, a, id, &m, &n, e);

    tabel_kolom(p, t, "cijfer", STR("Cijfer"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "gebied", STR("Gebied"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "periode", STR("Tot en met"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "levering", STR("Levering"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "herkomst", STR("Herkomst"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; !rc && i < n && i < 100; i++) {
        struct doc *rij = tabel_regel(p, t, false);
        struct str wat;
        int64_t cijfer = 0;

        rc = reeks_tekst(p->c, a, m[i].reeks, &wat, e);
        if (!rc)
            rc = cijfer_merk_cijfer(p->c, &m[i], &cijfer, e);
        cel_tekst(p, t, rij, wat, STR(""), STR(""));
        cel_tekst(p, t, rij, m[i].gebied->naam, STR(""), STR(""));
        cel_datum(p, t, rij, m[i].tot);
        cel_tekst(p, t, rij, str_fmt(a, "levering %lld", (long long)m[i].levering),
                  str_fmt(a, "/leveringen/%lld", (long long)m[i].levering), STR(""));
        cel_tekst(p, t, rij, cijfer ? STR("waar het vandaan komt") : STR("een som van enkele rijen"),
                  cijfer ? str_fmt(a, "/herkomst/%lld", (long long)cijfer) : STR(""), STR(""));
    }
    if (!rc && n > 100)
        tabel_noot(p, t, str_fmt(a, "Hier staan de eerste 100 van %zu.", n));
    tabel_klaar(p, t, str_fmt(a, "/kwaliteit/bevindingen/%lld", (long long)id).p);
    *ret = n ? t : NULL;
    return rc;
}

static int antwoorden_tabel(struct pagina *p, int64_t id, struct doc **ret, struct err *e)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "antwoorden", STR("Wat er geantwoord is"),
                               STR("Het nieuwste onderaan; niets wordt gewist."));
    const struct antwoord *v;
    size_t n;
    int rc = antwoorden_lees(p->c, a, id, &v, &n, e);

    tabel_kolom(p, t, "antwoord", STR("Antwoord"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "reden", STR("Reden"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "wanneer", STR("Wanneer"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; !rc && i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, v[i].antwoord, STR(""), v[i].overgenomen ? STR("overgenomen") : STR(""));
        cel_tekst(p, t, rij, v[i].reden, STR(""), STR(""));
        cel_tekst(p, t, rij, toegang_naam(p->q, v[i].wie), STR(""), STR(""));
        if (v[i].levering)
            cel_tekst(
                p, t, rij,
                str_fmt(a, "%.*s, levering %lld", STR_ARG(time_nl(a, v[i].moment)), (long long)v[i].levering),
                str_fmt(a, "/leveringen/%lld", (long long)v[i].levering), STR(""));
        else
            cel_tekst(p, t, rij, time_nl(a, v[i].moment), STR(""), STR(""));
    }
    tabel_klaar(p, t, str_fmt(a, "/kwaliteit/bevindingen/%lld", (long long)id).p);
    *ret = n ? t : NULL;
    return rc;
}

static void rondje(struct arena *a, struct doc *l, const char *inhoud, const char *tekst, const char *bij,
                   struct str nu)
{
    struct doc *x = doc_add(a, l, doc_map(a));

    DOC_SET_STR(a, x, "id", str_fmt(a, "antwoord-%s", inhoud));
    DOC_SET_STR(a, x, "veld", STR("antwoord"));
    DOC_SET_STR(a, x, "inhoud", str_from(inhoud));
    DOC_SET_STR(a, x, "tekst", str_from(tekst));
    DOC_SET_STR(a, x, "bij", str_from(bij));
    if (str_is(nu, inhoud))
        DOC_SET_BOOL(a, x, "gekozen", true);
}

static struct doc *veld(struct arena *a, struct doc *velden, const char *naam, const char *label,
                        const char *uitleg, struct str inhoud)
{
    struct doc *v = doc_add(a, velden, doc_map(a));

    DOC_SET_STR(a, v, "id", str_from(naam));
    DOC_SET_STR(a, v, "naam", str_from(naam));
    DOC_SET_STR(a, v, "label", str_from(label));
    if (*uitleg)
        DOC_SET_STR(a, v, "uitleg", str_from(uitleg));
    DOC_SET_STR(a, v, "inhoud", inhoud);
    return v;
}

/* What was filled in comes back with what is wrong with it: an answer is never lost. */
static void formulier_bij(struct pagina *p, const struct bevinding *b, const struct doc *ingevuld,
                          struct str fout)
{
    struct arena *a = p->a;
    struct doc *f, *velden, *v, *l;
    struct str keuze = doc_get_str(ingevuld, STR("antwoord"));
    bool open = str_is(b->status, "open");

    if (!b->telt)
        return;
    f = DOC_SET(a, p->boom, "formulier", doc_map(a));
    DOC_SET_STR(a, f, "actie", str_fmt(a, "/kwaliteit/bevindingen/%lld/antwoord", (long long)b->id));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_STR(a, f, "knop", STR("Bewaar het antwoord"));
    DOC_SET(a, f, "verborgen", doc_list(a));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    v = veld(a, velden, "antwoord", "Wat is uw antwoord?", "", STR(""));
    DOC_SET_BOOL(a, v, "is_rondje", true);
    l = DOC_SET(a, v, "rondjes", doc_list(a));
    if (!keuze.n)
        keuze = open ? STR("verklaard") : STR("heropend");
    if (!str_is(b->status, "verklaard"))
        rondje(a, l, "verklaard", "Het klopt, en er is een verklaring",
               "Het merk verdwijnt; de verklaring staat bij de herkomst.", keuze);
    if (!str_is(b->status, "geaccepteerd"))
        rondje(a, l, "geaccepteerd", "Het klopt niet, maar het blijft zo",
               "Bijvoorbeeld omdat de bron het niet meer verandert. Het merk blijft.", keuze);
    if (!open)
        rondje(a, l, "heropend", "Het eerdere antwoord klopt niet", "De bevinding staat dan weer open.",
               keuze);
    v = veld(a, velden, "reden", "Wat is de verklaring of de reden?",
             "Iedereen die naar het cijfer kijkt, kan dit lezen. Uw naam staat erbij voor wie aangemeld is.",
             doc_get_str(ingevuld, STR("reden")));
    DOC_SET_BOOL(a, v, "is_lang", true);
    if (fout.n) {
        const char *waar = !str_trim(doc_get_str(ingevuld, STR("reden"))).n ? "reden" : "antwoord";
        struct doc *fouten = DOC_SET(a, p->boom, "fouten", doc_list(a)), *x = doc_add(a, fouten, doc_map(a));

        DOC_SET_BOOL(a, p->boom, "heeft_fouten", true);
        DOC_SET_STR(a, x, "veld", str_from(waar));
        DOC_SET_STR(a, x, "wat", fout);
        for (size_t i = 0; i < velden->list.n; i++)
            if (str_is(doc_get_str(velden->list.at[i], STR("id")), waar))
                DOC_SET_STR(a, velden->list.at[i], "fout", fout);
    }
}

static int pagina_maak(struct http_req *q, struct http_resp *r, int64_t id, const struct doc *ingevuld,
                       struct str fout, struct err *e)
{
    struct arena *a = q->a;
    struct doc *cijfers = NULL, *antwoorden = NULL, *secties;
    struct bevinding b;
    struct regels regels;
    const struct regel *regel = NULL;
    struct pagina p;
    bool mag = false;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = een_lees(&p, id, &b, e);
    if (!rc)
        rc = regels_lees(p.c, a, &regels, e);
    if (!rc)
        rc = cijfers_tabel(&p, id, &cijfers, e);
    if (!rc)
        rc = antwoorden_tabel(&p, id, &antwoorden, e);
    if (!rc) {
        struct str partij = leveraar_naam(b.soort, b.leveraar);

        for (size_t i = 0; i < regels.n; i++)
            if (str_eq(regels.at[i].code, b.regel))
                regel = &regels.at[i];
        DOC_SET_STR(a, p.boom, "titel",
                    str_fmt(a, "Bevinding %lld: %.*s", (long long)id, STR_ARG(b.gebied->naam)));
        DOC_SET_STR(a, p.boom, "antwoord", str_fmt(a, "%.*s.", STR_ARG(b.tekst)));
        pagina_kruimel(&p, STR("Kwaliteit"), STR("/kwaliteit"));
        pagina_kruimel(&p, levering_soort_naam(partij),
                       str_fmt(a, "/kwaliteit/%.*s", STR_ARG(leveraar_code(a, partij))));
        pagina_kruimel(&p, str_fmt(a, "Bevinding %lld", (long long)id), STR(""));
        DOC_SET_BOOL(a, p.boom, "heeft_feiten", true);
        feiten_bij(&p, &b, regel, DOC_SET(a, p.boom, "feiten", doc_list(a)));
        secties = DOC_SET(a, p.boom, "secties", doc_list(a));
        if (cijfers)
            doc_add(a, secties, cijfers);
        if (antwoorden)
            doc_add(a, secties, antwoorden);
        if (regel && regel->soort == REGEL_PLAN)
            DOC_SET_STR(a, p.boom, "plannen",
                        str_fmt(a, "/plannen?levering=%lld&gebied=%.*s&bevinding=%.*s", (long long)b.levering,
                                STR_ARG(b.gebied->code), STR_ARG(regel->links)));
        if (fout.n)
            r->status = 400;
        rc = toegang_mag(p.c, wie_van(q), RECHT_LEVEREN, b.partij, &mag, e);
        if (mag)
            formulier_bij(&p, &b, ingevuld, fout);
        else if (b.telt)
            DOC_SET_STR(a, p.boom, "wie_mag",
                        str_fmt(a, "Antwoorden kan wie voor %.*s aanlevert%s.", STR_ARG(partij),
                                wie_van(q)->soort == WIE_BEZOEKER ? ", en zich heeft aangemeld" : ""));
    }
    if (!rc)
        pagina_klaar(&p, r);
    pagina_sluit(&p);
    return rc;
}

static int bevinding_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    int64_t id;
    int rc = pagina_nummer(q, "een bevinding", &id, e);

    return rc ? rc : pagina_maak(q, r, id, NULL, STR(""), e);
}

/* The finding, to one who may answer it: who delivers for the partij whose levering it is. */
static int bevinding_van(struct http_req *q, const struct gebieden **ret_g, struct antwoord_nieuw *x,
                         struct err *e)
{
    struct omgeving *o = q->app;
    struct bevinding *v;
    struct conn *c;
    size_t n = 0;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    rc = gebied_cache_neem(o->gebieden, c, ret_g, e);
    if (!rc)
        rc = bevindingen_lees(c, *ret_g, q->a, &(struct bevinding_keuze){.id = x->bevinding, .alles = true},
                              &v, &n, e);
    if (!rc && !n)
        rc = err_set(e, ERR_NOT_FOUND, "bevinding %lld is er niet", (long long)x->bevinding);
    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, v[0].partij, e);
    if (!rc)
        x->door = wie_dader(q, RECHT_LEVEREN, v[0].partij);
    store_return(o->store, c);
    return rc;
}

static int antwoord_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    const struct gebieden *g = NULL;
    struct antwoord_nieuw x = {.antwoord = doc_get_str(q->form, STR("antwoord")),
                               .reden = doc_get_str(q->form, STR("reden")),
                               .wie = wie_van(q)->naam};
    int rc = pagina_nummer(q, "een bevinding", &x.bevinding, e);

    if (!rc)
        rc = bevinding_van(q, &g, &x, e);
    if (!rc)
        rc = bevinding_antwoord(o->store, g, &x, e);
    gebied_cache_geef(o->gebieden, g);
    if (!rc)
        r->location = str_fmt(q->a, "/kwaliteit/bevindingen/%lld", (long long)x.bevinding);
    if (rc == ERR_DATA && q->format == HTTP_HTML) {
        struct str fout = str_dup(q->a, str_from(e->text));

        rc = store_read(o->store, &q->conn, e);
        if (!rc) {
            rc = pagina_maak(q, r, x.bevinding, q->form, fout, e);
            store_return(o->store, q->conn);
            q->conn = NULL;
        }
    }
    return rc;
}

static const struct http_param bevinding_params[] = {
    {"id", "nummer van de bevinding", PARAM_PATH, true, false}, CONTEXT_PARAMS, {0}};
static const struct http_param antwoord_params[] = {
    {"id", "nummer van de bevinding", PARAM_PATH, true, false},
    {"antwoord", "verklaard, geaccepteerd of heropend", PARAM_FORM, false, false},
    {"reden", "de verklaring of de reden", PARAM_FORM, false, false},
    {0}};

const struct http_route bevinding_routes[] = {
    {"GET", "/kwaliteit/bevindingen/{id}", bevinding_get, "bevinding", "Eén bevinding met de antwoorden",
     ROUTE_STORE, bevinding_params, .recht = RECHT_PUBLIEK},
    {"POST", "/kwaliteit/bevindingen/{id}/antwoord", antwoord_post, "bevinding", "Beantwoord een bevinding",
     0, antwoord_params, .recht = RECHT_LEVEREN},
    {0},
};
