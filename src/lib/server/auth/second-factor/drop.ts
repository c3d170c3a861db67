import type { Unit } from '../../db/client';
import { recoveryCode, secondFactor } from '../../db/schema/second-factors';
import type { InsideScope } from '../scope';
import { codesOf, factorOf, ofUser } from './queries';

/** With its recovery codes. @returns whether one was in force */
export async function dropSecondFactor(unit: Unit<InsideScope>, userId: string): Promise<boolean> {
	const found = await factorOf(unit, userId);
	await unit.tx.delete(recoveryCode).where(codesOf(unit, userId));
	await unit.tx.delete(secondFactor).where(ofUser(unit, userId));
	return found?.confirmedAt != null;
}
