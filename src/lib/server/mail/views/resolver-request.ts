import type { MailFacts } from '../mails';
import { factRows, quoteOf, speak, type Letter, type View } from './letter';

export function resolverRequest(facts: MailFacts['resolver-request'], letter: Letter): View {
	const { words, counted, money, dayLong, page } = speak(letter);
	const { reference, customerName: customer, askedBy: asker } = facts;
	const amount = money(facts.claimed);
	const day = dayLong(facts.dueOn);
	const intro = words('resolver_intro', { asker, day });
	return {
		subject: words('resolver_subject', { customer, amount, day, reference }),
		preheader: intro,
		title: words('resolver_title', { customer, amount }),
		greeting: facts.resolverName
			? words('greeting_name', { name: facts.resolverName })
			: words('greeting'),
		intro,
		facts: factRows([
			[words('fact_reference'), reference],
			[words('fact_reason'), letter.language === 'fr' ? facts.reasonFr : facts.reasonEn],
			[words('fact_due'), words('by_day', { day })],
			[words('fact_files'), facts.files ? counted('resolver_files', facts.files) : '']
		]),
		items: facts.items.map((item) => ({
			number: item.number,
			claimed: money(item.claimed),
			total: money(item.total)
		})),
		claimed: amount,
		question: quoteOf(words('quote_question'), facts.question),
		explanation: quoteOf(words('quote_customer'), facts.explanation),
		notForYou: words('resolver_footer', { asker }),
		primary: { label: words('resolver_answer'), href: page('') }
	};
}
