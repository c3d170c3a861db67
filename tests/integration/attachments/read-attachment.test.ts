import { beforeAll, expect, it } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { readAttachment } from '$lib/server/attachments/read-attachment';
import { saveAttachments } from '$lib/server/attachments/save-attachment';
import { attachmentResponse } from '$lib/server/trpc/file-response';
import { useDatabase } from '../../support/database';
import { callerFor, portalScopeOf, resolverScopeOf } from '../../support/scopes';
import { buildWorld, type Company } from '../../support/world';

useDatabase();

let ours: Company;
let other: Company;
const pdf = new TextEncoder().encode('%PDF-1.4 delivery note');

beforeAll(async () => {
	({ ours, other } = await buildWorld());
});

const save = async (audience: 'customer' | 'internal' = 'customer', name = 'bon.pdf') => {
	const { dispute } = ours.account;
	const target = {
		disputeId: dispute.id,
		customerId: dispute.customerId,
		audience,
		uploadedByKind: 'customer' as const
	};
	const [id] = await unitOfWork(ours.inside, (unit) =>
		saveAttachments(unit, target, [{ name, bytes: pdf }])
	);
	return id!;
};

it('opens for the customer, the resolver of the case and the staff', async () => {
	const id = await save();
	for (const scope of [
		await portalScopeOf(ours.account.portalPath),
		await resolverScopeOf(ours.account.resolverPath),
		ours.desk.collector
	])
		expect((await unitOfWork(scope, (unit) => readAttachment(unit, id))).content).toEqual(pdf);
});

it('opens for nobody else', async () => {
	const id = await save();
	for (const scope of [
		await portalScopeOf(ours.neighbour.portalPath),
		await resolverScopeOf(ours.neighbour.resolverPath),
		other.desk.admin,
		await portalScopeOf(other.account.portalPath)
	])
		await expect(unitOfWork(scope, (unit) => readAttachment(unit, id))).rejects.toMatchObject({
			code: 'not_found'
		});
});

it('never shows an internal file to the customer', async () => {
	const id = await save('internal');
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	await expect(portal.attachment({ id })).rejects.toMatchObject({ message: 'not_found' });
	expect(
		(await portal.show({ reference: ours.account.dispute.reference })).files.map((file) => file.id)
	).not.toContain(id);
});

it('is not found when the id is nonsense', async () => {
	const portal = callerFor(await portalScopeOf(ours.account.portalPath)).portal.disputes;
	await expect(portal.attachment({ id: '../../etc/passwd' })).rejects.toMatchObject({
		message: 'not_found'
	});
});

it('leaves as a file that cannot run, under a name that says what it is', async () => {
	const id = await save('customer', 'faktura "é"\u202E.html');
	const file = await unitOfWork(ours.desk.collector, (unit) => readAttachment(unit, id));
	const { headers } = attachmentResponse(file);
	expect(headers.get('content-disposition')).toBe(
		`attachment; filename="faktura -e_-.html.pdf"; filename*=UTF-8''faktura%20-%C3%A9-.html.pdf`
	);
	expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
	expect(headers.get('cache-control')).toContain('no-store');
});
