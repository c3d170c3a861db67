import { expect, type Page } from '@playwright/test';
import { parse, stringify } from 'devalue';

export interface Customer {
	id: string;
	invoices: { id: string }[];
}

/** Whoever is written to there, and raised the cases. */
export interface Person {
	name: string;
	email: string;
}

/**
 * A customer no other journey is about, who comes in with a file as any other does, and as many cases of him as
 * wanted, logged by whoever is signed in; gives their references. Nobody is written to there but `person`.
 */
export async function ownCases(
	page: Page,
	name: string,
	count: number,
	person: Person = { name: 'Léa Martin', email: '' }
): Promise<string[]> {
	const customer = await ownCustomer(page, name, count, person);
	const references: string[] = [];
	for (const { id } of customer.invoices)
		references.push(await logCase(page, customer.id, id, person));
	return references;
}

/** The same without a case: so many open invoices of 60. */
export async function ownCustomer(
	page: Page,
	name: string,
	count: number,
	person: Person
): Promise<Customer> {
	const code = codeOf(name);
	await importInvoices(page, { code, name, count, person });
	const customer = await ask<Customer>(page, 'desk.customers.page', { code });
	expect(customer.invoices).toHaveLength(count);
	return customer;
}

export const codeOf = (name: string): string => name.toUpperCase().replaceAll(' ', '-');

const headers = { 'content-type': 'application/json', 'x-entendu': '1' };
const inputOf = (input: unknown): string => encodeURIComponent(JSON.stringify(stringify(input)));

async function importInvoices(
	page: Page,
	{ code, name, count, person }: { code: string; name: string; count: number; person: Person }
): Promise<void> {
	const about = (nth: number) => [code, name, `${code}-${nth + 1}`, '2026-01-05', '2026-02-05'];
	const contact = person.email ? [person.name, person.email] : ['', ''];
	const rows = Array.from({ length: count }, (_, nth) =>
		[...about(nth), '60', ...contact].join(';')
	);
	const head =
		'customer code;customer name;invoice number;invoice date;due date;amount;contact name;contact email';
	const content = new TextEncoder().encode([head, ...rows, ''].join('\n'));
	const { id } = await send<{ id: string }>(page, 'desk.imports.upload', {
		name: `${code}.csv`,
		content
	});
	await send(page, 'desk.imports.confirm', { id });
}

const logCase = async (
	page: Page,
	customerId: string,
	invoiceId: string,
	{ name, email }: Person
): Promise<string> => {
	const { reference } = await send<{ reference: string }>(page, 'desk.disputes.log', {
		customerId,
		items: [{ invoiceId }],
		reasonCode: 'price_unit',
		explanation: 'Le prix convenu était plus bas.',
		source: 'phone',
		raisedByName: name,
		raisedByEmail: email,
		idempotencyKey: `own-${invoiceId}`,
		files: []
	});
	return reference;
};

export const ask = async <T>(page: Page, procedure: string, input: unknown): Promise<T> =>
	answer<T>(await page.request.get(`/trpc/${procedure}?input=${inputOf(input)}`, { headers }));

export const send = async <T>(page: Page, procedure: string, input: unknown): Promise<T> =>
	answer<T>(
		await page.request.post(`/trpc/${procedure}`, {
			headers,
			data: Buffer.from(JSON.stringify(stringify(input)))
		})
	);

async function answer<T>(response: Awaited<ReturnType<Page['request']['get']>>): Promise<T> {
	const text = await response.text();
	expect(response.status(), text).toBe(200);
	const { result } = JSON.parse(text) as { result: { data: string } };
	return parse(result.data) as T;
}
