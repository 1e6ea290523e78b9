/* SPDX-License-Identifier: EUPL-1.2
 * A table of CBS as "CSV from OData v4": a small one, made up, that holds every kind of cell; and the real
 * folder in which two tables were mixed. */
#include "hulp.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

enum { EIGENSCHAPPEN, DIMENSIES, MATEN, REGIOS, PERIODEN, LEEFTIJDEN, WAARNEMINGEN, N_BESTANDEN };

static const char *const namen[N_BESTANDEN] = {"Properties.csv",  "Dimensions.csv",    "MeasureCodes.csv",
                                               "RegioSCodes.csv", "PeriodenCodes.csv", "LeeftijdCodes.csv",
                                               "Observations.csv"};
/* verzonnen: no such table exists at CBS */
static const char *const gewoon[N_BESTANDEN] = {
    "Identifier;Title;Description\n00001VZN;Verzonnen tabel;\"Verzonnen, voor de proef; over\ntwee "
    "regels\"\n",
    "Identifier;Title;Kind\nLeeftijd;Leeftijd;Dimension\nRegioS;Regio's;GeoDimension\nPerioden;Perioden;"
    "TimeDimension\n",
    "Identifier;Title;Description;DataType;Unit;Decimals;PresentationType\nM001;Huishoudens;Aantal;Double;x "
    "1 000;1;Absolute\n"
    "M002;Huishoudens relatief;Deel;Double;%;1;Relative\n",
    "Identifier;Title\nNL01  ;Nederland\nLD01;Noord-Nederland "
    "(LD)\nGM0935;Maastricht\nGM0917;Heerlen\nGM0983;Venlo\nGM0984;Venray\n",
    "Identifier;Title;Status\n2022JJ00;2022;Definitief\n2023JJ00;2023*;Voorlopig\n2023KW01;2023 1e "
    "kwartaal;Voorlopig\n2023X000;2023 deel;Voorlopig\n",
    "Identifier;Title\nT001;Totaal\nL65;65 jaar of ouder\n",
    "Id;Measure;Leeftijd;RegioS;Perioden;Value;StringValue;ValueAttribute\n"
    "0;M001;T001;NL01  ;2022JJ00;8043,4;;None\n"
    "1;M001;T001;GM0935;2022JJ00;68,2;;None\n"
    "2;M001;T001;GM0917;2022JJ00;;;Impossible\n"
    "3;M001;T001;GM0983;2022JJ00;;;Secret\n"
    "4;M001;T001;GM0984;2022JJ00;;.;None\n"
    "5;M001;L65;GM0935;2022JJ00;15,0;;None\n"
    "6;M002;T001;GM0935;2022JJ00;22,1;;None\n"
    "7;M002;T001;GM0917;2022JJ00;30,1;;None\n"
    "8;M001;T001;GM0935;2023JJ00;70,3;;None\n"
    "9;M001;T001;LD01;2022JJ00;800,1;;None\n",
};

struct map_proef {
    struct zip_deel deel[N_BESTANDEN + 2];
    size_t n;
};

static struct map_proef map_van(void)
{
    struct map_proef m = {.n = N_BESTANDEN};

    for (int i = 0; i < N_BESTANDEN; i++)
        m.deel[i] = (struct zip_deel){str_from(namen[i]), str_from(gewoon[i])};
    return m;
}

static int lever(struct proef *p, const struct map_proef *m)
{
    struct import_opdracht o = {.soort = STR("cbs-odata"),
                                .bestand = STR("map"),
                                .leveraar = STR(""),
                                .wie = STR("x"),
                                .deel = m->deel,
                                .n_deel = m->n,
                                .peildatum = 20240101};

    o.inhoud = levering_map_pak(&p->a, m->deel, m->n);
    p->e = (struct err){0};
    return import_doe(p->db->store, p->g, &p->a, &o, &p->u, &p->e);
}

static void weigert(struct proef *p, const struct map_proef *m, const char *woorden)
{
    int rc = lever(p, m);

    IS(rc, ERR_DATA);
    if (!strstr(p->e.text, woorden) && !meldt(p, "fout", woorden))
        fail_msg("“%s” staat niet in: %s", woorden, p->e.text);
    IS(aantal_leveringen(p), 0);
}

static struct cijfer_uitkomst cel(struct proef *p, const char *maat, const char *leeftijd, const char *gebied,
                                  date_t d)
{
    return vraag(p,
                 (struct cijfer_vraag){.onderwerp = str_from(maat),
                                       .kenmerk = str_fmt(&p->a, "Leeftijd=%s", leeftijd),
                                       .peildatum = d},
                 gebied);
}

static void een_tabel_wordt_een_onderwerp_per_maat(struct testdb *db)
{
    struct map_proef m = map_van();
    struct proef p;
    struct cijfer_uitkomst u;
    struct onderwerp o;
    struct conn *c;

    proef_op(&p, db);
    MUST(lever(&p, &m), &p.e);
    IS(p.u.cijfers, 9);
    MUST(store_read(db->store, &c, &p.e), &p.e);
    MUST(onderwerp_lees(c, &p.a, STR("00001vzn-m001"), &o, &p.e), &p.e);
    IS(o.schaal, 1);
    IS(o.aard, AARD_STAND);
    assert_string_equal(str_cstr(&p.a, o.eenheid), "x 1 000");
    assert_string_equal(str_cstr(&p.a, o.naam), "Huishoudens");
    MUST(onderwerp_lees(c, &p.a, STR("00001vzn-m002"), &o, &p.e), &p.e);
    IS(o.aard, AARD_VERHOUDING);
    store_return(db->store, c);
    u = cel(&p, "00001vzn-m001", "T001", "NL01", 20221231);
    IS(u.waarde, 80434); /* 8.043,4 thousand: not multiplied */
    IS(u.status, STATUS_DEFINITIEF);
    assert_string_equal(str_cstr(&p.a, u.bron->code), "cbs-00001vzn");
    IS(cel(&p, "00001vzn-m001", "T001", "GM0935", 20221231).waarde, 682);
    IS(cel(&p, "00001vzn-m001", "T001", "GM0935", 20231231).waarde, 703);
    IS(cel(&p, "00001vzn-m001", "T001", "GM0935", 20231231).status, STATUS_VOORLOPIG);
    IS(cel(&p, "00001vzn-m001", "L65", "GM0935", 20221231).waarde, 150);
    IS(cel(&p, "00001vzn-m001", "T001", "GM0917", 20221231).ontbreekt, ONTBREEKT_NVT);
    IS(cel(&p, "00001vzn-m001", "T001", "GM0983", 20221231).ontbreekt, ONTBREEKT_ONDERDRUKT);
    IS(cel(&p, "00001vzn-m001", "T001", "GM0984", 20221231).ontbreekt, ONTBREEKT_NIET_GELEVERD);
    IS(cel(&p, "00001vzn-m002", "T001", "GM0935", 20221231).waarde, 221);
    assert_false(cel(&p, "00001vzn-m002", "T001", "PV31", 20221231).heeft); /* a percentage */
    IS(meldt(&p, "info", "gebieden met een code LD"), 1);
    proef_af(&p);
}

static void de_herkomst_vindt_de_rij_in_het_juiste_bestand(struct testdb *db)
{
    struct map_proef m = map_van();
    struct proef p;
    struct doc *d, *cellen;

    proef_op(&p, db);
    MUST(lever(&p, &m), &p.e);
    d = herkomst_van(
        &p, str_fmt(&p.a, "%lld", (long long)cel(&p, "00001vzn-m001", "L65", "GM0935", 20221231).cijfer_id));
    assert_string_equal(str_cstr(&p.a, doc_get_str(doc_get(d, STR("plaats")), STR("bladnaam"))),
                        "Observations.csv");
    IS(doc_get(doc_get(d, STR("plaats")), STR("rij"))->i, 7);
    cellen = doc_get(d, STR("rijZoalsGeleverd"));
    assert_non_null(cellen);
    assert_string_equal(str_cstr(&p.a, doc_get_str(cellen->list.at[5], STR("kop"))), "Value");
    assert_string_equal(str_cstr(&p.a, doc_get_str(cellen->list.at[5], STR("waarde"))), "15,0");
    proef_af(&p);
}

static struct str zip_van(struct proef *p, const struct map_proef *m)
{
    zip_source_t *doel = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *z = zip_open_from_source(doel, ZIP_TRUNCATE, NULL);
    zip_stat_t st;
    char *bytes;

    assert_non_null(z);
    zip_source_keep(doel);
    for (size_t i = 0; i < m->n; i++)
        assert_true(zip_file_add(z, str_fmt(&p->a, "00001VZN/%s", m->deel[i].naam.p).p,
                                 zip_source_buffer(z, m->deel[i].bytes.p, m->deel[i].bytes.n, 0), 0) >= 0);
    assert_int_equal(zip_close(z), 0);
    assert_int_equal(zip_source_open(doel), 0);
    assert_int_equal(zip_source_stat(doel, &st), 0);
    bytes = arena_alloc(&p->a, st.size);
    assert_int_equal(zip_source_read(doel, bytes, st.size), (zip_int64_t)st.size);
    zip_source_close(doel);
    zip_source_free(doel);
    return (struct str){bytes, st.size};
}

static void een_zip_geeft_hetzelfde_als_de_map(struct testdb *db)
{
    struct map_proef m = map_van();
    struct proef p;
    struct doc *d;
    int64_t id;

    proef_op(&p, db);
    MUST(lever(&p, &m), &p.e);
    id = moet_in(&p, "cbs-odata", "00001VZN.zip", zip_van(&p, &m), 20240101);
    assert_true(id > 0);
    IS(p.u.levering.gelijk, 9);
    IS(p.u.levering.gewijzigd + p.u.levering.nieuw + p.u.levering.verdwenen, 0);
    d = herkomst_van(
        &p, str_fmt(&p.a, "%lld", (long long)cel(&p, "00001vzn-m001", "L65", "GM0935", 20221231).cijfer_id));
    assert_string_equal(str_cstr(&p.a, doc_get_str(doc_get(d, STR("plaats")), STR("bladnaam"))),
                        "Observations.csv");
    assert_string_equal(
        str_cstr(&p.a, doc_get_str(doc_get(d, STR("rijZoalsGeleverd"))->list.at[5], STR("waarde"))), "15,0");
    proef_af(&p);
}

static void elk_bestand_dat_ontbreekt_wordt_genoemd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    for (int i = 0; i < N_BESTANDEN; i++) {
        struct map_proef m = map_van();
        char woorden[100];

        m.deel[i] = m.deel[--m.n];
        snprintf(woorden, sizeof woorden, "het bestand %s ontbreekt", namen[i]);
        weigert(&p, &m, woorden);
    }
    proef_af(&p);
}

static void een_mengsel_van_tabellen_wordt_geweigerd(struct testdb *db)
{
    struct map_proef m = map_van();
    struct proef p;

    proef_op(&p, db);
    m.deel[WAARNEMINGEN].bytes = STR(
        "Id;Measure;Leeftijd;Perioden;Value;StringValue;ValueAttribute\n0;M001;T001;2022JJ00;1,0;;None\n");
    weigert(&p, &m,
            "Observations.csv mist de kolom RegioS, terwijl Dimensions.csv die noemt en RegioSCodes.csv "
            "erbij zit");
    m.deel[WAARNEMINGEN].bytes = STR("Id;Measure;Leeftijd;Geslacht;RegioS;Perioden;Value;StringValue;"
                                     "ValueAttribute\n0;M001;T001;V;GM0935;2022JJ00;1,0;;None\n");
    weigert(&p, &m, "Observations.csv heeft een kolom Geslacht, die Dimensions.csv niet noemt");
    m = map_van();
    m.deel[WAARNEMINGEN].bytes = STR("Id;Measure;Leeftijd;RegioS;Perioden;Value;StringValue;"
                                     "ValueAttribute\n0;M009;T001;GM0935;2022JJ00;1,0;;None\n");
    weigert(&p, &m, "deze code staat niet in MeasureCodes.csv");
    m.deel[WAARNEMINGEN].bytes = STR("Id;Measure;Leeftijd;RegioS;Perioden;Value;StringValue;"
                                     "ValueAttribute\n0;M001;L99;GM0935;2022JJ00;1,0;;None\n");
    weigert(&p, &m, "deze code staat niet in LeeftijdCodes.csv");
    m.deel[WAARNEMINGEN].bytes = STR("Id;Measure;Leeftijd;RegioS;Perioden;Value;StringValue;"
                                     "ValueAttribute\n0;M001;T001;GM0935;2021JJ00;1,0;;None\n");
    weigert(&p, &m, "deze code staat niet in PeriodenCodes.csv");
    m.deel[WAARNEMINGEN].bytes = STR("Id;Measure;Leeftijd;RegioS;Perioden;Value;StringValue;"
                                     "ValueAttribute\n0;M001;T001;GM0935;2023X000;1,0;;None\n");
    weigert(&p, &m, "alleen jaren, kwartalen en maanden");
    m.deel[WAARNEMINGEN].bytes =
        STR("Id;Measure;Leeftijd;RegioS;Perioden;Value;StringValue;ValueAttribute\n"
            "0;M001;T001;GM0935;2022JJ00;1,0;;None\n1;M001;T001;GM0935;2022JJ00;2,0;;None\n");
    weigert(&p, &m, "dit cijfer staat er twee keer");
    m = map_van();
    m.deel[DIMENSIES].bytes =
        STR("Identifier;Title;Kind\nLeeftijd;Leeftijd;Dimension\nPerioden;Perioden;TimeDimension\n");
    m.deel[WAARNEMINGEN].bytes = STR(
        "Id;Measure;Leeftijd;Perioden;Value;StringValue;ValueAttribute\n0;M001;T001;2022JJ00;1,0;;None\n");
    weigert(&p, &m, "geen dimensie van gebieden");
    proef_af(&p);
}

static void een_eenheid_die_verandert_wordt_niet_naast_de_oude_gezet(struct testdb *db)
{
    struct map_proef m = map_van();
    struct proef p;
    int rc;

    proef_op(&p, db);
    MUST(lever(&p, &m), &p.e);
    m.deel[MATEN].bytes = STR("Identifier;Title;Unit;Decimals;PresentationType\nM001;Huishoudens;aantal;0;"
                              "Absolute\nM002;Relatief;%;1;Relative\n");
    rc = lever(&p, &m);
    IS(rc, ERR_DATA);
    assert_bevat(p.e.text, "deze cijfers zijn niet naast elkaar te zetten");
    proef_af(&p);
}

/* verzonnen numbers in the layout of the table */
static void tabel_81955ned_geeft_dezelfde_cijfers_als_statline(struct testdb *db)
{
    struct map_proef m = {.n = 6};
    static const struct zip_deel deel[] = {
        {STR_INIT("Properties.csv"), STR_INIT("Identifier;Title\n81955NED;Voorraad woningen (verzonnen)\n")},
        {STR_INIT("Dimensions.csv"),
         STR_INIT(
             "Identifier;Kind\nGebruiksfunctie;Dimension\nRegioS;GeoDimension\nPerioden;TimeDimension\n")},
        {STR_INIT("MeasureCodes.csv"),
         STR_INIT("Identifier;Title;Unit;Decimals\nD1;Beginstand "
                  "voorraad;aantal;0\nD2;Nieuwbouw;aantal;0\nD3;Overige toevoeging;aantal;0\n"
                  "D4;Sloop;aantal;0\nD5;Overige onttrekking;aantal;0\nD6;Correctie;aantal;0\nD7;Saldo "
                  "voorraad;aantal;0\nD8;Eindstand voorraad;aantal;0\n")},
        {STR_INIT("GebruiksfunctieCodes.csv"),
         STR_INIT("Identifier;Title\nA045364;Woning\nA045375;Niet-woning totaal\n")},
        {STR_INIT("RegioSCodes.csv"), STR_INIT("Identifier;Title\nGM0935;Maastricht\n")},
        {STR_INIT("PeriodenCodes.csv"),
         STR_INIT("Identifier;Title;Status\n2022JJ00;2022;Definitief\n2023JJ00;2023**;\n2023KW04;2023 4e "
                  "kwartaal*;\n")},
    };
    struct proef p;
    struct buf b;
    static const int64_t jaar[8] = {1000, 40, 5, 10, 2, 0, 33, 1033};
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    memcpy(m.deel, deel, sizeof deel);
    buf_init(&b, &p.a, 10000);
    buf_lit(&b, "Id;Measure;Gebruiksfunctie;RegioS;Perioden;Value;StringValue;ValueAttribute\n");
    for (int i = 0; i < 8; i++) {
        buf_fmt(&b, "%d;D%d;A045364;GM0935;2023JJ00;%lld;;None\n", i, i + 1, (long long)jaar[i]);
        buf_fmt(&b, "%d;D%d;A045364;GM0935;2023KW04;%lld;;None\n", i + 20, i + 1, (long long)jaar[i] / 10);
        buf_fmt(&b, "%d;D%d;A045375;GM0935;2023JJ00;7;;None\n", i + 40, i + 1);
    }
    m.deel[m.n++] = (struct zip_deel){STR("Observations.csv"), buf_str(&b)};
    MUST(lever(&p, &m), &p.e);
    IS(waarde(&p, "voorraad-eind", "GM0935", 20231231), 1033);
    IS(waarde(&p, "voorraad-begin", "GM0935", 20230101), 1000);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("nieuwbouw"), .peildatum = 20231231}, "GM0935");
    IS(u.waarde, 40);
    IS(u.status, STATUS_NADER_VOORLOPIG);
    assert_string_equal(str_cstr(&p.a, u.bron->code), "cbs-voorraad");
    u = vraag(&p,
              (struct cijfer_vraag){
                  .onderwerp = STR("nieuwbouw"), .kenmerk = STR("periode=kwartaal"), .peildatum = 20231231},
              "GM0935");
    IS(u.waarde, 4);
    IS(u.status, STATUS_VOORLOPIG);
    IS(meldt(&p, "info", "binnen de marge van 2"), 0);
    proef_af(&p);
}

/* verzonnen: the layout of a table of changes by woningtype and size */
static void de_indicatie_voor_nultreden_is_de_netto_groei_van_meergezins_van_50_tot_150(struct testdb *db)
{
    static const struct zip_deel deel[] = {
        {STR_INIT("Properties.csv"),
         STR_INIT("Identifier;Title\n84903NED;Mutaties naar woningtype en oppervlakte (verzonnen)\n")},
        {STR_INIT("Dimensions.csv"), STR_INIT("Identifier;Kind\nWoningtype;Dimension\nOppervlakteklasse;"
                                              "Dimension\nRegioS;GeoDimension\nPerioden;TimeDimension\n")},
        {STR_INIT("MeasureCodes.csv"),
         STR_INIT("Identifier;Title;Unit;Decimals\nD2;Nieuwbouw;aantal;0\nD3;Overige "
                  "toevoeging;aantal;0\nD4;Sloop;aantal;0\nD5;Overige onttrekking;aantal;0\n")},
        {STR_INIT("WoningtypeCodes.csv"),
         STR_INIT("Identifier;Title\nT;Totaal\nM;Meergezinswoning\nE;Eengezinswoning\n")},
        {STR_INIT("OppervlakteklasseCodes.csv"),
         STR_INIT("Identifier;Title\nT;Totaal\n2;15 tot 50 m²\n5;50 tot 75 m²\n7;75 tot 100 m²\n1;100 tot "
                  "150 m²\n9;150 tot 250 m²\n")},
        {STR_INIT("RegioSCodes.csv"), STR_INIT("Identifier;Title\nGM0935;Maastricht\nGM0917;Heerlen\n")},
        {STR_INIT("PeriodenCodes.csv"), STR_INIT("Identifier;Title;Status\n2023JJ00;2023*;Voorlopig\n")},
    };
    static const char *const klassen = "2571 9";
    struct map_proef m = {.n = 7};
    struct cijfer_vraag v = {.onderwerp = STR("meergezins-groei"), .segment = STR("50-150-m2")};
    struct cijfer_uitkomst u;
    struct proef p;
    struct buf b;

    proef_op(&p, db);
    memcpy(m.deel, deel, sizeof deel);
    buf_init(&b, &p.a, 20000);
    buf_lit(&b, "Id;Measure;Woningtype;Oppervlakteklasse;RegioS;Perioden;Value;StringValue;ValueAttribute\n");
    for (int k = 0; klassen[k]; k++)
        for (int d = 2; d <= 5 && klassen[k] != ' '; d++) {
            buf_fmt(&b, "0;D%d;M;%c;GM0935;2023JJ00;%d;;None\n", d, klassen[k], d == 2 ? 100 + k : d);
            buf_fmt(&b, "0;D%d;E;%c;GM0935;2023JJ00;999;;None\n", d, klassen[k]);
            if (klassen[k] != '7') /* Heerlen lacks a class */
                buf_fmt(&b, "0;D%d;M;%c;GM0917;2023JJ00;5;;None\n", d, klassen[k]);
        }
    m.deel[m.n++] = (struct zip_deel){STR("Observations.csv"), buf_str(&b)};
    MUST(lever(&p, &m), &p.e);
    u = vraag(&p, v, "GM0935");
    IS(u.waarde,
       (101 + 102 + 103) + 3 * (3 - 4 - 5)); /* three classes: + new, + added, − demolished, − lost */
    IS(u.status, STATUS_VOORLOPIG);
    u = vraag(&p, v, "GM0917");
    assert_false(u.heeft);
    IS(meldt(&p, "let op", "de indicatie voor nultreden is niet te berekenen"), 1);
    proef_af(&p);
}

static void de_echte_map_met_twee_tabellen_wordt_geweigerd(struct testdb *db)
{
    struct proef p;
    const char *pad;
    struct map_proef m;
    struct zip_deel *deel;
    size_t n;

    proef_op(&p, db);
    pad = data_pad(&p, "cbs/85678NED");
    if (pad) {
        MUST(map_lees(&p.a, pad, (struct tabel_grens){0}, &deel, &n, &p.e), &p.e);
        m.n = 0;
        for (size_t i = 0; i < n && m.n < sizeof m.deel / sizeof *m.deel; i++)
            if (!str_is(deel[i].naam, "Catalog.csv"))
                m.deel[m.n++] = deel[i];
        weigert(&p, &m,
                "Observations.csv mist de kolom RegioS, terwijl Dimensions.csv die noemt en RegioSCodes.csv "
                "erbij zit");
        weigert(&p, &m, "Haal tabel 85678NED opnieuw en in haar geheel op bij CBS");
    }
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_tabel_wordt_een_onderwerp_per_maat),
        TESTDB_CASE(de_herkomst_vindt_de_rij_in_het_juiste_bestand),
        TESTDB_CASE(een_zip_geeft_hetzelfde_als_de_map),
        TESTDB_CASE(elk_bestand_dat_ontbreekt_wordt_genoemd),
        TESTDB_CASE(een_mengsel_van_tabellen_wordt_geweigerd),
        TESTDB_CASE(een_eenheid_die_verandert_wordt_niet_naast_de_oude_gezet),
        TESTDB_CASE(tabel_81955ned_geeft_dezelfde_cijfers_als_statline),
        TESTDB_CASE(de_indicatie_voor_nultreden_is_de_netto_groei_van_meergezins_van_50_tot_150),
        TESTDB_CASE(de_echte_map_met_twee_tabellen_wordt_geweigerd),
    };

    return testdb_main("cbs_odata", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
