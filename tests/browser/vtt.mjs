// Every WebVTT file of a built tour, read by the W3C's validating parser and held against timeline.json.
//
//   node tests/browser/vtt.mjs AUDIO_DIR
//
// Prints what is wrong; exit status 1 where anything is.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { WebVTTParser } = require('webvtt-parser');
const entities = require('webvtt-parser/html-entities.json');
const timeline = JSON.parse(readFileSync(join(folder, 'timeline.json'), 'utf8'));
const ms = seconds => Math.round(seconds * 1000);
const inOneLine = text => text.replace(/[\r\n]/g, ' ');
let wrong = 0, files = 0, cues = 0, stamps = 0;
const complain = (file, what) => { wrong++; console.error(`${file}: ${what}`); };

function parse(file, mode) {
  const parsed = new WebVTTParser(entities).parse(readFileSync(join(folder, file), 'utf8'), mode);
  for (const e of parsed.errors) complain(file, `line ${e.line}: ${e.message}`);
  files++;
  cues += parsed.cues.length;
  return parsed.cues;
}

// The cue's words as they are shown, and the timestamps between them.
function flatten(node, into = { text: '', stamps: [] }) {
  if (node.type === 'text') into.text += node.value;
  if (node.type === 'timestamp') into.stamps.push(ms(node.value));
  for (const child of node.children ?? []) flatten(child, into);
  return into;
}

function compare(file, found, expected) {
  if (found.length !== expected.length) complain(file, `${expected.length} cues expected, found ${found.length}`);
  found.forEach((cue, i) => {
    const { start, length, text } = expected[i] ?? {};
    const shown = flatten(cue.tree);
    if (ms(cue.startTime) !== start / 48 || ms(cue.endTime) !== (start + length) / 48 || shown.text !== inOneLine(text)) {
      complain(file, `cue ${cue.id}: ${cue.startTime} to ${cue.endTime} “${shown.text}”`);
    }
    stamps += shown.stamps.length;
  });
}

for (const stop of timeline.stops) {
  const file = stop.file.replace(/opus$/, 'vtt'), found = parse(file, 'subtitles');
  compare(file, found, stop.segments.flatMap(s => s.sentences).filter(s => s.length > 0));
  if (new Set(found.map(cue => cue.id)).size !== found.length) complain(file, 'two cues of one name');
}
for (const file of readdirSync(folder).filter(name => /^chapters.*\.vtt$/.test(name))) {
  const part = timeline.files.find(f => f.path === file.replace('chapters', 'tour').replace(/vtt$/, 'opus'));
  compare(file, parse(file, 'chapters'), part.chapters.map(c => ({ ...c, text: c.title })));
}
console.log(`${files} files, ${cues} cues, ${stamps} timestamps`);
process.exit(wrong || !cues || !stamps ? 1 : 0);
