import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { typedCode } from '$lib/domain/users/second-factor';
import { record } from '../../audit/record';
import type { Unit } from '../../db/client';
import { secondFactor } from '../../db/schema/second-factors';
import type { Account } from '../../settings/account-queries';
import { tellAccount } from '../../settings/users/tell-account';
import type { InsideScope } from '../scope';
import { factorOf, ofUser } from './queries';
import { makeCodes } from './recovery-codes';
import { needCode } from './need-code';
import { openSecret } from './sealed';
import { stepOfCode } from './totp';

/**
 * The telephone shows the right code: from now on it is asked for.
 * @returns the recovery codes, for the only time
 * @throws factor_not_begun, code_required, code_wrong
 */
export async function confirmFactor(
	unit: Unit<InsideScope>,
	account: Account,
	typed: string
): Promise<string[]> {
	const found = await factorOf(unit, account.id);
	if (!found?.proposed) throw new AppError('factor_not_begun');
	needCode(typed);
	const code = typedCode(typed);
	const secret = openSecret(unit, account.id, found.proposed);
	const step = secret && code?.kind === 'code' ? stepOfCode(secret, code.code) : null;
	if (step === null) throw new AppError('code_wrong', {}, 'code');
	const { proposed: sealed } = found;
	const { rowCount } = await unit.tx
		.update(secondFactor)
		.set({ sealed, confirmedAt: unit.now, proposed: null, lastStep: step })
		.where(and(ofUser(unit, account.id), eq(secondFactor.proposed, sealed)));
	if (!rowCount) throw new AppError('factor_not_begun');
	await record(unit, 'user.factor_set', { kind: 'user', id: account.id });
	await tellAccount(unit, account, { event: 'factor_changed' }, `${account.id}:${step}`);
	return makeCodes(unit, account.id);
}
