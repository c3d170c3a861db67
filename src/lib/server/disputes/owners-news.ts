import { isNews } from '$lib/domain/disputes/deadline-news';
import { groupBy } from '$lib/domain/group-by';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { workingCalendarOf } from '../settings/queries';
import type { Danger } from './dangers';
import { toldOf, type ToldDay } from './deadlines-told';

/** What whoever looks after a case is told of its days. */
export interface OwnNews {
	/** What is new to him today. */
	fresh: Danger[];
	/** How many more cases of his are still late: he knows them. */
	late: number;
}

export const ownDay = ({ stage, standing, reader, ...of }: Danger): ToldDay => ({
	...{ customerId: of.customerId, disputeId: of.disputeId, dueOn: of.dueOn },
	...{ what: stage, said: standing, reader: reader.id }
});

/** By who reads it today. */
export async function ownersNews(
	unit: Unit<SystemScope>,
	dangers: readonly Danger[]
): Promise<ReadonlyMap<string, OwnNews>> {
	const calendar = await workingCalendarOf(unit);
	const told = await toldOf(
		unit,
		dangers.map(({ disputeId }) => disputeId)
	);
	const isFresh = (one: Danger): boolean =>
		isNews(one.dueOn, told(ownDay(one)) !== null, unit.today, calendar);
	const byReader = groupBy(dangers, ({ reader }) => reader.id);
	return new Map([...byReader].map(([userId, his]) => [userId, newsIn(his, isFresh)]));
}

function newsIn(his: readonly Danger[], isFresh: (one: Danger) => boolean): OwnNews {
	const fresh = his.filter(isFresh);
	const said = new Set(fresh.map(({ disputeId }) => disputeId));
	const late = his.filter(
		({ standing, disputeId }) => standing === 'breached' && !said.has(disputeId)
	);
	return { fresh, late: new Set(late.map(({ disputeId }) => disputeId)).size };
}
