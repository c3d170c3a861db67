import { STOP_PLACE } from '../sender';
import type { MailFollower } from '../customer-mails';
import { speak, type Letter } from './letter';

/** Why somebody who follows a case reads this, and how he ends it; nothing for whoever raised it. */
export function stopOf({ follower }: { follower?: MailFollower }, letter: Letter) {
	if (!follower) return null;
	const { words } = speak(letter);
	return {
		why: words('follow_why', { by: follower.by }),
		label: words('follow_stop'),
		href: `${STOP_PLACE}${follower.id}`
	};
}
