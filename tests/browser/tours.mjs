// Tours that are not like the sample, in Chromium: tones whose places can be measured, one stop, three hundred, no
// photos, photos within the text, hostile text.
//
//   node tests/browser/tours.mjs DAOLAN SCREENSHOT_DIR
import { strict as assert } from 'node:assert';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildTour, close, desk, drawing, key, lit, media, open, phone, plays, small, sound, toEnd, word } from './harness.mjs';

const [daolan, screenshots] = process.argv.slice(2);
mkdirSync(screenshots, { recursive: true });
const zbar = spawnSync('zbarimg', ['--version']).status === 0;
const build = async (...tour) => open(await buildTour(daolan, ...tour));

// --- measured: what is heard against timeline.json ---

const text = '第一句话说得很短。第二句话比较长，中间停一停。\n\n又是一段，从这里开始。再说一句，就到头了。\n\n最后一段话。\n\n';
const tones = await build('tones', `# 音调\n\n${text}## 河边\n\n${text}`);
const [stop] = tones.timeline.stops, { seconds } = tones;
const onsets = tones.sentencesOf(stop).flatMap(s => s.syllables).map(y => seconds(y.start));

// Plays through Web Audio: [{at: where the element says it is when a tone begins}]. The element's clock is fitted by
// a line, as it is read in steps; Web Audio's is that of the samples.
const listen = page => page.evaluate(() => {
  const audio = document.getElementById('audio'), context = new AudioContext({ sampleRate: 48000 });
  const node = context.createScriptProcessor(1024, 1, 1), source = context.createMediaElementSource(audio);
  const clocks = [], rises = [];
  let quiet = 48000, loud = 0, frames = 0;
  node.onaudioprocess = ({ inputBuffer, outputBuffer }) => {
    const samples = inputBuffer.getChannelData(0);
    if (!audio.paused && !audio.seeking) clocks.push([frames, audio.currentTime]);
    for (let i = 0; i < samples.length; i++) {
      if (Math.abs(samples[i]) > 0.01) {
        if (quiet > 480) loud = frames + i;
        quiet = 0;
        if (frames + i - loud >= 4800 && rises.at(-1) !== loud) rises.push(loud); // a tone lasts; what is left from before a jump does not
      } else {
        quiet++;
      }
    }
    frames += samples.length;
    outputBuffer.getChannelData(0).fill(0);
  };
  source.connect(node).connect(context.destination);
  window.heard = {
    reset() { clocks.length = rises.length = 0; loud = frames; quiet = 48000; },
    read(rate = 1) { // the median of what the clock is ahead of the frames
      const ahead = clocks.slice(4).map(([f, t]) => t - f / 48000 * rate).sort((a, b) => a - b);
      const offset = ahead[ahead.length >> 1];
      return rises.map(f => f / 48000 * rate + offset);
    },
  };
  return context.resume();
});
const nearest = t => onsets.reduce((best, o) => Math.abs(o - t) < Math.abs(best - t) ? o : best, Infinity);

tones.test('chapters, sentences and ten seconds land within 30 ms of the timeline, as decoded', { alone: true, losses: true }, async page => {
  await key(page, '1');
  await plays(page, stop.file, 0.1);
  await page.click('#play');
  await listen(page);
  const worst = [];
  const chapters = tones.chaptersOf(stop);
  const goals = [...chapters.slice(1).map((c, i) => [`chapter ${i + 2}`, seconds(c.start), () => page.evaluate(n => document.querySelectorAll('.stop.current .chapters a')[n].click(), i + 1)]),
    ...tones.sentencesOf(stop).slice(1, 4).map((s, i) => [`sentence ${i + 2}`, seconds(s.start), () => page.locator('.stop.current .text > p a').nth(i).click()])];
  for (const [name, start, go] of goals) {
    await page.evaluate(() => { document.getElementById('audio').pause(); window.heard.reset(); });
    await go();
    await page.waitForTimeout(1300);
    const rises = await page.evaluate(() => window.heard.read());
    const first = onsets.find(o => o >= start - 0.001);
    assert.ok(rises.length > 1, `${name}: nothing heard`);
    for (const [i, heard] of [rises[0] - first, ...rises.map(r => r - nearest(r))].entries()) {
      assert.ok(Math.abs(heard) < 0.03, `${name}, tone ${i}: heard ${(heard * 1000).toFixed(1)} ms off (${rises.map(r => r.toFixed(3))}, expected ${first})`);
      worst.push(Math.abs(heard));
    }
  }
  console.log(`# ${worst.length} tones after a jump, at worst ${(Math.max(...worst) * 1000).toFixed(1)} ms from the timeline`);
});

tones.test('the light is in step with what is heard, at every speed', { alone: true, losses: true }, async page => {
  await key(page, '1');
  await plays(page, stop.file);
  await page.click('#play');
  await listen(page);
  for (const speed of ['0.75', '1', '2']) {
    await page.selectOption('#speed', speed);
    await page.click('#chapter-back');
    await page.evaluate(() => { document.getElementById('audio').currentTime = 0; window.heard.reset(); });
    const lights = await page.evaluate(() => new Promise(done => {
      const audio = document.getElementById('audio'), list = [];
      document.getElementById('play').click();
      let last;
      const look = () => {
        const [range] = CSS.highlights.get('word'), now = range && range.startContainer.textContent + range.startOffset;
        if (range && now !== last) list.push(audio.currentTime);
        last = now;
        if (audio.currentTime < 5) requestAnimationFrame(look);
        else { audio.pause(); done(list); }
      };
      look();
    }));
    assert.ok(lights.length >= 5, `${lights.length} words at ${speed}`);
    const off = lights.slice(1).map(t => t - onsets.findLast(o => o <= t + 0.03)).sort((a, b) => a - b);
    assert.ok(off[off.length >> 1] < 0.06, `${speed}: ${off}`);
    const rises = await page.evaluate(rate => window.heard.read(rate), Number(speed)), heard = rises.map(r => Math.abs(r - nearest(r))).sort((a, b) => a - b);
    assert.ok(heard[heard.length >> 1] < 0.03 * Math.max(1, Number(speed)), `${speed}: heard ${heard}`);
  }
});

// --- photos within the text ---

const near = await build('near', `# 小镇\n\n${text}![水车浸在水里，一半黑，一半亮。](photos/wheel.svg)\n\n轮子后面的话。\n\n## 桥\n\n过桥去。\n`, {
  'photos/wheel.svg': drawing('green'), 'tour.ini': 'base_url = https://museum.example/tour\n',
});
near.test('a photo and its caption stand and show at their place; its story leads back to it', {}, async page => {
  const first = near.timeline.stops[0], caption = near.timeline.stops.find(s => s.kind === 'caption');
  const order = await page.$$eval('[id="stop=1"] .text > *', all => all.map(e => e.localName));
  assert.equal(order.indexOf('figure'), order.length - 2, order.join());
  assert.match(await page.textContent('figure'), /一半黑/);
  await key(page, '1');
  const after = near.sentencesOf(first).at(-1);
  await page.locator('[id="stop=1"] .text > p a').last().click();
  await plays(page, first.file, near.seconds(after.start));
  await page.waitForSelector('figure.shown:visible');
  assert.match(await page.evaluate(() => navigator.mediaSession.metadata.artwork[0].src), /photos\/101\.svg$/);
  await page.click('#play'); // or the stop ends while it is looked at
  await sound(page, 'photo in the text');
  await page.screenshot({ path: join(screenshots, 'photo-in-text.png') });
  await page.click('figure a');
  await plays(page, caption.file, 0.1);
  await toEnd(page, 0.2);
  await plays(page, first.file, near.seconds(after.start) - 0.1);
  assert.deepEqual(await lit(page), [after.text]);
});

if (zbar) {
  near.test('the code on the wall, as a phone reads it, opens its stop; one more tap and it sounds', { hasTouch: true, path: 'labels.html', deviceScaleFactor: 2 }, async page => {
    const last = near.timeline.stops.findLast(s => s.kind === 'article'), code = join(screenshots, 'code.png');
    await page.locator(`#label-${last.number} .code`).screenshot({ path: code });
    const read = execFileSync('zbarimg', ['--quiet', '--raw', code], { encoding: 'utf8' }).trim();
    assert.ok(read.startsWith(near.timeline.base_url), read);
    await page.goto(near.url + read.slice(near.timeline.base_url.length).replace(/^\//, ''));
    assert.equal(await page.isVisible(`[id="stop=${last.number}"] h2`), true);
    assert.equal((await media(page)).paused, true);
    await page.tap('#play');
    await plays(page, last.file, 0.1);
  });
} else console.log('skip - the code on the wall: zbarimg is missing (sh setup.sh --tests)');

// --- few, many, long, hostile ---

const one = await build('one', '一句话，只有一站。\n');
one.test('one stop, no title, no photo', { viewport: small }, async page => {
  await key(page, '2');
  assert.deepEqual(await page.$$eval('.chip', all => all.map(e => e.textContent)), ['1']);
  await key(page, '1');
  await plays(page, one.timeline.stops[0].file, 0.2);
  await sound(page, 'one');
  for (const id of ['chapter-next', 'chapter-back', 'next', 'previous']) await page.$eval('#' + id, e => e.click());
  await toEnd(page, 0.2);
  await page.waitForFunction(() => document.getElementById('audio').ended);
  assert.match(await page.textContent('#said'), /听完/);
});

const stops = Array.from({ length: 300 }, (_, i) => i + 1);
const many = await build('many', stops.map(n => (n === 1 ? '# 大馆\n\n来。\n\n' : `## ${n === 7 ? '长'.repeat(80) : '展品' + n}\n\n看。\n\n`)).join(''), {
  'captions.txt': '1\t\t第一张。\n2\t\t第二张。\n', // without photos
});
many.test('three hundred stops: three digits, captions from 1000, a title of 80 characters', { viewport: small }, async page => {
  assert.deepEqual(many.timeline.stops.slice(-2).map(s => s.number), [1001, 1002]);
  await key(page, '207');
  await plays(page, many.timeline.stops[206].file, 0.1);
  await page.goBack();
  await page.click('#keys button:text-is("7")');
  assert.equal(await page.textContent('#found'), '长'.repeat(80));
  await sound(page, 'a long title');
  await page.screenshot({ path: join(screenshots, 'long-title.png') });
  await page.click('.go');
  await plays(page, many.timeline.stops[6].file, 0.1);
  await sound(page, 'a long title, its stop');
  await page.goBack();
  await page.waitForSelector('#keys:visible');
  await key(page, '1002');
  await plays(page, many.timeline.stops.at(-1).file, 0.1);
  await page.goBack();
  await key(page, '301');
  assert.equal(await page.$$eval('.chip', all => all.length), 3);
});
many.test('… searched in an instant', { viewport: desk }, async page => {
  await page.fill('#query', '展品300');
  await page.waitForSelector('#results a');
  assert.equal(await page.$$eval('#results a', all => all.length), 1);
  await page.fill('#query', '看');
  await page.waitForFunction(() => document.querySelectorAll('#results a').length === 60);
  assert.match(await page.textContent('#tally'), /299/);
});

const evil = '<b onclick=x>"\'&amp;';
const hostile = await build('hostile', `# ${'馆'}</script><script>alert(1)</script>\n\n你好${evil}，𠮷野家。𝒳一二三。\n\n## שלום עולם ‮反\n\n一二，三四。\n`, { 'tour.ini': `title = 馆 ${evil} שלום\npublisher = ${evil}\n` });
hostile.test('hostile text and text from right to left stay text, in their place', { viewport: phone }, async page => {
  page.on('dialog', () => assert.fail('a dialogue'));
  const names = await page.$$eval('#stops .name', all => all.map(e => e.textContent));
  assert.deepEqual(names, hostile.timeline.stops.map(s => s.title));
  for (const s of hostile.timeline.stops) {
    await page.goto(hostile.url + '#stop=' + s.number);
    assert.deepEqual(await page.$$eval('.stop.current :is(h2, .text > p) a', all => all.map(a => a.textContent)), hostile.sentencesOf(s).map(x => x.text));
  }
  const [first] = hostile.timeline.stops, sentence = hostile.sentencesOf(first).find(s => s.text.includes('𠮷'));
  await page.goto(`${hostile.url}#stop=1&t=${hostile.seconds(sentence.start)}`);
  await page.click('#play');
  const y = sentence.syllables.find(s => s.at[0] >= Buffer.byteLength(sentence.text.split('𠮷')[0]));
  await page.waitForFunction(t => document.getElementById('audio').currentTime > t, hostile.seconds(y.start) + 0.05);
  assert.ok(sentence.text.includes(await word(page)), await word(page)); // no half of a surrogate pair
  await page.goto(hostile.url + '#stop=%3Cimg%20src=x%20onerror=alert(1)%3E');
  assert.equal((await media(page)).paused, false);
  await sound(page, 'hostile');
});

await close();
