import { expect, test } from 'vitest';
import type { MailFacts, MailName } from './mails';
import { renderMail } from './render';
import { sampleOf } from './samples';

const WORDS = 'Bonjour Ana Petit,\n\nVoici le bon de livraison.';

async function greetings<M extends MailName>(mail: M, facts: MailFacts[M]): Promise<number[]> {
	const { html, text } = await renderMail(mail, 'fr', facts);
	return [html, text].map((letter) => letter.match(/Bonjour/g)?.length ?? 0);
}

const update = sampleOf('dispute-update', 'message');
const answer = sampleOf('account-update', 'question_answered');
const decided = sampleOf('dispute-decided', 'valid');

test('whoever greets in what he writes by hand has greeted: the letter does not greet before him', async () => {
	expect(await greetings('dispute-update', { ...update, message: WORDS })).toEqual([1, 1]);
	expect(await greetings('account-update', { ...answer, text: WORDS })).toEqual([1, 1]);
	expect(await greetings('dispute-decided', { ...decided, explanation: WORDS })).toEqual([1, 1]);
});

test('else the letter greets, also before the words of somebody who is none of the house', async () => {
	expect(await greetings('dispute-update', { ...update, message: 'Voici le bon.' })).toEqual([
		1, 1
	]);
	const replied = { ...update, event: 'replied' as const, by: 'Luc Roy', message: WORDS };
	expect(await greetings('dispute-update', replied)).toEqual([2, 2]);
});
