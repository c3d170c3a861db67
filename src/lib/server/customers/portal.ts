import { money, totals, type Money } from '$lib/domain/money';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfCustomer, decisionsOfCustomer, itemsOfCustomer } from '../disputes/portal-queries';
import { activeClaims } from '../disputes/queries';
import { openInvoicesOfCustomer, settledInvoicesOfCustomer } from '../invoices/portal-queries';
import { shownInvoice, type InvoiceState, type ShownInvoice } from '../invoices/portal-states';
import { organisationOf } from '../settings/queries';
import { portalProcedure, router } from '../trpc/procedures';
import { customerOf, holdsOf } from './portal-queries';

const SETTLED_SHOWN = 6;

/** What the holder of a customer's link sees of the account. */
export const customersPortal = router({
	/** Around every page: who writes, to whom, and whom to call. */
	frame: portalProcedure.query(async ({ ctx: { unit } }) => {
		const { name, code } = await customerOf(unit, unit.scope.customerId);
		const { holder } = unit.scope;
		return {
			creditor: await creditorOf(unit),
			customer: { name, code },
			holder: { name: holder.name, email: holder.email },
			today: unit.today,
			timeZone: unit.scope.timeZone
		};
	}),

	account: portalProcedure.query(async ({ ctx: { unit } }) => accountOf(unit))
});

async function creditorOf(unit: Unit<PortalScope>) {
	const { name, legalName, accent, address, registration, phone, email } =
		await organisationOf(unit);
	return { name, legalName, accent, address, registration, phone, email };
}

async function accountOf(unit: Unit<PortalScope>) {
	const { customerId } = unit.scope;
	const claims = await activeClaims(unit, { customerId });
	const pauses = await holdsOf(unit, customerId);
	const show = (invoice: Parameters<typeof shownInvoice>[0]) =>
		shownInvoice(invoice, claims, pauses, unit.today);
	const open = (await openInvoicesOfCustomer(unit, customerId)).map(show);
	const settled = (await settledInvoicesOfCustomer(unit, SETTLED_SHOWN)).map(show);
	return {
		open,
		settled,
		...sumsOf(open),
		cases: await casesOf(unit),
		bank: await bankOf(unit),
		today: unit.today
	};
}

function sumsOf(open: readonly ShownInvoice[]) {
	const sum = (state: InvoiceState): Money[] =>
		totals(
			open
				.filter((invoice) => invoice.state === state)
				.map((invoice) => ({ minor: invoice.freeMinor, currency: invoice.currency }))
		);
	return {
		/** Everything open, contested or not. */
		total: totals(open.map(({ openMinor: minor, currency }) => ({ minor, currency }))),
		overdue: sum('overdue'),
		upcoming: sum('upcoming'),
		paused: sum('paused'),
		disputed: totals(
			open
				.filter(({ disputedMinor }) => disputedMinor > 0n)
				.map(({ disputedMinor, currency }) => ({ minor: disputedMinor, currency }))
		)
	};
}

async function casesOf(unit: Unit<PortalScope>) {
	const cases = await casesOfCustomer(unit);
	const ids = cases.map(({ id }) => id);
	const [items, decisions] = [
		await itemsOfCustomer(unit, ids),
		await decisionsOfCustomer(unit, ids)
	];
	return cases.map((found) => {
		const own = items.filter(({ disputeId }) => disputeId === found.id);
		const claimed = totals(own.map(({ claimedMinor: minor, currency }) => ({ minor, currency })));
		const decision = decisions.find(({ disputeId }) => disputeId === found.id);
		return {
			...found,
			invoices: own.map(({ number }) => number),
			claimed,
			decision: decision
				? {
						verdict: decision.verdict,
						accepted: money(decision.acceptedMinor, claimed[0]?.currency ?? 'EUR')
					}
				: null
		};
	});
}

/** Read from the ledger; no link can change them. */
async function bankOf(unit: Unit<PortalScope>) {
	const { name, iban, bic, ibanSince } = await organisationOf(unit);
	const { code } = await customerOf(unit, unit.scope.customerId);
	return iban ? { holder: name, iban, bic, since: ibanSince, reference: code } : null;
}
