import { isReopening } from '$lib/domain/disputes/deadlines';
import { SIDE_EXITS } from '$lib/domain/disputes/lifecycle';
import type { Asked } from './asked';

type Facts = Pick<Asked['facts'], 'record' | 'messages'>;
type Step = Facts['record']['steps'][number];

/**
 * The customer reads why his case ended without a decision on its page, and why it was opened again in the
 * letter about it; every other word beside a step stays in the house.
 */
export const isReadByCustomer = (step: Step, { messages }: Pick<Facts, 'messages'>): boolean =>
	step.note !== '' &&
	step.byKind === 'staff' &&
	(SIDE_EXITS.some((exit) => exit === step.toStatus) ||
		(isReopening(step) && messages.some((message) => isAboutStep(message, step))));

const isAboutStep = ({ isInternal, onceKey }: Facts['messages'][number], { id }: Step): boolean =>
	!isInternal && onceKey.startsWith(`dispute-moved:${id}`);
