import { z } from 'zod';
import { publicProcedure, router } from '../trpc/procedures';
import { handOver } from './hand-over';

/** Machines only: whoever signs is believed, nobody is signed in. */
export const inboundDoor = router({
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
		.mutation(({ input }) => handOver(input))
});
