import { AppError } from '$lib/domain/errors';
import { unitOfWork } from '../db/client';
import { userById } from '../settings/users/user-queries';
import type { Account } from '../settings/account-queries';
import { hashOf } from './hash';
import { passwordMatches } from './password';
import type { DeskScope } from './scope';
import { countAttempt, forget } from './throttle';

const LIMIT = 5;

/** Whoever sits down at a session somebody left open does not know it. @throws password_wrong, too_many_attempts */
export async function provePassword(scope: DeskScope, password: string): Promise<Account> {
	const key = hashOf(`password:${scope.user.id}`);
	await countAttempt([{ key, limit: LIMIT }]);
	const account = await unitOfWork(scope, (unit) => userById(unit, scope.user.id));
	if (!(await passwordMatches(account.passwordHash, password)))
		throw new AppError('password_wrong', {}, 'current');
	await forget(key);
	return account;
}
