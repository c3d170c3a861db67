/** Every table, for migrations and for the guard that looks at each of them. */
import * as customers from './customers';
import * as delivery from './delivery';
import * as disputes from './disputes';
import * as dunning from './dunning';
import * as imports from './imports';
import * as invoices from './invoices';
import * as organisations from './organisations';

export const schema = {
	...organisations,
	...customers,
	...invoices,
	...disputes,
	...dunning,
	...delivery,
	...imports
};
