import { isInstanceHeld } from '../instance/queries';
import { publicProcedure, router } from '../trpc/procedures';

export const health = router({
	/** Answers when the database does; says whether mails are held back. */
	ready: publicProcedure.query(async () => ({ held: await isInstanceHeld() }))
});
