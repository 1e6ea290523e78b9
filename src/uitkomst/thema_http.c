/* SPDX-License-Identifier: EUPL-1.2
 * /uitkomsten/{ronde}/vragen/{vraag}/themas: reading open answers and putting them in themes. For who runs
 * the ronde: the answers themselves are shown here. */
#include "uitkomst/bladen.h"
#include "uitkomst/thema.h"

#include "base/num.h"
#include "beheer/beheer.h"
#include "gebied/omgeving.h"
#include "toegang/toegang.h"

#include <string.h>

enum { PER_BLAD = 20 };

struct lees {
    struct ronde ronde;
    struct str vraag, label;
    struct thema *thema;
    size_t n_thema;
    struct open_antwoord *antwoord;
    size_t n_antwoord;
};

/* The open question of the address, for who runs the ronde. */
static int vraag_vind(struct http_req *q, struct conn *c, struct lees *l, struct err *e)
{
    struct vragenlijst *v = NULL;
    int rc = ronde_bij_code(c, q->a, doc_get_str(q->params, STR("ronde")), &l->ronde, e);

    if (!rc)
        rc = toegang_object(q, c, RECHT_RONDE, 0, e);
    if (!rc)
        rc = uitkomst_vragenlijst(c, q->a, &l->ronde, &v, e);
    if (rc)
        return rc;
    l->vraag = doc_get_str(q->params, STR("vraag"));
    for (size_t i = 0; i < v->el.n; i++)
        if (v->el.at[i].nummer && v->el.at[i].soort == VL_TEXT && str_eq(v->el.at[i].code, l->vraag)) {
            l->label = vl_tekst_leesbaar(q->a, v, vl_tekst_nl(v, v->el.at[i].label), l->ronde.peildatum);
            return OK;
        }
    return err_set(e, ERR_NOT_FOUND, "de ronde heeft geen open vraag “%.*s”",
                   STR_ARG(utf8_clip(l->vraag, 60)));
}

static struct str pad(struct arena *a, const struct lees *l)
{
    return str_fmt(a, "/uitkomsten/%.*s/vragen/%.*s/themas", STR_ARG(l->ronde.code), STR_ARG(l->vraag));
}

static struct doc *form(struct pagina *p, struct doc *lijst, struct str kop, struct str tekst,
                        struct str actie, const char *knop)
{
    struct arena *a = p->a;
    struct doc *f = doc_add(a, lijst, doc_map(a));

    DOC_SET_STR(a, f, "kop", kop);
    if (tekst.n)
        DOC_SET_STR(a, f, "tekst", tekst);
    DOC_SET_STR(a, f, "actie", actie);
    DOC_SET_STR(a, f, "knop", str_from(knop));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET(a, f, "verborgen", doc_list(a));
    DOC_SET(a, f, "velden", doc_list(a));
    return f;
}

static void verborgen(struct arena *a, struct doc *f, const char *veld, struct str inhoud)
{
    struct doc *x = doc_add(a, doc_get(f, STR("verborgen")), doc_map(a));

    DOC_SET_STR(a, x, "veld", str_from(veld));
    DOC_SET_STR(a, x, "inhoud", inhoud);
}

static void antwoord_form(struct pagina *p, struct doc *lijst, const struct lees *l, size_t i)
{
    const struct open_antwoord *x = &l->antwoord[i];
    struct arena *a = p->a;
    struct doc *f =
        form(p, lijst,
             str_fmt(a, "%.*s%s%.*s%s", STR_ARG(x->partij), x->rij.n ? ", rij " : "", STR_ARG(x->rij),
                     x->gelezen ? " (gelezen)" : ""),
             x->tekst, str_cat(a, pad(a, l), STR("/antwoord")), x->gelezen ? "Wijzig" : "Gelezen");

    verborgen(a, f, "respons", str_fmt(a, "%lld", (long long)x->respons_id));
    verborgen(a, f, "rij", x->rij);
    verborgen(a, f, "revisie", str_fmt(a, "%lld", (long long)x->revisie));
    for (size_t t = 0; t < l->n_thema; t++) {
        struct doc *v = doc_add(a, doc_get(f, STR("velden")), doc_map(a));
        bool is = false;

        for (size_t k = 0; k < x->thema.n; k++)
            is = is || x->thema.at[k] == l->thema[t].id;
        DOC_SET_STR(a, v, "id", str_fmt(a, "a%zu-t%lld", i, (long long)l->thema[t].id));
        DOC_SET_STR(a, v, "naam", str_fmt(a, "thema-%lld", (long long)l->thema[t].id));
        DOC_SET_STR(a, v, "label", l->thema[t].label);
        DOC_SET_BOOL(a, v, "is_vinkje", true);
        DOC_SET_BOOL(a, v, "gezet", is);
    }
}

static void thema_form(struct pagina *p, struct doc *lijst, const struct lees *l)
{
    struct arena *a = p->a;
    struct doc *f = form(p, lijst, STR("Een thema erbij"), STR(""), pad(a, l), "Voeg toe"),
               *v = doc_add(a, doc_get(f, STR("velden")), doc_map(a));

    DOC_SET_STR(a, v, "id", STR("label"));
    DOC_SET_STR(a, v, "naam", STR("label"));
    DOC_SET_STR(a, v, "label", STR("Naam van het thema"));
    DOC_SET_STR(a, v, "uitleg", STR("Kort, als “te weinig capaciteit”"));
    DOC_SET_BOOL(a, v, "is_tekst", true);
    DOC_SET_STR(a, v, "inhoud", STR(""));
}

static void blad(struct pagina *p, const struct lees *l, size_t van)
{
    struct arena *a = p->a;
    struct doc *lijst = DOC_SET(a, p->boom, "formulieren", doc_list(a)), *f;
    size_t gelezen = 0;

    for (size_t i = 0; i < l->n_antwoord; i++)
        gelezen += l->antwoord[i].gelezen;
    DOC_SET_STR(a, p->boom, "titel", str_cat(a, STR("Thema’s: "), l->label));
    DOC_SET_STR(a, p->boom, "antwoord",
                l->n_antwoord ? str_fmt(a, "%zu van de %zu antwoorden zijn gelezen; er zijn %zu thema’s.",
                                        gelezen, l->n_antwoord, l->n_thema)
                              : STR("Niemand die meedeed gaf op deze vraag een antwoord."));
    pagina_kruimel(p, STR("Uitkomsten"), STR("/uitkomsten"));
    pagina_kruimel(p, l->ronde.titel, str_cat(a, STR("/uitkomsten/"), l->ronde.code));
    pagina_kruimel(p, STR("Thema’s"), STR(""));
    f = DOC_SET(a, p->boom, "feiten", doc_list(a));
    if (l->n_thema)
        feit_bij(
            a, f, "Uitkomst", STR("de thema’s geteld"),
            str_fmt(a, "/uitkomsten/%.*s/vragen/%.*s" THEMA_ADRES, STR_ARG(l->ronde.code), STR_ARG(l->vraag)),
            STR(""), STR(""));
    if (van + PER_BLAD < l->n_antwoord)
        feit_bij(a, f, "Verder", str_fmt(a, "antwoord %zu en volgende", van + PER_BLAD + 1),
                 str_fmt(a, "%.*s?vanaf=%zu", STR_ARG(pad(a, l)), van + PER_BLAD), STR(""), STR(""));
    DOC_SET_BOOL(a, p->boom, "heeft_feiten", f->list.n > 0);
    thema_form(p, lijst, l);
    for (size_t i = van; i < l->n_antwoord && i < van + PER_BLAD; i++)
        antwoord_form(p, lijst, l, i);
}

int themas_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str vanaf = doc_get_str(q->query, STR("vanaf"));
    struct lees l = {0};
    struct pagina p;
    int64_t van = 0;
    int rc = pagina_open(q, &p, e);

    if (!rc)
        rc = vraag_vind(q, p.c, &l, e);
    if (!rc && vanaf.n && (!num_i64(vanaf, &van) || van < 0))
        rc = err_set(e, ERR_DATA, "vanaf: verwacht een nummer");
    if (!rc)
        rc = themas_lees(p.c, q->a, l.ronde.id, l.vraag, &l.thema, &l.n_thema, e);
    if (!rc)
        rc = open_antwoorden(p.c, q->a, l.ronde.id, l.vraag, &l.antwoord, &l.n_antwoord, e);
    if (!rc) {
        blad(&p, &l, (size_t)van);
        pagina_klaar(&p, r);
    }
    pagina_sluit(&p);
    return rc;
}

/* ---- changing ---- */

struct schrijf {
    struct http_req *q;
    struct lees l;
    struct dader dader;
    struct str label, rij, wie;
    int64_t respons, revisie, thema[THEMA_MAX];
    size_t n;
};

static int bij_doe(struct conn *c, void *ctx, struct err *e)
{
    struct schrijf *s = ctx;

    return thema_bij(c, &s->dader, s->l.ronde.id, s->l.vraag, s->label, s->q->a, e);
}

static int codeer_doe(struct conn *c, void *ctx, struct err *e)
{
    struct schrijf *s = ctx;

    return antwoord_codeer(c, &s->dader, s->l.ronde.id, s->l.vraag, s->respons, s->rij, s->revisie, s->thema,
                           s->n, s->wie, s->q->a, e);
}

static int begin(struct http_req *q, struct schrijf *s, struct err *e)
{
    int rc;

    *s = (struct schrijf){.q = q};
    rc = vraag_vind(q, q->conn, &s->l, e);
    s->dader = wie_dader(q, RECHT_RONDE, 0);
    s->wie = wie_van(q)->naam;
    return rc;
}

int themas_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct schrijf s;
    int rc = begin(q, &s, e);

    s.label = str_trim(doc_get_str(q->form, STR("label")));
    if (!rc && !s.label.n)
        rc = err_set(e, ERR_DATA, "geef het thema een naam");
    if (!rc)
        rc = vel_schrijf(NULL, q, bij_doe, &s, e);
    if (!rc)
        r->location = pad(q->a, &s.l);
    return rc;
}

int codeer_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct schrijf s;
    struct thema *t = NULL;
    size_t n = 0;
    int rc = begin(q, &s, e);

    s.rij = doc_get_str(q->form, STR("rij"));
    if (!rc && (!num_i64(doc_get_str(q->form, STR("respons")), &s.respons) ||
                !num_i64(doc_get_str(q->form, STR("revisie")), &s.revisie)))
        rc = err_set(e, ERR_DATA, "respons en revisie: verwacht een nummer");
    if (!rc)
        rc = themas_lees(q->conn, q->a, s.l.ronde.id, s.l.vraag, &t, &n, e);
    for (size_t i = 0; !rc && i < n && i < THEMA_MAX; i++)
        if (doc_get_str(q->form, str_fmt(q->a, "thema-%lld", (long long)t[i].id)).n)
            s.thema[s.n++] = t[i].id;
    if (!rc)
        rc = vel_schrijf(NULL, q, codeer_doe, &s, e);
    if (!rc)
        r->location = pad(q->a, &s.l);
    return rc;
}
