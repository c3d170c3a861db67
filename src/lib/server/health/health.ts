import { allOrganisations } from '../settings/queries';
import { publicProcedure, router } from '../trpc/procedures';

export const health = router({
	ready: publicProcedure.query(async () => {
		await allOrganisations();
		return true;
	})
});
