import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import type { Language } from '$lib/i18n/language';
import type { PreparedFile } from '../attachments/prepare-files';
import { saveAttachments } from '../attachments/save-attachment';
import { record } from '../audit/record';
import {
	CUSTOMER_DAY,
	LINK_DAY,
	ofLink,
	refuseAboveCustomerDay,
	refuseAboveToday
} from '../auth/link-day';
import { signatureOf, type PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { accountMessage } from '../db/schema/account-messages';
import { putMail } from '../delivery/outbox';
import { contentSha256Of } from '../evidence';
import { openInvoices } from '../invoices/queries';
import { organisationOf } from '../settings/queries';
import { customerOf } from './portal-queries';

export interface NewMessage {
	kind: 'question' | 'wrong_person';
	body: string;
	/** Empty = the account. */
	invoiceIds: readonly string[];
	language: Language;
	files: readonly PreparedFile[];
	/** As they came. */
	sent: string[][];
	idempotencyKey: string;
}

/** A question about the account, or whom to ask instead: a colleague reads it, nothing changes by itself. */
export async function writeMessage(
	unit: Unit<PortalScope>,
	input: NewMessage
): Promise<{ messageId: string }> {
	if (!input.body.trim())
		throw new AppError(
			input.kind === 'wrong_person' ? 'successor_required' : 'message_required',
			{},
			'body'
		);
	const { customerId, holder } = unit.scope;
	const invoices = await openInvoices(unit, { customerId, invoiceIds: input.invoiceIds });
	const numbers = invoices.map(({ number }) => number);
	if (numbers.length < new Set(input.invoiceIds).size) throw new AppError('not_found');
	const messageId = uuidv7();
	if (!(await insertOnce(unit, messageId, input))) return (await messageWrittenWith(unit, input))!;
	await refuseAboveToday(unit, {
		...{ table: accountMessage, at: accountMessage.at, which: ofLink(unit, accountMessage) },
		// This one is among them.
		most: LINK_DAY.messages + 1
	});
	await refuseAboveCustomerDay(unit, {
		...{ table: accountMessage, at: accountMessage.at, most: CUSTOMER_DAY.messages + 1 }
	});
	await saveAttachments(
		unit,
		{ accountMessageId: messageId, customerId, audience: 'customer', uploadedByKind: 'customer' },
		input.files
	);
	await record(
		unit,
		`customer.${input.kind === 'question' ? 'question_asked' : 'wrong_person_told'}`,
		{ kind: 'customer', id: customerId, customerId },
		{ messageId, by: holder.email }
	);
	await tellStaff(unit, messageId, input, numbers);
	return { messageId };
}

type Typed = Omit<NewMessage, 'files'>;

const contentOf = ({ kind, body, invoiceIds, sent }: Typed) =>
	contentSha256Of([kind, body, invoiceIds, ...sent]);

/** False when the key was used before; whoever comes second waits for the first. */
async function insertOnce(unit: Unit<PortalScope>, id: string, input: NewMessage) {
	const { organisationId, customerId, holder } = unit.scope;
	const { kind, body, invoiceIds, language, idempotencyKey } = input;
	const { rowCount } = await unit.tx
		.insert(accountMessage)
		.values({
			...{ organisationId, id, customerId, kind, body: body.trim(), language, idempotencyKey },
			invoiceIds: [...invoiceIds],
			byName: signatureOf(holder),
			byEmail: holder.email,
			linkId: holder.linkId,
			at: unit.now,
			contentSha256: contentOf(input)
		})
		.onConflictDoNothing();
	return rowCount === 1;
}

/** What was written with the same key before. @throws key_reused when it said something else */
export async function messageWrittenWith(unit: Unit<PortalScope>, input: Typed) {
	const { organisationId, customerId } = unit.scope;
	const [row] = await unit.tx
		.select({ messageId: accountMessage.id, contentSha256: accountMessage.contentSha256 })
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, organisationId),
				eq(accountMessage.customerId, customerId),
				eq(accountMessage.idempotencyKey, input.idempotencyKey)
			)
		);
	if (!row) return null;
	if (row.contentSha256 !== contentOf(input)) throw new AppError('key_reused');
	return { messageId: row.messageId };
}

async function tellStaff(
	unit: Unit<PortalScope>,
	messageId: string,
	{ kind, body }: NewMessage,
	numbers: readonly string[]
): Promise<void> {
	const { email, name, language } = await organisationOf(unit);
	const customer = await customerOf(unit, unit.scope.customerId);
	await putMail(unit, {
		mail: 'staff-alert',
		onceKey: `staff-alert:message:${messageId}`,
		to: { email, name, language },
		customerId: unit.scope.customerId,
		facts: {
			event: kind,
			reference: numbers.join(', ') || customer.code,
			deskPath: `/customers/${encodeURIComponent(customer.code)}#heard`,
			customerName: customer.name,
			text: body.trim()
		}
	});
}
