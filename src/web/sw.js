// Answers from the visitor's store, offline.js fills it. One cache a tour, its entries named below .store/ of the
// tour's address: file/SHA256, list/VERSION (offline.json of a whole version), current (a version), pin/PAGE (what a
// page opened before the last update still gets; '' is the network). A page gets one version from first to last.
'use strict';
const scope = registration.scope, cacheName = 'daolan ' + new URL(scope).pathname;
const key = name => scope + '.store/' + name;
const find = name => caches.match(key(name), {cacheName}); // makes no cache where there is none
const read = async name => (await find(name))?.text();
const opening = new Map(); // pages on their way, by the version they get
const lists = new Map();

async function list(version) {
  if (!lists.has(version)) {
    const text = await read('list/' + version);
    if (!text) return new Map(); // deleted just now
    lists.set(version, new Map(JSON.parse(text).files.map(file => [file.url, file])));
  }
  return lists.get(version);
}

// The whole file or the part that is asked for (RFC 9110 section 14).
async function part(request, stored) {
  const headers = new Headers(stored.headers), blob = await stored.blob(), size = blob.size;
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(request.headers.get('range')) ?? [];
  const condition = request.headers.get('if-range');
  let status = 200, from = 0, end = size;
  if ((first || last) && !(first && last && +first > +last) && (!condition || condition === headers.get('etag'))) {
    from = first ? +first : Math.max(0, size - last);
    end = first && last ? Math.min(+last + 1, size) : size;
    status = from < size ? 206 : 416;
    headers.set('content-range', status === 206 ? `bytes ${from}-${end - 1}/${size}` : 'bytes */' + size);
  }
  const body = blob.slice(from, end);
  headers.set('content-length', body.size);
  headers.set('accept-ranges', 'bytes');
  return new Response(request.method === 'HEAD' ? null : body, {status, headers});
}

async function answer({request, clientId, resultingClientId}, url) {
  const pin = request.mode !== 'navigate' && clientId ? await read('pin/' + clientId) : undefined;
  const version = pin ?? await read('current');
  const file = version && (await list(version)).get(url);
  if (resultingClientId) opening.set(resultingClientId, file ? version : '');
  const stored = file && await find('file/' + file.sha256);
  if (stored) return part(request, stored);
  // the track this device does not play: the player takes the other one
  return file?.role ? new Response(null, {status: 404}) : fetch(request);
}

addEventListener('fetch', event => {
  const {request} = event, {origin, pathname} = new URL(request.url), address = origin + pathname;
  const url = address.slice(scope.length) || 'index.html';
  if (!address.startsWith(scope) || !['GET', 'HEAD'].includes(request.method)) return;
  if (request.cache === 'no-store' || url === 'offline.json') return; // past all stores
  event.respondWith(answer(event, url));
});

// A version is whole: pages opened from now on get it, those that are open keep theirs. `same`: the asking page came
// from the network and is of that version.
async function turn({data: {version, same}, source}) {
  const store = await caches.open(cacheName);
  const put = (name, text) => store.put(key(name), new Response(text));
  const open = await clients.matchAll({type: 'window', includeUncontrolled: true});
  const before = await read('current') ?? '', kept = new Set([version]);
  for (const id of new Set([...open.map(page => page.id), ...opening.keys()])) {
    let pin = await read('pin/' + id);
    if (same && id === source.id) await store.delete(key('pin/' + id)), pin = version;
    else if (pin === undefined && version !== before) await put('pin/' + id, pin = opening.get(id) ?? before);
    kept.add(pin);
  }
  open.forEach(({id}) => opening.delete(id)); // arrived
  await put('current', version);
  const names = new Set([key('current')]);
  for (const v of kept) {
    names.add(key('list/' + v));
    for (const {sha256} of (await list(v)).values()) names.add(key('file/' + sha256));
  }
  for (const {url} of await store.keys()) {
    const page = url.split(key('pin/'))[1];
    if (page ? !opening.has(page) && !open.some(({id}) => id === page) : !names.has(url)) await store.delete(url);
  }
}

addEventListener('message', event => event.waitUntil(turn(event).finally(() => event.ports[0].postMessage(0))));
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));
