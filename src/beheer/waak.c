/* SPDX-License-Identifier: EUPL-1.2
 * Watches the trail: once in a quarter of an hour it counts what happened in the last hour, and tells each
 * beheerder by mail, the trail and the log when that is unusual. It only tells; nobody is shut out. */
#include "beheer/waak.h"

#include "base/date.h"
#include "base/log.h"
#include "base/num.h"

#define UUR       ((int64_t)3600 * 1000)
#define ELKE      (UUR / 4)
#define STIL_NA   (24 * UUR) /* so long the same is not told again */
#define WAAKREGEL "waakregel"

const struct waakregel waakregels[] = {
    {1, "aanmelden.mislukt", false, 50, "mislukte pogingen om aan te melden"},
    {2, "aanmelden.code_hergebruikt", false, 3, "keer een code van een tweede stap die al gebruikt was"},
    {3, "toegang.geweigerd", false, 100, "weigeringen aan wie iets niet mocht"},
    {4, "gelezen", true, 300, "keer dat één gebruiker iets las dat niet openbaar is"},
    {5, "levering.ingetrokken", true, 20, "leveringen die één gebruiker introk"},
    {6, "mens.gemaakt", true, 50, "gebruikers die één gebruiker toevoegde"},
    {7, "database.gekopieerd", false, 12, "kopieën van de hele database"},
    {0}};

static int mail(struct conn *c, struct arena *a, const struct omgeving *o, struct str wat, struct err *e)
{
    const int64_t *v;
    size_t n;
    int rc = mensen_beheerders(c, a, &v, &n, e);

    for (size_t i = 0; !rc && i < n; i++)
        rc = mens_mail_waak(o, c, v[i], wat, e);
    return rc;
}

static int meld(struct conn *c, struct arena *a, const struct omgeving *o, const struct waakregel *r,
                int64_t n, struct err *e)
{
    struct str wat = str_fmt(a, "%.*s %s", STR_ARG(num_nl(a, n, 0)), r->wat);
    struct doc *na = doc_map(a);
    int rc;

    DOC_SET_STR(a, na, "wat", wat);
    DOC_SET_INT(a, na, "grens", r->grens);
    rc = mail(c, a, o, wat, e);
    if (!rc)
        rc = spoor_schrijf(c, NULL, &(struct daad){"waak.ongewoon", WAAKREGEL, r->nummer, NULL, na}, e);
    if (!rc)
        LOG(LOG_WARN, "ongewoon", LOG_STR("wat", wat), LOG_INT("grens", r->grens));
    return rc;
}

static int waak_doe(struct conn *c, void *ctx, struct err *e)
{
    struct taak_werk *w = ctx;
    int64_t nu = time_ms(), n, gezegd = 0;
    struct arena a;
    int rc = OK;

    arena_init(&a, 0);
    for (const struct waakregel *r = waakregels; !rc && r->daad; r++) {
        rc = spoor_keren(c, r->daad, nu - UUR, r->per_wie, &n, e);
        if (!rc && n >= r->grens)
            rc = spoor_laatst(c, WAAKREGEL, r->nummer, &gezegd, e);
        if (!rc && n >= r->grens && gezegd < nu - STIL_NA)
            rc = meld(c, &a, w->ctx, r, n, e);
    }
    arena_done(&a);
    return rc;
}

static int waak(struct taak_werk *w, struct err *e)
{
    return store_write(w->store, waak_doe, w, e);
}

const struct taak_soort waak_taken[] = {{"waken", waak, NULL, ELKE}, {0}};
