import { z } from 'zod';
import { REASON_CATEGORIES } from './reasons';
import { teamKey } from './team-input';

export const LONGEST_RULE_NAME = 80;
/** More than that nobody reads from top to bottom. */
export const MOST_ROUTING_RULES = 60;

/** What an administrator says of a rule; what is left out may be anything. */
export const routingRuleInput = z
	.object({
		name: z.string().trim().min(1).max(LONGEST_RULE_NAME),
		reasonId: z.uuid().nullable(),
		category: z.enum(REASON_CATEGORIES).nullable(),
		/** As its page shows it, or its whole name; empty = any. */
		customer: z.string().trim().max(200),
		customerGroup: z.string().trim().max(100),
		fromMinor: z
			.bigint()
			.nullable()
			.refine((minor) => minor === null || minor > 0n, {
				params: { refusal: 'amount_not_positive' }
			}),
		team: teamKey.nullable(),
		userId: z.uuid().nullable()
	})
	.refine(({ team, userId }) => (team === null) !== (userId === null), {
		path: ['target'],
		params: { refusal: 'required' }
	});
export type RoutingRuleInput = z.infer<typeof routingRuleInput>;
