#include "render/cast.h"

/* What the passes below share. */
struct casting {
    arena *out, scratch;
    str data_folder;
    const struct tour *tour;
    struct cast *cast;
    size_t capacity;
    uint32_t own_rate_cpm; /* of the text's voice, as its file has it */
    struct diags *diags;
};

/* The text's voice has the rate that tour.ini asks for; the others are as much faster or slower than it as
 * their files say. */
static uint32_t
rate_beside_text(const struct casting *c, uint32_t own_cpm, uint32_t wanted_cpm)
{
    uint32_t cpm = (own_cpm * wanted_cpm + c->own_rate_cpm / 2) / c->own_rate_cpm;
    return cpm < VOICE_CPM_LEAST ? VOICE_CPM_LEAST : cpm > VOICE_CPM_MOST ? VOICE_CPM_MOST : cpm;
}

static enum status
read_voice(struct casting *c, str name, struct voice *voice)
{
    enum status status = voice_read(c->out, c->scratch, c->data_folder, name, 0, voice, c->diags);
    uint32_t wanted_cpm = c->tour->settings.rate_cpm;
    if (status != STATUS_OK) {
        return status;
    }
    if (c->cast->count == 0) {
        c->own_rate_cpm = voice->rate_cpm;
    }
    if (wanted_cpm == 0) {
        return STATUS_OK;
    }
    uint32_t rate_cpm = rate_beside_text(c, voice->rate_cpm, wanted_cpm);
    return voice_read(c->out, c->scratch, c->data_folder, name, rate_cpm, voice, c->diags);
}

/* The voice's index; it is read when it is met first. */
static enum status
enlist(struct casting *c, str name, uint32_t *index)
{
    struct cast *cast = c->cast;
    for (size_t i = 0; i < cast->count; i++) {
        if (str_equal(cast->voices[i].name, name)) {
            *index = (uint32_t)i;
            return STATUS_OK;
        }
    }
    struct voice voice;
    enum status status = read_voice(c, name, &voice);
    if (status == STATUS_OK) {
        *index = (uint32_t)cast->count;
        *arena_push(c->out, cast->voices, cast->count, c->capacity) = voice;
    }
    return status;
}

static str
choose(const struct settings *settings, const struct stop *stop, const struct segment *segment)
{
    for (size_t i = 0; i < settings->stop_count; i++) {
        if (settings->stops[i].number == stop->number && settings->stops[i].voice.name.len > 0) {
            return settings->stops[i].voice.name;
        }
    }
    bool heading = segment->kind == SEGMENT_TITLE || segment->kind == SEGMENT_HEADING;
    if (heading && settings->heading_voice.name.len > 0) {
        return settings->heading_voice.name;
    }
    if (segment->kind == SEGMENT_CAPTION && settings->caption_voice.name.len > 0) {
        return settings->caption_voice.name;
    }
    return settings->voice.name;
}

static enum status
find_named(const struct casting *c, const struct voice_choice *choice)
{
    if (choice->name.len == 0) {
        return STATUS_OK;
    }
    struct voice_asker asker = {choice->line > 0 ? c->tour->settings.path : STR(""), choice->line,
                                choice->column};
    return voice_find(c->scratch, c->data_folder, choice->name, &asker, c->diags);
}

/* Each name in tour.ini that is no voice is told. */
static enum status
find_all(const struct casting *c)
{
    const struct settings *settings = &c->tour->settings;
    const struct voice_choice *named[] = {&settings->voice, &settings->heading_voice,
                                          &settings->caption_voice};
    size_t count = sizeof named / sizeof named[0];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count + settings->stop_count; i++) {
        enum status found = find_named(c, i < count ? named[i] : &settings->stops[i - count].voice);
        status = status == STATUS_OK ? found : status;
    }
    return status;
}

static enum status
cast_segments(struct casting *c)
{
    const struct tour *tour = c->tour;
    enum status status = STATUS_OK;
    for (size_t s = 0; s < tour->stop_count && status == STATUS_OK; s++) {
        const struct stop *stop = &tour->stops[s];
        for (uint32_t g = stop->first_segment; g < stop->first_segment + stop->segment_count; g++) {
            str name = choose(&tour->settings, stop, &tour->segments[g]);
            enum status found = enlist(c, name, &c->cast->segments[g]);
            status = status == STATUS_OK ? found : status;
        }
    }
    return status;
}

enum status
cast_read(arena *out, arena scratch, str data_folder, const struct tour *tour, str chosen, struct cast *cast,
          struct diags *diags)
{
    *cast = (struct cast){.segments = arena_new(out, uint32_t, tour->segment_count)};
    struct casting c = {.out = out,
                        .scratch = scratch,
                        .data_folder = data_folder,
                        .tour = tour,
                        .cast = cast,
                        .diags = diags};
    uint32_t text;
    if (chosen.len > 0) {
        return enlist(&c, chosen, &text);
    }
    enum status status = find_all(&c);
    if (status == STATUS_OK) {
        status = enlist(&c, tour->settings.voice.name, &text);
    }
    return status == STATUS_OK ? cast_segments(&c) : status;
}

enum status
cast_open(arena *out, arena scratch, const struct tour *tour, struct cast *cast, struct diags *diags)
{
    cast->engines = arena_new(out, struct engine, cast->count);
    cast->speakers = arena_new(out, struct engine *, tour->sentence_count);
    for (size_t i = 0; i < cast->count; i++) {
        enum status status = engine_open(out, scratch, &cast->voices[i], &cast->engines[i], diags);
        if (status != STATUS_OK) {
            cast->count = i;
            cast_close(cast);
            return status;
        }
    }
    for (size_t g = 0; g < tour->segment_count; g++) {
        const struct segment *segment = &tour->segments[g];
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            cast->speakers[segment->first_sentence + i] = &cast->engines[cast->segments[g]];
        }
    }
    return STATUS_OK;
}

void
cast_close(struct cast *cast)
{
    for (size_t i = cast->count; i-- > 0;) {
        cast->engines[i].close(&cast->engines[i]);
    }
}

str *
cast_names(arena *out, const struct tour *tour, const struct cast *cast)
{
    str *names = arena_new(out, str, tour->segment_count);
    for (size_t g = 0; g < tour->segment_count; g++) {
        names[g] = cast->voices[cast->segments[g]].name;
    }
    return names;
}
