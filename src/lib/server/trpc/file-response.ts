export interface SentFile {
	name: string;
	mime: string;
	content: Uint8Array<ArrayBuffer>;
}

/** A file too large to be held: its bytes leave as they are read. */
export interface StreamedFile {
	name: string;
	mime: string;
	bytes: number;
	content: ReadableStream<Uint8Array>;
}

/**
 * A file somebody uploaded, or one of the ledger: never run, never framed, never kept by a cache.
 * `inline` is for pictures we drew ourselves.
 */
export const attachmentResponse = (
	{ content, ...file }: SentFile,
	{ inline = false } = {}
): Response =>
	new Response(content, { headers: headersOf({ ...file, bytes: content.byteLength }, inline) });

export const downloadResponse = ({ content, ...file }: StreamedFile): Response =>
	new Response(content, { headers: headersOf(file, false) });

const headersOf = (
	{ name, mime, bytes }: Omit<StreamedFile, 'content'>,
	inline: boolean
): Record<string, string> => ({
	'content-type': mime,
	'content-length': String(bytes),
	'content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${asciiName(name)}"; filename*=UTF-8''${encoded(name)}`,
	'content-security-policy': "sandbox; default-src 'none'",
	'x-content-type-options': 'nosniff',
	'cross-origin-resource-policy': 'same-origin',
	'cache-control': 'private, no-store'
});

/** For what does not read `filename*`. */
const asciiName = (name: string): string => name.normalize('NFKD').replace(/[^\w.\- ]/g, '_');

const encoded = (name: string): string =>
	encodeURIComponent(name).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
