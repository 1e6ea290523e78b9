/* SPDX-License-Identifier: EUPL-1.2
 * /voorraad/regels: which sets of rules there are, how one reads, what its proof says, its versions; saving
 * an own set, and withdrawing one. */
#include "base/num.h"
#include "voorraad/werkplaats.h"

static struct str set_adres(struct arena *a, const struct regelset *s)
{
    return str_fmt(a, "/voorraad/regels/%.*s", STR_ARG(s->id ? str_sub(s->sha256, 0, 16) : s->code));
}

/* ---- the list ---- */

static int regelsets_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    const struct regelset *v = NULL;
    struct pagina p;
    struct doc *t;
    size_t n = 0, eigen = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = regelsets_lees(p.c, a, &v, &n, e);
    if (!rc) {
        for (size_t i = 0; i < n; i++)
            eigen += v[i].id != 0;
        DOC_SET_STR(a, p.boom, "titel", STR("Regelsets"));
        DOC_SET_STR(
            a, p.boom, "antwoord",
            str_fmt(
                a, "Er zijn %zu regelsets om de woningvoorraad mee in te delen; %zu daarvan %s hier bewaard.",
                n, eigen, eigen == 1 ? "is" : "zijn"));
        pagina_kruimel(&p, STR("Voorraad"), STR("/voorraad"));
        pagina_kruimel(&p, STR("Regelsets"), STR(""));
        t = tabel_maak(&p, "regelsets", STR("Regelsets"), STR(""));
        tabel_kolom(&p, t, "naam", STR("Regelset"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(&p, t, "versie", STR("Versie"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "herkomst", STR("Van wie"), STR(""), KOLOM_TEKST, 0, true);
        tabel_kolom(&p, t, "reden", STR("Waarom anders"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "bewaard", STR("Bewaard"), STR(""), KOLOM_DATUM, 0, true);
        for (size_t i = 0; i < n; i++) {
            struct doc *rij = tabel_regel(&p, t, false);

            cel_tekst(&p, t, rij, v[i].naam, set_adres(a, &v[i]), STR(""));
            cel_tekst(&p, t, rij, v[i].versie_naam, STR(""), STR(""));
            cel_tekst(&p, t, rij, v[i].id ? toegang_naam(q, v[i].wie) : STR("hoort bij het programma"),
                      STR(""), STR(""));
            cel_tekst(&p, t, rij, v[i].reden.n ? v[i].reden : STR(""), STR(""), STR(""));
            if (v[i].id)
                cel_datum(&p, t, rij, time_date(v[i].gemaakt));
            else
                cel_leeg(&p, t, rij, STR("hoort bij het programma"));
        }
        tabel_klaar(&p, t, "/voorraad/regels");
        doc_add(a, DOC_SET(a, p.boom, "secties", doc_list(a)), t);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* ---- one ---- */

static struct doc *tabel_van(struct pagina *p, const struct regeltabel *r, const char *pad)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(
        p, "tabel", STR("De tabel"),
        STR("Een rij is een regel: als alles ernaast klopt, dan de uitkomst. “-” maakt niet uit."));

    tabel_kolom(p, t, "regel", STR("Regel"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t k = 0; k < r->n_in; k++)
        tabel_kolom(p, t, str_fmt(a, "als-%zu", k).p, r->in[k].naam, STR(""), KOLOM_TEKST, 0, false);
    for (size_t u = 0; u < r->n_uit; u++)
        tabel_kolom(p, t, str_fmt(a, "dan-%zu", u).p,
                    str_fmt(a, "dan %.*s", STR_ARG(r->uit[u].naam.n ? r->uit[u].naam : STR("uitkomst"))),
                    STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < r->n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, r->regel[i].naam, STR(""), STR(""));
        for (size_t k = 0; k < r->n_in; k++)
            cel_tekst(p, t, rij, r->regel[i].als[k].alles ? STR("-") : r->regel[i].als[k].tekst, STR(""),
                      STR(""));
        for (size_t u = 0; u < r->n_uit; u++)
            cel_tekst(p, t, rij, regel_waarde_tekst(a, &r->regel[i].dan[u]), STR(""), STR(""));
    }
    if (r->uit[0].heeft_standaard)
        tabel_noot(
            p, t,
            str_fmt(a, "Past geen regel, dan: %.*s.", STR_ARG(regel_waarde_tekst(a, &r->uit[0].standaard))));
    if (blad_codes(a, r).n)
        tabel_noot(p, t, blad_codes(a, r));
    tabel_klaar(p, t, pad);
    return t;
}

/* What the rules say of themselves: beside the table of many columns there is no room for it. NULL: nothing.
 */
static struct doc *toelichtingen_van(struct pagina *p, const struct regeltabel *r, const char *pad)
{
    struct arena *a = p->a;
    struct doc *t = NULL;

    for (size_t i = 0; i < r->n; i++) {
        struct doc *rij;

        if (!r->regel[i].toelichting.n)
            continue;
        if (!t) {
            t = tabel_maak(p, "toelichtingen", STR("In woorden"), STR("Wat bij de regels is opgeschreven."));
            tabel_kolom(p, t, "regel", STR("Regel"), STR(""), KOLOM_TEKST, 0, false);
            tabel_kolom(p, t, "dan", STR("Dan"), STR(""), KOLOM_TEKST, 0, false);
            tabel_kolom(p, t, "toelichting", STR("Toelichting"), STR(""), KOLOM_TEKST, 0, false);
        }
        rij = tabel_regel(p, t, false);
        cel_tekst(p, t, rij, r->regel[i].naam, STR(""), STR(""));
        cel_tekst(p, t, rij, regel_waarde_tekst(a, &r->regel[i].dan[0]), STR(""), STR(""));
        cel_tekst(p, t, rij, r->regel[i].toelichting, STR(""), STR(""));
    }
    if (t)
        tabel_klaar(p, t, pad);
    return t;
}

static struct doc *bewijs_van(struct pagina *p, const struct regeltabel *r, const char *pad)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(
        p, "bewijs", STR("Wat het bewijs zegt"),
        STR("Alle combinaties van waarden zijn nagelopen: gaten, overlappingen, regels die nooit gelden."));
    struct regel_bewijs b;

    regels_bewijs(a, r, &b);
    tabel_kolom(p, t, "bevinding", STR("Bevinding"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "ernst", STR("Ernst"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < b.at.n && i < 50; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, b.at.at[i].tekst, STR(""), STR(""));
        cel_tekst(p, t, rij, b.at.at[i].fout ? STR("fout") : STR("opmerking"), STR(""), STR(""));
    }
    if (!b.at.n)
        DOC_SET(
            a, t, "leeg",
            leeg_maak(
                a, "Geen gaten, geen overlappingen",
                STR("En geen regel die nooit geldt: elke combinatie van waarden heeft precies één uitkomst."),
                "", STR("")));
    tabel_klaar(p, t, pad);
    return t;
}

static struct doc *versies_van(struct pagina *p, const struct regelset *v, size_t n, const char *pad)
{
    struct arena *a = p->a;
    struct doc *t = tabel_maak(p, "versies", STR("Versies"),
                               STR("Niets wordt gewist: een oude telling blijft na te rekenen."));

    tabel_kolom(p, t, "versie", STR("Versie"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "bewaard", STR("Bewaard"), STR(""), KOLOM_DATUM, 0, false);
    tabel_kolom(p, t, "wie", STR("Door"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "reden", STR("Waarom"), STR(""), KOLOM_TEKST, 0, false);
    tabel_kolom(p, t, "sha256", STR("SHA-256"), STR(""), KOLOM_TEKST, 0, false);
    for (size_t i = 0; i < n; i++) {
        struct doc *rij = tabel_regel(p, t, false);

        cel_tekst(p, t, rij, v[i].versie_naam, set_adres(a, &v[i]),
                  v[i].einde ? STR("ingetrokken") : STR(""));
        cel_datum(p, t, rij, time_date(v[i].gemaakt));
        cel_tekst(p, t, rij, toegang_naam(p->q, v[i].wie), STR(""), STR(""));
        cel_tekst(p, t, rij, v[i].reden, STR(""), STR(""));
        cel_tekst(p, t, rij, str_sub(v[i].sha256, 0, 16), STR(""), STR(""));
    }
    tabel_klaar(p, t, pad);
    return t;
}

static void feiten_van(struct pagina *p, const struct regelset *s, const struct regeltabel *t)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "feiten", doc_list(a));

    DOC_SET_BOOL(a, p->boom, "heeft_feiten", true);
    feit_bij(a, f, "Versie", s->versie_naam, STR(""), s->einde ? STR("ingetrokken") : STR(""), STR(""));
    if (t->bron.n)
        feit_bij(a, f, "Bron", t->bron, STR(""), STR(""), STR(""));
    if (t->toelichting.n)
        feit_bij(a, f, "Toelichting", t->toelichting, STR(""), STR(""), STR(""));
    if (s->id) /* what its file says of that was of the set it was made from, in versions of before */
        feit_bij(a, f, "Bewaard op", date_nl(a, time_date(s->gemaakt)), STR(""),
                 STR("telt elke voorraad waarbij u haar kiest, ook van eerdere dagen"), STR(""));
    else if (t->geldig_vanaf)
        feit_bij(a, f, "Geldig vanaf", date_nl(a, t->geldig_vanaf), STR(""), STR(""), STR(""));
    for (size_t i = 0; i < t->n_param; i++) {
        const struct regel_parameter *x = &t->param[i];

        feit_bij(a, f, str_cstr(a, str_cat(a, STR("Parameter: "), regel_parameter_naam(a, x))),
                 regel_parameter_waarde(a, x, x->waarde), STR(""),
                 x->afwijking.n ? str_fmt(a, "in de regels “%.*s”; in %zu gebieden anders", STR_ARG(x->naam),
                                          x->afwijking.n)
                                : str_fmt(a, "in de regels “%.*s”", STR_ARG(x->naam)),
                 STR(""));
    }
    feit_bij(a, f, "SHA-256", s->sha256, STR(""), STR(""), STR(""));
    if (s->uit.n)
        feit_bij(a, f, "Gemaakt uit", str_sub(s->uit, 0, 16),
                 str_fmt(a, "/voorraad/regels/%.*s", STR_ARG(str_sub(s->uit, 0, 16))), STR(""), STR(""));
    feit_bij(a, f, "Meenemen", STR("als CSV, voor een rekenblad"),
             str_cat(a, set_adres(a, s), STR("/bestand")), STR(""), STR(""));
    feit_bij(a, f, "Meenemen als DMN", STR("om uit te wisselen"),
             str_cat(a, set_adres(a, s), STR("/bestand?vorm=dmn")), STR(""), STR(""));
    feit_bij(
        a, f, "Gebruik", STR("verander ze in de werkplaats"),
        str_fmt(a, "/voorraad/werkplaats?regels=%.*s", STR_ARG(s->id ? str_sub(s->sha256, 0, 16) : s->code)),
        STR(""), STR(""));
}

/* Only who may withdraw it sees the button. */
static int intrekken_knop(struct pagina *p, const struct regelset *s, struct err *e)
{
    struct arena *a = p->a;
    bool mag = false;
    struct doc *f;
    int rc = s->id && !s->einde ? toegang_mag(p->c, wie_van(p->q), RECHT_LEVEREN, s->partij, &mag, e) : OK;

    if (rc || !mag)
        return rc;
    f = DOC_SET(a, p->boom, "formulier", doc_map(a));
    DOC_SET_STR(a, f, "actie", str_fmt(a, "/voorraad/regels/%lld/intrekken", (long long)s->id));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_BOOL(a, f, "is_gevaar", true);
    DOC_SET_STR(a, f, "knop", STR("Trek deze versie in"));
    DOC_SET(a, f, "verborgen", doc_list(a));
    DOC_SET(a, f, "velden", doc_list(a));
    return OK;
}

static int regelset_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    const struct regelset *versies = NULL;
    struct regeltabel *t = NULL;
    struct regelset s;
    struct pagina p;
    size_t n = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = regelset_zoek(p.c, a, doc_get_str(q->params, STR("set")), &s, e);
    if (!rc)
        rc = regelset_tabel(a, &s, &t, e);
    if (!rc && s.id)
        rc = regelset_versies(p.c, a, s.code, &versies, &n, e);
    if (!rc)
        rc = intrekken_knop(&p, &s, e);
    if (!rc) {
        const char *pad = str_cstr(a, set_adres(a, &s));
        struct doc *secties, *licht = toelichtingen_van(&p, t, pad);

        DOC_SET_STR(a, p.boom, "titel", s.naam);
        DOC_SET_STR(a, p.boom, "antwoord",
                    str_fmt(a,
                            "Deze set deelt woningen in met %zu regel%s, die letten op %zu gegeven%s.%s%.*s",
                            t->n, t->n == 1 ? "" : "s", t->n_in, t->n_in == 1 ? "" : "s",
                            s.reden.n ? " Waarom anders: " : "", STR_ARG(s.reden)));
        pagina_kruimel(&p, STR("Voorraad"), STR("/voorraad"));
        pagina_kruimel(&p, STR("Regelsets"), STR("/voorraad/regels"));
        pagina_kruimel(&p, s.naam, STR(""));
        feiten_van(&p, &s, t);
        secties = DOC_SET(a, p.boom, "secties", doc_list(a));
        doc_add(a, secties, tabel_van(&p, t, pad));
        if (licht)
            doc_add(a, secties, licht);
        doc_add(a, secties, bewijs_van(&p, t, pad));
        if (n)
            doc_add(a, secties, versies_van(&p, versies, n, pad));
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static int bestand_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    bool dmn = str_is(doc_get_str(q->query, STR("vorm")), "dmn");
    struct regeltabel *t;
    struct regelset s;
    struct buf b;
    int rc = regelset_zoek(q->conn, q->a, doc_get_str(q->params, STR("set")), &s, e);

    if (!rc)
        rc = regelset_tabel(q->a, &s, &t, e);
    if (rc)
        return rc;
    buf_init(&b, q->a, 8 << 20);
    if (dmn)
        dmn_schrijf(&b, t);
    r->body = dmn ? buf_str(&b) : s.inhoud;
    r->type = dmn ? "application/xml; charset=utf-8" : "text/csv; charset=utf-8";
    r->filename = str_fmt(q->a, "%.*s.%s", STR_ARG(s.code), dmn ? "dmn" : "csv");
    return OK;
}

/* ---- saving and withdrawing ---- */

/* Whose a set is that this one saves: the partij by which one may deliver; 0 of who may do so for all. */
static int64_t namens(const struct http_req *q)
{
    int64_t partij;

    return wie_bereik(wie_van(q), RECHT_LEVEREN, &partij) == BEREIK_ALLES ? 0 : partij;
}

static int bewaar(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct arena *a = q->a;
    struct dader d = wie_dader(q, RECHT_LEVEREN, 0);
    struct regel_bewijs bewijs;
    struct regelset set, nieuw;
    struct werkplaats w;
    struct str code;
    struct conn *c;
    struct buf b;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    rc = regelset_zoek(c, a, doc_get_str(q->form, STR("regels")), &set, e);
    store_return(o->store, c);
    if (!rc)
        rc = werkplaats_lees(a, &set, q->form, &w, e);
    for (size_t i = 0; !rc && i < w.wijziging.n; i++)
        if (w.wijziging.at[i].fout.n)
            rc = err_set(e, ERR_DATA, "%.*s", STR_ARG(w.wijziging.at[i].fout));
    if (!rc && !w.wijziging.n)
        rc = err_set(e, ERR_DATA, "er is niets veranderd om te bewaren");
    if (rc)
        return rc;
    nieuw = (struct regelset){.naam = doc_get_str(q->form, STR("naam")),
                              .reden = doc_get_str(q->form, STR("reden")),
                              .uit = set.sha256,
                              .partij = namens(q),
                              .wie = wie_van(q)->naam};
    w.wordt->naam = str_trim(nieuw.naam);
    w.wordt->id = regelset_code(a, w.wordt->naam);
    w.wordt->versie = STR("");
    w.wordt->geldig_vanaf = 0; /* the day is that of the set it is made from */
    w.wordt->toelichting = str_trim(nieuw.reden);
    w.wordt->bron = str_fmt(a, "Eigen set, gemaakt uit %.*s (%.16s)", STR_ARG(set.naam), set.sha256.p);
    regels_bewijs(a, w.wordt, &bewijs);
    if (bewijs.fouten)
        for (size_t i = 0; i < bewijs.at.n; i++)
            if (bewijs.at.at[i].fout)
                return err_set(e, ERR_DATA, "zo kloppen de regels niet: %.*s",
                               STR_ARG(bewijs.at.at[i].tekst));
    buf_init(&b, a, 4 << 20);
    regels_csv_schrijf(&b, w.wordt);
    nieuw.inhoud = buf_str(&b);
    rc = regelset_bewaar(o->store, &d, &nieuw, &code, a, e);
    if (!rc)
        r->location = str_fmt(a, "/voorraad/regels/%.*s", STR_ARG(code));
    return rc;
}

/* What is not right is said on the page that it came from, with everything as it was filled in. */
static int bewaar_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    int rc = bewaar(q, r, e);

    return (rc == ERR_DATA || rc == ERR_CONFLICT) && q->format == HTTP_HTML ? werkplaats_weer(q, r, e) : rc;
}

static int intrekken_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct dader d;
    struct regelset s;
    struct conn *c;
    int64_t id;
    int rc;

    if (!num_i64(doc_get_str(q->params, STR("set")), &id))
        return err_set(e, ERR_NOT_FOUND, "deze regelset is er niet");
    rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = regelset_bij_id(c, q->a, id, &s, e);
    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, s.partij, e);
    store_return(o->store, c);
    d = wie_dader(q, RECHT_LEVEREN, rc ? 0 : s.partij);
    if (!rc)
        rc = regelset_intrekken(o->store, &d, id, wie_van(q)->naam, e);
    if (!rc)
        r->location = STR("/voorraad/regels");
    return rc;
}

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {
    {"set", "code van een regelset, of het begin van zijn SHA-256", PARAM_PATH, true, false, NULL,
     VOORRAAD_REGELS},
    {"vorm", "van het bestand: csv of dmn", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};
static const struct http_param bewaar_params[] = {
    {"regels", "de set waaruit deze gemaakt is", PARAM_FORM, true, false},
    {"naam", "hoe de set heet; een naam die er al is geeft een nieuwe versie", PARAM_FORM, false, false},
    {"reden", "waarom de regels anders zijn", PARAM_FORM, false, false},
    {0}};
static const struct http_param intrekken_params[] = {{"set", "nummer van de versie", PARAM_PATH, true, false},
                                                     {0}};

const struct http_route regelset_routes[] = {
    {"GET", "/voorraad/regels", regelsets_get, "regelset",
     "De regelsets waarmee de voorraad ingedeeld kan worden", ROUTE_STORE, lijst_params,
     .recht = RECHT_PUBLIEK},
    {"POST", "/voorraad/regels", bewaar_post, "werkplaats", "Bewaar veranderde regels als eigen set", 0,
     bewaar_params, .recht = RECHT_LEVEREN},
    {"GET", "/voorraad/regels/{set}", regelset_get, "regelset",
     "Een regelset: de tabel, het bewijs en de versies", ROUTE_STORE, een_params, .recht = RECHT_PUBLIEK},
    {"GET", "/voorraad/regels/{set}/bestand", bestand_get, NULL, "Een regelset als bestand: CSV of DMN",
     ROUTE_STORE, een_params, .recht = RECHT_PUBLIEK},
    {"POST", "/voorraad/regels/{set}/intrekken", intrekken_post, NULL, "Trek een versie van een eigen set in",
     0, intrekken_params, .recht = RECHT_LEVEREN},
    {0},
};
