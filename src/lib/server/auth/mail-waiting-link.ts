import { questionElsewhere } from '../disputes/waiting-elsewhere';
import { renewResolverLink } from './renew-resolver-link';
import type { Renewal } from './renewal-key';
import type { ResolverScope } from './scope';

/**
 * A case that waits for the holder of a link as well: its own link leaves for his address, whoever reads the page.
 * One that is of another house, or of nobody, is told like one that waits for him no more.
 */
export async function mailWaitingLink(scope: ResolverScope, reference: string): Promise<Renewal> {
	const { organisationId, holder } = scope;
	const found = await questionElsewhere(scope, reference);
	if (!found) return 'over';
	const { disputeId, id: assignmentId } = found;
	const holderEmail = holder.email;
	return renewResolverLink({ organisationId, disputeId, assignmentId, holderEmail });
}
