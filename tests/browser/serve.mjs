// A static server for one folder, just enough to test the page: media types and byte ranges.
//
// Example: const server = await serve('audio/jinzhou'); … fetch(server.url + 'tour.opus') … server.close();
//
// server.asked lists the paths asked for so far; server.folder may be changed; server.before, where it is set, is
// called with the path and the response first and answers itself where it returns true.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.opus': 'audio/ogg; codecs=opus',
  '.mp4': 'audio/mp4',
  '.vtt': 'text/vtt; charset=utf-8',
};

function answer(site, request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const file = join(site.folder, normalize(path.endsWith('/') ? path + 'index.html' : path));
  site.asked.push(path);
  if (site.before?.(path, response)) return;
  const size = statSync(file).size;
  const type = types[extname(file)] ?? 'application/octet-stream';
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) {
    response.writeHead(200, { 'content-type': type, 'content-length': size, 'accept-ranges': 'bytes' });
    createReadStream(file).pipe(response);
    return;
  }
  const start = Number(range[1]), end = range[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
  response.writeHead(206, {
    'content-type': type,
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
    'accept-ranges': 'bytes',
  });
  createReadStream(file, { start, end }).pipe(response);
}

export async function serve(folder, host = '127.0.0.1') {
  const site = { folder, asked: [] };
  const server = createServer((request, response) => {
    try {
      answer(site, request, response);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(ready => server.listen(0, host, ready));
  site.url = `http://${host}:${server.address().port}/`;
  site.close = () => { server.closeAllConnections(); server.close(); };
  return site;
}
