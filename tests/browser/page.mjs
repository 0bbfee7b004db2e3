// The visitor page of a built tour, in Chromium.
//
//   node tests/browser/page.mjs AUDIO_DIR [SCREENSHOT_DIR]
//
// Prints `ok - …` and `not ok - …` lines; exit status 1 where anything is not ok. The tour has at least three stops
// and a stop of several chapters.
import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from './serve.mjs';

const [folder, screenshots] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const timeline = JSON.parse(readFileSync(join(folder, 'timeline.json'), 'utf8'));
const seconds = samples => samples / timeline.rate;
const chaptersOf = stop => timeline.files.find(f => f.path === stop.file).chapters;
const long = timeline.stops.find(s => chaptersOf(s).length > 2);
const phone = { width: 390, height: 844 }, desk = { width: 1280, height: 800 };

const server = await serve(folder);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let failed = 0;

// Runs a test on a fresh page; whatever the page complains of, or asks of another host, is a failure.
async function test(name, options, body) {
  const { url = server.url, hash = '', complaints = false, ...rest } = options;
  const context = await browser.newContext({ viewport: phone, ...rest });
  const page = await context.newPage();
  const said = [];
  page.on('console', m => { if (['error', 'warning'].includes(m.type())) said.push(m.text()); });
  page.on('pageerror', e => said.push(String(e)));
  page.on('request', r => { if (!r.url().startsWith(url) && !r.url().startsWith('file:')) said.push('asked for ' + r.url()); });
  try {
    await page.goto(url + hash);
    await body(page, context);
    if (!complaints) assert.deepEqual(said, [], 'the page complains');
    console.log('ok - ' + name);
  } catch (error) {
    failed++;
    console.log('not ok - ' + name + '\n' + String(error.stack ?? error).replace(/^/gm, '    '));
  }
  await context.close();
}

const media = page => page.$eval('#audio', a => ({ time: a.currentTime, paused: a.paused, source: a.currentSrc }));
const plays = (page, file, from = 0) => page.waitForFunction(
  ([name, start]) => {
    const a = document.getElementById('audio');
    return !a.paused && a.currentSrc.endsWith(name) && a.currentTime > start;
  }, [file, from], { timeout: 15000 });
const lit = page => page.$$eval('.stop.current .sentence[aria-current]', all => all.map(s => s.textContent));
const sentenceAt = (stop, samples) => stop.segments.flatMap(s => s.sentences).find(s => s.length > 0 && s.start + s.length > samples);
const openStop = (page, stop) => page.click(`#stops [data-stop="${stop.number}"]`);

await test('the list shows every stop with its number, title and duration', {}, async page => {
  const rows = await page.$$eval('#stops .entry', all => all.map(e => [e.querySelector('.number').textContent, e.querySelector('.name').textContent]));
  const expected = ['article', 'caption'].flatMap(kind => timeline.stops.filter(s => s.kind === kind).map(s => [String(s.number), s.title]));
  assert.deepEqual(rows, expected);
  const first = timeline.stops[0], whole = Math.round(seconds(first.length));
  assert.equal(await page.textContent('#stops .time'), whole >= 60 ? `${Math.floor(whole / 60)}分${String(whole % 60).padStart(2, '0')}秒` : `${whole}秒`);
});

await test('a tap on a stop opens it and plays it', {}, async page => {
  await openStop(page, long);
  await plays(page, long.file, 0.3);
  assert.equal(await page.isVisible('.stop.current h2'), true);
  assert.equal(await page.isVisible('#stops'), false);
  assert.equal(await page.getAttribute('#stops [aria-current]', 'data-stop'), String(long.number));
  assert.equal(await page.getAttribute('#play', 'aria-label'), '暂停');
  assert.equal(new URL(page.url()).hash, '#stop=' + long.number);
});

await test('a chapter plays from its exact start, its first sentence lit', {}, async page => {
  await openStop(page, long);
  await plays(page, long.file);
  const chapter = chaptersOf(long)[2];
  assert.deepEqual(await page.$$eval('.stop.current .chapter .name', all => all.map(e => e.textContent)), chaptersOf(long).map(c => c.title));
  await page.evaluate(() => document.getElementById('audio').addEventListener('seeking', e => { window.sought = e.target.currentTime; }));
  await page.click('.stop.current .chapters li:nth-child(3) a');
  await plays(page, long.file, seconds(chapter.start));
  assert.equal((await page.evaluate(() => window.sought)).toFixed(3), seconds(chapter.start).toFixed(3));
  assert.deepEqual(await lit(page), [sentenceAt(long, chapter.start).text]);
  assert.equal(await page.getAttribute('.stop.current .chapters li:nth-child(3) a', 'aria-current'), 'true');
});

await test('a tap on a sentence plays it; lights pass from sentence to sentence', {}, async page => {
  await openStop(page, long);
  await plays(page, long.file);
  const sentences = long.segments.slice(1).flatMap(s => s.sentences).filter(s => s.length > 0);
  const index = sentences.findIndex((s, i) => i > 0 && s.length < 5 * timeline.rate && i + 1 < sentences.length);
  await page.locator('.stop.current .transcript .sentence').nth(index).click();
  await plays(page, long.file, seconds(sentences[index].start));
  assert.deepEqual(await lit(page), [sentences[index].text]);
  await page.waitForFunction(text => document.querySelector('.stop.current .sentence[aria-current]')?.textContent === text, sentences[index + 1].text, { timeout: 10000 });
  assert.ok((await media(page)).time >= seconds(sentences[index].start + sentences[index].length) - 0.05);
});

await test('next and previous keep playing, with one audio element only', {}, async page => {
  await openStop(page, timeline.stops[1]);
  await plays(page, timeline.stops[1].file, 0.2);
  await page.click('#next');
  await plays(page, timeline.stops[2].file, 0.2);
  assert.equal(new URL(page.url()).hash, '#stop=' + timeline.stops[2].number);
  await page.click('#previous');
  await plays(page, timeline.stops[1].file, 0.2);
  assert.equal(await page.$$eval('audio', all => all.length), 1);
});

const toEnd = page => page.$eval('#audio', a => { a.currentTime = a.duration - 0.4; });

await test('the next stop follows by itself', {}, async page => {
  await openStop(page, timeline.stops[0]);
  await plays(page, timeline.stops[0].file, 0.1);
  await toEnd(page);
  await plays(page, timeline.stops[1].file, 0.1);
  assert.equal(await page.getAttribute('.stop.current', 'data-stop'), String(timeline.stops[1].number));
});

await test('… unless the visitor switches that off', {}, async (page, context) => {
  await openStop(page, timeline.stops[0]);
  await plays(page, timeline.stops[0].file, 0.1);
  await page.click('#continuous');
  assert.equal(await page.getAttribute('#continuous', 'aria-checked'), 'false');
  await toEnd(page);
  await page.waitForFunction(() => document.getElementById('audio').ended);
  await page.waitForTimeout(300);
  const state = await media(page);
  assert.ok(state.paused && state.source.endsWith(timeline.stops[0].file));
  assert.equal(await page.getAttribute('#play', 'aria-label'), '播放');
  const again = await context.newPage();
  await again.goto(server.url);
  assert.equal(await again.getAttribute('#continuous', 'aria-checked'), 'false');
});

await test('a link with #stop=N opens that stop and waits for the visitor', { hash: '#stop=' + long.number }, async page => {
  assert.equal(await page.getAttribute('.stop.current', 'data-stop'), String(long.number));
  assert.equal(await page.isVisible('.stop.current h2'), true);
  assert.equal((await media(page)).paused, true);
  assert.deepEqual(await lit(page), []);
  await page.click('#play');
  await plays(page, long.file, 0.1);
  await page.click('#play');
  assert.equal((await media(page)).paused, true);
});

await test('the number on a sign finds its stop; a wrong one is answered', {}, async page => {
  await page.fill('#number', '98765');
  await page.press('#number', 'Enter');
  assert.match(await page.textContent('#message'), /98765/);
  await page.fill('#number', '0' + long.number);
  await page.press('#number', 'Enter');
  await plays(page, long.file, 0.1);
  assert.equal(await page.textContent('#message'), '');
});

await test('all of it works from the keyboard, and Back leads to the list', {}, async page => {
  await page.focus(`#stops [data-stop="${long.number}"]`);
  await page.keyboard.press('Enter');
  await plays(page, long.file, 0.1);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'sentence');
  await page.focus('#play');
  await page.keyboard.press('Space');
  assert.equal((await media(page)).paused, true);
  await page.focus('#seek');
  await page.keyboard.press('End');
  assert.ok((await media(page)).time > seconds(long.length) - 1);
  await page.goBack();
  assert.equal(await page.isVisible('#stops'), true);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.stop), String(long.number));
});

await test('Chromium reads the captions of every stop: a cue a sentence, in step, as written', {}, async page => {
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

await test('what a finger is to hit is at least 44 pixels high', { hash: '#stop=' + long.number }, async page => {
  const small = () => page.$$eval('button, .entry, .chapter, .back a, summary, input', all => all.filter(e => e.offsetParent)
    .filter(e => e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44).map(e => e.outerHTML));
  assert.deepEqual(await small(), []);
  await page.goto(server.url);
  assert.deepEqual(await small(), []);
});

await test('where the sound cannot be had, the page says so in words', { complaints: true }, async page => {
  await page.route('**/*.opus', route => route.fulfill({ status: 200, contentType: 'audio/ogg', body: 'no Ogg page' }));
  await openStop(page, timeline.stops[1]);
  await page.waitForFunction(() => document.getElementById('message').textContent.includes('iOS 18.4'));
  assert.equal(await page.getAttribute('#play', 'aria-label'), '播放');
});

await test('without JavaScript every word and every track is there', { javaScriptEnabled: false }, async page => {
  for (const stop of timeline.stops) {
    const text = await page.textContent(`[id="stop=${stop.number}"]`);
    for (const s of stop.segments.flatMap(x => x.sentences)) assert.ok(text.includes(s.text), s.text);
    assert.equal(await page.isVisible(`[id="stop=${stop.number}"] audio[controls]`), true);
  }
  assert.equal(await page.isVisible('#player'), false);
});

await test('it plays when opened as a file', { url: pathToFileURL(resolve(folder, 'index.html')).href }, async page => {
  await openStop(page, long);
  await plays(page, long.file, 0.3);
  assert.equal(await page.$eval('.cover h1', e => getComputedStyle(e).fontWeight), '700');
});

for (const [size, viewport] of Object.entries({ phone, desk })) {
  for (const colorScheme of ['light', 'dark']) {
    await test(`axe finds nothing: ${size}, ${colorScheme}`, { viewport, colorScheme }, async page => {
      for (const view of ['list', 'stop']) {
        if (view === 'stop') {
          await openStop(page, long);
          await page.locator('.stop.current .transcript .sentence').nth(3).click();
          await plays(page, long.file, seconds(long.segments[1].start));
          await page.click('#play');
        }
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        assert.deepEqual(violations.map(v => [v.id, v.nodes.map(n => n.html)]), []);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'scrolls sideways');
        if (screenshots) {
          mkdirSync(screenshots, { recursive: true });
          await page.screenshot({ path: join(screenshots, `${size}-${colorScheme}-${view}.png`) });
          const last = timeline.stops[timeline.stops.length - 1];
          for (const number of view === 'stop' ? [long.number, last.number] : []) {
            await page.goto(server.url + '#stop=' + number);
            await page.screenshot({ path: join(screenshots, `${size}-${colorScheme}-stop-${number}.png`) });
          }
        }
      }
    });
  }
}

await browser.close();
server.close();
process.exit(failed > 0 ? 1 : 0);
