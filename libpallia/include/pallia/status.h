/* SPDX-License-Identifier: MPL-2.0
 *
 * Status codes: every way in which libpallia can fail to answer.
 *
 * A status is an int32_t. Families tell the caller what to do without knowing the member:
 *   0     the call did what it says
 *   1xxx  the request is wrong: correct it (the error names the place as a JSON pointer)
 *   2xxx  the request is understood and will not be answered: clinical refusal
 *   3xxx  a table is wrong: the error names the rule of the loader that it breaks
 *   4xxx  a resource is missing
 *   9xxx  a defect of libpallia
 *
 * Values are pinned for ever: a member is never renumbered and never reused.
 * The words of each code are in tables/messages/ under "error.<code>".
 */
#ifndef PALLIA_STATUS_H
#define PALLIA_STATUS_H

enum {
    PALLIA_OK = 0,

    /* 10xx: the text is not strict JSON. */
    PALLIA_EJSON = 1001,          /* grammar of RFC 8259 broken, or text after the document */
    PALLIA_EUTF8 = 1002,          /* not UTF-8 */
    PALLIA_EDEPTH = 1003,         /* nested deeper than allowed */
    PALLIA_ESIZE = 1004,          /* document longer than allowed */
    PALLIA_ENUMBER_LENGTH = 1005, /* a JSON number with more characters than allowed */
    PALLIA_EDUPLICATE = 1006,     /* the same key twice in one object */
    PALLIA_ENUL = 1007,           /* a NUL byte or \u0000 */
    PALLIA_EEMPTY = 1008,         /* nothing there */

    /* 11xx: the document has the wrong shape. */
    PALLIA_EKEY_UNKNOWN = 1101,
    PALLIA_EKEY_MISSING = 1102,
    PALLIA_ETYPE = 1103,      /* a string where a list was due, … */
    PALLIA_EOPERATION = 1104, /* no such operation */
    PALLIA_ECONFLICT = 1105,  /* two keys that exclude each other */
    PALLIA_EVALUE = 1106,     /* not one of the words allowed here */
    PALLIA_ECOUNT = 1107,     /* a list that is empty or too long */
    PALLIA_EDISAGREE = 1108,  /* keys whose values contradict each other */

    /* 12xx: a quantity cannot be read without guessing. */
    PALLIA_EQUANTITY = 1201,     /* not a number followed by a unit */
    PALLIA_EUNIT_MISSING = 1202, /* a bare number where a unit decides */
    PALLIA_EUNIT_UNKNOWN = 1203,
    PALLIA_EDIMENSION = 1204,        /* mL where mg is due, … */
    PALLIA_EAMBIGUOUS_NUMBER = 1205, /* 1.000 or 1,000: one or one thousand? */
    PALLIA_EPERCENT = 1206,          /* a drug strength in percent */
    PALLIA_EEXPONENT = 1207,         /* 1e3 */
    PALLIA_ENEGATIVE = 1208,
    PALLIA_EPRECISION = 1209, /* more than 6 digits after the point */
    PALLIA_EMAGNITUDE = 1210, /* beyond the declared bounds of its kind */
    PALLIA_EOVERFLOW = 1211,  /* the exact result does not fit 64-bit integers */

    /* 13xx: a name is not known, or not enough. */
    PALLIA_EDRUG = 1301,
    PALLIA_EROUTE = 1302,
    PALLIA_EEDITION = 1303,
    PALLIA_EPROFILE = 1304,
    PALLIA_ELANGUAGE = 1305,
    PALLIA_EFREQUENCY = 1306,  /* a dose with neither times, every nor a rate */
    PALLIA_EROUTE_DRUG = 1307, /* the drug is not given by that route */
    PALLIA_ECODE = 1308,       /* no such code */
    PALLIA_ESTRENGTH = 1309,   /* no ampoule given, and none marketed to propose */
    PALLIA_EDEVICE = 1310,     /* no such syringe, device or line */
    PALLIA_EDILUENT = 1311,
    PALLIA_EPROTOCOL = 1312,

    /* 2xxx: clinical refusals. */
    PALLIA_ENO_RULE = 2001,      /* no table has a rule for this arrow */
    PALLIA_EOUT_OF_RANGE = 2002, /* outside the range that the table prints */
    PALLIA_ENEVER = 2003,        /* the profile says: never converted */
    PALLIA_ETOTALS_ONLY = 2004,  /* a table for totals cannot rotate */
    PALLIA_ESCOPE = 2005,        /* out of scope: a child */
    PALLIA_EWITHHELD = 2006,     /* a stop was not acknowledged */
    PALLIA_EVOLUME = 2007,       /* more drug than the final volume */
    PALLIA_EMEASURE = 2008,      /* a volume too small to be measured */
    PALLIA_EDILUENT_FORBIDDEN = 2009,
    PALLIA_ECAPACITY = 2010, /* more than the syringe or the reservoir holds */
    /* 2011 to 2015: a prescription that cannot be written; the error names the article. */
    PALLIA_EDURATION = 2011,     /* longer than the law allows */
    PALLIA_EFRACTION = 2012,     /* a fraction longer than the law's */
    PALLIA_ECOVERED = 2013,      /* a period already covered, and no mention of it */
    PALLIA_EDISPENSING = 2014,   /* not dispensed in town */
    PALLIA_EINCONSISTENT = 2015, /* an order line that contradicts itself */
    PALLIA_EFILL = 2016,         /* no fill of the device was read for that syringe */
    PALLIA_EWEIGHT = 2017,       /* no weight of an adult: a slip of a digit or a unit */

    /* 3xxx: tables. One code a rule of the loader. */
    PALLIA_ETABLE_SCHEMA = 3001,    /* not a schema this library reads */
    PALLIA_ETABLE_SOURCE = 3002,    /* no title, address, citation or evidence */
    PALLIA_ETABLE_NUMBER = 3003,    /* a number that is not an exact positive rational */
    PALLIA_ETABLE_INTERVAL = 3004,  /* factor outside [low, high], or low above high */
    PALLIA_ETABLE_EXAMPLE = 3005,   /* an example that the row does not reproduce, or too few */
    PALLIA_ETABLE_GAP = 3006,       /* a gap between bands that is not declared, or the reverse */
    PALLIA_ETABLE_OVERLAP = 3007,   /* an overlap of bands that is not declared, or the reverse */
    PALLIA_ETABLE_MONOTONE = 3008,  /* more gives less, and the row does not declare it */
    PALLIA_ETABLE_TEXT = 3009,      /* French or English missing, or placeholders differ */
    PALLIA_ETABLE_DRUG = 3010,      /* a drug or route that tables/drugs.json does not hold */
    PALLIA_ETABLE_DUPLICATE = 3011, /* two rows, editions or names with the same identity */
    PALLIA_ETABLE_DATE = 3012,      /* not a calendar date, or review before publication */
    PALLIA_ETABLE_REFERENCE = 3013, /* an edition, row, source or text that does not exist */
    PALLIA_ETABLE_UNIT = 3014,      /* the unit is not the one of the route */
    PALLIA_ETABLE_ID = 3015,        /* an id that does not say what the row holds */
    PALLIA_ETABLE_DIGEST = 3016,    /* the bytes are not those of SHA256SUMS */
    PALLIA_ETABLE_STRENGTH = 3017,  /* a product whose name and numbers disagree */
    PALLIA_ETABLE_REVIEWER = 3018,  /* a reviewer without name or date */

    /* 4xxx: resources. */
    PALLIA_ENOMEM = 4001,
    PALLIA_EARGUMENT = 4002, /* a NULL or a length that the call does not accept */

    /* 9xxx: defects. */
    PALLIA_EINTERNAL = 9001
};

#endif
