import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LANGUAGES } from '$lib/domain/language';
import { say } from './words';

it.each(LANGUAGES)('what is taken out of a photo is named in %s', (language) => {
	expect(say('portal_new_files_hint', {}, language)).toContain('GPS');
});

it.each(LANGUAGES)('a new link offers to send what waits: nobody has to, in %s', (language) => {
	const offers = { de: 'bietet', en: 'offers', es: 'propone', fr: 'propose' };
	expect(say('portal_ended_kept', {}, language)).toContain(offers[language]);
});

it('a payment is found, or not, in one verb in Spanish', () => {
	for (const key of ['portal_sought', 'portal_history_paid_not_found'] as const)
		expect(say(key, { paid: '', date: '', amount: '' }, 'es')).toContain('encontrado');
});

it('French words of a customer stand apart from their guillemets', () => {
	const [, rule] =
		/q:lang\(fr\) \{([^}]*)\}/.exec(readFileSync('src/styles/base.css', 'utf8')) ?? [];
	expect(rule).toContain(String.raw`'«\a0' '\a0»'`);
});
