/* SPDX-License-Identifier: EUPL-1.2
 * The resources for who may see partijen, with the rights of their pages: signalen, as far as the pages show
 * them to who asks; and what was made known, with which partijen saw it. */
#include "api/api.h"

#include "kennisname/kennisname.h"
#include "opgave/opgave.h"
#include "signaal/signaal_pagina.h"
#include "toegang/toegang.h"

#define F(T, naam, soort, lid, vlag, tekst, vb)                                                              \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, NULL                              \
    }
#define L(naam, soort, vlag, tekst, vb, fn)                                                                  \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, 0, fn, NULL, NULL                                                      \
    }

static struct doc *gebied_of_null(const struct api *x, const struct gebied *g)
{
    return g ? doc_str(x->a, g->code) : doc_null(x->a);
}

static struct doc *signaal_gebied_lees(const struct api *x, const void *ding)
{
    return gebied_of_null(x, ((const struct signaal *)ding)->gebied);
}

static struct doc *ernst_lees(const struct api *x, const void *ding)
{
    return doc_str(x->a, str_from(signaal_ernsten[((const struct signaal *)ding)->ernst]));
}

static struct doc *stand_lees(const struct api *x, const void *ding)
{
    const struct signaal *s = ding;

    return doc_str(x->a, s->einde ? STR("voorbij") : s->stand.n ? s->stand : STR("nieuw"));
}

const struct veld signaal_velden[] = {
    F(signaal, "id", VELD_GETAL, id, 0, "nummer van het signaal", "1"),
    F(signaal, "regel", VELD_TEKST, regel, VELD_FILTER, "code van de regel die het vond",
      "\"visie-onbekend\""),
    F(signaal, "titel", VELD_TEKST, titel, 0, "wat er is, in het kort",
      "\"Hoe ver de woonzorgvisie is, is niet bekend\""),
    F(signaal, "tekst", VELD_TEKST, tekst, 0, "wat er is",
      "\"Van Vaals is niet bekend hoe ver de woonzorgvisie is.\""),
    F(signaal, "doen", VELD_TEKST, doen, 0, "wat men kan doen", "\"Vul in hoe ver u bent.\""),
    {"ernst", VELD_TEKST, "hoe dringend", "\"let op\"", VELD_FILTER, 0, ernst_lees, NULL,
     "goed om te weten|let op|dringend"},
    L("gebied", VELD_TEKST, VELD_LEEG | VELD_FILTER, "code van het gebied; null: geen", "\"GM0981\"",
      signaal_gebied_lees),
    F(signaal, "partij", VELD_TEKST, partij_naam, VELD_LEEG,
      "aan welke organisatie het iets vraagt; null: niemand in het bijzonder", "\"Gemeente Vaals\""),
    F(signaal, "adres", VELD_TEKST, adres, VELD_LEEG, "waar het over gaat, op deze website",
      "\"/regie/woonzorgvisies/GM0981\""),
    {"stand", VELD_TEKST, "wat er laatst mee gedaan is", "\"nieuw\"", VELD_FILTER, 0, stand_lees, NULL,
     "nieuw|opgepakt|beantwoord|gesloten|heropend|voorbij"},
    F(signaal, "gevonden", VELD_MOMENT, moment, 0, "wanneer de regel het vond",
      "\"2026-11-27T09:00:00.000Z\""),
    F(signaal, "voorbij", VELD_MOMENT, einde, VELD_LEEG,
      "wanneer de regel het niet meer vond; null: het is er nog", "null"),
    F(signaal, "waaromVoorbij", VELD_TEKST, einde_tekst, VELD_LEEG, "waarom het voorbij is", "null"),
    F(signaal, "voorwaarde", VELD_TEKST, voorwaarde, 0, "de voorwaarde van de regel, in woorden",
      "\"de stand is niet bekend\""),
    F(signaal, "gegevens", VELD_TEKST, feiten, 0, "de gegevens waarmee de regel het vond",
      "\"de stand van de woonzorgvisie: onbekend\""),
    F(signaal, "waarom", VELD_TEKST, waarom, 0, "waarom de regel er is", "\"De provincie houdt toezicht.\""),
    F(signaal, "bron", VELD_TEKST, bron, 0, "waar dat staat",
      "\"Inventarisatie woonzorgvisies (2023), paragraaf 4.6\""),
    F(signaal, "eerder", VELD_GETAL, vorige, VELD_LEEG,
      "nummer van het signaal dat hetzelfde eerder vond; null: geen", "null"),
    {0},
};

int signalen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    VEC(struct signaal) v = {0};
    struct signaal_zicht z;
    const struct opgave *o;
    size_t n_opgave;
    int rc = opgaven_lees(x->c, x->g, x->a, &o, &n_opgave, e);

    if (!rc)
        rc = signaal_zicht_van(x->c, x->a, wie_van(x->q), o, n_opgave, &z, e);
    for (int einde = 0; !rc && einde < 2; einde++) {
        const struct signaal *s = NULL;
        size_t n = 0;

        rc = signalen_lees(x->c, x->g, x->a, einde, &s, &n, e);
        for (size_t i = 0; !rc && i < n; i++)
            if (signaal_zichtbaar(&z, &s[i]))
                VEC_PUSH(x->a, &v, s[i]);
    }
    *ret = v.at;
    *ret_n = v.n;
    return rc;
}

/* ---- kennisname ---- */

static struct doc *gezien_op_lees(const struct api *x, const void *ding)
{
    int64_t op = ((const struct publicatie_partij *)ding)->gezien;

    return op ? doc_str(x->a, time_iso(x->a, op)) : doc_null(x->a);
}

static const struct veld ontvanger_velden[] = {
    F(publicatie_partij, "partij", VELD_GETAL, partij, 0, "nummer van de organisatie", "3"),
    F(publicatie_partij, "naam", VELD_TEKST, naam, 0, "haar naam", "\"Gemeente Vaals\""),
    F(publicatie_partij, "soort", VELD_TEKST, soort, 0, "haar soort", "\"gemeente\""),
    L("gezienOp", VELD_MOMENT, VELD_LEEG,
      "wanneer iemand van haar bevestigde dat zij dit zag; null: nog niemand", "\"2026-11-27T10:00:00.000Z\"",
      gezien_op_lees),
    F(publicatie_partij, "herinneringen", VELD_GETAL, herinneringen, 0, "hoe vaak zij herinnerd is", "1"),
    {0},
};

static struct doc *publicatie_gebied_lees(const struct api *x, const void *ding)
{
    return gebied_of_null(x, ((const struct publicatie_ding *)ding)->p.gebied);
}

static struct doc *ontvangers_lees(const struct api *x, const void *ding)
{
    const struct publicatie_ding *d = ding;
    struct doc *l = doc_list(x->a);

    for (size_t i = 0; i < d->n; i++)
        doc_add(x->a, l, velden_doc(x, ontvanger_velden, &d->partij[i], NULL));
    return l;
}

const struct veld publicatie_velden[] = {
    F(publicatie_ding, "id", VELD_GETAL, p.id, 0, "nummer van het stuk", "1"),
    {"soort", VELD_TEKST, "wat voor stuk", "\"opgave\"", VELD_FILTER,
     offsetof(struct publicatie_ding, p.soort), NULL, NULL, "opgave|besluit|cijfers|definitie|document"},
    F(publicatie_ding, "titel", VELD_TEKST, p.titel, 0, "hoe het heet", "\"Opgave Parkstad (verzonnen)\""),
    F(publicatie_ding, "tekst", VELD_TEKST, p.tekst, VELD_LEEG, "waar het over gaat", "\"In consultatie.\""),
    L("gebied", VELD_TEKST, VELD_LEEG | VELD_FILTER, "code van het gebied", "\"VD04\"",
      publicatie_gebied_lees),
    F(publicatie_ding, "door", VELD_TEKST, p.partij_naam, VELD_LEEG, "welke organisatie het bekendmaakte",
      "\"Provincie Limburg\""),
    F(publicatie_ding, "bekendgemaakt", VELD_MOMENT, p.moment, 0, "wanneer", "\"2026-11-20T09:00:00.000Z\""),
    F(publicatie_ding, "reactieVoor", VELD_DATUM, p.reactie_voor, VELD_LEEG,
      "tot wanneer een reactie gevraagd is; null: geen, of niet meer", "\"2026-12-31\""),
    F(publicatie_ding, "voorbij", VELD_JANEE, p.voorbij, 0,
      "of zijn opgave is vastgesteld of vervallen, en niemand het nog hoeft te bevestigen", "false"),
    F(publicatie_ding, "adres", VELD_TEKST, p.adres, VELD_LEEG, "waar het staat, op deze website",
      "\"/regie/opgaven/1\""),
    F(publicatie_ding, "organisaties", VELD_GETAL, p.n, 0, "aan hoeveel organisaties", "12"),
    F(publicatie_ding, "gezien", VELD_GETAL, p.gezien, 0, "hoeveel daarvan bevestigden dat zij het zagen",
      "5"),
    {"partijen", VELD_DELEN, "per organisatie", NULL, 0, 0, ontvangers_lees, ontvanger_velden, NULL},
    {0},
};

int publicaties_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct publicatie *p = NULL;
    struct publicatie_lijst *l = NULL;
    struct publicatie_ding *d;
    size_t n = 0;
    int rc = publicaties_lees(x->c, x->g, x->a, 0, &p, &n, e);

    if (!rc)
        rc = publicaties_lijsten_lees(x->c, x->a, p, n, &l, e);
    d = ARENA_ARRAY(x->a, struct publicatie_ding, n + 1);
    for (size_t i = 0; !rc && i < n; i++)
        d[i] = (struct publicatie_ding){p[i], l[i].partij, l[i].n};
    *ret = d;
    *ret_n = n;
    return rc;
}
