import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../language';
import { ANSWER_TAGS, fillAnswer, unknownTagsIn, type AnswerValues } from './answer-tags';
import { DEFAULT_ANSWERS } from './default-answers';

const values = Object.fromEntries(ANSWER_TAGS.map(({ key }) => [key, `<${key}>`])) as AnswerValues;

describe('a prepared answer', () => {
	it('says what its tags stand for, in any language and however they are written', () => {
		expect(fillAnswer('#client, #Total_Disputed ; #GLÄUBIGER', values)).toBe(
			'<customer>, <amount> ; <creditor>'
		);
		expect(fillAnswer('n° #12, ##client', values)).toBe('n° #12, #client');
	});

	it('knows what it cannot say, the tags of a reminder included', () => {
		expect(unknownTagsIn('#client #montnat #iban')).toEqual(['montnat', 'iban']);
		expect(fillAnswer('#iban', values)).toBe('#iban');
	});

	it('comes with some in every language that can be said in full', () => {
		for (const { title, body } of DEFAULT_ANSWERS)
			for (const language of LANGUAGES) {
				expect(title[language]).not.toBe('');
				expect(unknownTagsIn(body[language])).toEqual([]);
				expect(fillAnswer(body[language], values)).toContain('<');
			}
	});
});

describe('whatever is typed', () => {
	it('without a # stays as it is', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				const plain = text.replaceAll('#', '');
				expect(fillAnswer(plain, values)).toBe(plain);
				expect(unknownTagsIn(plain)).toEqual([]);
			})
		);
	});

	it('a value is never read as a tag again', () => {
		fc.assert(
			fc.property(fc.string(), (said) => {
				expect(fillAnswer('#client', { ...values, customer: said })).toBe(said);
			})
		);
	});
});
