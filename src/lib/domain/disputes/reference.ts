import type { Language } from '$lib/domain/language';

/** What the references of a new house begin with, in its language; its cases keep theirs whatever it speaks later. */
export const REFERENCE_PREFIXES: Record<Language, string> = {
	fr: 'LIT',
	en: 'DIS',
	de: 'REK',
	es: 'REC'
};

/** LIT-2026-000123, DIS-2026-000123: to look for references in words, whichever house wrote them. */
export const REFERENCE = `(?:${Object.values(REFERENCE_PREFIXES).join('|')})-\\d{4}-\\d{6,}`;

export const referenceOf = (prefix: string, year: string, number: number): string =>
	`${prefix}-${year}-${String(number).padStart(6, '0')}`;
