import { describe, expect, test } from 'vitest';
import { AppError } from '../errors';
import { refuseWords } from './refuse-words';

const said = { subject: 'Objet', body: 'Bonjour #client', closing: '' };
const refusalOf = (words: typeof said): unknown => {
	try {
		return refuseWords(words, { language: 'fr' });
	} catch (thrown) {
		return thrown;
	}
};

describe('words that are to be sent', () => {
	test('pass with a subject, a text and known tags', () => {
		expect(refusalOf(said)).toBeUndefined();
	});

	test.each([
		[{ subject: ' ' }, { code: 'required', field: 'subject' }],
		[{ body: '\n' }, { code: 'required', field: 'body' }],
		[{ subject: 'x'.repeat(151) }, { code: 'invalid_input', field: 'subject' }],
		[{ closing: 'à #bientot' }, { code: 'tag_unknown', field: 'closing' }]
	])('are refused: %j', (change, refusal) => {
		const refused = refusalOf({ ...said, ...change });
		expect(refused).toBeInstanceOf(AppError);
		expect(refused).toMatchObject({ ...refusal, details: { language: 'fr' } });
	});
});
