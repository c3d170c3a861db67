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
import { demoLogins } from './demo-logins';
import { mailsSince, type NewMail } from './new-mails';
import { tick } from './tick';

/** The demo speaks of days in France. */
const ZONE = 'Europe/Paris';
/** Every day on the way is played, and a person waits for it: three months at once are enough. */
const WALK_DAYS = 92;

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

	/** For the sign-in page, which is there outside the demo too. */
	logins: publicProcedure.query(() => demoLogins()),

	/**
	 * A number of days forward, a day, or null for the real time; answers with the mails this caused.
	 * @throws not_allowed when a real organisation would be moved along, clock_too_far
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
	const steps = stepsTo(target);
	const since = await mailsSince();
	for (const instant of steps) {
		setClock(instant);
		await tick();
	}
	return { today: todayIn(ZONE), mails: await since() };
}

/**
 * Going forward lives through the sending hours of each day, as the engine would have: of today
 * too, when it is still night.
 */
function stepsTo(target: LocalDate | null): (Date | null)[] {
	if (target === null) return [null];
	const today = localDate(todayIn(ZONE));
	const days = daysBetween(today, target);
	if (days > WALK_DAYS) throw new AppError('clock_too_far', { days: String(WALK_DAYS) }, 'to');
	if (days <= 0) return [morningOf(target)];
	const mornings = Array.from({ length: days + 1 }, (_, ahead) => morningOf(addDays(today, ahead)));
	return mornings.filter((morning) => morning > now());
}

const morningOf = (day: LocalDate): Date => parseClock(day, now());
