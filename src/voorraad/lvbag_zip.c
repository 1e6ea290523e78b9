/* SPDX-License-Identifier: EUPL-1.2
 * The XML files of an LVBAG extract, found in zips in zips: which are of use, and what has to be unpacked to
 * get at them. */
#include "voorraad/lvbag_intern.h"

#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ZIP_DIEPTE = 4, DELEN_MAX = 100000, OP_SCHIJF = 64 << 20 };

/* "0457VBO15102021-000001.xml" → VBO, "9999MUT15102021-16102021-000001.xml" → mutations. Inactief (IA),
 * InOnderzoek (IO) and NietBag (NB) have two letters more. */
static bool soort_van(const struct lv_vondst *v, struct str naam, enum lvbag_soort *ret)
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
    if (v->ook_oud && (str_starts(naam, STR("IA")) || str_starts(naam, STR("NB"))))
        naam = str_sub(naam, 2, naam.n);
    for (int k = 0; k < 5; k++)
        if (str_starts(naam, str_from(soorten[k])) && naam.n > 3 && naam.p[3] >= '0' && naam.p[3] <= '9') {
            *ret = k < 4 ? (enum lvbag_soort)k : LV_MUT;
            return true;
        }
    return false;
}

/* "0457Inactief15102021.zip", "9999NietBag15102021.zip": the zips in which they are. */
static bool is_oud(const struct lv_vondst *v, struct str naam)
{
    return v->ook_oud && naam.n > 4 &&
           (str_starts(str_sub(naam, 4, naam.n), STR("Inactief")) ||
            str_starts(str_sub(naam, 4, naam.n), STR("NietBag")));
}

static void werk_bij(struct lv_vondst *v, struct str naam, const struct zip_lid *lid, struct str bytes,
                     bool schijf)
{
    enum lvbag_soort soort;
    struct lv_werk *w;

    if (!str_ends(naam, STR(".xml")) || !soort_van(v, naam, &soort))
        return;
    w = ARENA_NEW(v->a, struct lv_werk);
    w->deel.naam = naam;
    w->deel.soort = soort;
    arena_init(&w->deel.a, 0);
    w->bytes = bytes;
    w->schijf = schijf;
    if (lid)
        w->lid = *lid;
    VEC_PUSH(v->a, &v->werk, w);
    if (soort == LV_MUT)
        VEC_PUSH(v->a, &v->mut, &w->deel);
}

/* Room for an inner zip. A large one goes to disk, beside what is made: a country is gigabytes. */
static bool uitgepakt_neem(const struct lv_vondst *v, struct lv_uitgepakt *u)
{
    char *kopie = u->n > OP_SCHIJF && v->half ? strdup(v->half) : NULL;
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

void lvbag_laat_los(struct str s)
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

int lvbag_leeg(const struct lv_vondst *v, const char *zegt, struct err *e)
{
    if (v->dicht.n)
        return err_set(
            e, ERR_DATA,
            "%s; %.*s zit te diep in andere zip-bestanden en is niet geopend: pak het buitenste uit, "
            "en geef de zip zoals het Kadaster hem levert",
            zegt, STR_ARG(v->dicht));
    return err_set(e, ERR_DATA, "%s", zegt);
}

static int zip_in(struct lv_vondst *v, struct str naam, struct str bytes, int diepte, bool schijf,
                  struct err *e)
{
    struct zip_lid *lid;
    size_t n;
    int rc = diepte > ZIP_DIEPTE ? err_set(e, ERR_DATA, "er zitten te veel zip-bestanden in elkaar")
                                 : zipblik_lees(v->a, bytes, &lid, &n, e);

    for (size_t i = 0; !rc && i < n; i++) {
        struct str heel = str_fmt(v->a, "%.*s/%.*s", STR_ARG(naam), STR_ARG(utf8_clip(lid[i].naam, 200)));
        struct str binnen = lid[i].ingepakt;
        bool binnen_schijf;
        enum lvbag_soort soort;

        if (!str_ends(lid[i].naam, STR(".zip"))) {
            werk_bij(v, heel, &lid[i], (struct str){0}, schijf);
            if (v->werk.n > DELEN_MAX)
                rc = err_set(e, ERR_LIMIT, "meer dan %d bestanden", DELEN_MAX);
            continue;
        }
        /* A whole gemeente or country, or one kind: what we do not use is not unpacked. */
        if (diepte && !soort_van(v, lid[i].naam, &soort) && !is_oud(v, lid[i].naam)) {
            bool is = is_heel(lid[i].naam);

            if (is ? !v->dicht_heel : !v->dicht.n && !is_soort(lid[i].naam))
                v->dicht = heel;
            v->dicht_heel = v->dicht_heel || is;
            continue;
        }
        binnen_schijf = schijf;
        if (lid[i].methode) {
            struct lv_uitgepakt u = {.n = (size_t)lid[i].bytes + 1};

            if (lid[i].bytes >= (uint64_t)16 << 30 || lid[i].bytes >= lid[i].ingepakt.n * 1100 ||
                !uitgepakt_neem(v, &u))
                return err_set(e, ERR_LIMIT, "%.*s is te groot om uit te pakken", STR_ARG(heel));
            VEC_PUSH(v->a, &v->uitgepakt, u);
            rc = zipblik_pak_uit(&lid[i], u.p, e);
            binnen = (struct str){u.p, lid[i].bytes};
            binnen_schijf = u.schijf;
            if (u.schijf)
                lvbag_laat_los((struct str){u.p, u.n});
            if (schijf)
                lvbag_laat_los(lid[i].ingepakt);
        }
        if (rc)
            return err_prefix(e, "%.*s: ", STR_ARG(heel));
        rc = zip_in(v, heel, binnen, diepte + 1, binnen_schijf, e);
        if (rc)
            return rc;
    }
    if (rc && !strstr(e->text, str_cstr(v->a, naam)))
        err_prefix(e, "%.*s: ", STR_ARG(naam));
    return rc;
}

bool lvbag_is_mutatie(struct arena *a, struct lvbag_bestand b)
{
    const struct lv_vondst niets = {0};
    enum lvbag_soort soort;
    struct zip_lid *lid;
    struct err e;
    size_t n;

    if (!zipblik_is_zip(b.bytes))
        return soort_van(&niets, b.naam, &soort) && soort == LV_MUT;
    if (zipblik_lees(a, b.bytes, &lid, &n, &e))
        return false;
    for (size_t i = 0; i < n; i++)
        if (soort_van(&niets, lid[i].naam, &soort) && soort == LV_MUT)
            return true;
    return false;
}

int lvbag_vind(struct lv_vondst *v, const struct lvbag_bestand *at, size_t n, struct err *e)
{
    bool schijf = v->half != NULL;
    int rc = OK;

    for (size_t i = 0; i < n; i++)
        v->ook_oud = v->ook_oud || lvbag_is_mutatie(v->a, at[i]);
    for (int ronde = 0; ronde < 2; ronde++) /* the extract first, whatever the order */
        for (size_t i = 0; !rc && i < n; i++) {
            if (lvbag_is_mutatie(v->a, at[i]) != (ronde == 1))
                continue;
            if (zipblik_is_zip(at[i].bytes))
                rc = zip_in(v, at[i].naam, at[i].bytes, 0, schijf, e);
            else
                werk_bij(v, at[i].naam, NULL, at[i].bytes, schijf);
        }
    if (rc || v->werk.n)
        return rc;
    return lvbag_leeg(
        v,
        str_cstr(v->a, str_fmt(v->a,
                               "in %.*s zit geen LVBAG 2.0-extract: er is geen bestand als "
                               "0457VBO15102021-000001.xml; verwacht de zip van het Kadaster, of "
                               "bag-light.gpkg van PDOK",
                               STR_ARG(at[0].naam))),
        e);
}

void lvbag_vondst_done(struct lv_vondst *v)
{
    for (size_t i = 0; i < v->werk.n; i++)
        arena_done(&v->werk.at[i]->deel.a);
    for (size_t i = 0; i < v->uitgepakt.n; i++) {
        const struct lv_uitgepakt *u = &v->uitgepakt.at[i];

        if (!u->schijf)
            free(u->p);
        else
            munmap(u->p, u->n);
    }
}
