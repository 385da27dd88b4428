/**
 * Does something with what must be stopped afterwards, also when a person presses Ctrl+C meanwhile: PostgreSQL runs
 * in a session of its own and would stay behind.
 */
export async function endingInOrder<T>(stop: () => Promise<void>, act: () => Promise<T>): Promise<T> {
  const end = (signal: NodeJS.Signals) => {
    void stop().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    return await act();
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    await stop();
  }
}
