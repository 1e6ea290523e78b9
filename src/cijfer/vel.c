/* SPDX-License-Identifier: EUPL-1.2
 * Making the tree of a page of blocks (templates beheer and regie): facts, tables and forms, with what was
 * wrong with a form beside its field. */
#include "cijfer/vel.h"

#include "base/num.h"

#include <string.h>

int vel_open(struct http_req *q, struct vel *b, struct err *e)
{
    struct arena *a = q->a;
    int rc = OK;

    *b = (struct vel){0};
    if (q->conn)
        rc = pagina_open(q, &b->p, e);
    else
        b->p = (struct pagina){.q = q, .a = a, .o = q->app, .boom = doc_map(a)};
    if (rc)
        return rc;
    DOC_SET_BOOL(a, b->p.boom, "heeft_fouten", false);
    DOC_SET(a, b->p.boom, "fouten", doc_list(a));
    DOC_SET(a, b->p.boom, "blokken", doc_list(a));
    return OK;
}

void vel_sluit(struct vel *b)
{
    pagina_sluit(&b->p);
}

int vel_toon(struct http_req *q, int (*boom)(struct vel *b, struct err *e), struct http_resp *r,
             struct err *e)
{
    struct vel v;
    int rc = vel_open(q, &v, e);

    if (!rc)
        rc = boom(&v, e);
    if (!rc)
        rc = vel_klaar(&v, r, e);
    vel_sluit(&v);
    return rc;
}

int vel_schrijf(struct vel *b, struct http_req *q, store_write_fn *fn, void *ctx, struct err *e)
{
    struct omgeving *o = q->app;
    struct err later;
    bool lent = q->conn != NULL;
    int rc, rc_lees = OK;

    store_return(o->store, q->conn);
    q->conn = NULL;
    rc = store_write(o->store, fn, ctx, e);
    if (!rc && o->veranderd)
        o->veranderd(o);
    if (lent) {
        rc_lees = store_read(o->store, &q->conn, &later);
        if (!rc_lees)
            rc_lees = conn_snapshot_begin(q->conn, &later);
    }
    if (b)
        b->p.c = q->conn;
    if (!rc && rc_lees)
        *e = later;
    return rc ? rc : rc_lees;
}

void vel_titel(struct vel *b, struct str titel, struct str antwoord)
{
    DOC_SET_STR(b->p.a, b->p.boom, "titel", titel);
    if (antwoord.n)
        DOC_SET_STR(b->p.a, b->p.boom, "antwoord", antwoord);
}

/* In the list at the head of the page; veld "" when the page has no such field. */
static void fout_noem(struct vel *b, struct vel_fout *f, struct str veld, const char *label)
{
    struct doc *x = doc_add(b->p.a, doc_get(b->p.boom, STR("fouten")), doc_map(b->p.a));

    DOC_SET_BOOL(b->p.a, b->p.boom, "heeft_fouten", true);
    if (veld.n)
        DOC_SET_STR(b->p.a, x, "veld", veld);
    DOC_SET_STR(
        b->p.a, x, "wat",
        label && b->fouten.n > 1 /* "Vul dit in" of which? */
            ? str_fmt(b->p.a, "%s%s %.*s", label, label[strlen(label) - 1] == '?' ? "" : ":", STR_ARG(f->wat))
            : f->wat);
    f->genoemd = true;
}

/* "titel: Geef een titel. bron: Noem een bron." */
static struct str fouten_tekst(const struct vel *b)
{
    struct buf t;

    buf_init(&t, b->p.a, 20000);
    for (size_t i = 0; i < b->fouten.n; i++)
        buf_fmt(&t, "%s%.*s: %.*s", i ? " " : "", STR_ARG(b->fouten.at[i].veld),
                STR_ARG(b->fouten.at[i].wat));
    return buf_str(&t);
}

/* A block whose only table is called as it is itself has one heading. */
static void koppen_eens(struct vel *b)
{
    const struct doc *l = doc_get(b->p.boom, STR("blokken"));

    for (size_t i = 0; l && i < l->list.n; i++) {
        const struct doc *t = doc_get(l->list.at[i], STR("tabellen_hier"));

        if (t && t->list.n == 1 &&
            str_eq(doc_get_str(t->list.at[0], STR("titel")), doc_get_str(l->list.at[i], STR("kopje"))))
            DOC_SET_BOOL(b->p.a, t->list.at[0], "onder_kop", true);
    }
}

int vel_klaar(struct vel *b, struct http_resp *r, struct err *e)
{
    bool vol = doc_get(b->p.boom, STR("fouten")) != NULL;

    if (b->p.q->format == HTTP_HTML)
        koppen_eens(b);
    if (b->fout.n && b->p.q->format != HTTP_HTML)
        return err_set(e, ERR_DATA, "%.*s", STR_ARG(fouten_tekst(b)));
    for (size_t i = 0; vol && i < b->fouten.n; i++)
        if (!b->fouten.at[i].genoemd) /* what was sent came not from a form of this page */
            fout_noem(b, &b->fouten.at[i], STR(""), NULL);
    r->tree = b->p.boom;
    if (b->fout.n && !r->status)
        r->status = 400;
    return OK;
}

void vel_fout(struct vel *b, const char *veld, struct str fout)
{
    for (size_t i = 0; i < b->fouten.n; i++)
        if (str_is(b->fouten.at[i].veld, veld))
            return;
    VEC_PUSH(b->p.a, &b->fouten, ((struct vel_fout){str_from(veld), fout, false}));
    b->fout = b->fouten.at[0].wat;
}

static void melding(struct vel *b, const char *soort, struct str kop, struct str tekst)
{
    struct arena *a = b->p.a;
    struct doc *l = doc_get(b->p.boom, STR("meldingen")), *m;

    if (!l)
        l = DOC_SET(a, b->p.boom, "meldingen", doc_list(a));
    m = doc_add(a, l, doc_map(a));
    doc_set(a, m, str_from(soort), doc_bool(a, true));
    DOC_SET_STR(a, m, "kop", kop);
    if (tekst.n)
        DOC_SET_STR(a, m, "tekst", tekst);
}

void vel_gelukt(struct vel *b, struct str kop, struct str tekst)
{
    melding(b, "is_ok", kop, tekst);
}

void vel_let_op(struct vel *b, struct str kop, struct str tekst)
{
    melding(b, "is_letop", kop, tekst);
}

struct doc *blok_bij(struct vel *b, const char *id, struct str kop, struct str alinea)
{
    struct arena *a = b->p.a;
    struct doc *d = doc_add(a, doc_get(b->p.boom, STR("blokken")), doc_map(a));

    DOC_SET_STR(a, d, "id", str_from(id));
    DOC_SET_STR(a, d, "kopje", kop);
    if (alinea.n)
        DOC_SET_STR(a, d, "alinea", alinea);
    DOC_SET(a, d, "tabellen_hier", doc_list(a));
    DOC_SET(a, d, "formulieren", doc_list(a));
    return d;
}

struct doc *blok_keuze(struct vel *b, const char *id, struct str kop)
{
    struct doc *d = blok_bij(b, id, kop, STR(""));

    DOC_SET_BOOL(b->p.a, d, "keuze", true);
    return d;
}

void blok_klap_in(struct vel *b, struct doc *blok, struct str woorden, bool open)
{
    DOC_SET_STR(b->p.a, blok, "ingeklapt", woorden);
    DOC_SET_BOOL(b->p.a, blok, "open", open);
}

void blok_punt(struct vel *b, struct doc *blok, struct str punt)
{
    struct doc *l = doc_get(blok, STR("punten"));

    if (!l) {
        DOC_SET_BOOL(b->p.a, blok, "heeft_punten", true);
        l = DOC_SET(b->p.a, blok, "punten", doc_list(b->p.a));
    }
    doc_add(b->p.a, l, doc_str(b->p.a, punt));
}

void blok_brief(struct vel *b, struct doc *blok, struct str tekst)
{
    DOC_SET_STR(b->p.a, blok, "brief", tekst);
}

struct doc *blok_feiten(struct vel *b, struct doc *blok)
{
    DOC_SET_BOOL(b->p.a, blok, "heeft_feiten", true);
    return DOC_SET(b->p.a, blok, "feiten", doc_list(b->p.a));
}

void blok_tabel(struct vel *b, struct doc *blok, struct doc *tabel)
{
    doc_add(b->p.a, doc_get(blok, STR("tabellen_hier")), tabel);
}

struct doc *blok_figuur(struct vel *b, struct doc *blok, const char *id, struct str titel, struct str svg)
{
    struct arena *a = b->p.a;
    struct doc *l = doc_get(blok, STR("figuren_hier")), *f;

    if (!l)
        l = DOC_SET(a, blok, "figuren_hier", doc_list(a));
    f = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, f, "id", str_from(id));
    DOC_SET_STR(a, f, "titel", titel);
    DOC_SET_BOOL(a, f, "is_smal", true);
    DOC_SET_STR(a, f, "svg", svg);
    DOC_SET(a, f, "noten", doc_list(a));
    return f;
}

struct doc *form_bij(struct vel *b, struct doc *blok, struct str actie, const char *knop)
{
    struct arena *a = b->p.a;
    struct doc *f = doc_add(a, doc_get(blok, STR("formulieren")), doc_map(a));

    DOC_SET_STR(a, f, "actie", actie);
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET_STR(a, f, "knop", str_from(knop));
    DOC_SET(a, f, "verborgen", doc_list(a));
    DOC_SET(a, f, "velden", doc_list(a));
    return f;
}

void form_verborgen(struct vel *b, struct doc *form, const char *veld, struct str inhoud)
{
    struct arena *a = b->p.a;
    struct doc *d = doc_add(a, doc_get(form, STR("verborgen")), doc_map(a));

    DOC_SET_STR(a, d, "veld", str_from(veld));
    DOC_SET_STR(a, d, "inhoud", inhoud);
}

struct doc *form_veld(struct vel *b, struct doc *form, const char *id, const char *label, const char *uitleg,
                      const char *soort, struct str inhoud)
{
    struct arena *a = b->p.a;
    struct doc *v = doc_add(a, doc_get(form, STR("velden")), doc_map(a));
    const struct doc *gestuurd = doc_get(b->p.q->form, str_from(id));
    bool nieuw = !strcmp(soort, "is_nieuw"), geheim = nieuw || !strcmp(soort, "is_wachtwoord");

    DOC_SET_STR(a, v, "id", str_from(id));
    DOC_SET_STR(a, v, "naam", str_from(id));
    DOC_SET_STR(a, v, "label", str_from(label));
    if (uitleg)
        DOC_SET_STR(a, v, "uitleg", str_from(uitleg));
    doc_set(a, v, str_from(geheim ? "is_wachtwoord" : soort), doc_bool(a, true));
    if (nieuw)
        DOC_SET_BOOL(a, v, "is_nieuw", true);
    if (!geheim && strcmp(soort, "is_keuze") != 0)
        DOC_SET_STR(a, v, "inhoud", gestuurd && gestuurd->type == DOC_STR ? gestuurd->s : inhoud);
    for (size_t i = 0; i < b->fouten.n; i++)
        if (!b->fouten.at[i].genoemd && str_is(b->fouten.at[i].veld, id)) {
            DOC_SET_STR(a, v, "fout", b->fouten.at[i].wat);
            fout_noem(b, &b->fouten.at[i], str_from(id), label);
        }
    return !strcmp(soort, "is_keuze")     ? DOC_SET(a, v, "keuzes", doc_list(a))
           : !strcmp(soort, "is_vinkjes") ? DOC_SET(a, v, "vinkjes", doc_list(a))
                                          : v;
}

void form_vrij(struct vel *b, struct doc *form)
{
    struct doc *l = doc_get(form, STR("velden"));

    DOC_SET_BOOL(b->p.a, l->list.at[l->list.n - 1], "niet_verplicht", true);
}

struct str form_tekst(const struct http_req *q, const char *veld)
{
    return str_trim(doc_get_str(q->form, str_from(veld)));
}

int nummer_van(struct str s, int64_t *ret, struct err *e)
{
    if (!num_i64(s, ret) || *ret < 1)
        return err_set(e, ERR_NOT_FOUND, "“%.*s” is geen nummer dat hier bestaat", STR_ARG(utf8_clip(s, 40)));
    return OK;
}
