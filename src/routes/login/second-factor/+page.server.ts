import { redirect, type RequestEvent } from '@sveltejs/kit';
import { caller } from '$lib/server/trpc/caller';
import { orPage, refuse } from '$lib/server/trpc/errors';
import { pathInside } from '../path-inside';

/** What the password was answered with (auth/sign-in-step.ts). */
const COOKIE = 'entendu_sign_in';

const stepOf = ({ cookies }: Pick<RequestEvent, 'cookies'>): string => cookies.get(COOKIE) ?? '';

export const load = async (event) => {
	const next = pathInside(event.url.searchParams.get('next'));
	// After a form the page tells what came of it; the question itself may be over by then.
	const isForm = event.request.method === 'POST';
	const step = await orPage(caller(event).staff.step({ step: stepOf(event) }));
	if (!step && !isForm) redirect(303, event.locals.scope ? next : '/login?done=step');
	return { step, next };
};

export const actions = {
	default: async (event) => {
		const code = String((await event.request.formData()).get('code') ?? '');
		let codes: string[] | null;
		try {
			const entered = await caller(event).staff.enterCode({ step: stepOf(event), code });
			for (const { name, value, attributes } of entered.cookies)
				event.cookies.set(name, value, attributes);
			({ codes } = entered);
		} catch (thrown) {
			return refuse(thrown, {});
		}
		if (codes) return { codes };
		redirect(303, pathInside(event.url.searchParams.get('next')));
	}
};
