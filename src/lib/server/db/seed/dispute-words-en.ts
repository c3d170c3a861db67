import type { ReasonWords } from './dispute-words';

const PRICE: ReasonWords = {
	explanations: [
		'Your quotation {doc} shows a lower price for this item. Please invoice at the agreed price.',
		'The price agreed in January was not applied to the first line.',
		'Our purchase order shows another unit price, accepted by your sales manager.'
	],
	question: 'The customer refers to a lower agreed price. Can you confirm what was granted?',
	answers: {
		valid:
			'Quotation {doc} is ours, its price was not carried over to the order. The customer is right.',
		partly_valid: 'The agreed price covers the first line only. The second line is correct.',
		invalid: 'The price agreement ended before this order. The invoiced price stands.'
	},
	decisions: {
		valid:
			'You are right: the price of quotation {doc} was not applied. A credit note covers the difference.',
		partly_valid: 'The agreed price applies to the first line; the second stays at list price.',
		invalid: 'The price agreement ended before the order date, so the list price applies.'
	},
	note: 'Second price difference for this customer this quarter: the price list is out of date.',
	asked: 'Could you send us the quotation or purchase order that shows this price?',
	reply: 'Here is the signed quotation, the price is at the bottom of page one.'
};

const DISCOUNT: ReasonWords = {
	explanations: [
		'The 5% year-end discount is missing from this invoice.',
		'The volume discount your sales manager announced is missing.'
	],
	question: 'Was a discount promised on this order?',
	answers: {
		valid: 'Yes, 5% promised in writing. It was left out when invoicing.',
		partly_valid: 'The discount covers catalogue items, not timed delivery.',
		invalid: 'The discount needs 50 units per order, this one was smaller.'
	},
	decisions: {
		valid: 'The promised discount was left out. A credit note is on its way.',
		partly_valid:
			'The discount covers catalogue items, not transport. A part credit is on its way.',
		invalid: 'The discount starts at 50 units per order, which this order did not reach.'
	},
	note: 'Checked with James: to be set up on the customer file.',
	asked: 'Which document shows the discount?',
	reply: 'The e-mail from your sales manager, copy attached.'
};

const SHORT: ReasonWords = {
	explanations: [
		'We received less than was invoiced: the quantity missing is {n}. The signed delivery note says so.',
		'Quantity missing: {n}, pointed out to the driver on arrival.',
		'The pallet was incomplete (quantity missing: {n}), see the photo.'
	],
	question:
		'According to the customer, the quantity missing is {n}. What does the delivery note say?',
	answers: {
		valid: 'Shortage noted on the delivery note. What is missing ({n}) is still in the depot.',
		partly_valid: 'Half of the shortage left with the next round, signed for.',
		invalid: 'Delivery note signed without remarks, weight correct on departure.'
	},
	decisions: {
		valid: 'The missing quantity ({n}) is confirmed. A credit note covers it.',
		partly_valid: 'Part of the shortage reached you later. The credit note covers the rest.',
		invalid:
			'The delivery note is signed without remarks and the weight on departure matches a full order.'
	},
	note: 'To raise with the depot: third shortage on this round.',
	asked: 'Could you send us a photo of the signed delivery note?',
	reply: 'Here it is, with the shortage written by hand.'
};

const DELIVERY: ReasonWords = {
	explanations: [
		'The order never reached our site, although the dock was open.',
		'Delivered eight days late, the job was already finished.',
		'Only part of the order came, the rest is announced without a date.'
	],
	question: 'Where did this delivery go? The customer has not received it.',
	answers: {
		valid: 'The carrier confirms the parcel is lost, claim opened.',
		partly_valid: 'Two parcels of three delivered. The third came back to the depot.',
		invalid: 'Delivered and signed for by the site keeper on the day, proof attached.'
	},
	decisions: {
		valid: 'The carrier confirms the loss. You will not be charged for this delivery.',
		partly_valid: 'The missing parcel is deducted. The other two reached you.',
		invalid: 'The delivery was signed for on your site on the day. Proof is attached.'
	},
	note: 'Claim opened with the carrier, answer within ten days.',
	asked: 'Which address was the delivery expected at?',
	reply: 'Dock B, as for the earlier ones.'
};

const QUALITY: ReasonWords = {
	explanations: [
		'Pallet lying on its side in the lorry: the lower cartons are crushed, see photos.',
		'The drum leaks, there is a hole in its side.',
		'The label does not match the contents, we cannot use this batch.'
	],
	question: 'Do the photos show a fault of ours or of the carrier?',
	answers: {
		valid: 'Not packed well enough on departure, the fault is ours.',
		partly_valid: 'Judging by the photos every other carton can be used.',
		invalid: 'The damage came after delivery: no remarks and packaging already opened.'
	},
	decisions: {
		valid: 'The fault is confirmed. A credit note covers the items, no need to return them.',
		partly_valid: 'Items that can be used stay invoiced. The credit note covers the others.',
		invalid: 'No remarks were made on delivery and the photos show packaging opened later.'
	},
	note: 'Batch to be blocked in stock during the check.',
	asked: 'Could you tell us the batch number printed on the carton?',
	reply: 'Batch 24-117, see the photo of the label.'
};

const ORDER: ReasonWords = {
	explanations: [
		'Our purchase order number is missing, our accounts cannot book the invoice.',
		'The invoice is addressed to our former head office.'
	],
	question: 'Can you issue the invoice again with the right reference?',
	answers: {
		valid: 'The reference was in the order and was not carried over. To be invoiced again.',
		partly_valid: 'The reference is missing for one of the two orders.',
		invalid: 'The reference is at the top of page two.'
	},
	decisions: {
		valid: 'An invoice with your reference is on its way. The due date does not change.',
		partly_valid: 'The reference has been added for the order concerned.',
		invalid: 'Your reference is at the top of page two of the invoice.'
	},
	note: 'Reference required by this customer: to be noted on the file.',
	asked: 'Which order number should we show?',
	reply: 'PO-24817, below the address please.'
};

const DUPLICATE: ReasonWords = {
	explanations: ['This invoice repeats the delivery already invoiced last month.'],
	question: 'Was this delivery invoiced twice?',
	answers: {
		valid: 'Yes, the delivery note was entered twice.',
		partly_valid: 'Only one of the lines is a duplicate.',
		invalid: 'Two different deliveries, one week apart.'
	},
	decisions: {
		valid: 'The delivery was invoiced twice. A credit note cancels this invoice.',
		partly_valid: 'One line was invoiced twice. A credit note covers it.',
		invalid: 'The two invoices are for two deliveries, one week apart.'
	},
	note: 'Entered twice: tell sales administration.',
	asked: 'What is the number of the other invoice?',
	reply: 'Last month’s, same delivery note.'
};

const OTHER: ReasonWords = {
	explanations: [
		'The packaging charge is not in our contract.',
		'We cancelled this order by phone before it was shipped.'
	],
	question: 'What does the contract say about this?',
	answers: {
		valid: 'Nothing in the contract: the charge is not due.',
		partly_valid: 'The contract provides for half of this charge.',
		invalid: 'Clause 6 of the contract provides for this charge.'
	},
	decisions: {
		valid: 'The charge is not in your contract. A credit note cancels it.',
		partly_valid:
			'The contract provides for half of this charge. A credit note covers the other half.',
		invalid: 'The charge is set out in clause 6 of your contract.'
	},
	note: 'Contract read again with the sales director.',
	asked: 'Who did you speak to on the phone, and when?',
	reply: 'Your switchboard, on the morning of the order.'
};

export const ENGLISH_DISPUTE_WORDS: Record<string, ReasonWords> = {
	price_unit: PRICE,
	price_discount: DISCOUNT,
	quantity_short: SHORT,
	delivery_incomplete: DELIVERY,
	goods_damaged: QUALITY,
	order_reference: ORDER,
	duplicate_invoice: DUPLICATE,
	other: OTHER
};
