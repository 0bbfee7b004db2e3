// The visitor's page over weak Wi-Fi: 400 kb/s with 300 ms latency, from `daolan serve`, in Chromium. How long from the
// last tap to the first sound, and what is loaded before it apart from the sound.
//   node tests/bench/page.mjs DAOLAN TOUR [STOP …]     at most three stops, else the first, the fifth and the first caption
// Prints a table of medians; fails where a reach is missed.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const require = createRequire(new URL('../browser/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const RUNS = 5, LINK = { latency: 300, downloadThroughput: 400e3 / 8, uploadThroughput: 400e3 / 8, offline: false };
const FIRST_SOUND_S = 1, BEFORE_BYTES = 60e3;

const [daolan, tour, ...asked] = process.argv.slice(2);
const { stops } = JSON.parse(readFileSync(join(tour, 'timeline.json'), 'utf8'));
const numbers = asked.length ? asked.map(Number) :
  [...new Set([stops[0], stops.find(s => s.number === 5) ?? stops.at(-1), stops.find(s => s.caption) ?? stops.at(-1)].map(s => s.number))];
const median = values => values.sort((a, b) => a - b)[values.length >> 1];

async function server() {
  const child = spawn(daolan, ['serve', tour, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url) return { url: url.replace(/\/\/[^:/]+/, '//127.0.0.1'), stop: () => child.kill() };
  }
  throw new Error(`${daolan} serve did not start`);
}

// A new visitor's phone; how: the taps that lead to the sound.
async function visit(browser, url, how) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const loaded = new Map(); // by request: its type, its bytes so far, in the end with its headers
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINK);
  cdp.on('Network.requestWillBeSent', e => loaded.set(e.requestId, { type: e.type, bytes: 0 }));
  cdp.on('Network.dataReceived', e => { loaded.get(e.requestId).bytes += e.encodedDataLength; });
  cdp.on('Network.loadingFinished', e => { loaded.get(e.requestId).bytes = e.encodedDataLength; });
  await page.addInitScript(() => {
    const listen = () => {
      const audio = document.getElementById('audio');
      document.addEventListener('click', () => { window.tapped = performance.now(); }, true);
      const poll = () => {
        if (audio.currentTime > (window.from ??= audio.currentTime) && !audio.paused) window.heard ??= performance.now();
        requestAnimationFrame(poll);
      };
      audio.addEventListener('playing', poll, { once: true });
      window.ready = true;
    };
    document.addEventListener('DOMContentLoaded', listen);
  });
  const began = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.ready);
  const usable = Date.now() - began;
  await page.waitForTimeout(1000); // nobody taps at once
  await how(page);
  await page.waitForFunction(() => window.heard, null, { timeout: 30000, polling: 20 });
  const { source, sound } = await page.evaluate(() => ({ source: document.getElementById('audio').currentSrc.split('.').pop(), sound: window.heard - window.tapped }));
  const others = [...loaded.values()].filter(r => r.type !== 'Media');
  const result = {
    usable: usable / 1000, first: sound / 1000, source,
    page: others.reduce((sum, r) => sum + r.bytes, 0), requests: others.length,
  };
  await context.close();
  return result;
}

const keyed = number => async page => {
  for (const digit of String(number)) await page.tap(`#keys button:text-is("${digit}")`);
  await page.tap('.go');
};
const pressed = async page => { await page.tap('#play'); };

const site = await server();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let missed = false;
console.log(`${'way'.padEnd(34)} usable, s  first sound, s  before it, kB  requests  track`);
for (const [name, hash, how] of [
  ...numbers.map(n => [`number ${n} by the keypad`, '', keyed(n)]),
  ...numbers.slice(0, 2).map(n => [`the code beside ${n}, then play`, '#stop=' + n, pressed]),
]) {
  const runs = [];
  for (let i = 0; i < RUNS; i++) runs.push(await visit(browser, site.url + hash, how));
  const of = key => median(runs.map(r => r[key]));
  const good = of('first') <= FIRST_SOUND_S && of('page') <= BEFORE_BYTES;
  missed ||= !good;
  console.log(`${name.padEnd(34)} ${of('usable').toFixed(2).padStart(9)}  ${of('first').toFixed(2).padStart(14)}  ` +
    `${(of('page') / 1000).toFixed(1).padStart(13)}  ${String(of('requests')).padStart(8)}  ${runs[0].source}  ${good ? 'reached' : 'MISSED'}`);
}
await browser.close();
site.stop();
process.exit(missed ? 1 : 0);
