import { z } from 'zod';
import { byLanguage } from '../language';
import { LONGEST_TEAM } from './teams';

/** By which rules, reasons, tasks and colleagues know a team: for good, whatever it is called. */
export const teamKey = z.string().trim().min(1).max(LONGEST_TEAM);

/** What an administrator says of a team. */
export const teamInput = z.object({
	labels: z.object(byLanguage(() => z.string().trim().max(LONGEST_TEAM))),
	/** To customers whose case somebody of it has. */
	isShown: z.boolean()
});
export type TeamInput = z.infer<typeof teamInput>;
