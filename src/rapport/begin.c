/* SPDX-License-Identifier: EUPL-1.2
 * A template to begin with: every question of a ronde that everybody may see, under the heading of its group,
 * with a sentence, a picture and what goes with its kind. Who makes a report takes it, and leaves out and
 * writes. Called by rapport_http.c; taken by rapport_maak as it is. */
#include "rapport/rapport.h"

/* Text that Markdown and references leave as it is. */
static void tekst(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        bool eigen = s.p[i] == '\\' || s.p[i] == '*' || s.p[i] == '_' || s.p[i] == '`' || s.p[i] == '[' ||
                     s.p[i] == ']' || s.p[i] == '<' || s.p[i] == '#' || s.p[i] == '|' ||
                     (s.p[i] == '{' && i + 1 < s.n && s.p[i + 1] == '{');

        if (eigen)
            buf_char(b, '\\');
        buf_char(b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
        if (s.p[i] == '{' && eigen)
            buf_char(b, s.p[++i]);
    }
}

/* The choice that most gave, of what everybody may see; NULL when there is none. */
static const struct ui_regel *meest_van(struct arena *a, struct ui_set *s, const struct ui_vraag *v)
{
    const struct ui_vraagstelling w = {.vraag = v->code, .per = STR(""), .kijker = UI_PUBLIEK};
    const struct ui_regel *ret = NULL;
    struct ui_tabel t;
    struct err e = {0};
    int64_t n = 0;

    if (ui_tabel_maak(a, s, &w, &t, &e) != OK || t.kolom[0].weg)
        return NULL;
    for (size_t r = 0; r < t.n_regel; r++)
        if (!t.regel[r].geen_antwoord && !ui_cel(&t, r, 0)->weg && ui_cel(&t, r, 0)->n > n) {
            n = ui_cel(&t, r, 0)->n;
            ret = &t.regel[r];
        }
    return ret;
}

static void keuzes(struct buf *b, struct arena *a, struct ui_set *s, const struct ui_vraag *v)
{
    const struct ui_regel *r = meest_van(a, s, v);

    if (r) {
        buf_lit(b, "Het vaakst gekozen is “");
        tekst(b, r->label);
        buf_fmt(b, "”: {{aantal-procent %.*s=%.*s}} van de {{N %.*s}}.\n\n", STR_ARG(v->code),
                STR_ARG(r->code), STR_ARG(v->code));
    }
    buf_fmt(b, "{{beeld %.*s}}\n\n", STR_ARG(v->code));
}

/* An open question: how many answered it; what they wrote is for who makes the report to sum up. */
static void open_vraag(struct buf *b, const struct ui_vraag *v)
{
    buf_fmt(b, "{{tabel %.*s}}\n\n", STR_ARG(v->code));
}

static void getal(struct buf *b, const struct ui_vraag *v)
{
    buf_fmt(b,
            "Samen {{som %.*s}}, gemiddeld {{gemiddelde %.*s}}; de helft zit op {{mediaan %.*s}} of "
            "lager.\n\n{{tabel %.*s}}\n\n",
            STR_ARG(v->code), STR_ARG(v->code), STR_ARG(v->code), STR_ARG(v->code));
}

static bool past(const struct ui_vraag *v)
{
    return v->openbaarheid != VL_BEHEERDER && !v->is_thema &&
           ((v->n_optie && (v->soort == UI_EEN || v->soort == UI_MEER)) || v->soort == UI_GETAL ||
            v->soort == UI_TEKST);
}

struct str rapport_begin(struct arena *a, struct ui_set *s)
{
    struct str groep = STR("");
    struct buf b;

    buf_init(&b, a, RAPPORT_BYTES_MAX);
    buf_lit(&b, "---\ntitel: ");
    for (size_t i = 0; i < s->titel.n; i++)
        buf_char(&b, (unsigned char)s->titel.p[i] < ' ' ? ' ' : s->titel.p[i]);
    buf_fmt(&b, ", stand op %.*s\n---\n\n", STR_ARG(date_nl(a, s->peildatum)));
    buf_lit(&b, "Uitgenodigd: {{uitgenodigd}}. Meegedaan: {{deelnemend}}. Peildatum: {{peildatum}}.\n\n");
    for (size_t i = 0; i < s->vraag.n; i++) {
        const struct ui_vraag *v = s->vraag.at[i];

        if (!past(v))
            continue;
        if (v->groep_label.n && !str_eq(v->groep_label, groep)) {
            buf_lit(&b, "# ");
            tekst(&b, v->groep_label);
            buf_lit(&b, "\n\n");
        }
        groep = v->groep_label;
        buf_lit(&b, "## ");
        tekst(&b, v->label);
        buf_lit(&b, "\n\n");
        if (v->soort == UI_GETAL)
            getal(&b, v);
        else if (v->soort == UI_TEKST)
            open_vraag(&b, v);
        else
            keuzes(&b, a, s, v);
    }
    return buf_str(&b);
}
