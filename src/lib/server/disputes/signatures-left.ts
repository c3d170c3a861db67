import type { Absence } from '$lib/domain/disputes/absence';
import { money, type Money } from '$lib/domain/money';
import { presenceWith } from '../absences/presence';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { referencesOf } from './named-cases';
import { houseOn, mayApprove, maySign, signersOf } from './signers';
import { waitingRequests } from './waiting-requests';

export interface SignatureLeft {
	reference: string;
	amount: Money;
	/** Who signs instead of both; nobody: it waits until he is back. */
	by: readonly string[];
}

export interface SignaturesLeft {
	away: string;
	substitute: string;
	/** He signs nothing, whatever the amount. */
	signsNothing: boolean;
	/** What waits for him today and his substitute could not sign. */
	waiting: readonly SignatureLeft[];
}

/**
 * What a substitute would leave unsigned: he may approve nothing, wants the credit himself, has signed it already or
 * signs a later level. Null: whoever goes away signs nothing himself, or all of it is covered.
 */
export async function signaturesLeft(
	unit: Unit<DeskScope>,
	wanted: Absence
): Promise<SignaturesLeft | null> {
	const day = wanted.fromOn > unit.today ? wanted.fromOn : unit.today;
	const before = await houseOn(unit, await presenceWith(unit, day, []));
	const away = before.approvers.find(({ id }) => id === wanted.userId);
	if (!away) return null;
	const then = await houseOn(unit, await presenceWith(unit, day, [wanted]));
	const standIn = then.presences.answering(away.id);
	const signsNothing = !standIn || !mayApprove(standIn);
	const left = (await waitingRequests(unit)).flatMap(({ row, standing, signing }) => {
		if (standing.isAsked || !maySign(before, signing, away.id)) return [];
		const signers = signersOf(then, signing);
		if (signers.some(({ id }) => id === standIn?.id)) return [];
		const isThere = (id: string) => then.presences.answering(id)?.id === id;
		const by = signers.filter(({ id }) => isThere(id)).map(({ name }) => name);
		return [{ id: row.disputeId, amount: money(standing.amountMinor, row.currency), by }];
	});
	if (!signsNothing && left.length === 0) return null;
	const references = await referencesOf(
		unit,
		left.map(({ id }) => id)
	);
	const chosen = then.colleagues.find(({ id }) => id === wanted.substituteId);
	return {
		...{ away: away.name, substitute: standIn?.name ?? chosen?.name ?? '', signsNothing },
		waiting: left.map(({ id, ...one }) => ({ reference: references.get(id) ?? '', ...one }))
	};
}
