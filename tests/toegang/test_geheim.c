/* SPDX-License-Identifier: EUPL-1.2
 * Codes against the vectors of RFC 6238, passwords, and what may follow an address after signing in. */
#include "toegang/mens.h"

#include <sodium.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena a;

/* RFC 6238, appendix B, SHA-1: the secret "12345678901234567890", of the eight digits the last six. */
static void codes_are_those_of_the_rfc(void **state)
{
    static const struct {
        int64_t s;
        const char *code;
    } vectoren[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
    struct str geheim = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    char code[7];

    (void)state;
    for (size_t i = 0; i < sizeof vectoren / sizeof *vectoren; i++) {
        assert_true(code_voor(geheim, vectoren[i].s / 30, code));
        assert_string_equal(code, vectoren[i].code);
    }
    assert_false(code_voor(STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1"), 1, code)); /* 1 is no letter of base32 */
    assert_false(code_voor(STR("GEZD"), 1, code));
    assert_false(code_voor(STR(""), 1, code));
}

static void a_code_counts_one_step_either_way_and_once(void **state)
{
    struct str geheim = STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    int64_t nu = 59000;

    (void)state;
    assert_int_equal(code_klopt(geheim, STR("287082"), 0, nu), 1);
    assert_int_equal(code_klopt(geheim, STR("287 082"), 0, nu), 1);
    assert_int_equal(code_klopt(geheim, STR("287082"), 1, nu), 0); /* used */
    assert_int_equal(code_klopt(geheim, STR("287082"), 0, nu + 30000), 1);
    assert_int_equal(code_klopt(geheim, STR("287082"), 0, nu + 60000), 0);
    assert_int_equal(code_klopt(geheim, STR("287083"), 0, nu), 0);
    assert_int_equal(code_klopt(geheim, STR("2870820"), 0, nu), 0);
    assert_int_equal(code_klopt(geheim, STR("28708"), 0, nu), 0);
    assert_int_equal(code_klopt(geheim, STR(""), 0, nu), 0);
}

static void a_new_secret_is_base32_and_never_the_same(void **state)
{
    char een[33], ander[33], code[7];

    (void)state;
    code_geheim(een);
    code_geheim(ander);
    assert_string_not_equal(een, ander);
    assert_int_equal(strlen(een), 32);
    assert_true(code_voor(str_from(een), 1, code));
}

static void a_password_is_long_and_not_one_s_name(void **state)
{
    static const char *const slecht[] = {"wachtwoord123",
                                         "welkomlimburg2026",
                                         "kort",
                                         "elf-letters",
                                         "aaaaaaaaaaaaaaaa",
                                         "abababababab",
                                         "a.devries-2026-x",
                                         "Anna de Vries 12",
                                         "woonzorg-in-2026",
                                         "password1234",
                                         "P@ssw0rd2026",
                                         "qwertyuiop12",
                                         "welkomwelkom",
                                         "Limburg2026!",
                                         "letmeinplease",
                                         "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"};
    static const char *const goed[] = {"twaalf letters", "correct horse battery staple", "éèëàêôûîçñäö",
                                       "groene fiets regen"};

    (void)state;
    for (size_t i = 0; i < sizeof slecht / sizeof *slecht; i++)
        if (!wachtwoord_keur(&a, str_from(slecht[i]), STR("a.devries@x.example"), STR("Anna de Vries")).n)
            fail_msg("aangenomen: %s", slecht[i]);
    for (size_t i = 0; i < sizeof goed / sizeof *goed; i++)
        if (wachtwoord_keur(&a, str_from(goed[i]), STR("a.devries@x.example"), STR("Anna de Vries")).n)
            fail_msg("geweigerd: %s", goed[i]);
}

static void a_password_is_kept_as_argon2id_and_nobody_s_is_never_right(void **state)
{
    char som[WACHTWOORD_SOM], lang[WACHTWOORD_MAX + 2];
    struct err e;

    (void)state;
    assert_int_equal(wachtwoord_maak(STR("vier losse woorden"), som, &e), OK);
    assert_int_equal(strncmp(som, "$argon2id$v=19$m=65536,t=2", 26), 0);
    assert_true(wachtwoord_klopt(STR("vier losse woorden"), str_from(som)));
    assert_false(wachtwoord_klopt(STR("vier losse woordeN"), str_from(som)));
    assert_false(wachtwoord_klopt(STR(""), str_from(som)));
    assert_false(wachtwoord_klopt(STR("vier losse woorden"), STR("")));
    assert_false(wachtwoord_klopt(STR("vier losse woorden"), STR("geen som")));
    memset(lang, 'x', sizeof lang);
    assert_false(wachtwoord_klopt((struct str){lang, sizeof lang}, str_from(som)));
}

static void only_an_address_of_this_site_follows(void **state)
{
    static const char *const weg[] = {"",          "x",    "//x",   "/\\x",    "\\x",
                                      "https://x", "/a b", "/a\tb", "/a\r\nb", "/x\\y"};
    static const char *const goed[] = {"/", "/a", "/a?b=c&d=%20", "/a/b//c"};

    (void)state;
    for (size_t i = 0; i < sizeof weg / sizeof *weg; i++)
        assert_true(str_is(toegang_verder(&a, str_from(weg[i])), "/"));
    for (size_t i = 0; i < sizeof goed / sizeof *goed; i++)
        assert_true(str_is(toegang_verder(&a, str_from(goed[i])), goed[i]));
}

static void what_a_role_may_not_it_may_not(void **state)
{
    struct wie_rol lezer = {ROL_LEZER, 5, STR_INIT("x")},
                   twee[2] = {lezer, {ROL_COORDINATOR, 6, STR_INIT("y")}};
    struct wie w = {.soort = WIE_MENS, .id = 1, .rol = &lezer, .n_rol = 1};
    int64_t partij;

    (void)state;
    assert_int_equal(wie_bereik(&w, RECHT_LEVEREN, &partij), BEREIK_GEEN);
    assert_int_equal(wie_bereik(&w, RECHT_PARTIJEN, &partij), BEREIK_REGIO);
    assert_int_equal(partij, 5);
    w.rol = twee;
    w.n_rol = 2;
    assert_int_equal(wie_bereik(&w, RECHT_LEVEREN, &partij), BEREIK_EIGEN); /* the other role gives it */
    assert_int_equal(partij, 6);
    w.n_rol = 0;
    assert_int_equal(wie_bereik(&w, RECHT_EIGEN, &partij), BEREIK_EIGEN);
    w.soort = WIE_SLEUTEL;
    assert_int_equal(wie_bereik(&w, RECHT_EIGEN, &partij), BEREIK_GEEN);
    for (int r = 0; r < RECHT_N + 2; r++)
        for (int i = 0; i < ROL_N; i++)
            if (r == RECHT_GEEN || r >= RECHT_N)
                assert_int_equal(matrix_bereik((enum recht)r, (enum rol)i), BEREIK_GEEN);
}

static void an_email_is_one(void **state)
{
    static const char *const slecht[] = {"",         "x",        "@x.nl",        "x@",
                                         "x@nl",     "x@x.nl.",  "a b@x.nl",     "a@b@x.nl",
                                         "a<b@x.nl", "a\n@x.nl", "\xc3\xa9@x.nl"};

    (void)state;
    for (size_t i = 0; i < sizeof slecht / sizeof *slecht; i++)
        assert_false(email_goed(str_from(slecht[i])));
    assert_true(email_goed(STR("a.b+c@sub.x-y.nl")));
}

static int op(void **state)
{
    (void)state;
    arena_init(&a, 0);
    return sodium_init() < 0;
}

static int neer(void **state)
{
    (void)state;
    arena_done(&a);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_those_of_the_rfc),
        cmocka_unit_test(a_code_counts_one_step_either_way_and_once),
        cmocka_unit_test(a_new_secret_is_base32_and_never_the_same),
        cmocka_unit_test(a_password_is_long_and_not_one_s_name),
        cmocka_unit_test(a_password_is_kept_as_argon2id_and_nobody_s_is_never_right),
        cmocka_unit_test(only_an_address_of_this_site_follows),
        cmocka_unit_test(what_a_role_may_not_it_may_not),
        cmocka_unit_test(an_email_is_one),
    };

    return cmocka_run_group_tests_name("toegang_geheim", tests, op, neer);
}
