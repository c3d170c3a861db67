import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { addDays, localDate, type LocalDate } from '$lib/domain/calendar';
import { AppError } from '$lib/domain/errors';
import { setClock } from '$lib/server/clock';
import { unitOfWork } from '$lib/server/db/client';
import { makeRandom, type Random } from '$lib/server/db/seed/random';
import { begin } from '$lib/server/delivery/begin';
import { claimDelivery } from '$lib/server/delivery/claim';
import { claimGroup } from '$lib/server/delivery/claim-group';
import { deliverDue } from '$lib/server/delivery/deliver';
import { openLane } from '$lib/server/delivery/registry';
import { confirmNotice } from '$lib/server/dunning/confirm-notice';
import { tick } from '$lib/server/jobs/tick';
import { asOwner } from '../../support/database';
import type { Smtp } from '../../support/smtp';
import { emptyJournal, type Journal } from '../journal';
import { Notebook, positionOf } from './notebook';
import { buildTown, payEverything, PLACES, type Town } from './town';
import { truthOf } from './truth';
import { somethingHappens } from './verbs';

const WEEKS = 4;
/** Each reaches over a change of the clock somewhere. */
const STARTS = ['2027-03-08', '2027-03-20', '2027-10-18', '2027-10-25'];

/** Some weeks of an organisation on the real server code and a real database. */
export async function liveWeeks(seed: number, smtp: Smtp): Promise<Journal> {
	const random = makeRandom(seed);
	const first = localDate(random.pick(STARTS));
	const { timeZone, country } = PLACES[seed % PLACES.length]!;
	setClock(instantOf(first, 600, timeZone));
	const town = await buildTown(first, seed, random);
	const journal = emptyJournal({ ...town.rules, closed: closuresOf(country) });
	const notebook = new Notebook(town, journal, smtp);
	for (let day = first; day < addDays(first, WEEKS * 7); day = addDays(day, 1))
		await liveDay({ town, journal, notebook, smtp, random, day });
	smtp.mood = 'accept';
	await payEverything(town, addDays(first, WEEKS * 7 - 1));
	journal.runs = await asOwner<{ on: string }>(
		'select run_on::text as on from run where organisation_id = $1',
		[town.inside.organisationId]
	);
	return journal;
}

const closuresOf = (country: string): Set<string> =>
	new Set(
		new Holidays(country)
			.getHolidays(2027)
			.filter(({ type }) => type === 'public')
			.map(({ date }) => date.slice(0, 10))
	);

interface Day {
	town: Town;
	journal: Journal;
	notebook: Notebook;
	smtp: Smtp;
	random: Random;
	day: LocalDate;
}

async function liveDay(today: Day): Promise<void> {
	const { town, journal, notebook, smtp, random, day } = today;
	const { timeZone, sendFromMinute, sendUntilMinute } = town.rules;
	const minute = random.chance(0.2) ? random.int(0, 1_400) : random.int(540, 1_000);
	const at = instantOf(day, minute, timeZone);
	setClock(at);
	await somethingHappens({ town, today: day, random });
	if (random.chance(0.3)) await aPersonWorks(today);
	const truth = await truthOf(town.inside.organisationId, day);
	smtp.mood = random.pick(MOODS);
	// Somebody acts while two replicas wake at the same instant.
	const meanwhile = random.chance(0.3)
		? [somethingHappens({ town, today: day, random, onlyLess: true })]
		: [];
	if (random.chance(0.2)) await (random.chance(0.5) ? aGroupDies : aWorkerDies)(today);
	await Promise.all([tick(), tick(), ...meanwhile]);
	while ((await deliverDue()) > 0);
	if (sendFromMinute <= minute && minute < sendUntilMinute) journal.wakeDays.add(day);
	await notebook.day(day, at, truth);
}

const MOODS = ['accept', 'accept', 'accept', 'accept', 'later', 'refuse', 'drop', 'never'] as const;

const instantOf = (day: string, minute: number, timeZone: string): Date =>
	new Date(
		Temporal.PlainDate.from(day).toZonedDateTime({
			timeZone,
			plainTime: { hour: Math.floor(minute / 60), minute: minute % 60 }
		}).epochMilliseconds
	);

/** A claim is committed, perhaps the body leaves, and nobody hears of that process again. */
async function aWorkerDies({ town, random }: Day): Promise<void> {
	const { organisationId } = town.inside;
	const [due] = await asOwner<{ id: string }>(
		`select id from delivery where organisation_id = $1 and status in ('planned', 'retry') limit 1`,
		[organisationId]
	);
	const claim = due && (await claimDelivery(town.inside, due.id));
	if (!claim) return;
	const lane = openLane();
	if (random.chance(0.5)) await lane.send(claim.message);
	lane.close();
	// Ten minutes of the machine go by.
	await asOwner(
		`update delivery set lease_until = lease_until - interval '11 minutes' where organisation_id = $1 and id = $2`,
		[organisationId, claim.id]
	);
}

/** The same with reminders that were claimed together, of which one was begun or none. */
async function aGroupDies({ town, random }: Day): Promise<void> {
	const { organisationId } = town.inside;
	const due = await asOwner<{ id: string }>(
		`select distinct on (customer_id) id from delivery where organisation_id = $1
			and status in ('planned', 'retry') and channel = 'email' and notice_id is not null
			order by customer_id, id`,
		[organisationId]
	);
	const ids = due.slice(0, 5).map(({ id }) => id);
	const group = await claimGroup(town.inside, ids);
	const [first] = group.claims;
	if (first && random.chance(0.7)) {
		const isBegun = await unitOfWork(town.inside, (unit) => begin(unit, first, group));
		const lane = openLane();
		if (isBegun && random.chance(0.5)) await lane.send(first.message);
		lane.close();
	}
	await asOwner(
		`update delivery set lease_until = lease_until - interval '11 minutes',
			begin_until = begin_until - interval '11 minutes'
		where organisation_id = $1 and status = 'claimed'`,
		[organisationId]
	);
}

async function aPersonWorks({ town, journal, day }: Day): Promise<void> {
	const waiting = await asOwner<{ id: string }>(
		`select id from notice where organisation_id = $1 and status = 'to_confirm'`,
		[town.inside.organisationId]
	);
	for (const { id } of waiting) {
		// What was overtaken is refused, and said to nobody.
		if (!(await isConfirmed(town, id))) continue;
		const [row] = await asOwner<Said>(
			'select customer_id, leader_invoice_id, step_key from notice where organisation_id = $1 and id = $2',
			[town.inside.organisationId, id]
		);
		journal.visits.push({
			customerId: row!.customer_id,
			// The last look may have given the step to another invoice.
			leaderInvoiceId: row!.leader_invoice_id,
			stepKey: row!.step_key,
			position: positionOf(row!.step_key),
			on: day
		});
	}
}

type Said = Record<'customer_id' | 'leader_invoice_id' | 'step_key', string>;

const isConfirmed = (town: Town, noticeId: string): Promise<boolean> =>
	unitOfWork(town.desk, (unit) => confirmNotice(unit, noticeId, { sure: true })).then(
		() => true,
		(error: unknown) => {
			if (error instanceof AppError) return false;
			throw error;
		}
	);
