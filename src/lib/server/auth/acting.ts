import { actingName } from '$lib/domain/acting';
import { portalScope, type PortalScope, type Scope } from './scope';

/**
 * The same scope, with the name of whoever says to be somebody else than the holder of the link. It opens
 * nothing more: links may be passed on, and what is done through them says who did it.
 */
export function actingAs(scope: Scope | null, typed: string | null | undefined): Scope | null {
	if (scope?.audience !== 'portal') return scope;
	const acting = actingName(typed, scope.holder.name);
	return acting ? withActing(scope, acting) : scope;
}

const withActing = ({ holder, ...scope }: PortalScope, acting: string): PortalScope =>
	portalScope({ ...scope, holder: { ...holder, acting } });
