/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg db backup and db herstel. A backup is a SQLite database, whatever it was made of: one file that is
 * read with common tools, served as it is, and put back into either kind of database. */
#include "app/app.h"
#include "app/app_cmd.h"

#include "spoor/spoor.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void vertel(void *ctx, const struct store_sum *klaar)
{
    (void)ctx;
    if (klaar->rows)
        printf("  %s: %lld %s\n", klaar->table, (long long)klaar->rows, klaar->rows == 1 ? "rij" : "rijen");
    fflush(stdout);
}

/* Copies, and reads what stands there afterwards: each table must have the rows and the sum that were read.
 */
static int kopieer(struct arena *a, struct str van_url, struct str naar_url, int64_t *ret_rijen,
                   struct err *e)
{
    struct store *van = NULL, *naar = NULL;
    struct store_sum *gelezen, *staat;
    size_t n, m;
    int rc = store_open_existing(&van, van_url, 0, e);

    if (!rc)
        rc = store_open(&naar, naar_url, 0, e);
    if (!rc)
        rc = store_copy(van, naar, a, store_migrations, store_migrations_n, vertel, NULL, &gelezen, &n, e);
    store_close(van);
    store_close(naar);
    if (!rc)
        rc = store_open_existing(&naar, naar_url, 0, e);
    if (rc)
        return rc;
    rc = store_sums(naar, a, store_migrations, store_migrations_n, &staat, &m, e);
    *ret_rijen = 0;
    for (size_t i = 0; !rc && i < n; i++) {
        if (staat[i].rows != gelezen[i].rows || memcmp(staat[i].sum, gelezen[i].sum, sizeof staat[i].sum))
            rc = err_set(e, ERR_ENV,
                         "tabel %s is niet goed overgekomen: %lld rijen gelezen, %lld teruggelezen",
                         gelezen[i].table, (long long)gelezen[i].rows, (long long)staat[i].rows);
        *ret_rijen += gelezen[i].rows;
    }
    store_close(naar);
    return rc;
}

/* What is in the file, and that it is there, is on disk before anybody is told. */
static int op_schijf(struct arena *a, const char *deel, const char *pad, struct err *e)
{
    int fd = open(deel, O_RDONLY | O_CLOEXEC), map, rc;

    rc = fd < 0 || fsync(fd) || link(deel, pad) ? err_set(e, ERR_ENV, "%s: %s", pad, err_oorzaak(errno)) : OK;
    if (fd >= 0)
        close(fd);
    map = open(dirname((char *)str_cstr(a, str_from(pad))), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (map >= 0) {
        fsync(map);
        close(map);
    }
    return rc;
}

static void opruimen(struct arena *a, const char *deel)
{
    static const char *const staarten[] = {"", "-wal", "-shm", "-journal"};

    for (size_t i = 0; i < sizeof staarten / sizeof *staarten; i++)
        unlink(str_fmt(a, "%s%s", deel, staarten[i]).p);
}

/* A copy holds all there is; the trail, also in the copy, says that it was made. */
static int noteer(struct conn *c, void *ctx, struct err *e)
{
    struct dader d = dader_opdrachtregel();

    (void)ctx;
    return spoor_schrijf(c, &d, &(struct daad){"database.gekopieerd", "database", 0, NULL, NULL}, e);
}

static int noteer_in(struct str url, struct err *e)
{
    struct store *s;
    int rc = store_open_existing(&s, url, 0, e);

    if (rc)
        return rc;
    rc = store_check_schema(s, store_migrations, store_migrations_n, e);
    if (!rc)
        rc = store_write(s, noteer, NULL, e);
    store_close(s);
    return rc;
}

int db_backup_cmd(struct command_call *call, struct err *e)
{
    struct arena *a = call->a;
    const char *pad = str_cstr(a, command_value(call, "uit")), *deel = str_fmt(a, "%s.deel", pad).p;
    int64_t rijen;
    int fd, rc;

    if (access(pad, F_OK) == 0)
        return err_set(e, ERR_DATA, "%s is er al; kies een andere naam", pad);
    opruimen(a, deel);
    fd = open(deel, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); /* it holds what people may not see */
    if (fd < 0)
        return err_set(e, ERR_ENV, "%s is niet te maken: %s", deel, err_oorzaak(errno));
    close(fd);
    rc = noteer_in(command_value(call, "db"), e);
    if (!rc)
        rc = kopieer(a, command_value(call, "db"), str_fmt(a, "sqlite:%s", deel), &rijen, e);
    if (!rc)
        rc = op_schijf(a, deel, pad, e); /* never over a file that came meanwhile */
    opruimen(a, deel);
    if (!rc)
        printf("%s is gemaakt en teruggelezen: %lld rijen, gelijk aan de database\n", pad, (long long)rijen);
    return rc;
}

int db_herstel_cmd(struct command_call *call, struct err *e)
{
    struct arena *a = call->a;
    struct str pad = command_value(call, "BESTAND");
    int64_t rijen;
    int rc;

    if (access(str_cstr(a, pad), R_OK))
        return err_set(e, ERR_DATA, "%.*s is niet te lezen: %s", STR_ARG(pad), err_oorzaak(errno));
    rc = kopieer(a, str_cat(a, STR("sqlite:"), pad), command_value(call, "db"), &rijen, e);
    if (!rc)
        printf("hersteld uit %.*s en teruggelezen: %lld rijen, gelijk aan de reservekopie\n", STR_ARG(pad),
               (long long)rijen);
    return rc;
}
