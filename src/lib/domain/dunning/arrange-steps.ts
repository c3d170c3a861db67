import { byLanguage } from '../language';
import { withDefaults } from './scenario';
import { MAX_DAYS, type DraftStep } from './step-schema';

/** What a press of a button does to the list; `at` is a place in it, from 0. */
export type Arrangement =
	{ kind: 'add' } | { kind: 'duplicate' | 'up' | 'down' | 'remove'; at: number };

/**
 * @param taken keys that ever meant another step of this scenario: a notice about one of them must not
 * make the customer look as if he had received the new one
 */
export function arrange(
	steps: readonly DraftStep[],
	what: Arrangement,
	taken: readonly string[] = []
): DraftStep[] {
	const used = [...taken, ...steps.map(({ key }) => key)];
	if (what.kind === 'add') return [...steps, blankStep(steps, freshKey('step', used))];
	const step = steps[what.at];
	if (!step) return [...steps];
	if (what.kind === 'remove') return steps.filter((_, at) => at !== what.at);
	if (what.kind === 'duplicate') {
		const copy = { ...step, key: freshKey(step.key, used) };
		return [...steps.slice(0, what.at + 1), copy, ...steps.slice(what.at + 1)];
	}
	return swapped(steps, what.at, what.kind === 'up' ? what.at - 1 : what.at + 1);
}

function swapped(steps: readonly DraftStep[], from: number, to: number): DraftStep[] {
	const list = [...steps];
	const [a, b] = [list[from], list[to]];
	if (!a || !b) return list;
	[list[from], list[to]] = [b, a];
	return list;
}

/** The key itself with the first number nobody has. */
export function freshKey(base: string, used: readonly string[]): string {
	const stem = base.replace(/_\d+$/, '').slice(0, 50);
	let number = 2;
	while (used.includes(`${stem}_${number}`)) number++;
	return `${stem}_${number}`;
}

/** Continues where the last step after the due date ends. */
function blankStep(steps: readonly DraftStep[], key: string): DraftStep {
	const late = steps.filter(({ phase }) => phase === 'after_due');
	const last = Math.max(0, ...late.map(({ closesDays }) => closesDays));
	const opensDays = Math.min(last + 1, MAX_DAYS);
	return withDefaults({
		key,
		name: byLanguage(() => ''),
		phase: 'after_due' as const,
		opensDays,
		closesDays: Math.min(opensDays + 9, MAX_DAYS),
		channel: 'email' as const,
		tone: 'neutral' as const
	});
}
