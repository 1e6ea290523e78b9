/* SPDX-License-Identifier: EUPL-1.2
 * The words by which a question chooses: is a bron, woningtype, segment or kenmerk known at all? A slip of
 * the pen would else be answered with "niet geleverd". The command and the API call it before they ask; it
 * never answers the question itself. */
#include "cijfer/cijfer.h"
#include "cijfer/cijfer_intern.h"

static const char sql_bronnen_codes[] = "SELECT code FROM bron ORDER BY code";
/* Without the types that are always known. */
static const char sql_andere_typen[] =
    "SELECT DISTINCT woningtype FROM reeks"
    " WHERE woningtype NOT IN ('', 'nultreden', 'geclusterd', 'zorggeschikt') ORDER BY woningtype";
static const char sql_segmenten[] = "SELECT DISTINCT segment FROM reeks WHERE segment <> '' ORDER BY segment";
static const char sql_kenmerken[] = "SELECT DISTINCT kenmerk FROM reeks WHERE kenmerk <> '' ORDER BY kenmerk";

enum { WOORDEN_MAX = 40 /* named in a message */ };

static const char *const geen[] = {NULL};
/* The types of the field (BZK/VWS): known before anything was delivered. */
static const char *const vaste_typen[] = {"nultreden", "geclusterd", "zorggeschikt", NULL};

static int woord_toets(struct conn *c, struct arena *a, const char *sql, const char *const *vast,
                       const char *wat, struct str woord, struct err *e)
{
    struct buf b;
    struct stmt *st;
    size_t n = 0;
    bool bekend = false;
    int rc = sql_open(c, sql, &st, e);

    if (rc)
        return rc;
    buf_init(&b, a, 4096);
    for (; *vast; vast++) {
        bekend = bekend || str_is(woord, *vast);
        buf_fmt(&b, "%s%s", n++ ? ", " : "", *vast);
    }
    while (!bekend && (rc = sql_step(st, e)) > 0) {
        bekend = str_eq(woord, sql_str(st, 0));
        if (n++ < WOORDEN_MAX)
            buf_fmt(&b, "%s%.*s", n > 1 ? ", " : "", STR_ARG(utf8_clip(sql_str(st, 0), 60)));
    }
    sql_close(st);
    if (rc < 0 || bekend)
        return rc < 0 ? rc : OK;
    return err_set(e, ERR_NOT_FOUND, "%s “%.*s” is er niet%s%.*s%s", wat, STR_ARG(utf8_clip(woord, 60)),
                   n ? "; wel zijn er: " : "", STR_ARG(buf_str(&b)), n > WOORDEN_MAX ? " …" : "");
}

int cijfer_bron_toets(struct conn *c, struct arena *a, struct str bron, struct err *e)
{
    return bron.n ? woord_toets(c, a, sql_bronnen_codes, geen, "de bron", bron, e) : OK;
}

int cijfer_woningtype_toets(struct conn *c, struct arena *a, struct str woningtype, struct err *e)
{
    return woningtype.n ? woord_toets(c, a, sql_andere_typen, vaste_typen, "het woningtype", woningtype, e)
                        : OK;
}

int cijfer_woorden_toets(struct conn *c, struct arena *a, const struct cijfer_vraag *v, struct err *e)
{
    int rc = cijfer_bron_toets(c, a, v->bron, e);

    if (!rc)
        rc = cijfer_woningtype_toets(c, a, v->woningtype, e);
    if (!rc && v->segment.n)
        rc = woord_toets(c, a, sql_segmenten, geen, "het segment", v->segment, e);
    if (!rc && v->kenmerk.n)
        rc = woord_toets(c, a, sql_kenmerken, geen, "het kenmerk", v->kenmerk, e);
    return rc;
}
