/* SPDX-License-Identifier: EUPL-1.2
 * The context of a page and the small pieces of its tree. Tables are in pagina_tabel.c. */
#include "cijfer/pagina.h"

#include "base/num.h"
#include "grafiek/grafiek.h"
#include "toegang/toegang.h"

#include <assert.h>

enum { VENSTER_VAN = 2024, VENSTER_TOT = 2030 };

static struct str vraag_veld(const struct http_req *q, const char *veld)
{
    return str_trim(doc_get_str(q->query, str_from(veld)));
}

static int jaar_lees(const struct http_req *q, const char *veld, int *ret, struct err *e)
{
    struct str s = vraag_veld(q, veld);
    int64_t v;

    if (!s.n)
        return OK;
    if (!num_i64(s, &v) || v < 1990 || v > 2100)
        return err_set(e, ERR_DATA, "%s: “%.*s” is geen jaar van vier cijfers", veld,
                       STR_ARG(str_sub(s, 0, 40)));
    *ret = (int)v;
    return OK;
}

static int context_lees(struct pagina *p, struct err *e)
{
    struct http_req *q = p->q;
    struct str s = vraag_veld(q, "gebied");
    int rc;

    p->gebied = gebied_bij_code(p->g, s.n ? s : p->o->thuis);
    if (!p->gebied)
        return err_set(e, ERR_NOT_FOUND, "het gebied “%.*s” is er niet; kies een ander gebied",
                       STR_ARG(str_sub(s, 0, 40)));
    s = vraag_veld(q, "peildatum");
    if (s.n && !date_parse(s, &p->peildatum))
        return err_set(e, ERR_DATA, "peildatum: “%.*s” is geen datum als 2025-01-01",
                       STR_ARG(str_sub(s, 0, 40)));
    p->gebiedsdatum = p->peildatum ? p->peildatum : date_today();
    s = vraag_veld(q, "stand");
    if (s.n && !time_parse(s, &p->stand))
        return err_set(e, ERR_DATA, "stand: “%.*s” is geen datum als 2025-01-01", STR_ARG(str_sub(s, 0, 40)));
    p->venster_van = VENSTER_VAN;
    p->venster_tot = VENSTER_TOT;
    rc = jaar_lees(q, "van", &p->venster_van, e);
    if (!rc)
        rc = jaar_lees(q, "tot", &p->venster_tot, e);
    if (!rc && p->venster_tot < p->venster_van)
        rc = err_set(e, ERR_DATA, "venster: %d tot en met %d is geen reeks van jaren", p->venster_van,
                     p->venster_tot);
    p->indeling = vraag_veld(q, "indeling");
    if (!rc && p->indeling.n && !str_is(p->indeling, "gemeente") && !indeling_bij_code(p->g, p->indeling))
        rc = err_set(e, ERR_NOT_FOUND, "de indeling “%.*s” is er niet", STR_ARG(str_sub(p->indeling, 0, 40)));
    if (!p->indeling.n)
        p->indeling = str_is(p->gebied->soort, "land") ? STR("provincie") : STR("gemeente");
    p->sorteer = vraag_veld(q, "sorteer");
    return rc;
}

int pagina_nummer(const struct http_req *q, const char *wat, int64_t *ret, struct err *e)
{
    struct str s = doc_get_str(q->params, STR("id"));

    if (!num_i64(s, ret) || *ret < 1)
        return err_set(e, ERR_NOT_FOUND, "“%.*s” is geen nummer van %s", STR_ARG(utf8_clip(s, 40)), wat);
    return OK;
}

int pagina_open(struct http_req *q, struct pagina *p, struct err *e)
{
    int rc;

    *p = (struct pagina){.q = q, .a = q->a, .o = q->app, .c = q->conn};
    rc = gebied_cache_neem(p->o->gebieden, p->c, &p->g, e);
    if (!rc && !p->g->n)
        rc = err_set(e, ERR_ENV, "de gebieden ontbreken; draai: woonzorg db migreer");
    if (!rc)
        rc = context_lees(p, e);
    if (!rc)
        rc = onderwerpen_lees(p->c, p->a, &p->onderwerpen, &p->n_onderwerpen, e);
    p->boom = doc_map(p->a);
    return rc;
}

void pagina_sluit(struct pagina *p)
{
    if (p->g)
        gebied_cache_geef(p->o->gebieden, p->g);
    p->g = NULL;
}

static void url_bij(struct buf *b, struct str s)
{
    static const bool veilig[256] = {
        ['A' ... 'Z'] = true, ['a' ... 'z'] = true, ['0' ... '9'] = true, ['-'] = true,
        ['.'] = true,         ['_'] = true,         ['~'] = true,         [':'] = true};

    for (size_t i = 0, van = 0; i <= s.n; i++) {
        if (i < s.n && veilig[(unsigned char)s.p[i]])
            continue;
        buf_add(b, str_sub(s, van, i));
        if (i < s.n)
            buf_fmt(b, "%%%02X", (unsigned char)s.p[i]);
        van = i + 1;
    }
}

date_t pagina_standdag(const struct pagina *p)
{
    return time_date(p->stand);
}

/* A stand that was asked as a day is the end of that day on the Dutch clock. */
static bool stand_is_dag(const struct pagina *p)
{
    int64_t einde;

    return time_parse(date_iso(p->a, pagina_standdag(p)), &einde) && einde == p->stand;
}

/* As it stands in an address; a moment within a day keeps its time. */
static struct str stand_tekst(const struct pagina *p)
{
    if (!p->stand)
        return STR("");
    return stand_is_dag(p) ? date_iso(p->a, pagina_standdag(p)) : time_iso(p->a, p->stand);
}

/* The context as fields of a query. */
static size_t velden_van(const struct pagina *p, struct pagina_veld ret[8])
{
    struct arena *a = p->a;
    bool land = str_is(p->gebied->soort, "land");

    ret[0] = (struct pagina_veld){"gebied", str_eq(p->gebied->code, p->o->thuis) ? STR("") : p->gebied->code};
    ret[1] = (struct pagina_veld){
        "indeling", str_is(p->indeling, land ? "provincie" : "gemeente") ? STR("") : p->indeling};
    ret[2] = (struct pagina_veld){"peildatum", date_iso(a, p->peildatum)};
    ret[3] = (struct pagina_veld){"stand", stand_tekst(p)};
    ret[4] = (struct pagina_veld){"van",
                                  p->venster_van != VENSTER_VAN ? str_fmt(a, "%d", p->venster_van) : STR("")};
    ret[5] = (struct pagina_veld){"tot",
                                  p->venster_tot != VENSTER_TOT ? str_fmt(a, "%d", p->venster_tot) : STR("")};
    ret[6] = (struct pagina_veld){"sorteer", STR("")};
    return 7;
}

static size_t eigen_bij(const struct pagina *p, struct pagina_veld *velden, size_t n)
{
    for (size_t i = 0; i < p->n_eigen; i++)
        velden[n++] = p->eigen[i];
    return n;
}

static struct str adres_van(const struct pagina *p, struct str path, const char *veld, struct str waarde,
                            bool zelf)
{
    struct pagina_veld velden[8 + PAGINA_EIGEN];
    size_t n = velden_van(p, velden);
    struct buf b;
    bool eerste = str_index(path, '?') == path.n;

    if (veld && str_is(str_from(veld), "gebied") && !str_eq(waarde, p->gebied->code))
        velden[1].waarde = STR(""); /* an indeling belongs to the area that it was chosen for */
    if (zelf)
        n = eigen_bij(p, velden, n);
    buf_init(&b, p->a, 2000);
    buf_add(&b, path);
    for (size_t i = 0; i < n; i++) {
        struct str w = veld && str_is(str_from(veld), velden[i].naam) ? waarde : velden[i].waarde;

        if (!w.n)
            continue;
        buf_fmt(&b, "%c%s=", eerste ? '?' : '&', velden[i].naam);
        url_bij(&b, w);
        eerste = false;
    }
    return buf_str(&b);
}

struct str pagina_adres(const struct pagina *p, struct str path, const char *veld, struct str waarde)
{
    return adres_van(p, path, veld, waarde, false);
}

struct str pagina_zelf(const struct pagina *p, struct str path, const char *veld, struct str waarde)
{
    return adres_van(p, path, veld, waarde, true);
}

void pagina_eigen(struct pagina *p, const char *veld, struct str waarde)
{
    assert(p->n_eigen < PAGINA_EIGEN);
    p->eigen[p->n_eigen++] = (struct pagina_veld){veld, waarde};
}

struct str adres_waarde(struct arena *a, struct str waarde)
{
    struct buf b;

    buf_init(&b, a, 3 * waarde.n + 1);
    url_bij(&b, waarde);
    return buf_str(&b);
}

struct str herkomst_adres(const struct pagina *p, struct str adres)
{
    struct buf b;

    buf_init(&b, p->a, 2000);
    buf_lit(&b, "/herkomst/");
    url_bij(&b, adres);
    return buf_str(&b);
}

void pagina_kruimel(struct pagina *p, struct str naam, struct str adres)
{
    struct arena *a = p->a;
    struct doc *l = doc_get(p->boom, STR("kruimels")), *k;

    if (!l) {
        l = DOC_SET(a, p->boom, "kruimels", doc_list(a));
        DOC_SET_BOOL(a, p->boom, "heeft_kruimels", true);
    }
    k = doc_add(a, l, doc_map(a));
    DOC_SET_STR(a, k, "naam", naam);
    if (adres.n)
        DOC_SET_STR(a, k, "adres", adres);
}

void pagina_kruimels_gebied(struct pagina *p, const struct gebied *g)
{
    static const char *const via[] = {"land", "provincie", "vijfdeling"};

    for (size_t i = 0; i < 3; i++) {
        const struct gebied *boven = NULL;

        if (gebied_is_gemeente(g))
            boven = gebied_regio(p->g, g, str_from(via[i]), p->gebiedsdatum);
        else if (!i)
            boven = gebied_bij_code(p->g, STR("NL01"));
        else if (i == 1 && !str_is(g->soort, "land")) { /* the province that all of a region lies in */
            struct gebied_lijst leden = gebied_leden(p->g, p->a, g, p->gebiedsdatum);

            boven = leden.n ? gebied_regio(p->g, leden.at[0], STR("provincie"), p->gebiedsdatum) : NULL;
            for (size_t k = 1; boven && k < leden.n; k++)
                if (gebied_regio(p->g, leden.at[k], STR("provincie"), p->gebiedsdatum) != boven)
                    boven = NULL;
        }
        if (boven && boven != g)
            pagina_kruimel(p, boven->naam, pagina_adres(p, STR("/"), "gebied", boven->code));
    }
    pagina_kruimel(p, g->naam, STR(""));
}

struct cijfer_vraag pagina_vraag(const struct pagina *p, const char *onderwerp, const char *woningtype)
{
    return (struct cijfer_vraag){.onderwerp = str_from(onderwerp),
                                 .woningtype = str_from(woningtype),
                                 .indeling = p->indeling,
                                 .binnen = p->gebied->code,
                                 .peildatum = p->peildatum,
                                 .gebiedsdatum = p->gebiedsdatum,
                                 .stand = p->stand,
                                 .venster_van = p->venster_van,
                                 .venster_tot = p->venster_tot,
                                 .bekend = p->onderwerpen,
                                 .n_bekend = p->n_onderwerpen};
}

struct str percent_tekst(struct arena *a, const struct cijfer_uitkomst *u)
{
    return u->heeft ? str_cat(a, cijfer_tekst(a, u, 0), STR("%")) : STR("–");
}

struct str venster_tekst(struct arena *a, int van, int tot)
{
    return van ? str_fmt(a, "%d t/m %d", van, tot) : str_fmt(a, "t/m %d", tot);
}

struct doc *feit_bij(struct arena *a, struct doc *feiten, const char *wat, struct str tekst, struct str adres,
                     struct str uitleg, struct str status)
{
    struct doc *f = doc_add(a, feiten, doc_map(a));

    DOC_SET_STR(a, f, "wat", str_from(wat));
    DOC_SET_STR(a, f, "tekst", tekst);
    if (adres.n)
        DOC_SET_STR(a, f, "adres", adres);
    if (uitleg.n)
        DOC_SET_STR(a, f, "uitleg", uitleg);
    if (status.n)
        DOC_SET_STR(a, f, "status", status);
    return f;
}

struct doc *label_bij(struct arena *a, struct doc *lijst, struct str woord)
{
    struct doc *l;

    for (size_t i = 0; i < lijst->list.n; i++)
        if (str_eq(doc_get_str(lijst->list.at[i], STR("woord")), woord))
            return lijst->list.at[i];
    l = doc_add(a, lijst, doc_map(a));
    DOC_SET_STR(a, l, "woord", woord);
    return l;
}

void labels_bij(struct arena *a, struct doc *lijst, const struct cijfer_uitkomst *u)
{
    if (!u->heeft)
        return;
    if (u->vlag & VLAG_VERZONNEN) /* first: where there is place for one word, it is this */
        label_bij(a, lijst, STR("verzonnen"));
    if (u->vlag & VLAG_TWIJFEL)
        label_bij(a, lijst, u->cijfer_id ? STR("na te kijken") : STR("deels na te kijken"));
    if (u->status > STATUS_VASTGESTELD)
        label_bij(a, lijst, cijfer_status_naam(u->status));
    if (u->aanwezig < u->verwacht)
        label_bij(a, lijst, STR("onvolledig"));
    if (u->vlag & VLAG_DEEL_ONDERDRUKT)
        label_bij(a, lijst, STR("deels niet openbaar"));
    if (u->vlag & VLAG_ONGEVEER)
        label_bij(a, lijst, STR("ongeveer"));
    if (u->vlag & VLAG_OMGEREKEND)
        label_bij(a, lijst, STR("omgerekend"));
}

static struct str labels_samen(struct arena *a, const struct cijfer_uitkomst *u, size_t most)
{
    struct doc *l = doc_list(a);
    struct buf b;

    buf_init(&b, a, 400);
    labels_bij(a, l, u);
    for (size_t i = 0; i < l->list.n && i < most; i++)
        buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(doc_get_str(l->list.at[i], STR("woord"))));
    return buf_str(&b);
}

struct str labels_tekst(struct arena *a, const struct cijfer_uitkomst *u)
{
    return labels_samen(a, u, SIZE_MAX);
}

struct str label_eerste(struct arena *a, const struct cijfer_uitkomst *u)
{
    return labels_samen(a, u, 1);
}

void pagina_staven(struct pagina *p, const char *id, struct str toelichting, struct grafiek_staven *g)
{
    struct arena *a = p->a;
    struct doc *f = DOC_SET(a, p->boom, "figuur", doc_map(a));

    g->beschrijving = STR("De getallen staan in de tabel hieronder.");
    DOC_SET_STR(a, f, "id", str_from(id));
    DOC_SET_STR(a, f, "titel", g->titel);
    DOC_SET_STR(a, f, "toelichting", toelichting);
    DOC_SET_STR(a, f, "svg", grafiek_staven_svg(a, g));
    DOC_SET_BOOL(a, f, "is_smal", true);
    DOC_SET(a, f, "noten", doc_list(a));
}

struct str pagina_leveren(const struct pagina *p)
{
    const struct wie *w = wie_van(p->q);
    int64_t partij;

    return w->soort == WIE_BEZOEKER || wie_bereik(w, RECHT_LEVEREN, &partij) != BEREIK_GEEN
               ? STR("/leveringen/nieuw")
               : STR("");
}

struct doc *leeg_maak(struct arena *a, const char *kop, struct str tekst, const char *woord, struct str adres)
{
    struct doc *l = doc_map(a), *v;

    DOC_SET_STR(a, l, "kop", str_from(kop));
    DOC_SET_STR(a, l, "tekst", tekst);
    if (adres.n) {
        v = DOC_SET(a, l, "verder", doc_map(a));
        DOC_SET_STR(a, v, "woord", str_from(woord));
        DOC_SET_STR(a, v, "adres", adres);
    }
    return l;
}

static struct doc *verborgen_van(struct arena *a, const struct pagina_veld *velden, size_t n,
                                 const char *zonder)
{
    struct doc *l = doc_list(a);

    for (size_t i = 0; i < n; i++)
        if (velden[i].waarde.n && !(zonder && str_is(str_from(zonder), velden[i].naam))) {
            struct doc *v = doc_add(a, l, doc_map(a));

            DOC_SET_STR(a, v, "veld", str_from(velden[i].naam));
            DOC_SET_STR(a, v, "inhoud", velden[i].waarde);
        }
    return l;
}

struct doc *pagina_verborgen(const struct pagina *p)
{
    struct pagina_veld velden[8 + PAGINA_EIGEN];

    return verborgen_van(p->a, velden, velden_van(p, velden), NULL);
}

/* The query fields beside `zonder`, so that a choice in the context bar keeps the others. */
static struct doc *verborgen_doc(const struct pagina *p, const char *zonder)
{
    struct pagina_veld velden[8 + PAGINA_EIGEN];

    return verborgen_van(p->a, velden, eigen_bij(p, velden, velden_van(p, velden)), zonder);
}

struct str indeling_meervoud(const struct gebieden *g, struct str indeling)
{
    static const char *const meervoud[][2] = {{"gemeente", "gemeenten"},
                                              {"land", "het hele land"},
                                              {"provincie", "provincies"},
                                              {"corop", "COROP-gebieden"},
                                              {"zorgkantoorregio", "zorgkantoorregio’s"},
                                              {"vijfdeling", "regio’s (vijfdeling)"},
                                              {"woondealregio", "woondealregio’s"}};
    const struct indeling *in = indeling_bij_code(g, indeling);

    for (size_t i = 0; i < sizeof meervoud / sizeof *meervoud; i++)
        if (str_is(indeling, meervoud[i][0]))
            return str_from(meervoud[i][1]);
    return in ? in->naam : indeling;
}

static struct doc *keuze_deel(struct pagina *p, struct doc *delen, const char *wat, struct str waarde,
                              const char *code, const char *label)
{
    struct arena *a = p->a;
    struct doc *d = doc_add(a, delen, doc_map(a));

    DOC_SET_STR(a, d, "wat", str_from(wat));
    DOC_SET_STR(a, d, "waarde", waarde);
    DOC_SET_BOOL(a, d, "vraag", true);
    DOC_SET_STR(a, d, "actie", p->q->path);
    DOC_SET_STR(a, d, "code", str_from(code));
    DOC_SET_STR(a, d, "label", str_from(label));
    DOC_SET(a, d, "verborgen", verborgen_doc(p, code));
    return d;
}

struct doc *veld_keuze(struct arena *a, struct doc *velden, const char *id, const char *label)
{
    struct doc *v = doc_add(a, velden, doc_map(a));

    DOC_SET_STR(a, v, "id", str_from(id));
    DOC_SET_STR(a, v, "naam", str_from(id));
    DOC_SET_STR(a, v, "label", str_from(label));
    DOC_SET_BOOL(a, v, "is_keuze", true);
    return DOC_SET(a, v, "keuzes", doc_list(a));
}

void optie_bij(struct arena *a, struct doc *keuzes, struct str inhoud, struct str tekst, struct str nu)
{
    struct doc *k = doc_add(a, keuzes, doc_map(a));

    DOC_SET_STR(a, k, "inhoud", inhoud);
    DOC_SET_STR(a, k, "tekst", tekst);
    if (str_eq(inhoud, nu))
        DOC_SET_BOOL(a, k, "gekozen", true);
}

void vinkje_bij(struct arena *a, struct doc *vinkjes, struct str veld, struct str tekst, bool gekozen)
{
    struct doc *k = doc_add(a, vinkjes, doc_map(a));

    DOC_SET_STR(a, k, "id", veld);
    DOC_SET_STR(a, k, "veld", veld);
    DOC_SET_STR(a, k, "inhoud", STR("ja"));
    DOC_SET_STR(a, k, "tekst", tekst);
    if (gekozen)
        DOC_SET_BOOL(a, k, "gekozen", true);
}

int woningtype_kies(struct pagina *p, struct str onderwerp, struct woningtype_keuze *ret, struct err *e)
{
    struct str gevraagd = doc_get_str(p->q->query, STR("woningtype"));
    int rc = woningtypen_lees(p->c, p->a, onderwerp, &ret->type, &ret->n, e);

    ret->nu = str_is(gevraagd, "totaal") ? STR("") : gevraagd;
    if (!rc && !gevraagd.n && ret->n)
        ret->nu = ret->type[0];
    return rc;
}

void woningtype_veld(struct arena *a, struct doc *velden, const struct woningtype_keuze *k)
{
    struct doc *keuzes;
    bool bekend = false;

    for (size_t i = 0; i < k->n; i++)
        bekend = bekend || str_eq(k->type[i], k->nu);
    if (!k->n || (k->n == 1 && bekend))
        return;
    keuzes = veld_keuze(a, velden, "woningtype", "Woningtype");
    for (size_t i = 0; i < k->n + !bekend; i++) { /* one that has no figures is shown as what was asked */
        struct str type = i < k->n ? k->type[i] : k->nu;

        optie_bij(a, keuzes, type.n ? type : STR("totaal"), type.n ? type : STR("alle woningen"),
                  k->nu.n ? k->nu : STR("totaal"));
    }
}

static struct doc *context_doc(struct pagina *p)
{
    struct arena *a = p->a;
    struct doc *c = doc_map(a), *delen = DOC_SET(a, c, "delen", doc_list(a)), *d, *keuzes;
    struct doc *wis;

    d = doc_add(a, delen, doc_map(a));
    DOC_SET_STR(a, d, "wat", STR("Gebied"));
    DOC_SET_STR(a, d, "waarde", p->gebied->naam);
    DOC_SET_STR(a, d, "wijzig", pagina_adres(p, STR("/kies"), NULL, STR("")));
    d = keuze_deel(p, delen, "Verdeeld in", indeling_meervoud(p->g, p->indeling), "indeling",
                   "Verdeel dit gebied in");
    DOC_SET_BOOL(a, d, "heeft_keuzes", true);
    keuzes = DOC_SET(a, d, "keuzes", doc_list(a));
    optie_bij(a, keuzes, STR("gemeente"), STR("gemeenten"), p->indeling);
    for (size_t i = 0; i < p->g->n_indelingen; i++)
        optie_bij(a, keuzes, p->g->indeling[i].code, indeling_meervoud(p->g, p->g->indeling[i].code),
                  p->indeling);
    d = keuze_deel(p, delen, "Peildatum", p->peildatum ? date_nl(a, p->peildatum) : STR("nieuwste cijfers"),
                   "peildatum", "Cijfers tot en met");
    DOC_SET_BOOL(a, d, "is_datum", true);
    DOC_SET_STR(a, d, "datum", date_iso(a, p->peildatum));
    DOC_SET_STR(a, d, "uitleg", STR("U ziet dan de nieuwste cijfers die op of voor deze dag gelden."));
    if (p->peildatum) {
        wis = DOC_SET(a, d, "wis", doc_map(a));
        DOC_SET_STR(a, wis, "woord", STR("Toon de nieuwste cijfers"));
        DOC_SET_STR(a, wis, "adres", pagina_zelf(p, p->q->path, "peildatum", STR("")));
    }
    d = keuze_deel(p, delen, "Zoals bekend",
                   p->stand ? str_fmt(a, "op %.*s", STR_ARG(date_nl(a, pagina_standdag(p)))) : STR("nu"),
                   "stand", "Zoals bekend op");
    DOC_SET_BOOL(a, d, "is_datum", true);
    DOC_SET_STR(a, d, "datum", p->stand ? date_iso(a, pagina_standdag(p)) : STR(""));
    DOC_SET_STR(a, d, "uitleg",
                STR("U ziet dan wat er op deze dag geleverd was, ook als het later is vervangen."));
    if (p->stand) {
        wis = DOC_SET(a, d, "wis", doc_map(a));
        DOC_SET_STR(a, wis, "woord", STR("Toon wat nu bekend is"));
        DOC_SET_STR(a, wis, "adres", pagina_zelf(p, p->q->path, "stand", STR("")));
    }
    d = keuze_deel(p, delen, "Venster", venster_tekst(a, p->venster_van, p->venster_tot), "tot",
                   "Woningen tot en met");
    DOC_SET_BOOL(a, d, "heeft_keuzes", true);
    keuzes = DOC_SET(a, d, "keuzes", doc_list(a));
    for (int jaar = 2025; jaar <= 2040; jaar += jaar < 2030 ? 1 : jaar < 2034 ? 4 : 6)
        optie_bij(a, keuzes, str_fmt(a, "%d", jaar), str_fmt(a, "%d", jaar),
                  str_fmt(a, "%d", p->venster_tot));
    return c;
}

/* What the page says of how it was made, as lines under a table: a workbook is read away from its page. */
static void feiten_in_voet(struct pagina *p, struct doc *tabel, const struct doc *feiten)
{
    struct str toelichting = doc_get_str(tabel, STR("toelichting"));

    if (toelichting.n)
        tabel_noot(p, tabel, toelichting);
    for (size_t i = 0; feiten && i < feiten->list.n; i++) {
        const struct doc *f = feiten->list.at[i];
        struct str uitleg = doc_get_str(f, STR("uitleg")), status = doc_get_str(f, STR("status"));

        tabel_noot(p, tabel,
                   str_fmt(p->a, "%.*s: %.*s%s%.*s%s%s%.*s", STR_ARG(doc_get_str(f, STR("wat"))),
                           STR_ARG(doc_get_str(f, STR("tekst"))), status.n ? " (" : "", STR_ARG(status),
                           status.n ? ")" : "", uitleg.n ? ". " : "", STR_ARG(uitleg)));
    }
}

void pagina_klaar(struct pagina *p, struct http_resp *r)
{
    const struct doc *tabellen = doc_get(p->boom, STR("tabellen"));

    for (size_t i = 0; p->q->format == HTTP_XLSX && tabellen && i < tabellen->map.n; i++)
        feiten_in_voet(p, tabellen->map.at[i].value,
                       doc_get(doc_get(p->boom, STR("verantwoording")), STR("feiten")));
    if (p->q->format == HTTP_HTML) {
        DOC_SET(p->a, p->boom, "context", context_doc(p));
        DOC_SET_STR(p->a, p->boom, "zoals",
                    pagina_adres(p, STR(""), NULL, STR(""))); /* the menu keeps what was chosen */
    }
    r->tree = p->boom;
}
