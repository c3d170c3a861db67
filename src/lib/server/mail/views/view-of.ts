import type { MailFacts, MailName } from '../mails';
import { accountUpdate } from './account-update';
import { approvalRequest } from './approval-request';
import { disputeDecided } from './dispute-decided';
import { disputeReceived } from './dispute-received';
import { disputeResolved } from './dispute-resolved';
import { disputeUpdate } from './dispute-update';
import { dunningNotice } from './dunning-notice';
import type { Letter, View } from './letter';
import { newLink } from './new-link';
import { resolverRequest } from './resolver-request';
import { staffAlert } from './staff-alert';
import { staffDigest } from './staff-digest';
import { userAccount } from './user-account';

const VIEWS: { [M in MailName]: (facts: MailFacts[M], letter: Letter) => View } = {
	'dunning-notice': dunningNotice,
	'account-update': accountUpdate,
	'dispute-received': disputeReceived,
	'dispute-update': disputeUpdate,
	'dispute-decided': disputeDecided,
	'dispute-resolved': disputeResolved,
	'resolver-request': resolverRequest,
	'approval-request': approvalRequest,
	'staff-digest': staffDigest,
	'staff-alert': staffAlert,
	'new-link': newLink,
	'user-account': userAccount
};

export const viewOf = <M extends MailName>(mail: M, facts: MailFacts[M], letter: Letter): View =>
	VIEWS[mail](facts, letter);

export const MAIL_NAMES = Object.keys(VIEWS) as MailName[];
