/* SPDX-License-Identifier: EUPL-1.2
 * Zip files in memory: the package that a workbook is read from, part by part in a stream, and zip_lees for a
 * delivery of several files. Trusts no size, count or name that the zip states: what is unpacked is counted.
 */
#include "tabel/intern.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* A sheet full of the same row packs about a hundredfold; a bomb a thousandfold. Small parts may do as they
 * like. */
enum { DELEN_MAX = 10000, VERHOUDING_MAX = 250 };
static const size_t verhouding_vanaf = (size_t)32 << 20;

struct pak {
    struct arena *a;
    zip_t *zip; /* NULL when the parts are in memory */
    const struct zip_deel *delen;
    struct map namen; /* folded name → index */
    size_t grens, uitgepakt;
};

struct pak_deel {
    struct pak *pak;
    zip_file_t *f;   /* from a zip, or */
    struct str rest; /* from memory */
    size_t ingepakt, gelezen;
};

/* ---- names ---- */

static struct str naam_gelijk(struct arena *a, struct str naam)
{
    char *p;

    while (naam.n && (naam.p[0] == '/' || naam.p[0] == '\\'))
        naam = str_sub(naam, 1, naam.n);
    naam = str_lower(a, naam);
    p = arena_alloc(a, naam.n + 1);
    for (size_t i = 0; i < naam.n; i++)
        p[i] = naam.p[i] == '\\' ? '/' : naam.p[i];
    return (struct str){p, naam.n};
}

/* One step of a path; nothing for the steps that lead elsewhere. */
static void stap_net(struct buf *b, struct str stap)
{
    size_t at = 0, before;
    int32_t c;

    if (stap.n == 2 && stap.p[1] == ':')
        return;
    if (!stap.n || str_is(stap, ".") || str_is(stap, ".."))
        return;
    if (b->n)
        buf_char(b, '/');
    while (before = at, (c = utf8_next(stap, &at)) >= 0) {
        if (c < 0x20 || c == 0x7F || (c == 0xFFFD && at - before == 1) || c == ':')
            buf_char(b, '_');
        else
            buf_bytes(b, stap.p + before, at - before);
    }
}

struct str deel_naam(struct arena *a, struct str naam)
{
    struct buf b;

    buf_init(&b, a, naam.n + 1);
    for (size_t from = 0, i = 0; i <= naam.n; i++) {
        if (i < naam.n && naam.p[i] != '/' && naam.p[i] != '\\')
            continue;
        stap_net(&b, str_sub(naam, from, i));
        from = i + 1;
    }
    return buf_str(&b);
}

static int deel_cmp(const void *x, const void *y)
{
    return str_cmp(((const struct zip_deel *)x)->naam, ((const struct zip_deel *)y)->naam);
}

/* Bytes of the folders that all names begin with, the last slash included. */
static size_t map_gedeeld(const struct zip_deel *delen, size_t n)
{
    struct str x = n ? delen[0].naam : STR("");
    size_t same = x.n;

    for (size_t i = 0; i < n; i++) {
        struct str y = delen[i].naam;
        size_t k = 0;

        while (k < same && k < y.n && x.p[k] == y.p[k])
            k++;
        same = k;
    }
    while (same && x.p[same - 1] != '/')
        same--;
    return same;
}

int delen_schik(struct zip_deel *delen, size_t n, struct err *e)
{
    size_t same = map_gedeeld(delen, n);

    for (size_t i = 0; i < n; i++)
        delen[i].naam = str_sub(delen[i].naam, same, delen[i].naam.n);
    if (n)
        qsort(delen, n, sizeof *delen, deel_cmp);
    for (size_t i = 1; i < n; i++) {
        if (str_eq(delen[i - 1].naam, delen[i].naam)) {
            struct str kort = tekst_kort(delen[i].naam, 200);

            return err_set(e, ERR_DATA, "%.*s staat er twee keer in", STR_ARG(kort));
        }
    }
    return OK;
}

/* ---- opening ---- */

/* libzip makes room for each entry of the central directory before we can look, so we count them first. */
static bool te_veel_delen(struct str bytes)
{
    const char *p = bytes.p, *eind = bytes.p + bytes.n;

    for (size_t n = 0; (p = memmem(p, (size_t)(eind - p), "PK\1\2", 4)); p += 4)
        if (++n > 4 * DELEN_MAX) /* a zip inside this one may add some */
            return true;
    return false;
}

static int zip_begin(struct str bytes, zip_t **ret, struct err *e)
{
    zip_error_t fout;
    zip_source_t *bron;
    zip_t *z = NULL;
    int rc = OK;

    if (te_veel_delen(bytes))
        return err_set(e, ERR_DATA, "het zip-bestand heeft meer dan %d delen; dat nemen wij niet aan",
                       DELEN_MAX);
    zip_error_init(&fout);
    bron = zip_source_buffer_create(bytes.p, bytes.n, 0, &fout);
    if (bron)
        z = zip_open_from_source(bron, ZIP_RDONLY, &fout);
    if (!z) {
        zip_source_free(bron);
        rc = err_set(e, ERR_DATA, "het zip-bestand is beschadigd of niet volledig (%s)",
                     zip_error_strerror(&fout));
    } else if (zip_get_num_entries(z, 0) > DELEN_MAX) {
        zip_discard(z);
        rc = err_set(e, ERR_DATA, "het zip-bestand heeft meer dan %d delen; dat nemen wij niet aan",
                     DELEN_MAX);
    } else {
        *ret = z;
    }
    zip_error_fini(&fout);
    return rc;
}

static void naam_zet(struct pak *p, struct str naam, size_t i)
{
    bool is_new;
    struct map_entry *m = map_put(&p->namen, naam_gelijk(p->a, naam), &is_new);

    if (is_new) /* of two parts with one name the first counts, always */
        m->value.i = (int64_t)i;
}

int pak_open(struct arena *a, struct str bytes, const struct tabel_grens *grens, struct pak **ret,
             struct err *e)
{
    struct pak *p = ARENA_NEW(a, struct pak);
    int rc = zip_begin(bytes, &p->zip, e);
    zip_int64_t n;

    if (rc)
        return rc;
    p->a = a;
    p->grens = grens->bytes;
    map_init(&p->namen, a);
    n = zip_get_num_entries(p->zip, 0);
    for (zip_int64_t i = 0; i < n; i++) {
        const char *naam = zip_get_name(p->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);

        if (naam)
            naam_zet(p, str_from(naam), (size_t)i);
    }
    *ret = p;
    return OK;
}

struct pak *pak_van_delen(struct arena *a, const struct zip_deel *delen, size_t n,
                          const struct tabel_grens *grens)
{
    struct pak *p = ARENA_NEW(a, struct pak);

    p->a = a;
    p->delen = delen;
    p->grens = grens->bytes;
    map_init(&p->namen, a);
    for (size_t i = 0; i < n; i++)
        naam_zet(p, delen[i].naam, i);
    return p;
}

void pak_close(struct pak *p)
{
    if (!p)
        return;
    if (p->zip)
        zip_discard(p->zip);
    p->zip = NULL;
}

size_t pak_n(const struct pak *p)
{
    return p->zip ? (size_t)zip_get_num_entries(p->zip, 0) : 0;
}

struct str pak_naam(const struct pak *p, size_t i)
{
    const char *naam = zip_get_name(p->zip, i, ZIP_FL_ENC_GUESS);

    return str_from(naam ? naam : "");
}

bool pak_vind(const struct pak *p, struct str naam, size_t *ret_i)
{
    struct map_entry *m = map_get(&p->namen, naam_gelijk(p->a, naam));

    if (!m)
        return false;
    *ret_i = (size_t)m->value.i;
    return true;
}

static bool overslaan(struct str naam);

bool pak_heeft(const struct pak *p, struct str eind)
{
    for (size_t i = 0; i < p->namen.n; i++)
        if (str_ends(p->namen.at[i].key, eind) && !overslaan(p->namen.at[i].key))
            return true;
    return false;
}

size_t pak_merk(const struct pak *p)
{
    return p->uitgepakt;
}

void pak_terug(struct pak *p, size_t merk)
{
    p->uitgepakt = merk;
}

/* ---- parts ---- */

static int deel_open_zip(struct pak *p, size_t i, struct pak_deel *d, struct err *e)
{
    struct zip_stat st;

    if (zip_stat_index(p->zip, i, 0, &st) < 0)
        return err_set(e, ERR_DATA, "het zip-bestand is beschadigd (%s)", zip_strerror(p->zip));
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
        return err_set(e, ERR_DATA,
                       "het zip-bestand is met een wachtwoord beveiligd; lever het zonder wachtwoord");
    d->f = zip_fopen_index(p->zip, i, 0);
    if (!d->f)
        return err_set(e, ERR_DATA, "een deel van het zip-bestand is niet te lezen (%s)",
                       zip_strerror(p->zip));
    d->ingepakt = st.valid & ZIP_STAT_COMP_SIZE ? st.comp_size : 0;
    return OK;
}

int pak_deel_open(struct pak *p, size_t i, struct pak_deel **ret, struct err *e)
{
    struct pak_deel *d = calloc(1, sizeof *d);
    int rc = OK;

    if (!d)
        return err_set(e, ERR_ENV, "het geheugen is op");
    d->pak = p;
    if (p->zip)
        rc = deel_open_zip(p, i, d, e);
    else
        d->rest = p->delen[i].bytes;
    if (rc) {
        free(d);
        return rc;
    }
    *ret = d;
    return OK;
}

static int64_t lees_uit_geheugen(struct pak_deel *d, void *to, size_t n)
{
    n = n < d->rest.n ? n : d->rest.n;
    if (n)
        memcpy(to, d->rest.p, n);
    d->rest = str_sub(d->rest, n, d->rest.n);
    return (int64_t)n;
}

int64_t pak_deel_lees(struct pak_deel *d, void *to, size_t n, struct err *e)
{
    struct pak *p = d->pak;
    int64_t got = d->f ? zip_fread(d->f, to, n) : lees_uit_geheugen(d, to, n);

    if (got < 0)
        return err_set(e, ERR_DATA, "een deel van het zip-bestand is beschadigd (%s)",
                       zip_file_strerror(d->f));
    d->gelezen += (size_t)got;
    p->uitgepakt += (size_t)got;
    if (p->uitgepakt > p->grens)
        return err_set(e, ERR_LIMIT, "het is uitgepakt groter dan %zu MB; meer nemen wij niet aan",
                       p->grens >> 20);
    if (d->f && d->gelezen > verhouding_vanaf && d->gelezen / VERHOUDING_MAX > d->ingepakt)
        return err_set(e, ERR_DATA,
                       "het zip-bestand pakt meer dan %d keer zo groot uit; zo'n bestand nemen wij niet aan",
                       VERHOUDING_MAX);
    return got;
}

void pak_deel_close(struct pak_deel *d)
{
    if (!d)
        return;
    if (d->f)
        zip_fclose(d->f);
    free(d);
}

/* ---- a delivery of several files ---- */

/* Folders, and what some systems add beside what people deliver. */
static bool overslaan(struct str naam)
{
    size_t i = naam.n;

    if (!naam.n || naam.p[naam.n - 1] == '/' || naam.p[naam.n - 1] == '\\')
        return true;
    if (str_starts(naam, STR("__MACOSX/")))
        return true;
    while (i && naam.p[i - 1] != '/' && naam.p[i - 1] != '\\')
        i--;
    naam = str_sub(naam, i, naam.n);
    return naam.p[0] == '.' || str_ieq(naam, STR("Thumbs.db")) || str_ieq(naam, STR("desktop.ini"));
}

/* A part as a whole. Read beside the arena first: the size that the zip states may be a lie in both
 * directions, and what growing leaves behind would stay in the arena. */
static int deel_geheel(struct arena *a, struct pak *p, size_t i, struct str *ret, struct err *e)
{
    struct pak_deel *d = NULL;
    size_t n = 0, room = 0;
    char *tijdelijk = NULL;
    int64_t got = pak_deel_open(p, i, &d, e);

    if (got)
        return (int)got;
    do {
        if (room - n < 16384) {
            char *wider = realloc(tijdelijk, room = room ? room * 2 : 65536);

            if (!wider) {
                got = err_set(e, ERR_ENV, "het geheugen is op");
                break;
            }
            tijdelijk = wider;
        }
        got = pak_deel_lees(d, tijdelijk + n, room - n, e);
        n += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    pak_deel_close(d);
    if (!got)
        *ret = str_dup(a, (struct str){tijdelijk, n});
    free(tijdelijk);
    return (int)got;
}

static int zip_alles(struct arena *a, struct pak *p, struct zip_deel **ret, size_t *ret_n, struct err *e)
{
    VEC(struct zip_deel) delen = {0};
    zip_int64_t n = zip_get_num_entries(p->zip, 0);
    int rc;

    for (zip_int64_t i = 0; i < n; i++) {
        struct str naam = str_from(zip_get_name(p->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS));
        struct zip_deel d = {.naam = deel_naam(a, naam)};

        if (overslaan(naam) || !d.naam.n)
            continue;
        rc = deel_geheel(a, p, (size_t)i, &d.bytes, e);
        if (rc)
            return rc;
        VEC_PUSH(a, &delen, d);
    }
    rc = delen_schik(delen.at, delen.n, e);
    if (rc)
        return rc;
    *ret = delen.at;
    *ret_n = delen.n;
    return OK;
}

int zip_lees(struct arena *a, struct str bytes, struct tabel_grens grens, struct zip_deel **ret,
             size_t *ret_n, struct err *e)
{
    struct pak *p;
    int rc;

    if (!grens.bytes)
        grens.bytes = (size_t)256 << 20;
    if (bytes.n > grens.bytes)
        return err_set(e, ERR_LIMIT, "het zip-bestand is groter dan %zu MB; meer nemen wij niet aan",
                       grens.bytes >> 20);
    rc = pak_open(a, bytes, &grens, &p, e);
    if (rc)
        return rc;
    rc = zip_alles(a, p, ret, ret_n, e);
    pak_close(p);
    return rc;
}
