import { parseArgs } from 'node:util';
import { createLink, linkUrl } from '$lib/server/auth/links';
import type { SystemScope } from '$lib/server/auth/scope';
import { customersByCode } from '$lib/server/customers/intake-queries';
import { contactsOf } from '$lib/server/customers/queries';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { print, required, UsageError } from './command';
import { organisationNamed } from './organisation-named';

export const usage = `link customer                    --code CUSTOMER [--org SLUG] [--email CONTACT]: print a fresh link
                                 to the customer's account`;

export async function run([kind, ...args]: string[]): Promise<number> {
	if (kind !== 'customer') throw new UsageError('Only "link customer" exists.');
	const text = { type: 'string' } as const;
	const { values } = parseArgs({ args, options: { org: text, code: text, email: text } });
	const code = required(values.code, 'code');
	const scope = await organisationNamed(values.org);
	print(linkUrl('portal', await unitOfWork(scope, (unit) => linkFor(unit, code, values.email))));
	return 0;
}

async function linkFor(
	unit: Unit<SystemScope>,
	code: string,
	email: string | undefined
): Promise<string> {
	const customer = (await customersByCode(unit, [code])).get(code);
	const contacts = customer ? await contactsOf(unit, customer.id) : [];
	const holder = email === undefined ? contacts[0] : contacts.find((c) => c.email === email);
	if (!customer || !holder) throw new UsageError(`No customer "${code}" with such a contact.`);
	return createLink(unit, {
		kind: 'portal',
		customerId: customer.id,
		contactId: holder.id,
		holderName: holder.name,
		holderEmail: holder.email,
		language: holder.language ?? customer.language
	});
}
