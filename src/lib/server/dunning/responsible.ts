import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import { usersOf } from '../settings/queries';

/** Who looks after the account, as its messages may name him; nothing when nobody does. */
export async function responsibleOf(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<Pick<MailFacts['dunning-notice'], 'collector'>> {
	const { collectorId } = await customerById(unit, customerId);
	const found = collectorId && (await usersOf(unit)).find(({ id }) => id === collectorId);
	return found ? { collector: { name: found.name, email: found.email } } : {};
}
