import { beforeAll, expect, test } from 'vitest';
import { machineNow } from '$lib/server/clock';
import { signatureOf } from '$lib/server/delivery/signature';
import { MOST_FAILURES } from '$lib/server/http/failures';
import { signedBody } from '$lib/server/inbound/hand-over';
import { POST } from '../../../src/routes/api/inbound/[organisation]/+server';
import { useDatabase } from '../../support/database';
import { buildWorld } from '../../support/world';
import { listenToMail, SECRET, written } from './mail-world';

useDatabase();
beforeAll(async () => {
	await buildWorld();
	listenToMail();
});

const raw = written({ from: 'a@client.test', to: 'x@y.test' });
const timestamp = () => String(Math.floor(machineNow().getTime() / 1000));
const signed = (organisation: string, recipient = '') => ({
	'entendu-timestamp': timestamp(),
	'entendu-signature': signatureOf(
		SECRET,
		timestamp(),
		signedBody({ organisation, recipient, raw })
	)
});

const knock = (...of: [string, Record<string, string>, BodyInit?]) => knockAs('menuiserie', ...of);

async function knockAs(
	organisation: string,
	address: string,
	headers: Record<string, string>,
	body: BodyInit = raw
) {
	const request = new Request('http://x.test/api/inbound/menuiserie', {
		...{ method: 'POST', body, duplex: 'half' },
		headers: { 'content-type': 'message/rfc822', ...headers }
	});
	const event = { request, params: { organisation }, locals: { scope: null } };
	const { status } = await POST({ ...event, getClientAddress: () => address } as never);
	return { status, bodyWasRead: request.bodyUsed };
}

test('strangers at the door are sent away unread, and do not keep the mail server out', async () => {
	const answers: number[] = [];
	for (let at = 0; at <= MOST_FAILURES; at++) {
		const { status, bodyWasRead } = await knock('192.0.2.66', {});
		expect(bodyWasRead).toBe(false);
		answers.push(status);
	}
	expect([answers[0], answers.at(-1)]).toEqual([401, 429]);
	expect((await knock('192.0.2.1', signed('menuiserie'))).status).toBe(204);
});

test('a signature is for one organisation and one recipient', async () => {
	const other = await knock('192.0.2.2', signed('northwind'));
	const changed = { ...signed('menuiserie'), 'entendu-recipient': 'r+else@reply.test' };
	expect([other.status, (await knock('192.0.2.2', changed)).status]).toEqual([401, 401]);
});

test('a server that signs is no stranger, however often it names an organisation that is none any more', async () => {
	const gone = async () => {
		const { status } = await knockAs('gone', '192.0.2.9', signed('gone'));
		return status;
	};
	for (let at = 0; at <= MOST_FAILURES; at++) expect(await gone()).toBe(404);
	expect((await knock('192.0.2.9', signed('menuiserie'))).status).toBe(204);
});
