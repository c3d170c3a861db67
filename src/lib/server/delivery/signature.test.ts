import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAuthentic, signatureOf } from './signature';

const now = new Date('2026-03-03T09:00:00Z');
const at = (seconds: number) => String(now.getTime() / 1000 + seconds);
const signed = (secret: string, timestamp: string, body: string) => ({
	timestamp,
	body,
	signature: signatureOf(secret, timestamp, body)
});

describe('a signature', () => {
	it('is the HMAC-SHA-256 of the timestamp, a dot and the body', () => {
		// printf '1772528400.{}' | openssl dgst -sha256 -hmac secret
		expect(signatureOf('secret', '1772528400', '{}')).toBe(
			'15ce95d08a3943062004f4a82556dd73babb19c647e49248aab18db9fe568730'
		);
	});

	it('is believed for five minutes, before and after', () => {
		for (const [seconds, believed] of [
			[0, true],
			[-300, true],
			[300, true],
			[-301, false],
			[301, false]
		] as const)
			expect(isAuthentic('secret', signed('secret', at(seconds), '{}'), now)).toBe(believed);
	});

	it('is of this body and this secret, and never throws', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (secret, body, other) => {
				const good = signed(secret, at(0), body);
				expect(isAuthentic(secret, good, now)).toBe(true);
				expect(isAuthentic(secret, { ...good, body: other }, now)).toBe(other === body);
				expect(isAuthentic(`${secret}x`, good, now)).toBe(false);
				expect(isAuthentic(secret, { ...good, signature: other }, now)).toBe(false);
				expect(isAuthentic(secret, { ...good, timestamp: other }, now)).toBe(other === at(0));
			})
		);
	});
});
