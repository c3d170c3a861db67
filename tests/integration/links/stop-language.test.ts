import { beforeAll, expect, test } from 'vitest';
import type { RequestEvent } from '@sveltejs/kit';
import { stopKeyOf } from '$lib/server/auth/stop-key';
import { language } from '$lib/server/http/language';
import { scope } from '$lib/server/http/scope';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor, portalScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
beforeAll(async () => {
	({ ours } = await buildWorld());
});

/** Which language the page that ends mails speaks to a browser that asks for English. */
async function spokenTo(secret: string, chosen: Record<string, string> = {}) {
	const url = new URL(`http://localhost/p/stop/${secret}`);
	const event = {
		...{ url, params: { secret }, route: { id: '/p/stop/[secret]' } },
		request: new Request(url, { headers: { 'accept-language': 'en-GB' } }),
		cookies: { get: (name: string) => chosen[name], set: () => {} },
		getClientAddress: () => '127.0.0.1',
		locals: { scope: null, requestId: 'test' }
	} as unknown as RequestEvent;
	await scope({
		event,
		resolve: async () => language({ event, resolve: async () => new Response() })
	});
	return event.locals.language;
}

test('the page that ends mails speaks the language of whoever is written to', async () => {
	const { disputes } = callerFor(await portalScopeOf(ours.account.portalPath)).portal;
	const { reference } = ours.account.dispute;
	await disputes.follow({ reference, name: 'Jana', email: 'jana@m1.test', language: 'de' });
	const [row] = await asOwner<{ id: string }>(
		`select id from dispute_follower where email = 'jana@m1.test'`
	);
	expect(await spokenTo(stopKeyOf(row!.id))).toBe('de');
	// What was chosen at another door of this device is not his choice.
	expect(await spokenTo(stopKeyOf(row!.id), { lang: 'es' })).toBe('de');
	expect(await spokenTo('x'.repeat(43))).toBe('en');
});
