import { error, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';

/** A dead link says why: expired, closed, or never made; the page that says so bears the name of the creditor who wrote. */
export async function refuseLink(
	event: RequestEvent,
	token: string,
	kind: 'portal' | 'resolver'
): Promise<void> {
	const { links } = caller(event);
	try {
		await orPage(links.state({ token, kind }));
	} catch (thrown) {
		if (!isHttpError(thrown) || thrown.body.code === 'link_unknown') throw thrown;
		const creditor = await links.creditor({ token });
		const { typed } = event.locals;
		error(thrown.status, {
			...thrown.body,
			...(creditor && { creditor }),
			...(typed && { typed })
		});
	}
}
