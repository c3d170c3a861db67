import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import { promiseDeciders } from '../promises/deciders';
import { promisesToDecide } from '../promises/waiting-for-verdict';
import { MOST_LINES, type Part } from './digest-facts';

type Line = NonNullable<MailFacts['staff-digest']['promises']>[number];

/** Promises beyond the limits that were made before today and wait for a decision, for whoever may give it. */
export async function promisesInHouse(
	unit: Unit<SystemScope>
): Promise<(userId: string) => Part<Line>> {
	const deciders = new Set((await promiseDeciders(unit)).map(({ id }) => id));
	const all = (await promisesToDecide(unit))
		.filter(({ isLapsed, madeOn }) => !isLapsed && madeOn < unit.today)
		.map(({ customer, amounts, on }) => ({
			...{ customerCode: customer.code, customerName: customer.name },
			...{ amounts: [...amounts], dueOn: on }
		}));
	const part = { rows: all.slice(0, MOST_LINES), more: Math.max(0, all.length - MOST_LINES) };
	return (userId) => (deciders.has(userId) ? part : { rows: [], more: 0 });
}
