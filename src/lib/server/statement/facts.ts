import { isClosed } from '$lib/domain/disputes/lifecycle';
import { totals } from '$lib/domain/money';
import { accountsByCurrency } from '$lib/domain/statement/by-currency';
import type { PortalScope } from '../auth/scope';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { casesOfCustomer, itemsOfCustomer } from '../disputes/portal-queries';
import { contestedIn, portalAccount, type PortalAccount } from '../invoices/portal-account';
import { organisationOf } from '../settings/queries';

export type StatementFacts = Awaited<ReturnType<typeof statementFacts>>;

/** The account of the link's customer as it stands now: the page, the PDF and the spreadsheet say the same. */
export async function statementFacts(unit: Unit<PortalScope>) {
	const account = await portalAccount(unit);
	const { name, code, address } = await customerOf(unit, unit.scope.customerId);
	return {
		creditor: await creditorOf(unit),
		customer: { name, code, address },
		accounts: accountsByCurrency(account.open.map(stated), account.credits),
		cases: await openCases(unit, account),
		promises: promisesIn(account),
		now: unit.now,
		today: unit.today,
		timeZone: unit.scope.timeZone
	};
}

const stated = (invoice: PortalAccount['open'][number]) => ({
	id: invoice.id,
	number: invoice.number,
	issuedOn: invoice.issuedOn,
	dueOn: invoice.dueOn,
	currency: invoice.currency,
	totalMinor: invoice.totalMinor,
	openMinor: invoice.openMinor,
	disputedMinor: invoice.disputedMinor,
	daysLate: invoice.daysLate,
	state: invoice.state,
	saidPaidMinor: invoice.saidPaid.reduce((sum, { minor }) => sum + minor, 0n),
	/** One for each payment. */
	promisedOn: (invoice.promise?.parts ?? []).map(({ on }) => on)
});
export type StatementItem = ReturnType<typeof stated>;

const promisesIn = ({ open }: PortalAccount) =>
	open.flatMap(({ number, currency, promise }) =>
		(promise?.parts ?? []).map(({ on, minor }) => ({ number, on, amount: { minor, currency } }))
	);

async function openCases(unit: Unit<PortalScope>, account: PortalAccount) {
	const cases = (await casesOfCustomer(unit)).filter(({ status }) => !isClosed(status));
	const items = await itemsOfCustomer(
		unit,
		cases.map(({ id }) => id)
	);
	return cases.map(({ id, reference, status, openedOn, answerDueOn, isMissed, labels }) => {
		const own = items.filter(({ disputeId }) => disputeId === id);
		return {
			reference,
			status,
			openedOn,
			answerDueOn,
			isMissed,
			labels,
			// Once each, however many lines of it are contested.
			invoices: [...new Set(own.map(({ number }) => number))],
			// What is left of it now: the amounts of the invoices say the same.
			claimed: totals(
				own
					.slice(0, 1)
					.map(({ currency }) => ({ minor: contestedIn(account, reference) ?? 0n, currency }))
			)
		};
	});
}

async function creditorOf(unit: Unit<PortalScope>) {
	const { name, legalName, address, registration, phone, email, accent, iban, bic } =
		await organisationOf(unit);
	return { name, legalName, address, registration, phone, email, accent, iban, bic };
}
