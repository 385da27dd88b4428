/** What is wrong with a journal, or with what was to be written into it. Sentences: zh-CN/journal.ts, en/journal.ts. */
export type JournalCode =
  | 'journal/changed'
  | 'journal/not-canonical'
  | 'journal/wrong-form'
  | 'journal/other-programme'
  | 'journal/out-of-order'
  | 'journal/broken-link'
  | 'journal/time-runs-back'
  | 'journal/id-twice'
  | 'journal/cut-off'
  | 'journal/other-head'
  | 'journal/bad-receipt'
  | 'journal/unreadable-line'
  | 'journal/no-checkpoint'
  | 'journal/beyond-checkpoint'
  | 'journal/personal';
