// Stores the whole tour when the visitor asks. offline.json says what belongs to it; a file is stored once its hash
// is right; sw.js answers from the store once it is whole. What is said and offered stands in index.html: data-when
// names the states in which it shows.
'use strict';
(async () => {
  const section = document.getElementById('offline'), bar = section.querySelector('progress');
  const folder = new URL('.', location).href, cacheName = 'daolan ' + new URL(folder).pathname;
  const key = name => folder + '.store/' + name;
  const read = async name => (await caches.match(key(name), {cacheName}))?.text();
  const write = (name, text) => section.querySelectorAll('.' + name).forEach(e => { e.textContent = text; });
  const mb = bytes => (bytes / 1e6).toFixed(1) + ' MB';
  const sum = files => files.reduce((bytes, file) => bytes + file.bytes, 0);
  const sha256 = async data => [...new Uint8Array(await crypto.subtle.digest('SHA-256', await data.arrayBuffer()))]
    .map(byte => byte.toString(16).padStart(2, '0')).join('');
  const fail = (name, file) => { throw Object.assign(new Error(), {name, file}); };
  let controller, served = '', stored = '';

  function show(...states) {
    const held = section.contains(document.activeElement) && document.activeElement;
    for (const e of section.querySelectorAll('[data-when]')) {
      e.hidden = !e.dataset.when.split(' ').some(state => states.includes(state));
    }
    section.hidden = false;
    if (held && !held.getClientRects().length) section.querySelector('[role=status]').focus();
  }
  const rest = (...states) => show(...states, stored ? 'kept' : 'open');
  const restStored = async state => rest(state, await navigator.storage.persisted?.() ? '' : 'fleeting');

  // One kind of track is enough. iOS 18.4 says it plays Ogg and may then fail.
  const plays = type => new Audio().canPlayType(type + '; codecs=opus');
  const role = plays('audio/ogg') && !(/^Apple/.test(navigator.vendor) && plays('audio/mp4')) ? 'ogg' : 'mp4';
  function filesOf(list) {
    const files = list.files.filter(file => (file.role ?? role) === role);
    write('size', ' · ' + mb(sum(files)));
    return new Map(files.map(file => [file.sha256, file]));
  }

  async function getList() {
    const response = await fetch('offline.json', {cache: 'no-cache', priority: 'low'});
    if (!response.ok) fail(response.status === 404 ? 'Absent' : 'TypeError');
    return response.json();
  }

  async function get(file, store, onBytes) {
    const response = await fetch(file.url, {cache: 'no-store', signal: controller.signal});
    const reader = response.body.getReader(), parts = [], headers = {};
    for (let part; !(part = await reader.read()).done; onBytes(part.value.length)) parts.push(part.value);
    const blob = new Blob(parts);
    if (!response.ok || await sha256(blob) !== file.sha256) fail('Damaged', file.url);
    for (const name of ['content-type', 'etag']) {
      if (response.headers.has(name)) headers[name] = response.headers.get(name);
    }
    await store.put(key('file/' + file.sha256), new Response(blob, {headers}));
  }

  async function fill(list, asked) {
    const store = await caches.open(cacheName), files = filesOf(list), missing = [];
    for (const [hash, file] of files) {
      const had = await store.match(key('file/' + hash));
      if (!had || asked && await sha256(had) !== hash) missing.push(file);
    }
    const left = sum(missing), {quota, usage} = await navigator.storage.estimate?.() ?? {};
    if (left > quota - usage) fail('QuotaExceededError');
    bar.max = sum([...files.values()]);
    bar.value = bar.max - left;
    const onBytes = bytes => {
      bar.value += bytes;
      write('amount', mb(bar.value) + ' / ' + mb(bar.max));
    };
    onBytes(0);
    if (left) show(stored ? 'renewing' : 'working');
    controller = new AbortController();
    await Promise.all([1, 2, 3, 4].map(async () => {
      while (missing.length) await get(missing.shift(), store, onBytes);
    })).catch(error => {
      controller.abort();
      throw error;
    });
    await store.put(key('list/' + list.version), new Response(JSON.stringify(list)));
  }

  // All that is missing of the newest version, then the worker's turn. Blocked workers reject, or resolve to nothing.
  async function download(asked) {
    if (!await navigator.serviceWorker?.register('sw.js').catch(() => {})) fail('Blocked');
    let list = await getList();
    for (;;) {
      try {
        await fill(list, asked);
        break;
      } catch (error) {
        const newer = error.name === 'Damaged' ? await getList() : list;
        if (newer.version === list.version) throw error;
        list = newer; // the tour was built anew meanwhile
      }
    }
    const same = section.dataset.timeline === list.timeline && (served || list.version) === list.version;
    const {active} = await navigator.serviceWorker.ready, {port1, port2} = new MessageChannel();
    await new Promise(done => {
      port1.onmessage = done;
      active.postMessage({version: list.version, same}, [port2]);
    });
    stored = list.version;
    await restStored(same ? 'stored' : 'newer');
  }

  const states = {AbortError: 'stopped', QuotaExceededError: 'full', Damaged: 'damaged', TypeError: 'lost', SyntaxError: 'lost'};
  const run = asked => navigator.locks.request(cacheName, {ifAvailable: asked}, async lock => {
    if (!lock) return asked && rest('elsewhere');
    try {
      await download(asked);
    } catch ({name, file}) {
      const state = states[name] ?? 'blocked';
      write('file', file ?? '');
      if (!asked && state === 'lost') await restStored('stored');
      else rest(state);
    }
  });

  if (location.protocol === 'file:') return show('file');
  if (!isSecureContext) return show('insecure');

  const [start, cancel, reload, remove] = section.querySelectorAll('button');
  start.onclick = () => {
    navigator.storage.persist?.(); // Firefox asks the visitor, who has just said why
    run(true);
  };
  cancel.onclick = () => controller.abort();
  reload.onclick = () => location.reload();
  remove.onclick = async () => {
    await caches.delete(cacheName);
    await (await navigator.serviceWorker.getRegistration())?.unregister();
    stored = '';
    rest('ready');
  };

  try {
    stored = await read('current') ?? '';
  } catch {
    return show('blocked');
  }
  if (stored) {
    if (navigator.serviceWorker?.controller) served = stored;
    filesOf(JSON.parse(await read('list/' + stored)));
    await restStored('stored');
    addEventListener('online', () => run(false));
    return run(false);
  }
  // the size, when it is looked at or the page has had its time
  const look = () => getList().then(filesOf).catch(({name}) => { section.hidden = name === 'Absent'; });
  rest('ready');
  setTimeout(look, 3000);
})();
