import type { LocalDate } from '$lib/domain/calendar';
import { orNone } from '../../form';
import { AppError } from '$lib/domain/errors';
import { action, seenIn, type Words } from './case-action';

/** Nothing chosen is told at its field, in the words of a reason. */
function reasonIn({ reasonCode = '' }: Words): string {
	if (!reasonCode) throw new AppError('reason_required', {}, 'reasonCode');
	return reasonCode;
}

export const stepActions = {
	close: action('close', (door, { id }, words) =>
		door.close({
			disputeId: id,
			to: words.to as never,
			note: words.note ?? '',
			duplicateOf: orNone(words.duplicateOf),
			seen: seenIn(words)
		})
	),
	reopen: action('reopen', async (door, { id }, words) =>
		(await door.reopen({
			...{ disputeId: id, note: words.note ?? '', seen: seenIn(words) },
			seenFollowing: orNone(words.seenFollowing)
		}))
			? 'reopen_late'
			: 'reopen'
	),
	move: action('move', (door, { id }, words) =>
		door.move({ disputeId: id, to: words.to as never, note: '', seen: seenIn(words) })
	),
	subStatus: action('subStatus', (door, { id }, words) =>
		door.setSubStatus({ disputeId: id, subStatusId: orNone(words.subStatusId) ?? null })
	),
	priority: action('priority', (door, { id }, words) =>
		door.setPriority({ disputeId: id, priority: words.priority as never })
	),
	reason: action('reason', (door, { id }, words) =>
		door.changeReason({
			disputeId: id,
			reasonCode: reasonIn(words),
			note: words.note ?? '',
			seen: seenIn(words)
		})
	),
	commit: action('commit', (door, { id }, words) =>
		door.commit({
			disputeId: id,
			dueOn: (words.dueOn ?? '') as LocalDate,
			what: words.what ?? '',
			seen: seenIn(words)
		})
	)
};
