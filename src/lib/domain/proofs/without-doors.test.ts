import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isToken } from '../link-token';
import { withoutDoors } from './without-doors';

const token = 'aB3_-'.repeat(9).slice(0, 43);

it.each(['/p/', '/r/', '/p/stop/'])('an address under %s opens nothing any more', (place) => {
	expect(withoutDoors(`Voir https://a.test${place}${token}/disputes.`, '[lien]')).toBe(
		`Voir https://a.test${place}[lien]/disputes.`
	);
});

it('a fingerprint and an ordinary address stay', () => {
	const text = `${'a'.repeat(64)} https://a.test/p/accessibility /p/${'b'.repeat(64)}`;
	expect(withoutDoors(text, '[lien]')).toBe(text);
});

it('no text keeps what could be a token behind its door', () => {
	fc.assert(
		fc.property(
			fc.string(),
			fc.stringMatching(/^[A-Za-z0-9_-]{43}$/).filter(isToken),
			fc.constantFrom('', '/invoices', ' ', '"'),
			(before, secret, after) => {
				const kept = withoutDoors(`${before}/p/${secret}${after}`, '[lien]');
				expect(kept).not.toContain(secret);
			}
		)
	);
});
