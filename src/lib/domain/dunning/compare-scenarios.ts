import type { StepContent } from './scenario';
import type { DraftStep } from './step-schema';

export type StepField = keyof StepContent;
/** In the order in which a person reads a step. */
export const STEP_FIELDS: readonly StepField[] = [
	'name',
	'phase',
	'opensDays',
	'closesDays',
	'channel',
	'template',
	'tone',
	'contactRole',
	'copyRoles',
	'internalCopies',
	'automatic',
	'minimumMinor',
	'onlyGroups',
	'nonWorkingDay',
	'onStaleData',
	'requiresEarlierContact',
	'legal',
	'disabled'
];

export type ScenarioChange =
	| { kind: 'added' | 'removed' | 'moved'; step: DraftStep }
	| { kind: 'changed'; step: DraftStep; before: DraftStep; field: StepField };

/** What somebody did to get from one version to the next, step by step; steps are known by their key. */
export function compareScenarios(
	before: readonly DraftStep[],
	after: readonly DraftStep[]
): ScenarioChange[] {
	const old = new Map(before.map((step) => [step.key, step]));
	const kept = new Set(after.map(({ key }) => key));
	return [
		...after.flatMap((step) => changesOf(step, old.get(step.key))),
		...before
			.filter(({ key }) => !kept.has(key))
			.map((step) => ({ kind: 'removed' as const, step })),
		...movedIn(before, after).map((step) => ({ kind: 'moved' as const, step }))
	];
}

function changesOf(step: DraftStep, before: DraftStep | undefined): ScenarioChange[] {
	if (!before) return [{ kind: 'added', step }];
	return STEP_FIELDS.filter((field) => !isSame(step[field], before[field])).map((field) => ({
		kind: 'changed',
		step,
		before,
		field
	}));
}

const isSame = (a: unknown, b: unknown): boolean => written(a) === written(b);

/** The database gives back the fields of an object in an order of its own. */
const written = (value: unknown): string =>
	JSON.stringify(
		value && typeof value === 'object' && !Array.isArray(value)
			? Object.entries(value).sort(([a], [b]) => a.localeCompare(b))
			: value
	);

/** Steps of both that stand before another one they stood behind. */
function movedIn(before: readonly DraftStep[], after: readonly DraftStep[]): DraftStep[] {
	const places = new Map(before.map(({ key }, place) => [key, place]));
	const common = after.filter(({ key }) => places.has(key));
	return common.filter((step, index) =>
		common.slice(index + 1).some(({ key }) => (places.get(key) ?? 0) < (places.get(step.key) ?? 0))
	);
}
