import { canMove, type DisputeStatus } from '$lib/domain/disputes/lifecycle';

/** Whether what is written to a customer is a question to him: also while he owes the answer to an earlier one. */
export const asksCustomer = (
	{ audience, needsReply }: { audience: 'customer' | 'internal'; needsReply: boolean },
	status: DisputeStatus
): boolean =>
	audience === 'customer' &&
	needsReply &&
	(status === 'waiting_customer' || canMove(status, 'waiting_customer'));
