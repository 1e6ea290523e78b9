/* SPDX-License-Identifier: EUPL-1.2
 * Any bytes as an LVBAG extract: the first byte tells whether as a zip, as an XML file of one of its kinds,
 * as mutations on it, or as a GeoPackage geometry. */
#include "voorraad/lvbag.h"
#include "voorraad/bronnen.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const char *const namen[] = {"extract.zip",
                                        "0457VBO15102021-000001.xml",
                                        "0457PND15102021-000001.xml",
                                        "0457NUM15102021-000001.xml",
                                        "0457OPR15102021-000001.xml",
                                        "GEM-WPL-RELATIE-15102021-000001.xml",
                                        "9999MUT15102021-16102021-000001.xml"};
    struct lvbag_bestand b[2];
    struct lvbag_uitslag u;
    struct stand s;
    struct err e = {0};
    uint32_t x = 0, y = 0;
    int rc;

    if (!n || n > 1 << 15)
        return 0;
    b[0] = (struct lvbag_bestand){str_from(namen[data[0] % 7]), {(const char *)data + 1, n - 1}};
    b[1] = (struct lvbag_bestand){
        str_from(namen[1]),
        STR("<a><s:StandTechnischeDatum>2021-10-15</s:StandTechnischeDatum>"
            "<v:Verblijfsobject><v:identificatie>1</v:identificatie></v:Verblijfsobject></a>")};
    if (gpkg_punt(b[0].bytes, &x, &y) && (x > 4000000000U || y > 4000000000U))
        abort();
    stand_init(&s);
    rc = lvbag_lees(&s, b, 2, (struct lvbag_keuze){.peildatum = 20211015, .draden = 1}, &u, &e);
    if (rc ? !e.text[0] : s.n != u.actueel - u.beeindigd)
        abort();
    for (uint64_t i = 0; i < s.n; i++)
        if (s.rij[i].buurt >= s.buurt.n)
            abort();
    stand_done(&s);
    return 0;
}
