/* SPDX-License-Identifier: EUPL-1.2
 * For narekenen.py: a set of answers and questions about it on every line (JSON), the tables on every line of
 * the output. Not a test by itself. */
#include "doc/json.h"
#include "uitkomst/uitkomst.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t getal(const struct doc *d, const char *naam)
{
    const struct doc *x = doc_get(d, str_from(naam));

    return x && x->type == DOC_INT ? x->i : 0;
}

static const struct doc *lijst(const struct doc *d, const char *naam)
{
    static const struct doc leeg = {.type = DOC_LIST};
    const struct doc *x = doc_get(d, str_from(naam));

    return x && x->type == DOC_LIST ? x : &leeg;
}

static void indeling_bij(struct arena *a, struct ui_set *s, const struct doc *d)
{
    const struct doc *regios = lijst(d, "regios"), *leden = lijst(d, "leden");
    struct ui_indeling x = {.code = doc_get_str(d, STR("code")), .naam = doc_get_str(d, STR("code"))};
    VEC(uint32_t) in = {0};

    x.regio = ARENA_ARRAY(a, struct ui_optie, regios->list.n + 1);
    for (; x.n_regio < regios->list.n; x.n_regio++)
        x.regio[x.n_regio] = (struct ui_optie){regios->list.at[x.n_regio]->s, regios->list.at[x.n_regio]->s};
    x.van = ARENA_ARRAY(a, uint32_t, s->n + 1);
    for (size_t p = 0; p < s->n; p++) {
        for (size_t i = 0; i < leden->list.at[p]->list.n; i++)
            VEC_PUSH(a, &in, (uint32_t)leden->list.at[p]->list.at[i]->i);
        x.van[p + 1] = (uint32_t)in.n;
    }
    x.in = in.at;
    VEC_PUSH(a, &s->indeling, x);
}

static void vraag_bij(struct arena *a, struct ui_set *s, const struct doc *d)
{
    static const char *const soorten[] = {"een", "meer", "getal", "tekst"};
    size_t n = (size_t)getal(d, "opties");
    struct ui_optie *optie = ARENA_ARRAY(a, struct ui_optie, n + 1);
    struct str soort = doc_get_str(d, STR("soort"));
    const struct doc *toestand = lijst(d, "toestand"), *waarde = lijst(d, "waarde"),
                     *filter = lijst(d, "filter");
    struct ui_vraag *v;
    int k = 0;

    while (!str_is(soort, soorten[k]))
        k++;
    for (size_t i = 0; i < n; i++)
        optie[i].code = optie[i].label = str_fmt(a, "o%zu", i);
    v = ui_vraag_nieuw(s, a, (enum ui_soort)k, doc_get_str(d, STR("code")), doc_get_str(d, STR("code")),
                       optie, n, (size_t)getal(d, "laag"));
    v->openbaarheid = (enum vl_openbaarheid)getal(d, "openbaar");
    v->groep = doc_get_str(d, STR("groep"));
    v->lijst = doc_get_str(d, STR("lijst"));
    v->schaal = (int)getal(d, "schaal");
    if (filter->list.n) {
        v->basis = UI_FILTER;
        v->in_filter = ARENA_ARRAY(a, uint8_t, filter->list.n);
        for (size_t i = 0; i < filter->list.n; i++)
            v->in_filter[i] = (uint8_t)filter->list.at[i]->i;
    }
    for (size_t r = 0; r < toestand->list.n; r++) {
        const struct doc *w = waarde->list.at[r];

        v->toestand[r] = (uint8_t)toestand->list.at[r]->i;
        if (v->toestand[r] != UI_BEANTWOORD)
            continue;
        if (v->soort == UI_EEN)
            v->keus[r] = (int16_t)w->i;
        else if (v->soort == UI_GETAL)
            v->getal[r] = w->i;
        for (size_t i = 0; v->soort == UI_MEER && i < w->list.n; i++)
            ui_zet(v, r, (size_t)w->list.at[i]->i);
    }
}

static struct ui_set *set_lees(struct arena *a, const struct doc *d)
{
    struct ui_set *s = ARENA_NEW(a, struct ui_set);
    const struct doc *deel = lijst(d, "deelnemend"), *id = lijst(d, "id");

    ui_set_init(s, a, deel->list.n);
    s->code = s->titel = doc_get_str(d, STR("code"));
    for (size_t p = 0; p < s->n; p++) {
        s->partij[p].id = id->list.n ? id->list.at[p]->i : (int64_t)p;
        s->partij[p].deelnemend = deel->list.at[p]->i;
    }
    for (size_t i = 0; i < lijst(d, "lagen")->list.n; i++) {
        const struct doc *partij = lijst(lijst(d, "lagen")->list.at[i], "partij");
        struct ui_laag l = {.naam = STR("herhaling"), .n = partij->list.n};

        l.partij = ARENA_ARRAY(a, uint32_t, l.n + 1);
        for (size_t r = 0; r < l.n; r++)
            l.partij[r] = (uint32_t)partij->list.at[r]->i;
        VEC_PUSH(a, &s->laag, l);
    }
    for (size_t i = 0; i < lijst(d, "indelingen")->list.n; i++)
        indeling_bij(a, s, lijst(d, "indelingen")->list.at[i]);
    for (size_t i = 0; i < lijst(d, "vragen")->list.n; i++)
        vraag_bij(a, s, lijst(d, "vragen")->list.at[i]);
    return s;
}

static struct doc *getal_doc(struct arena *a, const struct ui_getallen *g)
{
    struct doc *d;

    if (g->weg)
        return doc_null(a);
    d = doc_list(a);
    doc_add(a, d, doc_int(a, g->n));
    doc_add(a, d, doc_int(a, g->som));
    doc_add(a, d, doc_int(a, g->gemiddelde));
    doc_add(a, d, doc_int(a, g->mediaan));
    return d;
}

static struct doc *tabel_doc(struct arena *a, const struct ui_tabel *t)
{
    struct doc *d = doc_map(a), *k = DOC_SET(a, d, "kolommen", doc_list(a)),
               *c = DOC_SET(a, d, "cellen", doc_list(a)), *p = DOC_SET(a, d, "procenten", doc_list(a)),
               *r = DOC_SET(a, d, "regels", doc_list(a));

    for (size_t i = 0; i < t->n_regel; i++)
        doc_add(a, r, doc_str(a, t->regel[i].code));
    for (size_t i = 0; i < t->n_kolom; i++) {
        struct doc *x = doc_add(a, k, doc_map(a)), *rij = doc_add(a, c, doc_list(a)),
                   *pro = doc_add(a, p, doc_list(a));

        DOC_SET_STR(a, x, "code", t->kolom[i].code);
        DOC_SET(a, x, "N", t->kolom[i].weg ? doc_null(a) : doc_int(a, t->kolom[i].N));
        if (t->vraag->getal)
            DOC_SET(a, x, "getal", getal_doc(a, &t->kolom[i].getal));
        for (size_t y = 0; y < t->n_regel; y++) {
            const struct ui_cel *cel = ui_cel(t, y, i);

            doc_add(a, rij, cel->weg ? doc_null(a) : doc_int(a, cel->n));
            doc_add(a, pro, doc_str(a, ui_procent(a, t, y, i)));
        }
    }
    return d;
}

static struct doc *antwoord(struct arena *a, struct ui_set *s, const struct doc *q)
{
    struct ui_vraagstelling w = {.vraag = doc_get_str(q, STR("vraag")),
                                 .per = doc_get_str(q, STR("per")),
                                 .kijker = getal(q, "beheer") ? UI_BEHEER : UI_PUBLIEK};
    struct ui_tabel t;
    struct err e = {0};
    struct doc *d;

    w.heeft_basis = ui_basis_bij(doc_get_str(q, STR("basis")), &w.basis);
    if (!ui_tabel_maak(a, s, &w, &t, &e))
        return tabel_doc(a, &t);
    d = doc_map(a);
    DOC_SET_INT(a, d, "fout", e.code);
    DOC_SET_STR(a, d, "tekst", str_dup(a, str_from(e.text)));
    return d;
}

int main(void)
{
    char *regel = NULL;
    size_t ruimte = 0;
    ssize_t n;

    while ((n = getline(&regel, &ruimte, stdin)) > 0) {
        struct arena a;
        struct err e = {0};
        struct doc *d, *uit, *vorige;
        struct ui_set *s;
        struct buf b;

        arena_init(&a, 0);
        if (json_read(&a, (struct str){regel, (size_t)n}, (struct json_limits){0}, &d, &e)) {
            fprintf(stderr, "%s\n", e.text);
            return 1;
        }
        s = set_lees(&a, d);
        vorige = doc_get(d, STR("vorige"));
        if (vorige) {
            s->vorige = set_lees(&a, vorige);
            s->vorige->volgende = s;
            s->vorige->gesloten = true;
        }
        uit = doc_list(&a);
        for (size_t i = 0; i < lijst(d, "vraag_om")->list.n; i++)
            doc_add(&a, uit, antwoord(&a, s, lijst(d, "vraag_om")->list.at[i]));
        for (size_t i = 0; vorige && i < lijst(d, "vraag_om_vorige")->list.n; i++)
            doc_add(&a, uit, antwoord(&a, s->vorige, lijst(d, "vraag_om_vorige")->list.at[i]));
        buf_init(&b, &a, (size_t)1 << 30);
        json_write(&b, uit, 0);
        fwrite(b.p, 1, b.n, stdout);
        putchar('\n');
        arena_done(&a);
    }
    free(regel);
    return 0;
}
