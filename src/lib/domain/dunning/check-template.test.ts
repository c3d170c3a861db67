import { describe, expect, test } from 'vitest';
import { blocksPublishing, checkTemplate, SIZE_LIMIT } from './check-template';
import { wordsOfTone, type TemplateContent, type TemplateWords } from './template';

const words = (fields: Partial<TemplateWords> = {}): TemplateWords => ({
	subject: '#total_echu',
	body: 'Bonjour #contact,',
	closing: '',
	...fields
});
const both = (fields: Partial<TemplateWords> = {}): TemplateContent => ({
	fr: { neutral: words(fields) },
	en: { neutral: words() }
});

describe('before a template is published', () => {
	test('nothing is said about one that is whole', () => {
		expect(checkTemplate(both(), { fr: 20_000, en: 20_000 })).toEqual([]);
	});

	test.each([
		[
			'an unknown tag',
			{ body: 'x\n#clent' },
			{ code: 'unknown_tag', field: 'body', line: 2, column: 1, suggestion: 'client' }
		],
		['an empty subject', { subject: ' ' }, { code: 'subject_empty' }],
		['a subject nobody sees whole', { subject: 'x'.repeat(151) }, { code: 'subject_too_long' }],
		['a letter that says nothing', { body: '' }, { code: 'body_empty' }]
	])('%s blocks', (_, fields, problem) => {
		const found = checkTemplate(both(fields));
		expect(found).toMatchObject([{ level: 'error', language: 'fr', tone: 'neutral', ...problem }]);
		expect(blocksPublishing(found)).toBe(true);
	});

	test('a language without words blocks', () => {
		expect(checkTemplate({ fr: { neutral: words() }, en: {} })).toMatchObject([
			{ level: 'error', code: 'missing_language', language: 'en' }
		]);
	});

	test('a tone of one language only is said, and spoken neutrally', () => {
		const content = { ...both(), fr: { neutral: words(), firm: words({ subject: 'Ferme' }) } };
		const found = checkTemplate(content);
		expect(found).toMatchObject([
			{ level: 'warning', code: 'missing_tone', language: 'en', tone: 'firm' }
		]);
		expect(blocksPublishing(found)).toBe(false);
		expect(wordsOfTone(content, 'firm')).toMatchObject({
			fr: { subject: 'Ferme' },
			en: { subject: '#total_echu' }
		});
	});

	test('a letter its reader would not see whole blocks', () => {
		expect(checkTemplate(both(), { en: SIZE_LIMIT })).toMatchObject([
			{ level: 'error', code: 'too_large', language: 'en' }
		]);
	});
});
