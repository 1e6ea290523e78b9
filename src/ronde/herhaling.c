/* SPDX-License-Identifier: EUPL-1.2
 * Rows of repeats while filling in: which button was pressed (one more, away, over from the ronde before),
 * and doing that with the answers in it. */
#include "ronde/bewaar.h"

#include "base/num.h"

/* ---- within the write transaction ---- */

int rij_er(struct conn *c, const struct bewaring *b, const struct te_bewaren *x, bool *ret, struct err *e)
{
    const struct invul *in = b->g->in;
    size_t k = in->veld.at[x->veld].ouder;
    int rc = OK;

    *ret = true;
    for (; !rc && *ret && k != SIZE_MAX; k = in->veld.at[k].ouder) {
        const struct invul_veld *v = &in->veld.at[k];
        bool weg = false;

        if (veld_el(in, v)->soort != VL_REPEAT || !v->knoop)
            continue;
        rc = rij_is_weg(c, b->g->respons.id, veld_el(in, v)->naam, v->rij, &weg, e);
        *ret = !weg;
    }
    return rc;
}

/* The highest number that a row of this repeat had in the ronde before: those stay theirs. */
static int64_t vorige_hoogste(const struct bewaring *b)
{
    int64_t hoogste = 0, n;

    for (size_t i = 0; i < b->g->n_vorige_rij; i++) {
        const struct antwoord *r = &b->g->vorige_rij[i];
        struct str eigen, in = rij_ouder(r->rij, &eigen);

        if (str_eq(r->vraag, b->herhaling) && str_eq(in, b->in_rij) && num_i64(eigen, &n) && n > hoogste)
            hoogste = n;
    }
    return hoogste;
}

static int over_doe(struct conn *c, const struct bewaring *b, struct err *e)
{
    struct rij_opdracht o = {.herhaling = b->herhaling,
                             .rij = b->rij,
                             .x = b->toen,
                             .n = b->n_toen,
                             .vragen = b->vragen,
                             .n_vragen = b->n_vragen,
                             .binnen = b->binnen,
                             .n_binnen = b->n_binnen};
    struct schrijver wie = b->g->wie;
    int rc = OK;

    wie.bron = BRON_OVERNAME;
    for (size_t i = 0; !rc && i < b->n_toen_bestand; i++)
        rc = bestand_over(c, b->g->vorige_respons, b->g->respons.id, b->toen_bestand[i], e);
    return rc ? rc : rij_over(c, b->q->a, &b->g->respons, &wie, &o, e);
}

int rij_doe(struct conn *c, struct bewaring *b, struct err *e)
{
    struct arena *a = b->q->a;

    if (b->rij_weg)
        return rij_weg(c, a, &b->g->respons, &b->g->wie, b->herhaling, b->rij, b->vragen, b->n_vragen, e);
    if (b->rij_bij)
        return rij_bij(c, a, &b->g->respons, b->herhaling, b->in_rij, vorige_hoogste(b), &b->rij, e);
    return b->rij_over ? over_doe(c, b, e) : OK;
}

/* ---- which button ---- */

/* What stands in the repeat. */
static void herhaling_namen(struct http_req *q, struct bewaring *b, size_t van)
{
    const struct vragenlijst *v = b->g->in->v;
    const struct vl_element *el = &v->el.at[van];

    b->vragen = ARENA_ARRAY(q->a, struct str, 2 * (el->eind - van) + 1);
    b->binnen = ARENA_ARRAY(q->a, struct str, el->eind - van + 1);
    for (size_t i = van + 1; i < el->eind; i++) {
        b->vragen[b->n_vragen++] = v->el.at[i].code;
        if (v->el.at[i].of_anders)
            b->vragen[b->n_vragen++] = str_cat(q->a, v->el.at[i].code, STR("_other"));
        if (v->el.at[i].soort == VL_REPEAT)
            b->binnen[b->n_binnen++] = v->el.at[i].naam;
    }
}

static void toen_bij(struct bewaring *b, struct str vraag, struct str waarde)
{
    b->toen[b->n_toen++] =
        (struct antwoord){.vraag = vraag, .rij = b->rij, .waarde = waarde, .toestand = T_BEANTWOORD};
}

/* The row with what was answered in it; rows of a repeat in it are offered by themselves. */
static void rij_toen(struct http_req *q, struct bewaring *b, size_t van)
{
    const struct vragenlijst *v = b->g->in->v;

    b->toen = ARENA_ARRAY(q->a, struct antwoord, 2 * (v->el.at[van].eind - van) + 1);
    b->toen_bestand = ARENA_ARRAY(q->a, struct str, v->el.at[van].eind - van);
    for (size_t i = van + 1; i < v->el.at[van].eind;) {
        const struct vl_element *el = &v->el.at[i];
        const struct antwoord *anders =
            el->of_anders ? gast_vorige(b->g, str_cat(q->a, el->code, STR("_other")), b->rij) : NULL;
        struct str waarde;

        if (vorige_waarde(b->g, i, b->rij, &waarde)) {
            toen_bij(b, el->code, waarde);
            if (el->soort == VL_FILE)
                b->toen_bestand[b->n_toen_bestand++] = waarde;
            if (anders)
                toen_bij(b, anders->vraag, anders->waarde);
        }
        i = el->soort == VL_REPEAT ? el->eind : i + 1;
    }
}

/* "Ja, neem over" of a row of the ronde before. One that is no longer offered (a colleague was first) is
 * there already. */
static void over_knop(struct http_req *q, struct bewaring *b, const struct invul_deel *d, struct str adres)
{
    const struct invul *in = b->g->in;

    for (size_t i = 0; i < b->g->n_vorige_rij; i++) {
        const struct antwoord *r = &b->g->vorige_rij[i];
        size_t hoofd;

        if (!str_eq(str_fmt(q->a, "%.*s@%.*s", STR_ARG(r->vraag), STR_ARG(r->rij)), adres) ||
            !vorige_rij_over(b->g, r, &hoofd) || in->veld.at[hoofd].el < d->van ||
            in->veld.at[hoofd].el >= d->tot)
            continue;
        b->herhaling = r->vraag;
        b->rij = r->rij;
        b->rij_over = true;
        herhaling_namen(q, b, in->veld.at[hoofd].el);
        rij_toen(q, b, in->veld.at[hoofd].el);
        return;
    }
}

int rij_knop(struct http_req *q, struct bewaring *b, const struct invul_deel *d, struct err *e)
{
    struct str weg = doc_get_str(q->form, STR("rij_weg")), bij = doc_get_str(q->form, STR("rij_bij")),
               over = doc_get_str(q->form, STR("rij_over"));
    const struct invul *in = b->g->in;
    const struct invul_veld *x = invul_vind(in, weg.n ? weg : bij);
    const struct vl_element *el = x ? veld_el(in, x) : NULL;

    if (over.n)
        over_knop(q, b, d, over);
    if (over.n || (!weg.n && !bij.n))
        return OK;
    if (!el || el->soort != VL_REPEAT || el->repeat_count.x || (weg.n > 0) != (x->knoop != NULL) ||
        x->el < d->van || x->el >= d->tot)
        return weg.n ? OK : err_set(e, ERR_DATA, "hier kan geen rij bij");
    b->herhaling = el->naam;
    b->rij = x->rij;
    b->in_rij = x->rij;
    b->rij_weg = weg.n > 0;
    b->rij_bij = !b->rij_weg;
    herhaling_namen(q, b, x->el);
    return OK;
}
