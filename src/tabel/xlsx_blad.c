/* SPDX-License-Identifier: EUPL-1.2
 * The rows of one sheet, in a stream: some kilobytes of XML are fed at a time, and the rows that became whole
 * wait in a queue until they are asked for. Only cells that hold something are kept, so a sheet's far corners
 * cost nothing. Rows come in the order of the file, each with its own number; a merged range has its value in
 * its first cell. */
#include "tabel/intern.h"

#include <stdlib.h>
#include <string.h>

enum { STUK = 16 << 10, RIJ_MAX = 1048576, KOLOM_MAX = 16384 };

enum cel_type { TYPE_GETAL, TYPE_GEDEELD, TYPE_TEKST, TYPE_WAAR, TYPE_FOUT, TYPE_DATUM };

struct cel_op {
    struct cel cel;
    size_t kolom;
};

struct rij_klaar {
    int64_t nummer;
    size_t van, n; /* in cellen */
};

struct blad_lezer {
    struct xlsx *x;
    struct str naam;
    struct pak_deel *deel;
    struct xml_lezer xml;
    struct err fout; /* kept, so that asking again gives the same answer */
    bool einde;
    int64_t rijen_uit;

    /* The queue, on one of two arenas; the other is for the move of a row that is only half there. */
    struct arena geheugen[2];
    int nu;
    VEC(struct cel_op) cellen;
    VEC(struct rij_klaar) rijen;
    size_t volgende;

    /* where the XML is */
    bool in_data, in_rij, in_cel, in_is, lezen;
    int in_rph;
    int64_t rij;
    size_t rij_van, kolom; /* first cell of the row in cellen; column of the present cell + 1 */
    enum cel_type type;
    size_t stijl;
    struct buf tekst; /* on its own arena, reused */
    struct arena tekst_geheugen;

    struct cel *dicht; /* the row as handed out */
    size_t dicht_n;
};

/* ---- places ---- */

static bool rijnummer(struct str s, int64_t *ret)
{
    return num_i64(s, ret) && *ret >= 1 && *ret <= RIJ_MAX;
}

/* "AB12" → 27. */
static bool kolomnummer(struct str s, size_t *ret)
{
    size_t i = 0, k = 0;

    for (; i < s.n && i < 4; i++) {
        char c = s.p[i] >= 'a' && s.p[i] <= 'z' ? (char)(s.p[i] - 32) : s.p[i];

        if (c < 'A' || c > 'Z')
            break;
        k = k * 26 + (size_t)(c - 'A') + 1;
    }
    if (!i || k > KOLOM_MAX)
        return false;
    *ret = k - 1;
    return true;
}

static int fout_cel(const struct blad_lezer *b, struct err *e, const char *wat)
{
    struct str tekst = tekst_kort(buf_str(&b->tekst), 40);

    return err_set(e, ERR_DATA, "cel %s%lld: %s (\"%.*s\")", kolom_naam(b->kolom - 1).t, (long long)b->rij,
                   wat, STR_ARG(tekst));
}

/* ---- values ---- */

/* Digits as num_plain would write them. */
static bool is_kaal_getal(struct str s)
{
    size_t i = s.n > 1 && s.p[0] == '-';

    if (s.n - i > 18 || s.n == i || (s.p[i] == '0' && s.n > 1))
        return false;
    for (; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* The number as the program that wrote the file had it. False for what is no number. */
static bool lees_double(const struct xlsx *x, struct str s, double *ret)
{
    char z[64], *tot;

    if (!s.n || s.n >= sizeof z)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && !memchr("+-.eE", s.p[i], 5))
            return false;
    memcpy(z, s.p, s.n);
    z[s.n] = '\0';
    *ret = strtod_l(z, &tot, x->c_locale);
    return tot == z + s.n;
}

/* Exactly as written where that fits, else to the nearest of at most nine decimals. */
static bool lees_dec(const struct xlsx *x, struct str s, struct dec *ret)
{
    double d;

    if (str_index(s, ',') == s.n && dec_parse(s, '.', ret))
        return true;
    if (!lees_double(x, s, &d))
        return false;
    for (int schaal = NUM_SCALE_MAX; schaal >= 0; schaal--)
        if (dec_from_double(d, schaal, ret))
            return true;
    return false;
}

/* A number, or the date that it stands for. What is too large for a figure stays text, so that no digit is
 * lost. */
static void cel_getal(struct blad_lezer *b, struct arena *a, struct str s, struct cel *c)
{
    struct dec d;
    double x;

    s = str_trim(s);
    if (xlsx_stijl_is_datum(b->x, b->stijl) && lees_double(b->x, s, &x) &&
        serieel_datum(a, x, b->x->epoche_1904, c))
        return;
    if (!lees_dec(b->x, s, &d)) {
        cel_van_tekst(c, str_dup(a, s));
        return;
    }
    *c = (struct cel){.soort = CEL_GETAL, .getal = d};
    c->tekst = is_kaal_getal(s) ? str_dup(a, s) : num_plain(a, d.v, d.scale);
}

static int cel_gedeeld(struct blad_lezer *b, struct str s, struct cel *c, struct err *e)
{
    int64_t i;

    if (!num_i64(str_trim(s), &i) || i < 0 || (uint64_t)i >= b->x->teksten.n)
        return fout_cel(b, e, "verwijst naar een tekst die er niet is; het werkboek is beschadigd");
    cel_van_tekst(c, b->x->teksten.at[i]);
    return OK;
}

static int cel_maak(struct blad_lezer *b, struct cel *c, struct err *e)
{
    struct arena *a = &b->geheugen[b->nu];
    struct str s;

    if (b->type == TYPE_TEKST)
        b->tekst.n = xstring_los(b->tekst.p, b->tekst.n);
    s = buf_str(&b->tekst);
    switch (b->type) {
    case TYPE_GEDEELD:
        return cel_gedeeld(b, s, c, e);
    case TYPE_TEKST:
        cel_van_tekst(c, str_dup(a, s));
        break;
    case TYPE_WAAR:
        s = str_trim(s);
        *c = (struct cel){.soort = CEL_WAAR,
                          .tekst = str_is(s, "1") || str_is(s, "true") ? STR("TRUE") : STR("FALSE")};
        break;
    case TYPE_FOUT:
        *c = (struct cel){.soort = CEL_FOUT, .tekst = str_dup(a, str_trim(s))};
        break;
    case TYPE_DATUM:
        s = str_dup(a, s);
        if (!iso_datum(s, c))
            cel_van_tekst(c, s);
        break;
    case TYPE_GETAL:
        cel_getal(b, a, s, c);
        break;
    }
    return OK;
}

static int cel_af(struct blad_lezer *b, struct err *e)
{
    struct cel_op op = {.kolom = b->kolom - 1};
    int rc;

    if (!str_trim(buf_str(&b->tekst)).n)
        return OK;
    rc = cel_maak(b, &op.cel, e);
    if (rc || op.cel.soort == CEL_LEEG)
        return rc;
    if (op.kolom >= b->x->grens.kolommen)
        return err_set(e, ERR_DATA, "cel %s%lld: het blad heeft meer dan %zu kolommen",
                       kolom_naam(op.kolom).t, (long long)b->rij, b->x->grens.kolommen);
    VEC_PUSH(&b->geheugen[b->nu], &b->cellen, op);
    return OK;
}

/* ---- the XML ---- */

static enum cel_type type_van(struct str t)
{
    if (str_is(t, "s"))
        return TYPE_GEDEELD;
    if (str_is(t, "str") || str_is(t, "inlineStr"))
        return TYPE_TEKST;
    if (str_is(t, "b"))
        return TYPE_WAAR;
    if (str_is(t, "e"))
        return TYPE_FOUT;
    return str_is(t, "d") ? TYPE_DATUM : TYPE_GETAL;
}

static int begin_rij(struct blad_lezer *b, const struct xml_element *el, struct err *e)
{
    struct str r;

    if (!xml_attr(el, "r", &r)) {
        b->rij++;
    } else if (!rijnummer(r, &b->rij)) {
        r = tekst_kort(r, 40);
        return err_set(e, ERR_DATA, "\"%.*s\" is geen rijnummer; het werkboek is beschadigd", STR_ARG(r));
    }
    if (b->rij > RIJ_MAX)
        return err_set(e, ERR_DATA, "het blad heeft meer dan %d rijen", RIJ_MAX);
    b->in_rij = true;
    b->rij_van = b->cellen.n;
    b->kolom = 0;
    return OK;
}

static int begin_cel(struct blad_lezer *b, const struct xml_element *el, struct err *e)
{
    struct str s;
    int64_t stijl;
    size_t kolom = b->kolom;

    if (xml_attr(el, "r", &s) && !kolomnummer(s, &kolom)) {
        s = tekst_kort(s, 40);
        return err_set(e, ERR_DATA,
                       "rij %lld: \"%.*s\" is geen plaats van een cel; het werkboek is beschadigd",
                       (long long)b->rij, STR_ARG(s));
    }
    if (kolom >= KOLOM_MAX)
        return err_set(e, ERR_DATA, "rij %lld heeft meer dan %d kolommen", (long long)b->rij, KOLOM_MAX);
    b->kolom = kolom + 1;
    b->type = xml_attr(el, "t", &s) ? type_van(s) : TYPE_GETAL;
    b->stijl = xml_attr(el, "s", &s) && num_i64(s, &stijl) && stijl > 0 ? (size_t)stijl : 0;
    b->in_cel = true;
    b->in_is = b->lezen = false;
    b->in_rph = 0;
    b->tekst.n = 0;
    return OK;
}

static int op_begin(void *wie, const struct xml_element *el, struct err *e)
{
    struct blad_lezer *b = wie;
    const char *naam = el->naam;

    if (el->ruimte != XML_BLAD)
        return OK;
    if (b->in_cel) {
        if (!strcmp(naam, "v"))
            b->lezen = !b->in_is;
        else if (!strcmp(naam, "is"))
            b->in_is = b->type == TYPE_TEKST;
        else if (!strcmp(naam, "rPh"))
            b->in_rph++;
        else if (!strcmp(naam, "t"))
            b->lezen = b->in_is && !b->in_rph;
        return OK;
    }
    if (b->in_rij)
        return strcmp(naam, "c") ? OK : begin_cel(b, el, e);
    if (b->in_data)
        return strcmp(naam, "row") ? OK : begin_rij(b, el, e);
    if (!strcmp(naam, "sheetData"))
        b->in_data = true;
    return OK;
}

static int op_tekst(void *wie, struct str s, struct err *e)
{
    struct blad_lezer *b = wie;

    if (!b->lezen)
        return OK;
    buf_add(&b->tekst, s);
    if (b->tekst.over)
        return err_set(e, ERR_DATA, "cel %s%lld is langer dan %zu bytes", kolom_naam(b->kolom - 1).t,
                       (long long)b->rij, b->x->grens.cel);
    return OK;
}

static void rij_af(struct blad_lezer *b)
{
    struct rij_klaar r = {.nummer = b->rij, .van = b->rij_van, .n = b->cellen.n - b->rij_van};

    b->in_rij = false;
    if (r.n)
        VEC_PUSH(&b->geheugen[b->nu], &b->rijen, r);
}

static int op_eind(void *wie, const struct xml_element *el, struct err *e)
{
    struct blad_lezer *b = wie;
    const char *naam = el->naam;

    if (el->ruimte != XML_BLAD)
        return OK;
    if (b->in_cel) {
        if (!strcmp(naam, "c")) {
            b->in_cel = b->lezen = false;
            return cel_af(b, e);
        }
        if (!strcmp(naam, "v") || !strcmp(naam, "t"))
            b->lezen = false;
        else if (!strcmp(naam, "is"))
            b->in_is = false;
        else if (!strcmp(naam, "rPh") && b->in_rph)
            b->in_rph--;
    } else if (b->in_rij && !strcmp(naam, "row")) {
        rij_af(b);
    } else if (b->in_data && !strcmp(naam, "sheetData")) {
        b->xml.klaar = true; /* what follows is not about cells */
    }
    return OK;
}

/* ---- the queue ---- */

/* All whole rows were handed out: starts the queue anew. Cells of a row that is only half there move to the
 * other arena; they came with the last bytes fed, so this stays cheap. */
static void rij_opruimen(struct blad_lezer *b)
{
    size_t van = b->in_rij ? b->rij_van : b->cellen.n, n = b->cellen.n - van;
    struct cel_op *oud = b->cellen.at + van;
    struct arena *nieuw = &b->geheugen[!b->nu];

    b->cellen.at = NULL;
    b->cellen.n = b->cellen.cap = 0;
    b->rijen.at = NULL;
    b->rijen.n = b->rijen.cap = b->volgende = b->rij_van = 0;
    for (size_t i = 0; i < n; i++) {
        struct cel_op op = oud[i];

        op.cel.tekst = str_dup(nieuw, op.cel.tekst);
        VEC_PUSH(nieuw, &b->cellen, op);
    }
    arena_reset(&b->geheugen[b->nu]);
    b->nu = !b->nu;
}

static int stuk_voer(struct blad_lezer *b, struct err *e)
{
    char stuk[STUK];
    int64_t got = pak_deel_lees(b->deel, stuk, sizeof stuk, e);
    int rc;

    if (got < 0)
        return got == ERR_LIMIT ? err_set(e, ERR_DATA, "%s", "het blad is uitgepakt te groot") : (int)got;
    rc = xml_voer(&b->xml, stuk, (size_t)got, !got, e);
    if (!got || b->xml.klaar)
        b->einde = true;
    return rc;
}

static int rij_uit(struct blad_lezer *b, struct tabel_rij *ret, struct err *e)
{
    const struct rij_klaar *r = &b->rijen.at[b->volgende++];
    size_t n = 0;

    if (++b->rijen_uit > b->x->grens.rijen)
        return err_set(e, ERR_DATA, "er zijn meer dan %lld rijen; meer nemen wij niet aan",
                       (long long)b->x->grens.rijen);
    for (size_t i = r->van; i < r->van + r->n; i++)
        n = b->cellen.at[i].kolom >= n ? b->cellen.at[i].kolom + 1 : n;
    if (n > b->dicht_n) {
        struct cel *wider = realloc(b->dicht, n * sizeof *wider);

        if (!wider)
            return err_set(e, ERR_ENV, "het geheugen is op");
        b->dicht = wider;
        b->dicht_n = n;
    }
    memset(b->dicht, 0, n * sizeof *b->dicht); /* CEL_LEEG is 0 */
    for (size_t i = r->van; i < r->van + r->n; i++)
        b->dicht[b->cellen.at[i].kolom] = b->cellen.at[i].cel;
    *ret = (struct tabel_rij){.nummer = r->nummer, .n = n, .cellen = b->dicht};
    return 1;
}

int blad_volgende(struct blad_lezer *b, struct tabel_rij *ret, struct err *e)
{
    struct str naam = tekst_kort(b->naam, 100);
    int rc = b->fout.code;

    while (!rc) {
        if (b->volgende < b->rijen.n)
            rc = rij_uit(b, ret, &b->fout);
        else if (b->einde)
            return 0;
        else {
            if (b->rijen.n)
                rij_opruimen(b);
            rc = stuk_voer(b, &b->fout);
        }
        if (rc < 0)
            err_prefix(&b->fout, "blad %.*s: ", STR_ARG(naam));
    }
    if (rc < 0 && e)
        *e = b->fout;
    return rc;
}

int blad_open(struct xlsx *x, size_t blad, struct blad_lezer **ret, struct err *e)
{
    const struct xlsx_blad *w = &x->bladen.at[blad];
    struct str naam = tekst_kort(w->naam, 100);
    struct blad_lezer *b;
    int rc;

    if (!w->aanwezig)
        return err_set(e, ERR_DATA, "blad %.*s ontbreekt in het werkboek; het is beschadigd", STR_ARG(naam));
    b = calloc(1, sizeof *b);
    if (!b)
        return err_set(e, ERR_ENV, "het geheugen is op");
    b->x = x;
    b->naam = w->naam;
    b->xml = (struct xml_lezer){.wie = b, .begin = op_begin, .tekst = op_tekst, .eind = op_eind};
    buf_init(&b->tekst, &b->tekst_geheugen, x->grens.cel);
    rc = pak_deel_open(x->pak, w->deel, &b->deel, e);
    if (!rc)
        rc = xml_begin(&b->xml, e);
    if (rc) {
        blad_close(b);
        return e ? err_prefix(e, "blad %.*s: ", STR_ARG(naam)) : rc;
    }
    *ret = b;
    return OK;
}

void blad_close(struct blad_lezer *b)
{
    if (!b)
        return;
    xml_done(&b->xml);
    pak_deel_close(b->deel);
    arena_done(&b->geheugen[0]);
    arena_done(&b->geheugen[1]);
    arena_done(&b->tekst_geheugen);
    free(b->dicht);
    free(b);
}
