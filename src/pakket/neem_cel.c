/* SPDX-License-Identifier: EUPL-1.2
 * Cells of a row of a package, read as what a column holds; what is wrong is said with line and column. */
#include "pakket/neem_cel.h"

#include "base/num.h"

enum { KOLOM_MAX = 16383 };

int neem_cel_fout(struct neem *n, size_t k, const char *verwacht, struct err *e)
{
    struct str s = utf8_clip(n->csv.cel[k], 60);

    return err_set(e, ERR_DATA, "regel %lld, kolom %s: verwacht %s, maar er staat “%.*s”",
                   (long long)n->csv.regel, deel_soorten[n->deel].velden[k].naam, verwacht, STR_ARG(s));
}

struct str neem_cel(const struct neem *n, size_t k)
{
    return n->csv.cel[k];
}

int neem_tekst(struct neem *n, size_t k, size_t most, bool leeg_mag, struct str *ret, struct err *e)
{
    struct str s = neem_cel(n, k);

    if ((!s.n && !leeg_mag) || s.n > most)
        return neem_cel_fout(n, k, s.n ? "een kortere tekst" : "een tekst", e);
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t')
            return neem_cel_fout(n, k, "een tekst zonder stuurtekens", e);
    *ret = s;
    return OK;
}

int neem_getal(struct neem *n, size_t k, int64_t minst, int64_t meest, int64_t *ret, struct err *e)
{
    if (!num_i64(neem_cel(n, k), ret) || *ret < minst || *ret > meest)
        return neem_cel_fout(n, k, "een geheel getal binnen de grenzen", e);
    return OK;
}

int neem_getal_of_leeg(struct neem *n, size_t k, int64_t minst, int64_t meest, int64_t *ret, struct err *e)
{
    *ret = 0;
    return neem_cel(n, k).n ? neem_getal(n, k, minst, meest, ret, e) : OK;
}

int neem_datum(struct neem *n, size_t k, bool leeg_mag, date_t *ret, struct err *e)
{
    struct str s = neem_cel(n, k);

    *ret = 0;
    if (!s.n && leeg_mag)
        return OK;
    return s.n == 10 && s.p[4] == '-' && date_parse(s, ret)
               ? OK
               : neem_cel_fout(n, k, "een datum als 2025-01-01", e);
}

int neem_moment(struct neem *n, size_t k, bool leeg_mag, int64_t *ret, struct err *e)
{
    *ret = 0;
    if (!neem_cel(n, k).n && leeg_mag)
        return OK;
    if (neem_cel(n, k).n < 20 || !time_parse(neem_cel(n, k), ret) || *ret <= 0)
        return neem_cel_fout(n, k, "een moment als 2025-01-01T12:00:00.000Z", e);
    return *ret > time_ms() ? neem_cel_fout(n, k, "een moment dat voorbij is", e) : OK;
}

int neem_janee(struct neem *n, size_t k, bool *ret, struct err *e)
{
    *ret = str_is(neem_cel(n, k), "ja");
    return *ret || str_is(neem_cel(n, k), "nee") ? OK : neem_cel_fout(n, k, "ja of nee", e);
}

int neem_keuze(struct neem *n, size_t k, const char *woorden, int *ret, struct err *e)
{
    struct str rest = str_from(woorden);

    for (*ret = 0; rest.p; ++*ret)
        if (str_eq(str_cut(rest, '|', &rest), neem_cel(n, k)))
            return OK;
    return neem_cel_fout(n, k, woorden, e);
}

int neem_kolom(struct neem *n, size_t k, int *ret, struct err *e)
{
    int64_t v = 0;

    for (size_t i = 0; i < neem_cel(n, k).n; i++) {
        char c = neem_cel(n, k).p[i];

        if (c < 'A' || c > 'Z' || v > KOLOM_MAX)
            return neem_cel_fout(n, k, "de letter van een kolom", e);
        v = v * 26 + (c - 'A' + 1);
    }
    *ret = (int)v - 1;
    return v > KOLOM_MAX ? neem_cel_fout(n, k, "de letter van een kolom", e) : OK;
}

int neem_gebied_cel(struct neem *n, size_t k, const struct gebied **ret, struct err *e)
{
    *ret = gebied_bij_code(n->g, neem_cel(n, k));
    return *ret ? OK
                : neem_cel_fout(n, k,
                                "de code van een gebied dat deze installatie kent (woonzorg db migreer)", e);
}

int neem_levering_cel(struct neem *n, size_t k, struct neem_levering **ret, struct err *e)
{
    int64_t v;
    int rc = neem_getal(n, k, 1, INT64_MAX, &v, e);

    if (rc)
        return rc;
    *ret = neem_levering_bij(n, v);
    return *ret ? OK : neem_cel_fout(n, k, "het nummer van een levering in herkomst/leveringen.csv", e);
}

struct str neem_dup(struct neem *n, struct str s)
{
    return str_dup(&n->a, s);
}

bool neem_eerste_keer(struct neem *n, struct map *m, struct str sleutel)
{
    bool nieuw;
    struct map_entry *x = map_put(m, neem_dup(n, sleutel), &nieuw);

    if (nieuw)
        x->value.i = 1;
    return nieuw;
}

int neem_status_cel(struct neem *n, size_t k, const struct planstatus **ret, struct err *e)
{
    *ret = planstatus_bij_code(&n->statussen, neem_cel(n, k));
    if (!*ret || !str_eq((*ret)->code, neem_cel(n, k)))
        return neem_cel_fout(n, k, "de code van een planologische status die deze installatie kent", e);
    return OK;
}

static const char ontbreekt_woorden[] = "|niet geleverd|niet van toepassing|onderdrukt";

int neem_waarde_cel(struct neem *n, size_t k, size_t k_ontbreekt, int schaal, int64_t *ret, int *ontbreekt,
                    struct err *e)
{
    struct dec d;
    int rc = neem_keuze(n, k_ontbreekt, ontbreekt_woorden, ontbreekt, e);

    *ret = 0;
    if (rc)
        return rc;
    if (!neem_cel(n, k).n != (*ontbreekt != 0))
        return neem_cel_fout(n, k, "een waarde, of in de kolom ontbreekt waarom die er niet is", e);
    if (*ontbreekt)
        return OK;
    if (!dec_parse(neem_cel(n, k), '.', &d) || !dec_rescale(d, schaal, ret) || *ret > LEVERING_WAARDE_MAX ||
        *ret < -LEVERING_WAARDE_MAX)
        return neem_cel_fout(n, k, "een getal met niet meer decimalen dan het onderwerp heeft", e);
    return OK;
}
