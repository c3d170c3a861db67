import { byLanguage } from '../language';
import { z } from 'zod';
import { CONTACT_ROLES } from './contact-role';
import {
	CHANNELS,
	INTERNAL_COPIES,
	STEP_DEFAULTS,
	TONES,
	withDefaults,
	type StepDefinition
} from './scenario';

/** A year each way: nobody plans a reminder further out, and a typing slip is caught. */
export const MAX_DAYS = 365;
const name = z.string().trim().max(100);
const names = z.object({ ...byLanguage(() => name.optional()), fr: name, en: name });
const days = z.number().int().min(0).max(MAX_DAYS);
const group = z.string().trim().min(1).max(100);

/** Short stable name of a step. */
export const stepKey = z
	.string()
	.regex(/^[a-z0-9_]+$/)
	.max(60);

/**
 * One step as a form or a file brings it. A draft may still be wrong (a window upside down, a name
 * missing): `checkScenario` says so; here only what could not even be kept is refused.
 */
export const stepInput = z
	.object({
		key: stepKey,
		name: names,
		phase: z.enum(['before_due', 'after_due']),
		opensDays: days,
		closesDays: days,
		nonWorkingDay: z.enum(['next', 'previous']).default(STEP_DEFAULTS.nonWorkingDay),
		channel: z.enum(CHANNELS),
		tone: z.enum(TONES),
		template: z.string().trim().min(1).max(100).default(STEP_DEFAULTS.template),
		contactRole: z.enum(CONTACT_ROLES).default(STEP_DEFAULTS.contactRole),
		copyRoles: z.array(z.enum(CONTACT_ROLES)).max(CONTACT_ROLES.length).default([]),
		internalCopies: z.array(z.enum(INTERNAL_COPIES)).max(INTERNAL_COPIES.length).default([]),
		automatic: z.boolean().default(STEP_DEFAULTS.automatic),
		/** Minor units. */
		minimumMinor: z.number().int().min(0).max(1e12).default(STEP_DEFAULTS.minimumMinor),
		onlyGroups: z.array(group).max(50).default([]),
		requiresEarlierContact: z.boolean().default(STEP_DEFAULTS.requiresEarlierContact),
		onStaleData: z.enum(['hold', 'send']).optional(),
		disabled: z.boolean().default(STEP_DEFAULTS.disabled),
		legal: z.boolean().default(STEP_DEFAULTS.legal)
	})
	.transform(({ onStaleData, ...step }): DraftStep =>
		withDefaults({ ...step, ...(onStaleData && { onStaleData }) })
	);

/** Enough for any scenario anybody reads to its end. */
export const MAX_STEPS = 40;
export const stepsInput = z.array(stepInput).max(MAX_STEPS);

/** A step before its version gives it an id and a place. */
export type DraftStep = Omit<StepDefinition, 'id' | 'position'>;

export const placed = (steps: readonly DraftStep[]) =>
	steps.map((step, index) => ({ ...step, position: index + 1 }));

/** What is written in a step of a version, to be written again in another one. */
export const contentOf = ({ id: _id, position: _position, ...step }: StepDefinition): DraftStep =>
	step;
