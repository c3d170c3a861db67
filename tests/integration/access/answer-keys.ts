import type { Keys } from './keys-in';

/**
 * Every key of every answer to a customer's link, to the link of whoever is asked about a case, and to whoever only
 * has such a link in hand. A key that is not here is told to nobody outside: before it is added, somebody has read it
 * as the customer does.
 */
export const ANSWERS: Record<string, Keys> = {
	'follow.show': {
		'': 'creditor ended reference',
		creditor: 'accent email logo name phone'
	},
	'links.creditor': {
		'': 'accent email logo name phone renewable'
	},
	'links.state': {},
	'portal.customers.account': {
		'':
			'accepted bank casePage cases chosen count deducted disputed elsewhere found ' +
			'isPayableEarly left messagesWaiting missing offersOver open overdue overduePaused ' +
			'overduePromised page pages promisedFor refused requests searchable settled today ' +
			'total upcoming wrongPersonToldOn yourTurn',
		'accepted[]': 'currency minor',
		casePage: 'found page pages',
		'cases[]':
			'answerDueOn claimed decision duplicateOf endedOn goesOnIn id invoices isMissed isOffered ' +
			'labels offerOver openedOn reference status step',
		'cases[].claimed[]': 'currency minor',
		'cases[].decision': 'accepted isAgreed outcome verdict',
		'cases[].decision.accepted': 'currency minor',
		'cases[].labels': 'de en es fr',
		count: 'asked free late nextDue open',
		'deducted[]': 'currency minor',
		'disputed[]': 'currency minor',
		'open[]':
			'acceptedMinor cases collectibleMinor copyUntilOn currency daysLate deliveryNote ' +
			'disputedMinor dueOn freeMinor heldMinor id isPromisedBeside issuedOn missed number ' +
			'offeredEarlyMinor offeredMinor openMinor orderNumber pause payableMinor ' +
			'promisableMinor promise quiet refusedMinor restMinor saidPaid state toPayMinor ' +
			'totalMinor',
		'open[].promise': 'minor on parts promiseIds',
		'open[].promise.parts[]': 'isPast minor on untilOn',
		'open[].saidPaid[]': 'minor untilOn',
		'overduePaused[]': 'currency minor',
		'overduePromised[]': 'currency minor',
		'overdue[]': 'currency minor',
		'promisedFor[]': 'amounts invoiceIds on untilOn',
		'promisedFor[].amounts[]': 'currency minor',
		'refused[]': 'currency minor',
		'requests[]': 'amounts invoiceIds isPlan isRefused isUnanswered madeAt on promiseId',
		'requests[].amounts[]': 'currency minor',
		'settled[]':
			'acceptedMinor cases collectibleMinor copyUntilOn currency daysLate deliveryNote ' +
			'disputedMinor dueOn freeMinor heldMinor id isPromisedBeside issuedOn missed number ' +
			'offeredEarlyMinor offeredMinor openMinor orderNumber pause payableMinor ' +
			'promisableMinor promise quiet refusedMinor restMinor saidPaid state toPayMinor ' +
			'totalMinor',
		'total[]': 'currency minor',
		'upcoming[]': 'currency minor'
	},
	'portal.customers.asked': {
		'[]': 'body files handledOn id numbers on'
	},
	'portal.customers.frame': {
		'': 'creditor customer holder latestDay mark timeZone today view',
		creditor:
			'accent address contactHours email icon legalName linkDays logo name officer phone ' +
			'registration',
		customer: 'code name',
		holder: 'email name'
	},
	'portal.customers.icon': {},
	'portal.customers.logo': {},
	'portal.customers.replaceLinks': {},
	'portal.customers.write': {
		'': 'messageId'
	},
	'portal.devices.page': {
		'': 'devices publicKey'
	},
	'portal.devices.turnOff': {},
	'portal.devices.turnOn': {},
	'portal.disputes.amend': {},
	'portal.disputes.amendForm': {
		'':
			'amendments before chosen files found invoices isAll isOver isSettled mayAmend reasons ' +
			'reference said settled version',
		'amendments[]': 'after at before byName id',
		'amendments[].after':
			'answerDueOn detail explanation files items reason reasonId requestedOutcome',
		'amendments[].after.items[]':
			'claimedMinor claimedQuantity currency description expectedUnitPriceMinor invoiceId ' +
			'invoiceLineId number',
		'amendments[].after.reason': 'de en es fr',
		'amendments[].before':
			'answerDueOn detail explanation files items reason reasonId requestedOutcome',
		'amendments[].before.items[]':
			'claimedMinor claimedQuantity currency description expectedUnitPriceMinor invoiceId ' +
			'invoiceLineId number',
		'amendments[].before.reason': 'de en es fr',
		'files[]': 'bytes id name scan',
		'invoices[]':
			'cases currency daysLate dueOn freeMinor hasOneLine id issuedOn number openMinor ' +
			'orderNumber saidPaid',
		'invoices[].cases[]': 'claimedMinor reference status step',
		'reasons[]':
			'answerHoldDays asksOutcome category code explanationRequired field kind labels ' +
			'lineFigure',
		'reasons[].labels': 'de en es fr',
		said: 'detail explanation items reasonCode requestedOutcome',
		'said.items[]':
			'acceptedMinor claimedMinor claimedQuantity currency expectedUnitPriceMinor id ' +
			'invoiceId invoiceLineId line number totalMinor',
		'said.items[].line': 'description quantity totalMinor unitPriceMinor'
	},
	'portal.disputes.amendLines': {
		'[]': 'description id invoiceId quantity reference totalMinor unitPriceMinor'
	},
	'portal.disputes.answer': {
		'': 'answer untilOn'
	},
	'portal.disputes.answerProposal': {},
	'portal.disputes.answeredItself': {},
	'portal.disputes.attachment': {
		'': 'content mime name'
	},
	'portal.disputes.checkFiles': {},
	'portal.disputes.document': {
		'': 'content mime name'
	},
	'portal.disputes.follow': {},
	'portal.disputes.followMyself': {},
	'portal.disputes.form': {
		'': 'chosen found idempotencyKey invoices isAll reasons',
		'invoices[]':
			'cases currency daysLate dueOn freeMinor hasOneLine id issuedOn number openMinor ' +
			'orderNumber saidPaid',
		'invoices[].cases[]': 'claimedMinor reference status step',
		'reasons[]':
			'answerHoldDays asksOutcome category code explanationRequired field kind labels ' +
			'lineFigure',
		'reasons[].labels': 'de en es fr'
	},
	'portal.disputes.known': {
		'[]': 'documentId invoiceId kind name number'
	},
	'portal.disputes.lines': {
		'[]': 'description id invoiceId quantity reference totalMinor unitPriceMinor'
	},
	'portal.disputes.open': {
		'': 'answerDueOn disputeId isNew reference'
	},
	'portal.disputes.opened': {},
	'portal.disputes.proposal': {
		'':
			'answer days disputable dueAgain dueOn elsewhere held id isUndone onHold over payable promiseId ' +
			'promised question shownSha256 shownText state stillDue validUntil words',
		'days[]': 'amount dueOn',
		'days[].amount': 'currency minor',
		elsewhere: 'currency minor',
		held: 'currency minor',
		onHold: 'currency minor',
		promised: 'currency minor',
		stillDue: 'currency minor',
		words: 'after before parts'
	},
	'portal.disputes.rate': {},
	'portal.disputes.reply': {},
	'portal.disputes.show': {
		'':
			'beside canAmend claimed closedWith creditedSoFar days decision detail disputable documents dueAgain ' +
			'dueOn duplicateOf earlier elsewhere explanation files followedBy followers follows heardOn held isMerged isNew items labels merged messages offerAnswers ' +
			'offerOver onHold openedOn owedAfter payable promised proposal question quietUntil readAfter reference replyBy ' +
			'requestedOutcome saidReason settledBefore source status stillDue surveyOpen tracker version withdrawal',
		'beside[]': 'amount number reference',
		'beside[].amount': 'currency minor',
		claimed: 'currency minor',
		creditedSoFar: 'currency minor',
		'days[]': 'amount dueOn',
		'days[].amount': 'currency minor',
		decision: 'accepted creditedBefore decidedOn explanation isAgreed outcome verdict',
		'decision.accepted': 'currency minor',
		documents: 'creditNotes files',
		'documents.creditNotes[]': 'currency id number totalMinor',
		'documents.files[]': 'id kind name',
		dueAgain: 'currency minor',
		elsewhere: 'currency minor',
		held: 'currency minor',
		'earlier[]': 'accepted decidedOn explanation id isAgreed outcome verdict',
		'earlier[].accepted': 'currency minor',
		'files[]': 'bytes hasThumbnail id isImage messageId mime name scan uploadedAt uploadedByName',
		followers: 'list mine raisedBy',
		'followers.list[]': 'addedBy id isMe mayRemove name',
		'items[]':
			'acceptedMinor claimedMinor claimedQuantity currency expectedUnitPriceMinor id ' +
			'invoiceId line number totalMinor',
		'items[].line': 'description quantity totalMinor unitPriceMinor',
		labels: 'de en es fr',
		'messages[]': 'at authorKind authorName body id',
		onHold: 'currency minor',
		promised: 'currency minor',
		proposal: 'offer promiseId signedName state validUntil',
		'proposal.offer': 'amount claimed kind parts',
		'proposal.offer.claimed': 'currency minor',
		stillDue: 'currency minor',
		tracker:
			'answerDueOn goesOnIn late missed next reopenedOn steps suspended teamLabels waitsFor withdrawn ' +
			'yourReplyNeeded',
		'tracker.next': 'on what',
		'tracker.steps[]': 'key on state who',
		withdrawal: 'quietUntil'
	},
	'portal.disputes.survey': {
		'': 'answered isLowScore never open'
	},
	'portal.disputes.unfollow': {},
	'portal.disputes.withdraw': {},
	'portal.invoices.document': {
		'': 'content mime name'
	},
	'portal.invoices.pdf': {
		'': 'content mime name'
	},
	'portal.invoices.show': {
		'':
			'acceptedMinor cases collectibleMinor copies copyUntilOn currency daysLate ' +
			'deliveryNote disputedMinor documents dueOn freeMinor heldMinor history id ' +
			'isPromisedBeside issuedOn lines missed missing number offeredEarlyMinor offeredMinor ' +
			'openMinor orderNumber paid pause payableMinor promisableMinor promise promises quiet ' +
			'refusedMinor restMinor saidPaid settlements state toPayMinor today totalMinor',
		'documents[]': 'id invoiceId kind name',
		'history[]':
			'acceptedMinor answerDueOn claimedMinor decision duplicateOf endedOn goesOnIn id isMissed ' +
			'isOffered labels offerOver openedOn reference status step',
		'history[].decision': 'accepted isAgreed outcome verdict',
		'history[].decision.accepted': 'currency minor',
		'history[].labels': 'de en es fr',
		'lines[]': 'description id quantity totalMinor unitPriceMinor',
		'paid[]': 'amountMinor currency decidedOn id note on paidOn verdict',
		promise: 'minor on parts promiseIds',
		'promise.parts[]': 'isPast minor on untilOn',
		'promises[]': 'amountMinor dueOn on what',
		'saidPaid[]': 'minor untilOn',
		'settlements[]': 'amountMinor creditNoteNumber id isWrittenOff on paymentReference'
	},
	'portal.payments.claim': {
		'': 'claimId'
	},
	'portal.payments.claimEach': {
		'': 'claimId'
	},
	'portal.payments.claimed': {
		'':
			'amountMinor bookedMinor claimId currency decidedOn decisionNote dueMinor files ' +
			'hasRested id invoices isAsked isBooked isOpen isTakenBack leftMinor missing note ' +
			'numbers on paidOn parts reference rests untilOn verdict',
		'invoices[]': 'amountMinor claimId invoiceId number',
		'parts[]': 'minor number'
	},
	'portal.payments.currencies': {
		'[]': 'currency id'
	},
	'portal.payments.form': {
		'': 'bank credit idempotencyKey isAskedAgain payPage said settled today transfers what',
		'said[]':
			'amountMinor bookedMinor currency decidedOn hasRested id invoices isAsked isBooked ' +
			'isOpen isTakenBack leftMinor missing note on paidOn rests verdict',
		'said[].invoices[]': 'amountMinor claimId invoiceId number',
		'transfers[]': 'amountMinor count currency deductedMinor every invoices reference squares',
		'transfers[].invoices[]':
			'acceptedMinor amountMinor daysLate disputedMinor dueOn id number promisedMinor quiet ' +
			'refusedMinor saidPaidMinor'
	},
	'portal.promises.form': {
		'':
			'chosen every graceDays held idempotencyKey instalments invoices isAll isPossible ' +
			'latestAtOnce latestToAsk quickDays today waiting why withheld',
		'invoices[]': 'currency daysLate dueOn freeMinor id number saidPaid wasTakenBack',
		'waiting[]': 'amounts invoiceIds isPlan isRefused isUnanswered madeAt on promiseId',
		'waiting[].amounts[]': 'currency minor'
	},
	'portal.promises.made': {
		'':
			'agreed canWithdraw invoiceIds isJustMade isOnlyTooFar isRequest lines madeAt madeBy ' +
			'note parts promiseId refusal request standing standsOn why withdrawnBy',
		'parts[]': 'amounts dueOn isPast left standing waitedUntil',
		'parts[].amounts[]': 'currency minor',
		'parts[].left[]': 'currency minor',
		request: 'amounts isPlan isUnanswered on',
		'request.amounts[]': 'currency minor'
	},
	'portal.promises.make': {
		'': 'decided promiseId'
	},
	'portal.promises.withdraw': {},
	'portal.reminders.ofCase': {
		'': 'currency minor'
	},
	'portal.statement.page': {
		'': 'accounts cases creditor customer now promises said timeZone today',
		'accounts[]':
			'asked balance credit currency disputed items open overdue overduePaused ' +
			'overduePromised overdueRefused overdueSaidPaid',
		'accounts[].asked': 'currency minor',
		'accounts[].balance': 'currency minor',
		'accounts[].credit': 'currency minor',
		'accounts[].disputed': 'currency minor',
		'accounts[].items[]':
			'acceptedMinor currency daysLate disputedMinor dueOn id issuedOn number openMinor ' +
			'pausedMinor promised promisedMinor refusedMinor saidPaidMinor state totalMinor',
		'accounts[].items[].promised[]': 'isPast minor on untilOn',
		'accounts[].open': 'currency minor',
		'accounts[].overdue': 'currency minor',
		'accounts[].overduePaused': 'currency minor',
		'accounts[].overduePromised': 'currency minor',
		'accounts[].overdueRefused': 'currency minor',
		'accounts[].overdueSaidPaid': 'currency minor',
		'cases[]': 'answerDueOn claimed invoices isMissed labels openedOn reference status',
		'cases[].claimed[]': 'currency minor',
		'cases[].labels': 'de en es fr',
		creditor: 'accent address bic email iban legalName name phone registration',
		customer: 'address code name',
		'promises[]': 'amount number on',
		'promises[].amount': 'currency minor',
		'said[]': 'amount isFound numbers paidOn',
		'said[].amount': 'currency minor'
	},
	'portal.statement.pdf': {
		'': 'content mime name'
	},
	'portal.statement.xlsx': {
		'': 'content mime name'
	},
	'portal.uploads.begin': {
		'': 'id offset total'
	},
	'portal.uploads.keep': {},
	'portal.uploads.kept': {
		'[]': 'bytes id name'
	},
	'portal.uploads.list': {
		'[]': 'id offset total'
	},
	'portal.uploads.state': {
		'': 'id offset total'
	},
	'portal.uploads.write': {},
	'resolver.disputes.answer': {},
	'resolver.disputes.attachment': {
		'': 'content mime name'
	},
	'resolver.disputes.invoiceDocument': {
		'': 'content mime name'
	},
	'resolver.disputes.invoicePdf': {
		'': 'content mime name'
	},
	'resolver.disputes.mailWaiting': {},
	'resolver.disputes.page': {
		'':
			'answers askedBack askedBy byRule canAnswer claimed creditor customerName decision detail dueOn ' +
			'explanation files handTo holder insteadOf isHisTurn isHolder items left merged messages now ' +
			'openedAt procedure question raisedByName reader reason reference requestedOutcome signIn source status ' +
			'steps timeZone validators',
		claimed: 'currency minor',
		creditor: 'accent logo name',
		'files[]': 'bytes hasThumbnail id isImage messageId mime name scan uploadedAt uploadedByName',
		handTo: 'people teams',
		'handTo.people[]': 'away id name team',
		'handTo.people[].team': 'de en es fr',
		'handTo.teams[]': 'key labels',
		'handTo.teams[].labels': 'de en es fr',
		holder: 'email name',
		'items[]':
			'acceptedMinor claimedMinor claimedQuantity currency deliveryNote documents dueOn ' +
			'expectedUnitPriceMinor id invoiceId invoiceLineId issuedOn line lines number ' +
			'orderNumber totalMinor',
		'items[].documents[]': 'id invoiceId kind name',
		left: 'daysLate daysLeft late',
		'messages[]': 'at audience authorKind authorName body id',
		question: 'by passedOn text',
		reason: 'de en es fr',
		'steps[]': 'at byKind byName fromStatus id note on toStatus'
	},
	'resolver.disputes.waiting': {
		'[]': 'contested dueOn left reference',
		'[].contested': 'currency minor',
		'[].left': 'daysLate daysLeft late'
	}
};

/** The same of what pages and addresses are given; `@` is the whole answer of that procedure. */
export const PAGES: Record<string, Keys> = {
	'/p/[token] +layout': {
		'': 'acting base here language @portal.customers.frame'
	},
	'/p/[token] +page': {
		'': 'account isTooMany view',
		account: '@portal.customers.account',
		view: 'cases page q state'
	},
	'/p/[token]/attachments/[id] +server': {},
	'/p/[token]/disputes/[reference] +page': {
		'': 'found isOver key reminded said typedIn',
		found: '@portal.disputes.show',
		reminded: '@portal.reminders.ofCase',
		'typedIn[]': 'action id'
	},
	'/p/[token]/disputes/[reference]/amend +page': {
		'':
			'chosen draft files found invoices isAll isOver isSettled keptUntil key lines linesOf ' +
			'mayAmend outcomes reasons reference settled settledBefore typedIn version',
		draft: 'amounts detail explanation figures invoices lines outcome part reason',
		'draft.amounts': '*',
		'files[]': 'bytes id name scan',
		'invoices[]':
			'cases currency daysLate dueOn freeMinor hasOneLine id issuedOn number openMinor ' +
			'orderNumber saidPaid',
		'invoices[].cases[]': 'claimedMinor reference status step',
		'lines[]': 'description id invoiceId quantity reference totalMinor unitPriceMinor',
		'reasons[]':
			'answerHoldDays asksOutcome category code explanationRequired field kind labels ' +
			'lineFigure',
		'reasons[].labels': 'de en es fr',
		typedIn: 'id'
	},
	'/p/[token]/disputes/[reference]/documents/[id] +server': {},
	'/p/[token]/disputes/[reference]/proposal +page': {
		'': 'key offer reference typedIn',
		offer: '@portal.disputes.proposal',
		typedIn: 'id'
	},
	'/p/[token]/disputes/[reference]/satisfaction +page': {
		'': 'reference survey',
		survey: '@portal.disputes.survey'
	},
	'/p/[token]/disputes/new +page': {
		'':
			'already chosen invoices isAll keptUntil key left lines linesOf openCase outcomes ' +
			'reasons taken typedIn',
		'already[]': 'claimed number reference status',
		'invoices[]':
			'cases currency daysLate dueOn freeMinor hasOneLine id issuedOn number openMinor ' +
			'orderNumber saidPaid',
		'invoices[].cases[]': 'claimedMinor reference status step',
		'lines[]': 'description id invoiceId quantity reference totalMinor unitPriceMinor',
		'reasons[]':
			'answerHoldDays asksOutcome category code explanationRequired field kind labels ' +
			'lineFigure',
		'reasons[].labels': 'fr',
		'taken[]': 'cases number',
		typedIn: 'id'
	},
	'/p/[token]/icon +server': {},
	'/p/[token]/invoices/[id] +page': {
		'': 'invoice noted',
		invoice: '@portal.invoices.show'
	},
	'/p/[token]/invoices/[id]/documents/[document] +server': {},
	'/p/[token]/invoices/[id]/pdf +server': {},
	'/p/[token]/logo +server': {},
	'/p/[token]/manifest.webmanifest +server': {
		'': 'background_color display icons id lang name scope short_name start_url theme_color',
		'icons[]': 'purpose sizes src type'
	},
	'/p/[token]/message +page': {
		'': 'about asked invoice key sent typedIn',
		'asked[]': 'body files handledOn id numbers on',
		invoice: 'id number',
		typedIn: 'id'
	},
	'/p/[token]/notifications +page': {
		'': 'devices from publicKey said'
	},
	'/p/[token]/pay +page': {
		'': 'claimed form typedIn',
		claimed: '@portal.payments.claimed',
		form: '@portal.payments.form',
		'typedIn[]': 'action id'
	},
	'/p/[token]/promise +page': {
		'': 'gone made pledge query',
		made: '@portal.promises.made',
		pledge: '@portal.promises.form'
	},
	'/p/[token]/statement +page': {
		'': 'statement',
		statement: '@portal.statement.page'
	},
	'/p/[token]/statement.pdf +server': {},
	'/p/[token]/statement.xlsx +server': {},
	'/p/[token]/uploads +server': {
		'[]': '@portal.uploads.state'
	},
	'/p/[token]/uploads/[id] +server': {
		'': 'id offset total'
	},
	'/p/renew +page': {
		'': 'sent'
	},
	'/p/stop/[secret] +page': {
		'': 'creditor ended reference',
		creditor: 'accent email logo name phone'
	},
	'/r/[token] +page': {
		'': 'answered asked case key waiting',
		asked: 'enough mailed over',
		case: '@resolver.disputes.page',
		'waiting[]': 'contested dueOn left reference',
		'waiting[].contested': 'currency minor',
		'waiting[].left': 'daysLate daysLeft late'
	},
	'/r/[token]/attachments/[id] +server': {},
	'/r/[token]/invoices/[id]/documents/[document] +server': {},
	'/r/[token]/invoices/[id]/pdf +server': {},
	'/r/renew +page': {
		'': 'sent'
	}
};

/** With the answers it names. */
export const allowedIn = (page: Keys): Keys => Object.entries(page).map(keysAt).reduce(both, {});

function keysAt([at, names]: [string, string]): Keys {
	const words = names.split(' ');
	const own: Keys = { [at]: words.filter((word) => !word.startsWith('@')).join(' ') };
	const whole = words.filter((word) => word.startsWith('@')).map((word) => ANSWERS[word.slice(1)]!);
	return whole.map((keys) => under(at, keys)).reduce(both, own);
}

const under = (at: string, keys: Keys): Keys =>
	Object.fromEntries(Object.entries(keys).map(([inner, names]) => [joined(at, inner), names]));

function joined(at: string, inner: string): string {
	if (!at || !inner) return at || inner;
	return inner.startsWith('[') ? at + inner : `${at}.${inner}`;
}

const both = (one: Keys, other: Keys): Keys =>
	Object.fromEntries(
		[...new Set([...Object.keys(one), ...Object.keys(other)])].map((at) => [
			at,
			`${one[at] ?? ''} ${other[at] ?? ''}`.trim()
		])
	);
