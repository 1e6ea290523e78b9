/* SPDX-License-Identifier: EUPL-1.2
 * A mail as bytes: nothing that a value holds ends a line of its headers, and every line is one that a mail
 * server takes. */
#include "post/mime.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena a;

static struct mime_brief goed(void)
{
    return (struct mime_brief){.van_naam = STR("Woonzorg"),
                               .van = STR("woonzorg@voorbeeld.example"),
                               .aan = STR("a.devries@voorbeeld.example"),
                               .onderwerp = STR("Een bericht"),
                               .tekst = STR("Dag"),
                               .html = STR("<p>Dag</p>"),
                               .nummer = STR("woonzorg.1.2"),
                               .moment = 1794751200000};
}

static bool bevat(struct str s, const char *wat)
{
    size_t n = strlen(wat);

    for (size_t i = 0; i + n <= s.n; i++)
        if (!memcmp(s.p + i, wat, n))
            return true;
    return false;
}

static struct str maak(const struct mime_brief *m)
{
    struct err e = {0};
    struct str ret;

    assert_int_equal(mime_maak(&a, m, &ret, &e), OK);
    return ret;
}

static void a_value_with_a_line_end_is_refused_in_every_header(void **state)
{
    static const char *const kwaad[] = {"x\r\nBcc: y@z.example", "x\nBcc: y@z.example", "x\rBcc: y", "x\001",
                                        "x\177"};
    struct str uit;
    struct err e;

    (void)state;
    for (size_t i = 0; i < sizeof kwaad / sizeof *kwaad; i++) {
        struct mime_brief m[5] = {goed(), goed(), goed(), goed(), goed()};

        m[0].onderwerp = m[1].van_naam = m[2].aan = m[3].van = m[4].nummer = str_from(kwaad[i]);
        for (int k = 0; k < 5; k++)
            assert_int_equal(mime_maak(&a, &m[k], &uit, &e), ERR_DATA);
    }
}

static void lines_are_short_and_end_as_mail_wants(void **state)
{
    struct mime_brief m = goed();
    struct str uit, rest, regel;
    struct buf b;

    (void)state;
    buf_init(&b, &a, 1 << 20);
    for (int i = 0; i < 300; i++)
        buf_lit(&b, "Ánders é€ =. ");
    buf_lit(&b, "\n.\n.punt\nFrom iemand\neinde \n");
    m.tekst = m.html = buf_str(&b);
    m.onderwerp = STR("Een heel lang onderwerp met é en ö, dat over meer dan één regel gaat en dan nog "
                      "verder, tot het op is");
    rest = uit = maak(&m);
    while (rest.n) {
        regel = str_cut(rest, '\n', &rest);
        assert_true(regel.n <= 79 && regel.n && regel.p[regel.n - 1] == '\r');
        assert_false(str_is(regel, ".\r")); /* would end the mail */
        for (size_t i = 0; i < regel.n; i++)
            assert_true((unsigned char)regel.p[i] < 0x80);
    }
    assert_true(bevat(uit, "\r\n=2E\r\n") && bevat(uit, "\r\n=46rom iemand\r\n") &&
                bevat(uit, "einde=20\r\n"));
    assert_true(bevat(uit, "Subject: =?UTF-8?B?") && bevat(uit, "?=\r\n =?UTF-8?B?"));
}

static void what_looks_encoded_already_is_encoded(void **state)
{
    struct mime_brief m = goed();

    (void)state;
    m.onderwerp = STR("=?UTF-8?B?QmNjOiB4?=");
    assert_false(bevat(maak(&m), "Subject: =?UTF-8?B?QmNjOiB4?=\r\n"));
}

static void a_sender_is_a_name_and_an_address_or_an_address(void **state)
{
    struct str naam, adres;

    (void)state;
    assert_true(mime_van(STR("Woonzorg <w@v.example>"), &naam, &adres));
    assert_true(str_is(naam, "Woonzorg") && str_is(adres, "w@v.example"));
    assert_true(mime_van(STR(" w@v.example "), &naam, &adres) && !naam.n);
    assert_false(mime_van(STR("Woonzorg"), &naam, &adres));
    assert_false(mime_van(STR("Woonzorg <w@v.example> x"), &naam, &adres));
    assert_false(mime_van(STR("Woonzorg <w@v.example"), &naam, &adres));
    assert_false(mime_van(STR("Woon\"zorg <w@v.example>"), &naam, &adres));
    assert_false(mime_van(STR("a\nb <w@v.example>"), &naam, &adres));
    assert_false(mime_van(STR(""), &naam, &adres));
}

static int begin(void **state)
{
    (void)state;
    arena_init(&a, 0);
    return 0;
}

static int einde(void **state)
{
    (void)state;
    arena_done(&a);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_value_with_a_line_end_is_refused_in_every_header, begin, einde),
        cmocka_unit_test_setup_teardown(lines_are_short_and_end_as_mail_wants, begin, einde),
        cmocka_unit_test_setup_teardown(what_looks_encoded_already_is_encoded, begin, einde),
        cmocka_unit_test_setup_teardown(a_sender_is_a_name_and_an_address_or_an_address, begin, einde),
    };

    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests_name("post_mime", tests, NULL, NULL);
}
