/* SPDX-License-Identifier: EUPL-1.2
 * The path of a request without a socket: target, headers, route, negotiation, query, form or multipart body,
 * handler, answer. The input reads as a request does: "METHOD target", header lines, an empty line, the body.
 * Whatever is sent, the answer must be one that a browser can trust. */
#include "base/log.h"
#include "http/intern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

#define TEXT(s) (const unsigned char *)(s), sizeof(s) - 1
const struct embed_file embed_files[] = {
    {"dist/a.txt", TEXT("0123456789"), "\"00000000000000aa\""},
    {"sjablonen/een.mustache", TEXT("<h1>{{code}}</h1>{{#query}}{{x}}{{/query}}"), "\"1\""},
    {"sjablonen/fout.mustache", TEXT("{{titel}} {{antwoord}}"), "\"2\""},
    {NULL, NULL, 0, NULL},
};

static struct core core;
static struct exchange x;
static struct str body_given;

#define MUST(so)                                                                                             \
    do {                                                                                                     \
        if (!(so)) {                                                                                         \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #so);                                         \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

static void text_holds(const struct doc *d)
{
    if (d->type == DOC_STR) {
        MUST(utf8_valid(d->s));
        MUST(!d->s.n || !memchr(d->s.p, '\0', d->s.n));
    }
    if (d->type == DOC_LIST)
        for (size_t i = 0; i < d->list.n; i++)
            text_holds(d->list.at[i]);
    if (d->type == DOC_MAP)
        for (size_t i = 0; i < d->map.n; i++)
            text_holds(d->map.at[i].value);
}

static int echo(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)e;
    text_holds(q->params);
    text_holds(q->query);
    text_holds(q->form);
    text_holds(q->cookies);
    for (size_t i = 0; i < q->n_uploads; i++) {
        MUST(utf8_valid(q->uploads[i].name));
        MUST(str_index(q->uploads[i].name, '/') == q->uploads[i].name.n);
        MUST(q->uploads[i].bytes.n <= body_given.n && q->uploads[i].bytes.p >= body_given.p &&
             q->uploads[i].bytes.p + q->uploads[i].bytes.n <= body_given.p + body_given.n);
    }
    r->tree = doc_map(q->a);
    DOC_SET(q->a, r->tree, "code", doc_str(q->a, doc_get_str(q->params, STR("code"))));
    DOC_SET(q->a, r->tree, "query", q->query);
    DOC_SET(q->a, r->tree, "form", q->form);
    if (doc_get(q->query, STR("door")))
        r->location = doc_get_str(q->query, STR("door"));
    if (doc_get(q->query, STR("fout")))
        return err_set(e, -(int)doc_get_str(q->query, STR("fout")).n, "uitleg");
    return OK;
}

static int file(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)e;
    r->body = STR("abcdefghijklmnopqrstuvwxyz");
    r->filename = doc_get_str(q->query, STR("naam"));
    return OK;
}

static const struct http_param code[] = {
    {"code", "", PARAM_PATH, true, false}, {"x", "", PARAM_QUERY, false, true}, {0}};
static const struct http_route routes[] = {
    {"GET", "/", echo, "een", "s", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/g/{code}", echo, "een", "s", 0, code, .recht = RECHT_PUBLIEK},
    {"GET", "/g/{code}/c", echo, NULL, "s", 0, code, .recht = RECHT_PUBLIEK},
    {"GET", "/g/nieuw", file, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/f", file, NULL, "s", 0, NULL, .recht = RECHT_PUBLIEK},
    {"POST", "/p", echo, "een", "s", 0, NULL, .recht = RECHT_PUBLIEK},
    {"PUT", "/p/{code}", echo, NULL, "s", 0, code, .recht = RECHT_PUBLIEK},
    {0},
};

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const struct http_route *const tables[] = {routes, NULL};
    const struct http_config config = {.tables = tables, .max_body = 1 << 20};
    struct err e;

    (void)argc, (void)argv;
    log_level_set(LOG_ERROR + 1);
    if (core_init(&core, &config, embed_files, &e))
        abort();
    exchange_init(&x, &core);
    return 0;
}

static void answer_holds(void)
{
    const struct answer *out = &x.answer;
    bool strict = false, type = false;

    MUST(out->status >= 200 && out->status <= 599);
    MUST(out->n_headers < ANSWER_HEADERS_MAX);
    for (size_t i = 0; i < out->n_headers; i++) {
        const char *name = out->headers[i].name, *value = out->headers[i].value;

        /* Those of which a part comes from the request; walking the fixed ones would only cost runs. */
        if (!strcmp(name, "Location") || !strcmp(name, "Content-Disposition") ||
            !strcmp(name, "Content-Range"))
            for (const char *c = value; *c; c++)
                MUST((unsigned char)*c >= ' ' && (unsigned char)*c < 0x7F);
        strict = strict || !strcmp(name, "Content-Security-Policy");
        type = type || !strcmp(name, "Content-Type");
        /* Only a handler's own redirect may leave this site. */
        if (!strcmp(name, "Location") && out->status == 308)
            MUST(value[0] == '/' && value[1] != '/' && value[1] != '\\');
    }
    MUST(strict);
    MUST(type || !out->body.n);
    if (out->status == 304 || out->status == 416)
        MUST(!out->body.n);
    if (out->status < 300) {
        MUST(x.q.path.n && x.q.path.p[0] == '/' && utf8_valid(x.q.path));
        MUST(!memmem(x.q.path.p, x.q.path.n, "/../", 4) && !str_ends(x.q.path, STR("/..")));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct str rest = {(const char *)data, n}, line = str_cut(rest, '\n', &rest), target,
               method = str_cut(line, ' ', &target);

    exchange_reset(&x);
    for (int i = 0; i < 100 && rest.n; i++) {
        struct str value, name;

        line = str_cut(rest, '\n', &rest);
        if (!line.n)
            break;
        name = str_cut(line, ':', &value);
        if (!memchr(line.p, '\0', line.n)) /* the library takes no NUL in a header */
            http_head_add(&x.arena, &x.head, name, str_trim(value));
    }
    body_given = rest;
    exchange_open(&x, method, target, n);
    if (!x.answer.status)
        exchange_run(&x, rest);
    answer_holds();
    return 0;
}
