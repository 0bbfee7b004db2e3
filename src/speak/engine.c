#include "speak/engine.h"

enum status
engine_open(arena *out, arena scratch, const struct voice *voice, struct engine *engine, struct diags *diags)
{
    static const struct {
        str name;
        enum status (*open)(arena *, arena, struct engine *, struct diags *);
    } engines[] = {
        {{"espeak", 6}, engine_espeak_open},
        {{"command", 7}, engine_command_open},
        {{"fake", 4}, engine_fake_open},
    };
    *engine = (struct engine){.voice = voice};
    for (size_t i = 0; i < sizeof engines / sizeof engines[0]; i++) {
        if (str_equal(voice->engine, engines[i].name)) {
            return engines[i].open(out, scratch, engine, diags);
        }
    }
    diag_add(diags, DIAG_ERROR, voice->path, 0, 0, "engine = espeak", "no engine called \"" STR_FMT "\"",
             STR_ARG(voice->engine));
    return STATUS_SCRIPT;
}

enum status
engine_prepare(struct engine *engine, struct diags *diags)
{
    return engine->prepare(engine, diags);
}
