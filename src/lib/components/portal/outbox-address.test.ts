import { expect, it } from 'vitest';
import { correctionOf, forInvoices, formAddress } from './outbox-address';
import { waitingFrom, type Waiting } from './outbox-item';
import { isOf, through } from './outbox-owner';

const itemAt = (url: string, entries: [string, string][] = [], mark = 'm'): Waiting => {
	const form = new FormData();
	for (const [name, value] of entries) form.append(name, value);
	return waitingFrom(form, { key: 'k', url, title: '', at: 1, mark });
};
const abc: [string, string][] = ['a', 'b', 'c'].map((id) => ['invoice', id]);

it.each([
	['/p/x/disputes/new', abc, '/p/x/disputes/new?invoice=a&invoice=b&invoice=c&refill=k'],
	// Of the address and of the form: each invoice once.
	['/p/x/pay?/claim&invoice=a&invoice=b', abc, '/p/x/pay?invoice=a&invoice=b&invoice=c&refill=k'],
	['/p/x/pay?/claim', abc, '/p/x/pay?invoice=a&invoice=b&invoice=c&refill=k'],
	['/p/x/message?about=wrong_person', [], '/p/x/message?about=wrong_person&refill=k'],
	['/p/x/promise?/withdraw&made=1', [], '/p/x/promise?made=1&refill=k'],
	['/p/x/disputes/LIT-1?/reply', [], '/p/x/disputes/LIT-1?refill=k']
] as [string, [string, string][], string][])(
	'what was refused at %s is corrected on its page, about the same things',
	(url, entries, expected) => expect(correctionOf(itemAt(url, entries))).toBe(expected)
);

it('a form corrected twice is kept at the address it had first', () => {
	const at = (path: string) => formAddress(new URL(path, 'https://x.example'));
	expect(at('/p/x/pay?/claim&invoice=a&refill=k')).toBe('/p/x/pay?/claim&invoice=a');
	expect(at('/p/x/message?refill=k')).toBe('/p/x/message');
	expect(at('/p/x/message')).toBe('/p/x/message');
});

it('what one account wrote is nothing to another, on the same device', () => {
	const item = itemAt('/p/x/disputes/new');
	expect(isOf(item, { base: '/p/x', mark: '' })).toBe(true);
	expect(isOf(item, { base: '/p/newer-link', mark: 'm' })).toBe(true);
	expect(isOf(item, { base: '/p/y', mark: 'other' })).toBe(false);
	// Nobody knows whose it is: only the link it was written through.
	expect(isOf(itemAt('/p/x/pay', [], ''), { base: '/p/y', mark: '' })).toBe(false);
	const { mark: _mark, ...old } = item;
	expect(isOf(old, { base: '/p/y', mark: 'm' })).toBe(false);
	expect(isOf(old, { base: '/p/x', mark: 'm' })).toBe(true);
});

it('through a newer link it goes to the same place', () =>
	expect(through('/p/new', itemAt('/p/x/pay?/claim&invoice=a')).url).toBe(
		'/p/new/pay?/claim&invoice=a'
	));

it('a form is shown again for what is ticked in it, whatever it was opened for', () => {
	expect(forInvoices('/p/t/disputes/new?invoice=a&lang=en', ['b', 'c'])).toBe(
		'/p/t/disputes/new?lang=en&invoice=b&invoice=c'
	);
	expect(forInvoices('/p/t/disputes/new?invoice=a&lang=en', [])).toBe(
		'/p/t/disputes/new?invoice=a&lang=en'
	);
});
