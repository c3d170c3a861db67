import { overtakenItems } from '$lib/domain/dunning/overtaken';
import type { InsideScope } from '../../auth/scope';
import type { Unit } from '../../db/client';
import { fromJson } from '../decision-json';
import type { NoticeContent } from '../notice-content';
import { decideFor } from '../plan-dunning';

interface Named {
	letterId: string;
	customerName: string;
}

/** Each with the invoices it is about, for a person: "Gantier SA (F-1, F-2)". */
export const namedOvertaken = (
	letters: readonly Named[],
	overtaken: ReadonlyMap<string, string[]>
): string =>
	letters
		.map(({ letterId, customerName }) => `${customerName} (${overtaken.get(letterId)!.join(', ')})`)
		.join(' · ');

interface Written {
	letterId: string;
	customerId: string;
	content: Record<string, unknown> | null;
}

/** Of letters that are still here: the invoices that may no longer be asked for as they say, by number. */
export async function overtakenLetters(
	unit: Unit<InsideScope>,
	letters: readonly Written[]
): Promise<Map<string, string[]>> {
	const planned = await decideFor(unit, {
		customerIds: [...new Set(letters.map(({ customerId }) => customerId))],
		minuteOfDay: null
	});
	const today = new Map(planned.map(({ decision }) => [decision.customerId, decision.items]));
	return new Map(
		letters.map(({ letterId, customerId, content }) => {
			const written = content ? fromJson<NoticeContent>(content).items : [];
			const items = overtakenItems(written, today.get(customerId) ?? []);
			return [letterId, items.map(({ number }) => number)];
		})
	);
}
