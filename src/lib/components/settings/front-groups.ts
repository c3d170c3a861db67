import { m } from '$lib/i18n/paraglide/messages';
import * as state from './front-state';
import type { HouseState, Standing } from './front-state';

interface Door {
	href: string;
	title: string;
	/** What is decided behind it, in a sentence. */
	text: string;
	standing?: Standing;
}

export interface DoorGroup {
	key: string;
	title: string;
	doors: Door[];
}

/** Every page of the settings, grouped by what it is about. */
export const frontGroups = (house: HouseState): DoorGroup[] => [
	{ key: 'cases', title: m.settings_front_cases(), doors: casesDoors(house) },
	{ key: 'people', title: m.settings_front_people(), doors: peopleDoors(house) },
	{ key: 'dunning', title: m.settings_front_dunning(), doors: dunningDoors(house) },
	{ key: 'money', title: m.settings_front_money(), doors: moneyDoors(house) },
	{ key: 'house', title: m.settings_front_house(), doors: houseDoors(house) }
];

const casesDoors = (house: HouseState): Door[] => [
	{
		...{ href: '/settings/reasons', title: m.settings_reasons_title() },
		...{ text: m.settings_front_reasons(), standing: state.reasonsState(house) }
	},
	{
		...{ href: '/settings/sub-statuses', title: m.fields_sub_statuses_title() },
		...{ text: m.settings_front_sub_statuses(), standing: state.inUse(house.subStatuses) }
	},
	{
		...{ href: '/settings/fields', title: m.custom_title() },
		...{ text: m.settings_front_fields(), standing: state.inUse(house.fields) }
	},
	{
		...{ href: '/settings/deadlines', title: m.settings_deadlines_title() },
		text: m.settings_front_deadlines()
	},
	{
		...{ href: '/settings/routing', title: m.routing_title() },
		...{ text: m.settings_front_routing(), standing: state.routingState(house) }
	},
	{
		...{ href: '/settings/answers', title: m.talk_answers_title() },
		...{ text: m.settings_front_answers(), standing: state.inUse(house.answers) }
	}
];

const peopleDoors = (house: HouseState): Door[] => [
	{
		...{ href: '/settings/users', title: m.users_title() },
		...{ text: m.settings_front_users(), standing: state.usersState(house) }
	},
	{
		...{ href: '/settings/teams', title: m.settings_teams_title() },
		...{ text: m.settings_front_teams(), standing: state.teamsState(house) }
	}
];

const dunningDoors = (house: HouseState): Door[] => [
	{
		...{ href: '/settings/policy', title: m.settings_policy_title() },
		text: m.settings_front_policy()
	},
	{
		...{ href: '/dunning/scenarios', title: m.scenarios_title() },
		text: m.settings_front_scenarios()
	},
	{
		...{ href: '/dunning/templates', title: m.templates_title() },
		...{ text: m.settings_front_templates(), standing: state.templatesState(house) }
	},
	{
		...{ href: '/settings/channels', title: m.channels_title() },
		...{ text: m.settings_front_channels(), standing: state.channelsState(house) }
	},
	{
		...{ href: '/settings/links', title: m.fields_links_title() },
		text: m.settings_front_links()
	}
];

const moneyDoors = (house: HouseState): Door[] => [
	{
		...{ href: '/settings/approvals', title: m.approval_settings_title() },
		...{ text: m.settings_front_approvals(), standing: state.approvalsState(house) }
	},
	{
		...{ href: '/settings/sources', title: m.settings_sources_title() },
		...{ text: m.settings_front_sources(), standing: state.sourcesState(house) }
	},
	{
		...{ href: '/dunning/rates', title: m.letters_rates_title() },
		text: m.settings_front_rates()
	}
];

const houseDoors = (house: HouseState): Door[] => [
	{
		...{ href: '/settings/brand', title: m.settings_brand_title() },
		...{ text: m.settings_front_brand(), standing: state.brandState(house) }
	},
	{
		...{ href: '/settings/engine', title: m.settings_engine_title() },
		...{ text: m.settings_front_engine(), standing: state.engineState(house) }
	}
];
