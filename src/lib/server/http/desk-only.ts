import { redirect, type Handle } from '@sveltejs/kit';

/** Staff pages start with a session; what each may do is asked again by every procedure. */
export const deskOnly: Handle = async ({ event, resolve }) => {
	if (event.route.id?.startsWith('/(desk)') && event.locals.scope?.audience !== 'desk') {
		const next = event.request.method === 'GET' ? event.url.pathname + event.url.search : '/';
		redirect(303, `/login?next=${encodeURIComponent(next)}`);
	}
	return resolve(event);
};
