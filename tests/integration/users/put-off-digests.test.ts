import { expect, test } from 'vitest';
import { unitOfWork } from '$lib/server/db/client';
import { putOffDigests } from '$lib/server/settings/users/put-off-digest';
import { asOwner, useDatabase } from '../../support/database';
import { buildWorld } from '../../support/world';

useDatabase();

test('a digest of the house that could not be worked out puts each off by his own count', async () => {
	const { ours, other } = await buildWorld();
	const { collector, approver, admin } = ours.users;
	await asOwner('update "user" set digest_failures = 3 where id = $1', [collector.id]);
	await asOwner('update "user" set digest_on = $2 where id = $1', [
		...[admin.id, await unitOfWork(ours.inside, async ({ today }) => today)]
	]);
	await unitOfWork(ours.inside, putOffDigests);
	const failures = async (userId: string) =>
		(await asOwner('select digest_failures from "user" where id = $1', [userId]))[0];
	expect(await failures(collector.id)).toEqual({ digest_failures: 4 });
	expect(await failures(approver.id)).toEqual({ digest_failures: 1 });
	expect(await failures(admin.id)).toEqual({ digest_failures: 0 });
	expect(await failures(other.users.collector.id)).toEqual({ digest_failures: 0 });
});
