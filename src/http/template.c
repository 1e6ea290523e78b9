/* SPDX-License-Identifier: EUPL-1.2
 * The embedded Mustache templates: all compiled once at the start, so that a broken one is found then and not
 * by a user. A template is also a partial, by the name it has under web/sjablonen ("deel/kop"). */
#include "http/intern.h"

static const struct str folder = STR_INIT("sjablonen/"), suffix = STR_INIT(".mustache");

int templates_compile(struct arena *a, const struct embed_file *files, struct template_set *ret,
                      struct err *e)
{
    struct template_set t;

    map_init(&t.by_name, a);
    for (; files->name; files++) {
        struct str name = str_from(files->name);
        struct mustache *m;
        int rc;

        if (!str_starts(name, folder) || !str_ends(name, suffix))
            continue;
        rc = mustache_compile(a, (struct str){(const char *)files->bytes, files->n}, &m, e);
        if (rc) {
            err_prefix(e, "web/%s: ", files->name);
            return rc;
        }
        name = str_sub(name, folder.n, name.n - suffix.n);
        map_put(&t.by_name, name, NULL)->value.p = m;
    }
    *ret = t;
    return OK;
}

const struct mustache *template_find(const struct template_set *t, struct str name)
{
    const struct map_entry *found = map_get(&t->by_name, name);

    return found ? found->value.p : NULL;
}

static const struct mustache *partial_find(void *ctx, struct str name)
{
    return template_find(ctx, name);
}

int template_render(struct arena *a, const struct template_set *t, struct str name, const struct doc *d,
                    struct buf *b, struct err *e)
{
    const struct mustache *m = template_find(t, name);

    if (!m)
        return err_set(e, ERR_ENV, "sjabloon %.*s ontbreekt", STR_ARG(name));
    return mustache_render(a, m, d, partial_find, (void *)t, b, e);
}
