import { expect, test } from 'vitest';
import { money } from '$lib/domain/money';
import { LANGUAGES } from '$lib/domain/language';
import { formatMoney } from '$lib/i18n/format';
import { renderMail } from './render';
import { sampleOf } from './samples';

const facts = sampleOf('resolver-request', 'full');
const limit = money(20_000n, 'EUR');
const WITHOUT = {
	fr: 'sans mot de passe.',
	en: 'no password.',
	de: 'ohne Passwort.',
	es: 'sin contraseña.'
};
const plain = (text: string) => text.replace(/\s+/g, ' ');

for (const language of LANGUAGES)
	test(`who has to sign in is not told that no password is needed (${language})`, async () => {
		const link = await renderMail('resolver-request', language, facts);
		expect(plain(link.text)).toContain(WITHOUT[language]);
		const account = await renderMail('resolver-request', language, {
			...facts,
			signInAbove: limit
		});
		expect(plain(account.text)).not.toContain(`, ${WITHOUT[language]}`);
		expect(plain(account.text)).toContain(plain(formatMoney(limit, language)));
	});

test('a customer who has said nothing contests nothing', async () => {
	const theirs = await renderMail('resolver-request', 'fr', facts);
	expect(theirs.subject).toContain('conteste');
	const ours = await renderMail('resolver-request', 'fr', { ...facts, isOurs: true });
	expect(ours.subject).not.toContain('conteste');
	expect(ours.html).toContain('Litige ouvert par nos soins');
	expect(ours.html + ours.text).not.toContain(`${facts.customerName} conteste`);
});
