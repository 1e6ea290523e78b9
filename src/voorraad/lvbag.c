/* SPDX-License-Identifier: EUPL-1.2
 * The files of an LVBAG extract, and of the mutations on it: finds the XML in zips in zips, has a crew read
 * them, and lvbag_samen.c lay together what they hold. */
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
    struct str dicht;     /* the first zip, an extract before others, that lies too deep to be opened */
    bool dicht_heel;      /* that is an extract */
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

/* "0457InOnderzoek15102021.zip": a part of an extract, of a kind that we do not use. */
static bool is_soort(struct str naam)
{
    size_t n = 0;

    while (n < naam.n && naam.p[n] >= '0' && naam.p[n] <= '9')
        n++;
    return n == 4;
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
            bool is = is_heel(lid[i].naam);

            if (is ? !l->dicht_heel : !l->dicht.n && !is_soort(lid[i].naam))
                l->dicht = heel;
            l->dicht_heel = l->dicht_heel || is;
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
        if (rc)
            return err_prefix(e, "%.*s: ", STR_ARG(heel));
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
    if (l->half && !w->deel.rc)
        lvbag_half_bij(l->half, i, &w->deel);
    if (!w->deel.rc && w->deel.soort <= LV_GWR && !w->deel.plaats)
        krimp(&w->deel);
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

/* The day of the extract stands in a small file of its own, or at the head of each; 0 when nowhere, or, when
 * the peildatum was given, not at once. */
static int stand_zoek(const struct lezing *l, date_t *ret, struct err *e)
{
    size_t hoogstens = l->keuze.peildatum && !l->mut.n ? 1 : l->werk.n;
    struct lv_deel d;
    int rc = OK;

    *ret = 0;
    for (int ronde = 0; !rc && ronde < 2 && !*ret; ronde++)
        for (size_t i = 0; !rc && i < l->werk.n && !*ret; i++) {
            enum lvbag_soort soort = l->werk.at[i]->deel.soort;

            if ((soort == LV_LEVERING) != (ronde == 0) || soort == LV_GWR || soort == LV_MUT)
                continue;
            if (ronde && !hoogstens--)
                return OK;
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
    int rc = stand_zoek(l, &stand, e);

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
    stand = l->mut.n ? tot : stand;
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
 * the extract is read, and what is put away is of no use to a later import. */
static int hervat(struct lezing *l, struct err *e)
{
    uint8_t sleutel[32];
    size_t i;
    int rc;

    gang_stap(l->gang, "LVBAG inlezen", l->werk.n, "bestanden");
    if (l->keuze.half && l->mut.n)
        lvbag_half_naamloos(&l->half, l->keuze.half);
    if (!l->keuze.half || l->mut.n)
        return OK;
    half_sleutel(l, sleutel);
    rc = lvbag_half_open(&l->half, l->keuze.half, sleutel, e);
    while (!rc && lvbag_half_volgende(l->half, &i)) {
        struct lv_deel geen = {.soort = LV_SOORTEN},
                       *d = i < l->werk.n && !l->werk.at[i]->gelezen ? &l->werk.at[i]->deel : &geen;

        if (!lvbag_half_neem(l->half, d))
            continue;
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
    if (!l->half || l->mut.n)
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

static int samenvoegen(struct lezing *l, struct err *e)
{
    struct lv_deel **deel = ARENA_ARRAY(&l->a, struct lv_deel *, l->werk.n);

    for (size_t i = 0; i < l->werk.n; i++)
        deel[i] = &l->werk.at[i]->deel;
    gang_stap(l->gang, "adressen, panden en gemeenten erbij zoeken", 0, "");
    l->s->peildatum = l->keuze.peildatum;
    return lvbag_samen(&(struct lv_samen){.s = l->s,
                                          .deel = deel,
                                          .n = l->werk.n,
                                          .half = l->half,
                                          .verbouwing_telt_mee = l->keuze.verbouwing_telt_mee,
                                          .uit = l->uit},
                       e);
}

int lvbag_lees(struct stand *s, const struct lvbag_bestand *at, size_t n, struct lvbag_keuze keuze,
               struct lvbag_uitslag *ret, struct err *e)
{
    struct lezing l = {.s = s, .gang = s->gang, .keuze = keuze, .uit = ret, .bestand = at, .n_bestanden = n};
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
        rc = leeg(&l,
                  str_cstr(&l.a, str_fmt(&l.a,
                                         "in %.*s zit geen LVBAG 2.0-extract: er is geen bestand als "
                                         "0457VBO15102021-000001.xml; verwacht de zip van het Kadaster, of "
                                         "bag-light.gpkg van PDOK",
                                         STR_ARG(at[0].naam))),
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
    if (!rc)
        rc = samenvoegen(&l, e);
    lvbag_half_close(l.half);
    if (!rc)
        herkomst(&l, at, n);
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
