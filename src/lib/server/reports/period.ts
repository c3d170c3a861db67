import { z } from 'zod';
import { addDays, parseLocalDate, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';

/** Closed cases count from `from` to `asOf`, both included; what is open is open at the end of `asOf`. */
export interface Period {
	asOf: LocalDate;
	from: LocalDate;
}

/** As typed in an address or a command: nothing = today, and the twelve months up to then. */
export const periodInput = z.object({
	asOf: z.string().max(10).default(''),
	from: z.string().max(10).default('')
});
export type PeriodInput = z.infer<typeof periodInput>;

export function periodOf(input: PeriodInput, today: LocalDate): Period {
	const asOf = dayOf(input.asOf, 'asOf') ?? today;
	const from = dayOf(input.from, 'from') ?? addDays(asOf, -364);
	if (asOf > today || from > asOf)
		throw new AppError('date_invalid', {}, asOf > today ? 'asOf' : 'from');
	return { asOf, from };
}

function dayOf(text: string, field: string): LocalDate | null {
	if (text === '') return null;
	const day = parseLocalDate(text);
	if (!day) throw new AppError('date_invalid', {}, field);
	return day;
}
