/* verify's reading of timeline.json: any text gives an index or findings; its checks follow no number out of
 * it. */
#include <stdlib.h>

#include "target.h"
#include "verify/index_check.h"
#include "verify/sound_windows.h"
#include "verify/source_check.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena out = target_arena(0), scratch = target_arena(1);
    struct diags diags = diags_new(&out);
    struct findings findings = findings_start(&out, STR("tour"), &diags);
    struct tour_index index;
    if (tour_index_parse(&index, &out, &findings, (str){(const char *)data, size})) {
        (void)source_check(&index, scratch, &findings);
        if (index_check(&index, &findings)) {
            for (size_t i = 0; i < index.stop_count; i++) {
                const struct index_file *file = index_stop_file(&index, &index.stops[i]);
                struct windows w = windows_of_stop(&index, &index.stops[i], file, &scratch);
                (void)listen_start(w.items, w.count);
            }
        }
    } else if (diags.errors == 0) {
        abort(); /* refused without a word */
    }
    tour_index_close(&index);
    return 0;
}
