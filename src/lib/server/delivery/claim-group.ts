import { sql } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import { machineNow } from '../clock';
import { unitOfWork, type Unit } from '../db/client';
import { delivery } from '../db/schema/delivery';
import type { MailFacts } from '../mail/mails';
import { addresseeOf, leaseFromNow, type Claim } from './claim';
import { crashAt } from './crash-points';
import { lockDue } from './lock-deliveries';
import { leftBefore, namesOf } from './mail-names';
import { withoutReader } from './may-receive';
import { remember, stop } from './not-sent';
import { askAboutNotices } from './notice-hook';
import type { Delivery } from './queries';
import { writeLetters } from './write-letter';
import type { Written } from './written';

/** What was looked at longer ago is looked at again before it leaves. */
const BEGINS_WITHIN_MS = 1500;
/** Whoever writes to one of these customers waits for all of them: rather one by one than long. */
const LOCK_TIMEOUT = '1000ms';

/** Mails that are this process's, none of them begun: see begin.ts. */
export interface Group {
	claims: readonly Claim[];
	beginUntil: Date;
}

/**
 * As `claimDelivery`, for notices by mail to as many customers, in one transaction: the same look at
 * each of them, which the database is asked for once. One that cannot be written fails them all; they
 * are then taken one by one.
 */
export const claimGroup = (scope: SystemScope, ids: readonly string[]): Promise<Group> =>
	unitOfWork(scope, async (unit) => {
		await unit.tx.execute(sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`);
		const rows = await withoutRemembered(unit, await lockDue(unit, ids));
		const letters = await thoseThatLeave(unit, rows);
		const group = await takeAll(unit, letters);
		crashAt('before_claim');
		return group;
	});

async function withoutRemembered(
	unit: Unit<SystemScope>,
	rows: readonly Delivery[]
): Promise<Delivery[]> {
	const left = await leftBefore(unit, rows);
	for (const row of rows) if (left.has(row.id)) await remember(unit, row, left.get(row.id)!);
	return rows.filter(({ id }) => !left.has(id));
}

interface Letter {
	row: Delivery;
	facts: MailFacts['dunning-notice'];
}

async function thoseThatLeave(
	unit: Unit<SystemScope>,
	rows: readonly Delivery[]
): Promise<Letter[]> {
	if (rows.length === 0) return [];
	const ends = await withoutReader(unit, rows);
	const asked = rows.map((row) => ({
		noticeId: row.noticeId!,
		to: addresseeOf(row, ends.get(row.id))
	}));
	const verdicts = await askAboutNotices(unit, asked);
	const leave: Letter[] = [];
	for (const [at, row] of rows.entries()) {
		const verdict = verdicts[at]!;
		if (verdict.send) leave.push({ row, facts: verdict.facts });
		else await stop(unit, row, verdict);
	}
	return leave;
}

async function takeAll(unit: Unit<SystemScope>, letters: readonly Letter[]): Promise<Group> {
	const beginUntil = new Date(machineNow().getTime() + BEGINS_WITHIN_MS);
	if (letters.length === 0) return { claims: [], beginUntil };
	const rows = letters.map(({ row }) => row);
	// The look may have given a step to another invoice.
	const names = await namesOf(unit, rows);
	const written = await writeLetters(unit, letters);
	await keep(unit, rows, written, beginUntil);
	const claims = rows.map((row, at) => ({
		id: row.id,
		attempts: row.attempts + 1,
		triedSince: row.firstAttemptAt ?? unit.now,
		message: written[at]!.message,
		name: names(row)[0]
	}));
	return { claims, beginUntil };
}

async function keep(
	unit: Unit<SystemScope>,
	rows: readonly Delivery[],
	written: readonly Written[],
	beginUntil: Date
): Promise<void> {
	const ids = rows.map(({ id }) => id);
	const [subjects, htmls, texts] = (['subject', 'html', 'text'] as const).map((part) =>
		written.map((one) => one.written[part])
	);
	await unit.tx.execute(sql`
		update ${delivery} set status = 'claimed', subject = w.subject, html = w.html, text = w.text,
			lease_until = ${leaseFromNow().toISOString()}::timestamptz,
			begin_until = ${beginUntil.toISOString()}::timestamptz
		from unnest(${sql.param(ids)}::uuid[], ${sql.param(subjects)}::text[], ${sql.param(htmls)}::text[],
			${sql.param(texts)}::text[]) as w (id, subject, html, text)
		where ${delivery.organisationId} = ${unit.scope.organisationId} and ${delivery.id} = w.id`);
}
