import { CONTACT_ROLES, type ContactRole } from './contact-role';
import type { DecisionReason, DunningContact, Hold } from './decision';
import type { StepDefinition } from './scenario';
import { everMeet, type SendingHours } from './sending-hours';

export type ContactChoice =
	| {
			readonly ok: true;
			readonly contact: DunningContact;
			/** Whoever else has a role the step sends copies to. */
			readonly copies: readonly DunningContact[];
			/** Those who would have come first, and whose hours never meet ours. */
			readonly passedOver: readonly DunningContact[];
	  }
	| { readonly ok: false; readonly reason: DecisionReason };

/** The role the step asks for, else the next one in the general order of preference. */
export function chooseContact(
	contacts: readonly DunningContact[],
	step: Pick<StepDefinition, 'channel' | 'contactRole' | 'copyRoles'>,
	holds: readonly Hold[] = [],
	hours: SendingHours = ALWAYS
): ContactChoice {
	const order = rolesInOrder(step.contactRole);
	const able = contacts
		.filter((contact) => canGet(contact, step) && !holdOn(contact, holds))
		.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
	const usable = able.filter((contact) => isEverReached(contact, step, hours));
	const [contact] = usable;
	if (!contact) return { ok: false, reason: whyNobody(contacts, step, holds, able) };
	const passedOver = able.slice(0, able.indexOf(contact));
	return { ok: true, contact, copies: copiesOf(usable, contact, step), passedOver };
}

const ALWAYS: SendingHours = { fromMinute: 0, untilMinute: 1440 };

/** Read whenever it comes: the hours of its reader are no matter. */
const BY_POST: ReadonlySet<string> = new Set(['letter', 'registered_letter']);

export const keepsHours = ({ channel }: Pick<StepDefinition, 'channel'>): boolean =>
	!BY_POST.has(channel);

const isEverReached = (
	{ minutesAhead = 0 }: DunningContact,
	step: Pick<StepDefinition, 'channel'>,
	hours: SendingHours
): boolean => !keepsHours(step) || everMeet(hours, minutesAhead);

/** The fallback order, as it is shown: the preferred role, then the others as they come. */
export const rolesInOrder = (preferred: ContactRole): ContactRole[] => [
	preferred,
	...CONTACT_ROLES.filter((role) => role !== preferred)
];

const BY_MAIL: ReadonlySet<string> = new Set(['email']);

/** A bounced address says nothing against a letter or a phone call; a text needs a number that takes texts. */
const canGet = (
	{ bounced, canText = false, failingNumber }: DunningContact,
	{ channel }: Channelled
): boolean => (channel === 'sms' ? canText && !failingNumber : !(bounced && BY_MAIL.has(channel)));

type Channelled = Pick<StepDefinition, 'channel'>;

const holdOn = ({ contactId }: DunningContact, holds: readonly Hold[]): Hold | undefined =>
	holds.find((hold) => hold.contactId === contactId);

const copiesOf = (
	usable: readonly DunningContact[],
	chosen: DunningContact,
	{ channel, copyRoles }: Pick<StepDefinition, 'channel' | 'copyRoles'>
): DunningContact[] =>
	BY_MAIL.has(channel)
		? usable.filter((one) => one !== chosen && copyRoles.includes(one.role))
		: [];

function whyNobody(
	contacts: readonly DunningContact[],
	step: Pick<StepDefinition, 'channel'>,
	holds: readonly Hold[],
	able: readonly DunningContact[]
): DecisionReason {
	if (able[0]) return neverOpen(able[0]);
	const hold = contacts.filter((one) => canGet(one, step)).map((one) => holdOn(one, holds))[0];
	if (hold)
		return {
			code: 'no_contact',
			...(hold.reason && { reference: hold.reason }),
			...(hold.until && { until: hold.until })
		};
	const failing = contacts.map(({ email }) => email).join(', ');
	if (!failing) return { code: 'no_contact' };
	return step.channel === 'sms'
		? noNumber(contacts)
		: { code: 'contact_bounced', reference: failing };
}

function noNumber(contacts: readonly DunningContact[]): DecisionReason {
	const failing = contacts.flatMap(({ failingNumber }) => failingNumber ?? []).join(', ');
	return failing
		? { code: 'contact_bounced', lacks: 'phone', reference: failing }
		: { code: 'no_contact', lacks: 'phone' };
}

/** Waiting would not help: at no minute are we both awake. */
export const neverOpen = ({ email }: DunningContact): DecisionReason => ({
	code: 'outside_window',
	reference: email
});

/** A contact is named only where its hours never meet ours; otherwise it is a matter of waiting. */
export const isNeverOpen = ({ code, reference }: DecisionReason): boolean =>
	code === 'outside_window' && reference !== undefined;
