import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { addDays, localDate, type LocalDate } from '$lib/domain/calendar';
import type { Decision } from '$lib/domain/dunning/decision';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { makeRandom, type Random } from '$lib/server/db/seed/random';
import { replay } from '$lib/server/dunning/replay';
import { replayWhole } from '$lib/server/dunning/replay-run';
import { asOwner } from '../support/database';
import { buildInvoice } from '../support/factories';
import { useStory } from '../support/story';
import { buildTown, payEverything, type Town } from '../simulation/real/town';
import { somethingHappens } from '../simulation/real/verbs';
import { MORE_ACTS } from './replay-acts';

const story = useStory({ of: 'test' });
const DAYS = 60;
const SEEDS = process.env.REPLAY_SEEDS?.split(',').map(Number) ?? [1, 2];
const FIRST = localDate('2027-03-01');
const MOODS = ['accept', 'accept', 'accept', 'accept', 'refuse', 'later'] as const;

const at = (town: Town, day: LocalDate, hour: number, minute = 0) =>
	setClock(
		new Date(
			Temporal.PlainDate.from(day).toZonedDateTime({
				timeZone: town.rules.timeZone,
				plainTime: { hour, minute }
			}).epochMilliseconds
		)
	);

async function liveDay(town: Town, day: LocalDate, random: Random): Promise<void> {
	story.smtp.mood = random.pick(MOODS);
	for (const hour of [9, 14]) {
		at(town, day, hour);
		const acts = { town, today: day, random, also: MORE_ACTS };
		for (let i = random.int(0, 3); i > 0; i--) await somethingHappens(acts);
		at(town, day, hour + 1);
		await story.wake();
	}
	if (random.chance(0.2)) {
		const customer = random.pick(town.customers);
		const fields = { issuedOn: day, dueOn: addDays(day, random.int(-5, 20)) };
		town.invoices.push(await buildInvoice(town.inside, customer, fields));
	}
}

/** What a person would compare. */
const short = (decision: Decision | null) =>
	decision && {
		outcome: decision.outcome,
		step: decision.step?.key,
		leader: decision.leaderInvoiceId,
		asked: decision.collectible,
		reasons: decision.reasons
	};

describe('sixty days of an organisation where everything changes', () => {
	test.each(SEEDS)('are replayed as they were decided, seed %i', isReplayed, 300_000);
});

async function isReplayed(seed: number): Promise<void> {
	const random = makeRandom(seed);
	setClock(new Date('2027-02-27T05:00:00Z'));
	const town = await buildTown(FIRST, seed, random);
	for (let day = FIRST; day < addDays(FIRST, DAYS); day = addDays(day, 1))
		await liveDay(town, day, random);
	const end = addDays(FIRST, DAYS);
	at(town, end, 10);
	await payEverything(town, end);
	const [{ n } = { n: 0 }] = await asOwner<{ n: number }>(
		'select count(*)::int as n from decision where organisation_id = $1',
		[town.inside.organisationId]
	);
	let compared = 0;
	for (let day = FIRST; day < end; day = addDays(day, 1)) {
		const rows = await unitOfWork(town.inside, (unit) =>
			replay(
				unit,
				day,
				town.customers.map(({ id }) => id)
			)
		);
		for (const row of rows.filter(({ recorded }) => recorded !== null)) {
			compared++;
			expect({ day, at: row.at, ...short(row.then) }).toEqual({
				...{ day, at: row.at },
				...short(row.recorded)
			});
			expect(row.isAsRecorded).toBe(true);
		}
	}
	expect(compared).toBe(n);
	expect(compared).toBeGreaterThan(100);
	const whole = await replayWhole(town.inside, addDays(FIRST, 30));
	expect(whole.differing).toEqual([]);
	expect(whole.customers).toBeGreaterThan(0);
}
