/* SPDX-License-Identifier: EUPL-1.2
 * Templates: the public Mustache specification's own cases where they are at hand (../shared/cases/mustache
 * beside the project), and what the specification leaves to us: errors, limits, indentation across tags. */
#include "hulp.h"

#include "doc/mustache.h"

static struct mustache *compiled(struct str text)
{
    struct err e = {0};
    struct mustache *m = NULL;

    if (mustache_compile(&arena, text, &m, &e))
        fail_msg("%.*s: %s", STR_ARG(text), e.text);
    return m;
}

/* Partials from a map of texts. */
static const struct mustache *partial_from(void *ctx, struct str name)
{
    const struct doc *text = doc_get(ctx, name);

    return text ? compiled(text->s) : NULL;
}

static const char *rendered(struct str text, const struct doc *data, struct doc *partials)
{
    struct err e = {0};
    struct buf b;

    buf_init(&b, &arena, 1 << 20);
    if (mustache_render(&arena, compiled(text), data, partial_from, partials, &b, &e))
        fail_msg("%.*s: %s", STR_ARG(text), e.text);
    return str_cstr(&arena, buf_str(&b));
}

static void renders(const char *text, const char *data, const char *partials, const char *expected)
{
    assert_string_equal(rendered(str_from(text), json(data), json(partials)), expected);
}

static struct str file_read(const char *path)
{
    FILE *f = fopen(path, "rb");
    char *p = arena_alloc(&arena, 1 << 20);
    size_t n;

    if (!f)
        return (struct str){NULL, 0};
    n = fread(p, 1, 1 << 20, f);
    fclose(f);
    return (struct str){p, n};
}

static void spec_file(const char *name, size_t expected_tests)
{
    const char *root = getenv("WZ_ROOT");
    const char *path = str_fmt(&arena, "%s/../shared/cases/mustache/%s.json", root ? root : ".", name).p;
    struct str text = file_read(path);
    struct err e = {0};
    struct doc *d = NULL, *tests;

    if (!text.p) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    if (json_read(&arena, text, (struct json_limits){0}, &d, &e))
        fail_msg("%s: %s", path, e.text);
    tests = doc_get(d, STR("tests"));
    assert_true(tests && tests->type == DOC_LIST && tests->list.n >= expected_tests);
    for (size_t i = 0; i < tests->list.n; i++) {
        const struct doc *t = tests->list.at[i];
        struct str expected = doc_get_str(t, STR("expected"));
        const char *got =
            rendered(doc_get_str(t, STR("template")), doc_get(t, STR("data")), doc_get(t, STR("partials")));

        if (!str_is(expected, got))
            fail_msg("%s, %.*s: expected \"%.*s\", got \"%s\"", name, STR_ARG(doc_get_str(t, STR("name"))),
                     STR_ARG(expected), got);
    }
}

static void the_specification_holds_for_comments(void **state)
{
    (void)state;
    spec_file("comments", 10);
}

static void the_specification_holds_for_delimiters(void **state)
{
    (void)state;
    spec_file("delimiters", 14);
}

static void the_specification_holds_for_interpolation(void **state)
{
    (void)state;
    spec_file("interpolation", 30);
}

static void the_specification_holds_for_inverted(void **state)
{
    (void)state;
    spec_file("inverted", 20);
}

static void the_specification_holds_for_partials(void **state)
{
    (void)state;
    spec_file("partials", 10);
}

static void the_specification_holds_for_sections(void **state)
{
    (void)state;
    spec_file("sections", 30);
}

static void html_is_escaped_unless_asked_otherwise(void **state)
{
    (void)state;
    renders("{{x}}|{{&x}}|{{{x}}}", "{\"x\":\"<a href='\\\"'>&\"}", "{}",
            "&lt;a href=&#39;&quot;&#39;&gt;&amp;|<a href='\"'>&|<a href='\"'>&");
}

static void names_find_the_innermost_value(void **state)
{
    const char *data = "{\"a\":{\"b\":1},\"l\":[{\"a\":{\"c\":2}},{\"a\":null},{}],\"leeg\":\"\",\"nul\":0}";

    (void)state;
    renders("{{#l}}({{a.b}},{{a.c}}){{/l}}", data, "{}", "(,2)(,)(1,)");
    renders("{{a.b.c}}{{nul.x}}{{l.a}}", data, "{}", "");
    renders("{{#leeg}}ja{{/leeg}}{{#nul}}ja{{/nul}}{{^nergens}}nee{{/nergens}}", data, "{}", "jajanee");
    renders("{{.}}", "12.50", "{}", "12.5");
    renders("{{a}} {{{a}}} {{#t}}{{.}}{{/t}}", "{\"a\":{\"b\":[1,\"x\"]},\"t\":true}", "{}",
            "{&quot;b&quot;:[1,&quot;x&quot;]} {\"b\":[1,\"x\"]} true");
}

static void a_missing_root_renders_as_empty(void **state)
{
    (void)state;
    assert_string_equal(rendered(STR("a{{b}}{{.}}{{#c}}x{{/c}}{{^c}}y{{/c}}{{>p}}"), NULL, NULL), "ay");
}

static void indentation_stands_before_each_line_of_a_partial(void **state)
{
    const char *partials =
        "{\"p\":\"{{#x}}\\n{{y}}\\n{{/x}}\\n{{! weg }}\\n{{! blijft }}!\\n\\n{{>q}}\\n {{>q}}\\n"
        "{{>q}}.\",\"q\":\"1\\n2\\n\"}";

    (void)state;
    renders("<\n  {{>p}}\n>\n", "{\"x\":[{\"y\":\"a\\nb\"},{\"y\":\"c\"}]}", partials,
            "<\n  a\nb\n  c\n  !\n  \n  1\n  2\n   1\n   2\n  1\n2\n.>\n");
    renders("\t{{>q}}\r\n-{{>q}}", "{}", "{\"q\":\"1\\r\\n2\\r\\n\"}", "\t1\r\n\t2\r\n-1\r\n2\r\n");
}

static void a_partial_that_calls_itself_follows_the_data(void **state)
{
    (void)state;
    renders("{{>n}}", "{\"v\":1,\"k\":[{\"v\":2,\"k\":[{\"v\":3,\"k\":[]}]},{\"v\":4,\"k\":[]}]}",
            "{\"n\":\"{{v}}\\n{{#k}}\\n  {{>n}}\\n{{/k}}\\n\"}", "1\n  2\n    3\n  4\n");
}

static void what_is_wrong_is_refused_with_its_place(void **state)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"a\nb {{x", "regel 2, kolom 3: de tag wordt niet gesloten met }}"},
        {"{{{x}}", "regel 1, kolom 1: de tag wordt niet gesloten met }}}"},
        {"{{=< >}}", "niet gesloten met =}}"},
        {"é{{}}", "regel 1, kolom 2: een tag zonder naam"},
        {"{{# }}", "een tag zonder naam"},
        {"{{a b}}", "een naam met een spatie erin: a b"},
        {"{{a..b}}", "een naam met een leeg deel: a..b"},
        {"{{.a}}", "een naam met een leeg deel"},
        {"{{a.}}", "een naam met een leeg deel"},
        {"{{#a}}\n  {{#b}}{{/b}}\n", "regel 1, kolom 1: sectie a wordt niet gesloten"},
        {"{{#a}}\n{{^b}}\n{{/a}}", "regel 3, kolom 1: sectie b (geopend op regel 2) wordt gesloten met a"},
        {"x{{/a}}", "regel 1, kolom 2: sectie a wordt gesloten, maar is niet geopend"},
        {"{{=<%=}}", "twee scheidingstekens"},
        {"{{==}}", "twee scheidingstekens"},
        {"{{=a b c=}}", "twee scheidingstekens"},
        {"{{=a= =b=}}", "twee scheidingstekens"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct err e = {0};
        struct mustache *m = NULL;

        assert_int_equal(mustache_compile(&arena, str_from(cases[i].text), &m, &e), ERR_DATA);
        assert_null(m);
        if (!strstr(e.text, cases[i].words))
            fail_msg("expected \"%s\" in \"%s\"", cases[i].words, e.text);
    }
}

static void sections_may_not_nest_without_end(void **state)
{
    struct mustache *m = NULL;
    struct err e = {0};
    struct buf b;

    (void)state;
    buf_init(&b, &arena, 1 << 20);
    for (int i = 0; i < 65; i++)
        buf_lit(&b, "{{#a}}");
    assert_int_equal(mustache_compile(&arena, buf_str(&b), &m, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "kolom 385: meer dan 64 secties"));
}

static const struct mustache *partial_self(void *ctx, struct str name)
{
    (void)name;
    return ctx;
}

static void partials_may_not_nest_without_end(void **state)
{
    struct mustache *m = compiled(STR("x{{>p}}"));
    struct err e = {0};
    struct buf b;

    (void)state;
    buf_init(&b, &arena, 1 << 20);
    buf_lit(&b, "ervoor");
    assert_int_equal(mustache_render(&arena, m, NULL, partial_self, m, &b, &e), ERR_LIMIT);
    assert_non_null(strstr(e.text, "deelsjabloon p: meer dan 32"));
    assert_true(str_is(buf_str(&b), "ervoor"));
}

static const struct mustache *partial_count_down(void *ctx, struct str name)
{
    int *left = ctx;

    (void)name;
    return compiled(--*left ? STR("<{{>p}}>") : STR("."));
}

static void partials_nest_32_deep(void **state)
{
    struct err e = {0};
    struct buf b;
    int left = 32;

    (void)state;
    buf_init(&b, &arena, 1 << 20);
    assert_int_equal(
        mustache_render(&arena, compiled(STR("{{>p}}")), NULL, partial_count_down, &left, &b, &e), OK);
    assert_int_equal(b.n, 31 * 2 + 1);
    left = 33;
    assert_int_equal(
        mustache_render(&arena, compiled(STR("{{>p}}")), NULL, partial_count_down, &left, &b, &e), ERR_LIMIT);
}

static void output_past_the_cap_is_refused(void **state)
{
    struct doc *data =
        json("{\"l\":[1,2,3,4,5,6,7,8,9,10],\"m\":{\"k\":\"0123456789012345678901234567890\"}}");
    struct err e = {0};
    struct buf b;

    (void)state;
    buf_init(&b, &arena, 20);
    assert_int_equal(mustache_render(&arena, compiled(STR("{{#l}}{{.}}, {{/l}}")), data, NULL, NULL, &b, &e),
                     ERR_LIMIT);
    assert_non_null(strstr(e.text, "de uitvoer is groter dan 20 bytes"));
    buf_init(&b, &arena, 20);
    assert_int_equal(mustache_render(&arena, compiled(STR("{{m}}")), data, NULL, NULL, &b, &e), ERR_LIMIT);
    buf_init(&b, &arena, 31); /* just fits */
    assert_int_equal(mustache_render(&arena, compiled(STR("{{#l}}{{.}}, {{/l}}")), data, NULL, NULL, &b, &e),
                     OK);
    assert_true(str_is(buf_str(&b), "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "));
}

static void endless_work_without_output_is_refused(void **state)
{
    struct doc *data = doc_map(&arena), *l = DOC_SET(&arena, data, "l", doc_list(&arena));
    struct err e = {0};
    struct buf b;

    (void)state;
    for (int i = 0; i < 100; i++)
        doc_add(&arena, l, doc_int(&arena, i));
    buf_init(&b, &arena, 100);
    assert_int_equal(
        mustache_render(&arena,
                        compiled(STR("{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}{{/l}}"
                                     "{{/l}}{{/l}}")),
                        data, NULL, NULL, &b, &e),
        ERR_LIMIT);
    assert_non_null(strstr(e.text, "te veel werk"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_specification_holds_for_comments, setup, teardown),
        cmocka_unit_test_setup_teardown(the_specification_holds_for_delimiters, setup, teardown),
        cmocka_unit_test_setup_teardown(the_specification_holds_for_interpolation, setup, teardown),
        cmocka_unit_test_setup_teardown(the_specification_holds_for_inverted, setup, teardown),
        cmocka_unit_test_setup_teardown(the_specification_holds_for_partials, setup, teardown),
        cmocka_unit_test_setup_teardown(the_specification_holds_for_sections, setup, teardown),
        cmocka_unit_test_setup_teardown(html_is_escaped_unless_asked_otherwise, setup, teardown),
        cmocka_unit_test_setup_teardown(names_find_the_innermost_value, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_root_renders_as_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(indentation_stands_before_each_line_of_a_partial, setup, teardown),
        cmocka_unit_test_setup_teardown(a_partial_that_calls_itself_follows_the_data, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_refused_with_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(sections_may_not_nest_without_end, setup, teardown),
        cmocka_unit_test_setup_teardown(partials_may_not_nest_without_end, setup, teardown),
        cmocka_unit_test_setup_teardown(partials_nest_32_deep, setup, teardown),
        cmocka_unit_test_setup_teardown(output_past_the_cap_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(endless_work_without_output_is_refused, setup, teardown),
    };

    return cmocka_run_group_tests_name("doc_mustache", tests, NULL, NULL);
}
