import { expect, test } from 'vitest';
import { areMissed, formOf, lostFiles, mayGoWithout, wordsIn } from './sent-form';

test('what was pasted with a NUL is sent without it, and a file as it is', async () => {
	const sent = new FormData();
	sent.append('explanation', 'deux\u0000 palettes');
	sent.append('files', new File([Uint8Array.of(0, 1)], 'quai.jpg'));
	const form = await formOf(new Request('https://entendu.test', { method: 'POST', body: sent }));
	expect(wordsIn(form)).toEqual({ explanation: 'deux palettes' });
	const [file] = form.getAll('files') as File[];
	expect(new Uint8Array(await file!.arrayBuffer())).toEqual(Uint8Array.of(0, 1));
});

test.each<[string, Record<string, string | File>, string, boolean]>([
	['chosen with a preview', { files: new File(['x'], 'quai.jpg') }, 'quai.jpg', true],
	['too heavy to come along', { 'files-left-out': 'film.mov' }, 'film.mov', true],
	['lost with the preview before', { lostFiles: 'quai.jpg' }, 'quai.jpg', true],
	['left out', { lostFiles: 'quai.jpg', withoutFiles: 'quai.jpg' }, 'quai.jpg', false],
	['others left out', { lostFiles: 'quai.jpg', withoutFiles: 'a.pdf' }, 'quai.jpg', true],
	['never any', { files: new File([], '') }, '', false]
])('files %s', (_, sent, names, missed) => {
	const form = formWith(sent);
	expect([lostFiles(form), areMissed(form)]).toEqual([names, missed]);
});

test('a message leaves without the files it lost only where somebody said so', () => {
	expect(() => mayGoWithout(formWith({ lostFiles: 'quai.jpg' }))).toThrow(
		expect.objectContaining({ code: 'files_lost', field: 'files', details: { names: 'quai.jpg' } })
	);
	const fine: Record<string, string | File>[] = [
		{ lostFiles: 'quai.jpg', withoutFiles: 'quai.jpg' },
		{ lostFiles: 'quai.jpg', files: new File(['x'], 'quai.jpg') },
		{}
	];
	for (const sent of fine) expect(() => mayGoWithout(formWith(sent))).not.toThrow();
});

function formWith(sent: Record<string, string | File>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(sent)) form.append(name, value);
	return form;
}
