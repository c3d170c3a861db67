import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINIMUM_LENGTH, passwordFault } from './password';

const claire = { email: 'claire.morel@gantier.example', name: 'Claire Morel' };
const faultOf = (password: string) => passwordFault(password, claire);

describe('a new password', () => {
	it('has twelve signs at least, whichever they are', () => {
		expect(faultOf('court-court')).toBe('password_short');
		expect(faultOf('neige au bois')).toBeNull();
		expect(faultOf('entendu-demo')).toBeNull();
	});

	it('counts signs, not their halves', () => {
		expect(faultOf('😀😃😄😁😆😅')).toBe('password_short');
	});

	it.each(['aaaaaaaaaaaa', '123123123123', '12345678901234', 'abcdefghijklmnop', 'azertyuiopqsd'])(
		'%s is the first that is tried',
		(password) => expect(faultOf(password)).toBe('password_guessed')
	);

	it('is not the name or the address of whoever has it', () => {
		for (const known of ['Claire-Morel', 'claire.morel@gantier.example', 'CLAIRE MOREL'])
			expect(faultOf(known)).toBe('password_guessed');
	});
});

describe('of a person', () => {
	const tom = { email: 'tom.reed@northmill.example', name: 'Tom Reed' };
	const zoe = { email: 'zl@northmill.example', name: 'Zoé Lefèvre-Aubry' };
	it.each([
		[tom, 'tomreedtomreed', 'password_guessed'],
		[tom, 'Tom-Reed-Tom-Reed', 'password_guessed'],
		[tom, 'reed.tom.reed.tom', 'password_guessed'],
		[tom, 'TomReed2026!!', 'password_guessed'],
		[tom, 'tom1reed2tom3', 'password_guessed'],
		[tom, 'tomreednorthmill', 'password_guessed'],
		[zoe, 'zoelefevreaubry', 'password_guessed'],
		[zoe, 'Zoé Lefèvre Zoé', 'password_guessed'],
		[tom, 'tomreed garden gate', null],
		[tom, 'atomreedtomreed', null],
		[tom, '4711 0815 2026 99', null],
		[{ email: 'a@b.c', name: '李' }, 'neige au bois', null]
	])('%o: %s', (person, password, fault) => {
		expect(passwordFault(password, person)).toBe(fault);
	});
});

describe('properties', () => {
	it('no fault is found in words put together at random', () => {
		const word = fc.constantFrom('neige', 'tracteur', 'velours', 'midi', 'ardoise', 'prune');
		fc.assert(
			fc.property(fc.uniqueArray(word, { minLength: 3 }), (words) => {
				const password = words.join(' ');
				if (password.length >= MINIMUM_LENGTH) expect(faultOf(password)).toBeNull();
			})
		);
	});

	it('nothing shorter is ever taken', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: MINIMUM_LENGTH - 1 }), (password) => {
				expect(faultOf(password)).toBe('password_short');
			})
		);
	});
});
