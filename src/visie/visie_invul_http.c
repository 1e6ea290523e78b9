/* SPDX-License-Identifier: EUPL-1.2
 * Filling in what a woonzorgvisie covers, a part at a time: bouwstenen, groepen, partners, leiding, aanpak.
 */
#include "toegang/toegang.h"
#include "visie/een.h"

struct werk {
    struct een *x;
    const struct visie_antwoord *antwoord;
    size_t n;
};

static struct dader dader_van(struct werk *w)
{
    return wie_dader(w->x->v.p.q, RECHT_LEVEREN, w->x->partij);
}

static const struct visie_woord *deel_van(struct str code)
{
    for (const struct visie_woord *d = visie_delen; d->code; d++)
        if (str_is(code, d->code))
            return d;
    return NULL;
}

static int invul_boom(struct een *x, const struct visie_woord *deel, struct err *e)
{
    struct vel *v = &x->v;
    struct pagina *p = &v->p;
    struct doc *f;
    int rc = visie_een_lees(x, e);

    if (rc)
        return rc;
    vel_titel(v, str_fmt(p->a, "%s: %.*s", deel->naam, STR_ARG(x->gebied->naam)),
              STR("Wat u open laat, blijft zoals het was."));
    pagina_kruimel(p, STR("Regie"), STR("/regie"));
    pagina_kruimel(p, STR("Woonzorgvisies"), STR("/regie/woonzorgvisies"));
    pagina_kruimel(p, x->gebied->naam, visie_een_adres(x, ""));
    pagina_kruimel(p, str_from(deel->naam), STR(""));
    f = form_bij(v, blok_bij(v, "vragen", str_from(deel->naam), STR("")), visie_een_adres(x, "/invullen"),
                 "Bewaar");
    form_verborgen(v, f, "deel", str_from(deel->code));
    for (const struct visie_vraag *q = visie_vragen; q->code; q++) {
        const struct visie_antwoord *a;
        struct str rest = str_from(q->antwoorden), nu;
        struct doc *k;

        if (!str_is(str_from(q->deel), deel->code))
            continue;
        a = visie_antwoord_van(&x->alle, x->gebied, q);
        nu = doc_get(p->q->form, str_from(q->code)) ? form_tekst(p->q, q->code) : a ? a->antwoord : STR("");
        k = form_veld(v, f, q->code, q->naam, NULL, "is_keuze", STR(""));
        optie_bij(p->a, k, STR(""), STR("niet ingevuld"), nu);
        while (rest.n) {
            struct str code = str_cut(rest, '|', &rest);

            optie_bij(p->a, k, code, visie_antwoord_naam(code), nu);
        }
        form_vrij(v, f);
    }
    form_veld(v, f, "herkomst", "Waar staat dat?", "Bijvoorbeeld de woonzorgvisie zelf, met de bladzijde.",
              "is_tekst", STR(""));
    return OK;
}

static int invullen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str code = doc_get_str(q->query, STR("deel"));
    const struct visie_woord *deel = deel_van(code.n ? code : str_from(visie_delen[0].code));
    struct een x = {0};
    int rc = visie_een_open(q, &x, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, x.partij, e);
    if (!rc && !deel)
        rc = err_set(e, ERR_NOT_FOUND, "dit deel is er niet");
    if (!rc)
        rc = invul_boom(&x, deel, e);
    if (!rc)
        rc = vel_klaar(&x.v, r, e);
    vel_sluit(&x.v);
    return rc;
}

static int antwoorden_doe(struct conn *c, void *ctx, struct err *e)
{
    struct werk *w = ctx;
    struct dader d = dader_van(w);

    return visie_antwoorden_zet(c, &d, w->antwoord, w->n, NULL, e);
}

static void antwoorden_lees(struct een *x, const struct visie_woord *deel, struct werk *w)
{
    struct arena *a = x->v.p.a;
    const struct http_req *q = x->v.p.q;
    VEC(struct visie_antwoord) lijst = {0};

    for (const struct visie_vraag *v = visie_vragen; v->code; v++) {
        struct str s = form_tekst(q, v->code);

        if (!str_is(str_from(v->deel), deel->code) || !s.n)
            continue;
        if (!visie_antwoord_mag(v, s))
            vel_fout(&x->v, v->code, STR("Kies een antwoord uit de lijst."));
        VEC_PUSH(a, &lijst,
                 ((struct visie_antwoord){.gebied = x->gebied,
                                          .vraag = v,
                                          .partij = x->partij,
                                          .antwoord = s,
                                          .route = STR("hand"),
                                          .herkomst = form_tekst(q, "herkomst"),
                                          .wie = wie_van(q)->naam,
                                          .gezegd_op = date_today()}));
    }
    w->antwoord = lijst.at;
    w->n = lijst.n;
}

static int invullen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct visie_woord *deel = deel_van(form_tekst(q, "deel"));
    struct str herkomst = form_tekst(q, "herkomst");
    struct een x = {0};
    struct werk w = {.x = &x};
    int rc = visie_een_open(q, &x, e);

    if (!rc)
        rc = toegang_object(q, q->conn, RECHT_LEVEREN, x.partij, e);
    if (!rc && !deel)
        rc = err_set(e, ERR_DATA, "zeg welk deel u invult");
    if (!rc) {
        antwoorden_lees(&x, deel, &w);
        if (!herkomst.n || herkomst.n > VISIE_TEKST_MAX)
            vel_fout(&x.v, "herkomst", STR("Zeg waar dit staat, in hoogstens 1.000 tekens."));
        if (x.v.fout.n) {
            rc = invul_boom(&x, deel, e);
            rc = rc ? rc : vel_klaar(&x.v, r, e);
        } else {
            rc = visie_een_schrijf(&x, &w, antwoorden_doe, "herkomst", "inhoud", r, e);
        }
    }
    vel_sluit(&x.v);
    return rc;
}

static const struct http_param invul_params[] = {
    CODE_PARAM, {"deel", "welk deel: bouwstenen, groepen …", PARAM_QUERY, false, false}, CONTEXT_PARAMS, {0}};
static const struct http_param invul_post_params[] = {
    CODE_PARAM,
    {"deel", "welk deel", PARAM_FORM, false, false},
    {"herkomst", "waar dat staat", PARAM_FORM, false, false},
    {0}};

enum { LEEST = ROUTE_STORE | ROUTE_NO_STORE_CACHE, SCHRIJFT = LEEST | ROUTE_SLOW };

const struct http_route visie_invul_routes[] = {
    {"GET", "/regie/woonzorgvisies/{code}/invullen", invullen_get, "regie",
     "Vul in wat een woonzorgvisie bevat", LEEST, invul_params, .recht = RECHT_LEVEREN},
    {"POST", "/regie/woonzorgvisies/{code}/invullen", invullen_post, "regie",
     "Bewaar wat een woonzorgvisie bevat", SCHRIJFT, invul_post_params, .recht = RECHT_LEVEREN},
    {0},
};
