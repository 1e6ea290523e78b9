/* SPDX-License-Identifier: EUPL-1.2
 * A list of organisations. Each row is one: found by its CBS or KvK code, or else by kind and name, and made
 * when it is not there. What a row leaves open stays as it is. */
#include "route/importeurs.h"

#include "partij/partij.h"

#include <string.h>

static const char sql_bestaat[] =
    "SELECT id FROM partij WHERE opgegaan_in IS NULL AND ((?1 <> '' AND cbs = ?1) OR (?2 <> '' AND kvk = ?2)"
    " OR (soort = ?3 AND naam = ?4)) ORDER BY id LIMIT 1";

struct rij {
    struct partij p;
    struct partij_contact contact;
    const int64_t *gebied;
    size_t n;
    date_t van;
};

struct lijst {
    VEC(struct rij) at;
    struct dader door;
};

struct partij_kolommen {
    int soort, naam, kvk, cbs, werkgebied, vanaf, contact, functie, email, telefoon, bron;
};

static const char *const soorten[] = {"gemeente",      "provincie",   "rijk",  "corporatie",
                                      "zorgaanbieder", "zorgkantoor", "overig"}; /* partij_soorten */

const struct kolom partijen_kolommen[PARTIJEN_KOLOM_N] = {
    {.namen = "soort",
     .ook = "soort organisatie|type organisatie",
     .type = KOLOM_IS_KEUZE,
     .woorden = soorten,
     .n_woorden = sizeof soorten / sizeof *soorten,
     .plaats = offsetof(struct partij_kolommen, soort),
     .verplicht = true,
     .voorbeeld = "corporatie",
     .uitleg = "Wat voor organisatie het is"},
    {.namen = "naam|organisatie",
     .ook = "naam organisatie",
     .plaats = offsetof(struct partij_kolommen, naam),
     .verplicht = true,
     .voorbeeld = "Verzonnen Wonen",
     .uitleg = "Hoe de organisatie heet"},
    {.namen = "kvk|kvk nummer|kvk-nummer",
     .ook = "kamer van koophandel",
     .plaats = offsetof(struct partij_kolommen, kvk),
     .uitleg = "Het nummer bij de Kamer van Koophandel, acht cijfers"},
    {.namen = "cbs|cbs code|cbs-code",
     .plaats = offsetof(struct partij_kolommen, cbs),
     .uitleg = "Van een gemeente of provincie de code, als GM0981 of PV31"},
    {.namen = "werkgebied|gemeenten",
     .plaats = offsetof(struct partij_kolommen, werkgebied),
     .voorbeeld = "Vaals, GM0917",
     .uitleg = "Waar zij werkt: namen of codes met komma's ertussen; een regio staat voor haar gemeenten"},
    {.namen = "vanaf|van",
     .type = KOLOM_IS_DATUM,
     .plaats = offsetof(struct partij_kolommen, vanaf),
     .voorbeeld = "2025-01-01",
     .uitleg = "Sinds wanneer zij daar werkt; leeg is de peildatum"},
    {.namen = "contact|contactpersoon",
     .plaats = offsetof(struct partij_kolommen, contact),
     .voorbeeld = "V. Erzonnen",
     .uitleg = "Wie u kunt bellen"},
    {.namen = "functie",
     .plaats = offsetof(struct partij_kolommen, functie),
     .voorbeeld = "beleidsmedewerker",
     .uitleg = "Wat de contactpersoon doet"},
    {.namen = "email|e-mail",
     .ook = "e mail|mail|e-mailadres|emailadres",
     .plaats = offsetof(struct partij_kolommen, email),
     .voorbeeld = "wonen@verzonnen.example",
     .uitleg = "E-mail van de contactpersoon"},
    {.namen = "telefoon",
     .ook = "telefoonnummer|tel",
     .plaats = offsetof(struct partij_kolommen, telefoon),
     .voorbeeld = "000 000 0000",
     .uitleg = "Telefoon van de contactpersoon"},
    {.namen = "bron",
     .ook = "herkomst",
     .plaats = offsetof(struct partij_kolommen, bron),
     .voorbeeld = "Verzonnen lijst",
     .uitleg = "Waar deze gegevens vandaan komen"},
};

static int rij_schrijf(struct conn *c, const struct dader *d, const struct rij *r, struct err *e)
{
    struct partij p = r->p;
    int64_t id = 0;
    int rc = sql_get_int(c, sql_bestaat, &id, e, "ssss", p.cbs, p.kvk, p.soort, p.naam);

    if (rc && rc != ERR_NOT_FOUND)
        return rc;
    p.id = rc ? 0 : id;
    rc = partij_schrijf(c, d, &p, &id, e);
    if (!rc && r->n)
        rc = partij_werkgebied_zet(c, d, id, r->gebied, r->n, r->van, e);
    if (!rc && r->contact.naam.n)
        rc = partij_contacten_zet(c, d, id, &r->contact, 1, e);
    return rc;
}

static int lijst_schrijf(struct conn *c, int64_t levering, void *ctx, struct err *e)
{
    const struct lijst *l = ctx;
    int rc = OK;

    (void)levering; /* the trail tells that it was this delivery: its rows stand beside each other there */
    for (size_t i = 0; !rc && i < l->at.n; i++)
        rc = rij_schrijf(c, &l->door, &l->at.at[i], e);
    return rc;
}

static struct str tekst(struct import *im, const struct tabel_rij *r, int kolom)
{
    return kolom < 0 ? STR("") : str_dup(im->a, import_tekst(r, kolom));
}

/* The gemeenten of "GM0935, PV31": a region stands for those that it has on that day. */
static bool gebieden_lees(struct import *im, const struct tabel_rij *r, int kolom, struct str lijst,
                          struct rij *x)
{
    VEC(int64_t) v = {0};

    while (lijst.n) {
        struct str een = str_trim(str_cut(lijst, ',', &lijst));
        struct gebied_vondst g = gebied_zoek(im->g, im->a, een, STR(""), x->van);
        struct gebied_lijst l;

        if (!een.n)
            continue;
        if (!g.gebied) {
            import_meld(im, MELDING_FOUT, r->nummer, kolom, een,
                        "dit gebied is niet bekend; verwacht codes of namen, gescheiden door komma's");
            return false;
        }
        l = gebied_leden(im->g, im->a, g.gebied, x->van);
        for (size_t i = 0; i < l.n; i++)
            VEC_PUSH(im->a, &v, l.at[i]->id);
    }
    x->gebied = v.at;
    x->n = v.n;
    return true;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, const struct partij_kolommen *k,
                     struct lijst *ret)
{
    struct rij x = {.p = {.soort = str_lower(im->a, tekst(im, r, k->soort)),
                          .naam = tekst(im, r, k->naam),
                          .kvk = tekst(im, r, k->kvk),
                          .cbs = tekst(im, r, k->cbs),
                          .bron = tekst(im, r, k->bron)},
                    .contact = {0, tekst(im, r, k->contact), tekst(im, r, k->functie), tekst(im, r, k->email),
                                tekst(im, r, k->telefoon)}};
    struct str fout = partij_keur(&x.p, im->g), waar = tekst(im, r, k->werkgebied);

    if (fout.n) {
        import_meld(im, MELDING_FOUT, r->nummer, k->naam, x.p.naam, "%.*s", STR_ARG(fout));
        return;
    }
    if (!import_datum(im, r, k->vanaf, im->l->peildatum, &x.van))
        return;
    if (!gebieden_lees(im, r, k->werkgebied, waar.n ? waar : x.p.cbs, &x))
        return;
    x.p.verzonnen = import_verzonnen(im->a, x.p.bron);
    VEC_PUSH(im->a, &ret->at, x);
}

int partijen_lees_in(struct import *im, struct err *e)
{
    struct partij_kolommen k;
    struct lijst *l = ARENA_NEW(im->a, struct lijst);
    struct tabel_rij r;
    int rc = import_kolommen(im, partijen_kolommen, PARTIJEN_KOLOM_N, &k, &r, e);

    if (rc)
        return rc;
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &k, l);
    if (rc)
        return rc;
    if (!l->at.n && !im->fouten)
        return err_set(e, ERR_DATA, "er staat geen enkele organisatie in");
    import_meld(im, MELDING_INFO, 0, -1, STR(""), "%zu organisaties gelezen", l->at.n);
    l->door = im->l->door;
    im->l->schrijf = lijst_schrijf;
    im->l->schrijf_ctx = l;
    return OK;
}
