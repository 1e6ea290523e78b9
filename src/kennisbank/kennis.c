/* SPDX-License-Identifier: EUPL-1.2
 * The kennisbank: its words, and what an item must be. No SQL. */
#include "kennisbank/kennis.h"

#include "base/num.h"
#include "doc/markdown.h"
#include "tabel/rd.h"

const char *const kennis_staten[KENNIS_STATEN] = {"concept", "gepubliceerd", "ingetrokken"};

const struct kennis_lijst_naam kennis_lijsten[LIJSTEN] = {
    [LIJST_SOORT] = {"soort", "Soort", "Alle soorten"},
    [LIJST_THEMA] = {"thema", "Thema", "Alle thema's"},
    [LIJST_WONINGTYPE] = {"woningtype", "Woningtype", "Alle woningtypen"},
};

const struct kennis_orde_naam kennis_orden[ORDES] = {
    [ORDE_RELEVANT] = {"relevant", "Meest van toepassing eerst"},
    [ORDE_DATUM] = {"datum", "Nieuwste eerst"},
    [ORDE_TITEL] = {"titel", "Op titel"},
};

bool kennis_staat_lees(struct str code, enum kennis_staat *ret)
{
    for (int i = 0; i < KENNIS_STATEN; i++)
        if (str_is(code, kennis_staten[i])) {
            *ret = (enum kennis_staat)i;
            return true;
        }
    return false;
}

const struct kennis_woord *kennis_woord_bij(const struct kennis_woorden *w, enum kennis_lijst l,
                                            struct str code)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].lijst == l && str_eq(w->at[i].code, code))
            return &w->at[i];
    return NULL;
}

struct str kennis_woord_naam(const struct kennis_woorden *w, enum kennis_lijst l, struct str code)
{
    const struct kennis_woord *x = kennis_woord_bij(w, l, code);

    return x ? x->naam : code;
}

bool kennis_heeft(const struct kennis *k, enum kennis_lijst l, struct str code)
{
    if (l == LIJST_SOORT)
        return str_eq(k->soort, code);
    for (size_t i = 0; i < k->n_label[l]; i++)
        if (str_eq(k->label[l][i], code))
            return true;
    return false;
}

bool kennis_mag(const struct kennis_zicht *z, int64_t partij)
{
    if (z->alles)
        return true;
    for (size_t i = 0; i < z->n; i++)
        if (z->partij[i] == partij)
            return true;
    return false;
}

/* ---- what an item must be ---- */

bool kennis_adres_goed(struct str s)
{
    bool web = str_starts(s, STR("https://")) || str_starts(s, STR("http://"));

    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '"' || s.p[i] == '<' || s.p[i] == '>' ||
            s.p[i] == '\\' || s.p[i] == 0x7F)
            return false;
    return web && s.n > 10 && s.n <= KENNIS_ADRES_MAX;
}

bool kennis_graad_lees(struct arena *a, struct str s, int64_t *ret)
{
    char *p = arena_alloc(a, s.n + 1);
    struct str t = {p, s.n};
    struct dec d;
    size_t punt;

    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] == ',' ? '.' : s.p[i];
    punt = str_index(t, '.');
    t = str_sub(t, 0, punt + 7); /* a millionth of a degree is a decimetre */
    return s.n > 0 && s.n < 25 && dec_parse(t, '.', &d) && dec_rescale(d, 6, ret);
}

struct str kennis_graad_tekst(struct arena *a, int64_t v)
{
    return str_fmt(a, "%s%lld.%06lld", v < 0 ? "-" : "", (long long)((v < 0 ? -v : v) / KENNIS_GRAAD),
                   (long long)((v < 0 ? -v : v) % KENNIS_GRAAD));
}

static bool een_regel(struct str s, size_t most)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < ' ')
            return false;
    return s.n <= most;
}

static struct str labels_keur(const struct kennis *k, const struct kennis_woorden *w, struct arena *a,
                              const char **ret_veld)
{
    for (int l = LIJST_THEMA; l < LIJSTEN; l++)
        for (size_t i = 0; i < k->n_label[l]; i++)
            if (!kennis_woord_bij(w, (enum kennis_lijst)l, k->label[l][i])) {
                *ret_veld = kennis_lijsten[l].code;
                return str_fmt(a, "“%.*s” is geen %s dat wij kennen.", STR_ARG(utf8_clip(k->label[l][i], 40)),
                               kennis_lijsten[l].code);
            }
    *ret_veld = "thema";
    return k->n_label[LIJST_THEMA] ? STR("") : STR("Kies minstens één thema.");
}

static struct str bron_keur(const struct kennis *k, const char **ret_veld)
{
    *ret_veld = "bron";
    if (!k->bron.n || !een_regel(k->bron, KENNIS_KORT_MAX))
        return STR("Zeg van welke organisatie dit komt, in hoogstens 300 tekens.");
    *ret_veld = "bron_adres";
    if (k->bron_adres.n && !kennis_adres_goed(k->bron_adres))
        return STR("Geef een webadres dat met https:// of http:// begint.");
    *ret_veld = "bron_datum";
    if (k->bron_datum > date_today())
        return STR("De datum van de bron moet al geweest zijn.");
    return STR("");
}

static struct str plaats_keur(const struct kennis *k, const char **ret_veld)
{
    *ret_veld = "plek";
    if (!een_regel(k->plek, KENNIS_KORT_MAX))
        return STR("Houd de plek bij 300 tekens.");
    *ret_veld = "lengte";
    if (k->heeft_punt &&
        !rd_lengte_breedte_past((double)k->lengte / KENNIS_GRAAD, (double)k->breedte / KENNIS_GRAAD))
        return STR("Dit punt ligt niet in Nederland: verwacht een lengte als 5,98 en een breedte als 50,88.");
    return STR("");
}

struct str kennis_keur(const struct kennis *k, const struct kennis_woorden *w, struct arena *a,
                       const char **ret_veld)
{
    struct knoop *boom;
    struct err e;
    struct str fout;

    *ret_veld = "soort";
    if (!kennis_woord_bij(w, LIJST_SOORT, k->soort))
        return STR("Kies wat voor soort dit is.");
    *ret_veld = "titel";
    if (!k->titel.n || !een_regel(k->titel, KENNIS_TITEL_MAX))
        return STR("Geef een titel van hoogstens 200 tekens.");
    *ret_veld = "samenvatting";
    if (!k->samenvatting.n || k->samenvatting.n > KENNIS_SAMENVATTING_MAX)
        return STR("Vat het samen, in hoogstens 800 tekens.");
    *ret_veld = "tekst";
    if (k->tekst.n > KENNIS_TEKST_MAX)
        return STR("Houd de tekst bij 20.000 tekens; voeg meer toe als document.");
    if (markdown_lees(a, k->tekst, &boom, &e))
        return str_dup(a, str_from(e.text));
    fout = labels_keur(k, w, a, ret_veld);
    if (!fout.n)
        fout = plaats_keur(k, ret_veld);
    if (!fout.n)
        fout = bron_keur(k, ret_veld);
    if (fout.n)
        return fout;
    *ret_veld = "reden";
    return een_regel(k->reden, KENNIS_KORT_MAX) ? STR("") : STR("Houd de reden bij 300 tekens.");
}
