import { isActive, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import { countHeld } from '$lib/domain/privacy/held';
import { AppError } from '$lib/domain/errors';
import type { InsideScope } from '../auth/scope';
import { contactOfCustomer } from '../customers/former-contacts';
import { customerByCode, customersByIds } from '../customers/queries';
import type { Unit } from '../db/client';
import { heldOf, knownPerson, type HeldRow } from './person';

export interface Asked {
	code: string;
	contactId: string;
}

/** What is held of a contact, counted, and what an erasure would meet. @throws not_found */
export async function personPage(unit: Unit<InsideScope>, { code, contactId }: Asked) {
	const customer = await customerByCode(unit, code);
	const contact = await contactOfCustomer(unit, customer.id, contactId);
	if (!contact || contact.erasedAt) throw new AppError('not_found');
	const person = await knownPerson(unit, contactId);
	const held = await heldOf(unit, person);
	const accounts = await customersByIds(unit, person.accounts);
	return {
		...{ id: contact.id, name: contact.name, email: contact.email, phone: contact.phone },
		isRemoved: contact.removedAt !== null,
		customer: { code: customer.code, name: customer.name },
		others: accounts
			.filter(({ id }) => id !== customer.id)
			.map(({ code, name }) => ({ code, name })),
		/** Names he is known under; one word alone is left where it stands inside a sentence. */
		names: person.names,
		addresses: person.addresses,
		held: countHeld(held.map(({ held_in }) => held_in)),
		waiting: countOf(held, 'delivery', ({ status }) => WAITING.includes(String(status))),
		openLinks: countOf(held, 'link', ({ revoked_at }) => revoked_at === null),
		openCases: countOf(held, 'dispute', ({ status }) => isActive(status as DisputeStatus)),
		unreadMails: countOf(held, 'inbound_fate', ({ kind }) => kind === 'triage'),
		/** Named as the account itself is: the law keeps that name on invoices. */
		isAccount: accounts.some(({ name }) => person.names.includes(name))
	};
}

const WAITING = ['planned', 'retry', 'unknown', 'claimed'];

const countOf = (
	rows: readonly HeldRow[],
	table: string,
	is: (held: HeldRow['held']) => boolean
): number => rows.filter(({ held_in, held }) => held_in === table && is(held)).length;
