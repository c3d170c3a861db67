import { expect, test } from 'vitest';
import { renderMail } from './render';
import { sampleOf } from './samples';

test('an answer quotes what was asked', async () => {
	const facts = sampleOf('account-update', 'question_answered');
	const { html, text } = await renderMail('account-update', 'fr', {
		...facts,
		question: 'Pourquoi 12,50 ?'
	});
	for (const letter of [html, text]) expect(letter).toContain('Pourquoi 12,50 ?');
	expect(text).toContain('Votre question');
});
