// Ways to a stop: its number, the list, a link, search in the text.
'use strict';
{
  const {find, all, aria, text, player} = daolan, {stops} = player;
  const root = document.documentElement, form = find('keypad'), number = find('number'), found = find('found');
  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const hashOf = (stop, t) => '#stop=' + stop.number + (t === undefined ? '' : '&t=' + t);
  const toTop = () => scrollTo({top: 0, behavior: 'instant'});

  // --- the address says what is shown: '' and #stops the hall, #stop=5 a stop, #t=12.5 a moment of it ---

  let quiet = Infinity; // until then the page itself scrolls; before it is complete nothing takes the focus
  function show(view, stop) {
    const before = root.dataset.view, ready = quiet !== Infinity;
    root.dataset.view = view;
    quiet = ready ? performance.now() + 1000 : quiet;
    if (view === 'hall' && before === 'stop') {
      toTop();
      if (ready) (location.hash === '#keypad' ? number : player.stop.entry).focus();
      fold(false);
    } else if (stop) {
      toTop();
      if (ready) stop.article.querySelector('h2').focus({preventScroll: true});
    }
  }

  function route() {
    const {stop: wanted, t} = daolan.place(location.hash), stop = player.find(wanted);
    if (stop) {
      player.select(stop, t);
      player.warm(stop);
    } else if (/^\d{1,6}$/.test(wanted)) miss(wanted);
    else if (t !== undefined) player.jump(t);
    show(stop || (t !== undefined && !wanted) ? 'stop' : 'hall', stop);
  }

  function open(stop, t) {
    player.select(stop, t);
    player.start(); // within the tap, or phones refuse to play
    history.pushState(null, '', hashOf(stop, t));
    show('stop', stop);
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#stop="]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const {stop: wanted, t} = daolan.place(link.hash), stop = player.find(wanted);
    event.preventDefault();
    if (link.id === 'now') { // leads to the stop as it is
      location.hash = link.hash;
      return;
    }
    const from = link.closest('figure') && player.stop, left = player.time();
    open(stop, t);
    if (from) player.lead(from, left);
  });

  player.events.addEventListener('turn', () => {
    if (root.dataset.view !== 'stop') return;
    history.replaceState(null, '', hashOf(player.stop));
    toTop();
  });

  // --- the keypad ---

  // Fewest changes of digits, then nearest in value.
  function likeness(a, b) {
    let row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let k = 1; k <= b.length; k++) next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (a[i - 1] !== b[k - 1]));
      row = next;
    }
    return row[b.length] * 1e5 + Math.min(Math.abs(a - b), 99999);
  }

  function nearest(digits) {
    return stops.map(stop => ({stop, unlike: likeness(digits, stop.number)})).sort((a, b) => a.unlike - b.unlike).slice(0, 3).map(s => s.stop);
  }

  let missed = '';
  function miss(digits) {
    missed = digits;
    const chips = nearest(digits).map(stop => element('a', {className: 'chip', href: hashOf(stop), textContent: stop.number}));
    found.replaceChildren(element('span', {textContent: text(`没有 ${digits} 号。也许是：`, `No number ${digits}. Perhaps:`)}), ...chips);
    fold(false);
  }

  const named = stop => element('bdi', {lang: stop.article.lang, textContent: stop.title});
  function typed() {
    number.value = number.value.normalize('NFKC').replace(/[^0-9]/g, '');
    const digits = number.value.replace(/^0+(?=.)/, ''), stop = digits && player.find(digits);
    missed = '';
    form.classList.toggle('match', !!stop);
    if (stop) {
      found.replaceChildren(named(stop));
      player.warm(stop); // the sound is on its way before the last tap
    } else if (!digits) {
      found.textContent = text('按展牌上的号码', 'Key the number on the sign');
    } else if (stops.some(s => s.number.startsWith(digits))) {
      found.textContent = '…';
    } else {
      miss(digits);
    }
  }

  function fold(away) {
    aria(find('fold'), 'expanded', !away);
    aria(find('fold'), 'label', away ? text('打开键盘', 'Open the keypad') : text('收起键盘', 'Fold the keypad'));
    form.classList.toggle('folded', away);
    watch();
  }

  find('keys').addEventListener('click', event => {
    const key = event.target.closest('[type=button]');
    if (!key) return;
    if (key.id === 'delete') number.value = number.value.slice(0, -1);
    else if (number.value.length < number.maxLength) number.value += key.textContent;
    typed();
  });
  number.addEventListener('input', typed);
  number.addEventListener('focus', () => fold(false));
  found.addEventListener('click', () => fold(false));
  find('fold').addEventListener('click', () => fold(!form.classList.contains('folded')));
  // reading the list: the keypad makes room, and comes back at the top
  let last = 0;
  addEventListener('scroll', () => {
    if (root.dataset.view !== 'hall' || form.contains(document.activeElement) || performance.now() < quiet) return;
    if (scrollY > last + 8) fold(true);
    else if (scrollY < 8) fold(false);
    last = scrollY;
  }, {passive: true});
  form.addEventListener('submit', event => {
    event.preventDefault();
    const digits = number.value.replace(/^0+(?=.)/, ''), stop = digits && player.find(digits);
    if (stop) {
      number.value = '';
      typed();
      open(stop);
    } else if (digits) {
      miss(digits);
      number.value = '';
    } else {
      typed();
      number.focus();
    }
  });
  find('dial').addEventListener('click', event => {
    event.preventDefault();
    location.hash = '#keypad';
  });

  // --- search: punctuation, space and case do not count ---

  const plain = /[\p{P}\p{S}\p{Z}\p{C}]/u;
  function lettersOf(string) { // small, and where each stands
    let letters = '';
    const at = [];
    for (let i = 0; i < string.length; i += string.codePointAt(i) > 0xffff ? 2 : 1) {
      const folded = String.fromCodePoint(string.codePointAt(i)).normalize('NFKC').toLowerCase();
      for (const c of folded) {
        if (plain.test(c)) continue;
        letters += c;
        for (let k = 0; k < c.length; k++) at.push(i);
      }
    }
    return {letters, at};
  }

  let index;
  function search() {
    const {letters} = lettersOf(query.value), hits = [];
    index ??= stops.flatMap(stop => player.sentencesOf(stop).map(link => (
      {stop, t: player.momentOf(link), string: link.textContent, ...lettersOf(link.textContent)})));
    root.classList.toggle('searching', letters !== '');
    for (const line of letters ? index : []) {
      const from = line.letters.indexOf(letters);
      if (from >= 0) hits.push({...line, from: line.at[from], last: line.at[from + letters.length - 1]});
    }
    const MOST = 60;
    find('results').replaceChildren(...hits.slice(0, MOST).map(({stop, t, string, from, last: end}) => {
      const to = end + String.fromCodePoint(string.codePointAt(end)).length;
      const name = element('bdi', {className: 'name', lang: stop.article.lang}, string.slice(0, from),
        element('mark', {textContent: string.slice(from, to)}), string.slice(to));
      return element('li', {}, element('a', {className: 'entry', href: hashOf(stop, t)},
        element('span', {className: 'number', textContent: stop.number}), ' ', name));
    }));
    const count = hits.length;
    find('tally').textContent = !letters ? '' : count === 0 ? text('没有找到。换一个词试试。', 'Nothing found. Try another word.') :
      count > MOST ? text(`找到 ${count} 处，列出前 ${MOST} 处`, `${count} places, the first ${MOST} below`) :
        text(`找到 ${count} 处`, count === 1 ? '1 place' : `${count} places`);
  }
  const query = find('query');
  let typing = 0;
  query.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(search, 150);
  });
  query.addEventListener('focus', () => fold(true));

  // --- photos: where they are looked at, and after the sound, which they would hold up ---

  all('.thumb').forEach(thumb => thumb.append(element('img', {alt: ''})));
  const photos = all('.thumb img, .stop img'), looked = new Set();
  for (const photo of photos) {
    photo.dataset.src = photo.getAttribute('src') ?? photo.parentNode.dataset.src;
    if (photo.hasAttribute('width')) photo.style.aspectRatio = photo.getAttribute('width') + '/' + photo.getAttribute('height');
  }
  const hold = () => photos.forEach(photo => { if (!photo.complete || !photo.naturalWidth) photo.removeAttribute('src'); });
  const load = () => looked.forEach(photo => { if (!player.waiting && !photo.hasAttribute('src')) photo.src = photo.dataset.src; });
  let observer;
  function watch() { // not what the keypad covers
    const covered = getComputedStyle(form).position === 'fixed' ? Math.round(form.offsetHeight) : 0;
    observer?.disconnect();
    observer = new IntersectionObserver(seen => {
      seen.forEach(({target, isIntersecting}) => isIntersecting ? looked.add(target) : looked.delete(target));
      load();
    }, {rootMargin: `0px 0px ${-covered}px`});
    photos.forEach(photo => observer.observe(photo));
  }
  hold();
  player.events.addEventListener('wait', () => player.waiting ? hold() : load());

  // --- keys of a keyboard, where nothing else has them; they can be switched off (WCAG 2.1.4) ---

  daolan.switch('shortcuts');
  const acts = {' ': player.toggle, ArrowLeft: () => player.skip(-10), ArrowRight: () => player.skip(10)};
  document.addEventListener('keydown', event => {
    if (!daolan.isOn('shortcuts') || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    const busy = event.target.closest('input, select, textarea');
    if (/^[0-9]$/.test(event.key) && !busy) {
      event.preventDefault();
      number.value += event.key;
      if (root.dataset.view === 'stop') location.hash = '#keypad';
      number.focus({preventScroll: true});
      typed();
    } else if (acts[event.key] && !busy && !(event.key === ' ' && event.target.closest('button, a, summary'))) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  document.addEventListener('daolan-language', () => {
    if (missed) miss(missed);
    else typed();
    fold(form.classList.contains('folded'));
    if (query.value) search();
  });
  addEventListener('hashchange', route);
  player.select(player.find(daolan.memory.get('last')) ?? stops[0]);
  typed();
  route();
  quiet = 0;
}
