/* SPDX-License-Identifier: EUPL-1.2
 * /vragenlijsten: which there are, how one looks, and its workbook. */
#include "base/num.h"
#include "cijfer/pagina.h"
#include "vragenlijst/bewaar.h"

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {
    {"code", "de code van de vragenlijst", PARAM_PATH, true, false, NULL, "woonzorgvisies-gemeenten"},
    {"versie", "het nummer van de versie; standaard de nieuwste", PARAM_QUERY, false, false, "getal", NULL},
    CONTEXT_PARAMS,
    {0}};

static int vragenlijsten_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct vl_versie *v = NULL;
    struct pagina p;
    struct doc *t;
    size_t n = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = vragenlijsten_lees(p.c, a, &v, &n, e);
    if (!rc) {
        DOC_SET_STR(a, p.boom, "titel", STR("Vragenlijsten"));
        DOC_SET_STR(a, p.boom, "antwoord",
                    n ? str_fmt(a, "Er %s %zu vragenlijst%s.", n == 1 ? "is" : "zijn", n, n == 1 ? "" : "en")
                      : STR("Er is nog geen vragenlijst ingelezen."));
        pagina_kruimel(&p, STR("Vragenlijsten"), STR(""));
        if (!n)
            DOC_SET(
                a, p.boom, "niets",
                leeg_maak(
                    a, "Nog geen vragenlijsten",
                    STR("De beheerder leest een vragenlijst in met: woonzorg vragenlijst importeer BESTAND "
                        "--db URL. Een vragenlijst is een werkboek in XLSForm."),
                    NULL, STR("")));
        t = tabel_maak(&p, "vragenlijsten", STR("Vragenlijsten"), STR(""));
        tabel_kolom(&p, t, "titel", STR("Vragenlijst"), STR(""), KOLOM_TEKST, 0, false);
        tabel_kolom(&p, t, "versie", STR("Versie"), STR(""), KOLOM_GETAL, 0, false);
        tabel_kolom(&p, t, "vragen", STR("Vragen"), STR(""), KOLOM_GETAL, 0, false);
        tabel_kolom(&p, t, "ontvangen", STR("Ingelezen"), STR(""), KOLOM_DATUM, 0, false);
        for (size_t i = 0; i < n; i++) {
            struct doc *rij = tabel_regel(&p, t, false);

            cel_tekst(&p, t, rij, v[i].titel, str_fmt(a, "/vragenlijsten/%.*s", STR_ARG(v[i].code)), STR(""));
            cel_getal(&p, t, rij, v[i].nummer, 0, STR(""));
            cel_getal(&p, t, rij, v[i].vragen, 0, STR(""));
            cel_datum(&p, t, rij, time_date(v[i].ontvangen));
        }
        tabel_klaar(&p, t, n ? "/vragenlijsten" : NULL);
        DOC_SET_BOOL(a, p.boom, "heeft_lijst", n > 0);
        DOC_SET(a, p.boom, "lijst", t);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* The version that the address asks for, of all that there are. */
static int versie_kies(struct http_req *q, struct conn *c, struct vl_versie **ret_alle, size_t *ret_n,
                       const struct vl_versie **ret, struct err *e)
{
    struct str s = doc_get_str(q->query, STR("versie"));
    int64_t nummer = 0;
    int rc = versies_lees(c, q->a, doc_get_str(q->params, STR("code")), ret_alle, ret_n, e);

    if (rc)
        return rc;
    *ret = *ret_alle;
    if (!s.n)
        return OK;
    if (!num_i64(s, &nummer))
        return err_set(e, ERR_DATA, "versie: verwacht een nummer als 1");
    for (size_t i = 0; i < *ret_n; i++)
        if ((*ret_alle)[i].nummer == nummer) {
            *ret = &(*ret_alle)[i];
            return OK;
        }
    return err_set(e, ERR_NOT_FOUND, "deze vragenlijst heeft geen versie %lld", (long long)nummer);
}

static void versies_bij(struct pagina *p, const struct vl_versie *alle, size_t n, const struct vl_versie *nu)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "feiten", doc_list(a));

    DOC_SET_BOOL(a, p->boom, "heeft_feiten", true);
    feit_bij(a, f, "Versie", str_fmt(a, "%lld", (long long)nu->nummer), STR(""),
             str_fmt(a, "ingelezen op %.*s", STR_ARG(date_nl(a, time_date(nu->ontvangen)))),
             nu == alle ? STR("") : STR("niet de nieuwste"));
    for (size_t i = 0; i < n; i++)
        if (&alle[i] != nu)
            feit_bij(
                a, f, "Andere versie", str_fmt(a, "%lld", (long long)alle[i].nummer),
                str_fmt(a, "/vragenlijsten/%.*s?versie=%lld", STR_ARG(nu->code), (long long)alle[i].nummer),
                STR(""), STR(""));
    feit_bij(a, f, "Werkboek", STR("neem mee als .xlsx"),
             str_fmt(a, "/vragenlijsten/%.*s/werkboek?versie=%lld", STR_ARG(nu->code), (long long)nu->nummer),
             STR(""), STR(""));
}

static int vragenlijst_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct vl_versie *alle = NULL;
    const struct vl_versie *nu = NULL;
    struct vl_werkboek w;
    struct vragenlijst *v;
    struct pagina p;
    size_t n = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = versie_kies(q, p.c, &alle, &n, &nu, e);
    if (!rc)
        rc = versie_lees(p.c, a, nu->id, &w, &v, e);
    if (!rc) {
        struct doc *d = vragenlijst_doc(a, v);

        for (size_t i = 0; i < d->map.n; i++)
            doc_set(a, p.boom, d->map.at[i].key, d->map.at[i].value);
        DOC_SET_STR(
            a, p.boom, "antwoord",
            str_fmt(a, "Voorbeeld van een vragenlijst met %zu vragen. Wat u hier invult wordt niet bewaard.",
                    v->n_vragen));
        DOC_SET_INT(a, p.boom, "versie", nu->nummer);
        pagina_kruimel(&p, STR("Vragenlijsten"), STR("/vragenlijsten"));
        pagina_kruimel(&p, v->titel, STR(""));
        versies_bij(&p, alle, n, nu);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

static int werkboek_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct vl_versie *alle = NULL;
    const struct vl_versie *nu = NULL;
    struct vl_werkboek w;
    struct vragenlijst *v;
    size_t n = 0;
    int rc = versie_kies(q, q->conn, &alle, &n, &nu, e);

    if (!rc)
        rc = versie_lees(q->conn, q->a, nu->id, &w, &v, e);
    if (!rc)
        rc = werkboek_xlsx(q->a, &w, &r->body, e);
    if (rc)
        return rc;
    r->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    r->filename = str_fmt(q->a, "%.*s-%lld.xlsx", STR_ARG(nu->code), (long long)nu->nummer);
    return OK;
}

const struct http_route vragenlijst_routes[] = {
    {"GET", "/vragenlijsten", vragenlijsten_get, "vragenlijsten", "De vragenlijsten", ROUTE_STORE,
     lijst_params, .recht = RECHT_PUBLIEK},
    {"GET", "/vragenlijsten/{code}", vragenlijst_get, "vragenlijst",
     "Een vragenlijst: alle vragen met hun keuzes", ROUTE_STORE, een_params, .recht = RECHT_PUBLIEK},
    {"GET", "/vragenlijsten/{code}/werkboek", werkboek_get, NULL,
     "Het werkboek van een vragenlijst, als .xlsx", ROUTE_STORE | ROUTE_SLOW, een_params,
     .recht = RECHT_PUBLIEK},
    {0},
};
