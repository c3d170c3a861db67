import type { MailFacts } from '../mails';
import { speak, type Letter, type View } from './letter';

type Facts = MailFacts['staff-digest'];
type Costing = Pick<Facts['waiting'][number], 'reference' | 'amount' | 'blocked' | 'dueOn'>;

const WANTED = { signature: 'digest_to_sign', reply: 'digest_to_reply' } as const;
const NO_MORE = { news: 0, waiting: 0 };

export function staffDigest(facts: Facts, letter: Letter): View {
	const { words, counted } = speak(letter);
	const { more = NO_MORE, isOutside } = facts;
	const sections = sectionsOf(facts, letter);
	const left = Object.entries(more).reduce(
		(sum, [part, count]) => (part === 'late' ? sum : sum + count),
		0
	);
	const all = sections.reduce((sum, { rows }) => sum + rows.length, left);
	const subject = counted('digest_subject', all, { house: letter.sender.name });
	const isChosen = facts.news.length + facts.waiting.length + (facts.promises ?? []).length > 0;
	return {
		...{ subject, title: words('digest_title'), sections },
		preheader: sections.map(({ heading }) => heading).join(' · '),
		automatic: words(isChosen ? 'digest_footer' : 'digest_footer_deadlines'),
		primary: isOutside
			? { label: words('reply_by_mail'), href: byMail(letter, subject) }
			: { label: words('digest_open'), href: `${letter.sender.origin}/` }
	};
}

const byMail = ({ sender }: Letter, subject: string): string =>
	`mailto:${sender.email}?subject=${encodeURIComponent(subject)}`;

/** What presses comes first; a part of which everything was told before is there for what is left of it. */
function sectionsOf(facts: Facts, letter: Letter) {
	return [
		deadlinesIn(facts, letter),
		...teamsIn(facts, letter),
		waitingIn(facts, letter),
		promisesIn(facts, letter),
		newsIn(facts, letter)
	].filter(({ rows, more }) => rows.length + more.length > 0);
}

const caseAt = ({ sender }: Letter, reference: string): string =>
	`${sender.origin}/disputes/${reference}`;

/** How many are not in the mail, and where they are. */
const leftOut = (count: number, letter: Letter, key = 'digest_more', at = '/disputes?view=mine') =>
	count > 0
		? [{ label: speak(letter).counted(key, count), at: `${letter.sender.origin}${at}` }]
		: [];

function rowOf(
	{ reference, amount, blocked, dueOn }: Costing,
	what: string,
	letter: Letter,
	day: 'by_day' | 'digest_due' = 'by_day'
) {
	const { words, counted, money, dayLong } = speak(letter);
	return {
		...{ reference, href: caseAt(letter, reference), what },
		cost: counted('resolver_blocked', blocked, { amount: money(amount) }),
		due: words(day, { day: dayLong(dueOn) })
	};
}

function deadlinesIn({ deadlines = [], more = NO_MORE }: Facts, letter: Letter) {
	const { words } = speak(letter);
	const { deadlines: unsaid = 0, late = 0 }: NonNullable<Facts['more']> = more;
	return {
		heading: words('digest_deadlines'),
		more: [
			...leftOut(unsaid, letter),
			...leftOut(late, letter, 'digest_still_late', '/disputes?view=mine&deadline=breached')
		],
		rows: deadlines.map(({ stage, standing, name, ...row }) => {
			const what = words(`digest_${standing}_${stage}`, { customer: row.customerName });
			return rowOf(row, of(what, name), letter, 'digest_due');
		})
	};
}

/** His own team, then each he looks after while its head is away. */
function teamsIn(facts: Facts, letter: Letter) {
	const { words } = speak(letter);
	const { team = [], more = NO_MORE } = facts;
	const { team: unsaid = 0 }: NonNullable<Facts['more']> = more;
	const left = leftOut(unsaid, letter, 'digest_more_late', '/disputes?deadline=breached');
	const heads = new Set(team.map(({ insteadOf = '' }) => insteadOf));
	const names = heads.size > 0 ? [...heads].sort() : [''];
	return names.map((name, at) => ({
		heading: name ? words('digest_team_of', { name }) : words('digest_team'),
		more: at === names.length - 1 ? left : [],
		rows: team
			.filter(({ insteadOf = '' }) => insteadOf === name)
			.map((row) => lateOf(row, facts, letter))
	}));
}

function lateOf(
	{ stage, name, ...row }: NonNullable<Facts['team']>[number],
	{ isOutside }: Facts,
	letter: Letter
) {
	const key = stage ? `digest_breached_${stage}` : 'digest_task_late';
	const what = of(speak(letter).words(key, { customer: row.customerName }), name);
	const shown = rowOf(row, what, letter, 'digest_due');
	return {
		...{ ...shown, href: isOutside ? '' : shown.href },
		// Of a case that is decided nothing is waited for any more.
		cost: stage ? shown.cost : ''
	};
}

/** With whose it is. */
const of = (what: string, name: string): string => (name ? `${what} (${name})` : what);

function waitingIn({ waiting, more = NO_MORE }: Facts, letter: Letter) {
	const { words } = speak(letter);
	return {
		heading: words('digest_waiting'),
		more: leftOut(more.waiting, letter),
		rows: waiting.map(({ wants, ...row }) => {
			const customer = row.customerName;
			return rowOf(row, wants ? words(WANTED[wants], { customer }) : customer, letter);
		})
	};
}

function promisesIn({ promises = [], more = NO_MORE }: Facts, letter: Letter) {
	const { words, totals, dayLong } = speak(letter);
	const { promises: unsaid = 0 }: NonNullable<Facts['more']> = more;
	return {
		heading: words('digest_promises'),
		more: leftOut(unsaid, letter, 'digest_more_promises', '/dunning/promises?standing=to_decide'),
		rows: promises.map(({ customerCode, customerName: customer, amounts, dueOn }) => ({
			reference: customerCode,
			href: `${letter.sender.origin}/customers/${encodeURIComponent(customerCode)}#promises`,
			what: words('staff_title_promise_to_decide', { customer }),
			cost: totals(amounts),
			due: words('digest_promised_for', { day: dayLong(dueOn) })
		}))
	};
}

function newsIn({ news, more = NO_MORE }: Facts, letter: Letter) {
	const { words, money } = speak(letter);
	return {
		heading: words('digest_news'),
		more: leftOut(more.news, letter),
		rows: news.map(({ event, reference, customerName: customer, amount, colleague }) => ({
			...{ reference, href: caseAt(letter, reference), cost: '', due: '' },
			what: words(`staff_title_${event}`, {
				...{ reference, customer, amount: money(amount), name: colleague }
			})
		}))
	};
}
