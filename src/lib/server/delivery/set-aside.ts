import { and, eq, inArray } from 'drizzle-orm';
import type { OwnWord } from '$lib/domain/delivery/own-words';
import { AppError } from '$lib/domain/errors';
import type { SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { tellNotice } from './notice-hook';

const PAUSE_MINUTES = 5;

/** Waiting does not help: a person has to do something first. */
const FINAL: readonly OwnWord[] = ['email_invalid', 'provider_missing'];
/** What went wrong is in the log: nobody it is shown to knows what a query is. */
const NOT_WRITTEN: OwnWord = 'not_written';

/**
 * A mail that could not even be written must not hold up the others: an unusable address is final,
 * anything else waits. One that another process took meanwhile is his.
 */
export const setAside = (scope: SystemScope, id: string, error: unknown): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		const final = FINAL.find((word) => error instanceof AppError && error.code === word);
		const response = final ?? NOT_WRITTEN;
		const later = new Date(unit.now.getTime() + PAUSE_MINUTES * 60_000);
		const [row] = await unit.tx
			.update(delivery)
			.set(final ? { status: 'failed', response } : { nextAttemptAt: later, response })
			.where(
				and(
					eq(delivery.organisationId, scope.organisationId),
					inArray(delivery.status, ['planned', 'retry']),
					eq(delivery.id, id)
				)
			)
			.returning({ noticeId: delivery.noticeId });
		if (row && final) await tellNotice(unit, row.noticeId, 'failed');
	});
