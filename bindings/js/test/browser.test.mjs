// SPDX-License-Identifier: MPL-2.0
//
// Headless Chromium, a page of this machine, the same answers. CHROMIUM names the browser.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';

import { folder, nativeAll, sample, top } from './pallia.mjs';

const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript',
    wasm: 'application/wasm', bin: 'application/octet-stream', json: 'application/json' };
const POLICY = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const EVERY = 5;
const SECONDS = 90;

const cases = sample(EVERY);

// The page, the package and the cases; `report` is what the page sends back.
function serve() {
    const files = new Map([['/page.html', join(top, 'bindings/js/test/page.html')],
        ['/page.mjs', join(top, 'bindings/js/test/page.mjs')]]);
    for (const name of ['pallia.js', 'pallia.wasm', 'pallia-products.bin']) {
        files.set(`/pallia/${name}`, join(folder, name));
    }
    let done;
    const report = new Promise((resolve) => { done = resolve; });
    const asked = [];
    const server = createServer(async (request, response) => {
        asked.push(request.url);
        if (request.url === '/report') {
            const parts = [];
            for await (const part of request) {
                parts.push(part);
            }
            response.end();
            done(JSON.parse(Buffer.concat(parts).toString('utf8')));
            return;
        }
        const path = files.get(request.url);
        if (path === undefined && request.url !== '/cases.json') {
            response.writeHead(404).end();
            return;
        }
        const type = TYPES[request.url.split('.').pop()];
        response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': POLICY });
        response.end(path === undefined ? JSON.stringify(cases) : await readFile(path));
    });
    return { server, report, asked };
}

async function visit(address, report) {
    const profile = await mkdtemp(join(tmpdir(), 'pallia-'));
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // Chromium refuses root otherwise
    const browser = spawn(process.env.CHROMIUM ?? 'chromium', ['--headless', '--disable-gpu',
        '--no-first-run', '--disable-dev-shm-usage', '--disable-background-networking', ...root,
        `--user-data-dir=${profile}`, address], { stdio: 'ignore' });
    const ended = new Promise((resolve) => browser.on('exit', resolve));
    let timer;
    const late = new Promise((_, fail) => {
        browser.on('error', fail);
        timer = setTimeout(() => fail(new Error(`no report within ${SECONDS} s`)), SECONDS * 1000);
    });
    try {
        return await Promise.race([report, late]);
    } finally {
        clearTimeout(timer);
        browser.kill();
        await ended;
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
}

test(`in Chromium: ${cases.length} answers are the command's, and the border holds`, async () => {
    const { server, report, asked } = serve();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const address = `http://127.0.0.1:${server.address().port}/page.html`;
        const [seen, expected] = await Promise.all([visit(address, report),
            nativeAll(cases.map(({ text }) => text))]);
        assert.equal(seen.error, undefined);
        assert.match(seen.agent, /Chrome/);
        assert.ok(cases.length >= 300);
        cases.forEach(({ id }, index) => assert.equal(seen.answers[index], expected[index], id));
        assert.equal(seen.without, 'TablesError 3013');
        assert.equal(seen.withThem, 'ok');
        assert.deepEqual(seen.refused, ['RequestError 1002', 'RequestError 1103', 'RequestError 1004']);
        assert.equal(seen.sum, 49_999 * 30);
        assert.deepEqual(seen.bad, [40_000, 'dose']);
        assert.equal(seen.closed, 'ResourceError 4002');
        assert.ok(asked.indexOf('/pallia/pallia-products.bin') > asked.indexOf('/cases.json'));
    } finally {
        server.closeAllConnections();
        server.close();
    }
});
