import type { RequestEvent } from '@sveltejs/kit';
import { createContext } from './context';
import { appRouter } from './router';

/** The one door, in process: pages call `caller(event).desk.…`, `.portal.…`, `.resolver.…`. */
export const caller = (event: Pick<RequestEvent, 'locals'>) =>
	appRouter.createCaller(createContext(event));
