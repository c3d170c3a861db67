import { z } from 'zod';
import { disputeIdOf } from '../disputes/case-queries';
import { unitOfWork } from '../db/client';
import { deskGate, router } from '../trpc/procedures';
import { announce } from './announce';
import { openStream } from './open-stream';

const reference = z.string().max(40);

export const liveDesk = router({
	/** Of a case, or of the queue. */
	open: deskGate('disputes.read')
		.input(z.object({ reference: reference.optional() }))
		.query(({ ctx, input }) => openStream(ctx.scope, { ...input, sessionId: ctx.sessionId })),
	writing: deskGate('disputes.message')
		.input(z.object({ reference }))
		.mutation(async ({ ctx: { scope }, input }) => {
			const id = await unitOfWork(scope, (unit) => disputeIdOf(unit, input.reference));
			await announce(scope, id, 'writing');
		})
});
