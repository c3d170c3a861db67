import { addDays, minutesAhead, type LocalDate } from '$lib/domain/calendar';
import { groupBy } from '$lib/domain/group-by';
import { disputedMinor } from '$lib/domain/receivables/open-items';
import type { Scope } from '../auth/scope';
import type { AsOf } from '../db/as-of';
import type { Unit } from '../db/client';
import { claimsEver } from './claims-over';
import { withoutCredited } from './still-claimed';

/** An invoice at the end of a day, and what was open of it then, minor units. */
export interface DayOver {
	invoiceId: string;
	on: LocalDate;
	openMinor: bigint;
}

/** What cases that were open then contested of it, minor units. */
export type ContestedOn = (day: DayOver) => bigint;

/** Whatever became of the cases since; `asOf`: as known then. */
export async function contestedOn(
	unit: Unit<Scope>,
	days: readonly DayOver[],
	asOf?: AsOf
): Promise<ContestedOn> {
	const ever = await claimsEver(unit, [...new Set(days.map(({ invoiceId }) => invoiceId))]);
	const contested = new Map<string, bigint>();
	for (const [on, same] of groupBy(days, (day) => day.on)) {
		const at = endOf(on, unit.scope.timeZone, asOf);
		const open = ever.filter((claim) => claim.wasOpen(at));
		const claims = await withoutCredited(unit, open, { day: on, at });
		for (const day of same)
			contested.set(keyOf(day), disputedMinor(day.openMinor, ofInvoice(claims, day.invoiceId)));
	}
	return (day) => contested.get(keyOf(day)) ?? 0n;
}

const ofInvoice = <Row extends { invoiceId: string }>(rows: readonly Row[], id: string): Row[] =>
	rows.filter(({ invoiceId }) => invoiceId === id);

const keyOf = ({ invoiceId, on }: DayOver): string => `${invoiceId} ${on}`;

/** The midnight after a day, or what is known of it. */
function endOf(day: LocalDate, timeZone: string, asOf: AsOf | undefined): Date {
	const next = addDays(day, 1);
	const midnight = Date.parse(`${next}T00:00:00Z`) - minutesAhead(timeZone, 'UTC', next) * 60_000;
	return new Date(asOf ? Math.min(midnight, asOf.at.getTime() + 1) : midnight);
}
