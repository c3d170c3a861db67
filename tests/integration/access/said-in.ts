import { unzipSync } from 'fflate';
import { canReadPdf, pagesOf } from '../../support/read-pdf';

/** Everything an answer says, the words of its papers and archives included. */
export async function saidIn(value: unknown): Promise<string> {
	if (value instanceof Uint8Array) return saidInFile(value);
	if (typeof value === 'function') return saidIn(await bytesOf(value as Opens));
	if (!value || typeof value !== 'object') return String(value);
	const all = Object.entries(value).map(async ([name, inner]) => `${name} ${await saidIn(inner)}`);
	return (await Promise.all(all)).join('\n');
}

/** A file that is read while it is sent. */
export type Opens = () => Promise<BodyInit> | BodyInit;
export const bytesOf = async (open: Opens) =>
	new Uint8Array(await new Response(await open()).arrayBuffer());

function saidInFile(bytes: Uint8Array): string | Promise<string> {
	const start = new TextDecoder('latin1').decode(bytes.slice(0, 8));
	if (start.startsWith('PK')) return saidIn(Object.values(unzipSync(bytes)));
	const plain = new TextDecoder().decode(bytes);
	return start.startsWith('%PDF') && canReadPdf && bytes.length > 500
		? pagesOf(bytes).join('\n')
		: plain;
}
