import type { AssignmentCode, AssignmentWordCode } from '../assignment-codes.ts';

/** Assignments: why an act is refused, and the names of acts and states. */
export const assignment: Readonly<Record<AssignmentCode | AssignmentWordCode, string>> = {
  'assignment/not-your-unit': 'Only “{name}” may do this.',
  'assignment/not-coordinator': 'This is for a coordinator of “{name}”; your post does not have that duty.',
  'assignment/not-leader': 'This is for a leader of “{name}”; your post does not have that duty.',
  'assignment/not-handler': 'This is for a handler of “{name}”; your post does not have that duty.',
  'assignment/not-signer': 'This is for a signer of “{name}”; your post does not have that duty.',
  'assignment/needs-leader':
    '“{name}” carries this out itself, so its coordinators cannot judge it. A leader must do this.',
  'assignment/not-of-this-kind':
    'Assignments of this kind do not have this act: units that only help close with the lead, and the lead reports for verification directly.',
  'assignment/not-dispatched': 'This was not dispatched yet.',
  'assignment/wrong-state':
    'The post “{post}” moved this on at {at}, so this cannot be done now. See how things stand.',
  'assignment/ruling-is-final': 'The dispute was ruled on. The ruling is final.',
  'assignment/dispute-too-late': 'Disputes were possible until {on}. Speak with the coordinating unit.',
  'assignment/others-open':
    'The parts of {count} responsible units are not accepted yet. Review or return them first.',
  'assignment/lead-not-closed': 'The lead, “{name}”, is not closed yet; units that help close after it.',
  'assignment/own-act':
    'Nobody approves what they claimed or signed themselves. Let another person in another post do it.',
  'assignment/no-reason': 'Say why: the reason is kept with this step.',
  'assignment/already-dispatched':
    'The post “{post}” dispatched this programme on {at}, and its ledger has not changed since.',
  'assignment/nothing-to-dispatch': 'The ledger has nothing to dispatch.',
  'assignment/unit-unknown':
    'The directory has no unit “{name}”. Name a unit of the directory in the ledger first.',
  'assignment/unit-gone':
    '“{name}” was abolished or merged on {on}. Name the unit that took over in the ledger first.',
  'assignment/no-successor': 'Choose the unit that takes over.',
  'assignment/already-theirs':
    '“{name}” already has this measure. To change its role, make a change request.',
  'assignment/signed-part': 'The part of “{name}” is signed. Accept it or refer it back first.',
  'assignment/too-many': 'At most {limit} at once. Do them in several goes.',
  'assignment/none-done': 'Nothing on this slip can be done by you in this way now.',
  'assignment-act/dispatch': 'Dispatch',
  'assignment-act/acknowledge': 'Acknowledge',
  'assignment-act/dispute': 'Dispute',
  'assignment-act/uphold': 'Uphold',
  'assignment-act/reassign': 'Reassign',
  'assignment-act/begin': 'Begin',
  'assignment-act/ask': 'Ask to report',
  'assignment-act/claim': 'Claim completion',
  'assignment-act/sign': 'Sign',
  'assignment-act/consolidate': 'Sign for all',
  'assignment-act/sendBack': 'Send back',
  'assignment-act/accept': 'Accept',
  'assignment-act/refer': 'Refer back',
  'assignment-act/verify': 'Verify',
  'assignment-act/return': 'Return',
  'assignment-act/close': 'Close out',
  'assignment-act/release': 'Close with the lead',
  'assignment-act/reopen': 'Reopen',
  'assignment-act/transfer': 'Transfer',
  'assignment-act/withdraw': 'Withdraw',
  'assignment-state/drafted': 'Drafted',
  'assignment-state/dispatched': 'Dispatched',
  'assignment-state/disputed': 'Disputed',
  'assignment-state/acknowledged': 'Acknowledged',
  'assignment-state/in-progress': 'In progress',
  'assignment-state/claimed': 'Completion claimed',
  'assignment-state/signed': 'Signed',
  'assignment-state/accepted': 'Accepted',
  'assignment-state/verified': 'Verified',
  'assignment-state/closed': 'Closed',
  'assignment-state/withdrawn': 'Withdrawn',
  'assignment-state/transferred': 'Transferred',
};
