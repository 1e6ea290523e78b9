/* SPDX-License-Identifier: EUPL-1.2
 * The life of a levering, through a real importer: rehearsal, the same file twice, a changed file,
 * withdrawal, and what was known at a moment. */
#include "hulp.h"

static const char eerste[] = "code,population\nGM0935,100\nGM0917,200\nGM0983,300\n";
static const char tweede[] = "code,population\nGM0935,100\nGM0917,250\nGM0984,400\n";

static int64_t moment(struct proef *p, int64_t levering)
{
    struct conn *c;
    struct levering l;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    MUST(levering_lees(c, &p->a, levering, &l, NULL, &p->e), &p->e);
    store_return(p->db->store, c);
    return l.ontvangen;
}

static void een_proef_toont_wat_zou_veranderen_en_schrijft_niets(struct testdb *db)
{
    struct proef p;
    struct import_opdracht o = {.soort = STR("bevolking"),
                                .bestand = STR("b.csv"),
                                .leveraar = STR(""),
                                .wie = STR("x"),
                                .inhoud = STR_VAN(tweede),
                                .peildatum = 20220101,
                                .proef = true};

    proef_op(&p, db);
    moet_in(&p, "bevolking", "a.csv", STR_VAN(eerste), 20220101);
    MUST(import_doe(db->store, p.g, &p.a, &o, &p.u, &p.e), &p.e);
    IS(p.u.levering.id, 0);
    IS(p.u.cijfers, 3);
    IS(p.u.levering.nieuw, 1);
    IS(p.u.levering.gewijzigd, 1);
    IS(p.u.levering.gelijk, 1);
    IS(p.u.levering.verdwenen, 1);
    IS(aantal_leveringen(&p), 1);
    IS(waarde(&p, "inwoners", "GM0917", 20220101), 200);
    proef_af(&p);
}

static void hetzelfde_bestand_wordt_geen_tweede_keer_ingevoerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "a.csv", STR_VAN(eerste), 20220101);
    geweigerd(&p, "bevolking", "andere naam.csv", STR_VAN(eerste), 20220101, ERR_CONFLICT,
              "dit bestand is al geleverd");
    geweigerd(&p, "bevolking", "a.csv", STR_VAN(eerste), 20230101, ERR_CONFLICT,
              "dit bestand is al geleverd");
    proef_af(&p);
}

static void een_gewijzigd_bestand_vervangt_en_het_oude_blijft_leesbaar(struct testdb *db)
{
    struct proef p;
    struct cijfer_vraag v = {.onderwerp = STR("inwoners"), .peildatum = 20220101};
    int64_t een, twee;

    proef_op(&p, db);
    een = moet_in(&p, "bevolking", "a.csv", STR_VAN(eerste), 20220101);
    twee = moet_in(&p, "bevolking", "b.csv", STR_VAN(tweede), 20220101);
    IS(p.u.levering.vervangt, een);
    IS(p.u.levering.gewijzigd, 1);
    IS(vraag(&p, v, "GM0917").waarde, 250);
    assert_false(vraag(&p, v, "GM0983").heeft);
    v.stand = moment(&p, twee) - 1;
    IS(vraag(&p, v, "GM0917").waarde, 200);
    IS(vraag(&p, v, "GM0983").waarde, 300);
    assert_false(vraag(&p, v, "GM0984").heeft);
    v.stand = moment(&p, een) - 1;
    assert_false(vraag(&p, v, "GM0917").heeft);
    proef_af(&p);
}

static void een_ingetrokken_levering_telt_niet_meer_maar_blijft_leesbaar(struct testdb *db)
{
    struct proef p;
    struct cijfer_vraag v = {.onderwerp = STR("inwoners"), .peildatum = 20220101};
    int64_t id;

    proef_op(&p, db);
    id = moet_in(&p, "bevolking", "a.csv", STR_VAN(eerste), 20220101);
    MUST(levering_intrekken(db->store, NULL, id, STR("verkeerd jaar"), &p.e), &p.e);
    assert_false(vraag(&p, v, "GM0917").heeft);
    v.stand = moment(&p, id);
    IS(vraag(&p, v, "GM0917").waarde, 200);
    id = moet_in(&p, "bevolking", "a.csv", STR_VAN(eerste), 20220101); /* once withdrawn it may come again */
    v.stand = 0;
    IS(vraag(&p, v, "GM0917").waarde, 200);
    proef_af(&p);
}

static void twee_leveraars_staan_naast_elkaar(struct testdb *db)
{
    static const char zuid[] = "provincie;gemeente;htotaal;ztotaal;totaal\nLimburg;Maastricht;1;2;3\n";
    static const char noord[] = "provincie;gemeente;htotaal;ztotaal;totaal\nLimburg;Venlo;10;20;30\n";
    struct proef p;
    struct import_opdracht o = {.soort = STR("plancapaciteit"),
                                .bestand = STR("n.csv"),
                                .leveraar = STR("noord"),
                                .wie = STR("x"),
                                .inhoud = STR_VAN(noord),
                                .peildatum = 20210101};

    proef_op(&p, db);
    moet_in(&p, "plancapaciteit", "z.csv", STR_VAN(zuid), 20210101);
    MUST(import_doe(db->store, p.g, &p.a, &o, &p.u, &p.e), &p.e);
    IS(p.u.levering.vervangt, 0);
    IS(waarde(&p, "plannen-hard", "PV31", 20210101), 11);
    proef_af(&p);
}

static bool stop_nu(void *ctx, int64_t gedaan, int64_t totaal)
{
    (void)gedaan;
    (void)totaal;
    ++*(int *)ctx;
    return true;
}

static void wie_stopt_laat_geen_spoor_na(struct testdb *db)
{
    struct proef p;
    int gevraagd = 0;
    struct import_opdracht o = {.soort = STR("bevolking"),
                                .bestand = STR("b.csv"),
                                .leveraar = STR(""),
                                .wie = STR("x"),
                                .inhoud = STR_VAN(eerste),
                                .peildatum = 20220101,
                                .stop = stop_nu,
                                .stop_ctx = &gevraagd};

    proef_op(&p, db);
    IS(import_doe(db->store, p.g, &p.a, &o, &p.u, &p.e), ERR_CANCELLED);
    assert_true(gevraagd > 0);
    IS(aantal_leveringen(&p), 0);
    IS(testdb_int(db, "SELECT COUNT(*) FROM cijfer"), 0);
    proef_af(&p);
}

static void een_onbekende_soort_noemt_de_soorten_die_er_zijn(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(
        &p, "plannetjes", "b.csv", STR_VAN(eerste), 20220101, ERR_USAGE,
        "opgave, bevolking, woningvoorraad, plancapaciteit, basisset, plannen-geo, planmonitor, planstatus, "
        "kerncijfers, dpi, woz-bezit, subsidie, regiomonitor, cbs-odata, partijen, grenzen, wijken");
    proef_af(&p);
}

/* The word, wherever it stands; not a piece of another word. */
static void wie_zich_ergens_verzonnen_noemt_krijgt_het_merk(struct testdb *db)
{
    static const struct {
        const char *bron;
        bool merk;
    } bronnen[] = {{"verzonnen voor de demo", true},
                   {"Woondeal Zuid (Verzonnen)", true},
                   {"Een VERZONNEN woondeal", true},
                   {"Een lange naam van een bron die meer dan zestig letters lang is, verzonnen", true},
                   {"Onverzonnen woondeal", false},
                   {"Verzonnenheid", false},
                   {"Woondeal", false}};
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof bronnen / sizeof *bronnen; i++) {
        struct cijfer_vraag v = {.onderwerp = STR("opgave"), .woningtype = STR("nultreden")};

        moet_in(&p, "opgave", "o.csv",
                str_fmt(&p.a, "gemeente;woningtype;jaar;aantal;bron\nVaals;nultreden;2030;%zu;%s\n", i + 1,
                        bronnen[i].bron),
                20250101);
        IS((vraag(&p, v, "GM0981").vlag & VLAG_VERZONNEN) != 0, bronnen[i].merk);
    }
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_proef_toont_wat_zou_veranderen_en_schrijft_niets),
        TESTDB_CASE(hetzelfde_bestand_wordt_geen_tweede_keer_ingevoerd),
        TESTDB_CASE(een_gewijzigd_bestand_vervangt_en_het_oude_blijft_leesbaar),
        TESTDB_CASE(een_ingetrokken_levering_telt_niet_meer_maar_blijft_leesbaar),
        TESTDB_CASE(twee_leveraars_staan_naast_elkaar),
        TESTDB_CASE(wie_stopt_laat_geen_spoor_na),
        TESTDB_CASE(een_onbekende_soort_noemt_de_soorten_die_er_zijn),
        TESTDB_CASE(wie_zich_ergens_verzonnen_noemt_krijgt_het_merk),
    };

    return testdb_main("levering", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
