import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { needsSecondFactor, recoveryCodeFrom, typedCode } from './second-factor';

describe('a second factor', () => {
	it('is asked of administrators and approvers, and of nobody in the demo', () => {
		expect(needsSecondFactor('admin', false)).toBe(true);
		expect(needsSecondFactor('approver', false)).toBe(true);
		for (const role of ['collector', 'resolver', 'executive'] as const)
			expect(needsSecondFactor(role, false)).toBe(false);
		expect(needsSecondFactor('admin', true)).toBe(false);
	});
});

describe('what is typed', () => {
	it('may have spaces where an application shows them', () => {
		expect(typedCode(' 123 456 ')).toEqual({ kind: 'code', code: '123456' });
	});
	it('may be a recovery code, with or without its hyphens, in capitals too', () => {
		const recovery = { kind: 'recovery', code: 'abcd-efgh-jkmn-pq23' };
		expect(typedCode('abcd-efgh-jkmn-pq23')).toEqual(recovery);
		expect(typedCode('ABCDEFGHJKMN PQ23')).toEqual(recovery);
	});
	it.each(['', '12345', '1234567', 'abcd-efgh', 'il0o-il0o-il0o-il0o'])('“%s” is neither', (text) =>
		expect(typedCode(text)).toBeNull()
	);
});

describe('properties', () => {
	const bytes = fc.uint8Array({ minLength: 64, maxLength: 64 });
	it('a recovery code that was made is one that can be typed', () => {
		fc.assert(
			fc.property(bytes, (random) => {
				const code = recoveryCodeFrom(random);
				fc.pre(code !== null);
				expect(typedCode(code!)).toEqual({ kind: 'recovery', code });
			})
		);
	});
	it('too few fair bytes make none', () => {
		expect(recoveryCodeFrom(new Uint8Array(64).fill(255))).toBeNull();
		expect(recoveryCodeFrom(new Uint8Array(15))).toBeNull();
	});
});
