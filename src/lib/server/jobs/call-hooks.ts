import { onCalls } from '../customers/call-hook';
import { endPlannedCalls } from '../dunning/end-planned-calls';
import { reopenPlannedCalls } from '../dunning/reopen-planned-calls';

// Customers know no dunning: whoever opens a door to them imports this file, and the call that was planned is made.
onCalls({ noted: endPlannedCalls, struck: reopenPlannedCalls });
