import fc from 'fast-check';
import { CONTACT_ROLES } from './contact-role';
import { DEFAULT_SCENARIO } from './default-scenario';
import { CHANNELS, INTERNAL_COPIES, TONES } from './scenario';
import type { DraftStep } from './step-schema';

/** The usual scenario, as its author sees it. */
export const USUAL: readonly DraftStep[] = DEFAULT_SCENARIO.map(({ position: _, ...step }) => step);

export const usual = (key: string, changes: Partial<DraftStep> = {}): DraftStep => {
	const step = USUAL.find((one) => one.key === key);
	if (!step) throw new Error(`no step ${key}`);
	return { ...step, ...changes };
};

const words = fc.string({ maxLength: 30 }).map((text) => text.trim());
const groups = fc.subarray(['Grands comptes', 'Export', 'Public']);

export const anyStep: fc.Arbitrary<DraftStep> = fc.record({
	key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
	name: fc.record({ fr: words, en: words }),
	phase: fc.constantFrom('before_due', 'after_due'),
	opensDays: fc.integer({ min: 0, max: 60 }),
	closesDays: fc.integer({ min: 0, max: 60 }),
	nonWorkingDay: fc.constantFrom('next', 'previous'),
	channel: fc.constantFrom(...CHANNELS),
	tone: fc.constantFrom(...TONES),
	template: fc.constantFrom('dunning-notice', 'grands-comptes'),
	contactRole: fc.constantFrom(...CONTACT_ROLES),
	copyRoles: fc.subarray([...CONTACT_ROLES]),
	internalCopies: fc.subarray([...INTERNAL_COPIES]),
	automatic: fc.boolean(),
	minimumMinor: fc.integer({ min: 0, max: 1_000_000 }),
	onlyGroups: groups,
	requiresEarlierContact: fc.boolean(),
	onStaleData: fc.constantFrom('hold', 'send'),
	disabled: fc.boolean(),
	legal: fc.boolean()
});

/** Each key once. */
export const anySteps = fc.uniqueArray(anyStep, { selector: ({ key }) => key, maxLength: 8 });
