import type { Decision } from '$lib/domain/dunning/decision';
import type { StepDefinition } from '$lib/domain/dunning/scenario';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { decision } from '../db/schema/runs';
import { jsonText, type JsonText } from '../db/json-text';
import { fromJson, packed } from './decision-json';
import { stepsById } from './scenarios-in-force';

/** What a decision is read back from. */
export const storedColumns = {
	customerId: decision.customerId,
	leaderInvoiceId: decision.leaderInvoiceId,
	detail: decision.detail
};

export type StoredDecision = Pick<
	typeof decision.$inferSelect,
	'customerId' | 'leaderInvoiceId' | 'detail'
>;

/** Without what other columns or a published version, which never changes, already tell. */
export function detailOf({
	customerId: _customerId,
	leaderInvoiceId: _leaderInvoiceId,
	step,
	...rest
}: Decision): JsonText {
	return jsonText({ ...packed(rest), ...(step && { stepId: step.id }) });
}

/** The decisions as they were made, in the order of their rows; older rows hold their step themselves. */
export async function decisionsFrom(
	unit: Unit<InsideScope>,
	rows: readonly StoredDecision[]
): Promise<Decision[]> {
	const ids = rows.flatMap(({ detail }) => (detail.stepId as string | undefined) ?? []);
	const steps = await stepsById(unit, [...new Set(ids)]);
	return rows.map((row) => decisionFrom(row, steps));
}

function decisionFrom(
	{ customerId, leaderInvoiceId, detail: { stepId, ...detail } }: StoredDecision,
	steps: ReadonlyMap<string, StepDefinition>
): Decision {
	const step = steps.get(String(stepId));
	return {
		...fromJson(detail),
		customerId,
		...(leaderInvoiceId && { leaderInvoiceId }),
		...(step && { step })
	};
}
