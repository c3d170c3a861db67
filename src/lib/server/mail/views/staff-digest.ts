import type { MailFacts } from '../mails';
import { speak, type Letter, type View } from './letter';

export function staffDigest({ news, waiting }: MailFacts['staff-digest'], letter: Letter): View {
	const { words, counted, money, dayLong } = speak(letter);
	const { origin, name: house } = letter.sender;
	const caseAt = (reference: string) => `${origin}/disputes/${reference}`;
	const sections = [
		{
			heading: words('digest_waiting'),
			rows: waiting.map(({ reference, customerName, amount, blocked, dueOn }) => ({
				...{ reference, href: caseAt(reference), what: customerName },
				cost: counted('resolver_blocked', blocked, { amount: money(amount) }),
				due: words('by_day', { day: dayLong(dueOn) })
			}))
		},
		{
			heading: words('digest_news'),
			rows: news.map(({ event, reference, customerName: customer, amount, colleague }) => ({
				...{ reference, href: caseAt(reference), cost: '', due: '' },
				what: words(`staff_title_${event}`, {
					...{ reference, customer, amount: money(amount), name: colleague }
				})
			}))
		}
	].filter(({ rows }) => rows.length > 0);
	return {
		subject: counted('digest_subject', news.length + waiting.length, { house }),
		preheader: sections.map(({ heading }) => heading).join(' · '),
		title: words('digest_title'),
		sections,
		automatic: words('digest_footer'),
		primary: { label: words('digest_open'), href: `${origin}/` }
	};
}
