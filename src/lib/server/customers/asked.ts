import { and, count, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { localDateAt } from '$lib/domain/calendar';
import { messageFiles } from '../attachments/message-files';
import type { PortalScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { latestFirst } from '../db/latest-first';
import { accountMessage } from '../db/schema/account-messages';
import { openInvoices } from '../invoices/queries';

/** Shown of what is dealt with: the latest ones. What waits is always shown. */
const KEPT = 10;

/** What the holder of the link wrote about the account, the latest first, and when a colleague has dealt with it. */
export async function askedByHolder(unit: Unit<PortalScope>) {
	const waiting = await latest(unit, isNull(accountMessage.handledAt));
	const dealtWith = await latest(unit, isNotNull(accountMessage.handledAt), KEPT);
	const rows = [...waiting, ...dealtWith].sort(latestFirst(({ at }) => at));
	const numbers = await numbersIn(
		unit,
		rows.flatMap(({ invoiceIds }) => invoiceIds)
	);
	const files = await messageFiles(
		unit,
		rows.map(({ id }) => id)
	);
	const dayOf = (at: Date) => localDateAt(at, unit.scope.timeZone);
	return rows.map(({ id, body, at, handledAt, invoiceIds }) => ({
		...{ id, body, on: dayOf(at), handledOn: handledAt && dayOf(handledAt) },
		numbers: invoiceIds.flatMap((invoiceId) => numbers.get(invoiceId) ?? []),
		files: files.get(id) ?? []
	}));
}

function latest(unit: Unit<PortalScope>, which: SQL, most?: number) {
	const found = unit.tx
		.select()
		.from(accountMessage)
		.where(and(ofHolder(unit), which))
		.orderBy(desc(accountMessage.at), desc(accountMessage.id));
	return most === undefined ? found : found.limit(most);
}

/** Questions nobody has dealt with yet; whom to ask instead is told apart. */
export async function askedWaiting(unit: Unit<PortalScope>): Promise<number> {
	const [found] = await unit.tx
		.select({ waiting: count() })
		.from(accountMessage)
		.where(
			and(ofHolder(unit), eq(accountMessage.kind, 'question'), isNull(accountMessage.handledAt))
		);
	return found!.waiting;
}

/** What a colleague wrote through a link of his own is his. */
const ofHolder = ({ scope }: Unit<PortalScope>) =>
	and(
		eq(accountMessage.organisationId, scope.organisationId),
		eq(accountMessage.customerId, scope.customerId),
		eq(accountMessage.byEmail, scope.holder.email)
	);

async function numbersIn(unit: Unit<PortalScope>, invoiceIds: readonly string[]) {
	if (invoiceIds.length === 0) return new Map<string, string>();
	const { customerId } = unit.scope;
	const invoices = await openInvoices(unit, { customerId, invoiceIds });
	return new Map(invoices.map(({ id, number }) => [id, number]));
}
