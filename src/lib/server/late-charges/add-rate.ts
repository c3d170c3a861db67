import { uuidv7 } from 'uuidv7';
import type { LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { formatDay } from '$lib/i18n/format';
import { record } from '../audit/record';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { lateRate } from '../db/schema/late-charges';

export type NewRate = { fromOn: LocalDate; source: string } & (
	| { kind: 'interest'; basisPoints: number }
	| { kind: 'fixed_fee'; amountMinor: bigint; currency: string }
);

/**
 * A rate or fixed sum agreed with customers, from a day on.
 * @throws rate_exists when another one begins on the same day
 */
export async function addRate(unit: Unit<InsideScope>, rate: NewRate): Promise<string> {
	const id = uuidv7();
	const written = await unit.tx
		.insert(lateRate)
		.values({
			...rate,
			organisationId: unit.scope.organisationId,
			id,
			createdAt: unit.now,
			createdBy: actorOf(unit.scope).name
		})
		.onConflictDoNothing()
		.returning({ id: lateRate.id });
	if (written.length === 0)
		throw new AppError('rate_exists', { day: formatDay(rate.fromOn) }, 'fromOn');
	await record(unit, 'late_rate.added', { kind: 'late_rate', id }, { ...rate });
	return id;
}
