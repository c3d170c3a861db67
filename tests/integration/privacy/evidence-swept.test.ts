import { expect, test } from 'vitest';
import { asOwner, useDatabase } from '../../support/database';

useDatabase();

/** Colleagues, as they were called when they did it: nobody erases them. */
const OF_COLLEAGUES = [
	'approval.by_name',
	'approval.for_name',
	'dispute_commitment.set_by_name',
	'follow_up.stand_in_name',
	'inbound_reading.by_name',
	'mention.user_name',
	'write_off.by_name'
];

test('an erasure reaches every text about customers’ people, evidence too: the application may rewrite it for that', async () => {
	const unreachable = await asOwner(
		`select t.name || '.' || c.column_name as named from tables_with_people() t
		join information_schema.columns c on c.table_schema = 'public' and c.table_name = t.name
		where c.data_type = 'text' and not never_words(c.column_name)
			and not has_column_privilege('entendu_app', format('public.%I', t.name), c.column_name, 'update')
		order by 1`
	);
	expect(unreachable.map(({ named }) => named)).toEqual(OF_COLLEAGUES);
});
