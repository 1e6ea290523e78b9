/* SPDX-License-Identifier: EUPL-1.2
 * The accounts of the demo: one a role, of other gemeenten, a corporatie and a
 * zorgaanbieder, all with one password, which the demo's
 * own sign-in page shows. Made only by `woonzorg demo`. */
#include "beheer/beheer.h"

#include "partij/partij.h"
#include "toegang/mens.h"

const struct demo_mens demo_mensen[] = {
    {"lezer@demo.example", "Lies de Lezer", "GM0935", "Gemeente Maastricht", ROL_LEZER},
    {"invuller@demo.example", "Ine de Invuller", "GM0935", "Gemeente Maastricht", ROL_INVULLER},
    {"coordinator@demo.example", "Co de Coördinator", "GM0935", "Gemeente Maastricht", ROL_COORDINATOR},
    {"toezichthouder@demo.example", "To de Toezichthouder", "PV31", "Provincie Limburg", ROL_TOEZICHTHOUDER},
    {"redacteur@demo.example", "Rein de Redacteur", "PV31", "Provincie Limburg", ROL_REDACTEUR},
    {"beheerder@demo.example", "Bea de Beheerder", "PV31", "Provincie Limburg", ROL_BEHEERDER},
    {"meerssen@demo.example", "Mees van Meerssen", "GM0938", "Gemeente Meerssen", ROL_INVULLER},
    {"vaals@demo.example", "Vera van Vaals", "GM0981", "Gemeente Vaals", ROL_INVULLER},
    {"heerlen@demo.example", "Hein van Heerlen", "GM0917", "Gemeente Heerlen", ROL_INVULLER},
    {"kerkrade@demo.example", "Kee van Kerkrade", "GM0928", "Gemeente Kerkrade", ROL_INVULLER},
    {"thuis@demo.example", "Thijs van Parkstad Thuis", "Parkstad Thuis (verzonnen)",
     "Parkstad Thuis (verzonnen)", ROL_INVULLER},
    {"zorg@demo.example", "Zita van Thuis in Parkstad", "Stichting Thuis in Parkstad (verzonnen)",
     "Stichting Thuis in Parkstad (verzonnen)", ROL_INVULLER},
    {0},
};

static const char sql_anderen[] = "SELECT COUNT(*) FROM mens WHERE email NOT LIKE '%" DEMO_DOMEIN "'";

static int demo_doe(struct conn *c, void *ctx, struct err *e)
{
    const char *som = ctx;
    struct arena a;
    int rc = OK;

    arena_init(&a, 0);
    for (const struct demo_mens *m = demo_mensen; !rc && m->email; m++) {
        struct mens er;
        struct partij p;
        int64_t id;

        if (mens_bij_email(c, &a, str_from(m->email), &er, e) == OK)
            continue;
        rc = partij_zoek(c, &a, str_from(m->partij), &p, e);
        if (!rc)
            rc = mens_maak(c, NULL, str_from(m->email), str_from(m->naam), &id, e);
        if (!rc)
            rc = mens_rol_zet(c, NULL, id, p.id, m->rol, e);
        if (!rc)
            rc = mens_wachtwoord_zet(c, NULL, id, str_from(som), 0, e);
    }
    arena_done(&a);
    return rc;
}

int beheer_demo_vul(struct store *s, struct arena *a, struct err *e)
{
    char som[WACHTWOORD_SOM];
    struct mens m;
    struct conn *c;
    int64_t anderen = 0;
    int rc = store_read(s, &c, e);

    if (rc)
        return rc;
    rc = sql_get_int(c, sql_anderen, &anderen, e, "");
    if (!rc)
        rc = mens_bij_email(c, a, str_from(demo_mensen[0].email), &m, e);
    store_return(s, c);
    if (rc == ERR_NOT_FOUND && anderen) /* somebody's own database: no account with a known password in it */
        return OK;
    if (rc != ERR_NOT_FOUND)
        return rc;
    rc = wachtwoord_maak(STR(DEMO_WACHTWOORD), som, e);
    return rc ? rc : store_write(s, demo_doe, som, e);
}
