import { localDate } from '$lib/domain/calendar';
import { unitOfWork } from '$lib/server/db/client';
import { lettersOf } from '$lib/server/dunning/letters/letter-list';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { asOwner } from '../../support/database';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	type InvoiceRow
} from '../../support/factories';
import { callerFor } from '../../support/scopes';
import type { Company } from '../../support/world';
import { noticesIn } from '../dunning/world';

interface Addressee {
	name: string;
	registered?: boolean;
	/** Each of 1,000.00, overdue since 28 January 2026. */
	invoices?: number;
}

/** A letter somebody confirmed today, in the run of today. */
export async function confirmedLetter(company: Company, addressee: Addressee) {
	const { noticeId, invoices } = await waitingLetter(company, addressee);
	await callerFor(company.desk.collector).desk.dunning.confirm({ noticeId });
	return { ...(await letterOfNotice(company, noticeId)), invoices };
}

/** A formal notice asks for an earlier contact: these tests begin after it. */
export async function waitingLetter(
	{ inside }: Company,
	{ name, registered = false, invoices = 1 }: Addressee
) {
	const customer = await buildCustomer(inside, { name, address: '4 quai de Saône\n69002 Lyon' });
	await buildContact(inside, customer);
	const owed: InvoiceRow[] = [];
	for (let n = 0; n < invoices; n++)
		owed.push(await buildInvoice(inside, customer, { dueOn: localDate('2026-01-28') }));
	await runDunning(inside);
	const [notice] = await noticesIn(inside, customer.id);
	await asOwner("update notice set channel = $2, status = 'to_confirm' where id = $1", [
		notice!.id,
		registered ? 'registered_letter' : 'letter'
	]);
	return { noticeId: notice!.id, invoices: owed };
}

export const letterOfNotice = ({ inside }: Company, noticeId: string) =>
	unitOfWork(inside, async (unit) => {
		const { rows } = await lettersOf(unit, { page: 1 });
		return rows.find((row) => row.noticeId === noticeId)!;
	});

export const auditOf = async (id: string): Promise<string[]> =>
	(
		await asOwner<{ action: string }>(
			'select action from audit_event where subject_id = $1 order by at, id',
			[id]
		)
	).map(({ action }) => action);
