import { z } from 'zod';
import {
	addDays,
	daysBetween,
	localDate,
	parseLocalDate,
	type LocalDate
} from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { clockIsMoved, now, parseClock, setClock, todayIn } from '../clock';
import { env } from '../env';
import { allOrganisations } from '../settings/queries';
import { publicProcedure, router } from '../trpc/procedures';
import { mailsSince, type NewMail } from './new-mails';
import { tick } from './tick';

/** The demo speaks of days in France. */
const ZONE = 'Europe/Paris';
/** Further than this the days between are not played one by one. */
const WALK_DAYS = 70;

const inDemo = publicProcedure.use(({ next }) => {
	if (!env().DEMO) throw new AppError('not_found');
	return next();
});

export const demo = router({
	clock: inDemo.query(async () => ({
		today: todayIn(ZONE),
		now: now(),
		moved: clockIsMoved(),
		mayMove: await clockMayMove()
	})),

	/**
	 * A number of days forward, a day, or null for the real time; answers with the mails this caused.
	 * @throws not_allowed when a real organisation would be moved along
	 */
	setClock: inDemo
		.input(
			z.object({
				days: z.number().int().min(1).max(31).optional(),
				to: z.string().nullable().optional()
			})
		)
		.mutation(({ input }) => moveClock(targetOf(input)))
});

/** The day is one for everybody here: with a real organisation beside the demo, its customers would be dunned ahead of time. */
export const clockMayMove = async (): Promise<boolean> =>
	env().DEMO && (await allOrganisations()).every(({ demo }) => demo);

function targetOf({ days, to }: { days?: number; to?: string | null }): LocalDate | null {
	if (days) return addDays(todayIn(ZONE), days);
	if (to === null) return null;
	const day = parseLocalDate(to ?? '');
	if (!day) throw new AppError('date_invalid', {}, 'to');
	return day;
}

async function moveClock(
	target: LocalDate | null
): Promise<{ today: LocalDate; mails: NewMail[] }> {
	if (target && !(await clockMayMove())) throw new AppError('not_allowed');
	const since = await mailsSince();
	for (const day of stepsTo(target)) {
		setClock(day && parseClock(day, now()));
		await tick();
	}
	return { today: todayIn(ZONE), mails: await since() };
}

/** Going forward lives through each day, as the engine would have. */
function stepsTo(target: LocalDate | null): (LocalDate | null)[] {
	if (target === null) return [null];
	const today = localDate(todayIn(ZONE));
	const days = daysBetween(today, target);
	if (days <= 1 || days > WALK_DAYS) return [target];
	return Array.from({ length: days }, (_, index) => addDays(today, index + 1));
}
