/* SPDX-License-Identifier: EUPL-1.2
 * The files of an LVBAG extract, and of the mutations on it: has a crew read what lvbag_zip.c finds, and
 * lvbag_samen.c lay together what they hold. */
#include "base/ploeg.h"
#include "base/som.h"
#include "voorraad/lvbag_intern.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { XML_MAX = 512 << 20, SOM_DEEL = 64 << 20 };

struct lezing {
    struct stand *s;
    struct gang *gang;
    struct lvbag_keuze keuze;
    struct lvbag_uitslag *uit;
    struct arena a;
    struct lv_vondst in;
    struct lv_mutaties *mutaties;
    struct lv_deel *gemuteerd; /* what mutations leave, as a part of its own */
    const struct lvbag_bestand *bestand;
    char (*som)[SHA256_HEX + 1]; /* of each */
    size_t n_bestanden;
    struct lv_half *half; /* NULL */
};

/* A part that is not put away stays until all are read, and there may be thousands: its lists go together
 * into room that just fits, without what they outgrew. */
static void krimp(struct lv_deel *d)
{
    struct arena a;
    char *p;

#define MAAT(veld) ((d->veld.n * sizeof *d->veld.at + 15) & ~(size_t)15)
#define KRIMP(veld)                                                                                          \
    do {                                                                                                     \
        memcpy(p, d->veld.n ? (const void *)d->veld.at : "", d->veld.n * sizeof *d->veld.at);                \
        d->veld.at = (void *)p;                                                                              \
        d->veld.cap = d->veld.n;                                                                             \
        p += MAAT(veld);                                                                                     \
    } while (0)
    arena_init(&a, 0);
    p = arena_alloc(&a, MAAT(vbo) + MAAT(pandref) + MAAT(pnd) + MAAT(num) + MAAT(opr) + MAAT(gwr));
    KRIMP(vbo);
    KRIMP(pandref);
    KRIMP(pnd);
    KRIMP(num);
    KRIMP(opr);
    KRIMP(gwr);
#undef KRIMP
#undef MAAT
    arena_done(&d->a);
    d->a = a;
}

static void deel_lees(void *ctx, size_t i, int lid)
{
    struct lezing *l = ctx;
    struct lv_werk *w = l->in.werk.at[i];
    struct str bytes = w->bytes;
    char *p = NULL;

    (void)lid;
    if (w->gelezen || gang_stopt(l->gang))
        return;
    w->gelezen = true;
    w->deel.mutaties = w->deel.soort <= LV_OPR ? l->mutaties : NULL;
    if (!bytes.p) {
        if (w->lid.bytes > XML_MAX || w->lid.bytes > w->lid.ingepakt.n * 1100) {
            w->deel.rc = err_set(&w->deel.e, ERR_LIMIT, "groter dan %d MB", XML_MAX >> 20);
            return;
        }
        p = malloc(w->lid.bytes + 1);
        w->deel.rc =
            p ? zipblik_pak_uit(&w->lid, p, &w->deel.e) : err_set(&w->deel.e, ERR_ENV, "het geheugen is op");
        bytes = (struct str){p, w->lid.bytes};
    }
    if (!w->deel.rc)
        w->deel.rc = lvbag_xml(&w->deel, bytes, l->keuze.peildatum, &w->deel.e);
    free(p);
    if (w->schijf)
        lvbag_laat_los(w->bytes.p ? w->bytes : w->lid.ingepakt);
    if (l->half && !w->deel.rc)
        lvbag_half_bij(l->half, i, &w->deel);
    if (!w->deel.rc && w->deel.soort <= LV_GWR && !w->deel.plaats)
        krimp(&w->deel);
    gang_bij(l->gang, 1);
}

/* What the head of a part says of it. */
static int kop_lees(const struct lezing *l, const struct lv_werk *w, struct lv_deel *ret, struct err *e)
{
    struct lv_werk proef = *w;

    proef.deel.kop = true;
    arena_init(&proef.deel.a, 0);
    deel_lees(&(struct lezing){.keuze = l->keuze, .in.werk = {.at = (struct lv_werk *[]){&proef}, .n = 1}}, 0,
              0);
    arena_done(&proef.deel.a);
    *ret = proef.deel;
    if (!proef.deel.rc)
        return OK;
    *e = proef.deel.e;
    return err_prefix(e, "%.*s: ", STR_ARG(proef.deel.naam));
}

/* The day of the extract stands in a small file of its own, or at the head of each; 0 when nowhere, or, when
 * the peildatum was given, not at once. */
static int stand_zoek(const struct lezing *l, date_t *ret, struct err *e)
{
    size_t hoogstens = l->keuze.peildatum && !l->in.mut.n ? 1 : l->in.werk.n;
    struct lv_deel d;
    int rc = OK;

    *ret = 0;
    for (int ronde = 0; !rc && ronde < 2 && !*ret; ronde++)
        for (size_t i = 0; !rc && i < l->in.werk.n && !*ret; i++) {
            enum lvbag_soort soort = l->in.werk.at[i]->deel.soort;

            if ((soort == LV_LEVERING) != (ronde == 0) || soort == LV_GWR || soort == LV_MUT)
                continue;
            if (ronde && !hoogstens--)
                return OK;
            rc = kop_lees(l, l->in.werk.at[i], &d, e);
            if (!rc && date_valid(d.stand))
                *ret = d.stand;
        }
    return rc;
}

/* Sets the peildatum, puts the mutations in order and reads them: what they change is left out of the
 * extract afterwards. */
static int vooraf(struct lezing *l, struct err *e)
{
    date_t stand = 0, tot = 0;
    int rc = stand_zoek(l, &stand, e);

    for (size_t i = 0; !rc && i < l->in.werk.n; i++) {
        struct lv_deel *x = &l->in.werk.at[i]->deel, d;

        if (x->soort != LV_MUT)
            continue;
        rc = kop_lees(l, l->in.werk.at[i], &d, e);
        x->vanaf = d.vanaf;
        x->tot = d.tot;
    }
    if (!rc && l->in.mut.n == l->in.werk.n && l->in.mut.n)
        rc =
            err_set(e, ERR_DATA,
                    "dit zijn alleen mutaties: geef ook het extract waarop zij volgen, in dezelfde opdracht");
    if (!rc && !stand && (l->in.mut.n || !l->keuze.peildatum))
        rc = err_set(e, ERR_DATA, "het extract noemt zijn peildatum niet%s",
                     l->in.mut.n ? ", en dan is niet te zien of de mutaties erop volgen"
                                 : "; geef die met --peildatum");
    if (!rc && l->in.mut.n)
        rc = lvbag_mutaties_orden(l->in.mut.at, l->in.mut.n, stand, &tot, e);
    if (rc)
        return rc;
    stand = l->in.mut.n ? tot : stand;
    if (stand && l->keuze.peildatum > stand)
        return err_set(
            e, ERR_DATA,
            "de stand is die van %.*s, en zegt niet hoe het op %.*s is: geef een --peildatum tot en "
            "met die dag, of laat haar weg",
            STR_ARG(date_nl(&l->a, stand)), STR_ARG(date_nl(&l->a, l->keuze.peildatum)));
    if (!l->keuze.peildatum)
        l->keuze.peildatum = stand;
    return OK;
}

static int uitslag_van(struct lezing *l, struct err *e)
{
    struct lvbag_uitslag *u = l->uit;
    uint64_t *per[LV_SOORTEN] = {&u->vbo, &u->pand, &u->nummer, &u->openbareruimte};

    for (size_t i = 0; i < l->in.werk.n; i++) {
        struct lv_deel *d = &l->in.werk.at[i]->deel;

        if (d->rc) {
            *e = d->e;
            return err_prefix(e, "%.*s: ", STR_ARG(d->naam));
        }
        u->delen++;
        if (d->soort <= LV_OPR)
            *per[d->soort] += d->voorkomens;
    }
    return u->vbo
               ? OK
               : lvbag_leeg(&l->in, "er staan geen verblijfsobjecten in; verwacht een LVBAG 2.0-extract", e);
}

static void mutatie_lees(void *ctx, size_t i, int lid)
{
    struct lezing *l = ctx;

    if (l->in.werk.at[i]->deel.soort == LV_MUT)
        deel_lees(ctx, i, lid);
}

/* Of everything that decides what a file gives: the sources, the choices, the layout of what is kept. */
static void half_sleutel(const struct lezing *l, uint8_t ret[32])
{
    const uint32_t maten[] = {1,
                              (uint32_t)l->keuze.peildatum,
                              (uint32_t)l->in.werk.n,
                              sizeof(struct lv_vbo),
                              sizeof(struct lv_pnd),
                              sizeof(struct lv_num),
                              sizeof(struct lv_opr),
                              sizeof(struct lv_gwr)};
    struct sha256_loop sha;

    sha256_begin(&sha);
    sha256_bij(&sha, WOONZORG_VERSION, sizeof WOONZORG_VERSION);
    sha256_bij(&sha, maten, sizeof maten);
    for (size_t i = 0; i < l->n_bestanden; i++) {
        sha256_bij(&sha, &l->bestand[i].bytes.n, sizeof l->bestand[i].bytes.n);
        sha256_bij(&sha, l->som[i], SHA256_HEX);
    }
    for (size_t i = 0; i < l->in.werk.n; i++)
        sha256_bij(&sha, l->in.werk.at[i]->deel.naam.p, l->in.werk.at[i]->deel.naam.n);
    sha256_klaar(&sha, ret);
}

/* Takes up what an earlier import had read. With mutations that cannot be: what they touch is found out while
 * the extract is read, and what is put away is of no use to a later import. */
static int hervat(struct lezing *l, struct err *e)
{
    uint8_t sleutel[32];
    size_t i;
    int rc;

    gang_stap(l->gang, "LVBAG inlezen", l->in.werk.n, "bestanden");
    if (l->keuze.half && l->in.mut.n)
        lvbag_half_naamloos(&l->half, l->keuze.half);
    if (!l->keuze.half || l->in.mut.n)
        return OK;
    half_sleutel(l, sleutel);
    rc = lvbag_half_open(&l->half, l->keuze.half, sleutel, e);
    while (!rc && lvbag_half_volgende(l->half, &i)) {
        struct lv_deel geen = {.soort = LV_SOORTEN},
                       *d = i < l->in.werk.n && !l->in.werk.at[i]->gelezen ? &l->in.werk.at[i]->deel : &geen;

        if (!lvbag_half_neem(l->half, d))
            continue;
        l->in.werk.at[i]->gelezen = true;
        l->uit->hervat++;
    }
    gang_overgeslagen(l->gang, l->uit->hervat);
    return rc;
}

static int gestopt(const struct lezing *l, struct err *e)
{
    size_t klaar = 0;

    for (size_t i = 0; i < l->in.werk.n; i++)
        klaar += l->in.werk.at[i]->gelezen;
    if (!l->half || l->in.mut.n)
        return gang_door(l->gang, e);
    return err_set(e, ERR_CANCELLED,
                   "gestopt op verzoek; %zu van de %zu bestanden zijn gelezen en bewaard in %s: dezelfde "
                   "opdracht gaat daar verder",
                   klaar, l->in.werk.n, l->keuze.half);
}

/* The mutations first, then the extract without what they change, then what they leave. */
static int alles_lees(struct lezing *l, struct err *e)
{
    bool landelijk = false;
    struct lv_werk *w;
    int rc = OK;

    if (l->in.mut.n) {
        gang_stap(l->gang, "mutaties inlezen", l->in.mut.n, "bestanden");
        ploeg_doe(l->keuze.draden, l->in.werk.n, mutatie_lees, l);
        for (size_t i = 0; !rc && i < l->in.mut.n; i++)
            if (l->in.mut.at[i]->rc) {
                *e = l->in.mut.at[i]->e;
                rc = err_prefix(e, "%.*s: ", STR_ARG(l->in.mut.at[i]->naam));
            }
        if (!rc)
            rc = lvbag_mutaties_maak(&l->mutaties, l->in.mut.at, l->in.mut.n, e);
        if (rc)
            return rc;
    }
    rc = hervat(l, e);
    if (rc)
        return rc;
    ploeg_doe(l->keuze.draden, l->in.werk.n, deel_lees, l);
    rc = gang_stopt(l->gang) ? gestopt(l, e) : uitslag_van(l, e);
    if (rc || !l->in.mut.n)
        return rc;
    for (size_t i = 0; i < l->in.werk.n; i++)
        landelijk = landelijk || (l->in.werk.at[i]->deel.landelijk && l->in.werk.at[i]->deel.soort != LV_MUT);
    w = ARENA_NEW(&l->a, struct lv_werk);
    *w = (struct lv_werk){.gelezen = true, .deel = {.naam = STR("mutaties"), .soort = LV_MUT}};
    arena_init(&w->deel.a, 0);
    VEC_PUSH(&l->a, &l->in.werk, w);
    l->gemuteerd = &w->deel;
    return lvbag_mutaties_leg(l->mutaties, landelijk, &w->deel, l->uit, e);
}

/* ---- the whole ---- */

static void som_maak(const struct lezing *l, struct str bytes, char ret[SHA256_HEX + 1])
{
    struct sha256_loop sha;

    sha256_begin(&sha);
    for (size_t at = 0; at < bytes.n && !gang_stopt(l->gang); at += SOM_DEEL) {
        struct str deel = str_sub(bytes, at, bytes.n - at < SOM_DEEL ? bytes.n : at + SOM_DEEL);

        sha256_bij(&sha, deel.p, deel.n);
        if (l->keuze.half)
            lvbag_laat_los(deel);
        gang_bij(l->gang, deel.n);
    }
    sha256_klaar_hex(&sha, ret);
}

static void herkomst(struct lezing *l, const struct lvbag_bestand *at, size_t n)
{
    const struct lvbag_uitslag *u = l->uit;
    struct buf *b = &l->s->herkomst;

    for (size_t i = 0; i < n; i++)
        buf_fmt(b, "BAG-%s %.*s, SHA-256 %s\n", lvbag_is_mutatie(&l->a, at[i]) ? "mutaties" : "extract",
                STR_ARG(at[i].naam), l->som[i]);
    buf_fmt(
        b,
        "gelezen: %llu bestanden; voorkomens: %llu verblijfsobjecten, %llu panden, %llu adressen, %llu "
        "openbare ruimten\n"
        "verblijfsobjecten op de peildatum: %llu, waarvan %llu ingetrokken, niet gerealiseerd of ten "
        "onrechte opgevoerd (weggelaten); %llu dubbel\n"
        "status Verbouwing telt %s als woning; zonder pand %llu, zonder adres %llu, zonder gemeente %llu\n",
        (unsigned long long)u->delen, (unsigned long long)u->vbo, (unsigned long long)u->pand,
        (unsigned long long)u->nummer, (unsigned long long)u->openbareruimte, (unsigned long long)u->actueel,
        (unsigned long long)u->beeindigd, (unsigned long long)u->dubbel,
        l->keuze.verbouwing_telt_mee ? "wel" : "niet", (unsigned long long)u->zonder_pand,
        (unsigned long long)u->zonder_adres, (unsigned long long)u->zonder_gemeente);
    if (l->in.mut.n)
        buf_fmt(b,
                "mutaties tot %.*s: %llu voorkomens toegevoegd (waarvan %llu al in het extract), %llu "
                "gewijzigd; %llu van objecten buiten dit extract (weggelaten)\n",
                STR_ARG(date_iso(&l->a, l->in.mut.at[l->in.mut.n - 1]->tot)),
                (unsigned long long)u->toegevoegd, (unsigned long long)u->al_toegevoegd,
                (unsigned long long)u->gewijzigd, (unsigned long long)u->buiten);
    for (int m = 0; m < MERKEN; m++)
        buf_fmt(b, "%s: %llu\n", stand_merken[m], (unsigned long long)u->merk[m]);
}

static int samenvoegen(struct lezing *l, struct err *e)
{
    struct lv_deel **deel = ARENA_ARRAY(&l->a, struct lv_deel *, l->in.werk.n);

    for (size_t i = 0; i < l->in.werk.n; i++)
        deel[i] = &l->in.werk.at[i]->deel;
    gang_stap(l->gang, "adressen, panden en gemeenten erbij zoeken", 0, "");
    l->s->peildatum = l->keuze.peildatum;
    return lvbag_samen(&(struct lv_samen){.s = l->s,
                                          .deel = deel,
                                          .n = l->in.werk.n,
                                          .half = l->half,
                                          .verbouwing_telt_mee = l->keuze.verbouwing_telt_mee,
                                          .uit = l->uit},
                       e);
}

int lvbag_lees(struct stand *s, const struct lvbag_bestand *at, size_t n, struct lvbag_keuze keuze,
               struct lvbag_uitslag *ret, struct err *e)
{
    struct lezing l = {.s = s, .gang = s->gang, .keuze = keuze, .uit = ret, .bestand = at, .n_bestanden = n};
    int rc;

    *ret = (struct lvbag_uitslag){0};
    arena_init(&l.a, 0);
    l.in = (struct lv_vondst){.a = &l.a, .half = keuze.half};
    rc = lvbag_vind(&l.in, at, n, e);
    if (!rc)
        rc = vooraf(&l, e);
    l.som = (char(*)[SHA256_HEX + 1])(void *)arena_alloc(&l.a, n * sizeof *l.som);
    for (size_t i = 0; !rc && i < n; i++) {
        gang_stap(s->gang, "vingerafdruk van de bestanden maken", at[i].bytes.n, "MB");
        som_maak(&l, at[i].bytes, l.som[i]);
        rc = gang_door(s->gang, e);
    }
    if (!rc)
        rc = alles_lees(&l, e);
    if (!rc)
        rc = samenvoegen(&l, e);
    lvbag_half_close(l.half);
    if (!rc)
        herkomst(&l, at, n);
    lvbag_mutaties_free(l.mutaties);
    lvbag_vondst_done(&l.in);
    arena_done(&l.a);
    return rc;
}
