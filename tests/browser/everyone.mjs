// The visitor page for everyone, in Chromium: axe-core in every state, sizes of screen and text, light and dark,
// Chinese and English, the keyboard alone. Screenshots land in SCREENSHOT_DIR.
//
//   node tests/browser/everyone.mjs AUDIO_DIR SCREENSHOT_DIR
import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { close, desk, key, media, open, openStop, phone, plays, small, sound } from './harness.mjs';

const [folder, screenshots] = process.argv.slice(2);
const { test, timeline, seconds, chaptersOf, sentencesOf, url } = await open(folder);
const long = timeline.stops.find(s => chaptersOf(s).length > 2), photo = timeline.stops.find(s => s.photo);
const query = sentencesOf(long)[1].text.slice(0, 2);
mkdirSync(screenshots, { recursive: true });

const looks = [
  { name: 'phone-light', viewport: phone, colorScheme: 'light', hasTouch: true },
  { name: 'phone-dark', viewport: phone, colorScheme: 'dark', hasTouch: true },
  { name: 'small-english', viewport: small, colorScheme: 'light', locale: 'en-GB', hasTouch: true },
  { name: 'desk-light', viewport: desk, colorScheme: 'light' },
  { name: 'desk-dark-english', viewport: desk, colorScheme: 'dark', locale: 'en-US' },
];
for (const { name, ...options } of looks) {
  test(`axe finds nothing in any state: ${name}`, { ...options, losses: true }, async page => {
    const look = async state => {
      await sound(page, state);
      await page.screenshot({ path: join(screenshots, `${name}-${state}.png`) });
    };
    await look('hall');
    await key(page, '98');
    await look('wrong-number');
    await page.fill('#query', query);
    await page.waitForSelector('#results a');
    await look('search');
    await page.fill('#query', '');
    await page.waitForSelector('#stops .entry:visible');
    await page.click(`#stops [href="#stop=${long.number}"]`);
    await page.locator('.stop.current .text > p a').nth(1).click();
    await plays(page, long.file, seconds(sentencesOf(long)[1].start) + 0.3);
    await look('playing');
    await page.mouse.move(options.viewport.width - 60, 200);
    await page.mouse.wheel(0, 200);
    await page.waitForSelector('#follow:visible');
    await page.click('.stop.current summary');
    await look('chapters');
    await page.click('#play');
    if (photo) {
      await page.goto(url + '#stop=' + photo.number);
      await page.waitForFunction(() => document.querySelector('.stop.current img').complete);
      await look('photo');
    }
    await page.route(/\.(opus|mp4)$/, route => route.fulfill({ status: 404, body: '' }));
    await page.evaluate(number => { location.hash = '#stop=' + number; }, timeline.stops[1].number);
    await page.click('#play');
    await page.waitForFunction(() => document.getElementById('message').textContent !== '');
    await look('no-sound');
  });
}

test('the whole tour by keyboard: list, stop, sentence, player, and back', {}, async page => {
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName);
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'entry');
  await page.focus(`#stops [href="#stop=${long.number}"]`);
  await page.keyboard.press('Enter');
  await plays(page, long.file, 0.1);
  assert.equal(await focused(), 'h2');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('h2') !== null), true);
  await page.focus('.stop.current .text > p a');
  await page.keyboard.press('Enter');
  await plays(page, long.file, seconds(sentencesOf(long)[1].start));
  await page.focus('#play');
  await page.keyboard.press('Space');
  assert.equal((await media(page)).paused, true);
  await page.focus('#seek');
  await page.keyboard.press('End');
  assert.ok((await media(page)).time > seconds(long.length) - 1);
  await page.goBack();
  assert.equal(await page.isVisible('#stops'), true);
  assert.equal(await page.evaluate(() => document.activeElement.hash), '#stop=' + long.number);
  const box = await page.evaluate(() => {
    const entry = document.activeElement.getBoundingClientRect();
    return [entry.top, entry.bottom, document.getElementById('keypad').getBoundingClientRect().top];
  });
  assert.ok(box[0] >= 0 && box[1] <= box[2], `the focus is hidden: ${box}`);
});

test('the keyboard alone, from the keypad to the sound, a chapter, another stop and the tour without a network', { viewport: desk }, async page => {
  const focus = () => page.evaluate(() => {
    const e = document.activeElement, mark = getComputedStyle(e);
    return { name: e.getAttribute('aria-label') ?? e.textContent.trim(), text: e === document.body ? '' : e.outerHTML, seen: mark.outlineStyle !== 'none' || e.matches('body, h2') }; // the body: past the last
  });
  const tabTo = async (wanted, key = 'Tab') => { // nothing but Tab
    for (let i = 0; i < 150; i++) {
      await page.keyboard.press(key);
      const { text, seen } = await focus();
      assert.ok(seen, 'the focus is not to be seen: ' + text.slice(0, 80));
      if (text.includes(wanted)) return;
    }
    assert.fail('Tab never comes to ' + wanted);
  };
  await tabTo('id="number"');
  await page.keyboard.type('98');
  await page.keyboard.press('Enter');
  assert.match(await page.textContent('#found'), /98/);
  await page.keyboard.type(String(long.number));
  await page.keyboard.press('Enter');
  await plays(page, long.file, 0.1);
  await tabTo('<summary');
  await page.keyboard.press('Enter');
  const chapter = chaptersOf(long)[1];
  await tabTo(await page.getAttribute('.stop.current .chapters li:nth-child(2) a', 'href'));
  await page.keyboard.press('Enter');
  await plays(page, long.file, seconds(chapter.start));
  await tabTo('id="play"');
  await page.keyboard.press('Space');
  assert.equal((await media(page)).paused, true);
  await tabTo('id="next"');
  await page.keyboard.press('Enter');
  await tabTo('id="continuous"');
  await page.keyboard.press('Space');
  assert.equal(await page.getAttribute('#continuous', 'aria-checked'), 'false');
  await tabTo('data-when="open"', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#offline p[data-when~="stored"]:visible');
  await tabTo('data-when="kept"');
});

test('every tab stop shows that it has the focus, and is not hidden', { viewport: desk }, async page => {
  const seen = new Set();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const look = () => page.evaluate(() => {
      const e = document.activeElement, r = e.getBoundingClientRect();
      const at = document.elementFromPoint(r.left + Math.min(r.width, 20) / 2, r.top + Math.min(r.height, 20) / 2);
      return { mark: e.outerHTML.slice(0, 60), outline: getComputedStyle(e).outlineStyle, hidden: e !== document.body && !(at && (e.contains(at) || at.contains(e) || e.closest('p, li')?.contains(at))) };
    });
    let { mark, outline, hidden } = await look();
    for (let k = 0; hidden && k < 20; k++) { // while it scrolls there
      await page.waitForTimeout(100);
      ({ hidden } = await look());
    }
    if (mark.startsWith('<body')) break;
    assert.notEqual(outline, 'none', mark);
    assert.equal(hidden, false, 'hidden: ' + mark);
    seen.add(mark);
  }
  assert.ok(seen.size > 20);
});

test('English for whoever does not read Chinese; the tour stays Chinese, and says so', { locale: 'fr-FR' }, async (page, context) => {
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  assert.equal(await page.textContent('.go'), 'Listen');
  assert.match(await page.textContent('.facts'), /^\d+ stops · .*\d+ (min|s)/);
  for (const part of ['h1', '.entry .name', '.stop']) assert.match(await page.locator(part).first().getAttribute('lang'), /^zh/, part);
  await page.click('#language');
  assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
  assert.equal(await page.textContent('.go'), '听');
  const again = await context.newPage();
  await again.goto(url);
  assert.equal(await again.getAttribute('html', 'lang'), 'zh-CN');
  const left = await page.evaluate(() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.closest('[lang^=zh]')).map(e => e.outerHTML.slice(0, 80)));
  assert.deepEqual(left, []);
});

test('no Chinese of the interface is left in English', { locale: 'en-GB' }, async page => {
  const rest = await page.evaluate(() => {
    const found = [], han = /\p{Script=Han}/u;
    for (const e of document.querySelectorAll('body *')) {
      const own = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('') + (e.getAttribute('aria-label') ?? '') + (e.getAttribute('placeholder') ?? '');
      if (han.test(own) && !e.closest('[lang^=zh], noscript')) found.push(e.outerHTML.slice(0, 100));
    }
    return found;
  });
  assert.deepEqual(rest, []);
});

// What has moved so far without the visitor's doing; a tap excuses half a second.
const shifts = `window.moved = []; new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (!e.hadRecentInput) window.moved.push(...e.sources.map(s => e.value.toFixed(4) + ' ' + (s.node?.outerHTML ?? s.node?.nodeValue ?? '').slice(0, 60)));
})).observe({ type: 'layout-shift', buffered: true });`;
const still = async (page, state) => {
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(() => window.moved), [], state);
};
for (const [name, viewport] of Object.entries({ small, phone, desk })) {
  test(`nothing moves while the page loads, a stop opens, its photo comes and it plays: ${name}`, { viewport }, async page => {
    await page.addInitScript(shifts);
    await page.reload();
    await still(page, 'the hall');
    await key(page, '98');
    await page.waitForTimeout(600);
    await still(page, 'a wrong number');
    await page.route('**/photos/**', async route => {
      await new Promise(done => setTimeout(done, 700));
      await route.continue();
    });
    await page.goto('about:blank');
    await page.goto(url + '#stop=' + (photo ?? long).number);
    if (photo) await page.waitForFunction(() => document.querySelector('.stop.current img').naturalWidth > 0);
    await still(page, 'a stop by its link');
    await page.click('#play');
    await plays(page, (photo ?? long).file, 1.5);
    await still(page, 'playing');
  });
}

test('text of twice the size, and a window of 320 pixels, lose nothing', { viewport: { width: 640, height: 420 }, deviceScaleFactor: 1 }, async page => {
  for (const viewport of [{ width: 320, height: 420 }, { width: 320, height: 640 }, { width: 844, height: 390 }]) {
    await page.setViewportSize(viewport);
    await page.goto(url);
    await page.reload();
    await sound(page, `hall ${viewport.width}`);
    await page.screenshot({ path: join(screenshots, `narrow-${viewport.width}-${viewport.height}-hall.png`) });
    await key(page, String(timeline.stops[1].number));
    await plays(page, timeline.stops[1].file);
    await page.screenshot({ path: join(screenshots, `narrow-${viewport.width}-${viewport.height}-stop.png`) });
    await sound(page, `stop ${viewport.width}`);
    await page.click('#play');
  }
});

for (const percent of [150, 200]) {
  test(`text of ${percent} %, as set in the browser, loses nothing`, {}, async (page, context) => {
    const session = await context.newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: 16 * percent / 100 } });
    for (const [name, viewport] of Object.entries({ phone, desk })) {
      await page.setViewportSize(viewport);
      await page.goto(url);
      await page.reload();
      assert.equal(await page.$eval('html', e => parseFloat(getComputedStyle(e).fontSize)), 16 * percent / 100);
      await sound(page, `hall, ${name}`);
      assert.ok(await page.$eval('#found', e => e.scrollHeight <= e.clientHeight + 2), 'what to do is cut off');
      await page.screenshot({ path: join(screenshots, `text-${percent}-${name}-hall.png`) });
      await openStop(page, timeline.stops[1]);
      await plays(page, timeline.stops[1].file, 0.3);
      await sound(page, `stop, ${name}`);
      await page.screenshot({ path: join(screenshots, `text-${percent}-${name}-stop.png`) });
      const room = await page.evaluate(() => document.getElementById('player').getBoundingClientRect().top / innerHeight);
      assert.ok(room > 0.4, `the controls leave ${room} of the screen to the text`);
      await page.click('#play');
    }
  });
}

test('less motion: nothing turns, slides or scrolls by itself', { reducedMotion: 'reduce' }, async page => {
  const moving = () => page.evaluate(() => [document.documentElement, ...document.querySelectorAll('*')].flatMap(e => [e, '::before', '::after'].map(p => {
    const { animationName, transitionDuration, scrollBehavior } = p === e ? getComputedStyle(e) : getComputedStyle(e, p);
    return animationName !== 'none' || parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth' ? e.outerHTML.slice(0, 60) : '';
  })).filter(Boolean));
  await page.route('**/*.opus', async route => {
    await new Promise(done => setTimeout(done, 1500));
    await route.continue();
  });
  await key(page, String(long.number));
  await page.waitForSelector('.waiting');
  assert.deepEqual(await moving(), []);
  await plays(page, long.file, 0.3);
  assert.deepEqual(await moving(), []);
});

test('less motion and forced colours: nothing turns, and what is lit has a line', { reducedMotion: 'reduce', forcedColors: 'active' }, async page => {
  await key(page, String(long.number));
  await plays(page, long.file, 0.6);
  const { outline, scroll } = await page.evaluate(() => ({
    outline: getComputedStyle(document.querySelector('.stop.current a[aria-current]')).outlineStyle,
    scroll: getComputedStyle(document.documentElement).scrollBehavior,
  }));
  assert.equal(outline, 'solid');
  assert.equal(scroll, 'auto');
  await page.screenshot({ path: join(screenshots, 'forced-colours.png') });
});

test('what speaks up by itself does not chatter while it plays', {}, async page => {
  await key(page, String(long.number));
  await plays(page, long.file, 0.2);
  const changes = await page.evaluate(() => new Promise(done => {
    const found = [];
    const observer = new MutationObserver(list => list.forEach(m => found.push(m.target.id || m.target.parentElement?.id)));
    for (const live of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) observer.observe(live, { childList: true, characterData: true, subtree: true });
    setTimeout(() => done(found), 4000);
  }));
  assert.deepEqual(changes, []);
});

await close();
