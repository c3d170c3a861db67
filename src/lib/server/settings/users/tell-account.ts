import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { putMail } from '../../delivery/outbox';
import type { MailFacts } from '../../mail/mails';
import type { Account } from '../account-queries';

/** To the owner of an account, about his account. `once`: what makes it this mail and no other. */
export const tellAccount = (
	unit: Unit<InsideScope>,
	{ email, name, language }: Account,
	facts: MailFacts['user-account'],
	once: string
): Promise<void> =>
	putMail(unit, {
		mail: 'user-account',
		onceKey: `user-account:${facts.event}:${once}`,
		to: { email, name, language },
		facts
	});
