/* SPDX-License-Identifier: EUPL-1.2
 * Sheets to a questionnaire: heads, languages, settings, and the rows of survey as elements in order. */
#include "tabel/tabel.h"
#include "vragenlijst/intern.h"

#include <math.h>

void vl_meld(struct lezing *l, char soort, int64_t rij, enum vl_kolom kolom, const char *fmt, ...)
{
    struct vragenlijst *v = l->v;
    struct buf b;
    va_list ap;

    if (soort != 'w')
        v->n_fouten++;
    if (soort == 'x')
        v->n_weggelaten++;
    if (v->melding.n >= VL_MELDINGEN_MAX)
        return;
    buf_init(&b, l->a, 4096);
    if (l->blad)
        buf_fmt(&b, "blad %.*s", STR_ARG(utf8_clip(l->blad->naam, 60)));
    if (rij)
        buf_fmt(&b, ", rij %lld", (long long)rij);
    if (kolom) {
        for (size_t i = 0; i < l->n_kop; i++)
            if (l->kop[i].kolom == kolom) {
                buf_fmt(&b, ", kolom %.*s (%.*s)", STR_ARG(utf8_clip(l->kop[i].naam, 60)),
                        STR_ARG(tabel_kolom_letter(l->a, i)));
                kolom = K_GEEN;
                break;
            }
        if (kolom)
            buf_fmt(&b, ", kolom %s", vl_kolom_naam(kolom));
    }
    buf_lit(&b, b.n ? ": " : "");
    va_start(ap, fmt);
    buf_add(&b, str_vfmt(l->a, fmt, ap));
    va_end(ap);
    VEC_PUSH(l->a, &v->melding, (struct vl_melding){soort == 'w', soort == 'x', buf_str(&b)});
}

/* ---- heads ---- */

static size_t taal_nummer(struct lezing *l, struct str naam)
{
    for (size_t i = 0; i < l->v->talen.n; i++)
        if (str_eq(l->v->talen.at[i], naam))
            return i;
    VEC_PUSH(l->a, &l->v->talen, naam);
    return l->v->talen.n - 1;
}

static bool heeft_talen(enum vl_kolom k)
{
    return k == K_LABEL || k == K_HINT || k == K_REQUIRED_MESSAGE || k == K_CONSTRAINT_MESSAGE ||
           k == K_MEDIA;
}

/* "label::Nederlands (nl)" is label in a language; "media::image::nl" is media. */
static struct vl_kop kop_een(struct lezing *l, struct str naam, bool choices)
{
    struct vl_kop k = {.kolom = vl_kolom_vind(naam, choices), .naam = naam};
    size_t punt = str_index(naam, ':');
    struct str taal;

    if (k.kolom || punt == naam.n)
        return k;
    k.kolom = vl_kolom_vind(str_sub(naam, 0, punt), choices);
    taal = str_trim(str_sub(naam, punt + (punt + 1 < naam.n && naam.p[punt + 1] == ':' ? 2 : 1), naam.n));
    if (!heeft_talen(k.kolom))
        k.kolom = K_GEEN;
    else if (k.kolom != K_MEDIA)
        k.taal = taal_nummer(l, taal);
    return k;
}

void vl_kop_lees(struct lezing *l, const struct vl_blad *b, bool choices)
{
    l->blad = b;
    l->n_kop = 0;
    if (!b || !b->rij.n)
        return;
    for (size_t i = 0; i < b->rij.at[0].n; i++) {
        struct vl_kop k = kop_een(l, b->rij.at[0].cel[i], choices);

        for (size_t j = 0; k.naam.n && j < i; j++) {
            const struct vl_kop *x = &l->kop[j];
            bool zelfde = k.kolom && k.kolom != K_MEDIA ? x->kolom == k.kolom && x->taal == k.taal
                                                        : str_eq(x->naam, k.naam);

            if (zelfde)
                vl_meld(l, 'f', b->rij.at[0].nummer, K_GEEN,
                        "de kolommen %.*s en %.*s heten allebei \"%.*s\" of hetzelfde; geef een ervan een "
                        "andere naam",
                        STR_ARG(tabel_kolom_letter(l->a, j)), STR_ARG(tabel_kolom_letter(l->a, i)),
                        STR_ARG(k.naam));
        }
        l->kop[l->n_kop++] = k;
    }
}

static size_t kolom_van(const struct lezing *l, enum vl_kolom k)
{
    for (size_t i = 0; i < l->n_kop; i++)
        if (l->kop[i].kolom == k)
            return i;
    return SIZE_MAX;
}

struct str vl_cel(const struct lezing *l, const struct vl_rij *r, enum vl_kolom k)
{
    size_t i = kolom_van(l, k);

    return i < r->n ? r->cel[i] : STR("");
}

struct vl_tekst vl_cel_talen(struct lezing *l, const struct vl_rij *r, enum vl_kolom k)
{
    struct vl_tekst t = {ARENA_ARRAY(l->a, struct str, l->v->talen.n + 1)};

    for (size_t i = 0; i < l->n_kop && i < r->n; i++)
        if (l->kop[i].kolom == k && r->cel[i].n)
            t.in[l->kop[i].taal] = r->cel[i];
    return t;
}

/* ---- settings ---- */

static struct str instelling(const struct lezing *l, const char *const *namen)
{
    const struct vl_blad *b = l->settings;

    if (!b || b->rij.n < 2)
        return STR("");
    for (size_t i = 0; i < b->rij.at[0].n && i < b->rij.at[1].n; i++)
        for (const char *const *n = namen; *n; n++)
            if (str_ieq(b->rij.at[0].cel[i], str_from(*n)) && b->rij.at[1].cel[i].n)
                return b->rij.at[1].cel[i];
    return STR("");
}

/* Two columns for one setting: which one is meant is not ours to guess. */
static void instelling_dubbel(struct lezing *l, const char *const *namen)
{
    const struct vl_blad *b = l->settings;
    struct str eerste = {0};

    for (size_t i = 0; b && b->rij.n && i < b->rij.at[0].n; i++)
        for (const char *const *n = namen; *n; n++)
            if (str_ieq(b->rij.at[0].cel[i], str_from(*n))) {
                if (eerste.p)
                    vl_meld(l, 'f', b->rij.at[0].nummer, K_GEEN,
                            "de kolommen %.*s en %.*s betekenen hetzelfde; houd er een over",
                            STR_ARG(utf8_clip(eerste, 60)), STR_ARG(utf8_clip(b->rij.at[0].cel[i], 60)));
                eerste = b->rij.at[0].cel[i];
            }
}

static void instellingen_lees(struct lezing *l, struct str bestand)
{
    static const char *const code[] = {"form_id", "id_string", "form id", NULL};
    static const char *const titel[] = {"form_title", "title", "form title", "set form title", NULL};
    static const char *const versie[] = {"version", NULL}, *const naam[] = {"name", NULL};
    static const char *const taal[] = {"default_language", "default language", NULL};
    struct str s = instelling(l, taal), n = instelling(l, naam);

    l->blad = l->settings;
    l->v->code = instelling(l, code);
    if (!l->v->code.n)
        l->v->code = bestand;
    l->v->titel = instelling(l, titel);
    if (!l->v->titel.n)
        l->v->titel = l->v->code;
    l->v->versie = instelling(l, versie);
    (void)taal_nummer(l, s);
    instelling_dubbel(l, code);
    instelling_dubbel(l, titel);
    instelling_dubbel(l, versie);
    instelling_dubbel(l, taal);
    if (n.n && !vl_naam_goed(n))
        vl_meld(
            l, 'f', l->settings->rij.at[1].nummer, K_GEEN,
            "name: \"%.*s\" kan geen naam zijn; begin met een letter en gebruik daarna letters, cijfers, _ "
            "- en .",
            STR_ARG(utf8_clip(n, 60)));
}

/* ---- survey ---- */

static struct vl_uitdrukking uitdrukking(struct str s)
{
    return (struct vl_uitdrukking){.bron = s};
}

static void vul_lees(struct lezing *l, const struct vl_rij *r, struct vl_element *el)
{
    static const char *const woorden[] = {"", "peildatum", "eind volgend jaar"};
    struct str s = vl_cel(l, r, K_WZ_VUL);
    size_t i = 0;

    while (i < 3 && !str_ieq(s, str_from(woorden[i])))
        i++;
    el->vul = i < 3 ? (enum vl_vul)i : VL_VUL_NIET;
    if (i == 3)
        vl_meld(l, 'f', r->nummer, K_WZ_VUL,
                "\"%.*s\" kennen wij niet; verwacht peildatum of eind volgend jaar",
                STR_ARG(utf8_clip(s, 60)));
    else if (i && el->soort != VL_CALCULATE)
        vl_meld(l, 'f', r->nummer, K_WZ_VUL,
                "alleen een calculate krijgt een waarde van de ronde; maak er een calculate van");
}

static void eigen_kolommen(struct lezing *l, const struct vl_rij *r, struct vl_element *el)
{
    static const char *const openbaar[] = {"openbaar", "alleen geaggregeerd", "alleen beheerder"};
    struct str s = vl_cel(l, r, K_WZ_OPENBAARHEID);
    size_t i = 0;

    el->code = vl_cel(l, r, K_WZ_CODE);
    if (!el->code.n)
        el->code = el->naam;
    if (!vl_naam_goed(el->code) && el->naam.n)
        vl_meld(l, 'f', r->nummer, K_WZ_CODE,
                "\"%.*s\" kan geen vraagcode zijn; gebruik letters, cijfers, _ - en .",
                STR_ARG(utf8_clip(el->code, 60)));
    el->thema = vl_cel(l, r, K_WZ_THEMA);
    el->basis = vl_cel(l, r, K_WZ_BASIS);
    if (!el->basis.n)
        el->basis = STR("beantwoord");
    else if (!str_is(el->basis, "uitgenodigd") && !str_is(el->basis, "deelnemend") &&
             !str_is(el->basis, "beantwoord"))
        el->basis_filter = uitdrukking(el->basis);
    while (s.n && i < 3 && !str_ieq(s, str_from(openbaar[i])))
        i++;
    if (i == 3)
        vl_meld(l, 'f', r->nummer, K_WZ_OPENBAARHEID,
                "\"%.*s\" kennen wij niet; verwacht openbaar, alleen geaggregeerd of alleen beheerder",
                STR_ARG(utf8_clip(s, 60)));
    el->openbaarheid = i < 3 ? (enum vl_openbaarheid)i : VL_OPENBAAR;
    vul_lees(l, r, el);
}

static bool heeft_tekst(const struct lezing *l, struct vl_tekst t)
{
    for (size_t i = 0; i < l->v->talen.n; i++)
        if (t.in[i].n)
            return true;
    return false;
}

static void element_naam(struct lezing *l, const struct vl_rij *r, struct vl_element *el)
{
    el->naam = vl_cel(l, r, K_NAME);
    if (!el->naam.n && (el->soort == VL_TODAY || el->soort == VL_START || el->soort == VL_END))
        el->naam = str_from(vl_soort_namen[el->soort]);
    if (!el->naam.n && el->soort == VL_NOTE) /* a remark needs no name of its own */
        el->naam = str_fmt(l->a, "toelichting_rij_%lld", (long long)r->nummer);
    if (!el->naam.n)
        vl_meld(l, 'f', r->nummer, K_NAME, "de vraag heeft geen naam; vul een korte naam in, zonder spaties");
    else if (!vl_naam_goed(el->naam))
        vl_meld(
            l, 'f', r->nummer, K_NAME,
            "\"%.*s\" kan geen naam zijn; begin met een letter en gebruik daarna letters, cijfers, _ - en .",
            STR_ARG(utf8_clip(el->naam, 60)));
    else if (str_is(el->naam, "meta"))
        vl_meld(l, 'f', r->nummer, K_NAME, "de naam meta is bezet; kies een andere");
}

static void lijst_bij(struct lezing *l, const struct vl_rij *r, struct vl_element *el, struct vl_type t)
{
    const struct map_entry *m = map_get(&l->lijsten, t.lijst);

    el->of_anders = t.of_anders;
    if (m) {
        el->lijst = l->v->lijst.at[m->value.i];
        return;
    }
    if (str_starts(t.lijst, STR("${")))
        vl_meld(l, 'x', r->nummer, K_TYPE,
                "kiezen uit de rijen van een herhaling kan hier niet; maak er een lijst van");
    else if (!t.lijst.n)
        vl_meld(l, 'f', r->nummer, K_TYPE, "noem achter %s de lijst met keuzes, als \"%s ja_nee\"",
                vl_soort_namen[el->soort], vl_soort_namen[el->soort]);
    else
        vl_meld(l, 'f', r->nummer, K_TYPE,
                "de lijst \"%.*s\" staat niet op het blad choices; zet de keuzes daar neer",
                STR_ARG(utf8_clip(t.lijst, 60)));
}

static void element_bij(struct lezing *l, const struct vl_rij *r, struct vl_type t, size_t ouder)
{
    struct vl_element el = {
        .soort = (enum vl_soort)t.soort, .ouder = ouder, .rij = r->nummer, .stap = 1, .tot = 10};
    struct str verplicht = vl_cel(l, r, K_REQUIRED);

    element_naam(l, r, &el);
    eigen_kolommen(l, r, &el);
    el.label = vl_cel_talen(l, r, K_LABEL);
    el.hint = vl_cel_talen(l, r, K_HINT);
    el.required_message = vl_cel_talen(l, r, K_REQUIRED_MESSAGE);
    el.constraint_message = vl_cel_talen(l, r, K_CONSTRAINT_MESSAGE);
    el.altijd_verplicht = verplicht.n && vl_is_ja(verplicht);
    if (!el.altijd_verplicht && !vl_is_nee(verplicht))
        el.required = uitdrukking(verplicht);
    el.relevant = uitdrukking(vl_cel(l, r, K_RELEVANT));
    el.constraint = uitdrukking(vl_cel(l, r, K_CONSTRAINT));
    el.calculation = uitdrukking(vl_cel(l, r, K_CALCULATION));
    el.choice_filter = uitdrukking(vl_cel(l, r, K_CHOICE_FILTER));
    el.standaard = uitdrukking(vl_cel(l, r, K_DEFAULT));
    el.repeat_count = uitdrukking(vl_cel(l, r, K_REPEAT_COUNT));
    el.readonly = uitdrukking(vl_cel(l, r, K_READONLY));
    el.appearance = vl_cel(l, r, K_APPEARANCE);
    if (t.soort == VL_SELECT_ONE || t.soort == VL_SELECT_MULTIPLE || t.soort == VL_RANK)
        lijst_bij(l, r, &el, t);
    if (vl_cel(l, r, K_TRIGGER).n)
        vl_meld(l, 'x', r->nummer, K_TRIGGER,
                "wachten op een andere vraag (trigger) kan hier niet: een berekening volgt de antwoorden "
                "altijd; maak de cel leeg");
    if (vl_is_vraag(el.soort) || el.soort == VL_NOTE) {
        if (!vl_cel(l, r, K_MEDIA).n && !vl_cel(l, r, K_TRIGGER).n && !heeft_tekst(l, el.label) &&
            !heeft_tekst(l, el.hint) && !el.calculation.bron.n)
            vl_meld(l, 'f', r->nummer, K_LABEL, "de vraag %.*s heeft geen tekst; vul een label of hint in",
                    STR_ARG(utf8_clip(el.naam, 60)));
        if (vl_is_vraag(el.soort) && (heeft_tekst(l, el.label) || heeft_tekst(l, el.hint)))
            el.nummer = (uint32_t)++l->v->n_vragen;
    }
    if (el.soort == VL_CALCULATE && !el.calculation.bron.n && !el.standaard.bron.n &&
        !vl_cel(l, r, K_TRIGGER).n)
        vl_meld(l, 'f', r->nummer, K_CALCULATION,
                "een berekening zonder expressie; vul in wat er berekend wordt");
    vl_parameters_lees(l, &el, vl_cel(l, r, K_PARAMETERS));
    VEC_PUSH(l->a, &l->v->el, el);
}

/* A name once in its group; elsewhere it may come again, but then ${name} cannot be used. */
static void naam_bij(struct lezing *l, const struct vl_rij *r)
{
    size_t nu = l->v->el.n - 1;
    const struct vl_element *el = &l->v->el.at[nu];
    bool nieuw;
    struct map_entry *m = map_put(
        &l->namen,
        str_fmt(l->a, "%zu/%.*s", el->ouder == SIZE_MAX ? (size_t)0 : el->ouder + 1, STR_ARG(el->naam)),
        &nieuw);

    if (el->naam.n && !nieuw)
        vl_meld(l, 'f', r->nummer, K_NAME,
                "de naam \"%.*s\" staat ook op rij %lld van dezelfde groep; maak er twee namen van",
                STR_ARG(utf8_clip(el->naam, 60)), (long long)l->v->el.at[m->value.i].rij);
    if (nieuw)
        m->value.i = (int64_t)nu;
    m = map_put(&l->op_naam, el->naam, &nieuw);
    if (nieuw)
        m->value.i = (int64_t)nu;
    else
        map_put(&l->dubbel, el->naam, NULL);
}

static void type_fout(struct lezing *l, const struct vl_rij *r, struct str type, int soort)
{
    if (soort == SOORT_WEGGELATEN)
        vl_meld(l, 'x', r->nummer, K_TYPE,
                "het vraagtype \"%.*s\" heeft Woonzorg niet (geen kaarten, geluid, beeld, toestelgegevens, "
                "bestanden "
                "van buiten en lussen); haal de rij weg, of maak er een note, tekst, keuze of bestand van",
                STR_ARG(utf8_clip(type, 60)));
    else
        vl_meld(l, 'f', r->nummer, K_TYPE,
                "het vraagtype \"%.*s\" bestaat niet; verwacht text, integer, select_one …",
                STR_ARG(utf8_clip(type, 60)));
}

static void rij_lees(struct lezing *l, const struct vl_rij *r, size_t *open, size_t *n_open)
{
    struct str type = vl_cel(l, r, K_TYPE);
    struct vl_type t;

    if (vl_is_ja(vl_cel(l, r, K_DISABLED)))
        return;
    if (!type.n) {
        if (vl_cel(l, r, K_NAME).n || heeft_tekst(l, vl_cel_talen(l, r, K_LABEL)))
            vl_meld(l, 'f', r->nummer, K_TYPE,
                    "de vraag heeft geen type; vul text, integer, select_one … in");
        return;
    }
    t = vl_type_lees(l->a, type);
    if (t.eind) {
        size_t g = *n_open ? open[*n_open - 1] : SIZE_MAX;

        if (g == SIZE_MAX || (int)l->v->el.at[g].soort != t.soort)
            vl_meld(l, 'f', r->nummer, K_TYPE, "%.*s sluit niets af: er hoort een begin %s boven",
                    STR_ARG(type), t.soort == VL_REPEAT ? "repeat" : "group");
        else {
            l->v->el.at[g].eind = l->v->el.n;
            --*n_open;
        }
        return;
    }
    if (t.soort < 0) {
        struct map_entry *m =
            map_put(&l->op_naam, vl_cel(l, r, K_NAME).n ? vl_cel(l, r, K_NAME) : type, NULL);

        m->value.i = -1; /* who refers to it is told enough by what follows */
        type_fout(l, r, type, t.soort);
        return;
    }
    if (t.begin && *n_open == VL_DIEPTE_MAX) {
        vl_meld(l, 'f', r->nummer, K_TYPE, "meer dan %d groepen in elkaar", VL_DIEPTE_MAX);
        return;
    }
    element_bij(l, r, t, *n_open ? open[*n_open - 1] : SIZE_MAX);
    naam_bij(l, r);
    if (t.begin)
        open[(*n_open)++] = l->v->el.n - 1;
}

static void survey_lees(struct lezing *l)
{
    size_t open[VL_DIEPTE_MAX], n_open = 0;

    vl_kop_lees(l, l->survey, false);
    if (kolom_van(l, K_TYPE) == SIZE_MAX) {
        vl_meld(l, 'f', 0, K_GEEN,
                "de eerste rij heeft geen kolom type; verwacht de koppen type, name en label");
        return;
    }
    if (kolom_van(l, K_MEDIA) != SIZE_MAX)
        vl_meld(l, 'w', 0, K_MEDIA, "beeld en geluid bij een vraag laten wij weg");
    for (size_t i = 1; i < l->survey->rij.n; i++)
        rij_lees(l, &l->survey->rij.at[i], open, &n_open);
    while (n_open) {
        struct vl_element *g = &l->v->el.at[open[--n_open]];

        g->eind = l->v->el.n;
        vl_meld(l, 'f', g->rij, K_TYPE, "%s %.*s wordt niet afgesloten; zet er een rij end %s onder",
                vl_soort_namen[g->soort], STR_ARG(utf8_clip(g->naam, 60)),
                g->soort == VL_REPEAT ? "repeat" : "group");
    }
}

static const struct vl_blad *blad_vind(const struct vl_werkboek *w, const char *naam)
{
    for (size_t i = 0; i < w->blad.n; i++)
        if (str_ieq(w->blad.at[i].naam, str_from(naam)))
            return &w->blad.at[i];
    return NULL;
}

int vragenlijst_lees(struct arena *a, const struct vl_werkboek *w, struct str naam, struct vragenlijst **ret,
                     struct err *e)
{
    struct lezing *l = ARENA_NEW(a, struct lezing);

    l->a = a;
    l->w = w;
    l->v = ARENA_NEW(a, struct vragenlijst);
    l->survey = blad_vind(w, "survey");
    l->choices = blad_vind(w, "choices");
    l->settings = blad_vind(w, "settings");
    if (!l->survey)
        return err_set(e, ERR_DATA,
                       "het werkboek heeft geen blad survey; zet de vragen op een blad met die naam");
    map_init(&l->namen, a);
    map_init(&l->op_naam, a);
    map_init(&l->dubbel, a);
    map_init(&l->lijsten, a);
    instellingen_lees(l, naam);
    vl_kop_lees(l, l->survey, false); /* all languages are known before the first text is kept */
    if (l->choices)
        vl_kop_lees(l, l->choices, true);
    l->v->melding.n = l->v->n_fouten = 0; /* what was said comes again */
    instellingen_lees(l, naam);
    if (blad_vind(w, "entities")) {
        l->blad = blad_vind(w, "entities");
        vl_meld(l, 'x', 0, K_GEEN, "entiteiten kunnen hier niet; haal het blad weg");
    }
    if (l->choices)
        vl_keuzes_lees(l);
    survey_lees(l);
    vl_controleer(l);
    *ret = l->v;
    return OK;
}

struct str vl_tekst_nl(const struct vragenlijst *v, struct vl_tekst t)
{
    for (size_t i = 0; t.in && i < v->talen.n; i++)
        if (t.in[i].n)
            return t.in[i];
    return STR("");
}

size_t vl_vind(const struct vragenlijst *v, struct str naam)
{
    for (size_t i = 0; i < v->el.n; i++)
        if (str_eq(v->el.at[i].naam, naam))
            return i;
    return SIZE_MAX;
}
