// The sound: one audio element, its sources, where it was left, what follows it, the lock screen.
'use strict';
daolan.player = (() => {
  const {find, all, aria, memory, text} = daolan;
  const audio = find('audio'), seek = find('seek'), play = find('play'), speed = find('speed');
  const session = navigator.mediaSession, root = document.documentElement, events = new EventTarget();
  const tour = document.title;
  const STEP_S = 10, RESUME_S = 10, END_S = 5, AHEAD_S = 25;

  const momentOf = link => daolan.place(link.hash).t;
  const stops = all('.stop').map(article => {
    const entry = find('stops').querySelector(`[href="#${article.id}"]`);
    return {
      article, entry, number: article.id.slice(5), section: entry.closest('ol'),
      title: entry.querySelector('.name').textContent, length: Number(article.dataset.length),
      tracks: article.dataset.tracks.split(' '),
      chapters: all('.chapters a', article).map(link => ({link, start: momentOf(link)})),
    };
  });
  // What the browser says it cannot play is tried last; what it says it can may fail all the same. Browsers fetch an
  // Ogg file's end for its length, 64 KB and a round trip before the first sound: where the page itself was slow to
  // arrive, MP4 is first, which says its length at the beginning.
  const plays = ['audio/ogg; codecs=opus', 'audio/mp4; codecs=opus'].map(type => audio.canPlayType(type) !== '');
  const [arrival] = performance.getEntriesByType('navigation'), SLOW_MS = 450;
  const slow = arrival?.responseEnd - arrival?.requestStart > SLOW_MS;
  let order = plays[0] && !slow || !plays[1] ? [0, 1] : [1, 0];

  let stop = null;      // the current one
  let source = 0;       // which of its tracks is tried, in `order`
  let wanted = null;    // where to begin once it can, in seconds
  let wish = false;     // to hear it: errors pause Chromium
  let resumed = false;  // wanted is where the visitor left off
  let broken = false;   // the connection, while this sound came
  let pictured;         // the photo on the lock screen
  let comeBack = null;  // where a photo's link led away from: {stop, t}
  let failed = 0;       // where the track before failed
  let saved = 0, frame = 0, patience = 0;

  const clock = seconds => {
    const whole = Math.floor(seconds);
    return Math.floor(whole / 60) + ':' + `${whole % 60}`.padStart(2, '0');
  };
  const time = () => wanted ?? audio.currentTime;
  const warn = message => { find('message').textContent = message; };
  const say = (message = '', restart = false) => {
    find('said').textContent = message;
    find('restart').hidden = !restart;
  };
  const tell = name => events.dispatchEvent(new Event(name));
  const after = step => stops[stops.indexOf(stop) + step];
  const follower = () => {
    const next = after(1);
    return next?.section === stop.section ? next : undefined;
  };
  const chapterAt = t => stop.chapters.findLastIndex(c => c.start <= t + 0.01);

  // --- showing ---

  function show() {
    const t = time(), now = clock(t);
    seek.value = t;
    if (find('elapsed').textContent !== now) {
      find('elapsed').textContent = now;
      aria(seek, 'valuetext', now + ' / ' + clock(stop.length));
    }
    const chapter = audio.paused && t === 0 ? undefined : stop.chapters[chapterAt(t)];
    for (const {link} of stop.chapters) {
      if (link !== chapter?.link) link.removeAttribute('aria-current');
      else if (!link.hasAttribute('aria-current')) {
        aria(link, 'current', true);
        if (!audio.paused) describe();
      }
    }
    tell('time');
  }

  function tick() {
    cancelAnimationFrame(frame);
    show();
    if (!audio.paused) frame = requestAnimationFrame(tick);
  }

  function sync() {
    root.classList.toggle('playing', !audio.paused);
    aria(play, 'label', audio.paused ? text('播放', 'Play') : text('暂停', 'Pause'));
    if (session) session.playbackState = audio.paused ? 'paused' : 'playing';
    tick();
    tell('play');
  }

  // Weak Wi-Fi: a sign at once, words when it lasts.
  const waiting = () => root.classList.contains('waiting');
  function wait() {
    clearTimeout(patience);
    root.classList.toggle('waiting', wish);
    tell('wait');
    if (wish) patience = setTimeout(() => say(text('正在加载，请稍等……', 'Loading, one moment …')), 2500);
  }
  function arrive() {
    clearTimeout(patience);
    if (waiting() && find('restart').hidden) say();
    root.classList.remove('waiting');
    tell('wait');
  }

  function drawStop() {
    const {number, title, length, chapters} = stop, now = find('now');
    now.replaceChildren(Object.assign(document.createElement('span'), {className: 'number', textContent: number}), ' ',
      Object.assign(document.createElement('bdi'), {lang: stop.article.lang, textContent: title}));
    now.href = '#stop=' + number;
    seek.max = length;
    find('total').textContent = clock(length + 0.5);
    find('marks').replaceChildren(...chapters.slice(1).map(c => {
      const mark = document.createElement('i');
      mark.style.left = c.start / length * 100 + '%';
      return mark;
    }));
    for (const [id, step] of [['previous', -1], ['next', 1]]) aria(find(id), 'disabled', !after(step));
    aria(find('chapter-next'), 'disabled', !after(1) && chapters.length < 2);
  }

  // --- playing ---

  function load() {
    audio.preload = 'none';
    audio.src = stop.tracks[order[source]];
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
    sync(); // a new source pauses without an event
  }

  function start() {
    warn('');
    say(...resumed ? [text(`从上次的 ${clock(time())} 接着放`, `From ${clock(time())}, where you left off`), true] : []);
    wish = true;
    resumed = false;
    if (audio.error) {
      wanted = time();
      source = 0;
      broken = false;
      load();
    }
    if (audio.readyState < 3) wait();
    audio.play().catch(() => {}); // failures are error events; some browsers wait for a tap
  }

  function jump(seconds) {
    wanted = Math.max(0, Math.min(seconds, stop.length));
    resumed = false;
    say();
    if (audio.readyState > 0) {
      audio.currentTime = wanted;
      wanted = null;
    }
    show();
    place();
  }

  function keep() {
    if (!stop) return;
    const t = time(), at = {...memory.get('at')};
    if (t < RESUME_S || t > stop.length - END_S) delete at[stop.number];
    else at[stop.number] = Math.floor(t);
    memory.set('at', at);
    memory.set('last', stop.number);
    saved = t;
  }

  // Makes a stop the current one; it does not play yet. t: where; else where the visitor left it.
  function select(chosen, t) {
    if (chosen === stop) {
      if (t !== undefined) jump(t);
      return;
    }
    if (stop) {
      if (wish || !audio.paused) keep();
      stop.article.classList.remove('current');
      stop.entry.removeAttribute('aria-current');
    }
    comeBack = null;
    stop = chosen;
    stop.article.classList.add('current');
    aria(stop.entry, 'current', 'true');
    source = 0;
    wish = broken = false;
    pictured = undefined;
    const left = memory.get('at')?.[stop.number];
    resumed = t === undefined && left >= RESUME_S && left < stop.length - END_S;
    wanted = t ?? (resumed ? left : 0);
    document.title = stop.title + ' · ' + tour;
    warn('');
    say();
    arrive();
    load();
    drawStop();
    tell('stop');
  }

  // step: stops forward; false where there is none.
  function turn(step, playing, t) {
    const next = after(step);
    if (!next) return false;
    select(next, t);
    tell('turn');
    if (playing) start();
    return true;
  }

  function chapter(step) {
    const {chapters} = stop, here = chapterAt(time()), playing = wish || !audio.paused;
    if (step > 0) {
      if (chapters[here + 1]) jump(chapters[here + 1].start);
      else turn(1, playing, 0);
    } else if (time() - (chapters[here]?.start ?? 0) > 3 || (here <= 0 && !after(-1))) {
      jump(chapters[here]?.start ?? 0);
    } else if (here > 0) {
      jump(chapters[here - 1].start);
    } else {
      turn(-1, playing, 0);
    }
  }

  function ended() {
    keep();
    if (comeBack) {
      const {stop: from, t} = comeBack;
      select(from, t);
      tell('turn');
      if (daolan.isOn('continuous')) start();
    } else if (daolan.isOn('continuous') && follower()) {
      turn(1, true);
    } else {
      wish = false;
      if (!follower()) say(text('这一部分听完了。', 'That was the end of this part.'));
    }
  }

  function fail() {
    broken ||= audio.error?.code === 2;
    if (source + 1 < stop.tracks.length) {
      const again = wish;
      source++;
      wanted = failed = time();
      load();
      if (again) start();
      return;
    }
    wanted = time();
    audio.pause();
    arrive();
    if (!wish) return; // nobody asked to hear it
    warn(broken ? text('网络断了，声音没有传完。网络好了再按播放。', 'The connection broke. Press play when it is back.') :
      plays.some(Boolean) ? text('这一站的声音拿不到，文字可以照常阅读，别的站仍然可以听。', 'The sound of this stop cannot be had. Its text is here, and the other stops play.') :
        text('这台设备放不出声音：iPhone 和 iPad 需要 iOS 17 以上，也可以换一个浏览器。文字可以照常阅读。', 'This device cannot play the sound: iPhones need iOS 17; another browser may do. The text is here to read.'));
  }

  // The beginning of what may come next, fetched before it is asked for, never heard. Where nothing sounds the player
  // itself takes it: two elements share nothing that is still on its way.
  const spare = new Audio();
  function warm(next) {
    if (!next || navigator.connection?.saveData) return;
    const track = new URL(next.tracks[order[0]], location.href).href;
    if (audio.paused && !wish) {
      select(next);
      audio.preload = 'auto';
    } else if (next !== stop && spare.src !== track) {
      spare.preload = 'auto';
      spare.src = track;
    }
  }

  // --- the lock screen ---

  function describe(photo = pictured) {
    if (!session) return;
    pictured = photo ?? stop.article.querySelector('.photo img, figure img');
    const {href} = document.querySelector('link[rel="apple-touch-icon"]'), src = pictured ? new URL(pictured.dataset.src, location).href : href;
    const artwork = /^http/.test(src) ? [{src}] : []; // no other address will do
    const chapter = stop.chapters.length > 1 && stop.chapters[chapterAt(time())]?.link.querySelector('bdi').textContent;
    session.metadata = new MediaMetadata({title: stop.title, artist: chapter || document.body.dataset.publisher || tour, album: tour, artwork});
  }

  function place() {
    try {
      session.setPositionState({duration: stop.length, playbackRate: audio.playbackRate, position: Math.min(time(), stop.length)});
    } catch {} // older browsers have no such thing
  }

  const skip = seconds => jump(time() + seconds);
  const toggle = () => audio.paused ? start() : audio.pause();
  for (const [action, act] of Object.entries({
    play: start,
    pause: () => audio.pause(),
    seekbackward: details => skip(-(details.seekOffset || STEP_S)),
    seekforward: details => skip(details.seekOffset || STEP_S),
    seekto: details => jump(details.seekTime),
    previoustrack: () => turn(-1, true),
    nexttrack: () => turn(1, true),
  })) {
    try { session?.setActionHandler(action, act); } catch {}
  }

  // --- the keys, the sound's own events ---

  const press = (id, act) => find(id).addEventListener('click', act);
  press('play', toggle);
  press('back', () => skip(-STEP_S));
  press('forward', () => skip(STEP_S));
  press('chapter-back', () => chapter(-1));
  press('chapter-next', () => chapter(1));
  press('previous', () => turn(-1, wish || !audio.paused));
  press('next', () => turn(1, wish || !audio.paused));
  press('restart', () => {
    jump(0);
    start();
  });
  seek.addEventListener('input', () => jump(Number(seek.value)));
  speed.value = String(memory.get('speed') ?? 1);
  if (speed.selectedIndex < 0) speed.value = '1';
  speed.addEventListener('change', () => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(speed.value);
    memory.set('speed', Number(speed.value));
    place();
  });
  daolan.switch('continuous');

  const on = (names, act) => names.split(' ').forEach(name => audio.addEventListener(name, act));
  on('loadedmetadata', () => {
    if (wanted > 0) audio.currentTime = wanted;
    wanted = null;
  });
  on('play', sync);
  on('pause', () => {
    if (!audio.error) wish = false;
    arrive();
    keep();
    sync();
  });
  on('waiting stalled', () => { if (audio.readyState < 3) wait(); });
  on('playing canplay', arrive);
  on('playing seeked ratechange', place);
  on('playing', () => describe());
  on('timeupdate', () => { // also in a hidden page, without frames
    show();
    if (Math.abs(time() - saved) > 5) keep();
    if (source > 0 && time() > failed + 1) { // what plays is tried first from now on; to begin is not to play
      order = [order[source], ...order.filter((_, i) => i !== source)];
      source = 0;
    }
    if (!audio.paused && daolan.isOn('continuous') && stop.length - time() < AHEAD_S) warm(follower());
  });
  on('ended', ended);
  on('error', fail);
  addEventListener('pagehide', keep);
  addEventListener('online', () => { if (broken && audio.error && wish) start(); });
  document.addEventListener('daolan-language', sync);
  try { // another window of the tour falls silent
    const others = new BroadcastChannel('daolan');
    others.onmessage = () => audio.pause();
    on('playing', () => others.postMessage('playing'));
  } catch {}

  return {
    stops, events, time, momentOf, select, start, toggle, jump, skip, warm, describe,
    get stop() { return stop; },
    get playing() { return !audio.paused; },
    get waiting() { return waiting(); },
    sentencesOf: ({article}) => all('h2 a, .text > p a', article),
    find: number => stops.find(s => s.number === String(Number(number))),
    lead(from, t) { comeBack = {stop: from, t}; }, // after select: come back to where a photo was seen
  };
})();
