import { and, eq, gt, isNull } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { keyState, type KeyState } from '$lib/domain/users/keys';
import { record } from '../audit/record';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { passwordReset } from '../db/schema/password-resets';
import { accountBehind, type Account } from '../settings/account-queries';
import { setPassword } from '../settings/users/set-password';
import { tellAccount } from '../settings/users/tell-account';
import { hashPassword, refuseWeak } from './password';
import { endResetsOf, resetWith, type PasswordReset } from './password-reset-queries';
import { systemScope, type SystemScope } from './scope';
import { endSessionsOf } from './sessions';

/** What the page says; looking changes nothing. @throws link_unknown */
export async function showReset(token: string) {
	const { found, account } = await resetNamed(token);
	return { email: account.email, state: stateOf(found) };
}

/**
 * Another password, once; whatever the old one opened ends. The second factor stays.
 * @throws link_unknown, link_revoked (also when it was used), link_expired, password_short, password_guessed
 */
export async function useReset(token: string, password: string): Promise<{ email: string }> {
	const { found, account } = await resetNamed(token);
	if (stateOf(found) !== 'open') throw refusalOf(found);
	refuseWeak(password, account);
	const passwordHash = await hashPassword(password);
	await unitOfWork(keeperOf(found), async (unit) => {
		if (!(await take(unit, found))) throw refusalOf(found);
		await setPassword(unit, account.id, passwordHash);
		await endSessionsOf(unit, account.id);
		await endResetsOf(unit, account.id);
		await record(unit, 'user.password_reset', { kind: 'user', id: account.id });
		await tellAccount(unit, account, { event: 'password_changed' }, found.id);
	});
	return { email: account.email };
}

async function take(unit: Unit<SystemScope>, { id }: PasswordReset): Promise<boolean> {
	const { rowCount } = await unit.tx
		.update(passwordReset)
		.set({ usedAt: unit.now })
		.where(
			and(
				eq(passwordReset.organisationId, unit.scope.organisationId),
				eq(passwordReset.id, id),
				isNull(passwordReset.usedAt),
				isNull(passwordReset.endedAt),
				gt(passwordReset.expiresAt, machineNow())
			)
		);
	return rowCount === 1;
}

const stateOf = (found: PasswordReset): KeyState => keyState(found, machineNow());

const refusalOf = ({ usedAt, endedAt }: PasswordReset): AppError =>
	new AppError(usedAt || endedAt ? 'link_revoked' : 'link_expired');

async function resetNamed(token: string): Promise<{ found: PasswordReset; account: Account }> {
	const found = await resetWith(token);
	const behind =
		found && (await unitOfWork(keeperOf(found), (unit) => accountBehind(unit, found.userId)));
	if (!found || !behind) throw new AppError('link_unknown');
	return { found, account: behind.user };
}

const keeperOf = ({ organisationId }: PasswordReset): SystemScope =>
	systemScope({ organisationId, timeZone: 'UTC', actor: 'sign-in' });
