import { LANGUAGES } from '$lib/domain/language';
import { z } from 'zod';
import { AppError } from '$lib/domain/errors';
import { env } from '../env';
import { publicProcedure, router } from '../trpc/procedures';
import { renderMail } from './render';
import { SAMPLES } from './samples';

/** Every mail with its samples, for whoever writes templates. Nothing in it is real. */
const demoProcedure = publicProcedure.use(({ next }) => {
	if (!env().DEMO) throw new AppError('not_found');
	return next();
});

export const mailGallery = router({
	list: demoProcedure.query(() => SAMPLES.map(({ mail, name }) => ({ mail, name }))),
	show: demoProcedure
		.input(z.object({ mail: z.string(), name: z.string(), language: z.enum(LANGUAGES) }))
		.query(({ input }) => {
			const sample = SAMPLES.find(({ mail, name }) => mail === input.mail && name === input.name);
			if (!sample) throw new AppError('not_found');
			return renderMail(sample.mail, input.language, sample.facts);
		})
});
