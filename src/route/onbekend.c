/* SPDX-License-Identifier: EUPL-1.2
 * A table of which nobody said what it is: recognising it, finding the leeswijzer that was made for it
 * before, and telling which soort a file looks like that was delivered as another. */
#include "route/onbekend.h"

#include "doc/json.h"
#include "tabel/xbrl.h"

#include <string.h>

enum { BEDOELT_ZEKER = 72 }; /* from here on a soort is named to the user as what may be meant */

static int kennis_lees(struct conn *c, struct arena *a, struct herken_kennis *k,
                       struct planstatussen *statussen, struct err *e)
{
    int rc = onderwerpen_lees(c, a, &k->onderwerpen, &k->n_onderwerpen, e);

    if (!rc)
        rc = planstatussen_lees(c, a, statussen, e);
    k->statussen = statussen;
    return rc;
}

void onbekend_soorten(struct arena *a, struct herken_kennis *k)
{
    struct kolommen *s = ARENA_ARRAY(a, struct kolommen, HERKEN_SOORTEN_MAX);
    size_t n = 0;

    for (size_t i = 0; importeurs[i] && n < HERKEN_SOORTEN_MAX; i++)
        if (importeurs[i]->n_kolom && !importeurs[i]->vaste_vorm)
            s[n++] = importeur_kolommen(importeurs[i]);
    k->soorten = s;
    k->n_soorten = n;
}

int onbekend_herken(struct conn *c, const struct gebieden *g, struct arena *a, struct str inhoud,
                    date_t peildatum, const struct herken_vraag *v, struct onbekend *ret, struct err *e)
{
    int rc;

    *ret = (struct onbekend){.kennis = {.g = g, .peildatum = peildatum}};
    onbekend_soorten(a, &ret->kennis);
    rc = kennis_lees(c, a, &ret->kennis, ARENA_NEW(a, struct planstatussen), e);
    if (!rc)
        rc = tabel_open(a, v->bestand, inhoud, (struct tabel_grens){0}, &ret->t, e);
    if (!rc)
        rc = herken(a, ret->t, &ret->kennis, v, &ret->h, e);
    if (rc == ERR_DATA || rc == ERR_LIMIT)
        onbekend_naam(v->bestand, e);
    if (!rc) {
        struct str *namen = ARENA_ARRAY(a, struct str, ret->h.n ? ret->h.n : 1);

        for (size_t i = 0; i < ret->h.n; i++)
            namen[i] = ret->h.kolom[i].naam;
        ret->kop = leeswijzer_kop(a, namen, ret->h.n);
    }
    return rc;
}

void onbekend_done(struct onbekend *o)
{
    tabel_close(o->t);
    o->t = NULL;
}

int onbekend_bewaard(struct conn *c, struct arena *a, const struct onbekend *o, int64_t partij,
                     struct str leveraar, struct leeswijzer_bewaard *ret, struct leeswijzer *ret_wijzer,
                     struct err *e)
{
    struct doc *d;
    int rc = leeswijzer_zoek(c, a, partij, leveraar, o->kop, ret, e);

    if (!rc)
        rc = leeswijzer_lees_tekst(a, ret->inhoud, ret_wijzer, &d, e);
    return rc;
}

int leeswijzer_lees_tekst(struct arena *a, struct str tekst, struct leeswijzer *ret, struct doc **ret_doc,
                          struct err *e)
{
    int rc = json_read(a, tekst, (struct json_limits){.depth = 8, .bytes = LEESWIJZER_BYTES_MAX}, ret_doc, e);

    if (rc)
        err_prefix(e, "leeswijzer: ");
    return rc ? rc : leeswijzer_uit_doc(a, *ret_doc, ret, e);
}

struct str leeswijzer_tekst(struct arena *a, const struct leeswijzer *w)
{
    struct buf b;

    buf_init(&b, a, LEESWIJZER_BYTES_MAX);
    json_write(&b, leeswijzer_doc(a, w), 0);
    return buf_str(&b);
}

/* ---- the wrong soort ---- */

static bool bevat(struct str s, const char *woord)
{
    return memmem(s.p, s.n, woord, strlen(woord)) != NULL;
}

/* By what the file is, when it is no table. */
static const char *soort_uit_vorm(struct str inhoud)
{
    struct str begin = str_sub(inhoud, 0, 4096);

    if (xbrl_is_xml(inhoud))
        return "dpi";
    if (str_starts(inhoud, STR("PK\x03\x04"))) {
        if (bevat(inhoud, "Observations.csv"))
            return "cbs-odata";
        return bevat(inhoud, ".shp") || bevat(inhoud, ".gdbtable") ? "plannen-geo" : NULL;
    }
    if (str_trim(begin).n && str_trim(begin).p[0] == '{' && bevat(begin, "\"type\""))
        return bevat(begin, "opleverjaar")                            ? "basisset"
               : bevat(begin, "statcode") || bevat(begin, "Topology") ? "grenzen"
                                                                      : "plannen-geo";
    return NULL;
}

const struct importeur *onbekend_bedoelt(const struct herken_kennis *bekend, struct arena *a,
                                         struct str bestand, struct str inhoud,
                                         const struct importeur *gekozen)
{
    struct herken_kennis k = *bekend;
    struct herken_vraag v = {.blad = -1, .bestand = bestand};
    const struct importeur *imp;
    const char *vorm = soort_uit_vorm(inhoud);
    struct herkenning h;
    struct tabel *t = NULL;
    struct err geen;
    int best = -1, eigen = 0;

    if (vorm) {
        imp = importeur_bij_soort(str_from(vorm));
        return imp == gekozen ? NULL : imp;
    }
    onbekend_soorten(a, &k);
    if (tabel_open(a, bestand, inhoud, (struct tabel_grens){0}, &t, &geen) ||
        herken(a, t, &k, &v, &h, &geen)) {
        tabel_close(t);
        return NULL;
    }
    tabel_close(t);
    for (size_t i = 0; i < k.n_soorten; i++) {
        if (str_is(str_from(k.soorten[i].soort), gekozen->soort))
            eigen = h.zeker[i];
        if (best < 0 || h.zeker[i] > h.zeker[best])
            best = (int)i;
    }
    if (best < 0 || h.zeker[best] < BEDOELT_ZEKER || h.zeker[best] <= eigen)
        return NULL;
    imp = importeur_bij_soort(str_from(k.soorten[best].soort));
    return imp == gekozen ? NULL : imp;
}

/* ---- what is no levering ---- */

const char *onbekend_geen_levering(struct str inhoud)
{
    struct str kop = str_sub(inhoud, 0, 400);

    if (str_starts(kop, STR("\xEF\xBB\xBF")))
        kop = str_sub(kop, 3, kop.n);
    if (str_starts(kop, STR("Soort;Code;Naam;Omschrijving;Begindatum;Einddatum")))
        return "dit zijn de VERA-referentiedata van Aedes: codes met hun betekenis, geen cijfers. Die hoeft "
               "u niet aan "
               "te leveren";
    return NULL;
}

void onbekend_naam(struct str bestand, struct err *e)
{
    if (e && !str_starts(str_from(e->text), STR("bestand ")))
        err_prefix(e, "%.*s: ", STR_ARG(str_sub(bestand, 0, 120)));
}
