import { canMove, isActive, type DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { DeskScope, ResolverScope } from '../auth/scope';

/** From the link, or signed in. */
export type AnswerScope = ResolverScope | DeskScope;

/** A resolver may still answer (again) as long as nobody decided. */
export const answerable = (status: DisputeStatus): boolean =>
	isActive(status) && canMove(status, 'decided');
