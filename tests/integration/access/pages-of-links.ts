import type { Scope } from '$lib/server/auth/scope';
import { localDate } from '$lib/domain/calendar';
import type { Things } from './things';

type Handler = (event: unknown) => unknown;
type Module = { load?: Handler; GET?: Handler };

const MODULES = import.meta.glob<Module>([
	'../../../src/routes/p/**/*server.ts',
	'../../../src/routes/r/**/*server.ts'
]);

/** Whatever of a page or an address behind a link is read from the server: `/p/[token]/pay +page`. */
export const readers = async (): Promise<Record<string, Handler>> => {
	const found = Object.entries(MODULES).map(async ([file, read]) => {
		const { load, GET } = await read();
		const [, folder, name] = /src\/routes(.*)\/(\+\w+)/.exec(file)!;
		return [`${folder} ${name}`, load ?? GET] as const;
	});
	const readable = (await Promise.all(found)).filter(([, handler]) => handler);
	return Object.fromEntries(readable) as Record<string, Handler>;
};

export interface Visited {
	path: string;
	scope: Scope;
	of: Things;
	secret: string;
}

/** What is asked for in the address, where that shows more. */
const ASKED: readonly [string, (of: Things) => string][] = [
	['/promise +page', ({ promiseId }) => `?made=${promiseId}`],
	['/pay +page', ({ claimId }) => `?claimed=${claimId}`],
	['/disputes/new +page', ({ invoiceId }) => `?invoice=${invoiceId}`],
	['/message +page', ({ invoiceId }) => `?invoice=${invoiceId}`],
	['/r/[token] +page', () => '?answered=1']
];

/** What of the request these handlers look at. */
export function visitOf(name: string, { path, scope, of, secret }: Visited): unknown {
	const url = new URL(
		`https://entendu.test${path}${ASKED.find(([at]) => name.includes(at))?.[1](of) ?? ''}`
	);
	return {
		...{ url, request: new Request(url), locals: { scope, signedIn: null, language: 'fr' } },
		params: { token: path.split('/').at(-1), ...idsFor(name, of), reference: of.reference, secret },
		parent: async () => ({ today: localDate('2026-03-03') }),
		...{ setHeaders: () => {}, cookies: { get: () => undefined, set: () => {} } }
	};
}

function idsFor(name: string, of: Things): { id: string; document?: string } {
	if (name.includes('/attachments/')) return { id: of.attachmentId };
	if (name.includes('/uploads/')) return { id: of.uploadId };
	if (name.includes('/disputes/[reference]/documents/')) return { id: of.noteId };
	return { id: name.startsWith('/r') ? of.contestedId : of.invoiceId, document: of.documentId };
}
