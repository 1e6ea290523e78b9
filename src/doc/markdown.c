/* SPDX-License-Identifier: EUPL-1.2
 * Markdown (CommonMark with tables) to a tree, through md4c. HTML in it is text: a template cannot bring
 * markup or script into a report. */
#include "doc/markdown.h"

#include "base/num.h"

#include <md4c.h>
#include <string.h>

enum { DIEPTE_MAX = 60 };

struct bouw {
    struct arena *a;
    struct knoop *nu;
    int diepte;
    bool te_diep;
};

static struct knoop *bij(struct bouw *b, enum knoop_soort s)
{
    struct knoop *k = ARENA_NEW(b->a, struct knoop);

    k->soort = s;
    k->ouder = b->nu;
    k->tekst = STR("");
    if (b->nu->laatste)
        b->nu->laatste->volgende = k;
    else
        b->nu->eerste = k;
    b->nu->laatste = k;
    return k;
}

static void in(struct bouw *b, enum knoop_soort s)
{
    b->nu = bij(b, s);
    b->te_diep = b->te_diep || ++b->diepte > DIEPTE_MAX;
}

static void uit(struct bouw *b)
{
    if (b->nu->ouder)
        b->nu = b->nu->ouder;
    b->diepte--;
}

/* Blocks without a node of their own. */
static bool zonder(MD_BLOCKTYPE t)
{
    return t == MD_BLOCK_DOC || t == MD_BLOCK_THEAD || t == MD_BLOCK_TBODY || t == MD_BLOCK_HTML;
}

static int blok_in(MD_BLOCKTYPE t, void *detail, void *ctx)
{
    struct bouw *b = ctx;

    if (zonder(t))
        return b->te_diep;
    switch (t) {
    case MD_BLOCK_H:
        in(b, K_KOP);
        b->nu->niveau = (int)((MD_BLOCK_H_DETAIL *)detail)->level;
        break;
    case MD_BLOCK_QUOTE:
        in(b, K_CITAAT);
        break;
    case MD_BLOCK_UL:
        in(b, K_LIJST);
        break;
    case MD_BLOCK_OL:
        in(b, K_NUMMERS);
        break;
    case MD_BLOCK_LI:
        in(b, K_PUNT);
        break;
    case MD_BLOCK_HR:
        in(b, K_LIJN);
        break;
    case MD_BLOCK_CODE:
        in(b, K_CODE);
        break;
    case MD_BLOCK_TABLE:
        in(b, K_TABEL);
        break;
    case MD_BLOCK_TR:
        in(b, K_RIJ);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        in(b, K_CEL);
        b->nu->is_kop = t == MD_BLOCK_TH;
        break;
    default:
        in(b, K_ALINEA);
    }
    return b->te_diep;
}

static int blok_uit(MD_BLOCKTYPE t, void *detail, void *ctx)
{
    (void)detail;
    if (!zonder(t))
        uit(ctx);
    return 0;
}

static bool adres_goed(struct str s)
{
    return str_starts(s, STR("https://")) || str_starts(s, STR("http://")) || str_starts(s, STR("mailto:")) ||
           str_starts(s, STR("#")) || (str_starts(s, STR("/")) && !str_starts(s, STR("//")));
}

static int span_in(MD_SPANTYPE t, void *detail, void *ctx)
{
    struct bouw *b = ctx;

    if (t == MD_SPAN_A) {
        const MD_ATTRIBUTE *h = &((MD_SPAN_A_DETAIL *)detail)->href;
        struct str adres = str_dup(b->a, (struct str){h->text, h->size});

        in(b, K_SCHAKEL);
        b->nu->tekst = adres_goed(adres) ? adres : STR("");
    } else {
        in(b, t == MD_SPAN_STRONG ? K_STERK : K_NADRUK);
    }
    return b->te_diep;
}

static int span_uit(MD_SPANTYPE t, void *detail, void *ctx)
{
    (void)t;
    (void)detail;
    uit(ctx);
    return 0;
}

/* "&eacute;" stays as it is written; the five of XML and numbers become letters. */
static struct str entiteit(struct arena *a, struct str s)
{
    static const struct {
        const char *naam, *letter;
    } bekend[] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                  {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", "\xC2\xA0"}};
    int64_t n = 0;
    char letters[4];

    for (size_t i = 0; i < sizeof bekend / sizeof *bekend; i++)
        if (str_is(s, bekend[i].naam))
            return str_from(bekend[i].letter);
    if (s.n > 3 && s.p[1] == '#' && num_i64(str_sub(s, 2, s.n - 1), &n) && n >= 32 && n < 0xD800)
        return str_dup(a, (struct str){letters, utf8_put(letters, (int32_t)n)});
    return s;
}

static int tekst(MD_TEXTTYPE t, const MD_CHAR *p, MD_SIZE n, void *ctx)
{
    struct bouw *b = ctx;
    struct str s = {p, n};

    if (t == MD_TEXT_BR) {
        bij(b, K_REGELEIND);
        return 0;
    }
    if (t == MD_TEXT_SOFTBR)
        s = STR("\n");
    else if (t == MD_TEXT_ENTITY)
        s = entiteit(b->a, s);
    else if (t == MD_TEXT_NULLCHAR)
        s = STR("\xEF\xBF\xBD");
    bij(b, K_TEKST)->tekst = str_dup(b->a, s);
    return 0;
}

static void tekst_bij(struct buf *b, const struct knoop *k)
{
    for (; k; k = k->volgende) {
        if (k->soort == K_TEKST)
            buf_add(b, k->tekst);
        if (k->soort == K_REGELEIND)
            buf_char(b, ' ');
        tekst_bij(b, k->eerste);
    }
}

struct str knoop_tekst(struct arena *a, const struct knoop *k)
{
    struct buf b;

    buf_init(&b, a, 1 << 20);
    tekst_bij(&b, k->eerste);
    return buf_str(&b);
}

/* A paragraph that is only a mark becomes a piece; headings get a name of their own. */
static void stukken_zet(struct arena *a, struct knoop *k, int *kop)
{
    for (; k; k = k->volgende) {
        struct str s;
        int64_t n;

        if (k->soort == K_KOP)
            k->tekst = str_fmt(a, "kop-%d", ++*kop);
        stukken_zet(a, k->eerste, kop);
        if (k->soort != K_ALINEA)
            continue;
        s = str_trim(knoop_tekst(a, k));
        if (str_starts(s, STR(STUK_BEGIN)) && str_ends(s, STR(STUK_EIND)) &&
            num_i64(str_sub(s, 3, s.n - 3), &n)) {
            k->soort = K_STUK;
            k->stuk = (size_t)n;
            k->eerste = k->laatste = NULL;
        }
    }
}

int markdown_lees(struct arena *a, struct str s, struct knoop **ret, struct err *e)
{
    static const MD_PARSER parser = {.flags =
                                         MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_PERMISSIVEURLAUTOLINKS,
                                     .enter_block = blok_in,
                                     .leave_block = blok_uit,
                                     .enter_span = span_in,
                                     .leave_span = span_uit,
                                     .text = tekst};
    struct bouw b = {.a = a, .nu = ARENA_NEW(a, struct knoop)};
    int kop = 0;

    *ret = b.nu;
    b.nu->tekst = STR("");
    if (md_parse(s.p, (MD_SIZE)s.n, &parser, &b))
        return err_set(e, ERR_DATA, "de tekst is te diep genest: ten hoogste %d lijsten en citaten in elkaar",
                       DIEPTE_MAX);
    stukken_zet(a, *ret, &kop);
    return OK;
}
