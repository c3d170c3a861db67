import { systemScope, type InsideScope, type SystemScope } from '../auth/scope';

/** The engine at work inside the organisation of somebody who is already in it. */
export const engineScopeOf = ({ organisationId, timeZone, ...scope }: InsideScope): SystemScope =>
	systemScope({
		organisationId,
		timeZone,
		actor: scope.audience === 'desk' ? scope.user.name : scope.actor
	});
