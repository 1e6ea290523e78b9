/* SPDX-License-Identifier: EUPL-1.2
 * What no importer may take in: files that are no table, the wrong columns, numbers that cannot be. Each is
 * refused in words that say what was expected, and leaves no trace. */
#include "hulp.h"

#include <string.h>

struct soort {
    const char *soort, *kop, *rij; /* a header, and a good row in which @ stands for a number */
    const char *nodig;             /* a column that a refusal names */
};

static const struct soort soorten[] = {
    {"opgave", "gemeente;woningtype;jaar;aantal;bron;status", "Venlo;nultreden;2030;@;opgave;concept",
     "gemeente"},
    {"bevolking", "code;population;dwelling_total", "GM0983;@;5", "code"},
    {"woningvoorraad",
     "RegioS;Perioden;BeginstandVoorraad_1;Nieuwbouw_2;OverigeToevoeging_3;Sloop_4;OverigeOnttrekking_5;"
     "Correctie_6;SaldoVoorraad_7;EindstandVoorraad_8",
     "GM0983;2020JJ00;@;1;1;1;1;1;1;1", "regios"},
    {"plancapaciteit", "provincie;gemeente;htotaal;ztotaal;totaal", "Limburg;Venlo;@;1;2", "provincie"},
    {"basisset", "naam_gemeente;bruto_aantalwoningen;planologische_status;opleverjaar_2027", "Venlo;@;1A;5",
     "naam gemeente"},
    {"kerncijfers", "onderwerp;gebied;waarde;eenheid;bron", "plannen;Venlo;@;woningen;kerncijfers",
     "onderwerp"},
};
enum { N_SOORTEN = sizeof soorten / sizeof *soorten };

/* Header and row, with `getal` for the @ and `teken` between the cells. */
static struct str bestand(struct proef *p, const struct soort *s, const char *getal, char teken)
{
    struct buf b;

    buf_init(&b, &p->a, 10000);
    for (const char *q = s->kop; *q; q++)
        buf_char(&b, *q == ';' ? teken : *q);
    buf_char(&b, '\n');
    for (const char *q = s->rij; *q; q++) {
        if (*q == '@')
            buf_lit(&b, getal);
        else
            buf_char(&b, *q == ';' ? teken : *q);
    }
    buf_char(&b, '\n');
    return buf_str(&b);
}

static void een_leeg_bestand_wordt_geweigerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < N_SOORTEN; i++) {
        geweigerd(&p, soorten[i].soort, "leeg.csv", STR(""), 20220101, ERR_DATA, "leeg");
        geweigerd(&p, soorten[i].soort, "leeg.csv", STR("\n\n   \n"), 20220101, ERR_DATA, "leeg");
    }
    proef_af(&p);
}

static void alleen_een_kop_is_geen_levering(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < N_SOORTEN; i++)
        geweigerd(&p, soorten[i].soort, "kop.csv", str_fmt(&p.a, "%s\n", soorten[i].kop), 20220101, ERR_DATA,
                  "er staat geen enkel cijfer in");
    proef_af(&p);
}

static void een_ander_scheidingsteken_of_een_enkele_kolom_noemt_wat_gezocht_werd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < N_SOORTEN; i++) {
        geweigerd(&p, soorten[i].soort, "dubbelepunt.csv", bestand(&p, &soorten[i], "1", ':'), 20220101,
                  ERR_DATA, soorten[i].nodig);
        geweigerd(&p, soorten[i].soort, "kolom.csv", STR("waarden\n1\n2\n3\n"), 20220101, ERR_DATA,
                  "gevonden in de kop: ");
        assert_bevat(p.e.text, soorten[i].nodig);
        /* the same file with a sign that people do use is read */
        moet_in(&p, soorten[i].soort, "goed.csv", bestand(&p, &soorten[i], "1", i % 2 ? '\t' : '|'),
                20220101);
    }
    proef_af(&p);
}

static void een_getal_dat_niet_kan_wordt_geweigerd(struct testdb *db)
{
    static const char *const getallen[][2] = {
        {"99999999999999999999999999", "getal"},
        {"9223372036854775807", "getal"},
        {"-9223372036854775808", "getal"},
        {"1000000000001", "te groot om waar te zijn"},
        {"=SOM(A1:A9)", "verwacht een getal"},
        {"+cmd|' /C calc'!A0", "verwacht een getal"},
        {"12abc", "verwacht een getal"},
        {"0x10", "verwacht een getal"},
        {"1e400", "getal"},
        {"NaN", "verwacht een getal"},
        {"1,5", "verwacht een heel getal"},
        {"TRUE", "verwacht een getal"},
        {"2022-01-01", "verwacht een getal"},
        {"--5", "verwacht een getal"},
        {"1.2.3", "verwacht een getal"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < N_SOORTEN; i++)
        for (size_t k = 0; k < sizeof getallen / sizeof *getallen; k++)
            geweigerd(&p, soorten[i].soort, "getal.csv", bestand(&p, &soorten[i], getallen[k][0], ';'),
                      20220101, ERR_DATA, getallen[k][1]);
    proef_af(&p);
}

/* The grid of a good file with its columns in reverse is read just as well; with headers that do not move
 * along it is refused. */
static void verwisselde_kolommen_worden_op_naam_gelezen_of_geweigerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "bevolking", "om.csv", STR("dwelling_total;population;code\n5;7;GM0983\n"), 20220101);
    IS(waarde(&p, "inwoners", "GM0983", 20220101), 7);
    IS(waarde(&p, "woningen", "GM0983", 20220101), 5);
    geweigerd(&p, "bevolking", "om.csv", STR("code;population;dwelling_total\n5;7;GM0983\n"), 20220101,
              ERR_DATA, "verwacht een getal");
    geweigerd(&p, "plancapaciteit", "om.csv",
              STR("provincie;gemeente;htotaal;ztotaal;totaal\nVenlo;Limburg;1;1;2\n"), 20220101, ERR_DATA,
              "niet bekend");
    geweigerd(&p, "basisset", "om.csv",
              STR("naam_gemeente;bruto_aantalwoningen;planologische_status;opleverjaar_2027\nVenlo;1A;5;5\n"),
              20220101, ERR_DATA, "planologische status: 1A");
    geweigerd(&p, "woningvoorraad", "om.csv",
              bestand(&p, &(struct soort){.kop = soorten[2].kop, .rij = "2020JJ00;GM0983;@;1;1;1;1;1;1;1"},
                      "1", ';'),
              20220101, ERR_DATA, "verwacht een jaar, kwartaal of maand als 2020JJ00");
    proef_af(&p);
}

static void bytes_die_geen_tabel_zijn_worden_geweigerd(struct testdb *db)
{
    static const char pdf[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</Type/Catalog>>\nendobj\n",
                      zip[] = "PK\x03\x04\x14\0\0\0\x08\0stuk", nul[] = "a;b\n1;\0\0\0\0\n",
                      ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0";
    const struct str rommel[] = {STR_VAN(pdf),
                                 STR_VAN(zip),
                                 STR_VAN(nul),
                                 STR_VAN(ole),
                                 STR("<html><body><table><tr><td>code</td></tr></table></body></html>"),
                                 STR("{\"code\":\"GM0983\",\"population\":5}")};
    struct proef p;

    proef_op(&p, db);
    for (const struct importeur *const *i = importeurs; *i; i++)
        for (size_t k = 0; k < sizeof rommel / sizeof *rommel; k++) {
            int rc = voer_in(&p, (*i)->soort, "rommel", rommel[k], 20220101);

            if (rc != ERR_DATA && rc != ERR_LIMIT)
                fail_msg("%s, rommel %zu: %d %s", (*i)->soort, k, rc, p.e.text);
            assert_true(strlen(p.e.text) > 20);
        }
    IS(aantal_leveringen(&p), 0);
    proef_af(&p);
}

/* A cell with control signs or quotes comes back in the report as text, bounded, and a thousand errors do not
 * make a thousand lines. */
static void een_verslag_blijft_begrensd(struct testdb *db)
{
    struct proef p;
    struct buf b;
    const struct doc *m;

    proef_op(&p, db);
    buf_init(&b, &p.a, (size_t)8 << 20);
    buf_lit(&b, "code;population\n");
    for (int i = 0; i < 3000; i++)
        buf_fmt(&b, "Gemeente %d \"<script>\";%0*d\n", i, 200, i);
    IS(voer_in(&p, "bevolking", "veel.csv", buf_str(&b), 20220101), ERR_DATA);
    IS(p.u.fouten, 3000);
    m = doc_get(p.u.verslag, STR("meldingen"));
    assert_true(m->list.n < 10);
    for (size_t i = 0; i < m->list.n; i++) {
        assert_true(doc_get(m->list.at[i], STR("plaatsen"))->list.n <= 10);
        assert_true(doc_get_str(m->list.at[i], STR("voorbeeld")).n <= 80);
        assert_true(utf8_valid(doc_get_str(m->list.at[i], STR("voorbeeld"))));
    }
    proef_af(&p);
}

/* Eighty bytes may fall in the middle of a letter. */
static void een_voorbeeld_wordt_niet_in_een_letter_afgebroken(struct testdb *db)
{
    struct proef p;
    const struct doc *m;

    proef_op(&p, db);
    geweigerd(&p, "bevolking", "b.csv",
              STR("code;population\nxéééééééééééééééééééééééééééééééééééééééééééééééééééé;5\n"), 20220101,
              ERR_DATA, "niet bekend");
    m = doc_get(p.u.verslag, STR("meldingen"))->list.at[0];
    assert_true(utf8_valid(doc_get_str(m, STR("voorbeeld"))));
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(een_leeg_bestand_wordt_geweigerd),
        TESTDB_CASE(alleen_een_kop_is_geen_levering),
        TESTDB_CASE(een_ander_scheidingsteken_of_een_enkele_kolom_noemt_wat_gezocht_werd),
        TESTDB_CASE(een_getal_dat_niet_kan_wordt_geweigerd),
        TESTDB_CASE(verwisselde_kolommen_worden_op_naam_gelezen_of_geweigerd),
        TESTDB_CASE(bytes_die_geen_tabel_zijn_worden_geweigerd),
        TESTDB_CASE(een_verslag_blijft_begrensd),
        TESTDB_CASE(een_voorbeeld_wordt_niet_in_een_letter_afgebroken),
    };

    return testdb_main("vijandig", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
