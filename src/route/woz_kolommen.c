/* SPDX-License-Identifier: EUPL-1.2
 * The columns of the WOZ-bezitstabel as tables, in the order and with the names of the manual: dVi2025,
 * onderdeel B, chapter 2, "Toelichting op invulveld per kolom", columns A to AC. Per column: whether it must,
 * may or may not be filled in each of 2.1A to 2.1D, and its form. */
#include "route/woz_intern.h"

#include "base/num.h"

/* ---- the form of a cell ---- */

static bool cijfers(struct str s, size_t van, size_t tot)
{
    if (s.n < van || s.n > tot)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

bool woz_een_van(struct str s, const char *lijst)
{
    struct str rest = str_from(lijst);

    while (rest.p)
        if (str_eq(str_cut(rest, '|', &rest), s))
            return true;
    return false;
}

static bool hoofdletter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool alfanumeriek(struct str s, int deel)
{
    (void)deel;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20)
            return false;
    return s.n <= 100;
}

/* 2.1A: four digits, the first not 0, and two capitals. Elsewhere the letters may be absent. */
static bool postcode(struct str s, int deel)
{
    if (s.n < 4 || !cijfers(str_sub(s, 0, 4), 4, 4) || s.p[0] == '0')
        return false;
    return (s.n == 6 && hoofdletter(s.p[4]) && hoofdletter(s.p[5])) || (s.n == 4 && deel > 0);
}

static bool numeriek(struct str s, int deel)
{
    (void)deel;
    return cijfers(s, 1, 9);
}

static bool een_letter(struct str s, int deel)
{
    (void)deel;
    return s.n == 1 && (hoofdletter(s.p[0]) || (s.p[0] >= 'a' && s.p[0] <= 'z'));
}

static bool vier_tekens(struct str s, int deel)
{
    size_t at = 0, n = 0;

    (void)deel;
    while (at < s.n && n < 5) {
        utf8_next(s, &at);
        n++;
    }
    return n <= 4;
}

/* One or more ids, parted by "|". A spreadsheet may have dropped the leading noughts. */
static bool vbo_ids(struct str s, int deel)
{
    struct str rest = s;

    (void)deel;
    while (rest.p) {
        struct str id = str_trim(str_cut(rest, '|', &rest));

        if (!cijfers(id, 13, 16))
            return false;
    }
    return true;
}

static bool tekstveld(struct str s, int deel)
{
    return alfanumeriek(s, deel);
}

static bool tak_primo(struct str s, int deel)
{
    (void)deel;
    return woz_een_van(s, "DAEB TI|Niet-DAEB TI|Geconsolideerde niet-DAEB verbindingen");
}

static bool tak_ultimo(struct str s, int deel)
{
    return tak_primo(s, deel) || (deel > 0 && str_is(s, "Grondposities"));
}

/* "Grondposities" is no choice of the list, but the manual defines it for parts other than 2.1A. */
static bool eenheidssoort(struct str s, int deel)
{
    return woz_een_van(s, "Woonruimte|Bedrijfsruimte|Maatschappelijk vastgoed|Intramuraal "
                          "zorgvastgoed|Parkeergelegenheid|Overige") ||
           (deel > 0 && str_is(s, "Grondposities"));
}

static bool soort_woonruimte(struct str s, int deel)
{
    (void)deel;
    return woz_een_van(s, "EGW|MGW|Extramuraal|Studenteneenheid|Flexwoningen");
}

static bool ja_nee(struct str s, int deel)
{
    (void)deel;
    return woz_een_van(s, "Ja|Nee");
}

static bool mutatie(struct str s, int deel)
{
    (void)deel;
    return woz_een_van(s,
                       "Verkoop aan toekomstige bewoners|Verkoop aan overigen|Sloop|Samenvoeging|Nieuwbouw|"
                       "Aankoop|Splitsing|Van voorraad|Naar voorraad|Geen mutatie");
}

/* A decimal comma, at most `max` digits behind it; a point or a thousands separator is another form. */
static bool decimaal(struct str s, size_t max, bool negatief, struct dec *ret)
{
    struct str rest, heel = str_cut(s, ',', &rest);

    if (negatief && heel.n && heel.p[0] == '-')
        heel = str_sub(heel, 1, heel.n);
    return cijfers(heel, 1, 12) && (!rest.p || cijfers(rest, 1, max)) && dec_parse(s, ',', ret);
}

static bool twee_decimalen(struct str s, int deel)
{
    struct dec d;

    (void)deel;
    return decimaal(s, 2, false, &d);
}

static bool punten(struct str s, int deel)
{
    (void)deel;
    return cijfers(s, 1, 4);
}

static bool energielabel(struct str s, int deel)
{
    (void)deel;
    return woz_een_van(s, "A++++|A+++|A++|A+|A|B|C|D|E|F|G|onbekend");
}

static bool jaartal(struct str s, int deel)
{
    (void)deel;
    return cijfers(s, 4, 4) && s.p[0] != '0';
}

static bool hele_euros(struct str s, int deel)
{
    (void)deel;
    return cijfers(s, 1, 12);
}

static bool hele_euros_negatief(struct str s, int deel)
{
    struct dec d;

    (void)deel;
    return str_index(s, ',') == s.n && decimaal(s, 1, true, &d);
}

static bool onderpand(struct str s, int deel)
{
    (void)deel;
    return woz_een_van(s, "Ja|Nee|Vrijgegeven");
}

static bool type_zekerheid(struct str s, int deel)
{
    return woz_een_van(s,
                       "Hypotheek|Pandrecht huurpenningen|Hypotheek en pandrecht huurpenningen|Positieve "
                       "verklaring hypotheek en/of positieve verklaring pandrecht|Hypotheek en positieve "
                       "verklaring pandrecht huurpenningen|Pandrecht huurpenningen en positieve verklaring "
                       "hypotheek|Overig") ||
           (deel > 0 && woz_een_van(s, "N.v.t.|WSW")); /* 2.1C-D name WSW as type where Z is Ja */
}

/* Between 0 and 1 with at most four decimals. */
static bool eigendom(struct str s, int deel)
{
    struct dec d;
    int64_t v;

    (void)deel;
    return decimaal(s, 4, false, &d) && dec_rescale(d, 4, &v) && v <= 10000;
}

/* ---- the columns ---- */

const struct kolom woz_kolommen[WOZ_KOLOM_N] = {
    [WOZ_ONDERDEEL] = {.namen = "Onderdeel",
                       .voorbeeld = "2.1A",
                       .plaats = KOLOM_GEEN_PLAATS,
                       .letterlijk = true,
                       .verplicht = true,
                       .uitleg = "2.1A, 2.1B, 2.1C of 2.1D"},
    [WOZ_EENHEIDSCODE] = {.namen = "Eenheidscode",
                          .voorbeeld = "V-0001",
                          .plaats = KOLOM_GEEN_PLAATS,
                          .letterlijk = true,
                          .verplicht = true,
                          .uitleg = "een code van hoogstens 100 tekens"},
    [WOZ_POSTCODE] =
        {.namen = "Bag-postcode NL",
         .voorbeeld = "6291AA",
         .plaats = KOLOM_GEEN_PLAATS,
         .letterlijk = true,
         .verplicht = true,
         .uitleg =
             "4 cijfers (niet beginnend met 0) en 2 hoofdletters; buiten 2.1A mogen de letters ontbreken"},
    [WOZ_HUISNUMMER] = {.namen = "Bag-huisnummer NL",
                        .voorbeeld = "1",
                        .plaats = KOLOM_GEEN_PLAATS,
                        .letterlijk = true,
                        .verplicht = true,
                        .uitleg = "een huisnummer in cijfers"},
    [WOZ_HUISLETTER] = {.namen = "Bag-huisletter NL",
                        .plaats = KOLOM_GEEN_PLAATS,
                        .letterlijk = true,
                        .verplicht = false,
                        .uitleg = "één letter, of leeg"},
    [WOZ_TOEVOEGING] = {.namen = "Bag-huisnummertoevoeging",
                        .plaats = KOLOM_GEEN_PLAATS,
                        .letterlijk = true,
                        .verplicht = false,
                        .uitleg = "hoogstens vier tekens"},
    [WOZ_VBO_ID] = {.namen = "Bag-verblijfsobject-id",
                    .voorbeeld = "0981010000000001",
                    .plaats = KOLOM_GEEN_PLAATS,
                    .letterlijk = true,
                    .verplicht = false,
                    .uitleg = "16 cijfers (voorloopnullen mogen ontbreken); meer dan één met | ertussen"},
    [WOZ_ADRESTOEVOEGING] = {.namen = "Corporatie-adrestoevoeging",
                             .plaats = KOLOM_GEEN_PLAATS,
                             .letterlijk = true,
                             .verplicht = false,
                             .uitleg = "een tekst van hoogstens 100 tekens"},
    [WOZ_AANTAL_PRIMO] = {.namen = "Aantal primo verslagjaar",
                          .voorbeeld = "1",
                          .plaats = KOLOM_GEEN_PLAATS,
                          .letterlijk = true,
                          .verplicht = true,
                          .uitleg = "een heel aantal"},
    [WOZ_AANTAL_ULTIMO] = {.namen = "Aantal ultimo verslagjaar",
                           .voorbeeld = "1",
                           .plaats = KOLOM_GEEN_PLAATS,
                           .letterlijk = true,
                           .verplicht = true,
                           .uitleg = "een heel aantal"},
    [WOZ_TAK_PRIMO] = {.namen = "Tak primo verslagjaar",
                       .voorbeeld = "DAEB TI",
                       .plaats = KOLOM_GEEN_PLAATS,
                       .letterlijk = true,
                       .verplicht = true,
                       .uitleg = "DAEB TI, Niet-DAEB TI of Geconsolideerde niet-DAEB verbindingen"},
    [WOZ_TAK_ULTIMO] = {.namen = "Tak ultimo verslagjaar",
                        .voorbeeld = "DAEB TI",
                        .plaats = KOLOM_GEEN_PLAATS,
                        .letterlijk = true,
                        .verplicht = true,
                        .uitleg = "DAEB TI, Niet-DAEB TI of Geconsolideerde niet-DAEB verbindingen; buiten "
                                  "2.1A ook Grondposities"},
    [WOZ_EENHEIDSSOORT] =
        {.namen = "Eenheidssoort",
         .voorbeeld = "Woonruimte",
         .plaats = KOLOM_GEEN_PLAATS,
         .letterlijk = true,
         .verplicht = true,
         .uitleg = "Woonruimte, Bedrijfsruimte, Maatschappelijk vastgoed, Intramuraal zorgvastgoed, "
                   "Parkeergelegenheid of Overige; buiten 2.1A ook Grondposities"},
    [WOZ_SOORT_WOONRUIMTE] = {.namen = "Soort woonruimte",
                              .voorbeeld = "MGW",
                              .plaats = KOLOM_GEEN_PLAATS,
                              .letterlijk = true,
                              .verplicht = false,
                              .uitleg = "EGW, MGW, Extramuraal, Studenteneenheid of Flexwoningen"},
    [WOZ_ZELFSTANDIG] = {.namen = "Is de woonruimte zelfstandig?",
                         .voorbeeld = "Ja",
                         .plaats = KOLOM_GEEN_PLAATS,
                         .letterlijk = true,
                         .verplicht = false,
                         .uitleg = "Ja of Nee"},
    [WOZ_LIFT] = {.namen = "Lift aanwezig?",
                  .voorbeeld = "Ja",
                  .plaats = KOLOM_GEEN_PLAATS,
                  .letterlijk = true,
                  .verplicht = false,
                  .uitleg = "Ja of Nee"},
    [WOZ_MUTATIE] = {.namen = "Mutatie verslagjaar",
                     .voorbeeld = "Geen mutatie",
                     .plaats = KOLOM_GEEN_PLAATS,
                     .letterlijk = true,
                     .verplicht = true,
                     .uitleg = "een mutatie uit de lijst, of Geen mutatie"},
    [WOZ_HUUR] =
        {.namen = "Nettohuur per maand ultimo verslagjaar",
         .voorbeeld = "612,50",
         .plaats = KOLOM_GEEN_PLAATS,
         .letterlijk = true,
         .verplicht = true,
         .uitleg =
             "een bedrag met hoogstens 2 decimalen achter een komma; 0,01 als de huur nog niet bekend is"},
    [WOZ_PUNTEN] = {.namen = "Aantal WWS punten ultimo verslagjaar",
                    .voorbeeld = "140",
                    .plaats = KOLOM_GEEN_PLAATS,
                    .letterlijk = true,
                    .verplicht = false,
                    .uitleg = "hoogstens 9999, zonder decimalen"},
    [WOZ_LABEL] = {.namen = "Energielabel",
                   .voorbeeld = "A",
                   .plaats = KOLOM_GEEN_PLAATS,
                   .letterlijk = true,
                   .verplicht = false,
                   .uitleg = "A++++ tot en met G, of onbekend"},
    [WOZ_BOUWJAAR] = {.namen = "Bouwjaar",
                      .voorbeeld = "2018",
                      .plaats = KOLOM_GEEN_PLAATS,
                      .letterlijk = true,
                      .verplicht = false,
                      .uitleg = "een jaartal van vier cijfers"},
    [WOZ_RENOVATIEJAAR] = {.namen = "Renovatiejaar",
                           .plaats = KOLOM_GEEN_PLAATS,
                           .letterlijk = true,
                           .verplicht = false,
                           .uitleg = "een jaartal van vier cijfers"},
    [WOZ_M2] = {.namen = "m2",
                .voorbeeld = "64,5",
                .plaats = KOLOM_GEEN_PLAATS,
                .letterlijk = true,
                .verplicht = true,
                .uitleg = "vierkante meters met hoogstens 2 decimalen achter een komma"},
    [WOZ_WAARDE] = {.namen = "WOZ-waarde verslagjaar",
                    .voorbeeld = "210000",
                    .plaats = KOLOM_GEEN_PLAATS,
                    .letterlijk = true,
                    .verplicht = true,
                    .uitleg = "hele euro's, nul of meer, zonder teken voor de valuta"},
    [WOZ_MARKTWAARDE] = {.namen = "Marktwaarde ultimo verslagjaar",
                         .voorbeeld = "205000",
                         .plaats = KOLOM_GEEN_PLAATS,
                         .letterlijk = true,
                         .verplicht = true,
                         .uitleg = "hele euro's, zonder teken voor de valuta; onder nul mag"},
    [WOZ_ONDERPAND] = {.namen = "Onderpand WSW inzet verslagjaar",
                       .voorbeeld = "Ja",
                       .plaats = KOLOM_GEEN_PLAATS,
                       .letterlijk = true,
                       .verplicht = true,
                       .uitleg = "Ja, Nee of Vrijgegeven"},
    [WOZ_ZEKERHEIDSNEMER] = {.namen = "Naam zekerheidsnemer",
                             .plaats = KOLOM_GEEN_PLAATS,
                             .letterlijk = true,
                             .verplicht = false,
                             .uitleg = "een naam van hoogstens 100 tekens"},
    [WOZ_TYPE_ZEKERHEID] = {.namen = "Type zekerheid",
                            .plaats = KOLOM_GEEN_PLAATS,
                            .letterlijk = true,
                            .verplicht = false,
                            .uitleg = "een type uit de lijst; N.v.t. alleen buiten 2.1A"},
    [WOZ_EIGENDOM] =
        {.namen = "Eigendomspercentage",
         .voorbeeld = "1",
         .plaats = KOLOM_GEEN_PLAATS,
         .letterlijk = true,
         .verplicht = true,
         .uitleg = "een deel van 0 tot en met 1 met hoogstens 4 decimalen achter een komma, als 0,0145"},
};

/* In the order of woz_kolommen. */
const struct woz_regel woz_regels[WOZ_KOLOMMEN] = {
    [WOZ_ONDERDEEL] = {{MOET, MOET, MOET, MOET}, alfanumeriek},
    [WOZ_EENHEIDSCODE] = {{MOET, MOET, MOET, MOET}, alfanumeriek},
    [WOZ_POSTCODE] = {{MOET, MAG, MAG, MAG}, postcode},
    [WOZ_HUISNUMMER] = {{MOET, MAG, MAG, MAG}, numeriek},
    [WOZ_HUISLETTER] = {{MAG, MAG, MAG, MAG}, een_letter},
    [WOZ_TOEVOEGING] = {{MAG, MAG, MAG, MAG}, vier_tekens},
    [WOZ_VBO_ID] = {{MAG, MAG, MAG, MAG}, vbo_ids},
    [WOZ_ADRESTOEVOEGING] = {{MAG, MAG, MAG, MAG}, tekstveld},
    [WOZ_AANTAL_PRIMO] = {{MOET, MOET, LEEG, LEEG}, numeriek},
    [WOZ_AANTAL_ULTIMO] = {{MOET, MOET, MOET, MOET}, numeriek},
    [WOZ_TAK_PRIMO] = {{MOET, LEEG, LEEG, LEEG}, tak_primo},
    [WOZ_TAK_ULTIMO] = {{MOET, MOET, MOET, MOET}, tak_ultimo},
    [WOZ_EENHEIDSSOORT] = {{MOET, MOET, MOET, MOET}, eenheidssoort},
    [WOZ_SOORT_WOONRUIMTE] = {{VOORWAARDE, LEEG, LEEG, LEEG}, soort_woonruimte},
    [WOZ_ZELFSTANDIG] = {{VOORWAARDE, LEEG, LEEG, LEEG}, ja_nee},
    [WOZ_LIFT] = {{VOORWAARDE, LEEG, LEEG, LEEG}, ja_nee},
    [WOZ_MUTATIE] = {{MOET, MOET, LEEG, LEEG}, mutatie},
    [WOZ_HUUR] = {{MOET, LEEG, LEEG, LEEG}, twee_decimalen},
    [WOZ_PUNTEN] = {{VOORWAARDE, LEEG, LEEG, LEEG}, punten},
    [WOZ_LABEL] = {{VOORWAARDE, LEEG, LEEG, LEEG}, energielabel},
    [WOZ_BOUWJAAR] = {{MAG, LEEG, LEEG, LEEG}, jaartal},
    [WOZ_RENOVATIEJAAR] = {{MAG, LEEG, LEEG, LEEG}, jaartal},
    [WOZ_M2] = {{MOET, LEEG, LEEG, LEEG}, twee_decimalen},
    [WOZ_WAARDE] = {{MOET, MOET, MOET, MOET}, hele_euros},
    [WOZ_MARKTWAARDE] = {{MOET, MOET, MOET, MOET}, hele_euros_negatief},
    [WOZ_ONDERPAND] = {{MOET, MOET, MOET, MOET}, onderpand},
    [WOZ_ZEKERHEIDSNEMER] = {{VOORWAARDE, VOORWAARDE, VOORWAARDE, VOORWAARDE}, tekstveld},
    [WOZ_TYPE_ZEKERHEID] = {{VOORWAARDE, VOORWAARDE, VOORWAARDE, VOORWAARDE}, type_zekerheid},
    [WOZ_EIGENDOM] = {{MOET, MOET, MOET, MOET}, eigendom},
};

const char *woz_kop(enum woz_kolom k)
{
    return woz_kolommen[k].namen;
}
