import type { LocalDate } from '$lib/domain/calendar';
import type { Decision, DecisionReasonCode } from '$lib/domain/dunning/decision';
import { withNextStep } from '$lib/domain/dunning/next-step';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { channelsWithProvider } from '../delivery/providers/queries';
import { sendingHoursOn } from './sending-hours';
import type { PlannedCustomer } from './plan-dunning';
import { planOfDay, type DayPlan } from './plan-of-day';
import { withSaidAmounts } from './said-amounts';

const PAGE = 25;

interface PlanFilter {
	on?: LocalDate;
	outcome?: Decision['outcome'];
	reason?: DecisionReasonCode;
	page?: number;
}

/** Who would get what, and why not, as the page of a run shows it. */
export async function planSummary(
	unit: Unit<InsideScope>,
	{ on = unit.today, page = 1, ...filter }: PlanFilter
) {
	const planned = await planOfDay(unit, on);
	const kept = planned.filter(({ decision }) => matches(decision, filter)).sort(inOrder);
	return {
		on,
		hours: await sendingHoursOn(unit, on),
		/** Text messages that would go to nobody: no provider sends them. */
		textsWithoutProvider: await textsWithoutProvider(unit, planned),
		outcomes: outcomesOf(planned),
		/** Messages that have not left yet. */
		toLeave: planned.filter(isToLeave).length,
		reasons: reasonsOf(planned),
		total: kept.length,
		page,
		pages: Math.max(1, Math.ceil(kept.length / PAGE)),
		rows: await rowsOf(unit, on, kept.slice((page - 1) * PAGE, page * PAGE))
	};
}

const isToLeave = ({ decision, notice }: DayPlan): boolean =>
	decision.outcome === 'send' && (notice === null || notice.status === 'planned');

/** As `byName` lists the same customers once they are decided. */
const inOrder = (a: DayPlan, b: DayPlan): number =>
	a.customer.name.localeCompare(b.customer.name) ||
	(a.decision.customerId < b.decision.customerId ? -1 : 1);

async function rowsOf(unit: Unit<InsideScope>, on: LocalDate, shown: readonly DayPlan[]) {
	const decisions = await withSaidAmounts(
		unit,
		shown.map(({ decision, customer }) => withNextStep(decision, on, customer.facts))
	);
	return shown.map(({ customer, notice }, at) => ({
		customerId: decisions[at]!.customerId,
		code: customer.code,
		name: customer.name,
		decision: decisions[at]!,
		notice
	}));
}

const matches = (
	{ outcome, reasons }: Decision,
	filter: Pick<PlanFilter, 'outcome' | 'reason'>
): boolean =>
	(!filter.outcome || filter.outcome === outcome) &&
	(!filter.reason || reasons.some(({ code }) => code === filter.reason));

async function textsWithoutProvider(
	unit: Unit<InsideScope>,
	planned: readonly PlannedCustomer[]
): Promise<number> {
	const texts = planned.filter(
		({ decision: { outcome, step } }) => outcome !== 'nothing' && step?.channel === 'sms'
	);
	if (texts.length === 0 || (await channelsWithProvider(unit)).has('sms')) return 0;
	return texts.length;
}

function outcomesOf(planned: readonly PlannedCustomer[]): Record<Decision['outcome'], number> {
	const outcomes = { send: 0, confirm: 0, task: 0, nothing: 0 };
	for (const { decision } of planned) outcomes[decision.outcome]++;
	return outcomes;
}

function reasonsOf(planned: readonly PlannedCustomer[]): { code: DecisionReasonCode; n: number }[] {
	const counts = new Map<DecisionReasonCode, number>();
	for (const { decision } of planned)
		for (const code of new Set(decision.reasons.map((reason) => reason.code)))
			counts.set(code, (counts.get(code) ?? 0) + 1);
	return [...counts]
		.map(([code, n]) => ({ code, n }))
		.sort((a, b) => b.n - a.n || a.code.localeCompare(b.code));
}
