import { canMove, isActive, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { AnswerDisputeInput } from '$lib/domain/disputes/schema';
import type { DeskScope, ResolverScope } from '../auth/scope';

/** From the link, or signed in. */
export type AnswerScope = ResolverScope | DeskScope;

export type Answer = AnswerDisputeInput & {
	/** need_information: the question goes to the customer; otherwise to the collector. */
	askCustomer: boolean;
};

/** A resolver may still answer (again) as long as nobody decided. */
export const answerable = (status: DisputeStatus): boolean =>
	isActive(status) && canMove(status, 'decided');
