/* SPDX-License-Identifier: EUPL-1.2
 * A template's text into a flat array of operations, after the Mustache specification 1.3. A tag other than a
 * variable that stands alone on its line ("standalone") takes the line with it. */
#include "doc/mustache_op.h"
#include "doc/place.h"

#include <stdio.h>
#include <string.h>

enum { TEXT_MAX = 8 << 20 };

struct compiler {
    struct arena *a;
    struct str text;
    struct str open, close; /* the delimiters in force */
    size_t at;              /* all before it is compiled */
    VEC(struct mustache_op) ops;
    VEC(struct str) names;
    uint32_t sections[MUSTACHE_SECTIONS_MAX]; /* the sections that are open */
    size_t n_sections;
    struct err *e;
};

/* One tag as it stands in the text. */
struct tag {
    char sigil;        /* one of # ^ / > ! = & {, or 0 */
    struct str inside; /* without sigil and white space */
    size_t from, to;   /* of the tag; when standalone of its whole line */
    bool standalone;
    struct str indent; /* the white space before a standalone tag */
};

static int refuse(struct compiler *c, int code, size_t at, const char *what)
{
    struct place p = place_of(c->text, at);

    return err_set(c->e, code, "regel %zu, kolom %zu: %s", p.line, p.column, what);
}

static int refuse_name(struct compiler *c, size_t at, const char *before, struct str name, const char *after)
{
    char words[300];

    snprintf(words, sizeof words, "%s%.*s%s", before, STR_ARG(place_quote(name)), after);
    return refuse(c, ERR_DATA, at, words);
}

/* Where `what` first stands at or after `from`, else text.n. */
static size_t find(struct str text, size_t from, struct str what)
{
    const char *at = from < text.n ? memmem(text.p + from, text.n - from, what.p, what.n) : NULL;

    return at ? (size_t)(at - text.p) : text.n;
}

static bool at_line_start(struct str text, size_t at)
{
    return at == 0 || text.p[at - 1] == '\n';
}

static bool blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool white(char c)
{
    return blank(c) || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

/* When nothing but blanks stands beside the tag on its line, widens it to the line with its end. */
static void tag_widen(const struct compiler *c, struct tag *t)
{
    size_t from = t->from, to = t->to;

    while (from > c->at && blank(c->text.p[from - 1]))
        from--;
    while (to < c->text.n && blank(c->text.p[to]))
        to++;
    if (!at_line_start(c->text, from))
        return;
    if (to < c->text.n && c->text.p[to] == '\r' && to + 1 < c->text.n && c->text.p[to + 1] == '\n')
        to++;
    if (to < c->text.n && c->text.p[to] != '\n')
        return;
    t->standalone = true;
    t->indent = str_sub(c->text, from, t->from);
    t->from = from;
    t->to = to < c->text.n ? to + 1 : to;
}

/* At an opening delimiter at `from`. */
static int tag_read(struct compiler *c, size_t from, struct tag *ret)
{
    struct tag t = {.from = from};
    size_t inside = from + c->open.n, end, skip = 0;
    struct str closing = c->close;
    char first = inside < c->text.n ? c->text.p[inside] : '\0';

    if (first && strchr("#^/>!=&{", first)) {
        t.sigil = first;
        inside++;
    }
    if (t.sigil == '{' || t.sigil == '=') { /* these close with their own sign before the delimiter */
        closing = str_cat(c->a, t.sigil == '{' ? STR("}") : STR("="), c->close);
        skip = 1;
    }
    end = find(c->text, inside, closing);
    if (end == c->text.n)
        return refuse_name(c, from, "de tag wordt niet gesloten met ", closing, "");
    t.inside = str_sub(c->text, inside, end);
    while (t.inside.n && white(t.inside.p[0]))
        t.inside = str_sub(t.inside, 1, t.inside.n);
    while (t.inside.n && white(t.inside.p[t.inside.n - 1]))
        t.inside.n--;
    t.to = end + skip + c->close.n;
    if (t.sigil && t.sigil != '&' && t.sigil != '{')
        tag_widen(c, &t);
    *ret = t;
    return OK;
}

static struct mustache_op *op_add(struct compiler *c, enum mustache_kind kind, size_t at)
{
    VEC_PUSH(c->a, &c->ops, (struct mustache_op){.kind = kind, .at = at});
    return &c->ops.at[c->ops.n - 1];
}

static void text_add(struct compiler *c, size_t from, size_t to)
{
    if (from < to) {
        struct mustache_op *op = op_add(c, OP_TEXT, from);

        op->text = str_sub(c->text, from, to);
        op->line_start = at_line_start(c->text, from);
    }
}

/* {{=<% %>=}} */
static int delimiters_set(struct compiler *c, const struct tag *t)
{
    size_t gap = 0, next;

    while (gap < t->inside.n && !white(t->inside.p[gap]))
        gap++;
    for (next = gap; next < t->inside.n && white(t->inside.p[next]);)
        next++;
    for (size_t i = 0; i < t->inside.n; i++)
        if (t->inside.p[i] == '=' || (i > next && white(t->inside.p[i])))
            next = t->inside.n;
    if (next == t->inside.n)
        return refuse(c, ERR_DATA, t->from,
                      "hier horen twee scheidingstekens te staan, met een spatie ertussen");
    c->open = str_sub(t->inside, 0, gap);
    c->close = str_sub(t->inside, next, t->inside.n);
    return OK;
}

static int name_check(struct compiler *c, const struct tag *t)
{
    if (!t->inside.n)
        return refuse(c, ERR_DATA, t->from, "een tag zonder naam");
    for (size_t i = 0; i < t->inside.n; i++)
        if (white(t->inside.p[i]))
            return refuse_name(c, t->from, "een naam met een spatie erin: ", t->inside, "");
    return OK;
}

/* Cuts "a.b.c" into parts for the last operation. */
static int name_add(struct compiler *c, const struct tag *t, struct mustache_op *op)
{
    struct str rest = t->inside;

    op->name = (uint32_t)c->names.n;
    if (str_is(rest, "."))
        return OK;
    do {
        struct str part = str_cut(rest, '.', &rest);

        if (!part.n)
            return refuse_name(c, t->from, "een naam met een leeg deel: ", t->inside, "");
        VEC_PUSH(c->a, &c->names, part);
        op->n_name++;
    } while (rest.p);
    return OK;
}

static int section_open(struct compiler *c, const struct tag *t)
{
    struct mustache_op *op = op_add(c, t->sigil == '#' ? OP_SECTION : OP_INVERTED, t->from);

    op->text = t->inside;
    if (c->n_sections == MUSTACHE_SECTIONS_MAX)
        return refuse(c, ERR_LIMIT, t->from, "meer dan 64 secties in elkaar");
    c->sections[c->n_sections++] = (uint32_t)c->ops.n - 1;
    return name_add(c, t, op);
}

static int section_close(struct compiler *c, const struct tag *t)
{
    struct mustache_op *open, *op;

    if (!c->n_sections)
        return refuse_name(c, t->from, "sectie ", t->inside, " wordt gesloten, maar is niet geopend");
    op = op_add(c, OP_END, t->from);
    op->jump = c->sections[--c->n_sections];
    open = &c->ops.at[op->jump];
    open->jump = (uint32_t)c->ops.n - 1;
    if (!str_eq(open->text, t->inside)) {
        char before[200];

        snprintf(before, sizeof before, "sectie %.*s (geopend op regel %zu) wordt gesloten met ",
                 STR_ARG(place_quote(open->text)), place_of(c->text, open->at).line);
        return refuse_name(c, t->from, before, t->inside, "");
    }
    return OK;
}

static int tag_compile(struct compiler *c, const struct tag *t)
{
    struct mustache_op *op;

    if (t->sigil == '!')
        return OK;
    if (t->sigil == '=')
        return delimiters_set(c, t);
    if (name_check(c, t))
        return ERR_DATA;
    switch (t->sigil) {
    case '#':
    case '^':
        return section_open(c, t);
    case '/':
        return section_close(c, t);
    case '>':
        op = op_add(c, OP_PARTIAL, t->from);
        op->text = t->indent;
        op->line_start = t->standalone;
        op->name = (uint32_t)c->names.n;
        op->n_name = 1;
        VEC_PUSH(c->a, &c->names, t->inside);
        return OK;
    default:
        op = op_add(c, t->sigil ? OP_RAW : OP_ESCAPED, t->from);
        return name_add(c, t, op);
    }
}

static int text_compile(struct compiler *c)
{
    while (c->at < c->text.n) {
        size_t from = find(c->text, c->at, c->open);
        struct tag t;
        int rc;

        if (from == c->text.n)
            break;
        if (arena_over(c->a))
            return refuse(c, ERR_LIMIT, from, "vanaf hier is het sjabloon te groot om te verwerken");
        rc = tag_read(c, from, &t);
        if (rc)
            return rc;
        text_add(c, c->at, t.from);
        if (!t.standalone && at_line_start(c->text, t.from))
            op_add(c, OP_INDENT, t.from);
        rc = tag_compile(c, &t);
        if (rc)
            return rc;
        c->at = t.to;
    }
    text_add(c, c->at, c->text.n);
    return OK;
}

int mustache_compile(struct arena *a, struct str text, struct mustache **ret, struct err *e)
{
    struct compiler c = {.a = a, .text = text, .open = STR("{{"), .close = STR("}}"), .e = e};
    struct mustache *m;
    int rc;

    if (text.n > TEXT_MAX)
        return err_set(e, ERR_LIMIT, "het sjabloon is te groot: %zu bytes, hoogstens %d", text.n, TEXT_MAX);
    rc = text_compile(&c);
    if (rc)
        return rc;
    if (c.n_sections) {
        const struct mustache_op *open = &c.ops.at[c.sections[c.n_sections - 1]];

        return refuse_name(&c, open->at, "sectie ", open->text, " wordt niet gesloten");
    }
    m = ARENA_NEW(a, struct mustache);
    *m = (struct mustache){.ops = c.ops.at, .n = c.ops.n, .names = c.names.at};
    *ret = m;
    return OK;
}
