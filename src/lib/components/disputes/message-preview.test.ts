import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import MessagePreview from './MessagePreview.svelte';
import { withoutFiles } from './preview-in-place';

const mail = {
	...{ name: 'Ana', email: 'ana@example.com', language: 'fr' as const },
	...{ subject: 'Litige', html: '<p>Bonjour</p>', text: 'Bonjour' }
};
const preview = (more = {}) =>
	render(MessagePreview, {
		props: {
			...{ mails: [mail], form: null, body: 'body-customer', hadFiles: false },
			...{ words: { audience: 'customer', body: 'Bonjour' }, ...more }
		}
	}).body;
const WITHOUT = 'Envoyer sans les fichiers';

test('shown by a page without script, the words that are shown are those that leave', () => {
	const body = preview();
	expect(body).toMatch(
		/action="\?\/post"[\s\S]*name="body" value="Bonjour"[\s\S]*Envoyer au client/
	);
	expect(body).not.toContain(WITHOUT);
});

test('files a browser did not keep are not left behind unsaid', () => {
	expect(preview({ hadFiles: true })).toContain(WITHOUT);
	expect(preview({ hadFiles: true })).not.toContain('Envoyer au client');
	expect(preview({ hadFiles: true, mails: [] })).not.toContain('action="?/post"');
});

test('shown in place, the form it was written in leaves, with its files', () => {
	const body = preview({ form: 'composer-customer' });
	expect(body).toMatch(/<button[^>]*form="composer-customer"/);
	expect(body).not.toContain('action="?/post"');
});

test('what is asked for in place takes no file along', () => {
	const form = new FormData();
	form.append('body', 'Bonjour');
	form.append('files', new File(['x'], 'bon.pdf'));
	expect([...withoutFiles(form)]).toEqual([['body', 'Bonjour']]);
});
