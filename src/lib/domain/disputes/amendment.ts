import type { LocalDate } from '$lib/domain/calendar';
import type { Labels } from '$lib/domain/language';
import type { DisputeStatus } from './lifecycle';
import type { DisputeSource, RequestedOutcome } from './schema';

/** Until somebody takes it up: from then on people look at what was written. */
export const mayAmend = (status: DisputeStatus): boolean => status === 'submitted';

/** The customer says it otherwise, or the house puts the reason right. */
export type AmendedBy = 'customer' | 'staff';

/** What of an amendment says which reason the case had. */
interface ReasonGiven {
	readonly byKind: AmendedBy;
	readonly before: Pick<CaseContent, 'reasonId' | 'reason'>;
	readonly after: Pick<CaseContent, 'reasonId' | 'reason'>;
}

/**
 * The reason the customer gave himself, where the house files the case under another one; null where he gave none, or
 * that very one.
 * @param amendments the oldest first
 */
export function saidReason(
	{ source, reasonId }: { source: DisputeSource; reasonId: string },
	amendments: readonly ReasonGiven[]
): Labels | null {
	const own = amendments.findLast(({ byKind }) => byKind === 'customer')?.after;
	// What came by another way was given its reason by the house, or by a machine.
	const said = own ?? (source === 'portal' ? amendments[0]?.before : undefined);
	return said && said.reasonId !== reasonId ? said.reason : null;
}

/** What a case claims of an invoice or of one of its lines. */
export interface ClaimedPart {
	readonly invoiceId: string;
	readonly invoiceLineId: string | null;
	readonly claimedMinor: bigint;
	/** Decimal text. */
	readonly claimedQuantity: string | null;
	readonly expectedUnitPriceMinor: bigint | null;
}

export interface ItemChanges<Old, New> {
	readonly kept: readonly Old[];
	readonly replaced: readonly Old[];
	readonly added: readonly New[];
}

/** What stays untouched because it is claimed again just so, what goes and what comes instead. */
export function itemChanges<Old extends ClaimedPart, New extends ClaimedPart>(
	before: readonly Old[],
	after: readonly New[]
): ItemChanges<Old, New> {
	const has = (parts: readonly ClaimedPart[], part: ClaimedPart) =>
		parts.some((other) => keyOf(other) === keyOf(part));
	return {
		kept: before.filter((part) => has(after, part)),
		replaced: before.filter((part) => !has(after, part)),
		added: after.filter((part) => !has(before, part))
	};
}

const keyOf = (part: ClaimedPart): string =>
	[
		part.invoiceId,
		part.invoiceLineId,
		part.claimedMinor,
		part.claimedQuantity,
		part.expectedUnitPriceMinor
	].join(' ');

/** A contested item as people read it; amounts are minor units as text. */
export interface ContestedItem {
	invoiceId: string;
	number: string;
	invoiceLineId: string | null;
	/** Of the line; empty for an invoice. */
	description: string;
	currency: string;
	claimedMinor: string;
	claimedQuantity: string | null;
	expectedUnitPriceMinor: string | null;
}

/** Everything a customer says in a case, as it stood before or after an amendment. */
export interface CaseContent {
	reasonId: string;
	reason: Labels;
	requestedOutcome: RequestedOutcome;
	explanation: string;
	detail: { field: string; value: string } | null;
	answerDueOn: LocalDate;
	items: ContestedItem[];
	/** Names of the files that came with it. */
	files: string[];
}

export interface ItemChange {
	readonly number: string;
	readonly description: string;
	/** Null where nothing of it was, or is, contested. */
	readonly before: ContestedItem | null;
	readonly after: ContestedItem | null;
}

/** Item by item what is contested otherwise than before. */
export function contestedChanges(
	before: Pick<CaseContent, 'items'>,
	after: Pick<CaseContent, 'items'>
): ItemChange[] {
	const places = new Set([...before.items, ...after.items].map(placeOf));
	return [...places]
		.map((place) => {
			const at = ({ items }: Pick<CaseContent, 'items'>) =>
				items.find((item) => placeOf(item) === place) ?? null;
			const [was, is] = [at(before), at(after)];
			const { number, description } = (is ?? was)!;
			return { number, description, before: was, after: is };
		})
		.filter(({ before: was, after: is }) => JSON.stringify(was) !== JSON.stringify(is));
}

const placeOf = ({ invoiceId, invoiceLineId }: ContestedItem): string =>
	`${invoiceId} ${invoiceLineId ?? ''}`;
