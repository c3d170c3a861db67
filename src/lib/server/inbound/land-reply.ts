import type { LeftOut } from '$lib/domain/inbound/own-words';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { SystemScope } from '../auth/scope';
import { scopeOf } from '../auth/links';
import { withScope, type Unit } from '../db/client';
import { replyDispute } from '../disputes/reply-dispute';
import { keyOfMail } from './landed-mails';
import type { InboundMail } from './queries';
import type { ReadMail } from './read-mail';
import type { SortedFiles } from './sort-files';
import type { ThreadFound } from './thread-of';

/** A verified answer is what its sender could have written behind his link, with his limits and his files. */
export async function landReply(
	unit: Unit<SystemScope>,
	{ id, receivedAt: saidAt }: InboundMail,
	{ read, files, found }: { read: ReadMail; files: SortedFiles; found: ThreadFound }
): Promise<void> {
	const { door, about } = found;
	const scope = scopeOf(door!, unit.scope.timeZone);
	if (scope.audience !== 'portal') throw new Error('a customer answers through a door of his own');
	await withScope(unit, scope, (beside) =>
		replyDispute(beside, {
			reference: about!.dispute.reference,
			body: withLeft(withCut(read.reply, read.leftOut, door!.language), files.left, door!.language),
			idempotencyKey: keyOfMail(id),
			files: files.taken,
			saidAt
		})
	);
}

/** What stayed behind is said where everybody on the case reads it. */
export function withLeft(body: string, left: readonly string[], language: Language): string {
	if (left.length === 0) return body;
	return `${body}\n\n${say('inbound_files_left', { names: left.join(', ') }, language)}`.trim();
}

/** Whoever reads less than was written knows it. */
export function withCut(body: string, leftOut: LeftOut, language: Language): string {
	if (leftOut === '') return body;
	const words = leftOut === 'quoted' ? 'inbound_cut_quoted' : 'inbound_cut';
	return `${body}\n\n${say(words, {}, language)}`;
}
