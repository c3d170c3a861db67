import { CONTACT_ROLES, type ContactRole } from './contact-role';
import type { DecisionReasonCode, DunningContact } from './decision';
import type { StepDefinition } from './scenario';

export type ContactChoice =
	| { readonly ok: true; readonly contact: DunningContact }
	| { readonly ok: false; readonly code: DecisionReasonCode };

/** The role the step asks for, else the next one in the general order of preference. */
export function chooseContact(
	contacts: readonly DunningContact[],
	step: StepDefinition
): ContactChoice {
	// A bounced address says nothing against a letter or a phone call.
	const usable = step.channel === 'email' ? contacts.filter(({ bounced }) => !bounced) : contacts;
	for (const role of inOrder(step.contactRole)) {
		const contact = usable.find((candidate) => candidate.role === role);
		if (contact) return { ok: true, contact };
	}
	return { ok: false, code: contacts.length > 0 ? 'contact_bounced' : 'no_contact' };
}

const inOrder = (preferred: ContactRole): ContactRole[] => [
	preferred,
	...CONTACT_ROLES.filter((role) => role !== preferred)
];
