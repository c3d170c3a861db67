import { ROUTES, type Door } from '../../guards/access-table';
import type { Ids } from './demo-world';

/** What stands in brackets, by the address it stands in. */
const PARAMETERS: [RegExp, (ids: Ids) => string][] = [
	[/attachments\/\[id\]/, ({ attachment }) => attachment],
	[/uploads\/\[id\]/, ({ upload }) => upload],
	[/documents\/\[document\]/, ({ document }) => document],
	// Staff download what staff handed over, the customer also what a credit note is made of.
	[
		/^\/disputes\/\[reference\]\/documents\/\[id\]/,
		({ reference, paper }) => `${reference}/documents/${paper}`
	],
	[
		/disputes\/\[reference\]\/documents\/\[id\]/,
		({ reference, note }) => `${reference}/documents/${note}`
	],
	[/stop\/\[secret\]/, ({ stopKey }) => stopKey],
	[/invoices\/\[id\]/, ({ invoice }) => invoice],
	[/scenarios\/\[id\]/, ({ scenario }) => scenario],
	[/reasons\/\[id\]/, ({ reason }) => reason],
	[/routing\/\[id\]/, ({ rule }) => rule],
	[/users\/\[id\]/, ({ user }) => user],
	[/^\/inbound\/\[id\]/, ({ mail }) => mail],
	[/api\/inbound\/\[organisation\]/, ({ slug }) => slug],
	// Whoever guesses reads that it opens nothing any more.
	[/(invitation|reset)\/\[token\]/, ({ stopKey }) => stopKey.slice(0, 43)],
	// The demo has exported and posted nothing: an id of something else finds nothing.
	[/credits\/\[batch\]/, ({ notice }) => notice],
	// Nobody has printed letters together, or scanned a receipt.
	[/letters\/files\/\[id\]/, ({ notice }) => notice],
	[/letters\/\[id\]/, ({ letter }) => letter],
	[/notices\/\[id\]/, ({ notice }) => notice],
	[/provider\/\[id\]/, ({ delivery }) => `${delivery}.${delivery}`],
	[/contacts\/\[id\]/, ({ contact }) => contact],
	[/messages\/\[id\]/, ({ delivery }) => delivery],
	[/mailbox\/\[id\]/, ({ delivery }) => delivery],
	[/teams\/\[key\]/, ({ team }) => team],
	[/templates\/\[key\]/, ({ template }) => template],
	[/imports\/\[id\]/, ({ importFile }) => importFile],
	[/dunning\/\[run\]/, ({ run }) => run],
	[/\[reference\]/, ({ reference }) => reference],
	[/\[code\]/, ({ code }) => code],
	[/\/p\/\[token\]/, ({ portalToken }) => portalToken],
	[/\/r\/\[token\]/, ({ resolverToken }) => resolverToken]
];

/** Names its customer behind the question mark. */
const OF_A_CUSTOMER = '/(desk)/disputes/new';

const QUESTIONS: Record<string, (ids: Ids) => string> = {
	[OF_A_CUSTOMER]: ({ code }) => `?customer=${encodeURIComponent(code)}`,
	// With itself: the page says why that cannot be.
	'/(desk)/disputes/[reference]/merge': ({ reference }) => `?from=${reference}`
};

/** The address of a route for these ids, the link of its own customer included. */
export function addressOf(route: string, ids: Ids): string {
	const path = PARAMETERS.reduce(
		(text, [where, value]) => text.replace(where, (found) => found.replace(/\[.*\]/, value(ids))),
		route.replace(/\/\(\w+\)/g, '') || '/'
	);
	if (path.includes('[')) throw new Error(`${route}: say in addresses.ts what to put in brackets`);
	return path + (QUESTIONS[route]?.(ids) ?? '');
}

/** Through the link of `holder`, what belongs to `owner`. */
export const addressThrough = (route: string, holder: Ids, owner: Ids): string =>
	addressOf(route, {
		...owner,
		portalToken: holder.portalToken,
		resolverToken: holder.resolverToken
	});

/** Answers with data of its own, not with a page. */
export const isFile = (route: string): boolean =>
	/attachments|documents|uploads|pdf|\.xlsx|\.csv|\.webmanifest|logo$|icon$|errors$|export$|files\/\[id\]$|proof$|\]\/file$|original$|^\/in\/|^\/api\/|healthz|readyz|logout|\/live$/.test(
		route
	);

export const routesOf = (kind: 'desk' | 'portal' | 'resolver' | 'open'): [string, Door][] =>
	Object.entries(ROUTES).filter(([route]) => kindOf(route) === kind);

/** Of somebody: brackets besides the token of a link. */
export const namesSomething = (route: string): boolean =>
	route === OF_A_CUSTOMER || /\[/.test(route.replace('[token]', ''));

function kindOf(route: string): string {
	if (route.startsWith('/(desk)')) return 'desk';
	if (route.startsWith('/p/[')) return 'portal';
	return route.startsWith('/r/[') ? 'resolver' : 'open';
}
