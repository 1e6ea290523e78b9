/* SPDX-License-Identifier: EUPL-1.2
 * Enrichment: the columns that the BAG has not, out of deliveries of those who know, joined by BAG id. */
#include "tabel/tabel.h"
#include "voorraad/bronnen.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { KOLOMMEN_MAX = 200 };

/* How columns are called; the first name is ours. The WOZ-bezitstabel (dVi 2025, onderdeel B) has "Bag-
 * verblijfsobject-id", "Lift aanwezig" and the like; its rows are of corporaties. */
static const struct naam {
    const char *naam; /* folded */
    int kolom;        /* -1: the id */
} namen[] = {{"bag id", -1},
             {"bagid", -1},
             {"verblijfsobject", -1},
             {"verblijfsobject id", -1},
             {"bag-verblijfsobject-id", -1},
             {"bag verblijfsobject id", -1},
             {"bag-verblijfsobject-id nl", -1},
             {"bag-vbo-id", -1},
             {"verblijfsobjectidentificatie", -1},
             {"identificatie", -1},
             {"verdieping", K_VERDIEPING},
             {"lift", K_LIFT},
             {"lift aanwezig", K_LIFT},
             {"lift aanwezig?", K_LIFT},
             {"eigenaar", K_EIGENAAR},
             {"zelfstandig", K_ZELFSTANDIG},
             {"is de woonruimte zelfstandig?", K_ZELFSTANDIG},
             {"toegankelijkheid", K_TOEGANKELIJKHEID},
             {"toegankelijkheidslabel", K_TOEGANKELIJKHEID},
             {"bat", K_BAT},
             {"bat-score", K_BAT},
             {"batscore", K_BAT},
             {"bereikbaar zonder trap", K_BEREIKBAAR},
             {"gelijkvloers", K_GELIJKVLOERS},
             {"ontmoetingsruimte", K_ONTMOETINGSRUIMTE},
             {"clusterwoningen", K_CLUSTERWONINGEN},
             {"aandeel 55plus", K_AANDEEL_55PLUS},
             {"wlz", K_WLZ}};

/* The WOZ-bezitstabel is known by its first columns: its rows are of a corporatie, unless sold within the
 * year. */
#define WOZ_KENMERK "eenheidscode"
#define WOZ_ULTIMO  "aantal ultimo verslagjaar"

static int kolom_van(struct arena *a, struct str kop, int niets)
{
    struct str s = str_fold(a, kop);

    for (size_t i = 0; i < sizeof namen / sizeof *namen; i++)
        if (str_is(s, namen[i].naam))
            return namen[i].kolom;
    return niets;
}

/* A cell as a value of a column; false when it cannot be understood. */
static bool waarde(struct str s, int kolom, uint64_t *ret)
{
    const struct stand_kolom *k = &stand_kolommen[kolom];
    int64_t v;

    if (kolom == K_BAT && str_starts(s, STR("BAT"))) /* VERA's code */
        s = str_sub(s, 3, s.n);
    if (str_ieq(s, STR("onbekend"))) {
        *ret = wzv_onbekend(k->breedte);
        return true;
    }
    if (k->soort == WZV_JANEE) {
        *ret = str_ieq(s, STR("ja")) || str_ieq(s, STR("j")) || str_is(s, "1") || str_ieq(s, STR("true"));
        return *ret || str_ieq(s, STR("nee")) || str_ieq(s, STR("n")) || str_is(s, "0") ||
               str_ieq(s, STR("false"));
    }
    if (k->soort == WZV_CODE) {
        for (*ret = 0; k->code[*ret]; ++*ret)
            if (str_ieq(s, str_from(k->code[*ret])))
                return true;
        return false;
    }
    if (!num_i64(s, &v) || v < 0 || (uint64_t)v >= wzv_onbekend(k->breedte) || (kolom == K_BAT && v > 5) ||
        (kolom == K_AANDEEL_55PLUS && v > 100))
        return false;
    *ret = (uint64_t)v;
    return true;
}

struct plek { /* rows by id */
    uint64_t id;
    uint64_t rij;
};

static int op_id(const void *x, const void *y)
{
    const struct plek *p = x, *q = y;

    return p->id < q->id ? -1 : p->id > q->id;
}

/* "0457010000060712" or without its leading nought, as a spreadsheet leaves it. Of several parted by | the
 * rest follows. */
static bool id_lees(struct str s, uint64_t *ret)
{
    int64_t v;

    s = str_trim(s);
    if (str_starts(s, STR("'")))
        s = str_sub(s, 1, s.n);
    if (s.n < 15 || s.n > 16 || !num_i64(s, &v) || v <= 0)
        return false;
    *ret = (uint64_t)v;
    return true;
}

struct kop {
    int kolom[KOLOMMEN_MAX]; /* -2: none of ours */
    size_t n, id, ultimo;
    bool woz;
};

static void rij_verrijk(struct stand *s, const struct plek *plek, const struct tabel_rij *r,
                        const struct kop *kop, struct verrijk_uitslag *u)
{
    struct str rest = tabel_cel(r, kop->id)->tekst;
    uint64_t id;

    if (!str_trim(rest).n) {
        u->geen_id++;
        return;
    }
    if (kop->woz && str_is(str_trim(tabel_cel(r, kop->ultimo)->tekst), "0"))
        return; /* sold or demolished within the year */
    while (rest.p) {
        struct plek *p = NULL;

        if (id_lees(str_cut(rest, '|', &rest), &id))
            p = bsearch(&(struct plek){.id = id}, plek, s->n, sizeof *plek, op_id);
        if (!p) {
            u->onbekend_id++;
            continue;
        }
        u->geraakt++;
        if (kop->woz)
            *stand_smal(&s->rij[p->rij], K_EIGENAAR) = 0; /* corporatie */
        for (size_t k = 0; k < kop->n; k++) {
            int kolom = kop->kolom[k];
            struct str cel = str_trim(tabel_cel(r, k)->tekst);
            uint64_t v;

            if (kolom < 0 || !cel.n)
                continue;
            if (!waarde(cel, kolom, &v))
                u->vreemd++;
            else if (kolom < K_WONING)
                *stand_breed(&s->rij[p->rij], (enum stand_veld)kolom) = (uint16_t)v;
            else
                *stand_smal(&s->rij[p->rij], (enum stand_veld)kolom) = (uint8_t)v;
        }
    }
}

static int kop_lees(struct arena *a, const struct tabel_rij *r, struct kop *kop, struct verrijk_uitslag *u,
                    struct err *e)
{
    bool id = false, ultimo = false, eenheid = false;

    kop->n = r->n < KOLOMMEN_MAX ? r->n : KOLOMMEN_MAX;
    for (size_t k = 0; k < kop->n; k++) {
        struct str naam = str_fold(a, tabel_cel(r, k)->tekst);

        kop->kolom[k] = kolom_van(a, naam, -2);
        if (kop->kolom[k] == -1 && !id) {
            id = true;
            kop->id = k;
        }
        eenheid = eenheid || str_is(naam, WOZ_KENMERK);
        if (str_is(naam, WOZ_ULTIMO)) {
            ultimo = true;
            kop->ultimo = k;
        }
        u->kolommen += kop->kolom[k] >= 0;
    }
    kop->woz = eenheid && ultimo;
    if (!id)
        return err_set(e, ERR_DATA, "er is geen kolom met BAG-identificaties; noem haar “bag id”");
    return u->kolommen ? OK
                       : err_set(e, ERR_DATA,
                                 "geen van de kolommen is bekend; verwacht bijvoorbeeld lift, eigenaar, bat "
                                 "of verdieping");
}

static void herkomst(struct stand *s, struct str naam, struct str bytes, const struct verrijk_uitslag *u)
{
    uint8_t sha[32];
    char hex[65];

    crypto_hash_sha256(sha, (const unsigned char *)bytes.p, bytes.n);
    buf_fmt(&s->herkomst,
            "verrijkt met %.*s, SHA-256 %s: %llu rijen, %llu verblijfsobjecten, %llu ids niet in deze "
            "voorraad, %llu rijen zonder id, %llu cellen niet begrepen\n",
            STR_ARG(naam), sodium_bin2hex(hex, sizeof hex, sha, sizeof sha), (unsigned long long)u->rijen,
            (unsigned long long)u->geraakt, (unsigned long long)u->onbekend_id,
            (unsigned long long)u->geen_id, (unsigned long long)u->vreemd);
}

int voorraad_verrijk(struct stand *s, struct str naam, struct str bytes, struct verrijk_uitslag *ret,
                     struct err *e)
{
    struct plek *plek = malloc((s->n + 1) * sizeof *plek);
    struct kop kop = {0};
    struct tabel *t = NULL;
    struct tabel_rij r;
    struct arena a;
    int rc;

    *ret = (struct verrijk_uitslag){0};
    if (!plek)
        return err_set(e, ERR_ENV, "het geheugen is op");
    for (uint64_t i = 0; i < s->n; i++)
        plek[i] = (struct plek){s->rij[i].id, i};
    qsort(plek, s->n, sizeof *plek, op_id);
    arena_init(&a, (size_t)1 << 30);
    rc = tabel_open(&a, naam, bytes, (struct tabel_grens){.bytes = (size_t)1 << 30}, &t, e);
    while (!rc && (rc = tabel_volgende(t, &r, e)) == 1) {
        rc = OK;
        if (!kop.n)
            rc = kop_lees(&a, &r, &kop, ret, e);
        else {
            ret->rijen++;
            rij_verrijk(s, plek, &r, &kop, ret);
        }
    }
    tabel_close(t);
    if (!rc && !ret->rijen)
        rc = err_set(e, ERR_DATA, "er staan geen rijen in");
    if (rc)
        err_prefix(e, "%.*s: ", STR_ARG(naam));
    else
        herkomst(s, naam, bytes, ret);
    arena_done(&a);
    free(plek);
    return rc;
}
