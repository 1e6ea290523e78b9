/* SPDX-License-Identifier: EUPL-1.2
 * See stroom.h. The zip goes through the same bounded reader as workbooks do (zip.c). */
#include "tabel/stroom.h"

#include "base/map.h"
#include "tabel/intern.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAAM_MAX = 200, STUK = 65536 };

struct zip_in {
    struct pak *pak;
    const struct str *naam;
    size_t n;
    struct map index;
};

static bool naam_goed(struct str s)
{
    size_t at = 0;
    int32_t c, vorige = '/';

    if (!s.n || s.n > NAAM_MAX || !utf8_valid(s))
        return false;
    while ((c = utf8_next(s, &at)) >= 0) {
        if (c < 0x20 || c == 0x7F || c == '\\' || c == ':' || (vorige == '/' && (c == '/' || c == '.')))
            return false;
        vorige = c;
    }
    return vorige != '/';
}

int zip_in_open(struct arena *a, struct str bytes, uint64_t most, struct zip_in **ret, struct err *e)
{
    struct zip_in *z = ARENA_NEW(a, struct zip_in);
    VEC(struct str) namen = {0};
    int rc = pak_open(a, bytes, &(struct tabel_grens){.bytes = most}, &z->pak, e);

    if (rc)
        return rc;
    map_init(&z->index, a);
    for (size_t i = 0; !rc && i < pak_n(z->pak); i++) {
        struct str naam = str_dup(a, pak_naam(z->pak, i));
        bool nieuw = true;

        if (!naam_goed(naam))
            rc =
                err_set(e, ERR_DATA, "in het zip-bestand staat een bestand met een naam die niet mag: “%.*s”",
                        STR_ARG(tekst_kort(naam, 80)));
        else
            map_put(&z->index, naam, &nieuw)->value.i = (int64_t)i;
        if (!nieuw)
            rc = err_set(e, ERR_DATA, "%.*s staat twee keer in het zip-bestand", STR_ARG(naam));
        VEC_PUSH(a, &namen, naam);
    }
    z->naam = namen.at;
    z->n = namen.n;
    if (rc)
        zip_in_close(z);
    else
        *ret = z;
    return rc;
}

void zip_in_close(struct zip_in *z)
{
    if (z)
        pak_close(z->pak);
}

size_t zip_in_n(const struct zip_in *z)
{
    return z->n;
}

struct str zip_in_naam(const struct zip_in *z, size_t i)
{
    return z->naam[i];
}

bool zip_in_vind(const struct zip_in *z, struct str naam, size_t *ret_i)
{
    const struct map_entry *m = map_get(&z->index, naam);

    if (m)
        *ret_i = (size_t)m->value.i;
    return m;
}

/* A part is the reader's own, under the name that other rooms know. */
int zip_in_deel_open(struct zip_in *z, size_t i, struct zip_in_deel **ret, struct err *e)
{
    return pak_deel_open(z->pak, i, (struct pak_deel **)ret, e);
}

int64_t zip_in_deel_lees(struct zip_in_deel *d, void *to, size_t n, struct err *e)
{
    return pak_deel_lees((struct pak_deel *)d, to, n, e);
}

void zip_in_deel_close(struct zip_in_deel *d)
{
    pak_deel_close((struct pak_deel *)d);
}

int bestand_map(const char *pad, size_t max, struct str *ret, struct err *e)
{
    int fd = open(pad, O_RDONLY | O_CLOEXEC), rc = OK;
    struct stat st;
    void *p;

    if (fd < 0 || fstat(fd, &st)) {
        rc = err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_ENV, "%s is niet te lezen: %s", pad,
                     err_oorzaak(errno));
    } else if (!S_ISREG(st.st_mode) || !st.st_size) {
        rc = err_set(e, ERR_DATA, "%s is geen bestand, of het is leeg", pad);
    } else if ((uint64_t)st.st_size > max) {
        rc = err_set(e, ERR_LIMIT, "%s is groter dan %zu MB; meer nemen wij niet aan", pad, max >> 20);
    } else {
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED)
            rc = err_set(e, ERR_ENV, "%s is niet te lezen: %s", pad, err_oorzaak(errno));
        else
            *ret = (struct str){p, (size_t)st.st_size};
    }
    if (fd >= 0)
        close(fd);
    return rc;
}

void bestand_map_los(struct str bytes)
{
    if (bytes.p && bytes.n)
        munmap((void *)(uintptr_t)bytes.p, bytes.n);
}

/* ---- CSV ---- */

void csv_in_init(struct csv_in *c, csv_in_lees *lees, void *ctx)
{
    *c = (struct csv_in){.lees = lees, .ctx = ctx, .volgende = 1};
}

void csv_in_done(struct csv_in *c)
{
    free(c->p);
    c->p = NULL;
}

/* More bytes behind those that there are; what was given makes room. */
static int meer(struct csv_in *c, struct err *e)
{
    int64_t n;

    if (c->van) {
        memmove(c->p, c->p + c->van, c->n - c->van);
        c->n -= c->van;
        c->van = 0;
    }
    if (c->ruimte - c->n < STUK) {
        size_t ruimte = c->ruimte ? c->ruimte * 2 : 2 * STUK;
        char *p;

        if (c->n > CSV_IN_RIJ_MAX)
            return err_set(e, ERR_LIMIT, "regel %lld is langer dan %d MB", (long long)c->volgende,
                           CSV_IN_RIJ_MAX >> 20);
        p = realloc(c->p, ruimte);
        if (!p)
            return err_set(e, ERR_ENV, "het geheugen is op");
        c->p = p;
        c->ruimte = ruimte;
    }
    n = c->lees(c->ctx, c->p + c->n, c->ruimte - c->n, e);
    if (n < 0)
        return (int)n;
    c->n += (size_t)n;
    c->eind = n == 0;
    return OK;
}

/* The length of the row that begins at c->van, its line end not counted; *ret_eind: with it. */
static int rij_lengte(struct csv_in *c, size_t *ret, size_t *ret_eind, int64_t *ret_regels, struct err *e)
{
    bool citaat = false;
    size_t i = 0;
    int64_t regels = 1;

    for (;; i++) {
        if (c->van + i == c->n) {
            int rc = c->eind ? OK : meer(c, e);

            if (rc)
                return rc;
            if (c->van + i == c->n && c->eind)
                break;
            if (c->van + i == c->n) { /* nothing yet */
                i--;
                continue;
            }
        }
        if (c->p[c->van + i] == '"')
            citaat = !citaat;
        else if (c->p[c->van + i] == '\n' && citaat)
            regels++;
        else if (c->p[c->van + i] == '\n')
            break;
    }
    if (citaat)
        return err_set(e, ERR_DATA, "regel %lld: een aanhalingsteken is niet gesloten",
                       (long long)c->volgende);
    *ret_eind = c->van + i < c->n ? i + 1 : i;
    *ret = i && c->p[c->van + i - 1] == '\r' ? i - 1 : i;
    *ret_regels = regels;
    return OK;
}

/* One cell off the front of s, undone of its quotes in place; false when it is not as it should be. */
static bool cel_neem(char **p, const char *eind, struct str *cel, bool *ret_meer)
{
    char *s = *p, *naar;

    *ret_meer = false;
    if (s == eind || *s != '"') {
        while (s < eind && *s != ',' && *s != '"' && *s != '\r')
            s++;
        *cel = (struct str){*p, (size_t)(s - *p)};
    } else {
        for (naar = ++s; s < eind; s++) {
            if (*s == '"' && (s + 1 == eind || s[1] != '"'))
                break;
            if (*s == '"')
                s++;
            *naar++ = *s;
        }
        *cel = (struct str){*p + 1, (size_t)(naar - *p - 1)};
        s++;
    }
    if (s < eind && *s != ',')
        return false;
    *ret_meer = s < eind;
    *p = s + (s < eind);
    return true;
}

int csv_in_rij(struct csv_in *c, struct err *e)
{
    size_t n = 0, eind = 0;
    int64_t regels = 1;
    bool nog = true;
    char *p;
    int rc;

    if (!c->p) {
        rc = meer(c, e);
        if (rc)
            return rc;
    }
    if (c->eind && c->van == c->n)
        return 0;
    rc = rij_lengte(c, &n, &eind, &regels, e);
    if (rc)
        return rc;
    if (!eind)
        return 0;
    p = c->p + c->van;
    if (memchr(p, '\0', n) || !utf8_valid((struct str){p, n}))
        return err_set(e, ERR_DATA, "regel %lld: dit is geen tekst in UTF-8", (long long)c->volgende);
    for (c->n_cel = 0; nog; c->n_cel++) {
        if (c->n_cel == CSV_IN_KOLOMMEN_MAX)
            return err_set(e, ERR_DATA, "regel %lld: meer dan %d kolommen", (long long)c->volgende,
                           CSV_IN_KOLOMMEN_MAX);
        if (!cel_neem(&p, c->p + c->van + n, &c->cel[c->n_cel], &nog))
            return err_set(e, ERR_DATA, "regel %lld, kolom %zu: een aanhalingsteken staat waar het niet mag",
                           (long long)c->volgende, c->n_cel + 1);
    }
    c->regel = c->volgende;
    c->volgende += regels;
    c->van += eind;
    return 1;
}
