/* SPDX-License-Identifier: EUPL-1.2
 * See rd.h. A context of PROJ belongs to one thread, so every rd has its own. */
#include "tabel/rd.h"

#include <proj.h>
#include <stdlib.h>

struct rd {
    PJ_CONTEXT *context;
    PJ *reeks;
};

/* Parameters: EPSG dataset, operation 9281 "Amersfoort to ETRS89 (8)" (stated accuracy 0.25 m) and projection
 * 19914 "RD New". */
static const char stappen[] =
    "+proj=pipeline"
    " +step +proj=unitconvert +xy_in=deg +xy_out=rad"
    " +step +proj=push +v_3"
    " +step +proj=cart +ellps=GRS80"
    " +step +inv +proj=helmert +x=565.7381 +y=50.4018 +z=465.2904 +rx=0.395025981036064 "
    "+ry=-0.330772431242031"
    " +rz=1.87607329462821 +s=4.07244 +convention=coordinate_frame"
    " +step +inv +proj=cart +ellps=bessel"
    " +step +proj=pop +v_3"
    " +step +proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000"
    " +ellps=bessel";

int rd_open(struct rd **ret, struct err *e)
{
    struct rd *r = calloc(1, sizeof *r);

    if (!r)
        return err_set(e, ERR_ENV, "er is geen geheugen meer");
    r->context = proj_context_create();
    if (r->context) {
        proj_log_level(r->context, PJ_LOG_NONE);
        r->reeks = proj_create(r->context, stappen);
    }
    if (!r->reeks) {
        rd_close(r);
        return err_set(e, ERR_ENV, "de omrekening naar het Rijksdriehoeksstelsel is niet beschikbaar (PROJ)");
    }
    *ret = r;
    return OK;
}

void rd_close(struct rd *r)
{
    if (!r)
        return;
    proj_destroy(r->reeks);
    proj_context_destroy(r->context);
    free(r);
}

void rd_van_graden(struct rd *r, double lengte, double breedte, double *ret_x, double *ret_y)
{
    PJ_COORD c = proj_trans(r->reeks, PJ_FWD, proj_coord(lengte, breedte, 0, 0));

    *ret_x = c.xy.x;
    *ret_y = c.xy.y;
}

void rd_naar_graden(struct rd *r, double x, double y, double *ret_lengte, double *ret_breedte)
{
    PJ_COORD c = proj_trans(r->reeks, PJ_INV, proj_coord(x, y, 0, 0));

    *ret_lengte = c.lp.lam;
    *ret_breedte = c.lp.phi;
}

/* Gemeenten reach a kilometre into the North Sea and over the Wadden islands; the box is a little wider. */
bool rd_lengte_breedte_past(double lengte, double breedte)
{
    return lengte >= 3.0 && lengte <= 7.5 && breedte >= 50.5 && breedte <= 54.0;
}

bool rd_past(double x, double y)
{
    return x >= -10000 && x <= 300000 && y >= 290000 && y <= 660000;
}
