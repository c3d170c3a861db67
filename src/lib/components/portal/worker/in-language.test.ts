import { expect, it } from 'vitest';
import { inLanguage } from './in-language';

const page =
	'<html data-x lang="fr"><main><div lang="fr" data-spoken="fr">Hors ligne</div><div lang="en" data-spoken="en">Offline</div></main></html>';

it('one language is left of a page that says everything in each', () => {
	expect(inLanguage(page, 'en')).toBe(
		'<html data-x lang="en"><main><div lang="fr" data-spoken="fr" hidden>Hors ligne</div><div lang="en" data-spoken="en">Offline</div></main></html>'
	);
});

it('of a language it does not speak, all of them stay', () => {
	expect(inLanguage(page, 'it')).toBe(page);
});
