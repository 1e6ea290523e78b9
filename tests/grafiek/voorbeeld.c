/* SPDX-License-Identifier: EUPL-1.2
 * Writes sample pictures to a directory, to look at: voorbeeld DIRECTORY [gemeenten.geojson]. Every figure is
 * made up. */
#include "geojson.h"

#include "base/num.h"

static const char *map_naam;
static struct arena arena;

static void schrijf(const char *naam, struct str svg)
{
    char pad[1000];
    FILE *f;

    snprintf(pad, sizeof pad, "%s/%s.svg", map_naam, naam);
    f = fopen(pad, "wb");
    if (!f || fwrite(svg.p, 1, svg.n, f) != svg.n || fclose(f)) {
        perror(pad);
        exit(1);
    }
    printf("%7zu %s\n", svg.n, naam);
}

static void staven(void)
{
    static const struct grafiek_staaf kaart[] = {
        {STR_INIT("Opgave"), .waarde = 2910, .tint = TINT_OPGAVE},
        {STR_INIT("Hard"), .waarde = 1106, .tint = TINT_NULTREDEN},
        {STR_INIT("Zacht"), .waarde = 734, .tint = TINT_NULTREDEN, .vulling = VULLING_STREEP},
        {STR_INIT("Gebouwd"), .waarde = 412, .tint = TINT_GEBOUWD},
    };
    static const struct grafiek_staaf zorg[] = {
        {STR_INIT("Opgave"), .waarde = 690, .tint = TINT_OPGAVE},
        {STR_INIT("Hard"), .waarde = 48, .tint = TINT_ZORGGESCHIKT},
        {STR_INIT("Zacht"), .waarde = 14, .tint = TINT_ZORGGESCHIKT, .vulling = VULLING_STREEP},
        {STR_INIT("Gebouwd"), .ontbreekt = true, .tint = TINT_GEBOUWD},
    };
    static const struct grafiek_staaf lang[] = {
        {STR_INIT("Roermond"), .waarde = 1243, .tint = TINT_NULTREDEN},
        {STR_INIT("Sittard-Geleen"), .waarde = -47, .tint = TINT_NULTREDEN},
        {STR_INIT("Maastricht"), .waarde = 980, .tint = TINT_GECLUSTERD},
        {STR_INIT("Echt-Susteren"), .waarde = 0, .tint = TINT_GECLUSTERD, .vulling = VULLING_STREEP},
        {STR_INIT("Bergen (L.) en Mook en Middelaar"), .waarde = 310, .tint = TINT_GECLUSTERD,
         .vulling = VULLING_STREEP},
        {STR_INIT("Voerendaal"), .ontbreekt = true},
        {STR_INIT("Zeven gemeenten in de regio Maastricht-Heuvelland en Parkstad samen"), .waarde = -420,
         .tint = TINT_ZORGGESCHIKT, .vulling = VULLING_STREEP},
        {STR_INIT("Venlo"), .waarde = 2, .tint = TINT_ZORGGESCHIKT},
    };
    struct grafiek_staven g = {.titel = STR("Nultreden: plannen en opgave"),
                               .staven = kaart,
                               .n = 4,
                               .breedte = 330,
                               .heeft_doel = true,
                               .doel = 1820,
                               .doel_label = STR("doel in 2027: 1.820")};

    schrijf("staven-kaart", grafiek_staven_svg(&arena, &g));
    g.breedte = 640;
    schrijf("staven-breed", grafiek_staven_svg(&arena, &g));
    g = (struct grafiek_staven){.titel = STR("Zorggeschikt"), .staven = zorg, .n = 4, .breedte = 330};
    schrijf("staven-mist", grafiek_staven_svg(&arena, &g));
    g = (struct grafiek_staven){.titel = STR("Lange namen en min"), .staven = lang, .n = 8, .breedte = 340};
    schrijf("staven-lang-smal", grafiek_staven_svg(&arena, &g));
    g.breedte = 720;
    schrijf("staven-lang-breed", grafiek_staven_svg(&arena, &g));
    g.n = 6;
    g.breedte = 340;
    schrijf("staven-twee-regels", grafiek_staven_svg(&arena, &g));
}

static void lijnen(void)
{
    static struct grafiek_punt p[4][8];
    static const int64_t w[4][8] = {{900, 960, 1010, 1200, 1320, 1390, 1500, 1640},
                                    {300, 310, 0, 0, 380, 420, 430, 445},
                                    {120, 130, 150, 155, 190, 210, 0, 0},
                                    {420, 425, 428, 430, 433, 437, 440, 452}};
    static struct grafiek_punt voorraad[10];
    struct grafiek_lijn l[4] = {{STR("Nultreden"), TINT_NULTREDEN, p[0], 8},
                                {STR("Geclusterd"), TINT_GECLUSTERD, p[1], 8},
                                {STR("Zorggeschikt"), TINT_ZORGGESCHIKT, p[2], 8},
                                {STR("Overig geschikt"), TINT_NEUTRAAL, p[3], 8}};
    struct grafiek_lijn een = {STR("Woningvoorraad"), TINT_NEUTRAAL, voorraad, 10};
    struct grafiek_lijnen g = {.titel = STR("Plannen per woningtype"),
                               .eenheid = STR("woningen in plannen"),
                               .lijnen = l,
                               .n = 4,
                               .vanaf_nul = true};

    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 8; j++)
            p[i][j] = (struct grafiek_punt){2017 + j, .ontbreekt = w[i][j] == 0, .waarde = w[i][j],
                                            .voorlopig = j == 7 && i != 2};
    for (int j = 0; j < 10; j++)
        voorraad[j] = (struct grafiek_punt){2012 + j, .ontbreekt = j == 4 || j == 5,
                                            .waarde = 7266295 + j * 77000 - j * j * 900, .voorlopig = j >= 8};
    schrijf("lijnen-breed", grafiek_lijnen_svg(&arena, &g));
    g.breedte = 340;
    g.hoogte = 280;
    schrijf("lijnen-smal", grafiek_lijnen_svg(&arena, &g));
    g = (struct grafiek_lijnen){.titel = STR("Voorraad"), .eenheid = STR("woningen"), .lijnen = &een, .n = 1};
    schrijf("lijnen-voorraad", grafiek_lijnen_svg(&arena, &g));
    g.breedte = 340;
    g.hoogte = 220;
    schrijf("lijnen-voorraad-smal", grafiek_lijnen_svg(&arena, &g));
}

struct tegel {
    const char *kort, *naam;
    int kolom, rij, waarde;
    bool omlijnd;
};

static const struct tegel limburg[] = {{"Mook", "Mook en Middelaar", 3, 0, 31, false},
                                       {"Gennep", "Gennep", 4, 0, 44, false},
                                       {"Bergen", "Bergen (L.)", 3, 1, 22, false},
                                       {"Venray", "Venray", 2, 2, 58, false},
                                       {"Horst", "Horst aan de Maas", 2, 3, 47, false},
                                       {"Venlo", "Venlo", 3, 3, 52, false},
                                       {"Peel", "Peel en Maas", 1, 4, 38, false},
                                       {"Beesel", "Beesel", 2, 4, 29, false},
                                       {"Weert", "Weert", 0, 5, 61, false},
                                       {"Nederw", "Nederweert", 1, 5, 35, false},
                                       {"Leudal", "Leudal", 2, 5, 41, false},
                                       {"Roerm", "Roermond", 3, 5, 57, false},
                                       {"Roerd", "Roerdalen", 4, 5, 33, false},
                                       {"Maasg", "Maasgouw", 1, 6, 26, false},
                                       {"EchtSus", "Echt-Susteren", 2, 6, 45, false},
                                       {"SitGel", "Sittard-Geleen", 1, 7, 49, false},
                                       {"Brunss", "Brunssum", 2, 7, 34, true},
                                       {"Landgr", "Landgraaf", 3, 7, 40, true},
                                       {"Stein", "Stein", 0, 8, 37, false},
                                       {"Beek", "Beek", 1, 8, 28, false},
                                       {"Beekd", "Beekdaelen", 2, 8, 41, true},
                                       {"Heerlen", "Heerlen", 3, 8, 61, true},
                                       {"Kerkrade", "Kerkrade", 4, 8, 42, true},
                                       {"Meers", "Meerssen", 0, 9, 36, false},
                                       {"Valkb", "Valkenburg aan de Geul", 1, 9, 19, false},
                                       {"Voeren", "Voerendaal", 2, 9, -1, true},
                                       {"Simpelv", "Simpelveld", 3, 9, -1, true},
                                       {"Maastr", "Maastricht", 0, 10, 55, false},
                                       {"EijMar", "Eijsden-Margraten", 1, 10, 24, false},
                                       {"Gulpen", "Gulpen-Wittem", 2, 10, 21, false},
                                       {"Vaals", "Vaals", 3, 10, 43, false}};
enum { N_LIMBURG = sizeof limburg / sizeof *limburg };

static void tegels(void)
{
    struct grafiek_vlak v[N_LIMBURG];
    int64_t waarden[N_LIMBURG];
    size_t n = 0;
    struct grafiek_kaart k = {.titel = STR("Limburg: dekking per gemeente"), .vlakken = v, .n = N_LIMBURG};

    for (size_t i = 0; i < N_LIMBURG; i++) {
        const struct tegel *t = &limburg[i];

        v[i] = (struct grafiek_vlak){.naam = str_from(t->naam),
                                     .kort = str_from(t->kort),
                                     .waarde = t->waarde,
                                     .kolom = t->kolom,
                                     .rij = t->rij,
                                     .ontbreekt = t->waarde < 0,
                                     .omlijnd = t->omlijnd,
                                     .tekst = str_fmt(&arena, "%d%%", t->waarde),
                                     .href = STR("/gebied/GM0000")};
        if (t->waarde >= 0)
            waarden[n++] = t->waarde;
    }
    k.klassen = grafiek_klassen_maak(&arena, waarden, n, 4, 0, STR("%"));
    schrijf("tegels-limburg", grafiek_tegels_svg(&arena, &k));
    k.breedte = 340;
    k.klassen = grafiek_klassen_maak(&arena, waarden, n, 6, 0, STR("%"));
    schrijf("tegels-limburg-smal", grafiek_tegels_svg(&arena, &k));
    k.breedte = 220;
    schrijf("tegels-limburg-klein", grafiek_tegels_svg(&arena, &k));
    for (size_t i = 0; i < N_LIMBURG; i++) {
        v[i].waarde = (v[i].waarde - 35) * 1234;
        v[i].tekst = num_nl(&arena, v[i].waarde, 0);
    }
    for (size_t i = 0; i < n; i++)
        waarden[i] = (waarden[i] - 35) * 1234;
    k.breedte = 480;
    k.klassen = grafiek_klassen_maak(&arena, waarden, n, 5, 0, STR("woningen"));
    schrijf("tegels-negatief", grafiek_tegels_svg(&arena, &k));
}

static void grenzen(const char *geojson)
{
    size_t n;
    struct grafiek_vlak *v = gemeenten_lees(&arena, geojson, &n);
    int64_t *waarden = ARENA_ARRAY(&arena, int64_t, n + 1);
    struct grafiek_kaart k = {.titel = STR("Nederland"), .vlakken = v, .n = n};
    uint32_t r = 7;
    size_t m = 0;

    for (size_t i = 0; i < n; i++) {
        r = r * 1664525u + 1013904223u;
        v[i].waarde = 8 + (int)(r >> 24) % 40 + (int)(v[i].ringen[1] * 10) % 30;
        v[i].ontbreekt = r >> 16 & 1 && r >> 18 & 1 && r >> 19 & 1 && r >> 20 & 1;
        v[i].tekst = str_fmt(&arena, "%d%%", (int)v[i].waarde);
        v[i].href = str_fmt(&arena, "/gebied/GM%04zu", i);
        v[i].kolom = (int)((v[i].ringen[0] / 0.61566 - 3.3) / 4 * 24);
        v[i].rij = (int)((53.6 - v[i].ringen[1]) / 2.9 * 28);
        v[i].omlijnd = i % 60 == 9;
        if (!v[i].ontbreekt)
            waarden[m++] = v[i].waarde;
    }
    k.klassen = grafiek_klassen_maak(&arena, waarden, m, 5, 0, STR("%"));
    schrijf("grenzen-nederland", grafiek_grenzen_svg(&arena, &k));
    k.breedte = 340;
    schrijf("grenzen-smal", grafiek_grenzen_svg(&arena, &k));
    k.breedte = 900;
    schrijf("grenzen-groot", grafiek_grenzen_svg(&arena, &k));
    k.breedte = 480;
    schrijf("tegels-nederland", grafiek_tegels_svg(&arena, &k));
    /* Limburg alone, by name */
    m = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < N_LIMBURG; j++)
            if (str_is(v[i].naam, limburg[j].naam)) {
                v[i].omlijnd = limburg[j].omlijnd;
                v[m++] = v[i];
                break;
            }
    k.n = m;
    schrijf("grenzen-limburg", grafiek_grenzen_svg(&arena, &k));
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "gebruik: %s MAP [gemeenten.geojson]\n", argv[0]);
        return 2;
    }
    map_naam = argv[1];
    arena_init(&arena, 0);
    staven();
    lijnen();
    tegels();
    if (argc > 2)
        grenzen(argv[2]);
    arena_done(&arena);
    return 0;
}
