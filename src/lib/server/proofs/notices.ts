import { labelOf } from '$lib/i18n/labels';
import type { Language } from '$lib/i18n/language';
import { say } from '$lib/i18n/words';
import type { NoticeAbout } from '../dunning/notices-about';
import type { Asked } from './asked';
import { inside, jsonFile, type Entry, type PathOf } from './entry';
import { isoInstant } from './iso-instant';
import { messageEntries } from './mails';

export interface AskedNotices extends Pick<Asked, 'scope' | 'language'> {
	facts: Pick<Asked['facts'], 'notices' | 'messages'>;
}

/** What was asked for of the invoices of the case: each notice with what it said, its messages and its letter. */
export const noticeEntries = (asked: AskedNotices, pathOf: PathOf): Entry[] =>
	asked.facts.notices.flatMap((notice) => {
		const folder = pathOf('notices', nameOf(asked, notice));
		return [
			sheet(asked, notice, pathOf(folder, 'notice.json')),
			...ownNotes(asked, notice, pathOf(inside(true, folder), 'notes.json')),
			...onPaper(notice, folder, { pathOf, language: asked.language }),
			...messages(asked, notice, folder, pathOf)
		];
	});

/** As people speak of it; two of one day and step are numbered in the order in which they were planned. */
const nameOf = ({ language }: AskedNotices, { content, stepKey, ...row }: NoticeAbout): string =>
	`${row.closedOn ?? row.plannedOn} ${content ? labelOf(content.stepName, language) : stepKey}`;

const sheet = ({ scope }: AskedNotices, notice: NoticeAbout, path: string): Entry => ({
	path,
	kind: 'notice',
	content: jsonFile({
		id: notice.noticeId,
		channel: notice.channel,
		step: notice.stepKey,
		status: notice.status,
		plannedOn: notice.plannedOn,
		closedAt: notice.closedAt && isoInstant(notice.closedAt, scope.timeZone),
		said: notice.content && saidIn(notice.content),
		letter: notice.letter && posted(notice.letter, scope.timeZone)
	})
});

/** Without what colleagues wrote beside it. */
const saidIn = ({
	note: _note,
	by: _by,
	reasons: _reasons,
	takenBack: _back,
	...said
}: NonNullable<NoticeAbout['content']>) => said;

const posted = (letter: NonNullable<NoticeAbout['letter']>, timeZone: string) => ({
	sha256: letter.sha256,
	pages: letter.pages,
	writtenAt: isoInstant(letter.createdAt, timeZone),
	postedOn: letter.postedOn,
	postedBy: letter.postedBy,
	trackingNumber: letter.trackingNumber
});

/** What colleagues wrote about it: of calls, and of what one of them did himself. */
function ownNotes({ scope }: AskedNotices, { content, calls }: NoticeAbout, path: string): Entry[] {
	const { note, by, takenBack } = content ?? {};
	if (!calls.length && !note && !takenBack) return [];
	const made = calls.map(({ noticeId: _notice, at, ...call }) => ({
		at: isoInstant(at, scope.timeZone),
		...call
	}));
	return [{ path, kind: 'notes', content: jsonFile({ by, note, takenBack, calls: made }) }];
}

function onPaper(
	{ letter, proof }: NoticeAbout,
	folder: string,
	{ pathOf, language }: { pathOf: PathOf; language: Language }
): Entry[] {
	const letters: Entry[] = letter
		? [
				{
					path: pathOf(folder, say('desk_proof_name_letter', {}, language)),
					kind: 'letter',
					content: letter
				}
			]
		: [];
	const receipts: Entry[] = proof
		? [
				{
					path: pathOf(folder, proof.name),
					kind: 'document',
					content: proof
				}
			]
		: [];
	return [...letters, ...receipts];
}

const messages = (
	asked: AskedNotices,
	notice: NoticeAbout,
	folder: string,
	pathOf: PathOf
): Entry[] =>
	asked.facts.messages
		.filter(({ noticeId }) => noticeId === notice.noticeId)
		.flatMap((message) =>
			messageEntries(asked, message, {
				folder: inside(message.isInternal, folder),
				kind: 'mail',
				pathOf
			})
		);
