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

const columns = pallia.columns({ to: 'morphine/oral' });
const { results }: { results: Float64Array } =
    columns.run(Int32Array.of(columns.code('morphine', 'oral')), Float64Array.of(60));
const dose: number = pallia.conversion({ from: 'morphine/oral', to: 'morphine/sc' }).apply(60);
const code: number | null = new Error() instanceof PalliaError ? 1 : null;
const asked: Promise<Answer> = pallia.ask(request);
const wanted = (error: PalliaError): Part | null => error.part;
console.log(severity, results, dose, code, asked, wanted, parts);

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
// @ts-expect-error arrays of their own types
columns.run([0], [60]);
