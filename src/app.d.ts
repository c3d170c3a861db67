/// <reference types="vite-plugin-pwa/client" />
import type { Scope } from '$lib/server/auth/scope';
import type { Language } from '$lib/i18n/language';

declare global {
	/** Something was written and not sent (static/unsaved.js); missing until that script is there. */
	var hasUnsent: (() => boolean) | undefined;
	namespace App {
		interface Error {
			message: string;
			code?: string;
			details?: Record<string, string>;
			/** The sentence for the person, said on the server: the browser does not load the catalogue for it. */
			words?: string;
			/** Given to the person on the page and written in the log. */
			reference?: string;
		}
		interface Locals {
			scope: Scope | null;
			language: Language;
			requestId: string;
			/** Raw id of the session cookie, for signing out. */
			sessionId: string | null;
		}
	}
}
