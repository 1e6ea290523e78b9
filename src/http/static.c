/* SPDX-License-Identifier: EUPL-1.2
 * The files of web/dist that are built into the binary, served under /static/: typed and compressed once at
 * the start, then only looked up. Templates are never served. */
#include "http/intern.h"

static const struct str folder = STR_INIT("dist/");

static const struct {
    struct str suffix;
    const char *type;
} types[] = {
    {STR_INIT(".css"), "text/css; charset=utf-8"},
    {STR_INIT(".js"), "text/javascript; charset=utf-8"},
    {STR_INIT(".mjs"), "text/javascript; charset=utf-8"},
    {STR_INIT(".html"), "text/html; charset=utf-8"},
    {STR_INIT(".json"), "application/json"},
    {STR_INIT(".map"), "application/json"},
    {STR_INIT(".svg"), "image/svg+xml"},
    {STR_INIT(".png"), "image/png"},
    {STR_INIT(".jpg"), "image/jpeg"},
    {STR_INIT(".webp"), "image/webp"},
    {STR_INIT(".ico"), "image/x-icon"},
    {STR_INIT(".woff2"), "font/woff2"},
    {STR_INIT(".txt"), "text/plain; charset=utf-8"},
    {STR_INIT(".webmanifest"), "application/manifest+json"},
    {STR_INIT(".pbf"), "application/x-protobuf"},
};

const char *type_of_name(struct str name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (str_ends(name, types[i].suffix))
            return types[i].type;
    return "application/octet-stream";
}

void statics_prepare(struct arena *a, const struct embed_file *files, struct static_set *ret)
{
    struct packer *packer = NULL;

    map_init(&ret->by_name, a);
    for (; files->name; files++) {
        struct str name = str_from(files->name), etag = str_from(files->etag);
        struct static_file *f;

        if (!str_starts(name, folder))
            continue;
        f = ARENA_NEW(a, struct static_file);
        f->name = str_sub(name, folder.n, name.n);
        f->type = type_of_name(name);
        f->plain = (struct str){(const char *)files->bytes, files->n};
        f->gzip = type_packs(f->type) ? packer_gzip(a, &packer, f->plain, 9) : (struct str){NULL, 0};
        /* A compressed file is another representation, so a strong tag of its own: "…" becomes "…-gzip". */
        f->etag = etag;
        f->etag_gzip = str_fmt(a, "%.*s-gzip\"", (int)(etag.n - 1), etag.p);
        map_put(&ret->by_name, f->name, NULL)->value.p = f;
    }
    packer_free(packer);
}

const struct static_file *static_find(const struct static_set *s, struct str name)
{
    const struct map_entry *found = map_get(&s->by_name, name);

    return found ? found->value.p : NULL;
}

struct str http_static_url(struct arena *a, const char *name)
{
    for (const struct embed_file *f = embed_files; f->name; f++)
        if (str_starts(str_from(f->name), folder) &&
            str_is(str_sub(str_from(f->name), folder.n, SIZE_MAX), name))
            return str_fmt(a, "/static/%s?v=%.*s", name, (int)str_from(f->etag).n - 2, f->etag + 1);
    return str_fmt(a, "/static/%s", name);
}
