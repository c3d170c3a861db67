import { stringify } from 'devalue';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusedFor } from '../../../routes/p/[token]/disputes/incoming';
import { refusedAgain } from '../../../routes/p/[token]/disputes/new/again';
import { typedIn } from '../../../routes/p/[token]/disputes/new/typed';
import { refusalWords } from './refusal-words';

const about = (words: string) => ({ words, field: 'amount' });

describe('what a refused form says to what sent it', () => {
	it('is its first sentence, whichever form refused', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (sentences) => {
				const all = sentences.map(about);
				const given = { values: typedIn(new FormData()), hadFiles: false };
				for (const { data } of [refusedFor(all, 400, {}, false), refusedAgain(400, given, all)])
					expect(refusalWords(stringify(data))).toBe(sentences[0]);
			})
		);
	});

	it('is nothing where nothing is wrong or nothing came', () => {
		expect(refusalWords(undefined)).toBe('');
		expect(refusalWords(stringify({ problem: { all: [] } }))).toBe('');
	});
});
