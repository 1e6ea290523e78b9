/* SPDX-License-Identifier: EUPL-1.2
 * One answer at a time, for the browser: saved, and told with what it changes elsewhere on the page. */
#include "ronde/bewaar.h"

#include "base/num.h"

#include <string.h>

static void antwoord_bij(struct arena *a, struct doc *d, const char *naam, const struct antwoord *x,
                         struct str leesbaar)
{
    struct doc *o = doc_set(a, d, str_from(naam), doc_map(a));

    DOC_SET_STR(a, o, "waarde", x->waarde);
    DOC_SET_STR(a, o, "leesbaar", leesbaar);
    DOC_SET_STR(a, o, "toestand", str_from(toestand_namen[x->toestand]));
    DOC_SET_INT(a, o, "revisie", x->revisie);
    if (x->moment)
        DOC_SET_STR(a, o, "wanneer", time_nl(a, x->moment));
    if (x->wie.n)
        DOC_SET_STR(a, o, "wie", x->wie);
}

static bool ziet_veld(const struct gast *g, const struct invul_veld *x)
{
    for (size_t i = 0; i < g->in->deel.n; i++) {
        const struct invul_deel *d = &g->in->deel.at[i];

        if (((x->el >= d->van && x->el < d->tot) || x->el == d->el) && gast_ziet(g, d))
            return true;
    }
    return !g->deel.n;
}

static int geen_vraag(struct str adres, struct err *e)
{
    return err_set(e, ERR_NOT_FOUND, "de vraag “%.*s” is er niet (meer)", STR_ARG(utf8_clip(adres, 60)));
}

/* veld, waarde, toestand, revisie, aanvulling? → what stands there now; 409 with both when another was first.
 */
static int antwoord_lees_in(struct http_req *q, const struct gast *g, struct te_bewaren *x, struct err *e)
{
    struct str adres = doc_get_str(q->form, STR("veld")), fout, stand = doc_get_str(q->form, STR("toestand"));
    const struct invul_veld *v = invul_vind(g->in, adres);
    int64_t revisie = 0;

    if (!v || !ziet_veld(g, v) || !veld_is_vraag(g->in, v) || veld_el(g->in, v)->soort == VL_FILE)
        return geen_vraag(adres, e);
    if (!num_i64(doc_get_str(q->form, STR("revisie")), &revisie) || revisie < 0)
        return err_set(e, ERR_DATA, "revisie: verwacht een nummer vanaf 0");
    x->veld = (size_t)(v - g->in->veld.at);
    x->aanvulling = doc_get_str(q->form, STR("aanvulling")).n > 0 && veld_el(g->in, v)->of_anders;
    x->bron = g->wie.bron;
    x->x = x->aanvulling ? v->anders : v->antwoord;
    if (x->aanvulling)
        x->x.waarde = str_trim(str_sub(doc_get_str(q->form, STR("waarde")), 0, ANTWOORD_MAX));
    else if (!waarde_net(g->in, v, doc_get_str(q->form, STR("waarde")), &x->x.waarde, &fout))
        return err_set(e, ERR_DATA, "%.*s", STR_ARG(fout));
    x->x.toestand = x->x.waarde.n ? T_BEANTWOORD : T_LEEG;
    if (str_is(stand, "weet_niet") || str_is(stand, "nvt")) {
        x->x.toestand = str_is(stand, "nvt") ? T_NVT : T_WEET_NIET;
        x->x.waarde = STR("");
    }
    x->x.revisie = revisie;
    return OK;
}

/* A text that names answers (${x}), as it reads now. */
static void tekst_bij(struct arena *a, const struct invul *in, const struct invul_veld *x, struct doc *o,
                      const char *naam, struct vl_tekst t)
{
    struct str s = vl_tekst_nl(in->v, t);

    if (memmem(s.p ? s.p : "", s.n, "${", 2))
        doc_set(a, o, str_from(naam), doc_str(a, tekst_gevuld(in, x, s)));
}

/* The heading of a row counts it too: "Plan 2 van Parkstad". */
static void rij_kop_bij(struct arena *a, const struct invul *in, const struct invul_veld *x, struct doc *o)
{
    struct doc *label = doc_get(o, STR("label"));

    if (label && veld_el(in, x)->soort == VL_REPEAT && x->knoop)
        DOC_SET_STR(a, o, "label", str_fmt(a, "%.*s %lld", STR_ARG(label->s), (long long)rij_telt(in, x)));
}

/* Choices that name answers, by their code. */
static void keuzes_bij(struct arena *a, const struct invul *in, const struct invul_veld *x, struct doc *o)
{
    const struct vl_element *el = veld_el(in, x);
    struct doc *l = doc_map(a);

    for (size_t i = 0; el->lijst && i < el->lijst->keuze.n; i++) {
        struct str s = vl_tekst_nl(in->v, el->lijst->keuze.at[i].label);

        if (memmem(s.p ? s.p : "", s.n, "${", 2))
            doc_set(a, l, el->lijst->keuze.at[i].naam, doc_str(a, tekst_gevuld(in, x, s)));
    }
    if (l->map.n)
        DOC_SET(a, o, "keuzes", l);
}

/* What the answer changes elsewhere, in what this one sees: shown or not, what is computed, what is not
 * right, and texts that name it. */
static void gevolg_doc(struct arena *a, const struct gast *g, struct doc *d)
{
    struct doc *l = DOC_SET(a, d, "velden", doc_map(a));

    for (size_t i = 0; i < g->in->veld.n; i++) {
        const struct invul_veld *x = &g->in->veld.at[i];
        struct doc *o;

        if (!ziet_veld(g, x))
            continue;
        o = doc_set(a, l, veld_adres(a, g->in->v, x), doc_map(a));
        DOC_SET_BOOL(a, o, "getoond", x->getoond);
        if (x->getoond && veld_el(g->in, x)->required.x && !veld_el(g->in, x)->altijd_verplicht)
            DOC_SET_BOOL(a, o, "verplicht", x->verplicht);
        if (x->vast)
            DOC_SET_STR(a, o, "leesbaar", veld_leesbaar(g->in, x, x->waarde));
        if (x->fout.n)
            DOC_SET_STR(a, o, "fout", x->fout);
        if (!x->getoond)
            continue;
        tekst_bij(a, g->in, x, o, "label", veld_el(g->in, x)->label);
        tekst_bij(a, g->in, x, o, "hint", veld_el(g->in, x)->hint);
        keuzes_bij(a, g->in, x, o);
        rij_kop_bij(a, g->in, x, o);
    }
}

/* How far the section of this question is now. */
static void stand_bij(struct arena *a, const struct gast *g, const struct invul_veld *x, struct doc *d)
{
    for (size_t i = 0; i < g->in->deel.n; i++)
        if (x->el >= g->in->deel.at[i].van && x->el < g->in->deel.at[i].tot &&
            gast_ziet(g, &g->in->deel.at[i]))
            DOC_SET_STR(a, d, "stand", deel_stand(a, g, i));
}

int antwoord_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct te_bewaren x = {0};
    struct bewaring w = {.q = q, .x = &x, .n = 1};
    const struct invul_veld *veld;
    const struct invul *oud;
    struct gast g;
    struct doc *d = doc_map(q->a);
    size_t i;
    int rc = gast_open(q, &g, e);

    if (!rc)
        rc = antwoord_lees_in(q, &g, &x, e);
    if (rc)
        return rc;
    w.g = &g;
    rc = vel_schrijf(NULL, q, bewaar_doe, &w, e);
    oud = g.in;
    if (!rc)
        rc = gast_ververs(q, &g, e);
    if (rc)
        return rc;
    i = veld_weer(oud, x.veld, g.in);
    if (i == SIZE_MAX)
        return geen_vraag(doc_get_str(q->form, STR("veld")), e);
    veld = &g.in->veld.at[i];
    if (w.n_botsing) {
        const struct invul_botsing *k = &w.botsing[0];

        r->status = 409;
        antwoord_bij(q->a, d, "mijn", &k->mijn,
                     k->aanvulling ? k->mijn.waarde : veld_leesbaar(g.in, veld, k->mijn.waarde));
        antwoord_bij(q->a, d, "hun", &k->hun,
                     k->aanvulling ? k->hun.waarde : veld_leesbaar(g.in, veld, k->hun.waarde));
    } else {
        antwoord_bij(q->a, d, "nu", &w.nu, STR(""));
        gevolg_doc(q->a, &g, d);
        stand_bij(q->a, &g, veld, d);
    }
    r->tree = d;
    return OK;
}
