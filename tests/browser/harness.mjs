// What every test of the visitor page needs: a browser, a served tour, lines that say what holds.
//
//   const tour = await open('audio/jinzhou');
//   await tour.test('it plays', {}, async page => { … });
//   await close();                                          // exit status 1 where anything is not ok
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { serve } from './serve.mjs';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const phone = { width: 390, height: 844 }, small = { width: 360, height: 640 }, desk = { width: 1280, height: 800 };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const servers = [];
let failed = 0;

export const say = (name, error) => {
  failed += error ? 1 : 0;
  console.log((error ? 'not ok - ' : 'ok - ') + name + (error ? '\n' + String(error.stack ?? error).replace(/^/gm, '    ') : ''));
};

export async function open(folder) {
  const server = await serve(folder);
  servers.push(server);
  const timeline = JSON.parse(readFileSync(join(folder, 'timeline.json'), 'utf8'));

  // Runs a test on a fresh page; whatever the page complains of, or asks of another host, is a failure.
  async function test(name, options, body) {
    const { url = server.url, hash = '', complaints = false, ...rest } = options;
    const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', ...rest });
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    const said = [];
    page.on('console', m => { if (['error', 'warning'].includes(m.type())) said.push(m.text()); });
    page.on('pageerror', e => said.push(String(e)));
    page.on('request', r => { if (!r.url().startsWith(url) && !/^(file|data|blob):/.test(r.url())) said.push('asked for ' + r.url()); });
    try {
      await page.goto(url + hash);
      await body(page, context);
      if (!complaints) assert.deepEqual(said, [], 'the page complains');
      say(name);
    } catch (error) {
      say(name, error);
    }
    await context.close();
  }

  return {
    test, timeline, url: server.url,
    seconds: samples => samples / timeline.rate,
    chaptersOf: stop => timeline.files.find(f => f.path === stop.file).chapters,
    sentencesOf: stop => stop.segments.flatMap(s => s.sentences).filter(s => s.length > 0),
  };
}

export async function close() {
  await browser.close();
  servers.forEach(server => server.close());
  process.exit(failed > 0 ? 1 : 0);
}

export const media = page => page.$eval('#audio', a => ({ time: a.currentTime, paused: a.paused, source: a.currentSrc, rate: a.playbackRate }));
export const plays = (page, file, from = 0) => page.waitForFunction(
  ([name, start]) => {
    const a = document.getElementById('audio');
    return !a.paused && a.currentSrc.endsWith(name) && a.currentTime > start;
  }, [file, from], { timeout: 15000 });
export const lit = page => page.$$eval('.stop.current :is(h2, .text > p) a[aria-current]', all => all.map(s => s.textContent));
export const word = page => page.evaluate(() => [...CSS.highlights.get('word')].map(String).join(''));
export const key = async (page, digits) => {
  for (const digit of digits) await page.click(`#keys button:text-is("${digit}")`);
  await page.click('.go');
};
export const openStop = (page, stop) => page.click(`#stops [href="#stop=${stop.number}"]`);
export const toEnd = (page, left = 0.4) => page.$eval('#audio', (a, s) => { a.currentTime = a.duration - s; }, left);

// axe-core finds nothing, nothing scrolls sideways, and what a finger is to hit has 44 pixels.
export async function sound(page, state) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(v => [v.id, v.nodes.map(n => n.html + n.failureSummary)]), [], state);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, state + ': scrolls sideways');
  const little = await page.$$eval('button, .entry, .chapters a, .back a, .chip, summary, input:not([type=range]), select, figure a', all => all
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('#offline'))
    .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
    .filter(([, r]) => r.height < 43.9 || r.width < 43.9));
  assert.deepEqual(little, [], state + ': too small for a finger');
}
