import type { Labels } from '$lib/domain/language';
import type { ContactRole } from '$lib/domain/dunning/contact-role';

/** Ways a step reaches the customer. Adding one: README, "How do I add a channel". */
export const CHANNELS = ['email', 'letter', 'registered_letter', 'call', 'sms'] as const;
export type Channel = (typeof CHANNELS)[number];

/** As a person tells steps apart: a hand-over to the lawyers is no call, whatever channel it is kept under. */
export const STEP_KINDS = [...CHANNELS, 'legal'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** From the gentlest to the last word before the lawyers. */
export const TONES = ['courtesy', 'neutral', 'firm', 'formal'] as const;
export type Tone = (typeof TONES)[number];

/** Colleagues who get a copy: whoever owns the account, or everybody of a role. */
export const INTERNAL_COPIES = ['collector', 'approver', 'executive', 'admin'] as const;
export type InternalCopy = (typeof INTERNAL_COPIES)[number];

/**
 * A step is a window of days around the leader's due date. Nobody types a sign: the phase says
 * before or after. `before_due` counts down (15 → 5 days before), `after_due` counts up.
 */
export interface StepDefinition {
	id: string;
	/** Stable short name: part of what makes a notice unique. */
	key: string;
	position: number;
	name: Labels;
	phase: 'before_due' | 'after_due';
	/** First day of the window: calendar days before or after the due date. */
	opensDays: number;
	/** Last day of the window; before_due: smaller than opensDays; after_due: larger. */
	closesDays: number;
	/** When the first day is not worked: the working day after it, or the one before. */
	nonWorkingDay: 'next' | 'previous';
	channel: Channel;
	tone: Tone;
	/** Key of the template of the organisation; the one that comes with the product when it has none. */
	template: string;
	contactRole: ContactRole;
	/** Contacts of the customer who get a copy. */
	copyRoles: readonly ContactRole[];
	internalCopies: readonly InternalCopy[];
	automatic: boolean;
	/** Below this collectible amount (minor units, leader's currency) the step is skipped. */
	minimumMinor: number;
	/** Groups of customers the step is for; none named = all. */
	onlyGroups: readonly string[];
	/** A formal step needs an earlier contact about the same leader. */
	requiresEarlierContact: boolean;
	/** When nobody knows who paid lately: wait, or send all the same. */
	onStaleData: 'hold' | 'send';
	/** Switched off, yet kept in its place. */
	disabled: boolean;
	/** Once it is done, lawyers write; we do not any more. */
	legal: boolean;
}

/** What is written in a step and nowhere else; keys and places belong to its scenario. */
export type StepContent = Omit<StepDefinition, 'id' | 'key' | 'position'>;

/** What a step says when it says nothing about it; older versions knew fewer of these. */
export const STEP_DEFAULTS = {
	nonWorkingDay: 'next',
	template: 'dunning-notice',
	contactRole: 'collections',
	copyRoles: [],
	internalCopies: [],
	automatic: true,
	minimumMinor: 0,
	onlyGroups: [],
	requiresEarlierContact: false,
	disabled: false,
	legal: false
} satisfies Partial<StepContent>;

type Defaulted = keyof typeof STEP_DEFAULTS | 'onStaleData';
export type PartialStep<T extends Partial<StepContent> = StepContent> = Omit<T, Defaulted> &
	Partial<Pick<StepContent, Defaulted>>;

/** "You have not paid" needs to know who paid; "it falls due soon" does not. */
export const withDefaults = <T extends PartialStep>(step: T): T & Pick<StepContent, Defaulted> => ({
	...STEP_DEFAULTS,
	onStaleData: step.phase === 'after_due' ? 'hold' : 'send',
	...step
});
