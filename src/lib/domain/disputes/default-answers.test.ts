import { expect, test } from 'vitest';
import { DEFAULT_ANSWERS, isForColleagues } from './default-answers';

test('a question to a colleague is not for the customer, until somebody writes it anew', () => {
	expect(DEFAULT_ANSWERS.filter(({ body }) => isForColleagues(body))).toMatchObject([
		{ title: { en: 'Question to a colleague' } }
	]);
	const [one] = DEFAULT_ANSWERS.filter(({ isInternal }) => isInternal);
	expect(isForColleagues({ en: one!.body.en })).toBe(true);
	expect(isForColleagues({ en: 'Hello #contact, what happened?' })).toBe(false);
});
