// What every test of the visitor page needs: a browser, a served tour, lines that say what holds.
//
//   const tour = await open('audio/jinzhou');
//   tour.test('it plays', {}, async (page, context, site) => { … });
//   await close();                                          // runs them; exit status 1 where anything is not ok
//
// Each test has a context of its own, so several run at the same time: most of a test is waiting for sound. One that
// measures time says `alone: true`. ONLY=words of the environment leaves out the tests without these words in the name.
import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { serve } from './serve.mjs';

const require = createRequire(import.meta.url);
const { chromium, _bidiFirefox: firefox } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const phone = { width: 390, height: 844 }, small = { width: 320, height: 568 }, desk = { width: 1280, height: 800 };

const browsers = {
  chromium: () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--autoplay-policy=user-gesture-required'] }),
  firefox: () => firefox.launch({ executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr' }),
};
let browser;
const servers = [], queue = [];
let failed = 0;

const say = (name, began, error) => {
  failed += error ? 1 : 0;
  if (process.env.TIMES) console.log(`# ${((performance.now() - began) / 1000).toFixed(1)} s`);
  console.log((error ? 'not ok - ' : 'ok - ') + name + (error ? '\n' + String(error.stack ?? error).replace(/^/gm, '    ') : ''));
};

// What a browser says of a file that cannot be had or played, where a test takes care that it cannot.
const expected = /^Failed to load resource|ERR_|ScriptProcessorNode is deprecated|blocked by Playwright/;

const within = (seconds, work) => Promise.race([work, new Promise((_, reject) => {
  setTimeout(reject, seconds * 1000, new Error(`not done in ${seconds} s`)).unref();
})]);

// A test on a fresh page of `folder` (with a server of its own, `site`) or of `url`. Whatever the page complains of, a
// breach of its Content-Security-Policy, or a question to another host is a failure. losses: files may fail to load.
// arrivalMs: how long the page takes to be told, whatever else this machine does meanwhile.
export function test(name, options, body) {
  const { alone = false, folder, host, url: given, path = '', losses = false, arrivalMs = 0, ...rest } = options;
  if (process.env.ONLY && !name.includes(process.env.ONLY)) return;
  queue.push({ alone, async run() {
    const began = performance.now(), site = folder && await serve(folder, host), url = given ?? site.url;
    const context = await browser.newContext({ viewport: phone, locale: 'zh-CN', ...rest });
    const said = [];
    await context.exposeBinding('breach', (_, what) => said.push('Content-Security-Policy: ' + what));
    await context.addInitScript(() => document.addEventListener('securitypolicyviolation', e => window.breach(e.violatedDirective + ' ' + e.blockedURI)));
    await context.addInitScript(ms => {
      const entries = performance.getEntriesByType.bind(performance);
      performance.getEntriesByType = type => type === 'navigation' ? [{ requestStart: 0, responseEnd: ms }] : entries(type);
    }, arrivalMs);
    context.on('page', page => {
      page.setDefaultTimeout(30000);
      page.on('console', m => { if (['error', 'warning'].includes(m.type()) && !(losses && expected.test(m.text()))) said.push(m.text()); });
      page.on('pageerror', e => said.push(String(e)));
      page.on('request', r => { if (!r.url().startsWith(new URL(url).origin) && !/^(file|data|blob):/.test(r.url())) said.push('asked for ' + r.url()); });
    });
    try {
      await within(150, (async () => {
        const page = await context.newPage();
        await page.goto(url + path);
        await body(page, context, site);
      })());
      assert.deepEqual(said, [], 'the page complains');
      say(name, began);
    } catch (error) {
      say(name, began, error);
    }
    await context.close();
    site?.close();
  } });
}

export async function open(folder) {
  const server = await serve(folder);
  servers.push(server);
  const timeline = JSON.parse(readFileSync(join(folder, 'timeline.json'), 'utf8'));
  return {
    folder, timeline, url: server.url,
    test: (name, options, body) => test(name, { url: server.url, ...options }, body),
    seconds: samples => samples / timeline.rate,
    chaptersOf: stop => timeline.files.find(f => f.path === stop.file).chapters,
    sentencesOf: stop => stop.segments.flatMap(s => s.sentences).filter(s => s.length > 0),
  };
}

// Runs the tests in 'chromium' or 'firefox' and ends the program.
export async function close(name = 'chromium') {
  const rest = queue.filter(t => !t.alone);
  browser = await browsers[name]();
  for (const t of queue.filter(t => t.alone)) await t.run();
  await Promise.all(Array.from({ length: availableParallelism() + 1 }, async () => {
    while (rest.length) await rest.shift().run();
  }));
  await browser.close();
  servers.forEach(server => server.close());
  process.exit(failed > 0 ? 1 : 0);
}

// A folder for what a test builds; gone when it ends.
export const work = mkdtempSync(join(tmpdir(), 'daolan-browser-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

// Builds a tour of an article and other files of its script; the folder.
export async function build(daolan, name, article, files = {}) {
  const script = join(work, name + '-script'), folder = join(work, name);
  for (const [file, text] of Object.entries({ 'article.md': article, ...files })) {
    mkdirSync(dirname(join(script, file)), { recursive: true });
    writeFileSync(join(script, file), text);
  }
  await promisify(execFile)(resolve(daolan), ['build', script, '-o', folder, '--quiet', '--voice', 'fake'], { env: { ...process.env, DAOLAN_CACHE: join(work, 'cache') } });
  return folder;
}
export const drawing = colour => `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" fill="${colour}"/></svg>\n`;

export const media = page => page.$eval('#audio', a => ({ time: a.currentTime, paused: a.paused, source: a.currentSrc, rate: a.playbackRate }));
export const plays = (page, file, from = 0) => page.waitForFunction(
  ([name, start]) => {
    const a = document.getElementById('audio');
    return !a.paused && a.currentSrc.endsWith(name) && a.currentTime > start;
  }, [file, from], { polling: 20 }); // also where no frames are drawn
export const lit = page => page.$$eval('.stop.current :is(h2, .text > p) a[aria-current]', all => all.map(s => s.textContent));
export const word = page => page.evaluate(() => [...CSS.highlights.get('word')].map(String).join(''));
export const key = async (page, digits) => {
  for (const digit of digits) await page.click(`#keys button:text-is("${digit}")`);
  await page.click('.go');
};
export const openStop = (page, stop) => page.click(`#stops [href="#stop=${stop.number}"]`);
export const toEnd = (page, left = 0.4) => page.$eval('#audio', (a, s) => { a.currentTime = a.duration - s; }, left);

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// axe-core finds nothing of WCAG 2.2 AA, nothing scrolls sideways, and what a finger is to hit has 44 pixels.
export async function sound(page, state) {
  await page.evaluate(axe);
  const { violations, passes, inapplicable } = await page.evaluate(values => window.axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values } }), standards);
  assert.deepEqual(violations.map(v => [v.id, v.nodes.map(n => n.html + n.failureSummary)]), [], state);
  assert.ok([...passes, ...inapplicable].some(rule => rule.tags.includes('wcag22aa')), 'no rule of WCAG 2.2 was tried');
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, state + ': scrolls sideways');
  const crowded = await page.$$eval('#player > * > :is(a, button, select), #keys button', all => {
    const boxes = all.filter(e => e.checkVisibility({ visibilityProperty: true })).map(e => [e.id || e.textContent, e.getBoundingClientRect(), e.closest('#player, #keys')]);
    return boxes.flatMap(([name, a, place], i) => [
      ...a.left < 0 || a.right > innerWidth ? [name + ' leaves the screen'] : [],
      ...boxes.slice(i + 1).filter(([, b, other]) => other === place && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
        .map(([other]) => `${name} lies over ${other}`),
    ]);
  });
  assert.deepEqual(crowded, [], state);
  const little = await page.$$eval('button, .entry, .chapters a, .back a, .chip, .now a, .dial, summary, input, select, figure a', all => all
    .filter(e => e.checkVisibility({ visibilityProperty: true }))
    .map(e => [e.outerHTML.slice(0, 120), e.getBoundingClientRect()])
    .filter(([, r]) => r.height < 43.9 || r.width < 43.9));
  assert.deepEqual(little, [], state + ': too small for a finger');
}
