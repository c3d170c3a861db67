import { fillLine, fillParagraphs, type Run } from '$lib/domain/dunning/fill-template';
import type { MailFacts } from '../mails';
import { dunningTags } from './dunning-tags';
import type { Letter } from './letter';

/** The words of the organisation in the language of the letter, filled in; undefined when it has none. */
export function ownWords(facts: MailFacts['dunning-notice'], letter: Letter) {
	const words = facts.words?.[letter.language];
	if (!words) return undefined;
	const values = dunningTags(facts, letter);
	return {
		subject: fillLine(words.subject, values),
		opening: fillParagraphs(words.body, values).map(paragraph),
		ending: fillParagraphs(words.closing, values).map(paragraph)
	};
}

/** For the letter with its links, and for its twin of plain text. */
const paragraph = (runs: readonly Run[]) => ({
	runs: runs.map((run) => ({ text: run.text, href: 'href' in run ? run.href : '' })),
	line: runs.map((run) => ('href' in run ? `${run.text} ${run.href}` : run.text)).join('')
});
