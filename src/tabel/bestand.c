/* SPDX-License-Identifier: EUPL-1.2
 * Files and folders from disk into memory, bounded. Follows no symbolic link inside a folder and opens only
 * plain files there, so that a delivered folder cannot point elsewhere. */
#include "tabel/intern.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAP_DIEPTE_MAX = 8, MAP_BESTANDEN_MAX = 10000 };

static int fout_te_groot(struct err *e, size_t max)
{
    return err_set(e, ERR_LIMIT, "groter dan %zu MB; meer nemen wij niet aan", max >> 20);
}

/* All of an open file. Its size is a hint only: it may grow while we read, or be a pipe without one. */
static int fd_lees(struct arena *a, int fd, size_t hint, size_t max, struct str *ret, struct err *e)
{
    size_t room = (hint < max ? hint : max) + 1, n = 0;
    char *p = arena_alloc(a, room);
    ssize_t got;

    for (;;) {
        if (n == room) { /* room never passes max + 1, so that one byte too many is seen */
            size_t wider = room < 32768 ? 65536 : room * 2;

            if (n > max)
                return fout_te_groot(e, max);
            wider = wider > max + 1 ? max + 1 : wider;
            p = arena_grow(a, p, room, wider);
            room = wider;
        }
        got = read(fd, p + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_set(e, ERR_ENV, "kan niet worden gelezen (%s)", err_waarom(errno));
        if (!got)
            break;
        n += (size_t)got;
    }
    if (n > max)
        return fout_te_groot(e, max);
    *ret = (struct str){p, n};
    return OK;
}

int bestand_lees(struct arena *a, const char *pad, size_t max, struct str *ret, struct err *e)
{
    int fd = open(pad, O_RDONLY | O_CLOEXEC), rc;
    struct err own = {0};
    struct stat st;

    e = e ? e : &own;
    if (fd < 0) {
        rc = errno == ENOENT || errno == ENOTDIR
                 ? err_set(e, ERR_NOT_FOUND, "bestaat niet")
                 : err_set(e, ERR_ENV, "kan niet worden geopend (%s)", err_waarom(errno));
        goto out;
    }
    max = max > (size_t)INT64_MAX / 4 ? (size_t)INT64_MAX / 4 : max;
    if (fstat(fd, &st) < 0)
        rc = err_set(e, ERR_ENV, "kan niet worden gelezen (%s)", err_waarom(errno));
    else if (S_ISDIR(st.st_mode))
        rc = err_set(e, ERR_DATA, "is een map, geen bestand");
    else if (S_ISREG(st.st_mode) && (uint64_t)st.st_size > max)
        rc = fout_te_groot(e, max);
    else
        rc = fd_lees(a, fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 0, max, ret, e);
    close(fd);
out:
    if (rc)
        err_prefix(e, "bestand %.200s: ", pad);
    return rc;
}

/* ---- folders ---- */

struct map_lezing {
    struct arena *a;
    struct tabel_grens grens;
    size_t bytes; /* read so far */
    VEC(struct zip_deel) delen;
    struct err *e;
};

static int map_in(struct map_lezing *m, int fd, struct str pad, int diepte) MUST_CHECK;

static int map_bestand(struct map_lezing *m, int fd, const struct stat *st, struct str pad)
{
    struct zip_deel d = {.naam = deel_naam(m->a, pad)};
    int rc;

    if (m->delen.n == MAP_BESTANDEN_MAX)
        return err_set(m->e, ERR_LIMIT, "meer dan %d bestanden in een map nemen wij niet aan",
                       MAP_BESTANDEN_MAX);
    rc = fd_lees(m->a, fd, (size_t)st->st_size, m->grens.bytes - m->bytes, &d.bytes, m->e);
    if (rc == ERR_LIMIT)
        return err_set(m->e, ERR_LIMIT, "samen groter dan %zu MB; meer nemen wij niet aan",
                       m->grens.bytes >> 20);
    if (rc)
        return err_prefix(m->e, "%.*s: ", STR_ARG(pad));
    m->bytes += d.bytes.n;
    VEC_PUSH(m->a, &m->delen, d);
    return OK;
}

/* One entry of a folder; what is neither a folder nor a plain file is passed over. */
static int map_ingang(struct map_lezing *m, int map_fd, const char *naam, struct str pad, int diepte)
{
    int fd = openat(map_fd, naam, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY), rc;
    struct stat st;

    if (fd < 0) {
        if (errno == ELOOP || errno == ENXIO || errno == ENOENT) /* a link, a socket, or just removed */
            return OK;
        return err_set(m->e, ERR_ENV, "%.*s kan niet worden geopend (%s)", STR_ARG(pad), err_waarom(errno));
    }
    if (fstat(fd, &st) < 0) {
        rc = err_set(m->e, ERR_ENV, "%.*s kan niet worden gelezen (%s)", STR_ARG(pad), err_waarom(errno));
    } else if (S_ISDIR(st.st_mode)) {
        return map_in(m, fd, str_cat(m->a, pad, STR("/")), diepte + 1); /* takes fd */
    } else {
        rc = S_ISREG(st.st_mode) ? map_bestand(m, fd, &st, pad) : OK;
    }
    close(fd);
    return rc;
}

static int map_in(struct map_lezing *m, int fd, struct str pad, int diepte)
{
    DIR *dir = NULL;
    struct dirent *d;
    int rc = OK;

    if (diepte > MAP_DIEPTE_MAX) {
        rc = err_set(m->e, ERR_LIMIT, "mappen zijn dieper dan %d genest", MAP_DIEPTE_MAX);
    } else if (!(dir = fdopendir(fd))) {
        rc = err_set(m->e, ERR_ENV, "kan niet worden gelezen (%s)", err_waarom(errno));
    }
    if (!dir) {
        close(fd);
        return rc;
    }
    while (!rc && (errno = 0, d = readdir(dir))) {
        if (d->d_name[0] == '.') /* itself, its parent, and what people do not see */
            continue;
        rc = map_ingang(m, fd, d->d_name, str_cat(m->a, pad, str_from(d->d_name)), diepte);
    }
    if (!rc && errno)
        rc = err_set(m->e, ERR_ENV, "kan niet worden gelezen (%s)", err_waarom(errno));
    closedir(dir);
    return rc;
}

int map_lees(struct arena *a, const char *pad, struct tabel_grens grens, struct zip_deel **ret, size_t *ret_n,
             struct err *e)
{
    struct err own = {0};
    struct map_lezing m = {.a = a, .grens = grens, .e = e ? e : &own};
    int fd = open(pad, O_RDONLY | O_CLOEXEC | O_DIRECTORY), rc;

    if (!m.grens.bytes)
        m.grens.bytes = (size_t)256 << 20;
    if (fd < 0)
        rc = errno == ENOENT    ? err_set(m.e, ERR_NOT_FOUND, "bestaat niet")
             : errno == ENOTDIR ? err_set(m.e, ERR_DATA, "is geen map")
                                : err_set(m.e, ERR_ENV, "kan niet worden geopend (%s)", err_waarom(errno));
    else
        rc = map_in(&m, fd, STR(""), 1);
    if (!rc)
        rc = delen_schik(m.delen.at, m.delen.n, m.e);
    if (rc)
        return err_prefix(m.e, "map %.200s: ", pad);
    *ret = m.delen.at;
    *ret_n = m.delen.n;
    return OK;
}
