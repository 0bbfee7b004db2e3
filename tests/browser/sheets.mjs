// labels.html and report.html of a built tour, in Chromium.
//
//   node tests/browser/sheets.mjs AUDIO_DIR OUT_DIR
//
// Prints `ok - …` and `not ok - …` lines; exit status 1 where anything is not ok. Leaves in OUT_DIR what others read:
// labels.pdf, and of every label (of a long tour: of some) print-ID.png, its code as it is, and phone-ID.png, the same as a
// phone sees it, small, askew, blurred and grey; and screenshots.
import { strict as assert } from 'node:assert';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { close, desk, open, phone, sound } from './harness.mjs';

const [folder, out] = process.argv.slice(2);
const { timeline, ...tour } = await open(folder);
const some = 24, sheetLabels = 8, entranceLabels = 4, moduleMm = 0.4;
mkdirSync(out, { recursive: true });

const test = (name, file, options, body) => tour.test(name, { path: file, ...options }, body);

for (const file of ['labels.html', 'report.html']) {
  for (const [size, viewport] of Object.entries({ phone, desk })) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${file}: axe finds nothing: ${size}, ${colorScheme}`, file, { viewport, colorScheme }, async page => {
        await page.screenshot({ path: join(out, `${file}-${size}-${colorScheme}.png`) });
        await sound(page, file);
      });
    }
  }
}

test('labels.html: as many sheets as it takes, no label over their edge, none cut off', 'labels.html', { viewport: desk }, async page => {
  const cells = timeline.stops.length + (timeline.base_url ? entranceLabels : 0);
  await page.emulateMedia({ media: 'print' });
  const sheets = await page.$$eval('.sheet', all => all.map(s => {
    const outer = s.getBoundingClientRect();
    return [...s.querySelectorAll('.label')].every(l => {
      const r = l.getBoundingClientRect();
      return r.top >= outer.top - 1 && r.bottom <= outer.top + 277 * 96 / 25.4 && r.left >= outer.left - 1 && r.right <= outer.right + 1;
    });
  }));
  assert.deepEqual(sheets, Array(Math.ceil(cells / sheetLabels)).fill(true));
  const cut = await page.$$eval('.label', all => all.filter(l => [l, ...l.querySelectorAll('*')].some(e => e.scrollWidth > e.clientWidth + 1 && e.matches('p, li')) || [l, ...l.querySelectorAll('.title, .address')].some(e => e.scrollHeight > e.clientHeight + 1)).map(l => l.id));
  assert.deepEqual(cut, []);
  assert.equal(await page.isVisible('.notice'), false);
});

test('labels.html: a module is large enough for an arm’s length, and black on white', 'labels.html', { viewport: desk, colorScheme: 'dark' }, async page => {
  for (const [mm, stroke, background] of await page.$$eval('.code svg', all => all.map(s => [s.getBoundingClientRect().width / 96 * 25.4 / s.viewBox.baseVal.width, getComputedStyle(s.querySelector('path')).stroke, getComputedStyle(s).backgroundColor]))) {
    assert.ok(mm >= moduleMm, `${mm} mm`);
    assert.deepEqual([stroke, background], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  }
});

test('labels.html: printed', 'labels.html', { viewport: desk }, async page => {
  await page.pdf({ path: join(out, 'labels.pdf'), preferCSSPageSize: true });
});

if (timeline.base_url) {
  test('labels.html: photographed', 'labels.html', { viewport: phone, deviceScaleFactor: 2 }, async page => {
    const ids = await page.$$eval('.label', all => all.map(l => l.id));
    const step = Math.max(1, Math.floor(ids.length / some));
    for (const id of ids.filter((_, i) => i < some / 2 || i % step === 0)) {
      const code = page.locator(`#${id} .code`);
      await code.screenshot({ path: join(out, `print-${id}.png`) });
      await code.evaluate(e => { e.style.cssText = 'transform: rotate(4deg) skewX(3deg); filter: blur(.5px) contrast(.6) brightness(.9)'; });
      await code.screenshot({ path: join(out, `phone-${id}.png`) });
      await code.evaluate(e => { e.style.cssText = ''; });
    }
  });
}

test('report.html: a time plays from there, one sound at a time', 'report.html', { viewport: desk }, async page => {
  const playing = () => page.$$eval('audio', all => all.filter(a => !a.paused).map(a => a.closest('.stop').id));
  const sentences = timeline.stops.slice(0, 2).map(stop => ({ stop, sentence: stop.segments.flatMap(s => s.sentences).filter(s => s.length > 0).at(-1) }));
  for (const { stop, sentence } of sentences) {
    await page.click(`#s${sentence.index} .play`);
    await page.waitForFunction(([id, start]) => { const a = document.getElementById(id).querySelector('audio'); return !a.paused && a.currentTime > start; }, [`stop-${stop.number}`, sentence.start / timeline.rate], { timeout: 15000 });
    assert.deepEqual(await playing(), [`stop-${stop.number}`]);
    assert.equal(await page.$eval('.play[aria-current]', a => a.closest('.sentence').id), `s${sentence.index}`);
  }
});

test('report.html: every sentence is there as it is written, and no visitor is led to it', 'report.html', {}, async page => {
  const shown = await page.$$eval('.sentence .text', all => all.map(p => { const copy = p.cloneNode(true); copy.querySelectorAll('rt').forEach(r => r.remove()); return copy.textContent; }));
  const sentences = timeline.stops.flatMap(s => s.segments).flatMap(s => s.sentences);
  const visible = text => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '\ufffd');
  assert.deepEqual(shown, sentences.map(s => visible(s.text)));
  for (const file of ['index.html', 'publication.json']) assert.ok(!readFileSync(join(folder, file), 'utf8').includes('report.html'), file);
});

await close();
