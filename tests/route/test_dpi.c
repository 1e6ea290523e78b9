/* SPDX-License-Identifier: EUPL-1.2
 * Route 3: section 2.9 of dPi and dVi, as a table held to the manuals and as an XBRL instance. */
#include "hulp.h"

#include <string.h>

#define KOP                                                                                                  \
    "uitvraag;corporatie;gemeente;cluster;cluster_woningen;jaar;categorie;toevoeging;zelfstandig;bat_score;" \
    "woonkeur;segment;woningen;toelichting\n"

static struct cijfer_uitkomst dpi(struct proef *p, const char *onderwerp, const char *type,
                                  const char *segment, const char *kenmerk, const char *gebied, int van,
                                  int tot)
{
    return vraag(p,
                 (struct cijfer_vraag){.onderwerp = str_from(onderwerp),
                                       .woningtype = str_from(type),
                                       .segment = str_from(segment),
                                       .kenmerk = str_from(kenmerk),
                                       .venster_van = van,
                                       .venster_tot = tot},
                 gebied);
}

static void toevoegingen_tellen_per_gemeente_categorie_jaar_en_corporatie(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    moet_in(&p, "dpi", "d.csv",
            STR(KOP "dPi;Wonen Zuid;Heerlen;Hof;24;2026;zorggeschikt;nieuwbouw;Ja;BAT4;;sociaal;20;\n"
                    "dPi;Wonen Zuid;Heerlen;Hof;24;2027;geclusterd;nieuwbouw;Ja;2;;middenhuur;4;\n"
                    "dPi;Ander;Heerlen;Plein;12;2031;;aankoop;;BAT3;;;12;\n"
                    "dPi;Ander;Maastricht;Park;12;2026;;verbouw;;;5;;12;\n"
                    "dVi;Ander;Maastricht;Park;40;2024;zorggeschikt;transformatie;;BAT1;6;;30;\n"),
            20250101);
    IS(meldt(&p, "info", "de categorie is afgeleid"), 2);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0917", 2025, 2030).waarde, 20);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0917", 2025, 2031).waarde, 32);
    IS(dpi(&p, "dpi-plannen", "geclusterd", "", "", "GM0917", 2025, 2031).waarde, 4);
    IS(dpi(&p, "dpi-plannen", "geclusterd-zorggeschikt", "", "", "GM0917", 2025, 2031).waarde, 36);
    IS(dpi(&p, "dpi-plannen", "geclusterd-zorggeschikt", "sociaal", "", "GM0917", 2025, 2031).waarde, 20);
    IS(dpi(&p, "dpi-plannen", "geclusterd-zorggeschikt", "", "corporatie=wonen-zuid", "GM0917", 2025, 2031)
           .waarde,
       24);
    u = dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0935", 0, 0);
    assert_true(u.heeft && u.waarde == 0 && u.vlag & VLAG_AFGELEID_NUL);
    u = dpi(&p, "dvi-toevoegingen", "zorggeschikt", "", "", "GM0935", 0, 0);
    IS(u.waarde, 30);
    IS(u.periode_van, 20240101);
    IS(u.periode_tot, 20241231);
    IS(dpi(&p, "dpi-plannen", "geclusterd-zorggeschikt", "", "", "PV31", 2025, 2031).waarde, 48);
    proef_af(&p);
}

static void de_corporatie_mag_anders_kiezen_dan_de_score_maar_het_wordt_gezegd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "dpi", "d.csv",
            STR(KOP "dPi;A;Heerlen;X;24;2026;zorggeschikt;;;BAT1;;;20;\n"
                    "dPi;A;Heerlen;Y;24;2026;andere geclusterde woningen;;;BAT4;;;20;\n"
                    "dPi;A;Heerlen;Y;30;2027;geclusterd;;;;;;10;\n"
                    "dPi;A;Heerlen;Z;24;2026;geclusterd;;;BAT5;;;20;\n"),
            20250101);
    IS(meldt(&p, "let op", "zorggeschikt, maar niet rolstoelgeschikt"), 1);
    IS(meldt(&p, "let op", "maar als andere geclusterde woning geteld"), 1);
    IS(meldt(&p, "let op", "dit cluster heeft op een andere rij een ander aantal"), 1);
    IS(meldt(&p, "let op", "BAT5 staat niet in de handleiding"), 1);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0917", 2025, 2030).waarde, 20);
    proef_af(&p);
}

static void wat_de_handleiding_verbiedt_wordt_geweigerd(struct testdb *db)
{
    static const char *const fout[][2] = {
        {"dPi;A;Heerlen;X;11;2026;geclusterd;;;;;;11;\n", "minstens 12 woningen"},
        {"dPi;A;Heerlen;X;;2026;geclusterd;;;;;;11;\n", "minstens 12 woningen"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd;;;;;;13;\n", "meer woningen dan het hele cluster"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd;;Nee;;;;12;\n", "alleen zelfstandige woningen"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd;sloop;;;;;12;\n", "sloop en verkoop horen hier niet"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd;;;;;;-3;\n", "alleen toevoegingen"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd en zorggeschikt;;;;;;12;\n", "één categorie"},
        {"dPi;A;Heerlen;X;12;2026;;;;;;;12;\n", "één categorie"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd;;;BAT9;;;12;\n", "verwacht een BAT-score"},
        {"dPi;A;Heerlen;X;12;2026;geclusterd;;;;7;;12;\n", "verwacht een Woonkeur"},
        {"dVi;A;Heerlen;X;12;2027;geclusterd;;;;;;12;\n", "is dit een dPi?"},
        {"dXi;A;Heerlen;X;12;2027;geclusterd;;;;;;12;\n", "verwacht dPi of dVi"},
        {"dPi;;Heerlen;X;12;2027;geclusterd;;;;;;12;\n", "naam of het nummer van de corporatie"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++)
        geweigerd(&p, "dpi", "d.csv", str_cat(&p.a, STR(KOP), str_from(fout[i][0])), 20250101, ERR_DATA,
                  fout[i][1]);
    proef_af(&p);
}

/* ---- XBRL ---- */

#define XBRL_OP(schema)                                                                                      \
    "<?xml version='1.0'?>\n<x:xbrl xmlns:x='http://www.xbrl.org/2003/instance' "                            \
    "xmlns:l='http://www.xbrl.org/2003/linkbase' xmlns:k='http://www.w3.org/1999/xlink' "                    \
    "xmlns:d='http://xbrl.org/2006/xbrldi' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "             \
    "xmlns:v='urn:verzonnen'>\n<l:schemaRef k:type='simple' k:href='" schema "'/>\n"                         \
    "<x:unit id='u'><x:measure>x:pure</x:measure></x:unit>"                                                  \
    "<x:unit id='e'><x:measure>iso4217:EUR</x:measure></x:unit>"
#define CTX(id, gm, jaar, meer)                                                                              \
    "<x:context id='" id "'><x:entity><x:identifier scheme='http://www.kvk.nl/kvk-id'>12345678"              \
    "</x:identifier></x:entity><x:period><x:startDate>" jaar "-01-01</x:startDate><x:endDate>" jaar          \
    "-12-31</x:endDate></x:period><x:scenario><d:explicitMember "                                            \
    "dimension='v:GemeenteDimensie'>v:" gm "</d:explicitMember>" meer "</x:scenario></x:context>\n"
#define DAEB(lid) "<d:explicitMember dimension='v:Tak'>v:" lid "</d:explicitMember>"
#define FEIT(naam, ctx, rest, waarde)                                                                        \
    "<v:" naam " contextRef='" ctx "' unitRef='u' " rest ">" waarde "</v:" naam ">\n"
#define DICHT "</x:xbrl>"
#define EERST XBRL_OP("verzonnen-dpi.xsd") "<!-- --><x:unit id='w'><x:measure>v:Woningen</x:measure></x:unit>"

/* iso4217 must be declared for its prefix to mean anything. */
static struct str instance(struct proef *p, const char *tekst)
{
    struct str s = str_from(tekst), wat = STR("<x:unit id='e'>"),
               met = STR("<x:unit id='e' xmlns:iso4217='http://www.xbrl.org/2003/iso4217'>");
    const char *op = strstr(tekst, wat.p);

    assert_non_null(op);
    return str_cat(&p->a, str_sub(s, 0, (size_t)(op - tekst)),
                   str_cat(&p->a, met, str_sub(s, (size_t)(op - tekst) + wat.n, s.n)));
}

static void een_instance_geeft_dezelfde_cijfers_als_een_tabel(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;
    struct doc *h, *cel;

    proef_op(&p, db);
    moet_in(&p, "dpi", "d.xbrl",
            instance(
                &p, EERST CTX("a", "Gemeente_0917", "2026", "") CTX("b", "GM0917", "2026", DAEB("DAEB"))
                        CTX("c", "GM0935", "2027", DAEB("DAEB")) CTX("d", "GM0935", "2027", DAEB("NietDAEB"))
                            FEIT("AantalZorggeschikteGeclusterdeWoningen", "a", "decimals='INF'", "30")
                                FEIT("AantalZorggeschikteGeclusterdeWoningen", "b", "decimals='0'", "20")
                                    FEIT("AantalAndereGeclusterdeWoningen", "c", "precision='2'", "14")
                                        FEIT("AantalAndereGeclusterdeWoningen", "d", "decimals='0'", "16.0")
                                            FEIT("AantalAndereGeclusterdeWoningen", "a", "i:nil='true'", "")
                                                FEIT("TotaalGeclusterdeWoningen", "a", "decimals='0'", "30")
                                                    FEIT("AantalWoningen", "a", "decimals='0'", "900") DICHT),
            20250101);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0917", 2025, 2030).waarde, 30);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "sociaal", "", "GM0917", 2025, 2030).waarde, 20);
    IS(dpi(&p, "dpi-plannen", "geclusterd", "", "", "GM0935", 2025, 2030).waarde,
       30); /* only split: 14 + 16 */
    IS(dpi(&p, "dpi-plannen", "geclusterd", "", "corporatie=kvk-12345678", "GM0935", 2025, 2030).waarde, 30);
    IS(meldt(&p, "info", "1 feiten zijn leeg (nil)"), 1);
    IS(meldt(&p, "info", "1 feiten over andere onderdelen"), 1);
    IS(meldt(&p, "info", "een totaal overgeslagen"), 1);
    u = dpi(&p, "dpi-plannen", "zorggeschikt", "sociaal", "", "GM0917", 2026, 2026);
    assert_int_not_equal(u.cijfer_id, 0);
    h = herkomst_van(&p, str_fmt(&p.a, "%lld", (long long)u.cijfer_id));
    cel = doc_get(h, STR("rijZoalsGeleverd"));
    assert_non_null(cel);
    assert_bevat(str_cstr(&p.a, doc_get_str(cel->list.at[0], STR("waarde"))), "contextRef='b'");
    proef_af(&p);
}

static void een_dvi_instance_telt_in_haar_jaar(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "dpi", "d.xbrl",
            instance(&p, XBRL_OP("sbr-dvi-2024.xsd") CTX("a", "GM0917", "2024", "")
                             FEIT("ZorggeschikteWoningen", "a", "decimals='-1'", "30") DICHT),
            20250101);
    IS(dpi(&p, "dvi-toevoegingen", "zorggeschikt", "", "", "GM0917", 0, 0).waarde, 30);
    assert_true(dpi(&p, "dvi-toevoegingen", "zorggeschikt", "", "", "GM0917", 0, 0).vlag & VLAG_ONGEVEER);
    IS(meldt(&p, "let op", "geteld als ongeveer"), 1);
    proef_af(&p);
}

static void dubbele_feiten_tellen_eenmaal_of_worden_geweigerd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    geweigerd(&p, "dpi", "d.xbrl",
              instance(&p, EERST CTX("a", "GM0917", "2026", "") CTX("b", "GM0917", "2026", "")
                               FEIT("ZorggeschikteWoningen", "a", "decimals='0'", "30")
                                   FEIT("ZorggeschikteWoningen", "b", "decimals='0'", "31") DICHT),
              20250101, ERR_DATA, "staat er twee keer, met verschillende waarden");
    moet_in(&p, "dpi", "d.xbrl",
            instance(&p, EERST CTX("a", "GM0917", "2026", "") CTX("b", "GM0917", "2026", "")
                             FEIT("ZorggeschikteWoningen", "a", "decimals='0'", "30")
                                 FEIT("ZorggeschikteWoningen", "b", "decimals='0'", "30.0") DICHT),
            20250101);
    IS(meldt(&p, "info", "1 feiten staan er dubbel"), 1);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0917", 2025, 2030).waarde, 30);
    proef_af(&p);
}

static void een_feit_dat_nergens_te_plaatsen_is_wordt_geweigerd(struct testdb *db)
{
    static const char *const fout[][2] = {
        {XBRL_OP("x.xsd") DICHT, "of dit een dPi of een dVi is"},
        {EERST CTX("a", "GM9999", "2026", "") FEIT("ZorggeschikteWoningen", "a", "decimals='0'", "3") DICHT,
         "deze gemeente is niet bekend"},
        {EERST CTX("a", "GM0917", "2026", "") FEIT("ZorggeschikteWoningen", "a", "decimals='0'", "-3") DICHT,
         "alleen toevoegingen"},
        {EERST CTX("a", "GM0917", "2026", "") FEIT("ZorggeschikteWoningen", "a", "decimals='1'", "3.5") DICHT,
         "een heel aantal"},
        {EERST CTX("a", "GM0917", "2026", "") "<v:ZorggeschikteWoningen contextRef='a' unitRef='e' "
                                              "decimals='0'>3</v:ZorggeschikteWoningen>" DICHT,
         "met de eenheid pure"},
        {EERST "<x:context id='a'><x:entity><x:identifier scheme='s'>1</x:identifier></x:entity><x:period>"
               "<x:instant>2026-12-31</x:instant></x:period></x:context>" FEIT("ZorggeschikteWoningen", "a",
                                                                               "decimals='0'", "3") DICHT,
         "geen dimensie voor de gemeente"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof fout / sizeof *fout; i++)
        geweigerd(&p, "dpi", "d.xbrl", instance(&p, fout[i][0]), 20250101, ERR_DATA, fout[i][1]);
    proef_af(&p);
}

static void de_verzonnen_demo_telt_zoals_een_rekenblad(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "dpi", "x.csv", eigen_bestand(&p, "voorbeelden/demo/dpi-limburg-verzonnen.csv"), 20250101);
    IS(dpi(&p, "dpi-plannen", "geclusterd", "", "", "PV31", 0, 0).waarde, 627);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "PV31", 0, 0).waarde, 242);
    IS(dpi(&p, "dvi-toevoegingen", "geclusterd-zorggeschikt", "", "", "PV31", 0, 0).waarde, 192);
    moet_in(&p, "dpi", "verzonnen.xbrl", eigen_bestand(&p, "voorbeelden/demo/dpi-heuvelland-verzonnen.xbrl"),
            20250101);
    IS(dpi(&p, "dpi-plannen", "zorggeschikt", "", "", "GM0965", 2025, 2030).waarde, 18);
    IS(dpi(&p, "dpi-plannen", "geclusterd-zorggeschikt", "", "", "GM0986", 2025, 2030).waarde, 46);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(toevoegingen_tellen_per_gemeente_categorie_jaar_en_corporatie),
        TESTDB_CASE(de_corporatie_mag_anders_kiezen_dan_de_score_maar_het_wordt_gezegd),
        TESTDB_CASE(wat_de_handleiding_verbiedt_wordt_geweigerd),
        TESTDB_CASE(een_instance_geeft_dezelfde_cijfers_als_een_tabel),
        TESTDB_CASE(een_dvi_instance_telt_in_haar_jaar),
        TESTDB_CASE(dubbele_feiten_tellen_eenmaal_of_worden_geweigerd),
        TESTDB_CASE(een_feit_dat_nergens_te_plaatsen_is_wordt_geweigerd),
        TESTDB_CASE(de_verzonnen_demo_telt_zoals_een_rekenblad),
    };

    return testdb_main("dpi", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
