// The visitor page in Firefox, from `daolan serve`: a number, the sound, a jump, the light, another stop. Firefox plays
// Ogg by other code than Chromium, and is driven by WebDriver BiDi.
//
//   node tests/browser/firefox.mjs DAOLAN AUDIO_DIR
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { close, key, lit, media, open, plays, word } from './harness.mjs';

const [daolan, folder] = process.argv.slice(2);
const { test, timeline, seconds, chaptersOf, sentencesOf } = await open(folder);
const long = timeline.stops.find(s => chaptersOf(s).length > 2);

const server = spawn(resolve(daolan), ['serve', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => server.kill());
const url = await new Promise(found => {
  createInterface(server.stdout).on('line', line => {
    const [address] = /http:\/\/(127|localhost)\S+/.exec(line) ?? [];
    if (address) found(address);
  });
});

test('Firefox: a number, the sound, a chapter, a sentence, the word that sounds, the next stop', { url }, async page => {
  await page.$eval('#audio', a => { a.muted = true; }); // where no sound device is, Firefox plays what is muted
  await key(page, String(long.number));
  await plays(page, long.file, 0.3);
  const chapter = chaptersOf(long)[2];
  await page.click('.stop.current summary');
  await page.click('.stop.current .chapters li:nth-child(3) a');
  await plays(page, long.file, seconds(chapter.start) + 0.2);
  assert.ok((await media(page)).time < seconds(chapter.start) + 5);
  const body = sentencesOf(long).slice(1);
  await page.locator('.stop.current .text > p a').nth(1).click();
  await plays(page, long.file, seconds(body[1].start) + 0.1);
  assert.deepEqual(await lit(page), [body[1].text]);
  const now = await word(page);
  assert.ok(now !== '' && body[1].text.includes(now), now);
  await page.click('#play');
  assert.equal((await media(page)).paused, true);
  await page.click('#play');
  await page.click('#next');
  await plays(page, timeline.stops[timeline.stops.indexOf(long) + 1].file, 0.2);
});

await close('firefox');
