/* SPDX-License-Identifier: EUPL-1.2
 * What a package is made of: one table a file, from which follow the header of the CSV, its description in
 * datapackage.json, and what the import expects. */
#ifndef WZ_PAKKET_DELEN_H
#define WZ_PAKKET_DELEN_H

#include "doc/doc.h"
#include "pakket/pakket.h"

enum deel_id {
    DEEL_LEVERINGEN,
    DEEL_ONDERWERPEN,
    DEEL_BRONNEN,
    DEEL_DEFINITIES,
    DEEL_GEBIEDEN,
    DEEL_PLANSTATUSSEN,
    DEEL_PLANWOORDEN,
    DEEL_CIJFERS,
    DEEL_PLANNEN,
    DEEL_PLANGETALLEN,
    DEEL_GRENZEN,
    DEEL_AANTAL
};

struct deel_veld {
    const char *naam;
    const char *type;  /* Frictionless: string, integer, number, boolean, date, datetime */
    const char *tekst; /* Dutch */
};
struct deel_soort {
    const char *naam, *pad, *titel;
    const struct deel_veld *velden; /* ends with naam NULL */
    const char *sleutel;            /* the field that names a row; NULL: none */
    struct {
        const char *veld, *naar, *naar_veld; /* a foreign key: field → resource, its field */
    } verwijst[6];
    bool groot; /* may pass 4 GB */
};
extern const struct deel_soort deel_soorten[DEEL_AANTAL];
size_t deel_n_velden(const struct deel_soort *d);

/* The columns of cijfers.csv, by name of the enum; the other files are read by position in their own code. */
enum {
    C_NUMMER,
    C_LEVERING,
    C_ONDERWERP,
    C_GEBIED,
    C_GEBIEDSNAAM,
    C_VAN,
    C_TOT,
    C_WONINGTYPE,
    C_SEGMENT,
    C_KENMERK,
    C_JAREN_VAN,
    C_JAREN_TOT,
    C_WAARDE,
    C_EENHEID,
    C_ONTBREEKT,
    C_STATUS,
    C_LABELS,
    C_BRON,
    C_DEFINITIESET,
    C_OPGETELD,
    C_BLAD,
    C_RIJ,
    C_KOLOM,
    C_AANTAL
};

/* The labels of a figure, parted by ";": "verzonnen;ongeveer". */
void labels_schrijf(struct buf *b, unsigned vlag);
bool labels_lees(struct str s, unsigned *ret);

/* One file as it was written. */
struct deel_geschreven {
    const struct deel_soort *soort; /* NULL: pad alone, no table of ours */
    struct str pad, titel;
    int64_t bytes, rijen;
    char sha256[65];
};
struct beschrijving {
    const struct pakket_keuze *keuze;
    struct str installatie; /* its name */
    int64_t stand;
    const struct deel_geschreven *deel;
    size_t n;
    const struct bron *bron; /* those that are in it */
    size_t n_bronnen;
    int64_t leveringen;
    bool geheim; /* it holds what visitors may not see */
    bool verzonnen;
};
struct doc *beschrijving_doc(struct arena *a, const struct beschrijving *b);
struct str leesmij(struct arena *a, const struct beschrijving *b);

/* Shapes in RD metres as WKT: rings in their order, so that reading gives the very same doubles. */
void vorm_uit(struct buf *b, bool vlak, const double *xy, size_t n);
/* Into doubles on a, rings ended by NaN NaN; false when it is no POINT, MULTIPOINT or MULTIPOLYGON of closed
 * rings in the Netherlands. gedraaid: outer rings must go counterclockwise and holes clockwise. */
bool vorm_terug(struct arena *a, struct str s, bool gedraaid, bool *ret_vlak, const double **ret,
                size_t *ret_n);

#endif
