import { z } from 'zod';
import { MAXIMUM_LENGTH } from '$lib/domain/users/password';
import { acceptInvitation, showInvitation } from '../settings/users/accept-invitation';
import { publicProcedure, router } from '../trpc/procedures';
import { askReset } from './ask-reset';
import { enterCode, showStep } from './enter-code';
import { endSession, lucia } from './session';
import { signIn } from './sign-in';
import { showReset, useReset } from './use-reset';

const token = z.string().max(200);
const step = z.string().max(200);
const email = z.string().trim().min(1).max(254);
const newPassword = z.object({ token, password: z.string().max(MAXIMUM_LENGTH) });

/** Signing in and out, and what comes before an account opens. Cookies are set by the page, which holds the response. */
export const staffDoor = router({
	signIn: publicProcedure
		.input(z.object({ email, password: z.string().min(1).max(MAXIMUM_LENGTH) }))
		.mutation(async ({ ctx, input }) => {
			const { isIn, ...cookie } = await signIn(
				input.email,
				input.password,
				ctx.address(),
				ctx.device()
			);
			return { ...withPath(cookie), isIn };
		}),
	/** What is asked after the password; null once it took too long. */
	step: publicProcedure.input(z.object({ step })).query(({ input }) => showStep(input.step)),
	enterCode: publicProcedure
		.input(z.object({ step, code: z.string().max(60) }))
		.mutation(async ({ ctx, input }) => {
			const knock = { address: ctx.address(), device: ctx.device() };
			const { cookies, codes } = await enterCode({ ...input, ...knock });
			return { cookies: cookies.map(withPath), codes };
		}),
	signOut: publicProcedure
		.input(z.object({ sessionId: z.string().max(200) }))
		.mutation(async ({ input }) => {
			await endSession(input.sessionId);
			return withPath(lucia().createBlankSessionCookie());
		}),

	/** Answers nothing, whatever it found. */
	askReset: publicProcedure
		.input(z.object({ email: email.pipe(z.email()) }))
		.mutation(({ ctx, input }) => askReset(input.email, ctx.address())),
	reset: publicProcedure.input(z.object({ token })).query(({ input }) => showReset(input.token)),
	useReset: publicProcedure
		.input(newPassword)
		.mutation(({ input }) => useReset(input.token, input.password)),

	invitation: publicProcedure
		.input(z.object({ token }))
		.query(({ input }) => showInvitation(input.token)),
	acceptInvitation: publicProcedure
		.input(newPassword)
		.mutation(({ input }) => acceptInvitation(input.token, input.password))
});

interface Cookie {
	name: string;
	value: string;
	attributes: { path?: string };
}
const withPath = <C extends Cookie>({ name, value, attributes }: C) => ({
	name,
	value,
	attributes: { ...(attributes as C['attributes']), path: attributes.path ?? '/' }
});
