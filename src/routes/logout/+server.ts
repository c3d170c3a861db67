import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';

export const POST = async (event) => {
	const { sessionId } = event.locals;
	if (sessionId) {
		const cookie = await caller(event).staff.signOut({ sessionId });
		event.cookies.set(cookie.name, cookie.value, cookie.attributes);
	}
	redirect(303, '/login');
};
