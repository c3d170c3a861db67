import { can, mayBeAsked } from '$lib/domain/access';
import { standsInFor } from '$lib/domain/disputes/absence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';
import { absencesUntil } from './queries';

/** Who is away now or later: everybody for an administrator, else his own, with those he stands in for. */
export async function absencePage(unit: Unit<DeskScope>) {
	const { id: me, role } = unit.scope.user;
	const users = await usersOf(unit);
	const names = new Map(users.map(({ id, name }) => [id, name]));
	const working = new Set(names.keys());
	const known = await absencesUntil(unit, unit.today);
	const forOthers = can(role, 'users.manage');
	const seen = known.filter(({ userId, substituteId }) =>
		forOthers ? working.has(userId) : userId === me || substituteId === me
	);
	return {
		me,
		forOthers,
		colleagues: users.map(({ id, name }) => ({ id, name })),
		/** Who may stand in: whoever may be asked about a case. */
		substitutes: users.filter(mayBeAsked).map(({ id, name }) => ({ id, name })),
		absences: seen.map((absence) => {
			const { id, userId, fromOn, untilOn, enteredBy } = absence;
			return {
				...{ id, fromOn, untilOn, enteredBy },
				name: names.get(userId) ?? '',
				isNow: fromOn <= unit.today,
				/** Null: nobody answers, the one who was named is away or has left. */
				substitute: names.get(answering(absence) ?? '') ?? null,
				isMine: forOthers || userId === me
			};
		})
	};

	/** Today it may be the substitute of his substitute. */
	function answering({ userId, fromOn, substituteId }: (typeof known)[number]): string | null {
		return fromOn <= unit.today ? standsInFor(userId, unit.today, known, working) : substituteId;
	}
}
