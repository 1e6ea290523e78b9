/* SPDX-License-Identifier: EUPL-1.2
 * Answers to what goes wrong: application/problem+json (RFC 9457) for programs, the page "fout" for people,
 * both in words that say what to do next. What went wrong inside is for the log; the client gets a number by
 * which it can be found there. */
#include "http/intern.h"

#include "base/log.h"
#include "doc/json.h"

#include <sodium.h>

static const struct problem {
    int status;
    const char *title, *meaning, *next;
} problems[] = {
    {400, "Dit verzoek is niet te lezen", "Het adres of formulier is niet zoals het hoort te zijn.",
     "Controleer het adres, of ga terug en verstuur het formulier opnieuw."},
    {401, "Meld u eerst aan", "Voor deze pagina moet u aangemeld zijn.",
     "Meld u aan en probeer het daarna opnieuw."},
    {403, "Dit mag niet", "U heeft hier geen toegang toe.", "Vraag de beheerder wie dit wel mag."},
    {404, "Deze pagina is er niet", "Op dit adres staat niets (meer).",
     "Controleer het adres, zoek op naam, of begin bij het overzicht."},
    {405, "Dit kan hier niet", "Dit adres bestaat, maar niet voor deze handeling.",
     "Open de pagina en gebruik de knoppen daar."},
    {406, "In deze vorm is dit er niet", "Wat hier staat is er niet in de gevraagde vorm.",
     "Vraag de pagina zelf op, of een andere vorm: html, json, csv of xlsx."},
    {409, "Een ander was u voor", "Dit is ondertussen veranderd of bestaat al. Er is niets gewijzigd.",
     "Bekijk hoe het nu is en probeer het daarna opnieuw."},
    {413, "Dit is te groot", "Wat u verstuurt is groter dan wij aannemen.",
     "Verstuur een kleiner bestand, of verdeel het over meer bestanden."},
    {415, "Dit soort inhoud lezen wij niet", "Wat u verstuurt is geen formulier.",
     "Verstuur het als application/x-www-form-urlencoded of multipart/form-data."},
    {416, "Dit deel bestaat niet", "Het bestand is korter dan het gevraagde deel.",
     "Haal het bestand opnieuw en in zijn geheel op."},
    {431, "Dit verzoek is te lang", "De kop van het verzoek is groter dan wij aannemen.",
     "Gebruik een korter adres, of wis de cookies van deze website."},
    {500, "Er ging bij ons iets mis", "Het lag niet aan u. Wat u vroeg is niet gelukt.",
     "Probeer het later opnieuw. Blijft het misgaan, geef dan het nummer door aan de beheerder."},
    {503, "Het is nu te druk", "De server kan er nu geen verzoek bij hebben.",
     "Probeer het over een minuut opnieuw."},
};

static const struct problem *problem_of(int status)
{
    static const struct problem other = {0, "Dit is niet gelukt", "Het verzoek is niet uitgevoerd.",
                                         "Ga terug en probeer het opnieuw."};

    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (problems[i].status == status)
            return &problems[i];
    return &other;
}

static struct str as_json(struct exchange *x, const struct problem *p, int status, const char *text,
                          struct str number)
{
    struct arena *a = &x->arena;
    struct doc *d = doc_map(a);
    struct buf b;

    DOC_SET_STR(a, d, "type", STR("about:blank"));
    DOC_SET_INT(a, d, "status", status);
    DOC_SET_STR(a, d, "title", str_from(p->title));
    DOC_SET_STR(a, d, "detail", str_from(text ? text : p->meaning));
    if (number.n)
        DOC_SET_STR(a, d, "nummer", number);
    if (x->errors)
        DOC_SET(a, d, "errors", x->errors);
    buf_init(&b, &x->out, HTTP_RENDER_MAX);
    json_write(&b, d, 0);
    buf_char(&b, '\n');
    return buf_str(&b);
}

/* When even the page for errors cannot be made. */
static struct str as_bare_page(struct exchange *x, const struct problem *p, const char *text,
                               struct str number)
{
    struct buf b;

    buf_init(&b, &x->out, HTTP_RENDER_MAX);
    buf_fmt(&b,
            "<!doctype html>\n<html lang=\"nl\"><head><meta "
            "charset=\"utf-8\"><title>%s</title></head>\n<body><h1>%s</h1>\n<p>",
            p->title, p->title);
    buf_html(&b, str_from(text ? text : p->meaning));
    buf_fmt(&b, "</p>\n<p>%s</p>\n", p->next);
    if (number.n)
        buf_fmt(&b, "<p>Nummer: %.*s</p>\n", STR_ARG(number));
    buf_lit(&b, "<p><a href=\"/\">Naar het begin</a></p>\n</body></html>\n");
    return buf_str(&b);
}

static struct str as_page(struct exchange *x, const struct problem *p, const char *text, struct str number)
{
    struct arena *a = &x->arena;
    struct doc *d = doc_map(a), *todo, *back;
    struct err e = {0};
    struct buf b;

    if (!template_find(&x->core->templates, STR("fout")))
        return as_bare_page(x, p, text, number);
    DOC_SET_STR(a, d, "titel", str_from(p->title));
    DOC_SET_STR(a, d, "antwoord", str_from(text ? text : p->meaning));
    todo = DOC_SET(a, d, "doen", doc_list(a));
    doc_add(a, todo, doc_str(a, str_from(p->next)));
    if (number.n)
        DOC_SET_STR(a, d, "nummer", number);
    back = DOC_SET(a, d, "terug", doc_map(a));
    DOC_SET_STR(a, back, "woord", p->status == 401 ? STR("Meld u aan") : STR("Naar het begin"));
    DOC_SET_STR(a, back, "adres", p->status == 401 ? STR("/aanmelden") : STR("/"));
    if (x->core->config.frame)
        x->core->config.frame(&x->q, x->route, d);
    buf_init(&b, &x->out, HTTP_RENDER_MAX);
    if (template_render(a, &x->core->templates, STR("fout"), d, &b, &e)) {
        LOG(LOG_ERROR, "foutpagina mislukt", LOG_STR("fout", str_from(e.text)));
        return as_bare_page(x, p, text, number);
    }
    return buf_str(&b);
}

static void problem_answer(struct exchange *x, int status, const char *text, struct str number)
{
    const struct problem *p = problem_of(status);
    struct draft d = {.status = status, .cache = "no-store", .vary = "Accept, Accept-Encoding", .pack = true};

    d.body = x->problem_html ? as_page(x, p, text, number) : as_json(x, p, status, text, number);
    d.type = x->problem_html ? "text/html; charset=utf-8" : "application/problem+json";
    if (status == 503)
        answer_header(x, "Retry-After", "60");
    if (status == 401)
        answer_header(x, "WWW-Authenticate", "Bearer realm=\"woonzorg\"");
    answer_finish(x, &d);
}

void respond_problem(struct exchange *x, int status, const char *text)
{
    problem_answer(x, status, text, (struct str){NULL, 0});
}

void respond_failure(struct exchange *x, int status, const struct err *e)
{
    struct str number = str_fmt(&x->arena, "%08x", (unsigned)randombytes_random());

    LOG(LOG_ERROR, "verzoek mislukt", LOG_STR("foutnummer", number), LOG_STR("methode", x->q.method),
        LOG_STR("pad", http_path_told(&x->arena, x->q.path)), LOG_INT("code", e->code),
        LOG_STR("fout", str_from(e->text)));
    problem_answer(x, status, NULL, number);
}

void respond_error(struct exchange *x, int code, const struct err *e)
{
    switch (code) {
    case ERR_DATA:
        respond_problem(x, 400, e->text);
        return;
    case ERR_NOT_FOUND:
        respond_problem(x, 404, e->text);
        return;
    case ERR_CONFLICT:
        respond_problem(x, 409, e->text);
        return;
    case ERR_LIMIT:
        respond_problem(x, 413, e->text);
        return;
    case ERR_DENIED:
        respond_problem(x, 403, e->text);
        return;
    case ERR_SIGN_IN:
        respond_problem(x, 401, e->text);
        return;
    default:
        respond_failure(x, 500, e);
    }
}
