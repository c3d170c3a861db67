import type { MailFacts } from '../mails';
import { speak, type Letter, type View } from './letter';

const WANTED = { signature: 'digest_to_sign', reply: 'digest_to_reply' } as const;
const NO_MORE = { news: 0, waiting: 0 };

export function staffDigest(
	{ news, waiting, more = NO_MORE }: MailFacts['staff-digest'],
	letter: Letter
): View {
	const { words, counted, money, dayLong } = speak(letter);
	const { origin, name: house } = letter.sender;
	const caseAt = (reference: string) => `${origin}/disputes/${reference}`;
	const leftOut = (count: number) =>
		count > 0 ? [{ label: counted('digest_more', count), at: `${origin}/disputes?view=mine` }] : [];
	const whatOf = (customer: string, wants?: keyof typeof WANTED) =>
		wants ? words(WANTED[wants], { customer }) : customer;
	const sections = [
		{
			heading: words('digest_waiting'),
			more: leftOut(more.waiting),
			rows: waiting.map(({ reference, customerName, amount, blocked, dueOn, wants }) => ({
				...{ reference, href: caseAt(reference), what: whatOf(customerName, wants) },
				cost: counted('resolver_blocked', blocked, { amount: money(amount) }),
				due: words('by_day', { day: dayLong(dueOn) })
			}))
		},
		{
			heading: words('digest_news'),
			more: leftOut(more.news),
			rows: news.map(({ event, reference, customerName: customer, amount, colleague }) => ({
				...{ reference, href: caseAt(reference), cost: '', due: '' },
				what: words(`staff_title_${event}`, {
					...{ reference, customer, amount: money(amount), name: colleague }
				})
			}))
		}
	].filter(({ rows }) => rows.length > 0);
	const all = news.length + more.news + waiting.length + more.waiting;
	return {
		subject: counted('digest_subject', all, { house }),
		preheader: sections.map(({ heading }) => heading).join(' · '),
		title: words('digest_title'),
		sections,
		automatic: words('digest_footer'),
		primary: { label: words('digest_open'), href: `${origin}/` }
	};
}
