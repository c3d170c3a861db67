import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import MessagePreview from './MessagePreview.svelte';

const mail = {
	...{ name: 'Ana', email: 'ana@example.com', language: 'fr' as const },
	...{ subject: 'Litige', html: '<p>Bonjour</p>', text: 'Bonjour' }
};
const preview = (more = {}) =>
	render(MessagePreview, {
		props: {
			...{ mails: [mail], form: 'composer-customer', body: 'body-customer' },
			...{ hadFiles: false, ...more }
		}
	}).body;

test('the form it was written in leaves, whatever stands there by then', () => {
	expect(preview()).toMatch(/<button[^>]*form="composer-customer"[\s\S]*Envoyer au client/);
	expect(preview({ mails: [] })).not.toContain('Envoyer au client');
});

test('files a browser did not keep are not left behind: they are chosen again where it is written', () => {
	const body = preview({ hadFiles: true });
	expect(body).not.toContain('form="composer-customer"');
	expect(body).toMatch(/class="button[^"]*primary[^"]*" href="#body-customer"/);
});
