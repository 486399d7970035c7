// SPDX-License-Identifier: MPL-2.0
//
// Generated from tables/requests and pallia.d.ts.in by types.mjs: not to be edited.

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
    /** the rotation that prepared this request: its advice is repeated, its start dose compared */
    origin?: {
        op: 'rotate';
        /** one of drugs */
        drug: string;
        low: DiluteDose;
        high: DiluteDose;
        advice: Array<{
            /** of an advice that rotate gives */
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
    /** the preparation that this verifies: its stops and cautions are repeated */
    origin?: {
        op: 'dilute';
        advice: Array<{
            /** of an advice that dilute or rotate gives */
            code: string;
            severity: 'info' | 'caution' | 'stop';
            text: string;
            from?: 'rotate';
        }>;
    };
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
 * An answer with numbers. `partial` is never the whole: something could not be counted and the total
 * is a lower bound, a draft prescription lacks what the law asks, a sheet is a draft, expired,
 * superseded or revoked; `advice` and `result` say what. The members of `result` depend on the
 * operation.
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
    | PcaRequest | AnticipateRequest | PrescribeRequest
    | SheetRequest | SheetRevokeRequest | SheetSupersedeRequest;

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
    /** the part of the tables to load first, with loadPart(); null when that is not why */
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
    run(request: Request | string): Answer;
    /** As run; the parts of the tables that the answer needs are loaded first. */
    ask(request: Request | string): Promise<Answer>;

    rotate(request: Without<RotateRequest>): Answer;
    compare(request: Without<CompareRequest>): Answer;
    ome(request: Without<OmeRequest>): Answer;
    dilute(request: Without<DiluteRequest>): Answer;
    verify(request: Without<VerifyRequest>): Answer;
    titrate(request: Without<TitrateRequest>): Answer;
    pca(request: Without<PcaRequest>): Answer;
    /** What to leave at home for the symptoms expected: dose, when, how often, how many ampoules. */
    anticipate(request: Without<AnticipateRequest>): Answer;
    /** A draft in French, to be checked and signed; `partial` lists what is missing. */
    prescribe(request: Without<PrescribeRequest>): Answer;

    /** The page for the night: what is missing, what forbids to send it, and the page itself. */
    sheet(request: Without<SheetRequest>): Answer;
    /** Every field that a sheet may hold, with its values and its source. */
    sheetFields(request?: { language?: Language }): Answer;
    /** The same sheet, marked as no longer to be followed. */
    sheetRevoke(request: Without<SheetRevokeRequest>): Answer;
    /** The next version to fill in, and the one that it replaces. */
    sheetSupersede(request: Without<SheetSupersedeRequest>): Answer;

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

    /** Loads a part that load() was not told to load; harmless when done twice. */
    loadPart(part: Part, source?: Source): Promise<void>;

    /** Throws when `english` was not loaded and is asked for. */
    text(language: Language, key: string): string | null;
    statusName(code: number): string | null;
    rowName(row: number): string | null;

    /** Harmless when done twice. Whatever was made from it goes on working. */
    close(): void;
}

/** An address, what fetch gave, or bytes. */
export type Source = URL | string | Response | ArrayBuffer | ArrayBufferView;

/**
 * A part of the tables, in pallia-NAME.bin. `products`: marketed products and syringes; `english`: its
 * texts; `syringe`: what mixes, dilutes and lasts; `home`: anticipation, law and sheets; `schemas`:
 * templates and schemas of requests.
 */
export type Part = 'products' | 'english' | 'syringe' | 'home' | 'schemas';

export const PARTS: readonly Part[];

/** Loads the library and its tables, from beside its JavaScript unless told otherwise. */
export function load(options?: {
    wasm?: Source | WebAssembly.Module;
    /** names, or where each is; all by default. What needs another one throws until it is loaded. */
    parts?: readonly Part[] | Partial<Record<Part, Source>>;
}): Promise<Pallia>;
