import { and, or } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { timeLeft, type TimeLeft } from '$lib/domain/disputes/deadlines';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { approvalDueOf, askedOnOf } from './approval-days';
import { deadlinesOf } from './deadline-facts';
import { isOneOf, type Looker } from './queue-filter';
import { listedIds } from './queue-list';
import type { AwaitedSignature } from './requests-of-mine';
import { hearingToday, isHeardBy } from './who-hears';

export interface LateSignature extends AwaitedSignature {
	/** Whose turn it is was asked that day. */
	since: LocalDate;
	left: TimeLeft;
}

/**
 * Cases he looks after, or of which he wants the signature, that somebody else did not sign in time, or did not answer
 * whoever is to sign. Up to its day nothing about them is his to do: they are found in a view of the queue.
 */
export async function lateSignatures(
	unit: Unit<DeskScope>,
	looker: Looker,
	most: number
): Promise<ReadonlyMap<string, LateSignature>> {
	const late = await lateByOthers(unit, looker);
	if (late.size === 0) return late;
	const { user, standsIn, requests } = looker;
	const ids = [user.id, ...standsIn.represents.map(({ id }) => id)];
	const hears = isHeardBy(unit, await hearingToday(unit), ids);
	const isHis = or(hears, isOneOf(requests.wanted));
	const his = await listedIds(unit, looker, { where: and(isOneOf([...late.keys()]), isHis), most });
	return new Map(his.map((id) => [id, late.get(id)!]));
}

async function lateByOthers(unit: Unit<DeskScope>, { requests }: Looker) {
	const { byOthers, awaited } = requests;
	const deadlines = await deadlinesOf(
		unit,
		byOthers.map(({ row }) => row.disputeId)
	);
	const late = byOthers.flatMap((request) => {
		const { disputeId } = request.row;
		const facts = deadlines.get(disputeId);
		const asked = awaited.get(disputeId);
		if (!facts || !asked) return [];
		const { dueOn } = approvalDueOf(unit, request, facts);
		const left = timeLeft(unit.today, dueOn, facts.calendar);
		const since = askedOnOf(unit, request);
		return left.late ? [[disputeId, { ...asked, since, left }] as const] : [];
	});
	return new Map<string, LateSignature>(late);
}
