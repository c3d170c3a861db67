import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followerKind, mayRemoveFollower } from './followers';

const contacts = [
	{ id: 'ana', email: 'Ana@Gantier.example' },
	{ id: 'luc', email: 'luc.gantier@gmail.com' }
];
const kindOf = (email: string, holderEmail = 'ana@gantier.example') =>
	followerKind(email, { contacts, holderEmail });

describe('who may follow a case', () => {
	it('gives a contact of the customer a door of his own, however his address is written', () => {
		expect(kindOf(' ANA@gantier.example ')).toEqual({ kind: 'contact', contactId: 'ana' });
		expect(kindOf('luc.gantier@gmail.com')).toEqual({ kind: 'contact', contactId: 'luc' });
	});

	it('writes to somebody of the same company, without a door', () => {
		expect(kindOf('chantier@gantier.example')).toEqual({ kind: 'colleague' });
	});

	it('refuses everybody else, an address of a free provider above all', () => {
		expect(kindOf('anybody@gmail.com')).toEqual({ kind: 'stranger' });
		expect(kindOf('anybody@elsewhere.example')).toEqual({ kind: 'stranger' });
		expect(kindOf('x@not-gantier.example')).toEqual({ kind: 'stranger' });
	});

	it('never opens a door to an address that is no contact', () => {
		fc.assert(
			fc.property(fc.emailAddress(), fc.emailAddress(), (email, holderEmail) => {
				const known = contacts.some((one) => one.email.toLowerCase() === email.toLowerCase());
				expect(followerKind(email, { contacts, holderEmail }).kind === 'contact').toBe(known);
			})
		);
	});

	it('lets nobody silence a colleague who opens the account himself', () => {
		const ana = { email: 'ana@gantier.example', contactId: 'ana' };
		expect(mayRemoveFollower(ana, 'ANA@gantier.example')).toBe(true);
		expect(mayRemoveFollower(ana, 'luc.gantier@gmail.com')).toBe(false);
		expect(mayRemoveFollower({ ...ana, contactId: null }, 'luc.gantier@gmail.com')).toBe(true);
	});
});
