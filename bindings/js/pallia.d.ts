// SPDX-License-Identifier: MPL-2.0
//
// Generated from tables/requests and pallia.d.ts.in by types.mjs: not to be edited.

export type CompareRoute = 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';

export type CompareRelease = 'ir' | 'pr12' | 'pr24' | 'patch72';

export type CompareItem = {
    /** drug id of tables/drugs.json: morphine, oxycodone, fentanyl… */
    drug: string;
    route: CompareRoute;
    release?: CompareRelease;
    /** an amount (60 mg) with times or every, or a rate (2 mg/h, 100 mg/24h, 50 ug/h) */
    dose?: string;
    /** each dose of the day, or each patch worn; instead of dose */
    doses?: Array<string>;
    /** doses in 24 h */
    times?: number;
    /** interval between two doses: 12 h */
    every?: string;
} & ({ dose: unknown; doses?: never } | { doses: unknown; dose?: never }) & ({ times?: never } | { every?: never });

/** The request of "compare". */
export type CompareRequest = {
    op: 'compare';
    /** what the patient received in 24 h */
    regimen: Array<CompareItem>;
    target: {
        drug: string;
        route: CompareRoute;
        release?: CompareRelease;
    };
    /** default fr */
    profile?: string;
    context?: {
        stable?: boolean;
    };
    patient?: {
        age?: number | string;
        /** 60 kg */
        weight?: string;
        /** 45 mL/min */
        egfr?: string;
        hepatic?: 'none' | 'mild' | 'moderate' | 'severe';
        frail?: boolean;
        opioid_naive?: boolean;
    };
    /** default fr */
    language?: 'fr' | 'en';
    /** codes of stop advice taken into account */
    acknowledge?: Array<string>;
    /** today: points out a table due for review */
    date?: string;
};

export type DiluteDrug = {
    /** drug id of tables/drugs.json: midazolam, morphine… */
    drug: string;
    /** 50 mg in the syringe */
    total?: string;
    /** a rate: 2 mg/h, 48 mg/24h, 0.05 mg/kg/h */
    dose?: string;
    /** the ampoule in hand; proposed from the marketed ones without it */
    ampoule?: {
        /** 5 mg/mL, never in percent */
        strength: string;
        /** 10 mL */
        volume: string;
    };
    /** chlorhydrate, sulfate…: a mixture may depend on it */
    salt?: string;
} & ({ total: unknown; dose?: never } | { dose: unknown; total?: never });

/** The request of "dilute". */
export type DiluteRequest = {
    op: 'dilute';
    /** each drug once */
    drugs: Array<DiluteDrug>;
    patient?: {
        /** 60 kg: for a dose per kg, and for ceilings per kg */
        weight?: string;
    };
    /** 24 h; two of duration, rate and final_volume (or syringe) give the third */
    duration?: string;
    /** 4 mL/h */
    rate?: string;
    /** 48 mL */
    final_volume?: string;
    /** id of tables/syringe/devices.json: its mL, such as 50 */
    syringe?: string;
    /** id of tables/syringe/devices.json: pse, t34 */
    device?: string;
    /** 0.1 mL/h: instead of the device's */
    rate_step?: string;
    /** id of tables/syringe/diluents.json: nacl-0.9, glucose-5, water; proposed when a source allows one for every drug */
    diluent?: string;
    /** id of tables/syringe/devices.json, instead of prime */
    line?: string;
    /** 2 mL: what fills the line, out of the syringe */
    prime?: string;
    /** what the driver feeds */
    route?: 'sc' | 'iv';
    /** 2026-11-22T20:00: gives the end */
    start?: string;
    label?: {
        patient?: string;
        prepared_by?: string;
        checked_by?: string;
    };
    /** codes of stop advice taken into account */
    acknowledge?: Array<'incompatible' | 'not-for-sc'>;
    /** default fr */
    language?: 'fr' | 'en';
} & ({ line?: never } | { prime?: never });

export type OmeRoute = 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';

export type OmeRelease = 'ir' | 'pr12' | 'pr24' | 'patch72';

export type OmeItem = {
    /** drug id of tables/drugs.json: morphine, oxycodone, fentanyl… */
    drug: string;
    route: OmeRoute;
    release?: OmeRelease;
    /** an amount (60 mg) with times or every, or a rate (2 mg/h, 100 mg/24h, 50 ug/h) */
    dose?: string;
    /** each dose of the day, or each patch worn; instead of dose */
    doses?: Array<string>;
    /** doses in 24 h */
    times?: number;
    /** interval between two doses: 12 h */
    every?: string;
} & ({ dose: unknown; doses?: never } | { doses: unknown; dose?: never }) & ({ times?: never } | { every?: never });

/** The request of "ome". */
export type OmeRequest = {
    op: 'ome';
    /** what the patient received in 24 h */
    regimen: Array<OmeItem>;
    /** default fr */
    profile?: string;
    /** one edition, instead of the profile */
    edition?: string;
    patient?: {
        age?: number | string;
        /** 60 kg */
        weight?: string;
        /** 45 mL/min */
        egfr?: string;
        hepatic?: 'none' | 'mild' | 'moderate' | 'severe';
        frail?: boolean;
        opioid_naive?: boolean;
    };
    /** default fr */
    language?: 'fr' | 'en';
    /** codes of stop advice taken into account */
    acknowledge?: Array<string>;
    /** today: points out a table due for review */
    date?: string;
} & ({ profile?: never } | { edition?: never });

/** The request of "pca". */
export type PcaRequest = {
    op: 'pca';
    /** drug id of tables/drugs.json: morphine, oxycodone… */
    drug: string;
    route?: 'sc' | 'iv';
    /** 100 mg/24h, 4 mg/h, or a rate per kg with the weight; 0 mg/h for boluses alone */
    basal: string;
    /** 7.5 mg, or a share of the basal dose of 24 h as a fraction: 1/10 */
    bolus: string;
    /** from one bolus to the next, at most 24 h: 2 h, 20 min */
    lockout: string;
    /** days that the reservoir must last */
    days: number;
    /** its volume: 100 mL */
    reservoir: string;
    /** sizes at hand; without it, marketed ones of one strength are proposed */
    ampoules?: Array<{
        /** 10 mg/mL; a percentage is refused */
        strength: string;
        /** 10 mL */
        volume: string;
    }>;
    /** diluent id of tables/syringe/diluents.json: nacl-0.9, glucose-5, water */
    diluent?: string;
    /** step of the pump: 0.1 mL/h; the programmed rate is rounded down to it */
    rate_step?: string;
    patient?: {
        /** 60 kg; needed for a dose per kg */
        weight?: string;
    };
    /** default fr */
    language?: 'fr' | 'en';
};

export type RotateRoute = 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';

export type RotateRelease = 'ir' | 'pr12' | 'pr24' | 'patch72';

export type RotateItem = {
    /** drug id of tables/drugs.json: morphine, oxycodone, fentanyl… */
    drug: string;
    route: RotateRoute;
    release?: RotateRelease;
    /** an amount (60 mg) with times or every, or a rate (2 mg/h, 100 mg/24h, 50 ug/h) */
    dose?: string;
    /** each dose of the day, or each patch worn; instead of dose */
    doses?: Array<string>;
    /** doses in 24 h */
    times?: number;
    /** interval between two doses: 12 h */
    every?: string;
} & ({ dose: unknown; doses?: never } | { doses: unknown; dose?: never }) & ({ times?: never } | { every?: never });

/** The request of "rotate". */
export type RotateRequest = {
    op: 'rotate';
    /** what the patient received in 24 h */
    regimen: Array<RotateItem>;
    target: {
        drug: string;
        route: RotateRoute;
        release?: RotateRelease;
    };
    /** percent taken off: 25 % */
    reduction?: string;
    /** default fr */
    profile?: string;
    /** one edition, instead of the profile */
    edition?: string;
    context?: {
        stable?: boolean;
    };
    /** default down */
    rounding?: 'down' | 'up' | 'nearest';
    patient?: {
        age?: number | string;
        /** 60 kg */
        weight?: string;
        /** 45 mL/min */
        egfr?: string;
        hepatic?: 'none' | 'mild' | 'moderate' | 'severe';
        frail?: boolean;
        opioid_naive?: boolean;
    };
    /** default fr */
    language?: 'fr' | 'en';
    /** codes of stop advice taken into account */
    acknowledge?: Array<string>;
    /** today: points out a table due for review */
    date?: string;
} & ({ profile?: never } | { edition?: never });

/** The request of "titrate". */
export type TitrateRequest = {
    op: 'titrate';
    /** drug id of tables/drugs.json: midazolam… */
    drug: string;
    /** the log of the titration */
    boluses: Array<string>;
    /** protocol id of tables/syringe/protocols.json, of kind maintenance or infusion; without it, the first French maintenance rule of the drug */
    rule?: string;
    route?: 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';
    patient?: {
        /** 60 kg; needed for a dose per kg */
        weight?: string;
    };
    /** stops taken into account */
    acknowledge?: Array<'exceptional-protocol'>;
    /** default fr */
    language?: 'fr' | 'en';
};

/** drug id of tables/drugs.json: midazolam, morphine… */
export type VerifyDrug = string;

export type VerifyQuantity = string | {
    exact: string;
    unit: string;
    text?: string;
};

/** The request of "verify". */
export type VerifyRequest = {
    op: 'verify';
    /** the order, each drug once */
    prescribed: Array<{
        drug: VerifyDrug;
        /** 2 mg/h, 48 mg/24h, 0.05 mg/kg/h with patient.weight, or an amount (48 mg) over the duration */
        dose: VerifyQuantity;
    }>;
    prepared: {
        /** each drawing; what is missing or 0 cannot be verified */
        contents?: Array<{
            drug: VerifyDrug;
            /** of the ampoule: 5 mg/mL; never in percent */
            strength?: VerifyQuantity;
            /** drawn: 10 mL */
            volume?: VerifyQuantity;
        }>;
        /** of a ready-made bag of one drug, instead of contents: 2 mg/mL */
        strength?: VerifyQuantity;
        diluent?: {
            /** id of tables/syringe/diluents.json */
            id?: string;
            name?: string;
            /** 40 mL */
            volume: VerifyQuantity;
        };
        /** 50 mL */
        final_volume?: VerifyQuantity;
        /** purged before the start: 2 mL */
        prime?: VerifyQuantity;
        /** 2 mL/h */
        rate?: VerifyQuantity;
        /** 2 mm/h or 48 mm/24h, of a device with a mm dial; instead of rate */
        setting?: VerifyQuantity;
        /** id of tables/syringe/devices.json: graseby-ms16a, graseby-ms26, pse… */
        device?: string;
    } & ({ contents: unknown; strength?: never } | { strength: unknown; contents?: never }) & ({ rate?: never } | { setting?: never });
    /** ordered: 24 h */
    duration?: VerifyQuantity;
    programmed?: {
        drug?: VerifyDrug;
        /** what the pump was told: 2 mg/mL */
        strength: VerifyQuantity;
    };
    bolus?: {
        drug?: VerifyDrug;
        /** 1 mg */
        prescribed: VerifyQuantity;
        /** that the pump gives: 0.5 mL */
        volume?: VerifyQuantity;
    };
    tolerance?: {
        /** percent, default 10 % */
        dose?: VerifyQuantity;
        /** percent, default 5 % */
        volume?: VerifyQuantity;
    };
    patient?: {
        age?: number | string;
        /** 60 kg */
        weight?: string;
        /** 45 mL/min */
        egfr?: string;
        hepatic?: 'none' | 'mild' | 'moderate' | 'severe';
        frail?: boolean;
        opioid_naive?: boolean;
    };
    /** default fr */
    language?: 'fr' | 'en';
    /** codes of stop advice taken into account */
    acknowledge?: Array<string>;
};

/** A number of an answer: exactly ("25/6"), its unit, and for a reader ("4,17 mg/24 h"). */
export interface Quantity {
    exact: string;
    unit: string;
    text: string;
}

/** What to know about an answer. `text` is in the language of the request; codes never change. */
export interface Advice {
    code: string;
    severity: 'info' | 'caution' | 'stop' | 'never';
    text: string;
    source?: string;
    evidence?: string;
    cite?: string;
    [more: string]: unknown;
}

/** The library, the tables and the local editions that an answer stands on. */
export interface Identity {
    library: string;
    tables: string;
    tables_sha256: string;
    local: unknown[];
}

/**
 * An answer with numbers. `partial` is a lower bound: something could not be counted, and `advice`
 * says what. The members of `result` depend on the operation.
 */
export interface Answer<Result = Record<string, any>> {
    status: 'ok' | 'partial';
    op: string;
    profile?: string;
    edition?: string;
    result: Result;
    advice: Advice[];
    trail: Array<{ step: string; text?: string; value?: Quantity; [more: string]: unknown }>;
    cites: Array<{ title?: string; url?: string; evidence?: string; [more: string]: unknown }>;
    review: { clinical: boolean; text: string };
    identity: Identity;
    [more: string]: unknown;
}

/** The document without numbers that a PalliaError carries. */
export interface Refusal {
    status: 'error' | 'refused' | 'withheld';
    op: string | null;
    error: { code: number; name: string; text: string; pointer: string; [more: string]: unknown };
    advice: Advice[];
    identity: Identity;
    [more: string]: unknown;
}

/** A request without "op", which the method says. */
export type Without<Request> = Request extends unknown ? Omit<Request, 'op'> : never;

export type Language = 'fr' | 'en';

export type Request =
    | RotateRequest | CompareRequest | OmeRequest | DiluteRequest | VerifyRequest | TitrateRequest
    | PcaRequest;

/** One target for conversion() and columns(): "drug/route", and the table that is used. */
export interface Target {
    /** "morphine/oral"; not with "ome" */
    to?: string;
    /** "ome": the total in oral morphine of tables for totals; never a dose to give */
    op?: 'ome';
    edition?: string;
    /** default fr; not with edition */
    profile?: string;
    /** rows for a stable patient, where there are some */
    stable?: boolean;
    /** codes of stop advice taken into account */
    acknowledge?: string[];
    /** of the errors; default fr */
    language?: Language;
}

export interface Arrow extends Target {
    /** "morphine/oral" */
    from: string;
}

/** Why there is no number: see the families below. */
export class PalliaError extends Error {
    /** of pallia/status.h: 2001 */
    readonly code: number;
    /** the word of the code: "no-rule" */
    readonly name: string;
    /** JSON pointer of the place in the request; "" for the whole */
    readonly pointer: string;
    /** what the library answered, when it did */
    readonly answer: Refusal | null;
}
/** 1xxx: the request is wrong; correct it. */
export class RequestError extends PalliaError {}
/** 2xxx: refused, or withheld until a stop is acknowledged. */
export class RefusalError extends PalliaError {}
/** 3xxx: a table is wrong, or the products were not loaded. */
export class TablesError extends PalliaError {}
/** 4xxx: memory, a wrong argument, something that was closed. */
export class ResourceError extends PalliaError {}
/** 9xxx: a defect of pallia. */
export class InternalError extends PalliaError {}

/** One arrow, resolved once. Doses are in mg in 24 hours, in ug/h for a transdermal place. */
export class Conversion {
    private constructor();
    readonly from: string;
    readonly to: string;
    readonly unitFrom: string;
    readonly unitTo: string;
    /** the edition whose rows give the numbers; two when there are two legs; "" for the same place */
    readonly edition: string;
    /** @param dose a decimal of at most 6 digits after the point, above zero, in unitFrom */
    apply(dose: number): number;
    close(): void;
}

/** Many doses to one target. A row's error never touches another row. */
export class Columns {
    private constructor();
    readonly to: string;
    /** of the results */
    readonly unitTo: string;
    /** The code of a place in these columns: code('morphine', 'oral'). */
    code(drug: string, route: string): number;
    /** The unit of the doses of a code; null when the code is none. */
    unit(code: number): string | null;
    /**
     * All arrays have the same length. `results` may be `doses` itself. A row whose status is not 0
     * (see Pallia.rowName) has NaN.
     */
    run(
        codes: Int32Array,
        doses: Float64Array,
        into?: { results?: Float64Array; statuses?: Uint8Array },
    ): { results: Float64Array; statuses: Uint8Array };
    close(): void;
}

/** The library and its tables. Methods throw a PalliaError when there is no number. */
export class Pallia {
    private constructor();
    /** of the library: "0.1.0" */
    readonly version: string;
    /** of the tables: "2026.11" */
    readonly edition: string;
    readonly sha256: string;

    /** A document in, a document out, whatever it says: byte for byte what pallia_run answers. */
    runText(request: string): string;
    run(request: Request | string): Answer;

    rotate(request: Without<RotateRequest>): Answer;
    compare(request: Without<CompareRequest>): Answer;
    ome(request: Without<OmeRequest>): Answer;
    dilute(request: Without<DiluteRequest>): Answer;
    verify(request: Without<VerifyRequest>): Answer;
    titrate(request: Without<TitrateRequest>): Answer;
    pca(request: Without<PcaRequest>): Answer;

    explain(request: { code: string; language?: Language }): Answer;
    find(request: { text: string; language?: Language }): Answer;
    schema(request: { of: string; language?: Language }): Answer;
    template(request: { of: string; language?: Language }): Answer;
    sources(request?: { language?: Language }): Answer;
    tables(request?: { show?: string; check?: boolean; diff?: [string, string]; language?: Language }): Answer;

    conversion(request: Arrow): Conversion;
    columns(request: Target): Columns;

    /** A new Pallia with a team's own edition on top (schema pallia.edition/1). */
    withLocal(edition: object | string): Pallia;

    /** Needed before rotate, dilute, verify and pca when load() was given products: false. */
    loadProducts(source?: Source): Promise<void>;

    text(language: Language, key: string): string | null;
    statusName(code: number): string | null;
    rowName(row: number): string | null;

    /** Harmless when done twice. Whatever was made from it goes on working. */
    close(): void;
}

/** An address, what fetch gave, or bytes. */
export type Source = URL | string | Response | ArrayBuffer | ArrayBufferView;

/** Loads the library, from beside its JavaScript unless told otherwise. */
export function load(options?: {
    wasm?: Source | WebAssembly.Module;
    /** false: later, with loadProducts() */
    products?: Source | false;
}): Promise<Pallia>;
