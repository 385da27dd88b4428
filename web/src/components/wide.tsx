import type { ReactNode } from 'react';

/** A table that may be wider than the window: it scrolls by itself, also by keyboard. */
export function Wide({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
