import { expect, test } from 'vitest';
import { formOf, wordsIn } from './sent-form';

test('what was pasted with a NUL is sent without it, and a file as it is', async () => {
	const sent = new FormData();
	sent.append('explanation', 'deux\u0000 palettes');
	sent.append('files', new File([Uint8Array.of(0, 1)], 'quai.jpg'));
	const form = await formOf(new Request('https://entendu.test', { method: 'POST', body: sent }));
	expect(wordsIn(form)).toEqual({ explanation: 'deux palettes' });
	const [file] = form.getAll('files') as File[];
	expect(new Uint8Array(await file!.arrayBuffer())).toEqual(Uint8Array.of(0, 1));
});
