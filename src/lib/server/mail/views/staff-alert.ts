import { labelOf } from '$lib/i18n/labels';
import type { MailFacts } from '../mails';
import { factRows, quoteOf, speak, type Letter, type View } from './letter';

export function staffAlert(facts: MailFacts['staff-alert'], letter: Letter): View {
	const { words, money, day, dayLong } = speak(letter);
	const { reference, customerName: customer, event } = facts;
	const amount = facts.amount ? money(facts.amount) : '';
	const inputs = { ...{ reference, customer, amount }, name: facts.colleague ?? '' };
	return {
		subject: words(`staff_subject_${event}`, inputs),
		preheader: facts.text || inputs.amount,
		title: words(`staff_title_${event}`, inputs),
		facts: factRows([
			[words('fact_reference'), reference],
			[words('fact_customer'), customer],
			[words('fact_reason'), facts.reason ? labelOf(facts.reason, letter.language) : ''],
			[words('fact_amount'), inputs.amount],
			[words('fact_holder'), facts.holder ?? ''],
			[words(dayNamed(event)), facts.on ? day(facts.on) : ''],
			[words('fact_transfer_reference'), facts.transferReference ?? ''],
			[words('fact_files'), (facts.files ?? []).join(', ')],
			[words('fact_away_until'), facts.awayUntil ? dayLong(facts.awayUntil) : ''],
			[words('fact_offer_until'), facts.offerUntil ? dayLong(facts.offerUntil) : ''],
			[words('fact_do_by'), facts.doBy ? dayLong(facts.doBy) : ''],
			[words('fact_answer_due'), facts.answerDueOn ? dayLong(facts.answerDueOn) : '']
		]),
		quote: quoteOf(words(facts.doBy ? 'quote_task' : 'quote_message'), facts.text),
		automatic: words('staff_footer', { name: letter.sender.name }),
		primary: {
			label: words(facts.deskPath.startsWith('/customers') ? 'staff_open_customer' : 'staff_open'),
			href: letter.sender.origin + facts.deskPath
		}
	};
}

/** What is promised is not paid yet. */
const dayNamed = (event: MailFacts['staff-alert']['event']) =>
	event.startsWith('promise_') ? 'fact_promised_for' : 'fact_paid_on';
