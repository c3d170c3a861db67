import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from './language';
import { overwriteServerAsyncLocalStorage } from './paraglide/runtime';

const storage = new AsyncLocalStorage<{
	locale?: Language;
	origin?: string;
	messageCalls?: Set<string>;
}>();
overwriteServerAsyncLocalStorage(storage as Parameters<typeof overwriteServerAsyncLocalStorage>[0]);

/** Everything said inside is in `language`. Server only. */
export const runInLanguage = <T>(language: Language, work: () => T): T =>
	storage.run({ locale: language }, work);
