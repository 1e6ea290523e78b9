/* SPDX-License-Identifier: EUPL-1.2
 * Sheets of text: read from a workbook or from Markdown tables, kept as a tree, written as a workbook. */
#include "base/num.h"
#include "doc/xlsx.h"
#include "tabel/tabel.h"
#include "vragenlijst/vragenlijst.h"

static bool rij_leeg(const struct vl_rij *r)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->cel[i].n)
            return false;
    return true;
}

static int rij_bij(struct arena *a, struct vl_blad *b, struct vl_rij r, struct err *e)
{
    while (r.n && !r.cel[r.n - 1].n)
        r.n--;
    if (rij_leeg(&r))
        return OK;
    if (b->rij.n >= VL_RIJEN_MAX)
        return err_set(e, ERR_LIMIT, "blad %.*s heeft meer dan %d rijen", STR_ARG(b->naam), VL_RIJEN_MAX);
    if (r.n > VL_KOLOMMEN_MAX)
        return err_set(e, ERR_LIMIT, "blad %.*s heeft meer dan %d kolommen", STR_ARG(b->naam),
                       VL_KOLOMMEN_MAX);
    VEC_PUSH(a, &b->rij, r);
    return OK;
}

/* The sheet that xlsx_write put last when the questionnaire was taken along. Each taking along makes it anew;
 * kept, a workbook that comes back unchanged would be another version, with one sheet more. */
static bool is_eigen_toelichting(const struct vl_werkboek *w, const struct vl_blad *b)
{
    if (!str_is(b->naam, XLSX_TOELICHTING) || !w->blad.n || b->rij.n != w->blad.n)
        return false;
    for (size_t i = 0; i < b->rij.n; i++)
        if (b->rij.at[i].n != 1 || !str_eq(b->rij.at[i].cel[0], w->blad.at[i].naam))
            return false;
    return true;
}

static int van_xlsx(struct arena *a, struct tabel *t, struct vl_werkboek *ret, struct err *e)
{
    int rc = OK;

    for (size_t i = 0; !rc && i < tabel_n_bladen(t); i++) {
        struct vl_blad b = {.naam = str_dup(a, str_trim(tabel_blad_naam(t, i)))};
        struct tabel_rij r;

        rc = tabel_blad_kies(t, i, e);
        while (!rc && (rc = tabel_volgende(t, &r, e)) > 0) {
            struct vl_rij rij = {r.nummer, ARENA_ARRAY(a, struct str, r.n), r.n};

            for (size_t k = 0; k < r.n; k++)
                rij.cel[k] = str_dup(a, str_trim(tabel_cel(&r, k)->tekst));
            rc = rij_bij(a, &b, rij, e);
        }
        if (!rc && !is_eigen_toelichting(ret, &b))
            VEC_PUSH(a, &ret->blad, b);
    }
    return rc;
}

/* "| a | b |" to cells; a bar after a backslash is a letter. */
static struct vl_rij cellen(struct arena *a, struct str regel)
{
    VEC(struct str) cel = {0};
    struct buf b;

    buf_init(&b, a, regel.n + 1);
    for (size_t i = 1; i < regel.n; i++) {
        char c = regel.p[i];

        if (c == '\\' && i + 1 < regel.n && regel.p[i + 1] == '|') {
            buf_char(&b, '|');
            i++;
        } else if (c == '|') {
            struct str s = str_trim(buf_str(&b));

            VEC_PUSH(a, &cel, str_dup(a, s));
            b.n = 0;
        } else {
            buf_char(&b, c);
        }
    }
    return (struct vl_rij){0, cel.at, cel.n};
}

/* A line of dashes under a head, as Markdown has it. */
static bool streep(const struct vl_rij *r)
{
    bool iets = false;

    for (size_t i = 0; i < r->n; i++)
        for (size_t j = 0; j < r->cel[i].n; j++) {
            if (r->cel[i].p[j] != '-' && r->cel[i].p[j] != ':')
                return false;
            iets = true;
        }
    return iets;
}

static int van_markdown(struct arena *a, struct str t, struct vl_werkboek *ret, struct err *e)
{
    int64_t nummer = 0;
    int rc = OK;

    while (!rc && t.p) {
        struct str regel = str_trim(str_cut(t, '\n', &t));
        struct vl_rij r;

        if (!regel.n || regel.p[0] != '|')
            continue;
        r = cellen(a, regel);
        if (!r.n || streep(&r))
            continue;
        if (r.cel[0].n) {
            if (ret->blad.n >= 20)
                return err_set(e, ERR_LIMIT, "het werkboek heeft meer dan 20 bladen");
            VEC_PUSH(a, &ret->blad, (struct vl_blad){.naam = r.cel[0]});
            nummer = 0;
        }
        if (!ret->blad.n)
            return err_set(e, ERR_DATA, "de eerste tabel noemt geen blad: zet survey in de eerste cel");
        r.cel++;
        r.n--;
        if (rij_leeg(&r) && r.n == 0)
            continue;
        if (rij_leeg(&r) && !ret->blad.at[ret->blad.n - 1].rij.n)
            continue; /* the line that only names the sheet */
        r.nummer = ++nummer;
        rc = rij_bij(a, &ret->blad.at[ret->blad.n - 1], r, e);
    }
    return rc;
}

int werkboek_lees(struct arena *a, struct str naam, struct str bytes, struct vl_werkboek *ret, struct err *e)
{
    struct tabel *t = NULL;
    int rc;

    *ret = (struct vl_werkboek){0};
    if (bytes.n > VL_BYTES_MAX)
        return err_set(e, ERR_LIMIT, "het werkboek is groter dan %d MB", VL_BYTES_MAX >> 20);
    if (!str_starts(bytes, STR("PK")) && str_starts(str_trim(bytes), STR("|"))) {
        if (!utf8_valid(bytes))
            return err_set(e, ERR_DATA, "de tabellen zijn geen UTF-8");
        return van_markdown(a, bytes, ret, e);
    }
    if (!str_starts(bytes, STR("PK")) && utf8_valid(bytes)) { /* text with tables somewhere in it */
        rc = van_markdown(a, bytes, ret, e);
        if (rc || ret->blad.n)
            return rc;
    }
    rc = tabel_open(
        a, naam, bytes,
        (struct tabel_grens){.bytes = (size_t)64 << 20, .rijen = VL_RIJEN_MAX, .cel = EXPR_TEKST_MAX}, &t, e);
    if (!rc && !tabel_is_werkboek(t))
        rc = err_set(e, ERR_DATA,
                     "dit is geen werkboek; verwacht .xlsx met een blad survey, of Markdown-tabellen");
    if (!rc)
        rc = van_xlsx(a, t, ret, e);
    tabel_close(t);
    return rc;
}

struct doc *werkboek_doc(struct arena *a, const struct vl_werkboek *w)
{
    struct doc *bladen = doc_list(a), *d = doc_map(a);

    for (size_t i = 0; i < w->blad.n; i++) {
        struct doc *blad = doc_add(a, bladen, doc_map(a)), *rijen;

        DOC_SET_STR(a, blad, "naam", w->blad.at[i].naam);
        rijen = DOC_SET(a, blad, "rijen", doc_list(a));
        for (size_t j = 0; j < w->blad.at[i].rij.n; j++) {
            const struct vl_rij *r = &w->blad.at[i].rij.at[j];
            struct doc *rij = doc_add(a, rijen, doc_list(a));

            doc_add(a, rij, doc_int(a, r->nummer));
            for (size_t k = 0; k < r->n; k++)
                doc_add(a, rij, doc_str(a, r->cel[k]));
        }
    }
    DOC_SET(a, d, "bladen", bladen);
    return d;
}

int werkboek_van_doc(struct arena *a, const struct doc *d, struct vl_werkboek *ret, struct err *e)
{
    const struct doc *bladen = doc_get(d, STR("bladen"));

    *ret = (struct vl_werkboek){0};
    for (size_t i = 0; bladen && bladen->type == DOC_LIST && i < bladen->list.n; i++) {
        const struct doc *rijen = doc_get(bladen->list.at[i], STR("rijen"));
        struct vl_blad b = {.naam = doc_get_str(bladen->list.at[i], STR("naam"))};

        for (size_t j = 0; rijen && rijen->type == DOC_LIST && j < rijen->list.n; j++) {
            const struct doc *rij = rijen->list.at[j];
            struct vl_rij r = {0};

            if (rij->type != DOC_LIST || !rij->list.n || rij->list.at[0]->type != DOC_INT)
                continue;
            r = (struct vl_rij){rij->list.at[0]->i, ARENA_ARRAY(a, struct str, rij->list.n), rij->list.n - 1};
            for (size_t k = 0; k < r.n; k++)
                if (rij->list.at[k + 1]->type == DOC_STR)
                    r.cel[k] = rij->list.at[k + 1]->s;
            VEC_PUSH(a, &b.rij, r);
        }
        VEC_PUSH(a, &ret->blad, b);
    }
    return ret->blad.n ? OK : err_set(e, ERR_DATA, "het bewaarde werkboek heeft geen bladen");
}

int werkboek_xlsx(struct arena *a, const struct vl_werkboek *w, struct str *ret, struct err *e)
{
    const struct doc **tabellen = ARENA_ARRAY(a, const struct doc *, w->blad.n);
    size_t n = 0;

    for (size_t i = 0; i < w->blad.n; i++) {
        const struct vl_blad *b = &w->blad.at[i];
        struct doc *t = doc_map(a), *kolommen, *rijen;
        size_t breed = 0;

        for (size_t j = 0; j < b->rij.n; j++)
            breed = b->rij.at[j].n > breed ? b->rij.at[j].n : breed;
        DOC_SET_STR(a, t, "titel", b->naam);
        kolommen = DOC_SET(a, t, "kolommen", doc_list(a));
        for (size_t k = 0; k < breed; k++) {
            struct doc *kol = doc_add(a, kolommen, doc_map(a));

            DOC_SET_STR(a, kol, "code", str_fmt(a, "k%zu", k));
            DOC_SET_STR(a, kol, "titel", k < b->rij.at[0].n ? b->rij.at[0].cel[k] : STR(""));
            DOC_SET_STR(a, kol, "soort", STR("tekst"));
        }
        rijen = DOC_SET(a, t, "rijen", doc_list(a));
        for (size_t j = 1; j < b->rij.n; j++) {
            struct doc *rij = doc_add(a, rijen, doc_map(a));

            for (size_t k = 0; k < b->rij.at[j].n; k++)
                if (b->rij.at[j].cel[k].n)
                    doc_set(a, rij, str_fmt(a, "k%zu", k), doc_str(a, b->rij.at[j].cel[k]));
        }
        tabellen[n++] = t;
    }
    return xlsx_write(a, tabellen, n, ret, e);
}
