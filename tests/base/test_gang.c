/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/gang.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *tekst;
static size_t lengte;

/* A step that began `ms` ago, of an errand as old. */
static FILE *begin(struct gang *g, const char *wat, uint64_t totaal, const char *eenheid, int64_t ms)
{
    FILE *f = open_memstream(&tekst, &lengte);

    assert_non_null(f);
    gang_begin(g, f);
    gang_stap(g, wat, totaal, eenheid);
    g->begin -= ms;
    g->stap -= ms;
    return f;
}

static void einde(struct gang *g, FILE *f)
{
    gang_einde(g);
    fclose(f);
}

static void wat_binnen_een_seconde_klaar_is_zegt_niets(void **state)
{
    struct gang g;
    FILE *f = begin(&g, "lezen", 10, "rijen", 0);

    (void)state;
    gang_bij(&g, 5);
    gang_bij(&g, 5);
    einde(&g, f);
    assert_int_equal(lengte, 0);
    free(tekst);
}

static void een_regel_noemt_wat_hoeveel_en_hoe_lang_nog(void **state)
{
    struct gang g;
    FILE *f = begin(&g, "LVBAG inlezen", 400, "bestanden", 60000);

    (void)state;
    gang_overgeslagen(&g, 100); /* says nothing about the pace: 100 in a minute, so two more */
    gang_bij(&g, 100);
    gang_bij(&g, 1); /* too soon for another line */
    einde(&g, f);
    assert_string_equal(tekst, "LVBAG inlezen: 200 van 400 bestanden (50%), nog ongeveer 2 minuten\n");
    free(tekst);
}

static void megabytes_worden_in_bytes_gezegd(void **state)
{
    struct gang g;
    FILE *f = begin(&g, "schrijven", 8000000, "MB", 3000);

    (void)state;
    gang_bij(&g, 6000000);
    einde(&g, f);
    assert_string_equal(tekst, "schrijven: 6 van 8 MB (75%), nog ongeveer 1 seconde\n");
    free(tekst);
}

static void een_sein_stopt_niet_het_programma_maar_het_werk(void **state)
{
    struct gang g;
    struct err e = {0};
    FILE *f = begin(&g, "lezen", 10, "rijen", 0);

    (void)state;
    assert_int_equal(gang_door(&g, &e), OK);
    raise(SIGTERM);
    assert_true(gang_stopt(&g));
    assert_int_equal(gang_door(&g, &e), ERR_CANCELLED);
    assert_false(gang_stopt(NULL));
    assert_int_equal(gang_door(NULL, &e), OK);
    einde(&g, f);
    free(tekst);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(wat_binnen_een_seconde_klaar_is_zegt_niets),
                                       cmocka_unit_test(een_regel_noemt_wat_hoeveel_en_hoe_lang_nog),
                                       cmocka_unit_test(megabytes_worden_in_bytes_gezegd),
                                       cmocka_unit_test(een_sein_stopt_niet_het_programma_maar_het_werk)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
