// Reading along: the sentence and the word that sound, the page that follows them, taps that lead to them.
'use strict';
{
  const {find, all, aria, player} = daolan, {events, momentOf} = player;
  const root = document.documentElement, pill = find('follow');
  let sentences = [], figures = [];
  let lit, word, seen; // the sentence, its word, the photo
  let following = true;

  // Words are ranges, not elements: nothing in the page changes as they pass, so screen readers stay calm.
  const mark = typeof Highlight === 'function' && CSS.highlights ? new Highlight() : null;
  if (mark) CSS.highlights.set('word', mark);

  // [{start in seconds, from, to in the text}]; data-words: characters, 1/100 s, characters …
  function wordsOf(sentence) {
    if (sentence.words) return sentence.words;
    const steps = (sentence.link.dataset.words ?? '').split(' ').map(Number), characters = [...sentence.link.textContent];
    const words = [{start: sentence.start, from: 0}];
    let at = 0, length = 0, hundredths = 0;
    for (let i = 0; i + 1 < steps.length; i += 2) {
      for (const end = at + steps[i]; at < end; at++) length += characters[at].length;
      hundredths += steps[i + 1];
      words.push({start: sentence.start + hundredths / 100, from: length});
    }
    words.forEach((w, i) => { w.to = words[i + 1]?.from ?? sentence.link.textContent.length; });
    return sentence.words = words;
  }

  function lightWord(t) {
    const now = lit && wordsOf(lit).findLast(w => w.start <= t + 0.01);
    if (now === word) return;
    word = now;
    mark?.clear();
    if (!mark || !word) return;
    const range = new Range(), node = lit.link.firstChild;
    range.setStart(node, word.from);
    range.setEnd(node, word.to);
    mark.add(range);
  }

  const inView = element => element.scrollIntoView({block: 'nearest'}); // smoothly or not: style.css
  const follows = () => following && player.playing && root.dataset.view === 'stop';

  function light(t) {
    const begun = t > 0 || player.playing;
    // in the pause before a sentence it is lit already, but none of its words
    const now = begun ? sentences.find(s => t < s.end) ?? sentences.at(-1) : undefined;
    if (now !== lit) {
      lit?.link.removeAttribute('aria-current');
      if (now) aria(now.link, 'current', 'true');
      lit = now;
      if (lit && follows()) inView(lit.link);
    }
    lightWord(t);
    const figure = begun ? figures.findLast(f => f.start <= t) : undefined;
    if (figure !== seen) {
      seen?.element.classList.remove('shown');
      figure?.element.classList.add('shown');
      seen = figure;
      player.describe(figure?.element.querySelector('img'));
      if (figure && follows()) inView(figure.element);
    }
  }

  events.addEventListener('stop', () => {
    const {article} = player.stop;
    lit?.link.removeAttribute('aria-current');
    seen?.element.classList.remove('shown');
    sentences = player.sentencesOf(player.stop).map(link => ({link, start: momentOf(link), end: Number(link.dataset.end)}));
    figures = all('figure', article).map(element => ({
      element,
      start: sentences.findLast(s => s.link.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)?.end ?? 0,
    }));
    lit = word = seen = undefined;
    mark?.clear();
    follow(true);
    light(player.time());
  });
  events.addEventListener('time', () => light(player.time()));
  events.addEventListener('play', () => follow(following));

  // The page lets go where the visitor scrolls, and offers to come back.
  function follow(on) {
    following = on;
    pill.hidden = on || !player.playing || !lit;
  }
  const letGo = event => { if (player.playing && !event.target.closest?.('.hall, .player')) follow(false); };
  addEventListener('wheel', letGo, {passive: true});
  addEventListener('touchmove', letGo, {passive: true});
  addEventListener('keydown', event => {
    if (/^(Arrow(Up|Down)|Page(Up|Down)|Home|End)$/.test(event.key)) letGo(event);
  });
  pill.addEventListener('click', () => {
    follow(true);
    if (lit) inView(lit.link);
    find('play').focus({preventScroll: true}); // the pill is gone
  });

  // Where in the text a tap fell, in UTF-16 units.
  function offsetAt(event) {
    if (document.caretPositionFromPoint) return document.caretPositionFromPoint(event.clientX, event.clientY)?.offset;
    return document.caretRangeFromPoint?.(event.clientX, event.clientY)?.startOffset;
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('.stop a[href*="#t="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    let t = momentOf(link);
    if (link === lit?.link && event.detail > 0) { // a tap into the sentence that sounds means the word
      const offset = offsetAt(event);
      t = wordsOf(lit).findLast(w => w.from <= offset)?.start ?? t;
    }
    follow(true);
    player.jump(t);
    player.start(); // within the tap, or phones refuse to play
  });
}
