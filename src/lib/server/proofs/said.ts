import { formatInstant } from '$lib/i18n/format';
import { say } from '$lib/i18n/words';
import { plainText } from '../mail/escape';
import type { Asked } from './asked';

/** Something somebody said, or did with words. */
export interface Said {
	at: Date;
	by: string;
	/** What it was: a key of `desk_proof_event_`. */
	event: string;
	words: string;
}

/** In their order, as a person reads a conversation on paper. */
export function transcript({ scope, facts, language }: Asked, title: string, said: Said[]): string {
	const { reference } = facts.about.dispute;
	const head = `${say(title, { reference, customer: facts.about.customer.name }, language)}\n`;
	const parts = said
		.toSorted((a, b) => a.at.getTime() - b.at.getTime())
		.map(({ at, by, event, words }) => {
			const what = say(`desk_proof_event_${event}`, {}, language);
			return `${formatInstant(at, scope.timeZone, language)} – ${by} – ${what}\n${plainText(words)}\n`;
		});
	return [
		head,
		...(parts.length ? parts : [`${say('desk_proof_nothing_said', {}, language)}\n`])
	].join('\n');
}
