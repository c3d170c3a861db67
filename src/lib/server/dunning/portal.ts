import { z } from 'zod';
import { portalProcedure, router } from '../trpc/procedures';
import { remindersOfCase } from './reminders-of-case';

/** What a customer may know of what the run would do: whether he is reminded, never when or how. */
export const remindersPortal = router({
	ofCase: portalProcedure
		.input(z.object({ reference: z.string().min(1).max(40) }))
		.query(({ ctx: { unit }, input }) => remindersOfCase(unit, input.reference))
});
