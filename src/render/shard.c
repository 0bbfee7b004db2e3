#include "render/shard.h"

#include <stdlib.h>

bool
shard_parse(str text, struct shard *shard)
{
    str first;
    uint32_t index, count;
    if (!str_split(&text, '/', &first) || !str_to_number(first, SHARD_COUNT_MAX, &index) ||
        !str_to_number(text, SHARD_COUNT_MAX, &count) || index == 0 || index > count) {
        return false;
    }
    *shard = count == 1 ? (struct shard){0} : (struct shard){index - 1, count};
    return true;
}

static bool
read_variable(const char *name, uint32_t *number)
{
    const char *text = getenv(name);
    return text != NULL && str_to_number(str_from(text), UINT32_MAX, number);
}

/* Tasks are numbered MIN, MIN + STEP … MAX. */
static bool
read_slurm(uint32_t *index, uint32_t *count)
{
    uint32_t id, least, most, step;
    if (!read_variable("SLURM_ARRAY_TASK_ID", &id) || !read_variable("SLURM_ARRAY_TASK_MIN", &least) ||
        !read_variable("SLURM_ARRAY_TASK_MAX", &most) || id < least || id > most) {
        return false;
    }
    if (!read_variable("SLURM_ARRAY_TASK_STEP", &step) || step == 0) {
        step = 1;
    }
    *index = (id - least) / step;
    *count = (most - least) / step + 1;
    return true;
}

bool
shard_of_environment(struct shard *shard, const char **name)
{
    uint32_t index, count;
    if (read_slurm(&index, &count)) {
        *name = "SLURM_ARRAY_TASK_ID";
    } else if (read_variable("AWS_BATCH_JOB_ARRAY_INDEX", &index) &&
               read_variable("AWS_BATCH_JOB_ARRAY_SIZE", &count)) {
        *name = "AWS_BATCH_JOB_ARRAY_INDEX";
    } else if (read_variable("JOB_COMPLETION_INDEX", &index) && read_variable("JOB_COMPLETIONS", &count)) {
        *name = "JOB_COMPLETION_INDEX";
    } else {
        return false;
    }
    bool many = count > 1 && count <= SHARD_COUNT_MAX && index < count;
    *shard = many ? (struct shard){index, count} : (struct shard){0};
    return many;
}

bool
shard_has(const struct shard *shard, str key)
{
    uint64_t number = 0;
    for (size_t i = 0; i < 15 && i < key.len; i++) {
        char c = key.data[i];
        number = number << 4 | (uint64_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
    }
    return shard->count == 0 || number % shard->count == shard->index;
}
