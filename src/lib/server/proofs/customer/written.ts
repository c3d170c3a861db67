import { say } from '$lib/i18n/words';
import { formatInstant } from '$lib/i18n/format';
import { eventsOfCustomer } from '../../audit/every-event';
import { plainText } from '../../mail/escape';
import { INTERNAL, jsonFile, type Entry } from '../entry';
import type { Happened } from '../happened';
import { csvOfEvents, loggedEvent } from '../timeline';
import type { AskedAccount } from './asked';
import { inPages } from './pages';

/** Who it is about, and the invoices with what is open of each, in minor units of its currency. */
export const customerSheet = ({ facts, from, until }: AskedAccount): Entry => ({
	path: 'customer.json',
	kind: 'customer',
	content: jsonFile({
		code: facts.customer.code,
		name: facts.customer.name,
		address: facts.customer.address,
		country: facts.customer.country,
		period: { from, until },
		contacts: facts.contacts.map(({ name, email, phone, role, language }) => ({
			...{ name, email, phone, role, language }
		})),
		cases: facts.cases.map(({ reference }) => reference),
		invoices: facts.invoices.map(({ id: _id, customerId: _customer, ...invoice }) => invoice)
	})
});

/** What the customer wrote about his account, outside of any case. */
export const accountThread = ({ scope, facts, language }: AskedAccount): Entry => ({
	path: 'thread.txt',
	kind: 'thread',
	content: [
		`${facts.customer.name} – ${facts.customer.code}\n`,
		...facts.said.map(
			({ at, byName, body }) =>
				`${formatInstant(at, scope.timeZone, language)} – ${byName}\n${plainText(body)}\n`
		),
		...(facts.said.length ? [] : [`${say('desk_proof_nothing_said', {}, language)}\n`])
	].join('\n')
});

export const saidEvents = ({ facts }: AskedAccount): Happened[] =>
	facts.said.map(({ at, byName, body }) => ({ at, by: byName, event: 'message', words: body }));

/** What was sent, heard and written about the account; each case has its own. */
export const timeline = (asked: AskedAccount, happened: readonly Happened[]): Entry => ({
	path: 'timeline.csv',
	kind: 'timeline',
	content: csvOfEvents(
		asked,
		happened.filter(({ internal }) => asked.internal || !internal)
	)
});

/** The audit trail of the account: what colleagues did is theirs. */
export async function journal(asked: AskedAccount): Promise<Entry> {
	const { scope, facts, period, language } = asked;
	const customerId = facts.customer.id;
	const events: Happened[] = [];
	const pages = inPages(
		scope,
		(unit, page) => eventsOfCustomer(unit, { customerId, ...page, ...period }),
		({ id }) => id
	);
	for await (const page of pages)
		events.push(...page.map((event) => ({ ...loggedEvent(event, language), internal: true })));
	return { path: `${INTERNAL}/journal.csv`, kind: 'timeline', content: csvOfEvents(asked, events) };
}
