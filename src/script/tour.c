#include "script/tour.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "script/captions.h"
#include "script/markdown.h"
#include "script/photo.h"
#include "script/plain.h"
#include "script/repair.h"
#include "script/segment.h"
#include "script/settings.h"

enum { SOURCES_MAX = 2, CWD_BYTES = 4096 };

/* The last part of the folder's path; that of the working directory for ".". */
static str
folder_name(arena *out, str folder)
{
    str name = file_name(folder);
    if (!str_equal(name, STR(".")) && !str_equal(name, STR("..")) && name.len > 0) {
        return name;
    }
    char *buffer = arena_new(out, char, CWD_BYTES);
    if (getcwd(buffer, CWD_BYTES) == NULL) {
        return STR("tour");
    }
    str here = str_from(buffer);
    name = file_name(str_equal(name, STR("..")) ? file_folder(here) : here);
    return name.len == 0 || str_equal(name, STR("/")) ? STR("tour") : name;
}

str
tour_name(arena *out, str path)
{
    return folder_name(out, file_is_folder(*out, path) ? path : file_folder(path));
}

static bool
is_markdown(str path)
{
    return str_ends(path, STR(".md")) || str_ends(path, STR(".markdown"));
}

static enum status
fail(struct diags *diags, str path, const char *hint, const char *message)
{
    diag_add(diags, DIAG_ERROR, path, 0, 0, hint, "%s", message);
    return STATUS_SCRIPT;
}

static enum status
find_in_folder(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    str folder = manuscript->tour->folder;
    str plain = file_join(out, folder, STR("article.txt")),
        marked = file_join(out, folder, STR("article.md"));
    str captions = file_join(out, folder, STR("captions.txt")),
        settings = file_join(out, folder, STR("tour.ini"));
    bool has_plain = file_exists(scratch, plain), has_marked = file_exists(scratch, marked);
    manuscript->captions_path = file_exists(scratch, captions) ? captions : STR("");
    manuscript->settings_path = file_exists(scratch, settings) ? settings : STR("");
    manuscript->article_path = has_plain ? plain : marked;
    if (has_plain && has_marked) {
        return fail(diags, folder, "keep one of article.txt and article.md",
                    "two articles: article.txt and article.md");
    }
    if (!has_plain && !has_marked) {
        return fail(diags, folder,
                    "write the text into article.txt (plain text) or article.md (Markdown) in this folder",
                    "no article");
    }
    return STATUS_OK;
}

/* manuscript->article_path is what the caller named. */
static enum status
find_files(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    str path = manuscript->article_path;
    manuscript->tour->name = tour_name(out, path);
    if (file_is_folder(scratch, path)) {
        manuscript->tour->folder = path;
        return find_in_folder(out, scratch, manuscript, diags);
    }
    manuscript->tour->folder = file_folder(path);
    if (!str_equal(path, STR("-")) && !file_exists(scratch, path)) {
        return fail(diags, path,
                    "name a script folder with article.txt or article.md in it, or an article file",
                    "no such file or folder");
    }
    return STATUS_OK;
}

static enum status
read_settings(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    manuscript->tour->settings = settings_default();
    if (manuscript->settings_path.len == 0) {
        return STATUS_OK;
    }
    return settings_read(out, scratch, manuscript->settings_path, &manuscript->tour->settings, diags);
}

static enum status
read_article(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    struct tour *tour = manuscript->tour;
    enum status status = source_read(out, manuscript->article_path, 0, &tour->sources[0], diags);
    if (status != STATUS_OK) {
        return status;
    }
    tour->source_count = 1;
    if (is_markdown(manuscript->article_path)) {
        return markdown_read(out, scratch, &tour->sources[0], &manuscript->article, diags);
    }
    plain_read(out, scratch, &tour->sources[0], &manuscript->article);
    return STATUS_OK;
}

static enum status
read_captions(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    (void)scratch;
    struct tour *tour = manuscript->tour;
    if (manuscript->captions_path.len == 0) {
        return STATUS_OK;
    }
    enum status status = source_read(out, manuscript->captions_path, 1, &tour->sources[1], diags);
    if (status == STATUS_OK) {
        tour->source_count = 2;
        captions_read(out, &tour->sources[1], &manuscript->captions, diags);
    }
    return status;
}

/* What is wrong with a block's photo, at its place. */
static void
report_photo(const struct manuscript *manuscript, const struct block *block, enum diag_severity severity,
             const char *hint, const char *message, struct diags *diags)
{
    enum { SHOWN_BYTES = 300 };
    source_report(&manuscript->tour->sources[block->photo_at.source], block->photo_at.offset, diags, severity,
                  hint, "%s: " STR_FMT, message, STR_ARG(str_cut(block->photo, 0, SHOWN_BYTES)));
}

static enum status
find_photo(arena *out, arena scratch, struct manuscript *manuscript, struct block *block, struct diags *diags)
{
    static const char *const hints[] = {NULL, "put the file into photos/ in the script folder",
                                        "put the file into photos/ in the script folder",
                                        "save the photo into photos/ and write its file name"};
    static const char *const messages[] = {NULL, "no such photo", "the photo lies outside the script folder",
                                           "a photo has to be a file in the script folder"};
    str bytes, path = STR(""), folder = manuscript->tour->folder;
    struct image image;
    const char *fault = NULL;
    enum status status = STATUS_OK;
    enum photo_result result = photo_resolve(out, scratch, folder, block->photo, &path);
    if (result == PHOTO_UNSEEN) {
        return diag_system(diags, file_join(&scratch, folder, block->photo), "look at", errno);
    }
    if (result != PHOTO_FOUND) {
        report_photo(manuscript, block, DIAG_ERROR, hints[result], messages[result], diags);
    } else {
        status = photo_read(&scratch, file_join(&scratch, folder, path), &bytes, &image, &fault, diags);
    }
    if (fault != NULL) {
        report_photo(manuscript, block, DIAG_WARNING, PHOTO_HINT, fault, diags);
        path = STR("");
    }
    block->photo = path;
    return status;
}

static enum status
find_photos(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    struct block_list *lists[] = {&manuscript->article, &manuscript->captions};
    enum status status = STATUS_OK;
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        for (size_t i = 0; i < lists[l]->count && status == STATUS_OK; i++) {
            if (lists[l]->items[i].photo.len > 0) {
                status = find_photo(out, scratch, manuscript, &lists[l]->items[i], diags);
            }
        }
    }
    return status;
}

/* Is each [stop N] of tour.ini a stop of the tour? */
static enum status
check_stop_voices(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags)
{
    (void)out, (void)scratch;
    const struct tour *tour = manuscript->tour;
    const struct settings *settings = &tour->settings;
    for (size_t i = 0; i < settings->stop_count; i++) {
        const struct stop_voice *wanted = &settings->stops[i];
        size_t s = 0;
        while (s < tour->stop_count && tour->stops[s].number != wanted->number) {
            s++;
        }
        if (s == tour->stop_count) {
            diag_add(diags, DIAG_ERROR, settings->path, wanted->line, wanted->column,
                     "daolan segments lists the stops, each with its number", "the tour has no stop %u",
                     (unsigned)wanted->number);
        }
    }
    return STATUS_OK;
}

struct pass {
    const char *name;
    enum status (*run)(arena *out, arena scratch, struct manuscript *manuscript, struct diags *diags);
    bool is_vital; /* without it there is nothing for those below */
};

static const struct pass passes[] = {
    {"files", find_files, true},
    {"settings", read_settings, false},
    {"article", read_article, true},
    {"captions", read_captions, false},
    {"photos", find_photos, false},
    {"repair", repair_article, false},
    {"segment", segment_tour, false},
    {"account", segment_account, false},
    {"stop voices", check_stop_voices, false},
};

enum status
tour_read(arena *out, arena scratch, str path, struct tour *tour, struct diags *diags)
{
    size_t errors = diags->errors;
    *tour = (struct tour){.sources = arena_new(out, struct source, SOURCES_MAX)};
    struct manuscript manuscript = {.tour = tour, .article_path = str_copy(out, path)};
    for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
        enum status status = passes[i].run(out, scratch, &manuscript, diags);
        if (status == STATUS_SYSTEM || (status != STATUS_OK && passes[i].is_vital)) {
            return status;
        }
    }
    return diags->errors > errors ? STATUS_SCRIPT : STATUS_OK;
}

const char *
segment_kind_name(enum segment_kind kind)
{
    static const char *const names[] = {"title", "heading", "paragraph", "caption"};
    return names[kind];
}

static bool
is_verbatim(const struct piece *piece)
{
    return piece->from.length == piece->text.len;
}

void
sentence_position(const struct tour *tour, const struct sentence *sentence, uint32_t offset,
                  const struct source **source, uint32_t *line, uint32_t *column)
{
    size_t i = 0;
    while (i + 1 < sentence->piece_count && offset >= sentence->pieces[i].text.len) {
        offset -= (uint32_t)sentence->pieces[i].text.len;
        i++;
    }
    const struct piece *piece = &sentence->pieces[i];
    uint32_t into = !is_verbatim(piece) ? 0 : offset < piece->from.length ? offset : piece->from.length;
    *source = &tour->sources[piece->from.source];
    source_position(*source, piece->from.offset + into, line, column);
}

void
sentence_classify(struct tour *tour, const struct sentence *sentence, uint32_t offset, uint32_t length,
                  enum text_class text_class)
{
    size_t start = 0, end = (size_t)offset + length;
    for (size_t i = 0; i < sentence->piece_count; i++) {
        const struct piece *piece = &sentence->pieces[i];
        size_t stop = start + piece->text.len;
        size_t from = offset > start ? offset : start, to = end < stop ? end : stop;
        if (from < to) {
            struct span span = piece->from;
            if (is_verbatim(piece)) {
                span.offset += (uint32_t)(from - start);
                span.length = (uint32_t)(to - from);
            }
            source_classify(&tour->sources[span.source], span.offset, span.length, text_class);
        }
        start = stop;
    }
}
