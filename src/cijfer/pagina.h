/* SPDX-License-Identifier: EUPL-1.2
 * What pages have in common: the context that an address chooses (gebied, indeling, peildatum, stand,
 * venster), addresses that keep it, tables whose rows carry both the values (CSV, XLSX, JSON) and the printed
 * cells (HTML), and small pieces of the templates' trees. */
#ifndef WZ_CIJFER_PAGINA_H
#define WZ_CIJFER_PAGINA_H

#include "cijfer/cijfer.h"
#include "gebied/omgeving.h"
#include "http/http.h"

struct grafiek_staven;

enum { PAGINA_EIGEN = 10 };

struct pagina_veld {
    const char *naam;
    struct str waarde; /* empty: at its default */
};

struct pagina {
    struct http_req *q;
    struct arena *a;
    struct omgeving *o;
    struct conn *c;
    const struct gebieden *g;
    const struct gebied *gebied;
    struct str indeling;
    date_t peildatum;    /* 0: the newest figures */
    date_t gebiedsdatum; /* never 0 */
    int64_t stand;       /* 0: as known now */
    int venster_van, venster_tot;
    struct str sorteer; /* column code, empty: natural order; "-code" descending */
    struct pagina_veld
        eigen[PAGINA_EIGEN]; /* choices of this page alone, as a woningtype: see pagina_eigen() */
    size_t n_eigen;
    const struct onderwerp *onderwerpen; /* all, read once for the many questions of a page */
    size_t n_onderwerpen;
    struct doc *boom; /* the tree of the answer */
};

/* The {id} of the address; ERR_NOT_FOUND when it is no number of `wat` ("een levering"). */
int pagina_nummer(const struct http_req *q, const char *wat, int64_t *ret, struct err *e) MUST_CHECK;
/* Reads the context from the query (or its defaults) and starts a tree with "titel". ERR_DATA names what is
 * not right. */
int pagina_open(struct http_req *q, struct pagina *p, struct err *e) MUST_CHECK;
void pagina_sluit(struct pagina *p); /* takes a half-opened one */
/* Ends a page: the context bar, breadcrumb, tree into the answer. */
void pagina_klaar(struct pagina *p, struct http_resp *r);

/* path with the context as query, and one field replaced (veld NULL: none). A field at its default is left
 * out. */
struct str pagina_adres(const struct pagina *p, struct str path, const char *veld, struct str waarde);
/* A choice that only this page has. Its own links (sort, CSV, the bar above) keep it; links to other pages do
 * not. At most PAGINA_EIGEN. */
void pagina_eigen(struct pagina *p, const char *veld, struct str waarde);
/* As pagina_adres(), with the page's own choices too: for addresses of this same page. */
struct str pagina_zelf(const struct pagina *p, struct str path, const char *veld, struct str waarde);
date_t pagina_standdag(const struct pagina *p); /* the day of p->stand, as it was asked */
/* Hidden fields for a form that leads back to this page: the context, without the own choices (those are the
 * form's fields). */
struct doc *pagina_verborgen(const struct pagina *p);
/* "gemeenten", "COROP-gebieden": what an area is divided into. */
struct str indeling_meervoud(const struct gebieden *g, struct str indeling);
struct str adres_waarde(struct arena *a, struct str waarde); /* as it stands behind = in an address */
struct str herkomst_adres(const struct pagina *p, struct str adres);
void pagina_kruimel(struct pagina *p, struct str naam, struct str adres);
/* Nederland › Limburg › Parkstad › Heerlen, as links to the overview; the last without. */
void pagina_kruimels_gebied(struct pagina *p, const struct gebied *g);
/* A question within the page's context. */
struct cijfer_vraag pagina_vraag(const struct pagina *p, const char *onderwerp, const char *woningtype);
struct str percent_tekst(struct arena *a, const struct cijfer_uitkomst *u); /* "≥ 44%", "–" */
struct str venster_tekst(struct arena *a, int van, int tot);

/* The query fields of the context: every page that opens with pagina_open declares them. */
#define CONTEXT_PARAMS                                                                                       \
    {"gebied", "code van het gebied, als PV31", PARAM_QUERY, false, false},                                  \
        {"indeling", "waarin het gebied verdeeld wordt: gemeente, vijfdeling, corop …", PARAM_QUERY, false,  \
         false},                                                                                             \
        {"peildatum", "cijfers tot en met deze dag", PARAM_QUERY, false, false},                             \
        {"stand", "zoals bekend op deze dag", PARAM_QUERY, false, false},                                    \
        {"van", "eerste jaar van het venster", PARAM_QUERY, false, false},                                   \
        {"tot", "laatste jaar van het venster", PARAM_QUERY, false, false},                                  \
    {                                                                                                        \
        "sorteer", "kolom waarop een tabel gesorteerd wordt, met - ervoor aflopend", PARAM_QUERY, false,     \
            false                                                                                            \
    }

/* A choice in a form (deel/formulier-veld): the field, and its options; `nu` is the one that is chosen. */
struct doc *veld_keuze(struct arena *a, struct doc *velden, const char *id,
                       const char *label); /* the list of options */
void optie_bij(struct arena *a, struct doc *keuzes, struct str inhoud, struct str tekst, struct str nu);
/* A box of a field "is_vinkjes": sent as veld=ja. */
void vinkje_bij(struct arena *a, struct doc *vinkjes, struct str veld, struct str tekst, bool gekozen);

/* By which woningtypen an onderwerp or indicator can be shown, and which one is: what was asked ("totaal" is
 * ""), else the first that there is. The field is left out where there is nothing to choose. */
struct woningtype_keuze {
    struct str *type;
    size_t n;
    struct str nu;
};
int woningtype_kies(struct pagina *p, struct str onderwerp, struct woningtype_keuze *ret,
                    struct err *e) MUST_CHECK;
void woningtype_veld(struct arena *a, struct doc *velden, const struct woningtype_keuze *k);

/* Facts (deel/feiten). Optional texts may be empty. */
struct doc *feit_bij(struct arena *a, struct doc *feiten, const char *wat, struct str tekst, struct str adres,
                     struct str uitleg, struct str status);
struct doc *label_bij(struct arena *a, struct doc *lijst, struct str woord);
/* Labels that a figure needs beside it: voorlopig, concept, onvolledig, verzonnen … */
void labels_bij(struct arena *a, struct doc *lijst, const struct cijfer_uitkomst *u);
/* In words: "verzonnen, concept", and the first of them alone where there is place for one; "" without. */
struct str labels_tekst(struct arena *a, const struct cijfer_uitkomst *u);
struct str label_eerste(struct arena *a, const struct cijfer_uitkomst *u);
/* The bars of a page (deel/figuur), above the table that has the same figures; the words of what they are for
 * who cannot see them are set here. */
void pagina_staven(struct pagina *p, const char *id, struct str toelichting, struct grafiek_staven *g);
/* The address of delivering, for who may and for who has yet to sign in; else empty: no way that ends at a
 * closed door. */
struct str pagina_leveren(const struct pagina *p);
/* What stands where there is nothing (deel/leeg): "niets" of a page, "leeg" of a table or a figure. */
struct doc *leeg_maak(struct arena *a, const char *kop, struct str tekst, const char *woord,
                      struct str adres);

/* A table (deel/tabel; csv.h; xlsx.h) and its rows. */
struct doc *tabel_maak(struct pagina *p, const char *id, struct str titel, struct str toelichting);
enum kolom_soort { KOLOM_TEKST, KOLOM_GETAL, KOLOM_PERCENT, KOLOM_DATUM };
void tabel_kolom(struct pagina *p, struct doc *tabel, const char *code, struct str titel, struct str eenheid,
                 enum kolom_soort soort, int schaal, bool sorteerbaar);
struct doc *tabel_regel(struct pagina *p, struct doc *tabel, bool totaal);
/* The next cell of a row; the first text cell of a row is its header. */
void cel_tekst(struct pagina *p, struct doc *tabel, struct doc *rij, struct str tekst, struct str adres,
               struct str status);
/* 0: none. */
void cel_datum(struct pagina *p, struct doc *tabel, struct doc *rij, date_t d);
void cel_getal(struct pagina *p, struct doc *tabel, struct doc *rij, int64_t waarde, int schaal,
               struct str adres);
void cel_leeg(struct pagina *p, struct doc *tabel, struct doc *rij, struct str waarom);
void cel_cijfer(struct pagina *p, struct doc *tabel, struct doc *rij, const struct cijfer_uitkomst *u,
                int schaal, bool percent, struct str adres);
void tabel_noot(struct pagina *p, struct doc *tabel, struct str tekst);
/* That rows come from other bronnen or days than the total. */
void tabel_noot_gemengd(struct pagina *p, struct doc *tabel);
/* Sorts by the page's `sorteer` (rows marked totaal stay in front), says a status that all rows share once,
 * sets heeft_rijen, adds it to "tabellen" with ways to take it along. */
void tabel_klaar(struct pagina *p, struct doc *tabel, const char *csv_pad);

#endif
