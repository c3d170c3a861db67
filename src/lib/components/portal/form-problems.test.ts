import { expect, it } from 'vitest';
import { stillTrue } from './form-problems';

const [fake, heavy, fine] = ['fake.jpg', 'heavy.pdf', 'fine.png'].map((name) => new File([], name));
const sent = [fake!, heavy!, fine!];
const amount = { words: 'too much', field: 'amount-a' };
const refused = [
	amount,
	{ words: 'no photo', field: 'files', file: 0 },
	{ words: 'too large', field: 'files', file: 1 }
];
const words = (files: File[], problems = refused) =>
	stillTrue(problems, sent, files).map((problem) => problem.words);

it('a file that was taken away takes its sentence with it, and only that one', () => {
	expect(words(sent)).toEqual(['too much', 'no photo', 'too large']);
	expect(words([heavy!, fine!])).toEqual(['too much', 'too large']);
	expect(words([fine!])).toEqual(['too much']);
});
it('what all files are together is said until one of them goes', () => {
	const together = [{ words: 'too heavy', field: 'files' }];
	expect(words(sent, together)).toEqual(['too heavy']);
	expect(words([fake!, heavy!], together)).toEqual([]);
});
it('a page that was loaded anew has no files and says everything', () => {
	expect(stillTrue(refused, [], []).length).toBe(3);
});
