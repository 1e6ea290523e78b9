/* SPDX-License-Identifier: EUPL-1.2
 * The rows of a package. Each is read by the same function twice: while checking (n->c is NULL) it is
 * counted, and in the transaction it is stored. What is wrong is said with line and column. */
#include "pakket/neem.h"

#include "base/num.h"
#include "gebied/grens.h"

#include <string.h>

enum { TEKST_MAX = 2000, CODE_MAX = 200, KOLOM_MAX = 16383, RIJ_MAX = 100000000 };

/* ---- cells ---- */

static int cel_fout(struct neem *n, size_t k, const char *verwacht, struct err *e)
{
    struct str s = utf8_clip(n->csv.cel[k], 60);

    return err_set(e, ERR_DATA, "regel %lld, kolom %s: verwacht %s, maar er staat “%.*s”",
                   (long long)n->csv.regel, deel_soorten[n->deel].velden[k].naam, verwacht, STR_ARG(s));
}

static struct str cel(const struct neem *n, size_t k)
{
    return n->csv.cel[k];
}

/* Text of at most `most` bytes, without control characters. */
static int tekst(struct neem *n, size_t k, size_t most, bool leeg_mag, struct str *ret, struct err *e)
{
    struct str s = cel(n, k);

    if ((!s.n && !leeg_mag) || s.n > most)
        return cel_fout(n, k, s.n ? "een kortere tekst" : "een tekst", e);
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t')
            return cel_fout(n, k, "een tekst zonder stuurtekens", e);
    *ret = s;
    return OK;
}

static int getal(struct neem *n, size_t k, int64_t minst, int64_t meest, int64_t *ret, struct err *e)
{
    if (!num_i64(cel(n, k), ret) || *ret < minst || *ret > meest)
        return cel_fout(n, k, "een geheel getal binnen de grenzen", e);
    return OK;
}

/* As getal; an empty cell is nought. */
static int getal_of_leeg(struct neem *n, size_t k, int64_t minst, int64_t meest, int64_t *ret, struct err *e)
{
    *ret = 0;
    return cel(n, k).n ? getal(n, k, minst, meest, ret, e) : OK;
}

static int datum(struct neem *n, size_t k, bool leeg_mag, date_t *ret, struct err *e)
{
    struct str s = cel(n, k);

    *ret = 0;
    if (!s.n && leeg_mag)
        return OK;
    return s.n == 10 && s.p[4] == '-' && date_parse(s, ret) ? OK
                                                            : cel_fout(n, k, "een datum als 2025-01-01", e);
}

static int moment(struct neem *n, size_t k, bool leeg_mag, int64_t *ret, struct err *e)
{
    *ret = 0;
    if (!cel(n, k).n && leeg_mag)
        return OK;
    if (cel(n, k).n < 20 || !time_parse(cel(n, k), ret) || *ret <= 0)
        return cel_fout(n, k, "een moment als 2025-01-01T12:00:00.000Z", e);
    return *ret > time_ms() ? cel_fout(n, k, "een moment dat voorbij is", e) : OK;
}

static int janee(struct neem *n, size_t k, bool *ret, struct err *e)
{
    *ret = str_is(cel(n, k), "ja");
    return *ret || str_is(cel(n, k), "nee") ? OK : cel_fout(n, k, "ja of nee", e);
}

/* Which of the words, parted by "|", a cell holds. */
static int keuze(struct neem *n, size_t k, const char *woorden, int *ret, struct err *e)
{
    struct str rest = str_from(woorden);

    for (*ret = 0; rest.p; ++*ret)
        if (str_eq(str_cut(rest, '|', &rest), cel(n, k)))
            return OK;
    return cel_fout(n, k, woorden, e);
}

/* "C" → 2; an empty cell → -1. */
static int kolom(struct neem *n, size_t k, int *ret, struct err *e)
{
    int64_t v = 0;

    for (size_t i = 0; i < cel(n, k).n; i++) {
        char c = cel(n, k).p[i];

        if (c < 'A' || c > 'Z' || v > KOLOM_MAX)
            return cel_fout(n, k, "de letter van een kolom", e);
        v = v * 26 + (c - 'A' + 1);
    }
    *ret = (int)v - 1;
    return v > KOLOM_MAX ? cel_fout(n, k, "de letter van een kolom", e) : OK;
}

static int gebied_cel(struct neem *n, size_t k, const struct gebied **ret, struct err *e)
{
    *ret = gebied_bij_code(n->g, cel(n, k));
    return *ret ? OK
                : cel_fout(n, k, "de code van een gebied dat deze installatie kent (woonzorg db migreer)", e);
}

static int levering_cel(struct neem *n, size_t k, struct neem_levering **ret, struct err *e)
{
    int64_t v;
    int rc = getal(n, k, 1, INT64_MAX, &v, e);

    if (rc)
        return rc;
    *ret = neem_levering_bij(n, v);
    return *ret ? OK : cel_fout(n, k, "het nummer van een levering in herkomst/leveringen.csv", e);
}

static struct str dup(struct neem *n, struct str s)
{
    return str_dup(&n->a, s);
}

/* A key of its own: false when it was there before. */
static bool eerste_keer(struct neem *n, struct map *m, struct str sleutel)
{
    bool nieuw;
    struct map_entry *x = map_put(m, dup(n, sleutel), &nieuw);

    if (nieuw)
        x->value.i = 1;
    return nieuw;
}

/* ---- leveringen ---- */

static int sha_cel(struct neem *n, size_t k, struct str *ret, struct err *e)
{
    bool goed = cel(n, k).n == 64;

    for (size_t i = 0; goed && i < 64; i++)
        goed = strchr("0123456789abcdef", cel(n, k).p[i]) && cel(n, k).p[i];
    *ret = dup(n, cel(n, k));
    return goed ? OK : cel_fout(n, k, "een SHA-256 van 64 tekens", e);
}

static int levering_samenhang(struct neem *n, struct neem_levering *x, struct err *e)
{
    struct levering *l = &x->l;
    bool actief = str_is(l->status, "actief");
    struct str plek = str_fmt(&n->a, "%.*s\n%.*s\n%d", STR_ARG(l->soort), STR_ARG(l->leveraar), l->peildatum);

    if (str_starts(l->soort, STR("referentie-")))
        return cel_fout(n, 1, "geen referentietabel: die komt met het programma mee", e);
    if (actief != !l->einde || (l->einde && l->einde < l->ontvangen))
        return cel_fout(n, 10, "een einde na het ontvangen, en alleen bij wat niet meer actief is", e);
    if (!actief && !n->volledig)
        return cel_fout(n, 9, "actief, in een open pakket", e);
    if (actief && !eerste_keer(n, &n->actief, plek))
        return cel_fout(n, 9, "van één soort, leveraar en peildatum maar één actieve levering", e);
    return OK;
}

static int levering_rij(struct neem *n, struct err *e)
{
    struct neem_levering x = {0};
    struct levering *l = &x.l;
    struct str t[5] = {0};
    bool nieuw;
    int status = 0, rc = getal(n, 0, 1, INT64_MAX, &l->id, e);

    if (!rc)
        rc = tekst(n, 1, 60, false, &t[0], e);
    if (!rc)
        rc = tekst(n, 2, CODE_MAX, true, &t[1], e);
    if (!rc)
        rc = datum(n, 3, false, &l->peildatum, e);
    if (!rc)
        rc = tekst(n, 4, 500, false, &t[2], e);
    if (!rc)
        rc = sha_cel(n, 5, &l->sha256, e);
    if (!rc)
        rc = getal(n, 6, 0, INT64_MAX, &l->bytes, e);
    if (!rc)
        rc = moment(n, 7, false, &l->ontvangen, e);
    if (!rc)
        rc = tekst(n, 8, 500, true, &t[3], e);
    if (!rc)
        rc = keuze(n, 9, "actief|vervangen|ingetrokken", &status, e);
    if (!rc)
        rc = moment(n, 10, true, &l->einde, e);
    if (!rc)
        rc = getal_of_leeg(n, 11, 1, INT64_MAX, &l->vervangen_door, e);
    if (!rc)
        rc = tekst(n, 12, TEKST_MAX, true, &t[4], e);
    if (!rc)
        rc = getal(n, 13, 0, LEVERING_CIJFERS_MAX, &l->cijfers, e);
    if (!rc)
        rc = janee(n, 14, &x.geheel, e);
    if (!rc)
        rc = tekst(n, 15, 4 << 20, false, &x.verslag, e);
    if (rc)
        return rc;
    l->soort = dup(n, t[0]);
    l->leveraar = dup(n, t[1]);
    l->bestand = dup(n, t[2]);
    l->wie = dup(n, t[3]);
    l->status = str_from(status == 0 ? "actief" : status == 1 ? "vervangen" : "ingetrokken");
    l->reden = dup(n, t[4]);
    x.verslag = dup(n, x.verslag);
    rc = levering_samenhang(n, &x, e);
    if (rc)
        return rc;
    if (n->levering.n == NEEM_LEVERINGEN_MAX)
        return err_set(e, ERR_LIMIT, "meer dan %d leveringen; splits het pakket", NEEM_LEVERINGEN_MAX);
    map_put(&n->levering_index, str_dup(&n->a, (struct str){(const char *)&l->id, sizeof l->id}), &nieuw)
        ->value.i = (int64_t)n->levering.n + 1;
    VEC_PUSH(&n->a, &n->levering, x);
    return nieuw ? OK : cel_fout(n, 0, "een nummer dat maar één keer voorkomt", e);
}

/* ---- code lists ---- */

static int definitie_rij(struct neem *n, struct err *e)
{
    struct definitieset d = {0}, *x;
    int rc = tekst(n, 0, CODE_MAX, false, &d.code, e);

    if (!rc)
        rc = tekst(n, 1, TEKST_MAX, false, &d.naam, e);
    if (!rc)
        rc = tekst(n, 2, TEKST_MAX, true, &d.organisatie, e);
    if (!rc)
        rc = datum(n, 3, false, &d.geldig_van, e);
    if (!rc)
        rc = tekst(n, 4, TEKST_MAX, true, &d.bron, e);
    if (!rc && !eerste_keer(n, &n->definities, d.code))
        rc = cel_fout(n, 0, "een code die maar één keer voorkomt", e);
    if (rc)
        return rc;
    x = ARENA_NEW(&n->a, struct definitieset);
    *x = (struct definitieset){.code = dup(n, d.code),
                               .naam = dup(n, d.naam),
                               .organisatie = dup(n, d.organisatie),
                               .geldig_van = d.geldig_van,
                               .bron = dup(n, d.bron)};
    map_get(&n->definities, d.code)->value.p = x;
    return OK;
}

static int onderwerp_rij(struct neem *n, struct err *e)
{
    struct onderwerp o = {0};
    int64_t schaal, route;
    int aard = 0, rc = tekst(n, 0, CODE_MAX, false, &o.code, e);

    if (!rc)
        rc = tekst(n, 1, TEKST_MAX, false, &o.naam, e);
    if (!rc)
        rc = tekst(n, 2, CODE_MAX, false, &o.eenheid, e);
    if (!rc)
        rc = getal(n, 3, 0, NUM_SCALE_MAX, &schaal, e);
    if (!rc)
        rc = keuze(n, 4, "stand|stroom|verhouding", &aard, e);
    if (!rc)
        rc = getal_of_leeg(n, 5, 1, 5, &route, e);
    if (!rc)
        rc = tekst(n, 6, CODE_MAX, false, &o.definitieset, e);
    if (!rc)
        rc = tekst(n, 7, 100000, true, &o.omschrijving, e);
    if (!rc && map_get(&n->onderwerp_index, o.code))
        rc = cel_fout(n, 0, "een code die maar één keer voorkomt", e);
    if (rc)
        return rc;
    o = (struct onderwerp){.code = dup(n, o.code),
                           .naam = dup(n, o.naam),
                           .eenheid = dup(n, o.eenheid),
                           .omschrijving = dup(n, o.omschrijving),
                           .definitieset = dup(n, o.definitieset),
                           .schaal = (int)schaal,
                           .route = (int)route,
                           .aard = (enum cijfer_aard)aard};
    map_put(&n->onderwerp_index, o.code, NULL)->value.i = (int64_t)n->onderwerp.n;
    VEC_PUSH(&n->a, &n->onderwerp, o);
    return OK;
}

static int bron_rij(struct neem *n, struct err *e)
{
    struct bron b = {0};
    int64_t route;
    int rc = tekst(n, 0, CODE_MAX, false, &b.code, e);

    if (!rc)
        rc = tekst(n, 1, TEKST_MAX, false, &b.naam, e);
    if (!rc)
        rc = getal_of_leeg(n, 2, 1, 5, &route, e);
    if (!rc)
        rc = tekst(n, 3, TEKST_MAX, true, &b.houder, e);
    if (!rc)
        rc = tekst(n, 4, TEKST_MAX, true, &b.licentie, e);
    if (!rc && !eerste_keer(n, &n->bron_index, b.code))
        rc = cel_fout(n, 0, "een code die maar één keer voorkomt", e);
    if (rc)
        return rc;
    b = (struct bron){.code = dup(n, b.code),
                      .naam = dup(n, b.naam),
                      .houder = dup(n, b.houder),
                      .licentie = dup(n, b.licentie),
                      .route = (int)route};
    VEC_PUSH(&n->a, &n->bron, b);
    return OK;
}

static int gebied_rij(struct neem *n, struct err *e)
{
    const struct gebied *g;

    return gebied_cel(n, 0, &g, e);
}

static int status_cel(struct neem *n, size_t k, const struct planstatus **ret, struct err *e)
{
    *ret = planstatus_bij_code(&n->statussen, cel(n, k));
    if (!*ret || !str_eq((*ret)->code, cel(n, k)))
        return cel_fout(n, k, "de code van een planologische status die deze installatie kent", e);
    return OK;
}

static int status_rij(struct neem *n, struct err *e)
{
    const struct planstatus *s;
    int rc = status_cel(n, 0, &s, e);

    if (!rc && !str_eq(cel(n, 2), plan_hardheid_naam(s->hardheid)))
        rc = cel_fout(n, 2, "dezelfde hardheid als deze installatie die status geeft", e);
    return rc;
}

static int woord_rij(struct neem *n, struct err *e)
{
    const struct planstatus *s;
    struct neem_levering *l;
    struct planwoord w = {0};
    int rc = levering_cel(n, 0, &l, e);

    if (!rc)
        rc = tekst(n, 1, CODE_MAX, false, &w.woord, e);
    if (!rc)
        rc = status_cel(n, 2, &s, e);
    if (!rc)
        rc = tekst(n, 3, 500, true, &w.lijst, e);
    if (!rc)
        rc = tekst(n, 4, CODE_MAX, true, &w.versie, e);
    if (!rc)
        rc = tekst(n, 5, TEKST_MAX, true, &w.toelichting, e);
    if (rc)
        return rc;
    w.status = s->code;
    if (n->c)
        return l->nieuw ? planwoord_over_zet(n->c, l->nieuw, &w, e) : OK;
    return eerste_keer(n, &n->woorden, str_fmt(&n->rij, "%lld %.*s", (long long)l->l.id, STR_ARG(w.woord)))
               ? OK
               : cel_fout(n, 1, "een woord dat maar één keer voorkomt", e);
}

/* ---- figures ---- */

static const char ontbreekt_woorden[] = "|niet geleverd|niet van toepassing|onderdrukt";

static int waarde_cel(struct neem *n, size_t k, size_t k_ontbreekt, int schaal, int64_t *ret, int *ontbreekt,
                      struct err *e)
{
    struct dec d;
    int rc = keuze(n, k_ontbreekt, ontbreekt_woorden, ontbreekt, e);

    *ret = 0;
    if (rc)
        return rc;
    if (!cel(n, k).n != (*ontbreekt != 0))
        return cel_fout(n, k, "een waarde, of in de kolom ontbreekt waarom die er niet is", e);
    if (*ontbreekt)
        return OK;
    if (!dec_parse(cel(n, k), '.', &d) || !dec_rescale(d, schaal, ret) || *ret > LEVERING_WAARDE_MAX ||
        *ret < -LEVERING_WAARDE_MAX)
        return cel_fout(n, k, "een getal met niet meer decimalen dan het onderwerp heeft", e);
    return OK;
}

/* The reeks of a row by its number; while checking it is made when new. */
static int reeks_neem(struct neem *n, const struct reeks_nieuw *r, uint32_t *ret, struct err *e)
{
    struct str sleutel = str_fmt(&n->rij, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%d\n%d", STR_ARG(r->onderwerp),
                                 STR_ARG(r->bron), STR_ARG(r->definitieset), STR_ARG(r->woningtype),
                                 STR_ARG(r->segment), STR_ARG(r->kenmerk), r->horizon_van, r->horizon_tot);
    struct map_entry *m = map_get(&n->reeks_index, sleutel);

    if (!m && n->c)
        return err_set(e, ERR_DATA, "regel %lld: het bestand is intussen veranderd", (long long)n->csv.regel);
    if (!m) {
        struct reeks_nieuw x = *r;
        struct str *const teksten[] = {&x.onderwerp,  &x.bron,    &x.definitieset,
                                       &x.woningtype, &x.segment, &x.kenmerk};

        if (n->reeks.n == NEEM_REEKSEN_MAX)
            return err_set(e, ERR_LIMIT, "meer dan %d verschillende uitsplitsingen", NEEM_REEKSEN_MAX);
        for (size_t i = 0; i < sizeof teksten / sizeof *teksten; i++)
            *teksten[i] = dup(n, *teksten[i]);
        m = map_put(&n->reeks_index, dup(n, sleutel), NULL);
        m->value.i = (int64_t)n->reeks.n;
        VEC_PUSH(&n->a, &n->reeks, x);
    }
    *ret = (uint32_t)m->value.i;
    return OK;
}

/* Which reeks: the codes, all known, and the years. */
static int reeks_lees(struct neem *n, struct reeks_nieuw *r, const struct onderwerp **o, struct err *e)
{
    const struct map_entry *m = map_get(&n->onderwerp_index, cel(n, C_ONDERWERP));
    int64_t van, tot;
    int rc;

    if (!m)
        return cel_fout(n, C_ONDERWERP, "een code uit codelijsten/onderwerpen.csv", e);
    if (!map_get(&n->bron_index, cel(n, C_BRON)))
        return cel_fout(n, C_BRON, "een code uit codelijsten/bronnen.csv", e);
    if (!map_get(&n->definities, cel(n, C_DEFINITIESET)))
        return cel_fout(n, C_DEFINITIESET, "een code uit codelijsten/definitiesets.csv", e);
    *o = &n->onderwerp.at[m->value.i];
    *r = (struct reeks_nieuw){
        .onderwerp = (*o)->code, .bron = cel(n, C_BRON), .definitieset = cel(n, C_DEFINITIESET)};
    rc = tekst(n, C_WONINGTYPE, CODE_MAX, true, &r->woningtype, e);
    if (!rc)
        rc = tekst(n, C_SEGMENT, CODE_MAX, true, &r->segment, e);
    if (!rc)
        rc = tekst(n, C_KENMERK, CODE_MAX, true, &r->kenmerk, e);
    if (!rc)
        rc = getal_of_leeg(n, C_JAREN_VAN, 1000, HORIZON_OPEN, &van, e);
    if (!rc)
        rc = getal_of_leeg(n, C_JAREN_TOT, van ? van : 1000, HORIZON_OPEN, &tot, e);
    if (rc)
        return rc;
    if (van && !tot)
        return cel_fout(n, C_JAREN_TOT, "een jaar, omdat jarenVan er een heeft", e);
    r->horizon_van = (int)van;
    r->horizon_tot = (int)tot;
    if (!str_eq(cel(n, C_EENHEID), (*o)->eenheid))
        return cel_fout(n, C_EENHEID, "de eenheid van het onderwerp", e);
    return OK;
}

/* Where the figure stood: nowhere when it is a sum. */
static int plaats_lees(struct neem *n, struct cijfer_rij *r, struct err *e)
{
    int64_t blad;
    int rc = getal(n, C_OPGETELD, 1, LEVERING_CIJFERS_MAX, &r->opgeteld, e);

    if (!rc)
        rc = getal_of_leeg(n, C_BLAD, 1, 32768, &blad, e);
    if (!rc)
        rc = getal_of_leeg(n, C_RIJ, 1, RIJ_MAX, &r->rij, e);
    if (!rc)
        rc = kolom(n, C_KOLOM, &r->kolom, e);
    if (!rc && r->opgeteld > 1 && (blad || r->rij || r->kolom >= 0))
        rc = cel_fout(n, C_OPGETELD, "1, omdat er een plaats bij staat", e);
    r->blad = !rc && blad ? blad - 1 : 0;
    return rc;
}

static int cijfer_tel(struct neem *n, struct neem_levering *l, uint32_t reeks, const struct cijfer_rij *r,
                      struct err *e)
{
    struct neem_inhoud k;
    struct map_entry *m;
    struct str sleutel = {(const char *)&k, sizeof k};

    memset(&k, 0, sizeof k);
    k.levering = (uint32_t)(l - n->levering.at);
    k.reeks = reeks;
    k.van = r->van;
    k.tot = r->tot;
    m = map_get(&n->inhoud, sleutel);
    if (!m)
        m = map_put(&n->inhoud, dup(n, sleutel), NULL);
    m->value.i++;
    n->cijfers++;
    if (++l->cijfers > LEVERING_CIJFERS_MAX)
        return err_set(e, ERR_LIMIT, "regel %lld: levering %lld heeft meer dan %d cijfers",
                       (long long)n->csv.regel, (long long)l->l.id, LEVERING_CIJFERS_MAX);
    return OK;
}

static int cijfer_rij_(struct neem *n, struct err *e)
{
    struct cijfer_rij r = {0};
    struct neem_levering *l;
    const struct onderwerp *o = NULL;
    struct reeks_nieuw reeks;
    uint32_t nr = 0;
    int ontbreekt = 0, rc = getal(n, C_NUMMER, 1, INT64_MAX, &r.id, e);

    if (!rc)
        rc = levering_cel(n, C_LEVERING, &l, e);
    if (!rc)
        rc = reeks_lees(n, &reeks, &o, e);
    if (!rc)
        rc = gebied_cel(n, C_GEBIED, &r.gebied, e);
    if (!rc)
        rc = datum(n, C_VAN, false, &r.van, e);
    if (!rc)
        rc = datum(n, C_TOT, false, &r.tot, e);
    if (!rc && r.tot < r.van)
        rc = cel_fout(n, C_TOT, "een dag op of na periodeVan", e);
    if (!rc)
        rc = waarde_cel(n, C_WAARDE, C_ONTBREEKT, o->schaal, &r.waarde, &ontbreekt, e);
    if (!rc && !cel(n, C_STATUS).n)
        r.status = STATUS_GEEN;
    else if (!rc && !cijfer_status_lees(cel(n, C_STATUS), &r.status))
        rc = cel_fout(n, C_STATUS, "een status als definitief of voorlopig", e);
    if (!rc && !labels_lees(cel(n, C_LABELS), &r.vlag))
        rc = cel_fout(n, C_LABELS, "labels als verzonnen;ongeveer", e);
    if (!rc && !n->volledig && (r.vlag & VLAG_VERTROUWELIJK))
        rc = cel_fout(n, C_LABELS, "niets vertrouwelijks in een open pakket", e);
    if (!rc)
        rc = plaats_lees(n, &r, e);
    if (!rc)
        rc = reeks_neem(n, &reeks, &nr, e);
    if (rc)
        return rc;
    r.ontbreekt = (enum cijfer_ontbreekt)ontbreekt;
    if (!n->c)
        return cijfer_tel(n, l, nr, &r, e);
    return l->nieuw ? cijfer_over(n->bulk, l->volgende++, l->nieuw, n->reeks_id[nr], &r, e) : OK;
}

/* ---- plans ---- */

static int bevindingen_lees(struct neem *n, size_t k, unsigned *ret, struct err *e)
{
    struct str s = cel(n, k);

    for (*ret = 0; s.n;) {
        unsigned b = plan_bevinding_bij_code(str_cut(s, ';', &s));

        if (!b)
            return cel_fout(n, k, "wat een controle vindt, met ; ertussen", e);
        *ret |= b;
    }
    return OK;
}

static int ligging_lees(struct neem *n, size_t k, struct plan_nieuw *p, struct err *e)
{
    bool vlak;

    if (!cel(n, k).n)
        return OK;
    if (!vorm_terug(&n->rij, cel(n, k), true, &vlak, &p->xy, &p->n_xy))
        return cel_fout(n, k,
                        "een MULTIPOINT of MULTIPOLYGON in meters van het Rijksdriehoeksstelsel, met "
                        "buitenranden tegen de "
                        "klok in",
                        e);
    p->vorm = vlak ? VORM_VLAK : VORM_PUNT;
    return OK;
}

static int plan_teksten(struct neem *n, struct plan_nieuw *p, struct err *e)
{
    struct str *const doel[] = {&p->naam, &p->plancode, &p->plantype, &p->fase, &p->status_geleverd};
    int rc = OK;

    for (size_t i = 0; !rc && i < sizeof doel / sizeof *doel; i++)
        rc = tekst(n, 4 + i, 64 << 10, true, doel[i], e);
    return rc;
}

static int plan_lees_rij(struct neem *n, struct plan_over *o, struct neem_levering **l, struct err *e)
{
    struct plan_nieuw *p = &o->p;
    int64_t blad = 0;
    int openbaar = 0, maat = 0, ontbreekt = 0, rc = getal(n, 0, 1, INT64_MAX, &o->id, e);

    if (!rc)
        rc = levering_cel(n, 1, l, e);
    if (!rc)
        rc = gebied_cel(n, 2, &p->gebied, e);
    if (!rc)
        rc = plan_teksten(n, p, e);
    if (!rc)
        rc = status_cel(n, 9, &p->status, e);
    if (!rc && !str_eq(cel(n, 10), plan_hardheid_naam(p->status->hardheid)))
        rc = cel_fout(n, 10, "de hardheid van de status", e);
    if (!rc)
        rc = keuze(n, 11, "open|dekking|vertrouwelijk|alleen", &openbaar, e);
    if (!rc && openbaar > 1 && !n->volledig)
        rc = cel_fout(n, 11, "open, in een open pakket", e);
    if (!rc)
        rc = janee(n, 12, &p->verzonnen, e);
    if (!rc)
        rc = bevindingen_lees(n, 13, &p->bevinding, e);
    if (!rc)
        rc = keuze(n, 14, "bruto|rest", &maat, e);
    if (!rc)
        rc = waarde_cel(n, 15, 16, 0, &p->woningen, &ontbreekt, e);
    if (!rc)
        rc = ligging_lees(n, 17, p, e);
    if (!rc)
        rc = getal(n, 18, 1, 100000000, &blad, e);
    if (!rc)
        rc = getal_of_leeg(n, 19, 1, RIJ_MAX, &p->rij, e);
    o->openbaar = openbaar > 1 ? PLAN_VERTROUWELIJK : PLAN_OPEN; /* the others are words of older packages */
    p->rest = maat == 1;
    p->ontbreekt = (uint8_t)ontbreekt;
    p->blad = blad - 1;
    return rc;
}

static int plan_rij_(struct neem *n, struct err *e)
{
    struct plan_over o = {0};
    struct neem_levering *l = NULL;
    int64_t plek;
    int rc = plan_lees_rij(n, &o, &l, e);

    if (rc)
        return rc;
    if (!n->c) {
        if (n->plan.n && n->plan.at[n->plan.n - 1] >= o.id)
            return cel_fout(n, 0, "nummers in oplopende volgorde", e);
        if (n->plan.n == NEEM_PLANNEN_MAX)
            return err_set(e, ERR_LIMIT, "meer dan %d plannen", NEEM_PLANNEN_MAX);
        if (l->plannen && n->plan_levering.at[n->plan.n - 1] != (uint32_t)(l - n->levering.at))
            return cel_fout(n, 1, "de plannen van een levering bij elkaar", e);
        VEC_PUSH(&n->a, &n->plan, o.id);
        VEC_PUSH(&n->a, &n->plan_levering, (uint32_t)(l - n->levering.at));
        l->plannen++;
        return OK;
    }
    plek = neem_plan_plek(n, o.id);
    if (!l->nieuw || plek < 0)
        return OK;
    return n->plan_wat == PLAN_RIJ ? plan_over_zet(n->bulk, n->plan_eerste + plek, l->nieuw, &o, e)
                                   : plan_vorm_over_zet(n->c, n->plan_eerste + plek, &o, e);
}

/* Each number of a plan once; the numbers of a plan stand together. */
static bool getal_nieuw(struct neem *n, int64_t plan, const struct plan_getal *g)
{
    struct str sleutel =
        str_fmt(&n->rij, "%.*s\n%.*s\n%d\n%d", STR_ARG(g->soort), STR_ARG(g->code), g->van, g->tot);
    bool nieuw;

    if (plan != n->getal_plan) {
        arena_reset(&n->getal_a);
        map_init(&n->getal, &n->getal_a);
        if (plan < n->getal_plan)
            return false;
        n->getal_plan = plan;
    }
    map_put(&n->getal, str_dup(&n->getal_a, sleutel), &nieuw);
    return nieuw;
}

static int plangetal_rij(struct neem *n, struct err *e)
{
    struct plan_getal g = {0};
    int64_t plan, plek, van, tot;
    int ontbreekt = 0, soort, rc = getal(n, 0, 1, INT64_MAX, &plan, e);

    if (!rc)
        rc = keuze(n, 1, "totaal|jaar|woningtype|ouderen|prijs|eigendom|controle", &soort, e);
    if (!rc)
        rc = tekst(n, 2, CODE_MAX, true, &g.code, e);
    if (!rc)
        rc = getal_of_leeg(n, 3, 1000, HORIZON_OPEN, &van, e);
    if (!rc)
        rc = getal_of_leeg(n, 4, 1000, HORIZON_OPEN, &tot, e);
    if (!rc)
        rc = waarde_cel(n, 5, 6, 0, &g.waarde, &ontbreekt, e);
    if (!rc)
        rc = getal_of_leeg(n, 7, 1, RIJ_MAX, &g.rij, e);
    if (!rc)
        rc = kolom(n, 8, &g.kolom, e);
    if (rc)
        return rc;
    plek = neem_plan_plek(n, plan);
    if (plek < 0)
        return cel_fout(n, 0, "het nummer van een plan in gegevens/plannen.csv", e);
    g.soort = cel(n, 1);
    g.van = (int)van;
    g.tot = (int)tot;
    g.ontbreekt = (uint8_t)ontbreekt;
    if (!n->c)
        return getal_nieuw(n, plan, &g)
                   ? OK
                   : cel_fout(n, 0, "elk getal van een plan één keer, en in de volgorde van de plannen", e);
    return n->levering.at[n->plan_levering.at[plek]].nieuw
               ? plan_getal_over_zet(n->bulk, n->plan_eerste + plek, &g, e)
               : OK;
}

static int grens_rij(struct neem *n, struct err *e)
{
    struct neem_levering *l;
    const struct gebied *g;
    const double *xy;
    struct buf b;
    date_t peil;
    size_t aantal;
    bool vlak;
    int rc = levering_cel(n, 0, &l, e);

    if (!rc)
        rc = gebied_cel(n, 1, &g, e);
    if (!rc)
        rc = datum(n, 3, false, &peil, e);
    if (!rc && (!vorm_terug(&n->rij, cel(n, 4), false, &vlak, &xy, &aantal) || !vlak))
        rc = cel_fout(n, 4, "een MULTIPOLYGON in meters van het Rijksdriehoeksstelsel", e);
    if (rc)
        return rc;
    if (!n->c) {
        n->grenzen++;
        return eerste_keer(n, &n->grenzen_gezien,
                           str_fmt(&n->rij, "%lld %lld", (long long)l->l.id, (long long)g->id))
                   ? OK
                   : cel_fout(n, 1, "een gebied dat maar één keer voorkomt bij een levering", e);
    }
    if (!l->nieuw)
        return OK;
    buf_init(&b, &n->rij, SIZE_MAX);
    grens_pak(&b, xy, aantal);
    return grens_bewaar(n->c, l->nieuw, g->id, peil, buf_str(&b), e);
}

neem_rij_fn *const neem_rijen[DEEL_AANTAL] = {
    [DEEL_LEVERINGEN] = levering_rij, [DEEL_ONDERWERPEN] = onderwerp_rij,
    [DEEL_BRONNEN] = bron_rij,        [DEEL_DEFINITIES] = definitie_rij,
    [DEEL_GEBIEDEN] = gebied_rij,     [DEEL_PLANSTATUSSEN] = status_rij,
    [DEEL_PLANWOORDEN] = woord_rij,   [DEEL_CIJFERS] = cijfer_rij_,
    [DEEL_PLANNEN] = plan_rij_,       [DEEL_PLANGETALLEN] = plangetal_rij,
    [DEEL_GRENZEN] = grens_rij,
};
