import { AppError } from '../errors';
import type { ReasonKind } from './reasons';

export interface Listed {
	id: string;
	code: string;
	kind: ReasonKind;
	archived: boolean;
}

/** What fits nothing else: every list ends with it, whatever was added since. */
export const CATCH_ALL = 'other';

export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * The ids in their new order. A reason changes places with the next one a customer sees beside it, of its own
 * kind; at the end of the list it stays, and so does what fits nothing else.
 */
export function moved(all: readonly Listed[], id: string, direction: Direction): string[] {
	const ids = all.map((one) => one.id);
	const other = neighbour(all, id, direction);
	if (!other) return ids;
	return ids.map((one) => ({ [id]: other, [other]: id })[one] ?? one);
}

/** Who stands beside it; undefined at the end, and for one that is archived. */
export function neighbour(
	all: readonly Listed[],
	id: string,
	direction: Direction
): string | undefined {
	const kind = all.find((one) => one.id === id)?.kind;
	const beside = all
		.filter((one) => one.kind === kind && !one.archived && one.code !== CATCH_ALL)
		.map((one) => one.id);
	const at = beside.indexOf(id);
	return at < 0 ? undefined : beside[at + (direction === 'up' ? -1 : 1)];
}

/** Without any a customer could not say that he disagrees. @throws reason_last */
export function refuseArchiving(all: readonly Listed[], id: string): void {
	const left = all.filter((one) => one.kind === 'dispute' && !one.archived && one.id !== id);
	if (left.length === 0) throw new AppError('reason_last');
}

const LONGEST_CODE = 40;

/** By which addresses, files and drafts know it: made of its words, and like no other. */
export function freeCode(label: string, taken: readonly string[]): string {
	const wanted = plain(label);
	for (let n = 1; ; n++) {
		const code = n === 1 ? wanted : `${wanted}_${n}`;
		if (!taken.includes(code)) return code;
	}
}

/** "Défaut d’emballage" → "defaut_d_emballage"; words of other alphabets leave nothing. */
const plain = (label: string): string =>
	label
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.slice(0, LONGEST_CODE)
		.replace(/^_+|_+$/g, '') || 'reason';
