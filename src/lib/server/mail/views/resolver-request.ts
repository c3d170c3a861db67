import { detailLabel } from '$lib/i18n/detail-words';
import type { Money } from '$lib/domain/money';
import { lineWords } from '$lib/i18n/line-words';
import { reasonIn } from './reason';
import type { MailFacts } from '../mails';
import { factRows, quoteOf, speak, type Letter, type View } from './letter';

export function resolverRequest(facts: MailFacts['resolver-request'], letter: Letter): View {
	const { words, counted, money, dayLong, page } = speak(letter);
	const { reference, customerName: customer, askedBy: asker } = facts;
	const amount = money(facts.claimed);
	const day = dayLong(facts.dueOn);
	const { reply, standsInFor } = facts;
	const kind = kindOf(facts);
	const name = reply?.by ?? facts.left ?? facts.again?.insteadOf ?? '';
	const inputs = {
		...{ asker, day, customer, amount, reference, name, house: letter.sender.name },
		reason: reasonIn(facts, letter.language),
		...{ other: facts.grown?.by ?? '', before: facts.grown ? money(facts.grown.before) : '' }
	};
	const asked = [words(introKey(facts), inputs), effortIn(facts, letter)].filter(Boolean).join(' ');
	const addedIn = (one: { number: string; claimed: Money }) =>
		`${one.number} – ${money(one.claimed)}`;
	const instead = standsInFor && {
		name: standsInFor.name,
		day: dayLong(standsInFor.until)
	};
	const intro = instead ? `${words('resolver_stand_in', instead)} ${asked}` : asked;
	return {
		subject: words(subjectKey(facts), inputs),
		preheader: intro,
		title: words(byHouse('resolver_title', facts), { customer, amount }),
		greeting: facts.resolverName
			? words('greeting_name', { name: facts.resolverName })
			: words('greeting'),
		intro,
		facts: factRows([
			[words('fact_reference'), reference],
			[words('fact_reason'), reasonIn(facts, letter.language)],
			...(facts.detail
				? [[detailLabel(facts.detail, letter.language), facts.detail.value] as const]
				: []),
			[words('fact_added'), (facts.grown?.added ?? []).map(addedIn).join(' · ')],
			[words('fact_due'), dueIn(facts, letter)],
			[
				words('fact_blocked'),
				facts.again ? counted('resolver_blocked', facts.again.blockedDays, { amount }) : ''
			],
			[words('fact_files'), facts.files ? counted('resolver_files', facts.files) : '']
		]),
		items: facts.items.map((item) => ({
			number: item.number,
			line: item.line
				? { what: item.line.description, said: lineWords(item.line, letter.language) }
				: null,
			claimed: money(item.claimed),
			total: money(item.total)
		})),
		claimed: amount,
		pictures: facts.photos?.length
			? { photos: facts.photos.map((photo, place) => photoIn(photo, place + 1, words)) }
			: null,
		quotes: quotesIn(facts, words),
		explanation: quoteOf(words(facts.isOurs ? 'quote_ours' : 'quote_customer'), facts.explanation),
		notForYou: instead
			? words('resolver_stand_in_footer', instead)
			: words(
					kind === 'head' ? 'resolver_again_footer_head' : byWhom('resolver_footer', facts),
					inputs
				),
		primary: { label: words('resolver_answer'), href: page('') }
	};
}

const photoIn = (photo: string, number: number, words: Words) => ({
	cid: `photo-${number}@entendu`,
	photo,
	alt: words('resolver_photo_alt', { number: String(number) })
});

type Words = ReturnType<typeof speak>['words'];

/** What was written last comes first: what he asked and the answer to it, then what he is asked and how it came to him. */
function quotesIn(
	{ reply, askedBack, passedOn = [], ...facts }: MailFacts['resolver-request'],
	words: Words
) {
	const by = (key: string, name: string) => words(`quote_${key}`, { name });
	const replies = askedBack?.replies ?? (reply ? [reply] : []);
	return [
		askedBack && quoteOf(by('asked_back', askedBack.by), askedBack.question),
		...replies.map((one) => quoteOf(by('reply', one.by), one.text || words('resolver_on_page'))),
		quoteOf(
			facts.questionBy ? by('question_by', facts.questionBy) : words('quote_question'),
			facts.question
		),
		...passedOn.map((one) =>
			quoteOf(by('passed_on', one.by), one.note || words('resolver_no_note'))
		)
	].flatMap((quote) => quote ?? []);
}

/** A rule asks nobody: whoever looks after the customer is named as that. */
const byWhom = (key: string, { byRule }: MailFacts['resolver-request']) =>
	byRule ? `${key}_rule` : key;

const grownKey = ({ isAnswered }: NonNullable<MailFacts['resolver-request']['grown']>): string =>
	isAnswered ? 'resolver_grown_answered' : 'resolver_grown';

const introKey = (facts: MailFacts['resolver-request']): string => {
	const kind = kindOf(facts);
	const late = facts.isLate ? '_late' : '';
	if (facts.grown?.isAnswered) return 'resolver_grown_answered_intro';
	if (facts.grown) return `resolver_grown${late}_intro`;
	if (kind === 'replied' || kind === 'left') return `resolver_again_intro_${kind}${late}`;
	return kind ? `resolver_again_intro_${kind}` : byWhom('resolver_intro', facts);
};

/** A day that has gone by is no day to answer by. */
function dueIn({ grown, dueOn, isLate }: MailFacts['resolver-request'], letter: Letter): string {
	const { words, dayLong } = speak(letter);
	if (grown?.isAnswered) return '';
	return isLate ? dayLong(dueOn) : words('by_day', { day: dayLong(dueOn) });
}

const subjectKey = (facts: MailFacts['resolver-request']): string => {
	const kind = kindOf(facts);
	if (facts.grown) return `${grownKey(facts.grown)}_subject`;
	return kind ? `resolver_again_subject_${kind}` : byHouse('resolver_subject', facts);
};

/** Whoever has said nothing contests nothing. */
const byHouse = (key: string, { isOurs }: MailFacts['resolver-request']): string =>
	isOurs ? `${key}_ours` : key;

/** Said to whoever is to answer now, and has not looked yet. */
const IS_NEWS: ReadonlySet<string> = new Set(['due_soon', 'overdue', 'moved']);
function effortIn(facts: MailFacts['resolver-request'], letter: Letter): string {
	const kind = kindOf(facts);
	if (facts.grown || (kind && !IS_NEWS.has(kind))) return '';
	const { words, money } = speak(letter);
	return facts.signInAbove
		? words('resolver_effort_signed', { limit: money(facts.signInAbove) })
		: words('resolver_effort');
}

/** What it is besides a first question. */
function kindOf({ again, reply, left }: MailFacts['resolver-request']) {
	if (reply) return 'replied';
	if (left) return 'left';
	if (again?.insteadOf) return 'head';
	return again?.kind === 'manager' ? 'overdue' : again?.kind;
}
