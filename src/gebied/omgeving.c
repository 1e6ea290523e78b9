/* SPDX-License-Identifier: EUPL-1.2 */
#include "gebied/omgeving.h"

#include "tabel/tabel.h"

int omgeving_open(struct omgeving *o, struct str url, struct err *e)
{
    int rc;

    *o = (struct omgeving){.naam = STR("Woonzorg"), .thuis = STR("NL01")};
    rc = store_open_existing(&o->store, url, 0, e);
    if (!rc)
        rc = store_check_schema(o->store, store_migrations, store_migrations_n, e);
    if (rc) {
        store_close(o->store);
        o->store = NULL;
        return rc;
    }
    o->gebieden = gebied_cache_new();
    return OK;
}

void omgeving_sluit(struct omgeving *o)
{
    gebied_cache_free(o->gebieden);
    store_close(o->store);
    *o = (struct omgeving){0};
}

int blik_open(struct omgeving *o, struct blik *b, struct err *e)
{
    int rc;

    *b = (struct blik){.o = o};
    rc = store_read(o->store, &b->c, e);
    if (!rc)
        rc = conn_snapshot_begin(b->c, e);
    if (!rc)
        rc = gebied_cache_neem(o->gebieden, b->c, &b->g, e);
    if (rc)
        blik_sluit(b);
    return rc;
}

void blik_sluit(struct blik *b)
{
    if (b->g)
        gebied_cache_geef(b->o->gebieden, b->g);
    if (b->c)
        conn_snapshot_end(b->c);
    store_return(b->o->store, b->c);
    b->g = NULL;
    b->c = NULL;
}

int werkbestand_open(struct command_call *call, struct werkbestand *w, struct err *e)
{
    int rc;

    w->pad = command_value(call, "BESTAND");
    rc = bestand_lees(call->a, str_cstr(call->a, w->pad), WERKBESTAND_MAX, &w->bytes, e);
    if (!rc)
        rc = omgeving_open(&w->o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&w->o, &w->b, e);
    if (rc)
        omgeving_sluit(&w->o);
    else
        conn_snapshot_end(w->b.c); /* so that what is written waits for no one who looks */
    return rc;
}

void werkbestand_sluit(struct werkbestand *w)
{
    blik_sluit(&w->b);
    omgeving_sluit(&w->o);
}
