/* SPDX-License-Identifier: EUPL-1.2
 * multipart/form-data (RFC 7578) over a body that is there whole and bounded. Strict: what a browser would
 * not send is refused with words. File bytes are lent from the body, never copied. */
#include "http/intern.h"

#include <string.h>

enum { PART_HEADER_MAX = 8192, PART_LINES_MAX = 16 };

struct part {
    struct str name, filename; /* filename.p NULL: a text field */
    struct str bytes;
};

static int broken(struct err *e, const char *what)
{
    return err_set(e, ERR_DATA, "Het formulier is niet goed aangekomen (%s). Verstuur het opnieuw.", what);
}

static bool boundary_valid(struct str b)
{
    for (size_t i = 0; i < b.n; i++) {
        char c = b.p[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c && strchr("'()+_,-./:=? ", c))))
            return false;
    }
    return b.n >= 1 && b.n <= 70 && b.p[b.n - 1] != ' ';
}

/* Browsers write a quote or line end in a name as %22, %0D and %0A and leave every other % alone. */
static struct str form_unescape(struct arena *a, struct str s)
{
    char *p;
    size_t n = 0;

    if (!s.n || !memchr(s.p, '%', s.n))
        return s;
    p = arena_alloc(a, s.n);
    for (size_t i = 0; i < s.n; i++) {
        struct str three = str_sub(s, i, i + 3);

        if (str_is(three, "%22"))
            p[n++] = '"', i += 2;
        else if (str_ieq(three, STR("%0D")))
            p[n++] = '\r', i += 2;
        else if (str_ieq(three, STR("%0A")))
            p[n++] = '\n', i += 2;
        else
            p[n++] = s.p[i];
    }
    return (struct str){p, n};
}

static int text_valid(struct str s, bool lines, const char *what, struct err *e)
{
    if (!utf8_valid(s))
        return broken(e, what);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if ((c < 0x20 || c == 0x7F) && !(lines && (c == '\t' || c == '\n' || c == '\r')))
            return broken(e, what);
    }
    return OK;
}

/* Only the last part of a path: some browsers send folders, and nobody may choose ours. */
static struct str without_folders(struct str s)
{
    for (size_t i = s.n; i > 0; i--)
        if (s.p[i - 1] == '/' || s.p[i - 1] == '\\')
            return str_sub(s, i, s.n);
    return s;
}

static int disposition(struct arena *a, struct str value, struct part *p, struct err *e)
{
    struct str params, kind = str_trim(str_cut(value, ';', &params));
    int rc;

    if (!str_ieq(kind, STR("form-data")))
        return broken(e, "een deel is geen formulierveld");
    p->name = form_unescape(a, http_header_param(a, value, "name"));
    if (!p->name.n)
        return broken(e, "een veld heeft geen naam");
    rc = text_valid(p->name, false, "de naam van een veld is niet leesbaar", e);
    if (rc)
        return rc;
    p->filename = http_header_param(a, value, "filename");
    if (!p->filename.p)
        return OK;
    p->filename = without_folders(form_unescape(a, p->filename));
    if (p->filename.n > HTTP_FILENAME_MAX)
        return err_set(e, ERR_LIMIT, "De naam van een bestand is langer dan %d tekens.", HTTP_FILENAME_MAX);
    return text_valid(p->filename, false, "de naam van een bestand is niet leesbaar", e);
}

/* The header lines of a part, from *body on; *body is moved past the empty line. */
static int part_headers(struct arena *a, struct str *body, struct part *p, struct err *e)
{
    bool found = false;

    for (size_t lines = 0; lines <= PART_LINES_MAX; lines++) {
        struct str window = str_sub(*body, 0, PART_HEADER_MAX), line, value, name;
        const char *end = memmem(window.p, window.n, "\r\n", 2);
        int rc;

        if (!end)
            return broken(e, "de kop van een deel eindigt niet");
        line = (struct str){body->p, (size_t)(end - body->p)};
        *body = str_sub(*body, line.n + 2, body->n);
        if (!line.n)
            return found ? OK : broken(e, "een deel heeft geen naam");
        name = str_cut(line, ':', &value);
        if (!value.p || !name.n || memchr(line.p, '\0', line.n))
            return broken(e, "de kop van een deel is niet leesbaar");
        if (str_ieq(name, STR("content-disposition"))) {
            if (found)
                return broken(e, "een deel heeft twee namen");
            found = true;
            rc = disposition(a, str_trim(value), p, e);
            if (rc)
                return rc;
        } else if (str_ieq(name, STR("content-transfer-encoding"))) {
            value = str_trim(value);
            if (!str_ieq(value, STR("binary")) && !str_ieq(value, STR("8bit")) &&
                !str_ieq(value, STR("7bit")))
                return broken(e, "een deel is gecodeerd op een manier die wij niet kennen");
        }
    }
    return broken(e, "een deel heeft te veel regels in de kop");
}

static int part_keep(struct http_req *q, const struct part *p, const struct http_route *route,
                     struct http_upload *uploads, struct err *e)
{
    int rc;

    if (!p->filename.p) {
        rc = text_valid(p->bytes, true, "de tekst van een veld is niet leesbaar", e);
        return rc ? rc : http_field_put(q->a, q->form, route, PARAM_FORM, p->name, p->bytes, e);
    }
    if (!p->filename.n && !p->bytes.n)
        return OK; /* a file field that was left empty */
    if (q->n_uploads == HTTP_UPLOADS_MAX)
        return err_set(e, ERR_LIMIT, "Het formulier heeft meer dan %d bestanden.", HTTP_UPLOADS_MAX);
    uploads[q->n_uploads++] = (struct http_upload){.field = p->name, .name = p->filename, .bytes = p->bytes};
    return OK;
}

/* After a delimiter: 1 another part follows, 0 the end, negative an error. */
static int delimiter_end(struct str *body, struct err *e)
{
    size_t pad = 0;

    if (body->n >= 2 && body->p[0] == '-' && body->p[1] == '-')
        return 0;
    while (pad < body->n && (body->p[pad] == ' ' || body->p[pad] == '\t'))
        pad++;
    *body = str_sub(*body, pad, body->n);
    if (!str_starts(*body, STR("\r\n")))
        return broken(e, "de grens tussen twee delen is niet leesbaar");
    *body = str_sub(*body, 2, body->n);
    return 1;
}

int http_multipart_parse(struct http_req *q, struct str content_type, struct str body,
                         const struct http_route *route, struct err *e)
{
    struct str boundary = http_header_param(q->a, content_type, "boundary"), fence;
    struct http_upload *uploads;
    int more;

    if (!boundary.p || !boundary_valid(boundary))
        return broken(e, "de grens tussen de delen ontbreekt");
    fence = str_cat(q->a, STR("\r\n--"), boundary);
    if (!str_starts(body, str_sub(fence, 2, fence.n)))
        return broken(e, "het begin ontbreekt");
    body = str_sub(body, fence.n - 2, body.n);
    uploads = ARENA_ARRAY(q->a, struct http_upload, HTTP_UPLOADS_MAX);
    q->uploads = uploads;
    for (size_t parts = 0; (more = delimiter_end(&body, e)) > 0; parts++) {
        struct part p = {0};
        const char *end;
        int rc;

        if (parts == HTTP_FIELDS_MAX)
            return err_set(e, ERR_LIMIT, "Het formulier heeft meer dan %d delen.", HTTP_FIELDS_MAX);
        rc = part_headers(q->a, &body, &p, e);
        if (rc)
            return rc;
        end = memmem(body.p, body.n, fence.p, fence.n);
        if (!end)
            return broken(e, "het einde ontbreekt");
        p.bytes = (struct str){body.p, (size_t)(end - body.p)};
        body = str_sub(body, p.bytes.n + fence.n, body.n);
        rc = part_keep(q, &p, route, uploads, e);
        if (rc)
            return rc;
    }
    return more;
}
