/* SPDX-License-Identifier: EUPL-1.2
 * One mail to the mail server. */
#include "net/intern.h"

#include <string.h>

struct geef {
    struct str rest;
};

static size_t geef(char *p, size_t een, size_t n, void *ctx)
{
    struct geef *g = ctx;
    size_t k = een * n < g->rest.n ? een * n : g->rest.n;

    if (k)
        memcpy(p, g->rest.p, k);
    g->rest = str_sub(g->rest, k, g->rest.n);
    return k;
}

/* An address that would add a line or a word to the conversation. */
static bool adres_kaal(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7f || s.p[i] == '<' || s.p[i] == '>')
            return false;
    return s.n > 0;
}

/* 4xx and a server that is not there may pass; so may what is wrong with our own settings, which are mended.
 * What is left of 5xx is about this message. */
static int uitkomst(CURLcode code, long antwoord, const char *woorden, struct err *e)
{
    if (!code)
        return OK;
    if (antwoord >= 500 && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED)
        return err_set(e, ERR_DATA, "de mailserver weigert het bericht (%ld)", antwoord);
    return err_set(e, ERR_ENV, "de mailserver neemt het bericht niet aan: %s",
                   *woorden ? woorden : curl_easy_strerror(code));
}

int net_mail(struct arena *a, const struct net_mail *m, struct err *e)
{
    struct geef g = {m->tekst};
    char woorden[CURL_ERROR_SIZE] = "";
    struct curl_slist *aan;
    long antwoord = 0;
    CURLcode code;
    CURL *h;

    if (!adres_kaal(m->van) || !adres_kaal(m->aan))
        return err_set(e, ERR_DATA, "dit is geen adres waar mail heen kan");
    h = curl_maak(a, "smtp,smtps", NET_MAIL_S, m->ca);
    if (!h)
        return err_set(e, ERR_ENV, "er is geen geheugen om mail te versturen");
    aan = curl_slist_append(NULL, str_cstr(a, str_fmt(a, "<%.*s>", STR_ARG(m->aan))));
    curl_easy_setopt(h, CURLOPT_URL, str_cstr(a, m->server));
    curl_easy_setopt(h, CURLOPT_USE_SSL, curl_zelf(m->server) ? (long)CURLUSESSL_TRY : (long)CURLUSESSL_ALL);
    curl_easy_setopt(h, CURLOPT_MAIL_FROM, str_cstr(a, str_fmt(a, "<%.*s>", STR_ARG(m->van))));
    curl_easy_setopt(h, CURLOPT_MAIL_RCPT, aan);
    if (m->gebruiker.n) {
        curl_easy_setopt(h, CURLOPT_USERNAME, str_cstr(a, m->gebruiker));
        curl_easy_setopt(h, CURLOPT_PASSWORD, str_cstr(a, m->wachtwoord));
    }
    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(h, CURLOPT_READFUNCTION, geef);
    curl_easy_setopt(h, CURLOPT_READDATA, &g);
    curl_easy_setopt(h, CURLOPT_ERRORBUFFER, woorden);
    code = curl_easy_perform(h);
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &antwoord);
    curl_easy_cleanup(h);
    curl_slist_free_all(aan);
    return uitkomst(code, antwoord, woorden, e);
}
