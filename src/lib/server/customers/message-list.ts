import { accountFiles } from '../attachments/account-files';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { openInvoices } from '../invoices/queries';
import { messagesOf } from './message-queries';

/** What a customer wrote about his account, as staff reads it, the latest first. */
export async function messagesHeard(unit: Unit<InsideScope>, customerId: string) {
	const messages = await messagesOf(unit, customerId);
	const invoiceIds = messages.flatMap((message) => message.invoiceIds);
	const invoices = invoiceIds.length ? await openInvoices(unit, { customerId, invoiceIds }) : [];
	const files = await accountFiles(unit, customerId);
	return messages.map((message) => ({
		...{ id: message.id, kind: message.kind, body: message.body, at: message.at },
		...{ by: message.byName, byEmail: message.byEmail },
		...{ handledAt: message.handledAt, handledBy: message.handledBy },
		handledNote: message.handledNote,
		numbers: invoices
			.filter(({ id }) => message.invoiceIds.includes(id))
			.map(({ number }) => number),
		files: files.filter(({ accountMessageId }) => accountMessageId === message.id)
	}));
}
