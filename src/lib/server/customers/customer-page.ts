import { groupBy } from '$lib/domain/group-by';
import { accountSums } from '$lib/domain/receivables/account-sums';
import { aging } from '$lib/domain/receivables/aging';
import { disputedMinor, splitOpen, type Rest } from '$lib/domain/receivables/open-items';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { firstCases } from '../disputes/queue';
import { EVERY_CASE } from '../disputes/queue-filter';
import { openInvoices } from '../invoices/queries';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { officerFor } from '../settings/officers';
import { openPromises } from '../promises/open-promises';
import { settlementLines } from '../payments/settlement-queries';
import { holdList } from './hold-list';
import { latestNotes } from './note-queries';
import { contactsOf, customerByCode, type Customer } from './queries';

/** The whole of them is in his history. */
const NOTES_SHOWN = 5;

/** A customer at a glance: what is owed and how old it is, what is contested, what is paused, who to call. */
export async function customerPage(unit: Unit<DeskScope>, code: string) {
	const customer = await customerByCode(unit, code);
	return {
		...identityOf(customer),
		today: unit.today,
		/** Named for this account, or looking after all nobody was named for. */
		officer: await officerFor(unit, customer.collectorId),
		namedOfficerId: customer.collectorId,
		...(await accountOf(unit, customer.id)),
		contacts: (await contactsOf(unit, customer.id)).map(shownContact),
		notes: await latestNotes(unit, customer.id, NOTES_SHOWN),
		openDisputes: await casesOf(unit, customer, 'open'),
		closedDisputes: await casesOf(unit, customer, 'closed'),
		settlements: await settlementLines(unit, { customerId: customer.id }, 20)
	};
}

const identityOf = ({
	customerGroup,
	id,
	code,
	name,
	address,
	country,
	language,
	directDebit
}: Customer) => ({
	...{ id, code, name, address, country, language, directDebit },
	group: customerGroup
});

/** Open invoices, what they come to, and what pauses them. */
async function accountOf(unit: Unit<DeskScope>, customerId: string) {
	const invoices = await invoicesWithDisputes(unit, customerId);
	const holds = await holdList(unit, customerId);
	const inForce = holds.filter((hold) => hold.inForce);
	const paused = inForce.filter(({ contactId }) => contactId === null);
	return {
		invoices,
		aging: aging(invoices, unit.today),
		balance: await balanceOf(unit, customerId, invoices, paused),
		holds: inForce,
		pastHolds: holds.filter((hold) => !hold.inForce)
	};
}

type Contact = Awaited<ReturnType<typeof contactsOf>>[number];

const shownContact = ({
	id,
	name,
	email,
	phone,
	role,
	language,
	timeZone,
	bouncedAt
}: Contact) => ({ id, name, email, phone, role, language, timeZone, bouncedAt });

const casesOf = (unit: Unit<DeskScope>, { code }: Customer, view: 'open' | 'closed') =>
	firstCases(unit, { ...EVERY_CASE, sort: 'age', customer: code, view });

/** What reminders ask for, and what was received for it: the figures of the customer's own page. */
async function balanceOf(
	unit: Unit<DeskScope>,
	customerId: string,
	invoices: Awaited<ReturnType<typeof invoicesWithDisputes>>,
	holds: readonly (Rest & { invoiceId: string | null })[]
) {
	const credits = (await unallocatedCreditsOf(unit, [customerId])).get(customerId) ?? [];
	const promises = await openPromises(unit, customerId);
	const wide = holds.filter(({ invoiceId }) => invoiceId === null);
	const byInvoice = groupBy(holds, ({ invoiceId }) => invoiceId);
	const owed = invoices.map((invoice) => ({
		...invoice,
		freeMinor: invoice.openMinor - invoice.disputedMinor,
		...splitOpen(invoice.openMinor, {
			disputedMinor: invoice.disputedMinor,
			promisedMinor: promises.get(invoice.id)?.minor ?? 0n,
			rests: [...wide, ...(byInvoice.get(invoice.id) ?? [])]
		})
	}));
	const { covered, onlyPromised: _, ...sums } = accountSums(owed, credits, unit.today);
	const late = owed.filter(({ dueOn }) => dueOn !== null && dueOn < unit.today);
	const days = late.flatMap(({ id }) => promises.get(id)?.parts ?? []).map(({ on }) => on);
	return { ...sums, credits, covered: [...covered], promisedFor: [...new Set(days)].sort() };
}

async function invoicesWithDisputes(unit: Unit<DeskScope>, customerId: string) {
	const invoices = await openInvoices(unit, { customerId, onlyOpen: true });
	const claims = await activeClaims(unit, { customerId });
	return invoices.map((invoice) => {
		const own = claims.filter((claim) => claim.invoiceId === invoice.id);
		return {
			...invoice,
			disputedMinor: disputedMinor(invoice.openMinor, own),
			disputes: [...new Set(own.map(({ reference }) => reference))]
		};
	});
}
