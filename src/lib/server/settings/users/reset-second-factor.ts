import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import type { DeskScope } from '../../auth/scope';
import { dropSecondFactor } from '../../auth/second-factor/drop';
import { endSessionsOf } from '../../auth/sessions';
import type { Unit } from '../../db/client';
import { tellAccount } from './tell-account';
import { userById } from './user-queries';

/**
 * For whoever lost his telephone and his codes: he sets another one up when he signs in. His own one changes
 * on his own page, with his password. @throws not_found, own_account
 */
export async function resetSecondFactor(
	unit: Unit<DeskScope>,
	{ userId }: { userId: string }
): Promise<void> {
	if (userId === unit.scope.user.id) throw new AppError('own_account');
	const found = await userById(unit, userId);
	if (!(await dropSecondFactor(unit, userId))) return;
	await endSessionsOf(unit, userId);
	const { email } = found;
	await record(unit, 'user.factor_reset', { kind: 'user', id: userId }, { email });
	await tellAccount(unit, found, { event: 'factor_reset', by: unit.scope.user.name }, uuidv7());
}
