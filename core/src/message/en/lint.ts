import type { LintCode } from '../lint-codes.ts';

/** What cannot be carried out as written, and what to change. */
export const lint: Readonly<Record<LintCode, string>> = {
  'document/no-issuer':
    'No issuing organ was found, so short names of units cannot be placed at a level. Name it in the title or the signature.',
  'document/no-period':
    'Neither title nor text gives a year or period and there is no date of issue, so no time limit can be inferred.',
  'document/period-inferred':
    'The title gives no year; the period is taken from the date of issue as {begins} to {ends}. Write it in the title.',
  'document/count-mismatch':
    'The text says “{written}” and lists {listed}. Check the number or add what is missing.',
  'document/no-units':
    'No task (of {count}) names a responsible unit, so nothing can be dispatched. Name units for each, or add a table.',
  'document/no-ordering-rule':
    'Tasks that list several units without saying who leads: {count}. By custom the first is taken to lead; state the rule.',
  'document/several-leads':
    'Tasks with several lead units and none that consolidates: {count}. State that the first one does, or keep one lead each.',
  'document/mixed-labels':
    'One kind of duty goes by different labels ({labels}) and may be taken for different duties. Use one.',
  'document/far-blanket':
    '“{written}” holds for later tasks ({count}) that do not repeat it and is easily missed. List these units in each task.',
  'document/units-unknown':
    'Unit names that are not in the directory: {unknown} of {count} ({names}). It may not cover this place, so they are not reported one by one.',
  'heading/empty': 'Nothing stands under the heading “{title}”. Write the text or delete the heading.',
  'heading/out-of-order':
    'Number “{numeral}” does not follow “{before}”. Check whether one is missing, repeated or misplaced.',
  'heading/count-mismatch': 'The heading announces {announced} and {listed} are listed. Check the number.',
  'task/no-units': 'Task “{title}” names no responsible unit although the other tasks do. Add one.',
  'task/no-lead': 'Task “{title}” has no lead unit. Choose one of the units that it lists.',
  'task/lead-undetermined':
    'Task “{title}” is led by “{written}”, which does not say who that is. Name the unit.',
  'task/lead-generic':
    'Task “{title}” is led by “{written}”, a function and not the name of a unit. Name the unit.',
  'task/lead-is-everyone':
    'Task “{title}” is led by each of “{written}” and no unit consolidates. Name one that does.',
  'task/open-list':
    'The list of units ends in “{written}” without saying who else. Name them, or say who decides.',
  'task/empty': 'Task “{title}” is a heading only.',
  'task/no-measure':
    'Task “{title}” has text but nothing that is to be done could be read. Write the measures.',
  'task/cannot-be-closed':
    'Of the measures of task “{title}” ({count}) none has a target, a document or a date, so nobody can tell when it is done. Give at least one standard.',
  'task/repeated': 'This task says the same as task {other}, “{title}”. Merge them or delete one.',
  'task/overlong':
    'Task “{title}” has a single lead, “{lead}”, for all its measures ({count}). Consider splitting it.',
  'unit/unknown':
    'The directory has no “{name}”. Check the name; if the unit exists, register it in the directory.',
  'unit/misspelt': 'There is no unit “{name}”; is “{near}” meant?',
  'unit/renamed': '“{name}” is now called “{now}”. Use the present name.',
  'unit/ambiguous': '“{name}” may be {candidates}. Write the full name.',
  'unit/not-commanded':
    '“{name}” is not under the issuing organ, so that it leads has to be agreed beforehand.',
  'unit/two-roles': '“{name}” is both {one} and {other} in the same task. Keep one.',
  'unit/twice': '“{name}” stands twice in the same list. Delete one.',
  'target/no-unit': '“{written}” is a bare number. Say what it counts in.',
  'target/no-subject': '“{written}” does not say what is counted. Name it.',
  'target/no-limit':
    'Target “{written}” has no time limit and the document has no period to infer one from. Say by when.',
  'target/vague': '“{word}” is no number and cannot be checked. Give one, or say who fixes it and when.',
  'target/conflict':
    '“{subject}” is {one} here and {two} in task {other}, with the same time limit. Check which is right.',
  'target/aspirational':
    '“{written}” is worded as a wish, so it is unclear whether it counts in evaluation. Say whether it must be met.',
  'deadline/before-issue':
    'The time limit {date} lies before the date of issue {issued} and cannot be met. Correct it.',
  'deadline/outside-period':
    'The time limit {date} lies beyond the period of the document (to {ends}). Say what is due in this period.',
  'deadline/no-year': '“{written}” gives no year and the document covers more than one. Write the year.',
  'deadline/vague': '“{word}” is no time limit. Give year and month.',
  'deliverable/no-deadline': 'There is no date by which the document “{title}” is to be issued. Give one.',
  'measure/no-standard':
    'Measures of task “{title}” without a standard of completion: {open} of {count} (such as “{example}”). Add it when the ledger is opened.',
  'measure/condition-undecided':
    '“{word}” does not say who decides and by what conditions. Name the unit or the standard.',
  'citation/without-marks':
    'The cited document “{title}” has no title marks, so it cannot be told which one is meant.',
  'citation/from-future':
    'The cited number “{written}” is later than {year}, the year of this document. Check it.',
  'citation/unclosed': 'A title mark has no partner in “{written}”. Add the other half.',
  'text/no-punctuation':
    'The text has almost no punctuation, cannot be divided into sentences and was not compiled. Give the punctuated original.',
  'text/unread':
    'Nothing to be done was read in this paragraph, so it is in no measure; check it by hand. “{written}”',
  'text/doubled-mark': 'The mark “{mark}” stands twice. Delete one.',
};
