import { attachmentsOf, shownFile } from '../attachments/queries';
import type { DeskScope } from '../auth/scope';
import type { Unit } from '../db/client';
import { mailsOfDispute } from '../delivery/outbox-queries';
import { changedSubjects } from './changed-subjects';
import { formerFollowersOf } from './former-followers';
import { messagesOf } from './history';
import { mergedTalk } from './merged-talk';
import { talkOf } from './participants';
import { followersOf } from './recipients';

/** What was written and sent about a case and those merged into it, and who reads it. */
export async function talkShown(unit: Unit<DeskScope>, id: string) {
	const merged = await mergedTalk(unit, id);
	const files = await attachmentsOf(unit, id, 'all');
	const mails = await mailsOfDispute(unit, id);
	return {
		messages: [...(await messagesOf(unit, id)), ...merged.messages],
		files: [...files, ...merged.files].map((file) => ({
			...shownFile(file),
			audience: file.audience,
			uploadedByKind: file.uploadedByKind
		})),
		mails,
		subjects: await changedSubjects(unit, id, mails),
		talk: await talkOf(unit, id),
		followers: await followersShown(unit, id),
		formerFollowers: await formerFollowersOf(unit, id)
	};
}

const followersShown = async (unit: Unit<DeskScope>, id: string) =>
	(await followersOf(unit, id)).map(({ id: followerId, name, email, language, ...row }) => ({
		...{ id: followerId, name, email, language },
		hasAccount: row.contactId !== null,
		addedByName: row.addedByName
	}));
