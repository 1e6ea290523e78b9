/* SPDX-License-Identifier: EUPL-1.2
 * Joins the files of an LVBAG extract, and of the mutations on it: finds the XML in zips in zips, has a crew
 * read them, and lays verblijfsobject, pand, address, woonplaats and gemeente together. */
#include "base/ploeg.h"
#include "base/som.h"
#include "tabel/zipblik.h"
#include "voorraad/lvbag_intern.h"

#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ZIP_DIEPTE = 4, XML_MAX = 512 << 20, DELEN_MAX = 100000, OP_SCHIJF = 64 << 20 };

struct werk { /* an XML file that waits */
    struct lv_deel deel;
    struct zip_lid lid; /* of the zip it is in; or */
    struct str bytes;   /* a loose file */
    bool gelezen;
    bool schijf; /* its bytes are those of a file, and need not stay in memory */
};

struct uitgepakt { /* an inner zip that was deflated */
    char *p;
    size_t n;
    bool schijf; /* in a file without a name */
};

struct lezing {
    struct stand *s;
    struct gang *gang;
    struct lvbag_keuze keuze;
    struct lvbag_uitslag *uit;
    struct arena a;
    VEC(struct werk *) werk;
    VEC(struct uitgepakt) uitgepakt;
    bool ook_oud; /* what is inactive or no BAG too: mutations may change it */
    VEC(struct lv_deel *) mut;
    struct lv_mutaties *mutaties;
    struct lv_deel *gemuteerd; /* what mutations leave, as a part of its own */
    const struct lvbag_bestand *bestand;
    char (*som)[SHA256_HEX + 1]; /* of each */
    size_t n_bestanden;
    struct str dicht;     /* the first extract that lies too deep in another zip to be opened */
    struct lv_half *half; /* NULL */
};

/* "0457VBO15102021-000001.xml" → VBO, "9999MUT15102021-16102021-000001.xml" → mutations. Inactief (IA),
 * InOnderzoek (IO) and NietBag (NB) have two letters more. */
static bool soort_van(const struct lezing *l, struct str naam, enum lvbag_soort *ret)
{
    static const char *const soorten[] = {"VBO", "PND", "NUM", "OPR", "MUT"};
    size_t i = naam.n, cijfers = 0;

    while (i && naam.p[i - 1] != '/')
        i--;
    naam = str_sub(naam, i, naam.n);
    if (str_starts(naam, STR("GEM-WPL-RELATIE"))) {
        *ret = LV_GWR;
        return true;
    }
    if (str_starts(naam, STR("Leveringsdocument-BAG-Mutaties")))
        return false; /* the files themselves say it too */
    if (str_starts(naam, STR("Leveringsdocument"))) {
        *ret = LV_LEVERING;
        return true;
    }
    while (cijfers < naam.n && naam.p[cijfers] >= '0' && naam.p[cijfers] <= '9')
        cijfers++;
    if (cijfers != 4)
        return false;
    naam = str_sub(naam, 4, naam.n);
    if (l->ook_oud && (str_starts(naam, STR("IA")) || str_starts(naam, STR("NB"))))
        naam = str_sub(naam, 2, naam.n);
    for (int k = 0; k < 5; k++)
        if (str_starts(naam, str_from(soorten[k])) && naam.n > 3 && naam.p[3] >= '0' && naam.p[3] <= '9') {
            *ret = k < 4 ? (enum lvbag_soort)k : LV_MUT;
            return true;
        }
    return false;
}

/* "0457Inactief15102021.zip", "9999NietBag15102021.zip": the zips in which they are. */
static bool is_oud(const struct lezing *l, struct str naam)
{
    return l->ook_oud && naam.n > 4 &&
           (str_starts(str_sub(naam, 4, naam.n), STR("Inactief")) ||
            str_starts(str_sub(naam, 4, naam.n), STR("NietBag")));
}

static void werk_bij(struct lezing *l, struct str naam, const struct zip_lid *lid, struct str bytes,
                     bool schijf)
{
    enum lvbag_soort soort;
    struct werk *w;

    if (!str_ends(naam, STR(".xml")) || !soort_van(l, naam, &soort))
        return;
    w = ARENA_NEW(&l->a, struct werk);
    w->deel.naam = naam;
    w->deel.soort = soort;
    arena_init(&w->deel.a, 0);
    w->bytes = bytes;
    w->schijf = schijf;
    if (lid)
        w->lid = *lid;
    VEC_PUSH(&l->a, &l->werk, w);
    if (soort == LV_MUT)
        VEC_PUSH(&l->a, &l->mut, &w->deel);
}

/* Room for an inner zip. A large one goes to disk, beside what is made: a country is gigabytes. */
static bool uitgepakt_neem(const struct lezing *l, struct uitgepakt *u)
{
    char *kopie = u->n > OP_SCHIJF && l->keuze.half ? strdup(l->keuze.half) : NULL;
    int fd = kopie ? open(dirname(kopie), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600) : -1;
    void *p = MAP_FAILED;

    free(kopie);
    if (fd >= 0 && posix_fallocate(fd, 0, (off_t)u->n) == 0)
        p = mmap(NULL, u->n, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
    u->schijf = p != MAP_FAILED;
    u->p = u->schijf ? p : malloc(u->n);
    return u->p != NULL;
}

/* Of what is in a file, the pages from which all was read. */
static void laat_los(struct str s)
{
    uintptr_t rand = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t van = ((uintptr_t)s.p + rand - 1) / rand * rand, tot = ((uintptr_t)s.p + s.n) / rand * rand;

    if (tot > van)
        (void)madvise((void *)van, tot - van, MADV_DONTNEED);
}

/* An extract of a gemeente or of the country, "0457GEM15102021.zip" or "BAGNLDL-15092020.zip". */
static bool is_heel(struct str naam)
{
    size_t i = naam.n;

    while (i && naam.p[i - 1] != '/')
        i--;
    naam = str_sub(naam, i, naam.n);
    return str_starts(naam, STR("BAGNLD")) || str_starts(naam, STR("BAGGEM")) ||
           (naam.n > 7 && str_is(str_sub(naam, 4, 7), "GEM"));
}

/* Why there is nothing to read. */
static int leeg(const struct lezing *l, const char *zegt, struct err *e)
{
    if (l->dicht.n)
        return err_set(
            e, ERR_DATA,
            "%s; %.*s zit te diep in andere zip-bestanden en is niet geopend: pak het buitenste uit, "
            "en geef de zip zoals het Kadaster hem levert",
            zegt, STR_ARG(l->dicht));
    return err_set(e, ERR_DATA, "%s", zegt);
}

static int zip_in(struct lezing *l, struct str naam, struct str bytes, int diepte, bool schijf, struct err *e)
{
    struct zip_lid *lid;
    size_t n;
    int rc = diepte > ZIP_DIEPTE ? err_set(e, ERR_DATA, "er zitten te veel zip-bestanden in elkaar")
                                 : zipblik_lees(&l->a, bytes, &lid, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        struct str heel = str_fmt(&l->a, "%.*s/%.*s", STR_ARG(naam), STR_ARG(utf8_clip(lid[i].naam, 200)));
        struct str binnen = lid[i].ingepakt;
        bool binnen_schijf;
        enum lvbag_soort soort;

        if (!str_ends(lid[i].naam, STR(".zip"))) {
            werk_bij(l, heel, &lid[i], (struct str){0}, schijf);
            if (l->werk.n > DELEN_MAX)
                rc = err_set(e, ERR_LIMIT, "meer dan %d bestanden", DELEN_MAX);
            continue;
        }
        /* A whole gemeente or country, or one kind: what we do not use is not unpacked. */
        if (diepte && !soort_van(l, lid[i].naam, &soort) && !is_oud(l, lid[i].naam)) {
            if (!l->dicht.n && is_heel(lid[i].naam))
                l->dicht = heel;
            continue;
        }
        binnen_schijf = schijf;
        if (lid[i].methode) {
            struct uitgepakt u = {.n = (size_t)lid[i].bytes + 1};

            if (lid[i].bytes >= (uint64_t)16 << 30 || lid[i].bytes >= lid[i].ingepakt.n * 1100 ||
                !uitgepakt_neem(l, &u))
                return err_set(e, ERR_LIMIT, "%.*s is te groot om uit te pakken", STR_ARG(heel));
            VEC_PUSH(&l->a, &l->uitgepakt, u);
            rc = zipblik_pak_uit(&lid[i], u.p, e);
            binnen = (struct str){u.p, lid[i].bytes};
            binnen_schijf = u.schijf;
            if (u.schijf)
                laat_los((struct str){u.p, u.n});
            if (schijf)
                laat_los(lid[i].ingepakt);
        }
        if (!rc)
            rc = zip_in(l, heel, binnen, diepte + 1, binnen_schijf, e);
        if (rc)
            return rc;
    }
    if (rc && !strstr(e->text, str_cstr(&l->a, naam)))
        err_prefix(e, "%.*s: ", STR_ARG(naam));
    return rc;
}

/* A zip whose members are files of mutations, or such a file itself. */
static bool is_mutatie(struct arena *a, struct lvbag_bestand b)
{
    const struct lezing l = {0};
    enum lvbag_soort soort;
    struct zip_lid *lid;
    struct err e;
    size_t n;

    if (!zipblik_is_zip(b.bytes))
        return soort_van(&l, b.naam, &soort) && soort == LV_MUT;
    if (zipblik_lees(a, b.bytes, &lid, &n, &e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (soort_van(&l, lid[i].naam, &soort) && soort == LV_MUT)
            return true;
    return false;
}

/* A part stays until all are read, and there are thousands: its lists go together into room that just fits,
 * without what they outgrew. */
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
    struct werk *w = l->werk.at[i];
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
        laat_los(w->bytes.p ? w->bytes : w->lid.ingepakt);
    if (!w->deel.rc && w->deel.soort <= LV_GWR)
        krimp(&w->deel);
    if (l->half && !w->deel.rc)
        lvbag_half_bij(l->half, i, &w->deel);
    gang_bij(l->gang, 1);
}

/* What the head of a part says of it. */
static int kop_lees(const struct lezing *l, const struct werk *w, struct lv_deel *ret, struct err *e)
{
    struct werk proef = *w;

    proef.deel.kop = true;
    arena_init(&proef.deel.a, 0);
    deel_lees(&(struct lezing){.keuze = l->keuze, .werk = {.at = (struct werk *[]){&proef}, .n = 1}}, 0, 0);
    arena_done(&proef.deel.a);
    *ret = proef.deel;
    if (!proef.deel.rc)
        return OK;
    *e = proef.deel.e;
    return err_prefix(e, "%.*s: ", STR_ARG(proef.deel.naam));
}

/* The day of the extract stands in a small file of its own, or at the head of each; 0 when nowhere. */
static int stand_zoek(const struct lezing *l, date_t *ret, struct err *e)
{
    struct lv_deel d;
    int rc = OK;

    *ret = 0;
    for (int ronde = 0; !rc && ronde < 2 && !*ret; ronde++)
        for (size_t i = 0; !rc && i < l->werk.n && !*ret; i++) {
            enum lvbag_soort soort = l->werk.at[i]->deel.soort;

            if ((soort == LV_LEVERING) != (ronde == 0) || soort == LV_GWR || soort == LV_MUT)
                continue;
            rc = kop_lees(l, l->werk.at[i], &d, e);
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
    int rc = l->keuze.peildatum && !l->mut.n ? OK : stand_zoek(l, &stand, e);

    for (size_t i = 0; !rc && i < l->werk.n; i++) {
        struct lv_deel *x = &l->werk.at[i]->deel, d;

        if (x->soort != LV_MUT)
            continue;
        rc = kop_lees(l, l->werk.at[i], &d, e);
        x->vanaf = d.vanaf;
        x->tot = d.tot;
    }
    if (!rc && l->mut.n == l->werk.n && l->mut.n)
        rc =
            err_set(e, ERR_DATA,
                    "dit zijn alleen mutaties: geef ook het extract waarop zij volgen, in dezelfde opdracht");
    if (!rc && !stand && (l->mut.n || !l->keuze.peildatum))
        rc = err_set(e, ERR_DATA, "het extract noemt zijn peildatum niet%s",
                     l->mut.n ? ", en dan is niet te zien of de mutaties erop volgen"
                              : "; geef die met --peildatum");
    if (!rc && l->mut.n)
        rc = lvbag_mutaties_orden(l->mut.at, l->mut.n, stand, &tot, e);
    if (rc)
        return rc;
    if (!l->keuze.peildatum)
        l->keuze.peildatum = l->mut.n ? tot : stand;
    return OK;
}

static int uitslag_van(struct lezing *l, struct err *e)
{
    struct lvbag_uitslag *u = l->uit;
    uint64_t *per[LV_SOORTEN] = {&u->vbo, &u->pand, &u->nummer, &u->openbareruimte};

    for (size_t i = 0; i < l->werk.n; i++) {
        struct lv_deel *d = &l->werk.at[i]->deel;

        if (d->rc) {
            *e = d->e;
            return err_prefix(e, "%.*s: ", STR_ARG(d->naam));
        }
        u->delen++;
        if (d->soort <= LV_OPR)
            *per[d->soort] += d->voorkomens;
    }
    return u->vbo ? OK : leeg(l, "er staan geen verblijfsobjecten in; verwacht een LVBAG 2.0-extract", e);
}

static void mutatie_lees(void *ctx, size_t i, int lid)
{
    struct lezing *l = ctx;

    if (l->werk.at[i]->deel.soort == LV_MUT)
        deel_lees(ctx, i, lid);
}

/* Of everything that decides what a file gives: the sources, the choices, the layout of what is kept. */
static void half_sleutel(const struct lezing *l, uint8_t ret[32])
{
    const uint32_t maten[] = {1,
                              (uint32_t)l->keuze.peildatum,
                              (uint32_t)l->werk.n,
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
    for (size_t i = 0; i < l->werk.n; i++)
        sha256_bij(&sha, l->werk.at[i]->deel.naam.p, l->werk.at[i]->deel.naam.n);
    sha256_klaar(&sha, ret);
}

/* Takes up what an earlier import had read. With mutations that cannot be: what they touch is found out while
 * the extract is read. */
static int hervat(struct lezing *l, struct err *e)
{
    uint8_t sleutel[32];
    size_t i;
    int rc;

    gang_stap(l->gang, "LVBAG inlezen", l->werk.n, "bestanden");
    if (!l->keuze.half || l->mut.n)
        return OK;
    half_sleutel(l, sleutel);
    rc = lvbag_half_open(&l->half, l->keuze.half, sleutel, e);
    while (!rc && lvbag_half_volgende(l->half, &i)) {
        struct lv_deel vers, *d = i < l->werk.n && !l->werk.at[i]->gelezen ? &l->werk.at[i]->deel : NULL;

        vers = d ? *d : (struct lv_deel){.soort = LV_SOORTEN};
        if (!lvbag_half_lees(l->half, d ? d : &vers)) {
            if (d) { /* read it as if it was not there */
                arena_reset(&d->a);
                vers.a = d->a;
                *d = vers;
            }
            continue;
        }
        l->werk.at[i]->gelezen = true;
        l->uit->hervat++;
    }
    gang_overgeslagen(l->gang, l->uit->hervat);
    return rc;
}

static int gestopt(const struct lezing *l, struct err *e)
{
    size_t klaar = 0;

    for (size_t i = 0; i < l->werk.n; i++)
        klaar += l->werk.at[i]->gelezen;
    if (!l->half)
        return gang_door(l->gang, e);
    return err_set(e, ERR_CANCELLED,
                   "gestopt op verzoek; %zu van de %zu bestanden zijn gelezen en bewaard in %s: dezelfde "
                   "opdracht gaat daar verder",
                   klaar, l->werk.n, l->keuze.half);
}

/* The mutations first, then the extract without what they change, then what they leave. */
static int alles_lees(struct lezing *l, struct err *e)
{
    bool landelijk = false;
    struct werk *w;
    int rc = OK;

    if (l->mut.n) {
        gang_stap(l->gang, "mutaties inlezen", l->mut.n, "bestanden");
        ploeg_doe(l->keuze.draden, l->werk.n, mutatie_lees, l);
        for (size_t i = 0; !rc && i < l->mut.n; i++)
            if (l->mut.at[i]->rc) {
                *e = l->mut.at[i]->e;
                rc = err_prefix(e, "%.*s: ", STR_ARG(l->mut.at[i]->naam));
            }
        if (!rc)
            rc = lvbag_mutaties_maak(&l->mutaties, l->mut.at, l->mut.n, e);
        if (rc)
            return rc;
    }
    rc = hervat(l, e);
    if (rc)
        return rc;
    ploeg_doe(l->keuze.draden, l->werk.n, deel_lees, l);
    rc = gang_stopt(l->gang) ? gestopt(l, e) : uitslag_van(l, e);
    if (rc || !l->mut.n)
        return rc;
    for (size_t i = 0; i < l->werk.n; i++)
        landelijk = landelijk || (l->werk.at[i]->deel.landelijk && l->werk.at[i]->deel.soort != LV_MUT);
    w = ARENA_NEW(&l->a, struct werk);
    *w = (struct werk){.gelezen = true, .deel = {.naam = STR("mutaties"), .soort = LV_MUT}};
    arena_init(&w->deel.a, 0);
    VEC_PUSH(&l->a, &l->werk, w);
    l->gemuteerd = &w->deel;
    return lvbag_mutaties_leg(l->mutaties, landelijk, &w->deel, l->uit, e);
}

/* ---- look-up by id ---- */

struct idtabel { /* open addressing; 0 is empty, else index + 1 */
    uint64_t *sleutel;
    uint32_t *waarde;
    size_t maat;
};

static size_t plek(const struct idtabel *t, uint64_t id)
{
    size_t i = (size_t)(id * 0x9E3779B97F4A7C15ULL >> 20) & (t->maat - 1);

    while (t->waarde[i] && t->sleutel[i] != id)
        i = (i + 1) & (t->maat - 1);
    return i;
}

static int idtabel_init(struct idtabel *t, size_t n, struct err *e)
{
    for (t->maat = 64; t->maat * 3 < n * 4; t->maat *= 2)
        ;
    t->sleutel = malloc(t->maat * sizeof *t->sleutel);
    t->waarde = calloc(t->maat, sizeof *t->waarde);
    return t->sleutel && t->waarde ? OK : err_set(e, ERR_ENV, "het geheugen is op");
}

static void idtabel_done(struct idtabel *t)
{
    free(t->sleutel);
    free(t->waarde);
}

static uint32_t *idtabel_bij(struct idtabel *t, uint64_t id)
{
    size_t i = plek(t, id);

    t->sleutel[i] = id;
    return &t->waarde[i];
}

static uint32_t idtabel_zoek(const struct idtabel *t, uint64_t id) /* 0: absent */
{
    return t->waarde[plek(t, id)];
}

/* ---- joining ---- */

struct samen {
    struct lezing *l;
    struct lv_pnd *pnd;
    struct lv_num *num;
    struct lv_opr *opr;
    uint32_t *objecten; /* per pand: existing verblijfsobjecten */
    size_t n_pnd, n_num, n_opr;
    struct idtabel bij_pnd, bij_num, bij_opr, bij_wpl, bij_vbo;
    uint32_t gemeente; /* of the whole extract, 0 for several */
};

#define VERZAMEL(z, veld, soort)                                                                             \
    do {                                                                                                     \
        size_t tel_ = 0;                                                                                     \
        for (size_t i_ = 0; i_ < (z)->l->werk.n; i_++)                                                       \
            tel_ += (z)->l->werk.at[i_]->deel.veld.n;                                                        \
        (z)->veld = malloc((tel_ + 1) * sizeof *(z)->veld);                                                  \
        rc =                                                                                                 \
            (z)->veld ? idtabel_init(&(z)->bij_##veld, tel_, e) : err_set(e, ERR_ENV, "het geheugen is op"); \
        for (size_t i_ = 0; !rc && i_ < (z)->l->werk.n; i_++) {                                              \
            struct lv_deel *d_ = &(z)->l->werk.at[i_]->deel;                                                 \
            for (size_t k_ = 0; k_ < d_->veld.n; k_++) {                                                     \
                uint32_t *w_ = idtabel_bij(&(z)->bij_##veld, d_->veld.at[k_].id);                            \
                if (!*w_) {                                                                                  \
                    (z)->veld[(z)->n_##veld++] = d_->veld.at[k_];                                            \
                    *w_ = (uint32_t)(z)->n_##veld;                                                           \
                } else if ((z)->veld[*w_ - 1].voorkomen < d_->veld.at[k_].voorkomen) {                       \
                    (z)->veld[*w_ - 1] = d_->veld.at[k_];                                                    \
                }                                                                                            \
            }                                                                                                \
        }                                                                                                    \
    } while (0)

static int gemeenten_leg(struct samen *z, struct err *e)
{
    size_t n = 0;
    int rc;

    for (size_t i = 0; i < z->l->werk.n; i++) {
        const struct lv_deel *d = &z->l->werk.at[i]->deel;

        n += d->gwr.n;
        if (d->gemeente && d->gemeenten == 1 && d->soort != LV_MUT)
            z->gemeente = !z->gemeente || z->gemeente == d->gemeente ? d->gemeente : UINT32_MAX;
    }
    rc = idtabel_init(&z->bij_wpl, n, e);
    for (size_t i = 0; !rc && i < z->l->werk.n; i++) {
        const struct lv_deel *d = &z->l->werk.at[i]->deel;

        for (size_t k = 0; k < d->gwr.n; k++)
            *idtabel_bij(&z->bij_wpl, d->gwr.at[k].woonplaats) = d->gwr.at[k].gemeente + 1;
    }
    return rc;
}

/* 0 when its woonplaats is not known, or of which gemeente that is. */
static uint32_t woonplaats_gemeente(const struct samen *z, const struct lv_num *num)
{
    uint32_t wpl = num->woonplaats, g, o;

    if (!wpl && (o = idtabel_zoek(&z->bij_opr, num->openbareruimte)))
        wpl = z->opr[o - 1].woonplaats;
    g = wpl ? idtabel_zoek(&z->bij_wpl, wpl) : 0;
    return g ? g - 1 : 0;
}

/* By its woonplaats (of the address, or of the street it lies on), else the one gemeente of the extract.
 * Never from the id, whose first digits are of the gemeente that once gave it. */
static uint32_t gemeente_van(const struct samen *z, const struct lv_num *num)
{
    uint32_t g = num ? woonplaats_gemeente(z, num) : 0;

    return g ? g : z->gemeente != UINT32_MAX ? z->gemeente : 0;
}

/* Of an object that came by a mutation of the whole country: does it lie in the gemeenten of the extract? */
static bool vreemd(const struct samen *z, const struct lv_vbo *v)
{
    uint32_t n = idtabel_zoek(&z->bij_num, v->nummer), g;

    if (!(v->doel & LV_VBO_VREEMD) || !z->gemeente)
        return false;
    g = n ? woonplaats_gemeente(z, &z->num[n - 1]) : 0;
    for (size_t i = 0; g && i < z->l->werk.n; i++) {
        const struct lv_deel *d = &z->l->werk.at[i]->deel;

        if (d->soort != LV_MUT && d->gemeenten == 1 && d->gemeente == g)
            return false;
    }
    return true;
}

static bool bestaat(const struct lv_vbo *v) /* in the sense of "meergezins": no plan, and not gone */
{
    return v->status <= STATUS_VERBOUWING;
}

static void panden_tel(struct samen *z, const struct lv_deel *d, const struct lv_vbo *v)
{
    for (uint32_t k = 0; bestaat(v) && k < v->n_panden; k++) {
        uint32_t p = idtabel_zoek(&z->bij_pnd, d->pandref.at[v->pand + k]);

        if (p)
            z->objecten[p - 1]++;
    }
}

static void pand_vul(struct samen *z, const struct lv_deel *d, const struct lv_vbo *v, struct stand_rij *r)
{
    uint32_t meest = 0, eerste = 0;

    for (uint32_t k = 0; k < v->n_panden; k++) {
        uint32_t p = idtabel_zoek(&z->bij_pnd, d->pandref.at[v->pand + k]);

        if (p && z->objecten[p - 1] > meest)
            meest = z->objecten[p - 1];
        if (p && !eerste)
            eerste = p;
    }
    z->l->uit->zonder_pand += !eerste;
    if (!eerste)
        return;
    r->pand = z->pnd[eerste - 1].id;
    *stand_breed(r, K_BOUWJAAR) = z->pnd[eerste - 1].jaar;
    if (z->pnd[eerste - 1].status != LV_STATUS_ONBEKEND)
        *stand_smal(r, K_PANDSTATUS) = z->pnd[eerste - 1].status;
    *stand_breed(r, K_OBJECTEN) = (uint16_t)(meest > 65534 ? 65534 : meest);
    *stand_smal(r, K_MEERGEZINS) = meest >= 2;
}

static void rij_vul(struct samen *z, const struct lv_deel *d, const struct lv_vbo *v, struct stand_rij *r)
{
    struct stand *s = z->l->s;
    uint32_t n = idtabel_zoek(&z->bij_num, v->nummer), g;
    const struct lv_num *num = n ? &z->num[n - 1] : NULL;
    char code[16];

    r->id = v->id;
    r->x = v->x;
    r->y = v->y;
    if (num) {
        r->postcode = num->postcode;
        r->huisnummer = num->huisnummer;
    }
    z->l->uit->zonder_adres += !num;
    *stand_breed(r, K_OPPERVLAKTE) = v->m2;
    *stand_smal(r, K_STATUS) = v->status;
    *stand_smal(r, K_ANDERE_FUNCTIE) = (v->doel & 2) != 0;
    *stand_smal(r, K_WONING) =
        (v->doel & 1) && (v->status <= STATUS_BUITEN_GEBRUIK ||
                          (z->l->keuze.verbouwing_telt_mee && v->status == STATUS_VERBOUWING));
    pand_vul(z, d, v, r);
    g = gemeente_van(z, num);
    z->l->uit->zonder_gemeente += !g;
    if (!g)
        *stand_smal(r, K_MERK) |= MERK_GEBIED;
    snprintf(code, sizeof code, "GM%04u", g % 10000);
    r->buurt = stand_gemeente(s, str_from(code));
    stand_merk(s, r);
    for (int m = 0; m < MERKEN; m++)
        z->l->uit->merk[m] += *stand_smal(r, K_MERK) >> m & 1;
}

/* Each current verblijfsobject once: the last voorkomen of those that say they are current. */
static int vbo_kies(struct samen *z, struct err *e)
{
    size_t n = 0;
    int rc;

    for (size_t i = 0; i < z->l->werk.n; i++)
        n += z->l->werk.at[i]->deel.vbo.n;
    rc = idtabel_init(&z->bij_vbo, n, e);
    for (size_t i = 0; !rc && i < z->l->werk.n; i++) {
        const struct lv_deel *d = &z->l->werk.at[i]->deel;

        for (size_t k = 0; k < d->vbo.n; k++) {
            uint32_t *w = idtabel_bij(&z->bij_vbo, d->vbo.at[k].id);

            z->l->uit->dubbel += *w != 0;
            *w = d->vbo.at[k].voorkomen + 1 > *w ? d->vbo.at[k].voorkomen + 1 : *w;
        }
    }
    return rc;
}

static int samenvoegen(struct samen *z, struct err *e)
{
    struct lezing *l = z->l;
    int rc;

    VERZAMEL(z, pnd, lv_pnd);
    if (!rc)
        VERZAMEL(z, num, lv_num);
    if (!rc)
        VERZAMEL(z, opr, lv_opr);
    for (size_t i = 0; !rc && i < l->werk.n; i++) { /* what was gathered is not needed twice */
        struct lv_deel *d = &l->werk.at[i]->deel;

        if (d->soort < LV_PND || d->soort > LV_OPR)
            continue;
        arena_done(&d->a);
        d->pnd.n = d->num.n = d->opr.n = 0;
    }
    if (!rc)
        rc = gemeenten_leg(z, e);
    if (!rc)
        rc = vbo_kies(z, e);
    z->objecten = rc ? NULL : calloc(z->n_pnd + 1, sizeof *z->objecten);
    if (!rc && !z->objecten)
        rc = err_set(e, ERR_ENV, "het geheugen is op");
    for (int ronde = 0; !rc && ronde < 2; ronde++) /* first count per pand, then fill */
        for (size_t i = 0; !rc && i < l->werk.n; i++) {
            const struct lv_deel *d = &l->werk.at[i]->deel;

            for (size_t k = 0; !rc && k < d->vbo.n; k++) {
                const struct lv_vbo *v = &d->vbo.at[k];
                uint32_t *kies = idtabel_bij(&z->bij_vbo, v->id);
                struct stand_rij *r;

                if (*kies != v->voorkomen + 1)
                    continue;
                if (vreemd(z, v)) {
                    l->uit->buiten += ronde;
                    continue;
                }
                if (ronde == 0) {
                    panden_tel(z, d, v);
                    continue;
                }
                *kies = UINT32_MAX; /* once */
                l->uit->actueel++;
                l->uit->beeindigd += v->status >= LV_STATUS_WEG;
                if (v->status >= LV_STATUS_WEG)
                    continue;
                rc = stand_rijen(l->s, 1, &r, e);
                if (!rc)
                    rij_vul(z, d, v, r);
            }
        }
    return rc;
}

static void samen_done(struct samen *z)
{
    struct idtabel *t[] = {&z->bij_pnd, &z->bij_num, &z->bij_opr, &z->bij_wpl, &z->bij_vbo};

    for (size_t i = 0; i < sizeof t / sizeof *t; i++)
        idtabel_done(t[i]);
    free(z->pnd);
    free(z->num);
    free(z->opr);
    free(z->objecten);
}

/* ---- the whole ---- */

static void som_maak(const struct lezing *l, struct str bytes, char ret[SHA256_HEX + 1])
{
    struct sha256_loop sha;

    sha256_begin(&sha);
    for (size_t at = 0; at < bytes.n && !gang_stopt(l->gang); at += OP_SCHIJF) {
        struct str deel = str_sub(bytes, at, bytes.n - at < OP_SCHIJF ? bytes.n : at + OP_SCHIJF);

        sha256_bij(&sha, deel.p, deel.n);
        if (l->keuze.half)
            laat_los(deel);
        gang_bij(l->gang, deel.n);
    }
    sha256_klaar_hex(&sha, ret);
}

static void herkomst(struct lezing *l, const struct lvbag_bestand *at, size_t n)
{
    const struct lvbag_uitslag *u = l->uit;
    struct buf *b = &l->s->herkomst;

    for (size_t i = 0; i < n; i++)
        buf_fmt(b, "BAG-%s %.*s, SHA-256 %s\n", is_mutatie(&l->a, at[i]) ? "mutaties" : "extract",
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
    if (l->mut.n)
        buf_fmt(b,
                "mutaties tot %.*s: %llu voorkomens toegevoegd (waarvan %llu al in het extract), %llu "
                "gewijzigd; %llu van objecten buiten dit extract (weggelaten)\n",
                STR_ARG(date_iso(&l->a, l->mut.at[l->mut.n - 1]->tot)), (unsigned long long)u->toegevoegd,
                (unsigned long long)u->al_toegevoegd, (unsigned long long)u->gewijzigd,
                (unsigned long long)u->buiten);
    for (int m = 0; m < MERKEN; m++)
        buf_fmt(b, "%s: %llu\n", stand_merken[m], (unsigned long long)u->merk[m]);
}

int lvbag_lees(struct stand *s, const struct lvbag_bestand *at, size_t n, struct lvbag_keuze keuze,
               struct lvbag_uitslag *ret, struct err *e)
{
    struct lezing l = {.s = s, .gang = s->gang, .keuze = keuze, .uit = ret, .bestand = at, .n_bestanden = n};
    struct samen z = {.l = &l};
    int rc = OK;

    *ret = (struct lvbag_uitslag){0};
    arena_init(&l.a, 0);
    for (size_t i = 0; i < n; i++)
        l.ook_oud = l.ook_oud || is_mutatie(&l.a, at[i]);
    for (int ronde = 0; ronde < 2; ronde++) /* the extract first, whatever the order */
        for (size_t i = 0; !rc && i < n; i++) {
            if (is_mutatie(&l.a, at[i]) != (ronde == 1))
                continue;
            if (zipblik_is_zip(at[i].bytes))
                rc = zip_in(&l, at[i].naam, at[i].bytes, 0, keuze.half != NULL, e);
            else
                werk_bij(&l, at[i].naam, NULL, at[i].bytes, keuze.half != NULL);
        }
    if (!rc && !l.werk.n)
        rc = leeg(&l, "hierin zit geen LVBAG 2.0-extract: er is geen bestand als 0457VBO15102021-000001.xml",
                  e);
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
    lvbag_half_close(l.half);
    if (!rc) {
        gang_stap(s->gang, "adressen, panden en gemeenten erbij zoeken", 0, "");
        s->peildatum = l.keuze.peildatum;
        rc = samenvoegen(&z, e);
    }
    if (!rc)
        herkomst(&l, at, n);
    samen_done(&z);
    lvbag_mutaties_free(l.mutaties);
    for (size_t i = 0; i < l.werk.n; i++)
        arena_done(&l.werk.at[i]->deel.a);
    for (size_t i = 0; i < l.uitgepakt.n; i++) {
        const struct uitgepakt *u = &l.uitgepakt.at[i];

        if (!u->schijf)
            free(u->p);
        else
            munmap(u->p, u->n);
    }
    arena_done(&l.a);
    return rc;
}
