/* SPDX-License-Identifier: EUPL-1.2
 * The stock of dwellings: its totals, years with blanks, gemeenten that end within a year, and a series
 * through a herindeling. */
#include "hulp.h"

static const char kop[] = "ID;Gebruiksfunctie;RegioS;Perioden;BeginstandVoorraad_1;Nieuwbouw_2;"
                          "OverigeToevoeging_3;Sloop_4;OverigeOnttrekking_5;"
                          "Correctie_6;SaldoVoorraad_7;EindstandVoorraad_8\n";

static struct str csv(struct proef *p, const char *rijen)
{
    return str_cat(&p->a, str_from(kop), str_from(rijen));
}

static bool echt(struct proef *p)
{
    struct str inhoud;

    if (!data_bestand(p, "woningen/cbs_woningvoorraad_gemeenten_2012-2020.csv", &inhoud))
        return false;
    moet_in(p, "woningvoorraad", "voorraad.csv", inhoud, 20201231);
    return true;
}

static void eind_2020_telt_op_tot_7966331(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    if (echt(&p)) {
        IS(p.u.cijfers, 3933 * 8);
        IS(meldt(&p, "info", "lege rij: niet geleverd; de gemeente bestond in dat jaar niet"), 445);
        IS(meldt(&p, "let op", "lege rij"), 0);
        IS(meldt(&p, "info", "binnen de marge van 2") + meldt(&p, "let op", "wijken meer dan 2 af"), 54);
        IS(meldt(&p, "info", "pas met de correctie erbij"), 4);
        IS(meldt(&p, "let op",
                 "in 58 rijen is beginstand plus saldo niet de eindstand; het verschil is ten hoogste 26"),
           1);
        IS(meldt(&p, "let op", "het saldo is niet gelijk"), 0);
        u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("voorraad-eind"), .peildatum = 20201231},
                  "NL01");
        IS(u.waarde, 7966331);
        IS(u.aanwezig, 355);
        IS(u.verwacht, 355);
        IS(waarde(&p, "voorraad-begin", "GM0935", 20200101), 61833);
        IS(waarde(&p, "voorraad-eind", "GM0935", 20201231), 62839);
        IS(waarde(&p, "nieuwbouw", "GM0935", 20201231), 443);
        IS(waarde(&p, "overige-toevoeging", "GM0935", 20201231), 944);
        IS(waarde(&p, "sloop", "GM0935", 20201231), 242);
    }
    proef_af(&p);
}

/* Every year's sum over gemeenten is the country's own row: nothing twice, nothing lost. */
static void elk_jaar_is_de_som_van_de_gemeenten_het_land(struct testdb *db)
{
    static const char *const onderwerpen[] = {"voorraad-begin", "nieuwbouw",           "overige-toevoeging",
                                              "sloop",          "overige-onttrekking", "correctie",
                                              "saldo-voorraad", "voorraad-eind"};
    struct proef p, land;

    proef_op(&p, db);
    if (echt(&p)) {
        int64_t som[9][8];

        for (int j = 0; j < 9; j++)
            for (int i = 0; i < 8; i++)
                som[j][i] = waarde(&p, onderwerpen[i], "NL01", (2012 + j) * 10000 + (i ? 1231 : 101));
        land = p;
        moet_in(&land, "woningvoorraad", "land.csv",
                eigen_bestand(&p, "voorbeelden/demo/woningvoorraad-nederland.csv"), 20210101);
        for (int j = 0; j < 9; j++)
            for (int i = 0; i < 8; i++) {
                struct cijfer_uitkomst u =
                    vraag(&p,
                          (struct cijfer_vraag){.onderwerp = str_from(onderwerpen[i]),
                                                .peildatum = (2012 + j) * 10000 + (i ? 1231 : 101)},
                          "NL01");

                assert_true(u.rechtstreeks);
                IS(u.waarde, som[j][i]);
            }
    }
    proef_af(&p);
}

static void beekdaelen_loopt_door_voor_2019(struct testdb *db)
{
    static const char *const delen[] = {"GM0951", "GM0962", "GM0881"};
    struct proef p;
    struct cijfer_uitkomst *reeks;
    struct conn *c;
    size_t n;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "limburg.csv",
            eigen_bestand(&p, "voorbeelden/demo/woningvoorraad-limburg.csv"), 20201231);
    MUST(store_read(db->store, &c, &p.e), &p.e);
    MUST(cijfer_tijdreeks_lees(
             c, p.g, &p.a,
             &(struct cijfer_vraag){.onderwerp = STR("voorraad-eind"), .gebiedsdatum = 20210101},
             gebied_bij_code(p.g, STR("GM1954")), &reeks, &n, &p.e),
         &p.e);
    store_return(db->store, c);
    IS(n, 9);
    for (size_t i = 0; i < n; i++) {
        date_t d = (date_t)(2012 + i) * 10000 + 1231;
        int64_t som = 0;

        IS(reeks[i].periode_tot, d);
        for (int k = 0; k < 3 && d < 20190101; k++)
            som += waarde(&p, "voorraad-eind", delen[k], d);
        IS(reeks[i].aanwezig, d < 20190101 ? 3 : 1);
        IS(reeks[i].verwacht, reeks[i].aanwezig);
        IS(reeks[i].waarde, d < 20190101 ? som : waarde(&p, "voorraad-eind", "GM1954", d));
        assert_true(reeks[i].waarde > 15000 && reeks[i].waarde < 18000);
    }
    proef_af(&p);
}

static const char friesland[] = "1;A045364;GM1921;2015JJ00;22724;67;53;3;44;-2;71;22795\n"
                                "2;A045364;GM1940;2015JJ00;22795;21;14;1;10;-1;23;22818\n";

static void een_gemeente_die_in_het_jaar_eindigde_telt_niet_dubbel(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv", csv(&p, friesland), 20151231);
    IS(meldt(&p, "let op", "haar eindstand is niet van toepassing"), 1);
    IS(meldt(&p, "let op", "haar beginstand is niet van toepassing"), 1);
    IS(waarde(&p, "voorraad-begin", "NL01", 20150101), 22724);
    IS(waarde(&p, "voorraad-eind", "NL01", 20151231), 22818);
    IS(waarde(&p, "nieuwbouw", "NL01", 20151231), 67 + 21); /* each its own half of the year */
    IS(waarde(&p, "saldo-voorraad", "GM1940", 20151231), 71 + 23);
    proef_af(&p);
}

static void een_opvolger_die_het_hele_jaar_geeft_telt_alleen(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv",
            csv(&p, "1;A045364;GM1921;2015JJ00;22724;67;53;3;44;-2;71;22795\n2;A045364;GM1940;2015JJ00;22724;"
                    "88;67;4;54;-3;94;22818\n"),
            20151231);
    IS(meldt(&p, "let op", "de opvolger van deze gemeente geeft het hele jaar"), 1);
    IS(waarde(&p, "voorraad-begin", "NL01", 20150101), 22724);
    IS(waarde(&p, "voorraad-eind", "NL01", 20151231), 22818);
    IS(waarde(&p, "nieuwbouw", "NL01", 20151231), 88);
    proef_af(&p);
}

static void een_lege_rij_is_niet_geleverd(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv",
            csv(&p, "1;A045364;GM0935;2020JJ00;61833;443;944;242;139;0;1006;62839\n2;A045364;GM0917;2020JJ00;"
                    ";;;;;;;\n3;A045364;GM0738;2020JJ00;;;;;;;;\n"
                    "4;A045364;GM0983;2020JJ00;46000;0;0;0;0;0;0;46000\n"),
            20201231);
    IS(meldt(&p, "let op", "lege rij: niet geleverd"), 1);
    IS(meldt(&p, "info", "bestond in dat jaar niet"), 1);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("nieuwbouw"), .peildatum = 20201231}, "GM0917");
    assert_false(u.heeft);
    IS(u.ontbreekt, ONTBREEKT_NIET_GELEVERD);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("nieuwbouw"), .peildatum = 20201231}, "GM0983");
    assert_true(u.heeft);
    IS(u.waarde, 0);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("nieuwbouw"), .peildatum = 20201231}, "PV31");
    IS(u.waarde, 443);
    IS(u.aanwezig, 2);
    IS(u.verwacht, 31);
    proef_af(&p);
}

static void regios_met_spaties_en_sterren_bij_het_jaar_worden_gelezen(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv",
            csv(&p, "1;A045364;PV31  "
                    ";2020JJ00*;500;1;0;0;0;0;1;501\n2;A045364;CR39;2020JJ00**;300;1;0;0;0;0;1;301\n3;"
                    "A045365;PV31;2020JJ00;9;9;9;9;9;9;9;9\n"),
            20201231);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("voorraad-eind"), .peildatum = 20201231}, "PV31");
    IS(u.waarde, 501);
    assert_true(u.rechtstreeks);
    IS(u.status, STATUS_VOORLOPIG);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("voorraad-eind"), .peildatum = 20201231}, "CR39")
           .status,
       STATUS_NADER_VOORLOPIG);
    IS(meldt(&p, "info", "iets anders dan woningen"), 1);
    proef_af(&p);
}

static void de_balans_wordt_getoetst_en_niet_gerepareerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv", csv(&p, "1;A045364;GM0935;2020JJ00;100;5;0;2;0;0;4;105\n"),
            20201231);
    IS(meldt(&p, "let op", "het saldo is niet gelijk aan de som van de mutaties"), 1);
    IS(meldt(&p, "let op",
             "in 1 rijen is beginstand plus saldo niet de eindstand; het verschil is ten hoogste 1"),
       1);
    IS(waarde(&p, "saldo-voorraad", "GM0935", 20201231), 4);
    IS(waarde(&p, "voorraad-eind", "GM0935", 20201231), 105);
    proef_af(&p);
}

static void kwartalen_en_maanden_staan_in_een_reeks_van_zichzelf(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;
    struct cijfer_vraag v = {.onderwerp = STR("nieuwbouw"), .peildatum = 20201231};

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv",
            csv(&p, "1;A045364;GM0935;2020JJ00;100;40;0;0;0;0;40;140\n"
                    "2;A045364;GM0935;2020KW04*;130;10;0;0;0;0;10;140\n"
                    "3;A045364;GM0935;2020MM12**;136;4;0;0;0;0;4;140\n"
                    "4;A045364;GM0935;2020KW03;120;10;0;0;0;0;10;130\n"),
            20201231);
    u = vraag(&p, v, "GM0935");
    IS(u.waarde, 40); /* the year alone */
    v.kenmerk = STR("periode=kwartaal");
    u = vraag(&p, v, "GM0935");
    IS(u.waarde, 10);
    IS(u.periode_van, 20201001);
    IS(u.status, STATUS_VOORLOPIG);
    v.venster_van = v.venster_tot = 2020;
    IS(vraag(&p, v, "GM0935").waarde, 20); /* both quarters, no day twice */
    v.venster_van = v.venster_tot = 0;
    v.kenmerk = STR("periode=maand");
    u = vraag(&p, v, "GM0935");
    IS(u.waarde, 4);
    IS(u.periode_van, 20201201);
    IS(u.status, STATUS_NADER_VOORLOPIG);
    proef_af(&p);
}

static void een_bestand_van_statline_zelf_wordt_gelezen(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "81955NED.csv",
            STR("\"Voorraad woningen en niet-woningen; mutaties, gebruiksfunctie, regio\"\n"
                "\"Gebruiksfunctie\";\"Regio's\";\"Perioden\";\"Beginstand voorraad (aantal)\";\"Nieuwbouw "
                "(aantal)\";"
                "\"Overige toevoeging (aantal)\";\"Sloop (aantal)\";\"Overige onttrekking (aantal)\";"
                "\"Correctie (aantal)\";\"Saldo voorraad (aantal)\";\"Eindstand voorraad (aantal)\"\n"
                "\"Woning\";\"Maastricht\";\"2020*\";\"61833\";\"443\";\"944\";\"242\";\"139\";\"0\";"
                "\"1006\";\"62839\"\n"
                "\"Woning\";\"Maastricht\";\"2020 4e "
                "kwartaal*\";\"62800\";\"39\";\"0\";\"0\";\"0\";\"0\";\"39\";\"62839\"\n"
                "\"Bron: CBS\"\n"),
            20201231);
    IS(waarde(&p, "voorraad-eind", "GM0935", 20201231), 62839);
    IS(waarde(&p, "sloop", "GM0935", 20201231), 242);
    proef_af(&p);
}

static void de_balans_heeft_een_marge_van_twee(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "woningvoorraad", "v.csv",
            csv(&p, "1;A045364;GM0935;2020JJ00;100;5;0;0;0;0;5;107\n"   /* 2 */
                    "2;A045364;GM0917;2020JJ00;100;5;0;0;0;0;5;108\n"   /* 3 */
                    "3;A045364;GM0983;2020JJ00;100;5;0;0;0;3;5;108\n"), /* closes with the correction */
            20201231);
    IS(meldt(&p, "info", "binnen de marge van 2"), 1);
    IS(meldt(&p, "let op", "wijken meer dan 2 af van de eindstand"), 1);
    IS(meldt(&p, "let op",
             "in 3 rijen is beginstand plus saldo niet de eindstand; het verschil is ten hoogste 3"),
       1);
    proef_af(&p);
}

static void dubbele_rijen_en_vreemde_perioden_worden_geweigerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(&p, "woningvoorraad", "v.csv", csv(&p, "1;A045364;GM0935;2020KW05;1;1;1;1;1;1;1;1\n"), 20201231,
              ERR_DATA, "verwacht een jaar, kwartaal of maand");
    geweigerd(&p, "woningvoorraad", "v.csv", csv(&p, "1;A045364;GM0935;2020MM13;1;1;1;1;1;1;1;1\n"), 20201231,
              ERR_DATA, "verwacht een jaar, kwartaal of maand");
    geweigerd(&p, "woningvoorraad", "v.csv", csv(&p, "1;A045364;GM0935;2020JJ00***;1;1;1;1;1;1;1;1\n"),
              20201231, ERR_DATA, "verwacht een jaar, kwartaal of maand");
    geweigerd(
        &p, "woningvoorraad", "v.csv",
        csv(&p, "1;A045364;GM0935;2020JJ00;1;1;1;1;1;1;1;1\n2;A045364;GM0935;2020JJ00;1;1;1;1;1;1;1;1\n"),
        20201231, ERR_DATA, "staat voor dit jaar al in het bestand");
    geweigerd(&p, "woningvoorraad", "v.csv", csv(&p, "1;A045364;GM4321;2020JJ00;1;1;1;1;1;1;1;1\n"), 20201231,
              ERR_DATA, "niet bekend");
    geweigerd(&p, "woningvoorraad", "v.csv", STR("RegioS;Perioden;Nieuwbouw_2\nGM0935;2020JJ00;5\n"),
              20201231, ERR_DATA, "kolommen ontbreken: beginstandvoorraad 1, overigetoevoeging 3");
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(eind_2020_telt_op_tot_7966331),
        TESTDB_CASE(elk_jaar_is_de_som_van_de_gemeenten_het_land),
        TESTDB_CASE(beekdaelen_loopt_door_voor_2019),
        TESTDB_CASE(een_gemeente_die_in_het_jaar_eindigde_telt_niet_dubbel),
        TESTDB_CASE(een_opvolger_die_het_hele_jaar_geeft_telt_alleen),
        TESTDB_CASE(een_lege_rij_is_niet_geleverd),
        TESTDB_CASE(regios_met_spaties_en_sterren_bij_het_jaar_worden_gelezen),
        TESTDB_CASE(de_balans_wordt_getoetst_en_niet_gerepareerd),
        TESTDB_CASE(kwartalen_en_maanden_staan_in_een_reeks_van_zichzelf),
        TESTDB_CASE(een_bestand_van_statline_zelf_wordt_gelezen),
        TESTDB_CASE(de_balans_heeft_een_marge_van_twee),
        TESTDB_CASE(dubbele_rijen_en_vreemde_perioden_worden_geweigerd),
    };

    return testdb_main("woningvoorraad", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
