import { rolesInOrder } from '$lib/domain/dunning/choose-contact';
import type { ContactRole } from '$lib/domain/dunning/contact-role';
import { stepsFor } from '$lib/domain/dunning/due-step';
import { contactFor } from '$lib/domain/dunning/obstacles';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { factsFor } from './facts';

/** Who a step would reach today. */
export interface StepRecipients {
	key: string;
	name: StepDefinition['name'];
	channel: StepDefinition['channel'];
	/** Nobody of the roles can receive it today. */
	to: { name: string; role: ContactRole } | null;
	/** Roles asked after the one of `to`, or all of them. */
	otherwise: ContactRole[];
	copies: string[];
	internalCopies: StepDefinition['internalCopies'];
}

/** The fallback order of every step of the customer's scenario, as it stands today. */
export async function contactOrderOf(
	unit: Unit<InsideScope>,
	customerId: string
): Promise<StepRecipients[]> {
	const [customer] = await factsFor(unit, { customerIds: [customerId], minuteOfDay: null });
	if (!customer) return [];
	const { facts, contacts } = customer;
	const nameOf = (id: string) => contacts.find(({ contactId }) => contactId === id)?.name ?? '';
	return stepsFor(facts).map((step) => {
		const choice = contactFor(step, facts);
		const order = rolesInOrder(step.contactRole);
		const to = choice.ok ? choice.contact : null;
		return {
			key: step.key,
			name: step.name,
			channel: step.channel,
			to: to && { name: nameOf(to.contactId), role: to.role },
			otherwise: to ? order.slice(order.indexOf(to.role) + 1) : order,
			copies: choice.ok ? choice.copies.map(({ contactId }) => nameOf(contactId)) : [],
			internalCopies: step.internalCopies
		};
	});
}
