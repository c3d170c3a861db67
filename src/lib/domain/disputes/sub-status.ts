import { z } from 'zod';
import { refuseAll } from '../errors';
import { LONGEST_LABEL, missingLabels, takenLabels } from '../labels-asked';
import { byLanguage, type Labels, type Language } from '../language';
import { ACTIVE_STATUSES, type DisputeStatus } from './lifecycle';

/** What a step of the house's own may stand under: a case that is over has none. */
export const SUB_STATUS_PHASES = ACTIVE_STATUSES;
export type SubStatusPhase = DisputeStatus;

export interface SubStatus {
	id: string;
	status: SubStatusPhase;
	labels: Labels;
	position: number;
	archived: boolean;
}

const label = z.string().trim().max(LONGEST_LABEL).default('');
export const subStatusInput = z.object({
	status: z.enum(SUB_STATUS_PHASES as [SubStatusPhase, ...SubStatusPhase[]]),
	labels: z.object(byLanguage(() => label))
});
export type SubStatusInput = z.infer<typeof subStatusInput>;

/** @throws required, name_taken: two of one status that read alike are told apart by nobody */
export function refuseSubStatus(
	{ status, labels }: SubStatusInput,
	{ house, others }: { house: Language; others: readonly SubStatus[] }
): void {
	const fieldOf = (language: Language) => `labels.${language}`;
	refuseAll([
		...missingLabels(labels, house, fieldOf),
		...takenLabels(labels, offeredUnder(others, status), fieldOf)
	]);
}

/** Those a case of this status may be given, in their order. */
export const offeredUnder = (all: readonly SubStatus[], status: DisputeStatus): SubStatus[] =>
	all.filter((one) => one.status === status && !one.archived);

/** Which two change places; null at the end, and for one that is archived. */
export function swapped(
	all: readonly SubStatus[],
	id: string,
	direction: 'up' | 'down'
): [SubStatus, SubStatus] | null {
	const one = all.find((other) => other.id === id);
	const beside = one ? offeredUnder(all, one.status) : [];
	const at = beside.findIndex((other) => other.id === id);
	const other = beside[at + (direction === 'up' ? -1 : 1)];
	return at < 0 || !one || !other ? null : [one, other];
}
