/* SPDX-License-Identifier: EUPL-1.2
 * Opens a .wzv: maps it and checks everything that is used as a place or a number of something, so that no
 * file can lead outside itself. */
#include "voorraad/wzv_intern.h"

#include "base/som.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct wzv_intern {
    struct arena a;
    const uint8_t *p;
    size_t n;
    bool gemapt;
    struct wzv_kop kop;
};

static int stuk(struct err *e, const char *wat)
{
    return err_set(e, ERR_DATA, "het voorraadbestand is beschadigd of nagemaakt: %s; maak het opnieuw", wat);
}

/* Does a part of n things of `maat` bytes lie within the file, after the head? */
static bool past(const struct wzv_intern *in, uint64_t plaats, uint64_t n, uint64_t maat)
{
    return plaats >= in->kop.kop_bytes && plaats <= in->n && n <= (in->n - plaats) / maat;
}

static bool tekst(const struct wzv_intern *in, uint64_t plaats, uint64_t n, struct str *ret)
{
    if (plaats > in->kop.tekst_bytes || n > in->kop.tekst_bytes - plaats)
        return false;
    *ret = (struct str){(const char *)in->p + in->kop.tekst_plaats + plaats, n};
    return utf8_valid(*ret);
}

static int kop_lees(struct wzv_intern *in, struct err *e)
{
    struct wzv_kop *k = &in->kop;

    if (in->n < 8 || memcmp(in->p, WZV_MERK, 8) != 0)
        return err_set(e, ERR_DATA, "dit is geen voorraadbestand (.wzv)");
    if (in->n < sizeof *k)
        return err_set(e, ERR_DATA,
                       "het voorraadbestand is afgebroken: het heeft %zu bytes, en dat is niet eens een kop",
                       in->n);
    memcpy(k, in->p, sizeof *k);
    if (k->versie > WZV_VERSIE)
        return err_set(e, ERR_DATA,
                       "dit voorraadbestand heeft versie %u, en dit programma kent versies tot en met %d: "
                       "neem een nieuwer programma",
                       k->versie, WZV_VERSIE);
    if (k->versie != WZV_VERSIE)
        return stuk(e, "het versienummer klopt niet");
    if (k->bestand_bytes > in->n)
        return err_set(e, ERR_DATA, "het voorraadbestand is afgebroken: %zu van %llu bytes zijn er", in->n,
                       (unsigned long long)k->bestand_bytes);
    if (k->bestand_bytes != in->n)
        return stuk(e, "er staat meer in dan de kop zegt");
    if (!k->n_kolommen || k->n_kolommen > WZV_KOLOMMEN_MAX || k->rijen > WZV_RIJEN_MAX ||
        k->blokrijen != WZV_BLOK ||
        k->kop_bytes != sizeof *k + k->n_kolommen * sizeof(struct wzv_kolom_kop) || k->kop_bytes > in->n ||
        in->n % 8)
        return stuk(e, "de aantallen in de kop kloppen niet");
    return OK;
}

static int kop_toets(struct wzv_intern *in, struct err *e)
{
    uint8_t sha[32], *kopie = arena_alloc(&in->a, in->kop.kop_bytes);

    memcpy(kopie, in->p, in->kop.kop_bytes);
    memset(kopie + offsetof(struct wzv_kop, kop_sha256), 0, 32);
    sha256_bytes(kopie, in->kop.kop_bytes, sha);
    if (memcmp(sha, in->kop.kop_sha256, 32) != 0)
        return stuk(e, "de controlesom van de kop klopt niet");
    if (!past(in, in->kop.tekst_plaats, in->kop.tekst_bytes, 1))
        return stuk(e, "de teksten liggen buiten het bestand");
    return OK;
}

static int kolom_lees(struct wzv_intern *in, size_t i, struct wzv_kolom *ret, struct err *e)
{
    struct wzv_kolom_kop k;
    struct str woorden, *code;

    memcpy(&k, in->p + sizeof in->kop + i * sizeof k, sizeof k);
    if (!memchr(k.naam, 0, sizeof k.naam) || !k.naam[0])
        return stuk(e, "een kolom heeft geen naam");
    if ((k.breedte != 1 && k.breedte != 2 && k.breedte != 4 && k.breedte != 8) || k.soort > WZV_CODE ||
        k.plaats % WZV_RAND || !past(in, k.plaats, wzv_rond(in->kop.rijen * k.breedte, WZV_RAND), 1))
        return stuk(e, "een kolom ligt buiten het bestand");
    if (k.n_codes > WZV_CODES_MAX || !tekst(in, k.codes_plaats, k.codes_bytes, &woorden) ||
        (k.soort == WZV_CODE && k.breedte > 2))
        return stuk(e, "de woorden van een kolom kloppen niet");
    code = ARENA_ARRAY(&in->a, struct str, k.n_codes + 1);
    for (size_t c = 0; c < k.n_codes; c++) {
        size_t lengte = str_index(woorden, '\0');

        if (lengte == woorden.n)
            return stuk(e, "de woorden van een kolom kloppen niet");
        code[c] = str_sub(woorden, 0, lengte);
        woorden = str_sub(woorden, lengte + 1, woorden.n);
    }
    *ret = (struct wzv_kolom){.naam = str_dup(&in->a, str_from(k.naam)),
                              .breedte = k.breedte,
                              .soort = k.soort,
                              .code = code,
                              .n_codes = k.n_codes,
                              .at = in->p + k.plaats};
    return utf8_valid(ret->naam) ? OK : stuk(e, "een kolom heeft geen naam");
}

/* The areas of a level follow each other and cover all rows. */
static int gebieden_lees(struct wzv_intern *in, struct wzv *w, int niveau, struct err *e)
{
    const struct wzv_deel *d = &in->kop.gebied[niveau];
    struct wzv_gebied *at;
    uint64_t rij = 0;

    if (!past(in, d->plaats, d->n, sizeof(struct wzv_gebied_kop)) || d->plaats % 8 ||
        (d->n == 0) != (w->rijen == 0))
        return stuk(e, "de gebieden liggen buiten het bestand");
    at = ARENA_ARRAY(&in->a, struct wzv_gebied, d->n + 1);
    for (size_t i = 0; i < d->n; i++) {
        struct wzv_gebied_kop k;

        memcpy(&k, in->p + d->plaats + i * sizeof k, sizeof k);
        at[i] = (struct wzv_gebied){.eerste = k.eerste, .n = k.n, .ouder = k.ouder};
        at[i].code =
            (struct str){(const char *)in->p + d->plaats + i * sizeof k, strnlen(k.code, sizeof k.code)};
        if (k.eerste != rij || !k.n || k.n > w->rijen - rij || !utf8_valid(at[i].code) ||
            !tekst(in, k.naam_plaats, k.naam_bytes, &at[i].naam))
            return stuk(e, "de gebieden sluiten niet op elkaar aan");
        rij += k.n;
        if (niveau &&
            (k.ouder >= w->n_gebieden[niveau - 1] || w->gebied[niveau - 1][k.ouder].eerste > k.eerste ||
             rij > w->gebied[niveau - 1][k.ouder].eerste + w->gebied[niveau - 1][k.ouder].n))
            return stuk(e, "een gebied ligt niet in het gebied erboven");
    }
    if (rij != w->rijen)
        return stuk(e, "de gebieden dekken niet alle rijen");
    w->gebied[niveau] = at;
    w->n_gebieden[niveau] = d->n;
    return OK;
}

static int lees(struct wzv_intern *in, struct wzv *w, struct err *e)
{
    struct wzv_kolom *kolom;
    int rc = kop_lees(in, e);

    if (!rc)
        rc = kop_toets(in, e);
    if (rc)
        return rc;
    w->rijen = in->kop.rijen;
    w->peildatum = (date_t)in->kop.peildatum;
    w->verzonnen = in->kop.vlaggen & 1;
    memcpy(w->sha256, in->kop.sha256, 32);
    w->n_blokken = (w->rijen + WZV_BLOK - 1) / WZV_BLOK;
    if (!tekst(in, in->kop.herkomst_plaats, in->kop.herkomst_bytes, &w->herkomst) ||
        (w->peildatum && !date_valid(w->peildatum)) || !past(in, in->kop.blok_plaats, w->n_blokken, 16) ||
        in->kop.blok_plaats % 8)
        return stuk(e, "de herkomst of de blokken liggen buiten het bestand");
    w->blok = (const uint32_t *)(in->p + in->kop.blok_plaats);
    kolom = ARENA_ARRAY(&in->a, struct wzv_kolom, in->kop.n_kolommen);
    for (size_t i = 0; !rc && i < in->kop.n_kolommen; i++)
        rc = kolom_lees(in, i, &kolom[i], e);
    w->kolom = kolom;
    w->n_kolommen = in->kop.n_kolommen;
    for (int n = 0; !rc && n < WZV_NIVEAUS; n++)
        rc = gebieden_lees(in, w, n, e);
    return rc;
}

static int begin(struct wzv **ret, const void *p, size_t n, bool gemapt, struct err *e)
{
    struct wzv *w = calloc(1, sizeof *w);
    struct wzv_intern *in = calloc(1, sizeof *in);
    int rc;

    if (!w || !in) {
        free(w);
        free(in);
        return err_set(e, ERR_ENV, "het geheugen is op");
    }
    arena_init(&in->a, 0);
    *in = (struct wzv_intern){.a = in->a, .p = p, .n = n, .gemapt = gemapt};
    w->in = in;
    rc = lees(in, w, e);
    if (rc) {
        in->gemapt = false; /* still the caller's */
        wzv_close(w);
    } else {
        *ret = w;
    }
    return rc;
}

int wzv_van_bytes(struct wzv **ret, const void *p, size_t n, struct err *e)
{
    return begin(ret, p, n, false, e);
}

int wzv_open(struct wzv **ret, const char *pad, struct err *e)
{
    int fd = open(pad, O_RDONLY | O_CLOEXEC), rc;
    struct stat st;
    void *p;

    if (fd < 0)
        return err_set(e, errno == ENOENT ? ERR_NOT_FOUND : ERR_ENV, "%s is niet te openen: %s", pad,
                       errno == ENOENT ? "het bestaat niet" : err_waarom(errno));
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size < 8) {
        close(fd);
        return err_set(e, ERR_DATA, "%s: dit is geen voorraadbestand (.wzv)", pad);
    }
    p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (p == MAP_FAILED)
        return err_set(e, ERR_ENV, "%s is niet te lezen: %s", pad, strerror(errno));
    rc = begin(ret, p, (size_t)st.st_size, true, e);
    if (rc) {
        munmap(p, (size_t)st.st_size);
        return err_prefix(e, "%s: ", pad);
    }
    return OK;
}

void wzv_close(struct wzv *w)
{
    if (!w)
        return;
    if (w->in->gemapt)
        munmap((void *)w->in->p, w->in->n);
    arena_done(&w->in->a);
    free(w->in);
    free(w);
}

int wzv_toets(const struct wzv *w, struct err *e)
{
    uint8_t sha[32];

    sha256_bytes(w->in->p + w->in->kop.kop_bytes, w->in->n - w->in->kop.kop_bytes, sha);
    return memcmp(sha, w->sha256, 32) == 0 ? OK : stuk(e, "de controlesom van de inhoud klopt niet");
}

/* ---- asking ---- */

const struct wzv_kolom *wzv_kolom(const struct wzv *w, struct str naam)
{
    for (size_t i = 0; i < w->n_kolommen; i++)
        if (str_eq(w->kolom[i].naam, naam))
            return &w->kolom[i];
    return NULL;
}

uint64_t wzv_waarde(const struct wzv_kolom *k, uint64_t rij)
{
    switch (k->breedte) {
    case 1:
        return ((const uint8_t *)k->at)[rij];
    case 2:
        return ((const uint16_t *)k->at)[rij];
    case 4:
        return ((const uint32_t *)k->at)[rij];
    default:
        return ((const uint64_t *)k->at)[rij];
    }
}

size_t wzv_gebied_van(const struct wzv *w, enum wzv_niveau niveau, uint64_t rij)
{
    size_t van = 0, tot = w->n_gebieden[niveau];

    while (tot - van > 1) {
        size_t midden = van + (tot - van) / 2;

        if (w->gebied[niveau][midden].eerste <= rij)
            van = midden;
        else
            tot = midden;
    }
    return van;
}

static const char *const niveaus[] = {"land", "provincie", "gemeente", "wijk", "buurt"};

const char *wzv_niveau_naam(enum wzv_niveau niveau)
{
    return niveaus[niveau];
}

bool wzv_niveau_bij(struct str naam, enum wzv_niveau *ret)
{
    for (int i = 0; i < WZV_NIVEAUS; i++)
        if (str_is(naam, niveaus[i])) {
            *ret = (enum wzv_niveau)i;
            return true;
        }
    return false;
}

bool wzv_gebied_bij(const struct wzv *w, struct str code, uint64_t *ret_eerste, uint64_t *ret_n)
{
    for (int n = 0; n < WZV_NIVEAUS; n++)
        for (size_t i = 0; i < w->n_gebieden[n]; i++)
            if (str_eq(w->gebied[n][i].code, code)) {
                *ret_eerste = w->gebied[n][i].eerste;
                *ret_n = w->gebied[n][i].n;
                return true;
            }
    return false;
}

struct str wzv_tekst(struct arena *a, const struct wzv_kolom *k, uint64_t waarde)
{
    if (waarde == wzv_onbekend(k->breedte))
        return STR("onbekend");
    if (k->soort == WZV_JANEE)
        return waarde ? STR("ja") : STR("nee");
    if (k->soort == WZV_CODE)
        return waarde < k->n_codes ? k->code[waarde] : STR("onbekend");
    return str_fmt(a, "%llu", (unsigned long long)waarde);
}
