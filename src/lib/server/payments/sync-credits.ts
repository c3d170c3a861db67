import { uuidv7 } from 'uuidv7';
import { minorMin } from '$lib/domain/money';
import type { InsideScope } from '../auth/scope';
import { chunks } from '../db/chunks';
import type { Unit } from '../db/client';
import { payment } from '../db/schema/payments';
import { creditSourcesOf, type CreditSource } from './credit-sources';

/** What a file says is left of a credit note; null: it is there and open, how much of it is not said. */
export interface StatedCredit {
	number: string;
	customerId: string;
	openMinor: bigint | null;
}

/**
 * What the books no longer call open of a credit note, once the invoices took their part of it, was
 * used elsewhere: paid back, or for an invoice nobody knows here. It is noted as an import payment
 * against it, under its number, and taken back when a later file calls it open again.
 */
export async function syncCredits(
	unit: Unit<InsideScope>,
	stated: readonly StatedCredit[]
): Promise<void> {
	const openOf = new Map(stated.map(({ number, openMinor }) => [number, openMinor]));
	const customerIds = [...new Set(stated.map(({ customerId }) => customerId))];
	const corrections = (await creditSourcesOf(unit, customerIds)).flatMap((source) => {
		const open = source.kind === 'credit_note' ? openOf.get(source.name) : undefined;
		const minor = typeof open === 'bigint' ? correction(source, open) : 0n;
		return minor === 0n ? [] : [{ ...source, minor }];
	});
	for (const part of chunks(corrections))
		await unit.tx.insert(payment).values(part.map((one) => rowOf(unit, one)));
}

/** Never more than the whole of it, whatever was used of it here. */
const correction = ({ leftMinor, elsewhereMinor }: CreditSource, openMinor: bigint): bigint =>
	minorMin(openMinor - leftMinor, elsewhereMinor);

const rowOf = (
	unit: Unit<InsideScope>,
	{ minor, ...source }: CreditSource & { minor: bigint }
) => ({
	organisationId: unit.scope.organisationId,
	id: uuidv7(),
	customerId: source.customerId,
	receivedOn: unit.today,
	currency: source.currency,
	totalMinor: minor,
	reference: source.name,
	source: 'import' as const,
	createdAt: unit.now
});
