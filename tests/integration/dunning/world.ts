import { and, asc, eq } from 'drizzle-orm';
import { localDate } from '$lib/domain/calendar';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork } from '$lib/server/db/client';
import { delivery } from '$lib/server/db/schema/delivery';
import { notice } from '$lib/server/db/schema/notices';
import { decision } from '$lib/server/db/schema/runs';
import { decisionsFrom } from '$lib/server/dunning/stored-decision';
import { claimNotice } from '$lib/server/dunning/claim-notice';
import {
	buildContact,
	buildCustomer,
	buildInvoice,
	buildOrganisation,
	type InvoiceRow
} from '../../support/factories';

/** A customer with one invoice of 1,000.00, ten days late on the usual test day: the reminder is due. */
export async function debtor(inside: SystemScope, fields: Partial<InvoiceRow> = {}) {
	const customer = await buildCustomer(inside);
	const contact = await buildContact(inside, customer);
	return { inside, customer, contact, invoice: await buildInvoice(inside, customer, fields) };
}

export const organisationWithDebtor = async (fields: Partial<InvoiceRow> = {}) =>
	debtor(await buildOrganisation(), fields);

export const day = localDate;

export const noticesIn = (inside: SystemScope, customerId?: string) =>
	unitOfWork(inside, ({ tx }) =>
		tx
			.select()
			.from(notice)
			.where(
				and(
					eq(notice.organisationId, inside.organisationId),
					customerId ? eq(notice.customerId, customerId) : undefined
				)
			)
			.orderBy(asc(notice.id))
	);

export const deliveriesIn = (inside: SystemScope) =>
	unitOfWork(inside, ({ tx }) =>
		tx
			.select()
			.from(delivery)
			.where(eq(delivery.organisationId, inside.organisationId))
			.orderBy(asc(delivery.id))
	);

export const decisionsIn = (inside: SystemScope) =>
	unitOfWork(inside, ({ tx }) =>
		tx
			.select()
			.from(decision)
			.where(eq(decision.organisationId, inside.organisationId))
			.orderBy(asc(decision.runId), asc(decision.customerId))
	);

/** The last look of whoever sends it, with the address its mail was put down for. */
export async function claimMail(inside: SystemScope, noticeId: string) {
	const mail = (await deliveriesIn(inside)).findLast((row) => row.noticeId === noticeId);
	const to = { email: mail?.toEmail ?? '', language: mail?.language ?? 'fr' };
	return unitOfWork(inside, (unit) => claimNotice(unit, noticeId, to));
}

/** As `decisionsIn`, read back as they were made. */
export const decidedIn = async (inside: SystemScope) => {
	const rows = await decisionsIn(inside);
	return unitOfWork(inside, (unit) => decisionsFrom(unit, rows));
};
