import { accountSums } from '$lib/domain/receivables/account-sums';
import { aging } from '$lib/domain/receivables/aging';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { activeClaims } from '../disputes/queries';
import { disputeQueue } from '../disputes/queue';
import { openInvoices } from '../invoices/queries';
import { unallocatedCreditsOf } from '../payments/dunning-facts';
import { settlementLines } from '../payments/settlement-queries';
import { holdList } from './hold-list';
import { contactsOf, customerByCode } from './queries';

/** A customer at a glance: what is owed and how old it is, what is contested, what is paused, who to call. */
export async function customerPage(unit: Unit<DeskScope>, code: string) {
	const customer = await customerByCode(unit, code);
	const invoices = await invoicesWithDisputes(unit, customer.id);
	const holds = await holdList(unit, customer.id);
	const cases = {
		customer: customer.code,
		q: '',
		reason: '',
		category: '' as const,
		sort: 'age' as const,
		page: 1
	};
	return {
		id: customer.id,
		code: customer.code,
		name: customer.name,
		address: customer.address,
		country: customer.country,
		language: customer.language,
		directDebit: customer.directDebit,
		group: customer.customerGroup,
		today: unit.today,
		aging: aging(invoices, unit.today),
		balance: await balanceOf(
			unit,
			customer.id,
			invoices,
			holds.filter(({ inForce, contactId }) => inForce && contactId === null)
		),
		invoices,
		contacts: (await contactsOf(unit, customer.id)).map(
			({ id, name, email, phone, role, language, timeZone, bouncedAt }) => ({
				id,
				name,
				email,
				phone,
				role,
				language,
				timeZone,
				bouncedAt
			})
		),
		holds: holds.filter(({ inForce }) => inForce),
		pastHolds: holds.filter(({ inForce }) => !inForce),
		openDisputes: (await disputeQueue(unit, { ...cases, view: 'open' })).rows,
		closedDisputes: (await disputeQueue(unit, { ...cases, view: 'closed' })).rows,
		settlements: await settlementLines(unit, { customerId: customer.id }, 20)
	};
}

/** What reminders ask for, and what was received for it: the figures of the customer's own page. */
async function balanceOf(
	unit: Unit<DeskScope>,
	customerId: string,
	invoices: Awaited<ReturnType<typeof invoicesWithDisputes>>,
	holds: readonly { invoiceId: string | null; contactId: string | null }[]
) {
	const credits = (await unallocatedCreditsOf(unit, [customerId])).get(customerId) ?? [];
	const owed = invoices.map((invoice) => ({
		...invoice,
		freeMinor: invoice.openMinor - invoice.disputedMinor,
		paused: holds.some(({ invoiceId }) => invoiceId === null || invoiceId === invoice.id)
	}));
	const { covered, ...sums } = accountSums(owed, credits, unit.today);
	return { ...sums, credits, covered: [...covered] };
}

async function invoicesWithDisputes(unit: Unit<DeskScope>, customerId: string) {
	const invoices = await openInvoices(unit, { customerId, onlyOpen: true });
	const claims = await activeClaims(unit, { customerId });
	return invoices.map((invoice) => {
		const own = claims.filter((claim) => claim.invoiceId === invoice.id);
		return {
			...invoice,
			disputedMinor: disputedMinor(invoice.openMinor, own),
			disputes: own.map((claim) => claim.reference)
		};
	});
}
