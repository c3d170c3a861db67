import { can } from '$lib/domain/access';
import type { ApprovalRule } from '$lib/domain/disputes/approval';
import { signersAmong } from '$lib/domain/disputes/approval-request';
import { presenceToday, type Colleague, type Presences } from '../absences/presence';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { usersOf } from '../settings/queries';

export interface Signing {
	/** The next level; undefined where the rules ask for no other one since. */
	level: ApprovalRule | undefined;
	askedById: string;
	signedBy: readonly string[];
}

/** The colleagues of today, and who of them may approve. */
export interface House {
	presences: Presences;
	approvers: Colleague[];
}

export async function houseToday(unit: Unit<InsideScope>): Promise<House> {
	const presences = await presenceToday(unit);
	return { presences, approvers: (await usersOf(unit)).filter(mayApprove) };
}

export const mayApprove = ({ role }: Pick<Colleague, 'role'>): boolean =>
	can(role, 'disputes.approve');

/**
 * Who is asked to sign: whoever the rule names, or who stands in for him; where it names nobody, the
 * approvers, and administrators only where there is no other. Away without a substitute is not there.
 */
export function signersOf(
	{ presences, approvers }: House,
	{ level, askedById, signedBy }: Signing
): Colleague[] {
	const isNamed = ({ id, role }: Colleague) =>
		level?.approverId ? id === level.approverId : role !== 'admin';
	const there = approvers
		.filter(isNamed)
		.flatMap(({ id }) => presences.answering(id) ?? [])
		.filter(mayApprove);
	const anybody = signersAmong(there, [...presences.there(approvers, mayApprove)], {
		...{ askedById, signedBy }
	});
	const found = anybody.length > 0 ? anybody : signersAmong([], approvers, { askedById, signedBy });
	return [...new Map(found.map((one) => [one.id, one])).values()];
}

/** Where nobody is named, whoever may approve signs, asked or not. */
export function maySign(house: House, signing: Signing, userId: string): boolean {
	if (userId === signing.askedById || signing.signedBy.includes(userId)) return false;
	const among = signing.level?.approverId ? signersOf(house, signing) : house.approvers;
	return among.some(({ id }) => id === userId);
}

/** The colleague he signs for, where he stands in for the one the rule names. */
export function signedFor(
	{ presences, approvers }: House,
	{ level }: Signing,
	userId: string
): string {
	const named = approvers.find(({ id }) => id === level?.approverId);
	const isFor = named && named.id !== userId && presences.answering(named.id)?.id === userId;
	return isFor ? named.name : '';
}
