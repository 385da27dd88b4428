import type { JournalCode } from '../journal-codes.ts';

/** What a check of the journal finds: what is wrong, where, what to do. */
export const journal: Readonly<Record<JournalCode, string>> = {
  'journal/changed':
    'Event {seq} does not match its hash: it was changed. Keep the database and its backups, and compare them byte by byte with an earlier export.',
  'journal/not-canonical':
    'What stands at {where} cannot be written as canonical bytes (only strings, whole numbers, true, false, null, lists and members).',
  'journal/wrong-form':
    'Member “{field}” of the event is missing, unknown or malformed: this program did not write it.',
  'journal/other-programme': 'Event {seq} belongs to another programme, “{found}”, and not to this journal.',
  'journal/out-of-order':
    'Event {seq} should stand here, but it is event {found}: events were deleted, inserted, repeated or swapped.',
  'journal/broken-link':
    'Event {seq} does not follow the one before it: that one was rewritten, or one was replaced. Compare with receipts and with the heads printed in bulletins.',
  'journal/time-runs-back': 'Event {seq} is earlier than the one before it; this program does not write so.',
  'journal/id-twice': 'Event {seq} has the id {id}, which was used before: one thing was recorded twice.',
  'journal/cut-off': 'A checkpoint has {seq} events, but only {found} are left: the end was cut off.',
  'journal/other-head':
    'The journal up to event {seq} differs from a checkpoint that was kept: a stretch of it was rewritten.',
  'journal/bad-receipt':
    'The receipt does not hold: its root does not follow from event {seq}. Check that the file is complete.',
  'journal/unreadable-line':
    'Line {seq} of the export is not an event: the file was changed or not transferred completely.',
  'journal/no-checkpoint': 'The last line of the export is no checkpoint: the file was cut. Export it again.',
  'journal/beyond-checkpoint':
    'Event {seq} is not covered by the checkpoint at the end: it was added later. Export the journal again.',
  'journal/personal':
    'There are personal particulars ({what}) at {where}. The journal is kept for ever: take the number out, and put it among the contacts where it is needed.',
  'journal/beyond-head':
    'The head of the journal stands at event {found}, but there is an event {seq} behind it: this program did not write it.',
  'journal/head-missing':
    'The head of journal {programme} is gone while its events are there: somebody wrote to the database directly. Restore this row of journal_head from a backup.',
  'journal/head-differs':
    'The head of journal {programme} was changed directly: {column} does not match event {seq}.',
  'journal/end-rewritten':
    'The end of journal {programme} (up to event {seq}) was rewritten or cut together with its head: the seal of the head does not hold. Find out from backups and receipts what is missing.',
  'journal/column-differs':
    'Column {column} of event {seq} in journal_event differs from the body of the event and was changed directly; the body is intact and tells what it was.',
  'journal/row-changed':
    'Row “{row}” of {table} was changed directly: {column} does not match event {seq}, which wrote it last.',
  'journal/row-moved':
    'Row “{row}” of {table} was directly made into “{found}”: {column} does not match event {seq}.',
  'journal/row-missing': 'Row “{row}” of {table} is missing: event {seq} wrote it and no event took it away.',
  'journal/row-returned':
    'Row “{row}” of {table} is there again: event {seq} took it away and no event wrote it since.',
  'journal/row-unexplained':
    'Row “{row}” of {table} was written by no event: it was put into the database directly.',
  'journal/seal-broken': 'Row “{row}” of {table} was changed directly: {column} does not match its seal.',
  'journal/derived-differs':
    'Row “{row}” of {table} is not what it is derived to be: {column} should be “{expected}” and is “{found}”. It can be derived anew; the journal is not affected.',
  'journal/derived-missing':
    'Row “{row}” of {table} is missing, although it follows from the other tables. It can be derived anew; the journal is not affected.',
  'journal/derived-unexplained':
    'Row “{row}” of {table} does not follow from the other tables. It can be derived anew; the journal is not affected.',
  'journal/books-differ':
    'Migration {row} in the books differs from the file that this program has: {column}. Check the version of the program before you go on.',
  'journal/text-differs': 'The text of document “{row}” does not match its hash.',
  'journal/baseline-differs': 'The content of baseline {row} does not match its hash.',
  'journal/span-differs':
    'Row “{row}” of {table} quotes words that do not stand at {start}–{end} of the document.',
  'journal/file-missing':
    'The file of document “{row}” ({file}) is not in the folder of attachments. Restore it from a backup.',
  'journal/file-changed':
    'The file of document “{row}” ({file}) was changed: it does not match its hash or size. Restore it from a backup.',
  'journal/file-unreadable':
    'The file of document “{row}” ({file}) cannot be read ({reason}) and was not checked.',
};
