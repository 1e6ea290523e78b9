/* SPDX-License-Identifier: EUPL-1.2
 * The header of a delivered table: on which sheet and row it stands, and where the wanted columns are. */
#include "route/import_intern.h"

#include "leeswijzer/rooster.h"

enum { KOP_RIJEN = 20 };

/* The header of the table being read, for the report. */
static void kop_onthoud(struct import *im, const struct tabel_rij *r)
{
    size_t n = r->n < 1024 ? r->n : 1024;

    im->kop = ARENA_ARRAY(im->a, struct str, n ? n : 1);
    im->n_kop = n;
    im->kop_rij = im->n_deel > 1 || tabel_is_geobestand(im->t) ? 0 : r->nummer;
    im->kop_blad = im->blad;
    for (size_t i = 0; i < n; i++)
        im->kop[i] = str_dup(im->a, utf8_clip(str_trim(r->cellen[i].tekst), 60));
}

struct str import_kop_naam(struct arena *a, struct str cel)
{
    return kop_vouw(a, cel);
}

bool import_kop_past(struct arena *scratch, struct str cel, const char *namen)
{
    struct str rest = str_from(namen), kop = import_kop_naam(scratch, cel);

    while (rest.p) {
        struct str naam = str_cut(rest, '|', &rest);

        if (str_eq(kop, naam))
            return true;
    }
    return false;
}

/* Which wanted columns a row has; `mist` gets the names of those that lack, *dubbel a column that is there
 * twice. */
static bool kop_zoek(const struct tabel_rij *r, const struct kolom_wens *wensen, size_t n, struct buf *mist,
                     int *dubbel)
{
    bool alle = true;
    struct arena scratch;

    arena_init(&scratch, 0);
    *dubbel = -1;
    for (size_t i = 0; i < n; i++) {
        *wensen[i].ret = -1;
        for (size_t k = 0; k < r->n; k++) {
            if (r->cellen[k].soort != CEL_TEKST && r->cellen[k].soort != CEL_GETAL)
                continue;
            if (!import_kop_past(&scratch, r->cellen[k].tekst, wensen[i].namen))
                continue;
            if (*wensen[i].ret < 0)
                *wensen[i].ret = (int)k;
            else
                *dubbel = (int)k;
        }
        if (wensen[i].verplicht && *wensen[i].ret < 0) {
            struct str rest;

            alle = false;
            buf_fmt(mist, "%s%.*s", mist->n ? ", " : "",
                    STR_ARG(str_cut(str_from(wensen[i].namen), '|', &rest)));
        }
        arena_reset(&scratch);
    }
    arena_done(&scratch);
    return alle;
}

/* The row that came nearest to being a header is the one to speak of. */
struct kop_spoor {
    struct buf mist, gezien;
    int blad;
};

/* 1: found on this sheet; 0: not; negative: error. */
static int kop_op_blad(struct import *im, const struct kolom_wens *wensen, size_t n, struct tabel_rij *ret,
                       struct kop_spoor *spoor, struct err *e)
{
    int rc = 0, dubbel;

    for (int i = 0; i < KOP_RIJEN && (rc = tabel_volgende(im->t, ret, e)) > 0; i++) {
        struct buf mist;

        buf_init(&mist, im->a, 600);
        if (kop_zoek(ret, wensen, n, &mist, &dubbel)) {
            if (dubbel >= 0)
                import_meld(im, MELDING_LET_OP, ret->nummer, dubbel, ret->cellen[dubbel].tekst,
                            "deze kolom staat twee keer in de kop; de eerste is gelezen");
            return 1;
        }
        if (spoor->mist.n && mist.n >= spoor->mist.n)
            continue;
        spoor->mist = mist;
        spoor->blad = im->blad;
        buf_init(&spoor->gezien, im->a, 300);
        for (size_t k = 0; k < ret->n && k < 40; k++)
            if (ret->cellen[k].tekst.n)
                buf_fmt(&spoor->gezien, "%s%.*s", spoor->gezien.n ? ", " : "",
                        STR_ARG(str_sub(ret->cellen[k].tekst, 0, 40)));
    }
    return rc < 0 ? rc : 0;
}

/* The sheets of our own templates that hold no figures. */
bool import_sjabloon_blad(struct str naam)
{
    return str_is(naam, SJABLOON_TOELICHTING) || str_is(naam, SJABLOON_CODES) ||
           str_is(naam, SJABLOON_VOORBEELD_BLAD);
}

static void bladen_meld(struct import *im)
{
    struct buf b;
    size_t n = tabel_n_bladen(im->t), andere = 0;

    buf_init(&b, im->a, 250);
    for (size_t i = 0; i < n; i++)
        if ((int)i != im->blad && (int)i + 1 != im->ook_blad &&
            !import_sjabloon_blad(tabel_blad_naam(im->t, i)) && ++andere)
            buf_fmt(&b, "%s%.*s%s", b.n ? ", " : "", STR_ARG(str_sub(tabel_blad_naam(im->t, i), 0, 40)),
                    tabel_blad_verborgen(im->t, i) ? " (verborgen)" : "");
    if (andere)
        import_meld(im, MELDING_INFO, 0, -1, (struct str){0}, "alleen %s is gelezen; niet gelezen: %.*s%s",
                    tabel_is_geobestand(im->t) ? "deze laag" : "dit blad", STR_ARG(buf_str(&b)),
                    b.over ? " …" : "");
}

/* The columns were chosen by a person, so a header that lacks one is a fault of the leeswijzer. */
static int kop_door_lezer(struct import *im, const struct kolom_wens *wensen, size_t n, struct tabel_rij *ret,
                          struct err *e)
{
    struct buf mist;
    int dubbel, rc = lezer_begin(im->lezer, im->t, ret, &im->blad, e);

    if (rc)
        return rc;
    im->kop_rij = ret->nummer;
    buf_init(&mist, im->a, 600);
    if (!kop_zoek(ret, wensen, n, &mist, &dubbel))
        return err_set(e, ERR_DATA, "de leeswijzer zegt niet waar dit staat: %.*s", STR_ARG(buf_str(&mist)));
    bladen_meld(im);
    return OK;
}

int import_kolommen(struct import *im, const struct kolom *k, int n, void *plaatsen, struct tabel_rij *ret,
                    struct err *e)
{
    struct kolom_wens *wens = ARENA_ARRAY(im->a, struct kolom_wens, n);
    size_t n_wens = 0;

    for (int i = 0; i < n; i++)
        if (k[i].plaats != KOLOM_GEEN_PLAATS)
            wens[n_wens++] = (struct kolom_wens){k[i].namen, k[i].verplicht,
                                                 (int *)(void *)((char *)plaatsen + k[i].plaats)};
    return import_kop(im, wens, n_wens, ret, e);
}

int import_kop(struct import *im, const struct kolom_wens *wensen, size_t n, struct tabel_rij *ret,
               struct err *e)
{
    bool werkboek = tabel_is_werkboek(im->t);
    size_t bladen = werkboek ? tabel_n_bladen(im->t) : 1;
    struct kop_spoor spoor = {0};
    int rc = 0;

    if (im->lezer)
        return kop_door_lezer(im, wensen, n, ret, e);
    buf_init(&spoor.mist, im->a, 600);
    buf_init(&spoor.gezien, im->a, 300);
    for (size_t i = 0; i < bladen && !rc; i++) {
        if (werkboek) {
            im->blad = (int)i;
            rc = tabel_blad_kies(im->t, i, e);
        }
        if (!rc)
            rc = kop_op_blad(im, wensen, n, ret, &spoor, e);
    }
    if (rc < 0)
        return rc;
    if (rc > 0) {
        kop_onthoud(im, ret);
        if (werkboek)
            bladen_meld(im);
        return OK;
    }
    if (!spoor.mist.n)
        return err_set(e, ERR_DATA, "%.*s%sverwacht een kop met namen van kolommen, maar het bestand is leeg",
                       STR_ARG(import_plaats(im, 0, -1)), im->n_deel > 1 ? ": " : "");
    if (werkboek)
        im->blad = spoor.blad;
    return err_set(e, ERR_DATA, "%.*s%skolommen ontbreken: %.*s; gevonden in de kop: %.*s",
                   STR_ARG(import_plaats(im, 0, -1)), werkboek || im->n_deel > 1 ? ": " : "",
                   STR_ARG(buf_str(&spoor.mist)), STR_ARG(buf_str(&spoor.gezien)));
}

int import_deel(struct import *im, size_t i, struct err *e)
{
    int rc;

    tabel_close(im->t);
    im->t = NULL;
    im->blad = (int)i;
    rc = tabel_open(im->a, im->deel[i].naam, im->deel[i].bytes, (struct tabel_grens){0}, &im->t, e);
    if (!rc)
        im->dialect = tabel_dialect(im->t);
    else if (rc == ERR_DATA || rc == ERR_LIMIT)
        err_prefix(e, "%.*s: ", STR_ARG(str_sub(im->deel[i].naam, 0, 120)));
    return rc;
}

int import_bron_kolom(const struct import *im, int kolom)
{
    return im->lezer ? lezer_bron(im->lezer, kolom) : kolom;
}
