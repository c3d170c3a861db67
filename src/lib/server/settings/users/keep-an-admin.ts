import type { Role } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { keepsAnAdmin } from '$lib/domain/users/admins';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { lockAdmins } from './user-queries';

/** @throws last_admin when nobody could let anybody in any more */
export async function refuseWithoutAdmin(
	unit: Unit<InsideScope>,
	userId: string,
	after: { role: Role; active: boolean }
): Promise<void> {
	if (!keepsAnAdmin(await lockAdmins(unit), userId, after)) throw new AppError('last_admin');
}
