/* SPDX-License-Identifier: EUPL-1.2
 * The WOZ-bezitstabel: one good row, and each rule of the manual broken in it, one at a time. */
#include "hulp.h"

#include <string.h>

enum { KOLOMMEN = 29 };

static const char *const gewoon[KOLOMMEN] = {"2.1A",
                                             "E1",
                                             "6211AB",
                                             "1",
                                             "",
                                             "",
                                             "0935010000000001",
                                             "",
                                             "1",
                                             "1",
                                             "DAEB TI",
                                             "DAEB TI",
                                             "Woonruimte",
                                             "MGW",
                                             "Ja",
                                             "Nee",
                                             "Geen mutatie",
                                             "612,50",
                                             "148",
                                             "A++",
                                             "1975",
                                             "",
                                             "68,5",
                                             "185000",
                                             "-5",
                                             "Ja",
                                             "",
                                             "",
                                             "1"};

static struct str kop(struct proef *p)
{
    struct kolommen k = importeur_kolommen(importeur_bij_soort(STR("woz-bezit")));

    return str_fmt(&p->a, "%.*s\n", STR_ARG(kolommen_kop(&p->a, &k)));
}

/* The good row with columns changed: "C=1234AB". */
static struct str rij(struct proef *p, const char *const *anders, size_t n)
{
    struct buf b;

    buf_init(&b, &p->a, 4000);
    for (int k = 0; k < KOLOMMEN; k++) {
        const char *cel = gewoon[k];

        for (size_t i = 0; i < n; i++) {
            struct str rest, kolom = str_cut(str_from(anders[i]), '=', &rest);

            if (str_eq(kolom, tabel_kolom_letter(&p->a, (size_t)k)))
                cel = rest.p;
        }
        buf_fmt(&b, "%s%s", k ? ";" : "", cel);
    }
    buf_char(&b, '\n');
    return buf_str(&b);
}

#define RIJ(...)                                                                                             \
    rij(&p, (const char *const[]){"", __VA_ARGS__},                                                          \
        sizeof((const char *const[]){"", __VA_ARGS__}) / sizeof(char *))

static int64_t woningen(struct proef *p, const char *kenmerk, const char *gebied)
{
    struct cijfer_uitkomst u =
        vraag(p, (struct cijfer_vraag){.onderwerp = STR("corporatie-woningen"), .kenmerk = str_from(kenmerk)},
              gebied);

    return u.heeft ? u.waarde : -1;
}

static void woningen_tellen_per_gemeente_zonder_adres_in_cijfer_of_verslag(struct testdb *db)
{
    struct proef p;
    struct str s;
    struct doc *h;
    struct cijfer_uitkomst u;

    proef_op(&p, db);
    s = str_cat(&p.a, kop(&p), RIJ(""));
    s = str_cat(&p.a, s, RIJ("B=E2", "J=3", "P=Ja"));
    s = str_cat(&p.a, s, RIJ("B=E3", "G=917010000000001", "N=EGW", "P=")); /* a nought lost */
    s = str_cat(&p.a, s,
                RIJ("B=E4", "G=0951010000000001", "O=Nee", "T=")); /* Onderbanken, since 2019 Beekdaelen */
    s = str_cat(&p.a, s, RIJ("B=E5", "G="));
    s = str_cat(&p.a, s, RIJ("B=E6", "G=0935010000000001|0917010000000001"));
    s = str_cat(&p.a, s, RIJ("B=E7", "G=9999010000000001"));
    s = str_cat(&p.a, s, RIJ("B=E8", "M=Parkeergelegenheid", "N=", "O=", "P=", "S=", "T="));
    s = str_cat(&p.a, s, RIJ("B=E9", "Q=Sloop", "J=0"));
    moet_in(&p, "woz-bezit", "bezit.csv", s, 20241231);
    IS(woningen(&p, "", "GM0935"), 4);
    IS(woningen(&p, "soort=mgw; lift=ja", "GM0935"), 3);
    IS(woningen(&p, "soort=mgw; lift=nee", "GM0935"), 1);
    IS(woningen(&p, "soort=egw", "GM0935"), 0);
    IS(woningen(&p, "soort=egw", "GM0917"), 1);
    IS(woningen(&p, "", "GM1954"), 1);
    IS(woningen(&p, "zelfstandig=ja", "GM1954"), 0);
    IS(woningen(&p, "", "PV31"), 6);
    IS(meldt(&p, "info", "9 eenheden gelezen, waarvan 9 woningen"), 1);
    IS(meldt(&p, "let op", "1 regels met woningen hebben geen BAG-verblijfsobject-id"), 1);
    IS(meldt(&p, "let op", "1 regels hebben BAG-ids uit meer dan één gemeente"), 1);
    IS(meldt(&p, "let op", "van 1 regels wijst het BAG-id geen gemeente"), 1);
    IS(meldt(&p, "info", "marktwaarde DAEB TI: € −45"), 1);
    u = vraag(&p, (struct cijfer_vraag){.onderwerp = STR("corporatie-woningen")}, "GM0935");
    h = herkomst_van(&p, str_fmt(&p.a, "%lld", (long long)u.cijfer_id));
    assert_null(doc_get(h, STR("rijZoalsGeleverd")));
    IS(testdb_int(db, "SELECT COUNT(*) FROM levering WHERE verslag LIKE '%6211AB%'"), 0);
    proef_af(&p);
}

static const struct {
    const char *anders[10];
    const char *woorden;
} fouten[] = {
    {{"A=2.1E"}, "kolom A – Onderdeel"},
    {{"B="}, "kolom B – Eenheidscode, 2.1A: verplicht"},
    {{"C=0211AB"}, "kolom C – Bag-postcode NL"},
    {{"C=6211ab"}, "kolom C – Bag-postcode NL"},
    {{"C=6211"}, "kolom C – Bag-postcode NL"},
    {{"D="}, "kolom D – Bag-huisnummer NL, 2.1A: verplicht"},
    {{"D=12a"}, "kolom D – Bag-huisnummer NL"},
    {{"E=AB"}, "kolom E – Bag-huisletter NL"},
    {{"F=ABCDE"}, "kolom F – Bag-huisnummertoevoeging"},
    {{"G=12345"}, "kolom G – Bag-verblijfsobject-id"},
    {{"G=0935010000000001|x"}, "kolom G – Bag-verblijfsobject-id"},
    {{"I="}, "kolom I – Aantal primo verslagjaar, 2.1A: verplicht"},
    {{"J=1,5"}, "kolom J – Aantal ultimo verslagjaar"},
    {{"K=DAEB"}, "kolom K – Tak primo verslagjaar"},
    {{"L=Grondposities"}, "kolom L – Tak ultimo verslagjaar"},
    {{"M=woonruimte"}, "kolom M – Eenheidssoort"},
    {{"N="}, "kolom N – Soort woonruimte, 2.1A: verplicht, omdat de eenheidssoort Woonruimte is"},
    {{"M=Overige", "O=", "P=", "S=", "T="}, "kolom N – Soort woonruimte, 2.1A: moet leeg zijn"},
    {{"N=Villa"}, "kolom N – Soort woonruimte"},
    {{"O="}, "kolom O – Is de woonruimte zelfstandig?, 2.1A: verplicht"},
    {{"M=Overige", "N=", "P=", "S=", "T="}, "kolom O – Is de woonruimte zelfstandig?, 2.1A: moet leeg zijn"},
    {{"P="}, "kolom P – Lift aanwezig?, 2.1A: verplicht, omdat de soort woonruimte MGW is"},
    {{"N=EGW"}, "kolom P – Lift aanwezig?, 2.1A: moet leeg zijn"},
    {{"Q=Verbouw"}, "kolom Q – Mutatie verslagjaar"},
    {{"Q=Sloop"}, "kolom J – Aantal ultimo verslagjaar, 2.1A: moet 0 zijn"},
    {{"Q=Samenvoeging", "I=0", "J=0"}, "kolom I – Aantal primo verslagjaar, 2.1A: moet meer dan 0"},
    {{"Q=Nieuwbouw"}, "kolom I – Aantal primo verslagjaar, 2.1A: moet 0 zijn"},
    {{"Q=Aankoop", "I=0", "J=0"}, "kolom J – Aantal ultimo verslagjaar, 2.1A: moet meer dan 0"},
    {{"Q=Naar voorraad"}, "kolom J – Aantal ultimo verslagjaar, 2.1A: moet 0 zijn"},
    {{"Q=Verkoop aan overigen", "J=0"}, "kolom X – WOZ-waarde verslagjaar, 2.1A: moet 0 zijn"},
    {{"R="}, "kolom R – Nettohuur per maand ultimo verslagjaar, 2.1A: verplicht"},
    {{"R=612,505"}, "kolom R – Nettohuur"},
    {{"R=612.50"}, "kolom R – Nettohuur"},
    {{"S="}, "kolom S – Aantal WWS punten ultimo verslagjaar, 2.1A: verplicht"},
    {{"S=10000"}, "kolom S – Aantal WWS punten"},
    {{"T="}, "kolom T – Energielabel, 2.1A: verplicht, omdat de woonruimte zelfstandig is"},
    {{"T=H"}, "kolom T – Energielabel"},
    {{"U=75"}, "kolom U – Bouwjaar"},
    {{"V=19755"}, "kolom V – Renovatiejaar"},
    {{"W="}, "kolom W – m2, 2.1A: verplicht"},
    {{"X=-1"}, "kolom X – WOZ-waarde verslagjaar"},
    {{"X=€ 100"}, "kolom X – WOZ-waarde verslagjaar"},
    {{"Y=1,5"}, "kolom Y – Marktwaarde ultimo verslagjaar"},
    {{"Z=V"}, "kolom Z – Onderpand WSW inzet verslagjaar"},
    {{"Z=Vrijgegeven", "AA=Bank"},
     "kolom AA – Naam zekerheidsnemer, 2.1A: moet leeg zijn, omdat kolom Z Vrijgegeven"},
    {{"AA=Bank", "AB=Hypotheek"}, "kolom AA – Naam zekerheidsnemer, 2.1A: moet leeg zijn of WSW"},
    {{"Z=Nee"}, "kolom AA – Naam zekerheidsnemer, 2.1A: verplicht, omdat kolom Z Nee is"},
    {{"Z=Nee", "AA=Bank", "AB=Hypotheek", "Q=Sloop", "J=0"},
     "kolom AA – Naam zekerheidsnemer, 2.1A: moet leeg zijn, omdat de eenheid is verkocht"},
    {{"Z=Vrijgegeven", "AB=Hypotheek"},
     "kolom AB – Type zekerheid, 2.1A: moet leeg zijn, omdat kolom Z Vrijgegeven"},
    {{"AA=WSW"}, "kolom AB – Type zekerheid, 2.1A: moet Hypotheek zijn"},
    {{"AB=Hypotheek"}, "kolom AB – Type zekerheid, 2.1A: moet leeg zijn, omdat kolom Z Ja is"},
    {{"Z=Nee", "AA=Bank"}, "kolom AB – Type zekerheid, 2.1A: verplicht"},
    {{"Z=Nee", "AA=Bank", "AB=N.v.t."}, "kolom AB – Type zekerheid"},
    {{"AC="}, "kolom AC – Eigendomspercentage, 2.1A: verplicht"},
    {{"AC=1,0001"}, "kolom AC – Eigendomspercentage"},
    {{"AC=0,04678"}, "kolom AC – Eigendomspercentage"},
    {{"A=2.1C", "Q=", "K=", "N=", "O=", "P=", "R=", "S=", "T="},
     "kolom I – Aantal primo verslagjaar, 2.1C: moet leeg zijn"},
};

static void elke_regel_van_de_handleiding_die_gebroken_wordt_wordt_genoemd(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof fouten / sizeof *fouten; i++) {
        size_t n = 0;

        while (n < 10 && fouten[i].anders[n])
            n++;
        geweigerd(&p, "woz-bezit", "bezit.csv", str_cat(&p.a, kop(&p), rij(&p, fouten[i].anders, n)),
                  20241231, ERR_DATA, fouten[i].woorden);
    }
    proef_af(&p);
}

static void wat_mag_wordt_niet_geweigerd(struct testdb *db)
{
    struct proef p;
    struct str s;

    proef_op(&p, db);
    s = str_cat(&p.a, kop(&p), RIJ("AA=WSW", "AB=Hypotheek"));
    s = str_cat(&p.a, s, RIJ("B=E2", "Z=Nee", "AA=Bank", "AB=Overig", "AC=0,0145", "E=b", "F=1hg"));
    s = str_cat(&p.a, s, RIJ("B=E3", "Q=Nieuwbouw", "I=0", "R=0,01", "T=onbekend"));
    s = str_cat(&p.a, s, RIJ("B=E4", "Q=Verkoop aan toekomstige bewoners", "J=0", "X=0", "Z=Nee"));
    s = str_cat(&p.a, s,
                STR("2.1B;V1;6211;;;;;;1;0;;DAEB TI;Woonruimte;;;;Van voorraad;;;;;;;0;1;Vrijgegeven;;;1\n"
                    "2.1D;G1;;;;;;;;1;;Grondposities;Grondposities;;;;;;;;;;;5;6;Nee;Bank;N.v.t.;0,5\n"));
    moet_in(&p, "woz-bezit", "bezit.csv", s, 20241231);
    IS(woningen(&p, "", "GM0935"), 3);
    proef_af(&p);
}

static void het_bestand_als_geheel_wordt_getoetst(struct testdb *db)
{
    struct proef p;
    struct str goed;

    proef_op(&p, db);
    goed = str_cat(&p.a, kop(&p), RIJ(""));
    geweigerd(&p, "woz-bezit", "b.csv", str_cat(&p.a, goed, RIJ("")), 20241231, ERR_DATA,
              "elke code is uniek");
    geweigerd(&p, "woz-bezit", "b.csv", str_cat(&p.a, goed, str_cat(&p.a, STR("\n"), RIJ("B=E2"))), 20241231,
              ERR_DATA, "lege tussenregel");
    geweigerd(&p, "woz-bezit", "b.csv", str_cat(&p.a, goed, STR("2.1A;E9;6211AB\n")), 20241231, ERR_DATA,
              "elke bezitsregel heeft er precies 29");
    geweigerd(&p, "woz-bezit", "b.csv", str_cat(&p.a, STR("onderdeel;Eenheidscode\n"), RIJ("")), 20241231,
              ERR_DATA, "verwacht de kop “Onderdeel”");
    geweigerd(&p, "woz-bezit", "b.csv", STR("Onderdeel,Eenheidscode\n2.1A,E1\n"), 20241231, ERR_DATA,
              "niet gescheiden door een puntkomma");
    geweigerd(&p, "woz-bezit", "b.csv", str_cat(&p.a, goed, RIJ("B=E2", "H=caf\xe9")), 20241231, ERR_DATA,
              "het bestand is geen UTF-8");
    proef_af(&p);
}

static void de_verzonnen_demo_telt(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "woz-bezit", "woz-bezit-verzonnen.csv",
            eigen_bestand(&p, "voorbeelden/demo/woz-bezit-verzonnen.csv"), 20241231);
    IS(woningen(&p, "", "GM0935"), 23); /* 24 less one demolished */
    IS(woningen(&p, "", "GM1954"), 46); /* with those that bear the code of Onderbanken */
    IS(woningen(&p, "", "PV31"), 115);
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(woningen_tellen_per_gemeente_zonder_adres_in_cijfer_of_verslag),
        TESTDB_CASE(elke_regel_van_de_handleiding_die_gebroken_wordt_wordt_genoemd),
        TESTDB_CASE(wat_mag_wordt_niet_geweigerd),
        TESTDB_CASE(het_bestand_als_geheel_wordt_getoetst),
        TESTDB_CASE(de_verzonnen_demo_telt),
    };

    return testdb_main("woz", cases, sizeof cases / sizeof *cases, store_migrations, store_migrations_n);
}
