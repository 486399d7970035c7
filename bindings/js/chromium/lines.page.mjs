// SPDX-License-Identifier: MPL-2.0
//
// Answers every request that lines.mjs gives, in the browser.

import { load } from '/pallia/pallia.js';

export async function look(requests) {
    const pallia = await load();
    return requests.map((request) => pallia.runText(request));
}
