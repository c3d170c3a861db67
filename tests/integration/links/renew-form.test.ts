import { expect, test } from 'vitest';
import { m } from '$lib/i18n/paraglide/messages';
import { useDatabase } from '../../support/database';
import { actions } from '../../../src/routes/p/renew/+page.server';

useDatabase();

const sent = async (fields: Record<string, string>) => {
	const url = new URL('http://localhost/p/renew');
	const body = new URLSearchParams(fields);
	const request = new Request(url, { method: 'POST', body });
	const locals = { scope: null, sessionId: null, language: 'fr', requestId: 'test' };
	const event = { url, request, locals, getClientAddress: () => '127.0.0.1' };
	return actions.default(event as never);
};

test.each(['', 'pas une adresse'])(
	'the address "%s" is asked for again in words',
	async (email) => {
		expect(await sent({ email })).toMatchObject({
			status: 400,
			data: { email, problem: m.portal_link_email_invalid() }
		});
	}
);

test('an address is answered the same whether it is known or not', async () => {
	await expect(sent({ email: 'nobody@nowhere.test' })).rejects.toMatchObject({
		status: 303,
		location: '/p/renew?sent'
	});
});
