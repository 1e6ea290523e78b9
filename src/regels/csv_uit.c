/* SPDX-License-Identifier: EUPL-1.2
 * Writes a decision table as the CSV that csv.c reads back as the same table, and changes a table cell by
 * cell: by text, so that what is written is what a person would have typed. */
#include "regels/regels.h"

#include <string.h>

static void veld(struct buf *b, struct str s)
{
    bool haken = s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');

    for (size_t i = 0; i < s.n; i++)
        haken = haken || s.p[i] == ';' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (haken)
        buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(b, '"');
        buf_char(b, s.p[i]);
    }
    if (haken)
        buf_char(b, '"');
}

static void kop(struct buf *b, const char *naam, struct str waarde)
{
    if (!waarde.n)
        return;
    buf_fmt(b, "%s;", naam);
    veld(b, waarde);
    buf_char(b, '\n');
}

struct str regel_getal_tekst(struct arena *a, int64_t v)
{
    return regel_waarde_tekst(a, &(struct regel_waarde){.soort = REGEL_GETAL, .getal = v});
}

struct str regel_parameter_naam(struct arena *a, const struct regel_parameter *p)
{
    struct str s = p->label.n ? p->label : str_dup(a, p->naam);

    for (size_t i = 0; !p->label.n && i < s.n; i++)
        if (s.p[i] == '_')
            ((char *)s.p)[i] = ' ';
    return s;
}

struct str regel_parameter_kop(struct arena *a, const struct regel_parameter *p)
{
    struct str s = regel_parameter_naam(a, p);

    return p->eenheid.n ? str_fmt(a, "%.*s (%.*s)", STR_ARG(s), STR_ARG(p->eenheid)) : s;
}

struct str regel_parameter_waarde(struct arena *a, const struct regel_parameter *p, int64_t millionsten)
{
    struct str s = regel_getal_tekst(a, millionsten);

    return p->eenheid.n
               ? str_fmt(a, "%.*s%s%.*s", STR_ARG(s), str_is(p->eenheid, "%") ? "" : " ", STR_ARG(p->eenheid))
               : s;
}

static void param(struct buf *b, const struct regel_parameter *p)
{
    buf_lit(b, "parameter;");
    veld(b, p->naam);
    buf_fmt(b, ";%.*s\n", STR_ARG(regel_getal_tekst(b->a, p->waarde)));
    for (size_t i = 0; i < p->afwijking.n; i++) {
        buf_lit(b, "parameter;");
        veld(b, p->naam);
        buf_fmt(b, ";%.*s;", STR_ARG(regel_getal_tekst(b->a, p->afwijking.at[i].waarde)));
        veld(b, p->afwijking.at[i].gebied);
        buf_char(b, '\n');
    }
    if (!p->label.n)
        return;
    buf_lit(b, "label;");
    veld(b, p->naam);
    buf_char(b, ';');
    veld(b, p->label);
    if (p->eenheid.n) {
        buf_char(b, ';');
        veld(b, p->eenheid);
    }
    buf_char(b, '\n');
}

/* An outcome as it is read: none is "-", and a text that would be read as something else stands in quotes. */
static struct str uitkomst(struct arena *a, const struct regel_waarde *w)
{
    struct regel_waarde terug;
    struct str s;

    if (w->onbekend)
        return STR("-");
    s = regel_waarde_tekst(a, w);
    if (w->soort == REGEL_TEKST &&
        (regel_waarde_lees(a, s, true, &terug, NULL) || !regel_waarde_gelijk(w, &terug)))
        s = str_fmt(a, "\"%.*s\"", STR_ARG(s));
    return s;
}

static void regel(struct buf *b, const struct regeltabel *t, const struct regel *r)
{
    veld(b, r->naam);
    for (size_t k = 0; k < t->n_in; k++) {
        buf_char(b, ';');
        veld(b, r->als[k].alles ? STR("-") : r->als[k].tekst);
    }
    for (size_t u = 0; u < t->n_uit; u++) {
        buf_char(b, ';');
        veld(b, uitkomst(b->a, &r->dan[u]));
    }
    buf_char(b, ';');
    veld(b, r->toelichting);
    buf_char(b, '\n');
}

static const char *trefwijze(const struct regeltabel *t)
{
    static const char *const letter[] = {"U", "A", "P", "F", "C", "O", "R"};
    static const char *const som[] = {"C", "C+", "C<", "C>", "C#"};

    return t->trefwijze == TREF_VERZAMEL ? som[t->optelling] : letter[t->trefwijze];
}

static void woorden(struct buf *b, const struct regeltabel *t)
{
    for (size_t k = 0; k < t->n_in; k++) {
        if (!t->in[k].begrensd || t->in[k].soort != REGEL_TEKST)
            continue;
        buf_lit(b, "waarden;");
        veld(b, t->in[k].naam);
        for (size_t i = 0; i < t->in[k].woorden.n; i++) {
            buf_char(b, ';');
            veld(b, t->in[k].woorden.at[i].key);
        }
        buf_char(b, '\n');
    }
    for (size_t i = 0; t->n_uit && i < t->uit[0].lijst.n; i++) {
        buf_lit(b, i ? ";" : "uitkomsten;");
        veld(b, uitkomst(b->a, &t->uit[0].lijst.at[i]));
        if (i + 1 == t->uit[0].lijst.n)
            buf_char(b, '\n');
    }
}

void regels_csv_schrijf(struct buf *b, const struct regeltabel *t)
{
    bool anders = t->n_uit > 0;

    kop(b, "id", t->id);
    kop(b, "naam", t->naam);
    kop(b, "versie", t->versie);
    kop(b, "geldig vanaf", date_iso(b->a, t->geldig_vanaf));
    kop(b, "bron", t->bron);
    kop(b, "toelichting", t->toelichting);
    buf_fmt(b, "trefwijze;%s\n", trefwijze(t));
    for (size_t i = 0; i < t->n_param; i++)
        param(b, &t->param[i]);
    woorden(b, t);
    buf_lit(b, "regel");
    for (size_t k = 0; k < t->n_in; k++) {
        buf_char(b, ';');
        veld(b, str_cat(b->a, STR("als "), t->in[k].naam));
    }
    for (size_t u = 0; u < t->n_uit; u++) {
        buf_char(b, ';');
        veld(b, str_cat(b->a, STR("dan "), t->uit[u].naam));
    }
    buf_lit(b, ";toelichting\n");
    for (size_t r = 0; r < t->n; r++)
        regel(b, t, &t->regel[r]);
    for (size_t u = 0; u < t->n_uit; u++)
        anders = anders && t->uit[u].heeft_standaard;
    if (!anders)
        return;
    buf_lit(b, "anders");
    for (size_t k = 0; k < t->n_in; k++)
        buf_lit(b, ";-");
    for (size_t u = 0; u < t->n_uit; u++) {
        buf_char(b, ';');
        veld(b, uitkomst(b->a, &t->uit[u].standaard));
    }
    buf_lit(b, ";\n");
}

int regeltabel_zet_cel(struct arena *a, struct regeltabel *t, size_t regel, size_t kolom, struct str tekst,
                       struct err *e)
{
    struct regel_cel *als = ARENA_ARRAY(a, struct regel_cel, t->n_in);
    int rc;

    if (regel >= t->n || kolom >= t->n_in)
        return err_set(e, ERR_DATA, "deze tabel heeft geen regel %zu met een kolom %zu", regel + 1,
                       kolom + 1);
    memcpy(als, t->regel[regel].als, t->n_in * sizeof *als);
    rc = regel_cel_lees(a, t, kolom, str_trim(tekst), true, &als[kolom], e);
    if (rc)
        return err_prefix(e, "regel %.*s, %.*s: ", STR_ARG(utf8_clip(t->regel[regel].naam, 40)),
                          STR_ARG(utf8_clip(t->in[kolom].naam, 60)));
    t->regel[regel].als = als;
    return OK;
}

int regeltabel_zet_param(struct regeltabel *t, size_t param, struct str tekst, struct err *e)
{
    struct dec d;
    int64_t v;

    if (param >= t->n_param)
        return err_set(e, ERR_DATA, "deze tabel heeft geen parameter %zu", param + 1);
    if (!dec_parse(str_trim(tekst), str_index(tekst, ',') < tekst.n ? ',' : '.', &d) ||
        !dec_rescale(d, REGEL_SCHAAL, &v) || v <= -REGEL_GETAL_MAX || v >= REGEL_GETAL_MAX)
        return err_set(e, ERR_DATA, "%.*s: verwacht een getal, niet “%.*s”",
                       STR_ARG(utf8_clip(t->param[param].naam, 60)), STR_ARG(utf8_clip(tekst, 40)));
    t->param[param].waarde = v;
    return OK;
}
