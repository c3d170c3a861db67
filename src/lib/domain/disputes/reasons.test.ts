import { expect, it } from 'vitest';
import { LANGUAGES, REQUIRED_LANGUAGES } from '../language';
import { BUILT_IN_LABELS, DEFAULT_REASONS, REQUIRED_LABELS } from './reasons';

it('has words of its own in every language, no two reasons the same', () => {
	for (const language of LANGUAGES) {
		const words = DEFAULT_REASONS.map(({ labels }) => labels[language].trim());
		expect(words).not.toContain('');
		expect(new Set(words).size).toBe(DEFAULT_REASONS.length);
	}
});

it('is known as ours by the words every organisation began with, and by no later language', () => {
	for (const { code, labels } of DEFAULT_REASONS) {
		expect(BUILT_IN_LABELS[code]).toEqual(labels);
		expect(Object.keys(REQUIRED_LABELS[code]!)).toEqual([...REQUIRED_LANGUAGES]);
		expect(labels).toMatchObject(REQUIRED_LABELS[code]!);
	}
});
