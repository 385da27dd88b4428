/** Text that stands somewhere in a column, for `like`: its own signs stand for themselves. */
export function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** What the ids of units in a region begin with, those of regions within it too: `5101` for 510100. */
export function within(region: string): string {
  return region.replace(/(?:00){1,2}$/, '');
}
