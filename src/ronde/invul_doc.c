/* SPDX-License-Identifier: EUPL-1.2
 * One section as a tree: its questions with their answers, rows of repeats, what was wrong with what was
 * sent, and clashes. Flat: a template cannot call itself, so a row opens and closes as items of the list. */
#include "ronde/gast.h"

#include <string.h>

struct maak {
    struct http_req *q;
    const struct gast *g;
    const struct invul *in;
    const struct inzending *z;
    struct doc *velden, *fouten;
    bool controle, vast; /* vast: nothing can be changed */
    struct arena *a;
    struct err *e;
};

/* What has no field of its own kind is asked as a line of text. */
static const char *veld_soort(const struct vl_element *el)
{
    const char *hoe = vl_veld(el);

    return hoe ? hoe : "kort";
}

static struct str stuur(const struct maak *m, char letter, struct str adres, struct str *keuze)
{
    struct str naam = str_fmt(m->a, "%c/%.*s%s%.*s", letter, STR_ARG(adres), keuze ? "/" : "",
                              STR_ARG(keuze ? *keuze : STR("")));

    return doc_get_str(m->z->form, naam);
}

/* Was this question on the page that was sent? Then what was sent is shown again. */
static bool gestuurd(const struct maak *m, struct str adres)
{
    return m->z->form && doc_get(m->z->form, str_fmt(m->a, "r/%.*s", STR_ARG(adres)));
}

static bool woord_in(struct str lijst, struct str woord)
{
    while (lijst.n)
        if (str_eq(str_cut(lijst, ' ', &lijst), woord))
            return true;
    return false;
}

static struct str met_komma(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);

    for (size_t i = 0; i < s.n; i++)
        p[i] = s.p[i] == '.' ? ',' : s.p[i];
    return (struct str){p, s.n};
}

static bool keuze_mag(const struct keuze_lijst *k, const struct vl_keuze *x)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->at[i] == x)
            return true;
    return false;
}

static void plek_doc(struct maak *m, struct doc *o, struct str waarde, struct str naam, struct str adres)
{
    struct str getypt = STR("");
    int64_t plek = 1;

    if (gestuurd(m, adres))
        getypt = stuur(m, 'k', adres, &naam);
    else if (woord_in(waarde, naam)) {
        while (waarde.n && !str_eq(str_cut(waarde, ' ', &waarde), naam))
            plek++;
        getypt = str_fmt(m->a, "%lld", (long long)plek);
    }
    DOC_SET_STR(m->a, o, "plek", getypt);
}

/* All choices: those that a filter leaves out now are hidden, for another answer may bring them back. */
static int keuzes_doc(struct maak *m, const struct invul_veld *x, struct str adres, struct doc *d)
{
    static const struct vl_keuze anders = {.naam = STR_INIT("other")};
    const struct vl_element *el = veld_el(m->in, x);
    struct doc *lijst = DOC_SET(m->a, d, "keuzes", doc_list(m->a));
    struct keuze_lijst k;
    bool weer = gestuurd(m, adres);
    int rc = veld_keuzes(m->in, x, &k, m->e);

    for (size_t i = 0; !rc && i < el->lijst->keuze.n + (el->of_anders ? 1 : 0); i++) {
        const struct vl_keuze *een = i < el->lijst->keuze.n ? &el->lijst->keuze.at[i] : &anders;
        struct doc *o = doc_add(m->a, lijst, doc_map(m->a));
        struct str naam = een->naam, label = vl_tekst_nl(m->in->v, een->label);

        DOC_SET_STR(m->a, o, "code", naam);
        DOC_SET_STR(m->a, o, "id_keuze", str_fmt(m->a, "v-%.*s-%zu", STR_ARG(adres), i + 1));
        DOC_SET_STR(m->a, o, "tekst",
                    een == &anders ? STR("Anders, namelijk")
                    : label.n      ? tekst_gevuld(m->in, x, label)
                                   : naam);
        DOC_SET_BOOL(m->a, o, "gekozen",
                     !weer                        ? woord_in(x->waarde, naam)
                     : el->soort == VL_SELECT_ONE ? str_eq(stuur(m, 'v', adres, NULL), naam)
                                                  : stuur(m, 'k', adres, &naam).n > 0);
        DOC_SET_BOOL(m->a, o, "keuze_weg", een != &anders && !keuze_mag(&k, een));
        if (el->soort == VL_RANK)
            plek_doc(m, o, x->waarde, naam, adres);
    }
    return rc;
}

static void fout_bij(struct maak *m, struct doc *d, struct str id, struct str vraag, struct str tekst)
{
    struct doc *f = doc_add(m->a, m->fouten, doc_map(m->a));

    DOC_SET_STR(m->a, f, "veld", id);
    DOC_SET_STR(m->a, f, "wat", str_fmt(m->a, "%.*s: %.*s", STR_ARG(vraag), STR_ARG(tekst)));
    DOC_SET_STR(m->a, d, "fout", tekst);
}

/* "door Anna Voorbeeld, op 27 november 2026 15:02" */
static struct str door(struct arena *a, const struct antwoord *x)
{
    return str_fmt(a, "%.*s, op %.*s", STR_ARG(x->wie.n ? x->wie : STR("iemand anders")),
                   STR_ARG(time_nl(a, x->moment)));
}

static struct str antwoord_leesbaar(struct maak *m, const struct invul_veld *veld, const struct antwoord *x,
                                    bool aanvulling)
{
    if (x->toestand == T_WEET_NIET)
        return STR("weet ik niet");
    if (x->toestand == T_NVT)
        return STR("niet van toepassing");
    if (x->toestand != T_BEANTWOORD || !x->waarde.n)
        return STR("geen antwoord");
    return aanvulling ? x->waarde : gast_leesbaar(m->g, veld, x->waarde);
}

/* Both answers, and a choice; the page was based on theirs from now on. */
static void botsing_doc(struct maak *m, const struct invul_veld *x, const struct invul_botsing *b,
                        struct str adres, struct doc *d)
{
    struct doc *o = DOC_SET(m->a, d, "botsing", doc_map(m->a));

    DOC_SET_STR(m->a, o, "naam_keuze", str_fmt(m->a, "%c/%.*s", b->aanvulling ? 'c' : 'b', STR_ARG(adres)));
    DOC_SET_STR(m->a, o, "naam_open", str_fmt(m->a, "%c/%.*s", b->aanvulling ? 'y' : 'x', STR_ARG(adres)));
    DOC_SET_STR(m->a, o, "id_botsing", str_fmt(m->a, "b-%.*s", STR_ARG(adres)));
    DOC_SET_STR(m->a, o, "mijn", antwoord_leesbaar(m, x, &b->mijn, b->aanvulling));
    DOC_SET_STR(m->a, o, "hun", antwoord_leesbaar(m, x, &b->hun, b->aanvulling));
    DOC_SET_STR(m->a, o, "van_wie", door(m->a, &b->hun));
}

static void toestand_doc(struct maak *m, const struct invul_veld *x, struct str adres, struct doc *d)
{
    static const struct {
        const char *code, *tekst;
    } keuzes[] = {
        {"", "Ik geef een antwoord"}, {"weet_niet", "Weet ik niet"}, {"nvt", "Niet van toepassing"}};
    struct str nu =
        gestuurd(m, adres) ? stuur(m, 't', adres, NULL)
        : x->antwoord.revisie && (x->antwoord.toestand == T_WEET_NIET || x->antwoord.toestand == T_NVT)
            ? str_from(toestand_namen[x->antwoord.toestand])
            : STR("");
    struct doc *o = DOC_SET(m->a, d, "zonder", doc_map(m->a)),
               *l = DOC_SET(m->a, o, "standen", doc_list(m->a));

    DOC_SET_STR(m->a, o, "naam_stand", str_fmt(m->a, "t/%.*s", STR_ARG(adres)));
    DOC_SET_BOOL(m->a, o, "uitgeklapt", nu.n > 0);
    for (size_t i = 0; i < 3; i++) {
        struct doc *k = doc_add(m->a, l, doc_map(m->a));

        DOC_SET_STR(m->a, k, "stand", str_from(keuzes[i].code));
        DOC_SET_STR(m->a, k, "id_stand", str_fmt(m->a, "t-%.*s-%zu", STR_ARG(adres), i));
        DOC_SET_STR(m->a, k, "stand_tekst", str_from(keuzes[i].tekst));
        DOC_SET_BOOL(m->a, k, "gekozen", str_is(nu, keuzes[i].code));
    }
}

static struct str bestand_adres(struct maak *m, struct str som)
{
    return str_fmt(m->a, "%.*s/bestand/%.*s", STR_ARG(m->g->basis), STR_ARG(som));
}

static void vorige_doc(struct maak *m, const struct invul_veld *x, struct str adres, struct doc *d)
{
    struct str naar;
    struct doc *o;

    if (x->antwoord.revisie || m->vast || !vorige_waarde(m->g, x->el, x->rij, &naar))
        return; /* answered by now, or no longer a possible answer */
    o = DOC_SET(m->a, d, "vorige_ronde", doc_map(m->a));
    DOC_SET_STR(m->a, o, "toen", vorige_leesbaar(m->g, x->el, x->rij, naar));
    if (veld_el(m->in, x)->soort == VL_FILE)
        DOC_SET_STR(m->a, o, "toen_adres", bestand_adres(m, naar));
    DOC_SET_STR(m->a, o, "wanneer", m->g->vorige_titel);
    DOC_SET_STR(m->a, o, "naam_over", str_fmt(m->a, "o/%.*s", STR_ARG(adres)));
}

static void anders_doc(struct maak *m, const struct invul_veld *x, struct str adres, struct doc *d)
{
    struct doc *o = DOC_SET(m->a, d, "aanvulling", doc_map(m->a));
    bool weer = gestuurd(m, adres);

    DOC_SET_STR(m->a, o, "naam_aanvulling", str_fmt(m->a, "a/%.*s", STR_ARG(adres)));
    DOC_SET_STR(m->a, o, "naam_revisie", str_fmt(m->a, "s/%.*s", STR_ARG(adres)));
    DOC_SET_STR(m->a, o, "id_aanvulling", str_fmt(m->a, "a-%.*s", STR_ARG(adres)));
    DOC_SET_INT(m->a, o, "revisie_aanvulling", x->anders.revisie);
    DOC_SET_STR(m->a, o, "tekst_aanvulling",
                weer                                 ? stuur(m, 'a', adres, NULL)
                : x->anders.toestand == T_BEANTWOORD ? x->anders.waarde
                                                     : STR(""));
}

/* The value as its field takes it. */
static struct str veld_inhoud(struct maak *m, const struct invul_veld *x, struct str adres)
{
    const struct vl_element *el = veld_el(m->in, x);
    struct str s = x->waarde;

    if (!x->getoond && x->antwoord.toestand == T_BEANTWOORD) /* kept while it is hidden */
        s = x->antwoord.waarde;
    if (gestuurd(m, adres) && el->soort != VL_FILE)
        return stuur(m, 'v', adres, NULL);
    if (el->soort == VL_DECIMAL || el->soort == VL_RANGE || el->soort == VL_INTEGER)
        return met_komma(m->a, s);
    if (el->soort == VL_TIME)
        return str_sub(s, 0, 5);
    if (el->soort == VL_DATETIME)
        return str_sub(s, 0, 16);
    return s;
}

struct str rij_woord(struct arena *a, const struct invul *in, const struct invul_veld *x)
{
    struct str s = STR("");

    for (size_t i = x->ouder; i != SIZE_MAX; i = in->veld.at[i].ouder)
        if (veld_el(in, &in->veld.at[i])->soort == VL_REPEAT && in->veld.at[i].knoop)
            s = str_fmt(a, "%lld%s%.*s", (long long)rij_telt(in, &in->veld.at[i]), s.n ? "." : "",
                        STR_ARG(s));
    return s.n ? str_cat(a, STR(", rij "), s) : s;
}

static void fouten_doc(struct maak *m, size_t i, const struct invul_veld *x, struct str id, struct doc *d)
{
    const struct vl_element *el = veld_el(m->in, x);
    struct str vraag =
        str_fmt(m->a, "Vraag %u%.*s", (unsigned)el->nummer, STR_ARG(rij_woord(m->a, m->in, x)));
    bool sommen = false;

    for (size_t k = 0; k < m->z->fout.n; k++)
        if (m->z->fout.at[k].veld == i) {
            fout_bij(m, d, id, vraag, m->z->fout.at[k].tekst);
            sommen = true;
        }
    for (size_t k = 0; k < m->z->botsing.n; k++)
        if (m->z->botsing.at[k].veld == i) {
            botsing_doc(m, x, &m->z->botsing.at[k], veld_adres(m->a, m->in->v, x), d);
            fout_bij(m, d, id, vraag, STR("iemand anders veranderde dit antwoord ook; kies hieronder."));
            sommen = true;
        }
    if (sommen || !x->getoond)
        return;
    if (x->fout.n)
        fout_bij(m, d, id, vraag, x->fout);
    else if (m->controle && x->verplicht && !veld_beantwoord(m->in, x)) {
        struct str s = vl_tekst_nl(m->in->v, el->required_message);

        fout_bij(m, d, id, vraag,
                 s.n ? tekst_gevuld(m->in, x, s) : STR("hier hoort nog een antwoord, of “weet ik niet”."));
    }
}

static int vraag_doc(struct maak *m, size_t i)
{
    const struct invul_veld *x = &m->in->veld.at[i];
    const struct vl_element *el = veld_el(m->in, x);
    struct str adres = veld_adres(m->a, m->in->v, x), id = str_fmt(m->a, "v-%.*s", STR_ARG(adres)),
               hint = vl_tekst_nl(m->in->v, el->hint), toon = STR("");
    struct doc *d = doc_add(m->a, m->velden, doc_map(m->a));
    bool vast = m->vast || x->vast;
    int rc = OK;

    DOC_SET_BOOL(m->a, d, "is_vraag", true);
    DOC_SET_STR(m->a, d, "adres", adres);
    DOC_SET_STR(m->a, d, "id", id);
    DOC_SET_STR(m->a, d, "code", el->code);
    DOC_SET_INT(m->a, d, "nummer", el->nummer);
    DOC_SET_STR(m->a, d, "label", tekst_gevuld(m->in, x, vl_tekst_nl(m->in->v, el->label)));
    DOC_SET(m->a, d, "hint", hint.n ? doc_str(m->a, tekst_gevuld(m->in, x, hint)) : doc_null(m->a));
    DOC_SET_BOOL(m->a, d, "verplicht", x->verplicht);
    DOC_SET_BOOL(m->a, d, "vrij", !el->altijd_verplicht); /* shown later it is not free either */
    DOC_SET_BOOL(m->a, d, "weg_nu", !x->getoond);
    DOC_SET_INT(m->a, d, "revisie", x->antwoord.revisie);
    DOC_SET_STR(m->a, d, "toestand",
                str_from(x->antwoord.revisie ? toestand_namen[x->antwoord.toestand] : "leeg"));
    DOC_SET_STR(m->a, d, "waarde", x->waarde);
    fouten_doc(m, i, x, id, d);
    if (vast) {
        toon = x->waarde.n ? gast_leesbaar(m->g, x, x->waarde)
               : x->vast   ? STR("–")
                           : antwoord_leesbaar(m, x, &x->antwoord, false);
        DOC_SET_STR(m->a, d, "antwoord_vast", toon);
        return OK;
    }
    DOC_SET(m->a, d, "antwoord_vast", doc_null(m->a));
    DOC_SET_STR(m->a, d, "inhoud", veld_inhoud(m, x, adres));
    DOC_SET_BOOL(m->a, d, "aangekruist", veld_inhoud(m, x, adres).n > 0); /* of an acknowledge */
    DOC_SET_BOOL(m->a, d, "heeft_keuzes", el->lijst != NULL);
    doc_set(m->a, DOC_SET(m->a, d, "hoe", doc_map(m->a)), str_from(veld_soort(el)), doc_bool(m->a, true));
    if (el->soort == VL_RANGE)
        DOC_SET_STR(m->a, d, "schaal", str_fmt(m->a, "Een getal van %g tot en met %g.", el->van, el->tot));
    if (el->soort == VL_FILE && x->waarde.n) {
        DOC_SET_STR(m->a, d, "bestand_adres", bestand_adres(m, x->waarde));
        DOC_SET_STR(m->a, d, "bestand_naam", gast_leesbaar(m->g, x, x->waarde));
    }
    if (el->lijst)
        rc = keuzes_doc(m, x, adres, d);
    if (el->of_anders)
        anders_doc(m, x, adres, d);
    vorige_doc(m, x, adres, d);
    if (el->soort != VL_ACKNOWLEDGE && el->soort != VL_FILE)
        toestand_doc(m, x, adres, d);
    return rc;
}

int64_t rij_telt(const struct invul *in, const struct invul_veld *rij)
{
    int64_t n = 0;

    for (const struct invul_veld *x = in->veld.at; x <= rij; x++)
        n += x->el == rij->el && x->ouder == rij->ouder && x->knoop;
    return n;
}

static struct str groep_label(const struct maak *m, const struct invul_veld *x)
{
    const struct vl_element *el = veld_el(m->in, x);
    struct str s = vl_tekst_nl(m->in->v, el->label);

    return s.n ? tekst_gevuld(m->in, x, s) : STR("");
}

static void los_doc(struct maak *m, const struct invul_veld *x, const char *wat, struct str label)
{
    struct doc *d = doc_add(m->a, m->velden, doc_map(m->a));

    doc_set(m->a, d, str_from(wat), doc_bool(m->a, true));
    DOC_SET_STR(m->a, d, "adres", veld_adres(m->a, m->in->v, x));
    DOC_SET_STR(m->a, d, "label", label);
    DOC_SET_BOOL(m->a, d, "weg_nu", !x->getoond);
    DOC_SET_BOOL(m->a, d, "mag_rijen",
                 !m->vast && veld_el(m->in, x)->soort == VL_REPEAT && !veld_el(m->in, x)->repeat_count.x);
}

/* The rows of repeats that end before element i of this row: closes them. */
static int item_doc(struct maak *m, size_t i)
{
    const struct invul_veld *x = &m->in->veld.at[i];
    const struct vl_element *el = veld_el(m->in, x);
    struct str label = groep_label(m, x);

    switch (el->soort) {
    case VL_GROUP:
        if (label.n)
            los_doc(m, x, "is_kop", label);
        return OK;
    case VL_REPEAT:
        if (x->knoop)
            los_doc(m, x, "is_rij_begin",
                    str_fmt(m->a, "%.*s %lld", STR_ARG(label.n ? label : STR("Rij")),
                            (long long)rij_telt(m->in, x)));
        else if (label.n)
            los_doc(m, x, "is_kop", label);
        return OK;
    case VL_NOTE:
        los_doc(m, x, "is_tekst", groep_label(m, x));
        return OK;
    default:
        return el->nummer ? vraag_doc(m, i) : OK;
    }
}

/* Is `boven` an ancestor of i? */
static bool ligt_in(const struct invul *in, size_t i, size_t boven)
{
    for (size_t k = in->veld.at[i].ouder; k != SIZE_MAX; k = in->veld.at[k].ouder)
        if (k == boven)
            return true;
    return false;
}

/* What was answered in this row of the ronde before, outside repeats in it. */
static struct doc *toen_regels(struct maak *m, const struct invul_veld *hoofd, struct str rij)
{
    struct doc *l = doc_list(m->a), *o;

    for (size_t i = hoofd->el + 1; i < veld_el(m->in, hoofd)->eind;) {
        const struct vl_element *el = &m->in->v->el.at[i];
        struct str waarde;

        if (vorige_waarde(m->g, i, rij, &waarde)) {
            o = doc_add(m->a, l, doc_map(m->a));
            DOC_SET_STR(m->a, o, "toen_vraag", vorige_vraag(m->g, hoofd, i, rij));
            DOC_SET_STR(m->a, o, "toen", vorige_leesbaar(m->g, i, rij, waarde));
            if (el->soort == VL_FILE)
                DOC_SET_STR(m->a, o, "toen_adres", bestand_adres(m, waarde));
        }
        i = el->soort == VL_REPEAT ? el->eind : i + 1;
    }
    return l;
}

static void vorige_rij_doc(struct maak *m, const struct invul_veld *hoofd, const struct antwoord *rij)
{
    struct str label = groep_label(m, hoofd);
    struct doc *d = doc_add(m->a, m->velden, doc_map(m->a));

    DOC_SET_BOOL(m->a, d, "is_vorige_rij", true);
    DOC_SET_STR(m->a, d, "adres", str_fmt(m->a, "%.*s@%.*s", STR_ARG(rij->vraag), STR_ARG(rij->rij)));
    DOC_SET_STR(m->a, d, "label",
                str_fmt(m->a, "%.*s %.*s", STR_ARG(label.n ? label : STR("Rij")), STR_ARG(rij->rij)));
    DOC_SET_STR(m->a, d, "wanneer", m->g->vorige_titel);
    DOC_SET(m->a, d, "toen_regels", toen_regels(m, hoofd, rij->rij));
}

/* Rows of the ronde before that are not taken over (yet), behind those that are there. */
static void vorige_rijen_doc(struct maak *m, const struct invul_veld *hoofd)
{
    size_t van;

    for (size_t i = 0; !m->vast && i < m->g->n_vorige_rij; i++) {
        const struct antwoord *rij = &m->g->vorige_rij[i];

        if (str_eq(rij->vraag, veld_el(m->in, hoofd)->naam) && vorige_rij_over(m->g, rij, &van) &&
            &m->in->veld.at[van] == hoofd)
            vorige_rij_doc(m, hoofd, rij);
    }
}

/* All items of a section; rows are closed behind their last, and behind the last row stands the button that
 * adds one. */
static int items_doc(struct maak *m, const struct invul_deel *d)
{
    size_t open[2 * VL_DIEPTE_MAX + 2], n_open = 0;
    int rc = OK;

    for (size_t i = 0; !rc && i <= m->in->veld.n; i++) {
        bool buiten = i == m->in->veld.n;

        if (!buiten && (m->in->veld.at[i].el < d->van || m->in->veld.at[i].el >= d->tot))
            continue;
        while (n_open && (buiten || !ligt_in(m->in, i, open[n_open - 1]))) {
            const struct invul_veld *x = &m->in->veld.at[open[--n_open]];

            if (!x->knoop)
                vorige_rijen_doc(m, x);
            los_doc(m, x, x->knoop ? "is_rij_eind" : "is_bij", groep_label(m, x));
        }
        if (buiten)
            break;
        if (veld_el(m->in, &m->in->veld.at[i])->soort == VL_REPEAT && n_open < sizeof open / sizeof *open)
            open[n_open++] = i;
        rc = item_doc(m, i);
    }
    return rc;
}

int deel_doc(struct http_req *q, const struct gast *g, size_t deel, const struct inzending *z, bool controle,
             struct doc *boom, struct err *e)
{
    struct arena *a = q->a;
    const struct invul_deel *d = &g->in->deel.at[deel];
    struct doc *f = DOC_SET(a, boom, "invulblad", doc_map(a));
    struct maak m = {.q = q,
                     .g = g,
                     .in = g->in,
                     .z = z,
                     .controle = controle,
                     .vast = g->dicht.n > 0 || g->mag == MAG_INZIEN,
                     .a = a,
                     .e = e};
    int rc;

    DOC_SET_STR(a, f, "actie", str_fmt(a, "%.*s/deel/%zu", STR_ARG(g->basis), deel + 1));
    DOC_SET_BOOL(a, f, "is_post", true);
    DOC_SET(a, f, "verborgen", doc_list(a));
    m.velden = DOC_SET(a, f, "items", doc_list(a));
    m.fouten = DOC_SET(a, boom, "fouten", doc_list(a));
    rc = items_doc(&m, d);
    DOC_SET_BOOL(a, boom, "heeft_fouten", m.fouten->list.n > 0);
    DOC_SET_BOOL(a, f, "mag_bewaren", !m.vast);
    return rc;
}
