/* SPDX-License-Identifier: EUPL-1.2
 * The SVG under construction: root element, ids, patterns, colours, shapes and measured text. See svg.h for
 * how the id comes about. Never reads the locale; never writes a byte of others' text without svg_veilig().
 */
#include "grafiek/svg.h"

#include <math.h>
#include <string.h>

enum { PATROON_TINT = 8, PATROON_ONTBREEKT = 16, PATROON_GROOT };
enum { TITEL_TEKENS = 300, BESCHRIJVING_TEKENS = 6000, LABEL_TEKENS = 400 };

/* The woningtypen as in the house style: apart in hue for the colour-blind, and never by colour alone
 * (labels, marker shapes, patterns). The opgave is too light for a thin line, so it has a darker one. */
static const struct svg_tint tinten[SVG_TINTEN] = {
    [TINT_OPGAVE] = {"g-opgave", "#c7cad4", "#7d8291", "#565b66"},
    [TINT_NULTREDEN] = {"g-nultreden", "#0b6e4f", "#0b6e4f", "#0b6e4f"},
    [TINT_GECLUSTERD] = {"g-geclusterd", "#b8601c", "#b8601c", "#9a4d12"},
    [TINT_ZORGGESCHIKT] = {"g-zorggeschikt", "#6a3d9a", "#6a3d9a", "#6a3d9a"},
    [TINT_GEBOUWD] = {"g-gebouwd", "#16181d", "#16181d", "#16181d"},
    [TINT_NEUTRAAL] = {"g-neutraal", "#0a4a6b", "#0a4a6b", "#0a4a6b"},
};

/* Light to dark in even steps of lightness, so that the order survives a grey print. No step lies where
 * neither white nor near-black letters reach 4.5:1 (a test computes this). */
static const struct svg_kleur kleuren[SVG_VLAKKEN] = {
    {"g-vlak-0", "#dbe7ef", "g-op-vlak-0", SVG_LETTER}, {"g-vlak-1", "#b4cfdf", "g-op-vlak-1", SVG_LETTER},
    {"g-vlak-2", "#86b3cb", "g-op-vlak-2", SVG_LETTER}, {"g-vlak-3", "#5a97b7", "g-op-vlak-3", SVG_LETTER},
    {"g-vlak-4", "#2b6f94", "g-op-vlak-4", "#ffffff"},  {"g-vlak-5", "#0a4a6b", "g-op-vlak-5", "#ffffff"},
};

const struct svg_tint *svg_tint(enum grafiek_tint tint)
{
    return (unsigned)tint < SVG_TINTEN ? &tinten[tint] : &tinten[TINT_NEUTRAAL];
}

const struct svg_kleur *svg_kleur(int klasse, int n)
{
    static const int spreiding[SVG_VLAKKEN][SVG_VLAKKEN] = {
        {2}, {1, 5}, {0, 2, 5}, {0, 2, 4, 5}, {0, 1, 2, 4, 5}, {0, 1, 2, 3, 4, 5},
    };

    n = n < 1 ? 1 : n > SVG_VLAKKEN ? SVG_VLAKKEN : n;
    klasse = klasse < 0 ? 0 : klasse >= n ? n - 1 : klasse;
    return &kleuren[spreiding[n - 1][klasse]];
}

double svg_klem(double v, double min, double max)
{
    return v > max ? max : v >= min ? v : min;
}

int svg_breedte(int gevraagd, int standaard)
{
    if (gevraagd <= 0)
        return standaard;
    return (int)svg_klem(gevraagd, SVG_MIN_BREEDTE, SVG_MAX_BREEDTE);
}

int svg_schaal(int schaal)
{
    return schaal < 0 ? 0 : schaal > 9 ? 9 : schaal;
}

void svg_begin(struct svg *s, struct arena *a)
{
    *s = (struct svg){.a = a};
    buf_init(&s->b, a, SVG_MAX_BYTES);
}

void svg_lit(struct svg *s, const char *tekst)
{
    buf_lit(&s->b, tekst);
}

static void getal(struct buf *b, double v)
{
    long tienden = lround(svg_klem(v, -1e6, 1e6) * 10);

    if (tienden < 0) {
        buf_char(b, '-');
        tienden = -tienden;
    }
    buf_i64(b, tienden / 10);
    if (tienden % 10) {
        buf_char(b, '.');
        buf_char(b, (char)('0' + tienden % 10));
    }
}

void svg_getal(struct svg *s, double v)
{
    getal(&s->b, isfinite(v) ? v : 0);
}

void svg_attr(struct svg *s, const char *naam, double v)
{
    buf_char(&s->b, ' ');
    buf_lit(&s->b, naam);
    buf_lit(&s->b, "=\"");
    svg_getal(s, v);
    buf_char(&s->b, '"');
}

void svg_woord(struct svg *s, const char *naam, const char *waarde)
{
    buf_char(&s->b, ' ');
    buf_lit(&s->b, naam);
    buf_lit(&s->b, "=\"");
    buf_lit(&s->b, waarde);
    buf_char(&s->b, '"');
}

/* Marks that turn the reading direction: in a label they can make figures read backwards. */
static bool draait_leesrichting(int32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
           c == 0x061C;
}

/* XML forbids most control characters even when escaped, and U+FFFE/U+FFFF: they become a space or U+FFFD. */
static void veilig(struct buf *b, struct str tekst, size_t max_tekens)
{
    size_t at = 0, n = 0;
    int32_t c;

    while ((c = utf8_next(tekst, &at)) >= 0) {
        char teken[4];

        if (draait_leesrichting(c))
            continue;
        if (n++ == max_tekens) {
            buf_lit(b, "\xE2\x80\xA6");
            return;
        }
        if (c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029)
            c = ' ';
        else if (c == 0xFFFE || c == 0xFFFF)
            c = 0xFFFD;
        buf_html(b, (struct str){teken, utf8_put(teken, c)});
    }
}

void svg_veilig(struct svg *s, struct str tekst, size_t max_tekens)
{
    veilig(&s->b, tekst, max_tekens);
}

void svg_title(struct svg *s, struct str naam, struct str waarde)
{
    svg_lit(s, "<title>");
    svg_veilig(s, svg_kort(naam, LABEL_TEKENS), LABEL_TEKENS);
    if (waarde.n) {
        svg_lit(s, ": ");
        svg_veilig(s, svg_kort(waarde, LABEL_TEKENS), LABEL_TEKENS);
    }
    svg_lit(s, "</title>");
}

void svg_rect(struct svg *s, double x, double y, double w, double h, double rx, const char *klasse,
              const char *vlak)
{
    svg_lit(s, "<rect");
    svg_woord(s, "class", klasse);
    svg_attr(s, "x", x);
    svg_attr(s, "y", y);
    svg_attr(s, "width", w > 0 ? w : 0);
    svg_attr(s, "height", h > 0 ? h : 0);
    if (rx > 0)
        svg_attr(s, "rx", rx);
    svg_woord(s, "fill", vlak);
    svg_lit(s, "/>");
}

void svg_lijn(struct svg *s, double x1, double y1, double x2, double y2, const char *klasse,
              const char *kleur, double dikte)
{
    svg_lit(s, "<line");
    svg_woord(s, "class", klasse);
    svg_attr(s, "x1", x1);
    svg_attr(s, "y1", y1);
    svg_attr(s, "x2", x2);
    svg_attr(s, "y2", y2);
    svg_woord(s, "stroke", kleur);
    svg_attr(s, "stroke-width", dikte);
    svg_lit(s, "/>");
}

void svg_tekst(struct svg *s, double x, double y, struct svg_letter l, struct str tekst)
{
    svg_lit(s, "<text");
    svg_woord(s, "class", l.klasse);
    svg_attr(s, "x", x);
    svg_attr(s, "y", y);
    svg_attr(s, "font-size", l.maat);
    if (l.vet)
        svg_woord(s, "font-weight", "600");
    if (l.anker != ANKER_LINKS)
        svg_woord(s, "text-anchor", l.anker == ANKER_MIDDEN ? "middle" : "end");
    svg_woord(s, "fill", l.kleur);
    svg_lit(s, ">");
    svg_veilig(s, tekst, LABEL_TEKENS);
    svg_lit(s, "</text>");
}

/* ---- patterns ---- */

const char *svg_streep(struct svg *s, enum grafiek_tint tint)
{
    static const char *const namen[SVG_TINTEN] = {"url(#" SVG_ID "-s0)", "url(#" SVG_ID "-s1)",
                                                  "url(#" SVG_ID "-s2)", "url(#" SVG_ID "-s3)",
                                                  "url(#" SVG_ID "-s4)", "url(#" SVG_ID "-s5)"};
    size_t i = (size_t)(svg_tint(tint) - tinten);

    s->patronen |= 1u << i;
    return namen[i];
}

const char *svg_arcering_tint(struct svg *s, enum grafiek_tint tint)
{
    static const char *const namen[SVG_TINTEN] = {"url(#" SVG_ID "-h0)", "url(#" SVG_ID "-h1)",
                                                  "url(#" SVG_ID "-h2)", "url(#" SVG_ID "-h3)",
                                                  "url(#" SVG_ID "-h4)", "url(#" SVG_ID "-h5)"};
    size_t i = (size_t)(svg_tint(tint) - tinten);

    s->patronen |= 1u << (PATROON_TINT + i);
    return namen[i];
}

const char *svg_arcering(struct svg *s)
{
    s->patronen |= 1u << PATROON_ONTBREEKT;
    return "url(#" SVG_ID "-o)";
}

const char *svg_arcering_groot(struct svg *s)
{
    s->patronen |= 1u << PATROON_GROOT;
    return "url(#" SVG_ID "-k)";
}

/* Soft plans: upright stripes on a pale ground of the same tint, so that the end of a bar stays exact. */
static void patroon_streep(struct buf *b, size_t i, double x)
{
    buf_fmt(b, "<pattern id=\"" SVG_ID "-s%d\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" x=\"",
            (int)i);
    getal(b, x);
    buf_fmt(b,
            "\"><rect class=\"%s\" width=\"6\" height=\"6\" fill=\"%s\" fill-opacity=\".25\"/>"
            "<rect class=\"%s\" width=\"3\" height=\"6\" fill=\"%s\"/></pattern>",
            tinten[i].klasse, tinten[i].vlak, tinten[i].klasse, tinten[i].vlak);
}

/* Missing: slanted hatching. Turned by patternTransform, so that it tiles without a seam. */
static void patroon_arcering(struct buf *b, const char *naam, const char *draai, const char *klasse,
                             const char *kleur)
{
    buf_fmt(b,
            "<pattern id=\"" SVG_ID "-%s\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
            "patternTransform=\"%s\"><rect class=\"g-ontbreekt-grond\" width=\"6\" height=\"6\" "
            "fill=\"#fbfbfc\"/><rect class=\"%s\" width=\"2\" height=\"6\" fill=\"%s\"/></pattern>",
            naam, draai, klasse, kleur);
}

static void patronen(struct buf *b, const struct svg *s)
{
    char naam[8] = "h0";

    if (!s->patronen)
        return;
    buf_lit(b, "<defs>");
    for (size_t i = 0; i < SVG_TINTEN; i++)
        if (s->patronen & 1u << i)
            patroon_streep(b, i, s->streep_x);
    for (size_t i = 0; i < SVG_TINTEN; i++) {
        naam[1] = (char)('0' + i);
        if (s->patronen & 1u << (PATROON_TINT + i))
            patroon_arcering(b, naam, "rotate(-45)", tinten[i].klasse, tinten[i].lijn);
    }
    if (s->patronen & 1u << PATROON_ONTBREEKT)
        patroon_arcering(b, "o", "rotate(-45)", "g-ontbreekt-streep", "#c6cad3");
    if (s->patronen & 1u << PATROON_GROOT)
        patroon_arcering(b, "k", "rotate(-45) scale(10)", "g-ontbreekt-streep", "#c6cad3");
    buf_lit(b, "</defs>");
}

/* ---- the whole ---- */

static uint64_t fnv(uint64_t h, struct str t)
{
    for (size_t i = 0; i < t.n; i++)
        h = (h ^ (unsigned char)t.p[i]) * 0x100000001B3u;
    return h;
}

/* Not str_hash(): its key differs per process, and a page must be the same bytes after a restart (ETag). */
static void id_maak(char id[20], struct str titel, struct str inhoud)
{
    uint64_t h = fnv(fnv(0xCBF29CE484222325u, titel), inhoud);

    id[0] = 'g';
    for (int i = 1; i <= 12; i++, h >>= 4)
        id[i] = "0123456789abcdef"[h & 15];
    id[13] = 0;
}

static void met_id(struct buf *b, struct str t, const char *id)
{
    while (t.n) {
        size_t i = str_index(t, SVG_ID[0]);

        buf_bytes(b, t.p, i);
        if (i == t.n)
            return;
        buf_lit(b, id);
        t = str_sub(t, i + 1, t.n);
    }
}

struct str svg_eind(struct svg *s, struct str titel, struct str beschrijving, double breedte, double hoogte)
{
    struct svg kop;
    struct buf uit;
    char id[20];

    if (s->b.over)
        return svg_zin(s->a, titel, (struct str){0}, breedte,
                       "Deze afbeelding is te groot om te tonen. Bekijk de tabel.");
    svg_begin(&kop, s->a);
    svg_lit(&kop, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    svg_lit(&kop, " class=\"g-beeld\" viewBox=\"0 0 ");
    svg_getal(&kop, breedte);
    svg_lit(&kop, " ");
    svg_getal(&kop, hoogte);
    svg_lit(&kop, "\"");
    svg_attr(&kop, "width", breedte);
    svg_attr(&kop, "height", hoogte);
    /* Inside role="img" a screen reader finds no links, so a picture with links is a group. */
    svg_woord(&kop, "role", s->links ? "group" : "img");
    svg_lit(&kop, " aria-labelledby=\"" SVG_ID "-t\" aria-describedby=\"" SVG_ID "-d\"");
    svg_lit(
        &kop,
        " font-family=\"'Noto Sans','Segoe UI',Helvetica,Arial,sans-serif\" font-variant=\"tabular-nums\"");
    svg_lit(&kop, "><title id=\"" SVG_ID "-t\">");
    svg_veilig(&kop, titel.n ? titel : STR("Grafiek"), TITEL_TEKENS);
    svg_lit(&kop, "</title><desc id=\"" SVG_ID "-d\">");
    svg_veilig(&kop, beschrijving, BESCHRIJVING_TEKENS);
    svg_lit(&kop, "</desc>");
    patronen(&kop.b, s);

    id_maak(id, buf_str(&kop.b), buf_str(&s->b));
    buf_init(&uit, s->a, 2 * (size_t)SVG_MAX_BYTES);
    met_id(&uit, buf_str(&kop.b), id);
    met_id(&uit, buf_str(&s->b), id);
    buf_lit(&uit, "</svg>");
    return buf_str(&uit);
}

struct str svg_zin(struct arena *a, struct str titel, struct str beschrijving, double breedte,
                   const char *zin)
{
    struct svg s;
    struct str regels[3];
    bool heel;
    size_t n = svg_breek(a, str_from(zin), 14, breedte - 4, 3, regels, &heel);

    svg_begin(&s, a);
    for (size_t i = 0; i < n; i++)
        svg_tekst(&s, 2, 20 + 20 * (double)i, (struct svg_letter){14, .klasse = "g-noot", .kleur = SVG_STIL},
                  regels[i]);
    return svg_eind(&s, titel, beschrijving.n ? beschrijving : str_from(zin), breedte, 12 + 20 * (double)n);
}
