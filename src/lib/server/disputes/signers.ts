import { can } from '$lib/domain/access';
import type { LocalDate } from '$lib/domain/calendar';
import type { ApprovalRule } from '$lib/domain/disputes/approval';
import { signersAmong, type RequestStanding } from '$lib/domain/disputes/approval-request';
import { presenceAmong, type Colleague, type Presences } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';

export interface Signing {
	/** The next level; undefined where the rules ask for no other one since. */
	level: ApprovalRule | undefined;
	/** Those after it. */
	later: readonly ApprovalRule[];
	askedById: string;
	signedBy: readonly string[];
}

/** The next signature of a request: one reading of it for the page, the mail, the queue and the refusal. */
export const signingOf = (
	levels: readonly ApprovalRule[],
	{ askedById }: { askedById: string },
	{ signed, signedBy }: Pick<RequestStanding, 'signed' | 'signedBy'>
): Signing => ({
	...{ level: levels[signed], later: levels.slice(signed + 1), askedById, signedBy }
});

/** The colleagues of today, and who of them may approve. */
export interface House {
	presences: Presences;
	approvers: Colleague[];
	colleagues: readonly Colleague[];
}

export const houseToday = async (unit: Unit<InsideScope>): Promise<House> =>
	houseOn(unit, await presenceAmong(unit, await usersOf(unit)));

/** The same on the day of these presences. */
export async function houseOn(unit: Unit<InsideScope>, presences: Presences): Promise<House> {
	const colleagues = await usersOf(unit);
	return { presences, colleagues, approvers: colleagues.filter(mayApprove) };
}

export const mayApprove = ({ role }: Pick<Colleague, 'role'>): boolean =>
	can(role, 'disputes.approve');

/**
 * Who signs, and nobody else: whoever the rule names, or who stands in for him; where it names nobody, whoever
 * may approve and is there, but those whom a later level names are kept for it as long as there is another. So is a
 * substitute, even while the others are away: once he has signed, his own level would wait for them all the same.
 * Away without a substitute is not there. Where nobody is, it waits for those who come back.
 */
export function signersOf({ presences, approvers }: House, signing: Signing): Colleague[] {
	const present = presences.there(approvers, mayApprove);
	const { level } = signing;
	const answering = level?.approverId ? presences.answering(level.approverId) : null;
	const named = answering && mayApprove(answering) ? [answering] : [];
	const kept = new Set(signing.later.flatMap(({ approverId }) => keptFor(presences, approverId)));
	const free = (all: readonly Colleague[]) => all.filter(({ id }) => !kept.has(id));
	const isStandIn = named.length > 0 && named[0]!.id !== level?.approverId;
	const groups =
		isStandIn && free(named).length === 0
			? [free(present), free(approvers), named, present, approvers]
			: [named, free(present), present, free(approvers), approvers];
	return signersAmong(groups, signing);
}

const keptFor = (presences: Presences, approverId: string | null): string[] =>
	approverId ? [approverId, presences.answering(approverId)?.id ?? approverId] : [];

export const maySign = (house: House, signing: Signing, userId: string): boolean =>
	signersOf(house, signing).some(({ id }) => id === userId);

/** Until when he is away, of whoever would sign himself were he there. */
export function awayInstead(
	{ presences, colleagues }: House,
	{ level, askedById, signedBy }: Signing,
	userId: string
): LocalDate | null {
	const user = colleagues.find(({ id }) => id === userId);
	const isHis = (level?.approverId ?? userId) === userId;
	if (!user || !mayApprove(user) || !isHis || [askedById, ...signedBy].includes(userId))
		return null;
	return presences.of({ userId, resolverEmail: user.email }).awayUntil;
}

/** Who signs as a colleague reads it: for whom he stands in, and until when he is away where nobody is there. */
export interface ShownSigner {
	id: string;
	name: string;
	forName: string;
	awayUntil: LocalDate | null;
}

export const shownSigners = (house: House, signing: Signing): ShownSigner[] =>
	signersOf(house, signing).map(({ id, name, email }) => ({
		...{ id, name, forName: signedFor(house, signing, id) },
		awayUntil: house.presences.of({ userId: id, resolverEmail: email }).awayUntil
	}));

/** The colleague he signs for, where he stands in for the one the rule names. */
export function signedFor(
	{ presences, approvers }: House,
	{ level }: Pick<Signing, 'level'>,
	userId: string
): string {
	const named = approvers.find(({ id }) => id === level?.approverId);
	const isFor = named && named.id !== userId && presences.answering(named.id)?.id === userId;
	return isFor ? named.name : '';
}
