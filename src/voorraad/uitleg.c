/* SPDX-License-Identifier: EUPL-1.2
 * Counts as a table, and the explanation of one dwelling. */
#include "voorraad/uitleg.h"

#include "voorraad/stand.h"

#include "gebied/gebied_cmd.h"

#include <string.h>

struct str regel_klasse(struct arena *a, const struct regeltabel *t, size_t regel)
{
    if (regel < t->n)
        return regel_waarde_tekst(a, &t->regel[regel].dan[0]);
    return t->uit[0].heeft_standaard ? regel_waarde_tekst(a, &t->uit[0].standaard) : STR("onbeslist");
}

/* ---- counts ---- */

struct doc *telling_doc(struct arena *a, const struct wzv *w, const struct regeltabel *t,
                        const struct telling *tel, enum wzv_niveau niveau, bool per_regel)
{
    static const char *const vast[] = {"gebied", "Code",     "tekst",    "naam",  "Gebied",
                                       "tekst",  "woningen", "Woningen", "getal", NULL};
    struct doc *d = table_new(a, t->naam.n ? t->naam : t->id, vast), *kolommen = doc_get(d, STR("kolommen")),
               *rijen = doc_get(d, STR("rijen"));
    size_t *groep = ARENA_ARRAY(a, size_t, tel->kolommen); /* which column a rule adds to */
    uint64_t *som = ARENA_ARRAY(a, uint64_t, tel->kolommen);
    VEC(struct str) naam = {0};
    struct map bij;

    map_init(&bij, a);
    for (size_t r = 0; r < tel->kolommen; r++) {
        struct str s = regel_klasse(a, t, r), titel = s;
        bool nieuw;
        struct map_entry *m;

        if (per_regel && r < t->n)
            titel = str_fmt(a, "regel %.*s: %.*s", STR_ARG(t->regel[r].naam), STR_ARG(s));
        else if (per_regel)
            titel = str_fmt(a, "geen regel: %.*s", STR_ARG(s));
        m = map_put(&bij, titel, &nieuw);
        if (nieuw) {
            struct doc *k = doc_add(a, kolommen, doc_map(a));

            m->value.i = (int64_t)naam.n;
            VEC_PUSH(a, &naam, titel);
            DOC_SET_STR(a, k, "code", titel);
            DOC_SET_STR(a, k, "titel", titel);
            DOC_SET_STR(a, k, "soort", STR("getal"));
            DOC_SET_STR(a, k, "eenheid", STR("woningen"));
        }
        groep[r] = (size_t)m->value.i;
    }
    for (size_t g = 0; g < w->n_gebieden[niveau]; g++) {
        const struct wzv_gebied *x = &w->gebied[niveau][g];
        struct doc *rij = doc_add(a, rijen, doc_map(a));
        uint64_t alles = 0;

        memset(som, 0, tel->kolommen * sizeof *som);
        for (size_t r = 0; r < tel->kolommen; r++) {
            uint64_t n = telling_som(w, tel, r, x->eerste, x->n);

            som[groep[r]] += n;
            alles += n;
        }
        DOC_SET_STR(a, rij, "gebied", x->code);
        DOC_SET_STR(a, rij, "naam", x->naam);
        DOC_SET_INT(a, rij, "woningen", (int64_t)alles);
        for (size_t k = 0; k < naam.n; k++)
            doc_set(a, rij, naam.at[k], doc_int(a, (int64_t)som[k]));
    }
    return d;
}

/* ---- one dwelling ---- */

bool wzv_zoek(const struct wzv *w, uint64_t id, uint64_t *ret_rij)
{
    const struct wzv_kolom *k = wzv_kolom(w, STR("id"));

    for (uint64_t i = 0; k && k->breedte == 8 && i < w->rijen; i++)
        if (((const uint64_t *)k->at)[i] == id) {
            *ret_rij = i;
            return true;
        }
    return false;
}

static bool past(const struct regel_set *s, const struct regeltabel *t, size_t k,
                 const struct regel_waarde *v)
{
    int64_t getal = v->getal;

    if (v->onbekend)
        return s->onbekend;
    if (v->soort == REGEL_TEKST) {
        struct map_entry *m = map_get(&t->in[k].woorden, v->tekst);

        getal = m ? m->value.i : (int64_t)t->in[k].woorden.n;
    }
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].laag <= getal && getal <= s->at[i].hoog)
            return true;
    return false;
}

static size_t mist(struct arena *a, const struct regeltabel *t, const struct regel *r,
                   const struct regel_waarde *in, const int64_t *param, bool *ret)
{
    size_t n = 0;

    for (size_t k = 0; k < t->n_in; k++) {
        struct regel_set s = regel_cel_set(a, t, k, &r->als[k], param);

        ret[k] = !past(&s, t, k, &in[k]);
        n += ret[k];
    }
    return n;
}

static struct doc *waarde_rij(struct arena *a, const struct regeltabel *t, size_t k,
                              const struct regel_waarde *in)
{
    struct doc *d = doc_map(a);

    DOC_SET_STR(a, d, "gegeven", t->in[k].naam);
    DOC_SET_STR(a, d, "waarde", regel_waarde_tekst(a, &in[k]));
    if (!in[k].onbekend && in[k].soort == REGEL_TEKST && stand_code_naam(t->in[k].naam, in[k].tekst))
        DOC_SET_STR(a, d, "betekent", str_from(stand_code_naam(t->in[k].naam, in[k].tekst)));
    DOC_SET_BOOL(a, d, "onbekend", in[k].onbekend);
    return d;
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (c & 0x80);
}

/* The name as a word of its own: "ruim" is not in ">=ruimte". */
static bool noemt(struct str tekst, struct str naam)
{
    for (size_t i = 0; naam.n && i + naam.n <= tekst.n; i++)
        if (str_eq(str_sub(tekst, i, i + naam.n), naam) && (!i || !letter(tekst.p[i - 1])) &&
            (i + naam.n == tekst.n || !letter(tekst.p[i + naam.n])))
            return true;
    return false;
}

/* A cell with what its parameters are worth here: ">=ruimte (kleinste oppervlakte is 50 m²)". */
static struct str eis_tekst(struct arena *a, const struct regeltabel *t, const struct regel_cel *c,
                            const int64_t *param)
{
    struct str s = c->tekst;

    for (size_t i = 0; i < t->n_param; i++)
        if (noemt(c->tekst, t->param[i].naam))
            s = str_fmt(a, "%.*s (%.*s is %.*s)", STR_ARG(s), STR_ARG(regel_parameter_naam(a, &t->param[i])),
                        STR_ARG(regel_parameter_waarde(a, &t->param[i], param[i])));
    return s;
}

/* For each other class the rule that lacks least. */
static void anders(struct arena *a, const struct regeltabel *t, const struct regel_waarde *in,
                   const int64_t *param, struct str klasse, struct doc *lijst)
{
    bool *wat = ARENA_ARRAY(a, bool, t->n_in);
    struct map gehad;

    map_init(&gehad, a);
    map_put(&gehad, klasse, NULL);
    for (size_t i = 0; i < t->n; i++) {
        struct str doel = regel_klasse(a, t, i);
        size_t beste = SIZE_MAX, minst = SIZE_MAX;
        struct doc *d, *nodig;
        bool nieuw;

        map_put(&gehad, doel, &nieuw);
        if (!nieuw)
            continue;
        for (size_t r = i; r < t->n; r++) {
            size_t n =
                str_eq(regel_klasse(a, t, r), doel) ? mist(a, t, &t->regel[r], in, param, wat) : SIZE_MAX;

            if (n < minst) {
                minst = n;
                beste = r;
            }
        }
        mist(a, t, &t->regel[beste], in, param, wat);
        d = doc_add(a, lijst, doc_map(a));
        DOC_SET_STR(a, d, "klasse", doel);
        DOC_SET_STR(a, d, "regel", t->regel[beste].naam);
        DOC_SET_BOOL(a, d, "andere_regel_gaat_voor", minst == 0);
        nodig = DOC_SET(a, d, "nodig", doc_list(a));
        for (size_t k = 0; k < t->n_in; k++)
            if (wat[k]) {
                struct doc *w = doc_add(a, nodig, waarde_rij(a, t, k, in));

                DOC_SET_STR(a, w, "eis", eis_tekst(a, t, &t->regel[beste].als[k], param));
            }
    }
}

int voorraad_uitleg(struct arena *a, const struct wzv *w, const struct regeltabel *t, uint64_t rij,
                    struct doc **ret, struct err *e)
{
    struct regel_waarde *in = ARENA_ARRAY(a, struct regel_waarde, t->n_in + 1);
    int64_t *param = ARENA_ARRAY(a, int64_t, t->n_param + 1);
    struct regel_beslissing b;
    struct doc *d = doc_map(a), *lijst;
    struct str klasse;
    int rc = motor_past(a, w, t, e);

    if (!rc)
        rc = motor_rij(a, w, t, rij, in, param, e);
    if (!rc)
        rc = regels_beslis(a, t, in, param, &b, e);
    if (rc)
        return rc;
    klasse = regel_klasse(a, t, b.n ? (size_t)(b.at[0] - t->regel) : t->n);
    DOC_SET_STR(a, d, "id",
                str_fmt(a, "%016llu", (unsigned long long)wzv_waarde(wzv_kolom(w, STR("id")), rij)));
    DOC_SET_STR(a, d, "klasse", klasse);
    DOC_SET_STR(a, d, "regel", b.n ? b.at[0]->naam : STR(""));
    DOC_SET_STR(a, d, "toelichting", b.n ? b.at[0]->toelichting : STR(""));
    DOC_SET_BOOL(a, d, "verzonnen", w->verzonnen);
    lijst = DOC_SET(a, d, "gebieden", doc_list(a));
    for (int n = 0; n < WZV_NIVEAUS; n++) {
        const struct wzv_gebied *g = &w->gebied[n][wzv_gebied_van(w, (enum wzv_niveau)n, rij)];
        struct doc *x = doc_add(a, lijst, doc_map(a));

        DOC_SET_STR(a, x, "code", g->code);
        DOC_SET_STR(a, x, "naam", g->naam);
    }
    lijst = DOC_SET(a, d, "waarden", doc_list(a));
    for (size_t k = 0; k < t->n_in; k++)
        doc_add(a, lijst, waarde_rij(a, t, k, in));
    anders(a, t, in, param, klasse, DOC_SET(a, d, "anders", doc_list(a)));
    *ret = d;
    return OK;
}
