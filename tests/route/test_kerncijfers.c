/* SPDX-License-Identifier: EUPL-1.2
 * Single figures out of a document, and the opgave table: the control totals of the voortgangsbrief, and what
 * is refused. */
#include "hulp.h"

static const char kop[] = "onderwerp;gebied;woningtype;segment;periode_van;periode_tot;horizon_van;horizon_"
                          "tot;waarde;eenheid;bron;vindplaats;definitieset;status;toelichting\n";

static struct str csv(struct proef *p, const char *rijen)
{
    return str_cat(&p->a, str_from(kop), str_from(rijen));
}

static void de_brief_geeft_haar_eigen_getallen(struct testdb *db)
{
    static const struct {
        const char *onderwerp, *type, *segment, *bron;
        int64_t waarde;
        unsigned vlag;
    } w[] = {
        {"plannen", "nultreden", "", "", 164000, VLAG_ONGEVEER},
        {"plannen", "geclusterd", "", "", 11000, VLAG_ONGEVEER},
        {"plannen", "zorggeschikt", "", "", 10500, VLAG_ONGEVEER},
        {"plannen", "", "", "", 186000, 0},
        {"dpi-plannen", "geclusterd-zorggeschikt", "", "", 21000, VLAG_ONGEVEER},
        {"dpi-plannen", "geclusterd-zorggeschikt", "sociaal", "", 19500, 0},
        {"dpi-opgave", "geclusterd-zorggeschikt", "sociaal", "", 60000, 0},
        {"subsidie-woningen", "geclusterd", "tranche-1-2", "", 19000, VLAG_ONGEVEER},
        {"subsidie-beschikbaar", "", "tranche-3", "regeling-soo", 23000000, 0},
        {"subsidie-beschikbaar", "", "", "regeling-szgw", 312000000, 0},
        {"subsidie-gevraagd", "", "ronde-1", "regeling-szgw", 96700000, 0},
        {"subsidie-aanvragen", "", "ronde-1", "", 127, 0},
        {"subsidie-woningen", "zorggeschikt", "ronde-1", "", 6482, 0},
        {"subsidie-wlz", "zorggeschikt", "ronde-1", "", 5089, 0},
        {"meergezins-groei", "", "50-150-m2", "", 30000, VLAG_ONGEVEER},
    };
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "kerncijfers", "brief.csv",
            eigen_bestand(&p, "voorbeelden/demo/kerncijfers-voortgangsbrief.csv"), 20250425);
    IS(p.u.cijfers, 19);
    for (size_t i = 0; i < sizeof w / sizeof *w; i++) {
        struct cijfer_uitkomst u = vraag(&p,
                                         (struct cijfer_vraag){.onderwerp = str_from(w[i].onderwerp),
                                                               .woningtype = str_from(w[i].type),
                                                               .segment = str_from(w[i].segment),
                                                               .bron = str_from(w[i].bron)},
                                         "NL01");

        IS(u.waarde, w[i].waarde);
        IS(u.vlag, w[i].vlag);
        assert_true(u.cijfer_id > 0);
    }
    proef_af(&p);
}

static void de_herkomst_toont_de_rij_met_de_vindplaats(struct testdb *db)
{
    struct proef p;
    struct cijfer_uitkomst u;
    struct doc *d, *cellen;
    bool vindplaats = false;

    proef_op(&p, db);
    moet_in(&p, "kerncijfers", "brief.csv",
            eigen_bestand(&p, "voorbeelden/demo/kerncijfers-voortgangsbrief.csv"), 20250425);
    u = vraag(&p,
              (struct cijfer_vraag){.onderwerp = STR("subsidie-wlz"),
                                    .woningtype = STR("zorggeschikt"),
                                    .segment = STR("ronde-1")},
              "NL01");
    d = herkomst_van(&p, str_fmt(&p.a, "%lld", (long long)u.cijfer_id));
    cellen = doc_get(d, STR("rijZoalsGeleverd"));
    assert_non_null(cellen);
    for (size_t i = 0; i < cellen->list.n; i++)
        vindplaats = vindplaats || (str_is(doc_get_str(cellen->list.at[i], STR("kop")), "vindplaats") &&
                                    str_starts(doc_get_str(cellen->list.at[i], STR("waarde")),
                                               STR("Kamerbrief Voortgang ouderenhuisvesting")));
    assert_true(vindplaats);
    proef_af(&p);
}

static void verzonnen_en_ongeveer_blijven_bij_het_cijfer(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "kerncijfers", "k.csv",
            csv(&p,
                "plannen;GM0935;totaal;;2024-12-31;2024-12-31;;;10;woningen;kerncijfers;blz. "
                "1;geen;voorlopig;Ruim tien\n"
                "plannen;GM0917;;;31-12-2024;31-12-2024;;;11;Woningen;kerncijfers;blz. 1;geen;;verzonnen: "
                "voor de proef\n"
                "plannen;GM0983;;;2024-12-31;2024-12-31;;;12;woningen;kerncijfers;;geen;;ruimte genoeg\n"),
            20250101);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen")}, "GM0935").vlag, VLAG_ONGEVEER);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen")}, "GM0935").status, STATUS_VOORLOPIG);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen")}, "GM0917").vlag, VLAG_VERZONNEN);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("plannen")}, "GM0983").vlag, 0);
    IS(meldt(&p, "let op", "niet bij waar dit cijfer te vinden is"), 1);
    proef_af(&p);
}

static void elke_weigering_zegt_wat_er_verwacht_werd(struct testdb *db)
{
    static const struct {
        const char *rij, *woorden;
    } w[] = {
        {"plannen;NL01;;;2024-12-31;2024-12-31;;;1;euro;kerncijfers;x;geen;;\n",
         "de eenheid van plannen is woningen"},
        {"plannetjes;NL01;;;2024-12-31;2024-12-31;;;1;woningen;kerncijfers;x;geen;;\n",
         "dit onderwerp is niet bekend"},
        {"plannen;Atlantis;;;2024-12-31;2024-12-31;;;1;woningen;kerncijfers;x;geen;;\n",
         "dit gebied is niet bekend"},
        {"plannen;NL01;kasteel;;2024-12-31;2024-12-31;;;1;woningen;kerncijfers;x;geen;;\n",
         "verwacht een woningtype"},
        {"plannen;NL01;;;2024-12-31;2023-12-31;;;1;woningen;kerncijfers;x;geen;;\n",
         "de periode eindigt voor zij begint"},
        {"plannen;NL01;;;2024-13-31;2024-12-31;;;1;woningen;kerncijfers;x;geen;;\n",
         "verwacht een datum als 2025-01-01"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;2030;2024;1;woningen;kerncijfers;x;geen;;\n",
         "een laatste jaar dat niet voor het eerste ligt"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;2030;;1;woningen;kerncijfers;x;geen;;\n",
         "een laatste jaar dat niet voor het eerste ligt"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;;20;1;woningen;kerncijfers;x;geen;;\n",
         "verwacht een jaar van vier cijfers"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;;;1,5;woningen;kerncijfers;x;geen;;\n",
         "verwacht een heel getal"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;;;1;woningen;;x;geen;;\n", "hier hoort een bron te staan"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;;;1;woningen;kerncijfers;x;geen;misschien;\n",
         "verwacht een status"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;;;1;woningen;kerncijfers;x;mijn-definitie;;\n",
         "de definitieset “mijn-definitie” is er niet"},
        {"plannen;NL01;;;2024-12-31;2024-12-31;;;1;woningen;kerncijfers;x;geen;;\nplannen;NL01;totaal;;2024-"
         "12-31;2024-12-31;;;2;woningen;kerncijfers;x;geen;;\n",
         "dit cijfer staat er al"},
    };
    struct proef p;

    proef_op(&p, db);
    for (size_t i = 0; i < sizeof w / sizeof *w; i++)
        geweigerd(&p, "kerncijfers", "k.csv", csv(&p, w[i].rij), 20250101, ERR_DATA, w[i].woorden);
    proef_af(&p);
}

static void de_opgave_is_290000(struct testdb *db)
{
    struct proef p;

    proef_op(&p, db);
    moet_in(&p, "opgave", "opgave.csv", eigen_bestand(&p, "voorbeelden/demo/opgave-landelijk.csv"), 20250101);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("opgave"), .bron = STR("programma-wozo")}, "NL01")
           .waarde,
       290000);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("opgave"), .woningtype = STR("nultreden")}, "NL01")
           .waarde,
       170000);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("opgave"), .woningtype = STR("geclusterd")}, "NL01")
           .waarde,
       80000);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("opgave"), .woningtype = STR("zorggeschikt")}, "NL01")
           .waarde,
       40000);
    IS(vraag(&p, (struct cijfer_vraag){.onderwerp = STR("opgave"), .bron = STR("woondealafspraken")}, "NL01")
           .waarde,
       288000);
    geweigerd(&p, "opgave", "o.csv",
              STR("gemeente;woningtype;jaar;aantal;bron;status\nVenlo;hut;2030;5;x;concept\n"), 20250101,
              ERR_DATA, "verwacht een woningtype");
    geweigerd(&p, "opgave", "o.csv",
              STR("gemeente;woningtype;jaar;aantal;bron;status\nVenlo;totaal;2030;5;x;klaar\n"), 20250101,
              ERR_DATA, "verwacht een status");
    proef_af(&p);
}

int main(void)
{
    const struct testdb_case cases[] = {
        TESTDB_CASE(de_brief_geeft_haar_eigen_getallen),
        TESTDB_CASE(de_herkomst_toont_de_rij_met_de_vindplaats),
        TESTDB_CASE(verzonnen_en_ongeveer_blijven_bij_het_cijfer),
        TESTDB_CASE(elke_weigering_zegt_wat_er_verwacht_werd),
        TESTDB_CASE(de_opgave_is_290000),
    };

    return testdb_main("kerncijfers", cases, sizeof cases / sizeof *cases, store_migrations,
                       store_migrations_n);
}
