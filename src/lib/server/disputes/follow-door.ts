import { z } from 'zod';
import { publicProcedure, router } from '../trpc/procedures';
import { followedWith, stopFollowing } from './stop-following';

const secret = z.object({ secret: z.string().max(100) });

/** The link at the end of a follower's mails: who holds it ends these mails and nothing else. */
export const followDoor = router({
	show: publicProcedure.input(secret).query(({ input }) => followedWith(input.secret)),
	stop: publicProcedure.input(secret).mutation(({ input }) => stopFollowing(input.secret))
});
