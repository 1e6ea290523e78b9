/* SPDX-License-Identifier: EUPL-1.2
 * The names of columns in an export: what SPSS takes, and each once. */
#include "uitkomst/uitvoer.h"

#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void many_long_names_that_begin_alike_all_get_one_of_their_own(void **state)
{
    struct str lang = STR("een_vraag_met_een_naam_die_veel_langer_is_dan_spss_aan_letters_wil_hebben");
    struct map gezien, uit;
    struct arena a;
    bool nieuw;

    (void)state;
    alarm(60); /* it did not end */
    arena_init(&a, 0);
    map_init(&gezien, &a);
    map_init(&uit, &a);
    for (int i = 0; i < 2000; i++) {
        char naam[UITVOER_NAAM + 1];

        uv_naam(&gezien, str_fmt(&a, "%.*s_%d", STR_ARG(lang), i), naam);
        assert_in_range(strlen(naam), 1, UITVOER_NAAM);
        map_put(&uit, str_lower(&a, str_dup(&a, str_from(naam))), &nieuw);
        assert_true(nieuw);
    }
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_long_names_that_begin_alike_all_get_one_of_their_own)};

    return cmocka_run_group_tests_name("namen", tests, NULL, NULL);
}
