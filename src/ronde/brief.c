/* SPDX-License-Identifier: EUPL-1.2
 * The mails of a ronde. They are made here and handed over in one place; what cannot be sent is shown, so
 * that it can be copied into a mail of one's own. */
#include "ronde/contact.h"

#include "ronde/gast.h"

#include <string.h>

static struct str doen(const struct ronde_contact *k)
{
    return k->mag == MAG_INZIEN     ? STR("bekijken")
           : k->mag == MAG_INVULLEN ? STR("invullen")
                                    : STR("invullen en indienen");
}

static struct str onderwerp(struct arena *a, const struct ronde *r, const char *soort)
{
    if (!strcmp(soort, "herinnering"))
        return str_fmt(a, "Herinnering: %.*s", STR_ARG(r->titel));
    if (!strcmp(soort, "collega"))
        return str_fmt(a, "Vult u mee in? %.*s", STR_ARG(r->titel));
    return str_fmt(a, "Vragenlijst: %.*s", STR_ARG(r->titel));
}

static struct str tekst(struct arena *a, const struct ronde *r, const struct ronde_contact *k,
                        const char *soort, struct str link)
{
    struct str sluit = sluit_tekst(a, r, time_ms()), wat = STR("de vragenlijst");
    struct buf b;

    if (k->deel.n)
        wat = STR("een deel van de vragenlijst");
    buf_init(&b, a, 8000);
    buf_fmt(&b, "Beste %.*s,\n\n", STR_ARG(k->naam));
    if (!strcmp(soort, "herinnering"))
        buf_fmt(&b,
                "Van %.*s ontvingen wij de vragenlijst “%.*s” nog niet. Hij sluit %.*s. Wat al is ingevuld, "
                "is bewaard.\n\n",
                STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(sluit));
    else if (!strcmp(soort, "collega"))
        buf_fmt(&b,
                "Een collega van %.*s vraagt u mee te helpen met de vragenlijst “%.*s”. Hij sluit %.*s.\n\n",
                STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(sluit));
    else
        buf_fmt(&b,
                "Wij vragen %.*s om de vragenlijst “%.*s” in te vullen. De antwoorden gaan over de stand op "
                "%.*s. De vragenlijst sluit %.*s.\n\n",
                STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(date_nl(a, r->peildatum)),
                STR_ARG(sluit));
    buf_fmt(&b,
            "Met deze link kunt u %.*s %.*s:\n%.*s\n\nDe link is van u alleen; wie hem heeft, kan hetzelfde "
            "als u. U hoeft niet alles in een keer te doen: elk antwoord wordt bewaard, en collega’s kunnen "
            "tegelijk meedoen.\n",
            STR_ARG(wat), STR_ARG(doen(k)), STR_ARG(link));
    if (r->contact.n)
        buf_fmt(&b, "\nVragen? Neem contact op met %.*s.\n", STR_ARG(r->contact));
    if (r->verzonnen)
        buf_lit(&b, "\nDit is een proef: de gegevens zijn verzonnen.\n");
    return buf_str(&b);
}

/* The one place where a mail would leave. There is no post room to hand it to: false, and it is shown. */
static bool verstuur(const struct brief *b)
{
    (void)b;
    return false;
}

int brief_maak(struct conn *c, struct arena *a, const struct ronde *r, const struct ronde_contact *k,
               const char *soort, struct str oorsprong, struct brief *ret, struct err *e)
{
    char token[LINK_HEX + 1];
    int rc = link_maak(c, k->id, token, e);

    if (rc)
        return rc;
    ret->link = str_fmt(a, "%.*s/invullen/%s", STR_ARG(oorsprong), token);
    ret->aan = k->email;
    ret->partij = k->partij_naam;
    ret->onderwerp = onderwerp(a, r, soort);
    ret->tekst = tekst(a, r, k, soort, ret->link);
    ret->verstuurd = verstuur(ret);
    return bericht_noteer(c, k->id, soort, k->email, ret->onderwerp, ret->verstuurd, e);
}
