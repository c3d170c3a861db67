import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

export const load = async (event) => ({ causes: await orPage(caller(event).desk.causes.list()) });
