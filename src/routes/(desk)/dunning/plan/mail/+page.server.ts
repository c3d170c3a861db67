import { redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/access';
import { AppError } from '$lib/domain/errors';
import { caller } from '$lib/server/trpc/caller';
import { orPage } from '$lib/server/trpc/errors';
import { dayIn } from '../../filters';
import { layoutIn } from '../../layouts';

export const load = async (event) => {
	const { frame } = await event.parent();
	// Without a customer nothing below would ask.
	if (!can(frame.user.role, 'dunning.read'))
		await orPage(Promise.reject(new AppError('not_allowed')));
	const { on = frame.today } = dayIn(event.url, frame.today);
	// Nothing is planned for a day that is past: its page says where what was decided is kept.
	if (on < frame.today) redirect(303, `/dunning/plan?on=${on}`);
	const customerId = event.url.searchParams.get('customer');
	const preview = customerId
		? await orPage(caller(event).desk.review.plannedMail({ customerId, on }))
		: null;
	return { preview, on, isToday: on === frame.today, as: layoutIn(event.url) };
};
