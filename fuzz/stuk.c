/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as a document that somebody hands in. What starts with "PK" goes the whole way, through the zip.
 * Of anything else the first byte says whether it is plain text, or the main part of an office file of one of
 * the kinds, put in a zip here. Its words are valid UTF-8, bounded, one space between two, without control
 * characters. A PDF is not tried: another program reads that, and no byte of it is parsed here. */
#include "stuk/stuk.h"
#include "doc/zip.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void eis(bool waar)
{
    if (!waar)
        abort();
}

static struct str woorden_eis(struct arena *a, struct str naam, struct str bytes)
{
    struct err e = {0};
    struct str s;

    eis(!stuk_woorden(a, &(struct http_upload){.name = naam, .bytes = bytes}, &s, &e));
    eis(s.n <= STUK_TEKST_MAX && utf8_valid(s) && str_eq(s, str_trim(s)));
    for (size_t i = 0; i < s.n; i++) {
        eis((unsigned char)s.p[i] >= ' ' && s.p[i] != 0x7f);
        eis(s.p[i] != ' ' || s.p[i - 1] != ' ');
    }
    return s;
}

/* As an office program keeps it: what it is first, the main part after that. */
static struct str verpakt(struct arena *a, struct str deel, struct str bytes)
{
    struct zip_uit *z = zip_uit_new(0, 1);
    struct err e = {0};
    struct buf b;

    buf_init(&b, a, bytes.n + 512);
    zip_uit_naar(z, &b);
    zip_uit_los(z, STR("mimetype"), STR("application/zip"));
    zip_uit_los(z, deel, bytes);
    zip_uit_eind(z);
    eis(!zip_uit_fout(z, &e));
    zip_uit_free(z);
    return buf_str(&b);
}

/* Plain text that is UTF-8 and nothing else: no sign of another way of writing in front, no NUL. */
static bool kaal(struct str s)
{
    return utf8_valid(s) && !str_starts(s, STR("\xEF\xBB\xBF")) && (!s.n || !memchr(s.p, 0, s.n));
}

/* The same words in whatever kind; and what has no tags and references is the text itself. */
static void zelfde(struct arena *a, struct str naam, struct str deel, struct str bytes)
{
    struct str s = woorden_eis(a, naam, verpakt(a, deel, bytes));

    eis(str_eq(s, woorden_eis(a, STR("visie.odt"), verpakt(a, STR("content.xml"), bytes))));
    if (kaal(bytes) && str_index(bytes, '<') == bytes.n && str_index(bytes, '&') == bytes.n)
        eis(str_eq(s, woorden_eis(a, STR("visie.txt"), bytes)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct {
        struct str naam, deel;
    } soorten[] = {{STR_INIT("visie.docx"), STR_INIT("word/document.xml")},
                   {STR_INIT("visie.ODT"), STR_INIT("content.xml")},
                   {STR_INIT("lijst.xlsx"), STR_INIT("xl/sharedStrings.xml")}};
    enum { N = sizeof soorten / sizeof *soorten };
    struct str s = {(const char *)data, n};
    struct arena a;

    if (!n)
        return 0;
    arena_init(&a, 0);
    if (str_starts(s, STR("PK"))) {
        woorden_eis(&a, STR("visie.docx"), s);
    } else {
        size_t k = (unsigned char)s.p[0] % (N + 1);

        s = str_sub(s, 1, n);
        if (k == N)
            woorden_eis(&a, STR("visie.txt"), s);
        else
            zelfde(&a, soorten[k].naam, soorten[k].deel, s);
    }
    arena_done(&a);
    return 0;
}
