/* SPDX-License-Identifier: EUPL-1.2
 * woonzorg voorraad maak, tel, uitleg, toets. */
#include "voorraad/voorraad_cmd.h"

#include "base/num.h"
#include "base/ploeg.h"
#include "doc/json.h"
#include "gebied/gebied_cmd.h"
#include "regels/regels_cmd.h"
#include "tabel/tabel.h"
#include "voorraad/bronnen.h"
#include "voorraad/kast.h"
#include "voorraad/lvbag.h"
#include "voorraad/telling.h"
#include "voorraad/uitleg.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int draden_van(const struct command_call *call, int *ret, struct err *e)
{
    int64_t n = ploeg_kernen();
    int rc = command_int(call, "draden", &n, e);

    if (!rc && (n < 1 || n > PLOEG_MAX))
        rc = err_set(e, ERR_USAGE, "--draden is 1 tot en met %d", PLOEG_MAX);
    *ret = (int)n;
    return rc;
}

/* Before the work begins: can the stock be written where it is to come? */
static int uit_toets(struct arena *a, const char *uit, struct err *e)
{
    char *kopie = ARENA_ARRAY(a, char, strlen(uit) + 1);
    const char *map = dirname(memcpy(kopie, uit, strlen(uit) + 1));
    struct stat st;

    if (stat(uit, &st) == 0 && S_ISDIR(st.st_mode))
        return err_set(e, ERR_ENV, "--uit %s is een map: noem een bestand, zoals %s/nederland.wzv", uit, uit);
    if (stat(map, &st) == 0 && !S_ISDIR(st.st_mode))
        return err_set(e, ERR_ENV, "--uit %s is niet te schrijven: %s is geen map", uit, map);
    if (access(map, W_OK | X_OK) != 0)
        return err_set(e, ERR_ENV, "--uit %s is niet te schrijven: %s", uit,
                       errno == ENOENT ? "de map is er niet" : err_oorzaak(errno));
    return OK;
}

static int maak(struct command_call *call, struct err *e)
{
    struct gang gang;
    struct stand s;
    int64_t n = 0, zaad = 1;
    int draden = 1, rc = command_int(call, "woningen", &n, e);

    stand_init(&s);
    s.peildatum = 20260101;
    if (!rc)
        rc = command_int(call, "zaad", &zaad, e);
    if (!rc)
        rc = command_date(call, "peildatum", &s.peildatum, e);
    if (!rc)
        rc = draden_van(call, &draden, e);
    if (!rc && (n < 1 || (uint64_t)n > WZV_RIJEN_MAX))
        rc = err_set(e, ERR_USAGE, "--woningen is 1 tot en met %llu", WZV_RIJEN_MAX);
    if (!rc)
        rc = uit_toets(call->a, str_cstr(call->a, command_value(call, "uit")), e);
    s.draden = draden;
    s.gang = &gang;
    gang_begin(&gang, stderr);
    gang_stap(&gang, "verblijfsobjecten verzinnen", 0, "");
    if (!rc)
        rc = stand_maak(&s, (uint64_t)n, (uint64_t)zaad, command_value(call, "provincie"), draden, e);
    if (!rc)
        rc = stand_schrijf(&s, str_cstr(call->a, command_value(call, "uit")), e);
    gang_einde(&gang);
    if (!rc)
        printf("%lld verzonnen verblijfsobjecten in %zu buurten\n", (long long)n, s.buurt.n);
    stand_done(&s);
    return rc;
}

/* ---- importeer ---- */

/* Maps a file; it stays mapped until the program ends. */
static int map_bestand(struct str pad, struct arena *a, struct str *ret, struct err *e)
{
    int fd = open(str_cstr(a, pad), O_RDONLY | O_CLOEXEC);
    struct stat st = {0};
    void *p = MAP_FAILED;

    if (fd < 0)
        return err_set(e, ERR_ENV, "%.*s is niet te lezen: %s", STR_ARG(pad),
                       errno == ENOENT ? "het bestaat niet" : err_oorzaak(errno));
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (S_ISDIR(st.st_mode))
        return err_set(e, ERR_ENV, "%.*s is een map: noem de bestanden erin, zoals %.*s/*", STR_ARG(pad),
                       STR_ARG(pad));
    if (p == MAP_FAILED)
        return err_set(e, ERR_ENV, "%.*s %s", STR_ARG(pad),
                       !S_ISREG(st.st_mode) ? "is geen gewoon bestand"
                       : st.st_size         ? "is niet te lezen"
                                            : "is leeg; is het helemaal binnengekomen?");
    *ret = (struct str){p, (size_t)st.st_size};
    return OK;
}

static struct str zonder_map(struct str pad)
{
    size_t i = pad.n;

    while (i && pad.p[i - 1] != '/')
        i--;
    return str_sub(pad, i, pad.n);
}

/* One GeoPackage, or the files of an extract. */
static int bron_lees(struct command_call *call, struct stand *s, struct lvbag_keuze keuze, struct err *e)
{
    VEC(struct lvbag_bestand) v = {0};
    struct str pad;
    int rc = OK;

    for (size_t i = 0; !rc && (pad = command_value_at(call, "BESTAND", i)).p; i++) {
        struct lvbag_bestand b = {.naam = zonder_map(pad)};

        rc = map_bestand(pad, call->a, &b.bytes, e);
        VEC_PUSH(call->a, &v, b);
    }
    for (size_t i = 0; !rc && v.n > 1 && i < v.n; i++)
        if (baglicht_is(v.at[i].bytes))
            rc = err_set(e, ERR_USAGE,
                         "%.*s is een GeoPackage, en gaat niet samen met andere bestanden: geef "
                         "bag-light.gpkg alleen, en wijken en buurten met --buurten",
                         STR_ARG(v.at[i].naam));
    if (!rc && v.n == 1 && baglicht_is(v.at[0].bytes)) {
        struct baglicht_uitslag u;

        if (!keuze.peildatum)
            return err_set(e, ERR_USAGE, "bag-light noemt zijn peildatum niet: geef die met --peildatum");
        s->peildatum = keuze.peildatum;
        rc = baglicht_lees(s, str_cstr(call->a, command_value(call, "BESTAND")), keuze.verbouwing_telt_mee,
                           keuze.draden, &u, e);
        return rc && rc != ERR_CANCELLED ? err_prefix(e, "%.*s: ", STR_ARG(v.at[0].naam)) : rc;
    }
    if (!rc) {
        struct lvbag_uitslag u;

        rc = lvbag_lees(s, v.at, v.n, keuze, &u, e);
        if (!rc && u.hervat)
            fprintf(stderr,
                    "%llu van de %llu bestanden waren al gelezen, door een eerdere import die niet af was.\n",
                    (unsigned long long)u.hervat, (unsigned long long)u.delen);
    }
    return rc;
}

/* What comes on top of the BAG: wijk and buurt, and what others know. */
static int erbij(struct command_call *call, struct stand *s, int draden, struct err *e)
{
    struct str pad = command_value(call, "buurten"), bytes;
    int rc = OK;

    if (pad.p) {
        struct buurten_uitslag u;

        gang_stap(s->gang, "wijk en buurt bepalen", 0, "");
        rc = map_bestand(pad, call->a, &bytes, e);
        if (!rc)
            rc = voorraad_buurten(s, zonder_map(pad), bytes, draden, &u, e);
    }
    for (size_t i = 0; !rc && (pad = command_value_at(call, "verrijk", i)).p; i++) {
        struct verrijk_uitslag u;

        gang_stap(s->gang, "verrijken", 0, "");
        rc = gang_door(s->gang, e);
        if (!rc)
            rc = map_bestand(pad, call->a, &bytes, e);
        if (!rc)
            rc = voorraad_verrijk(s, zonder_map(pad), bytes, &u, e);
    }
    return rc;
}

/* An import that was stopped, or died, leaves what it had read beside the stock, and so does one of which
 * only what comes on top is not right; one that came to its end, or found that the source is not right,
 * leaves nothing. */
static int importeer(struct command_call *call, struct err *e)
{
    struct lvbag_keuze keuze = {.verbouwing_telt_mee = command_value(call, "verbouwing").p != NULL};
    const char *uit = str_cstr(call->a, command_value(call, "uit"));
    struct str herkomst;
    struct gang gang;
    struct stand s;
    bool weg;
    int rc = command_date(call, "peildatum", &keuze.peildatum, e);

    stand_init(&s);
    keuze.half = str_fmt(call->a, "%s.half", uit).p;
    if (!rc)
        rc = uit_toets(call->a, uit, e);
    if (!rc)
        rc = draden_van(call, &keuze.draden, e);
    s.draden = keuze.draden;
    s.gang = &gang;
    gang_begin(&gang, stderr);
    if (!rc)
        rc = bron_lees(call, &s, keuze, e);
    weg = rc == ERR_DATA || rc == ERR_LIMIT;
    if (!rc)
        rc = erbij(call, &s, keuze.draden, e);
    if (!rc)
        rc = stand_schrijf(&s, uit, e);
    gang_einde(&gang);
    if (!rc || weg)
        (void)unlink(keuze.half);
    herkomst = buf_str(&s.herkomst);
    if (!rc)
        printf("%llu verblijfsobjecten\n%.*s", (unsigned long long)s.n, STR_ARG(herkomst));
    stand_done(&s);
    return rc;
}

static int exporteer(struct command_call *call, struct err *e)
{
    struct str regels = command_value(call, "regels"), uit = command_value(call, "uit");
    struct regeltabel *t = NULL;
    struct wzv *w = NULL;
    int rc;

    if (!str_ends(uit, STR(".csv")) && !str_ends(uit, STR(".gpkg")))
        return err_set(e, ERR_USAGE, "--uit eindigt op .csv of .gpkg: daaraan ziet de opdracht wat u wilt");
    rc = uit_toets(call->a, str_cstr(call->a, uit), e);
    if (!rc)
        rc = wzv_open(&w, str_cstr(call->a, command_value(call, "VOORRAAD")), e);

    if (!rc && regels.p)
        rc = regels_bestand_lees(call->a, regels, &t, e);
    if (!rc)
        rc = voorraad_export(call->a, w, t, str_cstr(call->a, uit), e);
    if (!rc && w->verzonnen)
        fprintf(stderr, "Let op: deze voorraad is verzonnen.\n");
    wzv_close(w);
    return rc;
}

static int open_beide(struct command_call *call, struct wzv **w, struct regeltabel **t, struct err *e)
{
    int rc = regels_bestand_lees(call->a, command_value(call, "regels"), t, e);

    return rc ? rc : wzv_open(w, str_cstr(call->a, command_value(call, "VOORRAAD")), e);
}

/* Counting goes on with a table that is not proven: it may be half made. But that is said, of a table that
 * was counted by: overlapping rules may have been refused, and then that is the message. */
static void sluit_zeg(struct arena *a, const struct regeltabel *t)
{
    struct regel_bewijs b;

    regels_bewijs(a, t, &b);
    if (b.fouten)
        fprintf(stderr,
                "Let op: de regels sluiten niet (gaten %zu, onbereikbare regels %zu)%s. Zie: woonzorg regels "
                "controleer\n",
                b.gaten, b.onbereikbaar, b.gaten ? "; wat geen regel raakt staat onder onbeslist" : "");
}

static int tel(struct command_call *call, struct err *e)
{
    struct motor_keuze keuze = {.alles = command_value(call, "alles").p != NULL, .bewaar = 1};
    enum wzv_niveau niveau = WZV_GEMEENTE;
    struct regeltabel *t;
    struct motor *m = NULL;
    struct wzv *w = NULL;
    struct telling x;
    struct str per = command_value(call, "per");
    int rc = draden_van(call, &keuze.draden, e);

    if (!rc && per.p && !wzv_niveau_bij(per, &niveau))
        rc = err_set(e, ERR_USAGE, "--per is land, provincie, gemeente, wijk of buurt");
    if (!rc)
        rc = open_beide(call, &w, &t, e);
    if (!rc)
        rc = motor_open(&m, w, keuze, e);
    if (!rc)
        rc = motor_tel(m, call->a, t, NULL, &x, e);
    if (!rc)
        sluit_zeg(call->a, t);
    if (!rc)
        rc = command_table(
            call, telling_doc(call->a, w, t, &x, niveau, command_value(call, "per-regel").p != NULL), e);
    if (!rc && w->verzonnen)
        fprintf(stderr, "Let op: deze voorraad is verzonnen.\n");
    motor_close(m);
    wzv_close(w);
    return rc;
}

static void waarde_zeg(const struct doc *w)
{
    struct str naam = doc_get_str(w, STR("gegeven")), waarde = doc_get_str(w, STR("waarde")),
               eis = doc_get_str(w, STR("eis"));

    printf("  %.*s: %.*s", STR_ARG(naam), STR_ARG(waarde));
    if (eis.n)
        printf(" (nodig: %.*s)", STR_ARG(eis));
    putchar('\n');
}

static void uitleg_zeg(const struct doc *d)
{
    struct str klasse = doc_get_str(d, STR("klasse")), regel = doc_get_str(d, STR("regel")),
               licht = doc_get_str(d, STR("toelichting"));
    const struct doc *l = doc_get(d, STR("waarden")), *anders = doc_get(d, STR("anders"));

    printf("%.*s", STR_ARG(klasse));
    if (regel.n)
        printf(", door regel %.*s", STR_ARG(regel));
    else
        printf(": geen regel geldt");
    if (licht.n)
        printf(" (%.*s)", STR_ARG(licht));
    printf("\nwaarnaar de regels kijken:\n");
    for (size_t i = 0; i < l->list.n; i++)
        waarde_zeg(l->list.at[i]);
    for (size_t i = 0; i < anders->list.n; i++) {
        const struct doc *x = anders->list.at[i], *nodig = doc_get(x, STR("nodig"));
        struct str k = doc_get_str(x, STR("klasse")), r = doc_get_str(x, STR("regel"));

        printf("voor %.*s (regel %.*s) %s\n", STR_ARG(k), STR_ARG(r),
               nodig->list.n ? "zou anders moeten zijn:"
                             : "is aan alles voldaan, maar een andere regel gaat voor");
        for (size_t j = 0; j < nodig->list.n; j++)
            waarde_zeg(nodig->list.at[j]);
    }
    if (doc_truthy(doc_get(d, STR("verzonnen"))))
        printf("Let op: deze voorraad is verzonnen.\n");
}

static int uitleg(struct command_call *call, struct err *e)
{
    struct str formaat = command_value(call, "formaat");
    struct regeltabel *t;
    struct wzv *w = NULL;
    struct doc *d;
    struct buf b;
    uint64_t rij;
    int64_t id;
    int rc = OK;

    if (formaat.p && !str_is(formaat, "json") && !str_is(formaat, "tekst"))
        rc = err_set(e, ERR_USAGE, "--formaat is tekst of json");
    if (!rc)
        rc = open_beide(call, &w, &t, e);
    if (!rc && (!num_i64(command_value(call, "id"), &id) || id < 0))
        rc = err_set(e, ERR_USAGE, "--id is een BAG-identificatie van zestien cijfers");
    if (!rc && !wzv_zoek(w, (uint64_t)id, &rij))
        rc = err_set(e, ERR_NOT_FOUND, "verblijfsobject %016lld is niet in deze voorraad", (long long)id);
    if (!rc)
        rc = voorraad_uitleg(call->a, w, t, rij, &d, e);
    if (!rc && str_is(formaat, "json")) {
        buf_init(&b, call->a, 1 << 20);
        json_write(&b, d, 2);
        printf("%.*s\n", STR_ARG(buf_str(&b)));
    } else if (!rc) {
        uitleg_zeg(d);
    }
    wzv_close(w);
    return rc;
}

static int toon(struct command_call *call, struct err *e)
{
    struct wzv *w = NULL;
    int rc = wzv_open(&w, str_cstr(call->a, command_value(call, "VOORRAAD")), e);

    if (!rc)
        rc = wzv_toets(w, e);
    if (!rc) {
        struct str d = date_nl(call->a, w->peildatum);

        printf("%llu verblijfsobjecten op %.*s%s\n", (unsigned long long)w->rijen, STR_ARG(d),
               w->verzonnen ? ", VERZONNEN" : "");
        for (int n = 1; n < WZV_NIVEAUS; n++)
            printf("%s: %zu\n", wzv_niveau_naam((enum wzv_niveau)n), w->n_gebieden[n]);
        printf("%.*s", STR_ARG(w->herkomst));
    }
    wzv_close(w);
    return rc;
}

/* ---- what a server shows ---- */

/* What a page without a choice shows changes for everybody: that is said, with the way back. */
static int eerste_zeg(struct omgeving *o, struct arena *a, int64_t id, struct err *e)
{
    const struct voorraad_rij *v;
    struct blik b;
    size_t n = 0;
    int rc = blik_open(o, &b, e);

    if (!rc)
        rc = voorraden_lees(b.c, a, &v, &n, e);
    if (!rc && n > 1 && v[0].id == id)
        printf("de pagina's tonen nu deze eerst, in plaats van %.*s (%.*s objecten); terug met: woonzorg "
               "voorraad uit-gebruik %lld\n",
               STR_ARG(v[1].naam), STR_ARG(num_nl(a, v[1].rijen, 0)), (long long)id);
    blik_sluit(&b);
    return rc;
}

static int registreer(struct command_call *call, struct err *e)
{
    const char *pad = str_cstr(call->a, command_value(call, "VOORRAAD"));
    struct str naam = command_value(call, "naam"), bron = command_value(call, "bron");
    struct dader d = dader_opdrachtregel();
    struct omgeving o;
    struct wzv *w = NULL;
    char heel[PATH_MAX];
    int64_t id;
    int rc = wzv_open(&w, pad, e);

    if (!rc)
        rc = wzv_toets(w, e);
    if (!rc && !realpath(pad, heel))
        rc = err_set(e, ERR_ENV, "%s is niet te vinden", pad);
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (!rc) {
        rc = voorraad_registreer(o.store, &d, w, heel, naam.n ? naam : zonder_map(str_from(pad)),
                                 bron.n ? bron : str_sub(w->herkomst, 0, str_index(w->herkomst, '\n')),
                                 d.waar, &id, e);
        if (!rc) {
            printf("voorraad %lld: %llu verblijfsobjecten op %.*s\n", (long long)id,
                   (unsigned long long)w->rijen, STR_ARG(date_nl(call->a, w->peildatum)));
            rc = eerste_zeg(&o, call->a, id, e);
        }
        omgeving_sluit(&o);
    }
    wzv_close(w);
    return rc;
}

static int uit_gebruik(struct command_call *call, struct err *e)
{
    struct dader d = dader_opdrachtregel();
    struct omgeving o;
    int64_t id;
    int rc = num_i64(command_value(call, "NUMMER"), &id)
                 ? OK
                 : err_set(e, ERR_USAGE, "NUMMER is het nummer van een voorraad");

    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    rc = voorraad_uit(o.store, &d, id, e);
    omgeving_sluit(&o);
    return rc;
}

static int lijst(struct command_call *call, struct err *e)
{
    static const char *const kolommen[] = {"voorraad",
                                           "Voorraad",
                                           "getal",
                                           "naam",
                                           "Naam",
                                           "tekst",
                                           "peildatum",
                                           "Peildatum",
                                           "datum",
                                           "rijen",
                                           "Verblijfsobjecten",
                                           "getal",
                                           "verzonnen",
                                           "Verzonnen",
                                           "tekst",
                                           "bestand",
                                           "Bestand",
                                           "tekst",
                                           "sha256",
                                           "SHA-256",
                                           "tekst",
                                           NULL};
    struct arena *a = call->a;
    struct doc *t = table_new(a, STR("Voorraden"), kolommen);
    const struct voorraad_rij *v;
    struct omgeving o;
    struct blik b;
    size_t n;
    int rc = omgeving_open(&o, command_value(call, "db"), e);

    if (rc)
        return rc;
    rc = blik_open(&o, &b, e);
    if (!rc)
        rc = voorraden_lees(b.c, a, &v, &n, e);
    for (size_t i = 0; !rc && i < n; i++) {
        struct doc *r = doc_add(a, doc_get(t, STR("rijen")), doc_map(a));

        DOC_SET_INT(a, r, "voorraad", v[i].id);
        DOC_SET_STR(a, r, "naam", v[i].naam);
        DOC_SET_STR(a, r, "peildatum", date_iso(a, v[i].peildatum));
        DOC_SET_INT(a, r, "rijen", v[i].rijen);
        DOC_SET_STR(a, r, "verzonnen", v[i].verzonnen ? STR("ja") : STR("nee"));
        DOC_SET_STR(a, r, "bestand", v[i].bestand);
        DOC_SET_STR(a, r, "sha256", v[i].sha256);
    }
    blik_sluit(&b);
    omgeving_sluit(&o);
    return rc ? rc : command_table(call, t, e);
}

static int telling(struct command_call *call, struct err *e)
{
    struct telling_opdracht x = {.door = dader_opdrachtregel(), .regels = command_value(call, "regels")};
    struct levering_uitslag u;
    struct omgeving o;
    int rc = command_int(call, "voorraad", &x.voorraad, e);

    x.wie = x.door.waar;
    if (!rc)
        rc = omgeving_open(&o, command_value(call, "db"), e);
    if (rc)
        return rc;
    o.voorraden = voorraad_kast_new();
    rc = telling_leg_vast(&o, call->a, &x, &u, e);
    if (!rc)
        printf("levering %lld: %lld cijfers nieuw, %lld gewijzigd, %lld gelijk, %lld verdwenen\n",
               (long long)u.id, (long long)u.nieuw, (long long)u.gewijzigd, (long long)u.gelijk,
               (long long)u.verdwenen);
    voorraad_kast_free(o.voorraden);
    o.voorraden = NULL;
    omgeving_sluit(&o);
    return rc;
}

#define ARG_VOORRAAD                                                                                         \
    {                                                                                                        \
        "VOORRAAD", NULL, "voorraadbestand (.wzv)", true, true, false                                        \
    }
#define OPTIE_REGELS                                                                                         \
    {                                                                                                        \
        "regels", "BESTAND", "beslistabel als CSV of DMN", true, false, false                                \
    }
#define OPTIE_DRADEN                                                                                         \
    {                                                                                                        \
        "draden", "N", "zoveel processors; standaard alle", false, false, false                              \
    }

static const struct command_option maak_opties[] = {
    {"woningen", "N", "zoveel verblijfsobjecten", true, false, false},
    {"uit", "BESTAND", "het voorraadbestand dat gemaakt wordt (.wzv)", true, false, false},
    {"zaad", "N", "een ander getal geeft een ander land; standaard 1", false, false, false},
    {"provincie", "CODE", "alleen in deze provincie, als PV31", false, false, false},
    {"peildatum", "D", "standaard 2026-01-01", false, false, false},
    OPTIE_DRADEN,
    {0}};
static const struct command_option importeer_opties[] = {
    {"BESTAND", NULL,
     "LVBAG 2.0-extract (zip, of losse XML en de woonplaats-gemeenterelatie) met de mutaties die erop "
     "volgen, "
     "of bag-light.gpkg",
     true, true, true},
    {"uit", "BESTAND", "het voorraadbestand dat gemaakt wordt (.wzv)", true, false, false},
    {"peildatum", "D", "de stand op deze dag; standaard die van het extract of de laatste mutaties", false,
     false, false},
    {"buurten", "BESTAND",
     "kaartbestand met buurten (Wijk- en buurtkaart van CBS en Kadaster): wijk en buurt naar plaats", false,
     false, false},
    {"verrijk", "BESTAND", "CSV of werkboek met BAG-identificaties en wat de BAG niet weet; mag vaker", false,
     false, true},
    {"verbouwing", NULL, "tel woningen in verbouwing mee als woning (CBS doet dat niet)", false, false,
     false},
    OPTIE_DRADEN,
    {0}};
static const struct command_option export_opties[] = {
    ARG_VOORRAAD,
    {"uit", "BESTAND", "naar dit bestand, .csv of .gpkg; het mag nog niet bestaan", true, false, false},
    {"regels", "BESTAND", "met de klasse en de regel volgens deze beslistabel", false, false, false},
    {0}};
static const struct command_option tel_opties[] = {
    ARG_VOORRAAD,
    OPTIE_REGELS,
    {"per", "NIVEAU", "land, provincie, gemeente (standaard), wijk of buurt", false, false, false},
    {"per-regel", NULL, "een kolom per regel in plaats van per klasse", false, false, false},
    {"alles", NULL, "alle verblijfsobjecten, niet alleen woningen", false, false, false},
    OPTIE_DRADEN,
    OPTION_FORMAT,
    {0}};
static const struct command_option uitleg_opties[] = {
    ARG_VOORRAAD,
    OPTIE_REGELS,
    {"id", "BAGID", "BAG-identificatie van het verblijfsobject", true, false, false},
    {"formaat", "tekst|json", "standaard tekst", false, false, false},
    {0}};
static const struct command_option registreer_opties[] = {
    ARG_VOORRAAD,
    OPTION_DB,
    {"naam", "TEKST", "hoe zij heet op de pagina's; standaard de naam van het bestand", false, false, false},
    {"bron", "TEKST", "waar zij van gemaakt is; standaard de eerste regel van haar herkomst", false, false,
     false},
    {0}};
static const struct command_option uit_opties[] = {
    {"NUMMER", NULL, "nummer van de voorraad, zie woonzorg voorraad lijst", true, true, false},
    OPTION_DB,
    {0}};
static const struct command_option lijst_opties[] = {OPTION_DB, OPTION_FORMAT, {0}};
static const struct command_option telling_opties[] = {
    OPTION_DB,
    {"regels", "CODE", "code van een regelset, of het begin van zijn SHA-256", true, false, false},
    {"voorraad", "NUMMER", "over deze voorraad; standaard de nieuwste", false, false, false},
    {0}};
static const struct command_option toon_opties[] = {ARG_VOORRAAD, {0}};

const struct command voorraad_commands[] = {
    {"voorraad", "importeer",
     "Maakt een voorraad uit de BAG, met de historie van een LVBAG-extract of uit bag-light", NULL, importeer,
     importeer_opties},
    {"voorraad", "export", "Schrijft een voorraad als CSV of GeoPackage", NULL, exporteer, export_opties},
    {"voorraad", "maak", "Maakt een verzonnen maar levensechte voorraad, om mee te proberen en te meten",
     NULL, maak, maak_opties},
    {"voorraad", "tel", "Telt de woningen per klasse, volgens leesbare regels", NULL, tel, tel_opties},
    {"voorraad", "uitleg", "Zegt waarom een woning in haar klasse valt, en wat er anders zou moeten zijn",
     NULL, uitleg, uitleg_opties},
    {"voorraad", "registreer", "Laat een voorraad zien op de pagina's van een server",
     "Het bestand blijft waar het is, en wordt bij het openen nagekeken.", registreer, registreer_opties},
    {"voorraad", "uit-gebruik", "Toont een voorraad niet meer; het bestand blijft", NULL, uit_gebruik,
     uit_opties},
    {"voorraad", "lijst", "Noemt de voorraden die een server toont", NULL, lijst, lijst_opties},
    {"voorraad", "telling", "Telt per gemeente met een regelset en zet dat bij de cijfers (route 1)",
     "De herkomst van zo'n cijfer noemt peildatum, regels en de vingerafdrukken van beide.", telling,
     telling_opties},
    {"voorraad", "toon", "Kijkt een voorraadbestand na en toont zijn herkomst", NULL, toon, toon_opties},
    {0},
};
