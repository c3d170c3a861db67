import { expect } from '@playwright/test';
import { createHmac } from 'node:crypto';
import { INBOUND_SECRET } from '../playwright.config';
import { ask } from './ask';

/** A mail as the mailbox of a house hands it over. */
export async function comesIn(base: string, slug: string, body: string): Promise<void> {
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = createHmac('sha256', INBOUND_SECRET)
		.update(`${timestamp}.${slug}..${body}`)
		.digest('hex');
	const { status } = await ask(base, `/api/inbound/${slug}`, {
		method: 'POST',
		headers: {
			...{ 'content-type': 'message/rfc822', 'entendu-timestamp': timestamp },
			'entendu-signature': signature
		},
		body
	});
	expect(status).toBe(204);
}
