import { questionElsewhere } from '../disputes/waiting-elsewhere';
import { renewResolverLink } from './renew-resolver-link';
import type { ResolverScope } from './scope';

/** A case that waits for the holder of a link as well: its own link leaves for his address, whoever reads the page. */
export async function mailWaitingLink(scope: ResolverScope, reference: string): Promise<void> {
	const { organisationId, holder } = scope;
	const found = await questionElsewhere(scope, reference);
	if (!found) return;
	const { disputeId, assignmentId } = found;
	const holderEmail = holder.email;
	await renewResolverLink({ organisationId, disputeId, assignmentId, holderEmail });
}
