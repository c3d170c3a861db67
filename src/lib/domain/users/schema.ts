import { z } from 'zod';
import { ROLES } from '../access';
import { LANGUAGES } from '../language';

/** What an administrator says of a colleague. */
export const profileInput = z.object({
	name: z.string().trim().min(1).max(200),
	role: z.enum(ROLES),
	/** '' = none; else the key of a team of the house. */
	team: z.string().trim().max(60),
	language: z.enum(LANGUAGES)
});
export type Profile = z.infer<typeof profileInput>;

export const invitationInput = profileInput.extend({
	email: z.string().trim().toLowerCase().max(254).pipe(z.email())
});
export type Invited = z.infer<typeof invitationInput>;
