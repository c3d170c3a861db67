import { beforeAll, describe, expect, test } from 'vitest';
import { deliverDue } from '$lib/server/delivery/deliver';
import { asOwner, useDatabase } from '../../support/database';
import { callerFor } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';
import { deliveriesIn } from '../dunning/world';
import '$lib/server/jobs/notice-hooks';

useDatabase();

let ours: Company;
let other: Company;
beforeAll(async () => {
	({ ours, other } = await buildWorld());
});
const desk = (company: Company = ours) => callerFor(company.desk.collector).desk;
const mailOf = async () =>
	(await deliveriesIn(ours.inside)).find((row) => row.customerId === ours.account.customer.id)!;

describe('the words of a mail', () => {
	test('are read again as they were written, with a link that leads nowhere', async () => {
		await desk().dunning.runNow();
		const { noticeId } = (await mailOf()) as { noticeId: string };
		expect((await desk().dunning.saidMail({ noticeId })).mail).toBeNull();
		expect(await desk().delivery.ofNotice({ noticeId })).toMatchObject([{ isWritten: false }]);

		await deliverDue();
		const row = await mailOf();
		const { mail, customerName } = await desk().dunning.saidMail({ noticeId });
		expect(customerName).toBe(ours.account.customer.name);
		expect(mail).toMatchObject({
			subject: row.subject,
			toEmail: ours.account.contact.email,
			status: 'sent',
			sentAt: row.sentAt,
			reports: []
		});
		expect(await desk().delivery.ofNotice({ noticeId })).toMatchObject([{ isWritten: true }]);
		const door = `https://link.invalid/${row.linkId}`;
		expect(row.text).toContain(door);
		expect(row.html).toContain(`href="${door}`);
		expect(mail!.text).toBe(row.text!.replace(/https:\/\/link\.invalid\/\S*/g, '[lien personnel]'));
		expect(mail!.html).not.toContain('link.invalid');
		const words = (html: string) =>
			html.replace(/<style[^]*?<\/style>|<[^>]*>|https:\/\/link\.invalid[^\s<]*/g, '');
		expect(words(mail!.html.replaceAll('[lien personnel]', ''))).toBe(words(row.html!));

		await expect(desk(other).dunning.saidMail({ noticeId })).rejects.toThrow('not_found');
	});

	test.each([
		['claimed', true],
		['unknown', true],
		['failed', true],
		['retry', false],
		['cancelled', false]
	] as const)('of one that is %s: kept = %s', async (status, kept) => {
		const row = await mailOf();
		await asOwner('update delivery set status = $1 where id = $2', [status, row.id]);
		const { mail } = await desk().dunning.saidMail({ noticeId: row.noticeId! });
		expect(mail?.subject ?? null).toBe(kept ? row.subject : null);
	});
});
