/* SPDX-License-Identifier: EUPL-1.2
 * /meenemen: choosing what to take along, in words; the package itself comes from /v1/datapakket.zip. */
#include "pakket/pakket.h"

#include "base/num.h"
#include "cijfer/pagina.h"

#include <string.h>

static struct str vraag_tekst(const struct pagina *p, const char *naam)
{
    return str_trim(doc_get_str(p->q->query, str_from(naam)));
}

static int datum_vraag(const struct pagina *p, const char *naam, date_t *ret, struct err *e)
{
    struct str s = vraag_tekst(p, naam);

    *ret = 0;
    if (s.n && !date_parse(s, ret))
        return err_set(e, ERR_DATA, "“%.*s” is geen datum als 2025-01-01", STR_ARG(utf8_clip(s, 40)));
    return OK;
}

/* The whole country is no choice. */
static int keuze_maak(struct pagina *p, struct pakket_keuze *k, struct err *e)
{
    int rc = pakket_codes(p->a, vraag_tekst(p, "onderwerp"), &k->onderwerp, &k->n_onderwerpen, e);

    if (!rc)
        rc = pakket_codes(p->a, vraag_tekst(p, "bron"), &k->bron, &k->n_bronnen, e);
    if (!rc)
        rc = datum_vraag(p, "periodeVan", &k->van, e);
    if (!rc)
        rc = datum_vraag(p, "periodeTot", &k->tot, e);
    if (!str_is(p->gebied->soort, "land"))
        k->gebied = p->gebied->code;
    k->indeling = vraag_tekst(p, "opgeteld");
    k->stand = p->stand;
    return rc;
}

/* ---- the form ---- */

static struct doc *datum_veld(struct arena *a, struct doc *velden, const char *naam, const char *label,
                              date_t d)
{
    struct doc *v = doc_add(a, velden, doc_map(a));

    DOC_SET_STR(a, v, "id", str_from(naam));
    DOC_SET_STR(a, v, "naam", str_from(naam));
    DOC_SET_STR(a, v, "label", str_from(label));
    DOC_SET_BOOL(a, v, "is_datum", true);
    DOC_SET_BOOL(a, v, "niet_verplicht", true);
    DOC_SET_STR(a, v, "inhoud", date_iso(a, d));
    return v;
}

static int velden_maak(struct pagina *p, const struct pakket_keuze *k, struct doc *velden, struct err *e)
{
    struct arena *a = p->a;
    struct str onderwerp = vraag_tekst(p, "onderwerp"), bron = vraag_tekst(p, "bron");
    const struct onderwerp *o;
    const struct bron *b;
    struct doc *keuzes;
    size_t n, n_b;
    int rc = onderwerpen_lees(p->c, a, &o, &n, e);

    if (!rc)
        rc = bronnen_lees(p->c, a, &b, &n_b, e);
    if (rc)
        return rc;
    keuzes = veld_keuze(a, velden, "onderwerp", "Welk onderwerp?");
    optie_bij(a, keuzes, STR(""), STR("alle onderwerpen"), onderwerp);
    for (size_t i = 0; i < n; i++)
        optie_bij(a, keuzes, o[i].code, o[i].naam, onderwerp);
    if (k->n_onderwerpen > 1)
        optie_bij(a, keuzes, onderwerp, onderwerp, onderwerp);
    keuzes = veld_keuze(a, velden, "bron", "Van welke bron?");
    optie_bij(a, keuzes, STR(""), STR("alle bronnen"), bron);
    for (size_t i = 0; i < n_b; i++)
        optie_bij(a, keuzes, b[i].code, b[i].naam, bron);
    if (k->n_bronnen > 1)
        optie_bij(a, keuzes, bron, bron, bron);
    datum_veld(a, velden, "periodeVan", "Periode eindigt vanaf", k->van);
    datum_veld(a, velden, "periodeTot", "Periode eindigt tot en met", k->tot);
    keuzes = veld_keuze(a, velden, "opgeteld", "Ook tabellen, opgeteld per");
    optie_bij(a, keuzes, STR(""), STR("niet"), k->indeling);
    optie_bij(a, keuzes, STR("gemeente"), STR("gemeente"), k->indeling);
    for (size_t i = 0; i < p->g->n_indelingen; i++)
        optie_bij(a, keuzes, p->g->indeling[i].code, p->g->indeling[i].naam, k->indeling);
    return OK;
}

/* ---- what there is ---- */

static void deel_adres(struct buf *b, const char *naam, struct str waarde)
{
    static const char hex[] = "0123456789ABCDEF";

    if (!waarde.n)
        return;
    buf_char(b, memchr(b->p, '?', b->n) ? '&' : '?');
    buf_lit(b, naam);
    buf_char(b, '=');
    for (size_t i = 0; i < waarde.n; i++) {
        unsigned char c = (unsigned char)waarde.p[i];

        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._,", c)) {
            buf_char(b, (char)c);
        } else {
            buf_char(b, '%');
            buf_char(b, hex[c >> 4]);
            buf_char(b, hex[c & 15]);
        }
    }
}

static struct str pakket_adres(struct pagina *p, const struct pakket_keuze *k)
{
    struct buf b;

    buf_init(&b, p->a, 64 << 10);
    buf_lit(&b, "/v1/datapakket.zip");
    deel_adres(&b, "onderwerp", vraag_tekst(p, "onderwerp"));
    deel_adres(&b, "bron", vraag_tekst(p, "bron"));
    deel_adres(&b, "gebied", k->gebied);
    deel_adres(&b, "indeling", k->indeling);
    deel_adres(&b, "periodeVan", date_iso(p->a, k->van));
    deel_adres(&b, "periodeTot", date_iso(p->a, k->tot));
    if (k->stand)
        deel_adres(&b, "stand", time_iso(p->a, k->stand));
    return buf_str(&b);
}

static struct str antwoord(struct pagina *p, const struct pakket_keuze *k, const struct pakket_inhoud *u)
{
    return str_fmt(p->a, "Wat u kiest: %s%.*s %s uit %.*s %s, over %.*s %s%s.",
                   k->gebied.n ? "hoogstens " : "", STR_ARG(num_nl(p->a, u->cijfers, 0)),
                   u->cijfers == 1 ? "cijfer" : "cijfers", STR_ARG(num_nl(p->a, u->leveringen, 0)),
                   u->leveringen == 1 ? "levering" : "leveringen", STR_ARG(num_nl(p->a, u->onderwerpen, 0)),
                   u->onderwerpen == 1 ? "onderwerp" : "onderwerpen",
                   u->plannen ? ", met de plannen eruit" : "");
}

static const char *const erin[] = {
    "elk cijfer zoals het geleverd is, met eenheid, periode, bron, en of het verzonnen of bij benadering is",
    "waar het vandaan komt: het bestand met zijn vingerafdruk (SHA-256), het blad, de rij en de kolom",
    "plannen met hun aantallen en ligging, als er plannen zijn",
    "codelijsten: onderwerpen, definities, bronnen met hun licentie, gebieden en planologische statussen",
    "een beschrijving voor programma’s (Frictionless Data Package) en een LEESMIJ",
};
static const char *const niet[] = {
    "Vertrouwelijke cijfers staan er alleen in als deel van een som die ze verbergt, en vertrouwelijke "
    "plannen helemaal "
    "niet.",
    "De geleverde bestanden zelf zitten er niet in. Wie een hele installatie wil verhuizen of bewaren, maakt "
    "op de server een "
    "volledig pakket: woonzorg pakket maak --volledig.",
    "Een pakket kan in een andere installatie worden ingevoerd: woonzorg pakket importeer.",
};

static void lijst_bij(struct arena *a, struct doc *d, struct str naam, const char *const *zinnen, size_t n)
{
    struct doc *l = doc_set(a, d, naam, doc_list(a));

    for (size_t i = 0; i < n; i++)
        doc_add(a, l, doc_str(a, str_from(zinnen[i])));
}

/* What was chosen, counted; a choice that holds nothing is told as such, not as an error. */
static int inhoud_zet(struct pagina *p, const struct pakket_keuze *k, struct err *e)
{
    struct arena *a = p->a;
    struct pakket_inhoud u;
    struct doc *d;
    int rc = pakket_tel(p->c, p->g, k, &u, e);

    if (rc == ERR_NOT_FOUND) {
        DOC_SET_STR(a, p->boom, "antwoord", str_fmt(a, "Hier is niets mee te nemen: %s.", e->text));
        return OK;
    }
    if (rc)
        return rc;
    DOC_SET_STR(a, p->boom, "antwoord", antwoord(p, k, &u));
    d = DOC_SET(a, p->boom, "pakket", doc_map(a));
    DOC_SET_STR(a, d, "adres", pakket_adres(p, k));
    DOC_SET_STR(a, d, "naam", pakket_naam(a, k));
    DOC_SET_INT(a, d, "leveringen", u.leveringen);
    DOC_SET_INT(a, d, "cijfers", u.cijfers);
    DOC_SET_BOOL(a, d, "hoogstens", k->gebied.n > 0);
    return OK;
}

static int meenemen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const char *const eigen[] = {"onderwerp", "bron", "periodeVan", "periodeTot", "opgeteld"};
    struct arena *a = q->a;
    struct pakket_keuze k = {0};
    struct pagina p;
    struct doc *f;
    int rc = pagina_open(q, &p, e);

    for (size_t i = 0; !rc && i < sizeof eigen / sizeof *eigen; i++)
        pagina_eigen(&p, eigen[i], vraag_tekst(&p, eigen[i]));
    if (!rc)
        rc = keuze_maak(&p, &k, e);
    if (!rc)
        rc = inhoud_zet(&p, &k, e);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", str_fmt(a, "Cijfers meenemen: %.*s", STR_ARG(p.gebied->naam)));
        pagina_kruimel(&p, STR("Meenemen"), STR(""));
        f = DOC_SET(a, p.boom, "keuze", doc_map(a));
        DOC_SET_STR(a, f, "actie", STR("/meenemen"));
        DOC_SET_STR(a, f, "knop", STR("Tel wat dit is"));
        DOC_SET(a, f, "verborgen", pagina_verborgen(&p));
        rc = velden_maak(&p, &k, DOC_SET(a, f, "velden", doc_list(a)), e);
    }
    if (!rc) {
        lijst_bij(a, p.boom, STR("erin"), erin, sizeof erin / sizeof *erin);
        lijst_bij(a, p.boom, STR("niet"), niet, sizeof niet / sizeof *niet);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static const struct http_param meenemen_params[] = {
    {"onderwerp", "alleen deze onderwerpen, met komma's ertussen", PARAM_QUERY, false, false},
    {"bron", "alleen cijfers van deze bronnen, met komma's ertussen", PARAM_QUERY, false, false},
    {"periodeVan", "alleen perioden die eindigen op of na deze dag", PARAM_QUERY, false, false},
    {"periodeTot", "alleen perioden die eindigen op of voor deze dag", PARAM_QUERY, false, false},
    {"opgeteld", "ook tabellen, opgeteld over deze indeling", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

const struct http_route pakket_routes[] = {
    {"GET", "/meenemen", meenemen_get, "meenemen", "Kies welke cijfers u meeneemt als datapakket",
     ROUTE_STORE, meenemen_params, .recht = RECHT_PUBLIEK},
    {0},
};
