/* SPDX-License-Identifier: EUPL-1.2
 * Lines like "verblijfsobjecten inlezen: 3.200 van 10.000 MB (32%), nog ongeveer 2 minuten". */
#include "base/gang.h"

#include "base/str.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NA_MS = 1000, SCHERM_MS = 250, REGEL_MS = 5000 };

static volatile sig_atomic_t gestopt;
static struct sigaction was_int, was_term;

static int64_t nu(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void stop(int sein)
{
    static const char tekst[] = "\nGestopt op verzoek; nog een keer breekt meteen af.\n";
    int was = errno; /* of who was interrupted */

    (void)sein;
    gestopt = 1;
    if (write(STDERR_FILENO, tekst, sizeof tekst - 1) < 0)
        gestopt = 1;
    errno = was;
}

void gang_begin(struct gang *g, FILE *naar)
{
    struct sigaction s = {.sa_handler = stop, .sa_flags = (int)(SA_RESETHAND | SA_RESTART)};

    *g = (struct gang){.naar = naar, .scherm = naar && isatty(fileno(naar)), .begin = nu()};
    g->stap = g->begin;
    sigemptyset(&s.sa_mask);
    gestopt = 0;
    sigaction(SIGINT, &s, &was_int);
    sigaction(SIGTERM, &s, &was_term);
}

void gang_einde(struct gang *g)
{
    if (g->scherm && g->lengte)
        fprintf(g->naar, "\r%*s\r", (int)g->lengte, "");
    sigaction(SIGINT, &was_int, NULL);
    sigaction(SIGTERM, &was_term, NULL);
}

static void duur(char *uit, size_t n, int64_t s)
{
    if (s < 60)
        snprintf(uit, n, "%lld second%s", (long long)(s < 1 ? 1 : s), s <= 1 ? "e" : "en");
    else if (s < 5400)
        snprintf(uit, n, "%lld %s", (long long)((s + 30) / 60), (s + 30) / 60 == 1 ? "minuut" : "minuten");
    else
        snprintf(uit, n, "%lld uur", (long long)((s + 1800) / 3600));
}

static void toon(struct gang *g, int64_t t)
{
    uint64_t gedaan = atomic_load(&g->gedaan), zelf = gedaan - g->overgeslagen;
    uint64_t per = strcmp(g->eenheid, "MB") == 0 ? 1000000 : 1;
    char regel[300], rest[60] = "", tijd[40];
    int n;

    gedaan = gedaan > g->totaal && g->totaal ? g->totaal : gedaan;
    if (g->totaal && gedaan > g->overgeslagen && gedaan < g->totaal) {
        duur(tijd, sizeof tijd,
             (int64_t)((double)(g->totaal - gedaan) / (double)zelf * (double)(t - g->stap) / 1000 + 0.5));
        snprintf(rest, sizeof rest, ", nog ongeveer %s", tijd);
    }
    if (g->totaal)
        n = snprintf(regel, sizeof regel, "%s: %llu van %llu %s (%llu%%)%s", g->wat,
                     (unsigned long long)(gedaan / per), (unsigned long long)(g->totaal / per), g->eenheid,
                     (unsigned long long)(gedaan * 100 / g->totaal), rest);
    else
        n = snprintf(regel, sizeof regel, "%s", g->wat);
    if (g->scherm)
        fprintf(g->naar, "\r%-*s", (int)g->lengte, regel);
    else
        fprintf(g->naar, "%s\n", regel);
    fflush(g->naar);
    g->lengte = n > 0 ? (size_t)n : 0;
}

/* One thread at a time shows, and not more often than people can read. */
static void misschien(struct gang *g)
{
    int64_t t, vorig;

    if (!g->naar || !g->wat)
        return;
    t = nu();
    vorig = atomic_load(&g->getoond);
    if (t - g->begin < NA_MS || t - vorig < (g->scherm ? SCHERM_MS : REGEL_MS) ||
        !atomic_compare_exchange_strong(&g->getoond, &vorig, t))
        return;
    toon(g, t);
}

void gang_stap(struct gang *g, const char *wat, uint64_t totaal, const char *eenheid)
{
    if (!g)
        return;
    g->wat = wat;
    g->totaal = totaal;
    g->eenheid = eenheid;
    g->stap = nu();
    g->overgeslagen = 0;
    atomic_store(&g->gedaan, 0);
    if (g->scherm)
        misschien(g);
}

void gang_bij(struct gang *g, uint64_t n)
{
    if (!g)
        return;
    atomic_fetch_add(&g->gedaan, n);
    misschien(g);
}

void gang_overgeslagen(struct gang *g, uint64_t n)
{
    if (!g)
        return;
    g->overgeslagen += n;
    atomic_fetch_add(&g->gedaan, n);
}

bool gang_stopt(const struct gang *g)
{
    return g && gestopt;
}

int gang_door(const struct gang *g, struct err *e)
{
    return gang_stopt(g) ? err_set(e, ERR_CANCELLED, "gestopt op verzoek; er is niets gewijzigd") : OK;
}
