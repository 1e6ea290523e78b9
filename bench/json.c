/* SPDX-License-Identifier: EUPL-1.2
 * JSON and HTML at the size of a large answer: a table of 342 gemeenten by ten years. MB/s of text, by
 * processor time, beside the limit: copying the same bytes to memory that was just asked for, as an answer's
 * is. For meet.py. */
#include "doc/json.h"
#include "doc/mustache.h"

#include "meet.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 3420, ROUNDS = 200 };

static double now(void)
{
    return meet_klok(CLOCK_PROCESS_CPUTIME_ID);
}

static struct doc *table_make(struct arena *a)
{
    struct doc *table = doc_map(a), *rows = doc_list(a);

    DOC_SET_STR(a, table, "titel", STR("Woningvoorraad"));
    DOC_SET(a, table, "rijen", rows);
    for (int i = 0; i < ROWS; i++) {
        struct doc *row = doc_add(a, rows, doc_map(a));

        DOC_SET_STR(a, row, "gebied", str_fmt(a, "GM%04d", i / 10));
        DOC_SET_STR(a, row, "naam", STR("Súdwest-Fryslân"));
        DOC_SET_INT(a, row, "jaar", 2013 + i % 10);
        DOC_SET_INT(a, row, "waarde", 1000 + i * 37);
        DOC_SET(a, row, "aandeel", doc_num(a, i % 1000 / 10.0));
        DOC_SET_STR(a, row, "bron", STR("CBS, \"Voorraad woningen\", StatLine"));
        DOC_SET(a, row, "voorlopig", i % 7 ? doc_bool(a, false) : doc_null(a));
    }
    return table;
}

/* The limit: the bytes as they are, once. */
static double copy_limit(size_t bytes)
{
    char *from = calloc(1, bytes);
    double start;
    unsigned check = 0;

    if (!from)
        abort();
    start = now();
    for (int i = 0; i < ROUNDS; i++) {
        char *to = malloc(bytes);

        if (!to)
            abort();
        memcpy(to, from, bytes);
        __asm__ volatile("" : : "r"(to) : "memory"); /* the copy must be made */
        check += (unsigned char)to[i];
        free(to);
    }
    free(from);
    return (now() - start) + check;
}

static void report(const char *what, size_t bytes, double seconds)
{
    meet_regel(what, (double)bytes * ROUNDS / seconds / 1e6, (double)bytes * ROUNDS / copy_limit(bytes) / 1e6,
               "MB per s", "memcpy van dezelfde bytes");
}

static int bench_write(const struct doc *table, struct arena *work, size_t *ret_n)
{
    double start = now();
    struct buf b;

    for (int i = 0; i < ROUNDS; i++) {
        arena_reset(work);
        buf_init(&b, work, 64 << 20);
        json_write(&b, table, 0);
        *ret_n = b.n;
    }
    report("JSON schrijven", *ret_n, now() - start);
    return b.over ? 1 : 0;
}

static int bench_read(struct str text, struct arena *work)
{
    double start = now();
    struct err e;

    for (int i = 0; i < ROUNDS; i++) {
        struct doc *d;

        arena_reset(work);
        if (json_read(work, text, (struct json_limits){0}, &d, &e)) {
            fprintf(stderr, "%s\n", e.text);
            return 1;
        }
    }
    report("JSON lezen", text.n, now() - start);
    return 0;
}

static int bench_render(struct arena *a, const struct doc *table, struct arena *work)
{
    struct mustache *m;
    struct err e;
    struct buf b;
    double start;

    if (mustache_compile(
            a,
            STR("<table><caption>{{titel}}</caption>\n{{#rijen}}\n<tr><th scope=\"row\">{{naam}}</th>"
                "<td>{{jaar}}</td><td class=\"getal\">{{waarde}}</td><td>{{aandeel}}</td><td>{{bron}}"
                "{{#voorlopig}} (voorlopig){{/voorlopig}}</td></tr>\n{{/rijen}}\n</table>\n"),
            &m, &e))
        return 1;
    start = now();
    for (int i = 0; i < ROUNDS; i++) {
        arena_reset(work);
        buf_init(&b, work, 64 << 20);
        if (mustache_render(work, m, table, NULL, NULL, &b, &e))
            return 1;
    }
    report("HTML uit sjabloon", b.n, now() - start);
    return 0;
}

int main(void)
{
    struct arena a, work;
    struct doc *table;
    struct buf b;
    size_t n;
    int rc;

    arena_init(&a, 0);
    arena_init(&work, 0);
    table = table_make(&a);
    buf_init(&b, &a, 64 << 20);
    json_write(&b, table, 0);
    rc = bench_write(table, &work, &n) || bench_read(buf_str(&b), &work) || bench_render(&a, table, &work);
    arena_done(&work);
    arena_done(&a);
    return rc;
}
