import type { RequestEvent } from '@sveltejs/kit';
import type { Scope } from '../auth/scope';

export interface Context {
	scope: Scope | null;
	requestId: string;
}

/** The scope was proven once, in hooks.server.ts. */
export const createContext = (event: Pick<RequestEvent, 'locals'>): Context => ({
	scope: event.locals.scope,
	requestId: event.locals.requestId
});
