/* SPDX-License-Identifier: EUPL-1.2
 * The resources of the stock of dwellings: the sets of rules, and how many dwellings of an area fall in each
 * class. Dwellings themselves are no open data here. */
#include "api/api.h"

#include "voorraad/kast.h"

#define F(T, naam, soort, lid, vlag, tekst, vb)                                                              \
    {                                                                                                        \
        naam, soort, tekst, vb, vlag, offsetof(struct T, lid), NULL, NULL, NULL                              \
    }

/* ---- regelsets ---- */

const struct veld regelset_velden[] = {
    F(regelset, "code", VELD_TEKST, code, 0, "de code; de versies van een set delen haar",
      "\"bzk-vws-2023\""),
    F(regelset, "naam", VELD_TEKST, naam, 0, "de naam", "\"Woningtypen voor ouderen, BZK/VWS 2023\""),
    F(regelset, "versie", VELD_TEKST, versie_naam, VELD_LEEG, "de versie", "\"1\""),
    F(regelset, "sha256", VELD_TEKST, sha256, 0, "vingerafdruk van de regels",
      "\"816fbb8f6b0d115ad8ea0d4a75f157e7065078de7759cabf12b9b1b8fc64f58b\""),
    F(regelset, "gemaaktUit", VELD_TEKST, uit, VELD_LEEG, "vingerafdruk van de set waaruit deze gemaakt is",
      "null"),
    F(regelset, "reden", VELD_TEKST, reden, VELD_LEEG, "waarom de regels anders zijn", "null"),
    {0},
};

int regelsets_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    const struct regelset *v;
    int rc = regelsets_lees(x->c, x->a, &v, ret_n, e);

    *ret = v;
    return rc;
}

/* ---- voorraadtellingen ---- */

const struct veld voorraadtelling_velden[] = {
    F(api_telling, "id", VELD_TEKST, id, 0, "gebied en klasse, met een dubbele punt ertussen",
      "\"GM0935:nultreden\""),
    F(api_telling, "gebied", VELD_TEKST, gebied, VELD_FILTER, "code van het gebied", "\"GM0935\""),
    F(api_telling, "naam", VELD_TEKST, naam, 0, "naam van het gebied", "\"Maastricht\""),
    F(api_telling, "klasse", VELD_TEKST, klasse, VELD_FILTER, "de uitkomst van de regels", "\"nultreden\""),
    F(api_telling, "woningen", VELD_GETAL, woningen, 0, "woningen in deze klasse", "1281"),
    F(api_telling, "alleWoningen", VELD_GETAL, alles, 0, "alle woningen in het gebied (N)", "6867"),
    F(api_telling, "peildatum", VELD_DATUM, peildatum, 0, "de dag van de voorraad", "\"2026-01-01\""),
    F(api_telling, "regelset", VELD_TEKST, regels, 0, "code van de regels waarmee geteld is",
      "\"bzk-vws-2023\""),
    F(api_telling, "regelsSha256", VELD_TEKST, regels_sha, 0, "vingerafdruk van die regels",
      "\"816fbb8f6b0d115ad8ea0d4a75f157e7065078de7759cabf12b9b1b8fc64f58b\""),
    F(api_telling, "voorraadSha256", VELD_TEKST, voorraad_sha, 0, "vingerafdruk van de voorraad",
      "\"9ede108d154f8010f3f9d6f7a1f5e1f2a8b0c3d4e5f60718293a4b5c6d7e8f90\""),
    F(api_telling, "verzonnen", VELD_JANEE, verzonnen, 0, "of de voorraad verzonnen is", "true"),
    {0},
};

static int voorraad_kies(struct api *x, const struct voorraad **ret, struct err *e)
{
    const struct voorraad *const *v;
    size_t n;
    int rc = voorraad_kast_lees(x->o->voorraden, x->c, x->a, &v, &n, e);

    *ret = NULL;
    for (size_t i = 0; !rc && i < n && !*ret; i++)
        *ret = v[i]->w ? v[i] : NULL;
    return rc;
}

static void tellingen_maak(struct api *x, const struct geteld *g, const struct regelset *set,
                           enum wzv_niveau niveau, const void **ret, size_t *ret_n)
{
    const struct wzv *w = g->v->w;
    struct api_telling *uit = ARENA_ARRAY(x->a, struct api_telling, w->n_gebieden[niveau] * g->n_klassen + 1);
    uint64_t *n = ARENA_ARRAY(x->a, uint64_t, g->n_klassen + 1);
    size_t m = 0;

    for (size_t i = 0; i < w->n_gebieden[niveau]; i++) {
        const struct wzv_gebied *gebied = &w->gebied[niveau][i];
        uint64_t alles = 0;

        geteld_som(g, gebied, n);
        for (size_t k = 0; k < g->n_klassen; k++)
            alles += n[k];
        for (size_t k = 0; k < g->n_klassen; k++)
            uit[m++] = (struct api_telling){
                .id = str_fmt(x->a, "%.*s:%.*s", STR_ARG(gebied->code), STR_ARG(g->klasse[k])),
                .gebied = gebied->code,
                .naam = gebied->naam,
                .klasse = str_dup(x->a, g->klasse[k]),
                .woningen = (int64_t)n[k],
                .alles = (int64_t)alles,
                .peildatum = w->peildatum,
                .regels = set->code,
                .regels_sha = set->sha256,
                .voorraad_sha = g->v->r.sha256,
                .verzonnen = w->verzonnen};
    }
    *ret = uit;
    *ret_n = m;
}

int voorraadtellingen_api_lees(struct api *x, const void **ret, size_t *ret_n, struct err *e)
{
    struct str regels = api_tekst(x->q, "regelset"), s = api_tekst(x->q, "niveau");
    enum wzv_niveau niveau = WZV_GEMEENTE;
    const struct voorraad *v;
    const struct geteld *g = NULL;
    struct regelset set;
    int rc = regelset_zoek(x->c, x->a, regels.n ? regels : STR("bzk-vws-2023"), &set, e);

    *ret = NULL;
    *ret_n = 0;
    if (!rc)
        rc = voorraad_kies(x, &v, e);
    if (rc || !v)
        return rc;
    if (s.n)
        (void)wzv_niveau_bij(s, &niveau); /* one of the words that the route declares */
    rc = geteld_neem(x->o->voorraden, v, set.inhoud, false, &g, e);
    if (!rc)
        tellingen_maak(x, g, &set, niveau, ret, ret_n);
    geteld_geef(x->o->voorraden, g);
    return rc;
}
