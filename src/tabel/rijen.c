/* SPDX-License-Identifier: EUPL-1.2
 * Reading a small table by its column names. */
#include "tabel/rijen.h"

#include <string.h>

static const char *naam_van(const struct rijen *r, size_t k)
{
    return r->namen[k][0] == '*' ? r->namen[k] + 1 : r->namen[k];
}

static int kop_lees(struct rijen *r, struct err *e)
{
    int rc = tabel_volgende(r->t, &r->rij, e);

    if (rc < 0)
        return rc;
    for (size_t i = 0; i < (rc ? r->rij.n : 0); i++) {
        struct str kop = str_lower(r->a, str_trim(tabel_cel(&r->rij, i)->tekst));
        size_t k = 0;

        if (!kop.n)
            continue;
        while (k < r->n && !str_is(kop, naam_van(r, k)))
            k++;
        if (k == r->n)
            return err_set(e, ERR_DATA, "%.*s, rij %lld: de kolom “%.*s” kennen wij hier niet",
                           STR_ARG(r->bestand), (long long)r->rij.nummer, STR_ARG(utf8_clip(kop, 60)));
        if (r->plaats[k] >= 0)
            return err_set(e, ERR_DATA, "%.*s: de kolom %s staat er twee keer", STR_ARG(r->bestand),
                           naam_van(r, k));
        r->plaats[k] = (int)i;
    }
    for (size_t k = 0; k < r->n; k++)
        if (r->namen[k][0] == '*' && r->plaats[k] < 0)
            return err_set(e, ERR_DATA, "%.*s: de kolom %s ontbreekt in de kopregel", STR_ARG(r->bestand),
                           naam_van(r, k));
    return OK;
}

int rijen_open(struct arena *a, struct str bestand, struct str bytes, const char *const *namen,
               struct rijen *ret, struct err *e)
{
    int rc;

    *ret = (struct rijen){.a = a, .bestand = bestand, .namen = namen};
    while (namen[ret->n] && ret->n < RIJEN_KOLOMMEN_MAX)
        ret->plaats[ret->n++] = -1;
    rc = tabel_open(a, bestand, bytes, (struct tabel_grens){.bytes = 64 << 20, .rijen = 200000}, &ret->t, e);
    return rc ? rc : kop_lees(ret, e);
}

void rijen_close(struct rijen *r)
{
    tabel_close(r->t);
    r->t = NULL;
}

int rijen_volgende(struct rijen *r, struct err *e)
{
    return tabel_volgende(r->t, &r->rij, e);
}

struct str rijen_tekst(const struct rijen *r, size_t kolom)
{
    if (kolom >= r->n || r->plaats[kolom] < 0)
        return STR("");
    return str_dup(r->a, str_trim(tabel_cel(&r->rij, (size_t)r->plaats[kolom])->tekst));
}

size_t rijen_kolom(const struct rijen *r, const char *naam, size_t anders)
{
    for (size_t k = 0; k < r->n; k++)
        if (!strcmp(naam_van(r, k), naam))
            return k;
    return anders;
}

int rijen_fout(const struct rijen *r, size_t kolom, struct err *e, const char *fmt, ...)
{
    struct str wat;
    va_list ap;

    va_start(ap, fmt);
    wat = str_vfmt(r->a, fmt, ap);
    va_end(ap);
    return err_set(e, ERR_DATA, "%.*s, rij %lld, kolom %s: %.*s", STR_ARG(r->bestand),
                   (long long)r->rij.nummer, naam_van(r, kolom), STR_ARG(utf8_clip(wat, 600)));
}

int rijen_datum(const struct rijen *r, size_t kolom, date_t *ret, struct err *e)
{
    struct str s = rijen_tekst(r, kolom);

    *ret = 0;
    if (!s.n || date_parse(s, ret))
        return OK;
    return rijen_fout(r, kolom, e, "“%.*s” is geen datum als 2024-12-31", STR_ARG(utf8_clip(s, 40)));
}

int rijen_janee(const struct rijen *r, size_t kolom, bool *ret, struct err *e)
{
    struct str s = rijen_tekst(r, kolom);

    *ret = str_is(s, "ja");
    if (!s.n || *ret || str_is(s, "nee"))
        return OK;
    return rijen_fout(r, kolom, e, "verwacht ja of nee, niet “%.*s”", STR_ARG(utf8_clip(s, 40)));
}
