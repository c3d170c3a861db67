import { and, exists, isNull, or, type SQL } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { assignment } from '../db/schema/assignments';
import { closedAccountOf } from '../settings/closed-accounts';
import { takenById } from './taken-up';

/** Of an assignment: whoever was asked works here no more, and nobody who does took it up while he was away. */
export const asksNobody = (unit: Unit<InsideScope>): SQL => {
	const { userId, resolverEmail: email } = assignment;
	return and(
		exists(closedAccountOf(unit, { userId, email })),
		or(isNull(takenById), exists(closedAccountOf(unit, { userId: takenById })))
	)!;
};
