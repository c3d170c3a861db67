import { describe, expect, it } from 'vitest';
import { anchorOf } from '$lib/components/disputes/form-state';
import { raiserIn } from './raiser';

const contacts = [
	{ id: 'a', name: 'Ana Petit', email: 'ana@customer.test' },
	{ id: 'b', name: '', email: 'compta@customer.test' }
];

describe('who contests', () => {
	it('is the contact that was chosen', () => {
		expect(raiserIn({ contact: 'a', raisedByName: 'left over' }, contacts)).toEqual({
			raisedByName: 'Ana Petit',
			raisedByEmail: 'ana@customer.test'
		});
	});
	it('is known by the address when an import gave no name', () => {
		expect(raiserIn({ contact: 'b' }, contacts)).toEqual({
			raisedByName: 'compta@customer.test',
			raisedByEmail: 'compta@customer.test'
		});
	});
	it('is somebody else, whose name is needed', () => {
		const typed = { contact: '', raisedByName: ' Luc ', raisedByEmail: ' luc@else.test ' };
		expect(raiserIn(typed, contacts)).toEqual({
			raisedByName: 'Luc',
			raisedByEmail: 'luc@else.test'
		});
		expect(() => raiserIn({ contact: '', raisedByName: ' ' }, contacts)).toThrow(
			expect.objectContaining({ code: 'name_required', field: 'raisedByName' })
		);
	});
});

describe('a refusal leads to a field that shows', () => {
	const anchor = (field: string, values: Record<string, string> = {}) =>
		anchorOf({ words: '', field, all: [], hadFiles: false, values: { action: 'log', ...values } });

	it.each([
		['invoice', 'invoices'],
		['amount-7', 'part-7'],
		['part-7', 'part-7'],
		['reasonCode', 'reasonCode'],
		['files', 'files'],
		['raisedByEmail', 'raisedByEmail']
	])('%s leads to %s', (field, id) => {
		expect(anchor(field)).toBe(id);
	});
	it('the list of contacts, when the fields of somebody else are folded away', () => {
		expect(anchor('raisedByName', { contact: 'b' })).toBe('contact');
	});
});
