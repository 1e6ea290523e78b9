/* SPDX-License-Identifier: EUPL-1.2
 * See blad.h. */
#include "voorraad/blad.h"

#include "base/num.h"
#include "voorraad/stand.h"

#include <string.h>

static int voorraad_kies(struct blad *b, struct err *e)
{
    struct str s = doc_get_str(b->p.q->query, STR("voorraad"));
    int64_t id = 0;

    if (s.n && !num_i64(s, &id))
        return err_set(e, ERR_DATA, "voorraad: verwacht een nummer, niet “%.*s”", STR_ARG(utf8_clip(s, 40)));
    for (size_t i = 0; i < b->n_voorraden && !b->v; i++)
        if (id ? b->voorraad[i]->r.id == id : b->voorraad[i]->w != NULL)
            b->v = b->voorraad[i];
    if (id && !b->v)
        return err_set(e, ERR_NOT_FOUND, "voorraad %lld is er niet", (long long)id);
    return OK;
}

int blad_kies(struct http_req *q, struct blad *b, struct err *e)
{
    struct str regels = doc_get_str(q->query, STR("regels"));
    int rc;

    *b = (struct blad){0};
    rc = pagina_open(q, &b->p, e);
    if (!rc)
        rc = voorraad_kast_lees(b->p.o->voorraden, b->p.c, q->a, &b->voorraad, &b->n_voorraden, e);
    if (!rc)
        rc = voorraad_kies(b, e);
    if (!rc)
        rc = regelsets_lees(b->p.c, q->a, &b->sets, &b->n_sets, e);
    if (!rc)
        rc = regelset_zoek(b->p.c, q->a, regels.n ? regels : STR(VOORRAAD_REGELS), &b->set, e);
    return rc;
}

/* What a page opens with: what most people come for, where the rules have it. */
static int klasse_eerst(const struct geteld *g)
{
    static const char *const eerst[] = {"nultreden", "nultreden (indicatie)", "geschikt"};

    for (size_t i = 0; i < sizeof eerst / sizeof *eerst; i++)
        if (geteld_klasse(g, str_from(eerst[i])) >= 0)
            return geteld_klasse(g, str_from(eerst[i]));
    return 0;
}

int blad_begin(struct http_req *q, struct blad *b, bool rijen, struct err *e)
{
    struct str klasse = doc_get_str(q->query, STR("klasse"));
    int rc = blad_kies(q, b, e);

    if (rc || !b->v || !b->v->w)
        return rc;
    rc = geteld_neem(b->p.o->voorraden, b->v, b->set.inhoud, rijen, &b->g, e);
    if (rc)
        return rc;
    b->klasse = klasse.n ? geteld_klasse(b->g, klasse) : klasse_eerst(b->g);
    if (b->klasse < 0) /* a class of other rules: what was asked last with those */
        b->klasse = klasse_eerst(b->g);
    return OK;
}

void blad_sluit(struct blad *b)
{
    if (b->g)
        geteld_geef(b->p.o->voorraden, b->g);
    b->g = NULL;
    pagina_sluit(&b->p);
}

void blad_leeg(struct blad *b)
{
    struct arena *a = b->p.a;

    if (b->v)
        DOC_SET(a, b->p.boom, "niets",
                leeg_maak(a, "Deze voorraad kan niet worden getoond",
                          str_fmt(a, "%.*s. De beheerder kan het bestand terugzetten of opnieuw registreren.",
                                  STR_ARG(b->v->mis)),
                          "", STR("")));
    else
        DOC_SET(
            a, b->p.boom, "niets",
            leeg_maak(a, "Nog geen voorraad",
                      STR("De beheerder maakt een voorraad uit de BAG met: woonzorg voorraad importeer "
                          "BESTAND --uit nederland.wzv, en zet haar hier met: woonzorg voorraad registreer "
                          "nederland.wzv --db URL."),
                      "", STR("")));
}

void blad_eigen(struct blad *b)
{
    struct doc *q = b->p.q->query;

    pagina_eigen(&b->p, "regels",
                 str_is(b->set.code, VOORRAAD_REGELS) ? STR("") : doc_get_str(q, STR("regels")));
    pagina_eigen(&b->p, "voorraad", doc_get_str(q, STR("voorraad")));
    pagina_eigen(&b->p, "klasse",
                 b->g && b->klasse != klasse_eerst(b->g) ? b->g->klasse[b->klasse] : STR(""));
}

struct str blad_adres(const struct blad *b, struct str pad)
{
    return pagina_zelf(&b->p, pad, NULL, STR(""));
}

struct str blad_set_tekst(struct arena *a, const struct regelset *s)
{
    return s->versie_naam.n ? str_fmt(a, "%.*s, versie %.*s", STR_ARG(s->naam), STR_ARG(s->versie_naam))
                            : s->naam;
}

struct str blad_codes(struct arena *a, const struct regeltabel *t)
{
    struct buf b;

    buf_init(&b, a, 2000);
    for (size_t k = 0; k < t->n_in; k++)
        for (size_t i = 0; i < t->in[k].woorden.n; i++) {
            struct str code = t->in[k].woorden.at[i].key;
            const char *naam = stand_code_naam(t->in[k].naam, code);

            if (naam)
                buf_fmt(&b, "%s%.*s: %s", b.n ? "; " : "", STR_ARG(code), naam);
        }
    return b.n ? str_fmt(a, "De codes van VERA: %.*s.", STR_ARG(buf_str(&b))) : STR("");
}

void blad_velden(struct blad *b, struct doc *velden)
{
    struct arena *a = b->p.a;
    struct doc *keuzes = veld_keuze(a, velden, "regels", "Volgens welke regels");
    bool er = false;

    for (size_t i = 0; i < b->n_sets; i++) {
        optie_bij(a, keuzes, b->sets[i].code, b->sets[i].naam, b->set.code);
        er = er || str_eq(b->sets[i].sha256, b->set.sha256);
    }
    if (!er) /* an older version, by its hash */
        optie_bij(a, keuzes, str_sub(b->set.sha256, 0, 16), blad_set_tekst(a, &b->set),
                  str_sub(b->set.sha256, 0, 16));
    if (b->n_voorraden < 2)
        return;
    keuzes = veld_keuze(a, velden, "voorraad", "Welke voorraad");
    for (size_t i = 0; i < b->n_voorraden; i++)
        optie_bij(a, keuzes, str_fmt(a, "%lld", (long long)b->voorraad[i]->r.id),
                  str_fmt(a, "%.*s, %.*s", STR_ARG(b->voorraad[i]->r.naam),
                          STR_ARG(date_nl(a, b->voorraad[i]->r.peildatum))),
                  str_fmt(a, "%lld", (long long)b->v->r.id));
}

void blad_verantwoording(struct blad *b)
{
    struct arena *a = b->p.a;
    struct doc *f = DOC_SET(a, DOC_SET(a, b->p.boom, "verantwoording", doc_map(a)), "feiten", doc_list(a));
    const struct voorraad_rij *r = &b->v->r;

    feit_bij(a, f, "Voorraad", r->naam, STR(""), r->bron, r->verzonnen ? STR("verzonnen") : STR(""));
    feit_bij(a, f, "Peildatum", date_nl(a, r->peildatum), STR(""),
             str_fmt(a, "%.*s verblijfsobjecten; geteld zijn de woningen, zoals CBS die telt.",
                     STR_ARG(num_nl(a, r->rijen, 0))),
             STR(""));
    feit_bij(a, f, "Regels", blad_set_tekst(a, &b->set),
             str_fmt(a, "/voorraad/regels/%.*s", STR_ARG(str_sub(b->set.sha256, 0, 16))), b->g->t->bron,
             STR(""));
    feit_bij(a, f, "Vingerafdruk van het bestand", str_sub(r->sha256, 0, 16), STR(""),
             STR("SHA-256 van de inhoud, begin."), STR(""));
    feit_bij(a, f, "Vingerafdruk van de regels", str_sub(b->set.sha256, 0, 16), STR(""),
             STR("SHA-256, begin: wie dezelfde twee heeft, telt hetzelfde."), STR(""));
    feit_bij(a, f, "Onbekend", STR("is een eigen waarde"), STR(""),
             STR("Wat niemand leverde, zoals een lift of de eigenaar, is onbekend en nooit nul; de regels "
                 "zeggen wat zij "
                 "ermee doen."),
             STR(""));
}

/* ---- counts of areas ---- */

const struct wzv_gebied **blad_gemeenten(const struct blad *b, const struct gebied *gebied, size_t *ret_n)
{
    struct gebied_lijst l = gebied_leden(b->p.g, b->p.a, gebied, b->v->w->peildatum);
    const struct wzv_gebied **uit =
        (const struct wzv_gebied **)ARENA_ARRAY(b->p.a, struct wzv_gebied *, l.n + 1);
    size_t n = 0;

    for (size_t i = 0; i < l.n; i++) {
        struct map_entry *m = map_get(&b->v->gemeente, l.at[i]->code);

        if (m)
            uit[n++] = &b->v->w->gebied[WZV_GEMEENTE][m->value.i];
    }
    *ret_n = n;
    return uit;
}

static void gemeente_bij(const struct blad *b, const struct geteld *g, struct gebied_telling *t,
                         const struct gebied *gemeente)
{
    struct map_entry *m = map_get(&b->v->gemeente, gemeente->code);

    t->leden++;
    if (!m)
        return;
    t->aanwezig++;
    for (size_t k = 0; k < g->n_klassen; k++) {
        uint64_t n = g->gemeente[(size_t)m->value.i * g->n_klassen + k];

        t->n[k] += n;
        t->alles += n;
    }
}

struct gebied_telling blad_tel(const struct blad *b, const struct geteld *g, const struct gebied *gebied)
{
    struct gebied_telling t = {.code = gebied->code,
                               .naam = gebied->naam,
                               .gebied = gebied,
                               .n = ARENA_ARRAY(b->p.a, uint64_t, g->n_klassen + 1)};
    struct gebied_lijst l = gebied_leden(b->p.g, b->p.a, gebied, b->v->w->peildatum);

    for (size_t i = 0; i < l.n; i++)
        gemeente_bij(b, g, &t, l.at[i]);
    return t;
}

/* The wijken or buurten of a gemeente, as the stock has them. */
static struct gebied_telling *onder_gemeente(const struct blad *b, const struct geteld *g,
                                             enum wzv_niveau niveau, size_t *ret_n)
{
    const struct wzv *w = b->v->w;
    struct map_entry *m = map_get(&b->v->gemeente, b->p.gebied->code);
    VEC(struct gebied_telling) v = {0};
    const struct wzv_gebied *x = m ? &w->gebied[WZV_GEMEENTE][m->value.i] : NULL;

    for (size_t i = x ? wzv_gebied_van(w, niveau, x->eerste) : 0;
         x && i < w->n_gebieden[niveau] && w->gebied[niveau][i].eerste < x->eerste + x->n; i++) {
        const struct wzv_gebied *deel = &w->gebied[niveau][i];
        struct gebied_telling t = {.code = deel->code,
                                   .naam = deel->naam,
                                   .n = ARENA_ARRAY(b->p.a, uint64_t, g->n_klassen + 1),
                                   .leden = 1,
                                   .aanwezig = 1};

        geteld_som(g, deel, t.n);
        for (size_t k = 0; k < g->n_klassen; k++)
            t.alles += t.n[k];
        VEC_PUSH(b->p.a, &v, t);
    }
    *ret_n = v.n;
    return v.at;
}

struct gebied_telling *blad_delen(const struct blad *b, const struct geteld *g, struct str per, size_t *ret_n)
{
    struct arena *a = b->p.a;
    date_t dag = b->v->w->peildatum;
    struct gebied_lijst l = gebied_leden(b->p.g, a, b->p.gebied, dag);
    struct gebied_telling *uit;
    struct map bij;
    size_t n = 0;

    if (gebied_is_gemeente(b->p.gebied))
        return onder_gemeente(b, g, str_is(per, "buurt") ? WZV_BUURT : WZV_WIJK, ret_n);
    uit = ARENA_ARRAY(a, struct gebied_telling, l.n + 1);
    map_init(&bij, a);
    for (size_t i = 0; i < l.n; i++) {
        const struct gebied *deel =
            str_is(b->p.indeling, "gemeente") ? l.at[i] : gebied_regio(b->p.g, l.at[i], b->p.indeling, dag);
        struct map_entry *m;
        bool nieuw;

        if (!deel)
            continue;
        m = map_put(&bij, deel->code, &nieuw);
        if (nieuw) {
            m->value.i = (int64_t)n;
            uit[n++] = (struct gebied_telling){.code = deel->code,
                                               .naam = deel->naam,
                                               .gebied = deel,
                                               .n = ARENA_ARRAY(a, uint64_t, g->n_klassen + 1)};
        }
        gemeente_bij(b, g, &uit[m->value.i], l.at[i]);
    }
    for (size_t i = 0; i < n; i++) { /* a region that the page's gebied cuts says so */
        size_t heel = gebied_leden(b->p.g, a, uit[i].gebied, dag).n;

        if (heel > uit[i].leden)
            uit[i].naam =
                str_fmt(a, "%.*s (%zu van %zu gemeenten)", STR_ARG(uit[i].naam), uit[i].leden, heel);
    }
    *ret_n = n;
    return uit;
}

struct str deel_tekst(struct arena *a, uint64_t n, uint64_t alles)
{
    int64_t p;

    if (!num_percent((int64_t)n, (int64_t)alles, &p))
        return STR("–");
    if (!p && n)
        return STR("<\xC2\xA0"
                   "1%");
    return str_fmt(a, "%lld%%", (long long)p);
}
