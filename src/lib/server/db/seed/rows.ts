import type { PgTable } from 'drizzle-orm/pg-core';
import type { SystemScope } from '../../auth/scope';
import type { Unit } from '../client';
import { contact, customer, hold } from '../schema/customers';
import { delivery } from '../schema/delivery';
import { approval, approvalRequest } from '../schema/approvals';
import { answer, assignment } from '../schema/assignments';
import { attachment } from '../schema/attachments';
import { auditEvent } from '../schema/audit';
import { rootCause } from '../schema/causes';
import { creditRequest } from '../schema/credits';
import { dispute, disputeCommitment, disputeItem, disputeTransition } from '../schema/disputes';
import { disputeFollower } from '../schema/followers';
import { message } from '../schema/messages';
import { resolution } from '../schema/resolutions';
import { notice } from '../schema/notices';
import { run } from '../schema/runs';
import { document, invoice, invoiceDocument, invoiceLine } from '../schema/invoices';
import { allocation, creditNote, payment } from '../schema/payments';
import { accountMessage } from '../schema/account-messages';
import { paymentClaim, paymentClaimItem } from '../schema/payment-claims';
import { promise, promiseItem } from '../schema/promises';
import { proposal } from '../schema/proposals';
import { satisfaction } from '../schema/satisfactions';
import { caseTask } from '../schema/tasks';
import { user } from '../schema/users';

/** In the order in which foreign keys allow them to be written. */
const TABLES = {
	user,
	customer,
	contact,
	document,
	invoice,
	invoiceLine,
	invoiceDocument,
	dispute,
	disputeItem,
	disputeTransition,
	disputeCommitment,
	disputeFollower,
	proposal,
	satisfaction,
	assignment,
	answer,
	approvalRequest,
	approval,
	resolution,
	creditRequest,
	caseTask,
	rootCause,
	message,
	attachment,
	creditNote,
	payment,
	allocation,
	paymentClaim,
	paymentClaimItem,
	accountMessage,
	hold,
	promise,
	promiseItem,
	run,
	notice,
	delivery,
	auditEvent
} as const;

export type TableName = keyof typeof TABLES;
export type RowOf<T extends TableName> = (typeof TABLES)[T]['$inferInsert'];
export type Rows = { [T in TableName]: RowOf<T>[] };

const names = Object.keys(TABLES) as TableName[];

export const emptyRows = (): Rows =>
	Object.fromEntries(names.map((name) => [name, []])) as unknown as Rows;

/** PostgreSQL takes 65,535 values in one statement. */
const CHUNK = 400;

export async function writeRows(unit: Unit<SystemScope>, rows: Rows): Promise<void> {
	for (const name of names) {
		const table: PgTable = TABLES[name];
		for (let at = 0; at < rows[name].length; at += CHUNK)
			await unit.tx.insert(table).values(rows[name].slice(at, at + CHUNK));
	}
}
