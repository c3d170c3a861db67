import { z } from 'zod';
import { publicProcedure, router } from '../../trpc/procedures';
import { hearProvider } from './hear-provider';

/** Machines only: whoever signs is believed, nobody is signed in. */
export const providersDoor = router({
	hear: publicProcedure
		.input(
			z.object({
				door: z.string().max(100),
				timestamp: z.string().max(20),
				signature: z.string().max(200),
				body: z.string().max(65_536)
			})
		)
		.mutation(({ input: { door, ...signed } }) => hearProvider(door, signed))
});
