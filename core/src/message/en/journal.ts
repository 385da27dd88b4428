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
};
