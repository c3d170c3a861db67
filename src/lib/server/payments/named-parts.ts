import type { NamedPart } from '$lib/domain/receivables/allocation';
import { followed } from '$lib/domain/receivables/unbooked';
import type { InsideScope } from '../auth/scope';
import { pausesOfClaims } from '../customers/claim-pauses';
import type { Unit } from '../db/client';
import { bookingsOn } from './booked';
import { saidAbout, type Said } from './said-of';

/** What a customer said he paid of each of these invoices: what was found of it, then what nobody answered. */
export const namedParts = async (
	unit: Unit<InsideScope>,
	customerId: string,
	invoiceIds: readonly string[]
): Promise<NamedPart[]> => [
	...(await foundParts(unit, invoiceIds)),
	...(await lookedForParts(unit, customerId, invoiceIds))
];

/** Waiting for its booking. */
async function foundParts(
	unit: Unit<InsideScope>,
	invoiceIds: readonly string[]
): Promise<NamedPart[]> {
	const pauses = await pausesOfClaims(unit, invoiceIds);
	return pauses.flatMap(({ invoiceId, amountMinor, untilOn }) =>
		invoiceId && untilOn === null ? [{ invoiceId, amountMinor, isFound: true }] : []
	);
}

/** Until somebody answers, his word counts, whether or not its pause is over; what was said first comes first. */
async function lookedForParts(
	unit: Unit<InsideScope>,
	customerId: string,
	invoiceIds: readonly string[]
): Promise<NamedPart[]> {
	const said = await saidAbout(unit, customerId, invoiceIds);
	const booked = await bookingsOn(unit, [...new Set(said.map(({ invoiceId }) => invoiceId))]);
	return followed(said, booked)
		.filter(({ items }) => isLookedFor(items))
		.sort((a, b) => a.items[0]!.at.getTime() - b.items[0]!.at.getTime())
		.flatMap(({ items, missingMinor }) =>
			missingMinor
				? [{ invoiceId: items[0]!.invoiceId, amountMinor: missingMinor, isFound: false }]
				: []
		);
}

const isLookedFor = (items: readonly Said[]): boolean =>
	items.some(({ verdict }) => verdict === null) &&
	items.every(({ verdict }) => verdict !== 'found');
