import { addDays } from '$lib/domain/calendar';
import { contestedByCase } from '$lib/domain/disputes/left-of-case';
import { isClosed } from '$lib/domain/disputes/lifecycle';
import { minorMin, totals } from '$lib/domain/money';
import { accountsByCurrency } from '$lib/domain/statement/by-currency';
import type { PortalScope } from '../auth/scope';
import { customerOf } from '../customers/portal-queries';
import type { Unit } from '../db/client';
import { casesOfCustomer, itemsOfCustomer } from '../disputes/portal-queries';
import { portalAccount, type PortalAccount } from '../invoices/portal-account';
import { reportedState, type ReportedState } from '$lib/domain/receivables/reported-payment';
import { withFates } from '../payments/claim-fates';
import { claimsSaid, SAID_DAYS } from '../payments/claim-queries';
import { creditorOf } from '../settings/creditor';
import { organisationOf } from '../settings/queries';

export type StatementFacts = Awaited<ReturnType<typeof statementFacts>>;

/** The account of the link's customer as it stands now: the page, the PDF and the spreadsheet say the same. */
export async function statementFacts(unit: Unit<PortalScope>) {
	const account = await portalAccount(unit);
	const { name, code, address } = await customerOf(unit, unit.scope.customerId);
	const { iban, bic } = await organisationOf(unit);
	return {
		creditor: { ...(await creditorOf(unit)), iban, bic },
		customer: { name, code, address },
		accounts: accountsByCurrency(account.open.map(stated), account.credits, account.sums.overdue),
		cases: await openCases(unit, account),
		promises: promisesIn(account),
		said: await saidIn(unit, account),
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
	disputedMinor: invoice.disputedMinor - invoice.refusedMinor,
	refusedMinor: invoice.refusedMinor,
	acceptedMinor: invoice.acceptedMinor,
	daysLate: invoice.daysLate,
	state: invoice.state,
	saidPaidMinor: saidPaidOf(invoice),
	pausedMinor: invoice.heldMinor - saidPaidOf(invoice),
	/** As the account page counts it: what a decision refused stands beside it, promised or not. */
	promisedMinor: minorMin(invoice.promise?.minor ?? 0n, invoice.freeMinor),
	/** One for each payment. */
	promised: invoice.promise?.parts ?? []
});
export type StatementItem = ReturnType<typeof stated>;

/** All that rests of an invoice because he said to have paid it, or the parts of it. */
const saidPaidOf = ({ pause, heldMinor, saidPaid }: PortalAccount['open'][number]): bigint =>
	pause?.kind === 'payment_announced'
		? heldMinor
		: saidPaid.reduce((sum, { minor }) => sum + minor, 0n);

const promisesIn = ({ open }: PortalAccount) =>
	open.flatMap(({ number, currency, promise }) =>
		(promise?.parts ?? []).map(({ on, minor }) => ({ number, on, amount: { minor, currency } }))
	);

const STATED: ReadonlySet<ReportedState> = new Set([
	'found',
	'unbooked',
	'resting',
	'checking',
	'sought'
]);

/** What he said to have paid of what is open, was not booked since, and nobody has said that it was not found. */
async function saidIn(unit: Unit<PortalScope>, account: PortalAccount) {
	const since = addDays(unit.today, -SAID_DAYS);
	const invoiceIds = account.open.map(({ id }) => id);
	const said = await claimsSaid(unit, { since, invoiceIds });
	return (await withFates(unit, said, account))
		.filter((claim) => claim.verdict !== 'not_found' && STATED.has(reportedState(claim)))
		.map(({ invoices, paidOn, amountMinor: minor, currency, verdict }) => ({
			numbers: invoices.map(({ number }) => number),
			...{ paidOn, amount: { minor, currency }, isFound: verdict === 'found' }
		}));
}

async function openCases(unit: Unit<PortalScope>, account: PortalAccount) {
	const cases = (await casesOfCustomer(unit)).filter(({ status }) => !isClosed(status));
	const items = await itemsOfCustomer(
		unit,
		cases.map(({ id }) => id)
	);
	const openOf = (id: string) => account.open.find((one) => one.id === id)?.openMinor ?? 0n;
	const contested = contestedByCase(account.around.claims, openOf);
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
			// What is left of it now: together what the invoices say is contested.
			claimed: totals(
				own.slice(0, 1).map(({ currency }) => ({ minor: contested.get(reference) ?? 0n, currency }))
			)
		};
	});
}
