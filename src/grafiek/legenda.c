/* SPDX-License-Identifier: EUPL-1.2
 * What the tile map and the map of boundaries share: which class a figure falls in, the legend as a histogram
 * of the classes, and the link and tooltip of one area. The legend counts every area, so that its numbers add
 * up to n. */
#include "grafiek/svg.h"

#include "base/num.h"

#include <math.h>
#include <string.h>

enum { MAX_KOLOM = 68, KOLOM_HOOGTE = 38, RIJ = 20 };
static const double letter = 11.5;

int klasse_aantal(const struct grafiek_klassen *k)
{
    return k->grenzen ? (int)(k->n_grenzen >= SVG_VLAKKEN ? SVG_VLAKKEN : k->n_grenzen + 1) : 1;
}

int klasse_van(const struct grafiek_klassen *k, int64_t waarde)
{
    int klasse = 0, n = klasse_aantal(k);

    while (klasse + 1 < n && waarde >= k->grenzen[klasse])
        klasse++;
    return klasse;
}

bool vlak_mist(const struct grafiek_vlak *v)
{
    return v->ontbreekt;
}

static bool is_procent(const struct grafiek_klassen *k)
{
    return str_is(k->eenheid, "%");
}

struct str vlak_cijfer(struct arena *a, const struct grafiek_kaart *k, const struct grafiek_vlak *v)
{
    struct str tekst = svg_kort(v->tekst, 40);

    if (vlak_mist(v))
        return STR("\xE2\x80\x93");
    if (tekst.n)
        return tekst;
    tekst = as_getal(a, v->waarde, svg_schaal(k->klassen.schaal));
    return is_procent(&k->klassen) ? str_cat(a, tekst, STR("%")) : tekst;
}

/* Only addresses of the web: an address of others' making must not become a script. */
static bool href_veilig(struct str h)
{
    size_t n = 0;

    if (!h.n || h.n > 2000 || !utf8_valid(h))
        return false;
    for (size_t i = 0; i < h.n; i++)
        if ((unsigned char)h.p[i] <= 0x20 || h.p[i] == '\\')
            return false;
    if (str_starts(h, STR("https://")) || str_starts(h, STR("http://")))
        return true;
    if (str_starts(h, STR("//")))
        return false;
    while (n < h.n && h.p[n] != '/' && h.p[n] != '?' && h.p[n] != '#')
        if (h.p[n++] == ':')
            return false;
    return true;
}

static struct str tooltip(const struct grafiek_vlak *v)
{
    return vlak_mist(v) && !v->tekst.n ? STR("geen cijfer") : v->tekst;
}

void vlak_open(struct svg *s, const struct grafiek_vlak *v)
{
    struct str naam = svg_kort(v->naam.n ? v->naam : v->kort.n ? v->kort : v->code, 200);
    struct str cijfer = svg_kort(tooltip(v), 60);

    if (href_veilig(v->href)) {
        s->links = true;
        svg_lit(s, "<a href=\"");
        buf_html(&s->b, v->href);
        svg_lit(s, "\">"); /* its <title> is its name for a screen reader too */
    } else {
        svg_lit(s, "<g>");
    }
    svg_title(s, naam, cijfer);
}

void vlak_dicht(struct svg *s, const struct grafiek_vlak *v)
{
    svg_lit(s, href_veilig(v->href) ? "</a>" : "</g>");
}

/* "< 25%", "25–40%", "≥ 55%": lower limit included, upper one not. "alle" when there is one class. */
static struct str klasse_tekst(struct arena *a, const struct grafiek_klassen *k, int klasse)
{
    int n = klasse_aantal(k), schaal = svg_schaal(k->schaal);
    struct str eenheid = is_procent(k) ? STR("%") : STR(""), van, tot, tussen;

    if (n == 1)
        return STR("alle");
    van = klasse ? as_getal(a, k->grenzen[klasse - 1], schaal) : STR("<\xC2\xA0");
    tot = klasse + 1 < n ? as_getal(a, k->grenzen[klasse], schaal) : STR("");
    tussen = !klasse || !tot.n ? STR("") : k->grenzen[0] < 0 ? STR(" tot ") : STR("\xE2\x80\x93");
    if (!tot.n)
        van = str_cat(a, STR("\xE2\x89\xA5\xC2\xA0"), van);
    return str_cat(a, str_cat(a, van, tussen), str_cat(a, tot, eenheid));
}

size_t grafiek_klassen_noem(struct arena *a, const struct grafiek_klassen *k, struct grafiek_klasse *ret)
{
    int n = klasse_aantal(k);

    for (int i = 0; i < n; i++) {
        const char *naam = svg_kleur(i, n)->klasse; /* "g-vlak-3" */

        ret[i] = (struct grafiek_klasse){klasse_tekst(a, k, i), naam[strlen(naam) - 1] - '0'};
    }
    return (size_t)n;
}

int grafiek_klasse_van(const struct grafiek_klassen *k, int64_t waarde)
{
    return klasse_van(k, waarde);
}

struct klasse {
    struct str label, aantal_tekst;
    size_t aantal;
    const char *klasse, *vlak;
    bool mist;
};

static size_t klassen_tel(struct svg *s, const struct grafiek_kaart *k, struct klasse *ret,
                          size_t *ret_grootste)
{
    size_t n = (size_t)klasse_aantal(&k->klassen), missen = 0;

    for (size_t i = 0; i < n; i++) {
        const struct svg_kleur *kleur = svg_kleur((int)i, (int)n);

        ret[i] = (struct klasse){klasse_tekst(s->a, &k->klassen, (int)i), .klasse = kleur->klasse,
                                 .vlak = kleur->vlak};
    }
    for (size_t i = 0; i < k->n; i++) {
        if (vlak_mist(&k->vlakken[i]))
            missen++;
        else
            ret[klasse_van(&k->klassen, k->vlakken[i].waarde)].aantal++;
    }
    if (missen) {
        ret[n] = (struct klasse){STR("geen cijfer"), .aantal = missen, .klasse = "g-ontbreekt", .mist = true};
        ret[n++].vlak = svg_arcering(s);
    }
    *ret_grootste = 1;
    for (size_t i = 0; i < n; i++) {
        ret[i].aantal_tekst = num_nl(s->a, (int64_t)ret[i].aantal, 0);
        *ret_grootste = ret[i].aantal > *ret_grootste ? ret[i].aantal : *ret_grootste;
    }
    return n;
}

/* Upright columns side by side, when the labels fit under them. */
static double kolommen_teken(struct svg *s, const struct klasse *k, size_t n, size_t grootste, double y,
                             double kolom)
{
    double basis = y + 16 + KOLOM_HOOGTE;

    for (size_t i = 0; i < n; i++) {
        double x = kolom * (double)i + (k[i].mist ? 8 : 0),
               h = KOLOM_HOOGTE * (double)k[i].aantal / (double)grootste;

        h = k[i].aantal && h < 2 ? 2 : h;
        svg_lit(s, "<g class=\"g-legenda-klasse\">");
        svg_rect(s, x, basis - h, kolom - 4, h, 1.5, k[i].klasse, k[i].vlak);
        svg_rect(s, x, basis + 3, kolom - 4, 6, 1.5, k[i].klasse, k[i].vlak);
        svg_tekst(s, x + (kolom - 4) / 2, basis - h - 4,
                  (struct svg_letter){letter, true, ANKER_MIDDEN, "g-waarde", SVG_LETTER}, k[i].aantal_tekst);
        svg_tekst(
            s, k[i].mist ? x : x + (kolom - 4) / 2, basis + 23,
            (struct svg_letter){letter, false, k[i].mist ? ANKER_LINKS : ANKER_MIDDEN, "g-label", SVG_LETTER},
            k[i].label);
        svg_lit(s, "</g>");
    }
    return 16 + KOLOM_HOOGTE + 30;
}

/* One row a class, when labels are long or the picture is narrow. */
static double rijen_teken(struct svg *s, const struct klasse *k, size_t n, size_t grootste, double y,
                          double breedte)
{
    double label = 0, aantal = 0, x, ruimte;

    for (size_t i = 0; i < n; i++) {
        label = fmax(label, svg_maat(k[i].label, letter, false));
        aantal = fmax(aantal, svg_maat(k[i].aantal_tekst, letter, true));
    }
    label = fmin(label, breedte * .6);
    x = 20 + label + 10;
    ruimte = fmax(svg_klem(breedte, 0, 380) - x - aantal - 8, 10);
    for (size_t i = 0; i < n; i++) {
        double midden = y + RIJ * (double)i + RIJ / 2.0, w = ruimte * (double)k[i].aantal / (double)grootste;

        w = k[i].aantal && w < 2 ? 2 : w;
        svg_lit(s, "<g class=\"g-legenda-klasse\">");
        svg_rect(s, 0, midden - 6, 12, 12, 2, k[i].klasse, k[i].vlak);
        svg_tekst(s, 20, midden + 4, (struct svg_letter){letter, false, ANKER_LINKS, "g-label", SVG_LETTER},
                  svg_inkort(s->a, k[i].label, letter, false, label + .1, true));
        svg_rect(s, x, midden - 5, w, 10, 1.5, k[i].klasse, k[i].vlak);
        svg_tekst(s, x + w + 6, midden + 4,
                  (struct svg_letter){letter, true, ANKER_LINKS, "g-waarde", SVG_LETTER}, k[i].aantal_tekst);
        svg_lit(s, "</g>");
    }
    return RIJ * (double)n + 4;
}

double legenda_teken(struct svg *s, const struct grafiek_kaart *k, double y, double breedte)
{
    struct klasse klassen[SVG_VLAKKEN + 1];
    size_t grootste, n = klassen_tel(s, k, klassen, &grootste);
    double kolom = 44, extra = 0, hoogte;
    struct str kop = STR("Aantal gebieden per klasse"), eenheid = svg_kort(k->klassen.eenheid, 60);

    if (eenheid.n && !is_procent(&k->klassen))
        kop = str_cat(s->a, str_cat(s->a, kop, STR(", ")), eenheid);
    for (size_t i = 0; i < n; i++) {
        double w = svg_maat(klassen[i].label, letter, false) + 10;

        if (klassen[i].mist)
            extra = w + 8; /* it stands a little apart */
        else
            kolom = fmax(kolom, w);
    }
    extra =
        extra > kolom ? extra - kolom : 0; /* "geen cijfer" is longer than the classes; its column is not */
    svg_lit(s, "<g class=\"g-legenda\">");
    svg_tekst(s, 0, y + 12, (struct svg_letter){letter, false, ANKER_LINKS, "g-noot", SVG_STIL},
              svg_inkort(s->a, kop, letter, false, breedte, true));
    if (kolom * (double)n + extra - 4 <= breedte)
        hoogte = kolommen_teken(s, klassen, n, grootste, y + 20, kolom);
    else
        hoogte = rijen_teken(s, klassen, n, grootste, y + 22, breedte);
    svg_lit(s, "</g>");
    return 22 + hoogte;
}

/* For who does not see the picture: how many, and the ends. The figures themselves stand in the table beside
 * it. */
struct str kaart_beschrijving(struct arena *a, const struct grafiek_kaart *k)
{
    const struct grafiek_vlak *laagste = NULL, *hoogste = NULL;
    size_t missen = 0;
    struct buf b;

    if (k->beschrijving.n)
        return k->beschrijving;
    for (size_t i = 0; i < k->n; i++) {
        const struct grafiek_vlak *v = &k->vlakken[i];

        missen += vlak_mist(v);
        if (vlak_mist(v))
            continue;
        laagste = !laagste || v->waarde < laagste->waarde ? v : laagste;
        hoogste = !hoogste || v->waarde > hoogste->waarde ? v : hoogste;
    }
    buf_init(&b, a, 4096);
    buf_fmt(&b, "Kaart van %zu gebieden, waarvan %zu zonder cijfer.", k->n, missen);
    if (laagste)
        buf_fmt(&b, " Laagste: %.*s, %.*s. Hoogste: %.*s, %.*s.", STR_ARG(svg_kort(laagste->naam, 100)),
                STR_ARG(vlak_cijfer(a, k, laagste)), STR_ARG(svg_kort(hoogste->naam, 100)),
                STR_ARG(vlak_cijfer(a, k, hoogste)));
    return buf_str(&b);
}
