import type { MailName } from './mails';

const files = import.meta.glob<string>('/emails/**/*.{mjml,txt}', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** The template as written, its parts put in place. Parts are ours: MJML's own include reads any file. */
export const sourceOf = (mail: MailName, kind: 'mjml' | 'txt'): string =>
	withParts(fileAt(`/emails/${mail}/template.${kind}`), kind);

const withParts = (source: string, kind: 'mjml' | 'txt'): string =>
	source.replace(/\{\{> ?([\w-]+)\}\}/g, (_, part: string) =>
		withParts(fileAt(`/emails/parts/${part}.${kind}`), kind)
	);

function fileAt(path: string): string {
	const source = files[path];
	if (source === undefined) throw new Error(`${path} is missing`);
	return source;
}
