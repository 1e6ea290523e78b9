/* SPDX-License-Identifier: EUPL-1.2
 * The form by which a document is handed in, the same wherever a page keeps one. */
#include "cijfer/vel.h"
#include "stuk/stuk.h"

void stuk_form(struct vel *v, struct doc *blok, struct str doel, const char *voorbeeld)
{
    struct arena *a = v->p.a;
    struct doc *f = form_bij(v, blok, doel, "Bewaar het document");

    DOC_SET_BOOL(a, f, "is_upload", true);
    DOC_SET_STR(a,
                form_veld(v, f, "document", "Document",
                          "Een pdf, docx, odt, xlsx, ods, csv of txt, hoogstens 20 MB.", "is_bestand",
                          STR("")),
                "soorten", STR(STUK_SOORTEN));
    form_veld(v, f, "document_bij", "Toelichting", voorbeeld, "is_tekst", STR(""));
    form_vrij(v, f);
}
