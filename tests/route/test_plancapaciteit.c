/* SPDX-License-Identifier: EUPL-1.2
 * Plan capacity: the totals of Limburg, phases that may not count beside the total, and names that two
 * provincies have. */
#include "hulp.h"

static const char kop[] = "provincie;gemeente;h2020-2024;h2025-2029;h2030+;z2021-2024;z2025-2029;z2030+;"
                          "htotaal;ztotaal;totaal;onbekend_2021-2024;onbekend_2025-2029\n";

static struct str csv(struct proef *p, const char *rijen)
{
    return str_cat(&p->a, str_from(kop), str_from(rijen));
}

static void limburg_klopt(struct proef *p)
{
    struct cijfer_uitkomst u =
        vraag(p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard"), .peildatum = 20210101}, "PV31");

    IS(u.waarde, 7507);
    IS(u.aanwezig, 31);
    IS(u.verwacht, 31);
    IS(waarde(p, "plannen-zacht", "PV31", 20210101), 7473);
    IS(waarde(p, "plannen-hard", "GM1883", 20210101), -47);
    IS(waarde(p, "plannen-hard", "GM0935", 20210101), 800);
    IS(waarde(p, "plannen-zacht", "GM0935", 20210101), 1516);
    IS(waarde(p, "plannen-hard", "GM0917", 20210101), 606);
    IS(waarde(p, "plannen-zacht", "GM0983", 20210101), 846);
    for (size_t i = 0; i < 3; i++) {
        static const char *const indelingen[] = {"vijfdeling", "corop", "zorgkantoorregio"};
        struct cijfer_tabel t = tabel_van(p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard"),
                                                                   .indeling = str_from(indelingen[i]),
                                                                   .binnen = STR("PV31"),
                                                                   .peildatum = 20210101});
        int64_t som = 0;

        for (size_t k = 0; k < t.n; k++)
            som += t.rij[k].waarde;
        IS(som, 7507);
    }
}

static void limburg_heeft_7507_harde_en_7473_zachte_plannen(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "plancapaciteit", "limburg.csv",
            eigen_bestand(&p, "voorbeelden/demo/plancapaciteit-limburg.csv"), 20210101);
    IS(p.u.cijfers, 62);
    IS(meldt(&p, "let op", "minder dan nul"), 1);
    limburg_klopt(&p);
    proef_af(&p);
}

static void het_werkboek_van_de_provincies_wordt_gelezen_zoals_het_is(struct testdb *db)
{
    struct proef p;
    struct str inhoud;

    proef_op(&p, db);
    if (data_bestand(&p, "plannen/plancapaciteit_databewijst.xlsx", &inhoud)) {
        moet_in(&p, "plancapaciteit", "plancapaciteit.xlsx", inhoud, 20210101);
        IS(doc_get(p.u.verslag, STR("rijen"))->i, 353);
        limburg_klopt(&p);
        IS(meldt(&p, "info", "spaties rond"), 31); /* "Limburg  " */
        IS(meldt(&p, "info", "andere schrijfwijze gelezen als Fryslân"), 1);
        IS(meldt(&p, "info", "door de provincie gelezen als Bergen (NH.) (GM0373)"), 1);
        IS(meldt(&p, "info", "andere schrijfwijze gelezen als Bergen (L.)"), 1);
        IS(meldt(&p, "let op", "Haaren (GM0788) bestond niet op 1 januari 2021"), 1);
        IS(meldt(&p, "let op", "de fasen tellen niet op tot htotaal"), 9);
        IS(meldt(&p, "let op", "htotaal en ztotaal tellen niet op tot totaal"), 12);
        IS(meldt(&p, "info", "alleen een totaal"), 12);          /* Drenthe */
        IS(meldt(&p, "info", "staan cellen met een fout"), 775); /* on sheets that were not read */
        IS(meldt(&p, "info", "alleen dit blad is gelezen"), 1);
        assert_false(
            vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard"), .peildatum = 20210101}, "PV22")
                .heeft);
        IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen"), .peildatum = 20210101}, "PV22")
               .aanwezig,
           12);
        IS(waarde(&p, "plannen-hard", "GM0400", 20210101), 549 + 130); /* Den Helder */
    }
    proef_af(&p);
}

static void fasen_die_optellen_krijgen_hun_jaren(struct testdb *db)
{
    struct proef p;
    struct cijfer_vraag v = {.onderwerp = STR("plannen-hard"), .peildatum = 20210101};
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "plancapaciteit", "p.csv",
            csv(&p, "Limburg;Maastricht;10;20;5;1;2;3;35;6;41;;\nLimburg;Heerlen;10;20;;;;;40;0;40;10;\n"),
            20210101);
    IS(waarde(&p, "plannen-hard", "GM0935", 20210101), 35); /* the phases, not the total beside them */
    v.venster_van = 2025;
    v.venster_tot = 2029;
    u = vraag(&p, v, "GM0935");
    IS(u.waarde, 20);
    IS(u.buiten_deels, 0);
    v.venster_van = 2024;
    v.venster_tot = 2030;
    u = vraag(&p, v, "GM0935");
    IS(u.waarde, 20);
    IS(u.buiten_deels, 15);     /* 2020-2024 and 2030+ lie only partly in it */
    u = vraag(&p, v, "GM0917"); /* the phases do not add up: the total, in no year */
    IS(u.waarde, 0);
    IS(u.buiten_deels, 40);
    IS(meldt(&p, "info", "met een kolom “onbekend” erbij op tot htotaal"), 1);
    proef_af(&p);
}

static void een_naam_van_twee_provincies_volgt_de_provincie(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "plancapaciteit", "p.csv",
            csv(&p,
                "Limburg (NL);Bergen;;;;;;;98;7;105;;\nNoord-Holland;Bergen;;;;;;;5;6;11;;\nFryslân;Súdwest "
                "Fryslân;;;;;;;1;2;3;;\nFriesland  ;Leeuwarden;;;;;;;3;4;7;;\n"),
            20210101);
    IS(waarde(&p, "plannen-hard", "GM0893", 20210101), 98);
    IS(waarde(&p, "plannen-hard", "GM0373", 20210101), 5);
    IS(waarde(&p, "plannen-hard", "GM1900", 20210101), 1);
    IS(waarde(&p, "plannen-zacht", "GM0080", 20210101), 4);
    geweigerd(&p, "plancapaciteit", "p.csv", csv(&p, "Utrecht;Bergen;;;;;;;98;7;105;;\n"), 20210101, ERR_DATA,
              "meer dan één gebied");
    geweigerd(&p, "plancapaciteit", "p.csv", csv(&p, "Atlantis;Venlo;;;;;;;98;7;105;;\n"), 20210101, ERR_DATA,
              "dit gebied is niet bekend");
    moet_in(&p, "plancapaciteit", "p.csv", csv(&p, "Utrecht;Venlo;;;;;;;98;7;105;;\n"), 20210101);
    IS(meldt(&p, "let op", "ligt niet in de provincie van de rij"), 1);
    proef_af(&p);
}

static void fouten_in_cellen_zijn_niet_geleverd_en_geen_nul(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "plancapaciteit", "p.csv",
            csv(&p, "Limburg;Maastricht;;;;;;;#REF!;6;41;;\nLimburg;Heerlen;1;2;3;;;;;6;41;;\nLimburg;Venlo;;"
                    ";;;;;;;12;;\n"),
            20210101);
    IS(meldt(&p, "let op", "fout uit het rekenblad"), 1);
    IS(meldt(&p, "let op", "er zijn fasen, maar htotaal ontbreekt"), 1);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard")}, "GM0935");
    assert_false(u.heeft);
    IS(u.ontbreekt, ONTBREEKT_NIET_GELEVERD);
    assert_false(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard")}, "GM0917").heeft);
    assert_false(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen-hard")}, "GM0983").heeft);
    IS(waarde(&p, "plannen", "GM0983", 20210101), 12);
    geweigerd(&p, "plancapaciteit", "p.csv",
              csv(&p, "Limburg;Venlo;;;;;;;1;1;2;;\nLimburg;Venlo;;;;;;;1;1;2;;\n"), 20210101, ERR_DATA,
              "staat twee keer in het bestand");
    proef_af(&p);
}

static void fasen_die_overlappen_worden_geweigerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(
        &p, "plancapaciteit", "p.csv",
        STR("provincie;gemeente;h2020-2024;h2024-2029;htotaal;ztotaal;totaal\nLimburg;Venlo;1;1;2;0;2\n"),
        20210101, ERR_DATA, "overlapt met een andere kolom");
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(limburg_heeft_7507_harde_en_7473_zachte_plannen),
        TESTDB_CASE(het_werkboek_van_de_provincies_wordt_gelezen_zoals_het_is),
        TESTDB_CASE(fasen_die_optellen_krijgen_hun_jaren),
        TESTDB_CASE(een_naam_van_twee_provincies_volgt_de_provincie),
        TESTDB_CASE(fouten_in_cellen_zijn_niet_geleverd_en_geen_nul),
        TESTDB_CASE(fasen_die_overlappen_worden_geweigerd),
    };

    return testdb_main("plancapaciteit", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
