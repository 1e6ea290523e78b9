/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg kwaliteit controleer, kwaliteit lijst; and the taak that checks what waits after an upgrade or new
 * rules. */
#include "kwaliteit/intern.h"

#include "gebied/gebied_cmd.h"
#include "gebied/omgeving.h"

#include <stdio.h>

static int controleer_cmd(struct command_call *call, struct err *e)
{
    struct omgeving o;
    struct blik b;
    int64_t n = 0;
    struct bevinding *v = NULL;
    size_t aantal = 0;
    bool alles = !command_value(call, "wachtend").p;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc) {
        store_return(o.store, b.c); /* each check lends its own */
        b.c = NULL;
        rc = kwaliteit_bijwerken(o.store, b.g, alles, NULL, &n, e);
    }
    if (!rc)
        rc = store_read(o.store, &b.c, e);
    if (!rc)
        rc = bevindingen_lees(b.c, b.g, call->a, &(struct bevinding_keuze){.open = true}, &v, &aantal, e);
    if (!rc)
        printf("%lld %s nagekeken; %zu %s open\n", (long long)n, n == 1 ? "levering" : "leveringen", aantal,
               aantal == 1 ? "bevinding staat" : "bevindingen staan");
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static struct doc *bevindingen_tabel(struct arena *a, const struct bevinding *v, size_t n)
{
    static const char *const kolommen[] = {
        "id",       "Nummer",    "getal",      "ernst",      "Ernst",     "tekst",     "dimensie",
        "Dimensie", "tekst",     "regel",      "Regel",      "tekst",     "partij",    "Partij",
        "tekst",    "levering",  "Levering",   "getal",      "onderwerp", "Onderwerp", "tekst",
        "gebied",   "Code",      "tekst",      "naam",       "Gebied",    "tekst",     "periodeVan",
        "Van",      "datum",     "periodeTot", "Tot en met", "datum",     "links",     "Gevonden",
        "getal",    "rechts",    "Verwacht",   "getal",      "status",    "Status",    "tekst",
        "tekst",    "Bevinding", "tekst",      "sleutel",    "Sleutel",   "tekst",     NULL};
    struct doc *t = table_new(a, STR("Bevindingen"), kolommen), *rijen = doc_get(t, STR("rijen"));

    for (size_t i = 0; i < n; i++) {
        const struct bevinding *b = &v[i];
        struct doc *r = doc_add(a, rijen, doc_map(a));

        DOC_SET_INT(a, r, "id", b->id);
        DOC_SET_STR(a, r, "ernst", ernst_naam((enum ernst)b->ernst));
        DOC_SET_STR(a, r, "dimensie", b->dimensie);
        DOC_SET_STR(a, r, "regel", b->regel);
        DOC_SET_STR(a, r, "partij", leveraar_naam(b->soort, b->leveraar));
        DOC_SET_INT(a, r, "levering", b->levering);
        DOC_SET_STR(a, r, "onderwerp", b->onderwerp);
        DOC_SET_STR(a, r, "gebied", b->gebied->code);
        DOC_SET_STR(a, r, "naam", b->gebied->naam);
        DOC_SET(a, r, "periodeVan", b->van ? doc_str(a, date_iso(a, b->van)) : doc_null(a));
        DOC_SET(a, r, "periodeTot", b->tot ? doc_str(a, date_iso(a, b->tot)) : doc_null(a));
        DOC_SET(a, r, "links", b->geheim ? doc_null(a) : doc_int(a, b->links));
        DOC_SET(a, r, "rechts", b->geheim ? doc_null(a) : doc_int(a, b->rechts));
        DOC_SET_STR(a, r, "status", b->status);
        DOC_SET_STR(a, r, "tekst", b->tekst);
        DOC_SET_STR(a, r, "sleutel", b->sleutel);
    }
    return t;
}

static int lijst_cmd(struct command_call *call, struct err *e)
{
    struct bevinding_keuze k = {.alles = command_value(call, "alles").p != NULL};
    struct bevinding *v;
    struct omgeving o;
    struct blik b;
    size_t n;
    int rc = command_int(call, "levering", &k.levering, e);

    if (!rc && command_value(call, "partij").p)
        k.partij = leveraar_code(call->a, command_value(call, "partij"));
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = bevindingen_lees(b.c, b.g, call->a, &k, &v, &n, e);
    if (!rc)
        rc = command_table(call, bevindingen_tabel(call->a, v, n), e);
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc;
}

static const struct command_option controleer_opties[] = {
    OPTION_DB,
    {"wachtend", NULL, "alleen leveringen die nog niet met de regels van nu zijn nagekeken", false, false,
     false},
    {0},
};
static const struct command_option lijst_opties[] = {
    OPTION_DB,
    OPTION_FORMAT,
    {"partij", "NAAM", "alleen wat deze leveraar moet nakijken", false, false, false},
    {"levering", "N", "alleen van deze levering", false, false, false},
    {"alles", NULL, "ook wat hersteld of vervallen is", false, false, false},
    {0},
};

const struct command kwaliteit_commands[] = {
    {"kwaliteit", "controleer", "Kijkt alle leveringen die tellen opnieuw na",
     "Bij het invoeren gebeurt dat vanzelf. Nodig als de regels veranderd zijn. Antwoorden blijven staan.",
     controleer_cmd, controleer_opties},
    {"kwaliteit", "lijst", "Toont de bevindingen over de cijfers, de ernstigste eerst", NULL, lijst_cmd,
     lijst_opties},
    {0},
};

/* ---- background ---- */

static bool taak_stop(void *ctx, int64_t gedaan, int64_t totaal)
{
    taak_voortgang(ctx, gedaan, totaal, "leveringen nakijken");
    return taak_moet_stoppen(ctx);
}

static int taak_doe(struct taak_werk *w, struct err *e)
{
    struct omgeving *o = w->ctx;
    struct kwaliteit_stop stop = {taak_stop, w};
    const struct gebieden *g = NULL;
    struct conn *c;
    int64_t n = 0;
    int rc = store_read(o->store, &c, e);

    if (!rc) {
        rc = gebied_cache_neem(o->gebieden, c, &g, e);
        store_return(o->store, c);
    }
    if (!rc)
        rc = kwaliteit_bijwerken(o->store, g, false, &stop, &n, e);
    gebied_cache_geef(o->gebieden, g);
    w->resultaat = doc_map(w->a);
    DOC_SET_INT(w->a, w->resultaat, "nagekeken", n);
    return rc;
}

const struct taak_soort kwaliteit_taken[] = {{TAAK_KWALITEIT, taak_doe}, {0}};

int kwaliteit_taak_zet(struct store *s, struct taak_loper *l, struct err *e)
{
    struct taak_opdracht o = {.soort = STR(TAAK_KWALITEIT), .wie = STR("woonzorg")};
    char sleutel[TAAK_SLEUTEL + 1];
    struct conn *c;
    int64_t wacht = 0, id;
    int rc = store_read(s, &c, e);

    if (rc)
        return rc;
    rc = kwaliteit_achterstand(c, &wacht, e);
    store_return(s, c);
    return rc || !wacht ? rc : taak_nieuw(s, l, &o, &id, sleutel, e);
}
