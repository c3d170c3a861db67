import type { caller } from '$lib/server/trpc/caller';
import type { Typed } from './typed';

export type Door = ReturnType<typeof caller>['portal']['disputes'];
type Form = Awaited<ReturnType<Door['form']>>;
export type Reason = Form['reasons'][number];

/** What is looked for among the invoices, whichever button sent it: Enter in that field sends nothing else. */
export const findIn = (form: FormData): string =>
	String(form.get('find') ?? '')
		.trim()
		.slice(0, 60);

/** What the form offers, with what was chosen or looked for in it and the lines of that. */
export async function knownTo(disputes: Door, typed: Typed, find = '') {
	const form = await disputes.form({ invoiceIds: typed.invoices, find });
	const lines = typed.part === 'lines' ? await disputes.lines({ invoiceIds: typed.invoices }) : [];
	const reason = form.reasons.find(({ code }) => code === typed.reason);
	return { ...form, lines, reason };
}
export type KnownTo = Awaited<ReturnType<typeof knownTo>>;

/** Of a large account the page has a few invoices: those that were chosen or found come with the answer. */
export function shownWith<Line>({
	invoices,
	isAll,
	found,
	lines
}: Pick<KnownTo, 'invoices' | 'isAll' | 'found'> & { lines: Line[] }) {
	const free = invoices.filter(({ freeMinor }) => freeMinor > 0n);
	return { lines, found, invoices: isAll ? [] : free };
}
