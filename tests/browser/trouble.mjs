// The visitor page of a built tour where something is wrong, in Chromium: no sound, no network, no storage, no scripts,
// no server.
//
//   node tests/browser/trouble.mjs AUDIO_DIR
import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { close, key, media, open, openStop, plays, word } from './harness.mjs';

const { test, timeline, seconds, sentencesOf, folder } = await open(process.argv[2]);
const single = timeline.stops.find(s => s.kind === 'article' && s.number > 1 && s.number < 10);

test('a browser that cannot play the Ogg file gets the MP4, and asks for it first from then on', { losses: true }, async page => {
  const asked = [];
  page.on('request', r => { if (r.url().endsWith('.opus')) asked.push(r.url()); });
  await page.route('**/*.opus', route => route.fulfill({ status: 200, contentType: 'audio/ogg', body: 'no Ogg page' }));
  await openStop(page, single);
  await plays(page, single.file.replace('.opus', '.mp4'), 0.3);
  assert.equal(await page.textContent('#message'), '');
  const sentence = page.locator('.stop.current .text > p a').nth(1);
  await sentence.click();
  await plays(page, '.mp4', seconds(sentencesOf(single)[2].start));
  const before = asked.length;
  await page.click('#next');
  await plays(page, '.mp4', 0.1);
  assert.equal(asked.length, before);
});

test('where the sound cannot be had, the page says so and the rest goes on', { losses: true }, async page => {
  await page.route(new RegExp(single.file.replace('.opus', '') + '\\.(opus|mp4)$'), route => route.fulfill({ status: 404, body: '' }));
  await openStop(page, single);
  await page.waitForFunction(() => document.getElementById('message').textContent.includes('拿不到'));
  assert.equal(await page.getAttribute('#play', 'aria-label'), '播放');
  assert.equal(await page.isVisible('.stop.current .text'), true);
  await page.click('#next');
  await plays(page, '', 0.1);
  assert.equal(await page.textContent('#message'), '');
});

test('tracks that begin and fail, both of them, are not tried for ever', {}, async page => {
  await page.evaluate(() => { // as Firefox does on a device whose sound is broken
    const audio = document.getElementById('audio');
    window.tried = 0;
    Object.defineProperty(audio, 'error', { get: () => audio.failure });
    Object.defineProperty(audio, 'src', { set(track) {
      audio.failure = null;
      audio.setAttribute('src', track);
      window.tried++;
    } });
    audio.addEventListener('playing', () => setTimeout(() => {
      audio.failure = { code: 3 };
      audio.dispatchEvent(new Event('error'));
    }, 50));
  });
  await openStop(page, single);
  await page.waitForFunction(() => document.getElementById('message').textContent !== '');
  assert.equal(await page.getAttribute('#play', 'aria-label'), '播放');
  assert.equal(await page.evaluate(() => window.tried), 2);
});

test('a device that plays neither is told what would help', { losses: true }, async page => {
  await page.addInitScript(() => { HTMLMediaElement.prototype.canPlayType = () => ''; });
  await page.route(/\.(opus|mp4)$/, route => route.fulfill({ status: 200, contentType: 'audio/ogg', body: 'no Ogg page' }));
  await page.reload();
  await openStop(page, single);
  await page.waitForFunction(() => document.getElementById('message').textContent.includes('iOS 17'));
});

test('weak Wi-Fi: the page says that it is loading, and no longer when it plays', {}, async page => {
  await page.route('**/' + single.file, async route => {
    await new Promise(done => setTimeout(done, 3500));
    await route.continue();
  });
  await openStop(page, single);
  await page.waitForSelector('.waiting');
  await page.waitForFunction(() => document.getElementById('said').textContent.includes('加载'));
  await plays(page, single.file, 0.1);
  await page.waitForSelector('html:not(.waiting)');
  assert.equal(await page.textContent('#said'), '');
});

test('a page that was slow to arrive asks for the MP4 first, which sounds sooner; the Ogg file where that fails', { arrivalMs: 2000, losses: true }, async page => {
  const next = timeline.stops[timeline.stops.indexOf(single) + 1];
  await page.route('**/' + next.file.replace('.opus', '.mp4'), route => route.fulfill({ status: 404, body: '' }));
  await openStop(page, single);
  await plays(page, '.mp4', 0.1);
  await page.click('#next');
  await plays(page, '.opus', 0.1);
});

test('storage that is blocked costs only memory', {}, async page => {
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }));
  await page.reload();
  await key(page, String(single.number));
  await plays(page, single.file, 0.2);
});

test('without JavaScript every word and every track is there', { javaScriptEnabled: false }, async page => {
  for (const stop of timeline.stops) {
    const text = await page.textContent(`[id="stop=${stop.number}"]`);
    for (const s of stop.segments.flatMap(x => x.sentences)) assert.ok(text.includes(s.text), s.text);
    assert.equal(await page.isVisible(`[id="stop=${stop.number}"] audio[controls]`), true);
  }
  for (const part of ['#player', '#keypad', '#query', '#language']) assert.equal(await page.isVisible(part), false, part);
  const audio = page.locator(`[id="stop=${single.number}"] audio`);
  await audio.evaluate(a => { a.muted = true; a.play(); });
  while (!(await audio.evaluate(a => a.currentTime) > 0.2)) await page.waitForTimeout(20);
});

test('it plays when opened as a file', { url: pathToFileURL(resolve(folder, 'index.html')).href }, async page => {
  await key(page, String(single.number));
  await plays(page, single.file, 0.7);
  assert.equal(await page.$eval('h1', e => getComputedStyle(e).fontWeight), '700');
  assert.notEqual(await word(page), '');
});

test('Chromium reads the captions of every stop: a cue a sentence, in step, as written', {}, async page => {
  for (const stop of timeline.stops) {
    const found = await page.evaluate(source => new Promise((resolve, reject) => {
      const audio = new Audio(), track = document.createElement('track');
      Object.assign(track, { kind: 'captions', srclang: 'zh', src: source, default: true });
      track.onload = () => resolve([...track.track.cues].map(c => [c.id, c.startTime, c.endTime, c.getCueAsHTML().textContent]));
      track.onerror = () => reject(new Error(source));
      audio.append(track);
      track.track.mode = 'hidden';
    }), stop.file.replace(/opus$/, 'vtt'));
    const sentences = stop.segments.flatMap(s => s.sentences);
    const expected = sentences.map((s, i) => [`${stop.number}-${i + 1}`, seconds(s.start), seconds(s.start + s.length), s.text.replace(/[\r\n]/g, ' ')])
      .filter((_, i) => sentences[i].length > 0);
    assert.deepEqual(found.map(([id, start, end, text]) => [id, +start.toFixed(3), +end.toFixed(3), text]), expected);
  }
});

await close();
