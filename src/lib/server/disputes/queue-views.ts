import { and, asc, eq, or, sql } from 'drizzle-orm';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { together } from '../db/together';
import { queuePreference, queueView } from '../db/schema/queue-views';
import { usersOnce } from '../settings/queries';

export type ViewRow = typeof queueView.$inferSelect;

/** What somebody may choose: his own views and those shared with everybody; and what he opens the queue with. */
export async function queueViews(unit: Unit<DeskScope>) {
	const [preference, users, offered] = await together(unit, () => [
		preferenceOf(unit),
		usersOnce(unit),
		offeredViews(unit)
	]);
	const { defaultViewId, singleKeys, compact } = preference;
	const names = new Map(users.map(({ id, name }) => [id, name]));
	/** His own, in which cases may be asked of colleagues. */
	const team = users.find(({ id }) => id === unit.scope.user.id)?.team ?? null;
	const views = offered.map((view) => ({
		...{ id: view.id, name: view.name, shared: view.shared, filter: view.filter },
		sharedBy: view.userId === unit.scope.user.id ? null : (names.get(view.userId) ?? ''),
		isDefault: view.id === defaultViewId,
		mayChange: mayChange(unit, view)
	}));
	return { views, team, singleKeys, compact, mayShare: mayShare(unit) };
}

/** A view for everybody is the house's: whoever may hand out cases says which there are. */
export const mayShare = ({ scope }: Unit<DeskScope>): boolean =>
	can(scope.user.role, 'disputes.assign');

/** Another's is his, but an administrator looks after what everybody sees. */
const mayChange = ({ scope: { user } }: Unit<DeskScope>, view: ViewRow): boolean =>
	view.userId === user.id || (view.shared && can(user.role, 'settings.manage'));

const offeredViews = (unit: Unit<DeskScope>): Promise<ViewRow[]> =>
	unit.tx
		.select()
		.from(queueView)
		.where(isOffered(unit))
		.orderBy(asc(queueView.shared), sql`lower(${queueView.name})`, asc(queueView.id));

const isOffered = ({ scope }: Unit<DeskScope>) =>
	and(
		eq(queueView.organisationId, scope.organisationId),
		or(eq(queueView.userId, scope.user.id), queueView.shared)
	);

/** @throws not_found for what is not offered to him */
export async function offeredView(unit: Unit<DeskScope>, id: string): Promise<ViewRow> {
	const [row] = await unit.tx
		.select()
		.from(queueView)
		.where(and(isOffered(unit), eq(queueView.id, id)));
	if (!row) throw new AppError('not_found');
	return row;
}

/** @throws not_found, not_allowed */
export async function changeableView(unit: Unit<DeskScope>, id: string): Promise<ViewRow> {
	const view = await offeredView(unit, id);
	if (!mayChange(unit, view)) throw new AppError('not_allowed');
	return view;
}

export async function preferenceOf({ tx, scope }: Unit<DeskScope>) {
	const [row] = await tx
		.select({
			defaultViewId: queuePreference.defaultViewId,
			singleKeys: queuePreference.singleKeys,
			compact: queuePreference.compact
		})
		.from(queuePreference)
		.where(
			and(
				eq(queuePreference.organisationId, scope.organisationId),
				eq(queuePreference.id, scope.user.id)
			)
		);
	return row ?? { defaultViewId: null, singleKeys: true, compact: false };
}
