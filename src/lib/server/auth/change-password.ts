import { uuidv7 } from 'uuidv7';
import { record } from '../audit/record';
import { unitOfWork } from '../db/client';
import { setPassword } from '../settings/users/set-password';
import { tellAccount } from '../settings/users/tell-account';
import { hashPassword, refuseWeak } from './password';
import { endResetsOf } from './password-reset-queries';
import { provePassword } from './prove-password';
import type { DeskScope } from './scope';
import { endSessionsOf } from './sessions';

/**
 * His own; every session but this one ends.
 * @throws password_wrong, too_many_attempts, password_short, password_guessed
 */
export async function changePassword(
	scope: DeskScope,
	sessionId: string | null,
	{ current, password }: { current: string; password: string }
): Promise<void> {
	refuseWeak(password, scope.user);
	const account = await provePassword(scope, current);
	const passwordHash = await hashPassword(password);
	await unitOfWork(scope, async (unit) => {
		await setPassword(unit, account.id, passwordHash);
		const sessions = await endSessionsOf(unit, account.id, sessionId);
		await endResetsOf(unit, account.id);
		await record(unit, 'user.password_changed', { kind: 'user', id: account.id }, { sessions });
		await tellAccount(unit, account, { event: 'password_changed' }, uuidv7());
	});
}
