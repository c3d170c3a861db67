import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { overdueLines } from './deadline-lines';
import { noteTold } from './deadlines-told';
import { MOST_LINES } from './digest-facts';
import { headDay, type HeadsNews } from './heads-news';

/**
 * To the head of a team who has no account: he sees no page of the desk, so that what a mail has no room for comes with
 * the next one. Whoever writes down that he was told mails him: another replica finds it written, and mails nothing.
 */
export async function putHeadsDigest(
	unit: Unit<SystemScope>,
	{ head, reader, fresh }: HeadsNews
): Promise<void> {
	const told = await noteTold(
		unit,
		fresh.slice(0, MOST_LINES).map((one) => ({ ...one, ...headDay(reader, one) }))
	);
	const [first] = told;
	if (!first) return;
	const { rows } = await overdueLines(unit, told);
	const { headName: name, headEmail: email, headLanguage: language } = head;
	await putMail(unit, {
		...{ mail: 'staff-digest', to: { name, email, language } },
		onceKey: `staff-digest:${reader}:${first.disputeId}:${first.what}:${first.dueOn}`,
		facts: { news: [], waiting: [], team: rows, isOutside: true }
	});
}
