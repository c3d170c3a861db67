import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { Way } from './channels/message';

/** Messages read at once: what is due beyond them waits for the next turn. */
const AT_ONCE = 500;

export interface Due extends Pick<
	typeof delivery.$inferSelect,
	'id' | 'mail' | 'language' | 'channel' | 'noticeId' | 'customerId'
> {
	/** A group it was in did not come about. */
	alone?: boolean;
}

export const dueIn = (scope: SystemScope, way: Way): Promise<Due[]> =>
	unitOfWork(scope, (unit) =>
		unit.tx
			.select({
				id: delivery.id,
				mail: delivery.mail,
				language: delivery.language,
				channel: delivery.channel,
				noticeId: delivery.noticeId,
				customerId: delivery.customerId
			})
			.from(delivery)
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					eq(delivery.channel, way),
					inArray(delivery.status, ['planned', 'retry']),
					lte(delivery.nextAttemptAt, unit.now)
				)
			)
			.orderBy(asc(delivery.nextAttemptAt), asc(delivery.id))
			.limit(AT_ONCE)
	);

/** Notices by mail, each to another customer; what is behind something else waits for its turn. */
const mayShare = ({ channel, noticeId, customerId, alone }: Due): boolean =>
	channel === 'email' && noticeId !== null && customerId !== null && !alone;

/** Takes the first ones off `due` that may be claimed together, at most so many; the first alone when it may not. */
export function takeTogether(due: Due[], most: number): Due[] {
	const customers = new Set<string>();
	const taken: Due[] = [];
	for (const one of due) {
		if (taken.length >= most || !mayShare(one)) break;
		if (customers.has(one.customerId!)) continue;
		customers.add(one.customerId!);
		taken.push(one);
	}
	if (taken.length === 0) return due.splice(0, 1);
	const gone = new Set(taken);
	due.splice(0, due.length, ...due.filter((one) => !gone.has(one)));
	return taken;
}
