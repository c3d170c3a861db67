/// <reference types="vite-plugin-pwa/client" />
import type { DeskScope, Scope } from '$lib/server/auth/scope';
import type { Reachable } from '$lib/domain/logo';
import type { Language } from '$lib/i18n/language';

declare global {
	/** Something was written and not sent (static/drafts.js); missing until that script is there. */
	var hasUnsent: (() => boolean) | undefined;
	namespace App {
		interface Error {
			message: string;
			code?: string;
			details?: Record<string, string>;
			/** The sentence for the person, said on the server: the browser does not load the catalogue for it. */
			words?: string;
			/** Whose link it was that opens nothing any more. */
			creditor?: Reachable & {
				/** A new link would leave to its holder. */
				renewable: boolean;
			};
			/** What was written through a link that opens nothing any more: it is given back. */
			typed?: string;
			/** Given to the person on the page and written in the log. */
			reference?: string;
		}
		interface Locals {
			scope: Scope | null;
			/** Of a link: what the database held when it was proven (auth/links.ts). */
			dataVersion?: string | undefined;
			language: Language;
			/** Whose link it was that opens nothing any more, or ends his mails: its page speaks his language. */
			reader?: { organisationId: string; email: string; language: Language } | undefined;
			/** What was written in the form that came through a link that has ended. */
			typed?: string;
			/** Who writes through somebody else's link, as this device or this form says. */
			acting?: string | undefined;
			requestId: string;
			/** Whoever is signed in beside a resolver's link. */
			signedIn?: DeskScope | null;
			/** Raw id of the session cookie, for signing out. */
			sessionId: string | null;
		}
	}
}
