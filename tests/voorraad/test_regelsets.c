/* SPDX-License-Identifier: EUPL-1.2
 * The rule sets that come with the program: each is proven and fits the stock, and homes that one can judge
 * by hand get the class that their source says. */
#include "hulp.h"

#include "tabel/tabel.h"
#include "voorraad/motor.h"

static struct regeltabel *set(struct hulp *h, const char *naam)
{
    struct str pad = str_fmt(&h->a, WZ_SOURCE_ROOT "/referentie/regels/%s.csv", naam), s;
    struct regeltabel *t = NULL;

    if (bestand_lees(&h->a, pad.p, 1 << 20, &s, &h->e) || regeltabel_lees(&h->a, s, &t, &h->e))
        fail_msg("%s: %s", naam, h->e.text);
    return t;
}

/* What is written as CSV is read back as a table that counts the same, and is written the same again. */
static void schrijf_en_lees(struct hulp *h, struct motor *m, const struct regeltabel *t,
                            const struct telling *tel)
{
    struct regeltabel *weer;
    struct telling nog;
    struct buf b, c;

    buf_init(&b, &h->a, 1 << 20);
    buf_init(&c, &h->a, 1 << 20);
    regels_csv_schrijf(&b, t);
    if (regels_csv_lees(&h->a, buf_str(&b), &weer, &h->e))
        fail_msg("%.*s: %s", STR_ARG(t->id), h->e.text);
    regels_csv_schrijf(&c, weer);
    assert_true(str_eq(buf_str(&b), buf_str(&c)));
    if (motor_tel(m, &h->a, weer, NULL, &nog, &h->e))
        fail_msg("%.*s: %s", STR_ARG(t->id), h->e.text);
    assert_int_equal(nog.kolommen, tel->kolommen);
    assert_memory_equal(nog.at, tel->at, tel->buurten * tel->kolommen * sizeof *tel->at);
    assert_int_equal(nog.nieuw, 0); /* the same atoms */
}

static void elke_regelset_sluit_en_past_op_de_voorraad(void **state)
{
    static const char *const sets[] = {"bzk-vws-2023", "cbs-indicatie", "sbr-wonen-2.9", "bat-vera",
                                       "geschikt-te-maken"};
    struct hulp *h = *state;
    struct stand s;
    struct wzv *w;
    struct motor *m;

    stand_init(&s);
    s.peildatum = 20260101;
    assert_int_equal(stand_maak(&s, 20000, 1, STR("PV31"), 1, &h->e), OK);
    assert_int_equal(stand_schrijf(&s, h->pad, &h->e), OK);
    stand_done(&s);
    assert_int_equal(wzv_open(&w, h->pad, &h->e), OK);
    assert_int_equal(motor_open(&m, w, (struct motor_keuze){0}, &h->e), OK);
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        struct regeltabel *t = set(h, sets[i]);
        struct regel_bewijs b;
        struct telling tel;

        assert_string_equal(str_cstr(&h->a, t->id), sets[i]);
        assert_true(t->bron.n && t->geldig_vanaf && t->naam.n);
        regels_bewijs(&h->a, t, &b);
        if (b.fouten || !b.volledig)
            fail_msg("%s: %.*s", sets[i], STR_ARG(b.at.at[0].tekst));
        if (motor_tel(m, &h->a, t, NULL, &tel, &h->e))
            fail_msg("%s: %s", sets[i], h->e.text);
        schrijf_en_lees(h, m, t, &tel);
        for (size_t g = 0; !t->uit[0].heeft_standaard && g < tel.buurten; g++)
            assert_int_equal(tel.at[g * tel.kolommen + t->n], 0);
    }
    motor_close(m);
    wzv_close(w);
}

/* "bereikbaar zonder trap=ja; bat=3": all else is unknown. */
static const char *klasse(struct hulp *h, const struct regeltabel *t, const char *woning)
{
    struct regel_waarde in[REGEL_KOLOMMEN_MAX];
    int64_t param[REGEL_PARAMETERS_MAX];
    struct regel_beslissing b;

    for (size_t k = 0; k < t->n_in; k++) {
        struct str rest = str_from(woning);

        in[k] = (struct regel_waarde){.onbekend = true};
        while (rest.p) {
            struct str w, naam = str_cut(str_trim(str_cut(rest, ';', &rest)), '=', &w);

            if (str_eq(naam, t->in[k].naam))
                assert_int_equal(regel_waarde_lees(&h->a, w, true, &in[k], &h->e), OK);
        }
    }
    regel_params(t, NULL, 0, param);
    if (regels_beslis(&h->a, t, in, param, &b, &h->e))
        fail_msg("%s", h->e.text);
    return str_cstr(&h->a, regel_waarde_tekst(&h->a, b.n ? &b.at[0]->dan[0] : &t->uit[0].standaard));
}

#define NUL     "bereikbaar zonder trap=ja; gelijkvloers=ja"
#define CLUSTER NUL "; clusterwoningen=12; ontmoetingsruimte=ja; aandeel 55plus=50"

static void woningen_krijgen_de_klasse_van_de_bron(void **state)
{
    static const struct {
        const char *set, *woning, *klasse;
    } gevallen[] = {
        {"bzk-vws-2023", NUL, "nultreden"},
        {"bzk-vws-2023", CLUSTER, "geclusterd"},
        {"bzk-vws-2023", CLUSTER "; wlz=ja; zelfstandig=ja; toegankelijkheid=ROA", "zorggeschikt"},
        {"bzk-vws-2023", CLUSTER "; wlz=ja; zelfstandig=ja", "geclusterd"},
        {"bzk-vws-2023", NUL "; clusterwoningen=11; ontmoetingsruimte=ja; aandeel 55plus=90", "nultreden"},
        {"bzk-vws-2023", "bereikbaar zonder trap=nee; gelijkvloers=ja", "regulier"},
        {"bzk-vws-2023", "toegankelijkheid=NUL", "nultreden"},
        {"bzk-vws-2023", "toegankelijkheid=GNV", "regulier"},
        {"bzk-vws-2023", "oppervlakte=80", "onbekend"},
        {"cbs-indicatie", "meergezins=ja; oppervlakte=50", "nultreden (indicatie)"},
        {"cbs-indicatie", "meergezins=ja; oppervlakte=151", "geen indicatie"},
        {"cbs-indicatie", "meergezins=nee", "geen indicatie"},
        {"cbs-indicatie", "oppervlakte=80", "onbekend"},
        {"sbr-wonen-2.9", CLUSTER "; zelfstandig=ja; bat=3", "zorggeschikt geclusterd"},
        {"sbr-wonen-2.9", CLUSTER "; zelfstandig=ja; bat=2", "anders geclusterd"},
        {"sbr-wonen-2.9", NUL "; clusterwoningen=0", "niet"},
        {"sbr-wonen-2.9", NUL, "onbekend"},
        {"bat-vera", "bat=5", "BAT5 zorg"},
        {"bat-vera", "lift=ja", "onbekend"},
        {"geschikt-te-maken", NUL, "geschikt"},
        {"geschikt-te-maken", "bereikbaar zonder trap=nee; gelijkvloers=ja; meergezins=ja; lift=nee",
         "geschikt te maken"},
        {"geschikt-te-maken", "bereikbaar zonder trap=ja; gelijkvloers=nee; oppervlakte=60", "niet geschikt"},
        {"geschikt-te-maken", "oppervlakte=60", "onbekend"},
    };
    struct hulp *h = *state;

    for (size_t i = 0; i < sizeof gevallen / sizeof *gevallen; i++) {
        const char *k = klasse(h, set(h, gevallen[i].set), gevallen[i].woning);

        if (strcmp(k, gevallen[i].klasse) != 0)
            fail_msg("%s: %s is %s, en niet %s", gevallen[i].set, gevallen[i].woning, k, gevallen[i].klasse);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(elke_regelset_sluit_en_past_op_de_voorraad, hulp_op, hulp_af),
        cmocka_unit_test_setup_teardown(woningen_krijgen_de_klasse_van_de_bron, hulp_op, hulp_af),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
