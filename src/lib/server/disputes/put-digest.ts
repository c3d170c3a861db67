import type { SQL } from 'drizzle-orm';
import type { SystemScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { putMail } from '../delivery/outbox';
import type { MailFacts } from '../mail/mails';
import type { Account } from '../settings/account-queries';
import { deadlineLines, overdueLines } from './deadline-lines';
import { noteTold } from './deadlines-told';
import { newsOf, waitingOf } from './digest-facts';
import type { DigestsToday } from './digests-today';
import { headDay } from './heads-news';
import { ownDay } from './owners-news';

interface Digest {
	reader: Account;
	/** The lines that were kept for it. */
	kept: SQL | undefined;
	today: DigestsToday;
}

/** One mail a day, of all there is; none where nothing is. */
export async function putDigest(unit: Unit<SystemScope>, digest: Digest): Promise<void> {
	const { reader } = digest;
	const daily = await dailyFacts(unit, digest);
	const told = await toldFacts(unit, digest);
	const facts = { ...daily, ...told, more: { ...daily.more, ...told.more } };
	const { news, waiting, promises, deadlines, team } = facts;
	if ([news, waiting, promises, deadlines, team].every(({ length }) => length === 0)) return;
	await putMail(unit, {
		...{ mail: 'staff-digest', onceKey: `staff-digest:${reader.id}:${unit.today}`, to: reader },
		facts
	});
}

const NOTHING = { rows: [], more: 0 };

/** Whoever reads single mails has had them, but for what was kept until he changed his mind. */
async function dailyFacts(unit: Unit<SystemScope>, { reader, kept, today }: Digest) {
	const isDaily = reader.alerts === 'daily' || today.keptFor.has(reader.id);
	const news = isDaily ? await newsOf(unit, kept) : NOTHING;
	const waiting = isDaily ? await waitingOf(unit, reader, today.inHouse) : NOTHING;
	const promises = isDaily ? today.promises(reader.id) : NOTHING;
	return {
		...{ news: news.rows, waiting: waiting.rows, promises: promises.rows },
		more: { news: news.more, waiting: waiting.more, promises: promises.more }
	} satisfies MailFacts['staff-digest'];
}

/** Days of his cases and of his team's: written down as told with the mail that tells them. */
async function toldFacts(unit: Unit<SystemScope>, { reader, today }: Digest) {
	const own = today.own.get(reader.id) ?? { fresh: [], late: 0 };
	const team = today.heads
		.filter(({ userId }) => userId === reader.id)
		.flatMap(({ fresh }) => fresh);
	await noteTold(unit, [...own.fresh.map(ownDay), ...team.map((one) => headDay(reader.id, one))]);
	const deadlines = await deadlineLines(unit, own.fresh);
	const late = await overdueLines(unit, team);
	return {
		...{ deadlines: deadlines.rows, team: late.rows },
		more: { deadlines: deadlines.more, team: late.more, late: own.late }
	};
}
