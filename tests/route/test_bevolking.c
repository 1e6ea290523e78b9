/* SPDX-License-Identifier: EUPL-1.2
 * Population: the control totals over three divisions that do not nest, and a ratio that is never added up.
 */
#include "hulp.h"

static const char kop[] = "code,name,population,pop_65plus,dwelling_total\n";

static struct str csv(struct proef *p, const char *rijen)
{
    return str_cat(&p->a, str_from(kop), str_from(rijen));
}

static void limburg_klopt(struct proef *p, const char *onderwerp, int64_t totaal)
{
    static const struct {
        const char *indeling;
        size_t regios;
    } indelingen[] = {
        {"gemeente", 31}, {"vijfdeling", 5}, {"corop", 3}, {"zorgkantoorregio", 3}, {"provincie", 1}};

    for (size_t i = 0; i < sizeof indelingen / sizeof *indelingen; i++) {
        struct cijfer_tabel t =
            tabel_van(p, (struct cijfer_vraag){.onderwerp = str_from(onderwerp),
                                               .indeling = str_from(indelingen[i].indeling),
                                               .binnen = STR("PV31"),
                                               .peildatum = 20220101});
        int64_t som = 0;
        int aanwezig = 0, verwacht = 0;

        IS(t.n, indelingen[i].regios);
        for (size_t k = 0; k < t.n; k++) {
            som += t.rij[k].waarde;
            aanwezig += t.rij[k].aanwezig;
            verwacht += t.rij[k].verwacht;
        }
        IS(som, totaal);
        IS(aanwezig, 31);
        IS(verwacht, 31);
        IS(t.totaal.waarde, totaal);
        IS(t.totaal.aanwezig, 31);
    }
}

static void limburg_2022_is_dezelfde_som_over_elke_indeling(struct testdb *db)
{
    struct proef p;
    struct str inhoud;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "inwoners-limburg-2022.csv",
            eigen_bestand(&p, "voorbeelden/demo/inwoners-limburg-2022.csv"), 20220101);
    limburg_klopt(&p, "inwoners", 1118302);
    limburg_klopt(&p, "woningen", 540435);
    if (data_bestand(&p, "bevolking/NLD_muni.csv", &inhoud)) {
        moet_in(&p, "bevolking", "NLD_muni.csv", inhoud, 20220101);
        IS(p.u.cijfers, 3 * 345);
        IS(p.u.levering.gelijk, 93);
        IS(p.u.levering.nieuw, 3 * 314);
        limburg_klopt(&p, "inwoners", 1118302);
        limburg_klopt(&p, "woningen", 540435);
        IS(waarde(&p, "inwoners", "NL01", 20220101), 17590672);
        IS(waarde(&p, "inwoners", "GM0935", 20220101), 121151);
        IS(waarde(&p, "woningen", "GM0935", 20220101), 63277);
        IS(waarde(&p, "inwoners", "GM0917", 20220101), 86845);
        IS(waarde(&p, "inwoners", "GM0983", 20220101), 102136);
    }
    proef_af(&p);
}

static void twee_gemeenten_staan_buiten_de_twee_limburgse_zorgkantoorregios(struct testdb *db)
{
    struct proef p;
    struct cijfer_tabel t;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "inwoners-limburg-2022.csv",
            eigen_bestand(&p, "voorbeelden/demo/inwoners-limburg-2022.csv"), 20220101);
    t = tabel_van(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners"),
                                            .indeling = STR("zorgkantoorregio"),
                                            .binnen = STR("PV31"),
                                            .peildatum = 20220101});
    IS(t.n, 3);
    for (size_t i = 0; i < t.n; i++) {
        const struct cijfer_uitkomst *u = &t.rij[i];

        if (str_is(u->gebied->naam, "Nijmegen")) {
            IS(u->leden, 2);
            assert_true(u->leden_heel > 2);
            IS(u->waarde,
               waarde(&p, "inwoners", "GM0907", 20220101) + waarde(&p, "inwoners", "GM0944", 20220101));
        } else {
            IS(u->leden, u->leden_heel);
            IS(u->leden, str_is(u->gebied->naam, "Zuid-Limburg") ? 16 : 13);
        }
    }
    proef_af(&p);
}

static void een_percentage_wordt_nooit_opgeteld(struct testdb *db)
{
    struct proef p;
    struct cijfer_vraag v = {.onderwerp = STR("inwoners-65plus"), .peildatum = 20220101};
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "inwoners-limburg-2022.csv",
            eigen_bestand(&p, "voorbeelden/demo/inwoners-limburg-2022.csv"), 20220101);
    u = vraag(&p, v, "GM0935");
    assert_true(u.heeft);
    assert_true(u.waarde > 10 && u.waarde < 40);
    u = vraag(&p, v, "PV31");
    assert_false(u.heeft);
    IS(u.waarde, 0);
    IS(u.ontbreekt, ONTBREEKT_NVT);
    IS(u.aanwezig, 31);
    v.gebiedsdatum = 20250101;
    assert_false(vraag(&p, v, "VD04").heeft);
    assert_bevat(
        str_cstr(&p.a, doc_get_str(herkomst_van(&p, STR("inwoners-65plus:PV31:2022-01-01")), STR("formule"))),
        "niet op te tellen");
    proef_af(&p);
}

/* One gemeente of a merger is not the share of the whole, also when it is the only one that delivered. */
static void een_percentage_van_een_deel_is_niet_dat_van_het_geheel(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "oud.csv", csv(&p, "GM0951,Nuth,15500,20,7000\n"), 20180101);
    assert_true(
        vraag(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners-65plus"), .peildatum = 20180101}, "GM0951")
            .heeft);
    assert_false(vraag(&p,
                       (struct cijfer_vraag){.onderwerp = STR("inwoners-65plus"), .gebiedsdatum = 20200101},
                       "GM1954")
                     .heeft);
    assert_true(
        vraag(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners"), .gebiedsdatum = 20200101}, "GM1954")
            .heeft);
    proef_af(&p);
}

static void leeg_is_geen_nul(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "b.csv", csv(&p, "GM0935,Maastricht,,25,0\nGM0917,Heerlen,86845,x,\n"),
            20220101);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners")}, "GM0935");
    assert_false(u.heeft);
    IS(u.ontbreekt, ONTBREEKT_NIET_GELEVERD);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("woningen")}, "GM0935");
    assert_true(u.heeft);
    IS(u.waarde, 0);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners-65plus")}, "GM0917");
    assert_false(u.heeft);
    IS(u.ontbreekt, ONTBREEKT_ONDERDRUKT);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("inwoners"), .peildatum = 20220101}, "PV31");
    IS(u.waarde, 86845);
    IS(u.aanwezig, 1);
    IS(u.verwacht, 31);
    proef_af(&p);
}

static void wat_wij_zelf_schrijven_waar_een_cijfer_ontbreekt_lezen_wij_ook(struct testdb *db)
{
    struct cijfer_vraag v = {.onderwerp = STR("woningen")};
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "eigen.csv",
            STR("Code;Name;Population;Dwelling_total\nGM0935;Maastricht;121151;niet geleverd\n"
                "GM0917;Heerlen;86845;Niet van toepassing\nGM0983;Venlo;102136;onderdrukt\n"),
            20220101);
    IS(vraag(&p, v, "GM0935").ontbreekt, ONTBREEKT_NIET_GELEVERD);
    IS(vraag(&p, v, "GM0917").ontbreekt, ONTBREEKT_NVT);
    IS(vraag(&p, v, "GM0983").ontbreekt, ONTBREEKT_ONDERDRUKT);
    proef_af(&p);
}

static void vuile_cellen_worden_gelezen_en_gemeld(struct testdb *db)
{
    /* BOM, semicolons, thousands, a code without zeros, one without prefix, another spelling, -99997, an
     * error and spaces */
    static const char vuil[] = "\xEF\xBB\xBF"
                               "Code;Name;Population;Dwelling_total\r\n"
                               "935;Maastricht;121.151;63.277\r\n"
                               "0917;Heerlen; 86845 ;#REF!\r\n"
                               "Bergen (L);;13106;-99997\r\n"
                               " GM0983 ;Venlo;102136;n.v.t.\r\n";
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "vuil.csv", STR_VAN(vuil), 20220101);
    IS(waarde(&p, "inwoners", "GM0935", 20220101), 121151);
    IS(waarde(&p, "inwoners", "GM0893", 20220101), 13106);
    IS(waarde(&p, "inwoners", "GM0983", 20220101), 102136);
    IS(meldt(&p, "info", "code aangevuld"), 2);
    IS(meldt(&p, "info", "andere schrijfwijze gelezen als Bergen (L.)"), 1);
    IS(meldt(&p, "info", "spaties rond"), 1);
    IS(meldt(&p, "let op", "fout uit het rekenblad"), 1);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("woningen")}, "GM0917");
    IS(u.ontbreekt, ONTBREEKT_NIET_GELEVERD);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("woningen")}, "GM0893");
    IS(u.ontbreekt, ONTBREEKT_ONDERDRUKT);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("woningen")}, "GM0983");
    IS(u.ontbreekt, ONTBREEKT_NVT);
    proef_af(&p);
}

static void wat_niet_klopt_wordt_met_rij_en_kolom_geweigerd(struct testdb *db)
{
    struct proef p;
    const struct doc *m;

    proef_op(&p, db);
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM0935,Venlo,121151,25,63277\n"), 20220101, ERR_DATA,
              "twee verschillende gebieden");
    m = doc_get(p.u.verslag, STR("meldingen"))->list.at[0];
    assert_string_equal(str_cstr(&p.a, doc_get(m, STR("plaatsen"))->list.at[0]->s), "rij 2, kolom B (name)");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM0935,,121151,25,63277\nGM0935,,121151,25,63277\n"),
              20220101, ERR_DATA, "twee keer in het bestand");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM0935,,121151,125,63277\n"), 20220101, ERR_DATA,
              "percentage van 0 tot en met 100");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM0935,,-5,25,63277\n"), 20220101, ERR_DATA, "onder nul");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM9999,,5,25,63277\n"), 20220101, ERR_DATA, "niet bekend");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "Bergen,,5,25,63277\n"), 20220101, ERR_DATA,
              "meer dan één gebied");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM0935,,1.5,25,63277\n"), 20220101, ERR_DATA, "heel getal");
    geweigerd(&p, "bevolking", "b.csv", csv(&p, "GM0935,,veel,25,63277\n"), 20220101, ERR_DATA,
              "verwacht een getal");
    moet_in(&p, "bevolking", "b.csv", csv(&p, "GM0935,,63277,25,121151\n"), 20220101);
    IS(meldt(&p, "let op", "meer woningen dan inwoners"), 1);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(limburg_2022_is_dezelfde_som_over_elke_indeling),
        TESTDB_CASE(twee_gemeenten_staan_buiten_de_twee_limburgse_zorgkantoorregios),
        TESTDB_CASE(een_percentage_wordt_nooit_opgeteld),
        TESTDB_CASE(een_percentage_van_een_deel_is_niet_dat_van_het_geheel),
        TESTDB_CASE(leeg_is_geen_nul),
        TESTDB_CASE(wat_wij_zelf_schrijven_waar_een_cijfer_ontbreekt_lezen_wij_ook),
        TESTDB_CASE(vuile_cellen_worden_gelezen_en_gemeld),
        TESTDB_CASE(wat_niet_klopt_wordt_met_rij_en_kolom_geweigerd),
    };

    return testdb_main("bevolking", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
