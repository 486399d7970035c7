// SPDX-License-Identifier: MPL-2.0
//
// For the tests: the package as it was built, the vectors, and what the command answers to them.
//
//   PALLIA_PACKAGE   build/js/pallia
//   PALLIA_COMMAND   build/pallia

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const top = fileURLToPath(new URL('../../../', import.meta.url));
export const folder = resolve(process.env.PALLIA_PACKAGE);
export const pallia = await import(pathToFileURL(join(folder, 'pallia.js')));

const command = resolve(process.env.PALLIA_COMMAND);
const AT_ONCE = 4;
const PAGE = 65536;
const PAGES_MAX = 65536;

function vectorsOf(path) {
    const lines = readFileSync(path, 'utf8').split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => {
        const { id, raw, request } = JSON.parse(line);
        return { id, text: raw ?? JSON.stringify(request) };
    });
}

// { name: [{ id, text }] }: the vectors of this project, and the contract's where it is.
export function vectors() {
    const folders = [join(top, 'tests/vectors'), join(top, '../shared/contract')].filter(existsSync);
    const files = folders.flatMap((path) =>
        readdirSync(path).filter((name) => name.endsWith('.jsonl')).sort().map((name) => join(path, name)));
    return Object.fromEntries(files.map((path) => [path.slice(path.lastIndexOf('/') + 1), vectorsOf(path)]));
}

// The command's answer to one request, without the end of its line.
export function native(text) {
    return new Promise((done, fail) => {
        const run = spawn(command, ['run'], { stdio: ['pipe', 'pipe', 'ignore'] });
        const parts = [];
        run.on('error', fail);
        run.stdin.on('error', fail);
        run.stdout.on('data', (part) => parts.push(part));
        run.on('close', () => done(Buffer.concat(parts).toString('utf8').replace(/\n$/, '')));
        run.stdin.end(text);
    });
}

// Theirs to many, some at a time, in the same order.
export async function nativeAll(texts) {
    const answers = new Array(texts.length);
    let next = 0;
    const work = async () => {
        while (next < texts.length) {
            const mine = next++;
            answers[mine] = await native(texts[mine]);
        }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return answers;
}

// What `use` loads, whose modules export what `change` makes of theirs.
export async function withExports(change, use) {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...parameters) => {
        const { exports } = await instantiate(...parameters);
        return { exports: change(exports) };
    };
    try {
        return await use();
    } finally {
        WebAssembly.instantiate = instantiate;
    }
}

// A loaded library, a function that gives the bytes of its memory, and one that leaves no more to
// take: memory at its largest, of which the module knows nothing.
export async function loadWatched() {
    let memory;
    const one = await withExports((exports) => {
        ({ memory } = exports);
        return exports;
    }, () => pallia.load());
    const size = () => memory.buffer.byteLength;
    return { one, size, exhaust: () => memory.grow(PAGES_MAX - size() / PAGE) };
}
