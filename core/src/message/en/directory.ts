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
  'directory/bad-name': 'A name has 2 to {most} characters, no spaces at its ends and no invisible ones.',
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
};
