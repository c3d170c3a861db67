import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { uuidv7 } from 'uuidv7';
import { holdsOf } from '../customers/portal-queries';
import { openInvoicesOfCustomer } from '../invoices/portal-queries';
import { asksOutcome, lineFigure, reasonField } from '$lib/domain/disputes/reason-field';
import { wholeFigures } from '$lib/i18n/one-piece';
import { shownInvoice } from '../invoices/portal-states';
import { invoicesOfOneLine, linesOfAll } from '../invoices/queries';
import { reasonsOf, type Reason } from '../settings/queries';
import { offeredInvoices, type WantedInvoices } from './offered-invoices';
import { casesOfCustomer } from './portal-queries';
import { activeClaims } from './queries';

/** Everything the form of a new dispute needs. */
export async function newDisputeForm(unit: Unit<PortalScope>, wanted: WantedInvoices) {
	return {
		...(await offeredWithLines(unit, await invoicesToContest(unit), wanted)),
		reasons: (await reasonsOf(unit)).map(askedReason),
		/** The same key always gives the same case. */
		idempotencyKey: uuidv7()
	};
}

type Contestable = Awaited<ReturnType<typeof invoicesToContest>>[number];

/** What the form offers; an invoice of one line can be asked what else only a line is. */
export async function offeredWithLines(
	unit: Unit<PortalScope>,
	all: readonly Contestable[],
	wanted: WantedInvoices
) {
	const { invoices, ...offered } = offeredInvoices(all, wanted);
	const ofOne = await invoicesOfOneLine(
		unit,
		invoices.map(({ id }) => id)
	);
	return {
		...offered,
		invoices: invoices.map((invoice) => ({ ...invoice, hasOneLine: ofOne.has(invoice.id) }))
	};
}

/** `exceptCase`: what the case that is amended claims is free again. */
export async function invoicesToContest(unit: Unit<PortalScope>, exceptCase?: string) {
	const { customerId } = unit.scope;
	const claims = await activeClaims(unit, { customerId, exceptCase });
	const pauses = await holdsOf(unit, customerId);
	// What was promised may be contested all the same.
	const none = new Map<string, never>();
	const invoices = (await openInvoicesOfCustomer(unit, customerId)).map((invoice) =>
		shownInvoice(invoice, {
			claims,
			pauses,
			promises: none,
			missed: none,
			quiet: none,
			today: unit.today
		})
	);
	const known = new Map((await casesOfCustomer(unit)).map((found) => [found.reference, found]));
	return invoices.map((invoice) => ({
		...{ id: invoice.id, number: invoice.number, orderNumber: invoice.orderNumber },
		...{ issuedOn: invoice.issuedOn, dueOn: invoice.dueOn, daysLate: invoice.daysLate },
		...{ currency: invoice.currency, openMinor: invoice.openMinor, freeMinor: invoice.freeMinor },
		/** He said that it, or a part of it, is paid: he is told before he contests it, and may all the same. */
		saidPaid: invoice.saidPaid.length > 0 || invoice.pause?.kind === 'payment_announced',
		/** Open cases about it, with what each claims of it. */
		cases: invoice.cases.map((reference) => ({
			reference,
			status: known.get(reference)!.status,
			step: known.get(reference)!.step,
			claimedMinor: claims
				.filter((claim) => claim.invoiceId === invoice.id && claim.reference === reference)
				.reduce((sum, { claimedMinor }) => sum + claimedMinor, 0n)
		}))
	}));
}

/** A reason with what it asks for: the form shows nothing else. */
export const askedReason = (reason: Reason) => ({
	code: reason.code,
	labels: reason.labels,
	category: reason.category,
	kind: reason.kind,
	explanationRequired: reason.explanationRequired,
	answerHoldDays: reason.answerHoldDays,
	field: reasonField(reason),
	lineFigure: lineFigure(reason),
	asksOutcome: asksOutcome(reason)
});

/** The lines of these invoices that may be contested, with the open case that contests one already. */
export async function linesToContest(
	unit: Unit<PortalScope>,
	invoiceIds: readonly string[],
	exceptCase?: string
) {
	const asked = new Set(invoiceIds);
	const own = (await openInvoicesOfCustomer(unit, unit.scope.customerId)).filter(({ id }) =>
		asked.has(id)
	);
	if (own.length === 0) return [];
	const { customerId } = unit.scope;
	const claims = await activeClaims(unit, { customerId, exceptCase });
	const lines = await linesOfAll(
		unit,
		own.map(({ id }) => id)
	);
	return lines
		.filter(({ totalMinor }) => totalMinor > 0n)
		.map((line) => ({
			...line,
			description: wholeFigures(line.description),
			reference: claims.find(({ invoiceLineId }) => invoiceLineId === line.id)?.reference ?? null
		}));
}
