import { localDateAt } from '$lib/domain/calendar';
import { money } from '$lib/domain/money';
import { placeOf } from '$lib/domain/worklist/next-step';
import type { DeskScope } from '../auth/scope';
import { failedCredits } from '../credits/queries';
import type { Unit } from '../db/client';
import { decidersOf } from '../disputes/deciders';
import { NOTHING_MORE, type WorkRow } from './work-row';

/** Failed requests of everybody that are looked through for his. */
const MOST_FAILED = 1_000;

/** Credits he granted, or of cases he looks after, that accounting could not make. */
export async function creditRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const failed = await failedCredits(unit, MOST_FAILED);
	if (failed.length === 0) return [];
	const people = await decidersOf(
		unit,
		failed.map(({ resolutionId }) => resolutionId)
	);
	const me = unit.scope.user.id;
	const isMine = (resolutionId: string): boolean => {
		const found = people.get(resolutionId);
		return found?.decidedById === me || found?.collectorId === me;
	};
	return failed
		.filter(({ resolutionId }) => isMine(resolutionId))
		.map(({ id, reference, customer, amountMinor, currency, failedAt }) => ({
			...NOTHING_MORE,
			...{ key: `credit:${id}`, kind: 'credit' as const, who: customer.name, reference },
			customerCode: customer.code,
			on: failedAt && localDateAt(failedAt, unit.scope.timeZone),
			...{ href: placeOf('credit', { creditId: id }), amounts: [money(amountMinor, currency)] }
		}));
}
