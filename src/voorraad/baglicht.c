/* SPDX-License-Identifier: EUPL-1.2
 * PDOK's bag-light.gpkg: verblijfsobjecten with address and pand in one row. SQLite opens it and finds the
 * table; its pages are then read in place by a crew (tabel/sqlitevlug.h), and what is not plain by SQLite. */
#include "base/ploeg.h"
#include "store/los.h"
#include "tabel/sqlitevlug.h"
#include "voorraad/baglicht_intern.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool baglicht_is(struct str s)
{
    return s.n >= 16 && !memcmp(s.p, "SQLite format 3", 16);
}

#define SQL_VBO                                                                                              \
    "SELECT identificatie, oppervlakte, status, gebruiksdoel, huisnummer, postcode, bouwjaar, "              \
    "pand_identificatie, pandstatus, bronhouder_identificatie, geom FROM verblijfsobject"
/* Its columns. */
static const char *const kolommen[] = {"identificatie", "oppervlakte",
                                       "status",        "gebruiksdoel",
                                       "huisnummer",    "postcode",
                                       "bouwjaar",      "pand_identificatie",
                                       "pandstatus",    "bronhouder_identificatie",
                                       "geom"};
/* A part of the pages, that one thread reads: its rows have a place of their own. */
struct deel {
    size_t van, tot;  /* of the pages */
    uint64_t rij, n;  /* the first place, and how many were taken */
    uint64_t gelezen; /* with those that are no longer there */
    struct later {
        uint64_t rij;
        int64_t nummer;
    } * later; /* that SQLite is to read */
    size_t n_later, ruimte;
    enum { GOED, STUK, WEG, OP } rc; /* WEG: the file cannot be read; OP: no memory */
    int waarom;                      /* WEG: errno of the thread that read */
    struct bl_onthouden o;
};

struct lezing {
    struct stand *s;
    struct sqlitevlug v;
    struct sv_blad *blad;
    struct deel *deel;
    bool verbouwing;
};

/* The place of a row that was not needed. */
#define LEEG UINT32_MAX
enum { STUK_RIJEN = 1 << 16 };

/* ---- what SQLite reads ---- */

/* Texts are taken as the bytes that they are in the file, which saves a copy of each. */
static int utf8_eis(struct los *l, struct err *e)
{
    struct los_vraag *v = NULL;
    int rc = los_vraag(l, "PRAGMA encoding", &v, e);

    if (!rc && los_stap(v, e) == 1 && !str_is(los_str(v, 0), "UTF-8"))
        rc = err_set(e, ERR_DATA, "de teksten in het bestand zijn geen UTF-8, zoals die van PDOK wel");
    los_vraag_close(v);
    return rc;
}

static void cellen_van(struct los_vraag *v, struct sv_cel *c)
{
    for (int k = 0; k < BL_CELLEN; k++) {
        bool getal = k == BL_M2 || k == BL_NUMMER || k == BL_JAAR;

        c[k] = (struct sv_cel){.soort = los_is_null(v, k) ? SV_NIETS : getal ? SV_GETAL : SV_BYTES};
        if (getal)
            c[k].getal = los_int(v, k);
        else
            c[k].bytes = los_blob(v, k);
    }
}

static int langs_sqlite(struct lezing *l, struct los_vraag *v, struct baglicht_uitslag *u, struct err *e)
{
    struct bl_onthouden o = {0};
    struct sv_cel c[SV_CELLEN];
    struct stand_rij *r;
    int rc;

    gang_stap(l->s->gang, "verblijfsobjecten inlezen", 0, "rijen");
    while ((rc = los_stap(v, e)) == 1) {
        if (u->gelezen++ % STUK_RIJEN == 0 && (rc = gang_door(l->s->gang, e)))
            return rc;
        cellen_van(v, c);
        rc = stand_rijen(l->s, 1, &r, e);
        if (rc)
            return rc;
        if (!baglicht_rij(l->s, &o, c, l->verbouwing, r)) {
            l->s->n--;
            u->beeindigd++;
        }
    }
    return rc;
}

/* The rows that were left for it, each by its number. */
static int laat_lezen(struct lezing *l, struct los *los, struct deel *d, struct err *e)
{
    struct los_vraag *v = NULL;
    struct sv_cel c[SV_CELLEN];
    char sql[600];
    int rc = OK;

    if (!d->n_later)
        return OK;
    snprintf(sql, sizeof sql, "%s WHERE rowid = ?1", SQL_VBO);
    rc = los_vraag(los, sql, &v, e);
    for (size_t i = 0; !rc && i < d->n_later; i++) {
        struct stand_rij *r = l->s->rij + d->later[i].rij;

        los_bind_int(v, 1, d->later[i].nummer);
        rc = los_stap(v, e);
        if (rc < 0)
            break;
        if (rc == 0) {
            rc = err_set(e, ERR_DATA, "het SQLite-bestand is beschadigd: een rij is niet terug te vinden");
            break;
        }
        cellen_van(v, c);
        if (!baglicht_rij(l->s, &d->o, c, l->verbouwing, r))
            r->buurt = LEEG;
        rc = los_stap(v, e); /* there is one; this makes it ready for the next */
        if (rc > 0)
            rc = err_set(e, ERR_DATA, "het SQLite-bestand is beschadigd: een rij staat er twee keer in");
    }
    los_vraag_close(v);
    return rc;
}

/* ---- the crew ---- */

static bool later_bij(struct deel *d, uint64_t plek, int64_t nummer)
{
    if (d->n_later == d->ruimte) {
        size_t ruimte = d->ruimte ? d->ruimte * 2 : 64;
        struct later *meer = realloc(d->later, ruimte * sizeof *meer);

        if (!meer)
            return false;
        d->later = meer;
        d->ruimte = ruimte;
    }
    d->later[d->n_later++] = (struct later){plek, nummer};
    return true;
}

/* Whole numbers where they belong, texts and blobs elsewhere? Else SQLite makes them so. */
static bool gewoon(const struct sv_cel *c)
{
    static const uint8_t niet[BL_CELLEN] = {
        [BL_ID] = SV_GETAL,         [BL_M2] = SV_BYTES,       [BL_STATUS] = SV_GETAL, [BL_DOEL] = SV_GETAL,
        [BL_NUMMER] = SV_BYTES,     [BL_POSTCODE] = SV_GETAL, [BL_JAAR] = SV_BYTES,   [BL_PAND] = SV_GETAL,
        [BL_PANDSTATUS] = SV_GETAL, [BL_BRON] = SV_GETAL,     [BL_GEOM] = SV_GETAL};
    bool goed = true;

    for (int k = 0; k < BL_CELLEN; k++)
        goed = goed && c[k].soort != niet[k];
    return goed;
}

enum { LEES_BLADEN = 32 };

static void deel_lees(void *ctx, size_t k, int lid)
{
    struct lezing *l = ctx;
    struct deel *d = &l->deel[k];
    struct sv_cel c[SV_CELLEN] = {0};
    uint8_t *ruimte = malloc((size_t)l->v.blad * LEES_BLADEN);
    size_t van = d->van, tot = d->van; /* the pages that are in it */
    struct sv_loop loop;
    enum sv_wat wat;

    (void)lid;
    d->rc = ruimte ? GOED : OP;
    for (size_t i = d->van; i < d->tot && d->rc == GOED && !gang_stopt(l->s->gang); i++) {
        if (i == tot) {
            van = i;
            tot += sqlitevlug_haal(&l->v, l->blad + i, d->tot - i, ruimte, LEES_BLADEN);
        }
        if (i == tot) {
            d->rc = WEG;
            d->waarom = errno;
            break;
        }
        sqlitevlug_blad(&loop, &l->v, ruimte + (i - van) * l->v.blad, l->blad[i].n);
        while (d->rc == GOED && (wat = sqlitevlug_rij(&loop, c)) != SV_EINDE) {
            struct stand_rij *r = l->s->rij + d->rij + d->n;

            d->gelezen++;
            if (wat == SV_STUK)
                d->rc = STUK;
            else if (wat == SV_RIJ && gewoon(c))
                d->n += baglicht_rij(l->s, &d->o, c, l->verbouwing, r);
            else if (later_bij(d, d->rij + d->n, loop.rijnummer))
                d->n++;
            else
                d->rc = OP;
        }
    }
    free(ruimte);
    gang_bij(l->s->gang, d->gelezen);
}

enum { DEEL_BLADEN = 1024 };

/* The parts of the crew, with a place for each of their rows. */
static int delen_maak(struct lezing *l, size_t bladen, size_t *ret_n, struct err *e)
{
    size_t n = bladen / DEEL_BLADEN + 1;
    uint64_t rijen = 0;

    *ret_n = n;
    l->deel = calloc(n, sizeof *l->deel);
    if (!l->deel)
        return err_set(e, ERR_ENV, "het geheugen is op");
    for (size_t k = 0; k < n; k++) {
        struct deel *d = &l->deel[k];

        d->van = k * DEEL_BLADEN;
        d->tot = d->van + DEEL_BLADEN < bladen ? d->van + DEEL_BLADEN : bladen;
        d->rij = rijen;
        for (size_t i = d->van; i < d->tot; i++)
            rijen += l->blad[i].n;
    }
    gang_stap(l->s->gang, "verblijfsobjecten inlezen", rijen, "rijen");
    return stand_ruimte(l->s, rijen, e);
}

/* Brings the rows of all parts together, in the order of the table. */
static void delen_samen(struct lezing *l, size_t n, struct baglicht_uitslag *u)
{
    struct stand *s = l->s;

    s->n = 0;
    for (size_t k = 0; k < n; k++) {
        const struct deel *d = &l->deel[k];
        uint64_t begin = s->n;

        if (!d->n_later) {
            if (s->n != d->rij)
                memmove(s->rij + s->n, s->rij + d->rij, d->n * sizeof *s->rij);
            s->n += d->n;
        }
        for (uint64_t i = 0; d->n_later && i < d->n; i++)
            if (s->rij[d->rij + i].buurt != LEEG)
                s->rij[s->n++] = s->rij[d->rij + i];
        u->gelezen += d->gelezen;
        u->beeindigd += d->gelezen - (s->n - begin);
    }
}

static int deel_fout(const struct deel *d, struct err *e)
{
    if (d->rc == STUK)
        return err_set(
            e, ERR_DATA,
            "het SQLite-bestand is beschadigd: een bladzijde met rijen is niet wat zij hoort te zijn");
    return d->rc == WEG
               ? err_set(e, ERR_ENV, "het bestand is niet verder te lezen: %s", err_waarom(d->waarom))
               : err_set(e, ERR_ENV, "het geheugen is op");
}

static int met_ploeg(struct lezing *l, struct los *los, size_t bladen, int draden, struct baglicht_uitslag *u,
                     struct err *e)
{
    size_t n;
    int rc = delen_maak(l, bladen, &n, e);

    if (!rc)
        ploeg_doe(draden, n, deel_lees, l);
    if (!rc)
        rc = gang_door(l->s->gang, e);
    for (size_t k = 0; !rc && k < n; k++)
        rc = l->deel[k].rc ? deel_fout(&l->deel[k], e) : laat_lezen(l, los, &l->deel[k], e);
    if (!rc)
        delen_samen(l, n, u);
    for (size_t k = 0; l->deel && k < n; k++)
        free(l->deel[k].later);
    free(l->deel);
    return rc;
}

/* ---- finding the table ---- */

/* Where its columns stand in a row, and its tree begins; *ret_wortel 0 when that is not plain: a view, a
 * virtual table, columns that are reckoned, a number of the row among those that are read. */
static int tabel_zoek(struct los *los, struct sqlitevlug *v, uint32_t *ret_wortel, struct err *e)
{
    struct los_vraag *q = NULL;
    bool gewone = true;
    int rc = los_vraag(los,
                       "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND lower(name) = "
                       "'verblijfsobject'",
                       &q, e);

    *ret_wortel = 0;
    if (!rc && (rc = los_stap(q, e)) == 1) {
        *ret_wortel = los_int(q, 0) > 1 && los_int(q, 0) < UINT32_MAX ? (uint32_t)los_int(q, 0) : 0;
        rc = OK;
    }
    los_vraag_close(q);
    if (rc || !*ret_wortel)
        return rc;
    rc = los_vraag(los, "PRAGMA table_xinfo(verblijfsobject)", &q, e);
    while (!rc && (rc = los_stap(q, e)) == 1) {
        struct str naam = los_str(q, 1);
        int64_t k = los_int(q, 0);

        rc = OK;
        gewone = gewone && !los_int(q, 6) && k >= 0 && k < SV_KOLOMMEN && !str_is(naam, "rowid");
        for (int i = 0; gewone && i < BL_CELLEN; i++)
            if (str_is(naam, kolommen[i])) {
                v->plek[k] = (int8_t)i;
                v->kolommen = (int)k + 1;
                gewone = !los_int(q, 5);
            }
    }
    los_vraag_close(q);
    for (int i = 0, er = 0; i < BL_CELLEN; i++, er = 0) { /* names in other letters */
        for (int k = 0; k < v->kolommen; k++)
            er += v->plek[k] == i;
        gewone = gewone && er == 1;
    }
    *ret_wortel = gewone ? *ret_wortel : 0;
    return rc;
}

static int alles_lees(struct lezing *l, struct los *los, const char *pad, int draden,
                      struct baglicht_uitslag *u, struct err *e)
{
    struct los_vraag *v = NULL;
    uint32_t wortel = 0;
    size_t bladen = 0;
    int rc = los_vraag(los, SQL_VBO, &v, e), fd;

    if (rc)
        return err_prefix(e, "verwacht de tabel verblijfsobject van bag-light.gpkg (PDOK); ");
    fd = open(pad, O_RDONLY | O_CLOEXEC);
    if (sqlitevlug_init(&l->v, fd))
        rc = tabel_zoek(los, &l->v, &wortel, e);
    if (!rc && wortel)
        rc = sqlitevlug_bladen(&l->v, wortel, &l->blad, &bladen, e);
    if (!rc)
        rc = l->blad ? met_ploeg(l, los, bladen, draden, u, e) : langs_sqlite(l, v, u, e);
    free(l->blad);
    if (fd >= 0)
        close(fd);
    los_vraag_close(v);
    return rc;
}

/* ---- panden and gemeenten ---- */

/* How many existing objects a pand has is in its own table; plans and what is gone are counted there too, so
 * it is counted again here, over the rows themselves. Open addressing; 0 is empty, else the id + 1. */
struct panden {
    struct stand *s;
    uint64_t *id;
    uint16_t *n;   /* no more than 65534 */
    uint32_t *vak; /* of a row: where its pand stands, GEEN_PAND when it has none */
    size_t maat;
};
enum { VOORUIT = 12 };
#define GEEN_PAND UINT32_MAX

static size_t pand_begin(const struct panden *p, uint64_t pand)
{
    return (size_t)(pand * 0x9E3779B97F4A7C15ULL >> 20) & (p->maat - 1);
}

static size_t pand_plek(const struct panden *p, uint64_t pand)
{
    size_t i = pand_begin(p, pand);

    while (p->id[i] && p->id[i] != pand + 1)
        i = (i + 1) & (p->maat - 1);
    return i;
}

/* Rows of one pand often follow each other. What comes later is fetched while this one is looked up: each is
 * somewhere else in memory. */
static void panden_tel(struct panden *p)
{
    uint64_t vorige = UINT64_MAX;
    size_t k = GEEN_PAND;

    for (uint64_t i = 0; i < p->s->n; i++) {
        struct stand_rij *r = &p->s->rij[i];

        if (i + VOORUIT < p->s->n)
            __builtin_prefetch(&p->id[pand_begin(p, p->s->rij[i + VOORUIT].pand)]);
        if (r->pand != vorige) {
            vorige = r->pand;
            k = vorige == UINT64_MAX ? GEEN_PAND : pand_plek(p, vorige);
        }
        p->vak[i] = (uint32_t)k;
        if (k == GEEN_PAND)
            continue;
        p->id[k] = vorige + 1;
        p->n[k] += *stand_smal(r, K_STATUS) <= STATUS_VERBOUWING && p->n[k] < 65534;
    }
}

static void panden_vul(void *ctx, size_t deel, int lid)
{
    const struct panden *p = ctx;
    uint64_t tot = (deel + 1) * (uint64_t)STUK_RIJEN;

    (void)lid;
    for (uint64_t i = deel * (uint64_t)STUK_RIJEN; i < p->s->n && i < tot; i++) {
        struct stand_rij *r = &p->s->rij[i];
        uint16_t tel;

        if (p->vak[i] == GEEN_PAND)
            continue;
        tel = p->n[p->vak[i]];
        *stand_breed(r, K_OBJECTEN) = tel;
        *stand_smal(r, K_MEERGEZINS) = tel >= 2;
    }
}

static int panden(struct stand *s, int draden, struct err *e)
{
    struct panden p = {.s = s, .maat = 64};
    int rc = OK;

    while (p.maat * 3 < s->n * 4)
        p.maat *= 2;
    p.id = stand_groot(p.maat * sizeof *p.id);
    p.n = stand_groot(p.maat * sizeof *p.n);
    p.vak = stand_groot(s->n * sizeof *p.vak);
    if (p.id && p.n && p.vak) {
        panden_tel(&p);
        ploeg_doe(draden, (size_t)(s->n / STUK_RIJEN + 1), panden_vul, &p);
    } else {
        rc = err_set(e, ERR_ENV, "het geheugen is op");
    }
    stand_groot_weg(p.vak, s->n * sizeof *p.vak);
    stand_groot_weg(p.n, p.maat * sizeof *p.n);
    stand_groot_weg(p.id, p.maat * sizeof *p.id);
    return rc;
}

/* Numbers of gemeenten become buurten; and what is strange is counted. */
static int gemeenten_leg(struct stand *s, struct baglicht_uitslag *u, struct err *e)
{
    uint32_t *buurt = malloc((BL_GEMEENTEN + 1) * sizeof *buurt);
    char code[16];

    if (!buurt)
        return err_set(e, ERR_ENV, "het geheugen is op");
    memset(buurt, 0xFF, (BL_GEMEENTEN + 1) * sizeof *buurt);
    for (uint64_t i = 0; i < s->n; i++) {
        struct stand_rij *r = &s->rij[i];
        uint32_t g = r->buurt;
        unsigned merk = *stand_smal(r, K_MERK);

        if (buurt[g] == UINT32_MAX) {
            snprintf(code, sizeof code, "GM%04u", g % BL_GEMEENTEN);
            buurt[g] = stand_gemeente(s, str_from(code));
        }
        r->buurt = buurt[g];
        u->zonder_pand += r->pand == UINT64_MAX;
        for (int m = 0; merk && m < MERKEN; m++)
            u->merk[m] += merk >> m & 1;
    }
    free(buurt);
    return OK;
}

int baglicht_lees(struct stand *s, const char *pad, bool verbouwing, int draden, struct baglicht_uitslag *ret,
                  struct err *e)
{
    struct lezing l = {.s = s, .verbouwing = verbouwing};
    struct los *los = NULL;
    int rc = los_open(&los, pad, e);

    *ret = (struct baglicht_uitslag){0};
    if (!rc) /* holds it for reading: nobody writes in it meanwhile */
        rc = los_doe(los, "BEGIN", e);
    if (!rc)
        rc = utf8_eis(los, e);
    if (!rc)
        rc = alles_lees(&l, los, pad, draden, ret, e);
    los_close(los);
    if (!rc && !ret->gelezen)
        rc = err_set(e, ERR_DATA, "er staan geen verblijfsobjecten in");
    gang_stap(s->gang, "panden tellen", 0, "");
    if (!rc)
        rc = gemeenten_leg(s, ret, e);
    if (!rc)
        rc = panden(s, draden, e);
    if (rc)
        return rc;
    buf_fmt(&s->herkomst,
            "bag-light %s: %llu verblijfsobjecten gelezen, %llu niet meer in gebruik (weggelaten), zonder "
            "pand %llu\n",
            pad, (unsigned long long)ret->gelezen, (unsigned long long)ret->beeindigd,
            (unsigned long long)ret->zonder_pand);
    for (int m = 0; m < MERKEN; m++)
        buf_fmt(&s->herkomst, "%s: %llu\n", stand_merken[m], (unsigned long long)ret->merk[m]);
    return OK;
}
