import { quoteTags } from '$lib/domain/dunning/edited-words';
import type { TemplateWords } from '$lib/domain/dunning/template';
import { AppError } from '$lib/domain/errors';
import { formatTotals } from '$lib/i18n/format';
import type { LetterSum } from '$lib/domain/late-charges/letter-sums';
import { askedIn } from '$lib/domain/dunning/decision';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';
import { env } from '../env';
import { SAMPLE_RECIPIENT } from '../mail/sender';
import { wordsToEdit } from '../mail/views/words-to-edit';
import { usualWords } from '../pdf/letter/body';
import { letterWords } from '../pdf/letter/facts';
import { organisationOf } from '../settings/queries';
import { wordsInForce } from '../templates/queries';
import { fromJson } from './decision-json';
import { letterNow } from './letter-now';
import { lookAgain, ofNotice, type SecondLook } from './look-again';
import { mailFactsOf, noticeContent, type NoticeContent } from './notice-content';
import { editIdIn, editsOf } from './notice-edits';
import { noticeOf } from './notice-queries';
import { outdatedAmounts } from './outdated-words';
import { mayBeReworded } from './reword-notice';
import { promiseOffered } from './promise-offered';
import { responsibleOf } from './responsible';
import { speechOf } from './words-of';

type NoticeRow = typeof notice.$inferSelect;
type Planned = SecondLook['planned'];

/** Everything the page shows on which somebody rewrites one notice. @throws not_found */
export async function noticeWords(unit: Unit<InsideScope>, noticeId: string) {
	const [row] = await unit.tx.select().from(notice).where(ofNotice(unit, noticeId));
	if (!row) throw new AppError('not_found');
	const { customerName, customerCode, legal } = await noticeOf(unit, noticeId);
	const edits = await editsOf(unit, noticeId);
	const inForce = edits.find(({ id }) => id === editIdIn(row.content)) ?? null;
	const look = mayBeReworded(row) ? await lookAgain(unit, row, null) : undefined;
	const shared = {
		noticeId,
		channel: row.channel,
		status: row.status,
		legal,
		customerName,
		customerCode,
		seen: edits[0]?.id ?? '',
		edits,
		edited: inForce !== null
	};
	if (look?.verdict.kind !== 'right') return { ...shared, words: null, held: heldIn(look) };
	const usual = await usualWordsOf(unit, row, look.planned);
	return {
		...shared,
		words: inForce?.words ?? usual,
		usual,
		language: speechOf(look.planned).language,
		content: contentOf(unit, look.planned),
		charges: await chargesOf(unit, row, look.planned),
		outdated: await outdatedAmounts(unit, row, look.planned),
		...(inForce && askedThenAndNow(row, look.planned))
	};
}

/** What it waits for before its words can be read with the sums of today. */
const heldIn = (look: SecondLook | undefined) =>
	look?.verdict.kind === 'wait' ? (look.verdict.held ?? null) : null;

const contentOf = (unit: Unit<InsideScope>, { customer, decision }: Planned): NoticeContent =>
	fromJson<NoticeContent>(noticeContent(customer, decision, unit.today));

/** Of a letter, what it asks for beside its invoices: its words name the sum of both. */
async function chargesOf(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	planned: Planned
): Promise<LetterSum[]> {
	return row.channel === 'email' ? [] : (await letterNow(unit, row, planned)).sums;
}

/** The sum when the words were saved beside that of today. */
const askedThenAndNow = (row: NoticeRow, { decision }: Planned) => ({
	askedThen: row.content ? formatTotals(askedIn(fromJson<NoticeContent>(row.content))) : '',
	askedNow: formatTotals(askedIn(decision), undefined, decision.items[0]?.currency)
});

/** What would go out if nobody rewrote it. */
async function usualWordsOf(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	planned: Planned
): Promise<TemplateWords> {
	if (row.channel !== 'email') return paperWords(unit, row, planned);
	const { template, tone, language } = speechOf(planned);
	const words = await wordsInForce(unit, template, tone);
	const facts = {
		...mailFactsOf(planned.customer, planned.decision, unit.today, words),
		...(await promiseOffered(unit)),
		...(await responsibleOf(unit, row.customerId))
	};
	const sender = { ...(await organisationOf(unit)), origin: env().origin };
	return wordsToEdit(facts, { language, sender, to: SAMPLE_RECIPIENT });
}

async function paperWords(
	unit: Unit<InsideScope>,
	row: NoticeRow,
	planned: Planned
): Promise<TemplateWords> {
	const { own, ...facts } = await letterNow(unit, row, planned);
	const usual = usualWords({ ...facts, own }, letterWords(facts.language));
	const ending = own?.ending.length ? own.ending : usual.ending;
	const typed = (paragraphs: readonly string[]) => quoteTags(paragraphs.join('\n\n'));
	return {
		subject: quoteTags(facts.subject),
		body: typed(own?.opening ?? usual.opening),
		closing: typed(ending)
	};
}
