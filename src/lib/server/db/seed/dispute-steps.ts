import { addDays, localDateAt, type LocalDate } from '$lib/domain/calendar';
import type { DisputeStatus } from '$lib/domain/disputes/lifecycle';
import type { CasePlan } from './cases';
import { instantAt, spread } from './moments';
import type { Sketch } from './sketch';

export interface DraftStep {
	readonly from: DisputeStatus | null;
	readonly to: DisputeStatus;
	readonly at: Date;
	readonly on: LocalDate;
}

const CHECKED: DisputeStatus[] = ['submitted', 'assigned', 'in_progress'];
const PATHS: Record<DisputeStatus, DisputeStatus[]> = {
	submitted: ['submitted'],
	assigned: ['submitted', 'assigned'],
	in_progress: CHECKED,
	waiting_customer: [...CHECKED, 'waiting_customer'],
	waiting_third_party: [...CHECKED, 'waiting_third_party'],
	decided: [...CHECKED, 'decided'],
	implementing: [...CHECKED, 'decided', 'implementing'],
	resolved: [...CHECKED, 'decided', 'implementing', 'resolved'],
	withdrawn: ['submitted', 'assigned', 'withdrawn'],
	duplicate: ['submitted', 'duplicate'],
	not_a_dispute: ['submitted', 'assigned', 'not_a_dispute']
};

/** Every step of a case with its instant: in office hours, in order, none in the future. */
export function stepsOf(sketch: Sketch, plan: CasePlan): DraftStep[] {
	const path = pathOf(sketch, plan);
	const { unit, random, calendar } = sketch;
	const first = addDays(unit.today, -plan.openedAgo);
	const days = spread(first, lastDay(unit.today, plan, path.length), path.length, calendar);
	return path.map((to, index) => {
		const minute = 520 + index * 52 + random.int(0, 40);
		const wished = instantAt(days[index]!, minute, unit.scope.timeZone);
		const at = earlier(wished, new Date(unit.now.getTime() - (path.length - index) * 6 * 60_000));
		return { from: path[index - 1] ?? null, to, at, on: localDateAt(at, unit.scope.timeZone) };
	});
}

function pathOf({ random }: Sketch, plan: CasePlan): DisputeStatus[] {
	if (plan.reopened) return [...PATHS.resolved, 'in_progress'];
	if (plan.status === 'resolved' && !plan.hero && random.chance(0.3))
		return [...CHECKED, 'waiting_customer', 'in_progress', 'decided', 'implementing', 'resolved'];
	return PATHS[plan.status];
}

function lastDay(
	today: LocalDate,
	{ openedAgo, closedAgo, reopened }: CasePlan,
	steps: number
): LocalDate {
	if (reopened) return addDays(today, -2);
	return addDays(today, -(closedAgo ?? Math.max(0, openedAgo - 2 * (steps - 1))));
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
