import {
	onCopyClaim,
	onNoticeClaim,
	onNoticeNamed,
	onNoticeSettled
} from '../delivery/notice-hook';
import { claimCopy } from '../dunning/claim-copy';
import { claimNotices } from '../dunning/claim-notice';
import { noticeNames } from '../dunning/name-notice';
import { settleNotice } from '../dunning/settle-notice';

// Delivery knows no dunning: whoever delivers imports this file, and a notice is looked at again before it leaves.
onNoticeClaim(claimNotices);
onCopyClaim(claimCopy);
onNoticeSettled(settleNotice);
onNoticeNamed(noticeNames);
