import type { ReasonField } from '$lib/domain/disputes/reason-field';
import { m } from '$lib/i18n/paraglide/messages';

/** What a reason asks for besides words. */
export const DETAIL_LABELS: Record<ReasonField, () => string> = {
	expected_price: m.common_detail_expected_price,
	received_quantity: m.common_detail_received_quantity,
	payment: m.common_detail_payment,
	original_invoice: m.common_detail_original_invoice,
	order_number: m.common_detail_order_number
};
