/* SPDX-License-Identifier: EUPL-1.2
 * What requests and mails share: a handle of libcurl with our bounds. */
#include "net/intern.h"

int net_begin(struct err *e)
{
    return curl_global_init(CURL_GLOBAL_DEFAULT) ? err_set(e, ERR_ENV, "libcurl start niet") : OK;
}

CURL *curl_maak(struct arena *a, const char *protocollen, long seconden, struct str ca)
{
    CURL *h = curl_easy_init();

    if (!h)
        return NULL;
    curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, protocollen);
    curl_easy_setopt(h, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT, (long)NET_VERBIND_S);
    curl_easy_setopt(h, CURLOPT_TIMEOUT, seconden);
    curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(h, CURLOPT_PROXY, ""); /* not by what the environment happens to say */
    if (ca.n)
        curl_easy_setopt(h, CURLOPT_CAINFO, str_cstr(a, ca));
    return h;
}

bool curl_zelf(struct str url)
{
    static const char *const namen[] = {"127.0.0.1", "localhost", "[::1]"};
    struct str rest;

    for (size_t i = 0; i + 3 <= url.n; i++)
        if (str_is(str_sub(url, i, i + 3), "://")) {
            rest = str_sub(url, i + 3, url.n);
            for (size_t k = 0; k < sizeof namen / sizeof *namen; k++) {
                struct str naam = str_from(namen[k]);

                if (str_starts(rest, naam) &&
                    (rest.n == naam.n || rest.p[naam.n] == ':' || rest.p[naam.n] == '/'))
                    return true;
            }
            return false;
        }
    return false;
}
