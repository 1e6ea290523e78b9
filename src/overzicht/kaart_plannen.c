/* SPDX-License-Identifier: EUPL-1.2
 * See kaart_plannen.h. Soorten of leveringen overlap, so the map shows one of them: the one that places most
 * plans, unless another is asked. */
#include "overzicht/kaart_plannen.h"

#include "base/num.h"
#include "plan/plan_http.h"

#include <math.h>

const char *const kaart_teken_naam[TEKENS] = {"hard plan", "zacht plan", "status onbekend"};
static const char *const meervoud[TEKENS] = {"hard", "zacht", "met een onbekende status"};

static enum grafiek_teken teken_van(struct str hardheid)
{
    return str_is(hardheid, "hard") ? TEKEN_VOL : str_is(hardheid, "zacht") ? TEKEN_OPEN : TEKEN_KRUIS;
}

static bool keuze_bekend(struct str s)
{
    static const char *const woord[] = {"", "geen", "alle", "hard", "zacht", "onbekend"};

    for (size_t i = 0; i < sizeof woord / sizeof *woord; i++)
        if (str_is(s, woord[i]))
            return true;
    return false;
}

static const struct plan_som *som_van(const struct kaart_plannen *k, struct str bron)
{
    for (size_t i = 0; i < k->n_som; i++)
        if (str_eq(k->som[i].soort, bron))
            return &k->som[i];
    return NULL;
}

/* The marks of what is asked, and how many plans have no place. */
static void plekken_maak(struct pagina *p, struct kaart_plannen *k)
{
    struct gebied_lijst leden = gebied_leden(p->g, p->a, k->kaart, laag_dag(k->laag));
    bool *lid = ARENA_ARRAY(p->a, bool, p->g->n + 1);

    for (size_t i = 0; i < leden.n; i++)
        lid[leden.at[i]->index] = true;
    k->plek = ARENA_ARRAY(p->a, struct grafiek_plek, k->laag->n + 1);
    for (size_t i = 0; i < k->laag->n; i++) {
        const struct kaart_plan *x = &k->laag->plan[i];
        const struct kaart_vorm *v = &k->laag->vorm[i];
        const struct gebied *g = gebied_bij_id(p->g, v->gemeente);
        enum grafiek_teken teken = teken_van(x->p.hardheid);

        if (!g || !lid[g->index] || !str_eq(x->p.levering_soort, k->bron) ||
            (!str_is(k->keuze, "alle") && !str_eq(k->keuze, x->p.hardheid)))
            continue;
        if (!v->vlak.n) {
            k->zonder++;
            continue;
        }
        k->plek[k->n++] = (struct grafiek_plek){v->plek_rd[0], v->plek_rd[1], teken};
        k->per[teken]++;
    }
}

int kaart_plannen_lees(struct pagina *p, const struct gebied *kaart, bool grenzen, struct kaart_plannen *ret,
                       struct err *e)
{
    struct str keuze = doc_get_str(p->q->query, STR("plannen")),
               bron = doc_get_str(p->q->query, STR("planbron"));
    struct plan_keuze vraag = {
        .gebied = kaart, .gebiedsdatum = p->gebiedsdatum, .peildatum = p->peildatum, .stand = p->stand};
    struct plan_som *som;
    int64_t meest = 0;
    int rc;

    *ret = (struct kaart_plannen){.kaart = kaart, .bron = bron};
    if (!keuze_bekend(keuze))
        return err_set(e, ERR_DATA, "plannen: “%.*s” kan niet; verwacht geen, alle, hard, zacht of onbekend",
                       STR_ARG(str_sub(keuze, 0, 40)));
    rc = plannen_som(p->c, p->g, p->a, &vraag, &som, &ret->n_som, e);
    if (rc)
        return rc;
    ret->som = som;
    if (bron.n && !som_van(ret, bron))
        return err_set(e, ERR_DATA, "planbron: “%.*s” heeft hier geen plannen geleverd",
                       STR_ARG(str_sub(bron, 0, 40)));
    for (size_t i = 0; i < ret->n_som; i++) {
        if (!bron.n && som[i].vormen > meest)
            ret->bron = som[i].soort;
        meest = som[i].vormen > meest ? som[i].vormen : meest;
    }
    ret->kan = grenzen && meest > 0 && p->o->kaarten;
    if (!str_is(keuze, "geen"))
        ret->keuze = keuze;
    if (!ret->keuze.n || !ret->kan)
        return OK;
    rc = laag_neem_plannen(p->o->kaarten, p->c, p->g, p->peildatum, p->stand, &ret->laag, e);
    if (!rc)
        plekken_maak(p, ret);
    return rc;
}

void kaart_plannen_klaar(struct pagina *p, struct kaart_plannen *k)
{
    if (k->laag)
        laag_geef(p->o->kaarten, k->laag);
    k->laag = NULL;
}

void kaart_plannen_velden(struct pagina *p, const struct kaart_plannen *k, struct doc *velden)
{
    struct arena *a = p->a;
    struct str nu = k->keuze.n ? k->keuze : STR("geen");
    struct doc *keuzes;
    size_t met = 0;

    if (!k->kan)
        return;
    keuzes = veld_keuze(a, velden, "plannen", "Plannen");
    optie_bij(a, keuzes, STR("geen"), STR("niet tonen"), nu);
    optie_bij(a, keuzes, STR("alle"), STR("alle openbare plannen"), nu);
    optie_bij(a, keuzes, STR("hard"), STR("harde plannen"), nu);
    optie_bij(a, keuzes, STR("zacht"), STR("zachte plannen"), nu);
    optie_bij(a, keuzes, STR("onbekend"), STR("plannen met onbekende status"), nu);
    for (size_t i = 0; i < k->n_som; i++)
        met += k->som[i].vormen > 0;
    if (met < 2)
        return;
    keuzes = veld_keuze(a, velden, "planbron", "Bron van de plannen");
    for (size_t i = 0; i < k->n_som; i++)
        if (k->som[i].vormen)
            optie_bij(a, keuzes, k->som[i].soort, plan_soort_naam(k->som[i].soort), k->bron);
}

static struct str lijst_adres(struct pagina *p, const struct kaart_plannen *k)
{
    struct str adres = pagina_adres(p, STR("/plannen"), "gebied", k->kaart->code);
    struct buf b;

    buf_init(&b, p->a, 4096);
    buf_add(&b, adres);
    buf_char(&b, str_index(adres, '?') < adres.n ? '&' : '?');
    buf_fmt(&b, "bron=%.*s", STR_ARG(k->bron));
    if (!str_is(k->keuze, "alle"))
        buf_fmt(&b, "&status=%.*s", STR_ARG(k->keuze));
    return buf_str(&b);
}

static struct str telling(struct arena *a, const struct kaart_plannen *k)
{
    struct buf b;
    size_t over = 0;

    buf_init(&b, a, 2000);
    buf_fmt(&b, "Op de kaart: %.*s openbare %s (%.*s)", STR_ARG(num_nl(a, (int64_t)k->n, 0)),
            k->n == 1 ? "plan" : "plannen", STR_ARG(plan_soort_naam(k->bron)));
    for (int t = 0; t < TEKENS; t++)
        over += k->per[t] > 0;
    for (int t = 0, n = 0; over > 1 && t < TEKENS; t++)
        if (k->per[t])
            buf_fmt(&b, "%s%.*s %s", n++ ? ", " : ": ", STR_ARG(num_nl(a, (int64_t)k->per[t], 0)),
                    meervoud[t]);
    buf_char(&b, '.');
    if (k->zonder)
        buf_fmt(&b, " Van %.*s %s is de ligging niet geleverd; die %s alleen in de lijst.",
                STR_ARG(num_nl(a, (int64_t)k->zonder, 0)), k->zonder == 1 ? "plan" : "plannen",
                k->zonder == 1 ? "staat" : "staan");
    return buf_str(&b);
}

void kaart_plannen_tekst(struct pagina *p, const struct kaart_plannen *k)
{
    struct arena *a = p->a;
    struct doc *d;

    if (!k->keuze.n)
        return;
    d = DOC_SET(a, p->boom, "plannen", doc_map(a));
    if (!k->laag) {
        DOC_SET_STR(a, d, "tekst",
                    k->n_som ? STR("Plannen staan alleen op de kaart als hun ligging is geleverd en de "
                                   "grenzen van gemeenten worden getoond.")
                             : STR("Voor dit gebied zijn geen plannen geleverd."));
        DOC_SET_STR(a, d, "adres", pagina_adres(p, STR("/plannen"), "gebied", k->kaart->code));
    } else {
        DOC_SET_STR(a, d, "tekst", telling(a, k));
        DOC_SET_STR(a, d, "adres", lijst_adres(p, k));
    }
    DOC_SET_STR(a, d, "woord", STR("Bekijk de plannen als lijst"));
}

/* The items of the OGC API that are the plans on this map; a client adds its box. */
static struct str items_adres(struct pagina *p, const struct kaart_plannen *k)
{
    struct arena *a = p->a;
    struct str peil = date_iso(a, p->peildatum);
    struct buf b;

    buf_init(&b, a, 4096);
    buf_fmt(&b, "/ogc/v1/collections/plannen/items?bron=%.*s", STR_ARG(k->bron));
    if (!str_is(k->keuze, "alle"))
        buf_fmt(&b, "&hardheid=%.*s", STR_ARG(k->keuze));
    if (!str_is(k->kaart->soort, "land"))
        buf_fmt(&b, "&%.*s=%.*s", STR_ARG(k->kaart->soort), STR_ARG(k->kaart->code));
    if (peil.n)
        buf_fmt(&b, "&datetime=%.*s", STR_ARG(peil));
    if (p->stand)
        buf_fmt(&b, "&stand=%.*s", STR_ARG(time_iso(a, p->stand)));
    return buf_str(&b);
}

void kaart_plannen_eiland(struct pagina *p, const struct kaart_plannen *k, struct doc *eiland)
{
    static const char *const hardheid[TEKENS] = {"hard", "zacht", "onbekend"};
    struct arena *a = p->a;
    struct doc *d, *l;

    if (!k->laag)
        return;
    d = DOC_SET(a, eiland, "plannen", doc_map(a));
    DOC_SET_STR(a, d, "tegels", tegels_adres(a, STR(""), k->laag));
    DOC_SET_INT(a, d, "zoomVlak", KAART_ZOOM_PLANVLAK);
    DOC_SET_STR(a, d, "items", items_adres(p, k));
    DOC_SET_STR(a, d, "pagina", pagina_adres(p, STR("/plannen/{id}"), NULL, STR("")));
    DOC_SET_STR(a, d, "lijst", lijst_adres(p, k));
    DOC_SET_STR(a, d, "bron", k->bron);
    DOC_SET_STR(a, d, "bronNaam", plan_soort_naam(k->bron));
    DOC_SET_STR(a, d, "hardheid", k->keuze);
    l = DOC_SET(a, d, "tekens", doc_list(a));
    for (int t = 0; t < TEKENS; t++) {
        struct doc *x;

        if (!k->per[t])
            continue;
        x = doc_add(a, l, doc_map(a));
        DOC_SET_STR(a, x, "hardheid", str_from(hardheid[t]));
        DOC_SET_STR(a, x, "tekst", str_from(kaart_teken_naam[t]));
        DOC_SET_INT(a, x, "aantal", (int64_t)k->per[t]);
    }
}
