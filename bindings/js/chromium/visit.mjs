// SPDX-License-Identifier: MPL-2.0
//
// Headless Chromium on a page served from this machine: for the tests and for the conformance kit.
// CHROMIUM names the browser.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = { html: 'text/html', js: 'text/javascript', mjs: 'text/javascript',
    wasm: 'application/wasm', bin: 'application/octet-stream', json: 'application/json' };
const POLICY = "default-src 'none'; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
const SECONDS = 90;

async function bodyOf(request) {
    const parts = [];
    for await (const part of request) {
        parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
}

// `report` is what the page sends back, `asked` the addresses in the order they were asked for.
function serve(page, folder, given) {
    const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
    const files = new Map([['/page.html', beside('page.html')], ['/report.mjs', beside('report.mjs')],
        ['/look.mjs', page], ...readdirSync(folder).map((name) => [`/pallia/${name}`, join(folder, name)])]);
    const asked = [];
    let done;
    const report = new Promise((resolve) => { done = resolve; });
    const server = createServer(async (request, response) => {
        asked.push(request.url);
        if (request.url === '/report') {
            done(JSON.parse(await bodyOf(request)));
            response.end();
            return;
        }
        const path = files.get(request.url);
        if (path === undefined && request.url !== '/given.json') {
            response.writeHead(404).end();
            return;
        }
        const type = TYPES[request.url.split('.').pop()];
        response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': POLICY });
        response.end(path === undefined ? JSON.stringify(given) : await readFile(path));
    });
    return { server, report, asked };
}

async function browse(address, report) {
    const profile = await mkdtemp(join(tmpdir(), 'pallia-'));
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []; // Chromium refuses root otherwise
    const browser = spawn(process.env.CHROMIUM ?? 'chromium', ['--headless', '--disable-gpu',
        '--no-first-run', '--disable-dev-shm-usage', '--disable-background-networking', ...root,
        `--user-data-dir=${profile}`, address], { stdio: 'ignore' });
    const ended = new Promise((resolve) => browser.on('exit', resolve));
    let timer;
    const late = new Promise((_, fail) => {
        browser.on('error', fail);
        browser.on('exit', (code) => fail(new Error(`the browser ended (${code}) without a report`)));
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

/**
 * Opens a page that imports `page`, a module with look(given), and gives back what look() did as
 * `report`: { error } when it failed. `folder` is the package, served as /pallia/.
 */
export async function visit({ page, folder, given = null }) {
    const { server, report, asked } = serve(page, folder, given);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
        const address = `http://127.0.0.1:${server.address().port}/page.html`;
        return { report: await browse(address, report), asked };
    } finally {
        server.closeAllConnections();
        server.close();
    }
}
