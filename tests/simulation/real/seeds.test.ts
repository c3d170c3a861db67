import { describe, expect, test } from 'vitest';
import { asOwner } from '../../support/database';
import { useStory } from '../../support/story';
import { check } from '../checkers';
import { failure, seedsOf } from '../report';
import { liveWeeks } from './weeks';

const seeds = seedsOf('real', { from: 1, count: 6 });

describe.runIf(seeds.length > 0)('four weeks of the server on a real database', () => {
	const story = useStory();
	test.each(seeds)(
		'seed %i',
		async (seed) => {
			const journal = await liveWeeks(seed, story.smtp);
			const [violation] = check(journal);
			expect(violation && failure('real', seed, violation)).toBeUndefined();
			// Who never writes to anybody breaks no rule.
			expect(journal.mails.length).toBeGreaterThan(0);
		},
		120_000
	);

	// The product refuses much of what is tried: it must not refuse all of it.
	test.runIf(seeds.length >= 6)('saw each thing that can happen', async () => {
		const [seen] = await asOwner(`select
			exists (select from payment) as payments, exists (select from dispute) as disputes,
			exists (select from hold where released_at is not null) as holds,
			exists (select from promise where withdrawn_at is null) as promises,
			exists (select from promise where withdrawn_at is not null) as "promises taken back",
			exists (select from scenario_version where number > 1 and published_at is not null) as versions,
			exists (select from promise p join promise_item i on i.promise_id = p.id join invoice v on v.id = i.invoice_id
				where (withdrawn_at is null or withdrawn_at::date > p.due_on + 3)
					and p.due_on + 3 < (select max(run_on) from run r where r.organisation_id = p.organisation_id)
					and v.total_minor > coalesce((select sum(amount_minor) from allocation a
						where a.invoice_id = v.id and a.allocated_on <= p.due_on + 3), 0)) as "promises broken"`);
		expect(Object.entries(seen!).filter(([, happened]) => !happened)).toEqual([]);
	});
});
