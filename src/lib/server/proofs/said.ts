import { formatInstant } from '$lib/i18n/format';
import { say } from '$lib/i18n/words';
import { plainText } from '../mail/escape';
import { doublesIn, type Asked } from './asked';
import { whatIn } from './what-in';

/** Something somebody said, or did with words. */
export interface Said {
	at: Date;
	by: string;
	/** What it was: a key of `desk_proof_event_`. */
	event: string;
	words: string;
	/** The reference of the case it was said in, where that went into this one. */
	from?: string;
}

/** In their order, as a person reads a conversation on paper; what was said in a double stands among it. */
export function transcript(asked: Asked, title: string, saidIn: (asked: Asked) => Said[]): string {
	const { scope, facts, language } = asked;
	const what = whatIn(language);
	const said = [
		...saidIn(asked),
		...doublesIn(asked).flatMap(({ from, ...double }) =>
			saidIn(double).map((one) => ({ ...one, from }))
		)
	];
	const { reference } = facts.about.dispute;
	const top = `${say(title, { reference, customer: facts.about.customer.name }, language)}\n`;
	const parts = said
		.toSorted((a, b) => a.at.getTime() - b.at.getTime())
		.map(({ at, by, words, ...event }) => {
			const head = [formatInstant(at, scope.timeZone, language), by, what(event)].join(' – ');
			return `${head}\n${plainText(words)}\n`;
		});
	return [
		top,
		...(parts.length ? parts : [`${say('desk_proof_nothing_said', {}, language)}\n`])
	].join('\n');
}
