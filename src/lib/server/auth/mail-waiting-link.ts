import { questionElsewhere } from '../disputes/waiting-elsewhere';
import { renewResolverLink } from './renew-resolver-link';
import type { ResolverScope } from './scope';

/**
 * A case that waits for the holder of a link as well: its own link leaves for his address, whoever reads the page.
 * @returns whether it leaves: not once the case waits for him no more, nor when enough have left in this hour
 */
export async function mailWaitingLink(scope: ResolverScope, reference: string): Promise<boolean> {
	const { organisationId, holder } = scope;
	const found = await questionElsewhere(scope, reference);
	if (!found) return false;
	const { disputeId, id: assignmentId } = found;
	const holderEmail = holder.email;
	return renewResolverLink({ organisationId, disputeId, assignmentId, holderEmail });
}
