/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg-tel-mpi: the count of `woonzorg voorraad tel` divided over the ranks of MPI, for stocks larger
 * than one machine counts quickly, and for several countries at once. Each rank maps the file, counts its
 * part of the blocks, and the parts are added; the outcome is that of one machine to the last dwelling. Built
 * with -Dmpi=true alone.
 *
 *     mpirun -n 8 woonzorg-tel-mpi REGELS.csv NIVEAU VOORRAAD.wzv… */
#include "doc/csv.h"
#include "tabel/tabel.h"
#include "voorraad/uitleg.h"

#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

/* Counts one stock; on rank 0 *ret is the whole. */
static int tel(struct arena *a, const struct regeltabel *t, const char *pad, int rang, int rangen,
               struct wzv **ret_w, struct telling *ret, struct err *e)
{
    struct motor_keuze k = {.draden = 1, .bewaar = 1, .deel = rang, .delen = rangen};
    struct motor *m = NULL;
    int rc = wzv_open(ret_w, pad, e);

    if (!rc)
        rc = motor_open(&m, *ret_w, k, e);
    if (!rc)
        rc = motor_tel(m, a, t, NULL, ret, e);
    motor_close(m);
    return rc;
}

static int som(struct arena *a, struct telling *t, int rang)
{
    size_t n = t->buurten * t->kolommen;
    uint32_t *heel = rang ? NULL : ARENA_ARRAY(a, uint32_t, n + 1);

    for (size_t van = 0; van < n; van += 1 << 28) { /* MPI counts in int */
        int deel = n - van < (size_t)1 << 28 ? (int)(n - van) : 1 << 28;

        if (MPI_Reduce(t->at + van, heel ? heel + van : NULL, deel, MPI_UINT32_T, MPI_SUM, 0,
                       MPI_COMM_WORLD) != MPI_SUCCESS)
            return ERR_ENV;
    }
    if (heel)
        t->at = heel;
    return OK;
}

static int doe(struct arena *a, int argc, char **argv, int rang, int rangen, struct err *e)
{
    enum wzv_niveau niveau;
    struct regeltabel *t;
    struct str s;
    int rc;

    if (argc < 4 || !wzv_niveau_bij(str_from(argv[2]), &niveau))
        return err_set(
            e, ERR_USAGE,
            "gebruik: woonzorg-tel-mpi REGELS.csv land|provincie|gemeente|wijk|buurt VOORRAAD.wzv…");
    rc = bestand_lees(a, argv[1], 4 << 20, &s, e);
    if (!rc)
        rc = regeltabel_lees(a, s, &t, e);
    for (int i = 3; !rc && i < argc; i++) {
        struct telling x;
        struct wzv *w = NULL;

        rc = tel(a, t, argv[i], rang, rangen, &w, &x, e);
        if (!rc)
            rc = som(a, &x, rang);
        if (!rc && !rang) {
            struct buf b;

            buf_init(&b, a, (size_t)1 << 30);
            csv_rows(&b, telling_doc(a, w, t, &x, niveau, false), CSV_MACHINE, i == 3);
            fwrite(b.p, 1, b.n, stdout);
        }
        wzv_close(w);
    }
    return rc;
}

int main(int argc, char **argv)
{
    struct arena a;
    struct err e = {0};
    int rang, rangen, rc;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rang);
    MPI_Comm_size(MPI_COMM_WORLD, &rangen);
    arena_init(&a, 0);
    rc = doe(&a, argc, argv, rang, rangen, &e);
    arena_done(&a);
    if (rc) { /* one that cannot go on ends all: the others would wait for it */
        fprintf(stderr, "woonzorg-tel-mpi (rang %d): %s\n", rang, e.text);
        MPI_Abort(MPI_COMM_WORLD, err_exit_code(rc));
    }
    MPI_Finalize();
    return 0;
}
