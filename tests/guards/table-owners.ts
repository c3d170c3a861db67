/** Who may touch which tables: the schema file and the folder of `src/lib/server` that reads and writes it. */
export const OWNERS: Record<string, string> = {
	assignments: 'disputes',
	attachments: 'attachments',
	audit: 'audit',
	customers: 'customers',
	delivery: 'delivery',
	disputes: 'disputes',
	dunning: 'dunning',
	imports: 'intake',
	invoices: 'invoices',
	links: 'auth',
	messages: 'disputes',
	organisations: 'settings',
	payments: 'payments',
	reasons: 'settings',
	resolutions: 'disputes',
	sessions: 'auth',
	users: 'settings'
};
