import { can, mayBeAsked, type Action } from '$lib/domain/access';
import { awayNow } from '../absences/away-now';
import type { Presences } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';

/** What this colleague may do in a case, and whom he may ask. */
export async function powersShown(unit: Unit<DeskScope>, presences: Presences) {
	const users = await usersOf(unit);
	const { role } = unit.scope.user;
	return {
		can: ACTIONS.filter((action) => can(role, action)),
		colleagues: users.filter(mayBeAsked).map(({ id, name, email, team, role: theirs }) => ({
			...{ id, name, team, role: theirs },
			away: awayNow(presences, { id, email })
		}))
	};
}

const ACTIONS: Action[] = [
	'disputes.assign',
	'disputes.message',
	'disputes.decide',
	'disputes.resolve',
	'disputes.answer',
	'disputes.approve',
	'proofs.read'
];
