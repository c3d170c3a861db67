import type { RequestEvent } from '@sveltejs/kit';
import { actingAs } from '../auth/acting';
import type { DeskScope, Scope } from '../auth/scope';

export interface Context {
	scope: Scope | null;
	requestId: string;
	/** Where the visitor knocks from, as the connection says: never as somebody typed it. */
	address(): string;
	/** Raw id of the session behind the scope. */
	sessionId: string | null;
	/** Whoever is signed in although he came by a resolver's link; the link alone says what he sees. */
	signedIn: DeskScope | null;
	/** What the browser says of itself. */
	device(): string;
}

export type Knock = Pick<RequestEvent, 'locals'> &
	Partial<Pick<RequestEvent, 'getClientAddress' | 'request'>>;

/** The scope was proven once, in hooks.server.ts; a form may say who writes through it. */
export const createContext = (event: Knock): Context => ({
	scope: actingAs(event.locals.scope, event.locals.acting),
	requestId: event.locals.requestId,
	address: () => event.getClientAddress?.() ?? '',
	sessionId: event.locals.sessionId ?? null,
	signedIn: event.locals.signedIn ?? null,
	device: () => event.request?.headers.get('user-agent') ?? ''
});
