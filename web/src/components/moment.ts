const BEIJING = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment in 北京时间, the same in every language: `2026-03-02 09:15`. */
export function momentText(instant: string): string {
  return BEIJING.format(new Date(instant));
}
