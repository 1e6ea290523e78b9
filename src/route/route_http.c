/* SPDX-License-Identifier: EUPL-1.2
 * Delivering a file over the web: the form (aanlever.h), the empty templates, and the taak that reads the
 * file and is then confirmed or stopped. An upload is never imported at once: it becomes an import-proef,
 * whose page shows what would change. */
#include "route/route_http.h"
#include "route/aanlever.h"
#include "route/sjabloon.h"

#include "base/num.h"
#include "toegang/toegang.h"

enum { EVEN_MS = 1000 /* so long a small file is waited for, and its page is ready at once */ };

static int nieuw_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p = {.q = q, .a = q->a, .o = q->app, .boom = doc_map(q->a)};
    struct aanlever f = {.soort = doc_get_str(q->query, STR("soort"))};
    int rc = aanlever_namens(q, &f, e);

    if (rc)
        return rc;
    rc = aanlever_eerder(q, &f, e);
    if (rc)
        return rc;
    aanlever_boom(&p, &f);
    r->tree = p.boom;
    return OK;
}

/* ---- What the form leads to ---- */

static struct str taak_adres(const struct http_req *q, const char *sleutel)
{
    return str_fmt(q->a, "/taken/%s%s", sleutel, q->format == HTTP_JSON ? ".json" : "");
}

static int loper_nodig(const struct omgeving *o, struct err *e)
{
    return o->taken ? OK : err_set(e, ERR_ENV, "er is geen loper voor achtergrondwerk gestart");
}

int fouten_zeg(struct arena *a, const struct doc *fouten, struct err *e)
{
    struct buf b;

    buf_init(&b, a, 900);
    for (size_t i = 0; i < fouten->list.n; i++)
        buf_fmt(&b, "%s%.*s: %.*s", i ? " " : "", STR_ARG(doc_get_str(fouten->list.at[i], STR("veld"))),
                STR_ARG(doc_get_str(fouten->list.at[i], STR("wat"))));
    return err_set(e, ERR_DATA, "%.*s", STR_ARG(buf_str(&b)));
}

/* Programs get the first words as problem+json; people get their form back with all of them. */
static int geweigerd(struct http_req *q, struct http_resp *r, const struct aanlever *f, struct err *e)
{
    struct pagina p = {.q = q, .a = q->a, .o = q->app, .boom = doc_map(q->a)};

    aanlever_boom(&p, f);
    if (q->format == HTTP_HTML) {
        r->tree = p.boom;
        r->status = 400;
        return OK;
    }
    return fouten_zeg(q->a, doc_get(p.boom, STR("fouten")), e);
}

void taak_dader_zet(struct http_req *q, struct doc *d, int64_t partij)
{
    struct dader wie = wie_dader(q, RECHT_LEVEREN, partij);
    int64_t bij;

    DOC_SET_INT(q->a, d, "partij", partij);
    DOC_SET_STR(q->a, d, "dader", dader_woord(wie.soort));
    DOC_SET_INT(q->a, d, "dader_id", wie.id);
    DOC_SET_STR(q->a, d, "waar", wie.waar);
    DOC_SET_BOOL(q->a, d, "ook_van_anderen", wie_bereik(wie_van(q), RECHT_LEVEREN, &bij) == BEREIK_ALLES);
}

int64_t taak_partij(const struct taak *t)
{
    const struct doc *d = doc_get(t->opdracht, STR("partij"));

    return d && d->type == DOC_INT ? d->i : 0;
}

static int nieuw_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct aanlever f = {0};
    struct taak_opdracht t = {.soort = STR(TAAK_PROEF)};
    struct doc *d = doc_map(q->a);
    char sleutel[TAAK_SLEUTEL + 1];
    int rc = loper_nodig(o, e);

    if (!rc)
        rc = aanlever_namens(q, &f, e);
    if (rc)
        return rc;
    aanlever_lees(q, &f);
    if (f.fout)
        return geweigerd(q, r, &f, e);
    DOC_SET_STR(q->a, d, "soort", f.soort);
    DOC_SET_STR(q->a, d, "bestand", f.bestand->name.n ? f.bestand->name : STR("bestand"));
    if (!f.leveraar.n) /* two partijen must not supersede each other by saying nothing */
        for (size_t i = 0; i < f.n_partijen; i++)
            if (f.partijen[i].id == f.partij)
                f.leveraar = f.partijen[i].naam;
    DOC_SET_STR(q->a, d, "leveraar", f.leveraar);
    DOC_SET_STR(q->a, d, "peildatum", date_iso(q->a, f.datum));
    taak_dader_zet(q, d, f.partij);
    t.wie = wie_van(q)->naam;
    t.opdracht = d;
    t.bijlage = f.bestand->bytes;
    rc = taak_nieuw(o->store, o->taken, &t, NULL, sleutel, e);
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, str_from(sleutel), EVEN_MS);
    r->location = taak_adres(q, sleutel);
    return OK;
}

/* The codes of onderwerpen to choose from; a template without them serves too. */
static void onderwerpen_zoek(struct http_req *q, const struct onderwerp **ret, size_t *ret_n)
{
    struct omgeving *o = q->app;
    struct err geen;
    struct conn *c;

    *ret_n = 0;
    if (store_read(o->store, &c, &geen))
        return;
    if (onderwerpen_lees(c, q->a, ret, ret_n, &geen))
        *ret_n = 0;
    store_return(o->store, c);
}

static int sjabloon_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str soort = doc_get_str(q->params, STR("soort"));
    const struct importeur *imp = aanlever_soort(soort);
    const struct onderwerp *onderwerpen = NULL;
    bool werkboek = q->format == HTTP_XLSX;
    struct kolommen k;
    size_t n;

    if (!imp || (werkboek ? !sjabloon_kan(imp) : !imp->eigen_invoer))
        return err_set(e, ERR_NOT_FOUND, "Van de soort “%.*s” is er geen %s.", STR_ARG(str_sub(soort, 0, 40)),
                       werkboek ? "sjabloon" : "leeg bestand");
    if (werkboek) {
        onderwerpen_zoek(q, &onderwerpen, &n);
        r->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        r->filename = str_fmt(q->a, "sjabloon-%s.xlsx", imp->soort);
        return sjabloon_maak(q->a, imp, onderwerpen, n, date_today() / 10000, &r->body, e);
    }
    k = importeur_kolommen(imp);
    r->body = str_fmt(q->a, "\xEF\xBB\xBF%.*s\r\n",
                      STR_ARG(kolommen_kop(q->a, &k))); /* the mark tells a spreadsheet that it is UTF-8 */
    r->type = "text/csv; charset=utf-8; header=present";
    r->filename = str_fmt(q->a, "%s.csv", imp->soort);
    return OK;
}

/* ---- The taak ---- */

static int taak_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct pagina p;
    struct taak t;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = taak_lees(p.c, p.a, doc_get_str(q->params, STR("sleutel")), &t, e);
    if (!rc && !str_is(t.soort, TAAK_PROEF) && !str_is(t.soort, TAAK_IMPORT))
        rc = err_set(e, ERR_NOT_FOUND, "deze taak is er niet (meer)");
    if (!rc && q->format == HTTP_HTML && t.status == TAAK_KLAAR && doc_get(t.resultaat, STR("kolommen"))) {
        r->location = str_fmt(p.a, "/taken/%.*s/kolommen", STR_ARG(t.sleutel));
        pagina_sluit(&p);
        return OK;
    }
    if (!rc)
        rc = toegang_object(q, p.c, RECHT_LEVEREN, taak_partij(&t), e);
    if (!rc)
        rc = taak_pagina(&p, &t, e);
    if (!rc) {
        r->tree =
            p.boom; /* without the bar of gebied and peildatum: there is nothing here to choose them for */
        r->template = t.status == TAAK_KLAAR && str_is(t.soort, TAAK_PROEF) ? "import-proef" : "taak";
    }
    pagina_sluit(&p);
    return rc;
}

/* The taak of the address, over a connection that is given back at once: what follows lends its own. */
static int taak_van(struct http_req *q, struct taak *ret, struct err *e)
{
    struct omgeving *o = q->app;
    struct conn *c;
    int rc = loper_nodig(o, e);

    if (!rc)
        rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = taak_lees(c, q->a, doc_get_str(q->params, STR("sleutel")), ret, e);
    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, taak_partij(ret), e);
    store_return(o->store, c);
    return rc;
}

static int invoeren_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct taak_opdracht n = {.soort = STR(TAAK_IMPORT)};
    struct taak t;
    struct doc *d, *wijzer;
    struct str soort;
    char sleutel[TAAK_SLEUTEL + 1];
    int rc = taak_van(q, &t, e);

    if (rc)
        return rc;
    if (!str_is(t.soort, TAAK_PROEF))
        return err_set(e, ERR_CONFLICT, "Dit is geen controle van een bestand; er valt niets in te voeren.");
    if (t.status != TAAK_KLAAR)
        return err_set(
            e, ERR_CONFLICT,
            "Dit bestand is nog niet gelezen, of het was niet goed te lezen. Er is niets ingevoerd.");
    if (!t.heeft_bijlage)
        return err_set(e, ERR_CONFLICT, "Dit bestand is niet meer bewaard. Lever het opnieuw aan.");
    if (doc_get(t.resultaat, STR("kolommen")))
        return err_set(e, ERR_CONFLICT, "Van deze tabel is nog niet gezegd wat de kolommen zijn.");
    wijzer = doc_get(doc_get(t.resultaat, STR("verslag")), STR("leeswijzer"));
    soort = doc_get_str(wijzer ? wijzer : t.opdracht, STR("soort"));
    if (!aanlever_soort(soort) || !soort_mag(q, aanlever_soort(soort)))
        return err_set(e, ERR_DENIED,
                       "Dit soort bestand verandert iets voor iedereen; dat mag u met uw rol niet.");
    d = doc_map(q->a);
    for (size_t i = 0; i < t.opdracht->map.n; i++)
        doc_set(q->a, d, t.opdracht->map.at[i].key, t.opdracht->map.at[i].value);
    if (wijzer) { /* exactly as the rehearsal read it, even when another is kept meanwhile */
        DOC_SET(q->a, d, "leeswijzer", wijzer);
        DOC_SET_STR(q->a, d, "soort", soort);
    }
    DOC_SET_STR(q->a, d, "proef", t.sleutel);
    taak_dader_zet(q, d, taak_partij(&t));
    n.wie = t.wie;
    n.opdracht = d;
    n.na = t.id;
    rc = taak_nieuw(o->store, o->taken, &n, NULL, sleutel, e);
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, str_from(sleutel), EVEN_MS);
    r->location = taak_adres(q, sleutel);
    return OK;
}

static int stop_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct taak t;
    int rc = taak_van(q, &t, e);

    if (!rc)
        rc = taak_stop_vraag(o->store, o->taken, t.sleutel, e);
    if (rc == ERR_CONFLICT && q->format == HTTP_HTML)
        rc = OK; /* it was just done: its page tells how it ended */
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, t.sleutel, EVEN_MS);
    r->location = taak_adres(q, str_cstr(q->a, t.sleutel));
    return OK;
}

static const struct http_param nieuw_params[] = {
    {"soort", "soort bestand die al gekozen is", PARAM_QUERY, false, false},
    {"proef", "sleutel van de taak waarvan peildatum en organisatie worden overgenomen", PARAM_QUERY, false,
     false},
    {0}};
/* None is required here: a person gets the form back with words beside each field, not the page for errors.
 */
static const struct http_param nieuw_post_params[] = {
    {"soort", "wat voor bestand het is", PARAM_FORM, false, false},
    {"bestand", "het bestand", PARAM_FILE, false, false},
    {"peildatum", "de dag waarop de cijfers gelden", PARAM_FORM, false, false},
    {"leveraar", "de organisatie van wie de cijfers zijn", PARAM_FORM, false, false},
    {"namens", "nummer van de organisatie waarvoor u aanlevert", PARAM_FORM, false, false},
    {0}};
static const struct http_param sjabloon_params[] = {{"soort", "soort bestand", PARAM_PATH, true, false}, {0}};
static const struct http_param taak_params[] = {
    {"sleutel", "sleutel van de taak", PARAM_PATH, true, false},
    {"ververs", "nee: de pagina ververst zichzelf niet", PARAM_QUERY, false, false},
    {0}};
static const struct http_param sleutel_params[] = {
    {"sleutel", "sleutel van de taak", PARAM_PATH, true, false}, {0}};

const struct http_route route_routes[] = {
    {"GET", "/leveringen/nieuw", nieuw_get, "importeren", "Lever een bestand met cijfers aan", ROUTE_STORE,
     nieuw_params, .recht = RECHT_LEVEREN},
    {"POST", "/leveringen/nieuw", nieuw_post, "importeren",
     "Lees een bestand zonder het in te voeren; leidt naar de taak die dat doet",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, nieuw_post_params, .recht = RECHT_LEVEREN},
    {"GET", "/leveringen/sjabloon/{soort}", sjabloon_get, NULL,
     "Een sjabloon om in te vullen: een werkboek (.xlsx), of alleen de kop (.csv)", 0, sjabloon_params,
     1u << HTTP_CSV | 1u << HTTP_XLSX, .recht = RECHT_PUBLIEK},
    {"GET", "/taken/{sleutel}", taak_get, "taak",
     "Hoe het met een aangeleverd bestand staat, en wat het zou veranderen",
     ROUTE_STORE | ROUTE_NO_STORE_CACHE, taak_params, .recht = RECHT_LEVEREN},
    {"POST", "/taken/{sleutel}/invoeren", invoeren_post, "taak",
     "Voer een gelezen bestand in; leidt naar de taak die dat doet", ROUTE_SLOW | ROUTE_NO_STORE_CACHE,
     sleutel_params, .recht = RECHT_LEVEREN},
    {"POST", "/taken/{sleutel}/stop", stop_post, "taak", "Stop een taak", ROUTE_SLOW | ROUTE_NO_STORE_CACHE,
     sleutel_params, .recht = RECHT_LEVEREN},
    {0},
};
