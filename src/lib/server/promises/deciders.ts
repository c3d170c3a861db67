import { can, type Role } from '$lib/domain/access';
import { presenceToday, type Colleague } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';

const mayDecide = ({ role }: { role: Role }): boolean => can(role, 'promises.decide');

/** Who decides about a promise beyond the policy today, or stands in for whoever would. */
export async function promiseDeciders(unit: Unit<InsideScope>): Promise<readonly Colleague[]> {
	const users = await usersOf(unit);
	return (await presenceToday(unit)).there(users.filter(mayDecide), mayDecide);
}
