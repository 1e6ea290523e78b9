/* SPDX-License-Identifier: EUPL-1.2
 * A file of items, one a line: for the demo, and for who keeps a list in a spreadsheet. */
#include "kennisbank/kennis.h"

#include "partij/partij.h"
#include "tabel/rijen.h"

enum {
    CODE,
    SOORT,
    TITEL,
    SAMENVATTING,
    TEKST,
    THEMA,
    WONINGTYPE,
    GEBIED,
    PLEK,
    LENGTE,
    BREEDTE,
    BRON,
    BRON_ADRES,
    BRON_DATUM,
    PEILDATUM,
    ORGANISATIE,
    STAAT,
    VERZONNEN
};
static const char *const kolommen[] = {
    "*code",     "*soort",      "*titel", "*samenvatting", "tekst", "*thema",     "woningtype",
    "gebied",    "plek",        "lengte", "breedte",       "*bron", "bron_adres", "bron_datum",
    "peildatum", "organisatie", "staat",  "verzonnen",     NULL};

static const char sql_er[] = "SELECT COUNT(*) FROM kennis WHERE code = ?1";

struct neem {
    const struct gebieden *g;
    struct arena *a;
    const struct dader *d;
    struct kennis_woorden w;
    VEC(struct kennis) v;
    VEC(struct str) partij;
    struct kennis_bestand *uit;
};

static bool code_goed(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-'))
            return false;
    return s.n > 0 && s.n <= 80 && !str_starts(s, STR("hand-")) && !str_starts(s, STR("nieuw-"));
}

/* "dementie|ontmoeten" */
static void labels_lees(struct kennis *k, enum kennis_lijst l, struct str lijst)
{
    while (lijst.n && k->n_label[l] < KENNIS_LABELS_MAX) {
        struct str s = str_trim(str_cut(lijst, '|', &lijst));

        if (s.n)
            k->label[l][k->n_label[l]++] = s;
    }
}

static int plaats_lees(struct neem *n, const struct rijen *r, struct kennis *k, struct err *e)
{
    struct str gebied = rijen_tekst(r, GEBIED), lengte = rijen_tekst(r, LENGTE),
               breedte = rijen_tekst(r, BREEDTE);

    if (gebied.n && !(k->gebied = gebied_bij_code(n->g, gebied)))
        return rijen_fout(r, GEBIED, e, "het gebied “%.*s” is er niet; verwacht een code als GM0935",
                          STR_ARG(utf8_clip(gebied, 40)));
    k->heeft_punt = lengte.n || breedte.n;
    if (k->heeft_punt && !kennis_graad_lees(n->a, lengte, &k->lengte))
        return rijen_fout(r, LENGTE, e, "verwacht graden als 5.9876");
    if (k->heeft_punt && !kennis_graad_lees(n->a, breedte, &k->breedte))
        return rijen_fout(r, BREEDTE, e, "verwacht graden als 50.8812");
    return OK;
}

static int rij_neem(struct neem *n, const struct rijen *r, struct err *e)
{
    struct str staat = rijen_tekst(r, STAAT);
    struct kennis_fouten fouten;
    struct kennis k = {.code = rijen_tekst(r, CODE),
                       .soort = rijen_tekst(r, SOORT),
                       .titel = rijen_tekst(r, TITEL),
                       .samenvatting = rijen_tekst(r, SAMENVATTING),
                       .tekst = rijen_tekst(r, TEKST),
                       .plek = rijen_tekst(r, PLEK),
                       .bron = rijen_tekst(r, BRON),
                       .bron_adres = rijen_tekst(r, BRON_ADRES),
                       .reden = STR(""),
                       .staat = KENNIS_CONCEPT,
                       .wie = STR("bestand")};
    int rc;

    if (!code_goed(k.code))
        return rijen_fout(r, CODE, e,
                          "verwacht een eigen code van kleine letters, cijfers en streepjes, die niet met "
                          "hand- of nieuw- begint");
    if (staat.n && !kennis_staat_lees(staat, &k.staat))
        return rijen_fout(r, STAAT, e, "verwacht concept, gepubliceerd of ingetrokken, niet “%.*s”",
                          STR_ARG(utf8_clip(staat, 40)));
    labels_lees(&k, LIJST_THEMA, rijen_tekst(r, THEMA));
    labels_lees(&k, LIJST_WONINGTYPE, rijen_tekst(r, WONINGTYPE));
    rc = plaats_lees(n, r, &k, e);
    if (!rc)
        rc = rijen_datum(r, BRON_DATUM, &k.bron_datum, e);
    if (!rc)
        rc = rijen_datum(r, PEILDATUM, &k.peildatum, e);
    if (!rc)
        rc = rijen_janee(r, VERZONNEN, &k.verzonnen, e);
    if (rc)
        return rc;
    kennis_keur(&k, &n->w, n->a, &fouten);
    if (fouten.n)
        return rijen_fout(r, rijen_kolom(r, fouten.at[0].veld, TITEL), e, "%.*s", STR_ARG(fouten.at[0].wat));
    VEC_PUSH(n->a, &n->v, k);
    VEC_PUSH(n->a, &n->partij, rijen_tekst(r, ORGANISATIE));
    if (n->v.n > KENNIS_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d regels", KENNIS_MAX);
    return OK;
}

static int neem_doe(struct conn *c, void *ctx, struct err *e)
{
    struct neem *n = ctx;
    struct partij p;
    int64_t er;
    int rc = OK;

    *n->uit = (struct kennis_bestand){0};
    for (size_t i = 0; !rc && i < n->v.n; i++) {
        struct kennis k = n->v.at[i];

        rc = sql_get_int(c, sql_er, &er, e, "s", k.code);
        if (rc)
            break;
        if (er) {
            n->uit->er_al++;
            continue;
        }
        if (n->partij.at[i].n) {
            rc = partij_zoek(c, n->a, n->partij.at[i], &p, e);
            k.partij = rc ? 0 : p.id;
            if (rc == ERR_NOT_FOUND)
                rc = err_set(e, ERR_DATA, "%.*s: de organisatie “%.*s” is er niet", STR_ARG(k.code),
                             STR_ARG(utf8_clip(n->partij.at[i], 80)));
        }
        if (!rc)
            rc = kennis_bewaar(c, n->a, n->d, &n->w, &k, NULL, 0, NULL, e);
        n->uit->erbij += !rc;
    }
    return rc;
}

int kennis_bestand_neem(struct store *s, const struct gebieden *g, struct arena *a, const struct dader *d,
                        struct str naam, struct str bytes, bool proef, struct kennis_bestand *ret,
                        struct err *e)
{
    struct neem n = {.g = g, .a = a, .d = d, .uit = ret};
    struct conn *c;
    struct rijen r = {0};
    int rc = store_read(s, &c, e);

    if (rc)
        return rc;
    rc = kennis_woorden_lees(c, a, &n.w, e);
    store_return(s, c);
    if (rc)
        return rc;
    rc = rijen_open(a, naam, bytes, kolommen, &r, e);
    while (!rc && (rc = rijen_volgende(&r, e)) > 0)
        rc = rij_neem(&n, &r, e);
    rijen_close(&r);
    if (rc < 0)
        return rc;
    return proef ? store_rehearse(s, neem_doe, &n, e) : store_write(s, neem_doe, &n, e);
}
