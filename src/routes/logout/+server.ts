import { redirect } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { pathInside } from '../login/path-inside';

export const POST = async (event) => {
	const next = pathInside(await nextOf(event.request));
	const { sessionId } = event.locals;
	if (sessionId) {
		const cookie = await caller(event).staff.signOut({ sessionId });
		event.cookies.set(cookie.name, cookie.value, cookie.attributes);
	}
	redirect(303, next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`);
};

/** Where whoever signs in as somebody else goes on; most sign out without a form. */
async function nextOf(request: Request): Promise<string | null> {
	const isForm = request.headers.get('content-type')?.includes('form');
	return isForm ? String((await request.formData()).get('next') ?? '') : null;
}
