import { describe, expect, it } from 'vitest';
import { chooseContact } from './choose-contact';
import type { ContactRole } from './contact-role';
import type { DunningContact } from './decision';
import { stepNamed } from './facts.testing';

const contact = (contactId: string, role: ContactRole, bounced = false): DunningContact => ({
	contactId,
	role,
	bounced,
	email: `${contactId}@customer.test`
});

const chosen = (contacts: DunningContact[], step = stepNamed('reminder')) => {
	const choice = chooseContact(contacts, step);
	return choice.ok ? choice.contact.contactId : choice.code;
};

describe('the contact', () => {
	it('has the role the step asks for', () => {
		const contacts = [contact('a', 'other'), contact('b', 'billing'), contact('c', 'collections')];
		expect(chosen(contacts)).toBe('c');
		expect(chosen(contacts, { ...stepNamed('reminder'), contactRole: 'billing' })).toBe('b');
	});

	it('falls back to collections, billing, other, in this order', () => {
		const contacts = [contact('a', 'other'), contact('b', 'billing')];
		expect(chosen(contacts)).toBe('b');
		expect(
			chosen([contact('a', 'billing'), contact('b', 'collections')], {
				...stepNamed('reminder'),
				contactRole: 'other'
			})
		).toBe('b');
	});

	it('is never an address that bounces', () => {
		expect(chosen([contact('a', 'collections', true), contact('b', 'other')])).toBe('b');
		expect(chosen([contact('a', 'collections', true)])).toBe('contact_bounced');
		expect(chosen([])).toBe('no_contact');
	});

	it('can still be called when the address bounces', () => {
		expect(chosen([contact('a', 'collections', true)], stepNamed('call'))).toBe('a');
	});
});
