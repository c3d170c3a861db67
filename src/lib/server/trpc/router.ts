import { staffDoor } from '../auth/staff-door';
import { health } from '../health/health';
import { settingsDesk } from '../settings/desk';
import { router } from './procedures';

/** Three doors, each with its own shapes: a portal answer is a different shape, not a filtered one. */
export const appRouter = router({
	health,
	staff: staffDoor,
	desk: router({ settings: settingsDesk}),
	portal: router({}),
	resolver: router({})
});

export type AppRouter = typeof appRouter;
