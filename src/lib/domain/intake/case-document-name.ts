import { REFERENCE } from '$lib/domain/disputes/reference';

/**
 * The case a paper answers, by the name of its file: "LIT-2026-000123.pdf" and "FA-431-bis LIT-2026-000123.pdf"
 * bear the reference of one. Null when the name bears none, or two.
 */
export function caseOfDocument(name: string): string | null {
	const found = name.toUpperCase().match(NAMED) ?? [];
	const [reference, ...others] = new Set(found);
	return reference && others.length === 0 ? reference : null;
}

const NAMED = new RegExp(`(?<![A-Z0-9])${REFERENCE}(?!\\d)`, 'g');
