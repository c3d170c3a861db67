import { needsSecondFactor } from '$lib/domain/users/second-factor';
import { keyState } from '$lib/domain/users/keys';
import { eventsAbout } from '../../audit/queries';
import type { DeskScope } from '../../auth/scope';
import { confirmedFactors } from '../../auth/second-factor/queries';
import { customersOfOfficer } from '../../customers/officer-queries';
import type { Unit } from '../../db/client';
import { casesHeldBy } from '../../disputes/held-queries';
import { leftBehindBy } from './left-behind';
import type { Account } from '../account-queries';
import { approvalsPage } from '../approval-queries';
import { organisationOf } from '../queries';
import { waitingInvitations } from './invitation-queries';
import { everyUser, userById } from './user-queries';

/** Everybody who may come in, or was asked to. */
export async function usersPage(unit: Unit<DeskScope>) {
	const { demo } = await organisationOf(unit);
	const factors = await confirmedFactors(unit);
	const invitations = await waitingInvitations(unit);
	return {
		demo,
		me: unit.scope.user.id,
		users: (await everyUser(unit)).map((row) => shown(row, factors.has(row.id), demo)),
		invitations: invitations.map(({ id, name, email, role, team, language, ...row }) => ({
			...{ id, name, email, role, team, language },
			...{ invitedBy: row.invitedBy, invitedAt: row.invitedAt, expiresAt: row.expiresAt },
			state: keyState({ usedAt: null, endedAt: null, expiresAt: row.expiresAt }, unit.now)
		}))
	};
}

/** One of them, with what is his and what was done to the account. @throws not_found */
export async function userPage(unit: Unit<DeskScope>, userId: string) {
	const { demo } = await organisationOf(unit);
	const row = await userById(unit, userId);
	const factors = await confirmedFactors(unit);
	return {
		demo,
		me: unit.scope.user.id,
		user: shown(row, factors.has(userId), demo),
		cases: await casesHeldBy(unit, row),
		customers: await customersOfOfficer(unit, userId),
		signs: await signingOf(unit, row),
		leaves: await leftBehindBy(unit, row),
		history: await eventsAbout(unit, { kind: 'user', id: userId })
	};
}

/** Which rules of approval name him, by their numbers, and who else may approve while he is no more. */
async function signingOf(unit: Unit<DeskScope>, { id, disabledAt }: Account) {
	const { rules, approvers } = await approvalsPage(unit);
	const named = rules.flatMap(({ approverId }, place) => (approverId === id ? [place + 1] : []));
	const others = approvers.filter((one) => one.id !== id);
	const isSigner = disabledAt === null && others.length < approvers.length;
	return { rules: named, isSigner, others: others.map(({ name }) => name) };
}

const shown = (row: Account, hasFactor: boolean, demo: boolean) => ({
	...{ id: row.id, name: row.name, email: row.email, role: row.role, team: row.team },
	...{ language: row.language, lastSignInAt: row.lastSignInAt, disabledAt: row.disabledAt },
	defaultOfficer: row.defaultOfficer,
	factor: hasFactor
		? ('on' as const)
		: needsSecondFactor(row.role, demo)
			? ('missing' as const)
			: ('off' as const)
});
