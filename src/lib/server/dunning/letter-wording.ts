import { and, eq } from 'drizzle-orm';
import {
	fillLine,
	fillParagraphs,
	type TagValue,
	type TagValues
} from '$lib/domain/dunning/fill-template';
import { STEP_DEFAULTS, type Tone } from '$lib/domain/dunning/scenario';
import type { WordsInForce } from '$lib/domain/dunning/template';
import { say } from '$lib/i18n/words';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { step } from '../db/schema/scenarios';
import { NO_DOOR, type MailSender } from '../mail/sender';
import { LISTED } from '../mail/views/dunning-sums';
import { dunningTags } from '../mail/views/dunning-tags';
import { wordsInForce } from '../templates/queries';
import { mailItem, type NoticeContent } from './notice-content';
import { acceptedTotals } from './accepted-parts';
import { refusedTotals } from './refused-parts';

/** Words of the organisation on paper, filled in; lines are parted inside a paragraph. */
export interface LetterWording {
	subject: string;
	opening: string[];
	ending: string[];
}

/**
 * Of the template that the step of a letter names. The standard one is written for mails: a step that
 * names no other speaks with the words of a letter that come with the product.
 */
export async function letterTemplate(
	unit: Unit<InsideScope>,
	stepId: string,
	tone: Tone
): Promise<WordsInForce | undefined> {
	const [row] = await unit.tx
		.select({ definition: step.definition })
		.from(step)
		.where(and(eq(step.organisationId, unit.scope.organisationId), eq(step.id, stepId)));
	const template = row?.definition.template ?? STEP_DEFAULTS.template;
	return template === STEP_DEFAULTS.template ? undefined : wordsInForce(unit, template, tone);
}

/** In the language of the customer; null when the words that come with the product are to be used. */
export function letterWording(
	content: NoticeContent,
	sender: Omit<MailSender, 'origin'>,
	customerCode: string
): LetterWording | null {
	const words = content.words?.[content.language];
	if (!words) return null;
	const values = paperTags(content, { ...sender, origin: '' }, customerCode);
	const paragraphs = (typed: string) =>
		fillParagraphs(typed, values).map((runs) => onPaper(runs.map(({ text }) => text).join('')));
	return {
		subject: onPaper(fillLine(words.subject, values)),
		opening: paragraphs(words.body),
		ending: paragraphs(words.closing)
	};
}

/** Nobody presses a link on paper: it says where to write instead. */
function paperTags(content: NoticeContent, sender: MailSender, customerCode: string): TagValues {
	const { customerName, contactName, language, on, tone } = content;
	const facts = {
		customerName,
		customerCode,
		contactName,
		stepKey: '',
		tone,
		on,
		items: content.items.map(mailItem),
		collectible: [...content.collectible],
		overdue: [...content.overdue],
		disputed: [...content.disputed],
		...(content.refused && { refused: refusedTotals(content.refused) }),
		...(content.accepted && { accepted: acceptedTotals(content.accepted) }),
		...(content.credit && { credit: [...content.credit] })
	};
	const tags = dunningTags(facts, { language, sender, to: { name: contactName, door: NO_DOOR } });
	const write = { kind: 'text', text: sender.email } as const;
	return {
		...tags,
		...Object.fromEntries(LISTS.map((list) => [list, wholeList(tags[list], language)])),
		accountLink: write,
		disputeLink: write,
		...(tags.iban.kind === 'text' && {
			iban: { kind: 'text' as const, text: tags.iban.text.replaceAll(' ', '\u00a0') }
		})
	};
}

const LISTS = ['overdueInvoices', 'upcomingInvoices', 'disputedInvoices'] as const;

/** Of a long list a mail says that the rest is behind its link; a letter has it in its table. */
function wholeList(value: TagValue, language: NoticeContent['language']): TagValue {
	if (value.kind !== 'list' || value.lines.length <= LISTED) return value;
	return {
		kind: 'list',
		lines: [...value.lines.slice(0, LISTED), say('letters_pdf_more', {}, language)]
	};
}

/** The thin space is missing in the printed font; what no printer shows is gone. */
const onPaper = (text: string): string =>
	text
		.replaceAll('\u202f', '\u00a0')
		.replaceAll('\t', ' ')
		.replace(/[\p{Cf}]|(?!\n)\p{Cc}/gu, '');
