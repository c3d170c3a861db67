import { and, eq, ne, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { SavedFilter } from '$lib/domain/disputes/queue-filter';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { queueView } from '../db/schema/queue-views';
import { mayShare } from './queue-views';

/** More than that is no list to choose from. */
const MOST_VIEWS = 30;

export interface NewView {
	name: string;
	shared: boolean;
	filter: SavedFilter;
}

/** @throws not_allowed, view_name_taken, view_too_many */
export async function saveView(unit: Unit<DeskScope>, view: NewView): Promise<{ viewId: string }> {
	refuseSharing(unit, view.shared);
	await refuseTaken(unit, { userId: unit.scope.user.id, name: view.name });
	await refuseTooMany(unit);
	const viewId = uuidv7();
	const { organisationId, user } = unit.scope;
	await unit.tx.insert(queueView).values({
		...{ organisationId, id: viewId, userId: user.id },
		...view,
		savedAt: unit.now
	});
	await record(unit, 'queue_view.saved', { kind: 'user', id: user.id }, { viewId, ...view });
	return { viewId };
}

export function refuseSharing(unit: Unit<DeskScope>, shared: boolean): void {
	if (shared && !mayShare(unit)) throw new AppError('not_allowed', {}, 'shared');
}

/** Of one person no two have the same name. `id`: of the view that may keep its own. */
export async function refuseTaken(
	unit: Unit<DeskScope>,
	{ userId, name, id }: { userId: string; name: string; id?: string }
): Promise<void> {
	await oneAtATime(unit, userId);
	const taken = await unit.tx.$count(
		queueView,
		and(
			isHis(unit, userId),
			eq(sql`lower(${queueView.name})`, sql`lower(${name})`),
			id ? ne(queueView.id, id) : undefined
		)
	);
	if (taken) throw new AppError('view_name_taken', { name }, 'name');
}

async function refuseTooMany(unit: Unit<DeskScope>): Promise<void> {
	const own = await unit.tx.$count(queueView, isHis(unit, unit.scope.user.id));
	if (own >= MOST_VIEWS) throw new AppError('view_too_many', { count: String(MOST_VIEWS) }, 'name');
}

const isHis = ({ scope }: Unit<DeskScope>, userId: string) =>
	and(eq(queueView.organisationId, scope.organisationId), eq(queueView.userId, userId));

/** Two windows at once do not save two views under one name. */
const oneAtATime = ({ tx }: Unit<DeskScope>, userId: string) =>
	tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`queue_view:${userId}`}, 0))`);
