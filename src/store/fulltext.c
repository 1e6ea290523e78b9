/* SPDX-License-Identifier: EUPL-1.2
 * Words and their stems. */
#include "store/fulltext.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/* Snowball's list of Dutch words without meaning of their own, sorted. */
static const char *const stopwords[] = {
    "aan",    "al",   "alles",  "als",    "altijd",  "andere", "ben",   "bij",  "daar",   "dan",   "dat",
    "de",     "der",  "deze",   "die",    "dit",     "doch",   "doen",  "door", "dus",    "een",   "eens",
    "en",     "er",   "ge",     "geen",   "geweest", "haar",   "had",   "heb",  "hebben", "heeft", "hem",
    "het",    "hier", "hij",    "hoe",    "hun",     "iemand", "iets",  "ik",   "in",     "is",    "ja",
    "je",     "kan",  "kon",    "kunnen", "maar",    "me",     "meer",  "men",  "met",    "mij",   "mijn",
    "moet",   "na",   "naar",   "niet",   "niets",   "nog",    "nu",    "of",   "om",     "omdat", "onder",
    "ons",    "ook",  "op",     "over",   "reeds",   "te",     "tegen", "toch", "toen",   "tot",   "u",
    "uit",    "uw",   "van",    "veel",   "voor",    "want",   "waren", "was",  "wat",    "werd",  "wezen",
    "wie",    "wil",  "worden", "wordt",  "zal",     "ze",     "zelf",  "zich", "zij",    "zijn",  "zo",
    "zonder", "zou",
};

static int stopword_cmp(const void *key, const void *item)
{
    return str_cmp(*(const struct str *)key, str_from(*(const char *const *)item));
}

bool ft_stopword(struct str word)
{
    return bsearch(&word, stopwords, sizeof stopwords / sizeof *stopwords, sizeof *stopwords, stopword_cmp);
}

/* ---- letters ---- */

/* U+00C0 … U+017F: the letter without its accent; '?': by special(), ' ': no letter. */
static const char latin[] = "aaaaaa?ceeeeiiii?nooooo ouuuuy??aaaaaa?ceeeeiiii?nooooo ouuuuy?y"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkkllllllllll"
                            "nnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

_Static_assert(sizeof latin == 0x180 - 0xC0 + 1, "a letter for each code point");

static const char *special(int32_t c)
{
    switch (c) {
    case 0xC6:
    case 0xE6:
        return "ae";
    case 0xD0:
    case 0xF0:
        return "d";
    case 0xDE:
    case 0xFE:
        return "th";
    case 0xDF:
        return "ss";
    case 0x132:
    case 0x133:
        return "ij";
    case 0x152:
    case 0x153:
        return "oe";
    case 0xB2:
        return "2";
    case 0xB3:
        return "3";
    default:
        return NULL;
    }
}

static bool accent(int32_t c) /* one that stands by itself, or joins letters without a sign */
{
    return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0xFEFF;
}

static bool sign(int32_t c)
{
    return (c >= 0x80 && c < 0xC0) || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) ||
           (c >= 0xE000 && c < 0xF900) || (c >= 0xFE00 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFF10) ||
           c == 0xFFFD || c >= 0x1F000;
}

/* The letters that a code point is written with; how many, 0 for none. */
static size_t letters(int32_t c, char out[8])
{
    const char *s = special(c);

    if (s) {
        memcpy(out, s, strlen(s));
        return strlen(s);
    }
    if (c < 0x80) {
        out[0] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
        return (out[0] >= 'a' && out[0] <= 'z') || (c >= '0' && c <= '9');
    }
    if (c >= 0xC0 && c < 0x180) {
        out[0] = latin[c - 0xC0];
        return out[0] != ' ';
    }
    if (sign(c))
        return 0;
    memcpy(out, "zq", 2); /* of another script: as letters that no word has, the same on both databases */
    for (int i = 0; i < 5; i++)
        out[2 + i] = (char)('a' + (c >> (16 - 4 * i) & 15));
    return 7;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "’s" at the end of a word, from at: the index after it, else at. */
static size_t past_s(struct str text, size_t at)
{
    size_t i = at, j;
    char out[8];
    int32_t c = utf8_next(text, &i);

    if ((c != '\'' && c != 0x2019) || i >= text.n || (text.p[i] != 's' && text.p[i] != 'S'))
        return at;
    j = ++i;
    c = utf8_next(text, &j);
    return c >= 0 && (accent(c) || letters(c, out)) ? at : i;
}

struct ft_words ft_words(struct arena *a, struct str text)
{
    VEC(struct ft_word) list = {0};
    char word[FT_WORD_MAX], out[8];
    size_t n = 0, from = 0, to = 0, at = 0;
    bool open = false;

    for (;;) {
        size_t before = at, k;
        int32_t c = utf8_next(text, &at);

        if (c >= 0 && accent(c))
            continue;
        k = c < 0 ? 0 : letters(c, out);
        if (open && (!k || digit(out[0]) != digit(word[0]))) {
            VEC_PUSH(a, &list, ((struct ft_word){str_dup(a, (struct str){word, n}), from, to}));
            open = false;
            if (c >= 0 && !k)
                at = past_s(text, before) > before ? past_s(text, before) : at;
        }
        if (c < 0)
            break;
        if (!k)
            continue;
        if (!open) {
            open = true;
            from = before;
            n = 0;
        }
        to = at;
        if (n + k <= FT_WORD_MAX) {
            memcpy(word + n, out, k);
            n += k;
        }
    }
    return (struct ft_words){list.at, list.n};
}

struct str ft_plain(struct arena *a, struct str text)
{
    struct ft_words w = ft_words(a, text);
    struct buf b;

    buf_init(&b, a, (size_t)16 << 20);
    for (size_t i = 0; i < w.n; i++) {
        if (ft_stopword(w.at[i].text))
            continue;
        if (b.n)
            buf_char(&b, ' ');
        buf_add(&b, w.at[i].text);
    }
    return buf_str(&b);
}

/* ---- stems ---- */

struct ft_stemmer {
    struct sb_stemmer *snowball;
};

struct ft_stemmer *ft_stemmer_new(void)
{
    struct ft_stemmer *s = calloc(1, sizeof *s);

    if (s && !(s->snowball = sb_stemmer_new("dutch", "UTF_8"))) {
        free(s);
        s = NULL;
    }
    return s;
}

void ft_stemmer_free(struct ft_stemmer *s)
{
    if (!s)
        return;
    sb_stemmer_delete(s->snowball);
    free(s);
}

struct str ft_stem(struct ft_stemmer *s, struct str word)
{
    const sb_symbol *out;

    if (!word.n || digit(word.p[0]))
        return word;
    out = sb_stemmer_stem(s->snowball, (const sb_symbol *)word.p, (int)word.n);
    return out ? (struct str){(const char *)out, (size_t)sb_stemmer_length(s->snowball)} : word;
}

/* A word that is asked, for looking in a text. */
struct asked {
    struct str word, stem;
    bool prefix;
};

/* Stemming takes the end of a word and never its first letter: most words of a text need not be stemmed to
 * know that none of those asked is it. */
static bool hit(struct ft_stemmer *s, struct str word, const struct asked *asked, size_t n)
{
    struct str stem = {0};

    for (size_t k = 0; k < n; k++) {
        if (word.p[0] != asked[k].word.p[0])
            continue;
        if (asked[k].prefix && str_starts(word, asked[k].word))
            return true;
        if (!stem.n)
            stem = ft_stem(s, word);
        if (str_eq(stem, asked[k].stem))
            return true;
    }
    return false;
}

struct ft_words ft_hits(struct arena *a, const struct ft_query *q, struct str text)
{
    struct ft_stemmer *s = q->n ? ft_stemmer_new() : NULL;
    struct ft_words w = s ? ft_words(a, text) : (struct ft_words){0};
    VEC(struct asked) asked = {0};
    VEC(struct ft_word) hits = {0};

    for (size_t i = 0; s && i < q->n; i++)
        for (size_t k = 0; k < q->term[i].n && !q->term[i].without; k++)
            VEC_PUSH(a, &asked,
                     ((struct asked){q->term[i].word[k], str_dup(a, ft_stem(s, q->term[i].word[k])),
                                     q->term[i].prefix && k + 1 == q->term[i].n}));
    for (size_t i = 0; i < w.n; i++)
        if (hit(s, w.at[i].text, asked.at, asked.n))
            VEC_PUSH(a, &hits, w.at[i]);
    ft_stemmer_free(s);
    return (struct ft_words){hits.at, hits.n};
}
