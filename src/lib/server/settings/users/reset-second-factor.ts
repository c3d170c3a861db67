import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { record } from '../../audit/record';
import { actorOf, type DeskScope, type InsideScope } from '../../auth/scope';
import { dropSecondFactor } from '../../auth/second-factor/drop';
import { endSessionsOf } from '../../auth/sessions';
import type { Unit } from '../../db/client';
import type { Account } from '../account-queries';
import { tellAccount } from './tell-account';
import { userById } from './user-queries';

/**
 * For whoever lost his telephone and his codes: he sets another one up when he signs in. His own one an
 * administrator changes on his own page, with his password.
 * @throws not_found, own_account
 */
export async function resetSecondFactor(
	unit: Unit<DeskScope>,
	{ userId }: { userId: string }
): Promise<void> {
	if (userId === unit.scope.user.id) throw new AppError('own_account');
	await eraseFactor(unit, await userById(unit, userId));
}

/** Sessions end with it; its owner is told. Nothing happens where none is in force. */
export async function eraseFactor(unit: Unit<InsideScope>, account: Account): Promise<void> {
	const { id, email } = account;
	if (!(await dropSecondFactor(unit, id))) return;
	await endSessionsOf(unit, id);
	await record(unit, 'user.factor_reset', { kind: 'user', id }, { email });
	await tellAccount(
		unit,
		account,
		{ event: 'factor_reset', by: actorOf(unit.scope).name },
		uuidv7()
	);
}
