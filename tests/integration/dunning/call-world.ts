import { localDate } from '$lib/domain/calendar';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	type CustomerRow
} from '../../support/factories';
import { callerFor } from '../../support/scopes';
import type { Company } from '../../support/world';
import { noticesIn } from './world';

/** A customer of whom the engine wants that somebody calls. */
export async function callWaiting(
	company: Company,
	dueOn = '2026-02-10',
	fields: Partial<CustomerRow> = {}
) {
	const customer = await buildCustomer(company.inside, fields);
	await buildContact(company.inside, customer, { phone: '+33 4 72 00 00 00' });
	const invoice = await buildInvoice(company.inside, customer, {
		issuedOn: localDate('2026-01-10'),
		dueOn: localDate(dueOn)
	});
	await callerFor(company.desk.collector).desk.dunning.runNow();
	const [notice] = await noticesIn(company.inside, customer.id);
	return { customer, invoice, noticeId: notice!.id };
}
