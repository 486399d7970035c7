// SPDX-License-Identifier: MPL-2.0
//
// In the browser: calls the page's look() with what it is given, and reports what it gives back.

async function seen() {
    const [{ look }, given] = await Promise.all([
        import('/look.mjs'),
        fetch('/given.json').then((response) => response.json()),
    ]);
    return look(given);
}

const report = await seen().catch((error) => ({ error: String(error.stack) }));
await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
