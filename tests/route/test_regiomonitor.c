/* SPDX-License-Identifier: EUPL-1.2
 * Route 5: the Regiomonitor. Figures belong to a region as a whole. */
#include "hulp.h"

#define KOP "zorgkantoorregio;leveringsvorm;jaar;soort;eenheid;aantal;status;toelichting\n"

static struct cijfer_uitkomst wlz(struct proef *p, const char *onderwerp, const char *vorm,
                                  const char *gebied, int venster_tot)
{
    return vraag(p,
                 (struct cijfer_vraag){.onderwerp = str_from(onderwerp),
                                       .kenmerk = str_from(vorm),
                                       .venster_van = venster_tot ? 2024 : 0,
                                       .venster_tot = venster_tot},
                 gebied);
}

static void een_regio_heeft_haar_cijfer_per_vorm_en_een_gemeente_niet(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "regiomonitor", "r.csv",
            STR(KOP "Zuid-Limburg;verblijf;2023;realisatie;cliënten;5.100;definitief;\n"
                    "ZK31;Verblijf;2024;Realisatie;clienten;5050;voorlopig;\n"
                    "Zuid-Limburg;VPT;2024;realisatie;cliënten;0;;\n"
                    "Zuid-Limburg;volledig pakket thuis;2023;realisatie;plaatsen;40;;\n"
                    "Zuid-Limburg;pgb;2024;realisatie;cliënten;x;;\n"),
            20250101);
    u = wlz(&p, "wlz-clienten", "verblijf", "ZK31", 0);
    IS(u.waarde, 5050);
    IS(u.status, STATUS_VOORLOPIG);
    IS(u.periode_tot, 20241231);
    assert_true(u.rechtstreeks);
    u = wlz(&p, "wlz-clienten", "vpt", "ZK31", 0);
    assert_true(u.heeft && u.waarde == 0);
    IS(wlz(&p, "wlz-plaatsen", "vpt", "ZK31", 0).waarde, 40);
    IS(wlz(&p, "wlz-clienten", "pgb", "ZK31", 0).ontbreekt, ONTBREEKT_ONDERDRUKT);
    assert_false(wlz(&p, "wlz-clienten", "mpt", "ZK31", 0).heeft);
    assert_false(wlz(&p, "wlz-clienten", "", "ZK31", 0).heeft);           /* no total of our own */
    assert_false(wlz(&p, "wlz-clienten", "verblijf", "GM0935", 0).heeft); /* never divided */
    assert_false(wlz(&p, "wlz-clienten", "verblijf", "PV31", 0).heeft);
    proef_af(&p);
}

static void van_prognoses_telt_het_verste_jaar_binnen_het_venster(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "regiomonitor", "r.csv",
            STR(KOP "ZK31;mpt;2026;prognose;;1500;;\nZK31;mpt;2030;prognose;;1800;;\n"
                    "ZK31;mpt;2035;prognose;;2100;;\nZK31;mpt;2024;realisatie;;1400;;\n"),
            20250101);
    IS(wlz(&p, "wlz-clienten-prognose", "mpt", "ZK31", 2030).waarde, 1800);
    IS(wlz(&p, "wlz-clienten-prognose", "mpt", "ZK31", 2029).waarde, 1500);
    IS(wlz(&p, "wlz-clienten", "mpt", "ZK31", 0).waarde, 1400);
    proef_af(&p);
}

static void wat_niet_klopt_wordt_met_woorden_geweigerd(struct testdb *db)
{
    static const char *const fout[][2] = {
        {"Maastricht;mpt;2024;realisatie;;1;;\n", "dit gebied is niet bekend"},
        {"ZK31;zorg;2024;realisatie;;1;;\n", "verwacht een leveringsvorm"},
        {"ZK31;mpt;2024;raming;;1;;\n", "verwacht realisatie of prognose"},
        {"ZK31;mpt;2024;realisatie;bedden;1;;\n", "verwacht een eenheid"},
        {"ZK31;mpt;2027;realisatie;;1;;\n", "is dit een prognose?"},
        {"ZK31;mpt;2024;realisatie;;-4;;\n", "kan niet onder nul"},
        {"ZK31;mpt;2024;realisatie;;veel;;\n", "verwacht een getal"},
        {"ZK31;mpt;2024;realisatie;;1;;\nZuid-Limburg;MPT;2024;realisatie;;1;;\n", "staat er al"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++)
        geweigerd(&p, "regiomonitor", "r.csv", str_cat(&p.a, STR(KOP), str_from(fout[i][0])), 20250101,
                  ERR_DATA, fout[i][1]);
    proef_af(&p);
}

static void de_verzonnen_demo_merkt_elk_cijfer(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "regiomonitor", "x.csv",
            eigen_bestand(&p, "voorbeelden/demo/regiomonitor-limburg-verzonnen.csv"), 20250101);
    IS(p.u.cijfers, 72);
    IS(testdb_int(db, "SELECT COUNT(*) FROM cijfer WHERE vlag = 4"), 72);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_regio_heeft_haar_cijfer_per_vorm_en_een_gemeente_niet),
        TESTDB_CASE(van_prognoses_telt_het_verste_jaar_binnen_het_venster),
        TESTDB_CASE(wat_niet_klopt_wordt_met_woorden_geweigerd),
        TESTDB_CASE(de_verzonnen_demo_merkt_elk_cijfer),
    };

    return testdb_main("regiomonitor", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
