/* SPDX-License-Identifier: EUPL-1.2
 * Reading the rules of signals: a table, of which each condition is an expression as questionnaires have
 * them. Whatever is wrong is refused with file, row and column. No SQL but the file that counts. */
#include "signaal/signaal.h"

#include "base/num.h"
#include "cijfer/cijfer.h"
#include "tabel/rijen.h"

#include <string.h>

const char *const signaal_ernsten[] = {"", "goed om te weten", "let op", "dringend"};

static const struct signaal_veld visie_velden[] = {
    {"gebied", "de code van de gemeente"},
    {"naam", "de gemeente"},
    {"staat", "de stand van de woonzorgvisie",
     "niet bekend|te starten|bezig|gerealiseerd|vastgesteld door de raad"},
    {"staat_nummer",
     "de stand als getal (0 niet bekend, 1 te starten, 2 bezig, 3 gerealiseerd, 4 vastgesteld)",
     SIGNAAL_GETAL},
    {"verwacht_klaar", "de dag waarop zij klaar zou zijn"},
    {"verwacht_vastgesteld", "de dag waarop de raad haar zou vaststellen"},
    {"maanden_tot_klaar", "maanden tot zij klaar zou zijn", SIGNAAL_GETAL},
    {"maanden_tot_vastgesteld", "maanden tot de raad haar zou vaststellen", SIGNAAL_GETAL},
    {"maanden_sinds_gezegd", "maanden sinds er iets over gezegd is", SIGNAAL_GETAL},
    {"tegenspraak", "of twee bronnen iets anders zeggen (1)", SIGNAAL_GETAL},
    {0}};
static const struct signaal_veld opgave_velden[] = {
    {"titel", "de opgave"},
    {"staat", "de stand van de opgave", "concept|consultatie|vastgesteld|vervallen"},
    {"verschil", "hoeveel woningen een som van haar doel verschilt, van het woningtype waar dat het meest is",
     SIGNAAL_GETAL},
    {"afwijking", "per woningtype hoeveel de som te veel of te weinig is"},
    {"zienswijzen", "het aantal zienswijzen", SIGNAAL_GETAL},
    {"zienswijzen_open", "het aantal zienswijzen zonder antwoord", SIGNAAL_GETAL},
    {"dagen_tot_einde", "dagen tot het einde van de consultatie", SIGNAAL_GETAL},
    {"einde", "de laatste dag van de consultatie"},
    {"toetsen_zorgkantoor", "het aantal toetsen van zorgkantoren", SIGNAAL_GETAL},
    {"toetsen_corporatie", "het aantal toetsen van corporaties", SIGNAAL_GETAL},
    {0}};
static const struct signaal_veld kennisname_velden[] = {
    {"titel", "het stuk"},
    {"soort", "het soort stuk", "opgave|besluit|cijfers|definitie|document"},
    {"regio", "de regio"},
    {"dagen_sinds", "dagen sinds het bekend is gemaakt", SIGNAAL_GETAL},
    {"gemeenten", "gemeenten in de regio die het kregen", SIGNAAL_GETAL},
    {"gemeenten_gezien", "gemeenten in de regio die het zagen", SIGNAAL_GETAL},
    {"corporaties", "corporaties in de regio die het kregen", SIGNAAL_GETAL},
    {"corporaties_gezien", "corporaties in de regio die het zagen", SIGNAAL_GETAL},
    {"organisaties", "organisaties in de regio die het kregen", SIGNAAL_GETAL},
    {"organisaties_gezien", "organisaties in de regio die het zagen", SIGNAAL_GETAL},
    {0}};
static const struct signaal_veld cijfer_velden[] = {
    {"gebied", "de code van de gemeente"}, {"naam", "de gemeente"}, {"jaar", "het jaar", SIGNAAL_GETAL}, {0}};
static const struct signaal_veld levering_velden[] = {
    {"soort", "de soort levering"},
    {"leveraar", "wie leverde"},
    {"peildatum", "de peildatum"},
    {"dagen_oud", "dagen sinds de peildatum", SIGNAAL_GETAL},
    {"cijfers", "het aantal cijfers", SIGNAAL_GETAL},
    {0}};
static const struct signaal_veld bevinding_velden[] = {
    {"regel", "de regel van de kwaliteitscontrole"},
    {"dimensie", "de maat van kwaliteit", "aannemelijkheid|volledigheid|samenhang"},
    {"ernst", "de ernst (1, 2 of 3)", SIGNAAL_GETAL},
    {"naam", "het gebied"},
    {"tekst", "de bevinding"},
    {0}};

static const struct signaal_veld mijlpaal_velden[] = {
    {"titel", "de mijlpaal"},
    {"lijn", "de actielijn"},
    {"wie", "wie het doet"},
    {"staat", "de stand", "open|bezig|klaar|vervallen"},
    {"uiterlijk", "de dag waarop het klaar moest zijn"},
    {"dagen_te_laat", "dagen over tijd", SIGNAAL_GETAL},
    {"houdt_op", "het aantal mijlpalen dat erop wacht", SIGNAAL_GETAL},
    {0}};

/* One promise of an afspraak, as its own rulebook judges it. */
static const struct signaal_veld afspraak_velden[] = {
    {"titel", "de afspraak"},
    {"soort", "de soort afspraak"},
    {"belofte", "het nummer van de belofte", SIGNAAL_GETAL},
    {"toezegging", "wat beloofd is"},
    {"gebied", "de code van het gebied"},
    {"naam", "het gebied"},
    {"klasse", "hoe het ervoor staat", "ingetrokken|nog-niet|goed|geen-cijfer|onzeker|let-op|achter"},
    {"oordeel", "het oordeel in woorden"},
    {"waarom", "waarom, in een zin"},
    {"percentage", "het deel dat gehaald is in procenten", SIGNAAL_GETAL},
    {"jaren_zonder_cijfer", "het aantal jaren dat om is en geen cijfer heeft", SIGNAAL_GETAL},
    {"organisaties", "het aantal organisaties dat dit belooft", SIGNAAL_GETAL},
    {"bevestigd", "het aantal organisaties dat dit bevestigde", SIGNAAL_GETAL},
    {"betwist", "het aantal organisaties dat dit betwist", SIGNAAL_GETAL},
    {"dagen_te_laat", "dagen over tijd, van een daad", SIGNAAL_GETAL},
    {"dagen_sinds", "dagen sinds de belofte zo is vastgelegd", SIGNAAL_GETAL},
    {0}};

const struct signaal_soort signaal_soorten[OVER_N] = {
    {"visie", "de woonzorgvisie van een gemeente", visie_velden},
    {"opgave", "een opgave", opgave_velden},
    {"kennisname", "een bekendgemaakt stuk in een regio", kennisname_velden},
    {"cijfer", "de cijfers van een gemeente", cijfer_velden},
    {"levering", "de nieuwste levering van een leveraar", levering_velden},
    {"bevinding", "een bevinding over een cijfer", bevinding_velden},
    {"mijlpaal", "een mijlpaal van de planning", mijlpaal_velden},
    {"afspraak", "een belofte uit een afspraak", afspraak_velden},
};
static const char *const wie_woorden[WIE_N] = {"gemeente", "regie", "leveraar", "gebied"};

enum { CODE, OVER, TITEL, VOORWAARDE, TEKST, WIE, ERNST, DOEN, WAAROM, BRON, JAREN };
static const char *const kolommen[] = {"*code",  "*over", "*titel",  "*voorwaarde", "*tekst", "*wie",
                                       "*ernst", "*doen", "*waarom", "*bron",       "jaren",  NULL};

static const struct signaal_veld *veld_bij(enum signaal_over over, struct str naam)
{
    for (const struct signaal_veld *v = signaal_soorten[over].velden; v->naam; v++)
        if (str_is(naam, v->naam))
            return v;
    return NULL;
}

/* "dekkingsgraad.zorggeschikt" may be a figure; whether it is one the database knows. */
static bool kan_cijfer(struct str naam)
{
    for (size_t i = 0; i < naam.n; i++) {
        char x = naam.p[i];

        if (!((x >= 'a' && x <= 'z') || (x >= '0' && x <= '9') || x == '-' || x == '.'))
            return false;
    }
    return naam.n > 1;
}

struct lees {
    struct arena *a;
    struct signaal_regel *r;
    struct str onbekend;
    struct str fout; /* what can never be true, in words; the first */
};

static bool is_woord(const char *woorden, struct str s)
{
    struct str rest = str_from(woorden);

    while (rest.n)
        if (str_eq(str_cut(rest, '|', &rest), s))
            return true;
    return false;
}

/* Refuses what a comparison silently answers with no: a text that a field never is, a number with a text. */
static int gebruik(void *wie, const struct expr_gebruik *g, struct err *e)
{
    struct lees *l = wie;
    const struct signaal_veld *v = veld_bij(l->r->over, g->naam);
    bool getal = v ? v->soort && !*v->soort : true; /* what is no field is a figure */

    (void)e;
    if (l->fout.n)
        return OK;
    if (!getal && (g->soort != GEBRUIK_GELIJK || g->tegen == EXPR_GETAL))
        l->fout = str_fmt(l->a, "${%.*s} is een tekst, geen getal", STR_ARG(g->naam));
    else if (getal && g->tegen == EXPR_TEKST && (g->soort != GEBRUIK_GELIJK || g->tekst.n))
        l->fout = str_fmt(l->a, "${%.*s} is een getal en is nooit “%.*s”", STR_ARG(g->naam),
                          STR_ARG(utf8_clip(g->tekst, 60)));
    else if (!getal && v->soort && g->tegen == EXPR_TEKST && g->tekst.n && !is_woord(v->soort, g->tekst))
        l->fout = str_fmt(l->a, "${%.*s} is nooit “%.*s”; het is een van %s", STR_ARG(g->naam),
                          STR_ARG(utf8_clip(g->tekst, 60)), v->soort);
    return OK;
}

static void naam_bij(struct lees *l, struct str naam)
{
    if (!veld_bij(l->r->over, naam) && !(l->r->over == OVER_CIJFER && kan_cijfer(naam)) && !l->onbekend.n)
        l->onbekend = naam;
    for (size_t i = 0; i < l->r->namen.n; i++)
        if (str_eq(l->r->namen.at[i], naam))
            return;
    VEC_PUSH(l->a, &l->r->namen, str_dup(l->a, naam));
}

static int verwijzing(void *wie, struct str naam, struct err *e)
{
    (void)e;
    naam_bij(wie, naam);
    return OK;
}

/* What a text speaks of: each ${…}. False when one does not close. */
static bool tekst_namen(struct lees *l, struct str s)
{
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '$' && s.p[i + 1] == '{') {
            size_t eind = i + 2;

            while (eind < s.n && s.p[eind] != '}')
                eind++;
            if (eind == s.n)
                return false;
            naam_bij(l, str_sub(s, i + 2, eind));
        }
    return true;
}

static struct str zin_naam(void *wie, struct str naam)
{
    struct lees *l = wie;
    const struct signaal_veld *v = veld_bij(l->r->over, naam);

    return v ? str_from(v->uitleg) : str_fmt(l->a, "het cijfer %.*s", STR_ARG(naam));
}

/* The sentence is made for questions; here it is about facts: "het antwoord op de stand" is the stand. */
static struct str zin_van(struct arena *a, struct str s)
{
    static const struct str vraag = STR_INIT("het antwoord op ");
    struct buf b;

    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        while (str_starts(str_sub(s, i, s.n), vraag))
            i += vraag.n;
        if (i < s.n)
            buf_char(&b, s.p[i]);
    }
    return buf_str(&b);
}

static int jaren_lees(const struct rijen *r, struct signaal_regel *x, struct err *e)
{
    struct str tot, van = str_cut(rijen_tekst(r, JAREN), '-', &tot);
    int64_t a, b;

    if (!van.n)
        return OK;
    if (!num_i64(van, &a) || !num_i64(tot.n ? tot : van, &b) || a < 1990 || b > 2100 || b < a || b - a > 30)
        return rijen_fout(r, JAREN, e, "verwacht jaren als 2015-2024, hoogstens 30");
    if (x->over != OVER_CIJFER)
        return rijen_fout(r, JAREN, e, "alleen een regel over cijfer kent jaren");
    x->jaar_van = (int)a;
    x->jaar_tot = (int)b;
    return OK;
}

static int regel_lees(struct rijen *r, struct signaal_regel *x, struct err *e)
{
    struct lees l = {r->a, x, {0}, {0}};
    struct expr_namen namen = {&l, zin_naam, NULL};
    struct str over = rijen_tekst(r, OVER), ernst = rijen_tekst(r, ERNST), wie = rijen_tekst(r, WIE);
    struct err binnen = {0};
    int k = 0, rc;

    *x = (struct signaal_regel){.code = rijen_tekst(r, CODE),
                                .titel = rijen_tekst(r, TITEL),
                                .voorwaarde = rijen_tekst(r, VOORWAARDE),
                                .tekst = rijen_tekst(r, TEKST),
                                .doen = rijen_tekst(r, DOEN),
                                .waarom = rijen_tekst(r, WAAROM),
                                .bron = rijen_tekst(r, BRON),
                                .rij = r->rij.nummer};
    for (int i = 0; i < JAREN; i++)
        if (!rijen_tekst(r, (size_t)i).n)
            return rijen_fout(r, (size_t)i, e, "deze cel mag niet leeg zijn");
    while (k < OVER_N && !str_is(over, signaal_soorten[k].code))
        k++;
    if (k == OVER_N)
        return rijen_fout(r, OVER, e,
                          "verwacht visie, opgave, kennisname, cijfer, levering, bevinding, mijlpaal of "
                          "afspraak, niet “%.*s”",
                          STR_ARG(utf8_clip(over, 40)));
    x->over = (enum signaal_over)k;
    for (k = 0; k < WIE_N && !str_is(wie, wie_woorden[k]);)
        k++;
    if (k == WIE_N)
        return rijen_fout(r, WIE, e, "verwacht gemeente, regie, leveraar of gebied, niet “%.*s”",
                          STR_ARG(utf8_clip(wie, 40)));
    x->wie = (enum signaal_wie)k;
    for (k = 1; k <= 3 && !str_is(ernst, signaal_ernsten[k]);)
        k++;
    if (k > 3)
        return rijen_fout(r, ERNST, e, "verwacht goed om te weten, let op of dringend, niet “%.*s”",
                          STR_ARG(utf8_clip(ernst, 40)));
    x->ernst = k;
    rc = expr_lees(r->a, x->voorwaarde, &x->expr, &binnen);
    if (!rc)
        rc = expr_controleer(x->expr, &binnen);
    if (rc)
        return rijen_fout(r, VOORWAARDE, e, "%s", binnen.text);
    rc = expr_verwijzingen(x->expr, verwijzing, &l, e);
    if (!rc && l.onbekend.n)
        rc = rijen_fout(r, VOORWAARDE, e, "“%.*s” is geen gegeven van %s", STR_ARG(utf8_clip(l.onbekend, 60)),
                        signaal_soorten[x->over].naam);
    if (!rc)
        rc = expr_gebruiken(x->expr, gebruik, &l, e);
    if (!rc && l.fout.n)
        rc = rijen_fout(r, VOORWAARDE, e, "%.*s", STR_ARG(l.fout));
    if (!rc && !x->namen.n)
        rc = rijen_fout(r, VOORWAARDE, e, "de voorwaarde spreekt nergens over; noem een gegeven als ${%s}",
                        signaal_soorten[x->over].velden[0].naam);
    if (!rc && (!tekst_namen(&l, x->tekst) || l.onbekend.n))
        rc = rijen_fout(r, TEKST, e, "“%.*s” is geen gegeven van %s", STR_ARG(utf8_clip(l.onbekend, 60)),
                        signaal_soorten[x->over].naam);
    if (!rc)
        rc = jaren_lees(r, x, e);
    x->zin = rc ? STR("") : zin_van(r->a, expr_zin(r->a, x->expr, &namen));
    return rc;
}

int signaal_regels_lees(struct arena *a, struct str bestand, struct str bytes, struct signaal_regels *ret,
                        struct err *e)
{
    VEC(struct signaal_regel) v = {0};
    struct rijen r;
    int rc = rijen_open(a, bestand, bytes, kolommen, &r, e);

    while (!rc && (rc = rijen_volgende(&r, e)) > 0) {
        struct signaal_regel x;

        rc = regel_lees(&r, &x, e);
        for (size_t i = 0; !rc && i < v.n; i++)
            if (str_eq(v.at[i].code, x.code))
                rc = rijen_fout(&r, CODE, e, "de regel %.*s staat ook op rij %lld",
                                STR_ARG(utf8_clip(x.code, 60)), (long long)v.at[i].rij);
        if (!rc)
            VEC_PUSH(a, &v, x);
    }
    rijen_close(&r);
    *ret = (struct signaal_regels){bestand, v.at, v.n};
    return rc;
}

static const char sql_nu[] = "SELECT bestand, inhoud FROM regelbestand WHERE soort = 'signalen' AND code = "
                             "'' ORDER BY id DESC LIMIT 1";
static const char sql_bewaar[] = "INSERT INTO regelbestand (soort, code, bestand, inhoud, wie, moment)"
                                 " VALUES ('signalen', '', ?1, ?2, ?3, ?4) RETURNING id";

int signaal_regels_nu(struct conn *c, struct arena *a, struct signaal_regels *ret, struct err *e)
{
    const struct embed_file *f = embed_files;
    struct str naam = STR("signaal-regels.csv"), inhoud = STR("");
    struct stmt *st;
    int rc = sql_open(c, sql_nu, &st, e);

    if (rc)
        return rc;
    rc = sql_step(st, e);
    if (rc > 0) {
        naam = sql_str_dup(st, 0, a);
        inhoud = sql_str_dup(st, 1, a);
    }
    sql_close(st);
    if (rc < 0)
        return rc;
    while (!rc && f->name && strcmp(f->name, "referentie/signaal-regels.csv") != 0)
        f++;
    if (!rc && f->name)
        inhoud = (struct str){(const char *)f->bytes, f->n};
    if (!inhoud.n)
        return err_set(e, ERR_ENV, "in dit programma ontbreken de regels voor signalen");
    return signaal_regels_lees(a, naam, inhoud, ret, e);
}

struct bewaar {
    const struct dader *d;
    struct str bestand, bytes;
    size_t n;
};

static int bewaar_doe(struct conn *c, void *ctx, struct err *e)
{
    struct bewaar *b = ctx;
    struct arena a;
    struct doc *na;
    int64_t id;
    int rc = sql_get_int(c, sql_bewaar, &id, e, "sssi", b->bestand, b->bytes,
                         b->d ? dader_woord(b->d->soort) : STR("woonzorg"), time_ms());

    if (rc)
        return rc;
    arena_init(&a, 0);
    na = doc_map(&a);
    DOC_SET_STR(&a, na, "bestand", b->bestand);
    DOC_SET_INT(&a, na, "regels", (int64_t)b->n);
    rc = spoor_schrijf(c, b->d, &(struct daad){"signaal.regels", "regelbestand", id, NULL, na}, e);
    arena_done(&a);
    return rc;
}

/* Every figure that a rule names is one that this installation knows: else the rule would find nothing for
 * ever, and nobody would hear why. */
static int cijfers_keur(struct conn *c, struct arena *a, const struct signaal_regels *r, struct err *e)
{
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < r->at[i].namen.n; k++) {
            struct str naam = r->at[i].namen.at[k], type, code = str_cut(naam, '.', &type);
            struct onderwerp o;
            int rc = OK;

            if (r->at[i].over != OVER_CIJFER || veld_bij(OVER_CIJFER, naam))
                continue;
            if (!indicator_bij_code(code))
                rc = onderwerp_lees(c, a, code, &o, e);
            if (!rc && type.n)
                rc = cijfer_woningtype_toets(c, a, type, e);
            if (rc == ERR_NOT_FOUND || rc == ERR_DATA)
                return err_set(
                    e, ERR_DATA,
                    "%.*s, rij %lld, kolom voorwaarde: “%.*s” is geen onderwerp of indicator die wij kennen",
                    STR_ARG(r->bestand), (long long)r->at[i].rij, STR_ARG(utf8_clip(naam, 60)));
            if (rc)
                return rc;
        }
    return OK;
}

int signaal_regels_bewaar(struct store *s, struct arena *a, const struct dader *d, struct str bestand,
                          struct str bytes, size_t *ret_n, struct err *e)
{
    struct signaal_regels r;
    struct bewaar b = {d, bestand, bytes, 0};
    int rc = signaal_regels_lees(a, bestand, bytes, &r, e);

    if (!rc && !utf8_valid(bytes))
        rc = err_set(e, ERR_DATA, "%.*s: bewaar de regels als CSV in UTF-8", STR_ARG(bestand));
    if (!rc) {
        struct conn *c;

        rc = store_read(s, &c, e);
        if (!rc) {
            rc = cijfers_keur(c, a, &r, e);
            store_return(s, c);
        }
    }
    b.n = *ret_n = rc ? 0 : r.n;
    return rc ? rc : store_write(s, bewaar_doe, &b, e);
}
