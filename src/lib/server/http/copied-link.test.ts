import type { RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { copiedLink } from './copied-link';

const TOKEN = 'aB3_-'.repeat(8) + 'xyz';

async function answerTo(path: string, { method = 'GET', routeId = '/p/[token]' } = {}) {
	const url = new URL(`http://localhost${path}`);
	const token = decodeURIComponent(url.pathname.split('/')[2]!);
	const event = {
		...{ url, params: { token }, route: { id: routeId }, isDataRequest: false },
		request: { method }
	} as unknown as RequestEvent;
	const answer = await copiedLink({ event, resolve: () => new Response('in') });
	return [answer.status, answer.headers.get('location')];
}
const GOES_ON = [200, null];

it.each(['.', ')', '%3E', ',', '%C2%BB', '%20', '%0A', '.%20', '%C2%A0%C2%BB.'])(
	'a link copied with %s after it leads to the one that was meant',
	async (end) => {
		expect(await answerTo(`/p/${TOKEN}${end}`)).toEqual([303, `/p/${TOKEN}`]);
		expect(await answerTo(`/p/${TOKEN}${end}`, { method: 'HEAD' })).toEqual([303, `/p/${TOKEN}`]);
	}
);

it('the rest of the address stays', async () => {
	const broken = `${TOKEN.slice(0, 20)}%0D%0A${TOKEN.slice(20)}`;
	expect(await answerTo(`/p/${broken}/pay?invoice=a`)).toEqual([303, `/p/${TOKEN}/pay?invoice=a`]);
	const routeId = '/r/[token]';
	expect(await answerTo(`/r/${TOKEN}.`, { routeId })).toEqual([303, `/r/${TOKEN}`]);
	// Never to another host.
	expect(await answerTo(`/p/${TOKEN}.//elsewhere.test`)).toEqual([
		303,
		`/p/${TOKEN}//elsewhere.test`
	]);
});

it('what is sent, what is whole and what is no token goes on', async () => {
	expect(await answerTo(`/p/${TOKEN}.`, { method: 'POST' })).toEqual(GOES_ON);
	expect(await answerTo(`/p/${TOKEN}`)).toEqual(GOES_ON);
	expect(await answerTo(`/p/${TOKEN.slice(1)}.`)).toEqual(GOES_ON);
	expect(await answerTo(`/p/${TOKEN}.`, { routeId: '/p/stop/[secret]' })).toEqual(GOES_ON);
});
