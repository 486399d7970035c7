// SPDX-License-Identifier: MPL-2.0
//
// Generated from tables/requests, bindings/answers and pallia.d.ts.in by types.mjs: not to be edited.

export type Sheet = {
    schema: 'pallia.sheet/1';
    /** the same in every version */
    set: string;
    version: number;
    /** digest of the version before */
    replaces?: string;
    status: 'active' | 'revoked' | 'superseded';
    revoked?: {
        reason: 'death' | 'changed-wishes' | 'changed-situation' | 'replaced';
        /** YYYY-MM-DD */
        on: string;
        by?: string;
    };
    /** La fiche */
    document?: {
        /** Situation */
        phase?: 'palliative' | 'terminal' | '';
        /** Fiche rédigée le; YYYY-MM-DD */
        written_on?: string;
        /** À réévaluer avant le; YYYY-MM-DD */
        review_on?: string;
        /** Mise à jour le; YYYY-MM-DD */
        updated_on?: string;
        /** Qui réactualise, et quand */
        update_rule?: string;
        /** Commentaires */
        comment?: string;
    };
    /** Rédacteur */
    author?: {
        /** Rédacteur */
        name?: string;
        /** Qualité */
        role?: 'gp' | 'network' | 'palliative-team' | 'home-hospital' | 'nursing-home' | 'hospital' | 'coordination' | '';
        /** Téléphone du rédacteur; 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
        phone?: string;
        /** N° RPPS */
        rpps?: string;
        /** Adresse MSSanté */
        mssante?: string;
        /** En lien avec le médecin traitant */
        with_gp?: 'yes' | 'no' | 'is-gp' | '';
        /** Concertation préalable avec */
        discussed_with?: Array<'patient' | 'relatives' | 'care-team' | 'none' | ''>;
    };
    /** Patient */
    patient?: {
        /** Nom */
        family_name?: string;
        /** Prénom */
        given_name?: string;
        /** Nom de naissance */
        birth_name?: string;
        /** Prénoms de naissance */
        birth_given_names?: string;
        /** Lieu de naissance (code COG) */
        birth_place?: string;
        /** Né(e) le; YYYY-MM-DD */
        birth_date?: string;
        /** Sexe */
        sex?: 'female' | 'male' | '';
        /** INS / NIR */
        ins?: string;
        /** Téléphone du patient */
        phones?: Array<string>;
        /** Adresse */
        address?: string;
        /** Étage, code d'accès */
        access?: string;
        /** Lieu de vie */
        living_place?: 'home' | 'nursing-home' | 'hospital' | 'other' | '';
        /** Patient communicant */
        communicates?: 'yes' | 'no' | 'unknown' | '';
        /** Peut alerter */
        can_alert?: 'yes' | 'no' | 'unknown' | '';
        /** État psychique */
        mental_state?: Array<'oriented' | 'disoriented' | 'agitated' | 'opposed' | 'suicide-risk' | ''>;
        /** Déficits */
        deficits?: Array<'sight' | 'hearing' | 'speech' | ''>;
        /** Déplacements */
        mobility?: Array<'falls' | 'wandering' | 'running-away' | 'restraint' | ''>;
        /** Autres risques */
        other_risks?: Array<'pressure-sore' | 'choking' | ''>;
        /** Porteur d'une bactérie multirésistante */
        resistant_carrier?: 'yes' | 'no' | 'unknown' | '';
        /** Allergies */
        allergies?: Array<string>;
        /** Poids */
        weight?: string;
        /** DFG estimé */
        egfr?: string;
    };
    /** Information et accord */
    consent?: {
        /** Accord du patient pour la transmission */
        share?: 'yes' | 'no' | 'impossible' | '';
        /** Patient informé de cette fiche */
        informed?: 'yes' | 'no' | '';
        /** Diagnostic connu du patient */
        patient_diagnosis?: 'yes' | 'no' | 'partly' | 'unknown' | '';
        /** Gravité connue du patient */
        patient_prognosis?: 'yes' | 'no' | 'partly' | 'unknown' | '';
        /** Diagnostic connu de l'entourage */
        relatives_diagnosis?: 'yes' | 'no' | 'partly' | 'unknown' | '';
        /** Gravité connue de l'entourage */
        relatives_prognosis?: 'yes' | 'no' | 'partly' | 'unknown' | '';
    };
    /** Entourage */
    relatives?: {
        /** Personne de confiance désignée */
        trusted_designated?: 'yes' | 'no' | 'unknown' | '';
        /** Personne de confiance */
        trusted?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Désignation cosignée le; YYYY-MM-DD */
        trusted_signed_on?: string;
        /** À prévenir */
        contacts?: Array<{
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        }>;
        /** Vit seul */
        lives_alone?: 'yes' | 'no' | 'unknown' | '';
        /** Entourage présent et capable d'alerter */
        can_alert?: 'yes' | 'no' | 'unknown' | '';
        /** Risque d'épuisement de l'aidant */
        exhaustion?: 'yes' | 'no' | 'unknown' | '';
        /** Logement adapté */
        housing?: 'yes' | 'no' | 'unknown' | '';
        /** Mesure de protection juridique */
        protection?: 'none' | 'curatorship' | 'guardianship' | 'authorisation' | 'unknown' | '';
        /** Représentant légal */
        representative?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
    };
    /** Intervenants */
    team?: {
        /** 24 h/24 */
        on_call?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Médecin traitant */
        gp?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** HAD */
        home_hospital?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** EMSP */
        palliative_team?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Infirmier ou SSIAD */
        nurse?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Médecin hospitalier référent */
        hospital_doctor?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Service hospitalier référent */
        ward?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Réseau ou DAC */
        network?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Établissement, contact 24 h/24 */
        facility?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Constat de décès */
        death_certificate?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Pharmacie */
        pharmacy?: {
            name?: string;
            link?: string;
            /** 06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number */
            phone?: string;
            night?: boolean;
        };
        /** Lit de repli */
        fallback_bed?: string;
        /** Établissement de préférence */
        preferred_hospital?: string;
        /** Soins possibles dans l'établissement */
        care_capabilities?: string;
        /** Démarches prévues */
        arrangements?: string;
        /** N° FINESS de l'établissement */
        facility_finess?: string;
        /** Coordonnées vérifiées le; YYYY-MM-DD */
        checked_on?: string;
    };
    /** Maladie */
    disease?: {
        /** Maladie principale */
        main?: string;
        /** Maladies associées */
        associated?: Array<string>;
        /** Stade, évolution */
        stage?: string;
        /** Karnofsky, OMS ou PPS */
        performance?: string;
        /** Traitements en cours */
        treatments?: Array<string>;
        /** Opioïde de fond (équivalent morphine orale) */
        opioid_baseline?: string;
        /** Benzodiazépine de fond */
        benzodiazepine?: string;
        /** Dispositifs en place */
        devices?: Array<'peripheral-line' | 'picc' | 'port' | 'sc-needle' | 'pca' | 'driver' | 'oxygen' | 'niv' | 'tracheostomy' | 'gastrostomy' | 'urinary-catheter' | 'defibrillator' | ''>;
    };
    /** Symptômes et risques */
    risks?: {
        /** Déjà présents */
        present?: Array<'pain' | 'dyspnoea' | 'asphyxia' | 'bronchial-congestion' | 'anxiety' | 'agitation' | 'confusion' | 'nausea-vomiting' | 'bowel-obstruction' | 'haemorrhage' | 'seizure' | 'fever' | 'hiccups' | 'urinary-retention' | 'cough' | 'refractory-distress' | ''>;
        /** Attendus */
        expected?: Array<'pain' | 'dyspnoea' | 'asphyxia' | 'bronchial-congestion' | 'anxiety' | 'agitation' | 'confusion' | 'nausea-vomiting' | 'bowel-obstruction' | 'haemorrhage' | 'seizure' | 'fever' | 'hiccups' | 'urinary-retention' | 'cough' | 'refractory-distress' | ''>;
        /** Autre risque */
        other?: string;
    };
    /** Produits au domicile et prescriptions anticipées */
    home?: {
        /** Prescriptions anticipées à disposition */
        anticipatory?: 'yes' | 'no' | '';
        /** Produits au domicile */
        products?: Array<{
            drug: string;
            form?: string;
            strength?: string;
            volume?: string;
            count?: number;
            /** YYYY-MM or YYYY-MM-DD */
            expires?: string;
        }>;
        /** Lieu de rangement */
        stored?: string;
        /** Ordonnance valable jusqu'au; YYYY-MM-DD */
        valid_until?: string;
        /** Prescriptions anticipées */
        lines?: Array<{
            drug: string;
            form?: 'injection' | 'tablet' | 'capsule' | 'oral-solution' | 'drops' | 'patch' | 'suppository' | 'sachet' | 'prefilled-syringe' | 'orodispersible' | 'buccal-solution' | 'bag';
            strength?: string;
            volume?: string;
            dose?: string;
            low?: string;
            high?: string;
            route?: string;
            interval?: string;
            maximum_doses?: number;
            maximum_24h?: string;
            symptom?: 'pain' | 'dyspnoea' | 'asphyxia' | 'bronchial-congestion' | 'anxiety' | 'agitation' | 'confusion' | 'nausea-vomiting' | 'bowel-obstruction' | 'haemorrhage' | 'seizure' | 'fever' | 'hiccups' | 'urinary-retention' | 'cough' | 'refractory-distress';
            trigger?: string;
            call_when?: string;
            who?: Array<'nurse' | 'doctor' | 'home-hospital' | 'emergency-team' | 'family'>;
            quantity?: number;
            shared_with?: number;
            duration?: string;
            fraction?: string;
            single_dispensing?: boolean;
            overlap?: string;
            off_label?: boolean;
            release?: 'ir' | 'pr12' | 'pr24' | 'patch72';
            per_day?: number;
            continuous?: {
                rate?: string;
            };
            origin?: {
                kind: 'rotation' | 'row' | 'local';
                edition?: string;
                row?: string;
                evidence?: string;
                country?: string;
                tables_sha256?: string;
            };
        }>;
    };
    /** Projet de soins */
    care?: {
        /** Objectif des soins */
        goal?: 'comfort' | 'reversible' | 'specific' | '';
        /** En cas d'aggravation */
        plan?: string;
        /** Réanimation cardio-respiratoire */
        cpr?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Intubation */
        intubation?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Ventilation non invasive */
        niv?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Admission en réanimation */
        icu?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Amines vasopressives */
        vasopressors?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Trachéotomie */
        tracheotomy?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Hospitalisation */
        hospital?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Décès sur le lieu de vie */
        stay?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Lieu souhaité pour la fin de vie */
        place?: 'home' | 'nursing-home' | 'palliative-unit' | 'hospital' | 'not-discussed' | 'other' | '';
        /** Hospitalisation exceptionnelle si */
        exceptions?: Array<'fracture' | 'haemorrhage' | 'uncontrolled-symptom' | 'carer-exhaustion' | 'other' | ''>;
        /** Décision de limitation déjà prise */
        limitation?: 'none' | 'collegial' | 'unknown' | '';
        /** Décision de limitation, date; YYYY-MM-DD */
        limitation_on?: string;
        /** Plan personnalisé d'accompagnement */
        support_plan?: 'yes' | 'no' | 'proposed' | 'unknown' | '';
        /** Oxygène */
        oxygen?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Remplissage vasculaire */
        fluids?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Antibiotiques */
        antibiotics?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Transfusion */
        transfusion?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Nutrition, hydratation artificielles */
        nutrition?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Dialyse */
        dialysis?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Chirurgie */
        surgery?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
    };
    /** Volontés et sédation */
    will?: {
        /** Sédation en cas de détresse aiguë */
        sedation?: {
            answer: 'yes' | 'no' | 'context' | 'not-discussed' | '';
            by?: 'patient' | 'team' | 'both' | '';
            /** YYYY-MM-DD */
            on?: string;
            note?: string;
        };
        /** Directives anticipées */
        directives?: 'attached' | 'elsewhere' | 'none' | 'unknown' | '';
        /** Directives, date; YYYY-MM-DD */
        directives_on?: string;
        /** Directives conservées par */
        directives_kept?: 'shared-record' | 'doctor' | 'hospital' | 'nursing-home' | 'trusted-person' | 'patient' | 'other' | '';
        /** Sédation évoquée avec le patient */
        sedation_discussed?: 'yes' | 'no' | 'impossible' | '';
        /** Sédation profonde et continue maintenue jusqu'au décès */
        deep_sedation?: 'none' | 'requested' | 'in-progress' | 'decided' | 'refused' | '';
    };
    /** Transmission */
    transmission?: {
        /** Canaux d'envoi */
        channels?: Array<'mssante' | 'apicrypt' | 'shared-record' | 'regional' | 'paper' | ''>;
        /** Destinataires */
        recipients?: Array<string>;
        /** Envoyée le; YYYY-MM-DD */
        sent_on?: string;
        /** Réception confirmée le; YYYY-MM-DD */
        acknowledged_on?: string;
        /** SAMU prévenu du dépôt au DMP */
        notice_sent?: 'yes' | 'no' | '';
        /** Exemplaire papier au domicile */
        paper_home?: 'yes' | 'no' | '';
        /** Appel reconnu par */
        matched_by?: Array<'name' | 'patient-phone' | 'other-phone' | ''>;
    };
};

export type AnticipateRoute = 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';

export type AnticipateRelease = 'ir' | 'pr12' | 'pr24' | 'patch72';

export type AnticipateItem = {
    /** drug id of tables/drugs.json: morphine, oxycodone, fentanyl… */
    drug: string;
    route: AnticipateRoute;
    release?: AnticipateRelease;
    /** an amount (60 mg) with times or every, or a rate (2 mg/h, 100 mg/24h, 50 ug/h) */
    dose?: string;
    /** each dose of the day, or each patch worn; instead of dose */
    doses?: Array<string>;
    /** doses in 24 h */
    times?: number;
    /** interval between two doses: 12 h */
    every?: string;
} & ({ dose: unknown; doses?: never } | { doses: unknown; dose?: never }) & ({ times?: never } | { every?: never });

/** The request of "anticipate". */
export type AnticipateRequest = {
    op: 'anticipate';
    /** symptoms expected: an id (bronchial-congestion) or a word (râles) */
    symptoms: Array<string>;
    /** what the patient received in 24 h */
    regimen?: Array<AnticipateItem>;
    route?: AnticipateRoute;
    /** default fr */
    profile?: string;
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
    at_home?: Array<{
        drug: string;
        /** 5 mg/mL, or 10 mg for a tablet */
        strength: string;
        /** of one ampoule: 1 mL */
        volume?: string;
        count: number;
    }>;
    /** how long the stock must last */
    days?: number;
    /** who may give the doses */
    who?: Array<'nurse' | 'doctor' | 'home-hospital' | 'emergency-team' | 'family'>;
    /** table rows asked for by name, foreign ones too */
    rows?: Array<string>;
    /** also show what other sources give; default false */
    compare?: boolean;
    /** today: points out a table due for review */
    date?: string;
    /** codes of stop advice taken into account */
    acknowledge?: Array<string>;
    /** default fr */
    language?: 'fr' | 'en';
};

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
    /** Hypnovel: the brand as it is written, given back, and looked up in the marketed products for its routes */
    brand?: string;
    /** 50 mg in the syringe */
    total?: string;
    /** a rate: 2 mg/h, 48 mg/24h, 0.05 mg/kg/h */
    dose?: string;
    /** the ampoule in hand; proposed from the marketed ones without it */
    ampoule?: {
        /** 5 mg/mL, never in percent */
        strength?: string;
        /** 50 mg, what the whole ampoule holds, instead of strength */
        content?: string;
        /** 10 mL */
        volume: string;
    } & ({ strength: unknown; content?: never } | { content: unknown; strength?: never });
    /** chlorhydrate, sulfate…: a mixture may depend on it */
    salt?: string;
} & ({ total: unknown; dose?: never } | { dose: unknown; total?: never });

/** a rate: 48 mg/24h, or as an answer writes it */
export type DiluteDose = string | {
    exact: string;
    unit: string;
    text?: string;
};

/** The request of "dilute". */
export type DiluteRequest = {
    op: 'dilute';
    /** each drug once */
    drugs: Array<DiluteDrug>;
    patient?: {
        /** 60 kg: for a dose per kg, and for ceilings per kg */
        weight?: string;
        /** no opioid until now: an opioid and a sedative together are then said */
        opioid_naive?: boolean;
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
    acknowledge?: Array<'implausible-dose' | 'incompatible' | 'not-for-sc' | 'purge-slows' | 'rate-rounded'>;
    /** default fr */
    language?: 'fr' | 'en';
    /** the rotation or titration that prepared this request: its advice is repeated, its start dose compared */
    origin?: {
        op: 'rotate' | 'titrate';
        /** one of drugs */
        drug: string;
        low: DiluteDose;
        high: DiluteDose;
        advice: Array<{
            /** of an advice that rotate or titrate gives */
            code: string;
            severity: 'info' | 'caution' | 'stop';
            text: string;
        }>;
    };
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
        strength?: string;
        /** 50 mg, what the whole ampoule holds, instead of strength */
        content?: string;
        /** 10 mL */
        volume: string;
    } & ({ strength: unknown; content?: never } | { content: unknown; strength?: never })>;
    /** diluent id of tables/syringe/diluents.json: nacl-0.9, glucose-5, water */
    diluent?: string;
    /** step of the pump: 0.1 mL/h; the programmed rate is rounded down to it */
    rate_step?: string;
    patient?: {
        /** 60 kg; needed for a dose per kg */
        weight?: string;
    };
    /** stops taken into account */
    acknowledge?: Array<'implausible-bolus' | 'implausible-dose'>;
    /** default fr */
    language?: 'fr' | 'en';
};

/** The request of "prescribe". */
export type PrescribeRequest = {
    op: 'prescribe';
    /** day of the prescription, 2026-11-22 */
    date?: string;
    prescriber?: {
        /** name */
        name?: string;
        /** quality: médecin généraliste */
        quality?: string;
        /** RPPS or another identifier */
        id?: string;
        /** address */
        address?: string;
        /** phone */
        phone?: string;
    };
    patient?: {
        /** names */
        name?: string;
        sex?: 'F' | 'M';
        /** day of birth, 1942-03-01 */
        birth?: string;
        /** 84, or 84 y; not needed with birth */
        age?: number | string;
        /** 52 kg; needed for a dose per kg */
        weight?: string;
    };
    /** who dispenses: a community pharmacy, or a hospital (home hospitalisation, retrocession); default community */
    supply?: 'community' | 'hospital';
    lines: Array<{
        /** drug id of tables/drugs.json */
        drug: string;
        form?: 'injection' | 'tablet' | 'capsule' | 'oral-solution' | 'drops' | 'patch' | 'suppository' | 'sachet' | 'prefilled-syringe' | 'orodispersible' | 'buccal-solution' | 'bag';
        /** 10 mg/mL; 20 mg of a tablet; 25 ug/h of a patch */
        strength?: string;
        /** 1 mL: of one ampoule */
        volume?: string;
        /** 5 mg, or 0.05 mg/kg with the weight: one intake */
        dose?: string;
        /** 2.5 mg: a range instead of dose, with high */
        low?: string;
        /** 5 mg */
        high?: string;
        route?: 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';
        /** scheduled intakes in 24 h */
        per_day?: number;
        /** 1 h: at least, between two intakes */
        interval?: string;
        /** as needed: the most intakes in 24 h; not beside per_day */
        maximum_doses?: number;
        /** 30 mg */
        maximum_24h?: string;
        continuous?: {
            /** 1.25 mg/h */
            rate: string;
        };
        symptom?: 'pain' | 'dyspnoea' | 'asphyxia' | 'bronchial-congestion' | 'anxiety' | 'agitation' | 'confusion' | 'nausea-vomiting' | 'bowel-obstruction' | 'haemorrhage' | 'seizure' | 'fever' | 'hiccups' | 'urinary-retention' | 'cough' | 'refractory-distress';
        /** the sign that starts it, in plain words */
        trigger?: string;
        /** when to call */
        call_when?: string;
        who?: Array<'nurse' | 'doctor' | 'home-hospital' | 'emergency-team' | 'family'>;
        /** units to dispense */
        quantity?: number;
        /** number from 1 of an earlier line: same drug, route and dose, one maximum and one stock for both; not beside quantity */
        shared_with?: number;
        /** 28 d */
        duration?: string;
        /** 7 d */
        fraction?: string;
        /** instead of fraction */
        single_dispensing?: boolean;
        /** how long one unit acts; due for tablets and capsules of opioids */
        release?: 'ir' | 'pr12' | 'pr24' | 'patch72';
        /** the express mention of an overlap, as it is to be printed */
        overlap?: string;
        off_label?: boolean;
        origin?: {
            kind: 'rotation' | 'row' | 'local';
            /** edition */
            edition?: string;
            /** row */
            row?: string;
            /** evidence */
            evidence?: string;
            /** country */
            country?: string;
            /** digest of the tables */
            tables_sha256?: string;
        };
    } & ({ dose?: never } | { low?: never }) & ({ dose?: never } | { high?: never }) & ({ per_day?: never } | { maximum_doses?: never }) & ({ fraction?: never } | { single_dispensing?: never })>;
    /** prescriptions of the same prescriber that run already */
    running?: Array<{
        /** drug id */
        drug: string;
        /** last day covered, 2026-11-30 */
        until: string;
    }>;
    /** stops taken into account */
    acknowledge?: Array<'product-duration'>;
    /** default fr */
    language?: 'fr' | 'en';
    /** the anticipation that prepared this order: its stops and cautions are repeated */
    origin?: {
        op: 'anticipate';
        advice: Array<{
            /** of an advice that anticipate gives */
            code: string;
            severity: 'info' | 'caution' | 'stop';
            text: string;
        }>;
    };
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

/** The request of "sheet-revoke". */
export type SheetRevokeRequest = {
    op: 'sheet-revoke';
    /** day of asking, YYYY-MM-DD */
    date: string;
    sheet: Sheet;
    reason: 'death' | 'changed-wishes' | 'changed-situation' | 'replaced';
    by?: string;
    /** default fr */
    language?: 'fr' | 'en';
};

/** The request of "sheet-supersede". */
export type SheetSupersedeRequest = {
    op: 'sheet-supersede';
    /** day of asking, YYYY-MM-DD */
    date: string;
    sheet: Sheet;
    /** default fr */
    language?: 'fr' | 'en';
};

/** The request of "sheet". */
export type SheetRequest = {
    op: 'sheet';
    /** day of asking, YYYY-MM-DD */
    date: string;
    sheet: Sheet;
    /** default fr */
    language?: 'fr' | 'en';
};

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
    acknowledge?: Array<'exceptional-protocol' | 'implausible-dose'>;
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
            /** as on the ampoule: hydrochloride, sulfate, chlorhydrate…; the mixtures tried were of one salt */
            salt?: string;
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
    /** the preparation or the PCA that this verifies: its stops and cautions are repeated */
    origin?: {
        op: 'dilute' | 'pca';
        advice: Array<{
            /** of an advice that the preparation, or what came before it, gives */
            code: string;
            severity: 'info' | 'caution' | 'stop';
            text: string;
            from?: 'rotate' | 'titrate';
        }>;
    };
};

/** Advice; What to know about an answer. Show it whole; a code or a severity that you do not know is shown with its text. */
export type Advice = {
    /** what is said; never changes once published. `pallia explain CODE` explains it */
    code: AdviceCode;
    /** how much it matters. Most codes have one severity, said below; the others take it from the case, and a carried one from the request */
    severity: Severity;
    /** for a reader, in the language of the request (of the first request, when it was carried from it) */
    text: string;
    /** the operation that gave it, when it was carried here by "origin"; absent otherwise */
    from?: 'rotate' | 'titrate' | 'dilute' | 'pca' | 'anticipate';
    /** id of the source (see the operation sources); absent when an edition or nothing stands behind it */
    source?: string;
    /** id of the edition; absent when a source or nothing stands behind it */
    edition?: string;
    /** how the source or the edition was read; absent without one */
    evidence?: Evidence;
    /** the place in it, in its words or in a summary; absent without one */
    cite?: string;
} & ({ source?: never } | { edition?: never });

/** Advice code; every code that the library writes; a later version may know more */
export type AdviceCode = 'above-high' | 'above-row-maximum' | 'above-switch' | 'above-tested' | 'above-usual' | 'ampoule-not-whole' | 'ampoules-proposed' | 'band-edge' | 'between-marks' | 'bolus-above-titration' | 'bolus-deviation' | 'brand-not-route' | 'brand-route' | 'brand-unknown' | 'buprenorphine-wait' | 'cannot-verify' | 'caps-disagree' | 'ceiling-unknown' | 'community-indication' | 'compatibility-unknown' | 'compatible' | 'confusion-pair' | 'days-beyond-source' | 'days-not-given' | 'device-fill' | 'device-renewal' | 'diluent-disputed' | 'diluent-forbidden' | 'diluent-to-choose' | 'diluent-unknown' | 'dose-in-base' | 'drug-depends' | 'drugs-apart' | 'elderly' | 'ends-early' | 'ends-late' | 'exceptional-protocol' | 'frail' | 'hepatic-hydromorphone' | 'hepatic-impairment' | 'hepatic-moderate' | 'high-dose' | 'home-other-strength' | 'home-without-line' | 'implausible-bolus' | 'implausible-dose' | 'implausibly-low' | 'incompatible' | 'incomplete' | 'likely-cause' | 'local-table' | 'lockout-not-whole' | 'look-alike' | 'methadone' | 'missing-drug' | 'mixed-strengths' | 'mixture-depends' | 'mixture-hours-unknown' | 'naive-contradiction' | 'naive-dose' | 'naive-patch' | 'neuraxial' | 'no-breakthrough-product' | 'not-achievable' | 'not-for-sc' | 'not-judged' | 'not-opioid' | 'opioid-naive-start' | 'opioid-sedative-start' | 'origin-differs' | 'origin-unknown' | 'other-salt' | 'outside-observed' | 'overdose' | 'own-driver' | 'pairwise-not-mixture' | 'partial-agonist' | 'patch-no-early-increase' | 'patch-removal-delay' | 'patch-with-last-pr' | 'pca-bolus-alone' | 'pca-bolus-outside' | 'pca-lockout-outside' | 'pca-no-rule' | 'pca-pair-outside' | 'pca-rules-disagree' | 'pca-rules-general' | 'presentation-unknown' | 'prime-takes' | 'product-duration' | 'programmed-strength' | 'purge-slows' | 'quantity-short' | 'raise-baseline' | 'rate-high-sc' | 'rate-low-central' | 'rate-rounded' | 'rate-step-change' | 'reduction-on-bands' | 'reduction-on-route' | 'reduction-outside' | 'reduction-range' | 'renal-impairment' | 'renal-moderate' | 'renal-oxycodone' | 'rotation-dose' | 'rotation-interval' | 'rounding-change' | 'route-off-label' | 'row-foreign' | 'rows-disagree' | 'rule-by-default' | 'rule-foreign' | 'rule-ignores-boluses' | 'rule-other-route' | 'salt-unsaid' | 'same-drug-lines' | 'secure-form' | 'setting-mark' | 'setting-unit' | 'shared-maximum' | 'sorption' | 'stability-short' | 'stability-unknown' | 'syringe-proposed' | 'table-overdue' | 'table-superseded' | 'tables-disagree' | 'titration-dose' | 'titration-interval' | 'total-not-dose' | 'transmucosal-fentanyl' | 'two-legs' | 'two-maxima' | 'underdose' | 'unordered-drug' | 'volume-deviation' | 'whole-strong-ampoule' | 'wide-limits' | 'zero-dose';

/** Advice carried to the next request; What the answer that prepared a request said, so that the answer to that request repeats it. */
export type CarriedAdvice = {
    /** as in advice */
    code: AdviceCode;
    /** as in advice */
    severity: 'info' | 'caution' | 'stop';
    /** as in advice */
    text: string;
    /** the operation that gave it first, when it was already carried once; absent otherwise */
    from?: 'rotate' | 'titrate';
};

/** Source cited; A source that the answer stands on: an edition of equivalences, or another source. */
export type Cite = {
    /** id of the edition; absent for another source */
    edition?: string;
    /** id of the source; absent for an edition */
    source?: string;
    /** how it was read */
    evidence: Evidence;
    /** its title */
    title: string;
    /** who published it */
    publisher: string;
    /** when: YYYY, YYYY-MM, YYYY-MM-DD, or "undated" */
    published: string;
    /** where it was read; "" for a team's own protocol without an address */
    url: string;
    /** of the edition's file; absent for another source */
    sha256?: string;
    /** whether a team added the edition; absent for another source */
    local?: boolean;
} & ({ source: unknown; edition?: never; sha256?: never; local?: never } | { edition: unknown; sha256: unknown; local: unknown; source?: never });

/** Concentration; mg in one mL */
export type Concentration = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mg/mL';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Dose in 24 hours; mg in 24 hours */
export type Dose24h = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mg/24h';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Dose per hour; mg per hour, of a driver */
export type DosePerHour = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mg/h';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Route of a driver; subcutaneous or intravenous: what a syringe driver or a pump feeds */
export type DriverRoute = 'sc' | 'iv';

/** Edition; One published table of equivalences. */
export type Edition = {
    /** id of the edition */
    id: string;
    /** its title */
    title: string;
    /** who published it */
    publisher: string;
    /** FR, UK, US, INT… */
    jurisdiction: string;
    /** when: YYYY, YYYY-MM, YYYY-MM-DD, or "undated" */
    published: string;
    /** where it was read */
    url: string;
    /** superseded: replaced, still compared; deprecated: no longer used */
    table_status: 'active' | 'superseded' | 'deprecated';
    /** rotation: to change an opioid; ome: to total in oral morphine, never a dose; starting-dose: of a patch */
    purpose: 'rotation' | 'ome' | 'starting-dose';
    /** to be read again before, YYYY-MM-DD */
    review_by: string;
    /** its rows */
    row_count: number;
    /** clinicians who reviewed it */
    reviewers: number;
    /** of its file */
    sha256: string;
    /** whether a team added it */
    local: boolean;
};

/** Why there is no number; The reason of an answer without result. */
export type ErrorDetail = {
    /** status of pallia/status.h. 1xxx the request is wrong; 2xxx refused or withheld; 3xxx a table is wrong; 9xxx a defect of the library */
    code: StatusCode;
    /** the word of the code: "no-rule" */
    name: StatusName;
    /** the reason for a reader, in the language of the request */
    text: string;
    /** JSON pointer (RFC 6901) of the place in the request; "" for the whole */
    pointer: string;
    /** the missing member, when a required one is missing (1102); absent otherwise */
    token?: string;
    /** byte of the request where the text is wrong, from 1; absent when it is not a matter of text */
    offset?: number;
    /** at most three names close to what is unknown, a drug (1301) or a symptom (1106), maybe none; absent otherwise. Never choose one without asking */
    near?: Array<{
        /** the known name */
        name: string;
        /** id of its drug; absent for a symptom */
        drug?: string;
    }>;
};

/** Evidence; read: the source itself was read; secondary: read in another document that reports it */
export type Evidence = 'read' | 'secondary';

/** Fact about the patient; What was made of a fact that the request gave. */
export type Fact = {
    /** the member of the request's patient; egfr is the renal clearance */
    fact: 'age' | 'weight' | 'egfr' | 'hepatic' | 'frail' | 'opioid_naive';
    /** not-used: nothing was made of it; advice-only: it gave advice and changed no number; changed-the-number */
    use: 'not-used' | 'advice-only' | 'changed-the-number';
};

/** Flow of a pump or driver; mL per hour */
export type Flow = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mL/h';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Who may give; who may give the dose */
export type Giver = 'nurse' | 'doctor' | 'home-hospital' | 'emergency-team' | 'family';

/** Time in hours; hours */
export type Hours = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'h';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Identity; What made the answer: log it, so that the same answer can be made again. */
export type Identity = {
    /** version of the library: "0.1.0" */
    library: string;
    /** edition of the tables: "2026.11" */
    tables: string;
    /** of the manifest of the tables */
    tables_sha256: string;
    /** the tables that a team added; empty without any */
    local: Array<{
        /** id of the local edition or protocol */
        edition: string;
        /** of its file */
        sha256: string;
    }>;
};

/** Intake; What is swallowed, applied or drawn at one time. */
export type Intake = {
    /** each: every intake is the same; absent for a dose as needed */
    when?: 'each' | 'morning' | 'evening';
    /** the dose of one intake: mg, or ug/h for a patch */
    dose: Quantity;
    /** the tablets, patches, ampoules or drops that make it */
    units: Array<{
        /** name of the presentation */
        name: string;
        /** its French CIS number */
        cis: string;
        /** how many; absent for drops */
        count?: number;
        /** of one unit: mg, mg/mL or ug/mL for an ampoule, ug/h for a patch; absent for drops */
        strength?: Quantity;
        /** number of drops; absent for other forms */
        drops?: number;
        /** the drug in one drop; absent for other forms */
        drop?: Mass;
        /** absent when it is no ampoule */
        ampoule?: PresentationAmpoule;
    } & ({ count: unknown; strength: unknown; drops?: never; drop?: never } | { drops: unknown; drop: unknown; count?: never; strength?: never })>;
};

/** Interval; two ends with one unit; equal when there is no choice. Show both; do not choose the middle */
export type Interval = {
    /** lower end */
    low: Quantity;
    /** upper end */
    high: Quantity;
};

/** French legal class; stupefiant: narcotic; liste-1-securisee: list I on a secure form; liste-1, liste-2: lists I and II */
export type LegalClass = 'stupefiant' | 'liste-1-securisee' | 'liste-1' | 'liste-2';

/** Amount of drug; mg */
export type Mass = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mg';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Another table; Another published table that would have answered, named without its number. */
export type NamedTable = {
    /** id of the edition */
    edition: string;
    /** its title */
    title: string;
    /** FR, UK, INT… */
    jurisdiction: string;
    /** the edition was replaced by a newer one; absent otherwise */
    table_status?: 'superseded';
};

/** Dose in 24 hours, or delivered by the hour by a patch; mg/24h; ug/h for a transdermal place */
export type NativeDose = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mg/24h' | 'ug/h';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Interval of doses in 24 hours; mg/24h, or ug/h for a transdermal place; equal ends when there is no choice. Show both; do not choose the middle */
export type NativeInterval = {
    /** lower end */
    low: NativeDose;
    /** upper end */
    high: NativeDose;
};

/** Line of an order; One line as the requests of prescribe and of a sheet take it. Doses are text with their unit, as requests write them. A member that nobody gave is absent. */
export type OrderLine = {
    /** id of the drug */
    drug: string;
    /** pharmaceutical form */
    form?: 'injection' | 'tablet' | 'capsule' | 'oral-solution' | 'drops' | 'patch' | 'suppository' | 'sachet' | 'prefilled-syringe' | 'orodispersible' | 'buccal-solution' | 'bag';
    /** of a form to swallow or a patch */
    release?: Release;
    /** of one unit: "10 mg/mL", "20 mg" */
    strength?: string;
    /** of one ampoule: "1 mL" */
    volume?: string;
    /** of one intake, when there is no range: "2.5 mg"; "25 ug/h" for a patch */
    dose?: string;
    /** lower end of the dose of one intake, with high: "6 mg" */
    low?: string;
    /** upper end of the dose of one intake, with low */
    high?: string;
    /** route of administration */
    route?: Route;
    /** at least so long between two doses: "1 h"; between two changes of a patch: "72 h" */
    interval?: string;
    /** intakes a day, of a line that is not as needed */
    per_day?: number;
    /** at most so many doses in 24 hours, as needed */
    maximum_doses?: number;
    /** at most so much in 24 hours, as needed: "15 mg" */
    maximum_24h?: string;
    /** a continuous infusion; no dose, low or high then */
    continuous?: {
        /** "1.25 mg/h", "60 mg/24h" */
        rate: string;
    };
    /** what it is for */
    symptom?: Symptom;
    /** when to give it, in words */
    trigger?: string;
    /** when to call, in words */
    call_when?: string;
    /** who may give it */
    who?: Array<Giver>;
    /** units to dispense or to keep: ampoules, tablets, patches */
    quantity?: number;
    /** number, from 1, of the earlier line whose ampoules it shares */
    shared_with?: number;
    /** of the order: "7 d", "48 h" */
    duration?: string;
    /** dispensed so much at a time: "7 d" */
    fraction?: string;
    /** dispensed at once, at the prescriber's express wish */
    single_dispensing?: true;
    /** why it overlaps an earlier order, in the prescriber's words */
    overlap?: string;
    /** the use is off-label */
    off_label?: true;
    /** where the dose comes from; what was not said is absent */
    origin?: {
        /** rotation: a share of the doses of 24 h; row: a row of the tables; local: a row of a team's protocol */
        kind: 'rotation' | 'row' | 'local';
        /** id of the table or of the profile */
        edition?: string;
        /** id of the row */
        row?: string;
        /** how its source was read */
        evidence?: Evidence;
        /** jurisdiction of the source: FR, UK… */
        country?: string;
        /** of the manifest of the tables, or of the team's file */
        tables_sha256?: string;
    };
} & ({ dose?: never } | { low?: never }) & ({ dose?: never } | { high?: never }) & ({ per_day?: never } | { maximum_doses?: never }) & ({ fraction?: never } | { single_dispensing?: never });

/** What another table says; Another published table on the same question. Differences between tables are known and are no error. */
export type OtherTable = {
    /** id of the edition; absent for a profile */
    edition?: string;
    /** id of the profile, when the request named one edition; absent for an edition */
    profile?: string;
    /** its title */
    title: string;
    /** of the edition: FR, UK, INT…; absent for a profile */
    jurisdiction?: string;
    /** the edition was replaced by a newer one; absent otherwise */
    table_status?: 'superseded';
    /** its calculated dose, without reduction: not an order */
    calculated: NativeDose;
    /** its published interval; absent when it gives one value */
    interval?: NativeInterval;
    /** difference from the answer's own, percent, rounded for a reader; absent when the own one is 0 */
    differs_percent?: string;
} & ({ profile: unknown; edition?: never; jurisdiction?: never } | { edition: unknown; jurisdiction: unknown; profile?: never });

/** Percentage; percent */
export type Percentage = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: '%';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Ampoule as printed; One ampoule as its box says. */
export type PresentationAmpoule = {
    /** mg/mL or ug/mL, as printed */
    strength: Quantity;
    /** mL */
    volume: Quantity;
    /** the drug in one ampoule: mg or ug */
    content: Quantity;
};

/** Quantity; An exact amount with its unit. Compute with exact, show text; never compute with text. */
export type Quantity = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact: mL, mg, mg/24h, mg/h, mL/h, mg/mL, ug/h, h, min, %…; ug is microgram */
    unit: 'mg' | 'ug' | 'ng' | 'g' | 'mL' | 'L' | 'h' | 'min' | 'd' | 'kg' | 'mg/h' | 'mg/24h' | 'mg/min' | 'ug/h' | 'ug/24h' | 'ug/min' | 'g/24h' | 'mL/h' | 'mL/24h' | 'mg/mL' | 'ug/mL' | 'g/mL' | 'mg/kg' | 'ug/kg' | 'mg/kg/h' | 'mg/kg/24h' | 'ug/kg/h' | 'ug/kg/min' | 'mL/min' | '%' | 'mm/h' | 'mm/24h' | 'y';
    /** the value and its unit for a reader, in the language of the request: "33,3 mg/24 h" */
    text: string;
};

/** Status of a refusal; the statuses of the family 2xxx */
export type RefusalCode = 2001 | 2002 | 2003 | 2004 | 2005 | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017;

/** Word of a refusal; their words, in the same order */
export type RefusalName = 'no-rule' | 'out-of-range' | 'never' | 'totals-only' | 'scope' | 'withheld' | 'volume' | 'measure' | 'diluent-forbidden' | 'capacity' | 'duration' | 'fraction' | 'covered' | 'dispensing' | 'inconsistent' | 'fill' | 'weight';

/** Release; ir immediate, pr12 and pr24 prolonged over 12 and 24 hours, patch72 patch changed every 72 hours */
export type Release = 'ir' | 'pr12' | 'pr24' | 'patch72';

/** Clinical review; Whether clinicians reviewed every table that the answer cites. Show text as long as an answer has it. */
export type Review = {
    /** true when reviewers are named in every edition cited; false in the tables that come with the library */
    clinical: boolean;
    /** the same in words, in the language of the request */
    text: string;
};

/** Route; id of a route of administration: sc is subcutaneous, iv intravenous, im intramuscular */
export type Route = 'oral' | 'sublingual' | 'buccal' | 'nasal' | 'rectal' | 'transdermal' | 'sc' | 'iv' | 'im' | 'epidural' | 'intrathecal';

/** Severity; info: to know; caution: to weigh; stop: the answer is withheld until the request lists the code in acknowledge; never: no acknowledgement lifts it */
export type Severity = 'info' | 'caution' | 'stop' | 'never';

/** Status; every status of pallia/status.h but ok; 4xxx is returned by calls and never the error of an answer */
export type StatusCode = 1001 | 1002 | 1003 | 1004 | 1005 | 1006 | 1007 | 1008 | 1101 | 1102 | 1103 | 1104 | 1105 | 1106 | 1107 | 1108 | 1201 | 1202 | 1203 | 1204 | 1205 | 1206 | 1207 | 1208 | 1209 | 1210 | 1211 | 1301 | 1302 | 1303 | 1304 | 1305 | 1306 | 1307 | 1308 | 1309 | 1310 | 1311 | 1312 | 2001 | 2002 | 2003 | 2004 | 2005 | 2006 | 2007 | 2008 | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017 | 3001 | 3002 | 3003 | 3004 | 3005 | 3006 | 3007 | 3008 | 3009 | 3010 | 3011 | 3012 | 3013 | 3014 | 3015 | 3016 | 3017 | 3018 | 4001 | 4002 | 9001;

/** Word of a status; the word of each status, in the order of status-code */
export type StatusName = 'json' | 'utf8' | 'depth' | 'size' | 'number-length' | 'duplicate' | 'nul' | 'empty' | 'key-unknown' | 'key-missing' | 'type' | 'operation' | 'conflict' | 'value' | 'count' | 'disagree' | 'quantity' | 'unit-missing' | 'unit-unknown' | 'dimension' | 'ambiguous-number' | 'percent' | 'exponent' | 'negative' | 'precision' | 'magnitude' | 'overflow' | 'drug' | 'route' | 'edition' | 'profile' | 'language' | 'frequency' | 'route-drug' | 'code' | 'strength' | 'device' | 'diluent' | 'protocol' | 'no-rule' | 'out-of-range' | 'never' | 'totals-only' | 'scope' | 'withheld' | 'volume' | 'measure' | 'diluent-forbidden' | 'capacity' | 'duration' | 'fraction' | 'covered' | 'dispensing' | 'inconsistent' | 'fill' | 'weight' | 'table-schema' | 'table-source' | 'table-number' | 'table-interval' | 'table-example' | 'table-gap' | 'table-overlap' | 'table-monotone' | 'table-text' | 'table-drug' | 'table-duplicate' | 'table-date' | 'table-reference' | 'table-unit' | 'table-id' | 'table-digest' | 'table-strength' | 'table-reviewer' | 'nomem' | 'argument' | 'internal';

/** Step of the working; One line of the working, in the order in which it was computed. */
export type Step = {
    /** what the line computes */
    step: 'amount' | 'ampoules' | 'basal_rate' | 'base' | 'bolus' | 'bolus_volume' | 'breakthrough' | 'by_weight' | 'concentration' | 'cumulated' | 'delivered' | 'diluent' | 'duration' | 'item' | 'lasts' | 'law' | 'maintenance' | 'max_24h' | 'max_bolus' | 'per-24h' | 'per-hour' | 'per_24h' | 'per_hour' | 'programmed' | 'rate' | 'ratio' | 'reduction' | 'row' | 'stock' | 'sum' | 'total' | 'volume' | 'weight';
    /** the computation in words, in the language of the request: "60 mg/24 h × 0,5 = 30 mg/24 h" */
    text: string;
    /** id of the row of the edition: "morphine/oral>morphine/sc"; absent when no row of an equivalence table was used */
    row?: string;
    /** id of the edition that has the row; absent without row */
    edition?: string;
    /** how that edition was read; absent without row */
    evidence?: Evidence;
    /** the place in it; absent without row */
    cite?: string;
    /** what the line gives; absent when it gives an interval or words */
    value?: Quantity;
};

/** Symptom; id of a symptom */
export type Symptom = 'pain' | 'dyspnoea' | 'asphyxia' | 'bronchial-congestion' | 'anxiety' | 'agitation' | 'confusion' | 'nausea-vomiting' | 'bowel-obstruction' | 'haemorrhage' | 'seizure' | 'fever' | 'hiccups' | 'urinary-retention' | 'cough' | 'refractory-distress';

/** Compared with a limit; within: as the source says; outside: not; not-said: the source says nothing */
export type VerdictLimit = 'within' | 'outside' | 'not-said';

/** Volume; mL */
export type Volume = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mL';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** Interval of volumes; mL; equal ends when there is no choice */
export type VolumeInterval = {
    /** lower end */
    low: Volume;
    /** upper end */
    high: Volume;
};

/** Anticipated treatments; For each symptom what French sources give, what is missing, what others do. */
export type AnticipateAnswerOk = {
    /** partial: a symptom has no line, see missing */
    status: 'ok' | 'partial';
    /** the operation */
    op: 'anticipate';
    /** the lines and what surrounds them */
    result: {
        /** what to leave, one line a symptom and drug */
        lines: Array<{
            /** what it is for */
            symptom: Symptom;
            /** the symptom in words */
            symptom_text: string;
            /** id of the drug: the drug to give */
            drug: string;
            /** its route */
            route: Route;
            /** both in words, in the language of the request */
            place: string;
            /** id of the row of the tables */
            row: string;
            /** kind of row */
            kind: 'bolus' | 'infusion' | 'daily' | 'titration' | 'breakthrough';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** from a team's own protocol */
            local: boolean;
            /** the row in words */
            text: string;
            /** when the row serves; absent without condition */
            condition?: string;
            /** what to know of it; absent when there is nothing */
            note?: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
            /** what that source leaves at home; absent when it does not say */
            supply?: string;
            /** the dose that the source gives, for this patient */
            calculated: AnticipateAnswerDoseInterval;
            /** the dose to give: the calculated one, brought to what a syringe or a tablet measures */
            dose: AnticipateAnswerDoseInterval;
            /** time to the next dose: h or min; absent when the source is silent */
            interval?: Interval;
            /** at most so many in 24 hours; absent when the source is silent */
            maximum_doses?: number;
            /** source: the source counts doses; maximum: from its maximum of 24 hours; absent without maximum_doses */
            doses_from?: 'source' | 'maximum';
            /** at most so much in 24 hours; absent when the source is silent */
            maximum_24h?: Mass;
            /** when to give it */
            trigger: string;
            /** when to call */
            call_when: string;
            /** who may give it; absent when neither the source nor the request says */
            who?: Array<Giver>;
            /** the use is off-label */
            off_label: boolean;
            /** a marketed product that gives it; absent when none fits */
            product?: {
                /** id of the line of products */
                line: string;
                /** name of the presentation */
                name: string;
                /** its French CIS number */
                cis: string;
                /** legal class in France */
                class: LegalClass;
                /** mg/mL or ug/mL, mg of a tablet */
                strength: Quantity;
                /** absent for a form to swallow */
                ampoule?: PresentationAmpoule;
                /** how to mix it first; absent when it is ready */
                mixing?: string;
                /** strength once mixed; absent when it is ready, or not known */
                mixed?: Quantity;
                /** what to know of it; absent when there is nothing */
                note?: string;
                /** to draw for one dose, or for 24 hours of an infusion; absent for a form to swallow */
                draw?: VolumeInterval;
                /** ampoules or tablets of one dose; absent for an infusion */
                units_per_dose?: number;
                /** ampoules of 24 hours; absent for a single dose */
                units_per_day?: number;
            } & ({ units_per_dose: unknown; units_per_day?: never } | { units_per_day: unknown; units_per_dose?: never });
            /** the earlier line with the same dose, whose ampoules and maximum it shares; absent otherwise */
            shared_with?: Symptom;
            /** how many to keep at home; absent when stock_unknown says why */
            stock?: {
                /** for so many days */
                days: number;
                /** ampoules or tablets */
                keep: number;
                /** of those, already there; absent when the request did not say what is at home */
                at_home?: number;
                /** still to bring; absent with at_home */
                lacking?: number;
            };
            /** why there is no number: shared with another line; no product; the request gave no days; the source gives no maximum; absent with stock */
            stock_unknown?: 'shared' | 'product' | 'days' | 'maximum';
            /** what neither the source nor the request says: to be decided */
            unsaid: Array<'interval' | 'maximum_24h' | 'who'>;
            /** the same as a line of prescribe and of a sheet */
            order: OrderLine;
        } & ({ stock: unknown; stock_unknown?: never } | { stock_unknown: unknown; stock?: never })>;
        /** symptoms without a line */
        missing: Array<{
            /** the symptom */
            symptom: Symptom;
            /** the symptom in words */
            symptom_text: string;
            /** id of the row that could not be used; absent when there is none */
            row?: string;
            /** no-dose: no French source gives a dose; weight: a dose by kg without the weight; naive: no dose for a patient without opioid; opioid: the regimen could not be converted */
            why: 'no-dose' | 'weight' | 'naive' | 'opioid';
            /** word of the status that kept the regimen from being converted; absent otherwise */
            status?: StatusName;
            /** why, in words */
            text: string;
        }>;
        /** drugs whose sources disagree on the maximum */
        conflicts: Array<{
            /** id of the drug */
            drug: string;
            /** its name */
            name: string;
            /** what they disagree on */
            what: 'maximum_24h';
            /** each source's maximum */
            values: Array<{
                /** maximum in 24 hours */
                value: Dose24h;
                /** FR, UK, INT… */
                jurisdiction: string;
                /** in words */
                text: string;
                /** id of the source */
                source: string;
                /** how it was read */
                evidence: Evidence;
                /** the place in it */
                cite: string;
            }>;
        }>;
        /** what the other sources give for the symptoms; empty unless the request asked to compare */
        comparison: Array<{
            /** the symptom */
            symptom: Symptom;
            /** the symptom in words */
            symptom_text: string;
            /** id of the drug */
            drug: string;
            /** its name */
            drug_text: string;
            /** id of the row of the tables */
            row: string;
            /** kind of row */
            kind: 'bolus' | 'infusion' | 'daily' | 'titration' | 'breakthrough' | 'stock';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** from a team's own protocol */
            local: boolean;
            /** the row in words */
            text: string;
            /** what that source leaves at home; absent when it does not say */
            supply?: string;
            /** when the row serves; absent without condition */
            condition?: string;
            /** what to know of it; absent when there is nothing */
            note?: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
        }>;
        /** what follows */
        next: {
            /** request of prescribe with these lines */
            prescribe: {
                /** the operation */
                op: 'prescribe';
                /** as the request said; absent when it said none */
                date?: string;
                /** absent when neither is known */
                patient?: {
                    /** "84 y"; absent when it is not known */
                    age?: string;
                    /** "60 kg"; absent when it is not known */
                    weight?: string;
                };
                /** the lines */
                lines: Array<OrderLine>;
                /** what this anticipation found, repeated by the answer to that request */
                origin: {
                    /** this operation */
                    op: 'anticipate';
                    /** its stops and cautions */
                    advice: Array<CarriedAdvice>;
                };
            };
            /** members of a sheet, to be put into one */
            sheet: {
                /** absent when neither is known */
                patient?: {
                    /** "60 kg"; absent when it is not known */
                    weight?: string;
                    /** "40 mL/min"; absent when it is not known */
                    egfr?: string;
                };
                /** absent when the regular opioid is not known */
                disease?: {
                    /** in oral morphine: "120 mg/24h" */
                    opioid_baseline: string;
                };
                /** risks */
                risks: {
                    /** the symptoms of the request */
                    expected: Array<Symptom>;
                };
                /** what is at home */
                home: {
                    /** as the request said */
                    products: Array<{
                        /** id of the drug */
                        drug: string;
                        /** "10 mg/mL"; absent when it was not given */
                        strength?: string;
                        /** "1 mL"; absent for a form to swallow */
                        volume?: string;
                        /** how many */
                        count: number;
                    }>;
                    /** the lines */
                    lines: Array<OrderLine>;
                };
            };
        };
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** Interval of doses; mg for a dose, mg/24h for an infusion; equal ends when there is no choice */
export type AnticipateAnswerDoseInterval = {
    /** lower end */
    low: AnticipateAnswerGivenDose;
    /** upper end */
    high: AnticipateAnswerGivenDose;
};

/** Dose; mg; mg/24h for an infusion */
export type AnticipateAnswerGivenDose = {
    /** the value, in unit: a decimal when it has one ("33.3"), else a fraction ("100/3"); never rounded */
    exact: string;
    /** the unit of exact */
    unit: 'mg' | 'mg/24h';
    /** the value and its unit for a reader, in the language of the request */
    text: string;
};

/** The answer of "anticipate". */
export type AnticipateAnswer = AnticipateAnswerOk;

/** Comparison; The profile answers, and the other tables beside it. */
export type CompareAnswerOk = {
    /** ok: the profile answers too */
    status: 'ok';
    /** the operation */
    op: 'compare';
    /** id of the profile */
    profile: string;
    /** the profile's own answer, without reduction */
    result: {
        /** id of the drug: the target */
        drug: string;
        /** its route */
        route: Route;
        /** both in words, in the language of the request */
        place: string;
        /** the equivalent dose in 24 hours: not a dose to give */
        calculated: NativeDose;
        /** its published interval; absent when the tables give one value */
        interval?: NativeInterval;
        /** lowest and highest of the other tables; absent when there is none */
        spread?: {
            /** the lowest */
            low: NativeDose;
            /** the highest */
            high: NativeDose;
            /** high divided by low; absent when low is 0 */
            ratio?: string;
            /** how many tables */
            tables: number;
        };
    };
    /** the other tables, each beside the profile's answer */
    others: Array<OtherTable>;
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** Comparison without the profile; The profile has no rule for the whole regimen: only the other tables answer, each beside the first of them. */
export type CompareAnswerPartial = {
    /** partial: the profile has no answer */
    status: 'partial';
    /** the operation */
    op: 'compare';
    /** id of the profile */
    profile: string;
    /** the tables that answer, at least one; differs_percent is against the first */
    others: Array<OtherTable>;
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "compare". */
export type CompareAnswer = CompareAnswerOk | CompareAnswerPartial;

/** Filling; What to draw, with what to complete it, at what rate. */
export type DiluteAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'dilute';
    /** the filling */
    result: {
        /** what to draw, in the order of the request */
        drugs: Array<{
            /** id of the drug */
            drug: string;
            /** its name, in the language of the request */
            name: string;
            /** the brand that the request named; null when it named none */
            brand: string | null;
            /** the salt of the ampoule: hydrochloride, phosphate…; null when it is not known */
            salt: string | null;
            /** drawn in all */
            total: Mass;
            /** given by the hour */
            per_hour: DosePerHour;
            /** given in 24 hours */
            per_24h: Dose24h;
            /** to draw */
            volume: Volume;
            /** to open */
            ampoules: number;
            /** the ampoule chosen */
            ampoule: DiluteAnswerAmpoule;
            /** left in the opened ampoules */
            waste: Volume;
            /** the drug in it */
            lost: Mass;
            /** another ampoule that loses less; absent when there is none */
            alternative?: {
                /** to open */
                ampoules: number;
                /** the ampoule */
                ampoule: DiluteAnswerAmpoule;
                /** left in the opened ampoules */
                waste: Volume;
                /** the drug in it */
                lost: Mass;
            };
            /** of this drug in the driver */
            concentration: Concentration;
            /** the syringe to draw with */
            draw_with: {
                /** its id: its mL, "10" */
                syringe: string;
                /** between two marks */
                graduation: Volume;
                /** one mark of the finest syringe of the tables: nothing smaller is measured */
                smallest: Volume;
                /** whether the volume is at a mark */
                on_mark: boolean;
                /** no source gives the graduation: check it on the syringe in hand */
                configurable: boolean;
            };
            /** the drug that stays in the line; absent when the request said no priming */
            prime_takes?: Mass;
            /** what French law allows to dispense; absent when the ampoule is not one of the list of products */
            supply?: {
                /** legal class */
                class: LegalClass;
                /** for the longest prescription; absent when none is known */
                longest?: DiluteAnswerSupply;
                /** for one dispensing; absent when it is not by fractions */
                fraction?: DiluteAnswerSupply;
            };
        }>;
        /** what completes the volume */
        diluent: {
            /** id of the diluent: nacl-0.9, glucose-5, water; absent when it is to be chosen */
            id?: string;
            /** its name; absent when it is to be chosen */
            name?: string;
            /** chosen here and not by the request */
            proposed: boolean;
            /** to add; 0 when the drugs fill the volume */
            volume: Volume;
        };
        /** in the driver, all drawn */
        final_volume: Volume;
        /** to set */
        rate: Flow;
        /** that the rate and the volume were computed for */
        duration: Hours;
        /** how long it lasts after priming; absent without priming */
        lasts?: Hours;
        /** as the request said, YYYY-MM-DDTHH:MM; absent when it said none */
        start?: string;
        /** when it will be empty; absent without start */
        end?: string;
        /** id of the syringe of the driver: its mL; absent when the request gave the volume */
        syringe?: string;
        /** its volume for this device; absent without syringe */
        capacity?: Volume;
        /** id of the driver: t34, pse; absent when the request named none */
        device?: string;
        /** whether that driver computes the rate itself; absent without device */
        computes_rate?: boolean;
        /** step of the driver; absent when none was given */
        rate_step?: Flow;
        /** the rate before it was rounded to the step; absent without rate_step */
        exact_rate?: Flow;
        /** that fills the line; absent without priming */
        prime?: Volume;
        /** what the hand does, one sentence each, in order */
        directions: Array<string>;
        /** what is written on the syringe */
        label: {
            /** as the request said; null when it did not */
            patient: string | null;
            /** one line for each drug */
            drugs: Array<{
                /** name and amount */
                drug: string;
                /** the same with volume, strength and concentration */
                text: string;
            }>;
            /** diluent and its volume */
            diluent: string;
            /** final volume */
            final: string;
            /** rate and duration */
            rate: string;
            /** the route in words; absent when the request named none */
            route?: string;
            /** date and time of the start; null when the request said none */
            start: string | null;
            /** date and time of the end; null without start */
            end: string | null;
            /** as the request said; null when it did not */
            prepared_by: string | null;
            /** as the request said; null when it did not */
            checked_by: string | null;
            /** what each acknowledged stop is, in a few words */
            stops: Array<string>;
        };
        /** the picture of the syringe, from the first drawn */
        layers: Array<{
            /** drug or diluent, in words */
            name: string;
            /** its volume */
            volume: Volume;
        }>;
        /** request of verify that checks this filling */
        next: {
            /** the operation */
            op: 'verify';
            /** the order */
            prescribed: Array<{
                /** id of the drug */
                drug: string;
                /** ordered by the hour */
                dose: DosePerHour;
            }>;
            /** what was prepared */
            prepared: {
                /** each drawing */
                contents: Array<{
                    /** id of the drug */
                    drug: string;
                    /** of the ampoule; absent when it is not known */
                    salt?: string;
                    /** of the ampoule */
                    strength: Concentration;
                    /** drawn */
                    volume: Volume;
                }>;
                /** what completes */
                diluent: {
                    /** id of the diluent; absent when it is to be chosen */
                    id?: string;
                    /** added */
                    volume: Volume;
                };
                /** in the driver */
                final_volume: Volume;
                /** that fills the line; absent without priming */
                prime?: Volume;
                /** to set */
                rate: Flow;
            };
            /** that was ordered, or lasts after priming; absent when the request gave no duration */
            duration?: Hours;
            /** codes of the stops that this request acknowledged */
            acknowledge: Array<string>;
            /** what this filling found, repeated by the answer to that request */
            origin: {
                /** this operation */
                op: 'dilute';
                /** its stops and cautions */
                advice: Array<CarriedAdvice>;
            };
        };
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** Ampoule; An ampoule to open. */
export type DiluteAnswerAmpoule = {
    /** on the box, in mg/mL */
    strength: Concentration;
    /** of one */
    volume: Volume;
    /** the drug in one */
    content: Mass;
    /** the three in words */
    text: string;
    /** the presentation, when it was chosen here; absent when the request gave the ampoule */
    name?: string;
    /** its French CIS number; absent without name */
    cis?: string;
    /** id of its line of products; absent without name */
    line?: string;
    /** what to know of it, null when there is nothing; absent without name */
    note?: string | null;
};

/** Supply; Ampoules for a number of days. */
export type DiluteAnswerSupply = {
    /** days */
    days: number;
    /** ampoules that the drivers of these days take */
    ampoules: number;
};

/** The answer of "dilute". */
export type DiluteAnswer = DiluteAnswerOk;

/** Meaning; Of a status, or of an advice code. */
export type ExplainAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'explain';
    /** the meaning */
    result: ExplainAnswerStatus | ExplainAnswerAdvice;
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** Meaning of a status; A status of pallia/status.h. */
export type ExplainAnswerStatus = {
    /** its number */
    code: StatusCode;
    /** its word */
    name: StatusName;
    /** a status */
    kind: 'status';
    /** what it says, with its places to fill in: {token} */
    text: string;
    /** what its family means and what to do */
    family: string;
};

/** Meaning of an advice code; An advice code. */
export type ExplainAnswerAdvice = {
    /** the code */
    code: AdviceCode;
    /** an advice */
    kind: 'advice';
    /** what it says, with its places to fill in: {drug} */
    text: string;
    /** when a rule of a profile fixes it; absent otherwise */
    severity?: Severity;
    /** how the source of that rule was read; absent without severity */
    evidence?: Evidence;
    /** the place in it; absent without severity */
    cite?: string;
};

/** The answer of "explain". */
export type ExplainAnswer = ExplainAnswerOk;

/** Name; The drug, route or release that a text names. */
export type FindAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'find';
    /** what was found */
    result: {
        /** the drug or brand; absent when it is none */
        name?: FindAnswerName;
        /** the route that the text names; absent when it names none */
        route?: Route;
        /** the release that the text names; absent when it names none */
        release?: Release;
        /** names close to it, at most five, when it is nothing known. Never choose one without asking */
        near: Array<FindAnswerNear>;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** Name of a drug; A name of the tables. */
export type FindAnswerName = {
    /** as the tables write it */
    name: string;
    /** id of the drug */
    drug: string;
    /** routes of the drug, or of the brand */
    routes: Array<Route>;
    /** of the brand; absent when it has none or several */
    release?: Release;
    /** a brand, and not the drug itself */
    brand: boolean;
    /** a product of that name is in the list of products */
    marketed: boolean;
    /** salt that the text names, "sulfate"; absent when it names none */
    salt?: string;
};

/** Name close by; A known name close to a text that is none. */
export type FindAnswerNear = FindAnswerName | {
    /** as "among" writes it */
    name: string;
};

/** The answer of "find". */
export type FindAnswer = FindAnswerOk;

/** Total; The total in oral morphine. A total is not a dose. */
export type OmeAnswerOk = {
    /** partial: something was not counted, the total is a lower bound */
    status: 'ok' | 'partial';
    /** the operation */
    op: 'ome';
    /** id of the profile whose table answered; absent when the request named one edition */
    profile?: string;
    /** id of the edition that answered, when the request named one; absent otherwise */
    edition?: string;
    /** the total and what it is made of */
    result: {
        /** id of the drug: what the total is expressed in: morphine, oral */
        drug: string;
        /** its route */
        route: Route;
        /** both in words, in the language of the request */
        place: string;
        /** oral morphine in 24 hours, of what was counted */
        total: Dose24h;
        /** its published interval; absent when the table gives one value */
        interval?: NativeInterval;
        /** the whole is more; absent when all was counted */
        bound?: 'lower';
        /** what the patient received, one for each drug and route */
        items: Array<{
            /** id of the drug: what was received */
            drug: string;
            /** its route */
            route: Route;
            /** both in words, in the language of the request */
            place: string;
            /** JSON pointer of the first line of the regimen that gives it */
            pointer: string;
            /** received in 24 hours */
            given: NativeDose;
            /** whether it is in the total */
            counted: boolean;
            /** status of pallia/status.h: why it is not counted; absent when it is */
            code?: RefusalCode;
            /** the word of the code; absent when it is counted */
            why?: RefusalName;
        }>;
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
} & ({ profile: unknown; edition?: never } | { edition: unknown; profile?: never });

/** The answer of "ome". */
export type OmeAnswer = OmeAnswerOk;

/** Patient-controlled analgesia; The programme, the filling, and each published rule beside the order. */
export type PcaAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'pca';
    /** the pump */
    result: {
        /** id of the drug */
        drug: string;
        /** its name, in the language of the request */
        name: string;
        /** as the request said; absent when it named none */
        route?: Route;
        /** continuous dose in 24 hours */
        basal_24h: Dose24h;
        /** the same by the hour */
        basal_per_hour: DosePerHour;
        /** one bolus */
        bolus: Mass;
        /** h or min between two boluses */
        lockout: Quantity;
        /** that the reservoir lasts */
        days: number;
        /** all the boluses that the lockout allows in 24 hours */
        max_bolus_24h: Dose24h;
        /** the same with the continuous dose */
        max_24h: Dose24h;
        /** bolus as a part of the continuous dose of 24 hours: "1/10"; absent without continuous dose */
        bolus_share?: string;
        /** the same in words; absent without continuous dose */
        bolus_share_text?: string;
        /** max_24h divided by the continuous dose; absent without continuous dose */
        max_to_basal?: string;
        /** drug for all the days, boluses included */
        total: Mass;
        /** to open */
        ampoules: Array<{
            /** how many */
            count: number;
            /** of the ampoule */
            strength: Concentration;
            /** of one */
            volume: Volume;
            /** the drug in one */
            content: Mass;
            /** the presentation; absent when the request gave the ampoule */
            name?: string;
            /** its French CIS number; absent when the request gave the ampoule */
            cis?: string;
            /** the ampoule in words */
            text: string;
        }>;
        /** in all */
        ampoule_count: number;
        /** chosen here and not by the request */
        proposed: boolean;
        /** to draw */
        drug_volume: Volume;
        /** the drug that stays in the last ampoule */
        surplus: Mass;
        /** its volume */
        waste: Volume;
        /** what completes the reservoir */
        diluent: {
            /** id of the diluent; absent when it is to be chosen */
            id?: string;
            /** its name; absent when it is to be chosen */
            name?: string;
            /** to add; 0 when the drug fills the reservoir */
            volume: Volume;
        };
        /** volume of the reservoir */
        reservoir: Volume;
        /** in the reservoir: what the pump is told */
        concentration: Concentration;
        /** exact continuous rate */
        basal_rate: Flow;
        /** of one bolus */
        bolus_volume: Volume;
        /** what the step of the pump makes of it; absent when the request gave no step */
        programmed?: {
            /** step of the pump */
            rate_step: Flow;
            /** to programme */
            rate: Flow;
            /** what that gives */
            per_hour: DosePerHour;
            /** against the order, percent, rounded for a reader; absent without continuous dose */
            change_percent?: string;
        };
        /** each published rule for this drug and route, whether the order is within it */
        rules: Array<{
            /** id of the protocol */
            id: string;
            /** kind of protocol */
            kind: 'pca';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** for an exceptional situation only */
            exceptional: boolean;
            /** the protocol in words */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
            /** smallest bolus as a part of the dose of 24 hours; absent when the source is silent */
            bolus_low?: string;
            /** largest bolus; absent when the source is silent */
            bolus_high?: string;
            /** bolus to start with; absent when the source is silent */
            bolus_start?: string;
            /** shortest lockout: h or min; absent when the source is silent */
            lockout_low?: Quantity;
            /** longest lockout; absent when the source is silent */
            lockout_high?: Quantity;
            /** of the bolus */
            bolus: VerdictLimit;
            /** of the lockout */
            lockout: VerdictLimit;
            /** of both together */
            verdict: VerdictLimit;
        }>;
        /** request of verify that checks this filling; absent without continuous dose */
        next?: {
            /** the operation */
            op: 'verify';
            /** the order */
            prescribed: Array<{
                /** id of the drug */
                drug: string;
                /** continuous dose */
                dose: Dose24h;
            }>;
            /** what was prepared */
            prepared: {
                /** each strength drawn */
                contents: Array<{
                    /** id of the drug */
                    drug: string;
                    /** of the ampoule */
                    strength: Concentration;
                    /** drawn */
                    volume: Volume;
                }>;
                /** absent when the drug fills the reservoir */
                diluent?: {
                    /** id of the diluent; absent when it is to be chosen */
                    id?: string;
                    /** added */
                    volume: Volume;
                };
                /** the reservoir */
                final_volume: Volume;
                /** continuous rate */
                rate: Flow;
            };
            /** what the pump is told */
            programmed: {
                /** concentration */
                strength: Concentration;
            };
            /** the bolus */
            bolus: {
                /** ordered */
                prescribed: Mass;
                /** that the pump gives */
                volume: Volume;
            };
            /** what this pump found, repeated by the answer to that request */
            origin: {
                /** this operation */
                op: 'pca';
                /** its stops and cautions */
                advice: Array<CarriedAdvice>;
            };
        };
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "pca". */
export type PcaAnswer = PcaAnswerOk;

/** Draft of an order; A draft to be checked and signed: never an order. */
export type PrescribeAnswerOk = {
    /** partial: the draft lacks what French law asks, see missing */
    status: 'ok' | 'partial';
    /** the operation */
    op: 'prescribe';
    /** the draft */
    result: {
        /** the warning that opens the text */
        draft: string;
        /** nothing that the law asks is missing */
        complete: boolean;
        /** the order line by line, in French, whatever the language of the request */
        text: Array<string>;
        /** the lines as they were understood */
        lines: Array<OrderLine>;
        /** what is missing */
        missing: Array<{
            /** JSON pointer of the missing member in the request */
            pointer: string;
            /** in words */
            what: string;
            /** article of the law that asks for it; absent for a proposal */
            article?: string;
            /** id of the source; absent for a proposal */
            source?: string;
            /** how it was read; absent for a proposal */
            evidence?: Evidence;
            /** the place in it; absent for a proposal */
            cite?: string;
            /** no law asks for it: proposed here; absent otherwise */
            basis?: 'proposal';
        } & ({ article: unknown; source: unknown; evidence: unknown; cite: unknown; basis?: never } | { basis: unknown; article?: never; source?: never; evidence?: never; cite?: never })>;
        /** the legal regime of each line */
        regime: Array<{
            /** index of the line, from 0 */
            line: number;
            /** the drug in words */
            name: string;
            /** needs a secure form; null when the tables do not know the product */
            secure: boolean | null;
            /** the use is off-label */
            off_label: boolean;
            /** legal class; null when it is not known */
            class: LegalClass | null;
            /** id of the line of products recognised; null when there is none */
            product: string | null;
            /** the rules that apply */
            rules: Array<{
                /** id of the rule */
                id: string;
                /** article of the law */
                article: string;
                /** the rule in words */
                text: string;
                /** id of the source */
                source: string;
                /** how it was read */
                evidence: Evidence;
                /** the place in it */
                cite: string;
            }>;
        }>;
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "prescribe". */
export type PrescribeAnswer = PrescribeAnswerOk;

/** Rotation; The whole regimen was converted. */
export type RotateAnswerOk = {
    /** ok: the whole regimen was converted */
    status: 'ok';
    /** the operation */
    op: 'rotate';
    /** id of the profile whose tables answered; absent when the request named one edition */
    profile?: string;
    /** id of the edition that answered, when the request named one; absent otherwise */
    edition?: string;
    /** the dose; show it with its advice */
    result: {
        /** id of the drug: the target */
        drug: string;
        /** its route */
        route: Route;
        /** both in words, in the language of the request */
        place: string;
        /** the equivalent dose in 24 hours before any reduction: not a dose to give */
        calculated: NativeDose;
        /** the published interval of that dose; absent when the tables give one value */
        interval?: NativeInterval;
        /** the dose to start with in 24 hours, after the reduction */
        start: NativeInterval;
        /** what was taken off the calculated dose */
        reduction: {
            /** none: nothing, a change of route alone or a table that gives starting doses; published: as the profile's source says; asked: as the request says */
            basis: 'none' | 'published' | 'asked';
            /** the smaller cut */
            low: Percentage;
            /** the larger cut */
            high: Percentage;
        };
        /** start.low by the hour; absent unless the target is subcutaneous or intravenous */
        per_hour?: DosePerHour;
        /** start.high by the hour; absent when it is the same, or without per_hour */
        per_hour_high?: DosePerHour;
        /** the dose for breakthrough pain; absent when the profile has none for this target: advice no-breakthrough-product says so */
        breakthrough?: {
            /** lower end of one dose */
            low: Mass;
            /** upper end of one dose */
            high: Mass;
            /** id of the drug to give */
            drug: string;
            /** its route */
            route: Route;
            /** both in words */
            place: string;
            /** immediate release */
            release: 'ir';
            /** marketed products that give it; empty when none does */
            products: Array<RotateAnswerBreakthroughProduct>;
            /** at least so long between two doses: h or min */
            min_interval: Quantity;
            /** at most so many in 24 hours */
            max_per_day: number;
            /** the same by other routes or drugs; empty when the source gives none */
            alternatives: Array<RotateAnswerBreakthroughDose>;
        };
        /** ways of giving the start dose with marketed products; empty when none fits */
        options: Array<RotateAnswerOption>;
        /** request of dilute that fills a driver with start.low; absent unless the target is subcutaneous or intravenous and an ampoule is marketed outside hospitals */
        next?: {
            /** the operation */
            op: 'dilute';
            /** one drug */
            drugs: Array<{
                /** id of the drug */
                drug: string;
                /** start.low, cut down to six decimals: "30 mg/24h" */
                dose: string;
            }>;
            /** route of the target */
            route: DriverRoute;
            /** "24 h" */
            duration: string;
            /** repeated from this request; absent when it was not acknowledged */
            acknowledge?: Array<'implausible-dose'>;
            /** what this rotation found, repeated by the answer to that request */
            origin: {
                /** this operation */
                op: 'rotate';
                /** id of the drug */
                drug: string;
                /** start.low */
                low: NativeDose;
                /** start.high */
                high: NativeDose;
                /** all the advice of this answer */
                advice: Array<CarriedAdvice>;
            };
        };
    };
    /** what the other published tables say; empty when none answers */
    others: Array<OtherTable>;
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
} & ({ profile: unknown; edition?: never } | { edition: unknown; profile?: never });

/** Rotation of a part; Something could not be converted: the dose is a lower bound. Show it as "at least", name what is missing, never copy it into an order. */
export type RotateAnswerPartial = {
    /** partial: never the whole regimen */
    status: 'partial';
    /** the operation */
    op: 'rotate';
    /** id of the profile whose tables answered; absent when the request named one edition */
    profile?: string;
    /** id of the edition that answered, when the request named one; absent otherwise */
    edition?: string;
    /** a lower bound: there is no start dose */
    result: {
        /** id of the drug: the target */
        drug: string;
        /** its route */
        route: Route;
        /** both in words, in the language of the request */
        place: string;
        /** equivalent in 24 hours of what could be converted */
        calculated: NativeDose;
        /** its published interval; absent when the tables give one value */
        interval?: NativeInterval;
        /** the whole is more */
        bound: 'lower';
        /** what was not converted, at least one */
        missing: Array<{
            /** id of the drug: what was not converted */
            drug: string;
            /** its route */
            route: Route;
            /** both in words, in the language of the request */
            place: string;
            /** JSON pointer of the first line of the regimen that gives it */
            pointer: string;
            /** status of pallia/status.h: why */
            code: RefusalCode;
            /** the word of the code: "no-rule" */
            why: RefusalName;
        }>;
    };
    /** other tables that would have answered, without their numbers */
    others: Array<NamedTable>;
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
} & ({ profile: unknown; edition?: never } | { edition: unknown; profile?: never });

/** Breakthrough dose; A dose for breakthrough pain by one route. */
export type RotateAnswerBreakthroughDose = {
    /** lower end of one dose */
    low: Mass;
    /** upper end of one dose */
    high: Mass;
    /** id of the drug to give */
    drug: string;
    /** its route */
    route: Route;
    /** both in words */
    place: string;
    /** immediate release */
    release: 'ir';
    /** marketed products that give it; empty when none does */
    products: Array<RotateAnswerBreakthroughProduct>;
};

/** Product for a breakthrough dose; A marketed product of immediate release that gives the dose. */
export type RotateAnswerBreakthroughProduct = {
    /** id of the line of products */
    line: string;
    /** its name */
    name: string;
    /** its form, in the language of the request */
    form: string;
    /** reserved to hospitals */
    hospital_only: boolean;
    /** the ampoule to draw from; absent for other forms */
    presentation?: string;
    /** its French CIS number; absent for other forms */
    cis?: string;
    /** absent for other forms */
    ampoule?: PresentationAmpoule;
    /** volumes at a mark of a syringe, between the two ends of the dose; absent for other forms */
    volume?: VolumeInterval;
    /** drops of one dose; absent for other forms */
    drops?: number;
    /** one intake, the largest that is not above the dose; absent for an ampoule */
    intakes?: Array<Intake>;
} & ({ presentation: unknown; cis: unknown; ampoule: unknown; volume: unknown; intakes?: never } | { intakes: unknown; presentation?: never; cis?: never; ampoule?: never; volume?: never });

/** Way of giving the start dose; One line of marketed products, and how many units make the dose. Never above the dose unless the request asked for another rounding. */
export type RotateAnswerOption = {
    /** which end of start it gives; only high when both ends are the same */
    of: 'high' | 'low';
    /** id of the line of products */
    line: string;
    /** its name */
    name: string;
    /** unit: tablets, capsules… */
    kind: 'unit' | 'patch' | 'ampoule' | 'drops';
    /** its form, in the language of the request */
    form: string;
    /** between two intakes, or two changes of patch */
    every: Hours;
    /** one that is repeated (each), or two (morning, evening) */
    intakes: Array<Intake>;
    /** of an ampoule: to draw for 24 hours; of drops: of one intake; absent for other forms */
    volume?: Volume;
    /** left in opened ampoules; absent for other forms */
    waste?: Volume;
    /** what it gives in 24 hours */
    total: NativeDose;
    /** total against the dose, percent, rounded for a reader: "-12.5" */
    change_percent: string;
    /** legal class in France */
    class: LegalClass;
    /** reserved to hospitals */
    hospital_only: boolean;
    /** longest prescription in days, in France; absent when none is known */
    max_days?: number;
    /** the same when given by a pump; absent when none is known */
    pump_days?: number;
    /** dispensed for so many days at a time; absent when none is known */
    fraction_days?: number;
    /** longest prescription in weeks; absent when none is known */
    max_weeks?: number;
};

/** The answer of "rotate". */
export type RotateAnswer = RotateAnswerOk | RotateAnswerPartial;

/** Schema of a request; Of the requests of one operation. */
export type SchemaAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'schema';
    /** the schema */
    result: {
        /** the operation */
        of: 'anticipate' | 'compare' | 'dilute' | 'ome' | 'pca' | 'prescribe' | 'rotate' | 'sheet' | 'sheet-revoke' | 'sheet-supersede' | 'titrate' | 'verify';
        /** a JSON Schema, draft 7 */
        schema: Record<string, unknown>;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "schema". */
export type SchemaAnswer = SchemaAnswerOk;

/** Fields; For a program that asks a person. */
export type SheetFieldsAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'sheet-fields';
    /** the fields */
    result: {
        /** in order */
        sections: Array<{
            /** id of the section */
            id: string;
            /** its name, in the language of the request */
            label: string;
        }>;
        /** in order */
        fields: Array<{
            /** id of its section */
            section: string;
            /** id of the field in its section */
            id: string;
            /** its name */
            label: string;
            /** what it holds */
            type: 'text' | 'long' | 'texts' | 'date' | 'phone' | 'phones' | 'contact' | 'contacts' | 'choice' | 'choices' | 'decision' | 'email' | 'ins' | 'rpps' | 'finess' | 'weight' | 'clearance' | 'dose-24h' | 'products' | 'lines';
            /** what may be chosen; absent when it is free */
            values?: Array<{
                /** id of the value */
                id: string;
                /** its name */
                label: string;
            }>;
            /** how much it matters, 0 to 10 */
            weight: number;
            /** the sheet stays a draft without it */
            hard_stop: boolean;
            /** due only when another field has one of these answers; absent when it does not depend on another */
            due?: {
                /** section.field */
                field: string;
                /** ids of the answers */
                is: Array<string>;
            };
            /** id of the block of the page; absent when it is not printed */
            block?: string;
            /** most characters that fit on the page; absent without limit */
            budget?: number;
            /** source: a published sheet has it; proposal: proposed here */
            basis: 'source' | 'proposal';
            /** id of that source; absent for a proposal */
            source?: string;
            /** how it was read; absent for a proposal */
            evidence?: Evidence;
            /** whether the field was compared with the French national form; absent when it is not known to be in it */
            verified?: boolean;
        }>;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "sheet-fields". */
export type SheetFieldsAnswer = SheetFieldsAnswerOk;

/** Revoked sheet; A new document: keep it, nothing was changed. */
export type SheetRevokeAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'sheet-revoke';
    /** the document */
    result: {
        /** the sheet with status revoked */
        sheet: Sheet;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "sheet-revoke". */
export type SheetRevokeAnswer = SheetRevokeAnswerOk;

/** Next version; Two documents: keep both, nothing was changed. */
export type SheetSupersedeAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'sheet-supersede';
    /** the documents */
    result: {
        /** the next version, to be filled in: when to review it, and whom it was sent to, is to be said again */
        sheet: Sheet;
        /** the version before, with status superseded */
        superseded: Sheet;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "sheet-supersede". */
export type SheetSupersedeAnswer = SheetSupersedeAnswerOk;

/** Sheet; What is missing, what forbids to send it, and the page itself. */
export type SheetAnswerOk = {
    /** ok: the sheet is current; partial: result.state says why it is not to be followed as it is */
    status: 'ok' | 'partial';
    /** the operation */
    op: 'sheet';
    /** the sheet */
    result: {
        /** whether it may be followed */
        state: SheetAnswerState;
        /** the state in words */
        text: string;
        /** how complete it is */
        score: {
            /** weight of what is filled in */
            value: number;
            /** weight of all that is due */
            of: number;
        };
        /** fields due that are empty, the heaviest first */
        missing: Array<{
            /** section.field: "care.cpr" */
            field: string;
            /** its name, in the language of the request */
            label: string;
            /** how much it matters, 1 to 10 */
            weight: number;
            /** the sheet stays a draft without it */
            hard_stop: boolean;
        }>;
        /** what is wrong, doubtful or worth knowing */
        findings: Array<SheetAnswerFinding>;
        /** those that forbid to send it */
        stops: Array<SheetAnswerFinding>;
        /** those where two answers exclude each other */
        contradictions: Array<SheetAnswerFinding>;
        /** days since it was written; negative when the date is to come; null without a date */
        age_days: number | null;
        /** what is said, in terminologies */
        codes: Array<{
            /** section.field, "symptom.pain", or "sheet" */
            of: string;
            /** terminology: ANS (France), LOINC, SNOMED CT */
            system: 'ans' | 'loinc' | 'snomed';
            /** code */
            code: string;
            /** its name */
            display: string;
            /** id of the source of the coding */
            source: string;
            /** of a decision: yes or no; absent for anything else */
            value?: boolean;
        }>;
        /** the page, to be shown as it is */
        page: {
            /** title */
            title: string;
            /** what it is modelled on */
            subtitle: string;
            /** state */
            state: {
                /** state */
                code: SheetAnswerState;
                /** in words */
                text: string;
            };
            /** the phase, in capitals */
            banner: string;
            /** blocks in the order of the page */
            blocks: Array<SheetAnswerBlockFields | SheetAnswerBlockGrid | SheetAnswerBlockText | SheetAnswerBlockPhones | SheetAnswerBlockTable>;
            /** lines at the foot */
            footer: Array<string>;
            /** set, version, dates and digest in one line, for the code to scan */
            digest: string;
        };
        /** of this version of the document */
        digest: string;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** State of a sheet; current: to be followed; draft: something forbids to send it; expired: to be reviewed; superseded, revoked: no longer to be followed */
export type SheetAnswerState = 'current' | 'draft' | 'expired' | 'superseded' | 'revoked';

/** Finding; Something found in the sheet. */
export type SheetAnswerFinding = {
    /** what was found */
    code: 'anticipatory-without-lines' | 'bad-date' | 'bad-email' | 'bad-finess' | 'bad-ins' | 'bad-phone' | 'bad-quantity' | 'bad-rpps' | 'bad-text' | 'bad-value' | 'baseline-implausible' | 'birth-impossible' | 'comfort-with-cpr' | 'contact-without-phone' | 'cpr-without-hospital' | 'date-impossible' | 'decision-without-origin' | 'directives-without-date' | 'dose-above-cap' | 'dose-above-printed' | 'dose-above-source' | 'doses-beyond-day' | 'expired' | 'home-without-stay' | 'icu-without-hospital' | 'ins-differs' | 'intubation-without-hospital' | 'intubation-without-icu' | 'line-incomplete' | 'line-without-origin' | 'line-without-product' | 'lines-without-anticipatory' | 'maximum-below-dose' | 'maximum-differs' | 'missing' | 'not-adult' | 'on-call-not-at-night' | 'on-call-without-phone' | 'opioid-above-baseline' | 'opioid-not-compared' | 'opioid-outside-share' | 'opioid-without-baseline' | 'origin-differs' | 'origin-unknown' | 'prescription-expired' | 'product-expired' | 'product-without-line' | 'review-before-writing' | 'risk-twice' | 'risk-without-line' | 'same-drug-lines' | 'scheduled-incomplete' | 'sedation-not-discussed-and-decided' | 'sedation-refused-and-decided' | 'strength-differs' | 'too-long' | 'transmission-refused' | 'trusted-not-designated' | 'weight-implausible' | 'written-in-the-future';
    /** stop: the sheet stays a draft */
    severity: 'info' | 'caution' | 'stop';
    /** JSON pointer of the place in the request */
    pointer: string;
    /** in words */
    text: string;
};

/** Block of fields; Fields with their text, the large ones first. */
export type SheetAnswerBlockFields = {
    /** id of the block */
    id: string;
    /** its title */
    title: string;
    /** side of the page: 1 or 2 */
    sheet: number;
    /** what its items are */
    kind: 'fields';
    /** what is in the block */
    items: Array<{
        /** section.field */
        field: string;
        /** its name */
        label: string;
        /** what was answered */
        text: string;
        /** to be shown large */
        large: boolean;
    }>;
};

/** Block of decisions; Decisions, one row each. */
export type SheetAnswerBlockGrid = {
    /** id of the block */
    id: string;
    /** its title */
    title: string;
    /** side of the page: 1 or 2 */
    sheet: number;
    /** what its items are */
    kind: 'grid';
    /** heads of the columns */
    columns: Array<string>;
    /** what is in the block */
    items: Array<{
        /** section.field */
        field: string;
        /** its name */
        label: string;
        /** column of the answer, from 0; null when it was not answered */
        answer: number | null;
        /** the answer with its origin; "" when it was not answered */
        text: string;
        /** to be shown large */
        large: boolean;
    }>;
};

/** Block of text; Paragraphs. */
export type SheetAnswerBlockText = {
    /** id of the block */
    id: string;
    /** its title */
    title: string;
    /** side of the page: 1 or 2 */
    sheet: number;
    /** what its items are */
    kind: 'text';
    /** what is in the block */
    items: Array<{
        /** a paragraph */
        text: string;
    }>;
};

/** Block of phones; Whom to call. */
export type SheetAnswerBlockPhones = {
    /** id of the block */
    id: string;
    /** its title */
    title: string;
    /** side of the page: 1 or 2 */
    sheet: number;
    /** what its items are */
    kind: 'phones';
    /** what is in the block */
    items: Array<{
        /** section.field */
        field: string;
        /** who */
        label: string;
        /** the number */
        text: string;
        /** tel: and the international number */
        uri: string;
        /** answers at night */
        night: boolean;
        /** to be shown large */
        large: boolean;
    }>;
};

/** Block of a table; A table, one row each. */
export type SheetAnswerBlockTable = {
    /** id of the block */
    id: string;
    /** its title */
    title: string;
    /** side of the page: 1 or 2 */
    sheet: number;
    /** what its items are */
    kind: 'table';
    /** heads of the columns */
    columns: Array<string>;
    /** what is in the block */
    items: Array<{
        /** one text a column */
        cells: Array<string>;
    }>;
};

/** The answer of "sheet". */
export type SheetAnswer = SheetAnswerOk;

/** Sources; Editions of equivalences and other sources. */
export type SourcesAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'sources';
    /** the sources */
    result: {
        /** editions */
        editions: Array<Edition>;
        /** other sources */
        sources: Array<{
            /** id of the source */
            id: string;
            /** its title */
            title: string;
            /** who published it */
            publisher: string;
            /** FR, UK, INT… */
            jurisdiction: string;
            /** when: YYYY, YYYY-MM, YYYY-MM-DD, or "undated" */
            published: string;
            /** where it was read */
            url: string;
            /** how it was read */
            evidence: Evidence;
        }>;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "sources". */
export type SourcesAnswer = SourcesAnswerOk;

/** Editions; What the request asked: without a question, the list. */
export type TablesAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'tables';
    /** by the question */
    result: TablesAnswerList | TablesAnswerCheck | TablesAnswerShow | TablesAnswerDiff;
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** List; Without a question. */
export type TablesAnswerList = {
    /** every edition */
    editions: Array<Edition>;
};

/** Check; Asked with "check": every table was read again and obeys the rules. */
export type TablesAnswerCheck = {
    /** all are right; a wrong one is an error */
    checked: true;
    /** how many editions */
    editions: number;
    /** how many rows */
    row_count: number;
    /** protocols that teams added */
    protocols: number;
};

/** One edition; Asked with "show". */
export type TablesAnswerShow = {
    /** id of the edition */
    id: string;
    /** its title */
    title: string;
    /** who published it */
    publisher: string;
    /** FR, UK, US, INT… */
    jurisdiction: string;
    /** when: YYYY, YYYY-MM, YYYY-MM-DD, or "undated" */
    published: string;
    /** where it was read */
    url: string;
    /** superseded: replaced, still compared; deprecated: no longer used */
    table_status: 'active' | 'superseded' | 'deprecated';
    /** rotation: to change an opioid; ome: to total in oral morphine, never a dose; starting-dose: of a patch */
    purpose: 'rotation' | 'ome' | 'starting-dose';
    /** to be read again before, YYYY-MM-DD */
    review_by: string;
    /** its rows */
    row_count: number;
    /** clinicians who reviewed it */
    reviewers: number;
    /** of its file */
    sha256: string;
    /** whether a team added it */
    local: boolean;
    /** what to know of it; absent when there is nothing */
    note?: string;
    /** its rows */
    rows: Array<TablesAnswerRow>;
};

/** Two editions; Asked with "diff": what changes a number. */
export type TablesAnswerDiff = {
    /** id of the first */
    first: string;
    /** id of the second */
    second: string;
    /** one a row */
    differences: Array<{
        /** id of the row */
        id: string;
        /** as in the first, then as in the second; one when the other has none */
        rows: Array<TablesAnswerRow>;
        /** from the first to the second */
        change: 'changed' | 'removed' | 'added';
    }>;
};

/** Row; One arrow of an edition. */
export type TablesAnswerRow = {
    /** "morphine/oral>morphine/sc" */
    id: string;
    /** drug/route */
    from: string;
    /** drug/route */
    to: string;
    /** unit of the dose */
    per: 'mg/24h' | 'ug/h';
    /** unit of the result */
    gives: 'mg/24h' | 'ug/h';
    /** by dose; absent when one factor serves */
    bands?: Array<{
        /** doses of the band, in "per" */
        range: TablesAnswerRange;
        /** times the dose; absent when the band gives a value */
        factor?: string;
        /** the result itself, in "gives"; absent when the band gives a factor */
        value?: string;
    } & ({ factor: unknown; value?: never } | { value: unknown; factor?: never })>;
    /** times the dose; absent with bands */
    factor?: string;
    /** lower end of the published interval of the factor; absent when there is none */
    low?: string;
    /** upper end; absent when there is none */
    high?: string;
    /** doses that the row is for, in "per"; absent when it is for any */
    range?: TablesAnswerRange;
    /** the source gives it both ways */
    reversible: boolean;
    /** only for a patient whose treatment is stable */
    stable: boolean;
    /** how it was read */
    evidence: Evidence;
    /** the place in the source */
    cite: string;
    /** what to know of it; absent when there is nothing */
    note?: string;
} & ({ bands: unknown; factor?: never } | { factor: unknown; bands?: never });

/** Doses; Each end is included (from, to) or not (above, below); an end without limit is absent. */
export type TablesAnswerRange = {
    /** this dose and more */
    from?: string;
    /** more than this dose */
    above?: string;
    /** this dose and less */
    to?: string;
    /** less than this dose */
    below?: string;
} & ({ from?: never } | { above?: never }) & ({ to?: never } | { below?: never });

/** The answer of "tables". */
export type TablesAnswer = TablesAnswerOk;

/** Template; Of the requests of one operation. */
export type TemplateAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'template';
    /** the template */
    result: {
        /** the operation */
        of: 'anticipate' | 'compare' | 'dilute' | 'ome' | 'pca' | 'prescribe' | 'rotate' | 'sheet' | 'sheet-revoke' | 'sheet-supersede' | 'titrate' | 'verify';
        /** a request, valid as it is, with example values to replace */
        template: Record<string, unknown>;
    };
    /** nothing for this operation: always empty */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "template". */
export type TemplateAnswer = TemplateAnswerOk;

/** Maintenance; The continuous rate that one published rule gives. */
export type TitrateAnswerOk = {
    /** ok */
    status: 'ok';
    /** the operation */
    op: 'titrate';
    /** the rate */
    result: {
        /** id of the drug */
        drug: string;
        /** its name, in the language of the request */
        name: string;
        /** the sum of the boluses */
        cumulated: Mass;
        /** how many */
        bolus_count: number;
        /** the rate that the rule gives; its lower end when it gives an interval */
        maintenance: DosePerHour;
        /** the upper end; absent when the rule gives one rate */
        maintenance_high?: DosePerHour;
        /** maintenance in 24 hours */
        per_24h: Dose24h;
        /** the rule that was used */
        rule: {
            /** id of the protocol */
            id: string;
            /** kind of protocol */
            kind: 'maintenance' | 'infusion';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** for an exceptional situation only */
            exceptional: boolean;
            /** the protocol in words */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
            /** true when the request named none */
            by_default: boolean;
            /** part of the boluses that is given in each "every"; absent for a fixed rate */
            share?: string;
            /** h or min; absent for a fixed rate */
            every?: Quantity;
        };
        /** what to watch, one statement each; empty when the rule's source says nothing */
        monitoring: Array<{
            /** the statement */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
        }>;
        /** what the other rules that start from the boluses give; empty when there is none */
        others: Array<{
            /** id of the protocol */
            id: string;
            /** kind of protocol */
            kind: 'maintenance';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** for an exceptional situation only */
            exceptional: boolean;
            /** the protocol in words */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
            /** the rate that it gives */
            maintenance: DosePerHour;
            /** against maintenance, percent, rounded for a reader; absent when it cannot be computed */
            differs_percent?: string;
        }>;
        /** how the boluses were to be given, in the sources */
        titrations: Array<{
            /** id of the protocol */
            id: string;
            /** kind of protocol */
            kind: 'titration';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** for an exceptional situation only */
            exceptional: boolean;
            /** the protocol in words */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
            /** lower end of a bolus: mg, or mg/kg; absent when the source is silent */
            bolus_low?: Quantity;
            /** upper end; absent when the source is silent */
            bolus_high?: Quantity;
            /** shortest time between two: min or h; absent when the source is silent */
            interval_low?: Quantity;
            /** longest time between two; absent when the source is silent */
            interval_high?: Quantity;
            /** to dilute to; absent when the source is silent */
            concentration?: Concentration;
        }>;
        /** what sources give without looking at the boluses */
        infusions: Array<{
            /** id of the protocol */
            id: string;
            /** kind of protocol */
            kind: 'infusion';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** for an exceptional situation only */
            exceptional: boolean;
            /** the protocol in words */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
            /** lower end of the rate: mg/h or mg/24h; absent when the source is silent */
            rate_low?: Quantity;
            /** upper end; absent when the source is silent */
            rate_high?: Quantity;
        }>;
        /** the limits of the sources for this drug; they disagree */
        ceilings: Array<{
            /** usual: what is usual; high: a maximum; switch: change the drug beyond it; observed: what was observed */
            kind: 'usual' | 'high' | 'switch' | 'observed';
            /** mg/h or mg/24h, by kg for some */
            value: Quantity;
            /** the rate against it; not-compared: by kg and the weight is not known */
            verdict: 'below' | 'at' | 'above' | 'not-compared';
            /** FR, UK, INT… */
            jurisdiction: string;
            /** the limit in words */
            text: string;
            /** id of the source */
            source: string;
            /** how it was read */
            evidence: Evidence;
            /** the place in it */
            cite: string;
        }>;
        /** request of dilute that gives this rate; absent when the rate cannot be written with six decimals, or no driver feeds the route */
        next?: {
            /** the operation */
            op: 'dilute';
            /** one drug */
            drugs: Array<{
                /** id of the drug */
                drug: string;
                /** maintenance: "1.25 mg/h" */
                dose: string;
            }>;
            /** "24 h" */
            duration: string;
            /** as the request said; absent when it named none */
            route?: DriverRoute;
            /** what this titration found, repeated by the answer to that request */
            origin: {
                /** this operation */
                op: 'titrate';
                /** id of the drug */
                drug: string;
                /** maintenance */
                low: DosePerHour;
                /** maintenance_high, or maintenance when it left no choice */
                high: DosePerHour;
                /** its stops and cautions */
                advice: Array<CarriedAdvice>;
            };
        };
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** The answer of "titrate". */
export type TitrateAnswer = TitrateAnswerOk;

/** Verification; What the driver gives, against the order. */
export type VerifyAnswerOk = {
    /** partial: something could not be verified */
    status: 'ok' | 'partial';
    /** the operation */
    op: 'verify';
    /** the verification */
    result: {
        /** of the whole: deviation when one thing deviates */
        verdict: VerifyAnswerVerdict;
        /** what makes the verdict; empty when it conforms */
        reasons: Array<'dose' | 'volume' | 'time' | 'bolus' | 'programmed' | 'mixture' | 'diluent' | 'implausible-dose'>;
        /** each drug ordered or prepared */
        drugs: Array<{
            /** id of the drug */
            drug: string;
            /** its name, in the language of the request */
            name: string;
            /** of this drug */
            verdict: VerifyAnswerVerdict;
            /** ordered; absent when it was not ordered. The texts are in the unit of the order */
            prescribed?: Dose24h;
            /** ordered by the hour; absent when it was not ordered */
            prescribed_per_hour?: DosePerHour;
            /** given in 24 hours; absent when it cannot be computed */
            delivered?: Dose24h;
            /** given by the hour; absent when it cannot be computed */
            per_hour?: DosePerHour;
            /** in the driver; absent when it cannot be computed */
            amount?: Mass;
            /** in the driver; absent when it cannot be computed */
            concentration?: Concentration;
            /** given against ordered, a whole number or a fraction: "10", "1/5"; absent when they cannot be compared */
            ratio?: string;
            /** the same in percent of difference, exact; absent without ratio */
            change_percent?: string;
            /** the same, with a text to show; absent without ratio */
            change?: Percentage;
            /** the likeliest cause; absent when the figures fit none */
            likely?: VerifyAnswerCause;
            /** every cause that fits, the likeliest first; absent when there is none */
            causes?: Array<VerifyAnswerCause>;
            /** it was ordered and is not in the driver; absent otherwise */
            missing?: true;
            /** it is in the driver and was not ordered; absent otherwise */
            unordered?: true;
        }>;
        /** whether the volumes add up; absent for a ready-made bag */
        volume?: {
            /** of the volumes */
            verdict: VerifyAnswerVerdict;
            /** final volume of the request; absent when it gave none */
            stated?: Volume;
            /** sum of the drawings; absent when one is missing */
            contents?: Volume;
            /** the same with the diluent; absent when one is missing */
            sum?: Volume;
            /** sum against stated, percent, exact; absent when they cannot be compared */
            change_percent?: string;
            /** the same, with a text to show; absent without change_percent */
            change?: Percentage;
        };
        /** of the driver; 0 when it is stopped; absent when it is not known */
        rate?: Flow;
        /** how long it lasts; absent when it cannot be computed */
        duration?: Hours;
        /** how long it was ordered to last; absent when the request said nothing */
        ordered_duration?: Hours;
        /** the concentration that the pump was told; absent when the request said nothing */
        programmed?: {
            /** id of the drug */
            drug: string;
            /** of the programming */
            verdict: VerifyAnswerVerdict;
            /** that the pump was told */
            strength: Concentration;
            /** in the driver; absent when it cannot be computed */
            real?: Concentration;
            /** given against ordered, a whole number or a fraction: "10", "1/5"; absent when they cannot be compared */
            ratio?: string;
            /** the same in percent of difference, exact; absent without ratio */
            change_percent?: string;
            /** the same, with a text to show; absent without ratio */
            change?: Percentage;
        };
        /** the bolus of the pump; absent when the request has none */
        bolus?: {
            /** id of the drug */
            drug: string;
            /** of the bolus */
            verdict: VerifyAnswerVerdict;
            /** ordered */
            prescribed: Mass;
            /** given; absent when it cannot be computed */
            delivered?: Mass;
            /** that the pump gives; absent when the request does not say it */
            volume?: Volume;
            /** that gives the dose ordered; absent when it cannot be computed */
            due_volume?: Volume;
            /** given against ordered, a whole number or a fraction: "10", "1/5"; absent when they cannot be compared */
            ratio?: string;
            /** the same in percent of difference, exact; absent without ratio */
            change_percent?: string;
            /** the same, with a text to show; absent without ratio */
            change?: Percentage;
            /** the likeliest cause; absent when the figures fit none */
            likely?: VerifyAnswerCause;
            /** every cause that fits, the likeliest first; absent when there is none */
            causes?: Array<VerifyAnswerCause>;
        };
        /** the limits that were used */
        tolerance: {
            /** of a dose */
            dose: Percentage;
            /** of a volume */
            volume: Percentage;
        };
    };
    /** what was made of each fact that the request gave; empty without any */
    patient: Array<Fact>;
    /** the stops that the request took into account */
    acknowledged: Array<string>;
    /** what to know: show all of it with the number */
    advice: Array<Advice>;
    /** the working, in order */
    trail: Array<Step>;
    /** the sources that the answer stands on */
    cites: Array<Cite>;
    /** whether clinicians reviewed the figures */
    review: Review;
    /** what made the answer */
    identity: Identity;
};

/** Verdict; conform: within the tolerance; deviation: beyond it; cannot-verify: something is missing, never read it as conform */
export type VerifyAnswerVerdict = 'conform' | 'deviation' | 'cannot-verify';

/** Cause of an error; an error that the figures fit exactly: the programmed strength, a mm dial, two drugs swapped, µg for mg, hour for day, hour for two days, minute for hour, ten times, a hundred times, one ampoule strength for another */
export type VerifyAnswerCause = 'programmed-strength' | 'mm-setting' | 'swapped' | 'microgram-milligram' | 'hour-day' | 'hour-two-days' | 'minute-hour' | 'tenfold' | 'hundredfold' | 'strength-confusion';

/** The answer of "verify". */
export type VerifyAnswer = VerifyAnswerOk;

/** Any answer with a result. */
export type Answer =
    | AnticipateAnswer
    | CompareAnswer
    | DiluteAnswer
    | ExplainAnswer
    | FindAnswer
    | OmeAnswer
    | PcaAnswer
    | PrescribeAnswer
    | RotateAnswer
    | SchemaAnswer
    | SheetFieldsAnswer
    | SheetRevokeAnswer
    | SheetSupersedeAnswer
    | SheetAnswer
    | SourcesAnswer
    | TablesAnswer
    | TemplateAnswer
    | TitrateAnswer
    | VerifyAnswer;

/** The document without numbers that a PalliaError carries. */
export type Refusal = {
    /** error: the request is wrong, or a table, or the library; refused: it will not be answered; withheld: a stop was not acknowledged */
    status: 'error' | 'refused' | 'withheld';
    /** null: no operation could be read */
    op: 'anticipate' | 'compare' | 'dilute' | null | 'explain' | 'find' | 'ome' | 'pca' | 'prescribe' | 'rotate' | 'schema' | 'sheet-fields' | 'sheet-revoke' | 'sheet-supersede' | 'sheet' | 'sources' | 'tables' | 'template' | 'titrate' | 'verify';
    /** why there is no number */
    error: ErrorDetail;
    /** as with a result; absent when the request could not be read */
    patient?: Array<Fact>;
    /** the stops that the request took into account; absent when it could not be read */
    acknowledged?: Array<string>;
    /** what to know: the text of each stop is here */
    advice: Array<Advice>;
    /** the working, as far as it went */
    trail: Array<Step>;
    /** the sources of the advice and of the working */
    cites: Array<Cite>;
    /** whether clinicians reviewed them */
    review: Review;
    /** what made the answer */
    identity: Identity;
    /** id of the profile; absent when the request could not be read, or named one edition */
    profile?: string;
    /** id of the edition that the request named; absent otherwise */
    edition?: string;
    /** tables that would have answered, when only a rule was missing; absent when the request could not be read */
    others?: Array<NamedTable>;
};

/** The answer to a request of one operation: AnswerOf<'rotate'>. */
export type AnswerOf<Op extends Answer['op']> = Extract<Answer, { op: Op }>;

/** An answer whose result is known more closely, from what was asked. */
export type Narrowed<Whole extends Answer, Result> = Omit<Whole, 'result'> & { result: Result };

/** A request without "op", which the method says. */
export type Without<Request> = Request extends unknown ? Omit<Request, 'op'> : never;

export type Language = 'fr' | 'en';

/** A request with a dose, a regimen or a sheet: what template() prepares. */
export type Prepared =
    | RotateRequest | CompareRequest | OmeRequest | DiluteRequest | VerifyRequest | TitrateRequest
    | PcaRequest | AnticipateRequest | PrescribeRequest
    | SheetRequest | SheetRevokeRequest | SheetSupersedeRequest;

/** A request that reads the tables. */
export type Lookup = { language?: Language } & (
    | { op: 'explain'; code: string }
    | { op: 'find'; text: string }
    | { op: 'schema'; of: string }
    | { op: 'template'; of: string }
    | { op: 'sheet-fields' }
    | { op: 'sources' }
    | { op: 'tables'; show?: string; check?: boolean; diff?: [string, string] });

export type Request = Prepared | Lookup;

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
    /** the part of the tables to load first, with loadPart(), as the message says; null when that is not why */
    readonly part: Part | null;
}
/** 1xxx: the request is wrong; correct it. */
export class RequestError extends PalliaError {}
/** 2xxx: refused, or withheld until a stop is acknowledged. */
export class RefusalError extends PalliaError {}
/** 3xxx: a table is wrong, or a part of the tables was not loaded. */
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
    run<Op extends Request['op']>(request: Extract<Request, { op: Op }>): AnswerOf<Op>;
    run(request: Request | string): Answer;
    /**
     * As run, of what the request holds at the call; the parts of the tables that the answer needs are
     * loaded first.
     */
    ask<Op extends Request['op']>(request: Extract<Request, { op: Op }>): Promise<AnswerOf<Op>>;
    ask(request: Request | string): Promise<Answer>;

    rotate(request: Without<RotateRequest>): RotateAnswer;
    compare(request: Without<CompareRequest>): CompareAnswer;
    ome(request: Without<OmeRequest>): OmeAnswer;
    dilute(request: Without<DiluteRequest>): DiluteAnswer;
    verify(request: Without<VerifyRequest>): VerifyAnswer;
    titrate(request: Without<TitrateRequest>): TitrateAnswer;
    pca(request: Without<PcaRequest>): PcaAnswer;
    /** What to leave at home for the symptoms expected: dose, when, how often, how many ampoules. */
    anticipate(request: Without<AnticipateRequest>): AnticipateAnswer;
    /** A draft in French, to be checked and signed; `partial` lists what is missing. */
    prescribe(request: Without<PrescribeRequest>): PrescribeAnswer;

    /** The page for the night: what is missing, what forbids to send it, and the page itself. */
    sheet(request: Without<SheetRequest>): SheetAnswer;
    /** Every field that a sheet may hold, with its values and its source. */
    sheetFields(request?: { language?: Language }): SheetFieldsAnswer;
    /** The same sheet, marked as no longer to be followed. */
    sheetRevoke(request: Without<SheetRevokeRequest>): SheetRevokeAnswer;
    /** The next version to fill in, and the one that it replaces. */
    sheetSupersede(request: Without<SheetSupersedeRequest>): SheetSupersedeAnswer;

    explain(request: { code: string; language?: Language }): ExplainAnswer;
    find(request: { text: string; language?: Language }): FindAnswer;
    schema(request: { of: string; language?: Language }): SchemaAnswer;
    /** A request to fill in and to give to the method of its operation. */
    template<Op extends Prepared['op']>(request: { of: Op; language?: Language }):
        Narrowed<TemplateAnswer, { of: Op; template: Extract<Prepared, { op: Op }> }>;
    template(request: { of: string; language?: Language }): TemplateAnswer;
    sources(request?: { language?: Language }): SourcesAnswer;
    tables(request: { show: string; language?: Language }): Narrowed<TablesAnswer, TablesAnswerShow>;
    tables(request: { check: true; language?: Language }): Narrowed<TablesAnswer, TablesAnswerCheck>;
    tables(request: { diff: [string, string]; language?: Language }): Narrowed<TablesAnswer, TablesAnswerDiff>;
    tables(request?: { language?: Language }): Narrowed<TablesAnswer, TablesAnswerList>;
    tables(request: { show?: string; check?: boolean; diff?: [string, string]; language?: Language }): TablesAnswer;

    conversion(request: Arrow): Conversion;
    columns(request: Target): Columns;

    /** A new Pallia with a team's own edition on top (schema pallia.edition/1). */
    withLocal(edition: object | string): Pallia;

    /** Loads a part that load() was not told to load; harmless when done twice. */
    loadPart(part: Part, source?: Source): Promise<void>;

    /** Throws when `english` was not loaded and is asked for. */
    text(language: Language, key: string): string | null;
    statusName(code: number): string | null;
    rowName(row: number): string | null;

    /** Harmless when done twice. Whatever was made from it goes on working. */
    close(): void;
}

// Neither lib "dom" nor @types/node is needed: a type of either that is not there is never met.
type Global<Name extends string> = typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : never;
type URL = Global<'URL'>;
type Response = Global<'Response'>;
declare namespace WebAssembly {
    type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Instance } } } ? Instance : never;
}
export {};

/** An address, what fetch gave, or bytes. */
export type Source = URL | string | Response | ArrayBuffer | ArrayBufferView;

/**
 * A part of the tables, in pallia-NAME.bin. `products`: marketed products and syringes; `english`: its
 * texts; `syringe`: what mixes, dilutes and lasts; `home`: anticipation, law and sheets; `schemas`:
 * templates and schemas of requests.
 */
export type Part = 'products' | 'english' | 'syringe' | 'home' | 'schemas';

export const PARTS: readonly Part[];

/**
 * Loads the library and its tables, from beside its JavaScript unless told otherwise. An option that is
 * none, or of another type, is a TypeError.
 */
export function load(options?: {
    wasm?: Source | WebAssembly.Module;
    /** names, or where each is; all by default. What needs another one throws until it is loaded. */
    parts?: readonly Part[] | Partial<Record<Part, Source>>;
}): Promise<Pallia>;
