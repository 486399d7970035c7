// SPDX-License-Identifier: MPL-2.0
//
// Compiled, never run: what TypeScript must accept, and what it must refuse.

import { load, PalliaError, PARTS, type Answer, type Part, type RotateRequest, type Sheet } from 'pallia';

const pallia = await load({ parts: ['products'] });
await pallia.loadPart('english');
await load({ parts: { syringe: new Uint8Array(0), home: './home.bin' } });
const parts: readonly Part[] = PARTS;

const request: RotateRequest = {
    op: 'rotate',
    regimen: [
        { drug: 'morphine', route: 'oral', release: 'pr12', dose: '60 mg', every: '12 h' },
        { drug: 'fentanyl', route: 'transdermal', doses: ['12 ug/h', '25 ug/h'] },
    ],
    target: { drug: 'morphine', route: 'sc' },
    patient: { age: 82, hepatic: 'none' },
};
const answer: Answer = pallia.run(request);
const severity: 'info' | 'caution' | 'stop' | 'never' = answer.advice[0].severity;
pallia.ome({ regimen: request.regimen });
pallia.tables();
pallia.anticipate({ symptoms: ['douleur'], regimen: request.regimen, days: 3, who: ['nurse'] });
pallia.prescribe({ lines: [{ drug: 'morphine', low: '2.5 mg', high: '5 mg' }], patient: { age: 84 } });
pallia.sheetFields();
const sheet: Sheet = { schema: 'pallia.sheet/1', set: '00000000-0000-0000', version: 1, status: 'active' };
pallia.run({ op: 'sheet', date: '2026-11-22', sheet });
pallia.sheetRevoke({ date: '2026-11-22', sheet, reason: 'death' });
pallia.sheetSupersede({ date: '2026-11-22', sheet });

// Each operation has its own answer, and what prepares a request is one.
import type { AnswerOf, Request, TemplateAnswer } from 'pallia';
const rotation = pallia.rotate(request);
if (rotation.status === 'ok') {
    const unit: 'mg/24h' | 'ug/h' = rotation.result.start.low.unit;
    const filling = rotation.result.next && pallia.dilute(rotation.result.next);
    const verdict: 'conform' | 'deviation' | 'cannot-verify' | undefined =
        filling && pallia.verify(filling.result.next).result.verdict;
    console.log(unit, verdict, rotation.result.breakthrough?.products.map(({ ampoule }) => ampoule?.content.text));
} else {
    console.log(rotation.result.bound, rotation.result.missing.map(({ why }) => why === 'no-rule'));
}
const titration = pallia.titrate({ drug: 'midazolam', boluses: ['1 mg'] });
titration.result.next && pallia.dilute(titration.result.next);
const pump = pallia.pca({ drug: 'morphine', basal: '100 mg/24h', bolus: '7.5 mg', lockout: '2 h', days: 4, reservoir: '100 mL' });
pump.result.next && pallia.verify(pump.result.next);
const home = pallia.anticipate({ symptoms: ['douleur'] });
pallia.prescribe(home.result.next.prescribe);
const drawn: AnswerOf<'dilute'> = pallia.run({ op: 'dilute', drugs: [{ drug: 'midazolam', total: '48 mg' }], duration: '24 h' });
// Asked or run, an operation has the same answer.
const asked = await pallia.ask({ op: 'rotate', regimen: request.regimen, target: request.target });
const same: AnswerOf<'rotate'> = asked;
const label = (await pallia.ask({ op: 'dilute', drugs: [{ drug: 'midazolam', total: '48 mg' }], duration: '24 h' })).result.label.final;
const withdrawn: Sheet = (await pallia.ask({ op: 'sheet-revoke', date: '2026-11-22', sheet, reason: 'death' })).result.sheet;
const said: string = (await pallia.ask({ op: 'explain', code: 'methadone' })).result.text;
const read: string = pallia.run({ op: 'find', text: 'Skenan', language: 'en' }).op;
const prepared: TemplateAnswer = await pallia.ask({ op: 'template', of: 'verify' });
const fields: number = (await pallia.ask({ op: 'sheet-fields' })).result.fields.length;
const listed: AnswerOf<'tables'> = await pallia.ask({ op: 'tables', check: true });
const whatever: Answer = await pallia.ask('{"op":"sources"}');
console.log(same, label, withdrawn, said, read, prepared, fields, listed, whatever);
const either = (one: Request): Promise<Answer> => pallia.ask(one);

const revoked: Sheet = pallia.sheetRevoke({ date: '2026-11-22', sheet, reason: 'death' }).result.sheet;
pallia.sheet(pallia.template({ of: 'sheet' }).result.template);
const rows: string[] = pallia.tables({ show: 'fr-rcp' }).result.rows.map(({ id }) => id);
const editions: string[] = pallia.tables().result.editions.map(({ id }) => id);
for (const block of pallia.sheet({ date: '2026-11-22', sheet }).result.page.blocks) {
    console.log(block.kind === 'phones' ? block.items.map(({ uri }) => uri) : block.title);
}
const cited: Array<string | undefined> = rotation.cites.map(({ edition, source }) => edition ?? source);
const stops: boolean = rotation.advice.some(({ code }) => code === 'methadone');
console.log(drawn.result.label.final, revoked.version, rows, editions, cited, stops);

// @ts-expect-error a member that is none
rotation.result.calculatd.exact;
// @ts-expect-error a quantity is exact as text
const wrong: number = rotation.result.calculated.exact;
// @ts-expect-error a rotation that is partial has no start dose
rotation.result.start.low;
// @ts-expect-error a code that is none
rotation.advice.some(({ code }) => code === 'methadon');
// @ts-expect-error absent when nothing was left out
home.result.lines[0].maximum_24h.exact;

const columns = pallia.columns({ to: 'morphine/oral' });
const { results }: { results: Float64Array } =
    columns.run(Int32Array.of(columns.code('morphine', 'oral')), Float64Array.of(60));
const dose: number = pallia.conversion({ from: 'morphine/oral', to: 'morphine/sc' }).apply(60);
const code: number | null = new Error() instanceof PalliaError ? 1 : null;
const wanted = (error: PalliaError): Part | null => error.part;
console.log(severity, results, dose, code, either(request), wanted, parts);

// @ts-expect-error a route that is none
pallia.rotate({ regimen: [{ drug: 'morphine', route: 'po', dose: '60 mg/24h' }], target: { drug: 'morphine', route: 'sc' } });
// @ts-expect-error a dose is text with its unit
pallia.ome({ regimen: [{ drug: 'morphine', route: 'oral', dose: 60 }] });
// @ts-expect-error neither dose nor doses
pallia.ome({ regimen: [{ drug: 'morphine', route: 'oral' }] });
// @ts-expect-error both
pallia.ome({ regimen: [{ drug: 'morphine', route: 'oral', dose: '60 mg', doses: ['60 mg'] }] });
// @ts-expect-error an unknown key
pallia.rotate({ regimen: request.regimen, target: request.target, reductions: '25 %' });
// @ts-expect-error the target is missing
pallia.rotate({ regimen: request.regimen });
// @ts-expect-error a dose and a range
pallia.prescribe({ lines: [{ drug: 'morphine', dose: '5 mg', low: '2.5 mg' }] });
// @ts-expect-error scheduled and as needed
pallia.prescribe({ lines: [{ drug: 'morphine', dose: '5 mg', per_day: 4, maximum_doses: 6 }] });
// @ts-expect-error a reason that is none
pallia.sheetRevoke({ date: '2026-11-22', sheet, reason: 'error' });
// @ts-expect-error no day of asking
pallia.sheet({ sheet });
// @ts-expect-error a part that is none
await load({ parts: ['product'] });
// @ts-expect-error an option that is none
await load({ part: ['products'] });
// @ts-expect-error neither names nor an object of places
await load({ parts: 'products' });
// @ts-expect-error null is no part
await load({ parts: null });
// @ts-expect-error a set of names
await load({ parts: new Set(['products']) });
// @ts-expect-error a rotation that is partial has no start dose
asked.result.start.low;
// @ts-expect-error an operation that is none
pallia.ask({ op: 'rotates', regimen: request.regimen, target: request.target });
// @ts-expect-error the target is missing
pallia.ask({ op: 'rotate', regimen: request.regimen });
// @ts-expect-error nothing to look for
pallia.ask({ op: 'find' });
// @ts-expect-error only what is prepared is a template of its own type
const none: { template: { op: 'find' } } = pallia.template({ of: 'find' }).result;
// @ts-expect-error an option that is none
columns.run(new Int32Array(0), new Float64Array(0), { result: new Float64Array(0) });
// @ts-expect-error arrays of their own types
columns.run([0], [60]);
