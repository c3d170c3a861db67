import { describe, expect, test } from 'vitest';
import { ANOTHER, caseIn, controlOf } from './chosen-case';

describe('the case a mail is added to', () => {
	test.each([
		[{ known: 'LIT-1' }, 'LIT-1', 'known'],
		[{ known: 'LIT-1', reference: ' ' }, 'LIT-1', 'known'],
		[{ known: 'LIT-1', reference: 'LIT-1' }, 'LIT-1', 'known'],
		[{ known: ANOTHER, reference: ' LIT-2 ' }, 'LIT-2', 'reference'],
		[{ reference: 'LIT-2' }, 'LIT-2', 'reference'],
		[{ known: ANOTHER }, '', 'reference'],
		[{}, '', 'reference']
	])('%o', (words: Record<string, string>, reference, control) => {
		expect(caseIn(words)).toBe(reference);
		expect(controlOf('reference', words)).toBe(control);
	});

	test('chosen and typed, it is asked which', () => {
		expect(() => caseIn({ known: 'LIT-1', reference: 'LIT-2' })).toThrow('mail_case_both');
	});
});
