/* SPDX-License-Identifier: EUPL-1.2
 * Triple-S 2.0 (a description in XML and the data as CSV, in a zip) and DDI Codebook 2.5 (what an archive
 * keeps: questions, codes, counts). In Triple-S more answers and numbers have a variable beside them that
 * tells why one is missing; a choice has codes for that. */
#include "uitkomst/uitvoer.h"

#include "base/num.h"
#include "doc/zip.h"

#include <string.h>

static const char xml[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* ---- Triple-S ---- */

struct sss {
    struct uitvoer *u;
    struct buf b;
    size_t ident;
};

static void sss_begin(struct sss *x, const char *type, const char *naam, const char *achter, struct str label)
{
    x->ident++;
    buf_fmt(&x->b, "<variable ident=\"%zu\" type=\"%s\">\n<name>%s%s</name>\n<label>", x->ident, type, naam,
            achter);
    xml_tekst(&x->b, label);
    buf_fmt(&x->b, "</label>\n<position start=\"%zu\"/>\n", x->ident);
}

static void sss_toestanden(struct sss *x)
{
    for (int t = UI_LEEG; t < UI_TOESTANDEN; t++)
        buf_fmt(&x->b, "<value code=\"%d\">%s</value>\n", ONTBREEKT_KEUZE + t, ui_toestand_woorden[t]);
}

static void sss_kolom(struct sss *x, const struct uv_kolom *k)
{
    static const char *const type[] = {"single", "multiple", "quantity", "character"};
    const struct ui_vraag *v = k->vraag;

    sss_begin(x, type[v->soort], k->naam, "", uv_label(x->b.a, k));
    if (v->soort == UI_TEKST)
        buf_lit(&x->b, "<size>4000</size>\n");
    else
        buf_lit(&x->b, "<values>\n");
    if (v->soort == UI_GETAL) {
        struct str nul = num_plain(x->b.a, 0, v->schaal);

        buf_fmt(&x->b, "<range from=\"-999999999%.*s\" to=\"999999999%.*s\"/>\n",
                STR_ARG(str_sub(nul, 1, nul.n)), STR_ARG(str_sub(nul, 1, nul.n)));
    }
    for (size_t o = 0; (v->soort == UI_EEN || v->soort == UI_MEER) && o < v->n_optie; o++) {
        buf_fmt(&x->b, "<value code=\"%zu\">", o + 1);
        xml_tekst(&x->b, v->optie[o].label);
        buf_lit(&x->b, "</value>\n");
    }
    if (v->soort == UI_EEN)
        sss_toestanden(x);
    buf_lit(&x->b, v->soort == UI_TEKST ? "</variable>\n" : "</values>\n</variable>\n");
    if (v->soort == UI_EEN || v->soort == UI_TEKST)
        return;
    sss_begin(x, "single", k->naam, "_toestand",
              str_cat(x->b.a, STR("Waarom ontbreekt: "), uv_label(x->b.a, k)));
    buf_lit(&x->b, "<values>\n<value code=\"1\">beantwoord</value>\n");
    sss_toestanden(x);
    buf_lit(&x->b, "</values>\n</variable>\n");
}

static void sss_beschrijving(struct sss *x)
{
    const struct ui_set *s = x->u->s;

    buf_lit(&x->b, xml);
    buf_lit(&x->b,
            "<!DOCTYPE sss PUBLIC \"-//triple-s//DTD Survey Interchange v2.0//EN\" "
            "\"http://www.triple-s.org/dtd/sss_v20.dtd\">\n<sss version=\"2.0\" languages=\"nl-NL\">\n");
    buf_lit(&x->b, "<origin>Woonzorg</origin>\n<survey>\n<name>");
    xml_tekst(&x->b, s->code);
    buf_lit(&x->b, "</name>\n<title>");
    xml_tekst(&x->b, s->titel);
    buf_lit(&x->b, s->verzonnen ? " (verzonnen)</title>\n" : "</title>\n");
    buf_lit(&x->b, "<record ident=\"A\" format=\"csv\" skip=\"1\">\n");
    sss_begin(x, "character", "partij", "", STR("Partij"));
    buf_lit(&x->b, "<size>20</size>\n</variable>\n");
    sss_begin(x, "character", "naam", "", STR("Naam"));
    buf_lit(&x->b, "<size>200</size>\n</variable>\n");
    sss_begin(x, "logical", "meegedaan", "", STR("Meegedaan"));
    buf_lit(&x->b, "</variable>\n");
    for (size_t i = 0; i < x->u->kolom.n; i++)
        sss_kolom(x, &x->u->kolom.at[i]);
    buf_lit(&x->b, "</record>\n</survey>\n</sss>\n");
}

static void csv_tekst(struct buf *b, struct str s)
{
    buf_char(b, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_char(b, '"');
        buf_char(b, s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
    }
    buf_char(b, '"');
}

static void sss_cel(struct sss *x, const struct uv_kolom *k, size_t partij)
{
    const struct ui_vraag *v = k->vraag;
    size_t r = uv_rij(x->u, k, partij);
    enum ui_toestand t = uv_toestand(x->u, k, r);
    bool is = t == UI_BEANTWOORD;

    buf_char(&x->b, ',');
    switch (v->soort) {
    case UI_EEN:
        buf_i64(&x->b, is ? v->keus[r] + 1 : ONTBREEKT_KEUZE + (int64_t)t);
        return;
    case UI_TEKST:
        csv_tekst(&x->b, is && v->tekst[r].p ? v->tekst[r] : STR(""));
        return;
    case UI_GETAL:
        if (is)
            buf_add(&x->b, num_plain(x->b.a, v->getal[r], v->schaal));
        break;
    case UI_MEER: /* one digit an option, in one field */
        buf_lit(&x->b, is ? "\"" : "");
        for (size_t o = 0; is && o < v->n_optie; o++)
            buf_char(&x->b, ui_heeft(v, r, o) ? '1' : '0');
        buf_lit(&x->b, is ? "\"" : "");
        break;
    }
    buf_fmt(&x->b, ",%d", is ? 1 : ONTBREEKT_KEUZE + (int)t);
}

static void sss_kopregel(struct sss *x)
{
    buf_lit(&x->b, "partij,naam,meegedaan");
    for (size_t i = 0; i < x->u->kolom.n; i++) {
        const struct uv_kolom *k = &x->u->kolom.at[i];

        buf_fmt(&x->b, ",%s", k->naam);
        if (k->vraag->soort == UI_MEER || k->vraag->soort == UI_GETAL)
            buf_fmt(&x->b, ",%s_toestand", k->naam);
    }
    buf_char(&x->b, '\n');
}

static void sss_gegevens(struct sss *x, struct zip_uit *z)
{
    for (size_t p = 0; p < x->u->s->n; p++) {
        struct arena a;

        arena_init(&a, 0);
        buf_init(&x->b, &a, SIZE_MAX);
        csv_tekst(&x->b, x->u->s->partij[p].code);
        buf_char(&x->b, ',');
        csv_tekst(&x->b, x->u->s->partij[p].naam);
        buf_fmt(&x->b, ",%d", x->u->s->partij[p].deelnemend);
        for (size_t i = 0; i < x->u->kolom.n; i++)
            sss_cel(x, &x->u->kolom.at[i], p);
        buf_char(&x->b, '\n');
        zip_uit_bytes(z, buf_str(&x->b));
        arena_done(&a);
    }
}

int uitvoer_triple_s(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e)
{
    struct zip_uit *z = zip_uit_new(1700000000000, 6);
    struct sss x = {.u = u};
    struct buf uit;
    int rc;

    if (!z)
        return err_set(e, ERR_ENV, "er is niet genoeg geheugen");
    buf_init(&uit, u->a, SIZE_MAX);
    zip_uit_naar(z, &uit);
    buf_init(&x.b, u->a, SIZE_MAX);
    sss_beschrijving(&x);
    zip_uit_deel(z, str_cat(u->a, u->s->code, STR(".sss")), false);
    zip_uit_bytes(z, buf_str(&x.b));
    zip_uit_deel_eind(z);
    zip_uit_deel(z, str_cat(u->a, u->s->code, STR(".csv")), false);
    buf_init(&x.b, u->a, SIZE_MAX);
    sss_kopregel(&x);
    zip_uit_bytes(z, buf_str(&x.b));
    sss_gegevens(&x, z);
    zip_uit_deel_eind(z);
    zip_uit_eind(z);
    rc = zip_uit_fout(z, e);
    zip_uit_free(z);
    return rc ? rc : naar(ctx, buf_str(&uit), e);
}

/* ---- DDI Codebook ---- */

static void ddi_tekst(struct buf *b, const char *naam, struct str s)
{
    buf_fmt(b, "<%s>", naam);
    xml_tekst(b, s);
    buf_fmt(b, "</%s>\n", naam);
}

static int64_t aantal(const struct uitvoer *u, const struct uv_kolom *k, enum ui_toestand t, size_t optie)
{
    int64_t n = 0;

    for (size_t p = 0; p < u->s->n; p++) {
        size_t r = uv_rij(u, k, p);

        n += uv_toestand(u, k, r) == t && (optie == SIZE_MAX || ui_heeft(k->vraag, r, optie));
    }
    return n;
}

static void ddi_categorie(struct buf *b, bool mist, struct str code, struct str label, int64_t n)
{
    buf_lit(b, mist ? "<catgry missing=\"Y\">\n" : "<catgry>\n");
    ddi_tekst(b, "catValu", code);
    ddi_tekst(b, "labl", label);
    buf_fmt(b, "<catStat type=\"freq\">%lld</catStat>\n</catgry>\n", (long long)n);
}

static void ddi_var(struct buf *b, const struct uitvoer *u, size_t i)
{
    const struct uv_kolom *k = &u->kolom.at[i];
    const struct ui_vraag *v = k->vraag;
    struct arena *a = u->a;
    int64_t beantwoord = aantal(u, k, UI_BEANTWOORD, SIZE_MAX);

    buf_fmt(b, "<var ID=\"V%zu\" name=\"%s\" files=\"F1\"%s>\n", i + 1, k->naam,
            v->soort == UI_GETAL   ? " intrvl=\"contin\""
            : v->soort == UI_TEKST ? ""
                                   : " intrvl=\"discrete\"");
    ddi_tekst(b, "labl", utf8_clip(uv_label(a, k), 250));
    buf_fmt(b, "<qstn seqNo=\"%u\">\n", (unsigned)v->nummer);
    ddi_tekst(b, "qstnLit", v->label);
    buf_lit(b, "</qstn>\n");
    if (v->basis == UI_FILTER)
        ddi_tekst(b, "universe", v->filter);
    buf_fmt(b, "<sumStat type=\"vald\">%lld</sumStat>\n<sumStat type=\"invd\">%lld</sumStat>\n",
            (long long)beantwoord, (long long)u->s->n - (long long)beantwoord);
    for (size_t o = 0; (v->soort == UI_EEN || v->soort == UI_MEER) && o < v->n_optie; o++)
        ddi_categorie(b, false, v->optie[o].code, v->optie[o].label, aantal(u, k, UI_BEANTWOORD, o));
    for (int t = UI_LEEG; t < UI_TOESTANDEN; t++)
        ddi_categorie(b, true, t == UI_LEEG ? STR("") : str_from(ui_toestand_namen[t]),
                      str_from(ui_toestand_woorden[t]), aantal(u, k, (enum ui_toestand)t, SIZE_MAX));
    buf_fmt(b, "<varFormat type=\"%s\"/>\n</var>\n", v->soort == UI_GETAL ? "numeric" : "character");
}

static void ddi_studie(struct buf *b, const struct uitvoer *u)
{
    const struct ui_set *s = u->s;
    struct arena *a = u->a;
    int64_t mee = 0;

    for (size_t p = 0; p < s->n; p++)
        mee += s->partij[p].deelnemend;
    buf_lit(b, "<stdyDscr>\n<citation>\n<titlStmt>\n");
    ddi_tekst(b, "titl", s->verzonnen ? str_cat(a, s->titel, STR(" (verzonnen)")) : s->titel);
    ddi_tekst(b, "IDNo", s->code);
    buf_lit(b, "</titlStmt>\n</citation>\n<stdyInfo>\n<sumDscr>\n");
    buf_fmt(b, "<collDate event=\"single\" date=\"%.*s\"/>\n<nation abbr=\"NL\">Nederland</nation>\n",
            STR_ARG(date_iso(a, s->peildatum)));
    ddi_tekst(b, "universe", str_fmt(a, "De %zu uitgenodigde partijen", s->n));
    buf_lit(b, "</sumDscr>\n</stdyInfo>\n<method>\n<dataColl>\n");
    ddi_tekst(b, "collMode", STR("Vragenlijst op internet"));
    buf_lit(b, "</dataColl>\n<anlyInfo>\n");
    ddi_tekst(b, "respRate", str_fmt(a, "%lld van de %zu", (long long)mee, s->n));
    buf_lit(b, "</anlyInfo>\n</method>\n</stdyDscr>\n");
    buf_lit(b, "<fileDscr ID=\"F1\">\n<fileTxt>\n");
    ddi_tekst(b, "fileName", str_cat(a, s->code, STR(".csv")));
    buf_fmt(b, "<dimensns>\n<caseQnty>%zu</caseQnty>\n<varQnty>%zu</varQnty>\n</dimensns>\n", s->n,
            u->kolom.n + 3);
    ddi_tekst(b, "fileType", STR("CSV, UTF-8"));
    buf_lit(b, "</fileTxt>\n</fileDscr>\n");
}

int uitvoer_ddi(struct uitvoer *u, uitvoer_naar *naar, void *ctx, struct err *e)
{
    static const char *const vast[] = {"partij", "naam", "meegedaan"};
    struct buf b;

    buf_init(&b, u->a, SIZE_MAX);
    buf_lit(&b, xml);
    buf_lit(&b, "<codeBook xmlns=\"ddi:codebook:2_5\" version=\"2.5\" xml:lang=\"nl\">\n");
    ddi_studie(&b, u);
    buf_lit(&b, "<dataDscr>\n");
    for (size_t i = 0; i < u->kolom.n; i++)
        ddi_var(&b, u, i);
    for (int i = 0; i < 3; i++)
        buf_fmt(&b,
                "<var ID=\"V%zu\" name=\"%s\" files=\"F1\">\n<labl>%s</labl>\n<varFormat "
                "type=\"character\"/>\n</var>\n",
                u->kolom.n + 1 + (size_t)i, vast[i], vast[i]);
    buf_lit(&b, "</dataDscr>\n</codeBook>\n");
    return naar(ctx, buf_str(&b), e);
}
