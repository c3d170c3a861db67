import { askedBesideLines, type ReasonField } from '$lib/domain/disputes/reason-field';
import type { Typed } from './typed';

interface Known {
	invoices: readonly { id: string; hasOneLine: boolean }[];
	reason: { field: ReasonField | null } | undefined;
}

/** What was asked for besides words, as typed; nothing of a field that this form does not show (DetailField). */
export function detailIn(
	{ detail, invoices: named, part }: Pick<Typed, 'detail' | 'invoices' | 'part'>,
	{ invoices, reason }: Known
): string {
	const chosen = invoices.filter(({ id }) => named.includes(id));
	const field = askedBesideLines(reason?.field ?? null, { chosen, byLine: part === 'lines' });
	return field ? detail.trim() : '';
}
