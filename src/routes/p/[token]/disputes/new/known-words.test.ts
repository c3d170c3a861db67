import { expect, it } from 'vitest';
import { LANGUAGES } from '$lib/i18n/language';
import { m } from '$lib/i18n/paraglide/messages';

/** How a sentence begins that answers one of the things that may be missing, and not the others. */
const IF = { fr: /^S’il s’agit/, en: /^If it is/, de: /^Falls es/, es: /^Si se trata/ };

it.each(LANGUAGES)('an order number that was found answers nothing but that (%s)', (locale) => {
	const words = m.portal_known_order_number({ number: 'F-1', order: 'PO-7' }, { locale });
	expect(words).toMatch(IF[locale]);
	expect(words).toContain('PO-7');
});
