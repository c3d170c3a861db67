import { absencesDesk } from '../absences/desk';
import { uploadsPortal } from '../attachments/portal';
import { accountDesk } from '../auth/account-desk';
import { linksDesk } from '../auth/links-desk';
import { linksDoor } from '../auth/links-door';
import { staffDoor } from '../auth/staff-door';
import { creditsDesk } from '../credits/desk';
import { customersDesk } from '../customers/desk';
import { customersPortal } from '../customers/portal';
import { deliveryDesk } from '../delivery/desk';
import { devicesPortal } from '../delivery/portal';
import { mailbox } from '../delivery/mailbox';
import { providersDesk } from '../dunning/providers-desk';
import { providersDoor } from '../delivery/providers/door';
import { followDoor } from '../disputes/follow-door';
import { disputesDesk } from '../disputes/desk';
import { causesDesk } from '../disputes/causes-desk';
import { tasksDesk } from '../disputes/tasks-desk';
import { queueDesk } from '../disputes/queue-desk';
import { disputesPortal } from '../disputes/portal';
import { disputesResolver } from '../disputes/resolver';
import { callsDesk } from '../dunning/calls-desk';
import { dunningDesk } from '../dunning/desk';
import { lettersDesk } from '../dunning/letters/desk';
import { remindersPortal } from '../dunning/portal';
import { reviewDesk } from '../dunning/review-desk';
import { runsDesk } from '../dunning/runs-desk';
import { scenariosDesk } from '../dunning/scenarios-desk';
import { forecastDesk } from '../dunning/forecast-desk';
import { health } from '../health/health';
import { inboundDesk } from '../inbound/desk';
import { inboundDoor } from '../inbound/door';
import { instanceDesk } from '../instance/desk';
import { importsDesk } from '../intake/desk';
import { invoicesDesk } from '../invoices/desk';
import { invoicesPortal } from '../invoices/portal';
import { demo } from '../jobs/demo';
import '../jobs/call-hooks';
import '../jobs/dispute-hooks';
import '../jobs/notice-hooks';
import '../jobs/promise-hooks';
import { lateChargesDesk } from '../late-charges/desk';
import { liveDesk } from '../live/desk';
import { mailGallery } from '../mail/gallery';
import { paymentsDesk } from '../payments/desk';
import { paymentsPortal } from '../payments/portal';
import { privacyDesk } from '../privacy/desk';
import { promisesDesk } from '../promises/desk';
import { promisesPortal } from '../promises/portal';
import { proofsDesk } from '../proofs/desk';
import { reportsDesk } from '../reports/desk';
import { auditDesk } from '../audit/desk';
import { searchDesk } from '../search/desk';
import { answersDesk } from '../settings/answers-desk';
import { settingsDesk } from '../settings/desk';
import { reasonsDesk } from '../settings/reasons-desk';
import { fieldsDesk } from '../fields/desk';
import { routingDesk } from '../settings/routing-desk';
import { deadlinesDesk } from '../settings/deadlines-desk';
import { subStatusesDesk } from '../settings/sub-statuses-desk';
import { teamsDesk } from '../settings/teams-desk';
import { usersDesk } from '../settings/users/users-desk';
import { sourcesDesk } from '../sources/desk';
import { statementPortal } from '../statement/portal';
import { templatesDesk } from '../templates/desk';
import { worklistDesk } from '../worklist/desk';
import { router } from './procedures';

/** Three doors, each with its own shapes: a portal answer is a different shape, not a filtered one. */
const doors = {
	desk: router({
		absences: absencesDesk,
		account: accountDesk,
		answers: answersDesk,
		audit: auditDesk,
		calls: callsDesk,
		causes: causesDesk,
		credits: creditsDesk,
		customers: customersDesk,
		delivery: deliveryDesk,
		disputes: disputesDesk,
		queue: queueDesk,
		search: searchDesk,
		dunning: dunningDesk,
		forecast: forecastDesk,
		imports: importsDesk,
		inbound: inboundDesk,
		fields: fieldsDesk,
		instance: instanceDesk,
		invoices: invoicesDesk,
		lateCharges: lateChargesDesk,
		letters: lettersDesk,
		links: linksDesk,
		live: liveDesk,
		payments: paymentsDesk,
		privacy: privacyDesk,
		promises: promisesDesk,
		proofs: proofsDesk,
		providers: providersDesk,
		reasons: reasonsDesk,
		reports: reportsDesk,
		review: reviewDesk,
		routing: routingDesk,
		runs: runsDesk,
		scenarios: scenariosDesk,
		settings: settingsDesk,
		sources: sourcesDesk,
		tasks: tasksDesk,
		subStatuses: subStatusesDesk,
		teams: teamsDesk,
		deadlines: deadlinesDesk,
		templates: templatesDesk,
		users: usersDesk,
		worklist: worklistDesk
	}),
	portal: router({
		customers: customersPortal,
		devices: devicesPortal,
		disputes: disputesPortal,
		invoices: invoicesPortal,
		payments: paymentsPortal,
		promises: promisesPortal,
		reminders: remindersPortal,
		uploads: uploadsPortal,
		statement: statementPortal
	}),
	resolver: router({ disputes: disputesResolver })
};

/** What `/trpc` serves: signing in, mailing links, what providers tell, mail that comes in and the tools of the demo have doors of their own. */
export const httpRouter = router(doors);

export const appRouter = router({
	...doors,
	demo,
	health,
	mailbox,
	mailGallery,
	follow: followDoor,
	inbound: inboundDoor,
	links: linksDoor,
	providers: providersDoor,
	staff: staffDoor
});

/** What the browser may ask over HTTP. */
export type AppRouter = typeof httpRouter;
