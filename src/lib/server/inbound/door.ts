import { z } from 'zod';
import { publicProcedure, router } from '../trpc/procedures';
import { handOver } from './hand-over';
import { countingStrangers, knock } from './knock';

/** Machines only: whoever signs is believed, nobody is signed in. */
export const inboundDoor = router({
	/** Asked before the mail itself is taken. */
	knock: publicProcedure
		.input(z.object({ timestamp: z.string(), signature: z.string() }))
		.query(({ ctx, input }) => knock(ctx.address(), input)),

	receive: publicProcedure
		.input(
			z.object({
				organisation: z.string().max(100),
				recipient: z.string().max(320),
				timestamp: z.string().max(20),
				signature: z.string().max(200),
				raw: z.instanceof(Uint8Array)
			})
		)
		.mutation(({ ctx, input }) => countingStrangers(ctx.address(), () => handOver(input)))
});
