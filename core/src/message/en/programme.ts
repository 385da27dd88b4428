import type { ProgrammeCode } from '../programme-codes.ts';

/** Opening, confirming and changing a ledger: what is missing or wrong, what to do. */
export const programme: Readonly<Record<ProgrammeCode, string>> = {
  'programme/not-a-plan':
    '“{name}” does not look like a work plan (recognised as: {genre}); it has no tasks to hand out. Check that it is the right file.',
  'programme/no-items':
    '“{title}” holds no tasks and cannot be confirmed. Check that it is the right document.',
  'programme/no-coordinator':
    'No coordinating unit is named. It rules on disputes and verifies completion: name it first.',
  'programme/no-procedure':
    'No procedure is chosen (time limits for acknowledging, disputing, answering). Choose one, then confirm.',
  'programme/item-without-measures':
    'Task {no}, “{title}”, has no measure, so nothing can be tracked. Write at least one.',
  'programme/group-open':
    'It is still open which units “{name}” in task {no} stands for. Let “{owner}” propose them, then enter them.',
  'programme/unit-unknown':
    '“{name}” in task {no} is no unit of the directory. Choose the unit, or add it to the directory first.',
  'programme/no-lead': 'Measure “{text}” of task {no} has no lead unit. Name one.',
  'programme/reporting-unit-without-duty':
    'The unit that is to report on measure “{text}” of task {no} has no duty in it. Choose another, or add the duty first.',
  'programme/no-standard':
    'Measure “{text}” of task {no} has no completion standard and could never be closed. Say what counts as done.',
  'programme/no-deadline':
    'Measure “{text}” of task {no} has no time limit. Give a date, or mark it as standing work.',
  'programme/no-rhythm':
    'Measure “{text}” of task {no} has no reporting rhythm, and neither has the programme. Set one of them.',
  'programme/no-such-unit': 'The directory has no unit {id}. Choose one that it has, or add the unit first.',
  'programme/no-such-procedure': 'There is no rule of procedure {id}. Choose one of those listed.',
  'programme/no-such-item': 'There is no task {id}; somebody may have changed it. Reload and look again.',
  'programme/no-such-measure':
    'There is no measure {id}; it may have been split, merged or removed. Reload and look again.',
  'programme/no-such-duty': 'There is no duty {id}; somebody may have changed it. Reload and look again.',
  'programme/no-such-goal': 'There is no goal {id}; somebody may have removed it. Reload and look again.',
  'programme/no-group': '“{name}” is one unit; there is nothing to resolve.',
  'programme/no-members': 'Name at least one unit for “{name}”.',
  'programme/member-twice': 'A unit is listed twice for “{name}”. Take the second one out.',
  'programme/empty-text': 'The text must not be empty. Write something.',
  'programme/bad-target':
    'The target “{subject}” is not complete: say what is counted, write figures as decimals, and let a range rise.',
  'programme/bad-deadline':
    'The time limit “{date}” is wrong: it must be a real date within the period; only standing work has none.',
  'programme/bad-rhythm':
    'The reporting rhythm is wrong: check the closing day (1 to 31) and the working days of grace (0 to 60).',
  'programme/bad-order': 'The order must be a whole number from 1.',
  'programme/split-in-one': 'A measure is split into at least two.',
  'programme/target-lost': 'After a split each target must belong to one measure, and to one only.',
  'programme/deadline-lost': 'After a split each time limit must stay with at least one measure.',
  'programme/merge-of-one': 'Merging takes two or more different measures.',
  'programme/merge-across-items': 'Only measures of the same task can be merged.',
  'programme/no-reason': 'Say why: the reason is kept with the change.',
  'programme/already-confirmed':
    'Post “{post}” confirmed this programme at {at}; there is nothing to confirm.',
  'programme/still-draft':
    'This programme is not confirmed yet: edit it directly, no change request is needed.',
  'programme/needs-request':
    'This programme is confirmed and cannot be edited directly. Make a change request and say why.',
  'programme/no-change': 'The change request changes nothing.',
  'programme/request-exists': 'This change request was made before.',
  'programme/no-such-request': 'There is no change request {id}.',
  'programme/request-decided':
    'Post “{post}” settled this change request at {at}. Look at what is there now.',
  'programme/not-coordinator': 'Only the coordinating unit, “{name}”, may do this.',
  'programme/own-request':
    'Nobody decides on their own change request. Let another post of the coordinating unit do it.',
  'programme/not-their-request': 'Only the unit that made the request may withdraw it.',
  'programme/no-such-baseline': 'There is no baseline {no}.',
};
