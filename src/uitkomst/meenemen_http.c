/* SPDX-License-Identifier: EUPL-1.2
 * /uitkomsten/{ronde}/meenemen/{vorm}: the whole ronde as a file. */
#include "uitkomst/bladen.h"

#include "gebied/omgeving.h"

static int in_buf(void *ctx, struct str bytes, struct err *e)
{
    struct buf *b = ctx;

    buf_add(b, bytes);
    return b->over ? err_set(e, ERR_LIMIT,
                             "het bestand wordt groter dan 256 MB; maak het met woonzorg ronde meenemen")
                   : OK;
}

int meenemen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    const struct uitvoer_vorm *v = uitvoer_vorm_bij(doc_get_str(q->params, STR("vorm")));
    struct laad_wens alles = {.teksten = true};
    struct ui_set *s = NULL;
    struct ronde ronde;
    struct uitvoer u;
    struct buf b;
    bool beheer = false;
    int rc;

    if (!v)
        return err_set(e, ERR_NOT_FOUND, "deze vorm is er niet; verwacht csv, xlsx, spss, triple-s of ddi");
    rc = blad_ronde(q, q->conn, &ronde, &beheer, e);
    if (!rc)
        rc = uitkomst_laad(q->conn, q->a, NULL, ronde.code, &alles, &s, e);
    if (rc)
        return rc;
    uitvoer_maak(q->a, s, beheer ? UI_BEHEER : UI_PUBLIEK, &u);
    buf_init(&b, q->a, (size_t)256 << 20);
    rc = v->schrijf(&u, in_buf, &b, e);
    r->body = buf_str(&b);
    r->type = v->type;
    r->filename = str_fmt(q->a, "%.*s%s", STR_ARG(ronde.code), v->achter);
    return rc;
}
