/* SPDX-License-Identifier: EUPL-1.2
 * What GDAL's drivers do with the files that we import: every feature of every layer with all its fields and
 * its geometry, one after another, and nothing more. In processor time.
 *
 *     bench_ogr FILE [LAYER]     prints: features, seconds
 */
#include "meet.h"

#include <gdal.h>
#include <ogr_api.h>
#include <stdlib.h>

static long lees(OGRLayerH laag)
{
    OGRFeatureH f;
    long n = 0;

    OGR_L_ResetReading(laag);
    while ((f = OGR_L_GetNextFeature(laag))) {
        n++;
        OGR_F_Destroy(f);
    }
    return n;
}

int main(int argc, char **argv)
{
    double begin;
    GDALDatasetH d;
    long n = 0;

    if (argc < 2)
        return 2;
    GDALAllRegister();
    begin = meet_klok(CLOCK_PROCESS_CPUTIME_ID);
    d = GDALOpenEx(argv[1], GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (!d) {
        fprintf(stderr, "bench_ogr: %s kan niet worden geopend\n", argv[1]);
        return 1;
    }
    for (int i = 0; i < GDALDatasetGetLayerCount(d); i++)
        if (argc < 3 || !strcmp(OGR_L_GetName(GDALDatasetGetLayer(d, i)), argv[2]))
            n += lees(GDALDatasetGetLayer(d, i));
    GDALClose(d);
    printf("%ld %.6f\n", n, meet_klok(CLOCK_PROCESS_CPUTIME_ID) - begin);
    return 0;
}
