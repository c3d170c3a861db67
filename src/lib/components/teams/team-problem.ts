import { labelName, namingField } from '$lib/components/settings/naming-field';
import { m } from '$lib/i18n/paraglide/messages';

export const teamProblem = namingField((field) => {
	if (field.endsWith('-headName')) return m.settings_teams_name();
	if (field.endsWith('-headEmail')) return m.settings_teams_email();
	return labelName(field, m.settings_teams_label());
});
