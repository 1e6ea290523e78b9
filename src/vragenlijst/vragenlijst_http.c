/* SPDX-License-Identifier: EUPL-1.2
 * /vragenlijsten: which there are, how one looks, and its workbook. */
#include "base/num.h"
#include "cijfer/vel.h"
#include "toegang/toegang.h"
#include "vragenlijst/bewaar.h"
#include "vragenlijst/intern.h"

static const struct http_param lijst_params[] = {CONTEXT_PARAMS, {0}};
static const struct http_param een_params[] = {
    {"code", "de code van de vragenlijst", PARAM_PATH, true, false, NULL, "woonzorgvisies-gemeenten"},
    {"versie", "het nummer van de versie; standaard de nieuwste", PARAM_QUERY, false, false, "getal", NULL},
    {"gedaan", "wat net is gelukt", PARAM_QUERY, false, false},
    CONTEXT_PARAMS,
    {0}};

static const struct http_param upload_params[] = {
    {"werkboek", "een XLSForm-werkboek (.xlsx), of hetzelfde als Markdown-tabellen", PARAM_FILE, false,
     false},
    {0}};

static bool mag_inlezen(const struct http_req *q)
{
    int64_t bij;

    return wie_bereik(wie_van(q), RECHT_RONDE, &bij) == BEREIK_ALLES;
}

/* The form to read a workbook in, for who may; v: what was wrong with the one that was sent. */
static void upload_form(struct pagina *p, const struct vragenlijst *v, struct str fout)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "inlezen", doc_map(a)), *veld, *fouten;

    DOC_SET_STR(a, f, "actie", STR("/vragenlijsten"));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_BOOL(a, f, "is_upload", true);
    DOC_SET_STR(a, f, "knop", STR("Lees in"));
    DOC_SET(a, f, "verborgen", doc_list(a));
    veld = doc_add(a, DOC_SET(a, f, "velden", doc_list(a)), doc_map(a));
    DOC_SET_STR(a, veld, "id", STR("werkboek"));
    DOC_SET_STR(a, veld, "naam", STR("werkboek"));
    DOC_SET_STR(a, veld, "label", STR("Werkboek met de vragenlijst"));
    DOC_SET_STR(a, veld, "uitleg",
                STR("Een XLSForm-werkboek (.xlsx). De code van de vragenlijst staat op het blad settings."));
    DOC_SET_BOOL(a, veld, "is_bestand", true);
    DOC_SET_STR(a, veld, "soorten", STR(".xlsx,.md"));
    DOC_SET_BOOL(a, p->boom, "heeft_fouten", v || fout.n);
    fouten = DOC_SET(a, p->boom, "fouten", doc_list(a));
    if (!v && !fout.n)
        return;
    DOC_SET_STR(a, veld, "fout",
                fout.n
                    ? fout
                    : STR("Het werkboek is geweigerd. Verbeter wat hierboven staat en lees het opnieuw in."));
    for (size_t i = 0; i < (v ? v->melding.n : 1); i++) {
        struct doc *x;

        if (v && v->melding.at[i].waarschuwing)
            continue;
        x = doc_add(a, fouten, doc_map(a));
        DOC_SET_STR(a, x, "veld", STR("werkboek"));
        DOC_SET_STR(a, x, "wat", v ? v->melding.at[i].tekst : fout);
    }
}

static int vragenlijsten_toon(struct http_req *q, const struct vragenlijst *slecht, struct str fout,
                              struct http_resp *r, struct err *e)
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
        DOC_SET_BOOL(a, p.boom, "heeft_fouten", false);
        if (mag_inlezen(q)) {
            upload_form(&p, slecht, fout);
            DOC_SET_STR(a, p.boom, "rondes_adres", STR("/rondes"));
        }
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

static int vragenlijsten_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    return vragenlijsten_toon(q, NULL, STR(""), r, e);
}

/* The file's name without its ending: the code of a questionnaire that names none. */
static int werkboek_in(struct http_req *q, struct vl_werkboek *w, struct vragenlijst **v, struct err *e)
{
    const struct http_upload *u = q->n_uploads ? &q->uploads[0] : NULL;
    int rc;

    if (!u || !u->bytes.n)
        return err_set(e, ERR_DATA, "Kies een werkboek.");
    rc = werkboek_lees(q->a, u->name, u->bytes, w, e);
    if (!rc)
        rc = vragenlijst_lees(q->a, w, str_sub(u->name, 0, str_index(u->name, '.')), v, e);
    if (!rc && !(*v)->n_fouten && !vl_naam_goed((*v)->code))
        rc =
            err_set(e, ERR_DATA,
                    "blad settings, form_id: \"%.*s\" kan geen code zijn; gebruik letters, cijfers, _ - en .",
                    STR_ARG(utf8_clip((*v)->code, 60)));
    return rc;
}

static int vragenlijsten_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct dader d = wie_dader(q, RECHT_RONDE, 0);
    struct vl_werkboek w;
    struct vragenlijst *v = NULL;
    struct vl_bewaard b = {0};
    int rc = werkboek_in(q, &w, &v, e);

    if (!rc && v->n_fouten) {
        r->status = 400;
        return vragenlijsten_toon(q, v, STR(""), r, e);
    }
    if (!rc)
        rc = vragenlijst_bewaar_als(o->store, q->a, &d, v, &w, &b, e);
    if (rc == ERR_DATA && q->format == HTTP_HTML) {
        r->status = 400;
        return vragenlijsten_toon(q, NULL, str_dup(q->a, str_from(e->text)), r, e);
    }
    if (!rc)
        r->location = str_fmt(q->a, "/vragenlijsten/%.*s?gedaan=%s", STR_ARG(v->code),
                              b.nieuw ? "ingelezen" : "gelijk");
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
    feit_bij(a, f, "Papier", STR("druk de lege vragenlijst af"),
             str_fmt(a, "/vragenlijsten/%.*s/papier?versie=%lld", STR_ARG(nu->code), (long long)nu->nummer),
             STR(""), STR(""));
}

/* What can be used, and may not be what was meant: for who writes the workbook. */
static void let_op(struct pagina *p, const struct vragenlijst *v)
{
    for (size_t i = 0; i < v->melding.n; i++)
        if (v->melding.at[i].waarschuwing)
            feit_bij(p->a, doc_get(p->boom, STR("feiten")), "Let op", v->melding.at[i].tekst, STR(""),
                     STR(""), STR(""));
}

/* What reading it in came to, and what one does next. */
static void gelukt(struct pagina *p, const struct vragenlijst *v, const struct vl_versie *nu)
{
    struct str gedaan = doc_get_str(p->q->query, STR("gedaan")), tekst;
    struct vel b = {.p = *p};

    if (str_is(gedaan, "ingelezen"))
        tekst = str_fmt(p->a, "het werkboek is ingelezen als versie %lld, met %zu %s", (long long)nu->nummer,
                        v->n_vragen, v->n_vragen == 1 ? "vraag" : "vragen");
    else if (str_is(gedaan, "gelijk"))
        tekst = str_fmt(p->a, "het werkboek is gelezen; het is gelijk aan versie %lld, er is niets veranderd",
                        (long long)nu->nummer);
    else
        return;
    vel_gelukt(
        &b, tekst,
        STR("Kijk hieronder of elke vraag er staat zoals u haar bedoelt. Zet de vragenlijst daarna uit "
            "als ronde."));
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
        struct doc *d = vragenlijst_doc(a, v, p.peildatum);

        for (size_t i = 0; i < d->map.n; i++)
            doc_set(a, p.boom, d->map.at[i].key, d->map.at[i].value);
        DOC_SET_STR(a, p.boom, "antwoord",
                    str_fmt(a,
                            "Voorbeeld van een vragenlijst met %zu %s. Wat u hier invult wordt niet bewaard.",
                            v->n_vragen, v->n_vragen == 1 ? "vraag" : "vragen"));
        DOC_SET_INT(a, p.boom, "versie", nu->nummer);
        pagina_kruimel(&p, STR("Vragenlijsten"), STR("/vragenlijsten"));
        pagina_kruimel(&p, v->titel, STR(""));
        versies_bij(&p, alle, n, nu);
        if (mag_inlezen(q)) {
            if (nu == alle)
                feit_bij(a, doc_get(p.boom, STR("feiten")), "Volgende stap", STR("Zet uit als ronde"),
                         str_fmt(a, "/rondes?vragenlijst=%.*s#nieuw", STR_ARG(v->code)),
                         STR("kies wie haar invult, en tot wanneer"), STR(""));
            let_op(&p, v);
            gelukt(&p, v, nu);
        }
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* The same tree on paper: boxes and lines in place of fields. */
static int papier_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct arena *a = q->a;
    struct vl_versie *alle = NULL;
    const struct vl_versie *nu = NULL;
    struct vl_werkboek w;
    struct vragenlijst *v;
    struct str dag = doc_get_str(q->query, STR("peildatum"));
    date_t peildatum = 0;
    size_t n = 0;
    int rc = dag.n && !date_parse(dag, &peildatum)
                 ? err_set(e, ERR_DATA, "peildatum: verwacht een datum, zoals 2023-11-01")
                 : versie_kies(q, q->conn, &alle, &n, &nu, e);

    if (!rc)
        rc = versie_lees(q->conn, a, nu->id, &w, &v, e);
    if (rc)
        return rc;
    r->tree = vragenlijst_doc(a, v, peildatum);
    DOC_SET_BOOL(a, r->tree, "context", false);
    DOC_SET_INT(a, r->tree, "versie", nu->nummer);
    DOC_SET_STR(a, r->tree, "antwoord",
                STR("Druk deze pagina af. Wie de antwoorden ontvangt, voert ze in bij de ronde."));
    return OK;
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
    {"POST", "/vragenlijsten", vragenlijsten_post, "vragenlijsten",
     "Leest een werkboek in als een nieuwe versie", ROUTE_STORE | ROUTE_SLOW, upload_params,
     .recht = RECHT_RONDE},
    {"GET", "/vragenlijsten/{code}/papier", papier_get, "papier", "Een lege vragenlijst om af te drukken",
     ROUTE_STORE, een_params, .recht = RECHT_PUBLIEK},
    {"GET", "/vragenlijsten/{code}", vragenlijst_get, "vragenlijst",
     "Een vragenlijst: alle vragen met hun keuzes", ROUTE_STORE, een_params, .recht = RECHT_PUBLIEK},
    {"GET", "/vragenlijsten/{code}/werkboek", werkboek_get, NULL,
     "Het werkboek van een vragenlijst, als .xlsx", ROUTE_STORE | ROUTE_SLOW, een_params,
     .recht = RECHT_PUBLIEK},
    {0},
};
