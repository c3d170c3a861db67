import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyText, type IsOurs } from './reply-text';

const isOurs: IsOurs = (address) => address === 'a@b.test';
const wordsOf = (text: string): string => replyText(text, isOurs).words;

it.each([
	[
		'Bonjour,\nLe prix est faux.\n\nLe 3 mars 2026 à 10:00, Dupont <a@b.test> a écrit :\n> Relance',
		'Bonjour,\nLe prix est faux.'
	],
	['Wrong price\n\nOn Tue, 3 Mar 2026 at 10:00, Dupont <a@b.test>\nwrote:\n> x', 'Wrong price'],
	['Falsch\n\nAm 03.03.2026 um 10:00 schrieb Dupont <a@b.test>:\n\n> x', 'Falsch'],
	['Mal\n\nEl 3 mar 2026, Dupont <a@b.test> escribió:\n> x', 'Mal'],
	['Non\n\n-----Message d’origine-----\nDe : Dupont <a@b.test>\nEnvoyé : mardi', 'Non'],
	['Non\n\n________________________________\nDe : Dupont <a@b.test>\nEnvoyé : mardi\nx', 'Non'],
	['On a separate note, all is well.', 'On a separate note, all is well.'],
	['> ours\n\nOption C is better', '> ours\n\nOption C is better'],
	[
		'Le 3 mars 2026, Dupont a écrit :\n> a\nOui\n> b\nNon',
		'Le 3 mars 2026, Dupont a écrit :\n> a\nOui\n> b\nNon'
	]
])('%j', (text, own) => {
	expect(replyText(text, isOurs)).toEqual({ words: own, leavesOthers: false });
});

describe('what somebody else wrote is no quotation of ours', () => {
	const ANSWER = 'Nous reconnaissons la casse : palette 3, 12 cartons.';
	const FROM =
		'De : Transports Leroy <quai@leroy.test>\nEnvoyé : mardi 3 mars\nÀ : Ana\nObjet : Casse';
	it.each([
		[
			'---------- Forwarded message ---------\nDe : Transports Leroy <quai@leroy.test>\nDate: 3 mars'
		],
		['-------- Message transféré --------\nDe : Leroy <quai@leroy.test>\nDate : 3 mars'],
		['Début du message réexpédié :\n\nDe: Leroy <quai@leroy.test>\nDate: 3 mars'],
		['---------- Forwarded message ---------\nDe : Menuiserie <a@b.test>\nDate: 3 mars'],
		[FROM],
		[`-----Message d’origine-----\n${FROM}`],
		[`________________________________\n${FROM}`]
	])('passed on below %j', (head) => {
		const text = `Voir ci-dessous la réponse du transporteur\n\n${head}\n\n${ANSWER}`;
		expect(replyText(text, isOurs)).toEqual({ words: text, leavesOthers: false });
	});

	it('a thread of others is kept down to our mail', () => {
		const ours = 'De : Menuiserie <a@b.test>\nEnvoyé : lundi\nBonjour';
		expect(wordsOf(`Voir.\n\n${FROM}\n\n${ANSWER}\n\n${ours}`)).toBe(
			`Voir.\n\n${FROM}\n\n${ANSWER}`
		);
	});

	it('nor is a line of his own that begins like the head of a mail', () => {
		const text = 'Bonjour\n\nDe: Paris @ 10h\nà: 12h\nle camion est parti sans décharger';
		expect(wordsOf(text)).toBe(text);
	});

	it.each([
		'Le 3 mars 2026, Leroy <quai@leroy.test> a écrit :\n> Casse',
		'--- Original Message ---'
	])('where it is left out all the same, it is said: %j', (quoted) => {
		expect(replyText(`Voir\n\n${quoted}\n\n> ${ANSWER}`, isOurs)).toEqual({
			...{ words: 'Voir', leavesOthers: true }
		});
	});
});

it('nothing is made up, and words are never lost altogether', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const own = wordsOf(text);
			expect(own === '').toBe(text.trim() === '');
			expect(own.length).toBeLessThanOrEqual(text.length);
		})
	);
});
