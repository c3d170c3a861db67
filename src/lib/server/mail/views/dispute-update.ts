import type { OverSaid } from '$lib/domain/disputes/offer-over';
import { isUsual } from '$lib/domain/disputes/teams';
import { labelOf as wordsFor } from '$lib/i18n/labels';
import { amendmentText } from '$lib/i18n/amendment-words';
import { quietWhileOpen } from '$lib/i18n/quiet-words';
import { offerWords } from '$lib/i18n/offer-words';
import type { MailFacts } from '../mails';
import { NO_DOOR } from '../sender';
import { offerOverWords } from '$lib/i18n/offer-over-words';
import { greetedIn } from './frame';
import { reasonIn } from './reason';
import { factRows, invoicesRow, quoteOf, speak, type Letter, type View } from './letter';
import { stopOf } from './stop';

export function disputeUpdate(facts: MailFacts['dispute-update'], letter: Letter): View {
	const { words, page } = speak(letter);
	const { reference } = facts;
	const intro = introOf(facts, letter);
	const said = wordsOf(facts);
	return {
		// `by`: the words of a colleague of the reader are none of ours.
		...greetedIn(facts.by ? '' : facts.message),
		subject: words(`update_subject_${said}`, {
			...{ reference, by: facts.by ?? '', other: facts.duplicateOf ?? '' }
		}),
		preheader: intro,
		title: words(`update_title_${said}`, { other: facts.duplicateOf ?? '' }),
		intro,
		about: aboutOf(facts, letter),
		quote: facts.changed
			? quoteOf(words('quote_changes'), changesIn(facts.changed, letter))
			: quoteOf(words('quote_message'), facts.message),
		facts:
			facts.ended && (facts.ended.again.minor > 0n || !facts.duplicateOf)
				? endedRows(facts.ended, facts, letter)
				: agreedRows(facts, letter),
		next: nextOf(facts, letter),
		stop: stopOf(facts, letter),
		primary: {
			label: labelOf(facts, letter),
			href: page(facts.path)
		}
	};
}

function nextOf(
	{ agreed, duplicateOf, ended, countedOnce, replyBy }: MailFacts['dispute-update'],
	letter: Letter
): string {
	const { words, money, dayLong } = speak(letter);
	if (replyBy) return words('update_reply_by', { day: dayLong(replyBy) });
	if (duplicateOf && countedOnce)
		return [
			words('update_goes_on', { other: duplicateOf }),
			words('update_counted_once', { other: duplicateOf, held: money(countedOnce) }),
			...(ended?.again.minor ? [words('update_freed', { amount: money(ended.again) })] : [])
		].join(' ');
	if (duplicateOf && ended && ended.again.minor > 0n)
		return words('update_goes_on_without', { other: duplicateOf, amount: money(ended.again) });
	if (ended && ended.again.minor > 0n)
		return [
			...(ended.quietUntil ? [] : [words('update_no_pause')]),
			words(letter.to.door === NO_DOOR ? 'update_next_ended_by_mail' : 'update_next_ended')
		].join(' ');
	if (duplicateOf) return words('update_goes_on', { other: duplicateOf });
	return agreed ? `${words('decided_next_accepted')} ${quietWhileOpen(letter.language)}` : '';
}

function labelOf({ event, duplicateOf }: MailFacts['dispute-update'], letter: Letter): string {
	const { words } = speak(letter);
	if (duplicateOf) return words('update_follow_other', { other: duplicateOf });
	if (event === 'proposed') return words('update_offer');
	return words(ANSWERED_TO.has(event) ? 'update_reply' : 'track');
}

/** The decision the yes means; of goods sent again nothing is credited. */
function agreedRows(
	{ reference, agreed, duplicateOf }: MailFacts['dispute-update'],
	letter: Letter
) {
	const { words, money } = speak(letter);
	if (!agreed) return factRows(duplicateOf ? [[words('fact_reference'), reference]] : []);
	return factRows([
		[words('fact_reference'), reference],
		[words('fact_disputed'), money(agreed.claimed)],
		[words('fact_accepted'), agreed.accepted.minor > 0n ? money(agreed.accepted) : '']
	]);
}

function endedRows(
	{ again, quietUntil }: NonNullable<MailFacts['dispute-update']['ended']>,
	{ reference }: MailFacts['dispute-update'],
	letter: Letter
) {
	const { words, money, dayLong } = speak(letter);
	return factRows([
		[words('fact_reference'), reference],
		[words('fact_due_again'), again.minor > 0n ? money(again) : ''],
		[
			words('fact_quiet_until'),
			quietUntil && again.minor > 0n ? words('fact_until_value', { day: dayLong(quietUntil) }) : ''
		]
	]);
}

const changesIn = (
	{ before, after }: NonNullable<MailFacts['dispute-update']['changed']>,
	{ language }: Letter
): string => amendmentText(before, after, language);

function introOf(facts: MailFacts['dispute-update'], letter: Letter): string {
	const { reference, event, teamKey, answerDueOn, missedOn, late, by = '' } = facts;
	const { words, dayLong } = speak(letter);
	if (facts.over) return overIn(facts.over, letter);
	const other = facts.duplicateOf ?? '';
	const given = { reference, by, other, day: dayLong(answerDueOn) };
	if (event === 'committed' && missedOn)
		return words('update_intro_committed_missed', { ...given, missed: dayLong(missedOn) });
	if (event === 'missed' && missedOn)
		return words('update_intro_missed', { ...given, missed: dayLong(missedOn) });
	if (event === 'withdrawn' && facts.ended?.again.minor === 0n)
		return words('update_intro_withdrawn_settled', given);
	if (event === 'unanswered' && facts.askedOn)
		return words(`update_intro_${wordsOf(facts)}`, { ...given, asked: dayLong(facts.askedOn) });
	// A day that has gone by is no promise any more.
	if (late && DATED.has(event)) return words('update_intro_late', given);
	// "Good morning Julie Vasseur, Julie Vasseur has accepted" is no way to speak to her.
	if (OWN_ACTS.has(event) && by === letter.to.name)
		return words(`update_intro_${event}_you`, given);
	// Whoever has no page gets it by answering.
	if (event === 'document' && letter.to.door === NO_DOOR)
		return words('update_intro_document_by_mail', given);
	// Some of it is asked for again.
	if (wordsOf(facts) === 'joined' && facts.ended?.again.minor)
		return words('update_intro_joined_freed', given);
	if (event !== 'assigned') return words(`update_intro_${wordsOf(facts)}`, given);
	if (facts.teamLabels)
		return words('update_intro_assigned_team', {
			...given,
			team: wordsFor(facts.teamLabels, letter.language)
		});
	if (!isUsual(teamKey)) return words('update_intro_assigned_nobody', given);
	return words('update_intro_assigned', { ...given, team: words(`team_${teamKey}`) });
}

/** As on the page of the case. */
function overIn(over: OverSaid, { language }: Letter): string {
	const { what, next, held } = offerOverWords(over, language);
	return [what, next, held].filter(Boolean).join(' ');
}

/** Whoever follows the case of a colleague is not asked himself; a double of which nothing is payable again has not ended for its customer. */
function wordsOf(facts: MailFacts['dispute-update']): string {
	const { event, follower, duplicateOf, ended, countedOnce } = facts;
	if (event === 'closed' && duplicateOf && (countedOnce || ended?.again.minor === 0n))
		return 'joined';
	if (event === 'unanswered' && follower) return 'unanswered_follower';
	return event === 'waiting_customer' && follower ? 'waiting_follower' : event;
}

function aboutOf({ about, offer, invoices }: MailFacts['dispute-update'], letter: Letter) {
	const { words, money } = speak(letter);
	if (offer) return { facts: offerRows(offer, letter) };
	if (!about) return invoices && { facts: factRows([invoicesRow(invoices, letter)]) };
	const { claimed, reason } = about;
	return {
		facts: factRows([
			invoicesRow(about.invoices, letter),
			[words('fact_reason'), reasonIn({ reason }, letter.language)],
			[words('fact_disputed'), money(claimed)]
		])
	};
}

function offerRows(
	{ validUntil, ...offer }: NonNullable<MailFacts['dispute-update']['offer']>,
	letter: Letter
) {
	const { words, dayLong } = speak(letter);
	return factRows([
		[words('fact_offer'), offerWords(offer, letter.language)],
		[words('fact_answer_until'), words('fact_until_value', { day: dayLong(validUntil) })]
	]);
}

const OWN_ACTS: ReadonlySet<string> = new Set([
	...['proposal_accepted', 'proposal_refused', 'amended']
]);
const ANSWERED_TO: ReadonlySet<string> = new Set(['waiting_customer', 'unanswered', 'message']);
const DATED: ReadonlySet<string> = new Set(['assigned', 'checking', 'reopened']);
