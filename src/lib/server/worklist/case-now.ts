import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { casesOfMyDay } from '../disputes/cases-of-my-day';
import { queueRows } from '../disputes/queue-rows';
import { caseRow, MY_CASES } from './case-rows';
import type { WorkRow } from './work-row';

interface CaseNow {
	disputeId: string;
	status: DisputeStatus;
	row: WorkRow;
}

const NOTHING_KNOWN = {
	awaited: 'case',
	spokenOn: null,
	offerUntil: null,
	answered: null,
	refused: null,
	advice: null,
	leaver: null,
	askedOn: null,
	unsigned: null
} as const;

/** What the day of whoever looks says of these cases, or will say once they are in it. */
export async function caseNow(
	unit: Unit<DeskScope>,
	disputeIds: readonly string[]
): Promise<CaseNow[]> {
	const mine = await casesOfMyDay(unit, MY_CASES);
	const inDay = new Map(mine.map((row) => [row.id, row]));
	return (await queueRows(unit, disputeIds)).map((row) => {
		const known = inDay.get(row.id) ?? NOTHING_KNOWN;
		const { awaited, spokenOn, offerUntil, answered, refused } = known;
		const { advice, leaver, askedOn, unsigned } = known;
		const why = {
			...{ awaited, spokenOn, offerUntil, answered, refused },
			...{ advice, leaver, askedOn, unsigned }
		};
		return {
			...{ disputeId: row.id, status: row.status },
			row: caseRow({ ...row, ...why })
		};
	});
}
