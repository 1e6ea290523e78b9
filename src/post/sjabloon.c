/* SPDX-License-Identifier: EUPL-1.2
 * The templates of mail: NAME.mustache is the text, whose first line is the subject, and NAME-html.mustache
 * the same as HTML. Compiled each time: mail is rare, and a program that only queues needs no start. */
#include "post/intern.h"

#include "doc/mustache.h"
#include "http/http.h"
#include "post/mime.h"

#include <stdio.h>
#include <string.h>

enum { INHOUD_MAX = 1 << 20 };

static const struct str onderwerp_woord = STR_INIT("Onderwerp: ");

/* The text of web/sjablonen/<naam>.mustache; p NULL when there is none. */
static struct str bestand(struct str naam)
{
    static const struct str map = STR_INIT("sjablonen/"), uit = STR_INIT(".mustache");

    for (const struct embed_file *f = embed_files; f->name; f++) {
        struct str s = str_from(f->name);

        if (s.n == map.n + naam.n + uit.n && str_starts(s, map) && str_ends(s, uit) &&
            !memcmp(s.p + map.n, naam.p, naam.n))
            return (struct str){(const char *)f->bytes, f->n};
    }
    return (struct str){0};
}

bool post_sjabloon_er(struct str naam)
{
    char pad[100];

    for (size_t i = 0; i < naam.n; i++)
        if (!((naam.p[i] >= 'a' && naam.p[i] <= 'z') || naam.p[i] == '-'))
            return false;
    if (!naam.n || naam.n > 60)
        return false;
    snprintf(pad, sizeof pad, "post/%.*s", STR_ARG(naam));
    return bestand(str_from(pad)).p != NULL;
}

static const struct mustache *deel_vind(void *ctx, struct str naam)
{
    struct str tekst = bestand(naam);
    struct mustache *m;
    struct err e;

    return tekst.p && !mustache_compile(ctx, tekst, &m, &e) ? m : NULL;
}

static int vul(struct arena *a, struct str sjabloon, const char *staart, const struct doc *waarden,
               struct str *ret, struct err *e)
{
    struct str naam = str_fmt(a, "post/%.*s%s", STR_ARG(sjabloon), staart), tekst = bestand(naam);
    struct mustache *m;
    struct buf b;
    int rc;

    if (!tekst.p)
        return err_set(e, ERR_DATA, "het sjabloon %.*s is er niet", STR_ARG(naam));
    buf_init(&b, a, INHOUD_MAX);
    rc = mustache_compile(a, tekst, &m, e);
    if (!rc)
        rc = mustache_render(a, m, waarden, deel_vind, a, &b, e);
    *ret = buf_str(&b);
    return rc;
}

int post_maak(struct arena *a, struct str sjabloon, const struct doc *waarden, struct post_inhoud *ret,
              struct err *e)
{
    struct post_inhoud i;
    struct str regel;
    int rc = vul(a, sjabloon, "", waarden, &i.tekst, e);

    if (!rc)
        rc = vul(a, sjabloon, "-html", waarden, &i.html, e);
    if (rc)
        return rc;
    regel = str_cut(i.tekst, '\n', &i.tekst);
    if (!str_starts(regel, onderwerp_woord))
        return err_set(e, ERR_DATA, "het sjabloon %.*s begint niet met “Onderwerp: ”", STR_ARG(sjabloon));
    i.onderwerp = str_trim(str_sub(regel, onderwerp_woord.n, regel.n));
    i.tekst = str_trim(i.tekst);
    if (!i.onderwerp.n || !mime_regel_goed(i.onderwerp))
        return err_set(e, ERR_DATA, "het onderwerp van dit bericht is niet één regel tekst");
    *ret = i;
    return OK;
}
