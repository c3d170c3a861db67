import { uuidv7 } from 'uuidv7';
import { AppError } from '$lib/domain/errors';
import { needsSecondFactor } from '$lib/domain/users/second-factor';
import { record } from '../audit/record';
import { unitOfWork } from '../db/client';
import { organisationOf } from '../settings/queries';
import { tellAccount } from '../settings/users/tell-account';
import { userById } from '../settings/users/user-queries';
import { provePassword } from './prove-password';
import type { DeskScope } from './scope';
import { guessing } from './second-factor/attempts';
import { confirmFactor } from './second-factor/confirm';
import { dropSecondFactor } from './second-factor/drop';
import { proposeFactor } from './second-factor/propose';
import { factorOf } from './second-factor/queries';
import { makeCodes } from './second-factor/recovery-codes';
import { endSessionsOf } from './sessions';

/** A secret to scan, for whoever is signed in and knows his password. @throws password_wrong */
export async function beginOwnFactor(scope: DeskScope, current: string): Promise<void> {
	await provePassword(scope, current);
	await unitOfWork(scope, (unit) => proposeFactor(unit, scope.user.id));
}

/** Every session but this one ends. @returns the recovery codes @throws code_wrong, factor_not_begun */
export const confirmOwnFactor = (
	scope: DeskScope,
	{ sessionId, address, code }: { sessionId: string | null; address: string; code: string }
): Promise<string[]> =>
	guessing(scope.user.id, address, () =>
		unitOfWork(scope, async (unit) => {
			const codes = await confirmFactor(unit, await userById(unit, scope.user.id), code);
			await endSessionsOf(unit, scope.user.id, sessionId);
			return codes;
		})
	);

/** @throws password_wrong, factor_required by his role */
export async function removeOwnFactor(scope: DeskScope, current: string): Promise<void> {
	const account = await provePassword(scope, current);
	await unitOfWork(scope, async (unit) => {
		const { demo } = await organisationOf(unit);
		if (needsSecondFactor(account.role, demo)) throw new AppError('factor_required');
		if (!(await dropSecondFactor(unit, account.id))) return;
		await record(unit, 'user.factor_removed', { kind: 'user', id: account.id });
		await tellAccount(unit, account, { event: 'factor_removed' }, uuidv7());
	});
}

/** Ten others; those before open nothing any more, and their owner is told by mail. @throws password_wrong, factor_not_begun */
export async function renewOwnCodes(scope: DeskScope, current: string): Promise<string[]> {
	const account = await provePassword(scope, current);
	return unitOfWork(scope, async (unit) => {
		const { id } = scope.user;
		if (!(await factorOf(unit, id))?.confirmedAt) throw new AppError('factor_not_begun');
		await record(unit, 'user.recovery_renewed', { kind: 'user', id });
		await tellAccount(unit, account, { event: 'recovery_renewed' }, uuidv7());
		return makeCodes(unit, id);
	});
}
