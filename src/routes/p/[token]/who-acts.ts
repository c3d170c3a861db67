import type { RequestEvent } from '@sveltejs/kit';
import { refuseLink } from '../../refuse-link';
import { formOf } from '../../sent-form';

/** For this link and until the browser is closed: a name is no account. */
const COOKIE = 'acting';

/**
 * The form of a customer, and who fills it in: somebody the link was passed on to says his name once. From
 * then on what he does through it is signed with it.
 * @throws what refuseLink does
 */
export async function portalForm(event: RequestEvent): Promise<FormData> {
	// A link that ended says so before anything else: what waits on a device then asks for a newer one.
	if (event.locals.scope?.audience !== 'portal') {
		event.locals.typed = await typedIn(event.request.clone());
		await refuseLink(event, event.params.token!, 'portal');
	}
	const form = await formOf(event.request);
	const typed = form.get('acting');
	if (typeof typed === 'string') remember(event, typed.trim());
	return form;
}

/** The sentences somebody typed. */
async function typedIn(request: Request): Promise<string> {
	const form = await formOf(request).catch(() => new FormData());
	return ['body', 'explanation', 'note', 'message', 'comment']
		.map((name) => form.get(name))
		.filter((words) => typeof words === 'string' && words.trim() !== '')
		.join('\n\n');
}

function remember({ cookies, locals, params, url }: RequestEvent, name: string): void {
	locals.acting = name || undefined;
	const path = `/p/${params.token}`;
	if (!name) return cookies.get(COOKIE) ? cookies.delete(COOKIE, { path }) : undefined;
	cookies.set(COOKIE, name.slice(0, 80), {
		path,
		// A name, which opens nothing: "erase from this device" takes it away as well (docs/decisions/links.md).
		httpOnly: false,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	});
}
