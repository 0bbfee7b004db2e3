/*
 * A cache that many machines share over HTTP, behind the local one.
 *
 * In: keys of clips. Out: those that the server has, proved and kept in the local cache; and what was
 * rendered here, sent to it. Each exchange is a process of its own, with many requests at once.
 *
 * GET and PUT <address>/ac/<key>, as bazel-remote has them: its action cache, whose keys are not the hash of
 * what is kept. What is kept is a whole ActionResult (remote execution API v2) with the entry as its
 * stdout_raw, so that a server which looks at what it is given takes it; a plain server with PUT (nginx,
 * WebDAV) does as well.
 *
 * A server that is lost, slow, or gives rubbish is warned of once; the build goes on without it.
 *
 * Example: network_fetch(&network, &cache, keys, 275, quiet, scratch, diags); … network_send(…)
 */
#ifndef RENDER_NETWORK_H
#define RENDER_NETWORK_H

#include "render/cache.h"

struct network {
    str address; /* "http://cache.museum.example/"; empty: there is none */
    bool lost;   /* is not asked any more */
    bool closed; /* takes nothing: it may only be read */
};

/* http:// or https://: an address rather than a folder. */
bool network_is_address(str place);

/* Keys may be empty or there already; those are passed over. STATUS_STOPPED where a signal asks for it. */
MUST_CHECK enum status network_fetch(struct network *network, const struct cache *cache, const str *keys,
                                     size_t count, bool quiet, arena scratch, struct diags *diags);

/* Those that are in the local cache. */
MUST_CHECK enum status network_send(struct network *network, const struct cache *cache, const str *keys,
                                    size_t count, bool quiet, arena scratch, struct diags *diags);

/* For tests: an entry as it is sent, and back; false where it is none. */
str network_wrap(arena *out, str entry);
bool network_unwrap(str answer, str *entry);

#endif
