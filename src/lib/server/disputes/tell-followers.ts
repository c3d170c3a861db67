import { replyBy } from '$lib/domain/disputes/silent-customer';
import { decidedEvent, type PushEvent } from '$lib/i18n/push-words';
import type { Scope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import { putPushes } from '../delivery/push/put-pushes';
import type { MailFacts } from '../mail/mails';
import { workingCalendarOnce } from '../settings/queries';
import type { Case } from './case-queries';
import { promisedDay } from './deadline-facts';
import { leftToDecide } from './left-to-decide';
import { recipientsOf, type Recipient } from './recipients';
import { teamOfCase } from './team-of-case';

export type FollowerMail = 'dispute-update' | 'dispute-decided' | 'dispute-resolved';
/** `path`: the page it leads to, when that is not the page of the case. */
type Said<M extends FollowerMail> = Omit<
	MailFacts[M],
	'reference' | 'path' | 'invoices' | 'follower'
> & {
	path?: string;
};

/** One letter to everybody who follows the case. */
export type Told = { [M in FollowerMail]: { mail: M; facts: Said<M> } }[FollowerMail];

interface Telling {
	/** What happened, once; every recipient has a key of his own under it. */
	onceKey: string;
	/** Whoever did it reads it on his page. */
	except?: string | undefined;
}

/**
 * The only way a customer is written to about a case: whoever raised it and everybody who follows it, each
 * in his language, by mail and on the devices he asked to be told on. Nobody left an address: staff sees it on the case and calls.
 */
export async function tellFollowers(
	unit: Unit<Scope>,
	about: Case,
	told: Told,
	{ onceKey, except = '' }: Telling
): Promise<void> {
	const recipients = await recipientsOf(unit, about);
	for (const to of recipients)
		if (to.email.toLowerCase() !== except.toLowerCase())
			await tellOne(unit, about, told, { onceKey, to });
}

export async function tellOne(
	unit: Unit<Scope>,
	about: Case,
	told: Told,
	{ onceKey, to }: { onceKey: string; to: Recipient }
): Promise<void> {
	const { dispute } = about;
	const { email, name, language, contactId, follower } = to;
	const key = follower ? `${onceKey}:${follower.id}` : onceKey;
	const facts = factsFor(about, told, to);
	await putMail(unit, {
		mail: told.mail,
		onceKey: key,
		to: { email, name, language },
		facts,
		customerId: dispute.customerId,
		disputeId: dispute.id,
		...(contactId && { link: { kind: 'portal' as const, contactId } })
	});
	await putPushes(unit, {
		...{ mail: told.mail, onceKey: key, to, path: facts.path },
		...(follower && { follower: { id: follower.id } }),
		...eventOf(told),
		...waitOf(told),
		reference: dispute.reference,
		customerId: dispute.customerId,
		disputeId: dispute.id
	});
}

/** What the letter to one of them says. */
export const factsFor = (about: Case, { facts }: Told, { follower }: Recipient) =>
	({
		path: `/disputes/${about.dispute.reference}`,
		...facts,
		...(follower && { follower }),
		reference: about.dispute.reference,
		invoices: invoicesOf(about)
	}) as unknown as MailFacts[FollowerMail];

/** What a device is told of it. */
function eventOf(told: Told): { event: PushEvent; other?: string } {
	if (told.mail === 'dispute-decided') return { event: decidedEvent(told.facts.outcome) };
	if (told.mail === 'dispute-resolved') return { event: 'resolved' };
	return goesOnOf(told.facts) ?? { event: told.facts.event };
}

/** A double that was put together with another case: the mail says no end of it either. */
const goesOnOf = ({ event, duplicateOf: other, ended, countedOnce }: Said<'dispute-update'>) =>
	event === 'closed' && other && (countedOnce || ended?.again.minor === 0n)
		? { event: 'goes_on' as const, other }
		: null;

/** A device is reminded as long as the mail is: of what is still waited for. */
const waitOf = ({ facts }: Told) =>
	'waitsFor' in facts && facts.waitsFor ? { waitsFor: facts.waitsFor } : {};

type Update = MailFacts['dispute-update'];

/** A visible step on the way, with the team in charge and the day promised. */
export async function updateOf(
	unit: Unit<Scope>,
	about: Case,
	event: Update['event'],
	more: Partial<
		Pick<
			Update,
			| 'message'
			| 'offer'
			| 'by'
			| 'missedOn'
			| 'path'
			| 'changed'
			| 'agreed'
			| 'duplicateOf'
			| 'over'
			| 'ended'
			| 'countedOnce'
			| 'askedOn'
			| 'replyBy'
			| 'waitsFor'
		>
	> = {}
): Promise<Told> {
	const answerDueOn = await promisedDay(unit, about.dispute.id);
	return {
		mail: 'dispute-update',
		facts: {
			event,
			message: '',
			...(event === 'assigned' ? await teamIn(unit, about) : { teamKey: 'us' }),
			answerDueOn,
			late: answerDueOn < unit.today,
			...(event === 'followed' && { about: await aboutOf(unit, about) }),
			...(event === 'waiting_customer' && {
				replyBy: replyBy(unit.today, await workingCalendarOnce(unit))
			}),
			...more
		}
	};
}

async function teamIn(unit: Unit<Scope>, { dispute }: Case) {
	const { team, labels } = await teamOfCase(unit, dispute.id);
	return { teamKey: team, ...(labels && { teamLabels: labels }) };
}

async function aboutOf(unit: Unit<Scope>, about: Case): Promise<NonNullable<Update['about']>> {
	const { claimed } = await leftToDecide(unit, about);
	return { invoices: invoicesOf(about), claimed, reason: about.reason.labels };
}

/** Their numbers: what the customer's own books call them. */
const invoicesOf = ({ items }: Case): string[] => [...new Set(items.map(({ number }) => number))];
