/* SPDX-License-Identifier: EUPL-1.2 */
#include "fixture.h"

#include <pthread.h>
#include <string.h>

static const char long_css[] = "body { color: #123456; }\n"
#define LINE ".a { margin: 0 auto; padding: 0 auto; border: 0 none; }\n"
#define TEN  LINE LINE LINE LINE LINE LINE LINE LINE LINE LINE
    TEN TEN TEN TEN;

#define TEXT(s) (const unsigned char *)(s), sizeof(s) - 1
const struct embed_file embed_files[] = {
    {"dist/klein.txt", TEXT("0123456789"), "\"00000000000000aa\""},
    {"dist/map/stijl.css", TEXT(long_css), "\"00000000000000bb\""},
    {"sjablonen/begin.mustache", TEXT("{{> deel/kop}}<h1>{{titel}}</h1>"), "\"1\""},
    {"sjablonen/deel/kop.mustache", TEXT("<!doctype html>{{#menu}}menu {{/menu}}"), "\"2\""},
    {"sjablonen/fout.mustache",
     TEXT("{{> deel/kop}}FOUT {{titel}}|{{antwoord}}|{{#doen}}{{.}}{{/doen}}|{{nummer}}"), "\"3\""},
    {"sjablonen/gemeente.mustache", TEXT("<h1>{{naam}} {{code}}</h1>"), "\"4\""},
    {NULL, NULL, 0, NULL},
};

void assert_str(struct str got, const char *want)
{
    if (!str_is(got, want))
        fail_msg("kreeg “%.*s”, verwachtte “%s”", STR_ARG(got), want);
}

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static bool held;
static int waiting;

void fixture_hold(void)
{
    pthread_mutex_lock(&lock);
    held = true;
    pthread_mutex_unlock(&lock);
}

void fixture_release(void)
{
    pthread_mutex_lock(&lock);
    held = false;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

int fixture_waiting(void)
{
    int n;

    pthread_mutex_lock(&lock);
    n = waiting;
    pthread_mutex_unlock(&lock);
    return n;
}

const char *answer_get(const struct exchange *x, const char *name)
{
    for (size_t i = 0; i < x->answer.n_headers; i++)
        if (!strcmp(x->answer.headers[i].name, name))
            return x->answer.headers[i].value;
    return NULL;
}

static struct doc *table_new(struct arena *a, const char *title, int64_t value)
{
    struct doc *t = doc_map(a), *columns, *rows, *c, *row;

    DOC_SET_STR(a, t, "titel", str_from(title));
    columns = DOC_SET(a, t, "kolommen", doc_list(a));
    c = doc_add(a, columns, doc_map(a));
    DOC_SET_STR(a, c, "code", STR("waarde"));
    DOC_SET_STR(a, c, "titel", STR("Waarde"));
    DOC_SET_STR(a, c, "soort", STR("getal"));
    DOC_SET_INT(a, c, "schaal", 1);
    rows = DOC_SET(a, t, "rijen", doc_list(a));
    row = doc_add(a, rows, doc_map(a));
    DOC_SET_INT(a, row, "waarde", value);
    return t;
}

static int get_begin(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)e;
    r->tree = doc_map(q->a);
    DOC_SET_STR(q->a, r->tree, "titel", STR("Begin <hier>"));
    return OK;
}

static int get_gemeente(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct str code = doc_get_str(q->params, STR("code"));
    struct doc *tables;

    if (str_is(code, "GM9999"))
        return err_set(e, ERR_NOT_FOUND, "Gemeente GM9999 is er niet.");
    r->tree = doc_map(q->a);
    DOC_SET_STR(q->a, r->tree, "code", code);
    DOC_SET_STR(q->a, r->tree, "naam", STR("Bergen (L)"));
    DOC_SET_BOOL(q->a, r->tree, "verbinding", q->conn != NULL);
    tables = DOC_SET(q->a, r->tree, "tabellen", doc_map(q->a));
    DOC_SET(q->a, tables, "opgave", table_new(q->a, "Opgave", 125));
    DOC_SET(q->a, tables, "plannen", table_new(q->a, "Plannen", -5));
    return OK;
}

static int get_text(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)q, (void)e;
    r->body = STR("nieuw");
    r->type = "text/plain; charset=utf-8";
    return OK;
}

static int get_kaart(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)e;
    r->tree = doc_map(q->a);
    DOC_SET_STR(q->a, r->tree, "titel", STR("Kaart"));
    r->svg = STR("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    return OK;
}

static int get_bestand(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)q, (void)e;
    r->body = STR("abcdefghij");
    r->type = "application/octet-stream";
    r->filename = STR("plan \"één\".bin");
    return OK;
}

static int get_lijst(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)e;
    r->tree = q->query;
    return OK;
}

static int get_fout(struct http_req *q, struct http_resp *r, struct err *e)
{
    static const struct {
        const char *name;
        int code;
    } codes[] = {{"data", ERR_DATA},    {"niet", ERR_NOT_FOUND}, {"conflict", ERR_CONFLICT},
                 {"groot", ERR_LIMIT},  {"mag", ERR_DENIED},     {"intern", ERR_ENV},
                 {"gebruik", ERR_USAGE}};
    struct str asked = doc_get_str(q->query, STR("soort"));

    (void)r;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_is(asked, codes[i].name))
            return err_set(e, codes[i].code, "uitleg <%s>", codes[i].name);
    return OK;
}

static int post_echo(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doc *files;

    (void)e;
    r->tree = doc_map(q->a);
    DOC_SET(q->a, r->tree, "form", q->form);
    DOC_SET_STR(q->a, r->tree, "body", q->body);
    files = DOC_SET(q->a, r->tree, "files", doc_list(q->a));
    for (size_t i = 0; i < q->n_uploads; i++) {
        struct doc *f = doc_add(q->a, files, doc_map(q->a));

        DOC_SET_STR(q->a, f, "field", q->uploads[i].field);
        DOC_SET_STR(q->a, f, "name", q->uploads[i].name);
        DOC_SET_INT(q->a, f, "bytes", (int64_t)q->uploads[i].bytes.n);
    }
    return OK;
}

static int post_door(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)q, (void)e;
    r->location = STR("/gemeenten/GM0893?naam=Bergen (L)\r\nX: y");
    return OK;
}

static int get_traag(struct http_req *q, struct http_resp *r, struct err *e)
{
    (void)e;
    pthread_mutex_lock(&lock);
    waiting++;
    while (held)
        pthread_cond_wait(&changed, &lock);
    waiting--;
    pthread_mutex_unlock(&lock);
    r->tree = doc_map(q->a);
    DOC_SET_STR(q->a, r->tree, "traag", STR("klaar"));
    return OK;
}

static int get_groot(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct doc *list;

    (void)e;
    r->tree = doc_map(q->a);
    list = DOC_SET(q->a, r->tree, "rijen", doc_list(q->a));
    for (int i = 0; i < 2000; i++)
        doc_add(q->a, list, doc_str(q->a, STR("een regel die vaak terugkomt")));
    return OK;
}

static const struct http_param code_params[] = {{"code", "Code", PARAM_PATH, true, false}, {0}};
static const struct http_param lijst_params[] = {
    {"x", "Veel", PARAM_QUERY, false, true}, {"y", "Een", PARAM_QUERY, true, false}, {0}};
static const struct http_param echo_params[] = {{"vink", "Vinkjes", PARAM_FORM, false, true}, {0}};
static const struct http_param eis_params[] = {
    {"naam", "Naam", PARAM_FORM, true, false}, {"plaatje", "Foto", PARAM_FILE, true, false}, {0}};

const struct http_route fixture_routes[] = {
    {"GET", "/", get_begin, "begin", "Begin", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/gemeenten/{code}", get_gemeente, "gemeente", "Gemeente", ROUTE_STORE, code_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/gemeenten/nieuw", get_text, NULL, "Nieuw", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/gemeenten/{code}/cijfers", get_gemeente, "gemeente", "Cijfers", 0, code_params,
     .recht = RECHT_PUBLIEK},
    {"GET", "/v1/openapi.json", get_kaart, NULL, "Beschrijving", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/kaart", get_kaart, "begin", "Kaart", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/bestand", get_bestand, NULL, "Bestand", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/lijst", get_lijst, NULL, "Lijst", 0, lijst_params, .recht = RECHT_PUBLIEK},
    {"GET", "/fout", get_fout, NULL, "Fout", 0, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/traag", get_traag, NULL, "Traag", ROUTE_SLOW, NULL, .recht = RECHT_PUBLIEK},
    {"GET", "/groot", get_groot, NULL, "Groot", ROUTE_NO_STORE_CACHE, NULL, .recht = RECHT_PUBLIEK},
    {"POST", "/echo", post_echo, NULL, "Terug", 0, echo_params, .recht = RECHT_PUBLIEK},
    {"POST", "/eis", post_echo, NULL, "Eist", 0, eis_params, .recht = RECHT_PUBLIEK},
    {"POST", "/door", post_door, NULL, "Door", 0, NULL, .recht = RECHT_PUBLIEK},
    {0},
};
const struct http_route *const fixture_tables[] = {fixture_routes, NULL};
