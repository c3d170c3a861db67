import { and, asc, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { insertMany } from '$lib/server/db/many-rows';
import { unitOfWork } from '$lib/server/db/client';
import { auditEvent } from '$lib/server/db/schema/audit';
import { decision } from '$lib/server/db/schema/runs';
import { runDunning } from '$lib/server/dunning/run-dunning';
import { useDatabase } from '../../support/database';
import { buildCustomer, buildOrganisation } from '../../support/factories';

useDatabase();

const AWKWARD = [
	'',
	'null',
	'NULL',
	'\\N',
	'{}',
	'"quoted", \\ back\\slash',
	'line\nfeed\ttab',
	'L’été, 1 000 €',
	'😀'
];

test('many rows arrive as they were typed, nothing stays nothing, and another organisation sees none', async () => {
	const [inside, outside] = [await buildOrganisation(), await buildOrganisation()];
	const rows = AWKWARD.map((text, i) => ({
		...{ id: uuidv7(), action: 'test.many', subjectKind: 'customer', subjectId: uuidv7() },
		...{ actorName: text, customerId: null, data: { text, i, none: null } }
	}));
	const read = (scope: typeof inside) =>
		unitOfWork(scope, (unit) =>
			unit.tx
				.select()
				.from(auditEvent)
				.where(eq(auditEvent.action, 'test.many'))
				.orderBy(asc(auditEvent.id))
		);
	await unitOfWork(inside, (unit) =>
		unit.tx.execute(
			insertMany(auditEvent, rows, {
				...{ organisationId: inside.organisationId, at: unit.now, actorKind: 'system' as const },
				actorId: 'test'
			})
		)
	);
	expect(await read(inside)).toMatchObject(rows);
	expect(await read(outside)).toEqual([]);
});

test('the characters that part fields and lines do not survive in what somebody typed', async () => {
	const inside = await buildOrganisation();
	const row = {
		...{ id: uuidv7(), action: 'test.parts', subjectKind: 'customer', subjectId: uuidv7() },
		...{ actorName: 'a\u001fb\u001ec\u001dd', data: { text: 'a\u001fb\u001ec\u001dd' } }
	};
	await unitOfWork(inside, (unit) =>
		unit.tx.execute(
			insertMany(auditEvent, [row], {
				...{
					organisationId: inside.organisationId,
					at: unit.now,
					actorKind: 'system' as const,
					actorId: 'test'
				}
			})
		)
	);
	const [kept] = await unitOfWork(inside, (unit) =>
		unit.tx.select().from(auditEvent).where(eq(auditEvent.action, 'test.parts'))
	);
	expect(kept).toMatchObject({ actorName: 'abcd', data: row.data, customerId: null });
});

test('a list stays a list, whatever its words hold', async () => {
	const inside = await buildOrganisation();
	const customer = await buildCustomer(inside);
	const { runId } = await runDunning(inside);
	const reasons = ['no_contact', 'say "no", {now}', 'back\\slash'] as never[];
	const row = {
		...{ id: uuidv7(), customerId: customer.id, outcome: 'nothing' as const, stepKey: null },
		...{ leaderInvoiceId: null, reasons, detail: { items: '' } }
	};
	await unitOfWork(inside, (unit) =>
		unit.tx.execute(
			insertMany(decision, [row], {
				...{ organisationId: inside.organisationId, runId, decidedAt: unit.now }
			})
		)
	);
	const [kept] = await unitOfWork(inside, (unit) =>
		unit.tx
			.select()
			.from(decision)
			.where(and(eq(decision.runId, runId), eq(decision.customerId, row.customerId)))
	);
	expect(kept).toMatchObject({ reasons, detail: row.detail });
});
