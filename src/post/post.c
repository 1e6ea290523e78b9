/* SPDX-License-Identifier: EUPL-1.2
 * Sending: the taak that takes what waits, one message at a time, fills in what may not lie in a queue, and
 * gives it to the mail server or, in a demo, only shows it. */
#include "post/intern.h"

#include "base/date.h"
#include "doc/json.h"
#include "net/net.h"
#include "post/mime.h"

#include <sodium.h>
#include <stdlib.h>

enum { GEHEIM_MAX = 1000 };
#define VERLOPEN ((int64_t)7 * 24 * 3600 * 1000) /* what waited so long is told to nobody any more */

struct post {
    struct arena a;
    struct post_config c;
    enum post_stand stand;
    struct str van_naam, van;
};

enum post_stand post_stand(const struct omgeving *o)
{
    return o->post ? o->post->stand : POST_UIT;
}

struct str post_site(const struct omgeving *o)
{
    return o->post ? o->post->c.site : STR("");
}

/* ---- settings ---- */

static int config_keur(struct post *p, struct err *e)
{
    const struct post_config *c = &p->c;

    if (!c->server.n)
        return OK;
    if (!c->site.n)
        return err_set(e, ERR_USAGE,
                       "bij post hoort --adres: waar links in een mail heen gaan, als "
                       "https://woonzorg.voorbeeld.nl");
    p->stand = str_is(c->server, "toon") ? POST_TOON : POST_AAN;
    if (p->stand == POST_TOON)
        return OK;
    if (!str_starts(c->server, STR("smtp://")) && !str_starts(c->server, STR("smtps://")))
        return err_set(e, ERR_USAGE,
                       "post is “toon”, of het adres van een mailserver: smtp://host:587 of "
                       "smtps://host:465");
    if (str_index(c->server, '@') < c->server.n)
        return err_set(e, ERR_USAGE,
                       "zet gebruiker en wachtwoord van de mailserver niet in zijn adres, maar in "
                       "post-gebruiker en post-wachtwoord");
    if (!mime_van(c->van, &p->van_naam, &p->van))
        return err_set(e, ERR_USAGE,
                       "post-van is een afzender, als “Woonzorg <woonzorg@voorbeeld.nl>”; hier staat “%.*s”",
                       STR_ARG(c->van));
    if (c->wachtwoord.n > GEHEIM_MAX || (c->gebruiker.n && !c->wachtwoord.n))
        return err_set(e, ERR_USAGE,
                       "bij post-gebruiker hoort post-wachtwoord: een bestand met het wachtwoord");
    return OK;
}

int post_start(const struct post_config *c, struct post **ret, struct err *e)
{
    struct post *p = calloc(1, sizeof *p);
    int rc;

    if (!p)
        return err_set(e, ERR_ENV, "er is geen geheugen voor de post");
    arena_init(&p->a, 0);
    p->c = *c;
    for (struct str *const *s =
             (struct str *const[]){&p->c.server, &p->c.van, &p->c.gebruiker, &p->c.wachtwoord, &p->c.ca,
                                   &p->c.site, &p->c.installatie, NULL};
         *s; s++)
        **s = str_dup(&p->a, (*s)->p ? **s : STR(""));
    p->c.site = str_ends(p->c.site, STR("/")) ? str_sub(p->c.site, 0, p->c.site.n - 1) : p->c.site;
    rc = config_keur(p, e);
    if (rc)
        post_stop(p);
    else
        *ret = p;
    return rc;
}

void post_stop(struct post *p)
{
    if (!p)
        return;
    if (p->c.wachtwoord.n)
        sodium_memzero((char *)p->c.wachtwoord.p, p->c.wachtwoord.n);
    arena_done(&p->a);
    free(p);
}

/* ---- one message ---- */

struct zending {
    struct post *p;
    struct arena *a;
    struct post_greep g;
    struct doc *waarden;
    struct post_einde einde;
    bool gegrepen, vervallen;
};

static int waarden_vul(struct conn *c, struct zending *z, struct err *e)
{
    const struct post_vuller *v = z->p->c.vullers;
    int rc = json_read(z->a, z->g.waarden, (struct json_limits){0}, &z->waarden, e);

    if (rc || z->waarden->type != DOC_MAP)
        return err_set(e, ERR_CONFLICT, "de waarden van dit bericht zijn niet te lezen");
    DOC_SET_STR(z->a, z->waarden, "site", z->p->c.site);
    DOC_SET_STR(z->a, z->waarden, "installatie", z->p->c.installatie);
    if (time_ms() - z->g.gemaakt > VERLOPEN)
        return err_set(e, ERR_CONFLICT, "te oud: dit bericht wachtte langer dan een week");
    if (z->g.poging > POST_POGINGEN)
        return err_set(e, ERR_CONFLICT, "na %d pogingen niet gelukt", POST_POGINGEN);
    for (; v && v->sjabloon; v++)
        if (str_is(z->g.sjabloon, v->sjabloon))
            return v->vul(c, z->a, z->g.object_id, z->waarden, e);
    return OK;
}

/* Takes the next one on, and makes what it may hold only now. What need not be sent any more ends here. */
static int zending_grijp(struct conn *c, void *ctx, struct err *e)
{
    struct zending *z = ctx;
    struct err waarom = {0};
    int rc = post_grijp(c, z->a, time_ms(), &z->g, e);

    z->gegrepen = rc == 1;
    z->vervallen = false;
    if (rc <= 0)
        return rc;
    z->einde = (struct post_einde){.id = z->g.id};
    rc = waarden_vul(c, z, &waarom);
    if (rc && rc != ERR_ENV) { /* it will not go better next time, and others wait behind it */
        z->vervallen = true;
        z->einde.status = BERICHT_MISLUKT;
        z->einde.fout = str_dup(z->a, str_from(waarom.text));
        return post_einde(c, &z->einde, e);
    }
    if (rc)
        *e = waarom;
    return rc;
}

static int zending_einde(struct conn *c, void *ctx, struct err *e)
{
    const struct zending *z = ctx;

    return post_einde(c, &z->einde, e);
}

/* Sends it; how it went is in z->einde. */
static void zending_stuur(struct zending *z)
{
    struct post *p = z->p;
    struct post_inhoud i;
    struct err e = {0};
    struct mime_brief m = {.van_naam = p->van_naam, .van = p->van, .aan = z->g.aan, .moment = time_ms()};
    struct net_mail mail = {.server = p->c.server,
                            .gebruiker = p->c.gebruiker,
                            .wachtwoord = p->c.wachtwoord,
                            .ca = p->c.ca,
                            .van = p->van,
                            .aan = z->g.aan};
    int rc = post_maak(z->a, z->g.sjabloon, z->waarden, &i, &e);

    if (!rc && p->stand == POST_TOON) {
        z->einde = (struct post_einde){z->g.id, BERICHT_GETOOND, STR(""), i.onderwerp, i.tekst, i.html};
        return;
    }
    if (!rc) {
        m.onderwerp = i.onderwerp;
        m.tekst = i.tekst;
        m.html = i.html;
        m.nummer = str_fmt(z->a, "woonzorg.%lld.%lld", (long long)z->g.id, (long long)z->g.gemaakt);
        z->einde.onderwerp = i.onderwerp;
        rc = mime_maak(z->a, &m, &mail.tekst, &e);
    }
    if (!rc)
        rc = net_mail(z->a, &mail, &e);
    z->einde.fout = str_dup(z->a, str_from(e.text));
    z->einde.status = !rc                                            ? BERICHT_VERSTUURD
                      : rc == ERR_ENV && z->g.poging < POST_POGINGEN ? BERICHT_WACHT
                                                                     : BERICHT_MISLUKT;
}

static int post_doe(struct taak_werk *w, struct err *e)
{
    struct omgeving *o = w->ctx;
    int64_t gedaan = 0;
    struct arena a;
    int rc = OK;

    if (post_stand(o) == POST_UIT)
        return OK;
    arena_init(&a, 0);
    while (!rc && !taak_moet_stoppen(w)) {
        struct zending z = {.p = o->post, .a = &a};

        rc = store_write(w->store, zending_grijp, &z, e);
        if (rc || !z.gegrepen)
            break;
        if (!z.vervallen) {
            zending_stuur(&z);
            rc = store_write(w->store, zending_einde, &z, e);
        }
        taak_voortgang(w, ++gedaan, 0, "post versturen");
        arena_reset(&a);
    }
    arena_done(&a);
    return rc;
}

static int post_nodig(struct conn *c, void *ctx, bool *ret, struct err *e)
{
    if (post_stand(ctx) == POST_UIT)
        return OK;
    return post_te_doen(c, time_ms(), ret, e);
}

const struct taak_soort post_taken[] = {{"post", post_doe, post_nodig, 0}, {0}};
