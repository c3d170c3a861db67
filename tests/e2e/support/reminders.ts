import { expect } from '@playwright/test';
import type { Query } from './demo-world';
import { mailsTo } from './mailbox';

/** Journeys begin with a reminder, and are run at night and on Sundays too. */
export const remindAtAnyHour = (query: Query) =>
	query(
		`update organisation set send_from_minute = 0, send_until_minute = 1440, send_weekdays = '[1,2,3,4,5,6,7]'`
	);

/** The button of a reminder of the house that speaks `language`, about an invoice nobody contests any more. */
export async function disputeButton(query: Query, language: string): Promise<string> {
	await remindAtAnyHour(query);
	let found: Button | undefined;
	const look = async () => (found = await buttonOf(query, language)) !== undefined;
	// The engine looks every two minutes whether somebody is to be reminded.
	await expect.poll(look, { message: 'a reminder', timeout: 180_000 }).toBe(true);
	await query(
		`update dispute set status = 'withdrawn'
		where status not in ('resolved', 'withdrawn', 'duplicate', 'not_a_dispute')
		and id in (select dispute_id from dispute_item where invoice_id = $1)`,
		[found!.invoice]
	);
	return found!.link;
}

interface Button {
	link: string;
	invoice: string;
}

async function buttonOf(query: Query, language: string): Promise<Button | undefined> {
	const buttons = mailsTo('').flatMap(({ text }) => buttonIn(text) ?? []);
	const own = await query<{ id: string }>(
		`select i.id from invoice i join organisation o on o.id = i.organisation_id
		where o.language = $2 and i.id = any($1::uuid[])`,
		[buttons.map(({ invoice }) => invoice), language]
	);
	return buttons.find(({ invoice }) => own.some(({ id }) => id === invoice));
}

function buttonIn(text: string): Button | undefined {
	const [link, invoice] =
		/\/p\/[\w-]{43}\/disputes\/new\?invoice=([\da-f-]{36})\S*/.exec(text) ?? [];
	return link && invoice ? { link, invoice } : undefined;
}
