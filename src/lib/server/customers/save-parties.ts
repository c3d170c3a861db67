import { sql } from 'drizzle-orm';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { contact, customer } from '../db/schema/customers';
import { asRecords, type Upserts } from '../db/upserts';
import type { Contact } from './intake-queries';
import type { Customer } from './queries';
import { recordReplacedParties } from './replaced-parties';

export type CustomerFields = Pick<
	Customer,
	'id' | 'code' | 'name' | 'language' | 'country' | 'customerGroup' | 'collectorId'
>;
export type ContactFields = Pick<
	Contact,
	'id' | 'customerId' | 'email' | 'name' | 'phone' | 'role' | 'language'
>;

/** Customers, then their contacts, a thousand rows per statement. */
export async function saveParties(
	unit: Unit<InsideScope>,
	{ customers, contacts }: { customers: Upserts<CustomerFields>; contacts: Upserts<ContactFields> }
): Promise<void> {
	const common = { organisationId: unit.scope.organisationId, createdAt: unit.now };
	await recordReplacedParties(unit, { customers: customers.update, contacts: contacts.update });
	for (const part of chunks(customers.create))
		await unit.tx.insert(customer).values(part.map((one) => ({ ...one, ...common })));
	for (const part of chunks(customers.update)) await updateCustomers(unit, part);
	for (const part of chunks(contacts.create))
		await unit.tx.insert(contact).values(part.map((one) => ({ ...one, ...common })));
	for (const part of chunks(contacts.update)) await updateContacts(unit, part);
}

const updateCustomers = ({ tx, scope }: Unit<InsideScope>, rows: readonly CustomerFields[]) =>
	tx.execute(sql`
		update customer set name = new.name, language = new.language, country = new.country, customer_group = new."customerGroup",
			collector_id = new."collectorId"
		from jsonb_to_recordset(${asRecords(rows)}::jsonb) as new (id uuid, name text, language text, country text, "customerGroup" text, "collectorId" uuid)
		where customer.organisation_id = ${scope.organisationId} and customer.id = new.id`);

const updateContacts = ({ tx, scope }: Unit<InsideScope>, rows: readonly ContactFields[]) =>
	tx.execute(sql`
		update contact set name = new.name, phone = new.phone, role = new.role, language = new.language
		from jsonb_to_recordset(${asRecords(rows)}::jsonb) as new (id uuid, name text, phone text, role text, language text)
		where contact.organisation_id = ${scope.organisationId} and contact.id = new.id`);
