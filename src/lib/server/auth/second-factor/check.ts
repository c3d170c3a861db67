import { uuidv7 } from 'uuidv7';
import { and, lt } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { typedCode } from '$lib/domain/users/second-factor';
import { record } from '../../audit/record';
import type { Unit } from '../../db/client';
import { secondFactor } from '../../db/schema/second-factors';
import type { Account } from '../../settings/account-queries';
import { tellAccount } from '../../settings/users/tell-account';
import type { InsideScope } from '../scope';
import { codesLeft, factorOf, ofUser } from './queries';
import { spendCode } from './recovery-codes';
import { needCode } from './need-code';
import { openSecret } from './sealed';
import { stepOfCode } from './totp';

/** A code of the telephone, or one of the recovery codes; each is taken once. @throws code_required, code_wrong */
export async function checkCode(
	unit: Unit<InsideScope>,
	account: Account,
	typed: string
): Promise<void> {
	needCode(typed);
	const found = typedCode(typed);
	const taken =
		found?.kind === 'code'
			? await takeCode(unit, account, found.code)
			: found?.kind === 'recovery' && (await takeRecovery(unit, account, found.code));
	if (!taken) throw new AppError('code_wrong', {}, 'code');
}

/** Of two at the same moment one is taken: the row says which step was the last. */
async function takeCode(unit: Unit<InsideScope>, { id }: Account, code: string): Promise<boolean> {
	const found = await factorOf(unit, id);
	if (!found?.sealed) return false;
	const secret = openSecret(unit, id, found.sealed);
	const step = secret && stepOfCode(secret, code);
	if (!step) return false;
	const { rowCount } = await unit.tx
		.update(secondFactor)
		.set({ lastStep: step })
		.where(and(ofUser(unit, id), lt(secondFactor.lastStep, step)));
	return rowCount === 1;
}

async function takeRecovery(
	unit: Unit<InsideScope>,
	account: Account,
	code: string
): Promise<boolean> {
	if (!(await spendCode(unit, account.id, code))) return false;
	const left = await codesLeft(unit, account.id);
	await record(unit, 'user.recovery_used', { kind: 'user', id: account.id }, { left });
	await tellAccount(unit, account, { event: 'recovery_used', left }, uuidv7());
	return true;
}
