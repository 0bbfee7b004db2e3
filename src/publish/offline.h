/*
 * What a phone needs to hold the tour without a network.
 *
 * In: the files that other forms wrote. Out: offline.json, which lists them; sw.js, the worker that answers
 * from a phone's store; manifest.webmanifest, by which the page can be put on a home screen.
 *
 *   {
 *    "version": "3b7e…",              SHA-256 of sha256sum's lines for the files below, in their order
 *    "timeline": "91c0…",             SHA-256 of timeline.json, which index.html carries as data-timeline
 *    "bytes": 4821034,                of all files below
 *    "files": [
 *     {"url": "index.html", "bytes": 48213, "sha256": "9f86…"},
 *     {"url": "stops/01.opus", "bytes": 190211, "sha256": "60a3…", "role": "ogg"},
 *     {"url": "stops/01.mp4", "bytes": 192430, "sha256": "fd61…", "role": "mp4"}
 *    ]
 *   }
 *
 * Files come in this order: the page's (page.h), then each stop's two tracks and its photo. Of the two roles
 * a phone keeps the one it plays.
 */
#ifndef PUBLISH_OFFLINE_H
#define PUBLISH_OFFLINE_H

#include "publish/form.h"

#define OFFLINE_MANIFEST "manifest.webmanifest" /* of the page's files, the one that is not in assets/ */

enum { OFFLINE_SHORT_NAME = 12 }; /* code points of a title that fit below an icon */

#endif
