import { z } from 'zod';
import type { ErrorCode } from '../errors';
import { isDecidedOrOver, type DisputeStatus } from './lifecycle';
import { teamKey } from './team-input';

/** Where in the business a disagreement began. */
export const STAGES = [
	'order',
	'price_list',
	'delivery',
	'billing',
	'quality',
	'master_data',
	'customer',
	'payment',
	'other'
] as const;
export type Stage = (typeof STAGES)[number];

export const LONGEST_ACTION = 1000;

export const causeInput = z.object({
	stage: z.enum(STAGES),
	/** Of the action; nobody yet where neither is said. */
	ownerId: z.uuid().optional(),
	ownerTeam: teamKey.optional(),
	/** What is changed so that it does not come again. */
	action: z.string().trim().max(LONGEST_ACTION),
	dueOn: z.string(),
	isDone: z.boolean()
});
export type CauseInput = z.infer<typeof causeInput>;

/** Why it cannot be written so; null: it can. Of a case that is still looked at nobody knows the cause. */
export function causeRefusal(
	status: DisputeStatus,
	{ action, isDone }: Pick<CauseInput, 'action' | 'isDone'>
): ErrorCode | null {
	if (!isDecidedOrOver(status)) return 'cause_not_now';
	return isDone && !action ? 'cause_action_required' : null;
}
