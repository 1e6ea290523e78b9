/* SPDX-License-Identifier: EUPL-1.2
 * The recogniser measured: on made-up messy tables and on real ones, how many columns it gives the right
 * meaning without help (docs/methoden/leeswijzer.md has the outcome). And what a leeswijzer makes of a table,
 * down to the row and column of the delivered file. */
#include "hulp.h"

#include "doc/json.h"
#include "route/onbekend.h"

#include <string.h>

enum { DAG = 20250101, GOED_GENOEG = 95 /* per cent of the columns of the made-up tables */ };

/* A table with the meaning of each of its columns, in order: "" is not read. */
struct maat {
    const char *naam, *soort, *doelen, *inhoud;
};

static const struct maat verzonnen[] = {
    {"opgave-breed.csv", "opgave", "|gemeente|aantal|aantal|aantal|",
     "Woningbehoefte ouderen t/m 2030;;;;;\nBron: regiovisie;;;;;\n;;;;;\n"
     "Gem.code;Gemeente;Nul-treden;Geclusterde woningen;Zorggeschikt;Totaal\n"
     "0935;Maastricht;1.200;300;150;1.650\n0917;Heerlen;900;250;120;1.270\n0882;Landgraaf;400;x;60;\n"
     "1954;Beekdalen;300;80;40;420\nTotaal;;2.800;630;370;3.800\n"},
    {"opgave-lang.csv", "opgave", "gemeente|woningtype|jaar|aantal|status|",
     "Regio,Type woning,Tot en met,Benodigd,Stand,Opmerkingen\nGM0935,Nultredenwoning,2030,120,concept,a\n"
     "GM0917,Zorggeschikte woningen,2035,30,vastgesteld,\nGM0981,geclusterd,2030,7,concept,b\n"},
    {"opgave-twee-rijen.csv", "opgave", "gemeente|aantal|aantal|aantal|aantal",
     ";Nultreden;;Zorggeschikt;\nGemeente;2030;2040;2030;2040\nVaals;1;2;3;4\nHeerlen;5;6;7;8\n"},
    {"plannen.csv", "basisset",
     "plancode|naam|naam_gemeente|planologische_status|bruto_aantalwoningen|opleverjaar|opleverjaar|"
     "opleverjaar|"
     "opleverjaar|huur_sociaal_eigendom_corporatie|vertrouwelijk",
     "Projectnr,Project naam,Plaats,Fase RO,Aantal,2025,2026,2027,2028-2030,soc. huur,Vertrouw.\n"
     "P1,Hof van A,Heerlen,1A,40,10,10,20,0,12,Nee\nP2,Plein B,Vaals,3,25,0,0,5,20,5,Ja\n"
     "P3,Laan C,Maastricht,2B. vastgesteld,60,,,30,30,20,Nee\n"},
    {"plannen-zonder-jaar.csv", "basisset",
     "naam_gemeente|naam|planologische_status|bruto_aantalwoningen|sloop_aantalwoningen|nultredenwoning|"
     "geclusterde_woonvorm|zorggeschikte_woning|",
     "GEMEENTE\tPLANNAAM\tSTATUS PLANOLOGISCH\tBRUTO\tSLOOP\tNULTREDEN\tGECLUSTERD\tZORGGESCHIKT\tCONTACT\n"
     "Venlo\tNoord\t1A\t20\t0\t10\t12\t0\tJ. Puts\nRoermond\tZuid\t2A\t30\t2\t10\t0\t14\tA. Smeets\n"},
    {"capaciteit.csv", "plancapaciteit", "provincie|gemeente|htotaal|ztotaal|totaal|h|h|z|z",
     "Provincienaam;Gemeentenaam;Harde plannen;Zachte plannen;Plancapaciteit;hard 2025-2029;hard 2030-2034;"
     "zacht 2025-2029;zacht "
     "2030-2034\nLimburg;Heerlen;100;50;150;60;40;30;20\nLimburg;Vaals;10;5;15;10;0;5;0\n"},
    {"inwoners.csv", "bevolking", "code|name|population|dwelling_total|pop_65plus|",
     "GM-code;Gemeente;Bevolking;Woningvoorraad;65 jaar en "
     "ouder;Oppervlakte\nGM0935;Maastricht;121151;63277;22;60\n"
     "GM0917;Heerlen;86845;44000;24;45\n"},
    {"corporatie.csv", "dpi",
     "corporatie|gemeente|cluster|cluster_woningen|categorie|segment|woningen|woningen|woningen|uitvraag",
     "Woningcorporatie;Gemeente;Complexnaam;Omvang cluster;Soort woning;Huursegment;2026;2027;2028;Uitvraag\n"
     "Wonen Zuid;Heerlen;De Hof;24;zorggeschikte woning;sociaal;0;12;12;dPi\n"
     "Wonen Zuid;Vaals;De Poort;18;andere geclusterde woning;middenhuur;18;0;0;dPi\n"},
    {"aanvragen.csv", "subsidie",
     "regeling|tranche|aanvrager|project|gemeente|adres|woningen|waarvan_wlz|bedrag|status|datum",
     "Subsidieregeling;Openstelling;Naam aanvrager;Projectnaam;Gemeente;Locatie;Aantal woningen;Aantal Wlz;"
     "Gevraagd bedrag;Besluit;Datum indiening\nSZGW;ronde 1;Zorg BV;Hof;Heerlen;Laan 1;24;12;240000;verleend;"
     "01-05-2024\nSOO;tranche 3;Wonen;Plein;Vaals;Plein 2;10;0;50000;in behandeling;12-06-2024\n"},
    {"zorgkantoor.csv", "regiomonitor", "zorgkantoorregio|aantal|aantal|aantal|aantal",
     "Realisatie;;;;\n;Verblijf;;VPT;\nRegio;2023;2024;2023;2024\nZuid-Limburg;100;110;20;25\n"
     "Noord- en Midden-Limburg;90;95;10;12\n"},
    {"zorgkantoor-lang.csv", "regiomonitor", "zorgkantoorregio|leveringsvorm|jaar|soort|aantal|status",
     "Zorgkantoor;Zorgvorm;Peiljaar;Realisatie/"
     "prognose;Cliënten;Status\nZuid-Limburg;VPT;2024;Realisatie;2100;definitief\n"
     "Zuid-Limburg;PGB;2027;Prognose;300;voorlopig\n"},
    {"statussen.csv", "planstatus", "woord|status|",
     "Eigen status;Landelijke status;Toelichting\nin aanbouw;1A;x\nvooroverleg;3;y\nidee;4B;z\n"},
    {"voorraad.csv", "woningvoorraad",
     "regios|perioden|beginstandvoorraad_1|nieuwbouw_2|overigetoevoeging_3|sloop_4|overigeonttrekking_5|"
     "correctie_6|"
     "saldovoorraad_7|eindstandvoorraad_8",
     "Regio's;Perioden;Beginstand voorraad;Nieuwbouw;Overige toevoeging;Sloop;Overige onttrekking;Correctie;"
     "Saldo voorraad;Eindstand "
     "voorraad\nHeerlen;2020JJ00;100;5;1;2;0;0;4;104\nVaals;2020JJ00;50;1;0;0;0;0;1;51\n"},
    {"losse-cijfers.csv", "kerncijfers", "gebied|jaar|waarde|waarde",
     "Gemeente;Jaar;Nieuwbouw;Sloop\nHeerlen;2022;120;4\nVaals;2022;12;0\nHeerlen;2023;90;6\n"},
    {"diensten.csv", "kerncijfers", "onderwerp|gebied|waarde|eenheid|bron|vindplaats",
     "Indicator;Gemeente;Cijfer;Maateenheid;Publicatie;Bladzijde\nplannen-hard;Heerlen;12;woningen;Nota;3\n"
     "plannen-zacht;Vaals;4;woningen;Nota;4\n"},
};

static const struct {
    const char *pad, *soort, *doelen;
    size_t kolommen; /* of the file that are measured: the first so many */
} echt[] = {
    {"plannen/plancapaciteit_databewijst.xlsx", "plancapaciteit",
     "provincie|gemeente|h|h|h|z|z|z|htotaal|ztotaal|totaal||", 13},
    {"bevolking/NLD_muni.csv", "bevolking", "code|name||||population|||||pop_65plus|dwelling_total||||||",
     18},
    {"woningen/cbs_woningvoorraad_gemeenten_2012-2020.csv", "woningvoorraad",
     "|gebruiksfunctie|regios|perioden|beginstandvoorraad_1|nieuwbouw_2|overigetoevoeging_3|sloop_4|"
     "overigeonttrekking_5|correctie_6|saldovoorraad_7|eindstandvoorraad_8",
     12},
    {"plannen/diwi_mapping_planologisch.csv", "planstatus", "woord|status", 2},
};

struct uitslag {
    size_t goed, alle, soorten;
};

static void herken_doe(struct proef *p, const char *naam, struct str inhoud, struct onbekend *x)
{
    struct herken_vraag v = {.blad = -1, .bestand = str_from(naam)};
    struct conn *c;
    int rc;

    MUST(store_read(p->db->store, &c, &p->e), &p->e);
    rc = onbekend_herken(c, p->g, &p->a, inhoud, DAG, &v, x, &p->e);
    store_return(p->db->store, c);
    if (rc)
        fail_msg("%s: %s", naam, p->e.text);
}

static void meet(struct proef *p, const char *naam, struct str inhoud, const char *soort, const char *doelen,
                 struct uitslag *u)
{
    struct str rest = str_from(doelen);
    struct onbekend x;
    size_t i = 0;

    herken_doe(p, naam, inhoud, &x);
    u->soorten += strcmp(x.h.soort->soort, soort) == 0;
    if (strcmp(x.h.soort->soort, soort) != 0)
        print_message("# %s: gelezen als %s, niet als %s\n", naam, x.h.soort->soort, soort);
    while (rest.p) {
        struct str verwacht = str_cut(rest, '|', &rest), kreeg = STR(""),
                   kop = i < x.h.n ? x.h.kolom[i].naam : STR("");

        if (i < x.h.n && x.h.kolom[i].doel >= 0)
            kreeg = kolom_kopnaam(&p->a, &x.h.soort->at[x.h.kolom[i].doel], 0, 0);
        u->alle++;
        u->goed += str_eq(kreeg, verwacht);
        if (!str_eq(kreeg, verwacht))
            print_message("# %s kolom %zu (%.*s): “%.*s” in plaats van “%.*s”\n", naam, i + 1, STR_ARG(kop),
                          STR_ARG(kreeg), STR_ARG(verwacht));
        i++;
    }
    onbekend_done(&x);
}

static void van_verzonnen_rommelige_tabellen_zijn_soort_en_kolommen_herkend(struct testdb *db)
{
    size_t n = sizeof verzonnen / sizeof *verzonnen;
    struct uitslag u = {0};
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < n; i++)
        meet(&p, verzonnen[i].naam, str_from(verzonnen[i].inhoud), verzonnen[i].soort, verzonnen[i].doelen,
             &u);
    print_message("# verzonnen tabellen: %zu van %zu soorten, %zu van %zu kolommen goed\n", u.soorten, n,
                  u.goed, u.alle);
    IS(u.soorten, n);
    assert_true(100 * u.goed >= GOED_GENOEG * u.alle);
    proef_af(&p);
}

static void van_echte_bestanden_zijn_soort_en_kolommen_herkend(struct testdb *db)
{
    size_t n = 0;
    struct uitslag u = {0};
    struct proef p;
    struct str inhoud;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof echt / sizeof *echt; i++)
        if (data_bestand(&p, echt[i].pad, &inhoud)) {
            n++;
            meet(&p, strrchr(echt[i].pad, '/') + 1, inhoud, echt[i].soort, echt[i].doelen, &u);
        }
    print_message("# echte bestanden: %zu van %zu soorten, %zu van %zu kolommen goed\n", u.soorten, n, u.goed,
                  u.alle);
    IS(u.soorten, n);
    assert_true(100 * u.goed >= GOED_GENOEG * u.alle);
    proef_af(&p);
}

/* A real workbook under a layout that no importer knows: other names, a title above, another order. */
static void een_echt_werkboek_onder_andere_namen_geeft_dezelfde_cijfers(struct testdb *db)
{
    static const char *const oud[] = {"provincie", "gemeente", "htotaal", "ztotaal", "totaal"},
                             *const nieuw[] = {"Prov", "Naam van de gemeente", "Harde plancapaciteit",
                                               "Zachte plannen", "Alle plannen"};
    struct str inhoud;
    struct proef p;
    struct tabel *t;
    struct tabel_rij r;
    struct buf b;
    int kolom[5] = {-1, -1, -1, -1, -1};
    bool kop = true;
    int64_t eerst[2];

    proef_op(&p, db);
    if (!data_bestand(&p, "plannen/plancapaciteit_databewijst.xlsx", &inhoud)) {
        proef_af(&p);
        return;
    }
    moet_in(&p, "plancapaciteit", "plancapaciteit_databewijst.xlsx", inhoud, 20210101);
    eerst[0] = waarde(&p, "plannen-hard", "PV31", 20210101);
    eerst[1] = waarde(&p, "plannen-zacht", "PV31", 20210101);
    IS(eerst[0], 7507);
    IS(eerst[1], 7473);
    buf_init(&b, &p.a, 1 << 20);
    buf_lit(&b, "Overzicht van plannen;;;;\r\n;;;;\r\n");
    MUST(tabel_open(&p.a, STR("x.xlsx"), inhoud, (struct tabel_grens){0}, &t, &p.e), &p.e);
    for (size_t i = 0; i < tabel_n_bladen(t); i++)
        if (str_is(tabel_blad_naam(t, i), "plancapaciteit_nl"))
            MUST(tabel_blad_kies(t, i, &p.e), &p.e);
    while (tabel_volgende(t, &r, &p.e) > 0) {
        for (int k = 0; kop && k < 5; k++)
            for (size_t i = 0; i < r.n; i++)
                if (str_is(r.cellen[i].tekst, oud[k]))
                    kolom[k] = (int)i;
        for (int k = 4; k >= 0; k--) /* the other way round */
        {
            const struct cel *c = tabel_cel(&r, (size_t)kolom[k]);
            struct str s = kop ? str_from(nieuw[k]) : c->tekst;
            int64_t macht = 1;

            for (int i = 0; i < c->getal.scale; i++)
                macht *= 10;
            if (!kop && c->soort == CEL_GETAL) /* as a workbook's own digits are rounded by the importer */
                s = num_plain(&p.a, num_div_half_up(c->getal.v, macht), 0);
            buf_fmt(&b, "%.*s%s", STR_ARG(s), k ? ";" : "\r\n");
        }
        kop = false;
    }
    tabel_close(t);
    {
        struct onbekend x;
        struct import_opdracht o = {.soort = STR("plancapaciteit"),
                                    .bestand = STR("anders.csv"),
                                    .leveraar = STR("Ander"),
                                    .wie = STR("beproever"),
                                    .inhoud = buf_str(&b),
                                    .peildatum = 20220101};

        herken_doe(&p, "anders.csv", buf_str(&b), &x);
        assert_string_equal(x.h.soort->soort, "plancapaciteit");
        IS(x.h.wijzer.koprij, 3);
        o.leeswijzer = &x.h.wijzer;
        if (import_doe(db->store, p.g, &p.a, &o, &p.u, &p.e)) {
            struct buf uit;

            buf_init(&uit, &p.a, 1 << 20);
            json_write(&uit, p.u.verslag, 0);
            fail_msg("%s %.*s", p.e.text, STR_ARG(str_sub(buf_str(&uit), 0, 1500)));
        }
        onbekend_done(&x);
    }
    IS(waarde(&p, "plannen-hard", "PV31", 20220101), eerst[0]);
    IS(waarde(&p, "plannen-zacht", "PV31", 20220101), eerst[1]);
    IS(testdb_int(db, "SELECT COUNT(*) FROM leeswijzer WHERE leveraar = 'Ander' AND einde IS NULL"), 1);
    IS(testdb_int(db, "SELECT COUNT(*) FROM levering_leeswijzer"), 1);
    proef_af(&p);
}

static int wijs(struct proef *p, const char *json, const char *naam, const char *inhoud, bool proef)
{
    struct leeswijzer *w = ARENA_NEW(&p->a, struct leeswijzer);
    struct import_opdracht o = {.bestand = str_from(naam),
                                .leveraar = STR("Wijs"),
                                .wie = STR("beproever"),
                                .inhoud = str_from(inhoud),
                                .peildatum = DAG,
                                .leeswijzer = w,
                                .proef = proef};
    struct doc *d;
    int rc = leeswijzer_lees_tekst(&p->a, str_from(json), w, &d, &p->e);

    o.soort = w->soort;
    return rc ? rc : import_doe(p->db->store, p->g, &p->a, &o, &p->u, &p->e);
}

/* With columns a year: each figure has the cell that it came from, and a later file's years are its own. */
static void elk_cijfer_houdt_zijn_eigen_cel_en_de_jaren_schuiven_mee(struct testdb *db)
{
    static const char json[] =
        "{\"soort\":\"opgave\",\"kolommen\":[{\"kolom\":\"A\",\"naam\":\"Waar\",\"doel\":\"gemeente\","
        "\"doorvullen\":true},"
        "{\"kolom\":\"B\",\"naam\":\"Wat\",\"doel\":\"woningtype\"},"
        "{\"kolom\":\"C\",\"naam\":\"t/m 2030\",\"doel\":\"aantal\",\"vast\":{\"jaar\":\"2030\"}},"
        "{\"kolom\":\"D\",\"naam\":\"t/m 2040\",\"doel\":\"aantal\",\"vast\":{\"jaar\":\"2040\"}}],"
        "\"vast\":{\"status\":\"concept\"},\"woorden\":{\"woningtype\":{\"Gelijkvloers\":\"nultreden\","
        "\"som\":null}}}";
    struct proef p;

    proef_op(&p, db);
    MUST(wijs(&p, json, "een.csv",
              "Waar;Wat;t/m 2030;t/m 2040\nVaals;gelijkvloers;1;2\n;zorggeschikt;3;4\n;som;4;6\n", false),
         &p.e);
    IS(p.u.cijfers, 4);
    IS(testdb_int(db, "SELECT rij * 10 + kolom FROM cijfer WHERE waarde = 2"), 23);
    IS(testdb_int(db, "SELECT rij * 10 + kolom FROM cijfer WHERE waarde = 3"), 32);
    IS(testdb_int(
           db, "SELECT COUNT(*) FROM cijfer c JOIN reeks r ON r.id = c.reeks_id WHERE r.horizon_tot = 2040"),
       2);
    IS(doc_get(p.u.verslag, STR("overgeslagen"))->i, 1);
    IS(doc_get(p.u.verslag, STR("rijen"))->i, 2);
    MUST(wijs(&p, json, "twee.csv", "Waar;Wat;t/m 2032;t/m 2042\nHeerlen;zorggeschikt;30;40\n", true), &p.e);
    MUST(wijs(&p, json, "twee.csv", "Waar;Wat;t/m 2032;t/m 2042\nHeerlen;zorggeschikt;30;40\n", false), &p.e);
    IS(testdb_int(db,
                  "SELECT r.horizon_tot FROM cijfer c JOIN reeks r ON r.id = c.reeks_id WHERE c.waarde = 40"),
       2042);
    IS(testdb_int(db, "SELECT COUNT(*) FROM leeswijzer"), 1); /* the same header but for its years */
    proef_af(&p);
}

static void wat_geen_levering_is_zegt_wat_het_dan_is(struct testdb *db)
{
    static const char *const soorten[] = {"woz-bezit", "dpi", "partijen", "opgave"};
    struct str vera = STR("Soort;Code;Naam;Omschrijving;Begindatum;Einddatum;Parent;Informatiedomein\n"
                          "BATSCORE;BAT;Verzonnen;;;;;\n");
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof soorten / sizeof *soorten; i++) {
        geweigerd(&p, soorten[i], "vera.csv", vera, 20250101, ERR_DATA, "VERA-referentiedata");
        assert_null(strstr(p.e.text, "Dit lijkt"));
    }
    geweigerd(&p, "opgave", "t.json", STR("{\"a\": 1}"), 20250101, ERR_DATA,
              "bestand t.json: dit is een JSON-bestand");
    assert_null(strstr(p.e.text, "t.json: bestand"));
    assert_null(strstr(p.e.text, "Heten de kolommen"));
    proef_af(&p);
}

static void wat_niet_te_lezen_is_noemt_rij_en_kolom_van_het_geleverde_bestand(struct testdb *db)
{
    static const char json[] =
        "{\"soort\":\"opgave\",\"kolommen\":[{\"naam\":\"Aantal stuks\",\"doel\":\"aantal\"},"
        "{\"naam\":\"Waar\",\"doel\":\"gemeente\"}],\"vast\":{\"jaar\":\"2030\",\"woningtype\":"
        "\"nultreden\"}}";
    struct proef p;
    const struct doc *plaats;

    proef_op(&p, db);
    IS(wijs(&p, json, "fout.csv", "x;Waar;Aantal stuks\n1;Vaals;veel\n", false), ERR_DATA);
    plaats = doc_get(doc_get(p.u.verslag, STR("meldingen"))->list.at[0], STR("plaatsen"))->list.at[0];
    assert_string_equal(str_cstr(&p.a, plaats->s), "rij 2, kolom C (Aantal stuks)");
    IS(wijs(&p, json, "fout.csv", "x;Waar\n1;Vaals\n", false), ERR_DATA);
    assert_bevat(p.e.text, "“Aantal stuks” is er niet");
    IS(testdb_int(db, "SELECT COUNT(*) FROM leeswijzer"), 0); /* nothing stored, so nothing kept */
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(van_verzonnen_rommelige_tabellen_zijn_soort_en_kolommen_herkend),
        TESTDB_CASE(van_echte_bestanden_zijn_soort_en_kolommen_herkend),
        TESTDB_CASE(een_echt_werkboek_onder_andere_namen_geeft_dezelfde_cijfers),
        TESTDB_CASE(elk_cijfer_houdt_zijn_eigen_cel_en_de_jaren_schuiven_mee),
        TESTDB_CASE(wat_geen_levering_is_zegt_wat_het_dan_is),
        TESTDB_CASE(wat_niet_te_lezen_is_noemt_rij_en_kolom_van_het_geleverde_bestand),
    };

    return testdb_main("herken", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
