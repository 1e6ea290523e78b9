/* SPDX-License-Identifier: EUPL-1.2
 * Route 3: section 2.9 of dPi and dVi, the homes that corporations add for older people. As a table, one row
 * a cluster, year and category, held to what the manuals of 2025 ask; or as an XBRL instance (dpi_xbrl.c).
 * Only additions, only independent homes, each in one category, only in clusters of twelve or more. */
#include "route/dpi.h"

#include "tabel/xbrl.h"

enum { CLUSTER_MIN = 12 };

static const char *const uitvragen[] = {"dpi", "dvi"};
static const char *const categorieen[] = {
    "zorggeschikt|zorggeschikte woning|zorggeschikte geclusterde woning|zorggeschikte geclusterde woningen",
    "geclusterd|andere geclusterde woning|andere geclusterde woningen|geclusterde woning"};
static const char *const types[N_CATEGORIEEN] = {"zorggeschikt", "geclusterd"};
static const char *const toevoegingen[] = {"nieuwbouw", "aankoop", "transformatie", "verbouw|verbouwing"};
static const char *const ja_nee[] = {"ja|j", "nee|n"};
static const char *const segmenten[] = {"sociaal|daeb|sociale huur", "middenhuur|midden",
                                        "vrije sector|duur|niet daeb|niet-daeb"};
static const char *const segment_codes[] = {"sociaal", "middenhuur", "vrije-sector"};
/* VERA's code list BATSCORE, as codes or as bare numbers; Woonkeur by its number. */
static const char *const bat_scores[] = {"bat1|1", "bat2|2", "bat3|3", "bat4|4", "bat5|5"};

struct dpi_tabel {
    int uitvraag, corporatie, gemeente, cluster, grootte, jaar, categorie, toevoeging, zelfstandig, bat,
        woonkeur, segment, woningen, toelichting;
    struct map clusters; /* corporatie, gemeente and name → size as first told */
    int64_t rijen, verzonnen;
};

const struct kolom dpi_kolommen[DPI_KOLOM_N] = {
    {.namen = "uitvraag|bron",
     .ook = "soort opgave|dvi/dpi|dpi/dvi|dpi of dvi",
     .type = KOLOM_IS_KEUZE,
     .woorden = uitvragen,
     .n_woorden = sizeof uitvragen / sizeof *uitvragen,
     .plaats = offsetof(struct dpi_tabel, uitvraag),
     .verplicht = true,
     .voorbeeld = "dpi",
     .uitleg = "dPi of dVi"},
    {.namen = "corporatie|kvk nummer|kvk",
     .ook = "woningcorporatie|verhuurder|toegelaten instelling|naam corporatie",
     .plaats = offsetof(struct dpi_tabel, corporatie),
     .verplicht = true,
     .voorbeeld = "Corporatie Voorbeeld",
     .uitleg = "Naam of KvK-nummer"},
    {.namen = "gemeente",
     .ook = "gemeentenaam|gemeentecode|plaats",
     .type = KOLOM_IS_GEBIED,
     .gebied = "gemeente",
     .plaats = offsetof(struct dpi_tabel, gemeente),
     .verplicht = true,
     .voorbeeld = "Vaals",
     .uitleg = "Naam of code"},
    {.namen = "cluster|complex|project",
     .ook = "complexnaam|naam complex|projectnaam",
     .plaats = offsetof(struct dpi_tabel, cluster),
     .voorbeeld = "Verzonnen hof",
     .uitleg = "Naam van het complex"},
    {.namen = "cluster woningen|woningen in cluster|wooneenheden in cluster",
     .ook = "omvang cluster|clustergrootte|grootte complex|eenheden in complex|woningen in complex",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct dpi_tabel, grootte),
     .verplicht = true,
     .voorbeeld = "24",
     .uitleg = "Hoeveel woningen het hele cluster telt, minstens 12"},
    {.namen = "jaar|jaar oplevering",
     .ook = "opleverjaar|verslagjaar|prognosejaar",
     .type = KOLOM_IS_JAAR,
     .plaats = offsetof(struct dpi_tabel, jaar),
     .verplicht = true,
     .voorbeeld = "2027",
     .uitleg = "Jaar van oplevering, of het verslagjaar"},
    {.namen = "categorie",
     .ook = "soort woning|woningtype|type",
     .type = KOLOM_IS_KEUZE,
     .woorden = categorieen,
     .n_woorden = sizeof categorieen / sizeof *categorieen,
     .plaats = offsetof(struct dpi_tabel, categorie),
     .verplicht = true,
     .voorbeeld = "zorggeschikt",
     .uitleg = "Een woning telt in één van de twee; leeg mag als er een BAT-score of Woonkeur staat"},
    {.namen = "toevoeging|soort toevoeging",
     .ook = "wijze van toevoeging|soort ingreep",
     .type = KOLOM_IS_KEUZE,
     .woorden = toevoegingen,
     .n_woorden = sizeof toevoegingen / sizeof *toevoegingen,
     .plaats = offsetof(struct dpi_tabel, toevoeging),
     .voorbeeld = "nieuwbouw",
     .uitleg = "Hoe de woningen erbij komen"},
    {.namen = "zelfstandig",
     .ook = "zelfstandige woning",
     .type = KOLOM_IS_KEUZE,
     .woorden = ja_nee,
     .n_woorden = sizeof ja_nee / sizeof *ja_nee,
     .plaats = offsetof(struct dpi_tabel, zelfstandig),
     .voorbeeld = "ja",
     .uitleg = "Ja; onzelfstandige woningen tellen niet"},
    {.namen = "bat score|bat|batscore",
     .ook = "toegankelijkheid",
     .type = KOLOM_IS_KEUZE,
     .woorden = bat_scores,
     .n_woorden = sizeof bat_scores / sizeof *bat_scores,
     .plaats = offsetof(struct dpi_tabel, bat),
     .voorbeeld = "bat3",
     .uitleg = "BAT1 tot en met BAT5"},
    {.namen = "woonkeur",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct dpi_tabel, woonkeur),
     .uitleg = "1 tot en met 6"},
    {.namen = "segment|tak",
     .ook = "huursegment|prijsklasse",
     .type = KOLOM_IS_KEUZE,
     .woorden = segmenten,
     .n_woorden = sizeof segmenten / sizeof *segmenten,
     .plaats = offsetof(struct dpi_tabel, segment),
     .voorbeeld = "sociaal",
     .uitleg = "Huursegment"},
    {.namen = "woningen|aantal woningen|aantal",
     .ook = "aantal toegevoegd|toegevoegd|toegevoegde woningen|wooneenheden",
     .type = KOLOM_IS_GETAL,
     .plaats = offsetof(struct dpi_tabel, woningen),
     .verplicht = true,
     .meet = true,
     .voorbeeld = "12",
     .uitleg = "Hoeveel woningen erbij komen"},
    {.namen = "toelichting",
     .ook = "opmerking|opmerkingen",
     .plaats = offsetof(struct dpi_tabel, toelichting),
     .voorbeeld = "verzonnen",
     .uitleg = "Een opmerking"},
};

/* BAT 3 or 4 or Woonkeur 6: 1 wheelchair-fit, 0 not, -1 not told, -2 a FOUT was noted. */
static int rolstoel_lees(struct import *im, const struct tabel_rij *r, const struct dpi_tabel *t)
{
    struct str woonkeur = import_tekst(r, t->woonkeur);
    int ret = -1, score;

    if (import_tekst(r, t->bat).n) {
        score = import_keuze(im, r, t->bat, bat_scores, 5, "een BAT-score: BAT1 tot en met BAT5");
        if (score < 0)
            return -2;
        ret = score == 2 || score == 3;
        if (score == 4)
            import_meld(im, MELDING_LET_OP, r->nummer, t->bat, STR(""),
                        "BAT5 staat niet in de handleiding van 2.9, die alleen BAT 3 of 4 noemt");
    }
    if (woonkeur.n) {
        int64_t v;

        if (!num_i64(woonkeur, &v) || v < 1 || v > 6) {
            import_meld(im, MELDING_FOUT, r->nummer, t->woonkeur, woonkeur,
                        "verwacht een Woonkeur van 1 tot en met 6");
            return -2;
        }
        ret = v == 6 || ret == 1;
    }
    return ret;
}

/* As told; else by its fitness for a wheelchair. The corporation may choose otherwise than the score says:
 * that is told, not refused. */
static bool categorie_lees(struct import *im, const struct tabel_rij *r, const struct dpi_tabel *t,
                           struct dpi_regel *v)
{
    int rolstoel = rolstoel_lees(im, r, t), c;

    if (rolstoel == -2)
        return false;
    if (!import_tekst(r, t->categorie).n && rolstoel >= 0) {
        v->categorie = rolstoel ? CATEGORIE_ZORGGESCHIKT : CATEGORIE_GECLUSTERD;
        import_meld(
            im, MELDING_INFO, r->nummer, t->categorie, STR(""),
            "de categorie is afgeleid: BAT 3 of 4 of Woonkeur 6 is rolstoelgeschikt en dus zorggeschikt");
        return true;
    }
    c = import_keuze(im, r, t->categorie, categorieen, N_CATEGORIEEN,
                     "één categorie: zorggeschikt of geclusterd; een woning telt in één van de twee");
    if (c < 0)
        return false;
    v->categorie = (enum dpi_categorie)c;
    if (c == CATEGORIE_ZORGGESCHIKT && rolstoel == 0)
        import_meld(
            im, MELDING_LET_OP, r->nummer, t->categorie, STR(""),
            "zorggeschikt, maar niet rolstoelgeschikt volgens BAT of Woonkeur; de corporatie mag dat zo "
            "kiezen");
    if (c == CATEGORIE_GECLUSTERD && rolstoel == 1)
        import_meld(im, MELDING_LET_OP, r->nummer, t->categorie, STR(""),
                    "rolstoelgeschikt volgens BAT of Woonkeur, maar als andere geclusterde woning geteld; de "
                    "corporatie mag dat zo kiezen");
    return true;
}

/* The size of the cluster, at least twelve and the same on each of its rows. */
static bool cluster_toets(struct import *im, const struct tabel_rij *r, struct dpi_tabel *t,
                          const struct dpi_regel *v)
{
    struct str naam = str_fold(im->a, import_tekst(r, t->cluster));
    struct map_entry *m;
    int64_t grootte;
    uint8_t ontbreekt, vlag = 0;
    bool nieuw;

    if (!import_getal(im, r, t->grootte, 0, &grootte, &ontbreekt, &vlag))
        return false;
    if (ontbreekt || grootte < CLUSTER_MIN) {
        import_meld(im, MELDING_FOUT, r->nummer, t->grootte, import_tekst(r, t->grootte),
                    "een cluster heeft minstens %d woningen; deze woningen kunnen niet meetellen",
                    CLUSTER_MIN);
        return false;
    }
    if (!v->ontbreekt && v->waarde > grootte) {
        import_meld(im, MELDING_FOUT, r->nummer, t->woningen, import_tekst(r, t->woningen),
                    "meer woningen dan het hele cluster telt");
        return false;
    }
    if (!naam.n || !v->g)
        return true;
    m = map_put(&t->clusters,
                str_fmt(im->a, "%lld %.*s\n%.*s", (long long)v->g->id, STR_ARG(v->corporatie), STR_ARG(naam)),
                &nieuw);
    if (nieuw)
        m->value.i = grootte;
    else if (m->value.i != grootte)
        import_meld(im, MELDING_LET_OP, r->nummer, t->grootte, import_tekst(r, t->cluster),
                    "dit cluster heeft op een andere rij een ander aantal woningen");
    return true;
}

/* Only additions of independent homes are asked for. */
static bool soort_toets(struct import *im, const struct tabel_rij *r, const struct dpi_tabel *t)
{
    int zelfstandig =
        import_tekst(r, t->zelfstandig).n ? import_keuze(im, r, t->zelfstandig, ja_nee, 2, "Ja of Nee") : 0;
    bool goed = zelfstandig == 0;

    if (zelfstandig == 1)
        import_meld(im, MELDING_FOUT, r->nummer, t->zelfstandig, STR(""),
                    "alleen zelfstandige woningen tellen in onderdeel 2.9");
    if (import_tekst(r, t->toevoeging).n)
        goed = import_keuze(im, r, t->toevoeging, toevoegingen, 4,
                            "een toevoeging: nieuwbouw, aankoop, transformatie of verbouw; sloop en verkoop "
                            "horen hier niet") >= 0 &&
               goed;
    return goed;
}

/* A forecast is of the year of the delivery or later, an account of the years before. */
static bool jaar_toets(struct import *im, const struct tabel_rij *r, const struct dpi_tabel *t,
                       const struct dpi_regel *v)
{
    int nu = im->l->peildatum / 10000;

    if (v->uitvraag == UITVRAAG_DVI && v->jaar > nu) {
        import_meld(im, MELDING_FOUT, r->nummer, t->jaar, import_tekst(r, t->jaar),
                    "de dVi gaat over een jaar dat voorbij is; is dit een dPi?");
        return false;
    }
    if (v->uitvraag == UITVRAAG_DPI && v->jaar < nu - 1)
        import_meld(im, MELDING_LET_OP, r->nummer, t->jaar, import_tekst(r, t->jaar),
                    "een prognose voor een jaar dat op de peildatum al lang voorbij was");
    return true;
}

static void rij_lees(struct import *im, const struct tabel_rij *r, struct dpi_tabel *t, struct dpi *d)
{
    struct dpi_regel v = {.nummer = r->nummer, .kolom = import_bron_kolom(im, t->woningen)};
    uint8_t vlag = 0;
    int uitvraag, segment = -1;
    bool goed;

    v.g = import_gebied(im, r, t->gemeente, "gemeente", im->l->peildatum);
    v.corporatie = str_dup(im->a, utf8_clip(import_tekst(r, t->corporatie), 60));
    goed = v.g != NULL;
    uitvraag = import_keuze(im, r, t->uitvraag, uitvragen, 2, "dPi of dVi");
    goed = uitvraag >= 0 && goed;
    v.uitvraag = uitvraag == 1 ? UITVRAAG_DVI : UITVRAAG_DPI;
    if (!v.corporatie.n) {
        import_meld(im, MELDING_FOUT, r->nummer, t->corporatie, STR(""),
                    "hier hoort de naam of het nummer van de corporatie te staan");
        goed = false;
    }
    goed = import_jaar(im, r, t->jaar, &v.jaar) && goed;
    goed = import_getal(im, r, t->woningen, 0, &v.waarde, &v.ontbreekt, &vlag) && goed;
    v.vlag = vlag;
    if (v.waarde < 0) {
        import_meld(im, MELDING_FOUT, r->nummer, t->woningen, import_tekst(r, t->woningen),
                    "alleen toevoegingen worden gevraagd; dit aantal is onder nul");
        goed = false;
    }
    if (import_tekst(r, t->segment).n) {
        segment =
            import_keuze(im, r, t->segment, segmenten, 3, "een segment: sociaal, middenhuur of vrije sector");
        goed = segment >= 0 && goed;
    }
    v.segment = segment >= 0 ? str_from(segment_codes[segment]) : STR("");
    goed = soort_toets(im, r, t) && goed;
    goed = categorie_lees(im, r, t, &v) && goed;
    goed = cluster_toets(im, r, t, &v) && goed;
    if (!goed || !jaar_toets(im, r, t, &v))
        return;
    t->rijen++;
    t->verzonnen += import_verzonnen(im->a, import_tekst(r, t->toelichting)) ||
                    import_verzonnen(im->a, import_tekst(r, t->cluster));
    VEC_PUSH(im->a, &d->regel, v);
}

static int tabel_lees(struct import *im, struct dpi *d, bool *verzonnen, struct err *e)
{
    struct dpi_tabel t = {0};
    struct tabel_rij r;
    int rc = import_deel(im, 0, e);

    if (!rc)
        rc = import_kolommen(im, dpi_kolommen, DPI_KOLOM_N, &t, &r, e);
    if (rc)
        return rc;
    map_init(&t.clusters, im->a);
    while ((rc = import_rij(im, &r, e)) > 0)
        rij_lees(im, &r, &t, d);
    *verzonnen = t.rijen && t.verzonnen == t.rijen;
    return rc;
}

/* ---- the figures ---- */

static struct reeks_nieuw reeks_van(enum dpi_uitvraag u, struct str type, struct str segment,
                                    struct str corporatie, struct arena *a)
{
    return (struct reeks_nieuw){
        .onderwerp = u == UITVRAAG_DPI ? STR("dpi-plannen") : STR("dvi-toevoegingen"),
        .bron = u == UITVRAAG_DPI ? STR("dpi") : STR("dvi"),
        .definitieset = STR("sbr-wonen-2.9"),
        .woningtype = type,
        .segment = segment,
        .kenmerk =
            corporatie.n ? str_fmt(a, "corporatie=%.*s", STR_ARG(import_code(a, corporatie))) : STR("")};
}

/* A line under its type and, since a home is in one category only, under both together. */
static void regel_cijfers(struct import *im, const struct dpi_regel *v, struct str segment,
                          struct str corporatie)
{
    for (int samen = 0; samen < 2; samen++) {
        struct reeks_nieuw x =
            reeks_van(v->uitvraag, samen ? STR("geclusterd-zorggeschikt") : str_from(types[v->categorie]),
                      segment, corporatie, im->a);
        date_t van = im->l->peildatum, tot = van;

        if (v->uitvraag == UITVRAAG_DPI) {
            x.horizon_van = x.horizon_tot = v->jaar;
        } else {
            van = v->jaar * 10000 + 101;
            tot = v->jaar * 10000 + 1231;
        }
        import_cijfer_bron(im, levering_reeks(im->l, &x), v->g, van, tot, v->ontbreekt ? 0 : v->waarde,
                           v->ontbreekt, STATUS_GEEN, v->vlag, v->nummer, v->kolom);
    }
}

/* A gemeente in which homes of one category were told has a nought of the other. */
static void nullen_maak(struct import *im, const struct dpi *d)
{
    struct map gezien;
    bool nieuw;

    map_init(&gezien, im->a);
    for (size_t i = 0; i < d->regel.n; i++) {
        const struct dpi_regel *v = &d->regel.at[i];
        int jaar = v->uitvraag == UITVRAAG_DVI ? v->jaar : 0;

        map_put(&gezien, str_fmt(im->a, "%lld %d %d", (long long)v->g->id, v->uitvraag, jaar), &nieuw);
        for (int c = 0; nieuw && c < N_CATEGORIEEN; c++) {
            struct reeks_nieuw x = reeks_van(v->uitvraag, str_from(types[c]), STR(""), STR(""), im->a);
            date_t van = jaar ? jaar * 10000 + 101 : im->l->peildatum,
                   tot = jaar ? jaar * 10000 + 1231 : im->l->peildatum;

            import_cijfer(im, levering_reeks(im->l, &x), v->g, van, tot, 0, ONTBREEKT_NIET, STATUS_GEEN,
                          VLAG_AFGELEID_NUL, 0, -1);
        }
    }
}

int dpi_lees(struct import *im, struct err *e)
{
    struct dpi d = {0};
    bool verzonnen = false;
    int rc = xbrl_is_xml(im->deel[0].bytes) ? dpi_xbrl_lees(im, &d, e) : tabel_lees(im, &d, &verzonnen, e);

    if (rc)
        return rc;
    for (size_t i = 0; i < d.regel.n; i++) {
        const struct dpi_regel *v = &d.regel.at[i];

        if (!v->alleen_segment)
            regel_cijfers(im, v, STR(""), STR(""));
        if (v->segment.n)
            regel_cijfers(im, v, v->segment, STR(""));
        if (v->corporatie.n && !v->alleen_segment)
            regel_cijfers(im, v, STR(""), v->corporatie);
        if (arena_over(im->a) || im->l->cijfer.n > LEVERING_CIJFERS_MAX)
            return err_set(e, ERR_LIMIT, "het bestand is te groot voor één levering; splits het");
    }
    nullen_maak(im, &d);
    import_merk_verzonnen(im, verzonnen);
    return OK;
}
