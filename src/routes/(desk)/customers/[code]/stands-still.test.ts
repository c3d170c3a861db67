import { describe, expect, test } from 'vitest';
import { standsStill, wordsTyped, type Shown } from './stands-still';

const shown: Shown = {
	...{ role: 'admin', claims: [{ id: '1' }], messages: [{ id: '2' }], notes: [{ id: '3' }] },
	...{ promises: [{ id: '4' }], contacts: [{ id: '5' }], holds: [{ id: '6' }] },
	...{ invoices: [], fields: [], isAtLegal: false, hasScenario: true }
};
const refusal = { code: 'conflict', details: {}, field: null, hadFiles: false };
const sent = (action: string, values: Record<string, string> = {}) => ({
	...{ refusal, values: { ...values, action } }
});

describe('a refused form of a customer’s page', () => {
	test.each([
		['answerClaim', { claimId: '1' }, { claimId: '9' }],
		['answerMessage', { messageId: '2' }, { messageId: '9' }],
		['handleMessage', { messageId: '2' }, { messageId: '9' }],
		['strikeNote', { noteId: '3' }, { noteId: '9' }],
		['withdrawPromise', { promiseId: '4' }, { promiseId: '9' }],
		['decidePromise', { promiseId: '4' }, {}],
		['clearBounce', { contactId: '5' }, { contactId: '9' }],
		['clearNumber', { contactId: '5' }, { contactId: '9' }],
		['editContact', { contactId: '5' }, { contactId: '9' }],
		['removeContact', { contactId: '5' }, { contactId: '9' }],
		['release', { holdId: '6' }, { holdId: '9' }]
	])('%s is led to while its row is there', (action, there, gone) => {
		expect(standsStill(sent(action, there), shown)).toBe(true);
		expect(standsStill(sent(action, gone), shown)).toBe(false);
	});

	test('what needs an invoice, a field or the lawyers is led to where there is one', () => {
		for (const action of ['promise', 'payment', 'fill', 'takeBack'])
			expect(standsStill(sent(action), shown)).toBe(false);
		const full = { ...shown, invoices: [{ id: '7' }], fields: [{ id: '8' }], isAtLegal: true };
		for (const action of ['promise', 'payment', 'fill', 'takeBack'])
			expect(standsStill(sent(action), full)).toBe(true);
	});

	test('whoever may do it no more is led nowhere', () => {
		for (const action of ['hold', 'writeNote', 'addContact', 'officer', 'scenario'])
			expect(standsStill(sent(action), { ...shown, role: 'resolver' })).toBe(false);
	});

	test('what was typed is given back where it stands no more', () => {
		const { values } = sent('editContact', { contactId: '9', name: 'Léa', email: 'lea@x.fr' });
		expect(wordsTyped({ refusal, values })).toBe('Léa\nlea@x.fr');
	});
});
