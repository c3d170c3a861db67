import { z } from 'zod';
import { mayBeAsked } from '$lib/domain/access';
import { DIRECTIONS } from '$lib/domain/disputes/reason-list';
import { routingRuleInput } from '$lib/domain/disputes/routing-rule';
import { fallbackOf } from '$lib/domain/disputes/routing';
import { customerGroups } from '../customers/queries';
import { triedCase, tryRouting } from '../disputes/try-routing';
import { deskProcedure, router } from '../trpc/procedures';
import { chooseDefaultOfficer, defaultOfficer } from './officers';
import { organisationOf, reasonsOf, usersOf } from './queries';
import { addRule } from './routing/add-rule';
import { archiveRule } from './routing/archive-rule';
import { changeRule } from './routing/change-rule';
import { moveRule } from './routing/move-rule';
import { restoreRule } from './routing/restore-rule';
import { everyRule, ruleById, rulesShown, seenOfRule } from './routing/rule-queries';

const one = z.object({ id: z.uuid() });

/** Whom new cases are given to, for whoever looks after the rules. */
export const routingDesk = router({
	list: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => {
		const users = await usersOf(unit);
		const keptById = fallbackOf(users);
		return {
			rules: await rulesShown(unit, await everyRule(unit)),
			/** Chosen; null: nobody was, and an administrator keeps the rest. */
			fallbackId: (await defaultOfficer(unit))?.id ?? null,
			keptBy: users.find(({ id }) => id === keptById)?.name ?? ''
		};
	}),
	/** What a rule may be about and whom it may name. */
	choices: deskProcedure('settings.manage').query(async ({ ctx: { unit } }) => ({
		reasons: (await reasonsOf(unit))
			.filter(({ kind }) => kind === 'dispute')
			.map(({ id, labels }) => ({ id, labels })),
		groups: [...(await customerGroups(unit)).keys()].filter(Boolean),
		colleagues: (await usersOf(unit))
			.filter(mayBeAsked)
			.map(({ id, name, team }) => ({ id, name, team })),
		currency: (await organisationOf(unit)).currency
	})),
	show: deskProcedure('settings.manage')
		.input(one)
		.query(async ({ ctx: { unit }, input }) => {
			const row = await ruleById(unit, input.id);
			const [shown] = await rulesShown(unit, [row]);
			return { ...shown!, seen: seenOfRule(row) };
		}),
	try: deskProcedure('settings.manage')
		.input(triedCase)
		.query(({ ctx, input }) => tryRouting(ctx.unit, input)),
	add: deskProcedure('settings.manage')
		.input(routingRuleInput)
		.mutation(({ ctx, input }) => addRule(ctx.unit, input)),
	change: deskProcedure('settings.manage')
		.input(routingRuleInput.and(z.object({ id: z.uuid(), seen: z.string().max(100) })))
		.mutation(({ ctx, input }) => changeRule(ctx.unit, input)),
	move: deskProcedure('settings.manage')
		.input(one.extend({ direction: z.enum(DIRECTIONS) }))
		.mutation(({ ctx, input }) => moveRule(ctx.unit, input)),
	archive: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => archiveRule(ctx.unit, input.id)),
	restore: deskProcedure('settings.manage')
		.input(one)
		.mutation(({ ctx, input }) => restoreRule(ctx.unit, input.id)),
	/** Null: an administrator keeps what no rule gives to anybody. */
	chooseFallback: deskProcedure('settings.manage')
		.input(z.object({ userId: z.uuid().nullable() }))
		.mutation(({ ctx, input }) => chooseDefaultOfficer(ctx.unit, input.userId))
});
