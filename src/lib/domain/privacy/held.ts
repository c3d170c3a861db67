import { groupBy } from '../group-by';
/** The kinds of things held of a person, each with its words (`privacy_held_<kind>`). */
export const HELD_KINDS = [
	'contact',
	'link',
	'delivery',
	'notice',
	'message',
	'account_message',
	'inbound_fate',
	'dispute',
	'dispute_amendment',
	'dispute_follower',
	'proposal_answer',
	'promise',
	'payment_claim',
	'known_answer',
	'satisfaction',
	'attachment',
	'hold',
	'custom_value',
	'note',
	'audit_event',
	'other'
] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

export const heldKind = (table: string): HeldKind =>
	HELD_KINDS.find((kind) => kind === table) ?? 'other';

/** How many of each kind, in the order they are shown in; none of a kind is not told. */
export function countHeld(tables: readonly string[]): { kind: HeldKind; count: number }[] {
	const kinds = groupBy(tables, heldKind);
	return HELD_KINDS.flatMap((kind) => {
		const count = kinds.get(kind)?.length ?? 0;
		return count ? [{ kind, count }] : [];
	});
}
