import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';

/** Only whoever manages the accounts says for others when they are away. @throws not_allowed */
export function refuseForOthers({ scope: { user } }: Unit<DeskScope>, userId: string): void {
	if (userId !== user.id && !can(user.role, 'users.manage')) throw new AppError('not_allowed');
}
