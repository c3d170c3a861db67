import { describe, expect, test } from 'vitest';
import { asOwner } from '../../support/database';
import { useStory } from '../../support/story';
import { check } from '../checkers';
import { failure, seedsOf } from '../report';
import { liveWeeks } from './weeks';

const seeds = seedsOf('real', { from: 1, count: 6 });
/** Nobody lives alone in a database; whoever lived there before is looked at every time it wakes, and costs time. */
const IN_ONE_DATABASE = 2;

/** The product refuses much of what is tried: it must not refuse all of it. */
const HAPPENED = `select
	exists (select from payment) as payments, exists (select from dispute) as disputes,
	exists (select from hold where released_at is not null) as holds,
	exists (select from promise where withdrawn_at is null) as promises,
	exists (select from promise where withdrawn_at is not null) as "promises taken back",
	exists (select from scenario_version where number > 1 and published_at is not null) as versions,
	exists (select from promise p join promise_item i on i.promise_id = p.id join invoice v on v.id = i.invoice_id
		where (withdrawn_at is null or withdrawn_at::date > p.due_on + 3)
			and p.due_on + 3 < (select max(run_on) from run r where r.organisation_id = p.organisation_id)
			and v.total_minor > coalesce((select sum(amount_minor) from allocation a
				where a.invoice_id = v.id and a.allocated_on <= p.due_on + 3), 0)) as "promises broken"`;
const happened = new Map<string, boolean>();

async function remember(): Promise<void> {
	const [seen] = await asOwner<Record<string, boolean>>(HAPPENED);
	for (const [what, isSeen] of Object.entries(seen!))
		happened.set(what, isSeen || happened.get(what) === true);
}

describe.runIf(seeds.length > 0)('four weeks of the server on a real database', () => {
	for (let from = 0; from < seeds.length; from += IN_ONE_DATABASE) {
		const some = seeds.slice(from, from + IN_ONE_DATABASE);
		describe(`where seeds ${some.join(' and ')} live`, () => {
			const story = useStory();
			test.each(some)(
				'seed %i',
				async (seed) => {
					const journal = await liveWeeks(seed, story.smtp);
					const [violation] = check(journal);
					expect(violation && failure('real', seed, violation)).toBeUndefined();
					// Who never writes to anybody breaks no rule.
					expect(journal.mails.length).toBeGreaterThan(0);
					await remember();
				},
				120_000
			);
		});
	}

	test.runIf(seeds.length >= 6)('saw each thing that can happen', () => {
		expect(happened.size).toBeGreaterThan(0);
		expect([...happened].filter(([, isSeen]) => !isSeen)).toEqual([]);
	});
});
