import { expect, test } from 'vitest';
import { localDate } from '../calendar';
import { saidAbout } from './confirm-warnings';

const call = (noticeId: string, ...invoiceIds: string[]) => ({
	...{ noticeId, invoiceIds, note: '' },
	on: localDate('2026-03-03')
});

test('a call is named before a message that asks for one of its invoices, and before no other', () => {
	const calls = [call('a', '1', '2'), call('b', '3')];
	expect(saidAbout(calls, [{ invoiceId: '2' }, { invoiceId: '4' }])).toEqual([calls[0]]);
	expect(saidAbout(calls, [])).toEqual([]);
});
