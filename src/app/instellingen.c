/* SPDX-License-Identifier: EUPL-1.2
 * The settings of `serve` that are more than a word: secrets, which are read from files, and the services
 * that they configure. */
#include "app/app.h"
#include "app/app_cmd.h"

#include "net/net.h"
#include "post/post.h"
#include "ronde/ronde.h"
#include "toegang/mens.h"
#include "toegang/oidc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GEHEIM_MAX = 16 << 10 };

/* The file of an option: a path, or the name of a credential of the service (LoadCredential=). */
static struct str geheim_pad(struct arena *a, struct str waarde)
{
    const char *map = getenv("CREDENTIALS_DIRECTORY");

    return map && !memchr(waarde.p, '/', waarde.n) ? str_fmt(a, "%s/%.*s", map, STR_ARG(waarde)) : waarde;
}

int geheim_lees(struct command_call *call, const char *optie, struct str *ret, struct err *e)
{
    struct str waarde = command_value(call, optie), pad;
    char *tekst = arena_alloc(call->a, GEHEIM_MAX + 1);
    size_t n;
    FILE *f;

    *ret = STR("");
    if (!waarde.n)
        return OK;
    pad = geheim_pad(call->a, waarde);
    f = fopen(str_cstr(call->a, pad), "re");
    if (!f)
        return err_set(e, ERR_ENV, "%s: %.*s is niet te lezen: %s", optie, STR_ARG(pad), err_oorzaak(errno));
    n = fread(tekst, 1, GEHEIM_MAX + 1, f);
    fclose(f);
    *ret = str_trim((struct str){tekst, n});
    if (n > GEHEIM_MAX || !ret->n || !utf8_valid(*ret))
        return err_set(e, ERR_ENV, "%s: %.*s is leeg, te groot of geen tekst", optie, STR_ARG(pad));
    return OK;
}

const struct post_vuller *app_vullers(void)
{
    static struct post_vuller alle[8];
    const struct post_vuller *const lijsten[] = {mens_vullers, ronde_vullers};
    size_t n = 0;

    for (size_t i = 0; i < 2; i++)
        for (const struct post_vuller *v = lijsten[i]; v->sjabloon && n < 7; v++)
            alle[n++] = *v;
    return alle;
}

/* Whose roles work only after a second factor; administration unless it is said otherwise. */
static int tweede_stap_lees(struct str woord, enum tweede_stap *ret, struct err *e)
{
    static const char *const woorden[] = {
        [TWEEDE_VRIJ] = "niemand", [TWEEDE_BEHEERDER] = "beheerder", [TWEEDE_IEDEREEN] = "iedereen"};

    *ret = TWEEDE_BEHEERDER;
    for (int i = TWEEDE_VRIJ; woord.n && i <= TWEEDE_IEDEREEN; i++)
        if (str_is(woord, woorden[i])) {
            *ret = (enum tweede_stap)i;
            return OK;
        }
    return woord.n ? err_set(e, ERR_USAGE, "tweede-stap is beheerder, iedereen of niemand") : OK;
}

int instellingen_lees(struct command_call *call, struct omgeving *o, struct err *e)
{
    struct post_config p = {.server = command_value(call, "post"),
                            .van = command_value(call, "post-van"),
                            .gebruiker = command_value(call, "post-gebruiker"),
                            .ca = command_value(call, "post-ca"),
                            .site = command_value(call, "adres"),
                            .installatie = o->naam,
                            .vullers = app_vullers()};
    struct oidc_config c = {.uitgever = command_value(call, "oidc-uitgever"),
                            .client = command_value(call, "oidc-client"),
                            .acr = command_value(call, "oidc-acr"),
                            .naam = command_value(call, "oidc-naam"),
                            .ca = command_value(call, "oidc-ca"),
                            .site = p.site};
    struct str lijst = command_value(call, "wachtwoordenlijst"), meten, kluis;
    char som[GEHEIM_HEX + 1];
    int rc = net_begin(e);

    if (!rc)
        rc = geheim_lees(call, "post-wachtwoord", &p.wachtwoord, e);
    if (!rc && p.site.n && !net_url_goed(p.site))
        rc = err_set(e, ERR_USAGE, "adres is het adres van deze website, als https://woonzorg.voorbeeld.nl");
    if (!rc)
        rc = post_start(&p, &o->post, e);
    if (!rc)
        rc = geheim_lees(call, "oidc-sleutel", &c.sleutel, e);
    if (!rc)
        rc = geheim_lees(call, "oidc-geheim", &c.geheim, e);
    if (!rc)
        rc = oidc_start(&c, &o->oidc, e);
    if (!rc && lijst.n)
        rc = lek_lees(str_cstr(call->a, lijst), e);
    if (!rc)
        rc = tweede_stap_lees(command_value(call, "tweede-stap"), &o->tweede_stap, e);
    if (!rc)
        rc = geheim_lees(call, "geheim-sleutel", &kluis, e);
    if (!rc)
        rc = kluis_start(o->store, kluis, e);
    if (!rc)
        rc = geheim_lees(call, "metrieken-sleutel", &meten, e);
    if (!rc && meten.n) {
        geheim_som(meten, som);
        o->metrieken_som = str_dup(call->a, str_from(som));
    }
    return rc;
}

void instellingen_los(struct omgeving *o)
{
    oidc_stop(o->oidc);
    o->oidc = NULL;
    post_stop(o->post);
    o->post = NULL;
    lek_los();
}
