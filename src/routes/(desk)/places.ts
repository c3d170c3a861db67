import { can, type Action, type Role } from '$lib/domain/access';
import { m } from '$lib/i18n/paraglide/messages';

/** A page of the desk that its menu leads to. */
export interface Place {
	key: PlaceKey;
	href: string;
	label: string;
	/** Mails nobody has read yet, where the place is about them. */
	waiting?: number;
}

export const PLACE_KEYS = [
	'day',
	'disputes',
	'approvals',
	'inbound',
	'customers',
	'dunning',
	'credits',
	'imports',
	'reports',
	'journal',
	'settings'
] as const;
export type PlaceKey = (typeof PLACE_KEYS)[number];

interface Looker {
	role: Role;
	/** Null where no mail comes in. */
	mails: number | null;
}

/** The places of whoever looks, in the order of the menu. */
export const placesFor = ({ role, mails }: Looker): Place[] =>
	PLACE_KEYS.filter((key) => can(role, PLACES[key].action))
		.filter((key) => key !== 'inbound' || mails !== null)
		.map((key) => ({
			...{ key, href: PLACES[key].href, label: PLACES[key].label() },
			...(key === 'inbound' && mails ? { waiting: mails } : {})
		}));

/** Whether an address lies in a place. His day is asked at two. */
export const isIn = (href: string, path: string): boolean =>
	href === '/' ? ['/', '/worklist'].includes(path) : path === href || path.startsWith(`${href}/`);

const PLACES: Record<PlaceKey, { href: string; action: Action; label: () => string }> = {
	day: { href: '/', action: 'disputes.read', label: () => m.common_nav_home() },
	disputes: { href: '/disputes', action: 'disputes.read', label: () => m.common_nav_disputes() },
	approvals: {
		href: '/approvals',
		action: 'disputes.approve',
		label: () => m.approval_list_title()
	},
	inbound: { href: '/inbound', action: 'mailbox.read', label: () => m.inbound_nav() },
	customers: {
		href: '/customers',
		action: 'customers.read',
		label: () => m.common_nav_customers()
	},
	dunning: { href: '/dunning', action: 'dunning.read', label: () => m.common_nav_dunning() },
	// Whoever reads the figures of the house reads its credits, and books none.
	credits: { href: '/credits', action: 'reports.read', label: () => m.credits_nav() },
	imports: { href: '/imports', action: 'imports.run', label: () => m.common_nav_imports() },
	reports: {
		href: '/reports/disputes',
		action: 'reports.read',
		label: () => m.common_nav_reports()
	},
	journal: { href: '/journal', action: 'audit.read', label: () => m.journal_title() },
	settings: { href: '/settings', action: 'settings.manage', label: () => m.settings_title() }
};
