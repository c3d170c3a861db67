import { and, eq, isNull } from 'drizzle-orm';
import type { LocalDate } from '$lib/domain/calendar';
import { actorOf, type InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { creditRequest } from '../db/schema/credits';

export interface PostedAs {
	number: string;
	/** Of the credit note. */
	on: LocalDate;
	/** Where it is a little less than was granted. */
	lessMinor?: bigint | undefined;
}

/** The credit note of a decision exists: whoever wrote it down, its request is answered. */
export const markPosted = (
	unit: Unit<InsideScope>,
	resolutionId: string,
	{ number, on, lessMinor }: PostedAs
) =>
	unit.tx
		.update(creditRequest)
		.set({
			...{ creditNoteNumber: number, creditNoteOn: on, postedMinor: lessMinor ?? null },
			...{ postedAt: unit.now, postedByName: actorOf(unit.scope).name }
		})
		.where(
			and(
				eq(creditRequest.organisationId, unit.scope.organisationId),
				eq(creditRequest.resolutionId, resolutionId),
				isNull(creditRequest.withdrawnAt)
			)
		);
