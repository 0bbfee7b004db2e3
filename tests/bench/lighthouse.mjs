// Lighthouse on the visitor's page, as a phone of Lighthouse's own weak link and as a desktop: performance,
// accessibility and best practices, best of three; and what is loaded. Fails where one is below 95.
//   node tests/bench/lighthouse.mjs URL
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import lighthouse from 'lighthouse';

const RUNS = 3, REACH = 95, CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const require = createRequire(import.meta.url);
const { default: desktop } = await import(require.resolve('lighthouse/core/config/desktop-config.js'));

const profile = mkdtempSync(join(tmpdir(), 'daolan-lighthouse-'));
const browser = spawn(process.env.CHROMIUM ?? '/usr/bin/chromium',
  ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
  { stdio: ['ignore', 'ignore', 'pipe'] });
let port;
for await (const line of createInterface({ input: browser.stderr })) {
  port = /^DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line)?.[1];
  if (port) break;
}
browser.stderr.resume();

let missed = false;
for (const [name, config] of [['phone', undefined], ['desktop', desktop]]) {
  const best = {};
  for (let i = 0; i < RUNS; i++) {
    const { lhr } = await lighthouse(process.argv[2], { port: Number(port), onlyCategories: CATEGORIES, logLevel: 'error' }, config);
    for (const key of CATEGORIES) best[key] = Math.max(best[key] ?? 0, Math.round(lhr.categories[key].score * 100));
  }
  missed ||= Object.values(best).some(score => score < REACH);
  console.log(`Lighthouse, ${name.padEnd(8)} ${CATEGORIES.map(key => `${key} ${best[key]}`).join(', ')}`);
}
browser.kill();
await new Promise(gone => browser.once('close', gone));
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
process.exit(missed ? 1 : 0);
