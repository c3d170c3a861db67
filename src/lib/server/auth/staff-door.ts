import { z } from 'zod';
import { publicProcedure, router } from '../trpc/procedures';
import { endSession, lucia } from './session';
import { signIn } from './sign-in';

/** Signing in and out. Cookies are set by the page, which holds the response. */
export const staffDoor = router({
	signIn: publicProcedure
		.input(
			z.object({
				email: z.string().trim().min(1).max(254),
				password: z.string().min(1).max(200)
			})
		)
		.mutation(async ({ ctx, input }) => {
			const { name, value, attributes } = await signIn(input.email, input.password, ctx.address());
			return { name, value, attributes: { ...attributes, path: attributes.path ?? '/' } };
		}),
	signOut: publicProcedure
		.input(z.object({ sessionId: z.string().max(200) }))
		.mutation(async ({ input }) => {
			await endSession(input.sessionId);
			const { name, value, attributes } = lucia().createBlankSessionCookie();
			return { name, value, attributes: { ...attributes, path: attributes.path ?? '/' } };
		})
});
