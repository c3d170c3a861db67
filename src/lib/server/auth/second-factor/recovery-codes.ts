import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { RECOVERY_CODES, recoveryCodeFrom } from '$lib/domain/users/second-factor';
import type { Unit } from '../../db/client';
import { recoveryCode } from '../../db/schema/second-factors';
import { hashOf } from '../hash';
import type { InsideScope } from '../scope';
import { codesOf } from './queries';

/** Ten new ones instead of those before. @returns them, for the only time */
export async function makeCodes(unit: Unit<InsideScope>, userId: string): Promise<string[]> {
	const { organisationId } = unit.scope;
	const codes = Array.from({ length: RECOVERY_CODES }, newCode);
	await unit.tx.delete(recoveryCode).where(codesOf(unit, userId));
	await unit.tx.insert(recoveryCode).values(
		codes.map((code) => ({
			...{ organisationId, id: uuidv7(), userId, madeAt: unit.now },
			codeHash: hashOfCode(userId, code)
		}))
	);
	return codes;
}

/** @returns whether it was one of his, not used before */
export async function spendCode(
	unit: Unit<InsideScope>,
	userId: string,
	code: string
): Promise<boolean> {
	const { rowCount } = await unit.tx
		.update(recoveryCode)
		.set({ usedAt: unit.now })
		.where(
			and(
				codesOf(unit, userId),
				eq(recoveryCode.codeHash, hashOfCode(userId, code)),
				isNull(recoveryCode.usedAt)
			)
		);
	return rowCount === 1;
}

const hashOfCode = (userId: string, code: string): string => hashOf(`recovery:${userId}:${code}`);

function newCode(): string {
	for (;;) {
		const code = recoveryCodeFrom(randomBytes(64));
		if (code) return code;
	}
}
