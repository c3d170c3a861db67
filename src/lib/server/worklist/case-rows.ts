import { money } from '$lib/domain/money';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { disputeQueue } from '../disputes/queue';
import { EVERY_CASE } from '../disputes/queue-filter';
import { requestsOfMine } from '../disputes/requests-of-mine';
import { NOTHING_MORE, type WorkRow } from './work-row';

/** Working days before the promised one from which a case is told of. */
const NEAR_DAYS = 2;

/** Cases of his that wait for him: to sign, to answer an approver, or near the day that was promised. */
export async function caseRows(unit: Unit<DeskScope>): Promise<WorkRow[]> {
	const requests = await requestsOfMine(unit);
	const sign = new Set(requests.toSign);
	const reply = new Set(requests.toReply);
	const { rows } = await disputeQueue(unit, { ...EVERY_CASE, view: 'mine' });
	return rows.flatMap((row): WorkRow[] => {
		const daysLeft =
			row.left && (row.left.late ? -Math.max(1, row.left.daysLate) : row.left.daysLeft);
		const isAwaited = row.status !== 'waiting_customer' && daysLeft !== null;
		const isNear = isAwaited && daysLeft <= NEAR_DAYS;
		const kind = sign.has(row.id) ? 'approval' : reply.has(row.id) ? 'asked' : 'case';
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
