import type { RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { deliveryActions } from '../delivery-actions';
import { askedFor } from './statuses';

export const load = async (event) => {
	const { frame } = await event.parent();
	const shown = event.url.searchParams.get('status');
	const page = Math.max(1, Math.trunc(Number(event.url.searchParams.get('page'))) || 1);
	const list = await orPage(caller(event).desk.delivery.list({ ...askedFor(shown), page }));
	return { list, shown, mayRun: can(frame.user.role, 'dunning.run') };
};

const cameBack = async (event: RequestEvent) => {
	const form = await event.request.formData();
	const deliveryId = String(form.get('deliveryId') ?? '');
	const reason = String(form.get('reason') ?? '');
	try {
		const { way } = await caller(event).desk.delivery.cameBack({ deliveryId, reason });
		return { done: 'cameBack' as const, way };
	} catch (thrown) {
		return refuse(thrown, { deliveryId, reason });
	}
};

export const actions = {
	cameBack,
	...deliveryActions
};
