/* SPDX-License-Identifier: EUPL-1.2
 * Importing as background work: import-proef tells what a file would change, import stores it. Both read the
 * file from the bijlage of the taak. The import lays down that it was done in the transaction that stores, so
 * a kill never makes it happen twice. */
#include "route/onbekend.h"
#include "route/route_http.h"

#include <string.h>

/* The gebieden as they are now, without holding on to a connection. */
static int gebieden_neem(struct omgeving *o, const struct gebieden **ret, struct err *e)
{
    struct conn *c;
    int rc = store_read(o->store, &c, e);

    if (rc)
        return rc;
    rc = gebied_cache_neem(o->gebieden, c, ret, e);
    store_return(o->store, c);
    return rc;
}

static bool proef_stop(void *ctx, int64_t gedaan, int64_t totaal)
{
    taak_voortgang(ctx, gedaan, totaal, totaal ? "cijfers vergelijken met wat er staat" : "rijen lezen");
    return taak_moet_stoppen(ctx);
}

static bool import_stop(void *ctx, int64_t gedaan, int64_t totaal)
{
    taak_voortgang(ctx, gedaan, totaal, totaal ? "cijfers opslaan" : "rijen lezen");
    return taak_moet_stoppen(ctx);
}

static int import_mede(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    struct arena a;
    struct doc *d;
    int rc;

    arena_init(&a, 0);
    d = doc_map(&a);
    DOC_SET_INT(&a, d, "levering", levering);
    rc = taak_vastleggen(ctx, c, d, e);
    arena_done(&a);
    return rc;
}

static struct doc *uitslag_doc(struct arena *a, const struct import_uitslag *u, int rc)
{
    const struct levering_uitslag *l = &u->levering;
    struct doc *d = doc_map(a);

    DOC_SET_INT(a, d, "cijfers", u->cijfers);
    DOC_SET_INT(a, d, "fouten", u->fouten);
    if (!rc) {
        DOC_SET(a, d, "levering", l->id ? doc_int(a, l->id) : doc_null(a));
        DOC_SET(a, d, "vervangt", l->vervangt ? doc_int(a, l->vervangt) : doc_null(a));
        DOC_SET_INT(a, d, "nieuw", l->nieuw);
        DOC_SET_INT(a, d, "gewijzigd", l->gewijzigd);
        DOC_SET_INT(a, d, "gelijk", l->gelijk);
        DOC_SET_INT(a, d, "verdwenen", l->verdwenen);
        DOC_SET(a, d, "voorbeelden", l->voorbeelden ? l->voorbeelden : doc_list(a));
    }
    DOC_SET(a, d, "verslag", u->verslag ? u->verslag : doc_map(a));
    return d;
}

/* The same file was delivered before: which levering is it? */
static void bestaat_zet(struct taak_werk *w, struct str soort)
{
    struct conn *c;
    struct err geen;
    int64_t id;

    if (store_read(w->store, &c, &geen))
        return; /* the words of the refusal are there without it */
    if (!levering_bij_inhoud(c, soort, w->bijlage, &id, &geen))
        DOC_SET_INT(w->a, w->resultaat, "bestaat", id);
    store_return(w->store, c);
}

/* How the table is read: as was said, or as is kept for this leveraar and header. Without either *ret_vraag:
 * a person is to say it. */
static int leeswijzer_neem(struct taak_werk *w, const struct gebieden *g, struct import_opdracht *x,
                           bool *ret_vraag, struct err *e)
{
    const struct doc *gegeven = doc_get(w->opdracht, STR("leeswijzer"));
    struct leeswijzer *l = ARENA_NEW(w->a, struct leeswijzer);
    struct herken_vraag v = {.blad = -1, .bestand = x->bestand, .leveraar = x->leveraar};
    struct leeswijzer_bewaard er;
    struct onbekend o = {0};
    struct conn *c;
    int rc;

    *ret_vraag = false;
    if (!gegeven && !str_is(x->soort, SOORT_TABEL))
        return OK;
    x->leeswijzer = l;
    if (gegeven) {
        rc = leeswijzer_uit_doc(w->a, gegeven, l, e);
        x->soort = l->soort;
        return rc;
    }
    rc = store_read(w->store, &c, e);
    if (rc)
        return rc;
    rc = onbekend_herken(c, g, w->a, x->inhoud, x->peildatum, &v, &o, e);
    if (!rc) {
        rc = onbekend_bewaard(c, w->a, &o, x->partij, x->leveraar, &er, l, e);
        *ret_vraag = rc != OK;
        if (rc == ERR_NOT_FOUND || rc == ERR_DATA)
            rc = OK;
    }
    onbekend_done(&o);
    store_return(w->store, c);
    x->soort = l->soort;
    return rc;
}

/* Who asked for it, as the handler wrote it down. */
static void dader_lees(const struct doc *opdracht, struct import_opdracht *x)
{
    const struct doc *id = doc_get(opdracht, STR("dader_id")), *partij = doc_get(opdracht, STR("partij")),
                     *anderen = doc_get(opdracht, STR("ook_van_anderen"));
    struct str soort = doc_get_str(opdracht, STR("dader"));

    x->partij = partij && partij->type == DOC_INT ? partij->i : 0;
    x->ook_van_anderen = anderen && anderen->type == DOC_BOOL && anderen->b;
    x->door = (struct dader){.soort = str_is(soort, "mens")      ? DADER_MENS
                                      : str_is(soort, "sleutel") ? DADER_SLEUTEL
                                                                 : DADER_BEZOEKER,
                             .id = id && id->type == DOC_INT ? id->i : 0,
                             .namens = x->partij,
                             .waar = doc_get_str(opdracht, STR("waar"))};
}

static int import_werk(struct taak_werk *w, bool proef, struct err *e)
{
    struct omgeving *o = w->ctx;
    struct import_opdracht x = {.soort = doc_get_str(w->opdracht, STR("soort")),
                                .bestand = doc_get_str(w->opdracht, STR("bestand")),
                                .leveraar = doc_get_str(w->opdracht, STR("leveraar")),
                                .wie = w->wie,
                                .inhoud = w->bijlage,
                                .proef = proef,
                                .stop = proef ? proef_stop : import_stop,
                                .stop_ctx = w,
                                .mede = import_mede,
                                .mede_ctx = w};
    struct import_uitslag u = {0};
    const struct gebieden *g = NULL;
    bool vraag;
    int rc;

    if (!w->bijlage.p)
        return err_set(e, ERR_NOT_FOUND, "het bestand is niet meer bewaard; lever het opnieuw aan");
    if (!date_parse(doc_get_str(w->opdracht, STR("peildatum")), &x.peildatum))
        return err_set(e, ERR_ENV, "de opdracht heeft geen peildatum");
    dader_lees(w->opdracht, &x);
    rc = gebieden_neem(o, &g, e);
    if (rc)
        return rc;
    rc = leeswijzer_neem(w, g, &x, &vraag, e);
    if (!rc && vraag) {
        gebied_cache_geef(o->gebieden, g);
        w->resultaat = doc_map(w->a);
        DOC_SET_BOOL(w->a, w->resultaat, "kolommen", true); /* a person is to say what they are */
        return proef ? OK : err_set(e, ERR_DATA, "van deze tabel is niet gezegd wat de kolommen zijn");
    }
    if (!rc)
        rc = import_doe(o->store, g, w->a, &x, &u, e);
    gebied_cache_geef(o->gebieden, g);
    w->resultaat = uitslag_doc(w->a, &u, rc);
    if (rc == ERR_CONFLICT)
        bestaat_zet(w, x.soort);
    return rc;
}

static int proef_doe(struct taak_werk *w, struct err *e)
{
    return import_werk(w, true, e);
}

static int import_doe_taak(struct taak_werk *w, struct err *e)
{
    struct omgeving *o = w->ctx;
    int rc = import_werk(w, false, e);

    if (!rc && o->veranderd)
        o->veranderd(o);
    return rc;
}

const struct taak_soort route_taken[] = {
    {TAAK_PROEF, proef_doe},
    {TAAK_IMPORT, import_doe_taak},
    {0},
};
