import {
	onCopyClaim,
	onNoticeClaim,
	onNoticeNamed,
	onNoticeSettled,
	onNoticeTracked,
	onNoticeUntaken
} from '../delivery/notice-hook';
import { claimCopy } from '../dunning/claim-copy';
import { claimNotices } from '../dunning/claim-notice';
import { forgetClaims } from '../dunning/forget-claims';
import { noteTracking } from '../dunning/letters/note-tracking';
import { noticeNames } from '../dunning/name-notice';
import { settleNotice } from '../dunning/settle-notice';

// Delivery knows no dunning: whoever delivers imports this file, and a notice is looked at again before it leaves.
onNoticeClaim(claimNotices);
onCopyClaim(claimCopy);
onNoticeSettled(settleNotice);
onNoticeNamed(noticeNames);
onNoticeUntaken(forgetClaims);
onNoticeTracked(noteTracking);
