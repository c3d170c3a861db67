import { can } from '$lib/domain/access';
import { z } from 'zod';
import { brokenPromises } from '../checks/queries';
import { clockIsMoved } from '../clock';
import { env } from '../env';
import { isMailOn, mailsWaiting } from '../inbound/mails-waiting';
import { instanceState } from '../instance/queries';
import { unitOfWork } from '../db/client';
import { together } from '../db/together';
import { deskGate, deskProcedure, router } from '../trpc/procedures';
import { staleSources } from '../sources/queries';
import { approvalsPage } from './approval-queries';
import { changeSignManyLimit } from './change-sign-many-limit';
import { changeResidualLimit } from './change-residual-limit';
import { changeApprovalRules, approvalRules } from './change-approval-rules';
import { changeAccent } from './change-accent';
import { changePayPage } from './change-pay-page';
import { changePolicy } from './change-policy';
import { changeLogo } from './logo/change-logo';
import { frontPage } from './front-page';
import { inlineLogo, logoOf } from './logo/logo';
import { redrawLogo } from './logo/redraw-logo';
import { chooseDefaultOfficer } from './officers';
import { policyPage } from './policy-page';
import { policySchema } from './policy-schema';
import {
	everyReason,
	organisationOf,
	organisationOnce,
	reasonsOf,
	usersOf,
	type Reason
} from './queries';
import { teamsOf } from './team-queries';

export const settingsDesk = router({
	/** What every staff page shows around its content. */
	frame: deskProcedure('disputes.read').query(async ({ ctx: { unit } }) => {
		const { role } = unit.scope.user;
		const [organisation, teams, mails, instance, broken, stale] = await together(unit, () => [
			organisationOnce(unit),
			teamsOf(unit),
			isMailOn() && can(role, 'mailbox.read') ? mailsWaiting(unit) : null,
			instanceState(unit),
			brokenPromises(unit),
			can(role, 'dunning.read') ? staleSources(unit) : []
		]);
		return {
			user: unit.scope.user,
			organisation: {
				name: organisation.name,
				timeZone: organisation.timeZone,
				currency: organisation.currency,
				language: organisation.language
			},
			/** As whoever chooses or reads one calls it. */
			teams: teams.map(({ key, labels, archived }) => ({ key, labels, archived })),
			today: unit.today,
			demo: env().DEMO,
			clockIsMoved: clockIsMoved(),
			mailbox: !env().SMTP_URL,
			/** Mails nobody has read yet; null where none comes in, or for whom they are not. */
			mails,
			held: instance.heldSince !== null,
			brokenPromises: broken,
			staleSources: stale
		};
	}),
	users: deskProcedure('disputes.read').query(({ ctx }) => usersOf(ctx.unit)),
	/** Those that may be chosen. */
	reasons: deskProcedure('disputes.read').query(async ({ ctx }) =>
		(await reasonsOf(ctx.unit)).map(offered)
	),
	/** To look for cases: some have one that is offered no more. */
	everyReason: deskProcedure('disputes.read').query(async ({ ctx }) =>
		(await everyReason(ctx.unit)).map((reason) => ({
			...offered(reason),
			archived: reason.archivedAt !== null
		}))
	),
	/** How things stand behind each door of the front page. */
	frontPage: deskProcedure('settings.manage').query(({ ctx }) => frontPage(ctx.unit)),
	/** How the organisation reminds, and the days it is closed next. */
	policy: deskProcedure('settings.manage').query(({ ctx }) => policyPage(ctx.unit)),
	changePolicy: deskProcedure('settings.manage')
		/** `officerId`: who looks after the customers nobody was named for; missing = as before. */
		.input(policySchema.and(z.object({ officerId: z.uuid().nullable().optional() })))
		.mutation(async ({ ctx: { unit }, input: { officerId, ...policy } }) => {
			await changePolicy(unit, policy);
			if (officerId !== undefined) await chooseDefaultOfficer(unit, officerId);
		}),

	/** Who answers for whoever is asked about a case. */
	teams: deskProcedure('settings.manage').query(({ ctx }) => teamsOf(ctx.unit)),

	/** Who signs what is given away, and who of the house may. */
	approvals: deskProcedure('settings.manage').query(({ ctx }) => approvalsPage(ctx.unit)),
	changeSignManyLimit: deskProcedure('settings.manage')
		.input(z.object({ signManyMinor: z.bigint().min(0n) }))
		.mutation(({ ctx, input }) => changeSignManyLimit(ctx.unit, input)),
	changeResidualLimit: deskProcedure('settings.manage')
		.input(z.object({ residualMinor: z.bigint().min(0n) }))
		.mutation(({ ctx, input }) => changeResidualLimit(ctx.unit, input)),
	changeApprovalRules: deskProcedure('settings.manage')
		.input(approvalRules)
		.mutation(({ ctx, input }) => changeApprovalRules(ctx.unit, input)),

	/** How the organisation looks to its customers. */
	brand: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => {
		const { name, accent, logoKey, logoSha256, payPage } = await organisationOf(unit);
		return { name, accent, payPage, logo: inlineLogo(await logoOf({ logoKey, logoSha256 })) };
	}),
	changeAccent: deskProcedure('settings.manage')
		.input(
			z.object({
				accent: z
					.string()
					.toLowerCase()
					.regex(/^#[0-9a-f]{6}$/)
			})
		)
		.mutation(({ ctx, input }) => changeAccent(ctx.unit, input.accent)),
	changePayPage: deskProcedure('settings.manage')
		.input(z.object({ payPage: z.string().trim().max(500) }))
		.mutation(({ ctx, input }) => changePayPage(ctx.unit, input.payPage)),
	/** Slow work on what came from outside, before a transaction is opened. */
	changeLogo: deskGate('settings.manage')
		.input(z.object({ name: z.string().max(300), bytes: z.instanceof(Uint8Array) }))
		.mutation(async ({ ctx: { scope }, input }) => {
			const picture = await redrawLogo(input);
			await unitOfWork(scope, (unit) => changeLogo(unit, picture));
		}),
	removeLogo: deskProcedure('settings.manage').mutation(({ ctx }) => changeLogo(ctx.unit, null))
});

const offered = ({ id, code, labels, category, kind, team, ...reason }: Reason) => ({
	...{ id, code, labels, category, kind, team },
	deadlineDays: reason.deadlineDays,
	explanationRequired: reason.explanationRequired
});
