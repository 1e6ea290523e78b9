/* SPDX-License-Identifier: EUPL-1.2
 * Walks a compiled template. The context stack is one array for the whole rendering; a section keeps there
 * what it walks, so only partials recurse. Work is bounded by the output's cap and by STEPS_MAX, since nested
 * lists or partials can ask for endless work without writing a byte. */
#include "doc/json.h"
#include "doc/mustache_op.h"
#include "doc/number.h"
#include "doc/place.h"

#include <string.h>

enum { STEPS_MAX = 50 * 1000 * 1000 };

struct frame {
    const struct doc *value; /* what names are looked up in */
    const struct doc *list;  /* the list being walked, NULL outside one */
    size_t i;                /* which of its items value is */
};

/* The indentation of standalone partials, innermost first. */
struct indent {
    struct str text;
    const struct indent *outer;
};

struct render {
    struct arena *a;
    VEC(struct frame) frames;
    mustache_partial_fn *partial;
    void *ctx;
    struct buf *b;
    struct buf scratch; /* for values that become text before they are escaped */
    size_t steps;
    struct err *e;
};

static void indent_write(struct buf *b, const struct indent *in)
{
    if (in) {
        indent_write(b, in->outer);
        buf_add(b, in->text);
    }
}

static void text_write(struct buf *b, const struct mustache_op *op, const struct indent *in)
{
    struct str rest = op->text;

    if (!in) {
        buf_add(b, rest);
        return;
    }
    if (op->line_start)
        indent_write(b, in);
    while (rest.n) {
        size_t end = str_index(rest, '\n');

        buf_add(b, str_sub(rest, 0, end + 1));
        rest = str_sub(rest, end + 1, rest.n);
        if (rest.n)
            indent_write(b, in);
    }
}

/* The value of the operation's name: the first part in the innermost context that has it, the others within
 * that. */
static const struct doc *name_find(struct render *r, const struct mustache *m, const struct mustache_op *op)
{
    const struct str *name = op->n_name ? m->names + op->name : NULL;
    const struct doc *d = NULL;

    if (!op->n_name)
        return r->frames.at[r->frames.n - 1].value;
    for (size_t i = r->frames.n; i-- && !d; r->steps++)
        d = doc_get(r->frames.at[i].value, name[0]);
    for (uint32_t i = 1; i < op->n_name && d; i++)
        d = doc_get(d, name[i]);
    return d;
}

static void value_write(struct render *r, const struct doc *d, bool raw)
{
    char text[NUMBER_MAX];

    if (!d || d->type == DOC_NULL)
        return;
    if (d->type == DOC_STR) {
        if (raw)
            buf_add(r->b, d->s);
        else
            buf_html(r->b, d->s);
    } else if (d->type == DOC_INT) {
        buf_bytes(r->b, text, number_i64(text, d->i));
    } else if (raw) {
        json_write(r->b, d, 0);
    } else {
        r->scratch.n = 0;
        json_write(&r->scratch, d, 0);
        r->b->over |= r->scratch.over;
        buf_html(r->b, buf_str(&r->scratch));
    }
}

/* Enters a section over d, or tells that it is to be skipped. */
static bool section_enter(struct render *r, const struct doc *d)
{
    bool list = d && d->type == DOC_LIST;

    if (!doc_truthy(d))
        return false;
    VEC_PUSH(r->a, &r->frames, (struct frame){.value = list ? d->list.at[0] : d, .list = list ? d : NULL});
    return true;
}

/* At the end of a section: on to the list's next item, or out of it. */
static bool section_again(struct render *r)
{
    struct frame *f = &r->frames.at[r->frames.n - 1];

    if (f->list && ++f->i < f->list->list.n) {
        f->value = f->list->list.at[f->i];
        return true;
    }
    r->frames.n--;
    return false;
}

static int run(struct render *r, const struct mustache *m, const struct indent *in, int depth);

static int partial_run(struct render *r, const struct mustache *m, const struct mustache_op *op,
                       const struct indent *in, int depth)
{
    struct str name = m->names[op->name];
    const struct mustache *partial = r->partial ? r->partial(r->ctx, name) : NULL;
    struct indent inner = {op->text, in};

    if (!partial)
        return OK;
    if (depth == MUSTACHE_PARTIALS_MAX)
        return err_set(r->e, ERR_LIMIT, "deelsjabloon %.*s: meer dan %d deelsjablonen in elkaar",
                       STR_ARG(place_quote(name)), MUSTACHE_PARTIALS_MAX);
    /* the indentation goes before the lines of a standalone partial; one within a line starts none of its own
     */
    if (!op->line_start)
        return run(r, partial, NULL, depth + 1);
    return run(r, partial, op->text.n ? &inner : in, depth + 1);
}

static int run(struct render *r, const struct mustache *m, const struct indent *in, int depth)
{
    int rc;

    for (size_t pc = 0; pc < m->n; pc++) {
        const struct mustache_op *op = &m->ops[pc];

        if (++r->steps > STEPS_MAX)
            return err_set(r->e, ERR_LIMIT, "het sjabloon vraagt te veel werk");
        if (r->b->over)
            return err_set(r->e, ERR_LIMIT, "de uitvoer is groter dan %zu bytes", r->b->cap);
        switch (op->kind) {
        case OP_TEXT:
            text_write(r->b, op, in);
            break;
        case OP_INDENT:
            indent_write(r->b, in);
            break;
        case OP_ESCAPED:
        case OP_RAW:
            value_write(r, name_find(r, m, op), op->kind == OP_RAW);
            break;
        case OP_SECTION:
            if (!section_enter(r, name_find(r, m, op)))
                pc = op->jump;
            break;
        case OP_INVERTED:
            if (doc_truthy(name_find(r, m, op)))
                pc = op->jump;
            break;
        case OP_END:
            if (m->ops[op->jump].kind == OP_SECTION && section_again(r))
                pc = op->jump;
            break;
        case OP_PARTIAL:
            rc = partial_run(r, m, op, in, depth);
            if (rc)
                return rc;
            break;
        }
    }
    return OK;
}

int mustache_render(struct arena *a, const struct mustache *m, const struct doc *d,
                    mustache_partial_fn *partial, void *ctx, struct buf *b, struct err *e)
{
    struct render r = {.a = a, .partial = partial, .ctx = ctx, .b = b, .e = e};
    size_t before = b->n;
    int rc;

    buf_init(&r.scratch, a, b->cap);
    VEC_PUSH(a, &r.frames, (struct frame){.value = d});
    rc = run(&r, m, NULL, 0);
    if (!rc && b->over)
        rc = err_set(e, ERR_LIMIT, "de uitvoer is groter dan %zu bytes", b->cap);
    if (rc)
        b->n = before;
    return rc;
}
