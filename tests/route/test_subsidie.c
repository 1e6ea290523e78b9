/* SPDX-License-Identifier: EUPL-1.2
 * Route 4: applications for a grant, counted per tranche and per regeling, asked beside granted. */
#include "hulp.h"

#define KOP                                                                                                  \
    "regeling;tranche;aanvrager;project;gemeente;adres;bag_id;woningen;waarvan_wlz;bedrag;toegekend_bedrag;" \
    "status;datum\n"

static struct cijfer_uitkomst maat(struct proef *p, const char *onderwerp, const char *type,
                                   const char *tranche, const char *kenmerk, const char *bron,
                                   const char *gebied)
{
    return vraag(p,
                 (struct cijfer_vraag){.onderwerp = str_from(onderwerp),
                                       .woningtype = str_from(type),
                                       .segment = str_from(tranche),
                                       .kenmerk = str_from(kenmerk),
                                       .bron = str_from(bron)},
                 gebied);
}

static void aanvragen_tellen_per_tranche_en_per_regeling(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "subsidie", "s.csv",
            STR(KOP "SZGW;ronde 1;A;Hof;Heerlen;Straat 1;;20;15;300.000;250000;toegekend;2024-07-01\n"
                    "szgw;1;B;Park;Heerlen;Straat 2;;30;30;450000;;afgewezen;2024-10-31\n"
                    "SZGW;Ronde 1;C;Plein;Maastricht;;0935010000000001;10;;150000;;Toegekend;2024-08-01\n"
                    "SZGW;ronde 1;D;Weg;Maastricht;Straat 3;;99;99;9999999;;ingetrokken;2024-01-01\n"
                    "SZGW;ronde 2;E;Dorp;Vaals;Straat 4;;12;12;180000;;in behandeling;2024-12-01\n"
                    "SOO;3;F;Ontmoeting;;;0917010000000002;24;;75000;;aangevraagd;2024-11-01\n"),
            20250101);
    IS(meldt(&p, "info", "1 ingetrokken aanvragen tellen niet mee"), 1);
    IS(maat(&p, "subsidie-aanvragen", "", "ronde-1", "", "aanvragen-szgw", "PV31").waarde, 3);
    IS(maat(&p, "subsidie-gevraagd", "", "ronde-1", "", "aanvragen-szgw", "PV31").waarde, 900000);
    IS(maat(&p, "subsidie-toegekend", "", "ronde-1", "", "aanvragen-szgw", "PV31").waarde, 400000);
    IS(maat(&p, "subsidie-woningen", "zorggeschikt", "ronde-1", "", "aanvragen-szgw", "PV31").waarde, 60);
    IS(maat(&p, "subsidie-woningen", "zorggeschikt", "ronde-1", "toegekend", "aanvragen-szgw", "PV31").waarde,
       30);
    u = maat(&p, "subsidie-wlz", "zorggeschikt", "ronde-1", "", "aanvragen-szgw", "GM0917");
    IS(u.waarde, 45);
    IS(u.periode_van, 20240701);
    IS(u.periode_tot, 20241031);
    assert_false(maat(&p, "subsidie-wlz", "zorggeschikt", "ronde-1", "", "aanvragen-szgw", "GM0935").heeft);
    IS(maat(&p, "subsidie-aanvragen", "", "", "", "aanvragen-szgw", "PV31").waarde, 4); /* all rounds */
    u = maat(&p, "subsidie-toegekend", "", "ronde-2", "", "aanvragen-szgw", "GM0981");
    assert_true(u.heeft && u.waarde == 0); /* asked, nothing granted yet */
    IS(maat(&p, "subsidie-woningen", "geclusterd", "tranche-3", "", "aanvragen-soo", "GM0917").waarde, 24);
    proef_af(&p);
}

static void wat_niet_klopt_wordt_met_woorden_geweigerd(struct testdb *db)
{
    static const char *const fout[][2] = {
        {"WBI;1;A;P;Heerlen;S;;1;;1;;toegekend;2024-01-01\n", "verwacht een regeling: SOO of SZGW"},
        {"SOO;;A;P;Heerlen;S;;1;;1;;toegekend;2024-01-01\n", "hier hoort de tranche"},
        {"SOO;1;A;P;Heerlen;S;;1;;1;;misschien;2024-01-01\n", "verwacht een status"},
        {"SOO;1;A;P;Heerlen;S;;1;;1;;toegekend;\n", "verwacht de dag van de aanvraag"},
        {"SOO;1;A;P;Heerlen;S;;1;;1;;toegekend;2026-01-01\n", "op of voor de peildatum"},
        {"SOO;1;A;P;Heerlen;S;;10;11;1;;toegekend;2024-01-01\n", "meer woningen voor Wlz-cliënten"},
        {"SOO;1;A;P;Heerlen;S;;-1;;1;;toegekend;2024-01-01\n", "kan hier niet onder nul"},
        {"SOO;1;A;P;Nergens;S;;1;;1;;toegekend;2024-01-01\n", "niet bekend"},
        {"SOO;1;A;P;;S;12345;1;;1;;toegekend;2024-01-01\n", "verwacht een BAG-id"},
        {"SOO;1;A;P;;S;;1;;1;;toegekend;2024-01-01\n", "hier hoort een gebied te staan"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++)
        geweigerd(&p, "subsidie", "s.csv", str_cat(&p.a, STR(KOP), str_from(fout[i][0])), 20250101, ERR_DATA,
                  fout[i][1]);
    proef_af(&p);
}

static void een_bag_id_volgt_een_samenvoeging_naar_de_gemeente_van_nu(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "subsidie", "s.csv",
            STR(KOP "SOO;3;A;Oud;;;951010000000001;12;;1000;;toegekend;2024-11-01\n"
                    "SOO;3;B;Anders;Heerlen;;0935010000000009;12;;1000;;toegekend;2024-11-01\n"
                    "SOO;3;B;Anders;Heerlen;;;12;;1000;;toegekend;2024-11-02\n"),
            20250101);
    IS(maat(&p, "subsidie-aanvragen", "", "tranche-3", "", "aanvragen-soo", "GM1954").waarde, 1);
    IS(maat(&p, "subsidie-aanvragen", "", "tranche-3", "", "aanvragen-soo", "GM0917").waarde, 2);
    IS(meldt(&p, "let op", "hoort bij een andere gemeente"), 1);
    IS(meldt(&p, "let op", "zonder adres of BAG-id"), 1);
    IS(meldt(&p, "let op", "staat al in deze tranche"), 1);
    proef_af(&p);
}

/* Counted a second time, outside the program, from the same file. */
static void de_verzonnen_demo_telt_zoals_een_rekenblad(struct testdb *db)
{
    static const struct {
        const char *bron, *type, *tranche;
        int64_t aanvragen, woningen, gevraagd, toegekend;
    } t[] = {{"aanvragen-soo", "geclusterd", "tranche-1", 5, 164, 425000, 337500},
             {"aanvragen-soo", "geclusterd", "tranche-2", 5, 116, 550000, 257500},
             {"aanvragen-soo", "geclusterd", "tranche-3", 4, 150, 500000, 367500},
             {"aanvragen-szgw", "zorggeschikt", "ronde-1", 9, 256, 3840000, 2214000}};
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "subsidie", "x.csv", eigen_bestand(&p, "voorbeelden/demo/subsidie-limburg-verzonnen.csv"),
            20250101);
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        IS(maat(&p, "subsidie-aanvragen", "", t[i].tranche, "", t[i].bron, "PV31").waarde, t[i].aanvragen);
        IS(maat(&p, "subsidie-woningen", t[i].type, t[i].tranche, "", t[i].bron, "PV31").waarde,
           t[i].woningen);
        IS(maat(&p, "subsidie-gevraagd", "", t[i].tranche, "", t[i].bron, "PV31").waarde, t[i].gevraagd);
        IS(maat(&p, "subsidie-toegekend", "", t[i].tranche, "", t[i].bron, "PV31").waarde, t[i].toegekend);
    }
    IS(maat(&p, "subsidie-wlz", "zorggeschikt", "ronde-1", "", "aanvragen-szgw", "PV31").waarde, 182);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(aanvragen_tellen_per_tranche_en_per_regeling),
        TESTDB_CASE(wat_niet_klopt_wordt_met_woorden_geweigerd),
        TESTDB_CASE(een_bag_id_volgt_een_samenvoeging_naar_de_gemeente_van_nu),
        TESTDB_CASE(de_verzonnen_demo_telt_zoals_een_rekenblad),
    };

    return testdb_main("subsidie", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
