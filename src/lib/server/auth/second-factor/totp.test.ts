import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newSecret, stepOfCode, totpUri } from './totp';

/** RFC 6238, appendix B: "12345678901234567890"; six of its eight figures. */
const RFC = Secret.fromUTF8('12345678901234567890').base32;

describe('codes', () => {
	it.each([
		[59, '287082'],
		[1111111109, '081804'],
		[1234567890, '005924'],
		[2000000000, '279037'],
		[20000000000, '353130']
	])('at %i seconds the RFC says %s', (seconds, code) => {
		const at = new Date(seconds * 1000);
		expect(stepOfCode(RFC, code, at)).toBe(Math.floor(seconds / 30));
	});

	it('are taken one step before and after, and no further', () => {
		const secret = newSecret();
		const at = new Date('2026-03-03T09:00:15Z');
		const step = Math.floor(at.getTime() / 30_000);
		const codeAt = (steps: number) =>
			new TOTP({ secret: Secret.fromBase32(secret) }).generate({
				timestamp: at.getTime() + steps * 30_000
			});
		for (const near of [-1, 0, 1]) expect(stepOfCode(secret, codeAt(near), at)).toBe(step + near);
		for (const far of [-2, 2]) expect(stepOfCode(secret, codeAt(far), at)).toBeNull();
	});

	it('of one secret open no other', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
				const at = new Date(seconds * 1000);
				const code = new TOTP({ secret: Secret.fromBase32(RFC) }).generate({
					timestamp: at.getTime()
				});
				expect(stepOfCode(RFC, code, at)).toBe(Math.floor(seconds / 30));
			})
		);
	});
});

it('a secret has 160 bits, and its address names the house and the account', () => {
	const secret = newSecret();
	expect(secret).toMatch(/^[A-Z2-7]{32}$/);
	expect(newSecret()).not.toBe(secret);
	const uri = new URL(totpUri(secret, { issuer: 'Gantier SA', label: 'nadia@gantier.example' }));
	expect(uri.protocol + uri.host).toBe('otpauth:totp');
	expect(decodeURIComponent(uri.pathname)).toBe('/Gantier SA:nadia@gantier.example');
	expect(uri.searchParams.get('secret')).toBe(secret);
});
