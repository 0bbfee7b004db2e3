/*
 * Text from the script on its way into HTML and WebVTT.
 *
 * In: any text. Out: the same text, inert: & < > " ' are written as character references; control characters
 * other than tab and line end, noncharacters and bytes that are not UTF-8 as U+FFFD. Right in element content
 * and in quoted attribute values; nothing from a script is ever written anywhere else.
 *
 * Example: html_put(w, STR("<b>\"锦州\"</b>")) writes &lt;b&gt;&quot;锦州&quot;&lt;/b&gt;
 */
#ifndef PUBLISH_HTML_H
#define PUBLISH_HTML_H

#include "base/file.h"

void html_put(struct file_writer *file, str text);

/* WebVTT cue text, on one line: of the references only &amp; &lt; &gt;, which every player knows; line ends
 * as spaces, control characters as they are: a title is the same in every file. No "-->" can come out of it.
 */
void html_put_cue(struct file_writer *file, str text);

#endif
