/** Why an act on an assignment is refused. Sentences: zh-CN/assignment.ts, en/assignment.ts. */
export type AssignmentCode =
  | 'assignment/not-your-unit'
  | 'assignment/not-coordinator'
  | 'assignment/not-leader'
  | 'assignment/not-handler'
  | 'assignment/not-signer'
  | 'assignment/needs-leader'
  | 'assignment/not-of-this-kind'
  | 'assignment/not-dispatched'
  | 'assignment/wrong-state'
  | 'assignment/ruling-is-final'
  | 'assignment/dispute-too-late'
  | 'assignment/others-open'
  | 'assignment/lead-not-closed'
  | 'assignment/own-act'
  | 'assignment/no-reason'
  // dispatch
  | 'assignment/already-dispatched'
  | 'assignment/nothing-to-dispatch'
  | 'assignment/unit-unknown'
  | 'assignment/unit-gone'
  // handing on
  | 'assignment/no-successor'
  | 'assignment/already-theirs'
  | 'assignment/signed-part'
  // several at once
  | 'assignment/too-many'
  | 'assignment/none-done';

/** Names of the acts and states, for buttons and the reference page. */
export type AssignmentWordCode =
  | `assignment-act/${'dispatch' | 'acknowledge' | 'dispute' | 'uphold' | 'reassign' | 'begin' | 'ask' | 'claim' | 'sign' | 'consolidate' | 'sendBack' | 'accept' | 'refer' | 'verify' | 'return' | 'close' | 'release' | 'reopen' | 'transfer' | 'withdraw'}`
  | `assignment-state/${'drafted' | 'dispatched' | 'disputed' | 'acknowledged' | 'in-progress' | 'claimed' | 'signed' | 'accepted' | 'verified' | 'closed' | 'withdrawn' | 'transferred'}`;
