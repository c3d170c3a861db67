import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfMyDay } from '../disputes/cases-of-my-day';
import { MOST, NOTHING_MORE, type WorkRow } from './work-row';

/** Working days before the promised one from which a case is told of. */
const NEAR_DAYS = 2;

/** Cases of his that wait for him, or are near the day that was promised. */
export async function caseRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const cases = await casesOfMyDay(unit, { nearDays: NEAR_DAYS, most: MOST });
	return cases.flatMap((row): WorkRow[] => {
		const kind = row.awaited;
		const daysLeft =
			row.left && (row.left.late ? -Math.max(1, row.left.daysLate) : row.left.daysLeft);
		const isNear = row.status !== 'waiting_customer' && daysLeft !== null && daysLeft <= NEAR_DAYS;
		if (kind === 'case' && !isNear) return [];
		return [
			{
				...NOTHING_MORE,
				...{ key: `${kind}:${row.reference}`, kind, who: row.customerName },
				...{ href: `/disputes/${row.reference}`, reference: row.reference },
				standing: row.status,
				...{ on: row.answerDueOn, daysLeft: isNear ? daysLeft : null },
				amounts: [money(row.claimedMinor, row.currency)]
			}
		];
	});
}
