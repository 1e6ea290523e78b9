/* SPDX-License-Identifier: EUPL-1.2
 * The mails of a ronde. They are made here and handed to the post in one place; what is not sent is shown, so
 * that it can be copied into a mail of one's own. Of a mail that is sent the link is made when it goes out,
 * so that no link lies in the queue. */
#include "ronde/contact.h"

#include "base/num.h"
#include "ronde/gast.h"

#include <string.h>

static struct str onderwerp(struct arena *a, const struct ronde *r, const char *soort)
{
    if (!strcmp(soort, "herinnering"))
        return str_fmt(a, "Herinnering: %.*s", STR_ARG(r->titel));
    if (!strcmp(soort, "collega"))
        return str_fmt(a, "Vult u mee in? %.*s", STR_ARG(r->titel));
    return str_fmt(a, "Vragenlijst: %.*s", STR_ARG(r->titel));
}

static struct str opening(struct arena *a, const struct ronde *r, const struct ronde_contact *k,
                          const char *soort)
{
    struct str sluit = sluit_tekst(a, r, time_ms());

    if (!strcmp(soort, "herinnering"))
        return str_fmt(a,
                       "Van %.*s ontvingen wij de vragenlijst “%.*s” nog niet. Hij sluit %.*s. Wat al is "
                       "ingevuld, is bewaard.",
                       STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(sluit));
    if (!strcmp(soort, "collega"))
        return str_fmt(
            a, "Een collega van %.*s vraagt u mee te helpen met de vragenlijst “%.*s”. Hij sluit %.*s.",
            STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(sluit));
    return str_fmt(a,
                   "Wij vragen %.*s om de vragenlijst “%.*s” in te vullen. De antwoorden gaan over de stand "
                   "op %.*s. De vragenlijst sluit %.*s.",
                   STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(date_nl(a, r->peildatum)),
                   STR_ARG(sluit));
}

static struct str doen(struct arena *a, const struct ronde_contact *k)
{
    return str_fmt(
        a, "Met deze link kunt u %s %s:", k->deel.n ? "een deel van de vragenlijst" : "de vragenlijst",
        k->mag == MAG_INZIEN     ? "bekijken"
        : k->mag == MAG_INVULLEN ? "invullen"
                                 : "invullen en indienen");
}

/* One line, as a template may hold it: a name may have been delivered with anything in it. */
static struct doc *regel(struct arena *a, struct str s)
{
    struct buf b;

    buf_init(&b, a, 2000);
    for (size_t i = 0; i < s.n; i++)
        buf_char(&b, (unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f ? ' ' : s.p[i]);
    return doc_str(a, buf_str(&b));
}

/* What the template of the post, and the page that shows it, are made of. */
static struct doc *waarden(struct arena *a, const struct ronde *r, const struct ronde_contact *k,
                           const char *soort)
{
    struct doc *d = doc_map(a), *l;

    DOC_SET(a, d, "onderwerp", regel(a, onderwerp(a, r, soort)));
    DOC_SET(a, d, "naam", regel(a, k->naam));
    doc_add(a, DOC_SET(a, d, "voor", doc_list(a)), regel(a, opening(a, r, k, soort)));
    DOC_SET_STR(a, d, "doen", doen(a, k));
    l = DOC_SET(a, d, "na", doc_list(a));
    doc_add(a, l,
            doc_str(a, STR("De link is van u alleen; wie hem heeft, kan hetzelfde als u. U hoeft niet alles "
                           "in een keer te doen: elk antwoord wordt bewaard, en collega’s kunnen tegelijk "
                           "meedoen.")));
    if (r->contact.n)
        doc_add(a, l, regel(a, str_fmt(a, "Vragen? Neem contact op met %.*s.", STR_ARG(r->contact))));
    if (r->verzonnen)
        doc_add(a, l, doc_str(a, STR("Dit is een proef: de gegevens zijn verzonnen.")));
    return d;
}

static struct str tekst(struct arena *a, const struct doc *d, struct str link)
{
    const struct doc *na = doc_get(d, STR("na"));
    struct buf b;

    buf_init(&b, a, 8000);
    buf_fmt(&b, "Beste %.*s,\n\n%.*s\n\n%.*s\n%.*s\n", STR_ARG(doc_get_str(d, STR("naam"))),
            STR_ARG(doc_get(d, STR("voor"))->list.at[0]->s), STR_ARG(doc_get_str(d, STR("doen"))),
            STR_ARG(link));
    for (size_t i = 0; i < na->list.n; i++)
        buf_fmt(&b, "\n%.*s\n", STR_ARG(na->list.at[i]->s));
    return buf_str(&b);
}

/* The one place where a mail leaves. */
static int verstuur(struct conn *c, const struct ronde_contact *k, const char *sjabloon, const struct doc *d,
                    struct err *e)
{
    return post_zet(c,
                    &(struct post_brief){.aan = k->email,
                                         .sjabloon = sjabloon,
                                         .waarden = d,
                                         .object = "ronde_contact",
                                         .object_id = k->id},
                    NULL, e);
}

int brief_maak(struct conn *c, struct arena *a, const struct ronde *r, const struct ronde_contact *k,
               const char *soort, const struct brief_weg *weg, struct brief *ret, struct err *e)
{
    struct doc *d = waarden(a, r, k, soort);
    char token[LINK_HEX + 1];
    int rc;

    *ret = (struct brief){.aan = k->email,
                          .partij = k->partij_naam,
                          .onderwerp = doc_get_str(d, STR("onderwerp")),
                          .tekst = STR(""),
                          .link = STR(""),
                          .verstuurd = weg->post && post_adres_goed(k->email)};
    if (ret->verstuurd) {
        rc = verstuur(c, k, "ronde", d, e);
    } else {
        rc = link_maak(c, k->id, token, e);
        ret->link = str_fmt(a, "%.*s/invullen/%s", STR_ARG(weg->oorsprong), token);
        ret->tekst = tekst(a, d, ret->link);
    }
    return rc ? rc : bericht_noteer(c, k->id, soort, k->email, ret->onderwerp, ret->verstuurd, e);
}

static void regel_bij(struct arena *a, struct doc *lijst, struct str s)
{
    doc_add(a, lijst, regel(a, s));
}

int brief_ontvangst(struct conn *c, struct arena *a, const struct ronde *r, const struct ronde_contact *k,
                    const struct bewijs *w, bool verstuurd, struct err *e)
{
    struct str over = str_fmt(a, "Ontvangstbewijs: %.*s", STR_ARG(r->titel));
    struct doc *d = doc_map(a), *l;
    int rc;

    DOC_SET(a, d, "onderwerp", regel(a, over));
    DOC_SET(a, d, "naam", regel(a, k->naam));
    l = DOC_SET(a, d, "regels", doc_list(a));
    regel_bij(a, l,
              str_fmt(a, "De antwoorden van %.*s op de vragenlijst “%.*s” zijn ontvangen op %.*s.",
                      STR_ARG(k->partij_naam), STR_ARG(r->titel), STR_ARG(time_nl(a, w->moment))));
    regel_bij(a, l, str_fmt(a, "Er zijn %.*s vragen beantwoord.", STR_ARG(num_nl(a, w->antwoorden, 0))));
    regel_bij(a, l,
              str_fmt(a,
                      "Kenmerk: %.*s. Dat is een som over alle antwoorden (SHA-256): verandert er één teken, "
                      "dan is de som anders.",
                      STR_ARG(w->som)));
    regel_bij(a, l,
              str_fmt(a,
                      "De antwoorden staan nu vast. Met uw eigen link kunt u ze bekijken. Wilt u iets "
                      "verbeteren? Vraag %.*s om de vragenlijst te heropenen.",
                      STR_ARG(r->contact.n ? r->contact : STR("wie u uitnodigde"))));
    if (r->verzonnen)
        regel_bij(a, l, STR("Dit is een proef: de gegevens zijn verzonnen."));
    rc = verstuur(c, k, "ronde-ontvangst", d, e);
    return rc ? rc : bericht_noteer(c, k->id, "ontvangst", k->email, over, verstuurd, e);
}

/* When a mail goes out: its link. Nobody is written to who submitted meanwhile, or whose links were
 * withdrawn.
 */
static int link_vul(struct conn *c, struct arena *a, int64_t contact, struct doc *d, struct err *e)
{
    char token[LINK_HEX + 1];
    int rc = contact_schrijfbaar(c, contact, e);

    if (!rc)
        rc = link_maak(c, contact, token, e);
    if (!rc)
        DOC_SET_STR(a, d, "link",
                    str_fmt(a, "%.*s/invullen/%s", STR_ARG(doc_get_str(d, STR("site"))), token));
    return rc;
}

const struct post_vuller ronde_vullers[] = {{"ronde", link_vul}, {0}};
