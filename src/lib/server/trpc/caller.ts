import { createContext, type Knock } from './context';
import { appRouter } from './router';

/** The one door, in process: pages call `caller(event).desk.…`, `.portal.…`, `.resolver.…`. */
export const caller = (event: Knock) => appRouter.createCaller(createContext(event));
