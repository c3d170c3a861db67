import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import FilesField from '$lib/components/ui/FilesField.svelte';

it('without scripts the sentences about files stand apart, and one says that the choice is not shown', () => {
	const page = { url: new URL('http://localhost/p/x/message') };
	const { body } = render(FilesField, {
		props: { camera: true, label: 'Photos', hint: 'La position est effacée.' },
		context: new Map([['__request__', { page }]])
	});
	expect(body).toMatch(/effacée\.(?: <!--.*?-->| )<noscript>Sans JavaScript/);
	expect(body).toContain('ne peut pas afficher les fichiers choisis');
});
