import fs from 'node:fs';
import path from 'node:path';
import { askOwner } from './demo-world';
import { remindAtAnyHour } from './reminders';

/** Cases the second house opens from here on carry numbers the first one never reaches. */
const FAR_ON = 500_000;

/**
 * References are counted per company, and journeys open cases in both. Before the first of them the counters
 * are moved apart, so that a reference of one house is never, by chance, one of the other too.
 */
export default async function prepareHouses(): Promise<void> {
	const data = path.resolve(
		import.meta.dirname,
		'../../..',
		process.env.E2E_DATA_DIR ?? '.data/e2e'
	);
	const url = fs.readFileSync(path.join(data, 'pg/url'), 'utf8');
	const moved = await askOwner(url, async (query) => {
		await remindAtAnyHour(query);
		return query(
			`update organisation set dispute_sequence = dispute_sequence + $1
			where id <> (select id from organisation order by created_at limit 1) returning id`,
			[FAR_ON]
		);
	});
	if (moved.length === 0) throw new Error('the demo has one house only');
}
