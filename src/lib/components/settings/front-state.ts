import { m } from '$lib/i18n/paraglide/messages';

/** How things stand in the house, counted (desk.settings.frontPage). */
export interface HouseState {
	reasons: number;
	procedures: number;
	subStatuses: number;
	fields: number;
	rules: number;
	fallback: string | null;
	answers: number;
	users: number;
	invited: number;
	withoutFactor: number;
	headless: number;
	approvalRules: number;
	signers: number;
	templates: number;
	drafts: number;
	providers: readonly string[];
	hasLogo: boolean;
	hasPayPage: boolean;
	sources: number;
	silent: readonly string[];
	held: boolean;
	broken: number;
}

/** What a door says of the room behind it; `warn`: somebody ought to go in. */
export interface Standing {
	words: string;
	warn: boolean;
}

export const reasonsState = ({ reasons, procedures }: HouseState): Standing =>
	well(m.settings_state_reasons({ count: reasons, procedures }));

export const routingState = ({ rules, fallback }: HouseState): Standing =>
	fallback === null
		? amiss(m.settings_state_no_fallback())
		: well(m.settings_state_rules({ count: rules, name: fallback }));

export const usersState = ({ users, invited, withoutFactor }: HouseState): Standing =>
	withoutFactor > 0
		? amiss(m.settings_state_no_factor({ count: withoutFactor }))
		: well(
				invited > 0
					? m.settings_state_invited({ count: users, invited })
					: m.settings_state_users({ count: users })
			);

export const teamsState = ({ headless }: HouseState): Standing =>
	headless > 0
		? amiss(m.settings_state_headless({ count: headless }))
		: well(m.settings_state_heads());

export function approvalsState({ approvalRules, signers }: HouseState): Standing {
	if (approvalRules === 0) return amiss(m.settings_state_no_approval());
	if (signers === 0) return amiss(m.settings_state_no_signer());
	return well(m.settings_state_approvals({ count: approvalRules, signers }));
}

export const templatesState = ({ templates, drafts }: HouseState): Standing =>
	drafts > 0
		? amiss(m.settings_state_drafts({ count: templates, drafts }))
		: well(m.settings_state_templates({ count: templates }));

/** Nothing is amiss without one: letters are printed at home. */
export const channelsState = ({ providers }: HouseState): Standing =>
	well(
		providers.length
			? m.settings_state_providers({ count: providers.length })
			: m.settings_state_no_provider()
	);

export function sourcesState({ sources, silent }: HouseState): Standing {
	if (sources === 0) return amiss(m.settings_state_no_source());
	if (silent.length) return amiss(m.settings_state_silent({ names: silent.join(', ') }));
	return well(m.settings_state_sources({ count: sources }));
}

export function brandState({ hasLogo, hasPayPage }: HouseState): Standing {
	if (hasLogo) return well(hasPayPage ? m.settings_state_pay_page() : m.settings_state_logo());
	return well(hasPayPage ? m.settings_state_only_pay_page() : m.settings_state_no_logo());
}

export function engineState({ held, broken }: HouseState): Standing {
	if (held) return amiss(m.settings_state_held());
	return broken > 0
		? amiss(m.settings_state_broken({ count: broken }))
		: well(m.settings_state_sends());
}

export const inUse = (count: number): Standing => well(m.settings_state_in_use({ count }));

const well = (words: string): Standing => ({ words, warn: false });
const amiss = (words: string): Standing => ({ words, warn: true });
