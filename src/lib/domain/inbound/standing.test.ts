import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mailboxFaultOf, MailboxStands, notReadSince } from './standing';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 3, 8, minute));

it.each([
	['never tried', null, null],
	['read just now', { begunAt: at(0), readAt: at(59) }, null],
	['away for half an hour', { begunAt: at(0), readAt: at(30) }, null],
	['away for longer', { begunAt: at(0), readAt: at(29) }, at(29)],
	['never read since it was set up', { begunAt: at(0), readAt: null }, at(0)],
	['set up just now, and not read yet', { begunAt: at(45), readAt: null }, null]
])('%s', (_, round, since) => {
	expect(notReadSince(round, at(60))).toEqual(since);
});

it.each([
	[new MailboxStands('no_owner'), 'no_owner'],
	[Object.assign(new Error('no'), { authenticationFailed: true }), 'sign_in'],
	[Object.assign(new Error('no'), { code: 'CERT_HAS_EXPIRED' }), 'certificate'],
	[Object.assign(new Error('no'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'certificate'],
	[Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 'broken'],
	[undefined, 'broken']
])('%o is told as %s', (thrown, fault) => {
	expect(mailboxFaultOf(thrown)).toBe(fault);
});

it('once it stands still it goes on standing until it is read', () => {
	const minutes = fc.nat({ max: 10_000 });
	fc.assert(
		fc.property(minutes, minutes, minutes, (readAt, now, later) => {
			const round = { begunAt: at(0), readAt: at(readAt) };
			if (notReadSince(round, at(now)))
				expect(notReadSince(round, at(now + later))).toEqual(at(readAt));
		})
	);
});
