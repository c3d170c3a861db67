import { z } from 'zod';
import { isClosed, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { MOST_LISTED, MOST_READ } from '$lib/domain/receivables/at-once';
import { findInvoices } from '$lib/domain/receivables/find-invoices';
import type { ShownInvoice } from '../invoices/portal-states';

/** Invoices on one page; the sums above them are always of all. */
export const PER_PAGE = MOST_LISTED;

const STATES = ['overdue', 'promised', 'upcoming', 'covered', 'disputed'] as const;

export const accountView = z.object({
	/** Part of a number, or of an order number. */
	q: z.string().trim().max(60).default(''),
	state: z.enum(STATES).optional(),
	page: z.number().int().min(1).max(10_000).default(1),
	/** Page of the cases. */
	cases: z.number().int().min(1).max(10_000).default(1),
	/** Chosen so far, on this page or another one. */
	invoiceIds: z.array(z.string().max(100)).max(MOST_READ).default([])
});
export type AccountView = z.infer<typeof accountView>;

/** Cases on one page: those that go on first. */
export const CASES_PER_PAGE = 20;

/** One page of the cases; they come the newest first. */
export function casesOn<Case extends { status: DisputeStatus }>(
	all: readonly Case[],
	page: number
) {
	const sorted = [...all].sort((a, b) => Number(isClosed(a.status)) - Number(isClosed(b.status)));
	const pages = Math.max(1, Math.ceil(sorted.length / CASES_PER_PAGE));
	const shown = Math.min(page, pages);
	return {
		cases: sorted.slice((shown - 1) * CASES_PER_PAGE, shown * CASES_PER_PAGE),
		casePage: { page: shown, pages, found: sorted.length }
	};
}

/** One page of what is asked for, in the order of the groups. */
export function pageOf(open: readonly ShownInvoice[], view: AccountView) {
	const { q, state, page } = view;
	const found = findInvoices(open, q)
		.filter((invoice) => !state || invoice.state === state)
		.sort((a, b) => placeOf(a) - placeOf(b));
	const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
	const shown = Math.min(page, pages);
	const here = found.slice((shown - 1) * PER_PAGE, shown * PER_PAGE);
	return {
		open: here,
		...chosenOf(open, here, view),
		page: shown,
		pages,
		found: found.length,
		/** Whatever was searched for. */
		count: countsOf(open),
		searchable: open.length > PER_PAGE
	};
}

/** What may be chosen of what was: ids of all of them, and those that stand on another page. */
function chosenOf(
	open: readonly ShownInvoice[],
	here: readonly ShownInvoice[],
	{ invoiceIds }: AccountView
) {
	const asked = new Set(invoiceIds);
	const chosen = open.filter((invoice) => asked.has(invoice.id) && isChoosable(invoice));
	const shown = new Set(here.map(({ id }) => id));
	return {
		chosen: chosen.map(({ id }) => id),
		elsewhere: chosen
			.filter(({ id }) => !shown.has(id))
			.map(({ id, number, currency, offeredMinor: minor }) => ({ id, number, currency, minor }))
	};
}

const isChoosable = ({ freeMinor, state }: ShownInvoice): boolean =>
	freeMinor > 0n && state !== 'covered';

const placeOf = ({ state }: ShownInvoice): number => STATES.findIndex((known) => known === state);

function countsOf(open: readonly ShownInvoice[]) {
	const asked = open.filter(
		({ state, pause, collectibleMinor }) => state === 'overdue' && !pause && collectibleMinor > 0n
	).length;
	const late = open.filter(({ state }) => state === 'overdue').length;
	return {
		asked,
		late,
		open: open.length,
		free: open.some(({ freeMinor }) => freeMinor > 0n),
		nextDue: open
			.filter(({ state, dueOn }) => state === 'upcoming' && dueOn)
			.map(({ dueOn }) => dueOn!)
			.sort()[0]
	};
}
