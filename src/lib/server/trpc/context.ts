import type { RequestEvent } from '@sveltejs/kit';
import type { Scope } from '../auth/scope';

export interface Context {
	scope: Scope | null;
	requestId: string;
	/** Where the visitor knocks from, as the connection says: never as somebody typed it. */
	address(): string;
}

export type Knock = Pick<RequestEvent, 'locals'> & Partial<Pick<RequestEvent, 'getClientAddress'>>;

/** The scope was proven once, in hooks.server.ts. */
export const createContext = (event: Knock): Context => ({
	scope: event.locals.scope,
	requestId: event.locals.requestId,
	address: () => event.getClientAddress?.() ?? ''
});
