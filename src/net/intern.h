/* SPDX-License-Identifier: EUPL-1.2
 * Shared by the files of this room only. */
#ifndef WZ_NET_INTERN_H
#define WZ_NET_INTERN_H

#include "net/net.h"

#include <curl/curl.h>

/* A handle with our bounds; NULL: no memory. `protocollen` as libcurl names them: "http,https". */
CURL *curl_maak(struct arena *a, const char *protocollen, long seconden, struct str ca);
/* Is the host of this address this machine itself? */
bool curl_zelf(struct str url);

#endif
