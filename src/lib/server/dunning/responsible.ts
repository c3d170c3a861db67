import type { InsideScope } from '../auth/scope';
import { customerById } from '../customers/queries';
import type { Unit } from '../db/client';
import type { MailFacts } from '../mail/mails';
import { usersOnce } from '../settings/queries';

type Responsible = Pick<MailFacts['dunning-notice'], 'collector'>;

/** Who looks after the account, as its messages may name him; nothing when nobody does. */
export async function responsibleOf(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<Responsible> {
	return collectorNamed(unit, (await customerById(unit, customerId)).collectorId);
}

/** The same where the account was read already. */
export async function collectorNamed(
	unit: Unit<InsideScope>,
	collectorId: string | null
): Promise<Responsible> {
	const users = await usersOnce(unit);
	const found =
		users.find(({ id }) => id === collectorId) ?? users.find((one) => one.defaultOfficer);
	return found ? { collector: { name: found.name, email: found.email } } : {};
}
