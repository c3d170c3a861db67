import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import type { SystemScope } from '../auth/scope';
import { unitOfWork } from '../db/client';
import { delivery } from '../db/schema/delivery';
import { tellNotice } from './notice-hook';

const PAUSE_MINUTES = 5;

/** Waiting does not help: a person has to do something first. */
const FINAL: ReadonlySet<string> = new Set(['email_invalid', 'provider_missing']);

/** A mail that could not even be written must not hold up the others: an unusable address is final, anything else waits. */
export const setAside = (scope: SystemScope, id: string, error: unknown): Promise<void> =>
	unitOfWork(scope, async (unit) => {
		const final = error instanceof AppError && FINAL.has(error.code);
		const response = error instanceof Error ? error.message.slice(0, 500) : String(error);
		const later = new Date(unit.now.getTime() + PAUSE_MINUTES * 60_000);
		const [row] = await unit.tx
			.update(delivery)
			.set(final ? { status: 'failed', response } : { nextAttemptAt: later, response })
			.where(and(eq(delivery.organisationId, scope.organisationId), eq(delivery.id, id)))
			.returning({ noticeId: delivery.noticeId });
		if (row && final) await tellNotice(unit, row.noticeId, 'failed');
	});
