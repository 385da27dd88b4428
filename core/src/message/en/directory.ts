import type { DirectoryCode } from '../directory-codes.ts';

/** Why something cannot be done to the directory of units. */
export const directory: Readonly<Record<DirectoryCode, string>> = {
  'directory/no-unit': 'The directory has no unit “{id}”.',
  'directory/no-region': 'The directory has no region “{code}”.',
  'directory/no-day': '“{day}” is no day; write it like 2026-03-01.',
  'directory/ended': '“{name}” ended on {day}; choose one that exists.',
  'directory/ends': '“{name}” is to end on {day}; it can take over nothing and is not changed any more.',
  'directory/not-yet': '“{name}” was set up on {day}; nothing about it begins earlier.',
  'directory/later-change': '“{name}” has a change on {day}; the day has to be a later one.',
  'directory/same-name': 'It is called “{name}” already.',
  'directory/name-taken': 'The region has a “{name}” already; choose another name.',
  'directory/bad-name':
    'A name has 2 to {most} characters, no spaces at its ends, no invisible ones, and does not begin with =, +, - or @.',
  'directory/none-named': 'Nothing was chosen; choose at least one.',
  'directory/twice-named': 'A unit, region or name stands there twice.',
  'directory/no-change': 'Nothing would change.',
  'directory/day-ahead': 'The day cannot be later than today ({today}).',
  'directory/below-itself': '“{part}” belongs to “{name}” and cannot take it over or stand above it.',
  'directory/has-parts': '“{name}” still has {count} parts; settle where they go, or name what takes over.',
  'directory/posts-to-nobody':
    'Posts cannot follow where nothing takes over; name a successor or let the posts end.',
  'directory/posts-stay': 'Where the unit goes on its posts stay; choose that they follow.',
  'directory/other-level': '“{name}” is of another level than the region it would be merged into.',
  'directory/code-taken': 'The code {code} is in use.',
  'directory/bad-code': 'The code {code} does not fit the level or the province.',
  'directory/not-subordinate':
    'A unit administrator keeps what belongs to the own unit; ask the system administrator about others.',
  'directory/no-sheet': 'There is no sheet “{sheets}”. Use an exported workbook.',
  'directory/unknown-column':
    '“{head}” in the first row is no column of this sheet. Use an exported workbook.',
  'directory/column-twice': 'The column “{head}” stands there twice; remove one.',
  'directory/column-missing':
    'The column “{head}” is missing, perhaps a hidden one. Use an exported workbook.',
  'directory/column-fixed': '“{head}” is only shown and cannot be changed to “{text}” in a workbook.',
  'directory/cell-outside': 'Nothing is imported from a cell without a heading; clear it.',
  'directory/cell-formula': 'The cell holds a formula; write a text or a day.',
  'directory/cell-kind': '“{text}” is no text; format the cell as text and write it again.',
  'directory/cell-empty': '“{head}” is empty.',
  'directory/cell-word': '“{text}” is none of: {words}.',
  'directory/no-such-name': '“{text}” is not the full name of a unit that exists.',
  'directory/name-not-single': 'Several units are called “{text}”; write the id.',
  'directory/row-twice': 'The id “{id}” stands in row {row} already.',
  'directory/day-needed': 'Write the day of the change.',
  'directory/region-by-adjustment':
    'Regions are set up, merged and replaced by adjustment, not in a workbook.',
  'directory/workbook-faults':
    'The workbook has {count} faults; nothing was changed. The first is in {sheet} {cell}.',
  'directory/preview-changed':
    'The directory or the workbook has changed since the preview; look again before importing.',
  'directory/no-post': 'There is no post “{id}”.',
  'directory/post-not-single': 'The unit has several posts called “{id}”; write the id in the hidden column.',
  'directory/no-appointment': 'There is no appointment “{id}”. Leave the id empty for a new one.',
  'directory/no-login': 'Nobody who is active signs in as “{login}”.',
  'directory/bad-title':
    'A title has 1 to {most} characters, no invisible ones, and does not begin with =, +, - or @.',
};
