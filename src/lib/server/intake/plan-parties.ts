import type { Language } from '$lib/i18n/language';
import { uuidv7 } from 'uuidv7';
import type { ReceivableRow } from '$lib/domain/intake/row';
import { contactKey, type Contact } from '../customers/intake-queries';
import type { Customer } from '../customers/queries';
import type { ContactFields, CustomerFields } from '../customers/save-parties';
import type { Upserts } from '../db/upserts';

type Defaults = { language: Language; country: string };

/** Each customer of the file once. What the file does not say stays as it is. */
export function planCustomers(
	rows: readonly ReceivableRow[],
	known: ReadonlyMap<string, Customer>,
	defaults: Defaults,
	officers: ReadonlyMap<string, string>
) {
	const wanted = new Map<string, CustomerFields>();
	for (const { customer } of rows) {
		const before = wanted.get(customer.code) ?? known.get(customer.code);
		wanted.set(customer.code, {
			id: before?.id ?? uuidv7(),
			code: customer.code,
			name: customer.name || (before?.name ?? customer.code),
			language: customer.language ?? before?.language ?? defaults.language,
			country: customer.country ?? before?.country ?? defaults.country,
			customerGroup: customer.group || (before?.customerGroup ?? ''),
			collectorId: officers.get(customer.officer) ?? before?.collectorId ?? null
		});
	}
	return {
		byCode: wanted,
		...split([...wanted.values()], (one) => known.get(one.code), [
			'name',
			'language',
			'country',
			'customerGroup',
			'collectorId'
		])
	};
}

/** An address that was erased is not brought back by a file. */
export function planContacts(
	rows: readonly ReceivableRow[],
	customers: ReadonlyMap<string, CustomerFields>,
	known: ReadonlyMap<string, Contact>,
	erased: ReadonlySet<string>
): Upserts<ContactFields> {
	const wanted = new Map<string, ContactFields>();
	for (const { contact, customer } of rows) {
		if (!contact || erased.has(contact.email.toLowerCase())) continue;
		const customerId = customers.get(customer.code)!.id;
		const key = contactKey(customerId, contact.email);
		const before = wanted.get(key) ?? known.get(key);
		wanted.set(key, {
			id: before?.id ?? uuidv7(),
			customerId,
			email: contact.email,
			name: contact.name || (before?.name ?? ''),
			phone: contact.phone || (before?.phone ?? ''),
			role: contact.role ?? before?.role ?? 'billing',
			language: contact.language ?? before?.language ?? null
		});
	}
	return split([...wanted.values()], (one) => known.get(contactKey(one.customerId, one.email)), [
		'name',
		'phone',
		'role',
		'language'
	]);
}

/** New ones, and known ones of which something changes. */
function split<T extends object>(
	wanted: readonly T[],
	known: (one: T) => object | undefined,
	fields: readonly (keyof T & string)[]
): Upserts<T> {
	const differs = (one: T, before: object) =>
		fields.some((field) => one[field] !== (before as T)[field]);
	return {
		create: wanted.filter((one) => !known(one)),
		update: wanted.filter((one) => {
			const before = known(one);
			return before !== undefined && differs(one, before);
		})
	};
}
