// The visitor page of a built tour, in Chromium: finding a stop, listening, reading.
//
//   node tests/browser/page.mjs AUDIO_DIR
//
// Prints `ok - …` and `not ok - …` lines; exit status 1 where anything is not ok. The tour has at least three stops,
// a stop of several chapters and a caption.
import { strict as assert } from 'node:assert';
import { close, key, lit, media, open, openStop, plays, small, desk, toEnd, word } from './harness.mjs';

const folder = process.argv[2];
const { test, timeline, seconds, chaptersOf, sentencesOf, url } = await open(folder);
const long = timeline.stops.find(s => chaptersOf(s).length > 2);
const articles = timeline.stops.filter(s => s.kind === 'article'), captions = timeline.stops.filter(s => s.kind === 'caption');
const single = articles.find(s => s.number > 1 && s.number < 10);
const current = page => page.$eval('.stop.current', e => e.id.slice(5));
const sentenceAt = (stop, samples) => sentencesOf(stop).find(s => s.start + s.length > samples);
const hashOf = page => new URL(page.url()).hash;

// --- finding a stop ---

test('the list shows every stop with its number, title and duration', {}, async page => {
  const rows = await page.$$eval('#stops .entry', all => all.map(e => [e.querySelector('.number').textContent, e.querySelector('.name').textContent]));
  assert.deepEqual(rows, [...articles, ...captions].map(s => [String(s.number), s.title]));
  const whole = Math.round(seconds(timeline.stops[0].length));
  assert.equal(await page.textContent('#stops time'), whole >= 60 ? `${Math.floor(whole / 60)}分${String(whole % 60).padStart(2, '0')}秒` : `${whole}秒`);
});

test('two taps from the page to the sound: a digit, and go', { hasTouch: true }, async page => {
  await page.tap(`#keys button:text-is("${single.number}")`);
  assert.equal(await page.textContent('#found'), single.title);
  await page.tap('.go');
  await plays(page, single.file, 0.2);
  assert.equal(await current(page), String(single.number));
  assert.equal(await page.isVisible('.stop.current h2'), true);
  assert.equal(await page.isVisible('#stops'), false);
  assert.equal(hashOf(page), '#stop=' + single.number);
});

for (const [name, viewport] of [['a small phone', small], ['a large one', { width: 390, height: 844 }]]) {
  test(`the keypad lies under the thumb of ${name}, title and list on the same screen`, { viewport }, async page => {
    const boxes = await page.$$eval('#keys button', all => all.map(e => e.getBoundingClientRect()).map(r => [r.top, r.bottom]));
    assert.equal(boxes.length, 12);
    for (const [top, bottom] of boxes) assert.ok(top > viewport.height * 0.45 && bottom <= viewport.height, `${top} ${bottom}`);
    const seen = await page.evaluate(list => {
      const top = document.querySelector('#keypad').getBoundingClientRect().top;
      return ['h1', list].map(s => document.querySelector(s).getBoundingClientRect().bottom <= top);
    }, viewport === small ? '#query' : '#stops li');
    assert.deepEqual(seen, [true, true]);
  });
}

test('a wrong number is answered with what is near it', {}, async page => {
  await key(page, '987');
  assert.match(await page.textContent('#found'), /987/);
  assert.equal((await media(page)).paused, true);
  const chips = await page.$$eval('.chip', all => all.map(e => e.textContent));
  assert.equal(chips.length, Math.min(3, timeline.stops.length));
  await page.click('.chip');
  await plays(page, timeline.stops.find(s => s.number === Number(chips[0])).file, 0.1);
  await page.goto(url + '#stop=98765');
  await page.reload();
  assert.match(await page.textContent('#found'), /98765/);
  assert.equal(await page.isVisible('#stops'), true);
});

test('the keypad deletes, takes zeros before a number, and says what to do when empty', {}, async page => {
  await page.click('.go');
  assert.match(await page.textContent('#found'), /展牌/);
  await page.click('#keys button:text-is("9")');
  await page.click('#delete');
  assert.equal(await page.inputValue('#number'), '');
  await key(page, '00' + single.number);
  await plays(page, single.file, 0.1);
});

test('digits of a keyboard key a number from anywhere, Enter goes; both can be switched off', { viewport: desk }, async page => {
  await page.keyboard.type(String(single.number));
  await page.keyboard.press('Enter');
  await plays(page, single.file, 0.1);
  await page.keyboard.press('Space');
  assert.equal((await media(page)).paused, true);
  const before = (await media(page)).time;
  await page.keyboard.press('ArrowRight');
  assert.ok((await media(page)).time > before + 9);
  await page.click('#shortcuts');
  await page.locator('h1').click();
  await page.keyboard.type('1');
  assert.equal(await page.inputValue('#number'), '');
});

if (captions.some(s => s.photo)) {
  test('a photo of the list is fetched once it is looked at, and a tap on it plays its story', { hasTouch: true }, async page => {
    const stop = captions.findLast(s => s.photo), photo = page.locator(`#stops [href="#stop=${stop.number}"] img`);
    assert.equal(await photo.getAttribute('src'), null);
    await photo.scrollIntoViewIfNeeded();
    await page.waitForFunction(number => document.querySelector(`#stops [href="#stop=${number}"] img`).naturalWidth > 0, stop.number);
    await photo.tap();
    await plays(page, stop.file, 0.1);
    assert.equal(await current(page), String(stop.number));
  });
}

test('a tap on a stop opens it and plays it', {}, async page => {
  await openStop(page, long);
  await plays(page, long.file, 0.3);
  assert.equal(await page.getAttribute('#stops [aria-current]', 'href'), '#stop=' + long.number);
  assert.equal(await page.getAttribute('#play', 'aria-label'), '暂停');
});

test('a link opens its stop, or a moment of it, and waits for the visitor', { path: '#stop=' + long.number }, async page => {
  assert.equal(await current(page), String(long.number));
  assert.equal((await media(page)).paused, true);
  assert.deepEqual(await lit(page), []);
  await page.click('#play');
  await plays(page, long.file, 0.1);
  await page.click('#play');
  assert.equal((await media(page)).paused, true);
  const sentence = sentencesOf(single)[2];
  await page.goto(`${url}#stop=${single.number}&t=${seconds(sentence.start)}`);
  assert.deepEqual(await lit(page), [sentence.text]);
  await page.evaluate(t => { location.hash = '#t=' + t; }, seconds(sentencesOf(single)[3].start));
  await page.waitForTimeout(50);
  assert.deepEqual(await lit(page), [sentencesOf(single)[3].text]);
  await page.click('#play');
  await plays(page, single.file, seconds(sentencesOf(single)[3].start));
});

test('search finds what is said, whatever the marks between, and plays it', {}, async page => {
  const target = sentencesOf(long).find(s => /\p{Script=Han}{3}[，、：]\p{Script=Han}{3}/u.test(s.text));
  const [phrase] = target.text.match(/\p{Script=Han}{3}[，、：]\p{Script=Han}{3}/u);
  await page.fill('#query', phrase.replace(/[，、：]/, ' 。'));
  const result = page.locator('#results a', { hasText: phrase }).first();
  assert.equal(await result.locator('mark').textContent(), phrase);
  assert.match(await page.textContent('#tally'), /找到/);
  await result.click();
  const number = Number(await current(page)), stop = timeline.stops.find(s => s.number === number);
  const found = sentencesOf(stop).find(s => s.text.includes(phrase));
  await plays(page, stop.file, seconds(found.start));
  assert.deepEqual(await lit(page), [found.text]);
  await page.goBack();
  await page.fill('#query', '没有的话zzz');
  await page.waitForFunction(() => document.getElementById('tally').textContent.includes('没有'));
  await page.fill('#query', '');
  await page.waitForSelector('#stops .entry:visible');
});

// --- listening ---

test('a chapter plays from its exact start, its first sentence lit', {}, async page => {
  await openStop(page, long);
  await plays(page, long.file);
  const chapter = chaptersOf(long)[2];
  assert.deepEqual(await page.$$eval('.stop.current .chapters bdi', all => all.map(e => e.textContent)), chaptersOf(long).map(c => c.title));
  await page.evaluate(() => document.getElementById('audio').addEventListener('seeking', e => { window.sought = e.target.currentTime; }));
  await page.click('.stop.current summary');
  await page.click('.stop.current .chapters li:nth-child(3) a');
  await plays(page, long.file, seconds(chapter.start));
  assert.equal((await page.evaluate(() => window.sought)).toFixed(3), seconds(chapter.start).toFixed(3));
  assert.deepEqual(await lit(page), [sentenceAt(long, chapter.start).text]);
  assert.equal(await page.getAttribute('.stop.current .chapters li:nth-child(3) a', 'aria-current'), 'true');
});

test('keys go ten seconds and a chapter back and forth; the scrubber has the chapters\' marks', {}, async page => {
  const chapters = chaptersOf(long).map(c => seconds(c.start)), near = async t => assert.ok(Math.abs((await media(page)).time - t) < 0.3, `${(await media(page)).time}, expected ${t}`);
  await openStop(page, long);
  await plays(page, long.file, 0.1);
  await page.click('#play');
  await page.click('#chapter-next');
  await near(chapters[1]);
  await page.click('#forward');
  await near(chapters[1] + 10);
  await page.click('#back');
  await near(chapters[1]);
  await page.click('#chapter-next');
  await page.click('#chapter-back');
  await near(chapters[1]);
  const marks = await page.$$eval('#marks i', all => all.map(e => Number.parseFloat(e.style.left)));
  assert.deepEqual(marks.map(m => m.toFixed(2)), chapters.slice(1).map(t => (t / seconds(long.length) * 100).toFixed(2)));
  await page.fill('#seek', chapters[2].toFixed(1));
  await near(chapters[2]);
});

test('speed changes, is labelled and is kept', {}, async (page, context) => {
  await openStop(page, long);
  await plays(page, long.file, 0.1);
  assert.equal(await page.getAttribute('#speed', 'aria-label'), '语速');
  assert.deepEqual(await page.$$eval('#speed option', all => all.map(o => o.value)), ['0.75', '1', '1.25', '1.5', '1.75', '2']);
  await page.selectOption('#speed', '1.5');
  assert.equal((await media(page)).rate, 1.5);
  await page.click('#next');
  await page.waitForTimeout(300);
  assert.equal((await media(page)).rate, 1.5);
  const again = await context.newPage();
  await again.goto(url + '#stop=' + single.number);
  await again.click('#play');
  await plays(again, single.file, 0.1);
  assert.equal((await media(again)).rate, 1.5);
});

test('a speed is a speed: so many seconds of the tour in a second', { alone: true }, async page => {
  await openStop(page, long);
  for (const speed of [0.75, 1, 2]) {
    await page.selectOption('#speed', String(speed));
    await plays(page, long.file, 0.3);
    const measured = await page.evaluate(() => new Promise(done => {
      const audio = document.getElementById('audio'), t = audio.currentTime, began = performance.now();
      setTimeout(() => done((audio.currentTime - t) / (performance.now() - began) * 1000), 1500);
    }));
    assert.ok(Math.abs(measured / speed - 1) < 0.06, `${speed}: ${measured}`);
    assert.equal(await page.$eval('#audio', a => a.preservesPitch), true);
  }
});

test('a tap on a sentence plays it, a tap into the one that sounds the word; lights pass on', {}, async page => {
  await openStop(page, long);
  await plays(page, long.file);
  const body = long.segments.slice(1).flatMap(s => s.sentences).filter(s => s.length > 0);
  const index = body.findIndex((s, i) => i > 0 && s.length < 5 * timeline.rate && s.text.length > 8 && i + 1 < body.length);
  const link = page.locator('.stop.current .text > p a').nth(index);
  await link.click();
  await plays(page, long.file, seconds(body[index].start));
  assert.deepEqual(await lit(page), [body[index].text]);
  await page.click('#play');
  const fourth = await link.evaluate(e => { // the middle of its fourth character
    const range = new Range();
    range.setStart(e.firstChild, 3);
    range.setEnd(e.firstChild, 4);
    const r = range.getBoundingClientRect();
    return [r.left + r.width * 0.4, r.top + r.height / 2];
  });
  await page.mouse.click(...fourth);
  await page.waitForFunction(t => document.getElementById('audio').currentTime > t, seconds(body[index].start));
  assert.ok((await media(page)).time > seconds(body[index].start) + 0.1);
  await page.waitForFunction(text => document.querySelector('.stop.current .text a[aria-current]')?.textContent === text, body[index + 1].text);
  assert.ok((await media(page)).time >= seconds(body[index].start + body[index].length) - 0.05);
});

test('words light up with their first syllable', { path: '#stop=' + single.number }, async page => {
  await page.click('#play');
  await plays(page, single.file, 0.1);
  const seen = await page.evaluate(() => new Promise(done => {
    const audio = document.getElementById('audio'), list = [];
    let last;
    const look = () => {
      const [range] = CSS.highlights.get('word');
      const now = range && range.startContainer.textContent + '|' + range.startOffset;
      if (range && now !== last) list.push({ t: audio.currentTime, text: range.startContainer.textContent, from: range.startOffset, word: String(range) });
      last = now;
      if (audio.currentTime < 7) setTimeout(look, 2);
      else done(list);
    };
    look();
  }));
  assert.ok(seen.length > 8, `${seen.length} words`);
  let late = 0;
  for (const { t, text, from } of seen.slice(1)) {
    const sentence = sentencesOf(single).find(s => s.text === text), bytes = Buffer.byteLength(text.slice(0, from));
    const syllable = from === 0 ? sentence.syllables[0] : sentence.syllables.find(s => s.at[0] === bytes);
    assert.ok(syllable, `no syllable at ${from} of ${text}`);
    const start = from === 0 ? sentence.start : syllable.start;
    assert.ok(t > seconds(start) - 0.03, `${text} ${from}: lit at ${t}, begins at ${seconds(start)}`);
    late = Math.max(late, t - seconds(start));
  }
  assert.ok(late < 0.25, `${late} s late`); // a loaded machine draws late
});

test('next and previous keep playing, with one audio element only', {}, async page => {
  await openStop(page, timeline.stops[1]);
  await plays(page, timeline.stops[1].file, 0.2);
  await page.click('#next');
  await plays(page, timeline.stops[2].file, 0.2);
  assert.equal(hashOf(page), '#stop=' + timeline.stops[2].number);
  await page.click('#previous');
  await plays(page, timeline.stops[1].file, 0.1);
  assert.equal(await page.$$eval('audio', all => all.length), 1);
});

test('one sound, ever: a second window silences the first', {}, async (page, context) => {
  await openStop(page, timeline.stops[1]);
  await plays(page, timeline.stops[1].file, 0.2);
  const other = await context.newPage();
  await other.goto(url);
  await openStop(other, timeline.stops[2]);
  await plays(other, timeline.stops[2].file, 0.2);
  assert.equal((await media(page)).paused, true);
});

test('one sound, ever: whatever is tapped, and how fast', {}, async page => {
  await page.addInitScript(() => {
    window.sounding = new Set();
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function (...rest) {
      window.sounding.add(this);
      return play.apply(this, rest);
    };
  });
  await page.reload();
  for (const stop of [...timeline.stops.slice(0, 4), timeline.stops[1]]) { // no waiting for what was tapped before
    await page.evaluate(number => document.querySelector(`#stops [href="#stop=${number}"]`).click(), stop.number);
  }
  await page.click('.stop.current .text > p a');
  await page.click('#next');
  await page.click('#previous');
  await plays(page, timeline.stops[1].file, 0.1);
  await toEnd(page, 5); // what comes next is fetched
  await plays(page, timeline.stops[2].file, 0.1);
  assert.deepEqual(await page.evaluate(() => [...window.sounding].map(a => a.id)), ['audio']);
});

test('in a pocket no frame is drawn: it plays on to the next stop, and is remembered', {}, async (page, context) => {
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    Object.defineProperties(document, { hidden: { value: true }, visibilityState: { value: 'hidden' } });
  });
  await page.reload();
  await openStop(page, articles[0]);
  await plays(page, articles[0].file, 0.1);
  await toEnd(page);
  await plays(page, articles[1].file, 0.1);
  assert.equal(await page.evaluate(() => navigator.mediaSession.metadata.title), articles[1].title);
  await page.$eval('#audio', a => { a.currentTime = 12; });
  await page.waitForFunction(number => JSON.parse(localStorage['daolan /']).at?.[number] >= 12, articles[1].number, { polling: 20 });
  const again = await context.newPage();
  await again.goto(url);
  assert.match(await again.textContent('#now'), new RegExp('^' + articles[1].number));
});

test('the next stop of a section follows by itself, its beginning fetched before', {}, async page => {
  await openStop(page, articles[0]);
  await plays(page, articles[0].file, 0.1);
  const ahead = page.waitForRequest(r => r.url().endsWith(articles[1].file));
  await toEnd(page, 5);
  await ahead;
  assert.equal(await current(page), String(articles[0].number));
  await toEnd(page);
  await plays(page, articles[1].file, 0.1);
  assert.equal(await current(page), String(articles[1].number));
});

test('the last stop of a section is the end of it', {}, async page => {
  await openStop(page, articles.at(-1));
  await plays(page, articles.at(-1).file, 0.1);
  await toEnd(page);
  await page.waitForFunction(() => document.getElementById('audio').ended);
  await page.waitForTimeout(300);
  assert.equal(await current(page), String(articles.at(-1).number));
  assert.match(await page.textContent('#said'), /听完/);
});

test('… unless the visitor switches that off', {}, async (page, context) => {
  await openStop(page, articles[0]);
  await plays(page, articles[0].file, 0.1);
  await page.click('#continuous');
  assert.equal(await page.getAttribute('#continuous', 'aria-checked'), 'false');
  await toEnd(page);
  await page.waitForFunction(() => document.getElementById('audio').ended);
  await page.waitForTimeout(300);
  const state = await media(page);
  assert.ok(state.paused && state.source.endsWith(articles[0].file));
  assert.equal(await page.getAttribute('#play', 'aria-label'), '播放');
  const again = await context.newPage();
  await again.goto(url);
  assert.equal(await again.getAttribute('#continuous', 'aria-checked'), 'false');
});

test('a visitor goes on where they left off, and may start over', {}, async (page, context) => {
  await openStop(page, long);
  await plays(page, long.file);
  await page.$eval('#audio', a => { a.currentTime = 20; });
  await plays(page, long.file, 20);
  await page.click('#play');
  const again = await context.newPage();
  await again.goto(url);
  assert.match(await again.textContent('#now'), new RegExp('^' + long.number));
  for (const digit of String(long.number)) await again.click(`#keys button:text-is("${digit}")`);
  await again.waitForFunction(() => document.getElementById('audio').readyState > 0); // fetched while it is keyed
  await again.click('.go');
  await plays(again, long.file, 19.5);
  assert.match(await again.textContent('#said'), /0:20/);
  await again.click('#restart');
  await again.waitForFunction(() => document.getElementById('audio').currentTime < 5);
});

test('the lock screen shows and moves it', {}, async page => {
  await page.addInitScript(() => {
    window.acts = {};
    navigator.mediaSession.setActionHandler = (name, act) => { window.acts[name] = act; };
    navigator.mediaSession.setPositionState = state => { window.position = state; };
  });
  await page.reload();
  const caption = captions.find(s => s.photo) ?? single;
  await openStop(page, caption);
  await plays(page, caption.file, 0.1);
  const metadata = await page.evaluate(() => { const { title, artist, album, artwork } = navigator.mediaSession.metadata; return { title, artist, album, src: artwork[0].src }; });
  assert.deepEqual([metadata.title, metadata.album], [caption.title, timeline.title]);
  assert.ok(metadata.artist && metadata.src.endsWith(caption.photo?.path ?? ''), JSON.stringify(metadata));
  assert.equal((await page.evaluate(() => window.position)).duration, seconds(caption.length));
  await page.evaluate(() => window.acts.seekto({ seekTime: 2 }));
  await plays(page, caption.file, 2);
  await page.evaluate(() => window.acts.pause());
  assert.equal(await page.evaluate(() => navigator.mediaSession.playbackState), 'paused');
  await page.evaluate(() => window.acts.previoustrack());
  const before = timeline.stops[timeline.stops.indexOf(caption) - 1];
  await plays(page, before.file, 0.1);
  await page.evaluate(() => window.acts.seekforward({}));
  await plays(page, before.file, 10);
  await page.evaluate(() => window.acts.seekbackward({ seekOffset: 10 }));
  assert.ok((await media(page)).time < 9);
  await page.evaluate(() => window.acts.nexttrack());
  await plays(page, caption.file, 0.1);
  await page.evaluate(() => { window.acts.pause(); window.acts.play(); });
  await plays(page, caption.file);
  assert.equal(await page.evaluate(() => navigator.mediaSession.playbackState), 'playing');
});

test('the lock screen names the chapter that sounds', {}, async page => {
  const named = title => page.waitForFunction(t => navigator.mediaSession.metadata?.artist === t, title);
  await openStop(page, long);
  await plays(page, long.file, 0.1);
  await named(chaptersOf(long)[0].title);
  await page.$eval('#audio', (a, t) => { a.currentTime = t; }, seconds(chaptersOf(long)[2].start) - 0.5);
  await named(chaptersOf(long)[1].title);
  await named(chaptersOf(long)[2].title);
  assert.equal(await page.evaluate(() => navigator.mediaSession.metadata.title), long.title);
});

test('the page follows the voice, lets go where the visitor scrolls, and comes back', { viewport: small }, async page => {
  await page.goto(url + '#stop=' + long.number);
  await page.click('#play');
  await plays(page, long.file, 0.1);
  const last = sentencesOf(long).at(-1);
  await page.evaluate(t => { document.getElementById('audio').currentTime = t; }, seconds(last.start) + 0.1);
  const inView = () => page.waitForFunction(() => {
    const r = document.querySelector('.stop.current .text a[aria-current]')?.getBoundingClientRect();
    return r && r.top > 0 && r.bottom < document.getElementById('player').getBoundingClientRect().top;
  });
  await inView();
  assert.equal(await page.isVisible('#follow'), false);
  await page.mouse.move(100, 100);
  await page.mouse.wheel(0, -4000);
  await page.waitForSelector('#follow:visible');
  await page.waitForTimeout(700);
  const left = await page.evaluate(() => scrollY);
  await page.evaluate(t => { document.getElementById('audio').currentTime = t; }, seconds(last.start) - 3);
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => scrollY), left);
  await page.click('#follow');
  await inView();
  assert.equal(await page.isVisible('#follow'), false);
});

await close();
