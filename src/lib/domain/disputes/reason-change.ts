import { UNDECIDED_STATUSES, type DisputeStatus } from './lifecycle';
import type { ReasonKind } from './reasons';

/** Why a case keeps its reason. */
export const REASON_KEPT = [
	'reason_kept_decided',
	'reason_kept_approval',
	'reason_kept_offer',
	'reason_kept_credited'
] as const;
export type ReasonKept = (typeof REASON_KEPT)[number];

export interface CaseOfReason {
	readonly status: DisputeStatus;
	readonly approvalWaits: boolean;
	readonly offerOpen: boolean;
	readonly holdsWholeInvoice: boolean;
	/** An earlier round led to a credit: what its items claim is counted against it. */
	readonly isCredited: boolean;
}

/**
 * The first thing that stands in the way; null where the reason may be another one. What is being signed, and
 * what was granted to offer it, was looked at by the category of the reason it had.
 */
export function reasonKept(
	about: CaseOfReason,
	wanted: { readonly holdsWholeInvoice: boolean }
): ReasonKept | null {
	const stands: Record<ReasonKept, boolean> = {
		reason_kept_decided: !UNDECIDED_STATUSES.includes(about.status),
		reason_kept_approval: about.approvalWaits,
		reason_kept_offer: about.offerOpen,
		reason_kept_credited: about.isCredited && holdsOtherwise(about, wanted)
	};
	return REASON_KEPT.find((one) => stands[one]) ?? null;
}

/** What an item holds of its invoice changes with such a reason: it is another item from then on. */
export const holdsOtherwise = (
	before: { readonly holdsWholeInvoice: boolean },
	after: { readonly holdsWholeInvoice: boolean }
): boolean => before.holdsWholeInvoice !== after.holdsWholeInvoice;

/** An answer ("already paid") is no disagreement, and nobody chooses anew what was archived. */
export const mayBecome = ({
	kind,
	archivedAt
}: {
	readonly kind: ReasonKind;
	readonly archivedAt: Date | null;
}): boolean => kind === 'dispute' && archivedAt === null;

/** Whoever has a case keeps it; one that nobody was asked about goes to whoever the rules name for its new reason. */
export const isRoutedAnew = ({
	status,
	isAsked
}: {
	readonly status: DisputeStatus;
	readonly isAsked: boolean;
}): boolean => status === 'submitted' && !isAsked;
