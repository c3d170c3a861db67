import type { LocalDate } from '$lib/domain/calendar';
import { money, totals } from '$lib/domain/money';
import { minus } from '$lib/domain/receivables/credits';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfCustomer, decisionsOfCustomer, itemsOfCustomer } from '../disputes/portal-queries';
import { portalAccount, type PortalAccount } from '../invoices/portal-account';
import { settledInvoicesOfCustomer } from '../invoices/portal-queries';
import { shownInvoice } from '../invoices/portal-states';
import { organisationOf } from '../settings/queries';
import { portalProcedure, router } from '../trpc/procedures';
import { customerOf } from './portal-queries';

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
	const account = await portalAccount(unit);
	const settled = await settledInvoicesOfCustomer(unit, SETTLED_SHOWN);
	return {
		open: account.open,
		settled: settled.map((invoice) => shownInvoice(invoice, { ...account.around, pauses: [] })),
		...sumsOf(account),
		cases: await casesOf(unit),
		bank: await bankOf(unit),
		today: unit.today
	};
}

function sumsOf({ open, credits, sums }: PortalAccount) {
	const { overdue, overduePaused, overduePromised, upcoming, deducted, left } = sums;
	return {
		overdue,
		overduePaused,
		overduePromised,
		promisedFor: promisedDays(open),
		upcoming,
		deducted,
		left,
		/** The balance: everything open, contested or not, less what was received. */
		total: minus(
			totals(open.map(({ openMinor: minor, currency }) => ({ minor, currency }))),
			credits
		),
		disputed: totals(
			open
				.filter(({ disputedMinor }) => disputedMinor > 0n)
				.map(({ disputedMinor, currency }) => ({ minor: disputedMinor, currency }))
		)
	};
}

/** Days for which something late was promised, the first one first. */
const promisedDays = (open: PortalAccount['open']): LocalDate[] => {
	const days = open
		.filter(({ daysLate }) => daysLate > 0)
		.flatMap(({ promise }) => promise?.on ?? []);
	return [...new Set(days)].sort();
};

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
