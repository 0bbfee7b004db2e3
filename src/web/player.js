// The visitor page's player. The page is complete without it: here links and buttons learn to play.
'use strict';
document.documentElement.classList.add('js');

document.addEventListener('DOMContentLoaded', () => {
  const find = id => document.getElementById(id);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const [audio, play, previous, next, seek, elapsed, now, message, continuous] =
    ['audio', 'play', 'previous', 'next', 'seek', 'elapsed', 'now', 'message', 'continuous'].map(find);
  const body = document.body, session = navigator.mediaSession;
  const stops = all('.stop');
  const entries = all('#stops .entry').map(link => ({link}));
  const tourTitle = document.title;
  let stop = null;      // the current stop's article
  let track = 0;        // which of its tracks is tried
  let wanted = null;    // where to begin once it can, in seconds
  let wish = false;     // to hear it; errors pause Chromium
  let sentences = [], chapters = [];
  let touched = -1e9;   // when the visitor last scrolled
  let frame = 0;

  const clock = seconds => {
    const whole = Math.floor(seconds);
    return Math.floor(whole / 60) + ':' + `${whole % 60}`.padStart(2, '0');
  };
  const time = () => wanted ?? audio.currentTime;
  const toTop = () => scrollTo({top: 0, behavior: 'instant'});
  const aria = (element, name, value) => element.setAttribute('aria-' + name, value);
  const say = text => { message.textContent = text; };

  // Lights one of a list's links, or none; true where it is new.
  function light(items, item) {
    const old = items.find(i => i.link.hasAttribute('aria-current'));
    if (old === item) return false;
    old?.link.removeAttribute('aria-current');
    if (item) aria(item.link, 'current', true);
    return !!item;
  }

  function follow(link) {
    if (audio.paused || performance.now() - touched < 4000 || body.dataset.view !== 'stop') return;
    link.scrollIntoView({block: 'nearest'}); // smoothly or not: style.css
  }

  function show() {
    const t = time();
    seek.value = t;
    if (elapsed.textContent !== clock(t)) {
      elapsed.textContent = clock(t);
      aria(seek, 'valuetext', clock(t) + ' / ' + clock(seek.max));
    }
    const begun = t > 0 || !audio.paused;
    // the next one in the pause before it
    const sentence = begun ? sentences.find(s => t < s.end) ?? sentences.at(-1) : undefined;
    if (light(sentences, sentence)) follow(sentence.link);
    light(chapters, begun ? chapters.findLast(c => c.start <= t + 0.01) : undefined);
  }

  function tick() {
    cancelAnimationFrame(frame);
    show();
    if (!audio.paused) frame = requestAnimationFrame(tick);
  }

  function sync() {
    body.classList.toggle('playing', !audio.paused);
    aria(play, 'label', audio.paused ? '播放' : '暂停');
    tick();
  }

  function load() {
    audio.src = stop.dataset.tracks.split(' ')[track];
    sync(); // a new source pauses without an event
  }

  function start() {
    say('');
    wish = true;
    if (audio.error) {
      wanted = time();
      load();
    }
    audio.play().catch(() => {}); // failures are error events; some browsers wait for a tap
  }

  function jump(seconds) {
    wanted = seconds;
    if (audio.readyState > 0) {
      audio.currentTime = seconds;
      wanted = null;
    }
    show();
  }

  // Makes an article the current stop; it does not play yet.
  function select(article) {
    if (article === stop) return;
    const {stop: number, title, length} = article.dataset, index = stops.indexOf(article);
    stop?.classList.remove('current');
    stop = article;
    stop.classList.add('current');
    const items = selector => all(selector, stop).map(link => (
      {link, start: +link.dataset.start, end: +link.dataset.end}));
    light(sentences);
    light(chapters);
    sentences = items('.sentence');
    chapters = items('.chapter');
    light(entries, entries.find(e => e.link.dataset.stop === number));
    now.textContent = number + '　' + title;
    now.href = '#stop=' + number;
    seek.max = length;
    find('total').textContent = clock(+length + 0.5);
    aria(previous, 'disabled', index === 0);
    aria(next, 'disabled', index === stops.length - 1);
    document.title = title + ' · ' + tourTitle;
    say('');
    track = wanted = 0;
    wish = false;
    load();
    if (session) session.metadata = new MediaMetadata({title, album: tourTitle});
  }

  const numbered = number => stops.find(s => s.dataset.stop === String(Number(number)));

  // The address says which stop is shown; '' and #stops show the list.
  function route() {
    const match = /^#stop=(\d+)$/.exec(location.hash);
    const article = match && numbered(match[1]);
    const before = body.dataset.view;
    if (article) select(article);
    body.dataset.view = article ? 'stop' : 'list';
    if (article) {
      toTop();
      if (before) article.querySelector('h2').focus({preventScroll: true});
    } else if (before === 'stop') {
      entries.find(e => e.link.dataset.stop === stop.dataset.stop)?.link.focus();
    }
  }

  function turn(step, playing) {
    const article = stops[stops.indexOf(stop) + step];
    if (!article) return;
    select(article);
    if (body.dataset.view === 'stop') {
      history.replaceState(null, '', '#stop=' + article.dataset.stop);
      toTop();
    }
    if (playing) start();
  }

  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-stop], a[data-start]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.stop) { // the link itself then leads to the stop's page
      select(numbered(link.dataset.stop));
    } else {
      event.preventDefault();
      jump(Number(link.dataset.start));
    }
    start(); // within the tap, or phones refuse to play
  });

  find('dial').addEventListener('submit', event => {
    event.preventDefault();
    const field = find('number'), article = numbered(field.value);
    if (!article) {
      say(`没有编号 ${field.value} 这一站，请再看看展牌。`);
      field.select();
      return;
    }
    field.value = '';
    select(article);
    location.hash = '#stop=' + article.dataset.stop;
    start();
  });

  play.addEventListener('click', () => audio.paused ? start() : audio.pause());
  previous.addEventListener('click', () => turn(-1, !audio.paused));
  next.addEventListener('click', () => turn(1, !audio.paused));
  seek.addEventListener('input', () => jump(Number(seek.value)));
  let goesOn = true;
  const goOn = on => aria(continuous, 'checked', goesOn = on);
  continuous.addEventListener('click', () => {
    goOn(!goesOn);
    try { localStorage.setItem('daolan-continuous', goesOn); } catch {}
  });
  try { goOn(localStorage.getItem('daolan-continuous') !== 'false'); } catch {}

  audio.addEventListener('loadedmetadata', () => {
    if (wanted > 0) audio.currentTime = wanted;
    wanted = null;
  });
  audio.addEventListener('play', sync);
  audio.addEventListener('pause', () => {
    wish = false;
    sync();
  });
  audio.addEventListener('timeupdate', show); // also in a hidden page, without frames
  audio.addEventListener('ended', () => {
    if (goesOn) turn(1, true);
  });
  audio.addEventListener('error', () => {
    if (audio.error?.code !== 2 && track + 1 < stop.dataset.tracks.split(' ').length) {
      track++;
      wanted = time();
      load();
      if (wish) start();
      return;
    }
    audio.pause();
    say(audio.error?.code === 2 ? '网络断了，声音没有传完。请稍后再按播放。' :
      '这台设备放不出声音。iPhone 和 iPad 需要 iOS 17 以上的系统；也可以换一个浏览器。文字仍可照常阅读。');
  });
  const touch = () => { touched = performance.now(); };
  addEventListener('wheel', touch, {passive: true});
  addEventListener('touchmove', touch, {passive: true});
  session?.setActionHandler('previoustrack', () => turn(-1, true));
  session?.setActionHandler('nexttrack', () => turn(1, true));

  addEventListener('hashchange', route);
  find('player').hidden = find('dial').hidden = false;
  if (stops.length > 0) select(stops[0]);
  route();
});
