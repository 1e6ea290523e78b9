/* SPDX-License-Identifier: EUPL-1.2
 * The words of a document. A PDF is read by poppler's pdftotext, a process of its own that sees the document
 * on its input and nothing else of ours, bounded in time, memory and output; of an office file the text is
 * what stands between the tags of its main part. What cannot be read has no words: that is no error. */
#include "stuk/stuk.h"

#include "base/fd.h"
#include "tabel/tabel.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SECONDEN_MAX = 15, UIT_MAX = 4 << 20, KAAL_MAX = 64 << 20 };

static const char prlimit[] = "/usr/bin/prlimit", pdftotext[] = "/usr/bin/pdftotext";

/* ---- what stays of it ---- */

/* Valid UTF-8 with one space between words, cut at STUK_TEKST_MAX. */
static struct str opgeruimd(struct arena *a, struct str s)
{
    struct buf b;
    bool spatie = true;

    s = utf8_clip(s, STUK_TEKST_MAX);
    if (!utf8_valid(s))
        return STR("");
    buf_init(&b, a, s.n + 1);
    for (size_t i = 0; i < s.n; i++) {
        bool leeg = (unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f;

        if (!leeg || !spatie)
            buf_char(&b, leeg ? ' ' : s.p[i]);
        spatie = leeg;
    }
    return str_trim(buf_str(&b));
}

/* Of a reference that begins behind its &, how much is to be skipped; 0: it is none. */
static size_t verwijzing(struct str rest)
{
    size_t n = 0;

    while (n < rest.n && n < 12 && rest.p[n] != ';' && rest.p[n] != '<' && rest.p[n] != '&')
        n++;
    return n < rest.n && rest.p[n] == ';' ? n + 1 : 0;
}

/* What stands between tags; the five named references are written out, others become a space. */
static struct str zonder_tags(struct arena *a, struct str xml)
{
    static const char *const namen[][2] = {
        {"amp;", "&"}, {"lt;", "<"}, {"gt;", ">"}, {"quot;", "\""}, {"apos;", "'"}};
    /* Runs of one word stand in tags of their own; only these part words. */
    static const char *const scheidt[] = {"/w:p>",   "w:tab",   "w:br",     "/text:p>",        "/text:h>",
                                          "text:s/", "text:s ", "text:tab", "text:line-break", "/si>"};
    struct buf b;

    buf_init(&b, a, xml.n + 1);
    for (size_t i = 0; i < xml.n; i++) {
        struct str rest = str_sub(xml, i + 1, xml.n);

        if (xml.p[i] == '<') {
            size_t eind = str_index(rest, '>');
            bool los = false;

            for (size_t k = 0; k < sizeof scheidt / sizeof *scheidt && !los; k++)
                los = str_starts(rest, str_from(scheidt[k]));

            if (los)
                buf_char(&b, ' ');
            i += eind + 1;
        } else if (xml.p[i] == '&') {
            size_t k = 0;

            while (k < 5 && !str_starts(rest, str_from(namen[k][0])))
                k++;
            buf_lit(&b, k < 5 ? namen[k][1] : " ");
            i += verwijzing(rest);
        } else {
            buf_char(&b, xml.p[i]);
        }
    }
    return buf_str(&b);
}

static struct str kantoor(struct arena *a, struct str bytes)
{
    static const char *const delen[] = {"word/document.xml", "content.xml", "xl/sharedStrings.xml"};
    struct zip_deel *deel;
    struct err e;
    size_t n;

    if (zip_lees(a, bytes, (struct tabel_grens){.bytes = KAAL_MAX}, &deel, &n, &e))
        return STR("");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof delen / sizeof *delen; k++)
            if (str_is(deel[i].naam, delen[k]))
                return zonder_tags(a, deel[i].bytes);
    return STR("");
}

static struct str tekst(struct arena *a, struct str bytes)
{
    struct str s;
    struct err e;

    return tekst_utf8(a, bytes, &s, &e) ? STR("") : s;
}

/* ---- a PDF ---- */

/* Ended by us when it takes too long. */
static bool goed_geeindigd(pid_t kind)
{
    int staat;

    for (int i = 0; i < SECONDEN_MAX * 50; i++) {
        pid_t p = waitpid(kind, &staat, WNOHANG);

        if (p == kind)
            return WIFEXITED(staat) && !WEXITSTATUS(staat);
        if (p < 0 && errno != EINTR)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    }
    kill(kind, SIGKILL);
    waitpid(kind, NULL, 0);
    return false;
}

/* From one file that is only in memory to another: the program sees no path, no surroundings and none of our
 * open files. */
static bool draai(int in, int uit)
{
    static const char *const argv[] = {prlimit,
                                       "--cpu=10",
                                       "--as=1073741824",
                                       "--fsize=4194304",
                                       "--core=0",
                                       "--nofile=32",
                                       pdftotext,
                                       "-q",
                                       "-enc",
                                       "UTF-8",
                                       "-l",
                                       "300",
                                       "-",
                                       "-",
                                       NULL},
                             *const leeg[] = {"PATH=/usr/bin", NULL};
    posix_spawn_file_actions_t acties;
    pid_t kind;
    int rc;

    posix_spawn_file_actions_init(&acties);
    posix_spawn_file_actions_adddup2(&acties, in, 0);
    posix_spawn_file_actions_adddup2(&acties, uit, 1);
    posix_spawn_file_actions_addopen(&acties, 2, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&acties, 3);
    rc = posix_spawn(&kind, prlimit, &acties, NULL, (char *const *)(uintptr_t)argv,
                     (char *const *)(uintptr_t)leeg);
    posix_spawn_file_actions_destroy(&acties);
    return !rc && goed_geeindigd(kind);
}

static struct str lees(struct arena *a, int f)
{
    struct stat st;
    char *p;

    if (fstat(f, &st) || st.st_size <= 0 || st.st_size > UIT_MAX)
        return STR("");
    p = arena_alloc(a, (size_t)st.st_size);
    return lees_alles(f, p, (size_t)st.st_size, 0) ? (struct str){p, (size_t)st.st_size} : STR("");
}

static struct str pdf_lees(struct arena *a, struct str bytes)
{
    int in = memfd_create("stuk", MFD_CLOEXEC), uit = memfd_create("tekst", MFD_CLOEXEC);
    struct str s = STR("");

    if (in >= 0 && uit >= 0 && schrijf_alles(in, bytes.p, bytes.n) && !lseek(in, 0, SEEK_SET) &&
        draai(in, uit))
        s = lees(a, uit);
    if (in >= 0)
        close(in);
    if (uit >= 0)
        close(uit);
    return s;
}

/* One is read and one waits, each with a thread and a connection to the database that the site has few of:
 * who comes third is told. */
static int pdf(struct arena *a, struct str bytes, struct str *ret, struct err *e)
{
    static pthread_mutex_t leest = PTHREAD_MUTEX_INITIALIZER, wacht = PTHREAD_MUTEX_INITIALIZER;

    if (access(pdftotext, X_OK) || access(prlimit, X_OK))
        return OK;
    if (pthread_mutex_trylock(&wacht))
        return err_set(e, ERR_CONFLICT,
                       "Er worden nu andere documenten gelezen. Probeer het over een halve minuut opnieuw.");
    pthread_mutex_lock(&leest);
    pthread_mutex_unlock(&wacht);
    *ret = pdf_lees(a, bytes);
    pthread_mutex_unlock(&leest);
    return OK;
}

int stuk_woorden(struct arena *a, const struct http_upload *u, struct str *ret, struct err *e)
{
    size_t punt = u->name.n;
    struct str eind, s = STR("");
    int rc = OK;

    while (punt && u->name.p[punt - 1] != '.')
        punt--;
    eind = str_sub(u->name, punt, u->name.n);
    if (str_ieq(eind, STR("pdf")))
        rc = str_starts(u->bytes, STR("%PDF-")) ? pdf(a, u->bytes, &s, e) : OK;
    else if (str_ieq(eind, STR("txt")) || str_ieq(eind, STR("csv")))
        s = tekst(a, u->bytes);
    else
        s = kantoor(a, u->bytes);
    *ret = opgeruimd(a, s);
    return rc;
}
