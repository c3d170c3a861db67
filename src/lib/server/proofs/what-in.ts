import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';

interface Event {
	/** A key of `desk_proof_event_`. */
	event: string;
	from?: string;
}

/** What an event is called, and the case it comes from where that is another one. */
export const whatIn =
	(language: Language) =>
	({ event, from }: Event): string => {
		const what = say(`desk_proof_event_${event}`, {}, language);
		return from ? `${what} (${say('talk_merged_from', { reference: from }, language)})` : what;
	};
