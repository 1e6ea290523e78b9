/* SPDX-License-Identifier: EUPL-1.2
 * The acts on what was made known: saying that one saw it, noting a reminder, sending one. */
#include "kennisname/intern.h"

#include "base/num.h"
#include "toegang/toegang.h"

struct werk {
    struct http_req *q;
    struct publicatie p;
    int64_t partij;
    bool al; /* was said before */
    struct kennisname_gemaild gemaild;
};

static int gezien_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    const struct wie *ik = wie_van(w->q);
    struct dader d = wie_dader(w->q, RECHT_LEVEREN, w->partij);

    return kennisname_bevestig(c, &d, w->p.id, w->partij, ik->id, ik->naam, &w->al, e);
}

static int herinner_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, 0);
    int64_t na;

    return kennisname_herinner(c, &d, w->p.id, w->partij, form_tekst(w->q, "hoe"), wie_van(w->q)->naam,
                               num_i64(form_tekst(w->q, "na"), &na) && na >= 0 ? na : -1, e);
}

/* A form on the page of one: does it, or says beside a field why not. */
static int een_doe(struct vel *v, struct werk *w, store_write_fn *fn, const char *veld, const char *gedaan,
                   struct http_resp *r, struct err *e)
{
    int rc = v->fout.n ? OK : vel_schrijf(v, w->q, fn, w, e);

    if (rc == ERR_CONFLICT || rc == ERR_DATA) {
        vel_fout(v, veld, str_dup(w->q->a, str_from(e->text)));
        rc = OK;
    }
    if (rc)
        return rc;
    if (!v->fout.n) {
        r->location = str_fmt(w->q->a, "%.*s?gedaan=%s", STR_ARG(publicatie_adres(w->q->a, w->p.id)), gedaan);
        return OK;
    }
    rc = publicatie_lees(v->p.c, v->p.g, v->p.a, w->p.id, &w->p, e);
    return rc ? rc : publicatie_toon(v, &w->p, r, e);
}

static int gezien_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = publicatie_van(q, &v, &w.p, e);
    if (!rc)
        rc = nummer_van(form_tekst(q, "namens"), &w.partij, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, w.partij, e);
    if (!rc && (wie_van(q)->soort != WIE_MENS || !wie_hoort_bij(wie_van(q), w.partij)))
        rc = err_set(e, ERR_DENIED,
                     "Alleen iemand van de organisatie zelf kan zeggen dat zij dit gezien heeft.");
    if (!rc)
        rc = vel_schrijf(&v, q, gezien_doe, &w, e);
    if (!rc)
        r->location = str_fmt(q->a, "%.*s?gedaan=%s", STR_ARG(publicatie_adres(q->a, w.p.id)),
                              w.al ? "al-gezien" : "gezien");
    vel_sluit(&v);
    return rc;
}

static int herinner_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = publicatie_van(q, &v, &w.p, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_REDACTIE, w.p.partij, e);
    if (!rc && (nummer_van(form_tekst(q, "partij"), &w.partij, e)))
        vel_fout(&v, "partij", STR("Kies een organisatie."));
    if (!rc && (!form_tekst(q, "hoe").n || form_tekst(q, "hoe").n > 200))
        vel_fout(&v, "hoe", STR("Zeg wat u deed, in hoogstens 200 tekens."));
    if (!rc)
        rc = een_doe(&v, &w, herinner_doe, "partij", "herinnerd", r, e);
    vel_sluit(&v);
    return rc;
}

static int mail_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = wie_dader(w->q, RECHT_REDACTIE, 0);

    w->gemaild = (struct kennisname_gemaild){0};
    return kennisname_mail(c, w->q->a, &d, &w->p, 0, wie_van(w->q)->naam, &w->gemaild, e);
}

static int mail_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct werk w = {.q = q};
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = publicatie_van(q, &v, &w.p, e);
    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_REDACTIE, w.p.partij, e);
    if (!rc)
        rc = vel_schrijf(&v, q, mail_doe, &w, e);
    if (!rc)
        r->location = str_fmt(q->a, "%.*s?gedaan=%s", STR_ARG(publicatie_adres(q->a, w.p.id)),
                              w.gemaild.brieven ? "gemaild" : "niemand");
    vel_sluit(&v);
    return rc;
}

#define ID_PARAM                                                                                             \
    {                                                                                                        \
        "id", "nummer van de publicatie", PARAM_PATH, true, false                                            \
    }
static const struct http_param gezien_params[] = {
    ID_PARAM, {"namens", "nummer van uw organisatie", PARAM_FORM, false, false}, {0}};
static const struct http_param mail_params[] = {ID_PARAM, {0}};
static const struct http_param herinner_params[] = {
    ID_PARAM,
    {"partij", "nummer van de organisatie", PARAM_FORM, false, false},
    {"hoe", "wat u deed", PARAM_FORM, false, false},
    {"na", "hoeveel herinneringen u zag", PARAM_FORM, false, false},
    {0}};

enum { SCHRIJFT = ROUTE_STORE | ROUTE_NO_STORE_CACHE | ROUTE_SLOW };

const struct http_route kennisname_doe_routes[] = {
    {"POST", "/regie/kennisname/{id}/gezien", gezien_post, "regie",
     "Bevestig dat uw organisatie dit gezien heeft", SCHRIJFT, gezien_params, .recht = RECHT_LEVEREN},
    {"POST", "/regie/kennisname/{id}/herinner", herinner_post, "regie",
     "Noteer dat u een organisatie herinnerde", SCHRIJFT, herinner_params, .recht = RECHT_REDACTIE},
    {"POST", "/regie/kennisname/{id}/mail", mail_post, "regie", "Herinner per mail wie iets nog niet zag",
     SCHRIJFT, mail_params, .recht = RECHT_REDACTIE},
    {0},
};
