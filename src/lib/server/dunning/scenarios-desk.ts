import { z } from 'zod';
import { DEFAULT_SCENARIO } from '$lib/domain/dunning/default-scenario';
import { LARGEST_SCENARIO_FILE, writeScenarioFile } from '$lib/domain/dunning/scenario-file';
import { placed, stepsInput } from '$lib/domain/dunning/step-schema';
import type { InsideScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { templateNames } from '../templates/queries';
import { deskProcedure, router } from '../trpc/procedures';
import { archiveScenario } from './archive-scenario';
import { assignScenario } from './assign-scenario';
import { createScenario } from './create-scenario';
import { discardDraft } from './discard-draft';
import { scenarioFile } from './export-scenario';
import { followScenario } from './follow-scenario';
import { importScenario } from './import-scenario';
import { providerUsage } from './provider-usage';
import { publishDraft } from './publish-draft';
import { renameScenario } from './rename-scenario';
import { saveDraft } from './save-draft';
import { LONGEST_NAME, refuseTakenName } from './scenario-names';
import { scenarioOfCustomer } from './scenario-of-customer';
import { draftPage, scenarioPage } from './scenario-page';
import { scenariosOf } from './scenario-queries';
import { startDraft } from './start-draft';

const one = z.object({ scenarioId: z.uuid() });
const name = z.string().trim().min(1).max(LONGEST_NAME);
const draft = one.extend({ seen: z.string().max(64) });
const group = z.string().trim().max(100);

export const scenariosDesk = router({
	list: deskProcedure('dunning.read').query(({ ctx }) => scenariosOf(ctx.unit)),

	/** For whoever is about to do without a provider. */
	providerUsage: deskProcedure('settings.manage').query(({ ctx }) => providerUsage(ctx.unit)),

	page: deskProcedure('dunning.read')
		.input(one)
		.query(({ ctx, input }) => scenarioPage(ctx.unit, input.scenarioId)),

	draft: deskProcedure('scenarios.edit')
		.input(one)
		.query(async ({ ctx, input }) => ({
			...(await draftPage(ctx.unit, input.scenarioId)),
			templates: await templateNames(ctx.unit)
		})),

	exportFile: deskProcedure('dunning.read')
		.input(one)
		.query(async ({ ctx, input }) => {
			const file = await scenarioFile(ctx.unit, input.scenarioId);
			return { name: file.name, text: writeScenarioFile(file) };
		}),

	/** With the usual steps, none, or those of another scenario. */
	create: deskProcedure('scenarios.edit')
		.input(z.object({ name, like: z.union([z.enum(['usual', 'empty']), z.uuid()]) }))
		.mutation(async ({ ctx, input }) => {
			await refuseTakenName(ctx.unit, input.name);
			const steps = await stepsLike(ctx.unit, input.like);
			return createScenario(ctx.unit, { name: input.name, steps });
		}),

	importFile: deskProcedure('scenarios.edit')
		.input(z.object({ text: z.string().max(LARGEST_SCENARIO_FILE) }))
		.mutation(({ ctx, input }) => importScenario(ctx.unit, input.text)),

	rename: deskProcedure('scenarios.edit')
		.input(one.extend({ name }))
		.mutation(({ ctx, input }) => renameScenario(ctx.unit, input)),

	archive: deskProcedure('scenarios.edit')
		.input(one.extend({ archived: z.boolean() }))
		.mutation(({ ctx, input }) => archiveScenario(ctx.unit, input)),

	startDraft: deskProcedure('scenarios.edit')
		.input(one)
		.mutation(({ ctx, input }) => startDraft(ctx.unit, input.scenarioId)),

	saveDraft: deskProcedure('scenarios.edit')
		.input(draft.extend({ steps: stepsInput }))
		.mutation(({ ctx, input }) => saveDraft(ctx.unit, input)),

	discardDraft: deskProcedure('scenarios.edit')
		.input(draft)
		.mutation(({ ctx, input }) => discardDraft(ctx.unit, input)),

	publish: deskProcedure('scenarios.edit')
		.input(draft.extend({ note: z.string().trim().max(500).default('') }))
		.mutation(({ ctx, input }) => publishDraft(ctx.unit, input)),

	ofCustomer: deskProcedure('dunning.read')
		.input(z.object({ customerId: z.uuid() }))
		.query(({ ctx, input }) => scenarioOfCustomer(ctx.unit, input.customerId)),

	/** A scenario of its own or none, and the group it belongs to. */
	chooseForCustomer: deskProcedure('scenarios.edit')
		.input(z.object({ customerId: z.uuid(), scenarioId: z.uuid().nullable(), group }))
		.mutation(({ ctx, input }) => followScenario(ctx.unit, input)),

	chooseForGroup: deskProcedure('scenarios.edit')
		.input(z.object({ group: group.min(1), scenarioId: z.uuid().nullable() }))
		.mutation(({ ctx, input }) =>
			assignScenario(ctx.unit, { customerGroup: input.group }, input.scenarioId)
		),

	chooseForEverybody: deskProcedure('scenarios.edit')
		.input(one)
		.mutation(({ ctx, input }) => assignScenario(ctx.unit, {}, input.scenarioId))
});

async function stepsLike(unit: Unit<InsideScope>, like: string) {
	if (like === 'usual') return DEFAULT_SCENARIO;
	return like === 'empty' ? [] : placed((await scenarioFile(unit, like)).steps);
}
