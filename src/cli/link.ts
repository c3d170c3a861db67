import { parseArgs } from 'node:util';
import { m } from '$lib/i18n/paraglide/messages';
import { createLink, linkUrl } from '$lib/server/auth/links';
import type { SystemScope } from '$lib/server/auth/scope';
import { contactsOf, type Customer } from '$lib/server/customers/queries';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { print, required, UsageError } from './command';
import { customerCalled } from './customer-called';
import { organisationNamed } from './organisation-named';

export const syntax = 'link customer --code CUSTOMER [--org SLUG] [--email CONTACT]';
export const about = m.cli_about_link;

type Inside = Unit<SystemScope>;

export async function run([kind, ...args]: string[]): Promise<number> {
	if (kind !== 'customer') throw new UsageError(m.cli_only({ command: 'link customer' }));
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ args, options: { org: text, code: text, email: text } });
	const code = required(values.code, 'code');
	const scope = await organisationNamed(values.org);
	print(linkUrl('portal', await unitOfWork(scope, (unit) => linkFor(unit, code, values.email))));
	return 0;
}

async function linkFor(unit: Inside, code: string, email: string | undefined): Promise<string> {
	const customer = await customerCalled(unit, code);
	const contact = await contactCalled(unit, customer, email);
	return createLink(unit, {
		kind: 'portal',
		customerId: customer.id,
		contactId: contact.id,
		holderName: contact.name,
		holderEmail: contact.email,
		language: contact.language ?? customer.language
	});
}

/** Without an address, the contact who has been there longest. */
async function contactCalled(unit: Inside, { id, code }: Customer, email: string | undefined) {
	const contacts = await contactsOf(unit, id);
	if (contacts.length === 0) throw new UsageError(m.cli_no_contact({ code }));
	const found = email === undefined ? contacts[0] : contacts.find((one) => one.email === email);
	if (found) return found;
	const list = contacts.map((one) => one.email).join(', ');
	throw new UsageError(m.cli_no_such_contact({ code, email: email ?? '', list }));
}
