/* SPDX-License-Identifier: EUPL-1.2
 * Plans in the form of Basisset 2.0: years, types that are never added to each other, noughts of a gemeente
 * that did deliver, the checks of the form, and what is confidential. */
#include "hulp.h"

#include "doc/xlsx.h"

#include <string.h>

static const char kop[] = "naam_gemeente;vertrouwelijk;naam;plancode;bruto_aantalwoningen;opleverjaar_2025;"
                          "opleverjaar_2026;opleverjaar_2035_2039;c1;planologische_status;"
                          "woningtype_eengezins;woningtype_meergezins;woningtype_onbekend;c2;c3;"
                          "nultredenwoning;geclusterde_woonvorm;zorggeschikte_woning;"
                          "overig_geschikt_voor_ouderen;huur_sociaal_eigendom_corporatie;huur_sociaal_"
                          "eigendom_markt;huur_duur;koop_duur;prijsklasse_onbekend;c4\n";
/* gemeente, conf, naam, code | bruto, 2025, 2026, 2035-2039, c1 | status | eg, mg, onb, c2 | c3, nul, gec,
 * zor, ov | sociaal x2, huur duur, koop duur, onb, c4 */
static const char goed[] =
    "Maastricht;Nee;Verzonnen A;A1;100;40;60;0;0;1A;0;100;0;0;130;100;30;0;0;20;30;0;50;0;0\n"
    "Maastricht;Nee;Verzonnen B;B1;10;0;0;10;0;3;10;0;0;0;10;0;0;10;0;0;0;10;0;0;0\n"
    "Heerlen;Ja;Verzonnen C;C1;7;7;0;0;0;2C;7;0;0;0;0;0;0;0;0;0;0;0;0;7;0\n";

static struct str csv(struct proef *p, const char *rijen)
{
    return str_cat(&p->a, str_from(kop), str_from(rijen));
}

static struct cijfer_uitkomst plannen(struct proef *p, const char *onderwerp, const char *type,
                                      const char *segment, const char *gebied, int van, int tot)
{
    return vraag(p,
                 (struct cijfer_vraag){.onderwerp = str_from(onderwerp),
                                       .woningtype = str_from(type),
                                       .segment = str_from(segment),
                                       .venster_van = van,
                                       .venster_tot = tot},
                 gebied);
}

static void een_plan_geeft_jaren_typen_en_prijzen(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "basisset", "plannen.csv", csv(&p, goed), 20250101);
    IS(plannen(&p, "plannen-hard", "", "", "GM0935", 0, 0).waarde, 100);
    IS(plannen(&p, "plannen-hard", "", "", "GM0935", 2025, 2025).waarde, 40);
    IS(plannen(&p, "plannen-hard", "", "", "GM0935", 2025, 2030).waarde, 100);
    IS(plannen(&p, "plannen-zacht", "", "", "GM0935", 2025, 2030).waarde, 0);
    IS(plannen(&p, "plannen-zacht", "", "", "GM0935", 2025, 2039).waarde, 10);
    u = plannen(&p, "plannen-zacht", "", "", "GM0935", 2025, 2036);
    IS(u.waarde, 0);
    IS(u.buiten_deels, 10);
    IS(plannen(&p, "plannen-hard", "nultreden", "", "GM0935", 0, 0).waarde, 100);
    IS(plannen(&p, "plannen-hard", "geclusterd", "", "GM0935", 0, 0).waarde, 30);
    IS(plannen(&p, "plannen-zacht", "zorggeschikt", "", "GM0935", 2035, 2039).waarde, 10);
    IS(plannen(&p, "plannen-hard", "", "huur-sociaal", "GM0935", 0, 0).waarde, 50);
    IS(plannen(&p, "plannen-hard", "", "koop-duur", "GM0935", 0, 0).waarde, 50);
    IS(plannen(&p, "plannen-hard", "", "onbekend", "GM0917", 0, 0).ontbreekt,
       ONTBREEKT_ONDERDRUKT); /* one confidential plan */
    IS(meldt(&p, "info", "samen meer dan bruto"), 1);
    IS(meldt(&p, "info", "de kolom voor prijsklasse huur-middelduur ontbreekt"), 1);
    assert_false(plannen(&p, "plannen-hard", "", "huur-middelduur", "GM0935", 0, 0).heeft);
    proef_af(&p);
}

/* What "this figure" is said to be, in the row that herkomst shows. */
static struct str kolom_van(struct proef *p, const char *gebied)
{
    int64_t id = plannen(p, "plannen-hard", "", "huur-sociaal", gebied, 0, 0).cijfer_id;
    struct doc *plaats = doc_get(herkomst_van(p, str_fmt(&p->a, "%lld", (long long)id)), STR("plaats"));

    assert_true(id > 0 && doc_get(plaats, STR("rij"))->i > 1);
    return doc_get_str(plaats, STR("kolom"));
}

static void een_prijsklasse_wijst_de_kolom_aan_waar_zij_staat_en_geen_als_zij_opgeteld_is(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "basisset", "plannen.csv",
            csv(&p, "Maastricht;Nee;Verzonnen A;A1;100;40;60;0;0;1A;0;100;0;0;130;100;30;0;0;20;30;0;50;0;0\n"
                    "Venlo;Nee;Verzonnen D;D1;30;30;0;0;0;1A;30;0;0;0;30;30;0;0;0;0;30;0;0;0;0\n"
                    "Weert;Nee;Verzonnen E;E1;30;30;0;0;0;1A;30;0;0;0;30;30;0;0;0;0;0;30;0;0;0\n"),
            20250101);
    assert_string_equal(str_cstr(&p.a, kolom_van(&p, "GM0935")), ""); /* 20 + 30 */
    assert_string_equal(str_cstr(&p.a, kolom_van(&p, "GM0983")), "U");
    assert_string_equal(str_cstr(&p.a, kolom_van(&p, "GM0988")), "T"); /* 0 in both */
    proef_af(&p);
}

static void wie_levert_en_niets_van_een_soort_heeft_heeft_nul(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "basisset", "plannen.csv", csv(&p, goed), 20250101);
    u = plannen(&p, "plannen-zacht", "", "", "GM0917", 0, 0);
    assert_true(u.heeft);
    IS(u.waarde, 0);
    IS(u.vlag, VLAG_AFGELEID_NUL | VLAG_VERZONNEN);
    u = plannen(&p, "plannen-zacht", "nultreden", "", "GM0917", 2025, 2030);
    assert_true(u.heeft);
    IS(u.waarde, 0);
    u = plannen(&p, "plannen-zacht", "zorggeschikt", "", "GM0935", 2025,
                2030); /* its plan of that kind lies after the window */
    assert_true(u.heeft);
    IS(u.waarde + u.buiten_deels, 0);
    u = plannen(&p, "plannen-hard", "nultreden", "", "GM0935", 0,
                0); /* a figure of its own: the nought stands aside */
    assert_true(u.cijfer_id > 0);
    IS(u.vlag, VLAG_VERZONNEN);
    assert_false(plannen(&p, "plannen-hard", "", "", "GM0983", 0, 0).heeft); /* did not deliver */
    u = plannen(&p, "plannen-hard", "", "", "PV31", 0, 0);
    IS(u.waarde, 100); /* without the confidential 7 of Heerlen, which stands alone there */
    IS(u.aanwezig, 1);
    IS(u.verwacht, 31);
    assert_false(u.vlag & VLAG_AFGELEID_NUL);
    proef_af(&p);
}

static void de_planologische_status_maakt_hard_of_zacht(struct testdb *db)
{
    static const struct {
        const char *status;
        bool hard;
    } w[] = {{"1A", true},
             {"1B", true},
             {"1C", true},
             {"2A", true},
             {"2B", true},
             {"2c", true},
             {"3", false},
             {"4A", false},
             {"4B", false},
             {"5A", false},
             {"5B", false},
             {"1A. Bestemmingsplan onherroepelijk", true},
             {"3 In voorbereiding", false}};
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof w / sizeof *w; i++) {
        moet_in(&p, "basisset", "p.csv",
                str_fmt(&p.a,
                        "naam_gemeente;bruto_aantalwoningen;planologische_status;opleverjaar_2027\nVenlo;%zu;"
                        "%s;%zu\n",
                        i + 1, w[i].status, i + 1),
                20250101);
        IS(plannen(&p, w[i].hard ? "plannen-hard" : "plannen-zacht", "", "", "GM0983", 0, 0).waarde, i + 1);
        IS(plannen(&p, w[i].hard ? "plannen-zacht" : "plannen-hard", "", "", "GM0983", 0, 0).waarde, 0);
    }
    for (size_t i = 0; i < 4; i++) {
        static const char *const fout[] = {"6A", "", "hard", "1"};

        geweigerd(
            &p, "basisset", "p.csv",
            str_fmt(
                &p.a,
                "naam_gemeente;bruto_aantalwoningen;planologische_status;opleverjaar_2027\nVenlo;5;%s;5\n",
                fout[i]),
            20250101, ERR_DATA, "verwacht een planologische status");
    }
    proef_af(&p);
}

static void de_controles_van_het_formulier_worden_nagerekend(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "basisset", "p.csv",
            csv(&p, "Maastricht;Nee;A;A1;100;40;50;0;0;1A;0;90;0;0;99;10;120;0;0;20;30;0;40;-5;0\n"
                    "Maastricht;Nee;a;A1;5;;;;;1A;5;0;0;0;0;0;0;0;0;5;0;0;0;0;0\n"),
            20250101);
    IS(meldt(&p, "let op", "de som van de opleverjaren (c1)"), 1);
    IS(meldt(&p, "let op", "de som van eengezins, meergezins en onbekend (c2)"), 1);
    IS(meldt(&p, "let op", "de som van de prijsklassen (c4)"), 1);
    IS(meldt(&p, "let op", "c1 zoals geleverd is anders"), 1);
    IS(meldt(&p, "let op", "c2 zoals geleverd is anders"), 1);
    IS(meldt(&p, "let op", "c3 zoals geleverd is anders"), 1);
    IS(meldt(&p, "let op", "c4 zoals geleverd is anders"), 1);
    IS(meldt(&p, "let op", "meer woningen van dit type (geclusterd)"), 1);
    IS(meldt(&p, "let op", "een negatief aantal"), 1);
    IS(meldt(&p, "let op", "deze plancode komt"), 1);
    IS(meldt(&p, "let op", "deze naam van een plan komt"), 1);
    IS(meldt(&p, "info", "plan zonder opleverjaren"), 1);
    IS(plannen(&p, "plannen-hard", "", "", "GM0935", 0, 0).waarde,
       90 + 5); /* as delivered, not mended to 100 */
    IS(plannen(&p, "plannen-hard", "geclusterd", "", "GM0935", 0, 0).waarde, 120);
    proef_af(&p);
}

static void vertrouwelijk_blijft_verborgen_in_de_herkomst(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;
    struct doc *d;

    proef_op(&p, db);
    moet_in(&p, "basisset", "p.csv", csv(&p, goed), 20250101);
    u = plannen(&p, "plannen-hard", "", "", "GM0917", 0, 0);
    assert_false(u.heeft);
    IS(u.ontbreekt, ONTBREEKT_ONDERDRUKT);
    IS(u.cijfer_id, 0);
    u = plannen(&p, "plannen-hard", "", "", "PV31", 0, 0);
    IS(u.waarde, 100); /* 107 less the 100 of Maastricht would tell its 7 */
    assert_true(u.aanwezig < u.verwacht);
    d = herkomst_van(
        &p, str_fmt(&p.a, "%lld", (long long)testdb_int(db, "SELECT MIN(id) FROM cijfer WHERE waarde = 7")));
    assert_string_equal(str_cstr(&p.a, doc_get_str(d, STR("tekst"))), "vertrouwelijk");
    assert_null(doc_get(d, STR("rijZoalsGeleverd")));
    assert_false(plannen(&p, "plannen-hard", "", "", "GM0935", 0, 0).vlag & VLAG_VERTROUWELIJK);
    geweigerd(&p, "basisset", "p.csv",
              csv(&p, "Maastricht;misschien;A;A1;5;5;0;0;0;1A;5;0;0;0;0;0;0;0;0;5;0;0;0;0;0\n"), 20250101,
              ERR_DATA, "verwacht Ja of Nee");
    proef_af(&p);
}

static void verzonnen_plannen_zeggen_dat_zij_verzonnen_zijn(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "basisset", "plannen.csv", csv(&p, goed), 20250101); /* every name says so */
    IS(meldt(&p, "info", "noemt zich verzonnen"), 1);
    moet_in(&p, "basisset", "plannen.csv",
            csv(&p, "Maastricht;Nee;Echt;A1;5;5;0;0;0;1A;5;0;0;0;0;0;0;0;0;5;0;0;0;0;0\n"), 20250101);
    IS(meldt(&p, "info", "noemt zich verzonnen"), 0);
    IS(plannen(&p, "plannen-hard", "", "", "GM0935", 0, 0).vlag, 0);
    moet_in(&p, "basisset", "Limburg-VERZONNEN.csv",
            csv(&p, "Maastricht;Nee;Echt;A1;6;6;0;0;0;1A;6;0;0;0;0;0;0;0;0;6;0;0;0;0;0\n"), 20250101);
    IS(plannen(&p, "plannen-hard", "", "", "GM0935", 0, 0).vlag, VLAG_VERZONNEN);
    proef_af(&p);
}

static void opleverjaren_die_niet_kunnen_worden_geweigerd(struct testdb *db)
{
    static const char *const koppen[][2] = {
        {"opleverjaar_2025;opleverjaar_2024_2026", "overlapt met een andere kolom"},
        {"opleverjaar_25", "verwacht een naam als opleverjaar_2027"},
        {"opleverjaar_2030_2025", "geen jaren waarin gebouwd wordt"},
        {"jaar_2025;jaar_2026", "geen enkele kolom met een opleverjaar"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < 4; i++)
        geweigerd(&p, "basisset", "p.csv",
                  str_fmt(&p.a,
                          "naam_gemeente;bruto_aantalwoningen;planologische_status;%s\nVenlo;5;1A;5;0\n",
                          koppen[i][0]),
                  20250101, ERR_DATA, koppen[i][1]);
    proef_af(&p);
}

/* The same plans as a workbook give the same figures as the CSV. */
static void een_werkboek_geeft_dezelfde_cijfers_als_csv(struct testdb *db)
{
    struct proef p;
    struct str inhoud, boek, regel, rest;
    struct doc *t, *kolommen, *rijen;
    VEC(struct str) namen = {0};
    int64_t cijfers, som;

    proef_op(&p, db);
    inhoud = eigen_bestand(&p, "voorbeelden/demo/basisset-limburg-verzonnen.csv");
    moet_in(&p, "basisset", "basisset-limburg-verzonnen.csv", inhoud, 20250101);
    cijfers = p.u.cijfers;
    som = waarde(&p, "plannen-hard", "PV31", 20250101);
    assert_true(som > 0);
    t = doc_map(&p.a);
    DOC_SET_STR(&p.a, t, "titel", STR("plannen"));
    kolommen = DOC_SET(&p.a, t, "kolommen", doc_list(&p.a));
    rijen = DOC_SET(&p.a, t, "rijen", doc_list(&p.a));
    for (rest = inhoud; rest.p && rest.n;) {
        struct doc *rij = namen.n ? doc_add(&p.a, rijen, doc_map(&p.a)) : NULL;
        struct str cel;
        size_t k = 0;

        for (cel = str_trim(str_cut(rest, '\n', &rest)); cel.p; k++) {
            regel = str_cut(cel, ';', &cel);
            if (rij) {
                int64_t v;

                doc_set(&p.a, rij, namen.at[k], num_i64(regel, &v) ? doc_int(&p.a, v) : doc_str(&p.a, regel));
            } else {
                struct doc *kolom = doc_add(&p.a, kolommen, doc_map(&p.a));

                VEC_PUSH(&p.a, &namen, regel);
                DOC_SET_STR(&p.a, kolom, "code", regel);
                DOC_SET_STR(&p.a, kolom, "titel", regel);
                DOC_SET_STR(&p.a, kolom, "soort", k < 6 && k != 0 ? STR("tekst") : STR("getal"));
            }
        }
    }
    MUST(xlsx_write(&p.a, (const struct doc *const *)&t, 1, &boek, &p.e), &p.e);
    moet_in(&p, "basisset", "basisset-limburg-verzonnen.xlsx", boek, 20250101);
    IS(p.u.cijfers, cijfers);
    IS(p.u.levering.gelijk + p.u.levering.gewijzigd + p.u.levering.nieuw > 0, true);
    IS(p.u.levering.gewijzigd, 0);
    IS(p.u.levering.nieuw, 0);
    IS(p.u.levering.verdwenen, 0);
    IS(waarde(&p, "plannen-hard", "PV31", 20250101), som);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_plan_geeft_jaren_typen_en_prijzen),
        TESTDB_CASE(een_prijsklasse_wijst_de_kolom_aan_waar_zij_staat_en_geen_als_zij_opgeteld_is),
        TESTDB_CASE(wie_levert_en_niets_van_een_soort_heeft_heeft_nul),
        TESTDB_CASE(de_planologische_status_maakt_hard_of_zacht),
        TESTDB_CASE(de_controles_van_het_formulier_worden_nagerekend),
        TESTDB_CASE(vertrouwelijk_blijft_verborgen_in_de_herkomst),
        TESTDB_CASE(verzonnen_plannen_zeggen_dat_zij_verzonnen_zijn),
        TESTDB_CASE(opleverjaren_die_niet_kunnen_worden_geweigerd),
        TESTDB_CASE(een_werkboek_geeft_dezelfde_cijfers_als_csv),
    };

    return testdb_main("basisset", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
