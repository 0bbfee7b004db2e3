// The tour on the visitor's device, in Chromium: stored, played without a network, renewed, refused.
//
//   node tests/browser/offline.mjs DAOLAN SCREENSHOT_DIR
//
// Builds two small tours that differ by a sentence with the program DAOLAN, and prints `ok - …` and `not ok - …`
// lines; exit status 1 where anything is not ok.
import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, close, desk, drawing, key, phone, plays as playsFile, small, sound, test as testOf, work } from './harness.mjs';

const [daolan, screenshots] = process.argv.slice(2);
mkdirSync(screenshots, { recursive: true });

const tour = (name, sentence) => build(daolan, name, `# 河湾小镇\n\n欢迎来到河湾小镇。\n\n## 老磨坊\n\n磨坊的轮子转了一百多年。${sentence}\n\n## 河边\n\n再往前走，就是河边了。\n`, {
  'captions.txt': '1\tphotos/wheel.svg\t水车浸在水里。\n', 'photos/wheel.svg': drawing('green'),
});
const first = await tour('first', '好！'), second = await tour('second', '真好！');
const listOf = folder => JSON.parse(readFileSync(join(folder, 'offline.json'), 'utf8'));
const oggOf = folder => listOf(folder).files.filter(f => f.role !== 'mp4');
const bytesOf = (folder, url) => readFileSync(join(folder, url));
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
// each with a server of its own, to be stopped and to be given another build; where nothing else is said, files may be missing
const test = (name, options, body) => testOf(name, { folder: first, losses: true, ...options }, body);

// What the store says: 'ready', 'stored' … are the states of index.html.
const says = (page, state) => page.waitForSelector(`#offline p[data-when~="${state}"]:visible`);
const press = (page, state) => page.click(`#offline button[data-when~="${state}"]`);
async function store(page) {
  await press(page, 'open');
  await says(page, 'stored');
}
const plays = (page, from = 0) => playsFile(page, '', from);
// A file as the page gets it: its status, headers and hash.
const fetched = (page, url, options = {}) => page.evaluate(async ([u, o]) => {
  const response = await fetch(u, o), bytes = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return {
    status: response.status, size: bytes.byteLength, range: response.headers.get('content-range'),
    length: response.headers.get('content-length'), type: response.headers.get('content-type'),
    hash: [...hash].map(b => b.toString(16).padStart(2, '0')).join(''),
  };
}, [url, options]);
// Until a promise of the page is true; waitForFunction takes the promise itself for true.
async function eventually(page, promise, argument) {
  for (let i = 0; i < 100; i++) {
    if (await page.evaluate(promise, argument)) return;
    await page.waitForTimeout(100);
  }
  assert.fail('never: ' + promise);
}
const entries = page => page.evaluate(async () => {
  const counts = {};
  for (const name of await caches.keys()) counts[name] = (await (await caches.open(name)).keys()).length;
  return counts;
});
const files = site => site.asked.filter(path => !/offline\.json$|sw\.js$|\/$/.test(path));

test('the size is said first, and nothing is stored unasked', {}, async (page, context, site) => {
  await says(page, 'ready');
  const bytes = oggOf(first).reduce((sum, f) => sum + f.bytes, 0);
  await page.waitForFunction(text => document.querySelector('#offline .size').textContent === text, ' · ' + (bytes / 1e6).toFixed(1) + ' MB');
  assert.deepEqual(await entries(page), {});
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  assert.ok(!site.asked.some(path => path.endsWith('.mp4')));
});

test('stored, the tour opens, plays, seeks and shows its photo with the server gone', {}, async (page, context, site) => {
  await store(page);
  assert.deepEqual(files(site).filter(path => path.endsWith('.mp4')), [], 'one kind of track is enough');
  site.close();
  await page.click('#stops a[href="#stop=2"]');
  await plays(page, 0.2); // the page that stored it, before any reload
  for (const path of ['', 'index.html', '?from=poster', '#stop=2', 'index.html?a=b#stop=2']) {
    const again = await context.newPage();
    await again.goto(site.url + path);
    assert.equal(await again.textContent('h1'), '河湾小镇');
    await again.close();
  }
  await page.reload();
  await page.goto(site.url);
  await says(page, 'stored');
  const [worker] = context.serviceWorkers(); // Chromium's own events leave out what a worker gives a media element
  await worker.evaluate(() => {
    const { Response } = self;
    self.given = [];
    self.Response = class extends Response {
      constructor(body, init) {
        super(body, init);
        if (/^audio/.test(this.headers.get('content-type'))) self.given.push([this.status, this.headers.get('content-range')]);
      }
    };
  });
  await page.click('#stops a[href="#stop=101"]'); // not one that Chromium has in its memory
  await plays(page, 0.2);
  const size = bytesOf(first, 'stops/101.opus').length, given = await worker.evaluate(() => self.given);
  assert.deepEqual(given[0], [206, `bytes 0-${size - 1}/${size}`], 'what the audio element gets');
  await page.click('#previous');
  const sentence = page.locator('.stop.current .text > p a').last(); // a jump within the stop
  const [, start] = (await sentence.getAttribute('href')).split('#t=');
  await sentence.click();
  await plays(page, Number(start) + 0.2);
  const end = await page.$eval('#audio', audio => audio.currentTime = audio.duration - 1);
  await plays(page, end + 0.1);
  await page.goto(site.url + '#stop=101');
  await page.waitForFunction(() => [...document.images].some(image => image.naturalWidth > 0));
});

test('parts of a file come from the store, byte for byte', {}, async (page, context, site) => {
  await store(page);
  await page.reload();
  const url = 'stops/002.opus', bytes = bytesOf(first, url), size = bytes.length, asked = site.asked.length;
  const get = (range, more = {}) => fetched(page, url, { headers: { range, ...more } });
  for (const [range, from, to] of [['bytes=0-1', 0, 1], ['bytes=100-299', 100, 299], [`bytes=${size - 7}-`, size - 7, size - 1],
    ['bytes=-9', size - 9, size - 1], ['bytes=0-', 0, size - 1], [`bytes=5-${size + 99}`, 5, size - 1], [`bytes=-${size + 1}`, 0, size - 1]]) {
    assert.deepEqual(await get(range), {
      status: 206, size: to - from + 1, range: `bytes ${from}-${to}/${size}`, length: String(to - from + 1),
      type: 'audio/ogg; codecs=opus', hash: sha256(bytes.subarray(from, to + 1)),
    }, range);
  }
  for (const range of [`bytes=${size}-`, `bytes=${size + 5}-${size + 9}`, 'bytes=-0']) {
    const { status, size: length, range: told } = await get(range);
    assert.deepEqual([status, length, told], [416, 0, `bytes */${size}`], range);
  }
  for (const range of ['bytes=0-1,4-5', 'bytes=9-3', 'bytes=-', 'bytes=a-b', 'lines=0-1', '']) {
    const { status, hash, range: told } = await get(range);
    assert.deepEqual([status, hash, told], [200, sha256(bytes), null], range);
  }
  assert.equal((await get('bytes=0-1', { 'if-range': '"other"' })).status, 200);
  const head = await fetched(page, url, { method: 'HEAD' });
  assert.deepEqual([head.status, head.size, head.length, head.type], [200, 0, String(size), 'audio/ogg; codecs=opus']);
  assert.equal((await fetched(page, url + '?v=1')).hash, sha256(bytes));
  assert.equal((await fetched(page, 'stops/002.mp4')).status, 404, 'the kind that is not stored');
  assert.deepEqual(site.asked.slice(asked).filter(path => !path.endsWith('offline.json')), []);
});

test('a new build costs what changed; an open page keeps its own; no two versions meet', {}, async (page, context, site) => {
  await store(page);
  const look = page.waitForResponse(/offline\.json$/); // each opening looks for a newer build
  await page.reload();
  await look;
  await page.evaluate(async () => navigator.locks.request((await caches.keys())[0], () => {}));
  const asked = site.asked.length, old = listOf(first), changed = oggOf(second).filter(f => !old.files.some(o => o.sha256 === f.sha256));
  site.folder = second;
  const other = await context.newPage();
  await other.goto(site.url);
  await says(other, 'newer');
  assert.deepEqual(files({ asked: site.asked.slice(asked) }).sort(), changed.map(f => '/' + f.url).sort());
  assert.ok(changed.length < oggOf(second).length / 2);
  site.close();
  const url = 'stops/002.opus', hashes = async p => [(await fetched(p, url)).hash, (await fetched(p, './')).hash];
  const [oldHashes, newHashes] = [first, second].map(f => [sha256(bytesOf(f, url)), sha256(bytesOf(f, 'index.html'))]);
  assert.deepEqual(await hashes(page), oldHashes);
  assert.deepEqual(await hashes(other), oldHashes);
  await page.click('#stops a[href="#stop=2"]');
  await plays(page, 0.2);
  await Promise.all([other.waitForNavigation(), press(other, 'newer')]);
  assert.deepEqual(await hashes(other), newHashes);
  assert.match(await other.textContent('body'), /真好！/);
  await says(other, 'stored');
  assert.deepEqual(await hashes(page), oldHashes, 'the page that is still open');
  await page.reload();
  assert.deepEqual(await hashes(page), newHashes);
});

test('what no open page needs any more is deleted', {}, async (page, context, site) => {
  await store(page);
  const [before] = Object.values(await entries(page));
  site.folder = second;
  await page.reload();
  await says(page, 'newer');
  await press(page, 'newer');
  await says(page, 'stored');
  await eventually(page, async count => {
    const [name] = await caches.keys();
    return (await (await caches.open(name)).keys()).length === count;
  }, before);
});

test('a page from before a new build says so, and never gets the newer sound', {}, async (page, context, site) => {
  site.folder = second;
  await press(page, 'open');
  await says(page, 'newer');
  site.close();
  assert.equal(await fetched(page, 'stops/002.opus').catch(() => 'none'), 'none');
  await press(page, 'newer');
  await says(page, 'stored');
  assert.equal((await fetched(page, 'stops/002.opus')).hash, sha256(bytesOf(second, 'stops/002.opus')));
});

test('a build that replaces the tour in the middle: one version is stored, the new one', {}, async (page, context, site) => {
  let count = 0;
  site.before = path => {
    if (/\.opus$/.test(path) && ++count === 2) site.folder = second;
  };
  await press(page, 'open');
  await says(page, 'newer');
  await press(page, 'newer');
  await says(page, 'stored');
  site.close();
  for (const f of oggOf(second)) assert.equal((await fetched(page, f.url)).hash, f.sha256, f.url);
});

test('stopped or cut off, it goes on where it was', {}, async (page, context, site) => {
  const held = [];
  let state = 'hold';
  site.before = (path, response) => {
    if (!path.endsWith('.opus') || path.endsWith('001.opus') || state === 'pass') return false;
    if (state === 'cut') response.destroy();
    else held.push(response);
    return true;
  };
  await press(page, 'open');
  const { sha256: kept } = oggOf(first).find(f => f.url === 'stops/001.opus');
  await eventually(page, async hash => !!await caches.match(new URL('.store/file/' + hash, location).href), kept);
  const text = await page.textContent('#offline .amount');
  assert.match(text, /^\d+\.\d MB \/ \d+\.\d MB$/);
  await press(page, 'working');
  await says(page, 'stopped');
  state = 'cut';
  await press(page, 'open');
  await says(page, 'lost');
  state = 'pass';
  const asked = site.asked.length;
  await press(page, 'open');
  await says(page, 'stored');
  assert.deepEqual(files({ asked: site.asked.slice(asked) }).filter(path => !/00[23]\.opus|101\./.test(path)), []);
  for (const response of held) response.destroy();
});

test('a file that arrives damaged is told of and not stored', {}, async (page, context, site) => {
  const bytes = Buffer.from(bytesOf(first, 'stops/003.opus'));
  bytes[1000] ^= 1;
  site.before = (path, response) => path.endsWith('003.opus') && !!response.end(bytes);
  await press(page, 'open');
  await says(page, 'damaged');
  assert.equal(await page.textContent('#offline .file'), 'stops/003.opus');
  await page.reload();
  await says(page, 'ready');
  site.before = null;
  await store(page);
  site.close();
  assert.equal((await fetched(page, 'stops/003.opus')).hash, sha256(bytesOf(first, 'stops/003.opus')));
});

for (const [when, quota, files] of [['before it begins', 20000, 0], ['in the middle', 0, 1]]) {
  test('no space ' + when + ': it says so, and plays from the network', {}, async (page, context, site) => {
    const session = await context.newCDPSession(page);
    const limit = quotaSize => session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize });
    if (files) {
      await page.evaluate(() => { navigator.storage.estimate = async () => ({}); });
      await limit(60000);
    } else await limit(quota);
    await press(page, 'open');
    await says(page, 'full');
    assert.equal(await page.evaluate(async () => !!await caches.match(new URL('.store/current', location).href)), false);
    await page.click('#stops a[href="#stop=2"]');
    await plays(page, 0.2);
    await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin });
    await page.goto(site.url);
    await store(page);
  });
}

test('no space for a new version: the old one stays whole', {}, async (page, context, site) => {
  await store(page);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.url).origin, quotaSize: 10000 });
  site.folder = second;
  await page.reload();
  await says(page, 'full');
  site.close();
  await page.reload();
  await says(page, 'stored');
  assert.equal((await fetched(page, 'stops/002.opus')).hash, sha256(bytesOf(first, 'stops/002.opus')));
});

test('a blocked worker: it says so, and plays', { serviceWorkers: 'block' }, async page => {
  await press(page, 'open');
  await says(page, 'blocked');
  await page.click('#stops a[href="#stop=2"]');
  await plays(page, 0.2);
});

const address = Object.values(networkInterfaces()).flat().find(i => i.family === 'IPv4' && !i.internal)?.address;
if (address) {
  test('over plain HTTP it says why nothing can be stored, and plays', { host: address }, async page => {
    await says(page, 'insecure');
    assert.equal(await page.isVisible('#offline button'), false);
    await page.click('#stops a[href="#stop=2"]');
    await plays(page, 0.2);
  });
} else console.log('skip - the page over plain HTTP: this machine has no address of its own');

test('opened as a file it says that it stores nothing', {}, async page => {
  await page.goto(pathToFileURL(join(first, 'index.html')).href);
  await says(page, 'file');
});

test('without offline.json beside it, the page offers nothing', { path: 'contents.html' }, async (page, context, site) => {
  site.before = (path, response) => path.endsWith('offline.json') && !!response.writeHead(404).end();
  await page.goto(site.url);
  await page.waitForSelector('#offline', { state: 'hidden' });
});

const shelf = join(work, 'shelf');
cpSync(first, join(shelf, 'tours', 'a'), { recursive: true });
cpSync(second, join(shelf, 'tours'), { recursive: true }); // the one around the other
test('two tours of one address keep apart', { folder: shelf, path: 'tours/a/' }, async (page, context, site) => {
  await store(page);
  await page.goto(site.url + 'tours/');
  await says(page, 'ready');
  await store(page);
  site.close();
  const hash = async path => {
    await page.goto(site.url + path);
    return (await fetched(page, 'stops/002.opus')).hash;
  };
  assert.equal(await hash('tours/a/'), sha256(bytesOf(first, 'stops/002.opus')));
  assert.equal(await hash('tours/'), sha256(bytesOf(second, 'stops/002.opus')));
  await press(page, 'kept');
  await says(page, 'ready');
  assert.equal(await hash('tours/a/'), sha256(bytesOf(first, 'stops/002.opus')));
});

test('a deleted store is gone, and can be had again', {}, async (page, context, site) => {
  await store(page);
  await press(page, 'kept');
  await says(page, 'ready');
  assert.deepEqual(await entries(page), {});
  assert.equal((await fetched(page, 'stops/002.mp4')).status, 200);
  assert.deepEqual(await entries(page), {}, 'the worker makes none');
  await store(page);
  await press(page, 'kept');
  await says(page, 'ready');
  await page.reload();
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await store(page);
  site.close();
  await page.reload();
  await says(page, 'stored');
});

test('the page can be put on a home screen', {}, async (page, context, site) => {
  const manifest = JSON.parse(bytesOf(first, 'manifest.webmanifest'));
  assert.deepEqual([manifest.name, manifest.start_url, manifest.scope, manifest.display], ['河湾小镇', '.', '.', 'standalone']);
  for (const { src, sizes, type } of manifest.icons.filter(icon => icon.type === 'image/png')) {
    const icon = bytesOf(first, src);
    assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes);
    assert.equal(type, 'image/png');
  }
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.filter(e => e.errorId !== 'in-incognito'), []);
});

test('what it says is in the language of the browser, or in the one chosen', { locale: 'en-GB' }, async page => {
  await store(page);
  const said = () => page.$eval('#offline p[data-when~="stored"]', p => [p.textContent, p.lang]);
  assert.deepEqual(await said(), ['Kept on this device: plays without a network.', 'en']);
  assert.match(await page.innerText('#offline button[data-when~="kept"]'), /^Delete · \d+\.\d MB$/);
  await page.click('#language');
  assert.deepEqual(await said(), ['已存在这台设备上，没有网络也能听。', 'zh-CN']);
  const silent = await page.$$eval('#offline [data-when]', all => all.filter(e => !e.matches('.file, :has(progress)') && !e.matches('[data-en]') && !e.querySelector('[data-en]')).length);
  assert.equal(silent, 0);
});

for (const colorScheme of ['light', 'dark']) {
  test('axe finds nothing in any state, keys suffice, focus is never lost: ' + colorScheme, { colorScheme }, async (page, context, site) => {
    const look = async state => {
      await sound(page, state);
      await page.locator('#offline').evaluate(e => e.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await page.screenshot({ path: join(screenshots, `offline-${colorScheme}-${state}.png`) });
    };
    const focused = () => page.evaluate(() => document.activeElement.closest('#offline') !== null);
    const key = async state => {
      await page.focus(`#offline button[data-when~="${state}"]`);
      await page.keyboard.press('Enter');
    };
    await says(page, 'ready');
    await look('ready');
    let held;
    site.before = (path, response) => path.endsWith('003.opus') && !!(held = response);
    await key('open');
    await says(page, 'working');
    await look('working');
    assert.ok(await focused());
    await key('working');
    await says(page, 'stopped');
    await look('stopped');
    assert.ok(await focused());
    held.destroy();
    site.before = null;
    await key('open');
    await says(page, 'stored');
    await look('stored');
    assert.ok(await focused());
    site.folder = second;
    await page.reload();
    await says(page, 'newer');
    await look('newer');
    await key('kept');
    await says(page, 'ready');
    assert.ok(await focused());
    assert.equal(await page.getAttribute('#offline [role=status]', 'aria-live'), null);
  });
}

await close();
