import { can } from '$lib/domain/access';
import { confirmedFactors } from '../auth/second-factor/queries';
import type { DeskScope } from '../auth/scope';
import { brokenPromises } from '../checks/queries';
import type { Unit } from '../db/client';
import { providersInUse } from '../delivery/providers/queries';
import { everyField } from '../fields/queries';
import { instanceState } from '../instance/queries';
import { sourcesOf, staleSources } from '../sources/queries';
import { templatesOf, versionsOf } from '../templates/queries';
import { needsSecondFactor } from '$lib/domain/users/second-factor';
import { offeredAnswers } from './answer-queries';
import { defaultOfficer } from './officers';
import { organisationOf, reasonsOf, usersOf } from './queries';
import { rulesInForce } from './routing/rule-queries';
import { everySubStatus } from './sub-status-queries';
import { teamsInUse } from './team-queries';
import { waitingInvitations } from './users/invitation-queries';

/** What somebody who sets the house up has to know before opening a door: how much there is, what is missing. */
export const frontPage = async (unit: Unit<DeskScope>) => ({
	...(await aboutCases(unit)),
	...(await aboutPeople(unit)),
	...(await aboutMessages(unit)),
	...(await aboutHouse(unit))
});

async function aboutCases(unit: Unit<DeskScope>) {
	const reasons = await reasonsOf(unit);
	return {
		reasons: reasons.length,
		procedures: reasons.filter(({ procedure }) => procedure.trim() !== '').length,
		subStatuses: (await everySubStatus(unit)).filter(inUse).length,
		fields: (await everyField(unit)).filter(inUse).length,
		rules: (await rulesInForce(unit)).length,
		fallback: (await defaultOfficer(unit))?.name ?? null,
		answers: (await offeredAnswers(unit)).length
	};
}

async function aboutPeople(unit: Unit<DeskScope>) {
	const users = await usersOf(unit);
	const { demo, approvalRules } = await organisationOf(unit);
	const factors = await confirmedFactors(unit);
	return {
		users: users.length,
		invited: (await waitingInvitations(unit)).length,
		withoutFactor: users.filter(({ id, role }) => needsSecondFactor(role, demo) && !factors.has(id))
			.length,
		headless: (await teamsInUse(unit)).filter(({ head }) => !head).length,
		approvalRules: approvalRules.length,
		signers: users.filter(({ role }) => can(role, 'disputes.approve')).length
	};
}

async function aboutMessages(unit: Unit<DeskScope>) {
	const used = (await templatesOf(unit)).filter(({ archivedAt }) => archivedAt === null);
	const versions = await versionsOf(unit);
	return {
		templates: used.length,
		drafts: used.filter(
			({ id }) => versions.find(({ templateId }) => templateId === id)?.publishedAt === null
		).length,
		providers: (await providersInUse(unit)).map(({ channel }) => channel)
	};
}

async function aboutHouse(unit: Unit<DeskScope>) {
	const { logoKey, payPage } = await organisationOf(unit);
	return {
		hasLogo: logoKey !== null,
		hasPayPage: Boolean(payPage),
		sources: (await sourcesOf(unit)).length,
		silent: (await staleSources(unit)).map(({ name }) => name),
		held: (await instanceState(unit)).heldSince !== null,
		broken: await brokenPromises(unit)
	};
}

const inUse = ({ archived }: { archived: boolean }): boolean => !archived;
