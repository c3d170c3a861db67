import { and, eq } from 'drizzle-orm';
import { AppError } from '$lib/domain/errors';
import { record } from '../audit/record';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { customer } from '../db/schema/customers';
import { customerById } from './queries';

/** Where letters go to, as printed on the envelope. @throws not_found, required */
export async function correctAddress(
	unit: Unit<InsideScope>,
	{ customerId, address: typed }: { customerId: string; address: string }
): Promise<void> {
	const address = plain(typed);
	if (!address) throw new AppError('required', {}, 'address');
	const { address: before } = await customerById(unit, customerId);
	if (before === address) return;
	await unit.tx
		.update(customer)
		.set({ address })
		.where(
			and(eq(customer.organisationId, unit.scope.organisationId), eq(customer.id, customerId))
		);
	await record(
		unit,
		'customer.address_corrected',
		{ kind: 'customer', id: customerId, customerId },
		{ before, address }
	);
}

/** A line per line: no blank ones, no spaces at their ends. */
const plain = (typed: string): string =>
	typed
		.split(/\r\n?|\n/)
		.map((line) => line.trim())
		.filter(Boolean)
		.join('\n');
