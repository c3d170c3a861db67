import type { Handle, RequestEvent } from '@sveltejs/kit';
import { tokenCopiedIn } from '$lib/domain/link-token';

/**
 * A link that was copied with the full stop after it leads to the one that was meant. Nothing is looked up:
 * the answer is the same whether there is such a link or not.
 */
export const copiedLink: Handle = ({ event, resolve }) => {
	const location = meantBy(event);
	return location ? new Response(null, { status: 303, headers: { location } }) : resolve(event);
};

/** An address of ours whatever was asked: it begins with the door and the token. */
function meantBy({ url, params, route, request, isDataRequest }: RequestEvent): string | null {
	const door = /^\/([pr])\/\[token\]/.exec(route.id ?? '')?.[1];
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	if (!door || !isRead || isDataRequest) return null;
	const token = tokenCopiedIn(params.token ?? '');
	const [, , , ...rest] = url.pathname.split('/');
	return token && ['', door, token, ...rest].join('/') + url.search;
}
