import { and, asc, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { latestFirst } from '../db/latest-first';
import { within, type Period } from '../db/within';
import { accountMessage } from '../db/schema/account-messages';

type AccountMessage = typeof accountMessage.$inferSelect;

/** Shown of what is answered: the latest ones. What waits is always shown. */
const KEPT = 20;

/** The latest first. */
export async function messagesOf(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<AccountMessage[]> {
	const waiting = await latestMessages(unit, customerId, isNull(accountMessage.handledAt));
	const answered = latestMessages(unit, customerId, isNotNull(accountMessage.handledAt));
	return [...waiting, ...(await answered.limit(KEPT))].sort(latestFirst(({ at }) => at));
}

const latestMessages = ({ tx, scope }: Unit<InsideScope>, customerId: string, which: SQL) =>
	tx
		.select()
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, scope.organisationId),
				eq(accountMessage.customerId, customerId),
				which
			)
		)
		.orderBy(desc(accountMessage.at), desc(accountMessage.id))
		.$dynamic();

/** Nobody has answered them yet, the oldest first. */
export const openMessages = (unit: Unit<InsideScope>) =>
	unit.tx
		.select({
			customerId: accountMessage.customerId,
			kind: accountMessage.kind,
			at: accountMessage.at
		})
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, unit.scope.organisationId),
				isNull(accountMessage.handledAt)
			)
		)
		.orderBy(accountMessage.at);

/** All that was written about the account in a period, the oldest first. */
export const saidAboutAccount = (
	unit: Unit<InsideScope>,
	{ customerId, ...period }: { customerId: string } & Period
): Promise<AccountMessage[]> =>
	unit.tx
		.select()
		.from(accountMessage)
		.where(
			and(
				eq(accountMessage.organisationId, unit.scope.organisationId),
				eq(accountMessage.customerId, customerId),
				within(accountMessage.at, period)
			)
		)
		.orderBy(asc(accountMessage.at), asc(accountMessage.id));

/** The latest ones, whether answered or not, and how many there are. */
export async function latestSaid(unit: Unit<InsideScope>, customerId: string, limit: number) {
	const which = and(
		eq(accountMessage.organisationId, unit.scope.organisationId),
		eq(accountMessage.customerId, customerId)
	);
	const rows = await unit.tx
		.select()
		.from(accountMessage)
		.where(which)
		.orderBy(desc(accountMessage.at), desc(accountMessage.id))
		.limit(limit);
	return { rows, total: await unit.tx.$count(accountMessage, which) };
}
