import { and, eq, sql } from 'drizzle-orm';
import { deedsAmong } from '../audit/queries';
import type { InsideScope } from '../auth/scope';
import { customersByIds } from '../customers/queries';
import type { Unit } from '../db/client';
import { notice } from '../db/schema/notices';

/** What a person decides about one step of a run. Words: `runs_did_<deed>`. */
export const DEEDS = [
	'confirmed',
	'skipped',
	'called',
	'taken_back',
	'reworded',
	'words_restored',
	'written_again'
] as const;

/** More are on the pages of their steps. */
const LISTED = 50;

/** Who confirmed, skipped, called or took back what this run proposed, the newest first. */
export async function deedsOfRun(unit: Unit<InsideScope>, runId: string) {
	const ids = unit.tx
		.select({ id: sql<string>`${notice.id}::text` })
		.from(notice)
		.where(and(eq(notice.organisationId, unit.scope.organisationId), eq(notice.runId, runId)));
	const actions = DEEDS.map((deed) => `notice.${deed}`);
	const events = await deedsAmong(unit, { kind: 'notice', ids, actions }, LISTED + 1);
	const customerIds = [...new Set(events.flatMap(({ customerId }) => customerId ?? []))];
	const names = new Map(
		(await customersByIds(unit, customerIds)).map(({ id, name }) => [id, name])
	);
	return {
		deeds: events.slice(0, LISTED).map(({ action, subjectId, customerId, data, ...event }) => ({
			...event,
			deed: DEEDS.find((deed) => action === `notice.${deed}`)!,
			noticeId: subjectId,
			customerName: names.get(customerId ?? '') ?? '',
			note: noteIn(data)
		})),
		more: events.length > LISTED
	};
}

const noteIn = ({ note, reason }: Record<string, unknown>): string => String(note ?? reason ?? '');
