/* SPDX-License-Identifier: EUPL-1.2
 * The arena, arrays that grow on it, and the map. */
#include "base.h"

#include "base/map.h"

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    struct arena a;
    uint64_t seed = 6;

    (void)state;
    arena_init(&a, 0);
    for (int round = 0; round < 3; round++) {
        unsigned char *p[400];
        size_t n[400];

        for (int i = 0; i < 400; i++) {
            n[i] = toeval(&seed) % (i % 50 == 0 ? 200000 : 300);
            p[i] = arena_alloc(&a, n[i]);
            assert_int_equal((uintptr_t)p[i] % 16, 0);
            for (size_t k = 0; k < n[i]; k++)
                if (p[i][k])
                    fail_msg("byte %zu of %d is not nought", k, i);
            memset(p[i], i % 255 + 1, n[i]);
        }
        for (int i = 0; i < 400; i++)
            for (size_t k = 0; k < n[i]; k++)
                if (p[i][k] != i % 255 + 1)
                    fail_msg("allocation %d was written over", i);
        arena_reset(&a);
        assert_int_equal(a.used, 0);
    }
    arena_done(&a);
}

static void growing_keeps_what_was_there(void **state)
{
    struct arena a;
    uint64_t seed = 7;

    (void)state;
    for (int round = 0; round < 200; round++) {
        unsigned char *p = NULL;
        size_t n = 0;

        arena_init(&a, 0);
        for (int i = 0; i < 30; i++) {
            size_t meer = n + toeval(&seed) % 500;

            p = arena_grow(&a, p, n, meer);
            for (size_t k = 0; k < n; k++)
                if (p[k] != (unsigned char)(k * 7))
                    fail_msg("byte %zu was lost", k);
            for (size_t k = n; k < meer; k++) {
                if (p[k])
                    fail_msg("new byte %zu is not nought", k);
                p[k] = (unsigned char)(k * 7);
            }
            n = meer;
            if (toeval(&seed) % 3 == 0) /* no longer the last allocation */
                memset(arena_alloc(&a, 40), 0xFF, 40);
        }
        arena_done(&a);
    }
}

static void growing_the_last_allocation_moves_nothing(void **state)
{
    struct arena a;
    char *p;

    (void)state;
    arena_init(&a, 0);
    p = arena_alloc(&a, 100);
    assert_ptr_equal(arena_grow(&a, p, 100, 1000), p);
    assert_ptr_equal(arena_grow(&a, p, 1000, 1000), p);
    arena_alloc(&a, 1);
    assert_ptr_not_equal(arena_grow(&a, p, 1000, 1100), p);
    arena_done(&a);
}

static void a_limit_is_told_not_enforced(void **state)
{
    struct arena a;

    (void)state;
    arena_init(&a, 1000);
    arena_alloc(&a, 900);
    assert_false(arena_over(&a));
    assert_non_null(arena_alloc(&a, 200));
    assert_true(arena_over(&a));
    arena_reset(&a);
    assert_false(arena_over(&a));
    arena_done(&a);
    arena_done(&a); /* twice is harmless */
}

static void a_vector_holds_what_was_pushed(void **state)
{
    struct arena a;
    VEC(int) v = {0};

    (void)state;
    arena_init(&a, 0);
    for (int i = 0; i < 5000; i++) {
        VEC_PUSH(&a, &v, i * 3);
        if (i % 7 == 0)
            arena_alloc(&a, 8);
    }
    assert_int_equal(v.n, 5000);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(v.at[i], i * 3);
    arena_done(&a);
}

static void a_map_finds_every_key_and_keeps_their_order(void **state)
{
    struct arena a;
    struct map m;
    bool nieuw;

    (void)state;
    arena_init(&a, 0);
    map_init(&m, &a);
    assert_null(map_get(&m, STR("x")));
    for (int i = 0; i < 20000; i++) {
        map_put(&m, str_fmt(&a, "sleutel %d", i), &nieuw)->value.i = i;
        assert_true(nieuw);
    }
    for (int i = 0; i < 20000; i++) {
        struct map_entry *e = map_put(&m, str_fmt(&a, "sleutel %d", i), &nieuw);

        assert_false(nieuw);
        assert_int_equal(e->value.i, i);
        assert_int_equal(m.at[i].value.i, i);
        assert_ptr_equal(map_get(&m, str_fmt(&a, "sleutel %d", i)), e);
    }
    assert_int_equal(m.n, 20000);
    assert_null(map_get(&m, STR("sleutel")));
    map_put(&m, STR(""), NULL)->value.i = 9; /* the empty key is a key, also with p NULL */
    assert_int_equal(map_get(&m, (struct str){0})->value.i, 9);
    map_put(&m, (struct str){"a\0b", 3}, NULL)->value.i = 1;
    map_put(&m, (struct str){"a\0c", 3}, NULL)->value.i = 2;
    assert_int_equal(map_get(&m, (struct str){"a\0b", 3})->value.i, 1);
    arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(growing_keeps_what_was_there),
        cmocka_unit_test(growing_the_last_allocation_moves_nothing),
        cmocka_unit_test(a_limit_is_told_not_enforced),
        cmocka_unit_test(a_vector_holds_what_was_pushed),
        cmocka_unit_test(a_map_finds_every_key_and_keeps_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
