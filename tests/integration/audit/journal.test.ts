import { beforeEach, describe, expect, test } from 'vitest';
import { journal, PAGE } from '$lib/server/audit/journal';
import { journalCsv } from '$lib/server/audit/journal-csv';
import { journalFilter } from '$lib/server/audit/journal-filter';
import { record } from '$lib/server/audit/record';
import type { SystemScope } from '$lib/server/auth/scope';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { TEST_INSTANT, useDatabase } from '../../support/database';
import { everyUser } from '$lib/server/settings/queries';
import { buildOrganisation, buildUser } from '../../support/factories';

useDatabase();

let ours: SystemScope;
let other: SystemScope;
beforeEach(async () => {
	setClock(TEST_INSTANT);
	ours = await buildOrganisation();
	other = await buildOrganisation();
});

const MINUTE = 60_000;
async function done(of: SystemScope, id: string, at = TEST_INSTANT): Promise<void> {
	setClock(at);
	await unitOfWork(of, (unit) => record(unit, 'import.uploaded', { kind: 'import', id }, { id }));
}
const read = (of: SystemScope, asked: Record<string, string> = {}) =>
	unitOfWork(of, (unit) => journal(unit, journalFilter.parse(asked)));
const imports = async (asked: Record<string, string> = {}) =>
	(await read(ours, { kind: 'import', ...asked })).rows.map(({ subjectId }) => subjectId);

describe('the trail of an organisation', () => {
	test('is read the newest first, and holds nothing of another', async () => {
		await done(ours, 'first');
		await done(other, 'theirs');
		await done(ours, 'second', new Date(TEST_INSTANT.getTime() + MINUTE));
		expect(await imports()).toEqual(['second', 'first']);
	});

	test('every event stands on one page and no event on two, those of one instant too', async () => {
		const ids = Array.from({ length: PAGE + 7 }, (_, n) => `import ${n}`);
		for (const id of ids) await done(ours, id);
		const first = await read(ours, { kind: 'import' });
		const second = await read(ours, { kind: 'import', after: first.after! });
		expect(first.rows).toHaveLength(PAGE);
		expect(second.after).toBeNull();
		const shown = [...first.rows, ...second.rows].map(({ subjectId }) => subjectId);
		expect([...shown].sort()).toEqual([...ids].sort());
	});

	test('a day is a day where the organisation is', async () => {
		// Half past midnight in Paris is still the evening before in Greenwich.
		await done(ours, 'night', new Date('2026-03-10T23:30:00Z'));
		expect(await imports({ from: '2026-03-11', until: '2026-03-11' })).toEqual(['night']);
		expect(await imports({ from: '2026-03-10', until: '2026-03-10' })).toEqual([]);
	});

	test('is narrowed by whoever did it', async () => {
		await done(ours, 'by itself');
		expect(await imports({ by: 'system' })).toEqual(['by itself']);
		expect(await imports({ by: 'customer' })).toEqual([]);
	});

	test('whoever left is still looked for by name, and only where he was', async () => {
		const gone = await buildUser(ours, { name: 'Gone Girard', disabledAt: TEST_INSTANT });
		const { people, rows } = await unitOfWork(ours, async (unit) => ({
			people: await everyUser(unit),
			rows: (await journal(unit, journalFilter.parse({ by: gone.id }))).rows
		}));
		expect(rows).toEqual([]);
		expect(people).toContainEqual({ id: gone.id, name: 'Gone Girard', isGone: true });
		expect(await unitOfWork(other, everyUser)).not.toContainEqual(
			expect.objectContaining({ id: gone.id })
		);
	});

	test('an address nobody understands narrows nothing', async () => {
		await done(ours, 'one');
		expect(await imports({ from: 'yesterday', by: '???', after: 'x' })).toEqual(['one']);
	});

	test('its file says the same in words and codes, of this organisation alone', async () => {
		await done(ours, 'ours');
		await done(other, 'theirs');
		const csv = await unitOfWork(ours, (unit) =>
			journalCsv(unit, journalFilter.parse({ kind: 'import' }), 'en')
		);
		const [head, ...rows] = csv.trim().split('\r\n');
		expect(head).toContain('action_code');
		expect(rows).toHaveLength(1);
		expect(rows[0]).toContain('Import file received');
		expect(rows[0]).toContain('import.uploaded');
	});
});
