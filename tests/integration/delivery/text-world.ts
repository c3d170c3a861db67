import { afterAll, beforeAll, beforeEach } from 'vitest';
import { setClock } from '$lib/server/clock';
import { TEST_INSTANT } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildContact, buildCustomer, buildInvoice } from '../../support/factories';
import {
	doorIn,
	startProvider,
	told,
	type Asked,
	type ProviderServer
} from '../../support/provider';
import { followScenario } from '../../support/scenario';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesIn, noticesIn } from '../dunning/world';

export const SECRET = 'a secret of at least twenty-four letters';

interface Provided {
	ours: Company;
	other: Company;
	provider: ProviderServer;
}

/**
 * Two companies and somebody who is asked to send for them; before each test he takes everything again.
 * @param current who is asked now: a test may put another in his place
 */
export function useProviderServer(
	take: (made: Provided) => void,
	current: () => ProviderServer
): void {
	beforeAll(async () => take({ ...(await buildWorld()), provider: await startProvider() }));
	beforeEach(() => {
		Object.assign(current(), { mood: 'accept' });
		current().asked.length = 0;
		setClock(TEST_INSTANT);
	});
	afterAll(() => current().close());
}

export const useProvider = (
	{ url }: ProviderServer,
	{ desk }: Company,
	channel: 'sms' | 'letter' = 'sms'
) => callerFor(desk.admin).desk.providers.set({ channel, url, secret: SECRET });

/** Somebody with this number owes 1,000.00, and the step of today goes by text. */
export async function textedBy(
	provider: ProviderServer,
	company: Company,
	phone = '06 12 34 56 78'
) {
	const { inside, desk } = company;
	await useProvider(provider, company);
	await followScenario(inside, { channel: 'sms' });
	const customer = await buildCustomer(inside);
	const contact = await buildContact(inside, customer, { phone });
	const invoice = await buildInvoice(inside, customer);
	await callerFor(desk.collector).desk.dunning.runNow();
	const [notice] = await noticesIn(inside, customer.id);
	const row = async () =>
		(await deliveriesIn(inside)).find(({ noticeId }) => noticeId === notice?.id)!;
	const status = async () => (await noticesIn(inside, customer.id))[0]?.status;
	const asked = async () => {
		const { id } = await row();
		return provider.asked.filter(({ body }) => body.id === id);
	};
	return { customer, contact, invoice, notice, row, status, asked };
}

/** What the provider tells of the message he was asked for. */
export const tellerOf =
	({ body: { id: delivery, callback } }: Asked) =>
	(kind: string) =>
		callerFor(null).providers.hear({
			door: doorIn(callback),
			...told(SECRET, { event: `${kind}:${delivery}`, delivery, kind })
		});
