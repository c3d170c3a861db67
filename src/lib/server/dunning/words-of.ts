import type { Language } from '$lib/i18n/language';
import type { Tone } from '$lib/domain/dunning/scenario';
import type { TemplateWords, WordsInForce } from '$lib/domain/dunning/template';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { oncePerUnit } from '../db/once-per-unit';
import type { notice } from '../db/schema/notices';
import { wordsInForce } from '../templates/queries';
import { letterTemplate } from './letter-wording';
import { editInForce, type NoticeEdit } from './notice-edits';
import type { PlannedCustomer } from './plan-dunning';

type NoticeRow = typeof notice.$inferSelect;

/** By which template, in what tone and language somebody is spoken to. */
interface Speech {
	template: string;
	tone: Tone;
	language: Language;
}

export function speechOf({ customer, decision }: PlannedCustomer): Speech {
	const contact = customer.contacts.find(({ contactId }) => contactId === decision.contactId);
	const { template, tone } = decision.step!;
	return {
		template,
		tone: decision.tone ?? tone,
		language: contact?.language ?? customer.language
	};
}

/**
 * What a notice says, in a mail or on paper: the words of its last edit, else those of the template in
 * force; undefined when both leave it to the words that come with the product.
 */
export async function wordsOf(
	unit: Unit<InsideScope>,
	row: Pick<NoticeRow, 'id' | 'content'>,
	{ template, tone, language }: Speech
): Promise<WordsInForce | undefined> {
	const words = await wordsOnce(unit, template, tone);
	const edit = await editInForce(unit, row);
	return edit ? reworded(words, edit, language) : words;
}

/** Many messages of one transaction speak by the same template. */
const wordsOnce = oncePerUnit(wordsInForce);

/** What a letter says: the words of its last edit, else those of the template its step names. */
export const wordsOnPaper = async (
	unit: Unit<InsideScope>,
	row: Pick<NoticeRow, 'id' | 'content' | 'stepId'>,
	{ language, tone }: Pick<Speech, 'language' | 'tone'>
): Promise<WordsInForce | undefined> =>
	(await editedWords(unit, row, language)) ?? letterTemplate(unit, row.stepId, tone);

/** Those of its last edit and no others. */
async function editedWords(
	unit: Unit<InsideScope>,
	row: Pick<NoticeRow, 'id' | 'content'>,
	language: Language
): Promise<WordsInForce | undefined> {
	const edit = await editInForce(unit, row);
	return edit ? reworded(undefined, edit, language) : undefined;
}

/** Only the language somebody rewrote: a copy in the other one says what the template says. */
const reworded = (
	words: WordsInForce | undefined,
	{ words: typed, by, on }: NoticeEdit & { words: TemplateWords },
	language: Language
): WordsInForce => ({
	...(words ?? { templateId: '', name: '', version: 0 }),
	[language]: typed,
	edited: { by, on }
});
