/* SPDX-License-Identifier: EUPL-1.2
 * Writing a mail. Every header value is held to one line of text before it is written, and what is not ASCII
 * goes as an encoded word (RFC 2047); bodies go as quoted-printable (RFC 2045). */
#include "post/mime.h"

#include "post/post.h"

#include <sodium.h>
#include <string.h>
#include <time.h>

enum {
    BRIEF_MAX = 4 << 20,
    REGEL = 72, /* of a body */
    WOORD = 42, /* bytes of text in an encoded word: 56 of base64, and 12 round it, within 75 */
};

bool mime_regel_goed(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
            return false;
    return utf8_valid(s);
}

static bool kaal(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x7f)
            return false;
    /* A header of plain words that looks like an encoded one would be read as that. */
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '=' && s.p[i + 1] == '?')
            return false;
    return s.n <= REGEL;
}

static void tekst_kop(struct buf *b, struct str s)
{
    size_t at = 0;

    if (kaal(s)) {
        buf_add(b, s);
        return;
    }
    while (at < s.n) {
        struct str stuk = utf8_clip(str_sub(s, at, s.n), WOORD);
        char b64[sodium_base64_ENCODED_LEN(WOORD, sodium_base64_VARIANT_ORIGINAL)];

        sodium_bin2base64(b64, sizeof b64, (const unsigned char *)stuk.p, stuk.n,
                          sodium_base64_VARIANT_ORIGINAL);
        buf_fmt(b, "%s=?UTF-8?B?%s?=", at ? "\r\n " : "", b64);
        at += stuk.n;
    }
}

/* Letters that may stand as they are; all else as =XX, also a space or tab at the end of a line, and a "." or
 * "From " at its start. */
static void quoted_printable(struct buf *b, struct str s)
{
    size_t regel = 0;

    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool einde = i + 1 == s.n || s.p[i + 1] == '\n' || s.p[i + 1] == '\r';
        bool kan = (c > 0x20 && c < 0x7f && c != '=') || ((c == ' ' || c == '\t') && !einde);

        if (c == '\r')
            continue;
        if (c == '\n') {
            buf_lit(b, "\r\n");
            regel = 0;
            continue;
        }
        if (!regel && (c == '.' || c == 'F'))
            kan = false;
        if (regel + (kan ? 1 : 3) > REGEL) {
            buf_lit(b, "=\r\n");
            regel = 0;
        }
        if (kan)
            buf_char(b, (char)c);
        else
            buf_fmt(b, "=%02X", c);
        regel += kan ? 1 : 3;
    }
    buf_lit(b, "\r\n");
}

static void datum_kop(struct buf *b, int64_t ms)
{
    static const char *const dagen[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const maanden[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t s = (time_t)(ms / 1000);
    struct tm t;

    gmtime_r(&s, &t);
    buf_fmt(b, "Date: %s, %d %s %d %02d:%02d:%02d +0000\r\n", dagen[t.tm_wday], t.tm_mday, maanden[t.tm_mon],
            t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

static void deel(struct buf *b, const char *grens, const char *soort, struct str inhoud)
{
    buf_fmt(b,
            "--%s\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
            grens, soort);
    quoted_printable(b, inhoud);
}

bool mime_van(struct str s, struct str *ret_naam, struct str *ret_adres)
{
    size_t op = str_index(s, '<');

    *ret_naam = STR("");
    *ret_adres = str_trim(s);
    if (op < s.n) {
        struct str rest, adres = str_cut(str_sub(s, op + 1, s.n), '>', &rest);

        if (!rest.p || str_trim(rest).n)
            return false;
        *ret_naam = str_trim(str_sub(s, 0, op));
        *ret_adres = adres;
    }
    for (size_t i = 0; i < ret_naam->n; i++)
        if (strchr("\"\\<>", ret_naam->p[i]))
            return false;
    return mime_regel_goed(*ret_naam) && post_adres_goed(*ret_adres);
}

int mime_maak(struct arena *a, const struct mime_brief *m, struct str *ret, struct err *e)
{
    unsigned char toeval[12];
    char grens[2 * sizeof toeval + 1];
    struct buf b;

    if (!mime_regel_goed(m->onderwerp) || !mime_regel_goed(m->van_naam) || !mime_regel_goed(m->nummer) ||
        !post_adres_goed(m->van) || !post_adres_goed(m->aan))
        return err_set(e, ERR_DATA, "in een kop van dit bericht staat iets dat daar niet mag staan");
    randombytes_buf(toeval, sizeof toeval);
    sodium_bin2hex(grens, sizeof grens, toeval, sizeof toeval);
    buf_init(&b, a, BRIEF_MAX);
    datum_kop(&b, m->moment);
    buf_lit(&b, "From: ");
    if (m->van_naam.n) {
        bool gewoon = kaal(m->van_naam);

        buf_lit(&b, gewoon ? "\"" : "");
        tekst_kop(&b, m->van_naam);
        buf_lit(&b, gewoon ? "\" " : " ");
    }
    buf_fmt(&b, "<%.*s>\r\nTo: <%.*s>\r\nSubject: ", STR_ARG(m->van), STR_ARG(m->aan));
    tekst_kop(&b, m->onderwerp);
    buf_fmt(&b, "\r\nMessage-ID: <%.*s@%.*s>\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\n",
            STR_ARG(m->nummer), STR_ARG(str_sub(m->van, str_index(m->van, '@') + 1, m->van.n)));
    buf_fmt(&b, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n", grens);
    deel(&b, grens, "text/plain", m->tekst);
    deel(&b, grens, "text/html", m->html);
    buf_fmt(&b, "--%s--\r\n", grens);
    if (b.over)
        return err_set(e, ERR_DATA, "dit bericht is te groot om te versturen");
    *ret = buf_str(&b);
    return OK;
}
