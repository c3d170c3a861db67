import { and, asc, eq, isNull } from 'drizzle-orm';
import { parseArgs } from 'node:util';
import { createLink, linkUrl } from '$lib/server/auth/links';
import type { SystemScope } from '$lib/server/auth/scope';
import { unitOfWork, type Unit } from '$lib/server/db/client';
import { contact, customer } from '$lib/server/db/schema/customers';
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
	const contacts = await contactsOf(unit, code);
	const holder =
		email === undefined ? contacts[0] : contacts.find((c) => c.contact.email === email);
	if (!holder) throw new UsageError(`No customer "${code}" with such a contact.`);
	return createLink(unit, {
		kind: 'portal',
		customerId: holder.customer.id,
		contactId: holder.contact.id,
		holderName: holder.contact.name,
		holderEmail: holder.contact.email,
		language: holder.contact.language ?? holder.customer.language
	});
}

const contactsOf = ({ tx, scope }: Unit<SystemScope>, code: string) =>
	tx
		.select()
		.from(contact)
		.innerJoin(
			customer,
			and(eq(customer.organisationId, contact.organisationId), eq(customer.id, contact.customerId))
		)
		.where(
			and(
				eq(customer.organisationId, scope.organisationId),
				eq(customer.code, code),
				isNull(contact.removedAt)
			)
		)
		.orderBy(asc(contact.createdAt), asc(contact.id));
