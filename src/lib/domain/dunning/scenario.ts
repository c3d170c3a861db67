import type { ContactRole } from '$lib/domain/dunning/contact-role';

export type Channel = 'email' | 'letter' | 'call';
export type Tone = 'courtesy' | 'neutral' | 'firm' | 'formal';

/**
 * A step is a window of days around the leader's due date. Nobody types a sign: the phase says
 * before or after. `before_due` counts down (15 → 5 days before), `after_due` counts up.
 */
export interface StepDefinition {
	id: string;
	/** Stable short name: part of what makes a notice unique. */
	key: string;
	position: number;
	name: { fr: string; en: string };
	phase: 'before_due' | 'after_due';
	/** First day of the window: calendar days before or after the due date. */
	opensDays: number;
	/** Last day of the window; before_due: smaller than opensDays; after_due: larger. */
	closesDays: number;
	channel: Channel;
	tone: Tone;
	contactRole: ContactRole;
	automatic: boolean;
	/** Below this collectible amount (minor units, leader's currency) the step is skipped. */
	minimumMinor: number;
	/** A formal step needs an earlier contact about the same leader. */
	requiresEarlierContact: boolean;
	/** Once it is done, lawyers write; we do not any more. */
	legal?: boolean;
}

const step = (
	definition: Omit<StepDefinition, 'id' | 'position' | 'minimumMinor' | 'contactRole'>,
	position: number
): Omit<StepDefinition, 'id'> => ({
	...definition,
	position,
	minimumMinor: 0,
	contactRole: 'collections'
});

/** The scenario every new organisation starts with. */
export const DEFAULT_SCENARIO: readonly Omit<StepDefinition, 'id'>[] = [
	step(
		{
			key: 'preventive',
			name: { fr: 'Relance préventive', en: 'Preventive reminder' },
			phase: 'before_due',
			opensDays: 15,
			closesDays: 5,
			channel: 'email',
			tone: 'courtesy',
			automatic: true,
			requiresEarlierContact: false
		},
		1
	),
	step(
		{
			key: 'courtesy',
			name: { fr: 'Rappel courtois', en: 'Courtesy reminder' },
			phase: 'after_due',
			opensDays: 2,
			closesDays: 9,
			channel: 'email',
			tone: 'courtesy',
			automatic: true,
			requiresEarlierContact: false
		},
		2
	),
	step(
		{
			key: 'reminder',
			name: { fr: 'Relance', en: 'Reminder' },
			phase: 'after_due',
			opensDays: 10,
			closesDays: 19,
			channel: 'email',
			tone: 'neutral',
			automatic: true,
			requiresEarlierContact: false
		},
		3
	),
	step(
		{
			key: 'call',
			name: { fr: 'Appel téléphonique', en: 'Phone call' },
			phase: 'after_due',
			opensDays: 20,
			closesDays: 29,
			channel: 'call',
			tone: 'firm',
			automatic: true,
			requiresEarlierContact: false
		},
		4
	),
	step(
		{
			key: 'formal_notice',
			name: { fr: 'Mise en demeure', en: 'Formal notice' },
			phase: 'after_due',
			opensDays: 30,
			closesDays: 44,
			channel: 'letter',
			tone: 'formal',
			automatic: false,
			requiresEarlierContact: true
		},
		5
	),
	step(
		{
			key: 'legal',
			name: { fr: 'Transmission au contentieux', en: 'Hand-over to legal' },
			phase: 'after_due',
			opensDays: 45,
			closesDays: 90,
			channel: 'call',
			tone: 'formal',
			automatic: false,
			requiresEarlierContact: true,
			legal: true
		},
		6
	)
];
