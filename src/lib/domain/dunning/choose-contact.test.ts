import { describe, expect, it } from 'vitest';
import { localDate } from '$lib/domain/calendar';
import { chooseContact } from './choose-contact';
import type { ContactRole } from './contact-role';
import type { DunningContact } from './decision';
import { stepNamed } from './facts.testing';
import type { StepDefinition } from './scenario';

const contact = (contactId: string, role: ContactRole, bounced = false): DunningContact => ({
	contactId,
	role,
	bounced,
	email: `${contactId}@customer.test`
});

const chosen = (contacts: DunningContact[], step = stepNamed('reminder')) => {
	const choice = chooseContact(contacts, step);
	return choice.ok ? choice.contact.contactId : choice.reason.code;
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

	it('of a text message has a number that takes texts, whatever its address', () => {
		const text = { ...stepNamed('reminder'), channel: 'sms' as const };
		const [first, second] = [contact('a', 'collections'), contact('b', 'other', true)];
		expect(chosen([first, { ...second, canText: true }], text)).toBe('b');
		expect(chooseContact([first, second], text)).toEqual({
			ok: false,
			reason: { code: 'no_contact', lacks: 'phone' }
		});
		expect(chosen([], text)).toBe('no_contact');
	});

	it('of a text message is never a number that sends texts back', () => {
		const text = { ...stepNamed('reminder'), channel: 'sms' as const };
		const [failing, other] = [contact('a', 'collections'), contact('b', 'other')];
		const failed = { ...failing, canText: true, failingNumber: '+33612345678' };
		expect(chosen([failed, { ...other, canText: true }], text)).toBe('b');
		expect(chooseContact([failed, other], text)).toEqual({
			ok: false,
			reason: { code: 'contact_bounced', lacks: 'phone', reference: '+33612345678' }
		});
		expect(chosen([failed])).toBe('a');
	});

	it('is nobody whose contact is paused, and the reason names that pause', () => {
		const holds = [
			{
				kind: 'manual' as const,
				contactId: 'a',
				reason: 'en congé',
				until: localDate('2026-03-20')
			}
		];
		const [paused, other] = [contact('a', 'collections'), contact('b', 'other')];
		expect(chooseContact([paused, other], stepNamed('reminder'), holds)).toMatchObject({
			ok: true,
			contact: { contactId: 'b' }
		});
		expect(chooseContact([paused], stepNamed('reminder'), holds)).toEqual({
			ok: false,
			reason: { code: 'no_contact', reference: 'en congé', until: '2026-03-20' }
		});
	});

	it('is joined by whoever has a role the step sends copies to', () => {
		const contacts = [
			contact('a', 'collections'),
			contact('b', 'billing'),
			contact('c', 'billing', true),
			contact('d', 'other')
		];
		const copied = (step: Partial<StepDefinition>) => {
			const choice = chooseContact(contacts, { ...stepNamed('reminder'), ...step });
			return choice.ok && choice.copies.map(({ contactId }) => contactId);
		};
		expect(copied({})).toEqual([]);
		expect(copied({ copyRoles: ['billing', 'other'] })).toEqual(['b', 'd']);
		expect(copied({ copyRoles: ['billing'], channel: 'letter' })).toEqual([]);
	});

	it('is nobody whose hours never meet ours, unless it goes by post', () => {
		const hours = { fromMinute: 480, untilMinute: 1080 };
		const far = { ...contact('a', 'collections'), minutesAhead: 720 };
		const near = contact('b', 'other');
		const choose = (contacts: DunningContact[], key = 'reminder') =>
			chooseContact(contacts, stepNamed(key), [], hours);
		expect(choose([far, near])).toMatchObject({ ok: true, contact: near, passedOver: [far] });
		expect(choose([near, { ...far, role: 'billing' }])).toMatchObject({
			contact: near,
			passedOver: [{ contactId: 'a' }]
		});
		expect(choose([far])).toEqual({
			ok: false,
			reason: { code: 'outside_window', reference: 'a@customer.test' }
		});
		expect(choose([far], 'formal_notice')).toMatchObject({ ok: true, contact: far });
	});
});
