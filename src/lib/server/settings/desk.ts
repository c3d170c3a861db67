import { can } from '$lib/domain/access';
import { brokenPromises } from '../checks/queries';
import { clockIsMoved } from '../clock';
import { env } from '../env';
import { instanceState } from '../instance/queries';
import { deskProcedure, router } from '../trpc/procedures';
import { staleSources } from '../sources/queries';
import { changePolicy } from './change-policy';
import { policySchema } from './policy-schema';
import { nextClosedDays, organisationOf, reasonsOf, usersOf } from './queries';

export const settingsDesk = router({
	/** What every staff page shows around its content. */
	frame: deskProcedure('disputes.read').query(async ({ ctx: { unit } }) => {
		const organisation = await organisationOf(unit);
		return {
			user: unit.scope.user,
			organisation: {
				name: organisation.name,
				timeZone: organisation.timeZone,
				currency: organisation.currency
			},
			today: unit.today,
			demo: env().DEMO,
			clockIsMoved: clockIsMoved(),
			mailbox: !env().SMTP_URL,
			held: (await instanceState(unit)).heldSince !== null,
			brokenPromises: await brokenPromises(unit),
			staleSources: can(unit.scope.user.role, 'dunning.read') ? await staleSources(unit) : []
		};
	}),
	users: deskProcedure('disputes.read').query(({ ctx }) => usersOf(ctx.unit)),
	reasons: deskProcedure('disputes.read').query(async ({ ctx }) =>
		(await reasonsOf(ctx.unit)).map(
			({ id, code, labelFr, labelEn, category, kind, team, deadlineDays }) => ({
				id,
				code,
				labelFr,
				labelEn,
				category,
				kind,
				team,
				deadlineDays
			})
		)
	),
	/** How the organisation reminds, and the days it is closed next. */
	policy: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => ({
		policy: policySchema.parse(await organisationOf(unit)),
		closedDays: await nextClosedDays(unit)
	})),
	changePolicy: deskProcedure('settings.manage')
		.input(policySchema)
		.mutation(({ ctx, input }) => changePolicy(ctx.unit, input))
});
