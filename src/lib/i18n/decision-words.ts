import { alone } from './alone';
import { labelOf } from './labels';
import { addDays, type LocalDate } from '$lib/domain/calendar';
import { creditIn } from '$lib/domain/dunning/asked';
import {
	askedIn,
	type Decision,
	type DecisionReason,
	type DecisionReasonCode
} from '$lib/domain/dunning/decision';
import type { Channel } from '$lib/domain/dunning/scenario';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import type { Money } from '$lib/domain/money';
import { formatDay, formatMoney, formatTotals } from './format';
import type { Language } from './language';
import { getLocale } from './paraglide/runtime';
import { say } from './words';

/** What became of the decision, when a notice was made of it. */
export interface NoticeOutcome {
	status: 'to_confirm' | 'planned' | 'sent' | 'unknown' | 'failed' | 'cancelled' | 'done';
	/** It left and came back. */
	returned?: boolean;
	on: LocalDate;
	/** Of a notice that was called off. */
	reasons?: readonly string[];
	/** Of one that a person skipped. */
	skipped?: { by: string; reason: string } | null;
}

export type Seen = 'past' | 'ahead';

interface Told {
	notice?: NoticeOutcome | null;
	/** The day is past, or to come: missing = today. */
	seen?: Seen | undefined;
	/** Every reason rather than the first few. */
	whole?: boolean;
}

/** One sentence a person understands: what is done about this customer, or why nothing is. */
export function decisionSentence(
	decision: Decision,
	language: Language = getLocale(),
	told: Told = {}
): string {
	const speech: Speech = { decision, language, told };
	if (told.notice?.status === 'cancelled') return cancelledSentence(speech, told.notice);
	if (decision.outcome === 'nothing') return nothingSentence(speech);
	const status = told.notice?.returned ? 'returned' : told.notice?.status;
	const form = status && status !== 'to_confirm' ? status : decision.outcome;
	const tense = told.seen === 'past' && !told.notice ? '_past' : '';
	return words(
		`sentence_${form}${tense}`,
		{
			step: nameOfStep(decision.step?.key, speech),
			amount: askedWords(decision, language),
			day: told.notice ? formatDay(told.notice.on, language) : '',
			rest: restOf(speech)
		},
		language
	);
}

/** A short name of a reason, for a filter or a list: "En litige". */
export const reasonLabel = (code: string, language: Language = getLocale()): string =>
	alone(say(`dunning_label_${code}`, {}, language));

/** Several, inside a sentence. */
export const reasonList = (codes: readonly string[], language: Language = getLocale()): string =>
	codes.map((code) => say(`dunning_label_${code}`, {}, language)).join(', ');

/** What a step that waits is held by, in a sentence. */
export const heldWords = (
	{ reference: name = '', since }: DecisionReason,
	language: Language = getLocale()
): string =>
	since
		? words('held_row', { name, since: formatDay(since, language) }, language)
		: words('held_row_never', { name }, language);

/** How a step reaches somebody; a hand-over to the lawyers is no call. */
export const channelLabel = (
	{ channel, legal }: { channel: Channel; legal: boolean },
	language: Language = getLocale()
): string => alone(channelWord({ channel, legal }, language));

/** The same inside a sentence. */
export const channelWord = (
	{ channel, legal }: { channel: Channel; legal: boolean },
	language: Language = getLocale()
): string => say(`dunning_channel_${legal ? 'legal' : channel}`, {}, language);

/** The total, and what was deducted to get there. */
function askedWords(decision: Decision, language: Language): string {
	const amount = formatTotals(askedIn(decision), language, decision.items[0]?.currency);
	const credit = creditIn(decision);
	return credit.length
		? words('amount_less_credit', { amount, credit: formatTotals(credit, language) }, language)
		: amount;
}

interface Speech {
	decision: Decision;
	language: Language;
	told: Told;
}

const words = (key: string, inputs: Record<string, unknown>, language: Language): string =>
	say(`dunning_${key}`, inputs, language);

function nothingSentence(speech: Speech): string {
	const { language, decision } = speech;
	const { whole } = speech.told;
	const telling = decision.reasons.filter(({ code }) => whole || code !== 'too_late_for_step');
	const told = (telling.length ? telling : decision.reasons).toSorted(whatIsLeftLast);
	const reasons = listed(
		told.map((reason) => reasonWords(reason, speech)),
		speech
	);
	const tense = speech.told.seen === 'ahead' ? '_ahead' : '';
	return reasons
		? words(`sentence_nothing${tense}`, { reasons }, language)
		: words(`sentence_nothing_bare${tense}`, {}, language);
}

/** First what waits for a person, then what is in the way, then where the account stands in its scenario. */
const STANDING: ReadonlySet<DecisionReasonCode> = new Set([
	'already_sent',
	'not_due_for_step',
	'too_late_for_step'
]);

const whatIsLeftLast = (a: DecisionReason, b: DecisionReason): number => placeOf(a) - placeOf(b);

const placeOf = ({ code, waits }: DecisionReason): number =>
	waits ? -1 : Number(STANDING.has(code));

function cancelledSentence(speech: Speech, { on, reasons = [], skipped }: NoticeOutcome): string {
	const { language, decision } = speech;
	if (skipped?.by)
		return words(
			skipped.reason ? 'sentence_skipped_why' : 'sentence_skipped',
			{
				...skipped,
				step: nameOfStep(decision.step?.key, speech),
				day: formatDay(on, language)
			},
			language
		);
	const step = nameOfStep(decision.step?.key, speech);
	return words(
		'sentence_cancelled',
		{ step, day: formatDay(on, language), reasons: reasonList(tellingReasons(reasons), language) },
		language
	);
}

/** A hand-over that was taken back counts as skipped: that is how it was done, not why. */
const tellingReasons = (reasons: readonly string[]): readonly string[] =>
	reasons.includes('taken_back') ? reasons.filter((code) => code !== 'skipped') : reasons;

/** What the message leaves out, and why. */
function restOf(speech: Speech): string {
	const left = speech.decision.reasons.filter(
		({ code }) =>
			code !== 'step_needs_confirmation' && (speech.told.whole || code !== 'too_late_for_step')
	);
	const reasons = listed(
		left.map((reason) => reasonWords(reason, speech)),
		speech
	);
	return reasons && words('sentence_rest', { reasons }, speech.language);
}

const AT_MOST = 4;

/** Between reasons. */
const BREAK: Record<Language, string> = { fr: '\u00a0; ', en: '; ', de: '; ', es: '; ' };

function listed(sentences: readonly string[], { language, told }: Speech): string {
	const different = [...new Set(sentences)];
	const shown = different.slice(0, told.whole ? different.length : AT_MOST);
	const count = different.length - shown.length;
	if (count > 0)
		shown.push(words(count === 1 ? 'more_reason' : 'more_reasons', { count }, language));
	return shown.join(BREAK[language]);
}

/** Their sentence names the last day when there is one. */
const WITH_UNTIL: ReadonlySet<DecisionReasonCode> = new Set([
	'promise_open',
	'held_invoice',
	'held_customer',
	'opted_out',
	'payment_announced',
	'min_contact_delay',
	'quiet_period',
	'holiday',
	'not_due_for_step',
	'no_contact'
]);

/** Their sentence names the first day when it is known. */
const WITH_SINCE: ReadonlySet<DecisionReasonCode> = new Set([
	'disputed',
	'partly_disputed',
	'stale_cash_data',
	'already_sent',
	'prior_step_required',
	'reply_unread'
]);

function formOf(reason: DecisionReason): string {
	const { code, until, since, reference, lacks, amount, skipped, waits } = reason;
	if (waits) return `waits_${waits}${amount ? '_amount' : ''}`;
	if (skipped) return skippedForm(skipped);
	if (lacks) return `${code}_${lacks}`;
	if (code === 'quiet_period' && until && amount) return 'quiet_period_part';
	if (code === 'payment_announced' && amount)
		return until ? 'payment_announced_part_until' : 'payment_announced_part';
	if (code === 'min_contact_delay' && until && since) return 'min_contact_delay_until_since';
	if (code === 'outside_window' && reference) return 'outside_window_never';
	if (until && WITH_UNTIL.has(code)) return `${code}_until`;
	if (since && WITH_SINCE.has(code)) return `${code}_since`;
	if (code === 'no_contact' && reference) return 'no_contact_paused';
	return code === 'min_contact_delay' && reference ? 'min_contact_delay_weekly' : code;
}

const skippedForm = ({ by, reason }: NonNullable<DecisionReason['skipped']>): string =>
	by ? `skipped_by${reason ? '_why' : ''}` : 'skipped';

function reasonWords(reason: DecisionReason, speech: Speech): string {
	const { language, decision } = speech;
	const { code, since, amount } = reason;
	if (code === 'already_sent' && since && amount)
		return words(
			isAllAsked(amount, decision) ? 'rest_contacted' : 'part_contacted',
			{ amount: formatMoney(amount, language), since: formatDay(since, language) },
			language
		);
	const tense = isAhead(reason, speech) ? '_ahead' : '';
	const told = words(`reason_${formOf(reason)}${tense}`, inputsOf(reason, speech), language)
		.replace(/ +/g, ' ')
		.trim();
	return reason.from
		? words('reason_later', { day: formatDay(reason.from, language), reason: told }, language)
		: told;
}

/** It speaks about a step, or messages of a week, that are still to come. */
const isAhead = ({ code, foreseen, reference, since, until }: DecisionReason, { told }: Speech) =>
	foreseen ??
	(code === 'min_contact_delay' && reference && !since && !until && told.seen === 'ahead');

/** Something may have fallen due since it was said. */
function isAllAsked({ minor, currency }: Money, decision: Decision): boolean {
	const asked = askedIn(decision);
	return asked.length === 1 && asked[0]!.minor === minor && asked[0]!.currency === currency;
}

function inputsOf(
	{
		invoiceNumber: invoice = '',
		reference = '',
		stepName,
		since,
		until,
		amount,
		skipped
	}: DecisionReason,
	speech: Speech
): Record<string, string> {
	const { language } = speech;
	return {
		invoice,
		reference,
		because: reference && ` (${reference})`,
		about: invoice && words('about', { invoice }, language),
		step: stepName ? labelOf(stepName, language) : nameOfStep(reference, speech),
		amount: amount ? formatMoney(amount, language) : '',
		since: since ? formatDay(since, language) : '',
		until: until ? formatDay(until, language) : '',
		by: skipped?.by ?? '',
		why: skipped?.reason ?? '',
		on: skipped ? formatDay(skipped.on, language) : '',
		from: until ? formatDay(addDays(until, 1), language) : ''
	};
}

/** Decisions of before reasons named their steps. */
function nameOfStep(key: string | undefined, { decision, language }: Speech): string {
	const found =
		decision.step?.key === key ? decision.step : DEFAULT_SCENARIO.find((step) => step.key === key);
	return found ? labelOf(found.name, language) : (key ?? '');
}
