import type { LocalDate } from '$lib/domain/calendar';
import type { DeskScope } from '../../auth/scope';
import { contactsOf, customerByCode } from '../../customers/queries';
import { saidAboutAccount } from '../../customers/message-queries';
import type { Unit } from '../../db/client';
import { casesBetween } from '../../disputes/cases-between';
import { openInvoices } from '../../invoices/queries';
import { organisationOf } from '../../settings/queries';
import { periodOf, type AskedDays } from './asked';

/** What is small enough to be read at once; messages, notices and cases are read while the pack is written. */
export async function accountFacts(unit: Unit<DeskScope>, asked: AskedDays) {
	const customer = await customerByCode(unit, asked.code);
	const period = periodOf(asked, unit.scope.timeZone);
	const cases = await casesBetween(unit, { customerId: customer.id, ...period });
	const contested = new Set(cases.flatMap(({ invoiceIds }) => invoiceIds));
	const invoices = await openInvoices(unit, { customerId: customer.id });
	return {
		customer,
		cases,
		at: unit.now,
		organisation: await organisationOf(unit),
		contacts: await contactsOf(unit, customer.id),
		said: await saidAboutAccount(unit, { customerId: customer.id, ...period }),
		/** Written or due in these days, or contested in them. */
		invoices: invoices.filter(
			({ id, issuedOn, dueOn }) => contested.has(id) || isWithin(asked, issuedOn, dueOn)
		)
	};
}
export type AccountFacts = Awaited<ReturnType<typeof accountFacts>>;

const isWithin = (
	{ from, until }: AskedDays,
	issuedOn: LocalDate,
	dueOn: LocalDate | null
): boolean =>
	(until === null || issuedOn <= until) &&
	(from === null || issuedOn >= from || (dueOn !== null && dueOn >= from));
