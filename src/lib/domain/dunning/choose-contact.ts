import { CONTACT_ROLES, type ContactRole } from './contact-role';
import type { DecisionReason, DunningContact, Hold } from './decision';
import type { StepDefinition } from './scenario';

export type ContactChoice =
	| {
			readonly ok: true;
			readonly contact: DunningContact;
			/** Whoever else has a role the step sends copies to. */
			readonly copies: readonly DunningContact[];
	  }
	| { readonly ok: false; readonly reason: DecisionReason };

/** The role the step asks for, else the next one in the general order of preference. */
export function chooseContact(
	contacts: readonly DunningContact[],
	step: Pick<StepDefinition, 'channel' | 'contactRole' | 'copyRoles'>,
	holds: readonly Hold[] = []
): ContactChoice {
	const usable = contacts.filter((contact) => canGet(contact, step) && !holdOn(contact, holds));
	for (const role of rolesInOrder(step.contactRole)) {
		const contact = usable.find((candidate) => candidate.role === role);
		if (contact) return { ok: true, contact, copies: copiesOf(usable, contact, step) };
	}
	return { ok: false, reason: whyNobody(contacts, step, holds) };
}

/** The fallback order, as it is shown: the preferred role, then the others as they come. */
export const rolesInOrder = (preferred: ContactRole): ContactRole[] => [
	preferred,
	...CONTACT_ROLES.filter((role) => role !== preferred)
];

const BY_MAIL: ReadonlySet<string> = new Set(['email']);

/** A bounced address says nothing against a letter or a phone call; a text needs a number that takes texts. */
const canGet = ({ bounced, canText = false }: DunningContact, { channel }: Channelled): boolean =>
	channel === 'sms' ? canText : !(bounced && BY_MAIL.has(channel));

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
	holds: readonly Hold[]
): DecisionReason {
	const hold = contacts.filter((one) => canGet(one, step)).map((one) => holdOn(one, holds))[0];
	if (hold)
		return {
			code: 'no_contact',
			...(hold.reason && { reference: hold.reason }),
			...(hold.until && { until: hold.until })
		};
	if (contacts.length === 0) return { code: 'no_contact' };
	return step.channel === 'sms'
		? { code: 'no_contact', lacks: 'phone' }
		: { code: 'contact_bounced' };
}
