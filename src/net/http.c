/* SPDX-License-Identifier: EUPL-1.2
 * One HTTP request to another server, bounded. */
#include "net/intern.h"

bool net_url_goed(struct str url)
{
    if (url.n > 2000)
        return false;
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= ' ' || (unsigned char)url.p[i] >= 0x7f || url.p[i] == '@' ||
            url.p[i] == '\\' || url.p[i] == '"')
            return false;
    return str_starts(url, STR("https://")) || (str_starts(url, STR("http://")) && curl_zelf(url));
}

static size_t neem(char *p, size_t een, size_t n, void *ctx)
{
    struct buf *b = ctx;

    buf_bytes(b, p, een * n);
    return b->over ? 0 : een * n;
}

static void kop_zet(CURL *h, struct arena *a, const struct net_vraag *v, struct curl_slist **koppen)
{
    *koppen = curl_slist_append(NULL, "Accept: application/json");
    if (v->gebruiker.n) {
        curl_easy_setopt(h, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        curl_easy_setopt(h, CURLOPT_USERNAME, str_cstr(a, v->gebruiker));
        curl_easy_setopt(h, CURLOPT_PASSWORD, str_cstr(a, v->wachtwoord));
    }
    if (!v->body.p)
        return;
    *koppen = curl_slist_append(*koppen, str_cstr(a, str_fmt(a, "Content-Type: %s", v->type)));
    curl_easy_setopt(h, CURLOPT_POST, 1L);
    curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)v->body.n);
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, v->body.p);
}

int net_vraag(struct arena *a, const struct net_vraag *v, struct net_antwoord *ret, struct err *e)
{
    struct curl_slist *koppen = NULL;
    struct buf b;
    long status = 0;
    CURLcode code;
    CURL *h;

    if (!net_url_goed(v->url))
        return err_set(e, ERR_ENV, "“%.*s” is geen adres met https", STR_ARG(utf8_clip(v->url, 200)));
    h = curl_maak(a, "http,https", NET_S, v->ca);
    if (!h)
        return err_set(e, ERR_ENV, "er is geen geheugen voor een verzoek aan een andere server");
    buf_init(&b, a, NET_BYTES);
    kop_zet(h, a, v, &koppen);
    curl_easy_setopt(h, CURLOPT_URL, str_cstr(a, v->url));
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, koppen);
    curl_easy_setopt(h, CURLOPT_USERAGENT, "Woonzorg/" WOONZORG_VERSION);
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, neem);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, &b);
    code = curl_easy_perform(h);
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(h);
    curl_slist_free_all(koppen);
    if (b.over)
        return err_set(e, ERR_ENV, "het antwoord van %.*s is groter dan %d kB", STR_ARG(v->url),
                       NET_BYTES >> 10);
    if (code)
        return err_set(e, ERR_ENV, "%.*s antwoordt niet: %s", STR_ARG(v->url), curl_easy_strerror(code));
    *ret = (struct net_antwoord){(int)status, buf_str(&b)};
    return OK;
}
