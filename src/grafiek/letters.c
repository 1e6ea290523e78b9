/* SPDX-License-Identifier: EUPL-1.2
 * Text is measured before it is placed, because a server draws without knowing the reader's font. The widths
 * are, per character, the widest of DejaVu Sans, Noto Sans and Liberation Sans (= Arial): what fits here fits
 * everywhere. */
#include "grafiek/svg.h"

/* Advance of U+0020 … U+007E in thousandths of the font size; capitals and w, m, W are what make text wide.
 */
static const short breedten[95] = {
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 551, 838, 318, 361,  318, 372, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 556, 1015, 684, 686, 722, 770, 667,
    611, 778, 752, 339, 500, 667, 557, 907, 760, 787, 667, 787, 722, 667,  611, 732, 684, 989, 685,
    667, 685, 390, 372, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 413, 521, 392, 634, 592, 818, 592, 592,  525, 636, 551, 636, 838};

static double teken_breedte(int32_t c)
{
    if (c < 0x20)
        return 318; /* becomes a space */
    if (c < 0x7F)
        return breedten[c - 0x20];
    if (c == 0xA0)
        return 318;
    if (c == 0x2013)
        return 556;
    if (c >= 0x300 && c <= 0x36F)
        return 0; /* combining accent */
    if (c < 0x2000)
        return c < 0x180 ? 700 : 800;
    return c == 0x2026 || (c >= 0x2E80) ? 1000 : 838;
}

double svg_maat(struct str tekst, double maat, bool vet)
{
    double som = 0;
    size_t at = 0;
    int32_t c;

    while ((c = utf8_next(tekst, &at)) >= 0)
        som += teken_breedte(c);
    return som * maat / 1000 * (vet ? 1.1 : 1);
}

struct str svg_kort(struct str tekst, size_t max_tekens)
{
    size_t at = 0;

    tekst = str_trim(tekst);
    for (size_t n = 0; n <= max_tekens; n++) /* one more than the limit, so that svg_veilig() marks the cut */
        if (utf8_next(tekst, &at) < 0)
            return tekst;
    return str_sub(tekst, 0, at);
}

struct str svg_inkort(struct arena *a, struct str tekst, double maat, bool vet, double breedte, bool puntjes)
{
    size_t at = 0, tot = 0;
    double ruimte = breedte - (puntjes ? svg_maat(STR("\xE2\x80\xA6"), maat, vet) : 0), som = 0;
    int32_t c;

    if (svg_maat(tekst, maat, vet) <= breedte)
        return tekst;
    while ((c = utf8_next(tekst, &at)) >= 0) {
        som += teken_breedte(c) * maat / 1000 * (vet ? 1.1 : 1);
        if (som > ruimte)
            break;
        tot = at;
    }
    tekst = str_trim(str_sub(tekst, 0, tot));
    return puntjes ? str_cat(a, tekst, STR("\xE2\x80\xA6")) : tekst;
}

/* Bytes of `tekst` up to the last place where the line may end within `breedte`; 0 when not one word fits. */
static size_t regel_eind(struct str tekst, double maat, double breedte)
{
    size_t at = 0, eind = 0;
    double som = 0;
    int32_t c;

    while ((c = utf8_next(tekst, &at)) >= 0) {
        if (c == ' ' && som <= breedte)
            eind = at;
        som += teken_breedte(c) * maat / 1000;
        if (som > breedte)
            return eind;
        if (c == '-' || c == '/')
            eind = at;
    }
    return tekst.n;
}

size_t svg_breek(struct arena *a, struct str tekst, double maat, double breedte, size_t max,
                 struct str *ret_regels, bool *ret_heel)
{
    size_t n = 0;

    *ret_heel = true;
    tekst = str_trim(tekst);
    while (tekst.n && n < max) {
        size_t eind = regel_eind(tekst, maat, breedte);

        if (n + 1 == max && eind < tekst.n)
            eind = 0;
        if (!eind) {
            *ret_heel = false;
            ret_regels[n++] = svg_inkort(a, tekst, maat, false, breedte, true);
            break;
        }
        ret_regels[n++] = str_trim(str_sub(tekst, 0, eind));
        tekst = str_trim(str_sub(tekst, eind, tekst.n));
    }
    return n;
}
