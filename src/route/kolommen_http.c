/* SPDX-License-Identifier: EUPL-1.2
 * The page on which a person says what the columns of an unknown table are: the guess of the recogniser, to
 * be confirmed or corrected. Nothing is stored here; the table goes on as a taak that reads it and shows what
 * would change. */
#include "route/leeswijzer_vorm.h"
#include "route/route_http.h"

#include "base/num.h"
#include "leeswijzer/lezer.h"
#include "toegang/toegang.h"

enum { ZEKER = 60, EVEN_MS = 1000 };

/* All that the page of one file needs; the gebieden are lent, the table is open. */
struct bekeken {
    struct taak t;
    struct onbekend x;
    struct leeswijzer w;
    struct leeswijzer_bewaard er; /* the kept one that it was read with; id 0: none */
    const struct gebieden *g;
    struct str bytes, leveraar, bestand;
    date_t peildatum;
};

static void bekeken_sluit(struct omgeving *o, struct bekeken *b)
{
    onbekend_done(&b->x);
    gebied_cache_geef(o->gebieden, b->g);
}

/* The columns of this file as a leeswijzer that was made for another file says. */
static struct leeswijzer op_bestand(struct arena *a, const struct leeswijzer *w, const struct herkenning *h)
{
    struct leeswijzer r = *w;

    r.kolom.at = NULL;
    r.kolom.n = r.kolom.cap = 0;
    r.blad = h->blad_naam;
    r.koprij = (int)h->rooster->rij[h->kop].nummer;
    r.koprijen = (int)h->n_koprijen;
    for (size_t i = 0; i < h->n; i++) {
        struct leeswijzer_kolom k = {.naam = h->kolom[i].naam, .plaats = (int)i};

        for (size_t n = 0; n < w->kolom.n; n++) {
            const struct leeswijzer_kolom *y = &w->kolom.at[n];
            struct str kaal = kop_zonder_jaren(a, kop_vouw(a, y->naam));

            if (str_eq(kop_vouw(a, y->naam), h->kolom[i].vouw) ||
                (y->plaats == (int)i && str_eq(kaal, h->kolom[i].kern))) {
                k.doel = y->doel;
                k.van = y->van ? h->kolom[i].van : 0;
                k.tot = y->van ? h->kolom[i].tot : 0;
                if (y->van && !k.van) {
                    k.van = y->van;
                    k.tot = y->tot;
                }
                k.doorvullen = y->doorvullen;
                k.vast = y->vast;
                break;
            }
        }
        if (k.naam.n || k.doel.n || h->kolom[i].gevuld)
            VEC_PUSH(a, &r.kolom, k);
    }
    return r;
}

static int vraag_lees(const struct doc *d, struct herken_vraag *v, struct err *e)
{
    struct str blad = doc_get_str(d, STR("blad")), kop = doc_get_str(d, STR("koprij")),
               rijen = doc_get_str(d, STR("koprijen"));
    int64_t n;

    v->soort = str_trim(doc_get_str(d, STR("soort")));
    if (blad.n && (!num_i64(blad, &n) || n < 1 || n > 1000))
        return err_set(e, ERR_DATA, "Verwacht bij blad het nummer van het blad, vanaf 1.");
    if (blad.n)
        v->blad = (int)n - 1;
    if (kop.n && (!num_i64(str_trim(kop), &v->koprij) || v->koprij < 1))
        return err_set(e, ERR_DATA, "Verwacht het nummer van de rij waar de namen van de kolommen beginnen.");
    if (rijen.n && (!num_i64(rijen, &n) || n < 1 || n > LEESWIJZER_KOPRIJEN_MAX))
        return err_set(e, ERR_DATA, "Een kop heeft 1 tot en met %d rijen.", LEESWIJZER_KOPRIJEN_MAX);
    if (rijen.n)
        v->koprijen = (int)n;
    return OK;
}

/* The leeswijzer to begin with: what the taak was given, what is kept, or the guess. */
static int wijzer_kies(struct conn *c, struct arena *a, struct bekeken *b, struct err *e)
{
    const struct doc *gegeven = doc_get(b->t.opdracht, STR("leeswijzer"));
    struct leeswijzer w;
    struct err geen;
    int rc;

    if (!gegeven)
        gegeven = doc_get(doc_get(b->t.resultaat, STR("verslag")), STR("leeswijzer"));
    b->w = b->x.h.wijzer;
    if (gegeven) {
        rc = leeswijzer_uit_doc(a, gegeven, &w, e);
        if (rc)
            return rc;
    } else {
        rc = onbekend_bewaard(c, a, &b->x, taak_partij(&b->t), b->leveraar, &b->er, &w, &geen);
        if (rc) {
            b->er = (struct leeswijzer_bewaard){0};
            return OK; /* one that can no longer be read is as none */
        }
    }
    if (str_eq(w.soort, str_from(b->x.h.soort->soort)))
        b->w = op_bestand(a, &w, &b->x.h);
    return OK;
}

static int taak_neem(struct http_req *q, struct conn *c, struct bekeken *b, struct err *e)
{
    int rc = taak_lees(c, q->a, doc_get_str(q->params, STR("sleutel")), &b->t, e);

    if (!rc)
        rc = toegang_object(q, c, RECHT_LEVEREN, taak_partij(&b->t), e);
    if (rc)
        return rc;
    if (!str_is(b->t.soort, TAAK_PROEF) || b->t.status == TAAK_WACHT || b->t.status == TAAK_BEZIG)
        return err_set(e, ERR_CONFLICT, "Dit bestand wordt nog gelezen, of er valt niets meer te kiezen.");
    b->leveraar = doc_get_str(b->t.opdracht, STR("leveraar"));
    b->bestand = doc_get_str(b->t.opdracht, STR("bestand"));
    if (!date_parse(doc_get_str(b->t.opdracht, STR("peildatum")), &b->peildatum))
        return err_set(e, ERR_ENV, "de opdracht heeft geen peildatum");
    return taak_bijlage_lees(c, q->a, b->t.id, &b->bytes, e);
}

static int bekijk(struct http_req *q, const struct doc *keuze, struct bekeken *b, struct err *e)
{
    struct omgeving *o = q->app;
    struct herken_vraag v = {.blad = -1};
    struct conn *c;
    int rc = vraag_lees(keuze, &v, e);

    *b = (struct bekeken){0};
    if (!rc)
        rc = store_read(o->store, &c, e);
    if (rc)
        return rc;
    rc = taak_neem(q, c, b, e);
    if (!rc)
        rc = gebied_cache_neem(o->gebieden, c, &b->g, e);
    v.bestand = b->bestand;
    v.leveraar = b->leveraar;
    if (!rc && !v.soort.n) { /* what was chosen before stands, until something else is chosen */
        struct str soort = doc_get_str(doc_get(b->t.opdracht, STR("leeswijzer")), STR("soort"));

        v.soort = soort;
    }
    if (!rc)
        rc = onbekend_herken(c, b->g, q->a, b->bytes, b->peildatum, &v, &b->x, e);
    if (!rc)
        rc = wijzer_kies(c, q->a, b, e);
    store_return(o->store, c);
    if (!rc)
        rc = herken_woorden(q->a, b->x.t, &b->x.kennis, &b->x.h, &b->w, e);
    return rc;
}

/* ---- the page ---- */

static void verborgen_bij(struct arena *a, struct doc *lijst, const char *veld, struct str inhoud)
{
    struct doc *x = doc_add(a, lijst, doc_map(a));

    DOC_SET_STR(a, x, "veld", str_from(veld));
    DOC_SET_STR(a, x, "inhoud", inhoud);
}

/* Another soort, sheet or header row: asked again with GET. */
static void kies_formulier(struct pagina *p, const struct bekeken *b)
{
    struct arena *a = p->a;
    const struct herkenning *h = &b->x.h;
    struct doc *f = DOC_SET(a, p->boom, "kies", doc_map(a)), *velden, *lijst, *veld;
    size_t n = tabel_n_bladen(b->x.t);

    DOC_SET_STR(a, f, "actie", str_fmt(a, "/taken/%.*s/kolommen", STR_ARG(b->t.sleutel)));
    DOC_SET_STR(a, f, "knop", STR("Herken opnieuw"));
    DOC_SET(a, f, "verborgen", doc_list(a));
    velden = DOC_SET(a, f, "velden", doc_list(a));
    lijst = veld_keuze(a, velden, "soort", "Wat voor tabel is dit?");
    for (size_t i = 0; i < b->x.kennis.n_soorten; i++)
        if (soort_mag(p->q, importeur_bij_soort(str_from(b->x.kennis.soorten[i].soort))))
            optie_bij(a, lijst, str_from(b->x.kennis.soorten[i].soort), str_from(b->x.kennis.soorten[i].naam),
                      str_from(h->soort->soort));
    if (n > 1) {
        lijst = veld_keuze(a, velden, "blad", "Op welk blad staat zij?");
        for (size_t i = 0; i < n && i < HERKEN_BLADEN_MAX; i++)
            optie_bij(a, lijst, str_fmt(a, "%zu", i + 1), tabel_blad_naam(b->x.t, i),
                      str_fmt(a, "%d", h->blad + 1));
    }
    veld = doc_add(a, velden, doc_map(a));
    DOC_SET_STR(a, veld, "id", STR("koprij"));
    DOC_SET_STR(a, veld, "naam", STR("koprij"));
    DOC_SET_STR(a, veld, "label", STR("In welke rij beginnen de namen van de kolommen?"));
    DOC_SET_BOOL(a, veld, "is_tekst", true);
    DOC_SET_STR(a, veld, "inhoud", str_fmt(a, "%lld", (long long)h->rooster->rij[h->kop].nummer));
    lijst = veld_keuze(a, velden, "koprijen", "Hoeveel rijen zijn dat?");
    for (int i = 1; i <= LEESWIJZER_KOPRIJEN_MAX; i++)
        optie_bij(a, lijst, str_fmt(a, "%d", i), str_fmt(a, "%d", i), str_fmt(a, "%zu", h->n_koprijen));
}

static struct str openingszin(struct arena *a, const struct bekeken *b)
{
    const struct herkenning *h = &b->x.h;
    size_t gelezen = 0, s = 0;

    for (size_t i = 0; i < b->w.kolom.n; i++)
        gelezen += b->w.kolom.at[i].doel.n > 0;
    for (size_t i = 0; i < b->x.kennis.n_soorten; i++)
        if (h->soort == &b->x.kennis.soorten[i])
            s = i;
    if (b->er.id)
        return str_fmt(a,
                       "Zo zijn deze kolommen eerder gelezen (leeswijzer van %.*s, versie %d, door %.*s op "
                       "%.*s). Verander wat niet meer klopt.",
                       STR_ARG(b->er.leveraar.n ? b->er.leveraar : STR("een leveraar zonder naam")),
                       b->er.versie, STR_ARG(b->er.wie), STR_ARG(time_nl(a, b->er.gemaakt)));
    if (h->zeker[s] < ZEKER)
        return STR(
            "Woonzorg weet niet zeker wat voor tabel dit is. Kies de soort, en zeg wat de kolommen zijn.");
    return str_fmt(
        a,
        "Dit lijkt een tabel van de soort “%s”; van %zu van de %zu kolommen is voorgesteld wat ze "
        "zijn. Kijk het na en verbeter wat niet klopt. U doet dit één keer: het volgende bestand met "
        "dezelfde kop wordt vanzelf zo gelezen.",
        h->soort->naam, gelezen, b->w.kolom.n);
}

static int pagina_maak(struct http_req *q, struct http_resp *r, struct bekeken *b, struct doc *fouten,
                       struct err *e)
{
    struct arena *a = q->a;
    struct pagina p = {.q = q, .a = a, .o = q->app, .boom = doc_map(a)};
    struct wijzervorm v = {&p, &b->x.kennis, &b->x.h, &b->w, fouten};
    struct doc *verborgen;

    if (b->w.kolom.n > VORM_KOLOMMEN_MAX)
        return err_set(
            e, ERR_LIMIT,
            "Deze tabel heeft meer dan %d kolommen. Haal weg wat niet gelezen hoeft te worden, of gebruik "
            "woonzorg cijfer herken op de opdrachtregel.",
            VORM_KOLOMMEN_MAX);
    DOC_SET_STR(a, p.boom, "titel", STR("Wat staat er in de kolommen?"));
    DOC_SET_STR(a, p.boom, "antwoord", openingszin(a, b));
    DOC_SET_STR(a, p.boom, "stap", STR("Stap 2: de kolommen nakijken"));
    DOC_SET_STR(a, p.boom, "bestand", b->bestand);
    DOC_SET_STR(a, p.boom, "leveraar", b->leveraar);
    pagina_kruimel(&p, STR("Leveringen"), STR("/leveringen"));
    pagina_kruimel(&p, STR("Lever cijfers aan"), STR("/leveringen/nieuw"));
    pagina_kruimel(&p, STR("Kolommen"), STR(""));
    DOC_SET_BOOL(a, p.boom, "heeft_fouten", fouten->list.n > 0);
    DOC_SET(a, p.boom, "fouten", fouten);
    kies_formulier(&p, b);
    DOC_SET_STR(a, p.boom, "actie", str_fmt(a, "/taken/%.*s/kolommen", STR_ARG(b->t.sleutel)));
    DOC_SET_STR(a, p.boom, "knop", STR("Bekijk wat er zou veranderen"));
    verborgen = wijzervorm_verborgen(&p);
    verborgen_bij(a, verborgen, "soort", str_from(b->x.h.soort->soort));
    verborgen_bij(a, verborgen, "blad", str_fmt(a, "%d", b->x.h.blad + 1));
    verborgen_bij(a, verborgen, "koprij",
                  str_fmt(a, "%lld", (long long)b->x.h.rooster->rij[b->x.h.kop].nummer));
    verborgen_bij(a, verborgen, "koprijen", str_fmt(a, "%zu", b->x.h.n_koprijen));
    DOC_SET_STR(a, DOC_SET(a, p.boom, "weg_terug", doc_map(a)), "woord", STR("Toch een ander bestand"));
    DOC_SET_STR(a, doc_get(p.boom, STR("weg_terug")), "adres", STR("/leveringen/nieuw?soort=" SOORT_TABEL));
    wijzervorm_boom(&v);
    DOC_SET(a, p.boom, "leeswijzer", leeswijzer_doc(a, &b->w));
    r->tree = p.boom;
    r->status = fouten->list.n ? 400 : 0;
    return OK;
}

static int kolommen_get(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct bekeken b;
    int rc = bekijk(q, q->query, &b, e);

    if (!rc)
        rc = pagina_maak(q, r, &b, doc_list(q->a), e);
    bekeken_sluit(q->app, &b);
    return rc;
}

/* The file goes on as one of its soort, read through the leeswijzer. */
static int ga_door(struct http_req *q, struct http_resp *r, struct bekeken *b, struct err *e)
{
    struct omgeving *o = q->app;
    struct taak_opdracht t = {.soort = STR(TAAK_PROEF), .wie = wie_van(q)->naam, .bijlage = b->bytes};
    struct doc *d = doc_map(q->a);
    char sleutel[TAAK_SLEUTEL + 1];
    int rc;

    if (!soort_mag(q, importeur_bij_soort(b->w.soort)))
        return err_set(e, ERR_DENIED,
                       "Dit soort bestand verandert iets voor iedereen; dat mag u met uw rol niet.");
    DOC_SET_STR(q->a, d, "soort", b->w.soort);
    DOC_SET_STR(q->a, d, "bestand", b->bestand);
    DOC_SET_STR(q->a, d, "leveraar", b->leveraar);
    DOC_SET_STR(q->a, d, "peildatum", date_iso(q->a, b->peildatum));
    DOC_SET(q->a, d, "leeswijzer", leeswijzer_doc(q->a, &b->w));
    taak_dader_zet(q, d, taak_partij(&b->t));
    t.opdracht = d;
    rc = taak_nieuw(o->store, o->taken, &t, NULL, sleutel, e);
    if (rc)
        return rc;
    taak_wacht_op(o->store, o->taken, str_from(sleutel), EVEN_MS);
    r->location = str_fmt(q->a, "/taken/%s%s", sleutel, q->format == HTTP_JSON ? ".json" : "");
    return OK;
}

static int kolommen_post(struct http_req *q, struct http_resp *r, struct err *e)
{
    struct omgeving *o = q->app;
    struct pagina p = {.q = q, .a = q->a, .o = o};
    struct bekeken b = {0};
    struct lezer *l = NULL;
    struct wijzervorm v = {&p, &b.x.kennis, &b.x.h, &b.w, doc_list(q->a)};
    struct err fout;
    int rc = o->taken ? bekijk(q, q->form, &b, e)
                      : err_set(e, ERR_ENV, "er is geen loper voor achtergrondwerk gestart");

    if (!rc) {
        wijzervorm_lees(&v, q->form);
        rc = herken_woorden(q->a, b.x.t, &b.x.kennis, &b.x.h, &b.w, e);
    }
    if (!rc) {
        wijzervorm_toets(&v);
        if (!v.fouten->list.n && lezer_maak(q->a, &b.w, b.x.h.soort, &l, &fout))
            wijzervorm_fout(&v, STR("k0"), "%s", fout.text);
        lezer_done(l);
        rc = v.fouten->list.n == 0    ? ga_door(q, r, &b, e)
             : q->format == HTTP_HTML ? pagina_maak(q, r, &b, v.fouten, e)
                                      : fouten_zeg(q->a, v.fouten, e);
    }
    bekeken_sluit(o, &b);
    return rc;
}

#define KIES_PARAMS(in)                                                                                      \
    {"soort", "als welke soort de tabel gelezen wordt", in, false, false},                                   \
        {"blad", "nummer van het blad, vanaf 1", in, false, false},                                          \
        {"koprij", "rij waar de namen van de kolommen beginnen", in, false, false},                          \
    {                                                                                                        \
        "koprijen", "hoeveel rijen dat zijn", in, false, false                                               \
    }
static const struct http_param kolommen_params[] = {
    {"sleutel", "sleutel van de taak", PARAM_PATH, true, false}, KIES_PARAMS(PARAM_QUERY), {0}};
static const struct http_param kolommen_post_params[] = {
    {"sleutel", "sleutel van de taak", PARAM_PATH, true, false}, KIES_PARAMS(PARAM_FORM), {0}};
const struct http_route kolommen_routes[] = {
    {"GET", "/taken/{sleutel}/kolommen", kolommen_get, "leeswijzer",
     "Wat Woonzorg van de kolommen van een tabel denkt, om te bevestigen of te verbeteren",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, kolommen_params, .recht = RECHT_LEVEREN},
    {"POST", "/taken/{sleutel}/kolommen", kolommen_post, "leeswijzer",
     "Lees de tabel zoals gezegd, zonder haar in te voeren; leidt naar de taak die dat doet",
     ROUTE_SLOW | ROUTE_NO_STORE_CACHE, kolommen_post_params, .recht = RECHT_LEVEREN},
    {0},
};
