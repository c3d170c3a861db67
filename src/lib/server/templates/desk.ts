import { byLanguage, LANGUAGES } from '$lib/domain/language';
import { z } from 'zod';
import { TONES } from '$lib/domain/dunning/scenario';
import { deskProcedure, router } from '../trpc/procedures';
import { archiveTemplate } from './archive-template';
import { createTemplate } from './create-template';
import { publishTemplate } from './publish-template';
import { saveTyped } from './save-draft';
import { sendTrial } from './send-trial';
import { templateList, templatePage } from './template-page';

const key = z.string().min(1).max(80);
const tone = z.enum(TONES).default('neutral');
const customer = z.string().trim().max(200).default('');
const typed = (length: number) =>
	z
		.string()
		.max(length)
		.transform((text) => text.replace(/\r\n?/g, '\n'));
const words = z.object({ subject: typed(500), body: typed(10_000), closing: typed(5000) });
const inLanguages = { ...byLanguage(() => words.optional()), fr: words, en: words };
const toneWords = z.object({
	key,
	tone,
	...inLanguages,
	seen: z.string().max(64).optional()
});

export const templatesDesk = router({
	list: deskProcedure('dunning.read').query(({ ctx }) => templateList(ctx.unit)),

	page: deskProcedure('dunning.read')
		.input(z.object({ key, tone, customer }))
		.query(({ ctx, input }) => templatePage(ctx.unit, input)),

	create: deskProcedure('templates.edit')
		.input(
			z.object({ name: z.string().trim().min(1).max(100), standard: z.boolean().default(false) })
		)
		.mutation(({ ctx, input }) => createTemplate(ctx.unit, input)),

	save: deskProcedure('templates.edit')
		.input(toneWords)
		.mutation(({ ctx, input }) => saveTyped(ctx.unit, input)),

	publish: deskProcedure('templates.edit')
		.input(toneWords)
		.mutation(({ ctx, input }) => publishTemplate(ctx.unit, input)),

	archive: deskProcedure('templates.edit')
		.input(z.object({ key, archived: z.boolean() }))
		.mutation(({ ctx, input }) => archiveTemplate(ctx.unit, input)),

	/** To myself and nobody else. */
	trial: deskProcedure('templates.edit')
		.input(
			z.object({
				key,
				tone,
				language: z.enum(LANGUAGES),
				customer,
				typed: z.object(inLanguages).optional()
			})
		)
		.mutation(({ ctx, input }) => sendTrial({ ...ctx.unit, scope: ctx.scope }, input))
});
